//! Values where their schema has text: numbers and booleans are what YAML makes of bare words.

use super::{Form, Schema, SchemaTable};
use crate::document::{Node, SchemaId, Value};

impl SchemaTable {
    /// A value whose numbers and booleans are their text where the schema allows no other type; `None` where there are none.
    pub(crate) fn with_texts(&self, id: SchemaId, node: &Node) -> Option<Node> {
        let row = self.target(id).1;
        match &node.value {
            Value::Number(_) | Value::Bool(_) if is_text(row) => {
                // As it is written: `1.10` is not `1.1`.
                node.scalar_text().map(|text| Node::string(text, node.origin))
            }
            Value::Array(items) => {
                let schema = row.items()?;
                let read: Vec<Option<Node>> = items.iter().map(|item| self.with_texts(schema, item)).collect();
                let is_any = read.iter().any(Option::is_some);
                let items = read.into_iter().zip(items.iter()).map(|(read, item)| read.unwrap_or_else(|| item.clone()));
                is_any.then(|| Node::new(Value::array(items.collect()), node.origin))
            }
            Value::Object(members) => {
                let object = row.as_object()?;
                let schema = |name: &str| object.properties.get(name).copied().or_else(|| object.undeclared());
                let read = |name: &str, value: &Node| self.with_texts(schema(name)?, value);
                let texts: Vec<_> =
                    members.iter().filter_map(|(name, value)| Some((name.clone(), read(name, value)?))).collect();
                if texts.is_empty() {
                    return None;
                }
                let mut members = members.clone();
                members.extend(texts);
                Some(Node::new(Value::Object(members), node.origin))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Schema(_) => None,
        }
    }

    /// Reads default values as their schemas have them, and gives each that changes with what it is read as.
    pub(crate) fn settle_defaults(&mut self) -> Vec<(Node, Node)> {
        let mut changes = Vec::new();
        for id in self.ids() {
            let Some(written) = self.get(id).annotations.default.as_ref() else { continue };
            let Some(read) = self.with_texts(id, written) else { continue };
            if let Some(written) = self.get_mut(id).annotations.default.replace(read.clone()) {
                changes.push((written, read));
            }
        }
        changes
    }
}

fn is_text(row: &Schema) -> bool {
    matches!(row.form, Form::Text(_) | Form::Enum(_)) && row.declared_types().first() == Some(&"string")
}
