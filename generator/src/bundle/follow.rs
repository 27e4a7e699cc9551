//! Follows references outside of schemas, and links those of schemas.

use std::collections::HashSet;

use super::references::{Target, Told};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part, SchemaId, Value};
use crate::grammar::{Kind, Shape, meant};
use crate::spec::Keyword;

impl Walk<'_, '_> {
    /// Walks an object that others may refer to. It is walked once: its schemas are rows of the table, and a second
    /// walk would make them twice.
    pub(super) fn component(&mut self, node: &Node, shape: &'static Shape) -> Node {
        if let Some(known) = self.settled.get(&self.at) {
            return known.clone();
        }
        let walked = self.object(node, shape);
        let shared = self.at.tokens().first().is_some_and(|section| section != "paths");
        if shared {
            self.settled.insert(self.at.clone(), walked.clone());
        }
        walked
    }

    /// Walks what a reference leads to, along others if it has to. The origin is that of the target; what stands beside
    /// the references is taken over where the specification says so.
    pub(super) fn follow(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let (at, base) = (self.at.clone(), self.base.clone());
        let mut hops: Vec<Target> = Vec::new();
        let mut walked = self.destination(node, &mut hops, kind);
        while let Some(hop) = hops.pop() {
            self.at = hop.pointer.clone();
            self.base = hop.base.clone();
            walked = walked.map(|walked| self.beside(walked, hop.node(), kind));
            if let Some(walked) = &walked {
                self.settled.insert(hop.pointer, walked.clone());
            }
        }
        self.at = at;
        self.base = base;
        walked.map(|walked| self.beside(walked, node, kind))
    }

    /// Walks the end of a chain of references, whose other members are pushed to the hops.
    fn destination(&mut self, node: &Node, hops: &mut Vec<Target>, kind: Kind) -> Option<Node> {
        let mut seen = HashSet::new();
        let mut reference = self.reference(node)?;
        loop {
            let target = self.target(&reference);
            let target = self.told(target)?;
            if let Some(known) = self.settled.get(&target.pointer) {
                return Some(known.clone());
            }
            if !seen.insert(target.pointer.clone()) || self.following.contains(&target.pointer) {
                let message = format!("`{}` leads back to itself", target.pointer);
                self.circular(&reference, message);
                return None;
            }
            if target.node().get("$ref").is_some() && !is_entries(kind, target.node()) {
                reference = target.node().get("$ref")?.clone();
                self.base = target.base.clone();
                hops.push(target);
                continue;
            }
            return self.walk_target(target, &reference, kind);
        }
    }

