//! Arrays with a schema for each place.

use super::{Composer, row};
use crate::bundle::RawSchema;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, SchemaId, SpanTarget as Place, Value};
use crate::limits;
use crate::spec::{InstanceType, Keyword, Keywords, UNIONS};

impl Composer<'_> {
    /// Leaves `prefixItems` only where every array has just these places, so that it is a tuple. Others are arrays of
    /// the union of all their items (JSON Schema 2020-12, Applicators, section 10.3.1).
    pub(super) fn places(&mut self, id: SchemaId, mut keywords: Keywords) -> Keywords {
        let Some(node) = keywords.get(&Keyword::PrefixItems).filter(|_| may_be_array(&keywords)).cloned() else {
            return keywords;
        };
        let places = node.as_array().unwrap_or_default().len();
        let count = |keyword: Keyword| match keywords.get(&keyword).map(|node| &node.value) {
            Some(Value::Number(number)) => number.as_f64(),
            _ => None,
        };
        let no_more = count(Keyword::MaxItems).is_some_and(|most| most <= places as f64)
            || keywords.get(&Keyword::Items).and_then(Node::as_schema).is_some_and(|items| self.is_never(items))
            || forbids_others(self.table.get(id), &keywords);
        let no_less = count(Keyword::MinItems).is_some_and(|fewest| fewest >= places as f64);
        // A tuple of Rust has one length. An array that may be shorter or longer is a list of what may stand in it,
        // which holds each valid value.
        if no_more && no_less && (1..=limits::TUPLE_PLACES).contains(&places) {
            keywords.shift_remove(&Keyword::Items);
            keywords.shift_remove(&Keyword::UnevaluatedItems);
            return keywords;
        }
        keywords.shift_remove(&Keyword::PrefixItems);
        if no_more {
            keywords.shift_remove(&Keyword::UnevaluatedItems);
        }
        // In XML they have names of their own.
        self.places.insert(id, node.as_array().unwrap_or_default().iter().filter_map(Node::as_schema).collect());
        let array = || row::list(vec![Node::string("array", node.origin)], node.origin);
        keywords.entry(Keyword::Type).or_insert_with(array);
        let rest = keywords.shift_remove(&Keyword::Items).filter(|_| !no_more);
        if rest.is_none() && !no_more {
            let message = "the items of this array after the first ones may be anything";
            let diagnostic = Diagnostic::warning(Code::LooserType, message).at(node.origin, Place::Key);
            self.diagnostics.push(
                diagnostic
                    .with_note("its items are any JSON values")
                    .help("add `items: false` and `minItems` if there are no others"),
            );
            return keywords;
        }
        let members = node.as_array().unwrap_or_default().iter().cloned().chain(rest).collect();
        let union = Keywords::from_iter([(Keyword::AnyOf, row::list(members, node.origin))]);
        let items = self.add(id, node.origin, union);
        keywords.insert(Keyword::Items, row::member(items, node.origin));
        keywords
    }

    /// Returns `true` if a schema allows nothing: it is `false`, or made of several one of which is.
    fn is_never(&self, id: SchemaId) -> bool {
        let is_false = |id: SchemaId| {
            let row = self.table.get(id);
            // `false` is the same as `{"not": {}}` (JSON Schema 2020-12, "Core", section 4.3.2).
            let not = row.schema(Keyword::Not).filter(|_| row.keywords.len() == 1);
            not.is_some_and(|not| self.table.get(not).keywords.is_empty())
        };
        is_false(id) || self.members.get(&id).is_some_and(|members| members.iter().any(|id| is_false(*id)))
    }
}

/// Returns `true` if a schema forbids all items that its parts say nothing of. What a part says of it counts for that part alone.
fn forbids_others(schema: &RawSchema, merged: &Keywords) -> bool {
    let is_evaluated = [Keyword::Items, Keyword::Contains].iter().any(|keyword| merged.contains_key(keyword));
    schema.get(Keyword::UnevaluatedItems).is_some_and(|node| node.as_bool() == Some(false)) && !is_evaluated
}

/// Returns `true` if the values are arrays by their type, or without one by their keywords.
fn may_be_array(keywords: &Keywords) -> bool {
    let is_of_objects = |keyword: &Keyword| keyword.about() == Some(InstanceType::Object);
    let types = row::types(keywords);
    let is_other = |keyword: &Keyword| is_of_objects(keyword) || UNIONS.contains(keyword);
    types.contains(&"array") || types.is_empty() && !keywords.keys().any(is_other)
}
