//! Reads JSON and YAML through one visitor into one tree.
//!
//! `serde_json::Value` keeps the last of two equal keys in silence, and so does YAML read straight into it; this
//! visitor reports them. YAML keys that are not strings (`200:`) become the string of their value.

use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};

use super::node::{Node, Object, Origin, Part, Value};
use super::place::{Position, floor_boundary};
use super::source::{Format, SourceId, Sources};
use super::yaml_depth;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits;

/// Reads a source into a tree.
///
/// A text that is not well-formed gives `None` and a [`Code::Syntax`] diagnostic at the spot where reading stopped.
pub(crate) fn read(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let source = sources.get(id);
    let merges = source.format == Format::Yaml;
    let state = State {
        source: id,
        merges,
        next: Cell::new(0),
        most: source.text.len().saturating_add(limits::YAML_ALIASED_VALUES),
        repeated: RefCell::default(),
        depth: Cell::new(0),
    };
    let result = match source.format {
        Format::Json => read_json(&source.text, &state),
        Format::Yaml => read_yaml(&source.text, &state),
    };
    for (origin, key) in state.repeated.take() {
        diagnostics.push(
            Diagnostic::warning(Code::DuplicateKey, format!("the key `{key}` is given twice"))
                .at(origin, Part::Key)
                .help("the last one is used"),
        );
    }
    match result {
        Ok(node) => Some(node),
        Err(fault) => {
            let fault = Fault { offset: floor_boundary(&source.text, fault.offset), ..fault };
            let mut diagnostic = Diagnostic::error(Code::Syntax, fault.message).at_offset(id, fault.offset);
            let line = source.text[fault.offset..].lines().next().unwrap_or_default();
            if source.format == Format::Yaml && line.starts_with('\t') {
                diagnostic = diagnostic.help("YAML is indented with spaces, not with tabs");
            }
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// Why a text could not be read.
struct Fault {
    message: String,
    offset: usize,
}

fn read_json(text: &str, state: &State) -> Result<Node, Fault> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // `JSON_DEPTH` is the limit.
    deserializer.disable_recursion_limit();
    Seed { state }.deserialize(&mut deserializer).and_then(|node| deserializer.end().map(|()| node)).map_err(|error| {
        let position = Position { line: error.line(), column: error.column() };
        let message = error.to_string();
        let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
        let offset = if error.is_eof() { text.len() } else { byte_column(text, position) };
        Fault { message: format!("this is not JSON: {message}"), offset }
    })
}

/// serde_json counts columns in bytes, and counts the characters read so far.
fn byte_column(text: &str, position: Position) -> usize {
    let start: usize = text.split_inclusive('\n').take(position.line.saturating_sub(1)).map(str::len).sum();
    (start + position.column.saturating_sub(1)).min(text.len())
}

fn read_yaml(text: &str, state: &State) -> Result<Node, Fault> {
    if let Some(offset) = yaml_depth::too_deep(text) {
        let message = format!("this is not YAML: {}", too_deep(limits::YAML_DEPTH));
        return Err(Fault { message, offset });
    }
    Seed { state }.deserialize(serde_yaml::Deserializer::from_str(text)).map_err(|error| {
        let offset = error.location().map_or(0, |location| location.index());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message);
        Fault { message: format!("this is not YAML: {message}"), offset: offset.min(text.len()) }
    })
}

/// What is shared by all seeds of one walk.
struct State {
    source: SourceId,
    /// Whether the key `<<` takes the entries of another object over, as in YAML.
    merges: bool,
    next: Cell<u32>,
    /// No text has more nodes.
    most: usize,
    repeated: RefCell<Vec<(Origin, String)>>,
    /// How many objects and arrays are open.
    depth: Cell<usize>,
}

impl State {
    /// Reads the inside of an object or array.
    fn inside<T, E: serde::de::Error>(&self, read: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
        let depth = self.depth.get();
        if depth == limits::JSON_DEPTH {
            return Err(E::custom(too_deep(limits::JSON_DEPTH)));
        }
        self.depth.set(depth + 1);
        let result = read();
        self.depth.set(depth);
        result
    }
}

fn too_deep(levels: usize) -> String {
    format!("objects and arrays are nested more than {levels} levels deep")
}

struct Seed<'a> {
    state: &'a State,
}

