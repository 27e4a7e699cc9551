//! Lines of the configuration that make a schema fit its example.

use super::bodies::Bodies;
use super::whole_numbers;
use crate::document::SchemaId;
use crate::schema::{Schema, SchemaTable};

/// Any JSON value, as an override.
pub(super) const ANY: &str = "::callsmith_runtime::JsonValue";

/// The correction of a schema that does not allow its example.
#[derive(Clone, Debug)]
pub(super) enum Remedy {
    /// Another type.
    Type { pointer: String, rust: &'static str },
    /// The text as it is, in place of its format.
    Text { pointer: String },
    /// Null beside the type.
    Nullable { pointer: String },
    /// A property that may be absent.
    Optional { pointer: String },
    /// Doubles in place of integers.
    Doubles(SchemaId),
}

impl Remedy {
    pub(super) fn of_type(row: &Schema, rust: &'static str) -> Self {
        Self::Type { pointer: row.pointer.to_string(), rust }
    }

    /// Returns `true` if the other type is any JSON value.
    pub(super) fn is_any(&self) -> bool {
        matches!(self, Self::Type { rust, .. } if *rust == ANY)
    }

    /// The line to write.
    pub(super) fn line(&self, schemas: &SchemaTable, bodies: &Bodies) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        match self {
            Self::Type { pointer, rust } => format!("{} = {}", quoted(pointer), quoted(rust)),
            Self::Text { pointer } => format!("{} = \"String\"", quoted(pointer)),
            Self::Nullable { pointer } => format!("nullable = [{}]", quoted(pointer)),
            Self::Optional { pointer } => format!("optional = [{}]", quoted(pointer)),
            Self::Doubles(id) => match bodies.operation(schemas, *id) {
                Some(operation) => whole_numbers::line(operation),
                None => whole_numbers::line(&schemas.get(*id).pointer.to_string()),
            },
        }
    }

    /// The line, and what comes of it.
    pub(super) fn advice(&self, schemas: &SchemaTable, bodies: &Bodies) -> String {
        let line = self.line(schemas, bodies);
        match self {
            Self::Type { .. } | Self::Text { .. } => {
                format!("`{line}` under `[override]` in callsmith.toml gives the schema its type")
            }
            Self::Nullable { .. } | Self::Optional { .. } => format!("`{line}` in callsmith.toml allows it"),
            Self::Doubles(_) => {
                format!("`{line}` in callsmith.toml reads integers as doubles, in requests and responses")
            }
        }
    }
}
