//! The named schemas of a document as definitions of JSON Schema 2020-12.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde_json::{Map, Value};

use super::direction::Direction;
use super::documents::{Address, Documents};
use super::hierarchy::{self, Base};
use super::lift::lift;
use super::within::{InnerExample, within};
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
    /// `true` if the other direction demands something else.
    pub is_directional: bool,
}

/// A schema that a type was made of: a named one, or any other that was asked for.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its pointer, with `#`.
    pub pointer: String,
    /// The key of its definition.
    pub key: String,
    /// The examples that the document gives.
    pub examples: Vec<Value>,
    /// And those within it, of what has no type of its own.
    pub within: Vec<InnerExample>,
}

impl Definitions {
    /// Lifts the named schemas of a document and all that they lead to.
    ///
    /// # Errors
    /// The document cannot be read.
    pub fn read(path: &Path, direction: Direction) -> Result<Self> {
        let documents = Documents::open(path)?;
        let named = named(&documents);
        Ok(Self::build(documents, direction, &named, &named))
    }

    /// Lifts some schemas of a document, by their pointers with `#`, and all that they lead to.
    ///
    /// # Errors
    /// The document cannot be read.
    pub fn some<'a>(path: &Path, direction: Direction, wanted: impl Iterator<Item = &'a str>) -> Result<Self> {
        let documents = Documents::open(path)?;
        let named = named(&documents);
        let wanted: Vec<Address> = wanted.map(|pointer| Address::root(pointer.trim_start_matches('#'))).collect();
        Ok(Self::build(documents, direction, &named, &wanted))
    }

    /// Lifts the schemas in some places, and all that they lead to; `named` has them in the order of the places.
    #[must_use]
    pub fn at(documents: Documents, direction: Direction, places: &[Address]) -> Self {
        let named = named(&documents);
        Self::build(documents, direction, &named, places)
    }

    fn build(mut documents: Documents, direction: Direction, named: &[Address], wanted: &[Address]) -> Self {
        let bases = hierarchy::bases(&mut documents, named);
        let mut work = Work { bases, ..Work::new(documents, direction) };
        let named = wanted.iter().map(|at| Named {
            pointer: format!("#{}", at.pointer),
            key: work.key(at),
            examples: examples(work.documents.get(at).unwrap_or(&Value::Null)),
            within: Vec::new(),
        });
        let mut named: Vec<Named> = named.collect();
        let mut schemas = Map::new();
        while let Some((at, key)) = work.open.pop() {
            let schema = work.documents.get(&at).cloned().unwrap_or(Value::Bool(true));
            schemas.insert(key, lift(&mut work, &schema, &at));
        }
        let typed: HashSet<&Address> = wanted.iter().collect();
        for (named, at) in named.iter_mut().zip(wanted) {
            named.within = schemas.get(&named.key).map(|schema| within(schema, at, &typed)).unwrap_or_default();
        }
        Self { schemas, named, unresolved: work.unresolved, is_directional: work.is_directional }
    }

    /// The definition of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> &Value {
        self.schemas.get(key).unwrap_or(&Value::Bool(true))
    }

    /// The target of a reference.
    #[must_use]
    pub fn target(&self, schema: &Value) -> Option<(&str, &Value)> {
        let key = schema.get("$ref")?.as_str()?.strip_prefix("#/$defs/")?;
        let (key, schema) = self.schemas.get_key_value(key)?;
        Some((key, schema))
    }
}

/// The state of lifting.
#[derive(Debug)]
pub struct Work {
    /// The files.
    pub documents: Documents,
    /// The schemas that stand for their subtypes.
    pub bases: HashMap<Address, Base>,
    /// The direction of its values.
    pub direction: Direction,
    /// `true` if that makes a difference.
    pub is_directional: bool,
    keys: HashMap<Address, String>,
    open: Vec<(Address, String)>,
    /// References that lead nowhere.
    pub unresolved: usize,
}

impl Work {
    fn new(documents: Documents, direction: Direction) -> Self {
        Self {
            documents,
            bases: HashMap::new(),
            direction,
            is_directional: false,
            keys: HashMap::new(),
            open: Vec::new(),
            unresolved: 0,
        }
    }

    /// The key of the schema in a place, which gets lifted some time.
    pub fn key(&mut self, at: &Address) -> String {
        if let Some(cached) = self.keys.get(at) {
            return cached.clone();
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

/// The places of the named schemas.
#[must_use]
pub fn named(documents: &Documents) -> Vec<Address> {
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
