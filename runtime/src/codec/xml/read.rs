//! From XML to the JSON form of a value.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::MAX_DEPTH;
use super::name::{local, prefix};
use super::scalar::{SPACE, scalar};
use super::tree::{Child, Element, is_blank, parse};
use crate::codec::json::DecodeFailure;
use crate::contract::{Xml, XmlKind, XmlNode};

/// A value in its JSON form, whose numbers are as they are written.
pub(super) enum Json {
    /// A number, `true`, `false` or `null`.
    Raw(String),
    Text(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// The properties of an object, and how others stand.
type ObjectNodes = (&'static [XmlNode], Option<&'static XmlNode>);

/// The JSON text of a document.
pub(super) fn read(text: &str, node: &XmlNode) -> Result<String, DecodeFailure> {
    let root = parse(text)?;
    let mut walk = XmlWalk { depth: 0 };
    if !is_expected(&root, node) {
        // Only a root that has nothing of what is declared is refused: services call it after the operation as often as
        // after the schema.
        let actual: String = root.name.chars().take(40).flat_map(char::escape_debug).collect();
        return Err(DecodeFailure::new(format!(
            "the element of the body is `{actual}`, and `{}` is expected",
            node.named
        )));
    }
    let json = walk.content(&root, &[node.xml])?.unwrap_or_else(null);
    // By way of JSON, so that a schema has one codec and XML is a table.
    let mut out = String::new();
    json.print(&mut out);
    Ok(out)
}

/// `true` if a document is the one that is expected. What is there counts more than what it is called: services call the
/// outermost element as they like.
fn is_expected(root: &Element<'_>, node: &XmlNode) -> bool {
    if node.named.is_empty() || root.local() == local(node.named) || !root.is_structured() {
        return true;
    }
    match node.xml {
        Xml::Object(nodes, None) => {
            root.elements().any(|child| nodes.iter().any(|node| declares(node, child.local(), 0)))
                || nodes.iter().any(|node| node.kind == XmlKind::Attribute && root.attribute(node.named).is_some())
        }
        Xml::List(item) => root.elements().any(|child| declares(item, child.local(), 0)),
        _ => true,
    }
}

/// `true` if a node is an element of this name, or has some that stand in the element around it.
fn declares(node: &XmlNode, name: &str, depth: usize) -> bool {
    match node.kind {
        XmlKind::Element => local(node.named) == name,
        XmlKind::None if depth < MAX_DEPTH => match node.xml {
            Xml::List(item) => declares(item, name, depth + 1),
            Xml::Object(nodes, _) | Xml::Tuple(nodes) => nodes.iter().any(|node| declares(node, name, depth + 1)),
            _ => false,
        },
        _ => false,
    }
}

fn null() -> Json {
    Json::Raw("null".to_owned())
}

/// A walk through a document and its table.
struct XmlWalk {
    depth: usize,
}

/// The possible forms of an element, with the alternatives of unions expanded.
#[derive(Default)]
struct ElementForms {
    objects: Vec<ObjectNodes>,
    lists: Vec<&'static XmlNode>,
    tuples: Vec<&'static [XmlNode]>,
    scalars: Vec<&'static Xml>,
    is_any: bool,
    /// The property that told the alternatives apart, and its value.
    tag: Option<(&'static str, String)>,
}

impl XmlWalk {
    /// Reads the content of an element, which may have one of several forms.
    fn content(&mut self, element: &Element<'_>, shapes: &[&'static Xml]) -> Result<Option<Json>, DecodeFailure> {
        if element.is_nil() {
            return Ok(Some(null()));
        }
        // Twice, since a list in a wrapper takes two levels of the walk for one of the document.
        if self.depth > 2 * MAX_DEPTH {
            return Err(DecodeFailure::new("the body has too many values within each other"));
        }
        self.depth += 1;
        let content = match shapes {
            [Xml::Within(node), ..] => self.node(element, node, &[node.xml], &[]),
            _ => self.choice(element, shapes).and_then(|choice| self.chosen(element, choice)),
        };
        self.depth -= 1;
        content
    }

    fn chosen(&mut self, element: &Element<'_>, choice: ElementForms) -> Result<Option<Json>, DecodeFailure> {
        let has_elements = element.elements().next().is_some();
        let is_plain = !choice.scalars.is_empty() || choice.is_any;
        if !choice.objects.is_empty() && (element.is_structured() || !is_plain && choice.lists.is_empty()) {
            let mut entries = self.object(element, &likeliest(element, choice.objects))?;
            // The tag may stand in an attribute that no property of the variant declares; the variant is told by it all
            // the same.
            let tag = choice.tag.filter(|(property, _)| entries.iter().all(|(key, _)| key != property));
            entries.extend(tag.map(|(property, value)| (property.to_owned(), Json::Text(value))));
            return Ok(Some(Json::Object(entries)));
        }
        if let Some(nodes) = choice.tuples.first() {
            return self.tuple(element, nodes).map(Some);
        }
        // A list is taken where there are elements. Text alone is a scalar, if the union has one.
        if let Some(item) = choice.lists.first().filter(|_| has_elements || !is_plain) {
            return self.items(element, item).map(Json::Array).map(Some);
        }
        if choice.is_any && element.is_structured() {
            return self.any(element).map(Some);
        }
        let mut scalars = choice.scalars;
        scalars.extend(choice.is_any.then_some(&Xml::Any));
        Ok(scalar(&element.text(), &scalars))
    }

    fn choice(&mut self, element: &Element<'_>, shapes: &[&'static Xml]) -> Result<ElementForms, DecodeFailure> {
        let mut choice = ElementForms::default();
        let mut seen: Vec<&'static Xml> = Vec::new();
        let mut open: Vec<&'static Xml> = shapes.iter().rev().copied().collect();
        while let Some(xml) = open.pop() {
            match xml {
                Xml::Union(_) | Xml::Tagged(..) if seen.iter().any(|visited| std::ptr::eq(*visited, xml)) => {}
                Xml::Union(members) => {
                    seen.push(xml);
                    open.extend(members.iter().rev());
                }
                Xml::Tagged(node, values, rest) => {
                    seen.push(xml);
                    let value = match self.node(element, node, &[node.xml], &[])? {
                        Some(Json::Text(value) | Json::Raw(value)) => value,
                        _ => String::new(),
                    };
                    let matched: Vec<_> =
                        values.iter().filter(|(visited, _)| *visited == value).map(|(_, is)| *is).collect();
                    if matched.is_empty() {
                        open.extend(rest.iter().rev());
                    }
                    open.extend(matched);
                    if !value.is_empty() {
                        choice.tag = Some((node.property, value));
                    }
                }
                Xml::Object(nodes, others) => choice.objects.push((nodes, *others)),
                Xml::List(item) => choice.lists.push(item),
                Xml::Tuple(nodes) => choice.tuples.push(nodes),
                // Only alone does it tell anything.
                Xml::Any | Xml::Within(_) => choice.is_any = true,
                scalar => choice.scalars.push(scalar),
            }
        }
        Ok(choice)
    }

    /// The properties of an object. Of several shapes each property is what one of them says.
    fn object(&mut self, element: &Element<'_>, shapes: &[ObjectNodes]) -> Result<Vec<(String, Json)>, DecodeFailure> {
        let mut entries: Vec<(String, Json)> = Vec::new();
        for (index, (nodes, _)) in shapes.iter().enumerate() {
            for node in *nodes {
                if index > 0 && entries.iter().any(|(key, _)| key == node.property) {
                    continue;
                }
                // Shapes that agree on where a property stands read it together; the JSON that comes out decides
                // between the variants.
                let is_same = |other: &&XmlNode| other.property == node.property && other.kind == node.kind;
                let others = shapes[index + 1..].iter().flat_map(|(nodes, _)| nodes.iter()).filter(is_same);
                let node_shapes: Vec<&'static Xml> =
                    std::iter::once(node.xml).chain(others.map(|other| other.xml)).collect();
                if let Some(json) = self.node(element, node, &node_shapes, shapes)? {
                    entries.push((node.property.to_owned(), json));
                }
            }
        }
        if let Some(others) = shapes.iter().find_map(|(_, others)| *others) {
            self.others(element, shapes, others, &mut entries)?;
        }
        Ok(entries)
    }

    /// Elements that are no declared property.
    fn others(
        &mut self,
        element: &Element<'_>,
        shapes: &[ObjectNodes],
        others: &'static XmlNode,
        entries: &mut Vec<(String, Json)>,
    ) -> Result<(), DecodeFailure> {
        // An element that any of the shapes declares is no undeclared one, even where the likeliest shape lacks it.
        let declared: Vec<&XmlNode> = shapes.iter().flat_map(|(nodes, _)| nodes.iter()).collect();
        let mut keys: Vec<&str> = Vec::new();
        let mut groups: HashMap<&str, Vec<&Element<'_>>> = HashMap::new();
        for child in element.elements() {
            let key = child.local();
            if declared.iter().any(|node| declares(node, key, 0) || node.property == key) {
                continue;
            }
            let group = groups.entry(key).or_default();
            if group.is_empty() {
                keys.push(key);
            }
            group.push(child);
        }
        for key in keys {
            if let Some(json) = self.repeated(&groups[key], others, &[others.xml])? {
                entries.push((key.to_owned(), json));
            }
        }
        Ok(())
    }

    /// The value of a node of an element.
    fn node(
        &mut self,
        element: &Element<'_>,
        node: &XmlNode,
        schemas: &[&'static Xml],
        shapes: &[ObjectNodes],
    ) -> Result<Option<Json>, DecodeFailure> {
        let value = match node.kind {
            XmlKind::Attribute => element.attribute(node.named).and_then(|text| attribute(text, schemas)),
            XmlKind::Text => scalar(&element.text(), schemas),
            XmlKind::Cdata => scalar(&element.cdata(), schemas),
            XmlKind::None => return self.spread(element, node, schemas, shapes),
            XmlKind::Element => self.repeated(&named(element, node.named, node, shapes), node, schemas)?,
        };
        let is_null = node.nullable && (node.required || node.kind == XmlKind::Attribute);
        Ok(value.or_else(|| is_null.then(null)))
    }

    /// The value of a node whose own nodes stand in the element.
    fn spread(
        &mut self,
        element: &Element<'_>,
        node: &XmlNode,
        schemas: &[&'static Xml],
        shapes: &[ObjectNodes],
    ) -> Result<Option<Json>, DecodeFailure> {
        let Xml::List(item) = node.xml else {
            let is_there = element.elements().any(|child| declares(node, child.local(), 0));
            return if is_there || node.required { self.content(element, schemas) } else { Ok(None) };
        };
        let items = match item.kind {
            XmlKind::Element => self.each(&named(element, item.named, node, shapes), item)?,
            _ => self.items(element, item)?,
        };
        Ok(match (items.is_empty(), node.nullable) {
            (false, _) => Some(Json::Array(items)),
            (true, true) => node.required.then(null),
            (true, false) => node.required.then_some(Json::Array(items)),
        })
    }

    // An absent list is empty where it is required, and absent otherwise: XML has no sign for a list without items.
    /// The value that elements of one name are together. Of several that are no items the last counts.
    fn repeated(
        &mut self,
        elements: &[&Element<'_>],
        node: &XmlNode,
        shapes: &[&'static Xml],
    ) -> Result<Option<Json>, DecodeFailure> {
        if let (XmlKind::None, Xml::List(item)) = (node.kind, node.xml) {
            return self.each(elements, item).map(Json::Array).map(Some);
        }
        match elements {
            [] => Ok(None),
            [only] => self.content(only, shapes),
            [.., last] => match shapes.iter().find_map(|xml| repeats(xml)) {
                Some(item) => {
                    let items = elements.iter().map(|element| self.content(element, &[item]));
                    let items: Vec<Option<Json>> = items.collect::<Result<_, _>>()?;
                    Ok(Some(Json::Array(items.into_iter().map(|item| item.unwrap_or_else(null)).collect())))
                }
                None => self.content(last, shapes),
            },
        }
    }

    /// The items of an array that are these elements.
    fn each(&mut self, elements: &[&Element<'_>], item: &'static XmlNode) -> Result<Vec<Json>, DecodeFailure> {
        let items = elements.iter().map(|element| Ok(self.content(element, &[item.xml])?.unwrap_or_else(null)));
        items.collect()
    }

    /// The items of an array in an element of its own: those of their name, or all where there are none.
    fn items(&mut self, element: &Element<'_>, item: &'static XmlNode) -> Result<Vec<Json>, DecodeFailure> {
        if item.kind != XmlKind::Element {
            let only = match item.kind {
                XmlKind::Text | XmlKind::Cdata if element.text().is_empty() => None,
                _ => self.node(element, item, &[item.xml], &[])?,
            };
            return Ok(only.into_iter().collect());
        }
        let elements: Vec<&Element<'_>> = element.elements().collect();
        let items: Vec<&Element<'_>> =
            elements.iter().copied().filter(|child| child.local() == local(item.named)).collect();
        self.each(if items.is_empty() { &elements } else { &items }, item)
    }

    /// An array with a node for each place, in the order of the document.
    fn tuple(&mut self, element: &Element<'_>, nodes: &'static [XmlNode]) -> Result<Json, DecodeFailure> {
        let mut children = element.children.iter().peekable();
        let mut items = Vec::new();
        for node in nodes {
            let is_text = matches!(node.kind, XmlKind::Text | XmlKind::Cdata);
            let mut value = None;
            while let Some(child) = children.peek() {
                match child {
                    Child::Element(child) if !is_text => value = self.content(child, &[node.xml])?,
                    Child::Text(text) | Child::Cdata(text) if is_text => value = scalar(text, &[node.xml]),
                    Child::Text(text) if is_blank(text) => {
                        children.next();
                        continue;
                    }
                    // Something else: this place is empty.
                    Child::Element(_) => break,
                    _ => {
                        children.next();
                        continue;
                    }
                }
                children.next();
                break;
            }
            items.push(value);
        }
        while items.last().is_some_and(Option::is_none) {
            items.pop();
        }
        Ok(Json::Array(items.into_iter().map(|item| item.unwrap_or_else(null)).collect()))
    }

    /// An element of which nothing is known: an object with a property for each attribute and each name of an element.
    fn any(&mut self, element: &Element<'_>) -> Result<Json, DecodeFailure> {
        static ANY: XmlNode = XmlNode::new("", &Xml::Any);
        let mut entries: Vec<(String, Json)> = Vec::new();
        for (key, value) in &element.attributes {
            if entries.iter().all(|(entry_key, _)| entry_key != key) {
                entries.push(((*key).to_owned(), Json::Text(value.clone())));
            }
        }
        let text = element.text();
        if !is_blank(&text) {
            entries.push(("#text".to_owned(), Json::Text(text)));
        }
        self.others(element, &[], &ANY, &mut entries)?;
        Ok(Json::Object(entries))
    }
}

/// The form of each of several elements of one name that are the items of an array without a wrapper.
fn repeats(xml: &'static Xml) -> Option<&'static Xml> {
    match xml {
        Xml::Any => Some(xml),
        Xml::Union(members) => members.iter().find_map(|member| match member {
            Xml::List(item) => Some(item.xml),
            _ => None,
        }),
        _ => None,
    }
}

/// The value of an attribute; of an array its items, with spaces in between (XML Schema Part 2, "list").
fn attribute(text: &str, shapes: &[&'static Xml]) -> Option<Json> {
    match shapes {
        [Xml::List(item), ..] => {
            let words = text.split(SPACE).filter(|word| !word.is_empty());
            Some(Json::Array(words.filter_map(|word| scalar(word, &[item.xml])).collect()))
        }
        _ => scalar(text, shapes),
    }
}

/// The elements of a name. Where there are none, those that are called like the property, which services do.
fn named<'e, 'a>(element: &'e Element<'a>, name: &str, node: &XmlNode, shapes: &[ObjectNodes]) -> Vec<&'e Element<'a>> {
    let rivals: Vec<&XmlNode> = shapes
        .iter()
        .flat_map(|(nodes, _)| nodes.iter())
        .filter(|other| other.kind == XmlKind::Element && local(other.named) == local(name))
        .collect();
    let is_own = |child: &&Element<'_>| {
        let score = likeness(child, node);
        rivals.iter().all(|rival| likeness(child, rival) <= score)
    };
    let children: Vec<_> = element.elements().filter(|child| child.local() == local(name)).filter(is_own).collect();
    if !children.is_empty() || node.property == name || node.property.is_empty() {
        return children;
    }
    let is_known = |name: &str| shapes.iter().flat_map(|(nodes, _)| nodes.iter()).any(|node| declares(node, name, 0));
    if is_known(node.property) {
        return children;
    }
    element.elements().filter(|child| child.local() == node.property).collect()
}

/// The likeness of an element and a node, beside its name: prefixes count only where two nodes have one name.
fn likeness(child: &Element<'_>, node: &XmlNode) -> usize {
    let same_namespace = child.namespace.as_deref().unwrap_or_default() == node.namespace;
    let same_prefix = prefix(child.name) == node.prefix || child.name == node.named;
    2 * usize::from(same_namespace) + usize::from(same_prefix)
}

/// The shapes that know most of what is in an element.
fn likeliest(element: &Element<'_>, shapes: Vec<ObjectNodes>) -> Vec<ObjectNodes> {
    if shapes.len() < 2 {
        return shapes;
    }
    let score = |(nodes, _): &ObjectNodes| {
        let elements = element.elements().filter(|child| nodes.iter().any(|node| declares(node, child.local(), 0)));
        let is_attribute =
            |name: &str| nodes.iter().any(|node| node.kind == XmlKind::Attribute && local(node.named) == local(name));
        elements.count() + element.attributes.iter().filter(|(name, _)| is_attribute(name)).count()
    };
    let scores: Vec<usize> = shapes.iter().map(score).collect();
    let best = scores.iter().copied().max().unwrap_or_default();
    shapes.into_iter().zip(scores).filter(|(_, score)| *score == best).map(|(shape, _)| shape).collect()
}

impl Json {
    fn print(&self, out: &mut String) {
        match self {
            Self::Raw(text) => out.push_str(text),
            Self::Text(text) => quote(text, out),
            Self::Array(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    item.print(out);
                }
                out.push(']');
            }
            Self::Object(entries) => {
                out.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    out.push_str(if index > 0 { "," } else { "" });
                    quote(key, out);
                    out.push(':');
                    value.print(out);
                }
                out.push('}');
            }
        }
    }
}

fn quote(text: &str, out: &mut String) {
    // Nothing fails that writes to a text.
    let _ = write!(out, "{}", serde_json::Value::from(text));
}
