//! Properties that an object does not declare.

use indexmap::IndexMap;

use super::types::Types;
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Value};
use crate::ir::{Hint, Type};

/// What a schema says of properties that it does not declare.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Others {
    /// Nothing: they may come, and are skipped.
    Unsaid,
    /// They must not come.
    Forbidden,
    /// They have values of this type.
    Typed(Type),
}

/// Patterns that every name matches.
const EVERY: [&str; 8] = ["", ".*", "^.*$", ".+", "^.+$", "^.*", "^", "^[\\s\\S]*$"];

impl Types<'_> {
    /// Reads `additionalProperties`, `patternProperties` and `unevaluatedProperties` (JSON Schema 2020-12, Applicators, section
    /// 10.3.2); of a composed schema the last says the same as the first.
    pub(super) fn others(&mut self, row: &Row, hint: &Hint) -> Others {
        let of_all = row.get("additionalProperties");
        let additional = match of_all.or_else(|| row.get("unevaluatedProperties")).map(|node| &node.value) {
            Some(Value::Bool(true)) => Others::Typed(Type::Any),
            Some(Value::Schema(values)) => Others::Typed(self.lower(*values, &hint.within("value"))),
            Some(Value::Bool(false)) if of_all.is_some() => Others::Forbidden,
            _ if self.declares_by_condition(row) => Others::Typed(Type::Any),
            Some(Value::Bool(false)) => Others::Forbidden,
            _ => Others::Unsaid,
        };
        match row.get("patternProperties").filter(|node| node.as_object().is_some_and(|patterns| !patterns.is_empty()))
        {
            Some(patterns) => self.patterns(patterns, additional, hint),
            None => additional,
        }
    }

    /// Whether a schema declares properties for some values only (JSON Schema 2020-12, "Core", sections 10.2.2). They are kept
    /// among those that it does not declare.
    fn declares_by_condition(&mut self, row: &Row) -> bool {
        let conditions = ["if", "then", "else"].into_iter().filter_map(|keyword| row.get(keyword));
        let dependent = row.get("dependentSchemas").and_then(Node::as_object).into_iter().flat_map(IndexMap::values);
        let found = conditions.chain(dependent).find(|node| {
            let schema = node.as_schema().map(|id| self.schemas.target(id).1);
            let declared = schema.and_then(|schema| schema.get("properties")?.as_object());
            let is_own = |name: &str| row.get("properties").is_some_and(|own| own.get(name).is_some());
            declared.into_iter().flat_map(IndexMap::keys).any(|name| !is_own(name))
        });
        if let Some(node) = found {
            let message = "the properties that this condition declares are kept as any JSON values";
            self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(node.origin, Part::Key));
        }
        found.is_some()
    }

    /// Names by pattern: typed where all values that may come have one type.
    fn patterns(&mut self, node: &Node, additional: Others, hint: &Hint) -> Others {
        let mut types: Vec<Type> = Vec::new();
        let mut every = false;
        for (pattern, schema) in node.as_object().into_iter().flatten() {
            let Some(schema) = schema.as_schema() else { continue };
            every |= EVERY.contains(&pattern.as_str());
            let ty = self.lower(schema, &hint.within("value"));
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        match additional {
            Others::Typed(ty) if !every && !types.contains(&ty) => types.push(ty),
            Others::Unsaid if !every => types.push(Type::Any),
            _ => {}
        }
        match <[Type; 1]>::try_from(types) {
            Ok([one]) => Others::Typed(one),
            Err(_) => {
                let message = "properties whose type depends on their name are kept as any JSON values";
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Key));
                Others::Typed(Type::Any)
            }
        }
    }
}
