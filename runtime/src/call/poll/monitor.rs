//! The state of a long-running operation, as answers give it.

use http::{Method, StatusCode};

use crate::call::RawCall;
use crate::call::continuation::Link;
use crate::codec::find::find_text;
use crate::codec::json::DecodeFailure;
use crate::contract::Source;
use crate::net::error::{Failure, OperationError, WholeResponse};

/// The header that leads to the status of an operation.
const STATUS_URL: &str = "operation-location";
/// The end of the names of others, which begin with that of a vendor.
const STATUS_URL_END: &str = "-asyncoperation";

// A request is kept and not its URL alone: headers and credentials of the call go along.
/// The place where an operation is watched.
#[derive(Clone)]
pub(super) enum Monitor {
    /// An answer with a `status`; beside it where the result will be, if the service said so.
    Status(Box<RawCall>, Option<Box<RawCall>>),
    /// The URL of the future result.
    Location(Box<RawCall>),
    /// The resource, with a `provisioningState`.
    Resource(Box<RawCall>),
}

/// The course of an operation after an answer.
pub(super) enum PollStep {
    /// Watched, and said to be in this state.
    Watch(Monitor, String),
    /// Its result is fetched by this call.
    Fetch(Box<RawCall>),
    /// The answer is the result.
    Done,
    /// Done, without a result.
    Nothing,
}

/// The course after the first answer.
pub(super) fn begin(call: &RawCall, response: &WholeResponse) -> Result<PollStep, Failure> {
    let is_resource = matches!(call.method(), Method::PUT | Method::PATCH);
    let state =
        is_resource.then(|| find_text(&response.bytes, "/properties/provisioningState").ok().flatten()).flatten();
    // A resource that is there with all that was asked for needs no other look at it.
    if response.status == StatusCode::OK && state.as_deref().is_some_and(is_success) {
        return Ok(PollStep::Done);
    }
    if let Some(status) = status_url(call, response)? {
        return Ok(PollStep::Watch(
            Monitor::Status(status, location(call, response).ok().flatten()),
            state.unwrap_or_default(),
        ));
    }
    // 201 has the place of what was made, which is watched where the service says when.
    let is_watched = match response.status {
        StatusCode::ACCEPTED => true,
        StatusCode::OK | StatusCode::CREATED => response.headers.get("retry-after").is_some(),
        _ => false,
    };
    let place = if is_watched { location(call, response)? } else { None };
    if let Some(location) = place {
        return Ok(PollStep::Watch(Monitor::Location(location), state.unwrap_or_default()));
    }
    match state {
        Some(state) => resource(call.original()?, response, state),
        // Without a place to ask at, the caller could only wait for ever.
        None if response.status == StatusCode::ACCEPTED => {
            let fault = "with none of the headers `Operation-Location`, `Azure-AsyncOperation` and `Location`";
            Err(response.unexpected(fault))
        }
        None => Ok(PollStep::Done),
    }
}

impl Monitor {
    /// The call that asks how it is going on.
    pub(super) fn call(&self) -> &RawCall {
        let (Self::Status(call, _) | Self::Location(call) | Self::Resource(call)) = self;
        call
    }

    /// The course after a later answer.
    pub(super) fn course(self, first: &RawCall, result: Source, response: &WholeResponse) -> Result<PollStep, Failure> {
        match self {
            Self::Status(call, result_call) => {
                // The place of the result may come with the first answer or with a later one; the first that was named
                // stays.
                let result_call = result_call.or(location(&call, response).ok().flatten());
                status(call, result_call, first, result, response)
            }
            Self::Location(call) if response.status == StatusCode::ACCEPTED => {
                let next = location(&call, response)?.unwrap_or(call);
                Ok(PollStep::Watch(Self::Location(next), String::new()))
            }
            Self::Location(_) => Ok(PollStep::Done),
            Self::Resource(call) => {
                let state = find_text(&response.bytes, "/properties/provisioningState");
                match state.map_err(|fault| response.unexpected(fault))? {
                    Some(state) => resource(call, response, state),
                    None if response.status == StatusCode::ACCEPTED => {
                        Ok(PollStep::Watch(Self::Resource(call), String::new()))
                    }
                    None => Ok(PollStep::Done),
                }
            }
        }
    }
}

