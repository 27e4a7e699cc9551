//! The reasons why a body could not be decoded, and the places in it.

use std::fmt;

use super::double_encoded::{content, is_json};
use super::fault;
use super::non_finite::non_finite;

// One pointer: it stands in the result of each call, where most results are no failures.
/// The reason why a body could not be decoded, and the place in it.
#[derive(Clone, Debug)]
pub struct DecodeFailure(Box<Failure>);

#[derive(Clone, Debug, Default)]
struct Failure {
    message: String,
    path: Option<String>,
    /// The option that would read the body.
    remedy: Option<Remedy>,
    /// The line of a configuration that sets it.
    advice: String,
}

/// An option by which answers are read that are not as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remedy {
    DoubleEncoded,
    NonFinite,
    IntegersAsDoubles,
}

impl DecodeFailure {
    /// A failure without a place.
    pub fn new(message: impl fmt::Display) -> Self {
        Self(Box::new(Failure { message: message.to_string(), ..Failure::default() }))
    }

    /// The failure to decode `body` as JSON. Finds the path of the value at fault by reading the body once more up to there.
    pub fn json(error: &serde_json::Error, body: &[u8]) -> Self {
        if body.trim_ascii().is_empty() {
            return Self::new("the body is empty");
        }
        let end = end_of(body, error.line(), error.column());
        // serde_json counts lines and columns, which is cheap for it; the byte is found here, for the one error that is
        // reported.
        if let Some(place) = non_finite(body).find(|place| place.start < end && end <= place.end) {
            let message = format!("`{}` is no JSON number", String::from_utf8_lossy(&body[place.clone()]));
            return Self::at(&message, body, place.start).with(Remedy::NonFinite);
        }
        // Told before the error itself: "expected a struct" hides that the whole answer is JSON within a string.
        if content(body).is_some_and(|content| is_json(&content)) {
            return Self::new("JSON within a string").with(Remedy::DoubleEncoded).in_path("$".to_owned());
        }
        let message = message_of(error);
        let description = || match of_date(&message, &body[..end]) {
            Some(date) => format!("{date} {}", place_of(error)),
            None => error.to_string(),
        };
        // By the text of the message, since serde_json gives no kind for it; a text that changes loses the advice, and
        // no more.
        let remedy = is_fraction_for_integer(&message).then_some(Remedy::IntegersAsDoubles);
        let mut failure = match fault::take(&message).and_then(|fault| fault.offset_in(body)) {
            Some(offset) => Self::at(&message, body, offset),
            None => Self::new(description()).in_path(path_at(within_opening(&message, &body[..end]))),
        };
        failure.0.remedy = remedy;
        failure
    }

    /// The failure to decode the JSON form of a body in another format, whose lines and columns tell nothing.
    pub(crate) fn form(error: &serde_json::Error, form: &[u8]) -> Self {
        let message = message_of(error);
        let end = end_of(form, error.line(), error.column());
        let date = of_date(&message, &form[..end]);
        let end = fault::take(&message).and_then(|fault| fault.offset_in(form)).unwrap_or(end);
        let path = path_at(within_opening(&message, &form[..end]));
        Self::new(date.unwrap_or(message)).in_path(path)
    }

    /// The failure to decode the value of `body` that begins at an offset.
    pub(super) fn at(message: &str, body: &[u8], offset: usize) -> Self {
        let before = &body[..offset];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|byte| **byte != b'\n').count();
        Self::new(format!("{message} at line {line} column {column}")).in_path(path_at(before))
    }

    fn in_path(mut self, path: String) -> Self {
        self.0.path = Some(path);
        self
    }

    fn with(mut self, remedy: Remedy) -> Self {
        self.0.remedy = Some(remedy);
        self
    }

    /// The same, of the content of a string.
    pub(crate) fn within_string(mut self) -> Self {
        self.0.message += " of the JSON within the string";
        self
    }

    /// The same with the media type of the body, where that is not JSON: it is what is wrong then.
    pub(crate) fn of_type(mut self, content_type: Option<&str>) -> Self {
        // A body with another media type is mostly a page of a proxy, and the media type says so better than a syntax
        // error.
        let is_other = |text: &&str| self.0.remedy.is_none() && !text.to_ascii_lowercase().contains("json");
        if let Some(content_type) = content_type.filter(is_other) {
            self.0.message += &format!(" (the body is `{}`)", content_type.escape_debug());
        }
        self
    }

    /// The same with the line of `callsmith.toml` by which answers of this operation are read.
    pub(crate) fn of_operation(mut self, id: &str) -> Self {
        if let Some(remedy) = self.0.remedy.filter(|_| !id.is_empty()) {
            let option = match remedy {
                Remedy::DoubleEncoded => "double-encoded",
                Remedy::NonFinite => "non-finite-numbers",
                Remedy::IntegersAsDoubles => "integers-as-doubles",
            };
            self.0.advice = format!("{option} = [{}]", toml_string(id));
        }
        self
    }

    /// The same with another message.
    #[cfg(feature = "client")]
    pub(crate) fn map_message(mut self, map: impl FnOnce(&str) -> String) -> Self {
        self.0.message = map(&self.0.message);
        self
    }

    /// The message in lower case, with line and column for a JSON body.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The place in a JSON body such as `$.data[3].name`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The line of `callsmith.toml` with which a client reads such a body, where there is one: `double-encoded = ["score"]`.
    pub fn advice(&self) -> Option<&str> {
        Some(self.0.advice.as_str()).filter(|advice| !advice.is_empty())
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Some(path) => write!(f, "`{path}`: {}", self.message()),
            None => f.write_str(self.message()),
        }?;
        match self.advice() {
            Some(advice) => write!(f, "; `{advice}` in callsmith.toml reads it"),
            None if self.message().starts_with("missing field") => {
                f.write_str("; a property of the list `optional` in callsmith.toml may be absent")
            }
            None => Ok(()),
        }
    }
}

