//! An answer that was received whole.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::sent::Sent;
use super::{DecodeError, Error, Failure, UnexpectedResponse};
use crate::codec::Escaped;
use crate::codec::json::DecodeFailure;
use crate::codec::redact::redacted;
use crate::net::auth::{AuthenticationError, Lack};
use crate::net::headers::Headers;
use crate::net::origins::Unfollowed;
use crate::net::target::Target;

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
    /// Why the body still has its content coding, where that was not to be.
    pub(crate) undecoded: Option<DecodeFailure>,
    /// Why a redirect was not followed.
    pub(crate) unfollowed: Option<Box<Unfollowed>>,
    /// The secrets of the request.
    pub(crate) sent: Sent,
}

impl Answer {
    pub(crate) fn new(target: Target, parts: http::response::Parts, bytes: Bytes) -> Self {
        let (status, headers) = (parts.status, Headers::from(parts.headers));
        let (lack, unrenewed, undecoded, unfollowed) = (None, None, None, None);
        let (is_final, fault, sent) = (false, String::new(), Sent::default());
        Self { target, status, headers, bytes, lack, unrenewed, is_final, fault, undecoded, unfollowed, sent }
    }

    /// The error of an answer whose body has a content coding that cannot be decoded.
    pub(crate) fn miscoded(mut self, failure: DecodeFailure) -> Failure {
        self.fault = format!(", but {failure}");
        match self.status.is_success() {
            true => Error::Decode(DecodeError::new(self, failure)),
            false => Error::Unexpected(UnexpectedResponse::new(self, Some(failure))),
        }
    }

    /// A failure to decode the body, without the secrets of the request.
    pub(crate) fn redact(&self, failure: DecodeFailure) -> DecodeFailure {
        self.sent.redact_failure(failure, &self.target)
    }
}

/// Writes `401 Unauthorized for `op` (POST /x)`, what is wrong, an excerpt of the body, and what else helps.
impl fmt::Display for Answer {
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
        if let Some(id) = self.headers.request_id() {
            notes.push(format!("request id {}", id.escape_debug()));
        }
        match notes.as_slice() {
            [] => Ok(()),
            _ => write!(f, " ({})", self.sent.redact(&notes.join("; "), &self.target)),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} {}", self.sent.redact(&format!("{:?}", self.headers), &self.target))
    }
}

/// How many characters of a body an error message shows.
const LIMIT: usize = 200;

/// How many bytes behind those are looked at for the end of a secret that begins among them.
const SECRET_LIMIT: usize = 16 << 10;

/// The first characters of a body on one line, with control characters escaped and secrets left out.
struct Excerpt<'a>(&'a [u8], &'a dyn Fn(&str) -> String);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(body, redact) = self;
        // A character has at most four bytes, so this is enough for the limit.
        let start = &body[..body.len().min(LIMIT * 4 + SECRET_LIMIT)];
        let text = redact(&redacted(&String::from_utf8_lossy(start)));
        let text = text.trim();
        let end = text.char_indices().nth(LIMIT).map_or(text.len(), |(end, _)| end);
        write!(f, "{}", Escaped(&text[..end]))?;
        match end == text.len() {
            true if start.len() == body.len() => Ok(()),
            _ => write!(f, "… ({} bytes)", body.len()),
        }
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/excerpt.rs"]
mod tests;
