//! The named schemas of a document as definitions of JSON Schema 2020-12.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Map, Value};

use super::documents::{Address, Documents};
use super::hierarchy::{self, Base};
use super::lift::lift;
use crate::corpus::Result;

/// The definitions, each by a key.
#[derive(Debug)]
pub struct Definitions {
    /// The lifted schemas by key.
    pub schemas: Map<String, Value>,
    /// The named schemas in the order of the document.
    pub named: Vec<Named>,
    /// References that lead nowhere.
    pub unresolved: usize,
}

/// A named schema.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its pointer, with `#`.
    pub pointer: String,
    /// The key of its definition.
    pub key: String,
    /// The examples that the document gives.
    pub examples: Vec<Value>,
}

impl Definitions {
    /// Lifts the named schemas of a document and all that they lead to.
    ///
    /// # Errors
    /// The document cannot be read.
    pub fn of(path: &Path) -> Result<Self> {
        let mut documents = Documents::open(path)?;
        let named = named(&documents);
        let bases = hierarchy::bases(&mut documents, &named);
        let mut work = Work { documents, bases, keys: HashMap::new(), open: Vec::new(), unresolved: 0 };
        let named = named.iter().map(|at| Named {
            pointer: format!("#{}", at.pointer),
            key: work.key(at),
            examples: examples(work.documents.get(at).unwrap_or(&Value::Null)),
        });
        let named = named.collect();
        let mut schemas = Map::new();
        while let Some((at, key)) = work.open.pop() {
            let schema = work.documents.get(&at).cloned().unwrap_or(Value::Bool(true));
            schemas.insert(key, lift(&mut work, &schema, &at));
        }
        Ok(Self { schemas, named, unresolved: work.unresolved })
    }

    /// The definition of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> &Value {
        self.schemas.get(key).unwrap_or(&Value::Bool(true))
    }

    /// Where a reference leads.
    #[must_use]
    pub fn target(&self, schema: &Value) -> Option<(&str, &Value)> {
        let key = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        let (key, schema) = self.schemas.get_key_value(key)?;
        Some((key, schema))
    }
}

/// What lifting works on.
#[derive(Debug)]
pub struct Work {
    /// The files.
    pub documents: Documents,
    /// The schemas that stand for their subtypes.
    pub bases: HashMap<Address, Base>,
    keys: HashMap<Address, String>,
    open: Vec<(Address, String)>,
    /// References that lead nowhere.
    pub unresolved: usize,
}

impl Work {
    /// The key of the schema in a place, which gets lifted some time.
    pub fn key(&mut self, at: &Address) -> String {
        if let Some(known) = self.keys.get(at) {
            return known.clone();
        }
        let key = format!("d{}", self.keys.len());
        self.keys.insert(at.clone(), key.clone());
        self.open.push((at.clone(), key.clone()));
        key
    }

    /// A reference to the schema in a place.
    pub fn reference(&mut self, at: &Address) -> Value {
        serde_json::json!({ "$ref": format!("#/$defs/{}", self.key(at)) })
    }
}

fn named(documents: &Documents) -> Vec<Address> {
    let place = Address::root(if documents.is_v2() { "/definitions" } else { "/components/schemas" });
    let names = documents.get(&place).and_then(Value::as_object).into_iter().flatten();
    let named = names.filter(|(_, schema)| schema.is_object() || schema.is_boolean());
    named.map(|(name, _)| place.within(name)).collect()
}

/// `example`, `examples` and their extensions.
pub(super) fn examples(schema: &Value) -> Vec<Value> {
    let one = ["example", "x-example"].into_iter().filter_map(|key| schema.get(key));
    let many = ["examples", "x-examples"].into_iter().filter_map(|key| schema.get(key));
    let many = many.flat_map(|value| match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(entries) => entries.values().map(|entry| entry.get("value").unwrap_or(entry)).collect(),
        _ => Vec::new(),
    });
    one.chain(many).cloned().collect()
}