impl std::error::Error for DecodeFailure {}

/// A text as a basic string of TOML 1.0.
fn toml_string(text: &str) -> String {
    let mut string = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => string.extend(['\\', c]),
            c if c.is_control() => string += &format!("\\u{:04x}", u32::from(c)),
            c => string.push(c),
        }
    }
    string + "\""
}

/// Returns `true` if serde says that a number with a fraction stands where an integer belongs.
fn is_fraction_for_integer(message: &str) -> bool {
    let expected =
        message.strip_prefix("invalid type: floating point ").and_then(|rest| rest.split_once(", expected "));
    expected.is_some_and(|(_, expected)| expected.starts_with(['i', 'u']))
}

// chrono says only what is wrong, and not with which text; the text ends where the error stands.
/// The message that a text is no date, where this is what `chrono` says of the string at the end of `before`.
fn of_date(message: &str, before: &[u8]) -> Option<String> {
    is_of_date(message).then_some(())?;
    let text = before.strip_suffix(b"\"")?;
    let start = text.iter().rposition(|byte| *byte == b'"')?;
    Some(no_date(&String::from_utf8_lossy(&text[start + 1..]), message))
}

/// Returns `true` if a message is one of those that `chrono` has for texts which are no dates.
pub(crate) fn is_of_date(message: &str) -> bool {
    const MESSAGES: [&str; 5] = [
        "premature end of input",
        "input contains invalid characters",
        "input is out of range",
        "trailing input",
        "no possible date and time matching input",
    ];
    MESSAGES.contains(&message)
}

/// The message that a text is no date, in words of dates.
pub(crate) fn no_date(text: &str, reason: &str) -> String {
    let time = text.split_once(['T', 't', ' ']).map(|(_, time)| time);
    let lacks_offset = time.is_some_and(|time| time.contains(':') && !time.contains(['Z', 'z', '+', '-']));
    let expected = if lacks_offset {
        "expected an offset such as `Z`"
    } else {
        "expected a form such as `2024-12-31`, or `2024-12-31T12:00:00Z` with a time"
    };
    format!("`{:.40}`: no date of RFC 3339, {expected} ({reason})", text.escape_debug().to_string())
}

/// The text up to a value at fault. Of an array where none belongs nothing was read but its bracket, which is no way into it. What stands where a value is
/// expected is no end of that value.
pub(super) fn within_opening<'a>(message: &str, text: &'a [u8]) -> &'a [u8] {
    match text.trim_ascii_end() {
        [before @ .., b'['] if message.starts_with("invalid type: sequence") => before,
        [before @ .., b',' | b']' | b'}'] if matches!(message, "expected value" | "expected ident") => before,
        text => text,
    }
}

/// The way into an object or array that has begun and not ended.
enum OpenContainer {
    Key(Option<String>),
    Index(usize),
}

/// The message of an error without its place.
pub(super) fn message_of(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.strip_suffix(&format!(" {}", place_of(error))).map(str::to_owned).unwrap_or(message)
}

fn place_of(error: &serde_json::Error) -> String {
    format!("at line {} column {}", error.line(), error.column())
}

/// The offset behind a place as serde_json counts them: lines from 1, bytes from 1.
pub(super) fn end_of(text: &[u8], line: usize, column: usize) -> usize {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let start: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    text.len().min(start + column)
}

// The path is found from the text, after the fact: to keep it while reading would cost every answer that is right.
/// The path of the value that stands at the end of a text, which may go on.
///
/// This reads the text once more after a value could not be read or written. Following the path meanwhile would instantiate every codec twice.
pub(super) fn path_at(text: &[u8]) -> String {
    let (mut at, mut steps) = (0, Vec::new());
    while at < text.len() {
        let token = &text[at..];
        at += 1;
        match (token[0], steps.last_mut()) {
            (b'{', _) => steps.push(OpenContainer::Key(None)),
            (b'[', _) => steps.push(OpenContainer::Index(0)),
            (b'}' | b']', _) => drop(steps.pop()),
            (b',', Some(OpenContainer::Key(key))) => *key = None,
            (b',', Some(OpenContainer::Index(index))) => *index += 1,
            (b'"', step) => {
                let string = &token[..string_length(token)];
                at += string.len() - 1;
                if let Some(OpenContainer::Key(key @ None)) = step {
                    *key = serde_json::from_slice(string).ok();
                }
            }
            _ => {}
        }
    }
    steps.iter().fold("$".to_owned(), |path, step| match step {
        OpenContainer::Key(None) => path,
        OpenContainer::Key(Some(key)) if is_identifier(key) => format!("{path}.{key}"),
        OpenContainer::Key(Some(key)) => format!("{path}[{key:?}]"),
        OpenContainer::Index(index) => format!("{path}[{index}]"),
    })
}

/// The number of bytes of the string at the start of `text`, with its quotation marks.
fn string_length(text: &[u8]) -> usize {
    let mut escaped = false;
    let is_end = |byte: &u8| {
        let is_end = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        is_end
    };
    text[1..].iter().position(is_end).map_or(text.len(), |end| end + 2)
}

fn is_identifier(key: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    key.chars().all(is_part) && key.starts_with(|c: char| !c.is_ascii_digit())
}

#[cfg(test)]
mod tests;
