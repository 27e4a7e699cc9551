//! Answers in which numbers may be `NaN`, `Infinity` or `-Infinity`. JSON has no such numbers (RFC 8259, section 6), and Python writes them all the same.
//!
//! A text without them is decoded like any other. Of one that has them, `serde_json` first says whether it is JSON apart from these numbers; then
//! [`text`](super::text) decodes it.

use std::iter;
use std::ops::Range;

use serde_core::de::{Deserialize, DeserializeOwned, Error as _};

use super::text::{Misread, Text};
use super::walk::{is_deeper, string_end};
use super::whole::Lenient;
use super::{DecodeError, DecodeFailure};

// One less than serde_json allows, since a value is read by it below the levels that are walked here.
/// Arrays and objects within each other that are read, as in `serde_json`.
const MAX_DEPTH: usize = 127;

/// The numbers that JSON lacks, as Python and JavaScript write them.
const NUMBERS: [(&str, f64); 3] = [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)];

/// Decodes a value within a text that is JSON apart from its numbers.
pub(crate) fn decode_at<T: DeserializeOwned>(body: &[u8], place: Range<usize>) -> Result<T, DecodeFailure> {
    let start = place.start;
    let text = std::str::from_utf8(&body[place]);
    let text = text.map_err(|error| DecodeFailure::new(format!("the body is not UTF-8 text: {error}")))?;
    if is_deeper(text, MAX_DEPTH) {
        return Err(DecodeFailure::new(format!("the body nests more than {MAX_DEPTH} levels deep")));
    }
    match Lenient::deserialize(Text::new(text, start)) {
        Ok(Lenient(value)) => Ok(value),
        Err(Misread { message, place }) => Err(DecodeFailure::at(&message, body, place.unwrap_or(start))),
    }
}

/// Decodes a value that a union holds.
pub(super) fn decode_text<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    let read = Lenient::deserialize(Text::new(text, 0));
    read.map(|Lenient(value)| value).map_err(DecodeError::custom)
}

/// Returns the number that a text names.
pub(super) fn number_of(text: &str) -> Option<f64> {
    NUMBERS.iter().find(|(name, _)| *name == text).map(|(_, number)| *number)
}

// Each name is replaced by a number of the same length. So serde_json can say whether the rest is JSON, and its places
// are those of the answer.
/// Returns the text with a finite number of the same length in place of each that is not; `None` where there is none.
pub(crate) fn finite_form(text: &[u8]) -> Option<Vec<u8>> {
    let mut places = non_finite(text).peekable();
    places.peek()?;
    let mut form = text.to_owned();
    for place in places {
        let digits = &mut form[place];
        let sign = usize::from(digits[0] == b'-');
        digits[sign..].fill(b'0');
        digits[sign + 1] = b'.';
    }
    Some(form)
}

/// Returns the places of numbers that are not finite in a text that is JSON otherwise.
pub(crate) fn non_finite(text: &[u8]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    iter::from_fn(move || {
        loop {
            let start = at;
            match text.get(at)? {
                b'"' => at = string_end(text, at),
                b'N' | b'I' | b'-' => match name_at(text, start) {
                    Some(name) => {
                        at += name.len();
                        return Some(start..at);
                    }
                    None => at += 1,
                },
                _ => at += 1,
            }
        }
    })
}

/// Returns the name of a number that stands at a place, as a token of its own.
fn name_at(text: &[u8], start: usize) -> Option<&'static str> {
    let is_boundary = |byte: Option<&u8>| {
        byte.is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b':' | b'[' | b']' | b'{' | b'}'))
    };
    let (name, _) = NUMBERS.iter().find(|(name, _)| text[start..].starts_with(name.as_bytes()))?;
    let before = start.checked_sub(1).and_then(|before| text.get(before));
    (is_boundary(before) && is_boundary(text.get(start + name.len()))).then_some(*name)
}
