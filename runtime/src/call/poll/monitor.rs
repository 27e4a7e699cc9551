//! What answers say of an operation that goes on.

use http::{Method, StatusCode};

use crate::call::RawCall;
use crate::codec::find::find_text;
use crate::codec::json::DecodeFailure;
use crate::contract::Source;
use crate::net::error::{Answer, Failure, OperationError};

/// The header that leads to the status of an operation.
const STATUS_URL: &str = "operation-location";
/// The end of the names of others, which begin with that of a vendor.
const STATUS_URL_END: &str = "-asyncoperation";

/// Where an operation is watched.
#[derive(Clone)]
pub(super) enum Monitor {
    /// An answer with a `status`; beside it where the result will be, if the service said so.
    Status(Box<RawCall>, Option<Box<RawCall>>),
    /// Where the result will be.
    Location(Box<RawCall>),
    /// The resource, with a `provisioningState`.
    Resource(Box<RawCall>),
}

/// How an operation goes on after an answer.
pub(super) enum Course {
    /// It is watched, and said to be in this state.
    Watch(Monitor, String),
    /// Its result is fetched by this call.
    Fetch(Box<RawCall>),
    /// The answer is the result.
    Done,
    /// It is done and there is no result.
    Nothing,
}

/// What the first answer says.
pub(super) fn begin(call: &RawCall, answer: &Answer) -> Result<Course, Failure> {
    let is_resource = matches!(call.method(), Method::PUT | Method::PATCH);
    let state = is_resource.then(|| find_text(&answer.bytes, "/properties/provisioningState").ok().flatten()).flatten();
    // A resource that is there with all that was asked for needs no other look at it.
    if answer.status == StatusCode::OK && state.as_deref().is_some_and(is_success) {
        return Ok(Course::Done);
    }
    if let Some(status) = status_url(call, answer)? {
        return Ok(Course::Watch(
            Monitor::Status(status, location(call, answer).ok().flatten()),
            state.unwrap_or_default(),
        ));
    }
    // 201 has the place of what was made, which is watched where the service says when.
    let is_watched = match answer.status {
        StatusCode::ACCEPTED => true,
        StatusCode::OK | StatusCode::CREATED => answer.headers.get("retry-after").is_some(),
        _ => false,
    };
    let place = if is_watched { location(call, answer)? } else { None };
    if let Some(location) = place {
        return Ok(Course::Watch(Monitor::Location(location), state.unwrap_or_default()));
    }
    match state {
        Some(state) => resource(call.original()?, answer, state),
        None if answer.status == StatusCode::ACCEPTED => {
            let fault = "with none of the headers `Operation-Location`, `Azure-AsyncOperation` and `Location`";
            Err(answer.clone().unexpected(fault))
        }
        None => Ok(Course::Done),
    }
}

impl Monitor {
    /// The call that asks how it is going on.
    pub(super) fn call(&self) -> &RawCall {
        let (Self::Status(call, _) | Self::Location(call) | Self::Resource(call)) = self;
        call
    }

    /// What a later answer says.
    pub(super) fn course(self, first: &RawCall, result: Source, answer: &Answer) -> Result<Course, Failure> {
        match self {
            Self::Status(call, known) => {
                let known = known.or(location(&call, answer).ok().flatten());
                status(call, known, first, result, answer)
            }
            Self::Location(call) if answer.status == StatusCode::ACCEPTED => {
                let next = location(&call, answer)?.unwrap_or(call);
                Ok(Course::Watch(Self::Location(next), String::new()))
            }
            Self::Location(_) => Ok(Course::Done),
            Self::Resource(call) => {
                let state = find_text(&answer.bytes, "/properties/provisioningState");
                match state.map_err(|fault| answer.clone().unexpected(fault))? {
                    Some(state) => resource(call, answer, state),
                    None if answer.status == StatusCode::ACCEPTED => {
                        Ok(Course::Watch(Self::Resource(call), String::new()))
                    }
                    None => Ok(Course::Done),
                }
            }
        }
    }
}

/// What the status of an operation says.
fn status(
    call: Box<RawCall>,
    location: Option<Box<RawCall>>,
    first: &RawCall,
    result: Source,
    answer: &Answer,
) -> Result<Course, Failure> {
    let unexpected = |fault: DecodeFailure| answer.clone().unexpected(fault.to_string());
    let found = match find_text(&answer.bytes, "/status").map_err(unexpected)? {
        Some(status) => Some(status),
        None => find_text(&answer.bytes, "/properties/provisioningState").map_err(unexpected)?,
    };
    match found {
        None if answer.status == StatusCode::ACCEPTED => {
            Ok(Course::Watch(Monitor::Status(call, location), String::new()))
        }
        None => Err(answer.clone().unexpected("without the `status` of the operation")),
        Some(status) if is_success(&status) => outcome(&call, location, first, result, answer),
        Some(status) if is_failure(&status) => Err(failed(answer, status)),
        Some(status) => {
            let next = status_url(&call, answer)?.unwrap_or(call);
            Ok(Course::Watch(Monitor::Status(next, location), status))
        }
    }
}

/// Where the result of an operation is that is done.
fn outcome(
    call: &RawCall,
    location: Option<Box<RawCall>>,
    first: &RawCall,
    result: Source,
    answer: &Answer,
) -> Result<Course, Failure> {
    let method = first.method();
    let is_resource = matches!(method, Method::PUT | Method::PATCH);
    if let Ok(Some(place)) = find_text(&answer.bytes, "/resourceLocation") {
        let call = call.following(&place, "location of the resource");
        return call.map(Course::Fetch).map_err(|fault| answer.clone().unexpected(fault));
    }
    match (result, location) {
        _ if is_resource || result == Source::Original => first.original().map(Course::Fetch),
        (Source::Location, Some(location)) => Ok(Course::Fetch(location)),
        (Source::Usual, _) if method == Method::DELETE => Ok(Course::Nothing),
        (Source::Usual, Some(location)) => Ok(Course::Fetch(location)),
        _ => Ok(Course::Done),
    }
}

/// What the state of a resource says.
fn resource(call: Box<RawCall>, answer: &Answer, state: String) -> Result<Course, Failure> {
    match state {
        state if is_success(&state) => Ok(Course::Done),
        state if is_failure(&state) => Err(failed(answer, state)),
        state => Ok(Course::Watch(Monitor::Resource(call), state)),
    }
}

fn status_url(call: &RawCall, answer: &Answer) -> Result<Option<Box<RawCall>>, Failure> {
    let others = answer.headers.as_map().keys().map(|name| name.as_str()).filter(|name| name.ends_with(STATUS_URL_END));
    let mut found =
        std::iter::once(STATUS_URL).chain(others).filter_map(|name| Some((name, answer.headers.text(name)?)));
    let found = found.next();
    let followed = found.map(|(name, url)| call.following(&url, &format!("header `{name}`")));
    followed.transpose().map_err(|fault| answer.clone().unexpected(fault))
}

fn location(call: &RawCall, answer: &Answer) -> Result<Option<Box<RawCall>>, Failure> {
    let followed = answer.headers.text("location").map(|url| call.following(&url, "header `location`"));
    followed.transpose().map_err(|fault| answer.clone().unexpected(fault))
}

fn failed(answer: &Answer, state: String) -> Failure {
    Failure::Operation(OperationError::of(answer.clone(), state))
}

fn is_success(state: &str) -> bool {
    state.eq_ignore_ascii_case("succeeded")
}

fn is_failure(state: &str) -> bool {
    ["failed", "canceled", "cancelled"].iter().any(|failure| state.eq_ignore_ascii_case(failure))
}
