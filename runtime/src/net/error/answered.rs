//! Errors which are answers of the service.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::Answer;
use crate::codec::find;
use crate::codec::json::DecodeFailure;
use crate::net::headers::Headers;

/// An answer which the document declares as an error, with its decoded body.
///
/// Where the body type is a type of the document, it implements `Display` as compact JSON.
#[derive(Clone)]
pub struct ApiError<E>(Box<(Answer, E)>);

/// An answer with a status which the document does not declare, or declares without a body where other errors have one; or an error whose body is not what
/// the document declares.
#[derive(Clone)]
pub struct UnexpectedResponse(Box<(Answer, Option<DecodeFailure>)>);

/// An answer which reports success, with a body that is not what the document declares.
#[derive(Clone)]
pub struct DecodeError(Box<(Answer, DecodeFailure)>);

/// The end of a long-running operation that did not succeed. Its answer is the one that said so.
#[derive(Clone)]
pub struct OperationError(Box<(Answer, String)>);

/// What is the same for errors that are an answer and something else, of type `$also`.
macro_rules! answered {
    ($type:ident $(<$body:ident>)?, $also:ty) => {
        impl $(<$body>)? $type $(<$body>)? {
            pub(crate) fn new(answer: Answer, also: $also) -> Self {
                Self(Box::new((answer, also)))
            }

            pub(super) fn answer(&self) -> &Answer {
                &self.0.0
            }

            /// The status. Compares with numbers: `error.status() == 404`.
            pub fn status(&self) -> StatusCode {
                self.answer().status
            }

            /// The headers.
            pub fn headers(&self) -> &Headers {
                &self.answer().headers
            }

            /// The body as it came.
            pub fn bytes(&self) -> &Bytes {
                &self.answer().bytes
            }

            /// The identifier that the service gave to the request. See [`Headers::request_id`].
            pub fn request_id(&self) -> Option<&str> {
                self.headers().request_id()
            }
        }

        impl $(<$body>)? fmt::Display for $type $(<$body>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.answer().fmt(f)
            }
        }

        impl $(<$body>)? fmt::Debug for $type $(<$body>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}
answered!(ApiError<E>, E);
answered!(UnexpectedResponse, Option<DecodeFailure>);
answered!(DecodeError, DecodeFailure);
answered!(OperationError, String);

impl<E> ApiError<E> {
    /// The decoded body.
    pub fn body(&self) -> &E {
        &self.0.1
    }

    /// The decoded body, without the rest.
    pub fn into_body(self) -> E {
        self.0.1
    }

    /// The same error with another body.
    pub fn map<F>(self, f: impl FnOnce(E) -> F) -> ApiError<F> {
        let (answer, body) = *self.0;
        ApiError::new(answer, f(body))
    }
}

impl OperationError {
    pub(crate) fn of(mut answer: Answer, state: String) -> Self {
        answer.fault = format!(", which ended as `{}`", state.escape_debug());
        Self::new(answer, state)
    }

    /// How the operation ended, as the service says it: `Failed`, `Canceled`.
    pub fn state(&self) -> &str {
        &self.0.1
    }

    /// `true` if the operation was canceled.
    pub fn is_canceled(&self) -> bool {
        self.state().to_ascii_lowercase().starts_with("cancel")
    }

    /// What the service says of the reason: the property `error` of its answer, commonly with `code` and `message`.
    pub fn reason(&self) -> Option<serde_json::Value> {
        find::find(self.bytes(), "/error").ok()?
    }
}

impl UnexpectedResponse {
    /// Why the body of an error could not be decoded, where the document declares its status.
    pub fn decode_failure(&self) -> Option<&DecodeFailure> {
        self.0.1.as_ref()
    }
}

impl DecodeError {
    /// What is wrong with the body, and where.
    pub fn failure(&self) -> &DecodeFailure {
        &self.0.1
    }
}

impl<E> Error for ApiError<E> {}

impl Error for OperationError {}

impl Error for UnexpectedResponse {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.decode_failure().map(|failure| failure as _)
    }
}

impl Error for DecodeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.failure())
    }
}
