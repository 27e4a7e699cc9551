//! Schemas as tables.

use crate::collections::HashMap;

use super::{XmlReader, object, size};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Hint, Xml, XmlKind, XmlNode};
use crate::limits;
use crate::schema::{Additional, Array, EnumBase, Form, NodeType, Object, Schema};

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

impl XmlReader<'_, '_> {
    /// The node of a property or item. `inferred` is its name if its schema has none.
    pub(super) fn xml_node(&mut self, property: &str, schema: SchemaId, inferred: &str, hint: &Hint) -> XmlNode {
        if !self.count(schema, 1) {
            return XmlNode { property: property.to_owned(), ..any_node(inferred) };
        }
        let settings = object::settings(self.table(), schema);
        let last = self.table().value(schema).0;
        let row = self.table().get(last);
        let (is_array, is_object) = (row.as_array().is_some(), row.as_object().is_some());
        // An array is not wrapped unless it says so (OAS 3.0.4, "XML Object", `wrapped`).
        let mut kind = settings.kind.unwrap_or(if is_array { XmlKind::None } else { XmlKind::Element });
        if is_object && !matches!(kind, XmlKind::Element | XmlKind::None) {
            let message = format!("`{inferred}` is an object, so it cannot be an attribute or text in XML");
            let origin = settings.origin.unwrap_or(row.origin);
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Key);
            self.schemas.diagnostics.push(diagnostic.with_note("it is an element"));
            kind = XmlKind::Element;
        }
        // The name of an array that nothing wraps means nothing (OAS 3.1.1, "XML Object", `name`).
        let name = settings.name.filter(|_| matches!(kind, XmlKind::Element | XmlKind::Attribute));
        let name = name.unwrap_or_else(|| inferred.to_owned());
        if kind != XmlKind::Attribute && !name.is_empty() && !is_name(&name) {
            let message = format!("`{name}` cannot be the name of an XML element");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(row.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(
                diagnostic
                    .with_note("values with this element are not sent")
                    .help("add `xml: { name: … }` with another name"),
            );
        }
        let xml = match self.inner_node(schema, hint) {
            Some(inner) => Xml::Within(Box::new(inner)),
            None => self.xml_value(last, &name, hint),
        };
        XmlNode {
            property: property.to_owned(),
            name,
            prefix: settings.prefix,
            namespace: settings.namespace,
            kind,
            required: false,
            nullable: self.schemas.registry.allows_null(schema),
            xml,
        }
    }

    /// The node of what is referred to, where it is within one that the reference makes (OAS 3.2.1, "XML Node Types").
    fn inner_node(&mut self, schema: SchemaId, hint: &Hint) -> Option<XmlNode> {
        let row = self.table().get(schema);
        let xml = row.annotations.xml.as_ref();
        let makes_one = xml.is_some_and(|xml| matches!(xml.node_type, Some((Ok(NodeType::Element), _))));
        let target = row.reference().filter(|_| makes_one)?;
        let settings = object::settings(self.table(), target);
        let is_array = self.table().target(target).1.as_array().is_some();
        let is_element = settings.kind.map_or(!is_array, |kind| kind == XmlKind::Element);
        is_element
            .then(|| self.xml_node("", target, &settings.name.unwrap_or_default(), hint))
            .filter(|node| !node.name.is_empty())
    }

    /// The values of a schema in XML; `name` is that of items which have none.
    pub(super) fn xml_value(&mut self, id: SchemaId, name: &str, hint: &Hint) -> Xml {
        let row = self.table().get(id);
        match &row.form {
            Form::Union(_) | Form::Object(_) => self.xml_schema(id, hint),
            Form::Array(array) => self.xml_array(id, array, name, hint),
            Form::Text(_) => text_of(row),
            Form::Enum(list) => match list.base {
                EnumBase::Text(_) => text_of(row),
                EnumBase::Integer(_) => Xml::Number,
            },
            Form::Number(_) => Xml::Number,
            Form::Bool(_) => Xml::Boolean,
            Form::Any | Form::Null | Form::Unresolved | Form::Reference(_) => {
                let message = "this schema has no type, which XML needs";
                let note = Diagnostic::note(Code::XmlForm, message).at(row.origin, SpanTarget::Key);
                let reading = "a value is read as text, or as an object with a property for each element";
                self.schemas.diagnostics.push(note.with_note(reading));
                Xml::Any
            }
        }
    }

    /// The table of an array, which is made once for each name that its items may have.
    fn xml_array(&mut self, id: SchemaId, array: &Array, name: &str, hint: &Hint) -> Xml {
        let key = (id, name.to_owned());
        if let Some(cached) = self.tables.arrays.get(&key).cloned() {
            return if self.count(id, size::nodes(&cached)) { cached } else { Xml::Any };
        }
        if self.tables.open_arrays.len() >= limits::XML_ARRAY_DEPTH {
            let message = format!("this array is within {} arrays in XML", limits::XML_ARRAY_DEPTH);
            let origin = self.table().get(id).origin;
            let diagnostic = Diagnostic::warning(Code::XmlForm, message).at(origin, SpanTarget::Key);
            self.schemas.diagnostics.push(diagnostic.with_note("its values are any values"));
            return Xml::Any;
        }
        if !self.tables.open_arrays.insert(id) {
            self.tables.circles += 1;
            return Xml::Any; // so is its type, which was reported
        }
        let circles = self.tables.circles;
        let items = hint.item();
        let mut xml = match &array.places[..] {
            places @ [_, ..] => {
                Xml::Tuple(places.iter().map(|place| self.xml_node("", *place, name, &items)).collect())
            }
            [] => Xml::List(Box::new(self.xml_item(array, name, &items))),
        };
        self.tables.open_arrays.remove(&id);
        if self.tables.circles == circles {
            xml = self.shared(id, hint, xml);
            self.tables.arrays.insert(key, xml.clone());
        }
        xml
    }

