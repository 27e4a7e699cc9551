//! Objects.

use indexmap::IndexMap;

use super::others::Others;
use super::types::Types;
use super::{docs, enumeration};
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::{Access, Constraints, Extra, Field, Hint, Presence, Struct, Type, TypeId, TypeKind};

impl Types<'_> {
    /// An object: a struct where properties are declared, a map where they are not.
    pub(super) fn object(&mut self, id: SchemaId, row: &Row, hint: &Hint, def: Option<TypeId>) -> Type {
        let declared = row.get("properties").and_then(Node::as_object);
        let required = self.required(row);
        let others = self.others(row, hint);
        if declared.is_none_or(IndexMap::is_empty) && required.is_empty() && others != Others::Forbidden {
            return match others {
                Others::Typed(Type::Any) | Others::Unsaid | Others::Forbidden => Type::AnyObject,
                Others::Typed(values) => Type::Map(Box::new(self.bounded(row, values))),
            };
        }
        self.structure(id, row, hint, def, others, &required)
    }

    fn structure(
        &mut self,
        id: SchemaId,
        row: &Row,
        hint: &Hint,
        def: Option<TypeId>,
        others: Others,
        required: &IndexMap<String, Origin>,
    ) -> Type {
        let def = def.unwrap_or_else(|| self.reserve(id, hint));
        let declared = row.get("properties").and_then(Node::as_object);
        let mut fields = Vec::new();
        for (name, node) in declared.into_iter().flatten() {
            let Some(schema) = node.as_schema() else { continue };
            self.note_default(def, fields.len(), schema);
            fields.push(self.field(name, schema, required.contains_key(name), hint));
        }
        for (name, origin) in required {
            if declared.is_none_or(|declared| !declared.contains_key(name)) {
                fields.push(Field {
                    origin: *origin,
                    name: name.clone(),
                    client_name: None,
                    ty: Type::Any,
                    file: None,
                    presence: Presence::Required,
                    access: Access::Both,
                    constraints: Constraints::default(),
                    description: None,
                    deprecated: false,
                    listed: Vec::new(),
                    default: None,
                });
            }
        }
        let closed = others == Others::Forbidden;
        let extra = match others {
            Others::Typed(values) => Extra::Kept(values),
            Others::Unsaid if self.options.keep_unknown_properties => Extra::Kept(Type::Any),
            Others::Forbidden if self.options.deny_unknown_properties => Extra::Refused,
            Others::Unsaid | Others::Forbidden => Extra::Ignored,
        };
        self.define(def, TypeKind::Struct(Struct { fields, extra, closed }));
        Type::Named(def)
    }

    fn field(&mut self, name: &str, schema: SchemaId, required: bool, hint: &Hint) -> Field {
        let row = self.schemas.get(schema);
        let ty = self.lower(schema, &hint.property(name));
        let access = self.access(schema);
        if access.is_none() {
            let message = format!("`{name}` is both readOnly and writeOnly, which leaves no direction to it");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(row.origin, Part::Key);
            self.diagnostics.push(diagnostic.help("it is optional in requests and in responses"));
        }
        let (ty, presence) = match (ty, required && access.is_some()) {
            (Type::Nullable(inner), true) => (*inner, Presence::RequiredNullable),
            (Type::Nullable(inner), false) => (*inner, Presence::OptionalNullable),
            (ty, true) => (ty, Presence::Required),
            (ty, false) => (ty, Presence::Optional),
        };
        Field {
            origin: row.origin,
            name: name.to_owned(),
            client_name: row.text("x-ms-client-name").filter(|name| !name.trim().is_empty()).map(str::to_owned),
            ty,
            file: self.file(schema),
            presence,
            access: access.unwrap_or_default(),
            constraints: self.constraints(schema),
            description: docs::property(self.schemas, schema),
            deprecated: row.flag("deprecated"),
            listed: enumeration::booleans(self.schemas.target(schema).1),
            default: None,
        }
    }

    /// Who sets a property: what its schema says, or one that it refers to, since an annotation of that one is about the same
    /// value (JSON Schema 2020-12, "Core", section 7.7.1). `None` where it is nobody (OAS 3.0.4, "Schema Object": a property
    /// must not be both `readOnly` and `writeOnly`).
    fn access(&self, schema: SchemaId) -> Option<Access> {
        let says = |keyword| docs::says(self.schemas, schema, keyword);
        match (says("readOnly"), says("writeOnly")) {
            (false, false) => Some(Access::Both),
            (true, false) => Some(Access::ReadOnly),
            (false, true) => Some(Access::WriteOnly),
            (true, true) => None,
        }
    }

    /// The names of required properties, each with its place. One that is not declared among the properties may have any value.
    fn required(&mut self, row: &Row) -> IndexMap<String, Origin> {
        let Some(node) = row.get("required") else {
            return IndexMap::new();
        };
        let names = node.as_array().unwrap_or_default();
        let mut required = IndexMap::new();
        for name in names {
            let Some(text) = name.as_str() else { continue };
            if required.contains_key(text) {
                continue;
            }
            if row.get("properties").and_then(|properties| properties.get(text)).is_none() {
                let message = format!("`{text}` is required, but it is none of the properties");
                let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(name.origin, Part::Value);
                self.diagnostics.push(diagnostic.help("it is a property with any JSON value"));
            }
            required.insert(text.to_owned(), name.origin);
        }
        required
    }
}
