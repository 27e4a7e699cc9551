//! Builds the tree of a YAML text from its events.
//!
//! Keys are their text, as they are written. A plain scalar becomes the value of the core schema, and keeps its text where
//! that differs from JSON's. An alias stands for a copy of its value, and a merge key for the entries of another object.

use crate::collections::HashMap;
use std::ops::Range;

use granit_parser::{Event, ScalarStyle};

use super::fault::SyntaxFault;
use super::node::{Node, Object, Origin, SpanTarget, Value};
use super::read::repeated;
use super::source::SourceId;
use super::yaml_events::{Events, Tag};
use super::yaml_scalar;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits;

/// The merge key of YAML 1.1 (<https://yaml.org/type/merge.html>), which tools for OpenAPI understand.
const MERGE: &str = "<<";

/// The prefix of extension keys.
const EXTENSION: &str = "x-";

/// Reads a text. One without any value is null.
pub(super) fn read(text: &str, source: SourceId, diagnostics: &mut Diagnostics) -> Result<Node, SyntaxFault> {
    let mut builder = Builder {
        source,
        next: 0,
        copied: Size::default(),
        // A value is at least one byte of a text, so one copy of it never reaches the bound.
        most: Size { values: text.len() + limits::YAML_ALIASED_VALUES, bytes: text.len() + limits::YAML_ALIASED_BYTES },
        open: Vec::new(),
        anchors: HashMap::default(),
        root: None,
        diagnostics,
    };
    for event in Events::new(text) {
        let (event, range) = event?;
        builder.event(event, &range)?;
    }
    Ok(builder.root.unwrap_or_else(|| Node::new(Value::Null, Origin { source, index: 0 })))
}

struct Builder<'a> {
    source: SourceId,
    next: u32,
    // Ten anchors of ten aliases each are 10^10 values in a few lines ("billion laughs"), so copies are counted before
    // they are made.
    /// All copies that aliases stand for, and those that anchors keep.
    copied: Size,
    most: Size,
    open: Vec<Collection>,
    anchors: HashMap<usize, Anchored>,
    root: Option<Node>,
    diagnostics: &'a mut Diagnostics,
}

/// An object or array whose end has not come yet.
struct Collection {
    origin: Origin,
    anchor: usize,
    /// The collections within each other that it holds.
    height: usize,
    entries: Entries,
}

enum Entries {
    Items(Vec<Node>),
    /// The key that was read is none where a key comes next.
    Members {
        object: Object,
        key: Option<Key>,
        merged: Option<Node>,
    },
}

struct Key {
    text: String,
    /// An object that may take the entries of another one over.
    merges: bool,
}

/// The value of an anchor.
struct Anchored {
    node: Node,
    /// The text of a scalar.
    text: Option<Box<str>>,
    /// The number of node numbers that its nodes take.
    count: u32,
    bytes: usize,
    height: usize,
}

