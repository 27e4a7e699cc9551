//! The servers of a document (OAS 3.1.1, Server Object).

use std::fmt;

use crate::net::url::Url;

/// A server that the document names: a URL which may have variables, and may be relative to the address of the document.
///
/// Functions of generated code make it; `Client::at` begins a client of it.
#[derive(Clone)]
pub struct Server {
    template: &'static str,
    /// Each variable with its value, or with nothing where it has no default.
    values: Vec<(&'static str, String)>,
    document: String,
}

impl Server {
    /// A server at a URL. `{name}` stands for a variable, whose value is that of `defaults` unless another is set.
    pub fn new(template: &'static str, defaults: &[(&'static str, &'static str)]) -> Self {
        let values = defaults.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { template, values, document: String::new() }
    }

    /// Sets the address that a relative URL is relative to: that of the document, or of the host which serves it.
    #[must_use]
    pub fn relative_to(mut self, document: &str) -> Self {
        document.trim().clone_into(&mut self.document);
        self
    }

    /// Sets a variable.
    #[must_use]
    pub fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.values.retain(|(other, _)| *other != name);
        self.values.push((name, value.to_owned()));
        self
    }

    /// The URL, with the variables as they are set.
    pub fn url(&self) -> String {
        let mut url = String::new();
        let mut rest = self.template;
        while let Some((literal, (name, after))) = rest.split_once('{').and_then(|(l, r)| Some((l, r.split_once('}')?)))
        {
            url.push_str(literal);
            match self.values.iter().find(|(other, _)| *other == name) {
                Some((_, value)) => url.push_str(value),
                None => url.extend(["{", name, "}"]),
            }
            rest = after;
        }
        url.push_str(rest);
        Url::new(&self.document).join(&url).as_str().to_owned()
    }

    /// The first variable without a value, as messages name it.
    pub(crate) fn unset(&self) -> Option<String> {
        let mut names = self.template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0));
        let value = |name: &str| self.values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.trim());
        let unset = names.find(|name| value(name).unwrap_or_default().is_empty())?;
        Some(format!("the variable `{unset}` of the server `{}`", self.template))
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.url())
    }
}

#[cfg(test)]
mod tests {
    use super::{Server, Url};

    #[test]
    fn variables_have_their_default_until_they_are_set() {
        let server = Server::new("https://{region}.example.com/{version}", &[("region", "eu"), ("version", "v2")]);
        assert_eq!(server.url(), "https://eu.example.com/v2");
        assert_eq!(server.clone().variable("region", "us").url(), "https://us.example.com/v2");
        let twice = server.variable("region", "us").variable("region", "asia").variable("version", "v3");
        assert_eq!(twice.url(), "https://asia.example.com/v3");
    }

    #[test]
    fn a_variable_may_hold_the_whole_address() {
        let server = Server::new("{endpoint}/language", &[]).variable("endpoint", "https://mine.example.com");
        assert_eq!(server.url(), "https://mine.example.com/language");
    }

    #[test]
    fn a_variable_without_a_value_stays_visible() {
        assert_eq!(Server::new("https://{host}/a", &[]).url(), "https://{host}/a");
        assert_eq!(Server::new("https://{open", &[]).url(), "https://{open");
    }

    #[test]
    fn relative_urls_are_seen_from_the_document() {
        let document = "https://example.com/docs/openapi.json?v=1";
        for (reference, url) in [
            ("/v1", "https://example.com/v1"),
            ("v1", "https://example.com/docs/v1"),
            ("./v1", "https://example.com/docs/v1"),
            ("../v1", "https://example.com/v1"),
            ("../../../v1", "https://example.com/v1"),
            ("//other.example.com/v1", "https://other.example.com/v1"),
            ("http://other.example.com", "http://other.example.com"),
        ] {
            assert_eq!(Server::new(reference, &[]).relative_to(document).url(), url, "{reference}");
        }
        for (document, reference, url) in [
            ("https://example.com", "/v1", "https://example.com/v1"),
            ("https://example.com", "v1", "https://example.com/v1"),
            ("", "/v1", "/v1"),
        ] {
            assert_eq!(Url::new(document).join(reference).as_str(), url);
        }
    }
}
