//! The origins that links and redirects of answers may lead to.

use std::fmt;

use super::url::{Origin, Url};

/// What a request carries, by the way in which its URL became known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// All that the call has.
    Full,
    /// Neither credentials nor headers that may hold a secret.
    Bare,
}

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
    pub(crate) fn of(&self, origin: &Origin) -> Option<Trust> {
        let exact = self.0.iter().find(|(own, _)| own == origin);
        exact.or_else(|| self.0.iter().find(|(own, _)| own.covers(origin))).map(|(_, trust)| *trust)
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

/// Why a redirect is not followed, though the document does not declare it as an answer.
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
#[path = "../../tests/unit/net/origins.rs"]
mod tests;