    /// The reference that an object is.
    fn reference(&mut self, node: &Node) -> Option<Node> {
        if let Some(reference) = node.get("$ref") {
            return Some(reference.clone());
        }
        let (key, entry) = misspelt(node)?;
        let message = format!("a reference has no key `{key}`");
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, Part::Key);
        self.diagnostics.push(diagnostic.help("it is read as `$ref`"));
        Some(entry.clone())
    }

    fn walk_target(&mut self, target: Target, reference: &Node, kind: Kind) -> Option<Node> {
        /// Objects that refer to others which refer to others, and so on; documents for people nest a few of them.
        const DEEPEST: usize = 64;
        if self.following.len() > DEEPEST {
            self.circular(reference, format!("`{}` refers on and on", target.pointer));
            return None;
        }
        self.following.push(target.pointer.clone());
        let walked = self.standing_at(&target, |walk| walk.value(target.node(), kind));
        self.following.pop();
        if let Some(walked) = &walked {
            self.settled.insert(target.pointer, walked.clone());
        }
        walked
    }

    /// Does something as if the walk stood elsewhere.
    pub(super) fn standing_at<T>(&mut self, target: &Target, work: impl FnOnce(&mut Self) -> T) -> T {
        let at = std::mem::replace(&mut self.at, target.pointer.clone());
        let base = std::mem::replace(&mut self.base, target.base.clone());
        let result = work(self);
        self.at = at;
        self.base = base;
        result
    }

    fn circular(&mut self, reference: &Node, message: String) {
        self.diagnostics.push(Diagnostic::error(Code::CircularReference, message).at(reference.origin, Part::Value));
    }

    /// Follows a reference where the specification has none.
    pub(super) fn misplaced(&mut self, node: &Node, kind: Kind, expected: &str) -> Option<Node> {
        let reference = node.get("$ref")?;
        let message = format!("the specification has no reference in place of {expected}; it is followed");
        self.diagnostics.push(Diagnostic::warning(Code::MisplacedReference, message).at(reference.origin, Part::Key));
        self.follow(node, kind)
    }

    /// What a reference leads to, with the keys beside it.
    ///
    /// `summary` and `description` replace those of the target (OAS 3.1.1, "Reference Object"; earlier versions ignore
    /// them, and tools do not). A Path Item has keys of its own beside its `$ref` ("Path Item Object"); the specification
    /// leaves open what the same key in both means.
    fn beside(&mut self, target: Node, node: &Node, kind: Kind) -> Node {
        let (Kind::Object(shape) | Kind::OrReference(shape)) = kind else { return target };
        if node.get("$ref").is_none() {
            return target; // it is misspelt, and alone
        }
        let siblings = node.as_object().into_iter().flatten().filter(|(key, _)| *key != "$ref");
        let siblings: Object = siblings.map(|(key, sibling)| (key.clone(), sibling.clone())).collect();
        if siblings.keys().all(|key| key.starts_with("x-")) {
            return target;
        }
        let is_path_item = shape.name == "Path Item";
        let (taken, ignored): (Object, Object) = siblings.into_iter().partition(|(key, _)| {
            let documents = matches!(key.as_str(), "summary" | "description") && shape.field(key).is_some();
            documents || is_path_item || key.starts_with("x-")
        });
        for (key, sibling) in &ignored {
            let message = format!("`{key}` beside `$ref` has no effect");
            let diagnostic = Diagnostic::warning(Code::ReferenceSibling, message).at(sibling.origin, Part::Key);
            self.diagnostics.push(diagnostic.help("what the reference leads to is used as it is"));
        }
        let own = self.members(&Node::new(Value::Object(taken), node.origin), shape);
        self.merged(target, own, is_path_item)
    }

    fn merged(&mut self, mut target: Node, own: Object, warns: bool) -> Node {
        let Value::Object(members) = &mut target.value else { return target };
        for (key, sibling) in own {
            let documents = matches!(key.as_str(), "summary" | "description") || key.starts_with("x-");
            if warns && !documents && members.contains_key(&key) {
                let message = format!("`{key}` stands here and in what `$ref` leads to");
                let diagnostic = Diagnostic::warning(Code::ReferenceSibling, message).at(sibling.origin, Part::Key);
                self.diagnostics.push(diagnostic.help("the one here is used"));
            }
            members.insert(key, sibling);
        }
        target
    }

    /// Links the `$ref` of every schema, and the `mapping` of every discriminator, to the rows that they lead to.
    pub(super) fn settle_schema_references(&mut self) {
        loop {
            while let Some((id, reference, base)) = self.pending.pop_front() {
                self.base = base;
                let target = self.referenced_schema(&reference);
                if let Some(target) = self.told(target) {
                    let node = Node::new(Value::Schema(target), reference.origin);
                    self.table.get_mut(id).keywords.insert(Keyword::Ref, node);
                }
            }
            let Some((id, base)) = self.mapped.pop() else { break };
            self.base = base;
            self.settle_mapping(id);
        }
    }

    /// The row of the schema that a reference leads to. Targets which no table of the grammar calls a schema
    /// (extensions, examples) become one by being referred to.
    pub(super) fn referenced_schema(&mut self, reference: &Node) -> Told<SchemaId> {
        let target = self.target(reference)?;
        Ok(self.schema_at(&target))
    }

    pub(super) fn schema_at(&mut self, target: &Target) -> SchemaId {
        match self.pointers.get(&target.pointer) {
            Some(id) => *id,
            None => self.standing_at(target, |walk| walk.schema(target.node())),
        }
    }
}

/// The only member of an object, where its key was meant to be `$ref`.
pub(super) fn misspelt(node: &Node) -> Option<(&String, &Node)> {
    let (key, entry) = node.as_object().filter(|object| object.len() == 1)?.first()?;
    let leads = entry.as_str().is_some_and(|text| text.contains('#'));
    (leads && meant(key, ["$ref"]).is_some()).then_some((key, entry))
}

/// Whether a node with a key `$ref` is a collection with an entry of that name, and no reference.
pub(super) fn is_entries(kind: Kind, node: &Node) -> bool {
    matches!(kind, Kind::Map(_)) && node.get("$ref").is_some_and(|reference| reference.as_str().is_none())
}
