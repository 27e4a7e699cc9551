//! The outcome of a call.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::operations::Operation;
use super::samples::{Call, Sampled};

/// The report of a driver on a call.
#[derive(Clone, Debug, Deserialize)]
pub struct CallReport {
    /// The end of the call.
    pub end: CallEnd,
    /// The request and the response.
    pub exchanges: Vec<Exchange>,
}

/// The end of a call.
#[derive(Clone, Debug, Deserialize)]
pub struct CallEnd {
    /// `true` if the response was a success and could be read.
    pub decoded: bool,
    /// The kind of error.
    #[serde(default)]
    pub kind: String,
    /// Its text.
    #[serde(default)]
    pub error: String,
}

/// A request and its response.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Exchange {
    /// Path and query.
    pub target: String,
    /// The headers of the request.
    pub headers: BTreeMap<String, String>,
    /// The body of the request.
    pub sent: String,
    /// The status of the response.
    pub status: u16,
    /// The headers of the response.
    pub response_headers: BTreeMap<String, String>,
    /// The body of the response.
    pub received: String,
}

/// The outcome of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallOutcome {
    /// Whose it is.
    pub fault: Fault,
    /// The kind of response.
    pub code: String,
    /// More of it.
    pub detail: String,
}

/// Whose a result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// The response was read.
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
    severity: String,
}

impl CallOutcome {
    fn new(fault: Fault, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { fault, code: code.into(), detail: detail.into() }
    }
}

// A response that cannot be read has to be one that its schema does not allow: Prism makes responses from the document,
// and some of its examples break it.
/// Judges a call.
#[must_use]
pub fn judge(sampled: &Sampled, call: &Call, report: &CallReport) -> CallOutcome {
    let ended = &report.end;
    let Some(exchange) = report.exchanges.last().filter(|exchange| exchange.status != 0) else {
        return CallOutcome::new(Fault::Ours, ended.kind.clone(), ended.error.clone());
    };
    let detail = || {
        let sent = excerpt(&exchange.sent);
        format!("{} {sent}\n  {} {}", exchange.target, exchange.status, excerpt(&exchange.received))
    };
    let operation = sampled.operations.get(call.operation).and_then(Option::as_ref);
    if let Some(reason) = operation.and_then(|operation| unsuited(operation, exchange)) {
        return CallOutcome::new(Fault::Theirs, reason, detail());
    }
    let violations = violations(exchange);
    if let Some(first) = violations.first() {
        let place: Vec<String> =
            first.location.iter().map(|step| step.as_str().map_or_else(|| step.to_string(), str::to_owned)).collect();
        let text = format!("{}: {}\n  {}", place.join("."), first.message, detail());
        let kind = place.get(..2).unwrap_or(&place).first().cloned().unwrap_or_default();
        let code = if first.code.is_empty() { "violation".to_owned() } else { first.code.clone() };
        return CallOutcome::new(Fault::Ours, format!("{}-{kind}-{code}", exchange.status), text);
    }
    match exchange.status {
        _ if ended.decoded => CallOutcome::new(Fault::None, "decoded", ""),
        200..=299 => unread(sampled, call, exchange, ended),
        _ if operation.is_some_and(|operation| operation.statuses.is_empty()) => {
            CallOutcome::new(Fault::Theirs, "no answer is declared", detail())
        }
        _ if operation.is_some_and(|operation| !operation.has_success()) => {
            CallOutcome::new(Fault::Theirs, "no success is declared", detail())
        }
        status => {
            let problem: Value = serde_json::from_str(&exchange.received).unwrap_or_default();
            let name = problem["type"].as_str().and_then(|text| text.rsplit_once('#')).map_or("", |(_, name)| name);
            CallOutcome::new(Fault::Ours, format!("{status}-{name}"), detail())
        }
    }
}

/// Bodies that the server, which is written in JavaScript, takes for none.
const FALSE: [&str; 4] = ["\"\"", "false", "0", "null"];

/// The reason why the body of an operation cannot be what the server wants.
fn unsuited(operation: &Operation, exchange: &Exchange) -> Option<&'static str> {
    let has_body = !exchange.sent.is_empty();
    let media_type = exchange.headers.get("content-type").map(String::as_str).unwrap_or_default();
    match exchange.status {
        422 if FALSE.contains(&exchange.sent.as_str()) => Some("the server takes such a body for none"),
        400 | 415 if has_body && operation.consumes.is_empty() => Some("there is a body, and no media type for it"),
        400 | 415 if has_body && !operation.consumes(media_type) => {
            Some("there is a form, and the media types are others")
        }
        _ => None,
    }
}

/// The violations of the request that the server reports.
fn violations(exchange: &Exchange) -> Vec<Violation> {
    let header = exchange.response_headers.get("sl-violations").and_then(|text| serde_json::from_str(text).ok());
    let problem: Value = serde_json::from_str(&exchange.received).unwrap_or_default();
    let body = serde_json::from_value(problem["validation"].clone()).ok();
    let all: Vec<Violation> = header.or(body).unwrap_or_default();
    let of_request = |violation: &Violation| violation.location.first().and_then(Value::as_str) == Some("request");
    let is_problem = exchange.response_headers.get("content-type").is_some_and(|text| text.contains("problem+json"));
    let is_error = |violation: &Violation| violation.severity.is_empty() || violation.severity == "Error";
    all.into_iter().filter(|one| is_error(one) && (of_request(one) || is_problem)).collect()
}

