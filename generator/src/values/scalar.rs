//! Scalars and their formats.

use crate::collections::HashMap;

use super::loosened::LooserType;
use crate::config::{Formats, Options};
use crate::document::{Node, Origin, Value};
use crate::ir::{IntKind, NumberKind, Scalar, Type};
use crate::schema::{Form, Number, Schema};
use crate::spec::format::is_of_integers;
use crate::spec::number;

/// The types of formats, by the type of the schema (OAS 3.0.4, "Data Type Format", and the Format Registry).
///
/// `time`, `duration`, `uri`, `email` and `hostname` stay strings. No type of the standard library or of widespread
/// crates keeps their text as it was written.
const FORMATS: &[(&str, &str, Type)] = &[
    ("integer", "int8", Type::Int(IntKind::I8)),
    ("integer", "int16", Type::Int(IntKind::I16)),
    ("integer", "int32", Type::Int(IntKind::I32)),
    ("integer", "int64", Type::Int(IntKind::I64)),
    ("integer", "uint8", Type::Int(IntKind::U8)),
    ("integer", "uint16", Type::Int(IntKind::U16)),
    ("integer", "uint32", Type::Int(IntKind::U32)),
    ("integer", "uint64", Type::Int(IntKind::U64)),
    // `double-int` is an integer that a double holds, which 64 bits do too.
    ("integer", "double-int", Type::Int(IntKind::I64)),
    ("integer", "sf-integer", Type::Int(IntKind::I64)),
    ("integer", "unixtime", Type::Scalar(Scalar::UnixTime)),
    // A decimal that becomes a double may come back with other digits, which is what the format is there to prevent.
    ("number", "decimal", Type::Scalar(Scalar::ExactNumber)),
    ("number", "decimal128", Type::Scalar(Scalar::ExactNumber)),
    ("number", "sf-decimal", Type::Float64),
    ("number", "float", Type::Float32),
    ("number", "double", Type::Float64),
    ("string", "date-time", Type::Scalar(Scalar::DateTime)),
    ("string", "date", Type::Scalar(Scalar::Date)),
    ("string", "http-date", Type::Scalar(Scalar::HttpDate)),
    ("string", "date-time-rfc1123", Type::Scalar(Scalar::HttpDate)),
    ("string", "date-time-rfc7231", Type::Scalar(Scalar::HttpDate)),
    ("string", "uuid", Type::Scalar(Scalar::Uuid)),
    ("string", "byte", Type::Scalar(Scalar::Base64)),
    ("string", "base64url", Type::Scalar(Scalar::Base64Url)),
    ("string", "ip", Type::Scalar(Scalar::Ip)),
    ("string", "ipv4", Type::Scalar(Scalar::Ipv4)),
    ("string", "ipv6", Type::Scalar(Scalar::Ipv6)),
    ("string", "int8", Type::Scalar(Scalar::Quoted(IntKind::I8))),
    ("string", "int16", Type::Scalar(Scalar::Quoted(IntKind::I16))),
    ("string", "int32", Type::Scalar(Scalar::Quoted(IntKind::I32))),
    ("string", "int64", Type::Scalar(Scalar::Quoted(IntKind::I64))),
    ("string", "uint8", Type::Scalar(Scalar::Quoted(IntKind::U8))),
    ("string", "uint16", Type::Scalar(Scalar::Quoted(IntKind::U16))),
    ("string", "uint32", Type::Scalar(Scalar::Quoted(IntKind::U32))),
    ("string", "decimal", Type::Scalar(Scalar::QuotedNumber)),
    ("string", "decimal128", Type::Scalar(Scalar::QuotedNumber)),
    ("string", "uint64", Type::Scalar(Scalar::Quoted(IntKind::U64))),
    ("string", "password", Type::Scalar(Scalar::Secret)),
];

/// Formats that are known and have no type of their own, for the configuration.
pub(super) const PLAIN_FORMATS: &[&str] = &[
    "binary",
    "char",
    "commonmark",
    "date-time-local",
    "duration",
    "email",
    "hostname",
    "html",
    "idn-email",
    "idn-hostname",
    "iri",
    "iri-reference",
    "json-pointer",
    "media-range",
    "regex",
    "relative-json-pointer",
    "sf-binary",
    "sf-boolean",
    "sf-string",
    "sf-token",
    "time",
    "time-local",
    "uri",
    "uri-reference",
    "uri-template",
];

