//! Walks the envelope along the grammar: checks kinds and keys, settles references, lifts schemas out.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::Version;
use super::follow::is_entries;
use super::naming;
use super::resource::{Index, Resource};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Address, Library, Node, Object, Part, Pointer, SchemaId, Value};
use crate::grammar::{Kind, Rest, Shape, Use};

/// The state of the walk.
pub(super) struct Walk<'a, 's> {
    /// The documents as they were read; references are looked up in them.
    pub(super) library: &'a mut Library<'s>,
    pub(super) version: Version,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) table: Table,
    pub(super) pointers: HashMap<Pointer, SchemaId>,
    /// Schemas whose `$ref` is still a string, with that string and what it is relative to.
    pub(super) pending: VecDeque<(SchemaId, Node, Rc<Resource>)>,
    /// Schemas whose discriminator has a `mapping` that is still text, with what it is relative to.
    pub(super) mapped: Vec<(SchemaId, Rc<Resource>)>,
    /// The names that documents give to places in them, as far as somebody asked.
    pub(super) indexes: HashMap<Option<Arc<str>>, Rc<Index>>,
    /// Resources by address, of as many documents as were searched for them.
    pub(super) embedded: HashMap<Address, Rc<Resource>>,
    pub(super) searched: usize,
    /// Components that were walked already, by pointer.
    pub(super) settled: HashMap<Pointer, Node>,
    /// The references that are being followed, to notice circles.
    pub(super) following: Vec<Pointer>,
    /// Whether a pointer is being followed through references.
    pub(super) leads_through: bool,
    /// What wrong references were meant to be.
    pub(super) suggested: HashMap<Pointer, Option<Pointer>>,
    /// Where the walk is.
    pub(super) at: Pointer,
    /// What references are relative to there.
    pub(super) base: Rc<Resource>,
}

impl<'a, 's> Walk<'a, 's> {
    pub(super) fn new(library: &'a mut Library<'s>, version: Version, diagnostics: &'a mut Diagnostics) -> Self {
        let base = Rc::new(Resource::of(library.root().clone()));
        Self {
            library,
            version,
            diagnostics,
            table: Table::default(),
            pointers: HashMap::new(),
            pending: VecDeque::new(),
            mapped: Vec::new(),
            indexes: HashMap::new(),
            embedded: HashMap::new(),
            searched: 0,
            settled: HashMap::new(),
            following: Vec::new(),
            leads_through: false,
            suggested: HashMap::new(),
            at: Pointer::root(),
            base,
        }
    }

    pub(super) fn document(&mut self, shape: &'static Shape) -> Node {
        let root = self.library.root().clone();
        self.object(&root.tree, shape)
    }

    pub(super) fn finish(mut self) -> (Table, HashMap<Pointer, SchemaId>) {
        naming::settle(&mut self.table);
        (self.table, self.pointers)
    }

    /// Walks the child of a node.
    fn child(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        self.at.push(key);
        let result = self.value(node, kind);
        self.at.pop();
        result
    }

    /// Walks a value; `None` when it has to be left out.
    pub(super) fn value(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        if node.get("$ref").filter(|_| !is_entries(kind, node)).is_some() {
            match kind {
                Kind::OrReference(_) => return self.follow(node, kind),
                Kind::Object(shape) => return self.misplaced(node, kind, &an_object(shape)),
                Kind::Map(_) => return self.misplaced(node, kind, "an object"),
                Kind::List(_) => return self.misplaced(node, kind, "an array"),
                Kind::String => return self.misplaced(node, kind, "a string"),
                Kind::Bool => return self.misplaced(node, kind, "a boolean"),
                Kind::Any | Kind::Schema => {}
            }
        }
        match kind {
            Kind::Any => Some(node.clone()),
            Kind::String => self.string(node),
            Kind::Bool => self.expect(node, node.as_bool().is_some(), "a boolean"),
            Kind::Object(shape) => {
                self.expect(node, node.as_object().is_some(), &an_object(shape))?;
                Some(self.object(node, shape))
            }
            Kind::OrReference(shape) => {
                self.expect(node, node.as_object().is_some(), &an_object(shape))?;
                Some(self.component(node, shape))
            }
            Kind::List(kind) => self.list(node, *kind),
            Kind::Map(kind) => self.map(node, *kind),
            Kind::Schema => {
                let id = self.schema(node);
                Some(Node::new(Value::Schema(id), node.origin))
            }
        }
    }

