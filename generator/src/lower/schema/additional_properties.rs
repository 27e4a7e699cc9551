//! Properties that an object does not declare.

use crate::collections::{IndexMap, IndexSet};

use super::SchemaReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget};
use crate::ir::{Hint, Type};
use crate::schema::{Additional, Object, Schema, matches_every_name};
use crate::spec::Keyword;

/// The properties that a schema does not declare.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum AdditionalProperties {
    /// Nothing: they may come, and are skipped.
    Unsaid,
    /// They must not come.
    Forbidden,
    /// They have values of this type.
    Typed(Type),
}

impl SchemaReader<'_> {
    /// Reads `additionalProperties`, `patternProperties` and `unevaluatedProperties` (JSON Schema 2020-12, Applicators, section
    /// 10.3.2); of a composed schema the last says the same as the first.
    pub(super) fn others(&mut self, schema: &Schema, object: &Object, hint: &Hint) -> AdditionalProperties {
        let additional = match (object.additional, object.unevaluated) {
            (Some(Additional::Allowed), _) => AdditionalProperties::Typed(Type::Any),
            (Some(Additional::Of(values)), _) => AdditionalProperties::Typed(self.lower(values, &hint.within("value"))),
            (Some(Additional::Forbidden), _) => AdditionalProperties::Forbidden,
            (None, Some(Additional::Allowed)) => AdditionalProperties::Typed(Type::Any),
            (None, Some(Additional::Of(values))) => {
                AdditionalProperties::Typed(self.lower(values, &hint.within("value")))
            }
            // `unevaluatedProperties: false` does not forbid what a condition declares. So the properties of conditions
            // are kept before the keyword is asked.
            _ if self.declares_by_condition(schema, object) => AdditionalProperties::Typed(Type::Any),
            (None, Some(Additional::Forbidden)) => AdditionalProperties::Forbidden,
            (None, None) => AdditionalProperties::Unsaid,
        };
        match &object.patterns {
            Some((patterns, origin)) => {
                let places = schema.places(Keyword::PatternProperties, *origin);
                self.patterns(patterns, places, additional, hint)
            }
            None => additional,
        }
    }

    /// Returns `true` if a schema declares properties for some values only (JSON Schema 2020-12, "Core", section 10.2.2).
    /// They are kept among those that it does not declare.
    fn declares_by_condition(&mut self, schema: &Schema, object: &Object) -> bool {
        let conditions = [Keyword::If, Keyword::Then, Keyword::Else].into_iter().flat_map(|key| schema.unused(key));
        let dependent = schema.unused(Keyword::DependentSchemas).filter_map(Node::as_object).flat_map(IndexMap::values);
        let declares = |condition: &Object| {
            condition.properties.keys().any(|name| !object.properties.contains_key(name))
                || condition.patterns.is_some()
        };
        let keyword = conditions.chain(dependent).find(|node| {
            let condition = node.as_schema().and_then(|id| self.registry.table.target(id).1.as_object());
            condition.is_some_and(declares)
        });
        if let Some(node) = keyword {
            let message = "this condition declares properties for some values only";
            let note = Diagnostic::note(Code::LooserType, message).at(node.origin, SpanTarget::Key);
            self.diagnostics.push(note.with_note("they are kept as any JSON values"));
        }
        keyword.is_some()
    }

    /// Names by pattern: typed where all values that may come have one type.
    fn patterns(
        &mut self,
        patterns: &IndexMap<String, SchemaId>,
        places: IndexSet<Origin>,
        additional: AdditionalProperties,
        hint: &Hint,
    ) -> AdditionalProperties {
        let mut types: Vec<Type> = Vec::new();
        let mut every = false;
        for (pattern, schema) in patterns {
            every |= matches_every_name(pattern);
            let ty = self.lower(*schema, &hint.within("value"));
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        match additional {
            AdditionalProperties::Typed(ty) if !every && !types.contains(&ty) => types.push(ty),
            AdditionalProperties::Unsaid if !every => types.push(Type::Any),
            _ => {}
        }
        match <[Type; 1]>::try_from(types) {
            Ok([one]) => AdditionalProperties::Typed(one),
            // A map of Rust has one type of values; which pattern a name matches is known only when it comes.
            Err(_) => {
                let message = "the types of these properties depend on their names";
                let finding = Diagnostic::warning(Code::LooserType, message);
                let finding = finding.with_note("they are kept as any JSON values");
                places
                    .into_iter()
                    .for_each(|origin| self.diagnostics.push(finding.clone().at(origin, SpanTarget::Key)));
                AdditionalProperties::Typed(Type::Any)
            }
        }
    }
}