/// The types of scalar schemas: by the formats above, or by the configuration in their place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scalars<'a> {
    formats: &'a Formats,
    exact_numbers: bool,
    unsigned_integers: bool,
    /// Schemas that are looser than they declare, by their place.
    loose: Option<&'a HashMap<Origin, LooserType>>,
}

impl<'a> Scalars<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        let Options { formats, exact_numbers, unsigned_integers, .. } = options;
        Self { formats, exact_numbers: *exact_numbers, unsigned_integers: *unsigned_integers, loose: None }
    }

    /// The same with some schemas looser than they declare.
    pub(crate) fn loosened(self, loose: &'a HashMap<Origin, LooserType>) -> Self {
        Self { loose: Some(loose), ..self }
    }

    /// The looser type of a schema, where it has one.
    pub(crate) fn looser(self, schema: &Schema) -> Option<LooserType> {
        self.loose?.get(&schema.origin).copied()
    }

    /// The type of a scalar schema of one type. Formats that are not known, or that stand on another type than they are made
    /// for, leave the type as it is.
    pub(crate) fn ty(self, schema: &Schema) -> Type {
        let (Some(name), format) = (schema.type_name(), schema.format_name()) else { return Type::Any };
        if let Some(rust) = self.configured_for(schema, name) {
            return configured(rust);
        }
        if name == "string" && self.looser(schema) == Some(LooserType::String) {
            return Type::String;
        }
        let in_text = matches!(&schema.form, Form::Number(number) if number.in_text);
        let ty = self.of_form(schema, name, format);
        match ty {
            Type::Int(kind) if in_text => Type::Scalar(Scalar::Numeric(NumberKind::Int(kind))),
            Type::Float32 if in_text => Type::Scalar(Scalar::Numeric(NumberKind::Float32)),
            Type::Float64 if in_text => Type::Scalar(Scalar::Numeric(NumberKind::Float64)),
            other => other,
        }
    }

    fn of_form(self, schema: &Schema, name: &str, format: Option<&str>) -> Type {
        let is_entry = |(entry_name, text, _): &&(&str, &str, Type)| *entry_name == name && Some(*text) == format;
        if let Some((.., ty)) = FORMATS.iter().find(is_entry) {
            return match (ty, &schema.form) {
                (Type::Int(kind), Form::Number(number)) if lists_beyond(*kind, number) => self.integer(number),
                (Type::Int(kind), Form::Number(number)) => Type::Int(self.signed_or_not(*kind, number)),
                _ => ty.clone(),
            };
        }
        match &schema.form {
            Form::Text(_) => encoded(schema.content_encoding()),
            Form::Bool(_) => Type::Bool,
            Form::Number(number) if number.is_integer => self.integer(number),
            Form::Number(_) if self.exact_numbers => Type::Scalar(Scalar::ExactNumber),
            Form::Number(_) => Type::Float64,
            Form::Any | Form::Null | Form::Reference(_) | Form::Unresolved => Type::Any,
            Form::Enum(_) | Form::Array(_) | Form::Object(_) | Form::Union(_) => Type::Any,
        }
    }

    /// The Rust type that the configuration has for the format of a schema of a type, by which the document may call integers numbers.
    fn configured_for(self, schema: &Schema, name: &str) -> Option<&'a str> {
        let by_format = matches!(&schema.form, Form::Number(number) if number.by_format);
        let format = schema.format_name();
        self.formats.rust_type(name, format).or_else(|| self.formats.rust_type("number", format).filter(|_| by_format))
    }

    /// The width without a sign, where that is asked for and no value has one.
    fn signed_or_not(self, kind: IntKind, number: &Number) -> IntKind {
        match bounds(number).0 {
            Some(0..) if self.unsigned_integers => kind.unsigned(),
            _ => kind,
        }
    }

    /// Integers take their width from their bounds where these need more than 64 bits with a sign.
    fn integer(self, number: &Number) -> Type {
        let (least, greatest) = bounds(number);
        let fits = |kind: IntKind| {
            let (from, to) = kind.range();
            least.is_some_and(|least| least >= from) && greatest.is_some_and(|greatest| greatest <= to)
        };
        let (_, largest) = IntKind::I64.range();
        // 64 bits with a sign are the usual width, since JSON has no other. Bounds ask for an unsigned or an exact type
        // only where a value would not fit.
        if fits(IntKind::I64) {
            Type::Int(self.signed_or_not(IntKind::I64, number))
        } else if fits(IntKind::U64) {
            Type::Int(IntKind::U64)
        } else if self.exact_numbers || number.listed.is_some() {
            Type::Scalar(Scalar::ExactInteger)
        } else if least >= Some(0) && greatest > Some(largest) {
            Type::Int(IntKind::U64)
        } else {
            Type::Int(self.signed_or_not(IntKind::I64, number))
        }
    }

    /// Returns `true` if the values of a scalar schema may have more digits than its type.
    pub(crate) fn is_rounded(self, schema: &Schema) -> bool {
        let (Form::Number(number), Some(name)) = (&schema.form, schema.type_name()) else { return false };
        let format = schema.format_name();
        if self.configured_for(schema, name).is_some() {
            return false;
        }
        match self.ty(schema) {
            Type::Float64 => !matches!(format, Some("double" | "sf-decimal")),
            Type::Int(kind) => {
                let (from, to) = kind.range();
                let (least, greatest) = bounds(number);
                let bounded = least.is_some_and(|least| least >= from) && greatest.is_some_and(|most| most <= to);
                !bounded && !format.is_some_and(is_of_integers)
            }
            _ => false,
        }
    }

    /// Returns `true` if the configuration names a format that neither the specifications nor the document have.
    pub(crate) fn is_known(format: &str) -> bool {
        matches!(format, "integer" | "number")
            || PLAIN_FORMATS.contains(&format)
            || FORMATS.iter().any(|(_, format_entry, _)| *format_entry == format)
    }

    /// The names of all formats that are known.
    pub(crate) fn format_names<'k>() -> impl Iterator<Item = &'k str> {
        FORMATS.iter().map(|(_, entry_format, _)| *entry_format).chain(PLAIN_FORMATS.iter().copied())
    }
}

