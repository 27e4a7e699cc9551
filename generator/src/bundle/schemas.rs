//! Lifts schemas into the table, each with its subschemas replaced by ids.

use std::rc::Rc;

use super::resource::id_of;
use super::table::Row;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part, SchemaId, Value};
use crate::grammar::{self, Kind, Place, Plain};

impl Walk<'_, '_> {
    /// Adds a schema and all below it.
    pub(super) fn schema(&mut self, node: &Node) -> SchemaId {
        // References lead into paths too, which are walked at their place as well.
        if let Some(known) = self.pointers.get(&self.at) {
            return *known;
        }
        let Some(id) = id_of(node) else { return self.row(node) };
        let base = Rc::new(self.base.embedded(id, self.at.clone()));
        let around = std::mem::replace(&mut self.base, base);
        let row = self.row(node);
        self.base = around;
        row
    }

    fn row(&mut self, node: &Node) -> SchemaId {
        let pointer = self.at.clone();
        let name = self.schema_name(node);
        let row = Row { origin: node.origin, pointer: pointer.clone(), name, keywords: Object::new() };
        let id = self.table.add(row);
        self.pointers.insert(pointer, id);
        let keywords = match &node.value {
            Value::Object(object) => self.keywords(id, object),
            // The boolean schemas of JSON Schema 2020-12, section 4.3.2.
            Value::Bool(true) => Object::new(),
            Value::Bool(false) => Object::from([("not".to_owned(), self.anything(node))]),
            _ => {
                let message = format!("expected a schema (an object), found {}", node.kind());
                self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
                Object::new()
            }
        };
        self.table.get_mut(id).keywords = keywords;
        id
    }

    /// The schema that allows everything.
    fn anything(&mut self, node: &Node) -> Node {
        let row = Row { origin: node.origin, pointer: self.at.clone(), name: None, keywords: Object::new() };
        Node::new(Value::Schema(self.table.add(row)), node.origin)
    }

    fn keywords(&mut self, id: SchemaId, object: &Object) -> Object {
        let mut keywords = Object::new();
        for (key, node) in object {
            let Some(keyword) = grammar::keyword(key) else {
                if !key.starts_with("x-") {
                    self.report_unknown_keyword(key, node);
                }
                keywords.insert(key.clone(), node.clone());
                continue;
            };
            let Some(node) = self.plain_value(node, keyword.plain) else { continue };
            let node = &node;
            if key == "$ref" {
                self.pending.push_back((id, node.clone(), self.base.clone()));
            }
            if key == "discriminator" && node.get("mapping").is_some() {
                self.mapped.push((id, self.base.clone()));
            }
            let node = self.subschemas(key, node, keyword.place);
            keywords.insert(key.clone(), node);
        }
        keywords
    }

    /// The value of a keyword, if it is of the kind that belongs there. Annotations in another kind than text are read as
    /// their text; anything else is left out of the schema.
    fn plain_value(&mut self, node: &Node, plain: Plain) -> Option<Node> {
        if plain.fits(node) {
            return Some(node.clone());
        }
        if plain == Plain::Text && matches!(node.value, Value::Number(_) | Value::Bool(_)) {
            return self.string(node);
        }
        let found =
            if plain == Plain::Names && node.as_array().is_some() { "an array of other values" } else { node.kind() };
        let message = format!("expected {}, found {found}", plain.expected());
        let diagnostic = Diagnostic::warning(Code::WrongKind, message).at(node.origin, Part::Value);
        self.diagnostics.push(diagnostic.help("the keyword is ignored"));
        None
    }

    fn report_unknown_keyword(&mut self, key: &str, node: &Node) {
        let message = format!("schemas have no keyword `{key}`");
        let mut diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(node.origin, Part::Key);
        if let Some(known) = grammar::suggest_keyword(key) {
            diagnostic = diagnostic.help(format!("did you mean `{known}`?"));
        }
        self.diagnostics.push(diagnostic);
    }

    /// Replaces the subschemas of a keyword by their ids.
    fn subschemas(&mut self, key: &str, node: &Node, place: Place) -> Node {
        self.at.push(key);
        let value = match (place, &node.value) {
            (Place::None, _) => node.value.clone(),
            (Place::OneOrBool, Value::Bool(value)) => Value::Bool(*value),
            (Place::One | Place::OneOrBool, _) => Value::Schema(self.schema(node)),
            (Place::OneOrList, Value::Array(items)) | (Place::List, Value::Array(items)) => Value::Array(
                items.iter().enumerate().map(|(index, item)| self.entry(&index.to_string(), item)).collect(),
            ),
            (Place::OneOrList, _) => Value::Schema(self.schema(node)),
            (Place::Map, Value::Object(_)) if node.get("$ref").is_some_and(|node| node.as_str().is_some()) => {
                let followed = self.misplaced(node, Kind::Map(&Kind::Schema), "an object of schemas");
                followed.map_or_else(|| Value::Object(Object::new()), |followed| followed.value)
            }
            (Place::Map, Value::Object(entries)) => {
                Value::Object(entries.iter().map(|(name, entry)| (name.clone(), self.entry(name, entry))).collect())
            }
            (Place::List | Place::Map, value) => {
                let expected = if place == Place::List { "an array of schemas" } else { "an object of schemas" };
                let message = format!("expected {expected}, found {}", node.kind());
                self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
                value.clone()
            }
        };
        self.at.pop();
        Node::new(value, node.origin)
    }

    fn entry(&mut self, key: &str, node: &Node) -> Node {
        self.at.push(key);
        let id = self.schema(node);
        self.at.pop();
        Node::new(Value::Schema(id), node.origin)
    }
}