/// A success that could not be read: the document's own example may be wrong.
fn unread(sampled: &Sampled, call: &Call, exchange: &Exchange, ended: &CallEnd) -> CallOutcome {
    let media_type = exchange.response_headers.get("content-type").map(String::as_str).unwrap_or_default();
    let operation = sampled.operations.get(call.operation).and_then(Option::as_ref);
    let response = operation.and_then(|operation| operation.response(exchange.status, media_type));
    let schema = response.map(|response| &response.schema);
    let text = format!("{}\n  {} {media_type}: {}", ended.error, exchange.status, excerpt(&exchange.received));
    match (schema, serde_json::from_str::<Value>(&exchange.received)) {
        (Some(schema), Ok(value)) => match sampled.received.fault(schema, &value) {
            Some(fault) => CallOutcome::new(Fault::Theirs, "the body is not valid", fault),
            None => CallOutcome::new(Fault::Ours, "unread", text),
        },
        (Some(_), Err(_)) if exchange.received.is_empty() => CallOutcome::new(Fault::Theirs, "the body is empty", text),
        (Some(_), Err(_)) if media_type.contains("json") => {
            CallOutcome::new(Fault::Theirs, "the body is no JSON", text)
        }
        _ => CallOutcome::new(Fault::Ours, format!("unread-{}", ended.kind), text),
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(500).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{CallReport, Fault, judge};
    use crate::prism::driver::ClientSummary;
    use crate::prism::samples::{Call, Sampled};

    /// The outcome of a call of the one operation of a document, which responses 200 with an integer.
    fn outcome(ended: Value, status: u16, received: &str, violations: Value) -> (Fault, String) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        let schema = json!({ "type": "integer" });
        let responses =
            json!({ "200": { "description": "", "content": { "application/json": { "schema": schema } } } });
        let get = json!({ "operationId": "get", "responses": responses });
        let info = json!({ "title": "a", "version": "1" });
        let document = json!({ "openapi": "3.0.3", "info": info, "paths": { "/a": { "get": get } } });
        std::fs::write(&path, document.to_string()).unwrap();
        let generated = callsmith::Generator::new(&path).generate().unwrap();
        let inspection: ClientSummary =
            serde_json::from_value(serde_json::to_value(generated.inspect()).unwrap()).unwrap();
        let sampled = Sampled::new(&path, &inspection).unwrap();
        let calls = sampled.calls(&inspection, 1).calls;
        assert_eq!(calls.len(), 1, "what is optional would be a second call");
        let response_headers = json!({ "content-type": "application/json", "sl-violations": violations.to_string() });
        let exchange =
            json!({ "target": "/a", "status": status, "received": received, "response_headers": response_headers });
        let report: CallReport = serde_json::from_value(json!({ "end": ended, "exchanges": [exchange] })).unwrap();
        let call: &Call = &calls[0];
        let outcome = judge(&sampled, call, &report);
        (outcome.fault, outcome.code)
    }

    #[test]
    fn an_answer_is_read_or_not_valid() {
        let unread = json!({ "decoded": false, "kind": "decode", "error": "no" });
        assert_eq!(outcome(json!({ "decoded": true }), 200, "1", json!([])).0, Fault::None);
        assert_eq!(outcome(unread.clone(), 200, "1", json!([])), (Fault::Ours, "unread".to_owned()));
        assert_eq!(outcome(unread.clone(), 200, "\"a\"", json!([])).0, Fault::Theirs);
        assert_eq!(outcome(unread, 200, "{", json!([])).0, Fault::Theirs);
    }

    #[test]
    fn a_request_that_is_refused_is_ours() {
        let refused = json!({ "decoded": false, "kind": "unexpected", "error": "404" });
        let problem = json!({ "type": "https://stoplight.io/prism/errors#NO_PATH_MATCHED_ERROR" }).to_string();
        assert_eq!(
            outcome(refused.clone(), 404, &problem, json!([])),
            (Fault::Ours, "404-NO_PATH_MATCHED_ERROR".to_owned())
        );
        let violation =
            json!([{ "location": ["request", "query", "a"], "severity": "Error", "code": "type", "message": "no" }]);
        assert_eq!(outcome(refused, 422, "{}", violation.clone()), (Fault::Ours, "422-request-type".to_owned()));
        // Whatever was read of the response.
        assert_eq!(outcome(json!({ "decoded": true }), 200, "1", violation).0, Fault::Ours);
        let warning = json!([{ "location": ["request", "query", "a"], "severity": "Warning", "code": "deprecated", "message": "old" }]);
        assert_eq!(outcome(json!({ "decoded": true }), 200, "1", warning).0, Fault::None);
    }
}
