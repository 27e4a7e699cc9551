//! Styles: how arrays and objects are written (OAS 3.0.3, "Style Values" and "Style Examples", which follow RFC 6570).
//!
//! Three decisions where the specification leaves room or its examples are no valid URI:
//! - the delimiters `|`, `[` and `]` are percent-encoded, as the examples of 3.1.1 do: RFC 3986 allows none of them in a query;
//! - an exploded cookie is one cookie for each item, separated by `; `, because an `&` would belong to the value of the first;
//! - arrays and objects within arrays or objects are undefined. In `deepObject` further brackets are the custom: `a[b][c]=1`, and `a[0]=1` for items
//!   in an array ([`Brackets`] names the other customs). Otherwise they are refused, apart from the nested arrays of Swagger 2.0.

use super::Value;
use super::encode::{
    append, encode, encode_reserved, encode_reserved_in_cookie, encode_reserved_in_path, encode_template,
};
use crate::codec::json::EncodeFailure;
use crate::contract::{Brackets, Parameter, Style};

// A function and no generic type: there are few values and many parameters, so code that is there once wins.
/// Encodes one text for its place.
type Encode = fn(&str) -> String;

/// A name and a value.
type NamedText = (String, String);

/// The pairs of a query parameter, percent-encoded.
pub(crate) fn query_pairs(parameter: &Parameter, value: &Value) -> Result<Vec<NamedText>, EncodeFailure> {
    match parameter {
        Parameter { encoded: true, .. } => pairs(parameter, value, encode_template),
        Parameter { allow_reserved: true, .. } => pairs(parameter, value, encode_reserved),
        _ => pairs(parameter, value, encode),
    }
}

/// The parts of a property whose style the document says, as names and texts. Nothing is percent-encoded there.
pub(crate) fn part_pairs(parameter: &Parameter, value: &Value) -> Result<Vec<NamedText>, EncodeFailure> {
    WrittenForm { parameter, encode: str::to_owned, separator: raw }.pairs(value)
}

/// The cookies of a cookie parameter: percent-encoded, unless the style is `cookie`.
pub(crate) fn cookie_pairs(parameter: &Parameter, value: &Value) -> Result<Vec<NamedText>, EncodeFailure> {
    if parameter.style != Style::Cookie {
        return pairs(parameter, value, if parameter.allow_reserved { encode_reserved_in_cookie } else { encode });
    }
    let raw = pairs(parameter, value, str::to_owned)?;
    if raw.iter().any(|(_, text)| text.contains(';')) {
        Err(EncodeFailure::new("a `;` would end the cookie"))
    } else {
        Ok(raw)
    }
}

/// The value of a header parameter, not percent-encoded. `None` when there is nothing to send.
pub(crate) fn header_value(parameter: &Parameter, value: &Value) -> Result<Option<String>, EncodeFailure> {
    WrittenForm { parameter, encode: str::to_owned, separator: raw }.joined(parameter.explode, value)
}

/// The text of the whole query. `None` when there is nothing to send.
pub(crate) fn query_text(parameter: &Parameter, value: &Value) -> Result<Option<String>, EncodeFailure> {
    let encode = if parameter.encoded { encode_template } else { encode };
    WrittenForm { parameter, encode, separator: encoded }.joined(false, value)
}

/// Appends the text which replaces `{name}` in a path; nothing when there is nothing to send.
pub(crate) fn append_path_text(out: &mut String, parameter: &Parameter, value: &Value) -> Result<(), EncodeFailure> {
    let is_plain = !(parameter.encoded || parameter.allow_reserved || parameter.encode_twice);
    match value {
        // Most parameters are one text, which is appended without a list of pairs in between.
        Value::Text(text) if is_plain && !matches!(parameter.style, Style::Label | Style::Matrix) => append(out, text),
        value => *out += &path_text(parameter, value)?.unwrap_or_default(),
    }
    Ok(())
}

/// Appends the pairs of a query parameter to a query, percent-encoded, each with what stands in front of it.
pub(crate) fn append_query(out: &mut String, parameter: &Parameter, value: &Value) -> Result<(), EncodeFailure> {
    let is_plain = !(parameter.encoded || parameter.allow_reserved) && parameter.style != Style::DeepObject;
    if let (true, Value::Text(text)) = (is_plain, value) {
        out.push(if out.contains('?') { '&' } else { '?' });
        append(out, parameter.name);
        out.push('=');
        append(out, text);
        return Ok(());
    }
    for (name, value) in query_pairs(parameter, value)? {
        let mark = if out.contains('?') { "&" } else { "?" };
        out.extend([mark, &name, "=", &value]);
    }
    Ok(())
}

/// The text which replaces `{name}` in a path. `None` when there is nothing to send.
fn path_text(parameter: &Parameter, value: &Value) -> Result<Option<String>, EncodeFailure> {
    let matrix = |(name, text): NamedText| match text.as_str() {
        "" => format!(";{name}"),
        _ => format!(";{name}={text}"),
    };
    let encode: Encode = match parameter {
        // A value that is encoded already may hold slashes; a `?` would begin the query all the same.
        Parameter { encoded: true, .. } => |text| encode_template(text).replace('?', "%3F"),
        Parameter { allow_reserved: true, .. } => encode_reserved_in_path,
        Parameter { encode_twice: true, .. } => |text| encode(&encode(text)),
        _ => encode,
    };
    let form = WrittenForm { parameter, encode, separator: encoded };
    Ok(match parameter.style {
        Style::Label => form.joined(parameter.explode, value)?.map(|text| format!(".{text}")),
        Style::Matrix => Some(form.pairs(value)?.into_iter().map(matrix).collect()),
        _ => form.joined(parameter.explode, value)?,
    })
}

