//! A client of a document, with its findings.

use callsmith::{Coverage, Generator, Report};
use serde_json::{Value, json};

/// The outcome of a document.
pub(crate) struct Client {
    /// The code without white space, so that it does not matter how it is formatted.
    pub(crate) code: String,
    /// The code.
    pub(crate) module: String,
    pub(crate) reports: Vec<Report>,
    pub(crate) coverage: Coverage,
}

impl Client {
    /// Generates a client that checks requests.
    pub(crate) fn new(document: &Value) -> Self {
        let generator =
            Generator::from_text("openapi.json", document.to_string()).validate(true).deny_unknown_properties(true);
        let generator = generator.keep_unused_types(true);
        let generator = generator.allow("unbounded-number").expect("it is a code");
        let generated = generator.generate().unwrap_or_else(|error| panic!("{error:?}\n{document}"));
        let module = generated.module();
        Self { code: dense(&module), module, reports: generated.reports().to_vec(), coverage: generated.coverage() }
    }

    /// The messages of the findings at a place of the document.
    pub(crate) fn findings(&self, pointer: &str) -> Vec<&str> {
        let is_there = |report: &&Report| report.location.as_ref().is_some_and(|location| location.pointer == pointer);
        self.reports.iter().filter(is_there).map(|report| report.message.as_str()).collect()
    }

    /// The places of the findings whose pointers begin with a text, with their messages and notes.
    pub(crate) fn within(&self, pointer: &str) -> Vec<(&str, String)> {
        let reports = self.reports.iter();
        let places = reports.filter_map(|report| Some((report.location.as_ref()?.pointer.as_str(), report)));
        places
            .filter(|(place, _)| place.starts_with(pointer))
            .map(|(place, report)| (place, [&*report.message, report.note.as_deref().unwrap_or_default()].join("; ")))
            .collect()
    }

    /// Returns `true` if the construct at a place is exactly as the document says.
    pub(crate) fn is_exact(&self, pointer: &str) -> bool {
        self.coverage.losses.iter().all(|loss| loss.location.pointer != pointer)
    }

    /// The losses that no finding speaks of.
    pub(crate) fn unaccounted(&self) -> Vec<String> {
        let line = |loss: &callsmith::Loss| {
            format!("{} {} {} without a finding", loss.location.pointer, loss.kind, loss.outcome)
        };
        self.coverage.unaccounted().map(line).collect()
    }
}

/// A text without white space.
pub(crate) fn dense(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_start_matches("///"));
    lines.flat_map(|line| line.chars().filter(|c| !c.is_whitespace())).collect()
}

/// A document with a body of the named schema `Body`.
pub(crate) fn document(schemas: &Value) -> Value {
    let body = json!({ "required": true, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Body" } } } });
    json!({
        "openapi": "3.1.0",
        "info": { "title": "keywords", "version": "1" },
        "paths": { "/a": { "post": { "operationId": "a", "requestBody": body, "responses": { "204": { "description": "d" } } } } },
        "components": { "schemas": schemas },
    })
}
