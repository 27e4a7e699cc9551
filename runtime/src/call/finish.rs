//! From an answer to the result of an operation: the one part that is compiled for every operation which a program calls.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::StatusCode;
use serde_core::de::IgnoredAny;

use crate::codec::json::{DecodeFailure, without_byte_order_mark};
use crate::contract::{ResponseClass, Spec};
use crate::net::decode::{Decode, Parts};
use crate::net::error::{ApiError, DecodeError, Error, Failure, Target, UnexpectedResponse, WholeResponse};
use crate::net::headers::Headers;
use crate::net::response::Response;
use crate::net::url::Url;

/// An operation of a service: the types of its answers.
///
/// Generated code implements it for a type of each operation of the document, which is called as the operation is.
pub trait Operation: 'static {
    /// The body of a successful answer.
    type Output;
    /// The body of an error.
    type Error;
    /// The headers of a successful answer.
    type Headers: From<Headers>;
    /// The decoder of a success.
    #[doc(hidden)]
    type Success: Decode<Self::Output>;
    /// The decoder of an error.
    #[doc(hidden)]
    type Failure: Decode<Self::Error>;
    /// The description of the operation in the document.
    #[doc(hidden)]
    const SPEC: &'static Spec;
}

/// An operation whose body is an argument of its method, and which the document does not require.
pub trait OptionalBody: Operation {}

/// The outcome of a call before it is decoded.
#[derive(Debug)]
pub struct Outcome(pub(crate) Result<Box<WholeResponse>, Failure>);

/// The whole answer of an operation, or its error.
pub type Finished<O> =
    Result<Response<<O as Operation>::Output, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// The body of an answer, or the error of an operation.
pub type FinishedBody<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// The whole answer of an operation with its body as it came, or its error.
pub type FinishedBytes<O> = Result<Response<Bytes, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// Decodes what came of a call.
pub fn finish<O: Operation>(outcome: Outcome) -> Finished<O> {
    finish_as::<O, _, _>(outcome, O::Success::decode, Response::new)
}

/// Gives the body of a success as it came, and decodes that of an error.
pub fn finish_bytes<O: Operation>(outcome: Outcome) -> FinishedBytes<O> {
    finish_as::<O, _, _>(outcome, |_, bytes| Ok(bytes), Response::new)
}

fn finish_as<O: Operation, T, R>(
    outcome: Outcome,
    decode: fn(&Parts, Bytes) -> Result<T, DecodeFailure>,
    wrap: fn(Parts, T) -> R,
) -> Result<R, Error<O::Error>> {
    let response = match outcome.0 {
        Ok(response) => response,
        Err(failure) => return Err(failure.into_error()),
    };
    let (parts, bytes) = response.parts();
    let status = response.status.as_u16();
    let class = O::SPEC.classify(status);
    // One place decides what an answer is, from the tables of statuses; no code of an operation does.
    if let Some(failure) = response.undecoded.as_ref().filter(|_| class != ResponseClass::Success).cloned() {
        return Err(response.miscoded(failure).into_error());
    }
    match class {
        ResponseClass::Success => match decode(&parts, bytes) {
            Ok(body) => Ok(wrap(parts, body)),
            Err(failure) => Err(undecodable(response, failure)),
        },
        ResponseClass::Error if is_unknown(O::SPEC.error_properties(status), &bytes) => {
            // A type that requires nothing would read any object and keep nothing of it, so the caller would lose what
            // the service said.
            let failure = DecodeFailure::new("none of its properties is declared");
            Err(Error::Unexpected(unexpected(response, UnexpectedReason::Body(failure))))
        }
        ResponseClass::Error => match O::Failure::decode(&parts, bytes) {
            Ok(body) => Err(Error::Api(ApiError::new(response, body))),
            Err(failure) => Err(Error::Unexpected(unexpected(response, UnexpectedReason::Body(failure)))),
        },
        ResponseClass::Untyped => Err(Error::Unexpected(unexpected(response, UnexpectedReason::Untyped))),
        ResponseClass::Undeclared => Err(Error::Unexpected(unexpected(response, UnexpectedReason::Status))),
    }
}

// The body is looked at as keys alone: the values may be of any size.
/// Returns `true` for a JSON object with properties, none of which is among those that are `known`. It is an error of
/// another kind, of which a type without a required property would keep nothing.
fn is_unknown(names: Option<&[&str]>, body: &[u8]) -> bool {
    let Some(names) = names else { return false };
    let Ok(object) = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(without_byte_order_mark(body)) else {
        return false;
    };
    !object.is_empty() && !object.keys().any(|name| names.contains(&name.as_str()))
}

