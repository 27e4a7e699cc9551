//! The types of a model as one would write them by hand, with the derive macros of serde or without any codec.

use std::fmt::{self, Write};

use super::model::{Field, Kind, Model};

/// By what means the types are read and written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Codec {
    /// The derive macros of serde.
    Derived,
    /// None at all.
    None,
}

/// The source of the types.
pub(super) fn source(model: &Model, codec: Codec) -> Result<String, fmt::Error> {
    let mut out = String::from("//! Types.\n#![allow(missing_docs, clippy::all)]\n");
    for (number, fields) in model.structs.iter().enumerate() {
        structure(&mut out, codec, number, fields, model.has_default(number))?;
    }
    for (number, count) in model.enums.iter().enumerate() {
        enumeration(&mut out, codec, number, *count)?;
    }
    for (number, [first, second]) in model.unions.iter().enumerate() {
        derive(&mut out, codec, "Clone, Debug, PartialEq")?;
        attribute(&mut out, codec, "untagged")?;
        writeln!(out, "pub enum Choice{number} {{ First(Item{first}), Second(Item{second}), Text(String) }}")?;
    }
    Ok(out)
}

fn structure(out: &mut String, codec: Codec, number: usize, fields: &[Field], has_default: bool) -> fmt::Result {
    derive(out, codec, if has_default { "Clone, Debug, Default, PartialEq" } else { "Clone, Debug, PartialEq" })?;
    writeln!(out, "pub struct Item{number} {{")?;
    for (index, field) in fields.iter().enumerate() {
        let ty = name(field.kind);
        if field.required {
            writeln!(out, "    pub field_{index}: {ty},")?;
        } else {
            attribute(out, codec, "skip_serializing_if = \"Option::is_none\"")?;
            writeln!(out, "    pub field_{index}: Option<{ty}>,")?;
        }
    }
    writeln!(out, "}}")
}

fn enumeration(out: &mut String, codec: Codec, number: usize, count: usize) -> fmt::Result {
    derive(out, codec, "Clone, Debug, PartialEq")?;
    writeln!(out, "pub enum Kind{number} {{")?;
    for value in 0..count {
        attribute(out, codec, &format!("rename = \"value-{value}\""))?;
        writeln!(out, "    Value{value},")?;
    }
    attribute(out, codec, "untagged")?;
    writeln!(out, "    Unknown(String),\n}}")
}

fn derive(out: &mut String, codec: Codec, traits: &str) -> fmt::Result {
    let codec = if codec == Codec::Derived { ", serde::Deserialize, serde::Serialize" } else { "" };
    writeln!(out, "#[derive({traits}{codec})]")
}

/// An attribute for the derive macros.
fn attribute(out: &mut String, codec: Codec, attribute: &str) -> fmt::Result {
    match codec {
        Codec::Derived => writeln!(out, "#[serde({attribute})]"),
        Codec::None => Ok(()),
    }
}

fn name(kind: Kind) -> String {
    match kind {
        Kind::Text => "String".to_owned(),
        Kind::Integer => "i64".to_owned(),
        Kind::Number => "f64".to_owned(),
        Kind::Boolean => "bool".to_owned(),
        Kind::Texts => "Vec<String>".to_owned(),
        Kind::Struct(number) => format!("Item{number}"),
        Kind::Structs(number) => format!("Vec<Item{number}>"),
        Kind::Enum(number) => format!("Kind{number}"),
        Kind::Union(number) => format!("Choice{number}"),
    }
}