    fn list(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let Some(items) = node.as_array() else {
            return self.expect(node, false, "an array");
        };
        let items =
            items.iter().enumerate().filter_map(|(index, item)| self.child(&index.to_string(), item, kind)).collect();
        Some(Node::new(Value::Array(items), node.origin))
    }

    fn map(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let Some(entries) = node.as_object() else {
            return self.expect(node, false, "an object");
        };
        let entries = entries.iter().filter_map(|(key, entry)| Some((key.clone(), self.child(key, entry, kind)?)));
        let entries: Object = entries.collect();
        Some(Node::new(Value::Object(entries), node.origin))
    }

    /// Numbers and booleans where text belongs are what YAML makes of `version: 1.0`: they are read as their text.
    pub(super) fn string(&mut self, node: &Node) -> Option<Node> {
        let text = match &node.value {
            Value::String(_) => return Some(node.clone()),
            Value::Number(number) => number.to_string(),
            Value::Bool(value) => value.to_string(),
            _ => return self.expect(node, false, "a string"),
        };
        let message = format!("expected a string, found {}", node.kind());
        self.diagnostics.push(
            Diagnostic::warning(Code::WrongKind, message)
                .at(node.origin, Part::Value)
                .help(format!("it is read as `\"{text}\"`")),
        );
        Some(Node::string(text, node.origin))
    }

    fn expect(&mut self, node: &Node, fits: bool, expected: &str) -> Option<Node> {
        if fits {
            return Some(node.clone());
        }
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
        None
    }

    /// Walks an object along its shape.
    pub(super) fn object(&mut self, node: &Node, shape: &'static Shape) -> Node {
        let walked = self.members(node, shape);
        for field in shape.fields.iter().filter(|field| field.required) {
            if node.get(field.key).is_none() {
                let message = format!("this {} object has no `{}`", shape.name, field.key);
                self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(node.origin, Part::Value));
            }
        }
        walked
    }

    /// Walks the members that an object has.
    pub(super) fn members(&mut self, node: &Node, shape: &'static Shape) -> Node {
        let mut object = Object::new();
        for (key, entry) in node.as_object().into_iter().flatten() {
            let entry = match shape.field(key) {
                Some(field) => {
                    self.usage(key, entry, field.usage);
                    match field.usage {
                        Use::Carried => self.child(key, entry, field.kind),
                        Use::Annotation | Use::Unsupported(_) => Some(entry.clone()),
                    }
                }
                None if key.starts_with("x-") => Some(entry.clone()),
                None => self.other(key, entry, shape),
            };
            if let Some(entry) = entry {
                object.insert(key.clone(), entry);
            }
        }
        Node::new(Value::Object(object), node.origin)
    }

    fn usage(&mut self, key: &str, entry: &Node, usage: Use) {
        if let Use::Unsupported(lost) = usage {
            let message = format!("`{key}` is not supported: {lost}");
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(entry.origin, Part::Key));
        }
    }

    fn other(&mut self, key: &str, entry: &Node, shape: &'static Shape) -> Option<Node> {
        match shape.rest {
            Rest::Entries(kind) => self.child(key, entry, kind),
            Rest::Anything => Some(entry.clone()),
            Rest::Nothing => {
                let message = format!("the {} object has no key `{key}`", shape.name);
                let mut diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, Part::Key);
                if let Some(known) = shape.suggest(key) {
                    diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
                }
                self.diagnostics.push(diagnostic);
                None
            }
        }
    }
}

fn an_object(shape: &Shape) -> String {
    format!("an object ({})", shape.name)
}
