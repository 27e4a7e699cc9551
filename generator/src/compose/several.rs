//! Schemas of several types: a union with a member for each.

use super::{Composer, row};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, SchemaId, SpanTarget};
use crate::spec::{Keyword, Keywords};

impl Composer<'_> {
    /// Parts a schema of several types; `null` beside one type stays there.
    pub(super) fn several(&mut self, id: SchemaId, mut keywords: Keywords) -> Keywords {
        let names: Vec<String> = row::types(&keywords).into_iter().map(str::to_owned).collect();
        let mut kinds: Vec<&str> = names.iter().map(String::as_str).filter(|name| *name != "null").collect();
        // A number may be an integer; beside other types each keeps its kind.
        if kinds.iter().all(|name| matches!(*name, "number" | "integer")) && kinds.contains(&"number") {
            kinds.retain(|name| *name != "integer");
        }
        let made = [Keyword::Ref, Keyword::OneOf, Keyword::AnyOf, Keyword::Enum, Keyword::Const]
            .iter()
            .any(|keyword| keywords.contains_key(keyword));
        let Some(node) = keywords.get(&Keyword::Type).filter(|_| !made && names.len() > 1) else {
            return keywords;
        };
        let origin = node.origin;
        // All types named are no restriction, and a union of five variants would only make values harder to read.
        if ["string", "number", "boolean", "array", "object"].iter().all(|kind| kinds.contains(kind)) {
            if !names.iter().any(|name| name == "null") {
                let note = Diagnostic::note(Code::LooserType, "no Rust type excludes `null` alone");
                self.diagnostics.push(note.at(origin, SpanTarget::Value).with_note("the type is any JSON value"));
            }
            return keywords; // any value
        }
        if row::numeral(&names, keywords.get(&Keyword::Format).and_then(Node::as_str), &keywords).is_some() {
            return keywords;
        }
        let null = names.iter().any(|name| name == "null");
        if let [kind] = kinds[..] {
            let types = [Some(kind), null.then_some("null")].into_iter().flatten();
            let types = types.map(|name| Node::string(name, origin)).collect();
            keywords.insert(Keyword::Type, row::list(types, origin));
            return keywords;
        }
        // Keywords that say nothing of any of the types stay outside, where they are named.
        let stays = |keyword: Keyword| {
            keyword.is_annotation()
                || keyword == Keyword::Not
                || !kinds.iter().any(|kind| row::applies_to(keyword, kind))
        };
        let (mut outer, inner): (Keywords, Keywords) = keywords.into_iter().partition(|(keyword, _)| stays(*keyword));
        let mut members = Vec::new();
        for kind in kinds {
            let mut inner_keywords: Keywords = inner
                .iter()
                .filter(|(keyword, _)| row::applies_to(**keyword, kind))
                .map(|(keyword, node)| (*keyword, node.clone()))
                .collect();
            inner_keywords.insert(Keyword::Type, row::list(vec![Node::string(kind, origin)], origin));
            members.push(self.split(id, origin, inner_keywords));
        }
        if null {
            members.push(self.null(id, origin));
        }
        let members = members.into_iter().map(|id| row::member(id, origin)).collect();
        outer.insert(Keyword::AnyOf, row::list(members, origin));
        outer
    }
}
