//! `allOf`, and `$ref` beside other keywords: one row that says what all of them say.

use super::combine::Combine;
use super::hierarchy::is_made_of_union;
use super::parts::Parts;
use super::{Composer, row};
use crate::document::{Node, Part as Place, SchemaId, Value};
use crate::spec::{Keyword, Keywords, Role};

/// Returns `true` if keywords that shape a type, or tell alternatives apart, stand beside a reference.
pub(super) fn is_beside(keywords: &Keywords) -> bool {
    let shapes = |keyword: Keyword, node: &Node| keyword == Keyword::Discriminator || !row::is_idle(keyword, node);
    keywords.get(&Keyword::Ref).is_some_and(|node| node.as_schema().is_some())
        && keywords.iter().any(|(keyword, node)| *keyword != Keyword::Ref && shapes(*keyword, node))
}

/// Whether a row is made of several.
pub(super) fn is_combined(keywords: &Keywords) -> bool {
    keywords.contains_key(&Keyword::AllOf) || is_beside(keywords)
}

impl Composer<'_> {
    /// One row of all that a row is made of.
    pub(super) fn merge(&mut self, id: SchemaId, keywords: Keywords) -> Keywords {
        let parts = self.parts(id, &keywords);
        for part in parts.list.iter().filter(|part| !part.referred && part.id != id) {
            self.table.absorb(part.id, id);
        }
        match self.alone(id, &parts) {
            Some(reference) => annotated(&parts, reference),
            None => self.combined(id, parts),
        }
    }

    /// The one reference of a schema that says nothing else which shapes values: most uses of `allOf` are no more than
    /// a reference with a description. A subtype is no other name for the union that it is a member of.
    fn alone(&self, id: SchemaId, parts: &Parts) -> Option<Node> {
        let [(to, origin)] = parts.references.as_slice() else {
            return None;
        };
        if parts.circle.is_some() || self.is_subtype(id, *to) {
            return None;
        }
        let mut own = parts.list.iter().filter(|part| !part.referred);
        if own.any(|part| part.keywords.contains_key(&Keyword::Discriminator)) && is_made_of_union(self.table, *to) {
            return None;
        }
        let target = row::target(self.table, *to).1;
        let types = row::types(&target.keywords);
        let is_made =
            target.keywords.keys().any(|keyword| matches!(keyword.role(), Role::Reference | Role::Combination));
        let mut own = parts.list.iter().filter(|part| !part.referred);
        let says_nothing = own.all(|part| {
            let own = row::types(&part.keywords);
            let repeats = own == types || own == ["object"] && (types.is_empty() || is_made);
            part.keywords
                .iter()
                .all(|(keyword, node)| *keyword == Keyword::Type && repeats || row::is_idle(*keyword, node))
        });
        says_nothing.then(|| Node::new(Value::Schema(*to), *origin))
    }

    /// Several schemas as one.
    fn combined(&mut self, id: SchemaId, parts: Parts) -> Keywords {
        if let Some(origin) = parts.circle {
            self.approximated(origin, Place::Value, "this schema is made of itself: that part of it is left out");
        }
        let null = says_null(&parts);
        let mut combine = Combine::new(id);
        for part in parts.list {
            combine.add_part(self, part);
        }
        let mut keywords = combine.finish(self);
        if let Some(null) = null {
            add_null(&mut keywords, null);
        }
        keywords
    }
}

/// `null` of a schema that allows it itself, beside members that do not say so: documents mean that `null` may come.
fn says_null(parts: &Parts) -> Option<Node> {
    let own = parts.list.iter().filter(|part| !part.referred);
    let mut types = own.filter_map(|part| part.keywords.get(&Keyword::Type).and_then(Node::as_array)).flatten();
    types.find(|name| name.as_str() == Some("null")).cloned()
}

/// Adds `null` to the types of a schema that names types.
pub(super) fn add_null(keywords: &mut Keywords, null: Node) {
    if let Some(Value::Array(types)) = keywords.get_mut(&Keyword::Type).map(|node| &mut node.value)
        && !types.iter().any(|name| name.as_str() == Some("null"))
    {
        types.push(null);
    }
}

/// A reference with all annotations around it; those further out count.
fn annotated(parts: &Parts, reference: Node) -> Keywords {
    let mut keywords = Keywords::from([(Keyword::Ref, reference)]);
    for part in parts.list.iter().filter(|part| !part.referred) {
        for (keyword, node) in part.keywords.iter().filter(|(keyword, _)| keyword.is_annotation()) {
            keywords.insert(*keyword, node.clone());
        }
    }
    keywords
}
