//! Objects.

use super::SchemaReader;
use super::additional_properties::AdditionalProperties;
use super::enumeration;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Access, Constraints, Extra, Field, Hint, Presence, Struct, Type, TypeId, TypeKind};
use crate::lower::docs;
use crate::schema::{Object, Schema};

impl SchemaReader<'_> {
    /// An object: a struct where properties are declared, a map where they are not.
    pub(super) fn object(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        object: &Object,
        hint: &Hint,
        def: Option<TypeId>,
    ) -> Type {
        self.report_undeclared(object);
        let others = self.others(schema, object, hint);
        // An object that forbids everything is the empty struct and no map: `{}` is its one value.
        if object.properties.is_empty() && object.required.is_empty() && others != AdditionalProperties::Forbidden {
            return match others {
                AdditionalProperties::Typed(Type::Any)
                | AdditionalProperties::Unsaid
                | AdditionalProperties::Forbidden => Type::AnyObject,
                AdditionalProperties::Typed(values) => Type::Map(Box::new(self.bounded(schema, values))),
            };
        }
        self.structure(id, object, hint, def, others)
    }

    fn structure(
        &mut self,
        id: SchemaId,
        object: &Object,
        hint: &Hint,
        def: Option<TypeId>,
        others: AdditionalProperties,
    ) -> Type {
        let def = def.unwrap_or_else(|| self.registry.reserve(id, hint));
        let mut fields = Vec::new();
        for (name, schema) in &object.properties {
            self.registry.note_default(def, fields.len(), *schema);
            fields.push(self.field(name, *schema, object.required.contains_key(name), hint));
        }
        for (name, origin) in &object.required {
            if !object.properties.contains_key(name) {
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
        let closed = others == AdditionalProperties::Forbidden;
        let extra = match others {
            AdditionalProperties::Typed(values) => Extra::Kept(values),
            AdditionalProperties::Unsaid if self.options.keep_unknown_properties => Extra::Kept(Type::Any),
            AdditionalProperties::Forbidden if self.options.deny_unknown_properties => Extra::Refused,
            AdditionalProperties::Unsaid | AdditionalProperties::Forbidden => Extra::Ignored,
        };
        let undeclared = object.undeclared().filter(|_| matches!(extra, Extra::Kept(_)));
        let extra_file = undeclared.and_then(|values| self.file(values, &hint.within("value")));
        self.registry.define(def, TypeKind::Struct(Struct { fields, extra, extra_file, closed }));
        Type::Named(def)
    }

    fn field(&mut self, name: &str, schema: SchemaId, required: bool, hint: &Hint) -> Field {
        let row = self.registry.table.get(schema);
        let ty = self.lower(schema, &hint.property(name));
        let access = self.access(schema);
        if access.is_none() {
            let message = format!("`{name}` is both `readOnly` and `writeOnly`");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(row.origin, SpanTarget::Key);
            let diagnostic = diagnostic.with_note(format!("`{name}` is optional in requests and in responses"));
            self.diagnostics.push(diagnostic.help("remove one of the two"));
        }
        // `null` is taken from the type into the presence of the field. Absence and `null` are then told apart where
        // the document tells them apart.
        let (ty, presence) = match (ty, required && access.is_some()) {
            (Type::Nullable(inner), true) => (*inner, Presence::RequiredNullable),
            (Type::Nullable(inner), false) if self.null_as_absent.covers(schema) => (*inner, Presence::Optional),
            (Type::Nullable(inner), false) => (*inner, Presence::OptionalNullable),
            (ty, true) => (ty, Presence::Required),
            (ty, false) => (ty, Presence::Optional),
        };
        Field {
            origin: row.origin,
            name: name.to_owned(),
            client_name: row.annotations.client_name.clone(),
            ty,
            file: self.file(schema, &hint.property(name)),
            presence,
            access: access.unwrap_or_default(),
            constraints: self.registry.constraints(schema),
            description: docs::property(self.registry.table, schema),
            deprecated: row.annotations.deprecated,
            listed: enumeration::booleans(self.registry.table.target(schema).1),
            default: None,
        }
    }

    /// The side that sets a property. The schema says it, or one that it refers to, since that annotation applies to
    /// the same value (JSON Schema 2020-12, "Core", section 7.7.1). `None` if no side does (OAS 3.0.4, "Schema
    /// Object": a property must not be both `readOnly` and `writeOnly`).
    fn access(&self, schema: SchemaId) -> Option<Access> {
        let read_only = self.registry.table.chain(schema).any(|schema| schema.annotations.read_only);
        let write_only = self.registry.table.chain(schema).any(|schema| schema.annotations.write_only);
        match (read_only, write_only) {
            (false, false) => Some(Access::Both),
            (true, false) => Some(Access::ReadOnly),
            (false, true) => Some(Access::WriteOnly),
            (true, true) => None,
        }
    }

    /// Reports the required properties that are not declared. They may have any value.
    fn report_undeclared(&mut self, object: &Object) {
        for (name, origin) in object.required.iter().filter(|(name, _)| !object.properties.contains_key(*name)) {
            let message = format!("`{name}` is required, but `properties` does not declare it");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(*origin, SpanTarget::Value);
            self.diagnostics.push(
                diagnostic
                    .with_note(format!("`{name}` is a property of any JSON value"))
                    .help(format!("declare `{name}` under `properties`, or remove it from `required`")),
            );
        }
    }
}
