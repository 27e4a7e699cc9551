//! Lifts schemas into the table, each with its subschemas replaced by ids.

use std::collections::HashSet;
use std::rc::Rc;

use super::Version;
use super::resource::id_of;
use super::table::Row;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part, SchemaId, Value};
use crate::grammar::{self, Kind, Shape};
use crate::spec::{Keyword, Keywords, Role, Subschemas, ValueKind};

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
        let row = Row { origin: node.origin, pointer: pointer.clone(), name, keywords: Keywords::new() };
        let id = self.table.add(row);
        self.pointers.insert(pointer, id);
        let keywords = match &node.value {
            Value::Object(object) => self.keywords(id, object),
            // The boolean schemas of JSON Schema 2020-12, section 4.3.2.
            Value::Bool(true) => Keywords::new(),
            Value::Bool(false) => Keywords::from([(Keyword::Not, self.anything(node))]),
            Value::Null => {
                self.warn_kind(node, "a schema (an object)".to_owned(), "it is any JSON value");
                Keywords::new()
            }
            _ => {
                let message = format!("expected a schema (an object), found {}", node.kind());
                self.diagnostics.push(Diagnostic::error(Code::WrongKind, message).at(node.origin, Part::Value));
                Keywords::new()
            }
        };
        self.table.get_mut(id).keywords = keywords;
        self.without_items(id, node);
        id
    }

    /// Versions before 3.1 require `items` of an array.
    fn without_items(&mut self, id: SchemaId, node: &Node) {
        let row = self.table.get(id);
        let is_array = row.text(Keyword::Type) == Some("array");
        let says = |keyword: Keyword| {
            matches!(keyword, Keyword::Items | Keyword::PrefixItems | Keyword::Ref)
                || keyword.role() == Role::Combination
        };
        let written = node.as_object().into_iter().flatten().filter_map(|(key, _)| Keyword::parse(key));
        let old = matches!(self.version, Version::V2 | Version::V3_0);
        if !(old && is_array) || row.keywords.keys().copied().chain(written).any(says) {
            return;
        }
        let is_unknown = |key: &str| Keyword::parse(key).is_none() && !key.starts_with("x-");
        let is_meant = |key: &String| is_unknown(key) && grammar::suggest_keyword(key) == Some(Keyword::Items);
        if !node.as_object().is_some_and(|object| object.keys().any(is_meant)) {
            self.warn_missing(node, "Schema", "items", "the items are any JSON values");
        }
    }

    /// The schema that allows everything.
    fn anything(&mut self, node: &Node) -> Node {
        let row = Row { origin: node.origin, pointer: self.at.clone(), name: None, keywords: Keywords::new() };
        Node::new(Value::Schema(self.table.add(row)), node.origin)
    }

    fn keywords(&mut self, id: SchemaId, object: &Object) -> Keywords {
        let mut keywords = Keywords::new();
        for (key, node) in object {
            if key.starts_with("x-") {
                let kept = self.extension(key, node, "Schema");
                keywords.extend(Keyword::parse(key).zip(kept));
                continue;
            }
            match Keyword::parse(key).or_else(|| self.misspelt_keyword(key, node, object)) {
                Some(keyword) => {
                    let read = self.keyword(id, keyword, node);
                    keywords.extend(read.map(|node| (keyword, node)));
                }
                None => self.report_unknown_keyword(key, node),
            }
        }
        self.flagged(object, &mut keywords);
        keywords
    }

    /// The value of a keyword as a row has it.
    fn keyword(&mut self, id: SchemaId, keyword: Keyword, node: &Node) -> Option<Node> {
        if node.value == Value::Null && keyword.subschemas() != Subschemas::None {
            self.warn_kind(node, "a schema".to_owned(), "it is read as absent");
            return None;
        }
        let node = self.plain_value(node, keyword.value_kind())?;
        let node = match grammar::keyword_shape(keyword) {
            Some(shape) if node.as_object().is_some() => self.annotated(keyword, &node, shape)?,
            _ => node,
        };
        if keyword == Keyword::Ref {
            self.pending.push_back((id, node.clone(), self.base.clone()));
        }
        if keyword == Keyword::DynamicRef {
            self.dynamic.push((id, node.clone(), self.base.clone()));
        }
        if keyword == Keyword::Discriminator && node.get("mapping").is_some() {
            self.mapped.push((id, self.base.clone()));
        }
        Some(self.subschemas(keyword, &node))
    }

    /// The value of a keyword that is an object of fixed fields; `None` where it lacks what it is about.
    fn annotated(&mut self, keyword: Keyword, node: &Node, shape: &'static Shape) -> Option<Node> {
        let mark = self.diagnostics.mark();
        self.at.push(keyword.name());
        let walked = self.object(node, shape);
        self.at.pop();
        self.diagnostics.soften(mark, "it is ignored");
        let is_complete = shape.name != "Discriminator" || walked.get("propertyName").is_some();
        is_complete.then_some(walked)
    }

    /// Early drafts of JSON Schema say `required: true` on a property: the object around requires it.
    fn flagged(&mut self, object: &Object, keywords: &mut Keywords) {
        let properties = object.get(Keyword::Properties.name()).and_then(Node::as_object).into_iter().flatten();
        let flags = properties.filter_map(|(name, property)| Some((name, property.get(Keyword::Required.name())?)));
        let flagged: Vec<Node> = flags
            .filter(|(_, flag)| flag.as_bool() == Some(true))
            .map(|(name, flag)| Node::string(name.as_str(), flag.origin))
            .collect();
        let Some(first) = flagged.first() else { return };
        let origin = first.origin;
        let required = keywords.entry(Keyword::Required).or_insert_with(|| Node::new(Value::Array(Vec::new()), origin));
        if let Value::Array(names) = &mut required.value {
            let known: HashSet<String> = names.iter().filter_map(Node::as_str).map(str::to_owned).collect();
            names.extend(flagged.into_iter().filter(|name| name.as_str().is_some_and(|name| !known.contains(name))));
        }
    }

    /// The value of a keyword, if it is of the kind that belongs there. Annotations in another kind than text are read as
    /// their text; anything else is left out of the schema.
    pub(super) fn plain_value(&mut self, node: &Node, plain: ValueKind) -> Option<Node> {
        if plain.fits(node) {
            return Some(node.clone());
        }
        if plain == ValueKind::Text && node.get("$ref").is_some() {
            return self.misplaced(node, Kind::String, plain.expected());
        }
        if plain == ValueKind::Text && matches!(node.value, Value::Number(_) | Value::Bool(_)) {
            return self.string(node);
        }
        if plain == ValueKind::Flag && node.as_str().is_some_and(|text| ["true", "false"].contains(&text)) {
            return self.flag(node);
        }
        if plain == ValueKind::Names && matches!(node.value, Value::String(_)) {
            self.warn_kind(node, plain.expected().to_owned(), "it is read as an array of one");
            return Some(Node::new(Value::Array(vec![node.clone()]), node.origin));
        }
        if plain == ValueKind::Names && node.as_bool() == Some(true) && self.is_property() {
            self.warn_kind(node, plain.expected().to_owned(), "the object around requires this property");
            return None;
        }
        if let (ValueKind::Names, Some(items)) = (plain, node.as_array()) {
            let names = items.iter().filter_map(|item| self.name(item)).collect();
            return Some(Node::new(Value::Array(names), node.origin));
        }
        let message = format!("expected {}, found {}", plain.expected(), node.kind());
        let diagnostic = Diagnostic::warning(Code::WrongKind, message).at(node.origin, Part::Value);
        self.diagnostics.push(diagnostic.help("the keyword is ignored"));
        None
    }

    /// One of several names.
    fn name(&mut self, node: &Node) -> Option<Node> {
        let mark = self.diagnostics.mark();
        let name = self.string(node);
        self.diagnostics.soften(mark, "it is ignored");
        name
    }

    /// Whether the walk stands at a schema among the properties of another.
    fn is_property(&self) -> bool {
        self.at.tokens().iter().rev().nth(1).is_some_and(|token| token == Keyword::Properties.name())
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
    fn subschemas(&mut self, keyword: Keyword, node: &Node) -> Node {
        self.at.push(keyword.name());
        let position = keyword.subschemas();
        let value = match (position, &node.value) {
            (Subschemas::None, _) => node.value.clone(),
            (Subschemas::OneOrBool, Value::Bool(value)) => Value::Bool(*value),
            (Subschemas::One | Subschemas::OneOrBool, _) => Value::Schema(self.schema(node)),
            (Subschemas::OneOrList, Value::Array(items)) | (Subschemas::List, Value::Array(items)) => Value::Array(
                items.iter().enumerate().map(|(index, item)| self.entry(&index.to_string(), item)).collect(),
            ),
            (Subschemas::OneOrList, _) => Value::Schema(self.schema(node)),
            (Subschemas::Map, Value::Object(_)) if node.get("$ref").is_some_and(|node| node.as_str().is_some()) => {
                let followed = self.misplaced(node, Kind::Map(&Kind::Schema), "an object of schemas");
                followed.map_or_else(|| Value::Object(Object::new()), |followed| followed.value)
            }
            (Subschemas::Map, Value::Object(entries)) => {
                Value::Object(entries.iter().map(|(name, entry)| (name.clone(), self.entry(name, entry))).collect())
            }
            (Subschemas::List | Subschemas::Map, value) => {
                let expected =
                    if position == Subschemas::List { "an array of schemas" } else { "an object of schemas" };
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