/// The course that the status of an operation gives.
fn status(
    call: Box<RawCall>,
    location: Option<Box<RawCall>>,
    first: &RawCall,
    result: Source,
    response: &WholeResponse,
) -> Result<PollStep, Failure> {
    let unexpected = |fault: DecodeFailure| response.unexpected(fault.to_string());
    let status_text = match find_text(&response.bytes, "/status").map_err(unexpected)? {
        Some(status) => Some(status),
        None => find_text(&response.bytes, "/properties/provisioningState").map_err(unexpected)?,
    };
    match status_text {
        None if response.status == StatusCode::ACCEPTED => {
            Ok(PollStep::Watch(Monitor::Status(call, location), String::new()))
        }
        None => Err(response.unexpected("without the `status` of the operation")),
        Some(status) if is_success(&status) => outcome(&call, location, first, result, response),
        Some(status) if is_failure(&status) => Err(failed(response, status)),
        Some(status) => {
            let next = status_url(&call, response)?.unwrap_or(call);
            Ok(PollStep::Watch(Monitor::Status(next, location), status))
        }
    }
}

/// The outcome of an operation that is done: the place of its result.
fn outcome(
    call: &RawCall,
    location: Option<Box<RawCall>>,
    first: &RawCall,
    result: Source,
    response: &WholeResponse,
) -> Result<PollStep, Failure> {
    let method = first.method();
    let is_resource = matches!(method, Method::PUT | Method::PATCH);
    if let Ok(Some(place)) = find_text(&response.bytes, "/resourceLocation") {
        let call = call.following(&place, Link::Resource);
        return call.map(PollStep::Fetch).map_err(|fault| response.unexpected(fault));
    }
    match (result, location) {
        _ if is_resource || result == Source::Original => first.original().map(PollStep::Fetch),
        (Source::Location, Some(location)) => Ok(PollStep::Fetch(location)),
        (Source::Usual, _) if method == Method::DELETE => Ok(PollStep::Nothing),
        (Source::Usual, Some(location)) => Ok(PollStep::Fetch(location)),
        _ => Ok(PollStep::Done),
    }
}

/// The course that the state of a resource gives.
fn resource(call: Box<RawCall>, response: &WholeResponse, state: String) -> Result<PollStep, Failure> {
    match state {
        state if is_success(&state) => Ok(PollStep::Done),
        state if is_failure(&state) => Err(failed(response, state)),
        state => Ok(PollStep::Watch(Monitor::Resource(call), state)),
    }
}

fn status_url(call: &RawCall, response: &WholeResponse) -> Result<Option<Box<RawCall>>, Failure> {
    let others =
        response.headers.as_map().keys().map(|name| name.as_str()).filter(|name| name.ends_with(STATUS_URL_END));
    let mut urls =
        std::iter::once(STATUS_URL).chain(others).filter_map(|name| Some((name, response.headers.text(name)?)));
    let urls = urls.next();
    let followed = urls.map(|(name, url)| call.following(&url, Link::Header(name.to_owned())));
    followed.transpose().map_err(|fault| response.unexpected(fault))
}

fn location(call: &RawCall, response: &WholeResponse) -> Result<Option<Box<RawCall>>, Failure> {
    let followed =
        response.headers.text("location").map(|url| call.following(&url, Link::Header("location".to_owned())));
    followed.transpose().map_err(|fault| response.unexpected(fault))
}

fn failed(response: &WholeResponse, state: String) -> Failure {
    Failure::Operation(OperationError::from_answer(Box::new(response.clone()), state))
}

fn is_success(state: &str) -> bool {
    state.eq_ignore_ascii_case("succeeded")
}

fn is_failure(state: &str) -> bool {
    ["failed", "canceled", "cancelled"].iter().any(|failure| state.eq_ignore_ascii_case(failure))
}
