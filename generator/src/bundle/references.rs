//! Follows references outside of schemas, and links those of schemas.

use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Pointer, SchemaId, Value};
use crate::grammar::{Shape, nearest};

impl Walk<'_> {
    /// Walks an object that may be a Reference Object; the reference is replaced by what it leads to, whose origin is
    /// kept.
    pub(super) fn referable(&mut self, node: &Node, shape: &'static Shape) -> Option<Node> {
        let Some(reference) = node.get("$ref") else {
            return Some(self.component(node, shape));
        };
        let pointer = match self.local_pointer(reference) {
            Ok(pointer) => pointer,
            Err(diagnostic) => {
                self.diagnostics.push(diagnostic);
                return None;
            }
        };
        if let Some(known) = self.settled.get(&pointer) {
            return Some(known.clone());
        }
        /// A chain of references longer than this is made to be long.
        const LONGEST: usize = 64;
        if self.following.contains(&pointer) || self.following.len() > LONGEST {
            let message = format!("`{pointer}` leads back to itself, or on and on");
            self.diagnostics
                .push(Diagnostic::error(Code::CircularReference, message).at(reference.origin, Part::Value));
            return None;
        }
        let Some(target) = lookup(self.root, &pointer) else {
            let diagnostic = self.unresolved(reference, &pointer);
            self.diagnostics.push(diagnostic);
            return None;
        };
        let here = std::mem::replace(&mut self.at, pointer.clone());
        self.following.push(pointer.clone());
        let walked = self.value(target, crate::grammar::Kind::OrReference(shape));
        self.following.pop();
        self.at = here;
        if let Some(walked) = &walked {
            self.settled.insert(pointer, walked.clone());
        }
        walked
    }

    /// Walks an object that others may refer to. It is walked once: its schemas are rows of the table, and a second
    /// walk would make them twice.
    fn component(&mut self, node: &Node, shape: &'static Shape) -> Node {
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

    /// Links the `$ref` of every schema, and the `mapping` of every discriminator, to the rows that they lead to.
    pub(super) fn settle_schema_references(&mut self) {
        loop {
            while let Some((id, reference)) = self.pending.pop() {
                match self.referenced_schema(&reference) {
                    Ok(target) => {
                        let node = Node::new(Value::Schema(target), reference.origin);
                        self.table.get_mut(id).keywords.insert("$ref".to_owned(), node);
                    }
                    Err(diagnostic) => self.diagnostics.push(diagnostic),
                }
            }
            let Some(id) = self.mapped.pop() else { break };
            self.settle_mapping(id);
        }
    }

    /// The row of the schema that a reference leads to. Targets which no table of the grammar calls a schema
    /// (extensions, examples) become one by being referred to.
    pub(super) fn referenced_schema(&mut self, reference: &Node) -> Result<SchemaId, Diagnostic> {
        let pointer = self.local_pointer(reference)?;
        if let Some(target) = self.pointers.get(&pointer) {
            return Ok(*target);
        }
        let Some(node) = lookup(self.root, &pointer) else {
            return Err(self.unresolved(reference, &pointer));
        };
        let here = std::mem::replace(&mut self.at, pointer);
        let target = self.schema(node);
        self.at = here;
        Ok(target)
    }

    /// The pointer of a reference within this document; what is wrong with any other one.
    fn local_pointer(&self, reference: &Node) -> Result<Pointer, Diagnostic> {
        let Some(text) = reference.as_str() else {
            let message = format!("expected a string, found {}", reference.kind());
            return Err(Diagnostic::error(Code::WrongKind, message).at(reference.origin, Part::Value));
        };
        if !text.starts_with('#') {
            let message = format!("`{text}` is another document");
            return Err(Diagnostic::error(Code::ExternalReference, message)
                .at(reference.origin, Part::Value)
                .help("only references within the document, which begin with `#`, are followed"));
        }
        Pointer::parse(text).ok_or_else(|| {
            let message = format!("`{text}` is not a JSON Pointer");
            Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value)
        })
    }

    fn unresolved(&mut self, reference: &Node, pointer: &Pointer) -> Diagnostic {
        let message = format!("there is nothing at `{pointer}`");
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value);
        /// A suggestion compares all names of the document with one. Where more than so many are wrong, it is not by
        /// misspelling.
        const MOST: usize = 20;
        if self.suggested.len() < MOST && !self.suggested.contains_key(pointer) {
            self.suggested.insert(pointer.clone(), suggestion(self.root, pointer));
        }
        match self.suggested.get(pointer) {
            Some(Some(meant)) => diagnostic.help(format!("did you mean `{meant}`?")),
            _ => diagnostic,
        }
    }
}

fn lookup<'a>(root: &'a Node, pointer: &Pointer) -> Option<&'a Node> {
    pointer.tokens().iter().try_fold(root, |node, token| match &node.value {
        Value::Object(object) => object.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The pointer with its first wrong token replaced by the nearest right one.
fn suggestion(root: &Node, pointer: &Pointer) -> Option<Pointer> {
    let mut good = Pointer::root();
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let next = good.child(token.as_str());
        if lookup(root, &next).is_some() {
            good = next;
            continue;
        }
        let keys = lookup(root, &good)?.as_object()?.keys().map(String::as_str);
        let mut meant = good.child(nearest(token, keys)?);
        for rest in &pointer.tokens()[depth + 1..] {
            meant.push(rest.as_str());
        }
        return lookup(root, &meant).is_some().then_some(meant);
    }
    None
}