fn pairs(parameter: &Parameter, value: &Value, encode: Encode) -> Result<Vec<NamedText>, EncodeFailure> {
    WrittenForm { parameter, encode, separator: encoded }.pairs(value)
}

/// The separator of values in a URL.
fn encoded(style: Style) -> &'static str {
    match style {
        Style::SpaceDelimited => "%20",
        Style::PipeDelimited => "%7C",
        Style::TabDelimited => "%09",
        _ => ",",
    }
}

/// The separator of values elsewhere.
fn raw(style: Style) -> &'static str {
    match style {
        Style::SpaceDelimited => " ",
        Style::PipeDelimited => "|",
        Style::TabDelimited => "\t",
        _ => ",",
    }
}

/// The written form of a parameter in one place.
struct WrittenForm<'a> {
    parameter: &'a Parameter,
    encode: Encode,
    separator: fn(Style) -> &'static str,
}

impl WrittenForm<'_> {
    /// One text: the primitives between separators, with their keys before a `=` where exploded, otherwise before a further separator.
    fn joined(&self, explode: bool, value: &Value) -> Result<Option<String>, EncodeFailure> {
        let separator = match self.parameter.style {
            Style::Label if explode => ".",
            style => (self.separator)(style),
        };
        let between = if explode { "=" } else { separator };
        let join = |(key, text)| match key {
            Some(key) => format!("{key}{between}{text}"),
            None => text,
        };
        let mut parts = self.primitives(value)?.into_iter().map(join);
        let Some(mut text) = parts.next() else { return Ok(None) };
        parts.for_each(|part| text.extend([separator, &part]));
        Ok(Some(text))
    }

    /// Named texts: one for each primitive where exploded.
    fn pairs(&self, value: &Value) -> Result<Vec<NamedText>, EncodeFailure> {
        let name = (self.encode)(self.parameter.name);
        if self.parameter.style == Style::DeepObject {
            return self.deep(name, value);
        }
        if self.parameter.explode {
            let named = |(key, text): (Option<String>, String)| (key.unwrap_or_else(|| name.clone()), text);
            return Ok(self.primitives(value)?.into_iter().map(named).collect());
        }
        let text = self.joined(false, value)?;
        Ok(text.map(|text| (name, text)).into_iter().collect())
    }

    /// `name[key]=value`, with further brackets for what is within: the names of properties, and what stands for items.
    fn deep(&self, name: String, value: &Value) -> Result<Vec<NamedText>, EncodeFailure> {
        let [open, close] = if (self.separator)(Style::SpaceDelimited) == " " { ["[", "]"] } else { ["%5B", "%5D"] };
        let within = |key: &str| format!("{name}{open}{key}{close}");
        let mut out = Vec::new();
        match value {
            Value::Object(properties) => {
                for (key, value) in properties {
                    out.extend(self.deep(within(&(self.encode)(key)), value)?);
                }
            }
            Value::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let name = match self.parameter.brackets {
                        Brackets::Indices => within(&index.to_string()),
                        Brackets::Empty => within(""),
                        Brackets::Repeat => name.clone(),
                    };
                    out.extend(self.deep(name, item)?);
                }
            }
            value => out.extend(self.primitive(value, &[])?.map(|text| (name, text))),
        }
        Ok(out)
    }

    /// The strings, numbers and booleans in a value, encoded: each with its key where the value is an object.
    fn primitives(&self, value: &Value) -> Result<Vec<(Option<String>, String)>, EncodeFailure> {
        let one = |key: Option<&String>, value: &Value| {
            let text = self.primitive(value, self.parameter.nested)?;
            Ok(text.map(|text| (key.map(|key| (self.encode)(key)), text)))
        };
        let all: Result<Vec<_>, EncodeFailure> = match value {
            Value::List(items) => items.iter().map(|item| one(None, item)).collect(),
            Value::Object(properties) => properties.iter().map(|(key, value)| one(Some(key), value)).collect(),
            other => Ok(vec![one(None, other)?]),
        };
        Ok(all?.into_iter().flatten().collect())
    }

    /// The text of one value within another. Arrays are written by the styles of their levels.
    fn primitive(&self, value: &Value, nested: &[Style]) -> Result<Option<String>, EncodeFailure> {
        match (value, nested) {
            (Value::Absent, _) => Ok(None),
            (Value::Text(text), _) => Ok(Some((self.encode)(text))),
            (Value::Invalid(failure), _) => Err(failure.clone()),
            (Value::List(items), [style, deeper @ ..]) => {
                let texts: Result<Vec<_>, EncodeFailure> =
                    items.iter().map(|item| self.primitive(item, deeper)).collect();
                let texts: Vec<String> = texts?.into_iter().flatten().collect();
                Ok((!texts.is_empty()).then(|| texts.join((self.separator)(*style))))
            }
            _ => Err(EncodeFailure::new("an array or object within another cannot be written in this style")),
        }
    }
}

#[cfg(test)]
mod tests;
