//! The service that a document describes.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::SecurityScheme;
use super::macros::setters;

/// A service: the title and version of its document and where it may be reached.
#[derive(Debug)]
pub struct Api {
    title: &'static str,
    version: &'static str,
    user_agent: &'static str,
    pub(crate) base_url_paths: &'static [&'static str],
    servers: &'static [&'static str],
    pub(crate) security_schemes: &'static [&'static SecurityScheme],
    pub(crate) requires_security: bool,
}

impl Api {
    /// A service called `title` in version `version`, as its document says in `info`.
    pub const fn new(title: &'static str, version: &'static str) -> Self {
        Self {
            title,
            version,
            user_agent: "",
            base_url_paths: &[],
            servers: &[],
            security_schemes: &[],
            requires_security: false,
        }
    }

    setters! {
        /// The default `User-Agent`. Without it the header is made from title and version.
        user_agent: &'static str;
        /// Names paths that a base URL may end with: the user gave the address of an operation instead of the address of the service.
        base_url_paths: &'static [&'static str];
        /// Names the absolute servers of the document.
        servers: &'static [&'static str];
        /// Names all security schemes of the document, also those that no operation requires.
        security_schemes: &'static [&'static SecurityScheme];
        /// Sets whether the security requirement of any operation names a scheme.
        requires_security: bool;
    }

    /// The absolute servers which the document names, in its order.
    pub const fn server_list(&self) -> &'static [&'static str] {
        self.servers
    }

    /// The `User-Agent` of requests: `title/version callsmith/version`, with what a product token may not hold replaced by `-`
    /// (RFC 9110, section 10.1.5).
    pub(crate) fn default_user_agent(&self) -> &'static str {
        let (title, version) = (token(self.title, "client"), token(self.version, "0"));
        match self.user_agent {
            "" => interned(format!("{title}/{version} callsmith/{}", env!("CARGO_PKG_VERSION"))),
            value => value,
        }
    }
}

// Each request copies the text several times. Threads that count the users of one text wait for each other; of a text that stays nobody counts them.
/// A text that is kept until the program ends: once, however often it is made. There are as many as documents.
fn interned(text: String) -> &'static str {
    static TEXTS: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut texts = TEXTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(interned_text) = texts.get(text.as_str()) {
        return interned_text;
    }
    let interned_text = Box::leak(text.into_boxed_str());
    texts.insert(interned_text);
    interned_text
}

/// `text` as a token of RFC 9110, section 5.6.2.
fn token(text: &str, otherwise: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    let replaced: String = text.trim().chars().map(|c| if allowed(c) { c } else { '-' }).collect();
    match replaced.as_str() {
        "" => otherwise.to_owned(),
        _ => replaced,
    }
}

#[cfg(test)]
mod tests {
    use crate::contract::Api;

    #[test]
    fn user_agent_is_made_of_tokens() {
        let suffix = concat!(" callsmith/", env!("CARGO_PKG_VERSION"));
        assert_eq!(
            Api::new("My service (beta)", "1.0 rc").default_user_agent(),
            format!("My-service--beta-/1.0-rc{suffix}")
        );
        assert_eq!(Api::new("", " ").default_user_agent(), format!("client/0{suffix}"));
        assert_eq!(Api::new("a", "1").user_agent("own/2").default_user_agent(), "own/2");
    }
}
