//! Reads JSON through one visitor into the tree.
//!
//! `serde_json::Value` keeps the last of two equal keys in silence; this visitor reports them.

use crate::collections::HashMap;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::fault::{SyntaxFault, too_deep};
use super::json_fault;
use super::json_places;
use super::node::{Node, Object, Origin, Value};
use super::place::{Position, floor_boundary};
use super::read::repeated;
use super::source::SourceId;
use crate::diagnostic::Diagnostics;
use crate::limits;

/// Reads a text.
pub(super) fn read(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Result<Node, SyntaxFault> {
    let state = State {
        source,
        next: Cell::new(0),
        repeated: RefCell::default(),
        doubles: RefCell::default(),
        depth: Cell::new(0),
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // `TEXT_DEPTH` is the limit.
    deserializer.disable_recursion_limit();
    let seed = Seed { state: &state };
    let node = seed.deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node));
    for DuplicateKey { key, first, origin } in state.repeated.take() {
        diagnostics.push(repeated(&key, first, origin));
    }
    let mut node = node.map_err(|error| fault(text, &error))?;
    // serde_json hands on the value of a number, not its text. The texts of doubles are looked up afterwards, in one
    // more scan that documents without fractions do not pay for.
    let written = written(text, &state.doubles.take());
    if !written.is_empty() {
        write(&mut node, &written);
    }
    Ok(node)
}

/// The texts of the numbers that JSON may write otherwise (`1.10`, `1e3`), by the number of their node.
fn written<'a>(text: &'a str, doubles: &[u32]) -> HashMap<u32, &'a str> {
    let texts = if doubles.is_empty() { Vec::new() } else { json_places::texts(text, doubles) };
    let is_otherwise =
        |text: &str| serde_json::from_str::<serde_json::Number>(text).is_ok_and(|it| it.to_string() != text);
    doubles.iter().copied().zip(texts).filter(|(_, text)| is_otherwise(text)).collect()
}

fn write(node: &mut Node, written: &HashMap<u32, &str>) {
    let origin = node.origin;
    match &mut node.value {
        Value::Number(number) => {
            if let Some(text) = written.get(&origin.index) {
                *node = Node::written(Value::Number(number.clone()), text, origin);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| write(item, written)),
        Value::Object(members) => members.values_mut().for_each(|member| write(member, written)),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Schema(_) => {}
    }
}

fn fault(text: &str, error: &serde_json::Error) -> SyntaxFault {
    let position = Position { line: error.line(), column: error.column() };
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let offset = if error.is_eof() { text.len() } else { byte_column(text, position) };
    json_fault::fault(text, message, floor_boundary(text, offset))
}

/// serde_json counts columns in bytes, and counts the characters read so far.
fn byte_column(text: &str, position: Position) -> usize {
    let start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    (start + position.column.saturating_sub(1)).min(text.len())
}

/// A key that an object has twice.
struct DuplicateKey {
    key: String,
    first: Origin,
    origin: Origin,
}

/// State that all seeds of one walk share.
struct State {
    source: SourceId,
    next: Cell<u32>,
    // Seeds of serde borrow the state in turn and never two at a time. So cells suffice, and no seed needs a mutable
    // borrow of its parent.
    repeated: RefCell<Vec<DuplicateKey>>,
    /// The numbers that are doubles.
    doubles: RefCell<Vec<u32>>,
    /// The number of open objects and arrays.
    depth: Cell<usize>,
}

impl State {
    /// Reads the inside of an object or array.
    fn inside<T, E: serde::de::Error>(&self, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let depth = self.depth.get();
        if depth == limits::TEXT_DEPTH {
            return Err(E::custom(too_deep()));
        }
        self.depth.set(depth + 1);
        let result = read();
        self.depth.set(depth);
        result
    }

    fn number(&self) -> Origin {
        let index = self.next.get();
        self.next.set(index.saturating_add(1));
        Origin { source: self.source, index }
    }
}

struct Seed<'a> {
    state: &'a State,
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor { state: self.state, origin: self.state.number() })
    }
}

struct NodeVisitor<'a> {
    state: &'a State,
    origin: Origin,
}

impl NodeVisitor<'_> {
    fn node<E>(&self, value: Value) -> Result<Node, E> {
        Ok(Node::new(value, self.origin))
    }
}

impl<'de> Visitor<'de> for NodeVisitor<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        self.node(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        self.node(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        self.node(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        self.node(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Node, E> {
        let number = serde_json::Number::from_f64(value).ok_or_else(|| E::custom("number out of range"))?;
        self.state.doubles.borrow_mut().push(self.origin.index);
        self.node(Value::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        self.node(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        self.node(Value::String(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        self.state.inside(|| {
            while let Some(item) = sequence.next_element_seed(Seed { state: self.state })? {
                items.push(item);
            }
            Ok(())
        })?;
        self.node(Value::array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut object = Object::default();
        self.state.inside(|| {
            while let Some(key) = map.next_key::<String>()? {
                let value = map.next_value_seed(Seed { state: self.state })?;
                let origin = value.origin;
                if let Some(first) = object.get(&key).map(|first| first.origin) {
                    self.state.repeated.borrow_mut().push(DuplicateKey { key: key.clone(), first, origin });
                }
                object.insert(key, value);
            }
            Ok(())
        })?;
        self.node(Value::object(object))
    }
}