/// The amount that aliases and anchors have copied.
#[derive(Default)]
struct Size {
    values: usize,
    bytes: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) -> Result<(), SyntaxFault> {
        match event {
            Event::DocumentStart(..) if self.root.is_some() => {
                let message = "a second document begins here, and an OpenAPI document is one alone".to_owned();
                Err(SyntaxFault::at(range.start, message))
            }
            Event::Scalar(text, style, anchor, tag) => {
                let written = WrittenScalar { text: &text, style, anchor, tag: Tag::parse(tag.as_deref()) };
                if self.is_key_due() { self.key(&written, range) } else { self.scalar(&written, tag.as_deref(), range) }
            }
            Event::Alias(anchor) => self.alias(anchor, range),
            Event::SequenceStart(_, anchor, tag) => {
                self.begin(anchor, tag.as_deref(), Entries::Items(Vec::new()), range)
            }
            Event::MappingStart(_, anchor, tag) => {
                let entries = Entries::Members { object: Object::default(), key: None, merged: None };
                self.begin(anchor, tag.as_deref(), entries, range)
            }
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some(collection) => self.close(collection, range),
                None => Ok(()),
            },
            // An empty document has no value but null, and a second one may follow.
            _ => Ok(()),
        }
    }

    fn is_key_due(&self) -> bool {
        matches!(self.open.last().map(|open| &open.entries), Some(Entries::Members { key: None, .. }))
    }

    fn number(&mut self) -> Origin {
        let index = self.next;
        self.next = index.saturating_add(1);
        Origin { source: self.source, index }
    }

    // Keys are text as they are written (OAS 3.1.1, section 4.4): `200:` and `"200":` are the same status.
    /// Takes a scalar as the next key.
    fn key(&mut self, written: &WrittenScalar<'_>, range: &Range<usize>) -> Result<(), SyntaxFault> {
        if written.anchor != 0 {
            let origin = Origin { source: self.source, index: self.next };
            let node = written.node(origin, range)?;
            self.keep(written.anchor, &node, Some(written.text), 1, 0, range)?;
        }
        let is_plain = written.style == ScalarStyle::Plain && matches!(written.tag, Tag::None | Tag::Custom);
        let merges = written.text == MERGE && (is_plain || written.tag == Tag::Merge);
        self.set_key(Key { text: written.text.to_owned(), merges });
        Ok(())
    }

    fn set_key(&mut self, next: Key) {
        if let Some(Entries::Members { key, .. }) = self.open.last_mut().map(|open| &mut open.entries) {
            *key = Some(next);
        }
    }

    fn scalar(
        &mut self,
        written: &WrittenScalar<'_>,
        tag: Option<&granit_parser::Tag>,
        range: &Range<usize>,
    ) -> Result<(), SyntaxFault> {
        let origin = self.number();
        self.report(tag, origin);
        let node = written.node(origin, range)?;
        if written.anchor != 0 {
            self.keep(written.anchor, &node, Some(written.text), 1, 0, range)?;
        }
        self.entry(node, 0);
        Ok(())
    }

    fn begin(
        &mut self,
        anchor: usize,
        tag: Option<&granit_parser::Tag>,
        entries: Entries,
        range: &Range<usize>,
    ) -> Result<(), SyntaxFault> {
        if self.is_key_due() {
            return Err(no_key(&entries, range));
        }
        if self.open.len() == limits::TEXT_DEPTH {
            return Err(SyntaxFault::too_deep("YAML", range.start));
        }
        let origin = self.number();
        self.report(tag, origin);
        self.open.push(Collection { origin, anchor, height: 0, entries });
        Ok(())
    }

    fn close(&mut self, collection: Collection, range: &Range<usize>) -> Result<(), SyntaxFault> {
        let Collection { origin, anchor, height, entries } = collection;
        let value = match entries {
            Entries::Items(items) => Value::array(items),
            Entries::Members { mut object, merged, .. } => {
                merge(merged, &mut object);
                Value::object(object)
            }
        };
        let node = Node::new(value, origin);
        if anchor != 0 {
            self.keep(anchor, &node, None, self.next - origin.index, height + 1, range)?;
        }
        self.entry(node, height + 1);
        Ok(())
    }

    /// Adds a value to the collection around.
    fn entry(&mut self, node: Node, height: usize) {
        let Some(collection) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        collection.height = collection.height.max(height);
        match &mut collection.entries {
            Entries::Items(items) => items.push(node),
            Entries::Members { object, key, merged } => {
                let Some(key) = key.take() else { return };
                let origin = node.origin;
                let previous = if key.merges && is_mergeable(&node) {
                    merged.replace(node)
                } else {
                    object.insert(key.text.clone(), node)
                };
                if let Some(previous) = previous {
                    self.diagnostics.push(repeated(&key.text, previous.origin, origin));
                }
            }
        }
    }

    /// Keeps a copy of what an anchor stands for.
    fn keep(
        &mut self,
        anchor: usize,
        node: &Node,
        text: Option<&str>,
        count: u32,
        height: usize,
        range: &Range<usize>,
    ) -> Result<(), SyntaxFault> {
        let bytes = bytes_of(node);
        self.copy(count, bytes, range)?;
        let anchored = Anchored { node: node.clone(), text: text.map(Box::from), count, bytes, height };
        self.anchors.insert(anchor, anchored);
        Ok(())
    }

    /// Counts a copy.
    fn copy(&mut self, count: u32, bytes: usize, range: &Range<usize>) -> Result<(), SyntaxFault> {
        self.copied.values = self.copied.values.saturating_add(count as usize);
        self.copied.bytes = self.copied.bytes.saturating_add(bytes);
        let too_large = |most: usize, unit: &str| {
            let message = format!("the aliases of this text stand for more than {most} {unit}");
            Err(SyntaxFault::at(range.start, message))
        };
        if self.copied.values > self.most.values {
            return too_large(limits::YAML_ALIASED_VALUES, "values");
        }
        if self.copied.bytes > self.most.bytes {
            return too_large(limits::YAML_ALIASED_BYTES, "bytes");
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, range: &Range<usize>) -> Result<(), SyntaxFault> {
        let Some(Anchored { node, text, count, bytes, height }) = self.anchors.get(&anchor) else {
            let message = "the alias stands for a value that holds the alias".to_owned();
            let help = "name the value under `components`, and write a `$ref` here, which may lead back";
            return Err(SyntaxFault::at(range.start, message).help(help));
        };
        let (count, bytes, height) = (*count, *bytes, *height);
        if self.is_key_due() {
            let Some(text) = text else { return Err(no_key_alias(node, range)) };
            let key = Key { text: text.to_string(), merges: false };
            self.set_key(key);
            return Ok(());
        }
        if self.open.len() + height > limits::TEXT_DEPTH {
            return Err(SyntaxFault::too_deep("YAML", range.start));
        }
        self.copy(count, bytes, range)?;
        let Some(Anchored { node, .. }) = self.anchors.get(&anchor) else { return Ok(()) };
        let mut node = node.clone();
        // The anchored nodes were numbered in this order, so the copies keep their distances.
        let (first, next) = (node.origin.index, self.next);
        renumber(&mut node, first, next);
        self.next = self.next.saturating_add(count);
        self.entry(node, height);
        Ok(())
    }

    /// Reports a tag that says what the value means, unless that is in an extension, which no client reads.
    fn report(&mut self, tag: Option<&granit_parser::Tag>, origin: Origin) {
        let Some(tag) = tag.filter(|tag| Tag::parse(Some(tag)) == Tag::Custom) else { return };
        let in_extension = self.open.iter().any(|open| match &open.entries {
            Entries::Members { key: Some(key), .. } => key.text.starts_with(EXTENSION),
            _ => false,
        });
        if !in_extension {
            let message = format!("the tag `{}` has no meaning in an OpenAPI document", tag.original());
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, SpanTarget::Value);
            self.diagnostics.push(diagnostic.with_note("the value is used without the tag"));
        }
    }
}

