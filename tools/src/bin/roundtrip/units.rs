//! The units of a test: schemas with their types and examples.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use callsmith::Generated;
use callsmith_tools::corpus::Result;
use callsmith_tools::roundtrip::definitions;
use callsmith_tools::roundtrip::direction::Direction;
use callsmith_tools::roundtrip::documents::{Address, Documents};
use callsmith_tools::roundtrip::places::{mentioned, places};
use callsmith_tools::roundtrip::types::Types;
use serde_json::Value;

/// A schema with the type that was made of it.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    /// Its pointer, with `#`.
    pub(crate) pointer: String,
    /// The type in Rust, from the root of the client.
    pub(crate) rust: String,
    pub(crate) direction: Direction,
    /// The place of its examples.
    pub(crate) what: &'static str,
    /// Examples that stand elsewhere, in place of those of the schema.
    pub(crate) examples: Option<Vec<Value>>,
    /// `true` if values are made of it.
    pub(crate) is_named: bool,
}

/// All of a document.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) all: Vec<Unit>,
    /// Named schemas without a type to test, by reason.
    pub(crate) skipped: BTreeMap<String, Vec<String>>,
    /// Examples without a type to test, by reason.
    pub(crate) left: BTreeMap<String, usize>,
    /// The number of examples that the document mentions.
    pub(crate) mentioned: usize,
}

impl Units {
    pub(crate) fn new(document: &Path, generated: &Generated) -> Result<Self> {
        let types = Types::new(&generated.inspect());
        let mut documents = Documents::open(document)?;
        let mut units = Self { mentioned: mentioned(documents.document()), ..Self::default() };
        units.schemas(&documents, &types);
        units.places(&mut documents, &types);
        Ok(units)
    }

    /// The named schemas, and the others that types were made of.
    fn schemas(&mut self, documents: &Documents, types: &Types) {
        let named: Vec<String> = definitions::named(documents).iter().map(|at| format!("#{}", at.pointer)).collect();
        let is_named: HashSet<&str> = named.iter().map(String::as_str).collect();
        let here = |pointer: &&str| {
            let address = pointer.strip_prefix('#').map(Address::root);
            !is_named.contains(pointer) && address.is_some_and(|address| documents.get(&address).is_some())
        };
        let others = types.pointers().filter(here).map(str::to_owned);
        for pointer in named.iter().cloned().chain(others) {
            let is_named = is_named.contains(pointer.as_str());
            let types_of_schema = types.of_schema(&pointer);
            if types_of_schema.is_empty() {
                self.skipped.entry("no type".to_owned()).or_default().push(pointer);
                continue;
            }
            for types_of_schema in types_of_schema {
                if types_of_schema.holds_files {
                    let reason = "a copy for bodies of several parts, which are not JSON".to_owned();
                    self.skipped.entry(reason).or_default().push(pointer.clone());
                    continue;
                }
                self.all.push(Unit {
                    pointer: pointer.clone(),
                    rust: types_of_schema.rust.clone(),
                    direction: types_of_schema.direction,
                    what: "schema",
                    // Those of the schema are tested with its own type.
                    examples: types_of_schema.is_copy.then(Vec::new),
                    is_named,
                });
            }
        }
    }

    /// The examples of parameters, bodies, responses and headers.
    fn places(&mut self, documents: &mut Documents, types: &Types) {
        for place in places(documents) {
            let what = place.role.word();
            let rust = (place.schema.file == 0).then(|| types.of_place(documents, &place));
            match rust.flatten() {
                Some(rust) => self.all.push(Unit {
                    pointer: format!("#{}", place.schema.pointer),
                    rust,
                    direction: place.role.direction(),
                    what,
                    examples: Some(place.examples),
                    is_named: false,
                }),
                None => {
                    *self.left.entry(format!("{what} without a type of its own")).or_default() += place.examples.len()
                }
            }
        }
    }
}