/// Decodes what came of a call at a URL that the service named, which may have another status of success than the operation itself.
pub(crate) fn finish_elsewhere<O: Operation, T, C: Decode<T>>(
    outcome: Outcome,
) -> Result<Response<T, O::Headers>, Error<O::Error>> {
    let response = outcome.0.map_err(Failure::into_error)?;
    if !response.is_success(O::SPEC) {
        let error = response.clone();
        return finish::<O>(Outcome(Ok(response)))
            .and_then(|_| Err(error.unexpected("which is no success").into_error()));
    }
    let (parts, bytes) = response.parts();
    match C::decode(&parts, bytes) {
        Ok(body) => Ok(Response::new(parts, body)),
        Err(failure) => Err(undecodable(response, failure)),
    }
}

/// Decodes what came of a call, and gives the body alone.
pub fn finish_body<O: Operation>(outcome: Outcome) -> FinishedBody<O> {
    finish_as::<O, _, _>(outcome, O::Success::decode, |_, body| body)
}

/// Decodes an answer that was received by other means.
pub fn decode_response<O: Operation>(response: http::Response<Bytes>) -> Finished<O> {
    let (parts, bytes) = response.into_parts();
    finish::<O>(Outcome(Ok(Box::new(WholeResponse::new(Target::from_spec(O::SPEC), parts, bytes)))))
}

impl WholeResponse {
    /// `true` if this is a success, though perhaps not one that the document lists: the operation goes on at other URLs
    /// than its own.
    pub(crate) fn is_success(&self, spec: &Spec) -> bool {
        self.status.is_success() && spec.classify(self.status.as_u16()) == ResponseClass::Success
    }

    /// The failure of an operation whose answer leads to nothing. `what` goes on as the sentence `200 OK for …,`.
    pub(crate) fn unexpected(&self, what: impl std::fmt::Display) -> Failure {
        let response = Self { fault: format!(", {what}"), ..self.clone() };
        Failure::Unexpected(UnexpectedResponse::new(Box::new(response), None))
    }

    pub(crate) fn parts(&self) -> (Parts, Bytes) {
        (Parts(self.status, self.headers.clone(), self.target.clone()), self.bytes.clone())
    }
}

/// The error of a success whose body is not as declared.
pub(crate) fn undecodable<E>(mut response: Box<WholeResponse>, failure: DecodeFailure) -> Error<E> {
    let failure = response.redact(failure.of_operation(response.target.operation()));
    response.fault = format!(", with a body that is not as declared ({failure})");
    Error::Decode(DecodeError::new(response, failure))
}

/// The reason why an answer is neither a success nor an error of the declared type.
enum UnexpectedReason {
    /// Its body is not as declared.
    Body(DecodeFailure),
    /// Its status is declared without a body.
    Untyped,
    /// Its status is not declared.
    Status,
}

/// The error of an answer that is neither a success nor an error of the declared type.
fn unexpected(mut response: Box<WholeResponse>, misfit: UnexpectedReason) -> UnexpectedResponse {
    let failure = match misfit {
        UnexpectedReason::Body(failure) => Ok(response.redact(failure.of_operation(response.target.operation()))),
        UnexpectedReason::Untyped => Err(", a status without a declared body"),
        UnexpectedReason::Status => Err(", a status that is not declared"),
    };
    let location = response.headers.text("location").filter(|_| leads_elsewhere(response.status));
    response.fault = match (location, &failure) {
        (Some(location), _) => {
            let place = Url::new(&location).shown().map(|place| format!(" to `{place}`")).unwrap_or_default();
            let reason = response.unfollowed.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!(", a redirect{place} that is not followed{reason}")
        }
        (None, Ok(failure)) => format!(", with a body that is not as declared ({failure})"),
        (None, Err(fault)) => (*fault).to_owned(),
    };
    UnexpectedResponse::new(response, failure.ok())
}

/// Returns `true` for a status that asks for a request elsewhere (RFC 9110, section 15.4): 304 does not, nor do those without a meaning.
fn leads_elsewhere(status: StatusCode) -> bool {
    matches!(status.as_u16(), 300..=303 | 307 | 308)
}
