//! Why a body could not be decoded, and where.

use std::fmt;

/// Why a body could not be decoded, and where in it.
#[derive(Clone, Debug)]
pub struct DecodeFailure(Box<(String, Option<String>)>);

impl DecodeFailure {
    /// A failure without a place.
    pub fn new(message: impl Into<String>) -> Self {
        Self(Box::new((message.into(), None)))
    }

    /// The failure to decode `body` as JSON. Finds the path of the value at fault by reading the body once more up to there.
    pub fn json(error: &serde_json::Error, body: &[u8]) -> Self {
        if body.trim_ascii().is_empty() {
            return Self::new("the body is empty");
        }
        let path = locate(body, error.line(), error.column());
        let mut message = error.to_string();
        if is_fraction_for_integer(&message) {
            message += " (`integers-as-doubles` in callsmith.toml reads integers as doubles)";
        }
        Self(Box::new((message, Some(path))))
    }

    /// The failure to decode the JSON form of a body in another format, whose lines and columns tell nothing.
    pub(crate) fn form(error: &serde_json::Error, form: &[u8]) -> Self {
        let message = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let path = locate(form, error.line(), error.column());
        Self(Box::new((message.replacen(&place, "", 1), Some(path))))
    }

    /// The same with the media type of the body, where that is not JSON: it is what is wrong then.
    pub(super) fn of_type(mut self, content_type: Option<&str>) -> Self {
        if let Some(content_type) = content_type.filter(|text| !text.to_ascii_lowercase().contains("json")) {
            self.0.0 += &format!(" (the body is `{}`)", content_type.escape_debug());
        }
        self
    }

    /// What is wrong, in lower case, and for a JSON body the line and column.
    pub fn message(&self) -> &str {
        &self.0.0
    }

    /// The place in a JSON body such as `$.data[3].name`.
    pub fn path(&self) -> Option<&str> {
        self.0.1.as_deref()
    }
}

impl fmt::Display for DecodeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            Some(path) => write!(f, "`{path}`: {}", self.message()),
            None => f.write_str(self.message()),
        }
    }
}

impl std::error::Error for DecodeFailure {}

/// Whether a number with a fraction stands where the document declares an integer.
fn is_fraction_for_integer(message: &str) -> bool {
    let expected =
        message.strip_prefix("invalid type: floating point ").and_then(|rest| rest.split_once(", expected "));
    expected.is_some_and(|(_, expected)| expected.starts_with(['i', 'u']))
}

/// The way into an object or array that has begun and not ended.
enum Step {
    Key(Option<String>),
    Index(usize),
}

/// The path of the value at `line` and `column` as serde_json counts them: lines from 1, bytes from 1.
///
/// This reads the text once more after decoding failed. Following the path while decoding would instantiate every codec twice.
pub(super) fn locate(text: &[u8], line: usize, column: usize) -> String {
    let lines = text.split_inclusive(|byte| *byte == b'\n');
    let start: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    let end = text.len().min(start + column);
    let (mut at, mut steps) = (0, Vec::new());
    while at < end {
        let token = &text[at..];
        at += 1;
        match (token[0], steps.last_mut()) {
            (b'{', _) => steps.push(Step::Key(None)),
            (b'[', _) => steps.push(Step::Index(0)),
            (b'}' | b']', _) => drop(steps.pop()),
            (b',', Some(Step::Key(key))) => *key = None,
            (b',', Some(Step::Index(index))) => *index += 1,
            (b'"', step) => {
                let string = &token[..string_length(token)];
                at += string.len() - 1;
                if let Some(Step::Key(key @ None)) = step {
                    *key = serde_json::from_slice(string).ok();
                }
            }
            _ => {}
        }
    }
    steps.iter().fold("$".to_owned(), |path, step| match step {
        Step::Key(None) => path,
        Step::Key(Some(key)) if is_identifier(key) => format!("{path}.{key}"),
        Step::Key(Some(key)) => format!("{path}[{key:?}]"),
        Step::Index(index) => format!("{path}[{index}]"),
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
