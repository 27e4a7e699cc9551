//! JSON in which nothing stands twice.
//!
//! Operations of one service have most of their texts, parameters and types in common. So each value is an entry of one table, and is
//! named by its number there. First come the texts in their order, each without the beginning that it shares with the one before it. Then
//! come the other values: numbers, flags, and lists of numbers of entries before them. A list begins with 0 for an array, or with the
//! number of a list of keys, from 1, for an object. A reader restores all of them in one pass.

use std::fmt::Write as _;

use indexmap::IndexSet;
use serde::Serialize;
use serde_json::Value;

use super::json;

/// The table of values.
#[derive(Debug, Default)]
pub(super) struct Pack {
    /// Lists of keys, as JSON.
    shapes: IndexSet<String>,
    texts: IndexSet<String>,
    nodes: IndexSet<Node>,
}

/// An entry that is no text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Node {
    /// A number, a flag or `null`, as JSON.
    Scalar(String),
    /// An array, or an object with the number of its list of keys.
    List(usize, Vec<Entry>),
}

/// An entry, before the texts have their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Entry {
    Text(usize),
    Node(usize),
}

/// The entries that the page begins with.
pub(super) struct Roots {
    pub(super) summary: Entry,
    pub(super) operations: Vec<Entry>,
    pub(super) types: Vec<Entry>,
    pub(super) findings: Vec<Entry>,
}

impl Pack {
    /// Adds a value.
    pub(super) fn add(&mut self, value: &impl Serialize) -> Entry {
        let value = serde_json::to_value(value).expect("descriptions have text keys alone");
        self.entry(&value)
    }

    fn entry(&mut self, value: &Value) -> Entry {
        let node = match value {
            Value::String(text) => {
                return Entry::Text(match self.texts.get_index_of(text) {
                    Some(index) => index,
                    None => self.texts.insert_full(text.clone()).0,
                });
            }
            Value::Array(items) => Node::List(0, items.iter().map(|item| self.entry(item)).collect()),
            // An absent value is `null` to no reader of the page, so both are one.
            Value::Object(entries) => {
                let entries = || entries.iter().filter(|(_, value)| !value.is_null());
                let keys = Value::from(entries().map(|(key, _)| key.as_str()).collect::<Vec<_>>()).to_string();
                let shape = self.shapes.insert_full(json::escaped(&keys)).0 + 1;
                Node::List(shape, entries().map(|(_, value)| self.entry(value)).collect())
            }
            scalar => Node::Scalar(scalar.to_string()),
        };
        Entry::Node(self.nodes.insert_full(node).0)
    }

    /// The table as JSON, with the numbers of what the page begins with.
    pub(super) fn finish(&self, roots: &Roots) -> String {
        let mut order: Vec<usize> = (0..self.texts.len()).collect();
        order.sort_unstable_by_key(|index| &self.texts[*index]);
        let mut ranks = vec![0; order.len()];
        order.iter().enumerate().for_each(|(rank, index)| ranks[*index] = rank);
        let number = |entry: &Entry| match entry {
            Entry::Text(index) => ranks[*index],
            Entry::Node(index) => ranks.len() + index,
        };
        let list = |entries: &[Entry]| joined(entries.iter().map(|entry| number(entry).to_string()));
        let node = |node: &Node| match node {
            Node::Scalar(text) => text.clone(),
            Node::List(head, entries) if entries.is_empty() => format!("[{head}]"),
            Node::List(head, entries) => format!("[{head},{}]", list(entries)),
        };
        let mut page = String::new();
        let summary = number(&roots.summary);
        let _ = write!(page, "{{\"summary\":{summary}");
        for (key, entries) in
            [("operations", &roots.operations), ("types", &roots.types), ("findings", &roots.findings)]
        {
            let _ = write!(page, ",\n\"{key}\":[{}]", list(entries));
        }
        let texts = shortened(order.iter().map(|index| self.texts[*index].as_str()));
        let _ = write!(page, ",\n\"shapes\":[{}]", joined(self.shapes.iter()));
        let _ = write!(page, ",\n\"texts\":[{}]", joined(texts.iter()));
        let _ = write!(page, ",\n\"nodes\":[{}]}}", joined(self.nodes.iter().map(node)));
        page
    }
}

fn joined(texts: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut joined = String::new();
    for text in texts {
        if !joined.is_empty() {
            joined.push(',');
        }
        joined.push_str(text.as_ref());
    }
    joined
}

/// Texts as JSON, each as the length of the beginning that it shares with the one before it, in units of UTF-16, and the rest.
fn shortened<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut before = "";
    let mut shortened = Vec::new();
    for text in texts {
        let shared = text.chars().zip(before.chars()).take_while(|(one, other)| one == other).map(|(c, _)| c);
        let (bytes, units) = shared.fold((0, 0), |(bytes, units), c| (bytes + c.len_utf8(), units + c.len_utf16()));
        shortened.push(format!("{units},{}", json::escaped(&Value::from(&text[bytes..]).to_string())));
        before = text;
    }
    shortened
}