impl Seed<'_> {
    fn number<E: serde::de::Error>(&self) -> Result<Origin, E> {
        let index = self.state.next.get();
        if index as usize >= self.state.most {
            return Err(E::custom(format_args!("aliases stand for more than {} values", limits::YAML_ALIASED_VALUES)));
        }
        self.state.next.set(index.saturating_add(1));
        Ok(Origin { source: self.state.source, index })
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let origin = self.number()?;
        deserializer.deserialize_any(NodeVisitor { state: self.state, origin })
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

    fn visit_none<E>(self) -> Result<Node, E> {
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

    fn visit_i128<E: serde::de::Error>(self, value: i128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u128<E: serde::de::Error>(self, value: u128) -> Result<Node, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        // YAML's `.inf` and `.nan` are no JSON: they stay what was written, a word.
        match serde_json::Number::from_f64(value) {
            Some(number) => self.node(Value::Number(number)),
            None => self.node(Value::String(value.to_string())),
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        self.node(Value::String(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        self.node(Value::String(text))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Node, A::Error> {
        let mut items = Vec::new();
        self.state.inside(|| {
            while let Some(item) = sequence.next_element_seed(Seed { state: self.state })? {
                items.push(item);
            }
            Ok(())
        })?;
        self.node(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut object = Object::new();
        self.state.inside(|| {
            while let Some(key) = map.next_key_seed(KeySeed)? {
                let value = map.next_value_seed(Seed { state: self.state })?;
                if object.contains_key(&key) {
                    self.state.repeated.borrow_mut().push((value.origin, key.clone()));
                }
                object.insert(key, value);
            }
            Ok(())
        })?;
        if self.state.merges && object.get(MERGE).is_some_and(is_mergeable) {
            let bases = object.shift_remove(MERGE);
            merge(bases, &mut object);
        }
        self.node(Value::Object(object))
    }

    fn visit_enum<A: serde::de::EnumAccess<'de>>(self, _: A) -> Result<Node, A::Error> {
        Err(A::Error::custom("YAML tags are not part of an OpenAPI document"))
    }
}

/// The merge key of YAML 1.1 (<https://yaml.org/type/merge.html>), which tools for OpenAPI understand.
const MERGE: &str = "<<";

fn is_mergeable(node: &Node) -> bool {
    match &node.value {
        Value::Object(_) => true,
        Value::Array(items) => items.iter().all(|item| item.as_object().is_some()),
        _ => false,
    }
}

/// Takes over the entries of objects that an object has none of its own for; of several objects the earlier one counts.
fn merge(bases: Option<Node>, object: &mut Object) {
    let bases = match bases.map(|node| node.value) {
        Some(Value::Array(items)) => items.into_iter().filter_map(Node::into_object).collect(),
        Some(Value::Object(base)) => vec![base],
        _ => Vec::new(),
    };
    for (key, value) in bases.into_iter().flatten() {
        object.entry(key).or_insert(value);
    }
}

/// Reads a key; other scalars than strings become the string of their value.
pub(super) struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<String, E> {
        Ok(key.to_owned())
    }

    fn visit_string<E>(self, key: String) -> Result<String, E> {
        Ok(key)
    }

    fn visit_unit<E>(self) -> Result<String, E> {
        Ok("null".to_owned())
    }

    fn visit_bool<E>(self, key: bool) -> Result<String, E> {
        Ok(key.to_string())
    }

    fn visit_i64<E>(self, key: i64) -> Result<String, E> {
        Ok(key.to_string())
    }

    fn visit_u64<E>(self, key: u64) -> Result<String, E> {
        Ok(key.to_string())
    }

    fn visit_f64<E>(self, key: f64) -> Result<String, E> {
        Ok(key.to_string())
    }
}
