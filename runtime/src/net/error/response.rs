//! An answer that was received whole.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::sent::SentSecrets;
use super::{DecodeError, Error, Failure, UnexpectedResponse};
use crate::codec::Escaped;
use crate::codec::json::DecodeFailure;
use crate::codec::redact::redacted;
use crate::net::auth::{AuthenticationError, MissingCredential};
use crate::net::headers::Headers;
use crate::net::origins::Unfollowed;
use crate::net::target::Target;

/// An answer with its whole body.
#[derive(Clone)]
pub(crate) struct WholeResponse {
    pub(crate) target: Target,
    pub(crate) status: StatusCode,
    pub(crate) headers: Headers,
    pub(crate) bytes: Bytes,
    /// The reason why the request lacked a credential.
    pub(crate) lack: Option<MissingCredential>,
    /// The reason why a refused token was not renewed.
    pub(crate) unrenewed: Option<Box<AuthenticationError>>,
    /// `true` if the request would have been sent again, had its body not been a stream.
    pub(crate) is_final: bool,
    /// The fault of the answer, apart from being an error.
    pub(crate) fault: String,
    /// The reason why the body still has its content coding.
    pub(crate) undecoded: Option<DecodeFailure>,
    /// The reason why a redirect was not followed.
    pub(crate) unfollowed: Option<Box<Unfollowed>>,
    /// `true` if the connection broke before the body came: the service answered before it had the whole request.
    pub(crate) cut_short: bool,
    /// The secrets of the request.
    pub(crate) sent: SentSecrets,
}

impl WholeResponse {
    pub(crate) fn new(target: Target, parts: http::response::Parts, bytes: Bytes) -> Self {
        let (status, headers) = (parts.status, Headers::from(parts.headers));
        let (lack, unrenewed, undecoded, unfollowed) = (None, None, None, None);
        let (is_final, cut_short, fault, sent) = (false, false, String::new(), SentSecrets::default());
        Self {
            target,
            status,
            headers,
            bytes,
            lack,
            unrenewed,
            is_final,
            fault,
            undecoded,
            unfollowed,
            cut_short,
            sent,
        }
    }

    /// The error of an answer whose body has a content coding that cannot be decoded.
    pub(crate) fn miscoded(mut self: Box<Self>, failure: DecodeFailure) -> Failure {
        self.fault = format!(", but {failure}");
        if self.status.is_success() {
            Error::Decode(DecodeError::new(self, failure))
        } else {
            Error::Unexpected(UnexpectedResponse::new(self, Some(failure)))
        }
    }

    /// A failure to decode the body, without the secrets of the request.
    pub(crate) fn redact(&self, failure: DecodeFailure) -> DecodeFailure {
        self.sent.redact_failure(failure, &self.target)
    }
}

/// Writes `401 Unauthorized for `op` (POST /x)`, what is wrong, an excerpt of the body, and what else helps.
impl fmt::Display for WholeResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.status.canonical_reason().unwrap_or("unknown status");
        let fault = self.sent.redact(&self.fault, &self.target);
        write!(f, "{} {reason} for {}{fault}", self.status.as_u16(), self.target)?;
        if !self.bytes.is_empty() && self.undecoded.is_none() {
            write!(f, ": {}", Excerpt(&self.bytes, &|text| self.sent.redact(text, &self.target)))?;
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
        // A prefix of the base URL may be missing.
        if let Some(url) = self.target.url().filter(|_| self.status == StatusCode::NOT_FOUND) {
            notes.push(format!("the URL was `{}`", url.escape_debug()));
        }
        if self.is_final {
            notes.push("its body was a stream, which cannot be sent again".to_owned());
        }
        if self.cut_short {
            notes.push("the connection broke before the body of the answer came".to_owned());
        }
        if let Some(id) = self.headers.request_id() {
            notes.push(format!("request id {}", id.escape_debug()));
        }
        match notes.as_slice() {
            [] => Ok(()),
            _ => write!(f, " ({})", self.sent.redact(&notes.join("; "), &self.target)),
        }
    }
}

impl fmt::Debug for WholeResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {}", self.sent.redact(&format!("{:?}", self.headers), &self.target))
    }
}

/// The number of characters of a body that an error message shows.
const EXCERPT_CHARACTERS: usize = 200;

/// The number of bytes after those that are searched for the end of a secret.
const SECRET_LIMIT: usize = 16 << 10;

/// The first characters of a body on one line, with control characters escaped and secrets left out.
struct Excerpt<'a>(&'a [u8], &'a dyn Fn(&str) -> String);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(body, redact) = self;
        // A character has at most four bytes, so this is enough for the limit.
        let start = &body[..body.len().min(EXCERPT_CHARACTERS * 4 + SECRET_LIMIT)];
        let text = redact(&redacted(&String::from_utf8_lossy(start)));
        let text = text.trim();
        let end = text.char_indices().nth(EXCERPT_CHARACTERS).map_or(text.len(), |(end, _)| end);
        write!(f, "{}", Escaped(&text[..end]))?;
        let is_whole = end == text.len() && start.len() == body.len();
        if is_whole { Ok(()) } else { write!(f, "… ({} bytes)", body.len()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(body: &[u8]) -> String {
        Excerpt(body, &str::to_owned).to_string()
    }

    #[test]
    fn an_excerpt_is_short_and_on_one_line() {
        assert_eq!(shown(b" a\r\n\x1b[31mb\n"), "a\\r\\n\\u{1b}[31mb");
        let long = shown("é".repeat(1000).as_bytes());
        assert_eq!(long, format!("{}… (2000 bytes)", "é".repeat(200)));
        assert_eq!(shown(b"\xFF"), "\u{FFFD}");
    }
}
