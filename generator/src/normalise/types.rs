//! `type` as an array of names that JSON Schema knows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget, Value};
use crate::grammar;
use crate::spec::{Keyword, Keywords};

const NAMES: [&str; 7] = ["string", "number", "integer", "boolean", "object", "array", "null"];

// These are names of types in other languages and of formats that were written as types. Each has one meaning; a name
// with two would be left out.
/// The meaning of a type's other name.
struct AliasedType {
    /// The type; none where it is any.
    name: Option<&'static str>,
    format: Option<&'static str>,
}

/// Makes `type` an array. Names of other languages are read as what they mean there; one that means nothing is left out.
pub(super) fn lift(keywords: &mut Keywords, diagnostics: &mut Diagnostics) {
    let Some(node) = keywords.get(&Keyword::Type) else { return };
    let origin = node.origin;
    let written = match &node.value {
        Value::Array(items) => items.to_vec(),
        Value::String(_) => vec![node.clone()],
        _ => Vec::new(),
    };
    if written.is_empty() {
        let diagnostic =
            Diagnostic::warning(Code::InvalidValue, "`type` is an empty list").at(origin, SpanTarget::Value);
        diagnostics.push(diagnostic.with_note("the value may have any type").help("name a type, or remove `type`"));
    }
    let mut names = Vec::with_capacity(written.len());
    let mut format = None;
    for name in written {
        if name.as_str().is_some_and(|name| NAMES.contains(&name)) {
            names.push(name);
            continue;
        }
        let meaning = meaning(&name);
        report(&name, meaning.as_ref(), diagnostics);
        if let Some(AliasedType { name: base_name, format: known_format }) = meaning {
            let base_name =
                base_name.filter(|base_name| !names.iter().any(|name: &Node| name.as_str() == Some(base_name)));
            names.extend(base_name.map(|base_name| Node::string(base_name, name.origin)));
            format = format.or(known_format);
        }
    }
    if names.is_empty() {
        keywords.shift_remove(&Keyword::Type);
    } else {
        keywords.insert(Keyword::Type, Node::new(Value::array(names), origin));
    }
    if let Some(format) = format.filter(|_| !keywords.contains_key(&Keyword::Format)) {
        keywords.insert(Keyword::Format, Node::string(format, origin));
    }
}

fn report(name: &Node, meaning: Option<&AliasedType>, diagnostics: &mut Diagnostics) {
    let actual = name.as_str().map_or_else(|| name.kind().to_owned(), |name| format!("`{name}`"));
    let message = format!("{actual} is not a type of JSON Schema");
    let repair = match meaning {
        Some(AliasedType { name: Some(name), format: Some(format) }) => {
            format!("treated as `{name}` of format `{format}`")
        }
        Some(AliasedType { name: Some(name), format: None }) => format!("treated as `{name}`"),
        Some(AliasedType { name: None, .. }) => "its type is any JSON value".to_owned(),
        None => "its type is any JSON value".to_owned(),
    };
    let diagnostic =
        Diagnostic::warning(Code::InvalidValue, message).at(name.origin, SpanTarget::Value).with_note(repair);
    diagnostics.push(match meaning {
        Some(AliasedType { name: Some(name), format: Some(format) }) => {
            diagnostic.help(format!("write `type: {name}` and `format: {format}`"))
        }
        Some(AliasedType { name: Some(name), format: None }) => diagnostic.help(format!("write `type: {name}`")),
        Some(AliasedType { name: None, .. }) => diagnostic.help("remove `type`"),
        None => diagnostic.help("write string, number, integer, boolean, object, array or null"),
    });
}

fn meaning(name: &Node) -> Option<AliasedType> {
    // `type: [string, null]` in YAML.
    if name.value == Value::Null {
        return Some(AliasedType { name: Some("null"), format: None });
    }
    let text = name.as_str()?.trim().to_lowercase();
    let (name, format) = match text.as_str() {
        "int" | "bigint" => ("integer", None),
        "int32" | "short" => ("integer", Some("int32")),
        "int64" | "long" => ("integer", Some("int64")),
        "float" => ("number", Some("float")),
        "double" => ("number", Some("double")),
        "decimal" | "numeric" | "real" => ("number", None),
        "bool" => ("boolean", None),
        "str" | "text" | "char" | "varchar" | "email" | "password" => ("string", None),
        "date" => ("string", Some("date")),
        "datetime" | "date-time" | "timestamp" => ("string", Some("date-time")),
        "uuid" | "guid" => ("string", Some("uuid")),
        "uri" | "url" => ("string", Some("uri")),
        "file" | "binary" => ("string", Some("binary")),
        "byte" => ("string", Some("byte")),
        "map" | "dict" | "dictionary" | "hash" => ("object", None),
        "list" | "set" => ("array", None),
        "any" | "mixed" | "*" => return Some(AliasedType { name: None, format: None }),
        other => (grammar::closest_name(other, NAMES)?, None),
    };
    Some(AliasedType { name: Some(name), format })
}
