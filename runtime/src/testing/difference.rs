//! Differences between JSON values.

use serde_json::Value;

use crate::codec::redact::{REDACTED, is_secret};

/// The most differences that are told.
const MAX_LINES: usize = 8;

/// A line for each place at which values differ, with its JSON Pointer. Members that are commonly secrets are told without their values.
pub(super) fn differences(expected: &Value, received: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    collect(expected, received, &mut DifferencePlace { pointer: String::new(), is_secret: false }, &mut lines);
    if lines.len() > MAX_LINES {
        let more = lines.len() - MAX_LINES;
        lines.truncate(MAX_LINES);
        lines.push(format!("and {more} more places"));
    }
    lines
}

struct DifferencePlace {
    pointer: String,
    is_secret: bool,
}

impl DifferencePlace {
    /// Runs `work` at a member or element.
    fn within(&mut self, key: &str, work: impl FnOnce(&mut Self)) {
        let (length, was_secret) = (self.pointer.len(), self.is_secret);
        self.pointer.push('/');
        // The tilde first, since an escaped slash has one (RFC 6901, section 3).
        self.pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        self.is_secret |= is_secret(key);
        work(self);
        self.pointer.truncate(length);
        self.is_secret = was_secret;
    }

    fn line(&self, expected: Option<&Value>, received: Option<&Value>) -> String {
        let show = |value: Option<&Value>| match value {
            None => "nothing".to_owned(),
            Some(_) if self.is_secret => REDACTED.to_owned(),
            Some(value) => shortened(&value.to_string()),
        };
        let place = if self.pointer.is_empty() { String::new() } else { format!(" at `{}`", self.pointer) };
        format!("the body{place}: expected {}, received {}", show(expected), show(received))
    }
}

fn collect(expected: &Value, received: &Value, place: &mut DifferencePlace, lines: &mut Vec<String>) {
    match (expected, received) {
        (Value::Object(expected), Value::Object(received)) => {
            for (key, value) in expected {
                place.within(key, |place| match received.get(key) {
                    Some(other) => collect(value, other, place, lines),
                    None => lines.push(place.line(Some(value), None)),
                });
            }
            for (key, value) in received.iter().filter(|(key, _)| !expected.contains_key(*key)) {
                place.within(key, |place| lines.push(place.line(None, Some(value))));
            }
        }
        (Value::Array(expected), Value::Array(received)) => {
            for index in 0..expected.len().max(received.len()) {
                place.within(&index.to_string(), |place| match (expected.get(index), received.get(index)) {
                    (Some(value), Some(other)) => collect(value, other, place, lines),
                    (value, other) => lines.push(place.line(value, other)),
                });
            }
        }
        // 1 and 1.0 are the same number in JSON.
        (Value::Number(one), Value::Number(other)) if one == other || is_same(one, other) => {}
        (one, other) if one == other => {}
        (one, other) => lines.push(place.line(Some(one), Some(other))),
    }
}

/// `true` if one of two numbers is written with a fraction and they have the same value.
fn is_same(one: &serde_json::Number, other: &serde_json::Number) -> bool {
    (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
}

/// A text that fits into a line.
pub(super) fn shortened(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
