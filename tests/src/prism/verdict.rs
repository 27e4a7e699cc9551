//! What became of a call.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::driver::ToldOperation;
use super::samples::{Call, Sampled};

/// What a driver says of a call.
#[derive(Clone, Debug, Deserialize)]
pub struct Answer {
    /// How it ended.
    pub answer: Ended,
    /// What was sent and received.
    pub exchanges: Vec<Exchange>,
}

/// How a call ended.
#[derive(Clone, Debug, Deserialize)]
pub struct Ended {
    /// Whether the answer was a success and could be read.
    pub decoded: bool,
    /// The kind of error.
    #[serde(default)]
    pub kind: String,
    /// Its text.
    #[serde(default)]
    pub error: String,
}

/// A request and its answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Exchange {
    /// Path and query.
    pub target: String,
    /// The headers of the request.
    pub headers: BTreeMap<String, String>,
    /// The body of the request.
    pub sent: String,
    /// The status of the answer.
    pub status: u16,
    /// The headers of the answer.
    pub answered: BTreeMap<String, String>,
    /// The body of the answer.
    pub received: String,
}

/// What became of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whose it is.
    pub fault: Fault,
    /// Which kind of answer.
    pub code: String,
    /// More of it.
    pub detail: String,
}

/// Whose a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The answer was read.
    None,
    /// The document's or the server's.
    Theirs,
    /// The client's, unless it stands in the list of exceptions.
    Ours,
}

/// Something of a request that the server does not take.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Violation {
    location: Vec<Value>,
    code: String,
    message: String,
}

impl Verdict {
    fn new(fault: Fault, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { fault, code: code.into(), detail: detail.into() }
    }
}

/// Judges a call.
#[must_use]
pub fn of(sampled: &Sampled, told: &ToldOperation, call: &Call, answer: &Answer) -> Verdict {
    let ended = &answer.answer;
    let Some(exchange) = answer.exchanges.last().filter(|exchange| exchange.status != 0) else {
        return Verdict::new(Fault::Ours, ended.kind.clone(), ended.error.clone());
    };
    let detail = || {
        let sent = excerpt(&exchange.sent);
        format!("{} {sent}\n  {} {}", exchange.target, exchange.status, excerpt(&exchange.received))
    };
    let violations = violations(exchange);
    if let Some(first) = violations.first() {
        let place: Vec<String> =
            first.location.iter().map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned)).collect();
        let text = format!("{}: {}\n  {}", place.join("."), first.message, detail());
        let kind = place.get(..2).unwrap_or(&place).first().cloned().unwrap_or_default();
        let code = if first.code.is_empty() { "violation".to_owned() } else { first.code.clone() };
        return Verdict::new(Fault::Ours, format!("{}-{kind}-{code}", exchange.status), text);
    }
    match exchange.status {
        _ if ended.decoded => Verdict::new(Fault::None, "decoded", ""),
        200..=299 => unread(sampled, told, call, exchange, ended),
        status => {
            let problem: Value = serde_json::from_str(&exchange.received).unwrap_or_default();
            let name = problem["type"].as_str().and_then(|text| text.rsplit_once('#')).map_or("", |(_, name)| name);
            Verdict::new(Fault::Ours, format!("{status}-{name}"), detail())
        }
    }
}

/// What in the request the server does not take.
fn violations(exchange: &Exchange) -> Vec<Violation> {
    let header = exchange.answered.get("sl-violations").and_then(|text| serde_json::from_str(text).ok());
    let problem: Value = serde_json::from_str(&exchange.received).unwrap_or_default();
    let body = serde_json::from_value(problem["validation"].clone()).ok();
    let all: Vec<Violation> = header.or(body).unwrap_or_default();
    let of_request = |violation: &Violation| violation.location.first().and_then(Value::as_str) == Some("request");
    let is_problem = exchange.answered.get("content-type").is_some_and(|text| text.contains("problem+json"));
    all.into_iter().filter(|violation| of_request(violation) || is_problem).collect()
}

/// A success that could not be read: the document's own example may be wrong.
fn unread(sampled: &Sampled, told: &ToldOperation, call: &Call, exchange: &Exchange, ended: &Ended) -> Verdict {
    let media_type = exchange.answered.get("content-type").map(String::as_str).unwrap_or_default();
    let operation = sampled.operations.get(call.operation).and_then(Option::as_ref);
    let answer = operation.and_then(|operation| operation.answer(exchange.status, media_type));
    let key = answer.and_then(|answer| sampled.key(&answer.schema));
    let text = format!("{}\n  {} {media_type}: {}", ended.error, exchange.status, excerpt(&exchange.received));
    let _ = told;
    match (key, serde_json::from_str::<Value>(&exchange.received)) {
        (Some(key), Ok(value)) => match sampled.oracle.fault(key, &value) {
            Some(fault) => Verdict::new(Fault::Theirs, "the body is not valid", fault),
            None => Verdict::new(Fault::Ours, "unread", text),
        },
        (Some(_), Err(_)) if media_type.contains("json") => Verdict::new(Fault::Theirs, "the body is no JSON", text),
        _ => Verdict::new(Fault::Ours, format!("unread-{}", ended.kind), text),
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(500).collect()
}
