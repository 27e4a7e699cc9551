//! An answer that was received whole, and what was asked.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::{Method, StatusCode, Uri};

use crate::codec::Escaped;
use crate::contract::Spec;
use crate::net::auth::{AuthenticationError, Lack};
use crate::net::headers::Headers;

/// What a request was for: the identifier of the operation, empty for a request made by hand, the method, and the path template or the path. Not the URL
/// with its values.
#[derive(Clone, Debug)]
pub(crate) struct Target(&'static str, Cow<'static, str>, Cow<'static, str>);

impl Target {
    pub(crate) fn of(spec: &'static Spec) -> Self {
        Self(spec.id, spec.method.0.into(), spec.path.into())
    }

    /// The identifier of the operation; empty for a request made by hand.
    pub(crate) fn operation(&self) -> &str {
        self.0
    }

    /// A request made by hand. Of an absolute URL only the path.
    pub(crate) fn by_hand(method: &Method, url: &str) -> Self {
        let url = url.split(['?', '#']).next().unwrap_or_default();
        let path = match url.split_once("://") {
            Some((_, rest)) => &rest[rest.find('/').unwrap_or(rest.len())..],
            None => url,
        };
        Self("", method.to_string().into(), path.to_owned().into())
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self("", method, path) => write!(f, "{method} {}", Escaped(path)),
            Self(operation, method, path) => write!(f, "`{}` ({method} {})", Escaped(operation), Escaped(path)),
        }
    }
}

/// A URL as messages show it: without its query, which may hold a secret. Nothing of one that may hold a password.
pub(crate) fn shown(url: &str) -> Option<String> {
    let place = url.split(['?', '#']).next().filter(|place| !place.contains('@'))?;
    Some(place.escape_debug().to_string())
}

/// An answer with its whole body.
#[derive(Clone)]
pub(crate) struct Answer {
    pub(crate) target: Target,
    pub(crate) status: StatusCode,
    pub(crate) headers: Headers,
    pub(crate) bytes: Bytes,
    /// Why the request carried no credential, or not all.
    pub(crate) lack: Option<Lack>,
    /// Why there is no new token in place of one that was refused.
    pub(crate) unrenewed: Option<Box<AuthenticationError>>,
    /// `true` if the request would have been sent again, had its body not been a stream.
    pub(crate) is_final: bool,
    /// What is wrong with the answer, apart from being an error.
    pub(crate) fault: String,
    /// The URL of what was not found, without its query.
    pub(crate) missing: Option<String>,
}

impl Answer {
    pub(crate) fn new(target: Target, parts: http::response::Parts, bytes: Bytes) -> Self {
        let (status, headers) = (parts.status, Headers::from(parts.headers));
        Self {
            target,
            status,
            headers,
            bytes,
            lack: None,
            unrenewed: None,
            is_final: false,
            fault: String::new(),
            missing: None,
        }
    }

    /// The answer with the URL that was asked for, where there is nothing: a prefix of the base URL may be missing.
    pub(crate) fn of_url(mut self, url: &Uri) -> Self {
        let host = url.authority().map(|authority| authority.as_str().rsplit('@').next().unwrap_or_default());
        if self.status == StatusCode::NOT_FOUND
            && let (Some(scheme), Some(host)) = (url.scheme_str(), host)
        {
            self.missing = Some(format!("{scheme}://{host}{}", url.path()));
        }
        self
    }
}

/// Writes `401 Unauthorized for `op` (POST /x)`, what is wrong, an excerpt of the body, and what else helps.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.status.canonical_reason().unwrap_or("unknown status");
        write!(f, "{} {reason} for {}{}", self.status.as_u16(), self.target, self.fault)?;
        if !self.bytes.is_empty() {
            write!(f, ": {}", Excerpt(&self.bytes))?;
        }
        let mut notes = Vec::new();
        if let (401 | 403, Some(lack)) = (self.status.as_u16(), self.lack) {
            notes.push(lack.to_string());
        }
        if let Some(error) = &self.unrenewed {
            notes.push(error.to_string());
        }
        #[cfg(feature = "azureml")]
        if let Some(error) = super::model_error(self.headers.as_map()) {
            notes.push(error.to_string());
        }
        if let Some(url) = &self.missing {
            notes.push(format!("the URL was `{}`", url.escape_debug()));
        }
        if self.is_final {
            notes.push("its body was a stream, which cannot be sent again".to_owned());
        }
        if let Some(id) = self.headers.request_id() {
            notes.push(format!("request id {}", id.escape_debug()));
        }
        match notes.as_slice() {
            [] => Ok(()),
            _ => write!(f, " ({})", notes.join("; ")),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {:?}", self.headers)
    }
}

/// How many characters of a body an error message shows.
const LIMIT: usize = 200;

/// The first characters of a body on one line, with control characters escaped.
struct Excerpt<'a>(&'a [u8]);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A character has at most four bytes, so this is enough for the limit.
        let start = &self.0[..self.0.len().min(LIMIT * 4 + 4)];
        let text = String::from_utf8_lossy(start);
        let text = text.trim();
        let end = text.char_indices().nth(LIMIT).map_or(text.len(), |(end, _)| end);
        write!(f, "{}", Escaped(&text[..end]))?;
        match end == text.len() {
            true if start.len() == self.0.len() => Ok(()),
            _ => write!(f, "… ({} bytes)", self.0.len()),
        }
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/excerpt.rs"]
mod tests;
