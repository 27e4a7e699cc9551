//! Styles: how arrays and objects are written (OAS 3.0.3, "Style Values" and "Style Examples", which follow RFC 6570).
//!
//! Three decisions where the specification leaves room or its examples are no valid URI:
//! - the delimiters `|`, `[` and `]` are percent-encoded, as the examples of 3.1.1 do: RFC 3986 allows none of them in a query;
//! - an exploded cookie is one cookie for each item, separated by `; `, because an `&` would belong to the value of the first;
//! - arrays and objects within arrays or objects are undefined in all styles but `deepObject`, where further brackets are the custom: they are refused.

use super::Value;
use super::encode::{encode, encode_reserved, encode_template};
use crate::spec::{Parameter, Style};

/// Encodes one text for its place.
type Encode = fn(&str) -> String;

/// A name and a value.
type Pair = (String, String);

/// The pairs of a query parameter, percent-encoded.
pub(crate) fn query_pairs(parameter: &Parameter, value: &Value) -> Result<Vec<Pair>, String> {
    match parameter {
        Parameter { encoded: true, .. } => pairs(parameter, value, encode_template),
        Parameter { allow_reserved: true, .. } => pairs(parameter, value, encode_reserved),
        _ => pairs(parameter, value, encode),
    }
}

/// The cookies of a cookie parameter: percent-encoded, unless the style is `cookie`.
pub(crate) fn cookie_pairs(parameter: &Parameter, value: &Value) -> Result<Vec<Pair>, String> {
    if parameter.style != Style::Cookie {
        return pairs(parameter, value, encode);
    }
    let raw = pairs(parameter, value, str::to_owned)?;
    match raw.iter().any(|(_, text)| text.contains(';')) {
        true => Err("a `;` would end the cookie".to_owned()),
        false => Ok(raw),
    }
}

/// The value of a header parameter, not percent-encoded. `None` when there is nothing to send.
pub(crate) fn header_value(parameter: &Parameter, value: &Value) -> Result<Option<String>, String> {
    joined(parameter.explode, value, ",", str::to_owned)
}

/// The text which replaces `{name}` in a path. `None` when there is nothing to send.
pub(crate) fn path_text(parameter: &Parameter, value: &Value) -> Result<Option<String>, String> {
    let matrix = |(name, text): Pair| match text.as_str() {
        "" => format!(";{name}"),
        _ => format!(";{name}={text}"),
    };
    let encode: Encode = match parameter {
        Parameter { encoded: true, .. } => |text| encode_template(text).replace('?', "%3F"),
        Parameter { encode_twice: true, .. } => |text| encode(&encode(text)),
        _ => encode,
    };
    Ok(match parameter.style {
        Style::Label => joined(parameter.explode, value, ".", encode)?.map(|text| format!(".{text}")),
        Style::Matrix => Some(pairs(parameter, value, encode)?.into_iter().map(matrix).collect()),
        _ => joined(parameter.explode, value, ",", encode)?,
    })
}

/// One text: the primitives joined by `separator`, with their keys before a `=` where exploded, otherwise before a further separator.
fn joined(explode: bool, value: &Value, separator: &str, encode: Encode) -> Result<Option<String>, String> {
    let between = if explode { "=" } else { separator };
    let join = |(key, text)| match key {
        Some(key) => format!("{key}{between}{text}"),
        None => text,
    };
    let parts: Vec<String> = primitives(value, encode)?.into_iter().map(join).collect();
    Ok((!parts.is_empty()).then(|| parts.join(separator)))
}

/// Named texts: one for each primitive where exploded.
fn pairs(parameter: &Parameter, value: &Value, encode: Encode) -> Result<Vec<Pair>, String> {
    let name = encode(parameter.name);
    let separator = match parameter.style {
        Style::DeepObject => return deep(name, value, encode),
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        _ => ",",
    };
    if parameter.explode {
        let named = |(key, text): (Option<String>, String)| (key.unwrap_or_else(|| name.clone()), text);
        return Ok(primitives(value, encode)?.into_iter().map(named).collect());
    }
    let text = joined(false, value, separator, encode)?;
    Ok(text.map(|text| (name, text)).into_iter().collect())
}

/// `name[key]=value`, with further brackets for properties of properties, and a pair for each item of an array.
fn deep(name: String, value: &Value, encode: Encode) -> Result<Vec<Pair>, String> {
    let Value::Object(properties) = value else {
        let items = primitives(value, encode)?;
        return Ok(items.into_iter().map(|(_, text)| (name.clone(), text)).collect());
    };
    let mut out = Vec::new();
    for (key, value) in properties {
        out.extend(deep(format!("{name}%5B{}%5D", encode(key)), value, encode)?);
    }
    Ok(out)
}

/// The strings, numbers and booleans in a value, encoded: each with its key where the value is an object.
fn primitives(value: &Value, encode: Encode) -> Result<Vec<(Option<String>, String)>, String> {
    let one = |key: Option<&String>, value: &Value| match value {
        Value::Absent => Ok(None),
        Value::Text(text) => Ok(Some((key.map(|key| encode(key)), encode(text)))),
        Value::Invalid(reason) => Err(reason.clone()),
        _ => Err("an array or object within another cannot be written in this style".to_owned()),
    };
    let all: Result<Vec<_>, _> = match value {
        Value::List(items) => items.iter().map(|item| one(None, item)).collect(),
        Value::Object(properties) => properties.iter().map(|(key, value)| one(Some(key), value)).collect(),
        other => Ok(vec![one(None, other)?]),
    };
    Ok(all?.into_iter().flatten().collect())
}
