//! The origins that links and redirects of answers may lead to.

use std::fmt;

use super::url::{Origin, Url};

/// The trust in the URL of a request, by the way in which it became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// All that the call has.
    Full,
    /// Neither credentials nor headers that may hold a secret.
    Bare,
}

// A list of the user. A service could otherwise send credentials anywhere by naming a URL in an answer.
/// The origins that the user lists beside that of the base URL.
#[derive(Debug, Default)]
pub(crate) struct TrustedOrigins(Vec<(Origin, Trust)>);

impl TrustedOrigins {
    /// Adds an origin such as `https://store.example`, or all hosts below one: `https://*.store.example`.
    pub(crate) fn add(&mut self, text: &str, trust: Trust) -> Result<(), InvalidOrigin> {
        let url = Url::new(text.trim());
        let is_origin = matches!(url.path(), "" | "/") && !text.contains(['?', '#']);
        let Some(origin) = url.origin().filter(|_| is_origin) else {
            return Err(InvalidOrigin(url));
        };
        self.0.retain(|(other, _)| *other != origin);
        self.0.push((origin, trust));
        Ok(())
    }

    /// The trust in an origin, where it is listed. One that is listed by itself comes before all hosts below another.
    pub(crate) fn trust_of(&self, origin: &Origin) -> Option<Trust> {
        let exact = self.0.iter().find(|(listed, _)| listed == origin);
        exact.or_else(|| self.0.iter().find(|(listed, _)| listed.covers(origin))).map(|(_, trust)| *trust)
    }
}

/// A text that is no origin.
#[derive(Clone, Debug)]
pub(crate) struct InvalidOrigin(Url);

impl fmt::Display for InvalidOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.0.shown().map(|shown| format!(" `{shown}`")).unwrap_or_default();
        write!(f, "the trusted origin{shown} is not valid: `https://host` or `https://*.host` is expected")
    }
}

/// The origin of a URL that is not followed; none where it is no URL of HTTP.
#[derive(Clone, Debug)]
pub(crate) struct Untrusted(pub(crate) Option<Origin>);

impl fmt::Display for Untrusted {
    /// Ends a sentence about the URL.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(origin) => write!(f, "is no URL of the origin of the request: {}", advice(origin)),
            None => f.write_str("is no URL of the origin of the request"),
        }
    }
}

/// The reason why a redirect is not followed, though the document does not declare it as an answer.
#[derive(Clone, Debug)]
pub(crate) enum Unfollowed {
    /// So many were followed before.
    Limit(usize),
    Elsewhere(Untrusted),
}

impl fmt::Display for Unfollowed {
    /// Stands in brackets behind a sentence about a redirect that is not followed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Limit(count) => write!(f, "{count} others were, which is the limit"),
            Self::Elsewhere(Untrusted(Some(origin))) => write!(f, "it leads to another origin: {}", advice(origin)),
            Self::Elsewhere(Untrusted(None)) => f.write_str("it leads to no URL of HTTP"),
        }
    }
}

/// The option that lists an origin, as it ends a sentence of an error.
pub(crate) fn advice(origin: &Origin) -> String {
    format!("`.trusted_origin(\"{origin}\")` on the builder of the client allows it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_listed_one_by_one_or_with_all_hosts_below() {
        let mut list = TrustedOrigins::default();
        list.add("https://Store.example/", Trust::Bare).expect("valid");
        list.add("https://*.region.example", Trust::Full).expect("valid");
        list.add("https://b.region.example", Trust::Bare).expect("valid");
        let trust_of = |text: &str| Url::new(text).origin().and_then(|origin| list.trust_of(&origin));
        assert_eq!(trust_of("https://store.example:443/x?y"), Some(Trust::Bare));
        assert_eq!(trust_of("https://a.region.example/"), Some(Trust::Full));
        assert_eq!(trust_of("https://b.region.example/"), Some(Trust::Bare));
        for other in [
            "http://store.example/",
            "https://store.example:444/",
            "https://region.example/",
            "https://aregion.example/",
            "https://a.region.example.evil/",
            "http://a.region.example/",
        ] {
            assert_eq!(trust_of(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        let mut list = TrustedOrigins::default();
        for text in
            ["", "store.example", "https://store.example/path", "ftp://a", "https://a?sig=hidden", "https://u:hidden@a"]
        {
            let error = list.add(text, Trust::Bare).expect_err("no origin").to_string();
            assert!(error.starts_with("the trusted origin") && !error.contains("hidden"), "{error}");
        }
    }
}