/// The type that the configuration names. Those that a client has itself are known as such, so that parameters and unions
/// treat them alike.
fn configured(rust: &str) -> Type {
    match rust {
        "String" => Type::String,
        "bool" => Type::Bool,
        "f32" => Type::Float32,
        "f64" => Type::Float64,
        "i8" => Type::Int(IntKind::I8),
        "i16" => Type::Int(IntKind::I16),
        "i32" => Type::Int(IntKind::I32),
        "i64" => Type::Int(IntKind::I64),
        "u8" => Type::Int(IntKind::U8),
        "u16" => Type::Int(IntKind::U16),
        "u32" => Type::Int(IntKind::U32),
        "u64" => Type::Int(IntKind::U64),
        other => Type::Foreign(other.to_owned()),
    }
}

/// A string, or the bytes that it holds (JSON Schema Validation, section 8.3).
fn encoded(encoding: Option<&str>) -> Type {
    // The names of encodings "are not case sensitive" (RFC 2045, section 6.1).
    match encoding.map(str::to_ascii_lowercase).as_deref() {
        Some("base64") => Type::Scalar(Scalar::Base64),
        Some("base64url") => Type::Scalar(Scalar::Base64Url),
        _ => Type::String,
    }
}

/// The least and the greatest integer that a schema allows; a bound that is itself excluded counts as one that is not.
fn bounds(number: &Number) -> (Option<i128>, Option<i128>) {
    if let Some((least, most)) = number.listed_range() {
        return (Some(integer_of(least)), Some(integer_of(most)));
    }
    let least = number.minimum.as_ref().or(number.exclusive_minimum.as_ref());
    let most = number.maximum.as_ref().or(number.exclusive_maximum.as_ref());
    (least.map(integer_of), most.map(integer_of))
}

/// `true` if listed values are beyond a width.
fn lists_beyond(kind: IntKind, number: &Number) -> bool {
    let (from, to) = kind.range();
    let is_beyond = |(least, most)| integer_of(least) < from || integer_of(most) > to;
    number.listed_range().is_some_and(is_beyond)
}

