//! Errors of credentials. None shows a secret.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::net::target::Target;

/// A [`TokenSource`](crate::net::auth::TokenSource) could not give a token.
///
/// The error reads like the one that it was made from. All requests that waited for the token share it, so it can be
/// cloned.
#[derive(Clone, Debug)]
pub struct TokenError {
    error: Arc<dyn Error + Send + Sync>,
    is_permanent: bool,
}

impl TokenError {
    /// Wraps an error, or a text that says what went wrong. The text must not hold a secret.
    pub fn new(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        match error.into().downcast::<Self>() {
            Ok(same) => *same,
            Err(other) => Self { error: other.into(), is_permanent: false },
        }
    }

    /// An error that another fetch does not mend, such as a credential that the issuer refuses: no call fetches once more for it by itself.
    #[must_use]
    pub fn permanent(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { is_permanent: true, ..Self::new(error) }
    }

    /// Returns `true` if another fetch does not mend it.
    pub fn is_permanent(&self) -> bool {
        self.is_permanent
    }

    /// The error that was wrapped.
    pub fn get_ref(&self) -> &(dyn Error + Send + Sync + 'static) {
        &*self.error
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.error.source()
    }
}

/// A credential without a place in the requests of a client, since the document declares no security scheme that takes
/// it. Or one that is not in the environment.
#[derive(Clone)]
pub struct CredentialError(String);

impl CredentialError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CredentialError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for CredentialError {}

/// A request could not be given the credentials that it needs. None that fits is set, no token was to be had, or a key
/// cannot be sent.
#[derive(Clone)]
pub struct AuthenticationError(Box<(String, Option<TokenError>, Option<Target>)>);

impl AuthenticationError {
    /// Nothing that is set satisfies an operation, as `message` says.
    pub(super) fn new(message: String) -> Self {
        Self(Box::new((message, None, None)))
    }

    /// The credential for a scheme cannot be sent. `reason` continues "it ..." and shows nothing of the secret.
    pub(super) fn unusable(scheme: impl fmt::Display, reason: impl fmt::Display) -> Self {
        let message = format!("the credential for `{scheme}` cannot be sent: it {reason}");
        Self(Box::new((message, None, None)))
    }

    /// There is no token, as `message` says, because of `error`.
    pub(super) fn no_token(message: String, error: TokenError) -> Self {
        Self(Box::new((message, Some(error), None)))
    }

    /// The same with what the request was for.
    pub(crate) fn for_target(mut self, target: Target) -> Self {
        self.0.2 = Some(target);
        self
    }

    pub(crate) fn target(&self) -> Option<&Target> {
        self.0.2.as_ref()
    }

    /// The error of the token source, where that was the cause. The text of this error includes it.
    pub fn token_error(&self) -> Option<&TokenError> {
        self.0.1.as_ref()
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (message, error, _) = &*self.0;
        match error {
            Some(error) => write!(f, "{message}: {error}"),
            None => f.write_str(message),
        }
    }
}

impl fmt::Debug for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for AuthenticationError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.1.as_ref().and_then(Error::source)
    }
}