    fn xml_item(&mut self, array: &Array, name: &str, hint: &Hint) -> XmlNode {
        let Some(items) = array.items else {
            return any_node(name);
        };
        let item = self.xml_node("", items, name, hint);
        if item.kind == XmlKind::None && self.list_item(&item.xml).is_some() {
            self.within_each_other(items);
        }
        item
    }

    fn within_each_other(&mut self, items: SchemaId) {
        let message = "XML does not separate arrays within an array that are not `wrapped`";
        let origin = self.table().get(items).origin;
        let diagnostic = Diagnostic::warning(Code::XmlForm, message).at(origin, SpanTarget::Key);
        self.schemas.diagnostics.push(diagnostic.help("add `xml: { wrapped: true }` to the inner array"));
    }

    /// The table of an object or union.
    pub(super) fn xml_content(&mut self, id: SchemaId, hint: &Hint) -> Xml {
        let row = self.table().get(id);
        match &row.form {
            Form::Union(union) => self.xml_union(id, union, hint),
            Form::Object(object) => self.xml_object(row, object, hint),
            _ => Xml::Any,
        }
    }

    fn xml_object(&mut self, row: &Schema, object: &Object, hint: &Hint) -> Xml {
        let mut nodes = Vec::new();
        for (name, schema) in &object.properties {
            let node = self.xml_node(name, *schema, name, &hint.property(name));
            nodes.push(XmlNode { required: object.required.contains_key(name), ..node });
        }
        self.one_name(row, &nodes);
        for name in object.required.keys() {
            if !object.properties.contains_key(name) {
                nodes.push(XmlNode { property: name.clone(), required: true, ..any_node(name) });
            }
        }
        let others = self.xml_others(object, nodes.is_empty(), &hint.within("value"));
        Xml::Object(nodes, others.map(Box::new))
    }

    /// Names properties that cannot be told apart: elements, or attributes, of one name.
    fn one_name(&mut self, row: &Schema, nodes: &[XmlNode]) {
        let mut seen = HashMap::default();
        let mut findings = Vec::new();
        for node in nodes {
            let named = match node.kind {
                XmlKind::Element | XmlKind::Attribute => Some(node),
                XmlKind::None => self.list_item(&node.xml).filter(|item| item.kind == XmlKind::Element),
                XmlKind::Text | XmlKind::Cdata => None,
            };
            let Some(named) = named else { continue };
            let key = (named.kind == XmlKind::Attribute, &named.name, &named.namespace);
            if let Some(other) = seen.insert(key, &node.property) {
                let message = format!("`{other}` and `{}` have the same name in XML: `{}`", node.property, named.name);
                findings.push(Diagnostic::warning(Code::XmlForm, message).at(row.origin, SpanTarget::Key));
            }
        }
        for diagnostic in findings {
            self.schemas.diagnostics.push(diagnostic);
        }
    }

    /// The node of properties that an object does not declare; their names are their keys.
    fn xml_others(&mut self, object: &Object, is_free: bool, hint: &Hint) -> Option<XmlNode> {
        let schema = match (object.additional.or(object.unevaluated), &object.patterns) {
            (Some(Additional::Of(schema)), _) => Some(schema),
            (Some(Additional::Allowed), _) => return Some(any_node("")),
            (Some(Additional::Forbidden), None) => return None,
            (_, patterns) => patterns.as_ref().and_then(|(patterns, _)| patterns.values().next().copied()),
        };
        let Some(schema) = schema else {
            let is_kept = is_free || self.schemas.options.keep_unknown_properties;
            return is_kept.then(|| any_node(""));
        };
        let mut node = self.xml_node("", schema, "", hint);
        // Items with a name of their own need an element that has the key.
        let is_nameless = self.list_item(&node.xml).is_some_and(|item| item.name.is_empty());
        if node.kind != XmlKind::None || !is_nameless {
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

/// Returns `true` if a text is a name, with a prefix or without (Namespaces in XML 1.0, section 4; letters as Unicode has them).
fn is_name(text: &str) -> bool {
    let begins = |c: char| c == '_' || c.is_alphabetic();
    let is_other = |c: char| begins(c) || c.is_alphanumeric() || matches!(c, '-' | '.' | '\u{B7}');
    let is_part = |part: &str| part.starts_with(begins) && part.chars().all(is_other);
    text.split(':').count() <= 2 && text.split(':').all(is_part)
}

fn text_of(schema: &Schema) -> Xml {
    let is_word = match schema.listed() {
        Some(listed) => listed.values.iter().all(|listed| listed.value.as_str() != Some("")),
        None => schema.format_name().is_some_and(|format| WORDS.contains(&format)),
    };
    if is_word { Xml::Word } else { Xml::Text }
}
