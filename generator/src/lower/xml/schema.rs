//! Schemas as tables.

use std::collections::HashMap;

use crate::bundle::Row;
use crate::compose::PLACES;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, SchemaId, Value};
use crate::ir::{Hint, Xml, XmlKind, XmlNode};
use crate::lower::types::{Types, implied, type_names};

/// Formats whose text is never empty.
const WORDS: [&str; 15] = [
    "date-time",
    "date-time-rfc1123",
    "date",
    "time",
    "duration",
    "uuid",
    "guid",
    "ip",
    "ipv4",
    "ipv6",
    "int32",
    "int64",
    "uint64",
    "decimal",
    "unixtime",
];

impl Types<'_> {
    /// What the value of a property or item is in XML. `inferred` is its name where its schema does not say one.
    pub(super) fn xml_node(&mut self, property: &str, schema: SchemaId, inferred: &str, hint: &Hint) -> XmlNode {
        let said = self.xml_said(schema);
        let last = self.way(schema).last().copied().unwrap_or(schema);
        let row = self.schemas.get(last);
        let of_kind = kind_of(row);
        let (is_array, is_object) = (of_kind == Some("array"), of_kind == Some("object"));
        let mut kind = said.kind.unwrap_or(if is_array { XmlKind::None } else { XmlKind::Element });
        if is_object && !matches!(kind, XmlKind::Element | XmlKind::None) {
            let message = format!("`{inferred}` is an object, which is an element in XML and not a text or attribute");
            let origin = said.origin.unwrap_or(row.origin);
            self.diagnostics.push(Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Key));
            kind = XmlKind::Element;
        }
        // The name of an array that nothing wraps means nothing (OAS 3.1.1, "XML Object", `name`).
        let name = said.name.filter(|_| matches!(kind, XmlKind::Element | XmlKind::Attribute));
        let name = name.unwrap_or_else(|| inferred.to_owned());
        if kind != XmlKind::Attribute && !name.is_empty() && !is_name(&name) {
            let message = format!("`{name}` is no name of an element in XML");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(row.origin, Part::Key);
            self.diagnostics.push(diagnostic.help("`xml: { name: … }` gives it one; with this one it is not sent"));
        }
        let xml = match self.inner_node(schema, hint) {
            Some(inner) => Xml::Within(Box::new(inner)),
            None => self.xml_value(last, &name, hint),
        };
        XmlNode {
            property: property.to_owned(),
            name,
            prefix: said.prefix,
            namespace: said.namespace,
            kind,
            required: false,
            nullable: self.allows_null(schema),
            xml,
        }
    }

    /// The node of what is referred to, where it is within one that the reference makes (OAS 3.2.1, "XML Node Types").
    fn inner_node(&mut self, schema: SchemaId, hint: &Hint) -> Option<XmlNode> {
        let row = self.schemas.get(schema);
        let makes_one = row.get("xml").and_then(|xml| xml.get("nodeType")).and_then(Node::as_str) == Some("element");
        let target = row.schema("$ref").filter(|_| makes_one)?;
        let said = self.xml_said(target);
        let is_array = kind_of(self.schemas.target(target).1) == Some("array");
        let is_element = said.kind.map_or(!is_array, |kind| kind == XmlKind::Element);
        is_element
            .then(|| self.xml_node("", target, &said.name.unwrap_or_default(), hint))
            .filter(|node| !node.name.is_empty())
    }

    /// How the values of a schema stand in XML; the name is that of items which have none.
    pub(super) fn xml_value(&mut self, id: SchemaId, name: &str, hint: &Hint) -> Xml {
        let row = self.schemas.get(id);
        if ["oneOf", "anyOf"].iter().any(|keyword| row.get(keyword).is_some()) {
            return self.xml_schema(id, hint);
        }
        match kind_of(row) {
            Some("object") => self.xml_schema(id, hint),
            Some("array") => self.xml_array(id, name, hint),
            Some("string") => text_of(row),
            Some("integer" | "number") => Xml::Number,
            Some("boolean") => Xml::Boolean,
            _ => {
                let message = "in XML a value without a type is text, or an object with a property for each element";
                self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(row.origin, Part::Key));
                Xml::Any
            }
        }
    }

    fn xml_array(&mut self, id: SchemaId, name: &str, hint: &Hint) -> Xml {
        let row = self.schemas.get(id);
        if self.xml.arrays.contains(&id) {
            return Xml::Any; // so is its type, which was reported
        }
        self.xml.arrays.push(id);
        let hint = hint.item();
        let xml = match row.get("prefixItems").or_else(|| row.get(PLACES)).and_then(Node::as_array) {
            Some(places) => {
                let places = places.iter().filter_map(Node::as_schema);
                Xml::Tuple(places.map(|place| self.xml_node("", place, name, &hint)).collect())
            }
            None => Xml::List(Box::new(match row.schema("items") {
                Some(items) => {
                    let item = self.xml_node("", items, name, &hint);
                    if item.kind == XmlKind::None && matches!(item.xml, Xml::List(_)) {
                        self.within_each_other(items);
                    }
                    item
                }
                None => any_node(name),
            })),
        };
        self.xml.arrays.pop();
        xml
    }

    fn within_each_other(&mut self, items: SchemaId) {
        let message =
            "arrays within an array that are not `wrapped` are one after the other in XML, without a mark between";
        let origin = self.schemas.get(items).origin;
        self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(origin, Part::Key));
    }

    /// The table of an object or union.
    pub(super) fn xml_content(&mut self, id: SchemaId, hint: &Hint) -> Xml {
        let row = self.schemas.get(id);
        match ["oneOf", "anyOf"].iter().find(|keyword| row.get(keyword).is_some()) {
            Some(keyword) => self.xml_union(id, keyword, hint),
            None => self.xml_object(row, hint),
        }
    }

    fn xml_object(&mut self, row: &Row, hint: &Hint) -> Xml {
        let required = row.get("required").and_then(Node::as_array).unwrap_or_default();
        let is_required = |name: &str| required.iter().any(|node| node.as_str() == Some(name));
        let mut nodes = Vec::new();
        for (name, node) in row.get("properties").and_then(Node::as_object).into_iter().flatten() {
            let Some(schema) = node.as_schema() else { continue };
            let node = self.xml_node(name, schema, name, &hint.property(name));
            nodes.push(XmlNode { required: is_required(name), ..node });
        }
        self.one_name(row, &nodes);
        for name in required.iter().filter_map(Node::as_str) {
            if nodes.iter().all(|node| node.property != name) {
                nodes.push(XmlNode { property: name.to_owned(), required: true, ..any_node(name) });
            }
        }
        let others = self.xml_others(row, nodes.is_empty(), &hint.within("value"));
        Xml::Object(nodes, others.map(Box::new))
    }

    /// Names properties that cannot be told apart: elements, or attributes, of one name.
    fn one_name(&mut self, row: &Row, nodes: &[XmlNode]) {
        let mut seen = HashMap::new();
        for node in nodes {
            let named = match (&node.xml, node.kind) {
                (_, XmlKind::Element | XmlKind::Attribute) => node,
                (Xml::List(item), XmlKind::None) if item.kind == XmlKind::Element => item,
                _ => continue,
            };
            let key = (named.kind == XmlKind::Attribute, &named.name, &named.namespace);
            if let Some(other) = seen.insert(key, &node.property) {
                let message = format!("`{other}` and `{}` have one name in XML: `{}`", node.property, named.name);
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(row.origin, Part::Key));
            }
        }
    }

    /// How properties stand that an object does not declare; their names are their keys.
    fn xml_others(&mut self, row: &Row, is_free: bool, hint: &Hint) -> Option<XmlNode> {
        let additional = row.get("additionalProperties").or_else(|| row.get("unevaluatedProperties"));
        let patterns = row.get("patternProperties").and_then(Node::as_object);
        let schema = match additional.map(|node| &node.value) {
            Some(Value::Schema(schema)) => Some(*schema),
            Some(Value::Bool(true)) => return Some(any_node("")),
            Some(Value::Bool(false)) if patterns.is_none() => return None,
            _ => patterns.and_then(|patterns| patterns.values().find_map(Node::as_schema)),
        };
        let Some(schema) = schema else {
            let is_kept = is_free || self.options.keep_unknown_properties;
            return is_kept.then(|| any_node(""));
        };
        let mut node = self.xml_node("", schema, "", hint);
        // Items with a name of their own need an element that has the key.
        let is_nameless = |xml: &Xml| matches!(xml, Xml::List(item) if item.name.is_empty());
        if node.kind != XmlKind::None || !is_nameless(&node.xml) {
            node.kind = XmlKind::Element;
        }
        node.name.clear();
        Some(node)
    }
}

