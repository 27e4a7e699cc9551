//! Refusals of authorization servers.

use std::error::Error;
use std::fmt;

use http::StatusCode;

use crate::net::auth::TokenError;

/// An authorization server refused (RFC 6749, sections 4.1.2.1 and 5.2). No text of it holds a secret that was sent.
#[derive(Clone, Debug)]
pub struct OAuth2Error {
    pub(super) server: String,
    pub(super) status: Option<StatusCode>,
    pub(super) code: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl OAuth2Error {
    /// The refusal that an error of a token source was made from.
    ///
    /// ```
    /// # use callsmith_runtime::{Error, oauth2::OAuth2Error};
    /// /// Returns `true` if a person has to log in again.
    /// fn has_ended(error: &Error) -> bool {
    ///     let Error::Authentication(error) = error else { return false };
    ///     let refusal = error.token_error().and_then(OAuth2Error::of);
    ///     refusal.is_some_and(|refusal| refusal.code() == "invalid_grant")
    /// }
    /// ```
    pub fn of(error: &TokenError) -> Option<&Self> {
        error.get_ref().downcast_ref()
    }

    /// The member `error` of the answer, such as `invalid_grant`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The member `error_description`, on one line and at most some 600 characters of it.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// The member `error_uri`: a page about the error.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }

    /// The status of the answer. A refusal that came with a redirect has none.
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }
}

impl fmt::Display for OAuth2Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the authorization server {} refused: `{}`", self.server, self.code)?;
        match &self.description {
            Some(description) => write!(f, ": {description}"),
            None => Ok(()),
        }
    }
}

impl Error for OAuth2Error {}
