//! Schema resources: what `$id`, `$self` and anchors name.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::walk::Walk;
use crate::document::{Address, Document, Node, Pointer, Value};

/// What references are relative to: a document, or a schema in it with an `$id` (JSON Schema Core 2020-12, sections 4.3.5
/// and 9.3).
#[derive(Debug)]
pub(super) struct Resource {
    pub(super) document: Rc<Document>,
    pub(super) address: Address,
    /// Where it begins in the document.
    pub(super) root: Pointer,
}

/// The names that a document gives to places in it.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// Embedded resources by address.
    resources: Vec<(Address, Pointer)>,
    /// Places by the root of their resource and `$anchor` or `$dynamicAnchor`.
    anchors: HashMap<Pointer, BTreeMap<String, Pointer>>,
}

impl Resource {
    /// The whole of a document; `$self` says where it belongs (OAS 3.2.0, "OpenAPI Object").
    pub(super) fn of(document: Rc<Document>) -> Self {
        let own = document.tree.get("$self").and_then(Node::as_str).filter(|_| document.tree.get("openapi").is_some());
        let address = own.map_or_else(|| document.address.clone(), |own| document.address.join(without_fragment(own)));
        let root = Pointer::root_of(document.name.clone());
        Self { document, address, root }
    }

    /// A schema in it with an `$id`.
    pub(super) fn embedded(&self, id: &str, root: Pointer) -> Self {
        Self { document: self.document.clone(), address: self.address.join(id), root }
    }
}

impl Index {
    fn of(document: &Rc<Document>) -> Self {
        let mut index = Self::default();
        let whole = Resource::of(document.clone());
        index.resources.push((whole.address.clone(), whole.root.clone()));
        index.node(&document.tree, &Rc::new(whole), &mut Pointer::root_of(document.name.clone()));
        index
    }

    fn node(&mut self, node: &Node, base: &Rc<Resource>, at: &mut Pointer) {
        let mut base = base.clone();
        if let Some(id) = id_of(node) {
            base = Rc::new(base.embedded(id, at.clone()));
            self.resources.push((base.address.clone(), at.clone()));
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = node.get(keyword).and_then(Node::as_str) {
                let names = self.anchors.entry(base.root.clone()).or_default();
                names.entry(name.to_owned()).or_insert_with(|| at.clone());
            }
        }
        match &node.value {
            Value::Object(object) => {
                for (key, child) in object.iter().filter(|(key, _)| !is_data(key)) {
                    at.push(key.as_str());
                    self.node(child, &base, at);
                    at.pop();
                }
            }
            Value::Array(items) => {
                for (number, child) in items.iter().enumerate() {
                    at.push(number.to_string());
                    self.node(child, &base, at);
                    at.pop();
                }
            }
            _ => {}
        }
    }

    pub(super) fn anchor(&self, resource: &Pointer, name: &str) -> Option<&Pointer> {
        self.anchors.get(resource)?.get(name)
    }

    pub(super) fn anchors(&self, resource: &Pointer) -> impl Iterator<Item = &str> {
        self.anchors.get(resource).into_iter().flat_map(|names| names.keys().map(String::as_str))
    }
}

impl Walk<'_, '_> {
    /// The names that a document gives.
    pub(super) fn index(&mut self, document: &Rc<Document>) -> Rc<Index> {
        self.indexes.entry(document.name.clone()).or_insert_with(|| Rc::new(Index::of(document))).clone()
    }

    /// The resource of an address in one of the documents that were read.
    pub(super) fn embedded(&mut self, address: &Address) -> Option<Rc<Resource>> {
        let documents: Vec<Rc<Document>> = self.library.documents().to_vec();
        for document in &documents[self.searched..] {
            for (address, root) in &self.index(document).resources {
                let resource = Resource { document: document.clone(), address: address.clone(), root: root.clone() };
                self.embedded.entry(address.clone()).or_insert_with(|| Rc::new(resource));
            }
        }
        self.searched = documents.len();
        self.embedded.get(address).cloned()
    }
}

/// The `$id` of a schema that is more than a fragment, without its fragment.
pub(super) fn id_of(node: &Node) -> Option<&str> {
    let id = node.get("$id")?.as_str().map(without_fragment)?;
    (!id.is_empty()).then_some(id)
}

fn without_fragment(uri: &str) -> &str {
    uri.split('#').next().unwrap_or_default()
}

/// Keywords whose values are no schemas.
fn is_data(key: &str) -> bool {
    matches!(key, "enum" | "const" | "default" | "example" | "examples") || key.starts_with("x-")
}
