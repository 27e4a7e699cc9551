//! A document with and without something.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use callsmith::{Generator, Report};
use serde_json::Value;

/// The result of a document, as far as it does not depend on lines and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// `true` if there is a client.
    pub generated: bool,
    /// Its files.
    code: u64,
    /// Code, message and pointer of each finding.
    pub findings: Vec<(String, String, String)>,
    /// Kind, outcome and pointer of each loss; of shared objects that are unused their number.
    pub losses: Vec<(String, String, String)>,
}

/// The evidence of a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Effect {
    /// The client is another one.
    Code,
    /// A finding came or went.
    Diagnostics,
    /// A loss came or went.
    Coverage,
    /// It stands in something that is reported as lost, all of it, or in a shared object that nothing refers to.
    Within,
    /// Nothing does.
    None,
}

/// Keywords whose value is lost as a whole where a finding points at them.
const WHOLE: [&str; 17] = [
    "xml",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "unevaluatedProperties",
    "unevaluatedItems",
    "contentSchema",
    "encoding",
    "callbacks",
    "webhooks",
    "links",
    "servers",
];

impl Outcome {
    /// Generates from a document. A panic is a finding like others, so that it shows in the comparison.
    #[must_use]
    pub fn new(document: &Value) -> Self {
        let text = document.to_string();
        let generated = catch_unwind(AssertUnwindSafe(|| Self::generate(&text)));
        generated.unwrap_or_else(|_| Self::failed(vec![("panic".to_owned(), String::new(), String::new())]))
    }

    fn generate(text: &str) -> Self {
        match Generator::from_text("document.json", text).keep_unused_types(true).generate() {
            Err(callsmith::Error::Document(reports)) => Self::failed(reports.iter().map(finding).collect()),
            Err(error) => Self::failed(vec![("error".to_owned(), error.to_string(), String::new())]),
            Ok(client) => {
                let mut hasher = DefaultHasher::new();
                for (path, text) in client.crate_files().iter() {
                    (path, text).hash(&mut hasher);
                }
                let coverage = client.coverage();
                let unused = coverage.tallies.iter().map(|tally| (tally.kind, tally.unused));
                let unused = unused.map(|(kind, count)| (kind.to_string(), "unused".to_owned(), count.to_string()));
                let unused: Vec<_> = unused.collect();
                let losses = coverage.losses.into_iter();
                let losses =
                    losses.map(|loss| (loss.kind.to_string(), loss.outcome.to_string(), loss.location.pointer));
                let losses = losses.chain(unused);
                let mut outcome = Self {
                    generated: true,
                    code: hasher.finish(),
                    findings: client.reports().iter().map(finding).collect(),
                    losses: losses.collect(),
                };
                outcome.findings.sort();
                outcome.losses.sort();
                outcome
            }
        }
    }

    fn failed(mut findings: Vec<(String, String, String)>) -> Self {
        findings.sort();
        Self { generated: false, code: 0, findings, losses: Vec::new() }
    }

    /// The evidence that this document became the other one by the deletion at a path.
    #[must_use]
    pub fn effect(&self, without: &Self, path: &[String]) -> Effect {
        if self.generated != without.generated || self.code != without.code {
            Effect::Code
        } else if !self.noticed().eq(without.noticed()) {
            Effect::Diagnostics
        } else if self.losses != without.losses {
            Effect::Coverage
        } else if self.is_within_a_loss(path) {
            Effect::Within
        } else {
            Effect::None
        }
    }

    /// The findings that say something of what stands there. That a key is missing says nothing of its value.
    fn noticed(&self) -> impl Iterator<Item = &(String, String, String)> {
        self.findings.iter().filter(|(code, _, _)| code != "missing-key")
    }

    fn is_within_a_loss(&self, path: &[String]) -> bool {
        let around: Vec<String> = (1..path.len()).map(|length| pointer(&path[..length])).collect();
        let is_whole = |pointer: &str| {
            let last = pointer.rsplit('/').next().unwrap_or_default();
            WHOLE.contains(&last)
        };
        let lost = |outcome: &str| matches!(outcome, "skipped" | "untyped");
        // A value of the wrong kind is left out, with all that is in it.
        let leaves_out = |code: &str, pointer: &str| code == "wrong-kind" || is_whole(pointer);
        // What a response lacks is told at its operation, which is not lost by that.
        let is_all = |kind: &str, at: &str| kind == "operation" || !is_operation(at);
        self.losses.iter().any(|(kind, outcome, at)| lost(outcome) && is_all(kind, at) && around.contains(at))
            || self.findings.iter().any(|(code, _, at)| leaves_out(code, at) && around.contains(at))
    }
}

