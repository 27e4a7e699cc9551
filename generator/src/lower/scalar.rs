//! Scalars and their formats.

use crate::bundle::Row;
use crate::ir::{IntKind, Type};

/// The type of a scalar schema. Formats that are not known, or that stand on another type than they are made for, leave
/// the type as it is (OAS 3.0.4, "Data Type Format").
pub(super) fn scalar(name: &str, row: &Row) -> Type {
    match (name, row.text("format")) {
        ("string", _) => Type::String,
        ("boolean", _) => Type::Bool,
        ("integer", Some("int32" | "int16" | "int8")) => Type::Int(IntKind::I32),
        ("integer", Some("uint32" | "uint16" | "uint8")) => Type::Int(IntKind::U32),
        ("integer", Some("uint64")) => Type::Int(IntKind::U64),
        ("integer", _) => Type::Int(IntKind::I64),
        ("number", Some("float")) => Type::Float32,
        ("number", _) => Type::Float64,
        _ => Type::Any,
    }
}