/// A scalar of the text.
struct WrittenScalar<'a> {
    text: &'a str,
    style: ScalarStyle,
    anchor: usize,
    tag: Tag,
}

impl WrittenScalar<'_> {
    /// The node of the scalar, with its text where JSON would write another one.
    fn node(&self, origin: Origin, range: &Range<usize>) -> Result<Node, SyntaxFault> {
        let value = self.value().ok_or_else(|| {
            let kind = match self.tag {
                Tag::Integer => "an integer",
                Tag::Float => "a number",
                Tag::Boolean => "a boolean",
                _ => "null",
            };
            SyntaxFault::at(range.start, format!("this is not YAML: the tag says {kind}, and the value is none"))
        })?;
        Ok(Node::written(value, self.text, origin))
    }

    fn value(&self) -> Option<Value> {
        let text = self.text;
        match self.tag {
            Tag::None | Tag::Custom | Tag::Merge if self.style == ScalarStyle::Plain => Some(yaml_scalar::plain(text)),
            Tag::None | Tag::Custom | Tag::Merge | Tag::Text => Some(Value::String(text.to_owned())),
            Tag::Integer => yaml_scalar::integer(text).map(Value::Number),
            Tag::Float => yaml_scalar::float(text).map(Value::Number),
            Tag::Boolean => yaml_scalar::boolean(text).map(Value::Bool),
            Tag::Null => yaml_scalar::is_null(text).then_some(Value::Null),
        }
    }
}

fn no_key(entries: &Entries, range: &Range<usize>) -> SyntaxFault {
    let kind = match entries {
        Entries::Items(_) => "an array",
        Entries::Members { .. } => "an object",
    };
    let fault = SyntaxFault::at(range.start, format!("expected a key, found {kind}"));
    fault.help("put a key that begins with a bracket in quotation marks")
}

fn no_key_alias(node: &Node, range: &Range<usize>) -> SyntaxFault {
    SyntaxFault::at(range.start, format!("expected a key, found {}", node.kind()))
}

/// The bytes of all keys and texts of a node.
fn bytes_of(node: &Node) -> usize {
    match &node.value {
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Schema(_) => 0,
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(bytes_of).sum(),
        Value::Object(object) => object.iter().map(|(key, node)| key.len() + bytes_of(node)).sum(),
    }
}

fn renumber(node: &mut Node, first: u32, next: u32) {
    node.origin.index = next.saturating_add(node.origin.index.saturating_sub(first));
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| renumber(item, first, next)),
        Value::Object(object) => object.values_mut().for_each(|member| renumber(member, first, next)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Schema(_) => {}
    }
}

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
        Some(Value::Array(items)) => items.into_inner().into_iter().filter_map(Node::into_object).collect(),
        Some(Value::Object(base)) => vec![base.into_inner()],
        _ => Vec::new(),
    };
    for (key, value) in bases.into_iter().flatten() {
        object.entry(key).or_insert(value);
    }
}
