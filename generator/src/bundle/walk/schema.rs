//! Schemas: each becomes an entry of the table, with its subschemas replaced by ids.

use crate::bundle::check::UnknownKeyword;
use crate::collections::HashSet;
use std::borrow::Cow;
use std::rc::Rc;

use super::DocumentWalk;
use crate::bundle::references::{id_of, reference_in};
use crate::bundle::schemas::{RawSchema, UnlinkedReference, schema_name};
use crate::document::{Node, Object, SchemaId, Value};
use crate::grammar::{self, Kind, ObjectShape};
use crate::spec::{Field, InstanceType, Keyword, Keywords, Members as _, Subschemas, UNIONS, ValueKind, is_extension};

/// The expected kind of a schema, in words.
const SCHEMA: &str = "a schema (an object)";

/// Reads schemas at the position of the walk.
pub(super) struct SchemaReader<'w, 'a, 's> {
    pub(super) walk: &'w mut DocumentWalk<'a, 's>,
}

impl SchemaReader<'_, '_, '_> {
    /// Adds a schema and all below it.
    pub(super) fn schema(&mut self, node: &Node) -> SchemaId {
        // References lead into paths too, which are walked at their place as well.
        if let Some(existing) = self.walk.schemas.pointers.get(&self.walk.position.pointer) {
            return *existing;
        }
        let Some(id) = id_of(node) else { return self.add(node) };
        let base = Rc::new(self.walk.position.base.embedded(id, self.walk.position.pointer.clone()));
        let around = std::mem::replace(&mut self.walk.position.base, base);
        let added = self.add(node);
        self.walk.position.base = around;
        added
    }

    fn add(&mut self, node: &Node) -> SchemaId {
        let name = schema_name(&self.walk.position, self.walk.version, node);
        let pointer = self.walk.position.pointer.clone();
        // The id exists before the keywords are read, so a schema may refer to itself and the walk needs no second
        // pass.
        let empty = RawSchema { origin: node.origin, pointer, name, keywords: Keywords::default() };
        let id = self.walk.schemas.add(empty);
        let keywords = match &node.value {
            Value::Object(object) => self.keywords(id, object),
            // The boolean schemas of JSON Schema 2020-12, section 4.3.2.
            Value::Bool(true) => Keywords::default(),
            Value::Bool(false) => Keywords::from_iter([(Keyword::Not, self.any(node))]),
            Value::Null => {
                self.walk.check().warn_kind(node, SCHEMA, "treated as any JSON value");
                Keywords::default()
            }
            // A word that stands for the schema of its type.
            Value::String(text) if InstanceType::is_known(text) => {
                self.walk.check().warn_kind(node, SCHEMA, "treated as its `type`");
                Keywords::from_iter([(Keyword::Type, node.clone())])
            }
            _ => {
                self.walk.check().warn_kind(node, SCHEMA, "treated as any JSON value");
                Keywords::default()
            }
        };
        self.walk.check().missing_items(node, &keywords);
        self.walk.schemas.table.get_mut(id).keywords = keywords;
        id
    }

    /// The schema that allows everything.
    fn any(&mut self, node: &Node) -> Node {
        let pointer = self.walk.position.pointer.clone();
        let any = RawSchema { origin: node.origin, pointer, name: None, keywords: Keywords::default() };
        Node::new(Value::Schema(self.walk.schemas.table.add(any)), node.origin)
    }

    fn keywords(&mut self, id: SchemaId, object: &Object) -> Keywords {
        let mut keywords = Keywords::default();
        for (key, node) in object {
            if is_extension(key) {
                let value = self.walk.check().extension(key, node, "Schema");
                keywords.extend(Keyword::parse(key).zip(value));
                continue;
            }
            match Keyword::parse(key).or_else(|| self.walk.check().misspelt_keyword(key, node, object)) {
                Some(keyword) => {
                    let read = self.keyword(id, keyword, node);
                    keywords.extend(read.map(|node| (keyword, node)));
                }
                // A schema that is not read is named where it stands.
                None if Keyword::is_former(key) => {
                    let former = UnknownKeyword { first: node.origin, count: 1, is_object: false };
                    self.walk.check().unknown_keyword(key, &former);
                }
                None => self.walk.unknown_keywords.add(key, node),
            }
        }
        require_flagged(object, &mut keywords);
        keywords
    }

    /// The value of a keyword, as the table has it.
    fn keyword(&mut self, id: SchemaId, keyword: Keyword, node: &Node) -> Option<Node> {
        if node.value == Value::Null && keyword.subschemas() != Subschemas::None {
            self.walk.check().warn_kind(node, "a schema", "treated as absent");
            return None;
        }
        let node = self.walk.keyword_value(node, keyword.value_kind())?;
        if keyword == Keyword::Discriminator {
            self.walk.check().discriminator(&node);
        }
        let node = match grammar::keyword_shape(keyword) {
            Some(shape) if node.as_object().is_some() => Cow::Owned(self.annotation(keyword, &node, shape)?),
            _ => node,
        };
        let base = &self.walk.position.base;
        let unlinked = || UnlinkedReference { schema: id, reference: (*node).clone(), base: base.clone() };
        match keyword {
            // References are linked after the walk: a target may stand further down, or in a file that is not open yet.
            // No document can exhaust the stack by a chain of them.
            Keyword::Ref => self.walk.schemas.unlinked.references.push_back(unlinked()),
            Keyword::DynamicRef => self.walk.schemas.unlinked.dynamic.push(unlinked()),
            Keyword::Discriminator if node.has(Field::Mapping) || node.has(Field::DefaultMapping) => {
                self.walk.schemas.unlinked.mappings.push((id, base.clone()));
            }
            _ => {}
        }
        self.subschemas(keyword, &node)
    }

    /// The value of a keyword that is an object of fixed fields; `None` for a discriminator of no property.
    fn annotation(&mut self, keyword: Keyword, node: &Node, shape: &'static ObjectShape) -> Option<Node> {
        let mark = self.walk.diagnostics.checkpoint();
        self.walk.position.pointer.push(keyword.name());
        let walked = self.walk.object(node, shape);
        self.walk.position.pointer.pop();
        self.walk.diagnostics.downgrade_since(mark, "ignored");
        let is_complete = keyword != Keyword::Discriminator || walked.has(Field::PropertyName);
        is_complete.then_some(walked)
    }

    /// Replaces the subschemas of a keyword by their ids.
    fn subschemas(&mut self, keyword: Keyword, node: &Node) -> Option<Node> {
        self.walk.position.pointer.push(keyword.name());
        let value = match (keyword.subschemas(), &node.value) {
            (Subschemas::None, _) => {
                self.walk.position.pointer.pop();
                return Some(node.clone());
            }
            (Subschemas::OneOrBool, Value::Bool(value)) => Value::Bool(*value),
            (Subschemas::List, Value::Array(items)) if items.is_empty() && UNIONS.contains(&keyword) => {
                self.walk.check().no_alternatives(keyword, node);
                self.walk.position.pointer.pop();
                return None;
            }
            (Subschemas::OneOrList | Subschemas::List, Value::Array(items)) => Value::array(
                items.iter().enumerate().map(|(index, item)| self.entry(&index.to_string(), item)).collect(),
            ),
            (Subschemas::One | Subschemas::OneOrBool | Subschemas::OneOrList, _) => Value::Schema(self.schema(node)),
            (Subschemas::Map, Value::Object(_)) if reference_in(node).is_some_and(|node| node.as_str().is_some()) => {
                let mark = self.walk.diagnostics.checkpoint();
                let followed = self.walk.misplaced(node, Kind::Map(&Kind::Schema), "an object of schemas");
                self.walk.diagnostics.soften_leaf(mark, "the keyword is ignored");
                followed.map_or_else(|| Value::object(Object::default()), |followed| followed.value)
            }
            (Subschemas::Map, Value::Object(entries)) => {
                Value::object(entries.iter().map(|(name, entry)| (name.clone(), self.entry(name, entry))).collect())
            }
            (Subschemas::List, Value::Object(_)) => {
                self.walk.check().warn_kind(node, "an array of schemas", "treated as an array of one");
                Value::array(vec![Node::new(Value::Schema(self.schema(node)), node.origin)])
            }
            (Subschemas::List | Subschemas::Map, _) => {
                let is_list = keyword.subschemas() == Subschemas::List;
                let expected = if is_list { "an array of schemas" } else { "an object of schemas" };
                self.walk.check().warn_kind(node, expected, "the keyword is ignored");
                self.walk.position.pointer.pop();
                return None;
            }
        };
        self.walk.position.pointer.pop();
        Some(Node::new(value, node.origin))
    }

    fn entry(&mut self, key: &str, node: &Node) -> Node {
        self.walk.position.pointer.push(key);
        let id = self.schema(node);
        self.walk.position.pointer.pop();
        Node::new(Value::Schema(id), node.origin)
    }
}

