//! Errors which are answers of the service.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::WholeResponse;
use crate::codec::find;
use crate::codec::json::DecodeFailure;
use crate::net::headers::Headers;

// Boxed, since an error stands in the result of every call and answers are large.
/// An answer which the document declares as an error, with its decoded body.
///
/// Where the body type is a type of the document, it implements `Display` as compact JSON.
#[derive(Clone)]
pub struct ApiError<E>(Box<(Box<WholeResponse>, E)>);

/// An answer with a status that the document does not declare, or declares without a body where other errors have one.
/// Or an error whose body is not as the document declares.
#[derive(Clone)]
pub struct UnexpectedResponse(Box<(Box<WholeResponse>, Option<DecodeFailure>)>);

/// An answer which reports success, with a body that is not what the document declares.
#[derive(Clone)]
pub struct DecodeError(Box<(Box<WholeResponse>, DecodeFailure)>);

/// The end of a long-running operation that did not succeed. Its answer is the one that said so.
#[derive(Clone)]
pub struct OperationError(Box<(Box<WholeResponse>, String)>);

// A macro and no trait: the methods are there without an import.
/// The common methods of errors that are an answer and something else, of type `$also`.
macro_rules! answered {
    ($type:ident $(<$body:ident>)?, $also:ty) => {
        impl $(<$body>)? $type $(<$body>)? {
            pub(crate) fn new(response: Box<WholeResponse>, also: $also) -> Self {
                Self(Box::new((response, also)))
            }

            pub(super) fn response(&self) -> &WholeResponse {
                &self.0.0
            }

            /// The status. Compares with numbers: `error.status() == 404`.
            pub fn status(&self) -> StatusCode {
                self.response().status
            }

            /// The headers.
            pub fn headers(&self) -> &Headers {
                &self.response().headers
            }

            /// The body as it came.
            pub fn bytes(&self) -> &Bytes {
                &self.response().bytes
            }

            /// The identifier that the service gave to the request. See [`Headers::request_id`].
            pub fn request_id(&self) -> Option<&str> {
                self.headers().request_id()
            }
        }

        impl $(<$body>)? fmt::Display for $type $(<$body>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.response().fmt(f)
            }
        }

        impl $(<$body>)? fmt::Debug for $type $(<$body>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                // As `Display`, so that `unwrap` and a log show no secret of the answer.
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
        let (response, body) = *self.0;
        ApiError::new(response, f(body))
    }
}

impl OperationError {
    pub(crate) fn from_answer(mut response: Box<WholeResponse>, state: String) -> Self {
        response.fault = format!(", which ended as `{}`", state.escape_debug());
        Self::new(response, state)
    }

    /// The final state that the service gave: `Failed`, `Canceled`.
    pub fn state(&self) -> &str {
        &self.0.1
    }

    /// `true` if the operation was canceled.
    pub fn is_canceled(&self) -> bool {
        // Services write `Canceled`, `cancelled` and `Cancelled`.
        self.state().to_ascii_lowercase().starts_with("cancel")
    }

    /// The reason that the service gave: the property `error` of its answer, usually with `code` and `message`.
    pub fn reason(&self) -> Option<serde_json::Value> {
        find::find(self.bytes(), "/error").ok()?
    }
}

impl UnexpectedResponse {
    /// The failure to decode the body of an error, if the document declares its status.
    pub fn decode_failure(&self) -> Option<&DecodeFailure> {
        self.0.1.as_ref()
    }
}

impl DecodeError {
    /// The fault of the body, with its place.
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
