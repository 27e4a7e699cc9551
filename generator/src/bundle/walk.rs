//! Walks the envelope along the grammar: checks kinds and keys, settles references, lifts schemas out.
//!
//! What is sloppy and has one meaning is read as that and named in a warning; see `docs/repairs.md`.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::Arc;

use super::Version;
use super::dynamic;
use super::follow::{is_entries, misspelt};
use super::naming;
use super::resource::{Index, Resource};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::{Address, Library, Node, Object, Part, Pointer, SchemaId, Value};
use crate::grammar::{self, FixedField, Kind, Need, Rest, Shape, Use};

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
    /// Schemas whose `$dynamicRef` is still a string.
    pub(super) dynamic: Vec<dynamic::Pending>,
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
            dynamic: Vec::new(),
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
    pub(super) fn child(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        self.at.push(key);
        let result = self.value(node, kind);
        self.at.pop();
        result
    }

    /// Walks an entry whose key the document chose. One without a value is empty, where that means something.
    fn entry_of(&mut self, key: &str, node: &Node, kind: Kind) -> Option<Node> {
        if node.value != Value::Null || kind.is_open() {
            return self.child(key, node, kind);
        }
        match kind.empty() {
            Some(empty) => {
                self.warn_kind(node, kind.expected(), "it is read as an empty one");
                Some(Node::new(empty, node.origin))
            }
            None => self.expect(node, false, &kind.expected()),
        }
    }

    /// Walks a value; `None` when it has to be left out.
    pub(super) fn value(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        if node.get("$ref").filter(|_| !is_entries(kind, node)).is_some() {
            match kind {
                Kind::OrReference(_) => return self.follow(node, kind),
                Kind::Any | Kind::Schema => {}
                _ => return self.misplaced(node, kind, &kind.expected()),
            }
        }
        if matches!(kind, Kind::OrReference(_)) && misspelt(node).is_some() {
            return self.follow(node, kind);
        }
        match kind {
            Kind::Any => Some(node.clone()),
            Kind::String => self.string(node),
            Kind::Bool => self.flag(node),
            Kind::Object(shape) => {
                self.expect(node, node.as_object().is_some(), &kind.expected())?;
                Some(self.object(node, shape))
            }
            Kind::OrReference(shape) => {
                self.expect(node, node.as_object().is_some(), &kind.expected())?;
                Some(self.component(node, shape))
            }
            Kind::List(item) => self.list(node, *item),
            Kind::Map(entry) => self.map(node, *entry),
            Kind::Schema => {
                let id = self.schema(node);
                Some(Node::new(Value::Schema(id), node.origin))
            }
        }
    }

    fn list(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        if let (Value::String(_), Kind::String) = (&node.value, kind) {
            self.warn_kind(node, "an array".to_owned(), "it is read as an array of one");
            return Some(Node::new(Value::Array(vec![node.clone()]), node.origin));
        }
        let Some(items) = node.as_array() else {
            return self.expect(node, false, "an array");
        };
        let mut walked = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if item.value == Value::Null && !kind.is_open() {
                self.warn_kind(item, kind.expected(), "it is left out");
                continue;
            }
            match self.child(&index.to_string(), item, kind) {
                Some(item) => walked.push(item),
                None if kind.is_parameter() => walked.push(Node::new(Value::Null, item.origin)),
                None => {}
            }
        }
        if kind.is_parameter() {
            walked = self.without_repeated(items, walked);
        }
        Some(Node::new(Value::Array(walked), node.origin))
    }

    fn map(&mut self, node: &Node, kind: Kind) -> Option<Node> {
        let Some(entries) = node.as_object() else {
            return self.expect(node, false, "an object");
        };
        let entries = entries.iter().filter_map(|(key, entry)| {
            let entry = if key.starts_with("x-") && !kind.fits(entry) {
                entry.clone()
            } else {
                self.entry_of(key, entry, kind)?
            };
            Some((key.clone(), entry))
        });
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
        self.warn_kind(node, "a string".to_owned(), &format!("it is read as `\"{text}\"`"));
        Some(Node::string(text, node.origin))
    }

    /// The words of a boolean in quotes are read as the boolean.
    pub(super) fn flag(&mut self, node: &Node) -> Option<Node> {
        let value = match node.as_str().map(str::to_ascii_lowercase).as_deref() {
            Some("true") => true,
            Some("false") => false,
            _ => return self.expect(node, node.as_bool().is_some(), "a boolean"),
        };
        self.warn_kind(node, "a boolean".to_owned(), &format!("it is read as `{value}`"));
        Some(Node::bool(value, node.origin))
    }

    pub(super) fn expect(&mut self, node: &Node, fits: bool, expected: &str) -> Option<Node> {
        if fits {
            return Some(node.clone());
        }
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
        None
    }

    /// A value of the wrong kind with which something is done.
    pub(super) fn warn_kind(&mut self, node: &Node, expected: String, repair: &str) {
        let message = format!("expected {expected}, found {}", node.kind());
        self.diagnostics.push(Diagnostic::warning(Code::WrongKind, message).at(node.origin, Part::Value).help(repair));
    }

    /// Walks an object along its shape.
    pub(super) fn object(&mut self, node: &Node, shape: &'static Shape) -> Node {
        let mut object = self.members(node, shape);
        self.missing(node, &object, shape);
        self.conditions(node, &mut object, shape);
        Node::new(Value::Object(object), node.origin)
    }

    /// Walks the members that an object has.
    pub(super) fn members(&mut self, node: &Node, shape: &'static Shape) -> Object {
        let mut object = Object::new();
        for (key, entry) in node.as_object().into_iter().flatten() {
            let walked = match shape.field(key) {
                Some(field) => self.field(field, entry),
                None if key.starts_with("x-") => self.extension(key, entry, shape.name),
                None => match self.misspelt(key, entry, node, shape) {
                    Some(field) => {
                        if let Some(walked) = self.field(field, entry) {
                            object.insert(field.key.to_owned(), walked);
                        }
                        continue;
                    }
                    None => {
                        object.extend(self.other(key, entry, node, shape));
                        continue;
                    }
                },
            };
            if let Some(walked) = walked {
                object.insert(key.clone(), walked);
            }
        }
        object
    }

    /// Walks a fixed field. What a client can do without costs no more than itself, whatever is wrong with it.
    fn field(&mut self, field: &'static FixedField, entry: &Node) -> Option<Node> {
        /// Fields that are carried into documentation and names only.
        const SPOKEN: [&str; 8] =
            ["title", "version", "summary", "description", "deprecated", "tags", "operationId", "bearerFormat"];
        self.usage(field.key, entry, field.usage);
        if entry.value == Value::Null && !kind_is_open(field) {
            if matches!(field.need, Need::Required) {
                return self.expect(entry, false, &field.kind.expected());
            }
            self.warn_kind(entry, field.kind.expected(), "it is read as absent");
            return None;
        }
        /// Words that the specification lists, among which no number or boolean is.
        const WORDS: [&str; 2] = ["in", "type"];
        if WORDS.contains(&field.key) && entry.as_str().is_none() {
            return self.expect(entry, false, &field.kind.expected());
        }
        let mark = self.diagnostics.mark();
        let walked = self.child(field.key, entry, field.kind);
        match field.usage {
            Use::Carried if SPOKEN.contains(&field.key) => {
                self.diagnostics.soften(mark, "it is ignored");
                walked.or_else(|| (field.key == "operationId").then(|| Node::new(Value::Null, entry.origin)))
            }
            // A body that cannot be read is not the same as none.
            Use::Carried if field.key == "requestBody" => walked.or(Some(Node::new(Value::Null, entry.origin))),
            Use::Carried => walked,
            Use::Annotation | Use::Unsupported(_) => {
                self.diagnostics.soften(mark, "it is ignored");
                Some(entry.clone())
            }
        }
    }

    /// An extension: one that means something is held against the table, all others are kept as they are.
    pub(super) fn extension(&mut self, key: &str, entry: &Node, object: &str) -> Option<Node> {
        let Some(known) = grammar::extension(object, key) else {
            return Some(entry.clone());
        };
        if !known.kind.fits(entry) {
            let message = format!("expected {}, found {}", known.kind.expected(), entry.kind());
            let diagnostic = Diagnostic::warning(Code::WrongKind, message).at(entry.origin, Part::Value);
            self.diagnostics.push(diagnostic.help("the extension is ignored"));
            return None;
        }
        if let Use::Unsupported(lost) = known.usage
            && entry.as_bool() != Some(false)
        {
            let message = format!("`{key}` is not supported yet: {lost}");
            let diagnostic = match known.severity {
                Severity::Note => Diagnostic::note(Code::Unsupported, message),
                _ => Diagnostic::warning(Code::Unsupported, message),
            };
            self.diagnostics.push(diagnostic.at(entry.origin, Part::Key));
        }
        Some(entry.clone())
    }

    fn usage(&mut self, key: &str, entry: &Node, usage: Use) {
        if let Use::Unsupported(lost) = usage {
            let message = format!("`{key}` is not supported: {lost}");
            self.diagnostics.push(Diagnostic::warning(Code::Unsupported, message).at(entry.origin, Part::Key));
        }
    }

    /// Walks what is no fixed field.
    fn other(&mut self, key: &str, entry: &Node, node: &Node, shape: &'static Shape) -> Option<(String, Node)> {
        match shape.rest {
            Rest::Entries(kind) => Some((key.to_owned(), self.entry_of(key, entry, kind)?)),
            Rest::Keywords => self.simple_keyword(key, entry, node),
            Rest::Nothing => {
                self.unknown_key(key, entry, node, shape);
                None
            }
        }
    }
}

fn kind_is_open(field: &FixedField) -> bool {
    field.kind.is_open() || matches!(field.usage, Use::Unsupported(_))
}
