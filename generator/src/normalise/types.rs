//! `type` as an array of names that JSON Schema knows.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::grammar;
use crate::spec::{Keyword, Keywords};

const NAMES: [&str; 7] = ["string", "number", "integer", "boolean", "object", "array", "null"];

/// What another name of a type means.
struct Meaning {
    /// The type; none where it is any.
    name: Option<&'static str>,
    format: Option<&'static str>,
}

/// Makes `type` an array. Names of other languages are read as what they mean there; one that means nothing is left out.
pub(super) fn lift(keywords: &mut Keywords, diagnostics: &mut Diagnostics) {
    let Some(node) = keywords.get(&Keyword::Type) else { return };
    let origin = node.origin;
    let written = match &node.value {
        Value::Array(items) => items.clone(),
        Value::String(_) => vec![node.clone()],
        _ => Vec::new(),
    };
    if written.is_empty() {
        let diagnostic = Diagnostic::warning(Code::InvalidValue, "`type` lists no type").at(origin, Part::Value);
        diagnostics.push(diagnostic.help("a value may have any type"));
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
        if let Some(Meaning { name: known, format: known_format }) = meaning {
            let known = known.filter(|known| !names.iter().any(|name: &Node| name.as_str() == Some(known)));
            names.extend(known.map(|known| Node::string(known, name.origin)));
            format = format.or(known_format);
        }
    }
    if names.is_empty() {
        keywords.shift_remove(&Keyword::Type);
    } else {
        keywords.insert(Keyword::Type, Node::new(Value::Array(names), origin));
    }
    if let Some(format) = format.filter(|_| !keywords.contains_key(&Keyword::Format)) {
        keywords.insert(Keyword::Format, Node::string(format, origin));
    }
}

fn report(name: &Node, meaning: Option<&Meaning>, diagnostics: &mut Diagnostics) {
    let found = name.as_str().map_or_else(|| name.kind().to_owned(), |name| format!("`{name}`"));
    let message = format!("{found} is no type of a schema");
    let repair = match meaning {
        Some(Meaning { name: Some(name), format: Some(format) }) => {
            format!("it is read as `{name}` of format `{format}`")
        }
        Some(Meaning { name: Some(name), format: None }) => format!("it is read as `{name}`"),
        Some(Meaning { name: None, .. }) => "it is any JSON value".to_owned(),
        None => "it is any JSON value; types are string, number, integer, boolean, object, array and null".to_owned(),
    };
    diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(name.origin, Part::Value).help(repair));
}

fn meaning(name: &Node) -> Option<Meaning> {
    // `type: [string, null]` in YAML.
    if name.value == Value::Null {
        return Some(Meaning { name: Some("null"), format: None });
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
        "any" | "mixed" | "*" => return Some(Meaning { name: None, format: None }),
        other => (grammar::meant(other, NAMES)?, None),
    };
    Some(Meaning { name: Some(name), format })
}