impl DocumentWalk<'_, '_> {
    /// The value of a keyword, if it is of the kind that belongs there; a reference in place of a text is followed.
    pub(super) fn keyword_value<'n>(&mut self, node: &'n Node, kind: ValueKind) -> Option<Cow<'n, Node>> {
        if kind == ValueKind::Text && reference_in(node).is_some_and(|reference| reference.as_str().is_some()) {
            let mark = self.diagnostics.checkpoint();
            let followed = self.misplaced(node, Kind::String, kind.expected());
            self.diagnostics.soften_leaf(mark, "the keyword is ignored");
            return followed.map(Cow::Owned);
        }
        let is_property = self.is_property();
        self.check().keyword_value(node, kind, is_property)
    }

    /// Returns `true` if the position is that of a property of a schema.
    fn is_property(&self) -> bool {
        self.position.pointer.tokens().iter().rev().nth(1).is_some_and(|token| **token == *Keyword::Properties.name())
    }
}

/// Requires properties that say `required: true`, as early drafts of JSON Schema do.
fn require_flagged(object: &Object, keywords: &mut Keywords) {
    let properties = object.get(Keyword::Properties.name()).and_then(Node::as_object).into_iter().flatten();
    let flags = properties.filter_map(|(name, property)| Some((name, property.get(Keyword::Required.name())?)));
    let flagged: Vec<Node> = flags
        .filter(|(_, flag)| flag.as_bool() == Some(true))
        .map(|(name, flag)| Node::string(name.as_str(), flag.origin))
        .collect();
    let Some(first) = flagged.first() else { return };
    let origin = first.origin;
    let required = keywords.entry(Keyword::Required).or_insert_with(|| Node::new(Value::array(Vec::new()), origin));
    if let Value::Array(names) = &mut required.value {
        let property_names: HashSet<String> = names.iter().filter_map(Node::as_str).map(str::to_owned).collect();
        names.extend(
            flagged.into_iter().filter(|name| name.as_str().is_some_and(|name| !property_names.contains(name))),
        );
    }
}
