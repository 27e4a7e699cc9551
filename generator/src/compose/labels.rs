//! Names and descriptions of listed values, which extensions give by place.

use indexmap::IndexMap;

use super::row;
use crate::document::{Node, Value};
use crate::spec::{Keyword, Keywords};

/// The extensions whose texts belong to the listed values by their place.
pub(super) const BY_PLACE: [Keyword; 3] = [Keyword::EnumVarnames, Keyword::EnumNames, Keyword::EnumDescriptions];

/// The texts that parts of a schema give to listed values. Merging changes the places of values.
#[derive(Default)]
pub(super) struct Labels {
    texts: IndexMap<Keyword, Vec<(Node, Node)>>,
}

impl Labels {
    /// Takes the texts of a part that lists the values; they count before those of `merged`, which has none of its own.
    pub(super) fn take(&mut self, part: &mut Keywords, merged: &mut Keywords) {
        let Some(values) = part.get(&Keyword::Enum).and_then(Node::as_array).map(<[Node]>::to_vec) else { return };
        for keyword in BY_PLACE {
            let Some(Value::Array(texts)) = part.shift_remove(&keyword).map(|node| node.value) else { continue };
            merged.shift_remove(&keyword);
            // Texts of later parts count: they come first.
            let texts = values.iter().cloned().zip(texts);
            self.texts.entry(keyword).or_default().splice(..0, texts);
        }
    }

    /// Gives merged keywords the texts, each at the place of its value. Those of parts without values count as they are.
    pub(super) fn write(self, keywords: &mut Keywords) {
        let Some(list) = keywords.get(&Keyword::Enum).cloned() else { return };
        for (keyword, texts) in self.texts {
            let text_of = |value: &Node| texts.iter().find(|(known, _)| row::is_equal(known, value));
            let text = |value: &Node| text_of(value).map_or_else(|| absent(value), |(_, text)| text.clone());
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
            *texts = places.iter().map(|place| texts.get(*place).cloned().unwrap_or_else(|| absent(&first))).collect();
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
    Node::new(Value::Object(all), origin)
}

/// The place of a value without a text.
fn absent(value: &Node) -> Node {
    Node::new(Value::Null, value.origin)
}
