//! Errors of calls.

mod answered;
#[cfg(feature = "azureml")]
mod model;
mod response;
mod sent;
mod transport;
mod unsent;

use std::convert::Infallible;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, StatusCode};

pub use self::answered::{ApiError, DecodeError, OperationError, UnexpectedResponse};
#[cfg(feature = "azureml")]
pub(crate) use self::model::MODEL_ERROR_STATUS;
#[cfg(feature = "azureml")]
pub use self::model::{ModelError, model_error};
pub(crate) use self::response::WholeResponse;
pub(crate) use self::sent::SentSecrets;
pub use self::transport::TransportError;
pub(crate) use self::transport::{FaultKind, TransportFault};
pub use self::unsent::{BuildError, InvalidRequestError, TimeoutError, TimeoutPhase};
use crate::net::auth::AuthenticationError;
use crate::net::headers::Headers;
pub(crate) use crate::net::target::Target;

/// An error of a call.
///
/// `E` is the type of the error body which the document declares for the operation. No text of an error holds a credential or the query of a URL. `Debug`
/// writes the same text as `Display`: it is what a `main` that returns an error shows.
///
/// ```
/// use callsmith_runtime::Error;
///
/// fn advice<E>(error: &Error<E>) -> &'static str {
///     match error {
///         Error::Api(_) => "the service says why",
///         Error::Timeout(_) | Error::Transport(_) => "try again later",
///         _ if error.is_unauthorized() => "log in",
///         _ => "tell the authors",
///     }
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum Error<E = ()> {
    /// The service answered with an error that the document declares, and its body was decoded.
    Api(ApiError<E>),
    /// The service answered with a status that the document does not declare, or declares without a body where other
    /// errors have one. Or an error's body is not as declared. Or the answer does not say properly where the next page
    /// or the state of the operation is.
    Unexpected(UnexpectedResponse),
    /// The service reported success, and the body is not what the document declares.
    Decode(DecodeError),
    /// A long-running operation did not succeed: it failed, or it was canceled.
    Operation(OperationError),
    /// The request could not be sent or the answer not be received.
    Transport(TransportError),
    /// A time limit passed.
    Timeout(TimeoutError),
    /// A credential could not be obtained, or none of those that are set satisfies the operation. Nothing was sent, or the service refused what was.
    Authentication(AuthenticationError),
    /// The request could not be made from what was given. Nothing was sent; of a body whose items are written while they are sent, those before the one
    /// that has no JSON form.
    InvalidRequest(InvalidRequestError),
}

/// An error before the error type of an operation is known. Never `Api`.
pub(crate) type Failure = Error<Infallible>;

impl<E> Error<E> {
    fn response(&self) -> Option<&WholeResponse> {
        match self {
            Error::Api(error) => Some(error.response()),
            Error::Unexpected(error) => Some(error.response()),
            Error::Decode(error) => Some(error.response()),
            Error::Operation(error) => Some(error.response()),
            _ => None,
        }
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.response().map(|response| response.status)
    }

    /// `true` if the service reported success: the call was carried out, and the answer is not the one that the document declares. To repeat the call
    /// would carry it out again.
    pub fn is_success(&self) -> bool {
        self.status().is_some_and(|status| status.is_success())
    }

    /// The headers of the answer, where there was one.
    pub fn headers(&self) -> Option<&Headers> {
        self.response().map(|response| &response.headers)
    }

    /// The body of the answer as it came, where there was one.
    pub fn body(&self) -> Option<&Bytes> {
        self.response().map(|response| &response.bytes)
    }