/// The integer that a number is, or is nearest to where it is too large.
fn integer_of(number: &serde_json::Number) -> i128 {
    number::integer(number).unwrap_or_else(|| number.as_f64().unwrap_or_default() as i128)
}

/// Returns `true` if a value can be read as a type, as far as formats say.
pub(super) fn reads(ty: &Type, node: &Node) -> Result<(), String> {
    let text = node.as_str().unwrap_or_default();
    let (fits, what) = match (ty, &node.value) {
        (Type::Int(kind), Value::Number(number)) => {
            let (from, to) = kind.range();
            ((from..=to).contains(&integer_of(number)), format!("an integer from {from} to {to}"))
        }
        (Type::Scalar(scalar), Value::String(_)) => reads_text(*scalar, text),
        _ => return Ok(()),
    };
    if fits { Ok(()) } else { Err(what) }
}

fn reads_text(scalar: Scalar, text: &str) -> (bool, String) {
    let (fits, what) = match scalar {
        Scalar::DateTime => {
            (text.parse::<chrono::DateTime<chrono::FixedOffset>>().is_ok(), "a date and time with an offset (RFC 3339)")
        }
        Scalar::Date => (text.parse::<chrono::NaiveDate>().is_ok(), "a date such as 2024-12-31"),
        Scalar::Uuid => (is_uuid(text), "a UUID"),
        Scalar::Ip => (text.parse::<std::net::IpAddr>().is_ok(), "an IP address"),
        Scalar::Ipv4 => (text.parse::<std::net::Ipv4Addr>().is_ok(), "an IPv4 address"),
        Scalar::Ipv6 => (text.parse::<std::net::Ipv6Addr>().is_ok(), "an IPv6 address"),
        Scalar::Base64 | Scalar::Base64Url => (is_base64(text), "bytes in base64"),
        Scalar::HttpDate => (is_http_date_text(text), "a date such as Sun, 06 Nov 1994 08:49:37 GMT"),
        Scalar::Quoted(kind) => {
            let (from, to) = kind.range();
            let is_of_kind = text.parse::<i128>().is_ok_and(|number| (from..=to).contains(&number));
            return (is_of_kind, format!("an integer from {from} to {to}"));
        }
        Scalar::QuotedNumber => (serde_json::from_str::<serde_json::Number>(text).is_ok(), "a number in JSON's digits"),
        Scalar::Numeric(NumberKind::Int(_)) => (text.parse::<i128>().is_ok(), "an integer, or one in a string"),
        Scalar::Numeric(_) => (text.parse::<f64>().is_ok(), "a number, or one in a string"),
        Scalar::UnixTime | Scalar::Secret | Scalar::ExactInteger | Scalar::ExactNumber => (true, ""),
    };
    (fits, what.to_owned())
}

/// Returns `true` if a value is a date in the form of HTTP.
pub(crate) fn is_http_date(value: &serde_json::Value) -> bool {
    value.as_str().is_some_and(is_http_date_text)
}

/// Returns `true` if a text is a date in the usual form of HTTP (RFC 9110, section 5.6.7).
fn is_http_date_text(text: &str) -> bool {
    // The preferred form is that of RFC 5322 with `GMT` in the place of a zone.
    text.ends_with("GMT") && chrono::DateTime::parse_from_rfc2822(text).is_ok()
}

/// Returns `true` if a text is the usual form of a UUID (RFC 9562, section 4).
fn is_uuid(text: &str) -> bool {
    let hyphens = [8, 13, 18, 23];
    text.len() == 36
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if hyphens.contains(&at) { byte == b'-' } else { byte.is_ascii_hexdigit() })
}

/// Returns `true` if a text is base64 in either alphabet, with or without padding.
fn is_base64(text: &str) -> bool {
    let bytes: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let digits = bytes.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let padding = bytes.len() - digits;
    let padded = padding == 0 || padding <= 2 && bytes.len().is_multiple_of(4);
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'-' | b'_');
    // Four digits are three bytes, and a digit alone is less than one byte (RFC 4648, section 4).
    padded && digits % 4 != 1 && bytes[..digits].iter().all(is_digit)
}
