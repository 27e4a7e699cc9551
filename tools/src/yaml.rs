//! A text of YAML as a JSON value, without the generator: keys are their text, aliases and merge keys are taken apart.

use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

/// Reads a text of one document.
#[must_use]
pub(crate) fn read(text: &str) -> Option<Value> {
    let mut reader = Reader { open: Vec::new(), anchors: HashMap::new(), root: None };
    for event in Parser::new_from_str(text) {
        reader.event(event.ok()?.0)?;
    }
    reader.root
}

struct Reader {
    open: Vec<Open>,
    anchors: HashMap<usize, Value>,
    root: Option<Value>,
}

/// A collection whose end has not come yet, and its anchor.
struct Open {
    anchor: usize,
    value: Value,
    key: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) -> Option<()> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_key = self.open.last().is_some_and(|open| open.value.is_object() && open.key.is_none());
                let is_text = style != ScalarStyle::Plain || tag.is_some_and(|tag| tag.is_yaml_core_schema_tag("str"));
                let value = if is_key || is_text { Value::from(&*text) } else { plain(&text) };
                let merges = is_key && !is_text && text == "<<";
                self.anchors.insert(anchor, value.clone());
                if is_key {
                    self.open.last_mut()?.key = Some(if merges { MERGE.to_owned() } else { text.into_owned() })
                } else {
                    self.value(value)?
                }
            }
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor)?.clone();
                self.value(value)?;
            }
            Event::SequenceStart(_, anchor, _) => {
                self.open.push(Open { anchor, value: Value::Array(Vec::new()), key: None })
            }
            Event::MappingStart(_, anchor, _) => {
                self.open.push(Open { anchor, value: Value::Object(Map::new()), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Open { anchor, mut value, .. } = self.open.pop()?;
                merge(&mut value);
                self.anchors.insert(anchor, value.clone());
                self.value(value)?;
            }
            _ => {}
        }
        Some(())
    }

    fn value(&mut self, value: Value) -> Option<()> {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(value);
            return Some(());
        };
        match &mut open.value {
            Value::Array(items) => items.push(value),
            Value::Object(members) => {
                members.insert(open.key.take()?, value);
            }
            _ => return None,
        }
        Some(())
    }
}

/// The place of what is merged until the object ends; no key is as long.
const MERGE: &str = "\0<<";

fn merge(value: &mut Value) {
    let Some(members) = value.as_object_mut() else { return };
    let bases = match members.shift_remove(MERGE) {
        Some(Value::Array(bases)) => bases,
        base => base.into_iter().collect(),
    };
    for (key, value) in bases.iter().filter_map(Value::as_object).flatten() {
        members.entry(key).or_insert_with(|| value.clone());
    }
}

/// The value of a plain scalar; `.inf` is a word.
fn plain(text: &str) -> Value {
    let value = serde_yaml::from_str::<serde_yaml::Value>(text).ok();
    match value {
        Some(value @ (serde_yaml::Value::Null | serde_yaml::Value::Bool(_) | serde_yaml::Value::Number(_))) => {
            serde_json::to_value(value)
                .ok()
                .filter(|_| !text.contains("inf") && !text.contains("nan"))
                .unwrap_or_else(|| text.into())
        }
        _ => text.into(),
    }
}