fn finding(report: &Report) -> (String, String, String) {
    let pointer = report.location.as_ref().map(|location| location.pointer.clone()).unwrap_or_default();
    (report.code.to_string(), report.message.clone(), pointer)
}

/// Returns `true` if a pointer leads to an operation.
fn is_operation(pointer: &str) -> bool {
    let tokens: Vec<&str> = pointer.split('/').collect();
    matches!(tokens[..], ["#", "paths", _, _])
}

/// Returns `true` if a path leads into a shared object that nothing in the document refers to.
#[must_use]
pub fn is_unused(document: &Value, path: &[String]) -> bool {
    let shared = match path.first().map(String::as_str) {
        Some("components") => path.get(..3).filter(|_| path.len() > 3),
        Some("parameters" | "responses") => path.get(..2).filter(|_| path.len() > 2),
        _ => None,
    };
    shared.is_some_and(|shared| !mentions(document, &pointer(shared)))
}

/// Returns `true` if any text ends in this.
fn mentions(value: &Value, end: &str) -> bool {
    match value {
        Value::String(text) => text.ends_with(end),
        Value::Array(items) => items.iter().any(|item| mentions(item, end)),
        Value::Object(members) => members.values().any(|member| mentions(member, end)),
        _ => false,
    }
}

/// A path as a JSON Pointer.
#[must_use]
pub fn pointer(path: &[String]) -> String {
    let tokens = path.iter().map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1")));
    format!("#{}", tokens.collect::<String>())
}

/// A document without what stands at a path; `None` where nothing does.
#[must_use]
pub fn without(document: &Value, path: &[String]) -> Option<Value> {
    let (last, parents) = path.split_last()?;
    let mut document = document.clone();
    let mut at = &mut document;
    for token in parents {
        at = match at {
            Value::Object(object) => object.get_mut(token)?,
            Value::Array(items) => items.get_mut(token.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    match at {
        Value::Object(object) => object.shift_remove(last).map(|_| ()),
        Value::Array(items) => {
            let index = last.parse::<usize>().ok().filter(|index| *index < items.len())?;
            items.remove(index);
            Some(())
        }
        _ => None,
    }?;
    Some(document)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Effect, Outcome, is_unused, without};

    fn path(tokens: &[&str]) -> Vec<String> {
        tokens.iter().map(|token| (*token).to_owned()).collect()
    }

    fn effect(tokens: &[&str]) -> Effect {
        let document = json!({
            "openapi": "3.0.3",
            "x-own": 1,
            "info": { "title": "T", "version": "1", "license": { "name": "MIT", "url": "https://example.com" } },
            "paths": { "/a": { "get": { "operationId": "a", "responses": { "204": { "description": "d" } } } } },
            "components": { "schemas": { "A": { "not": { "type": "string", "title": "t" } }, "B": { "maxLength": 3 } } }
        });
        let deleted = without(&document, &path(tokens)).expect("it is there");
        Outcome::new(&document).effect(&Outcome::new(&deleted), &path(tokens))
    }

    #[test]
    fn effects_are_told_apart() {
        assert_eq!(effect(&["paths", "/a"]), Effect::Code);
        assert_eq!(effect(&["info", "title"]), Effect::Code);
        assert_eq!(effect(&["components", "schemas", "B", "maxLength"]), Effect::Code);
        assert_eq!(effect(&["components", "schemas", "A", "not"]), Effect::Diagnostics);
        assert_eq!(effect(&["components", "schemas", "A", "not", "title"]), Effect::Within);
        assert_eq!(effect(&["info", "license", "url"]), Effect::None);
        assert_eq!(effect(&["x-own"]), Effect::None);
    }

    #[test]
    fn shared_objects_are_used_by_references() {
        let parameters = json!({ "a": { "name": "a" }, "b/c": { "name": "b" } });
        let document = json!({ "components": { "parameters": parameters }, "paths": { "$ref": "x.json#/components/parameters/b~1c" } });
        assert!(is_unused(&document, &path(&["components", "parameters", "a", "name"])));
        assert!(!is_unused(&document, &path(&["components", "parameters", "b/c", "name"])));
        assert!(!is_unused(&document, &path(&["components", "parameters", "a"])));
    }

    #[test]
    fn what_is_not_there_cannot_be_deleted() {
        assert_eq!(without(&json!({ "a": [1] }), &path(&["a", "1"])), None);
        assert_eq!(without(&json!({ "a": [1, 2] }), &path(&["a", "1"])), Some(json!({ "a": [1] })));
        assert_eq!(without(&json!({ "a": 1 }), &path(&["b"])), None);
    }
}
