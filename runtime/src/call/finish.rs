//! From an answer to the result of an operation: the one part that is compiled for every operation which a program calls.

use std::collections::BTreeMap;

use bytes::Bytes;
use http::StatusCode;
use serde_core::de::IgnoredAny;

use crate::codec::json::{DecodeFailure, without_byte_order_mark};
use crate::contract::{Spec, Verdict};
use crate::net::decode::{Decode, Parts};
use crate::net::error::{Answer, ApiError, DecodeError, Error, Failure, Target, UnexpectedResponse};
use crate::net::headers::Headers;
use crate::net::response::Response;
use crate::net::url::Url;

/// An operation of a service. Implemented by a marker type of generated code for each operation of the document.
pub trait Operation: 'static {
    /// The body of a successful answer.
    type Output;
    /// The body of an error.
    type Error;
    /// The headers of a successful answer.
    type Headers: From<Headers>;
    /// How the body of a successful answer is decoded.
    type Success: Decode<Self::Output>;
    /// How the body of an error is decoded.
    type Failure: Decode<Self::Error>;
    /// What the document says about it.
    const SPEC: &'static Spec;
}

/// What came of a call, before its types are known.
#[derive(Debug)]
pub struct Outcome(pub(crate) Result<Answer, Failure>);

/// The whole answer of an operation, or its error.
pub type Finished<O> =
    Result<Response<<O as Operation>::Output, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// The body of an answer, or the error of an operation.
pub type FinishedBody<O> = Result<<O as Operation>::Output, Error<<O as Operation>::Error>>;

/// The whole answer of an operation with its body as it came, or its error.
pub type FinishedBytes<O> = Result<Response<Bytes, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// Decodes what came of a call.
pub fn finish<O: Operation>(outcome: Outcome) -> Finished<O> {
    finish_as::<O, _>(outcome, O::Success::decode)
}

/// Gives the body of a success as it came, and decodes that of an error.
pub fn finish_bytes<O: Operation>(outcome: Outcome) -> FinishedBytes<O> {
    finish_as::<O, _>(outcome, |_, bytes| Ok(bytes))
}

fn finish_as<O: Operation, T>(
    outcome: Outcome,
    decode: fn(&Parts, Bytes) -> Result<T, DecodeFailure>,
) -> Result<Response<T, O::Headers>, Error<O::Error>> {
    let answer = match outcome.0 {
        Ok(answer) => answer,
        Err(failure) => return Err(failure.into_error()),
    };
    let (parts, bytes) = answer.parts();
    let status = answer.status.as_u16();
    let verdict = O::SPEC.verdict(status);
    if let Some(failure) = answer.undecoded.clone().filter(|_| verdict != Verdict::Success) {
        return Err(answer.miscoded(failure).into_error());
    }
    match verdict {
        Verdict::Success => match decode(&parts, bytes) {
            Ok(body) => Ok(Response::new(parts, body)),
            Err(failure) => Err(undecodable(answer, failure)),
        },
        Verdict::Error if is_unknown(O::SPEC.known_of(status), &bytes) => {
            let failure = DecodeFailure::new("none of its properties is declared");
            Err(Error::Unexpected(unexpected(answer, Misfit::Body(failure))))
        }
        Verdict::Error => match O::Failure::decode(&parts, bytes) {
            Ok(body) => Err(Error::Api(ApiError::new(answer, body))),
            Err(failure) => Err(Error::Unexpected(unexpected(answer, Misfit::Body(failure)))),
        },
        Verdict::Untyped => Err(Error::Unexpected(unexpected(answer, Misfit::Untyped))),
        Verdict::Undeclared => Err(Error::Unexpected(unexpected(answer, Misfit::Status))),
    }
}

/// Returns `true` for a JSON object with properties, none of which is among those that are `known`: an error of another kind, of which a type
/// without a required property would keep nothing.
fn is_unknown(known: Option<&[&str]>, body: &[u8]) -> bool {
    let Some(known) = known else { return false };
    let Ok(object) = serde_json::from_slice::<BTreeMap<String, IgnoredAny>>(without_byte_order_mark(body)) else {
        return false;
    };
    !object.is_empty() && !object.keys().any(|name| known.contains(&name.as_str()))
}

