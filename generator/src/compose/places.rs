//! Arrays with a schema for each place.

use super::{Composer, row};
use crate::document::{Node, Object, Part as Place, SchemaId, Value};

/// Where the places of an array are kept that is no tuple: in XML they have names of their own. No document has this key.
pub(crate) const PLACES: &str = "$places";

/// Longer tuples lack traits that types need.
const LONGEST: usize = 12;

impl Composer<'_> {
    /// Leaves `prefixItems` only where every array has just these places, so that it is a tuple; others are arrays of the
    /// union of what may stand in them (JSON Schema 2020-12, Applicators, section 10.3.1).
    pub(super) fn places(&mut self, id: SchemaId, mut keywords: Object) -> Object {
        let Some(node) = keywords.get("prefixItems").cloned() else {
            return keywords;
        };
        let places = node.as_array().unwrap_or_default().len();
        let count = |keyword: &str| match keywords.get(keyword).map(|node| &node.value) {
            Some(Value::Number(number)) => number.as_f64(),
            _ => None,
        };
        let no_more = count("maxItems").is_some_and(|most| most <= places as f64)
            || keywords.get("items").and_then(Node::as_schema).is_some_and(|items| self.is_never(items));
        let no_less = count("minItems").is_some_and(|fewest| fewest >= places as f64);
        if no_more && no_less && (1..=LONGEST).contains(&places) {
            keywords.shift_remove("items");
            return keywords;
        }
        keywords.shift_remove("prefixItems");
        keywords.insert(PLACES.to_owned(), node.clone());
        let rest = keywords.shift_remove("items").filter(|_| !no_more);
        if rest.is_none() && !no_more {
            let message = "an array whose further items may be anything becomes an array of any JSON values";
            self.approximated(node.origin, Place::Key, message);
            return keywords;
        }
        let members = node.as_array().unwrap_or_default().iter().cloned().chain(rest).collect();
        let union = Object::from([("anyOf".to_owned(), row::list(members, node.origin))]);
        let items = self.add(id, node.origin, union);
        keywords.insert("items".to_owned(), row::member(items, node.origin));
        keywords
    }

    /// Whether a schema allows nothing (`false`).
    fn is_never(&self, id: SchemaId) -> bool {
        let row = self.table.get(id);
        row.keywords.len() == 1 && row.schema("not").is_some_and(|not| self.table.get(not).keywords.is_empty())
    }
}
