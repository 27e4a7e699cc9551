//! Lists of values.

use crate::collections::HashSet;

use super::SchemaReader;
use crate::document::{Node, SchemaId, Value};
use crate::ir::{EnumValues, Hint, Type, TypeId, TypeKind};
use crate::schema::{EnumBase, Form, ListedValues, Schema};
use crate::{ir, schema};

/// The one boolean that a schema lists, as text.
pub(super) fn booleans(schema: &Schema) -> Vec<String> {
    let listed = schema.listed().into_iter().flat_map(|listed| &listed.values);
    listed.filter_map(|value| value.value.as_bool()).map(|value| value.to_string()).collect()
}

impl SchemaReader<'_> {
    /// An enum of listed values.
    pub(super) fn enumeration(
        &mut self,
        id: SchemaId,
        schema: &Schema,
        list: &schema::Enum,
        hint: &Hint,
        def: Option<TypeId>,
    ) -> Type {
        let values = self.enum_of(schema, list);
        let def = def.unwrap_or_else(|| self.inline_enum(id, list, hint, &values));
        self.registry.define(def, TypeKind::Enum(values));
        Type::Named(def)
    }

    fn enum_of(&mut self, schema: &Schema, list: &schema::Enum) -> ir::Enum {
        ir::Enum { values: values(list), closed: self.closes(schema, &list.listed) }
    }

    /// Lets the enums within other schemas find a named one that they are equal to.
    pub(super) fn named_enum(&mut self, def: TypeId, schema: &Schema) {
        let Form::Enum(list) = &schema.form else { return };
        let Some(name) = &list.listed.name else { return };
        let values = self.enum_of(schema, list);
        self.registry.define(def, TypeKind::Enum(values));
        self.enums.entry(name.clone()).or_default().push(def);
    }

    /// The id of an enum within another schema: a new one, unless the document gives it the name of an equal one.
    fn inline_enum(&mut self, id: SchemaId, list: &schema::Enum, hint: &Hint, values: &ir::Enum) -> TypeId {
        let Some(name) = &list.listed.name else {
            return self.registry.reserve(id, hint);
        };
        let same_name = self.enums.get(name).into_iter().flatten().copied();
        let equal = same_name
            .into_iter()
            .find(|same_name| self.registry.def(*same_name).kind == TypeKind::Enum(values.clone()));
        // `x-ms-enum` gives one name to enums at many places. They are one type where they list the same values, and
        // two that differ keep apart.
        equal.unwrap_or_else(|| {
            let def = self.registry.reserve(id, &Hint::schema(name));
            self.enums.entry(name.clone()).or_default().push(def);
            def
        })
    }
}

/// The values of a list.
pub(super) fn values(list: &schema::Enum) -> EnumValues {
    match list.base {
        EnumBase::Text(_) => EnumValues::Strings(unique(&list.listed, |node| node.as_str().map(str::to_owned))),
        EnumBase::Integer(_) => EnumValues::Integers(unique(&list.listed, integer)),
    }
}

/// Values without repetition, each with its proposed name.
fn unique<T: Eq + std::hash::Hash + Clone>(
    listed: &ListedValues,
    read: impl Fn(&Node) -> Option<T>,
) -> Vec<(T, Option<String>)> {
    let mut seen = HashSet::default();
    let values = listed.values.iter().filter_map(|value| Some((read(&value.value)?, value.name.clone())));
    values.filter(|(value, _)| seen.insert(value.clone())).collect()
}

fn integer(node: &Node) -> Option<i64> {
    match &node.value {
        Value::Number(number) => number.as_i64(),
        _ => None,
    }
}
