//! Schema resources, and the places that `$id`, `$self` and anchors name in them.

use crate::collections::HashMap;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::document::{Address, Document, Node, Pointer, Value};
use crate::spec::{Field, Keyword, Members as _, is_extension};

/// The base of references: a document, or a schema in it with an `$id` (JSON Schema Core 2020-12, sections 4.3.5
/// and 9.3).
#[derive(Debug)]
pub(in crate::bundle) struct Resource {
    pub(in crate::bundle) document: Rc<Document>,
    pub(in crate::bundle) address: Address,
    /// The node of the document at which it begins.
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
    /// The whole of a document, at the address that `$self` gives it (OAS 3.2.0, "OpenAPI Object").
    pub(in crate::bundle) fn new(document: Rc<Document>) -> Self {
        // Only an OpenAPI Object has `$self`. In another file the key may be the name of anything.
        let id = document.tree.text(Field::SelfUri).filter(|_| document.tree.has(Field::OpenApi));
        let address = id.map_or_else(|| document.address.clone(), |id| document.address.join(without_fragment(id)));
        let root = Pointer::root_of(document.name.clone());
        Self { document, address, root }
    }

    /// A schema in it with an `$id`.
    pub(in crate::bundle) fn embedded(&self, id: &str, root: Pointer) -> Self {
        Self { document: self.document.clone(), address: self.address.join(id), root }
    }
}

impl Index {
    pub(super) fn new(document: &Rc<Document>) -> Self {
        let mut index = Self::default();
        let whole = Resource::new(document.clone());
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
        for keyword in [Keyword::Anchor, Keyword::DynamicAnchor] {
            if let Some(name) = node.get(keyword.name()).and_then(Node::as_str) {
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

    /// The embedded resources, by address, with their roots.
    pub(super) fn resources(&self) -> &[(Address, Pointer)] {
        &self.resources
    }

    /// The place of an anchor in the resource with a root.
    pub(super) fn anchor(&self, resource: &Pointer, name: &str) -> Option<&Pointer> {
        self.anchors.get(resource)?.get(name)
    }

    /// The anchors of the resource with a root.
    pub(super) fn anchors(&self, resource: &Pointer) -> impl Iterator<Item = &str> {
        self.anchors.get(resource).into_iter().flat_map(|names| names.keys().map(String::as_str))
    }
}

/// The `$id` of a schema that is more than a fragment, without its fragment.
pub(in crate::bundle) fn id_of(node: &Node) -> Option<&str> {
    let id = node.get(Keyword::Id.name())?.as_str().map(without_fragment)?;
    (!id.is_empty()).then_some(id)
}

fn without_fragment(uri: &str) -> &str {
    uri.split('#').next().unwrap_or_default()
}

// An example may show a schema with an `$id`, which is no resource of the document.
/// Returns `true` for a key whose value holds no schemas.
fn is_data(key: &str) -> bool {
    let is_value = |keyword| {
        matches!(keyword, Keyword::Enum | Keyword::Const | Keyword::Default | Keyword::Example | Keyword::Examples)
    };
    is_extension(key) || Keyword::parse(key).is_some_and(is_value)
}