/// The node of a value of any kind.
fn any_node(name: &str) -> XmlNode {
    XmlNode {
        property: String::new(),
        name: name.to_owned(),
        prefix: None,
        namespace: None,
        kind: XmlKind::Element,
        required: false,
        nullable: true,
        xml: Xml::Any,
    }
}

/// The type of a schema, `null` apart.
pub(super) fn kind_of(row: &Row) -> Option<&str> {
    let names = type_names(row);
    let kind = names.iter().copied().find(|name| *name != "null");
    kind.or_else(|| listed(row)).or_else(|| implied(row).filter(|_| names.is_empty()))
}

/// The type of listed values.
fn listed(row: &Row) -> Option<&'static str> {
    let values = row.get("enum").and_then(Node::as_array)?;
    values.iter().find_map(|value| match value.value {
        Value::String(_) => Some("string"),
        Value::Number(_) => Some("number"),
        Value::Bool(_) => Some("boolean"),
        _ => None,
    })
}

/// Whether a text is a name, with a prefix or without (Namespaces in XML 1.0, section 4; letters as Unicode has them).
fn is_name(text: &str) -> bool {
    let begins = |c: char| c == '_' || c.is_alphabetic();
    let is_other = |c: char| begins(c) || c.is_alphanumeric() || matches!(c, '-' | '.' | '\u{B7}');
    let is_part = |part: &str| part.starts_with(begins) && part.chars().all(is_other);
    text.split(':').count() <= 2 && text.split(':').all(is_part)
}

fn text_of(row: &Row) -> Xml {
    let is_word = match row.get("enum").and_then(Node::as_array) {
        Some(values) => values.iter().all(|value| value.as_str() != Some("")),
        None => row.text("format").is_some_and(|format| WORDS.contains(&format)),
    };
    if is_word { Xml::Word } else { Xml::Text }
}
