//! Schemas of several types: a union with a member for each.

use super::{Composer, row};
use crate::document::{Node, SchemaId};
use crate::spec::{InstanceType, Keyword, Keywords};

impl Composer<'_> {
    /// Parts a schema of several types; `null` beside one type stays there.
    pub(super) fn several(&mut self, id: SchemaId, mut keywords: Keywords) -> Keywords {
        let names: Vec<String> = row::types(&keywords).into_iter().map(str::to_owned).collect();
        let mut kinds: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
        if kinds.contains(&"number") {
            kinds.retain(|name| *name != "integer");
        }
        let made = [Keyword::Ref, Keyword::OneOf, Keyword::AnyOf, Keyword::Enum, Keyword::Const]
            .iter()
            .any(|keyword| keywords.contains_key(keyword));
        let Some(node) = keywords.get(&Keyword::Type).filter(|_| !made && names.len() > 1) else {
            return keywords;
        };
        let origin = node.origin;
        if ["string", "number", "boolean", "array", "object"].iter().all(|kind| kinds.contains(kind)) {
            keywords.shift_remove(&Keyword::Type);
            return keywords;
        }
        let null = names.iter().any(|name| name == "null");
        if let [kind] = kinds[..] {
            let types = [Some(kind), null.then_some("null")].into_iter().flatten();
            let types = types.map(|name| Node::string(name, origin)).collect();
            keywords.insert(Keyword::Type, row::list(types, origin));
            return keywords;
        }
        let (mut outer, inner): (Keywords, Keywords) =
            keywords.into_iter().partition(|(keyword, _)| keyword.is_annotation() || *keyword == Keyword::Not);
        let mut members = Vec::new();
        for kind in kinds {
            let mut own: Keywords = inner
                .iter()
                .filter(|(keyword, _)| speaks_of(**keyword, kind))
                .map(|(keyword, node)| (*keyword, node.clone()))
                .collect();
            own.insert(Keyword::Type, row::list(vec![Node::string(kind, origin)], origin));
            members.push(self.add(id, origin, own));
        }
        if null {
            members.push(self.null(id, origin));
        }
        let members = members.into_iter().map(|id| row::member(id, origin)).collect();
        outer.insert(Keyword::AnyOf, row::list(members, origin));
        outer
    }
}

/// Returns `true` if a keyword is about values of a type, or about all (JSON Schema 2020-12, "Validation", section 6).
fn speaks_of(keyword: Keyword, kind: &str) -> bool {
    match (keyword, keyword.about()) {
        (Keyword::Format, _) => matches!(kind, "string" | "number" | "integer"),
        (_, Some(InstanceType::Number)) => matches!(kind, "number" | "integer"),
        (_, Some(about)) => about.name() == kind,
        (_, None) => true,
    }
}