    /// The identifier that the service gave to the request. See [`Headers::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.headers()?.request_id()
    }

    /// The time that the service asks to wait before the next request. See [`Headers::retry_after`].
    pub fn retry_after(&self) -> Option<Duration> {
        self.headers()?.retry_after()
    }

    /// Returns `true` if the same request may succeed later. So it is with statuses 408, 425, 429, 502, 503 and 504,
    /// timeouts, broken or failed connections, and failed fetches of tokens. Not a certificate that was refused, nor an
    /// answer that is no HTTP.
    ///
    /// Not status 500: it mostly says that the request made the service fail, and will again. Whether a request may be *repeated* depends on its method
    /// too: after a timeout or a broken connection it may have been carried out.
    pub fn is_retryable(&self) -> bool {
        match self {
            Error::Api(_) | Error::Unexpected(_) => {
                let status = self.status().map(|status| status.as_u16());
                matches!(status, Some(408 | 425 | 429 | 502 | 503 | 504))
            }
            Error::Transport(error) => error.is_retryable(),
            Error::Timeout(_) => true,
            Error::Authentication(error) => error.token_error().is_some_and(|error| !error.is_permanent()),
            Error::Decode(_) | Error::Operation(_) | Error::InvalidRequest(_) => false,
        }
    }

    /// `true` if a time limit of the client passed. A status 408 or 504 is an answer of the service, and no timeout.
    pub fn is_timeout(&self) -> bool {
        matches!(self, Error::Timeout(_))
    }

    /// `true` if no connection to the service could be made: surely nothing was carried out.
    pub fn is_connect(&self) -> bool {
        match self {
            Error::Transport(error) => error.is_connect(),
            Error::Timeout(error) => error.phase() == TimeoutPhase::Connect,
            _ => false,
        }
    }

    /// `true` if the service answered 401 Unauthorized: it wants a credential, or another one.
    pub fn is_unauthorized(&self) -> bool {
        self.status() == Some(StatusCode::UNAUTHORIZED)
    }

    /// The same error with another body type.
    pub fn map_api<F>(self, f: impl FnOnce(E) -> F) -> Error<F> {
        match self {
            Error::Api(error) => Error::Api(error.map(f)),
            Error::Unexpected(error) => Error::Unexpected(error),
            Error::Decode(error) => Error::Decode(error),
            Error::Operation(error) => Error::Operation(error),
            Error::Transport(error) => Error::Transport(error),
            Error::Timeout(error) => Error::Timeout(error),
            Error::Authentication(error) => Error::Authentication(error),
            Error::InvalidRequest(error) => Error::InvalidRequest(error),
        }
    }

    /// The same error without the decoded body, for functions which call operations with different error types. The bytes stay readable with
    /// [`Error::body`].
    pub fn into_untyped(self) -> Error {
        self.map_api(|_| ())
    }
}

/// The description of the request in an error: `$target` gives the target of `$self`, if there is one.
macro_rules! located {
    ($type:ident $(<$body:ident>)?, |$self:ident| $target:expr) => {
        impl $(<$body>)? $type $(<$body>)? {
            /// The identifier of the operation. `None` for a request that the document does not describe.
            pub fn operation(&self) -> Option<&'static str> {
                let $self = self;
                let target: Option<&Target> = $target;
                Some(target?.operation()).filter(|id| !id.is_empty())
            }

            /// The method of the call.
            pub fn method(&self) -> Option<Method> {
                let $self = self;
                let target: Option<&Target> = $target;
                Some(target?.method())
            }

            /// The URL of the request, without its query. `None` where no request could be made.
            pub fn url(&self) -> Option<String> {
                let $self = self;
                let target: Option<&Target> = $target;
                target?.url()
            }
        }
    };
}
located!(ApiError<E>, |error| Some(&error.response().target));
located!(UnexpectedResponse, |error| Some(&error.response().target));
located!(DecodeError, |error| Some(&error.response().target));
located!(OperationError, |error| Some(&error.response().target));
located!(TransportError, |error| Some(error.target()));
located!(TimeoutError, |error| Some(error.target()));
located!(InvalidRequestError, |error| Some(error.target()));
located!(AuthenticationError, |error| error.target());
located!(Error<E>, |error| match error {
    Error::Api(error) => Some(&error.response().target),
    Error::Unexpected(error) => Some(&error.response().target),
    Error::Decode(error) => Some(&error.response().target),
    Error::Operation(error) => Some(&error.response().target),
    Error::Transport(error) => Some(error.target()),
    Error::Timeout(error) => Some(error.target()),
    Error::Authentication(error) => error.target(),
    Error::InvalidRequest(error) => Some(error.target()),
});

impl Failure {
    /// `true` if nothing was sent, so that any request may be sent again: there was no connection or no token.
    pub(crate) fn is_unsent(&self) -> bool {
        match self {
            Error::Authentication(error) => error.token_error().is_some(),
            Error::Timeout(error) => matches!(error.phase(), TimeoutPhase::Connect | TimeoutPhase::Token),
            _ => self.is_connect(),
        }
    }

    /// The same failure as the error of an operation.
    pub(crate) fn into_error<E>(self) -> Error<E> {
        self.map_api(|never| match never {})
    }
}

impl<E> From<InvalidRequestError> for Error<E> {
    fn from(error: InvalidRequestError) -> Self {
        Error::InvalidRequest(error)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Api(error) => error.fmt(f),
            Error::Unexpected(error) => error.fmt(f),
            Error::Decode(error) => error.fmt(f),
            Error::Operation(error) => error.fmt(f),
            Error::Transport(error) => error.fmt(f),
            Error::Timeout(error) => error.fmt(f),
            Error::Authentication(error) => error.fmt(f),
            Error::InvalidRequest(error) => error.fmt(f),
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Unexpected(error) => error.source(),
            Error::Decode(error) => error.source(),
            Error::Transport(error) => error.source(),
            Error::Authentication(error) => error.source(),
            Error::Api(_) | Error::Operation(_) | Error::Timeout(_) | Error::InvalidRequest(_) => None,
        }
    }
}
