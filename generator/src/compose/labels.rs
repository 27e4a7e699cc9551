//! Names and descriptions of listed values, which extensions give by place.

use crate::collections::HashMap;
use std::borrow::Cow;

use crate::collections::IndexMap;

use super::row;
use crate::document::{Node, Value};
use crate::spec::{Keyword, Keywords};

/// The extensions whose texts belong to the listed values by their place.
pub(super) const BY_PLACE: [Keyword; 3] = [Keyword::EnumVarnames, Keyword::EnumNames, Keyword::EnumDescriptions];

/// Nodes that belong to values; the first one of a value counts.
pub(super) struct ByValue<'a> {
    nodes: Vec<(&'a Node, &'a Node)>,
    /// The first place of each value, by its text.
    places: HashMap<Cow<'a, str>, usize>,
}

impl<'a> ByValue<'a> {
    pub(super) fn new(nodes: impl Iterator<Item = (&'a Node, &'a Node)>) -> Self {
        let nodes: Vec<_> = nodes.collect();
        let mut places = HashMap::with_capacity_and_hasher(nodes.len(), Default::default());
        for (place, (value, _)) in nodes.iter().enumerate() {
            places.entry(written(value)).or_insert(place);
        }
        Self { nodes, places }
    }

    /// The node of a value, or of the value that it was read as. `x-ms-enum` names values as they are written, also
    /// where they are of another type than their schema.
    pub(super) fn written_as(&self, value: &Node) -> Option<&'a Node> {
        let place = self.places.get(&written(value));
        place.map(|place| self.nodes[*place].1).or_else(|| self.number(value))
    }

    /// The node of a value.
    pub(super) fn equal(&self, value: &Node) -> Option<&'a Node> {
        let (label, node) = match self.places.get(&written(value)) {
            Some(place) => self.nodes[*place],
            None => return self.number(value),
        };
        // A value of another type may have the same text, and stand before.
        let is_same = row::is_equal(label, value);
        if is_same {
            Some(node)
        } else {
            self.nodes.iter().find(|(label, _)| row::is_equal(label, value)).map(|(_, node)| *node)
        }
    }

    /// The node of what is no text: equal numbers are written in several ways.
    fn number(&self, value: &Node) -> Option<&'a Node> {
        if matches!(value.value, Value::String(_)) {
            return None;
        }
        self.nodes.iter().find(|(label, _)| row::is_equal(label, value)).map(|(_, node)| *node)
    }
}

/// A value as a text without quotation marks, or as JSON.
fn written(value: &Node) -> Cow<'_, str> {
    value.scalar_text().unwrap_or_else(|| value.to_json().to_string().into())
}

/// The texts that parts of a schema give to listed values. Merging changes the places of values.
#[derive(Clone, Default)]
pub(super) struct Labels {
    texts: IndexMap<Keyword, Vec<(Node, Node)>>,
}

impl Labels {
    /// Takes the texts of a part that lists the values; they count before those of `merged`, which has none of its own.
    pub(super) fn take(&mut self, part: &mut Keywords, merged: &mut Keywords) {
        let Some(values) = part.get(&Keyword::Enum).and_then(Node::as_array).map(<[Node]>::to_vec) else { return };
        for keyword in BY_PLACE {
            let Some(texts) = part.shift_remove(&keyword).and_then(Node::into_array) else { continue };
            merged.shift_remove(&keyword);
            // Texts of later parts count: they come first. Extensions give names by place. Once two lists are
            // intersected the places are others, so names are tied to values first.
            let texts = values.iter().cloned().zip(texts);
            self.texts.entry(keyword).or_default().splice(..0, texts);
        }
    }

    /// Gives merged keywords the texts, each at the place of its value. Those of parts without values count as they are.
    pub(super) fn write(self, keywords: &mut Keywords) {
        let Some(list) = keywords.get(&Keyword::Enum).cloned() else { return };
        for (keyword, texts) in self.texts {
            let by_value = ByValue::new(texts.iter().map(|(value, text)| (value, text)));
            let text = |value: &Node| by_value.equal(value).cloned().unwrap_or_else(|| absent(value));
            let texts = list.as_array().unwrap_or_default().iter().map(text).collect();
            keywords.entry(keyword).or_insert_with(|| row::list(texts, list.origin));
        }
    }
}

/// Lets the texts follow values: at each place is now the value that was at the given one before.
pub(super) fn reorder(keywords: &mut Keywords, places: &[usize]) {
    for keyword in BY_PLACE {
        if let Some(Value::Array(texts)) = keywords.get_mut(&keyword).map(|node| &mut node.value) {
            let Some(first) = texts.first().cloned() else { continue };
            **texts = places.iter().map(|place| texts.get(*place).cloned().unwrap_or_else(|| absent(&first))).collect();
        }
    }
}

/// Moves what a schema says of listed values by place or value to the schemas that list them; the name of the list stays.
pub(super) fn share(from: &mut Keywords, to: &mut Keywords) {
    for keyword in BY_PLACE {
        to.extend(from.shift_remove(&keyword).map(|node| (keyword, node)));
    }
    if let Some(settings) = from.get(&Keyword::EnumSettings)
        && let Some(values) = settings.get("values")
    {
        let values = Node::object([("values".to_owned(), values.clone())], settings.origin);
        to.insert(Keyword::EnumSettings, values);
    }
}

/// `x-ms-enum` of two parts: what both say of values, and of anything else what the later says.
pub(super) fn settings(earlier: Node, node: Node) -> Node {
    let values = |node: &Node| node.get("values").and_then(Node::as_array).unwrap_or_default().to_vec();
    let values: Vec<Node> = values(&node).into_iter().chain(values(&earlier)).collect();
    let origin = node.origin;
    let mut all = earlier.into_object().unwrap_or_default();
    all.extend(node.into_object().unwrap_or_default());
    if !values.is_empty() {
        all.insert("values".to_owned(), row::list(values, origin));
    }
    Node::new(Value::object(all), origin)
}

/// The place of a value without a text.
fn absent(value: &Node) -> Node {
    Node::new(Value::Null, value.origin)
}