/// Decodes what came of a call at a URL that the service named, which may have another status of success than the operation itself.
pub(crate) fn finish_elsewhere<O: Operation, T, C: Decode<T>>(
    outcome: Outcome,
) -> Result<Response<T, O::Headers>, Error<O::Error>> {
    let answer = outcome.0.map_err(Failure::into_error)?;
    if !answer.is_success(O::SPEC) {
        let error = answer.clone();
        return finish::<O>(Outcome(Ok(answer)))
            .and_then(|_| Err(error.unexpected("which is no success").into_error()));
    }
    let (parts, bytes) = answer.parts();
    match C::decode(&parts, bytes) {
        Ok(body) => Ok(Response::new(parts, body)),
        Err(failure) => Err(undecodable(answer, failure)),
    }
}

/// Decodes what came of a call, and gives the body alone.
pub fn finish_body<O: Operation>(outcome: Outcome) -> FinishedBody<O> {
    match finish::<O>(outcome) {
        Ok(response) => Ok(response.into_body()),
        Err(error) => Err(error),
    }
}

/// Decodes an answer that was received by other means.
pub fn decode_response<O: Operation>(response: http::Response<Bytes>) -> Finished<O> {
    let (parts, bytes) = response.into_parts();
    finish::<O>(Outcome(Ok(Answer::new(Target::of(O::SPEC), parts, bytes))))
}

impl Answer {
    /// `true` if this is a success, though perhaps not one of those that the document lists: the operation goes on at other URLs than its own.
    pub(crate) fn is_success(&self, spec: &Spec) -> bool {
        self.status.is_success() && spec.verdict(self.status.as_u16()) == Verdict::Success
    }

    /// The failure of an operation whose answer leads to nothing. `what` goes on as the sentence `200 OK for …,`.
    pub(crate) fn unexpected(mut self, what: impl std::fmt::Display) -> Failure {
        self.fault = format!(", {what}");
        Failure::Unexpected(UnexpectedResponse::new(self, None))
    }

    pub(crate) fn parts(&self) -> (Parts, Bytes) {
        (Parts(self.status, self.headers.clone(), self.target.clone()), self.bytes.clone())
    }
}

/// The error of a success whose body is not as declared.
pub(crate) fn undecodable<E>(mut answer: Answer, failure: DecodeFailure) -> Error<E> {
    let failure = answer.redact(failure.of_operation(answer.target.operation()));
    answer.fault = format!(", with a body that is not as declared ({failure})");
    Error::Decode(DecodeError::new(answer, failure))
}

/// The reason why an answer is neither a success nor an error of the declared type.
enum Misfit {
    /// Its body is not as declared.
    Body(DecodeFailure),
    /// Its status is declared without a body.
    Untyped,
    /// Its status is not declared.
    Status,
}

/// The error of an answer that is neither a success nor an error of the declared type.
fn unexpected(mut answer: Answer, misfit: Misfit) -> UnexpectedResponse {
    let failure = match misfit {
        Misfit::Body(failure) => Ok(answer.redact(failure.of_operation(answer.target.operation()))),
        Misfit::Untyped => Err(", a status without a declared body"),
        Misfit::Status => Err(", a status that is not declared"),
    };
    let location = answer.headers.text("location").filter(|_| leads_elsewhere(answer.status));
    answer.fault = match (location, &failure) {
        (Some(location), _) => {
            let place = Url::new(&location).shown().map(|place| format!(" to `{place}`")).unwrap_or_default();
            let reason = answer.unfollowed.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
            format!(", a redirect{place} that is not followed{reason}")
        }
        (None, Ok(failure)) => format!(", with a body that is not as declared ({failure})"),
        (None, Err(fault)) => (*fault).to_owned(),
    };
    UnexpectedResponse::new(answer, failure.ok())
}

/// Returns `true` for a status that asks for a request elsewhere (RFC 9110, section 15.4): 304 does not, nor do those without a meaning.
fn leads_elsewhere(status: StatusCode) -> bool {
    matches!(status.as_u16(), 300..=303 | 307 | 308)
}
