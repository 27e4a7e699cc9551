//! JSON as Python's `json` module writes it, and what that module says of broken JSON.

use std::io::{self, Write};

use serde_json::Value;
use serde_json::ser::Formatter;

/// The text that `json.dumps` makes: a space after each comma and colon, nothing outside ASCII.
pub(super) fn dumps(value: &Value) -> String {
    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Dumps);
    serde::Serialize::serialize(value, &mut serializer).expect("a value is always JSON, and a vector takes all of it");
    String::from_utf8(out).expect("the formatter writes ASCII")
}

/// The error of `json.loads` for a text that `serde_json` rejects too.
///
/// The sentence and the position are Python's for a value, a comma or a bracket that is missing, and close to them else.
pub(super) fn complaint(error: &serde_json::Error, text: &str) -> String {
    let message = error.to_string();
    let what = match message.as_str() {
        s if s.contains("key must be a string") => "Expecting property name enclosed in double quotes",
        s if s.contains("while parsing a string") => "Unterminated string starting at",
        s if s.contains("trailing characters") => "Extra data",
        s if s.contains("list") || s.contains("object") || s.contains("`,`") => "Expecting ',' delimiter",
        _ => "Expecting value",
    };
    // At the end of the text Python points behind the last character, serde_json at it.
    let column = if error.is_eof() { error.column() + 1 } else { error.column() }.max(1);
    let before: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    format!("{what}: line {} column {column} (char {})", error.line(), before + column - 1)
}

struct Dumps;

impl Formatter for Dumps {
    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(if first { b"" } else { b", " })
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        out.write_all(b": ")
    }

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for unit in fragment.encode_utf16() {
            match u8::try_from(unit) {
                Ok(byte) if byte.is_ascii() => out.write_all(&[byte])?,
                _ => write!(out, "\\u{unit:04x}")?,
            }
        }
        Ok(())
    }
}
