//! Calls with valid values.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::driver::{ClientSummary, OperationSummary};
use super::operations::{Operation, Parameter};
use crate::corpus::Result;
use crate::roundtrip::definitions::Definitions;
use crate::roundtrip::direction::Direction;
use crate::roundtrip::documents::{Address, Documents};
use crate::roundtrip::maker::{Maker, Plan, Size};
use crate::roundtrip::oracle::Oracle;

/// So many values are made until one is good.
const ATTEMPTS: usize = 60;

/// An instruction for a driver.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The index of the operation.
    pub operation: usize,
    /// `true` if all that is optional is there as well.
    pub full: bool,
    /// The values of parameters, by their index.
    pub parameters: BTreeMap<usize, Value>,
    /// The value of the body.
    pub body: Option<Value>,
}

/// Calls that are to be made, and those that cannot be.
#[derive(Debug, Default)]
pub struct Calls {
    /// The calls.
    pub calls: Vec<Call>,
    /// Operations without a call, with the reason.
    pub without: Vec<(usize, String)>,
}

/// A document whose operations are called.
#[derive(Debug)]
pub struct Sampled {
    /// The operations that were found, by their index in what the generator tells.
    pub operations: Vec<Option<Operation>>,
    /// The schemas of requests.
    pub sent: Schemas,
    /// The schemas of responses.
    pub received: Schemas,
}

/// The schemas of a document in one direction.
#[derive(Debug)]
pub struct Schemas {
    definitions: Definitions,
    oracle: Oracle,
    keys: BTreeMap<Address, String>,
}

impl Schemas {
    fn new(documents: &Documents, direction: Direction, places: &[Address]) -> Result<Self> {
        let definitions = Definitions::at(documents.clone(), direction, places);
        let keys = places.iter().cloned().zip(definitions.named.iter().map(|named| named.key.clone())).collect();
        let oracle = Oracle::new(&definitions)?;
        Ok(Self { definitions, oracle, keys })
    }

    /// The reason why a value is not valid for the schema in a place.
    #[must_use]
    pub fn fault(&self, at: &Address, value: &Value) -> Option<String> {
        self.oracle.fault(self.keys.get(at)?, value)
    }
}

impl Sampled {
    /// Finds all operations in the document and lifts their schemas.
    ///
    /// # Errors
    /// The document cannot be read, or its schemas not be compiled.
    pub fn new(path: &Path, inspection: &ClientSummary) -> Result<Self> {
        let mut documents = Documents::open(path)?;
        let find = |operation: &OperationSummary| Operation::find(&mut documents, &operation.path, &operation.method);
        let operations: Vec<Option<Operation>> = inspection.operations.iter().map(find).collect();
        let sorted = |places: fn(&Operation) -> Vec<Address>| {
            let mut places: Vec<Address> = operations.iter().flatten().flat_map(places).collect();
            places.sort();
            places.dedup();
            places
        };
        let sent = Schemas::new(&documents, Direction::Sent, &sorted(sent))?;
        let received = Schemas::new(&documents, Direction::Received, &sorted(received))?;
        Ok(Self { operations, sent, received })
    }

    /// Makes two calls of each operation: one with what is required, and one with everything.
    #[must_use]
    pub fn calls(&self, inspection: &ClientSummary, seed: u64) -> Calls {
        let mut work = Work { sampled: self, maker: Maker::new(&self.sent.definitions, seed) };
        let mut out = Calls::default();
        for (index, (operation, declared)) in inspection.operations.iter().zip(&self.operations).enumerate() {
            let Some(declared) = declared else {
                out.without.push((index, "the operation is not found".to_owned()));
                continue;
            };
            for full in [false, true] {
                match work.call(index, operation, declared, full) {
                    Ok(call) if out.calls.last().is_some_and(|last| same(last, &call)) => {}
                    Ok(call) => out.calls.push(call),
                    Err(reason) => out.without.push((index, reason)),
                }
            }
        }
        out
    }
}

/// Returns `true` if a call says nothing that the one before does not say.
fn same(last: &Call, call: &Call) -> bool {
    last.operation == call.operation
        && last.parameters.keys().eq(call.parameters.keys())
        && last.body.is_none()
        && call.body.is_none()
}

fn sent(operation: &Operation) -> Vec<Address> {
    let parameters = operation.parameters.iter().chain(&operation.form);
    let parameters = parameters.filter_map(|parameter| parameter.schema.clone());
    parameters.chain(operation.bodies.iter().filter_map(|(_, schema)| schema.clone())).collect()
}

fn received(operation: &Operation) -> Vec<Address> {
    operation.responses.iter().map(|response| response.schema.clone()).collect()
}

struct Work<'a> {
    sampled: &'a Sampled,
    maker: Maker<'a>,
}

impl Work<'_> {
    fn call(
        &mut self,
        index: usize,
        summary: &OperationSummary,
        declared: &Operation,
        full: bool,
    ) -> std::result::Result<Call, String> {
        let mut parameters = BTreeMap::new();
        for (index, parameter) in summary.parameters.iter().enumerate() {
            // Headers of parts go with parts, of which the body decides.
            if !parameter.required && !full || parameter.place == "part" {
                continue;
            }
            let place = parameter.place.as_str();
            let is_it = |one: &&Parameter| {
                one.place == parameter.place
                    && match place {
                        "path" | "header" => letters(&one.name) == letters(&parameter.name),
                        _ => one.name == parameter.name,
                    }
            };
            let schema = declared.parameters.iter().find(is_it).and_then(|one| one.schema.as_ref());
            match self.value(schema, full, |value| is_fit(place, value)) {
                Ok(value) => drop(parameters.insert(index, value)),
                Err(reason) if parameter.required => {
                    return Err(format!("no value for the parameter `{}`: {reason}", parameter.name));
                }
                Err(_) => {}
            }
        }
        let body = match &summary.body {
            Some(body) if body.required || full || body.setter.is_none() => {
                let value = self.body(&body.media_type, declared, full);
                Some(value.map_err(|reason| format!("no value for the body: {reason}"))?)
            }
            _ => None,
        };
        Ok(Call { operation: index, full, parameters, body })
    }

    fn body(&mut self, media_type: &str, declared: &Operation, full: bool) -> std::result::Result<Value, String> {
        if !declared.form.is_empty() {
            let mut form = Map::new();
            for field in declared.form.iter().filter(|field| full || field.required) {
                match self.value(field.schema.as_ref(), full, |value| is_fit("formData", value)) {
                    Ok(value) => drop(form.insert(field.name.clone(), value)),
                    Err(reason) if field.required => return Err(reason),
                    Err(_) => {}
                }
            }
            return Ok(Value::Object(form));
        }
        let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let same = |(name, _): &&(String, Option<Address>)| essence(name) == essence(media_type);
        let (_, schema) = declared.bodies.iter().find(same).or(declared.bodies.first()).ok_or("there is no body")?;
        let place = if media_type.contains("json") { "body" } else { "formData" };
        self.value(schema.as_ref(), full, |value| is_fit(place, value))
    }

    /// A valid value; one that fits where it is sent, if any does.
    fn value(
        &mut self,
        schema: Option<&Address>,
        full: bool,
        fits: impl Fn(&Value) -> bool,
    ) -> std::result::Result<Value, String> {
        let Schemas { oracle, keys, .. } = &self.sampled.sent;
        let Some(key) = schema.and_then(|schema| keys.get(schema)) else { return Ok("sample".into()) };
        if let Some(reason) = oracle.refused.get(key) {
            return Err(format!("the validator refuses the schema: {reason}"));
        }
        let mut fault = None;
        let first = if full { Size::Most } else { Size::Least };
        let mut valid = None;
        for turn in 0..ATTEMPTS {
            let size = if turn % 3 == 0 { first } else { Size::Any };
            let Some(value) = self.maker.make(key, &Plan::new(size)) else { continue };
            if !oracle.is_valid(key, &value) {
                fault = fault.or_else(|| oracle.fault(key, &value));
                continue;
            }
            if fits(&value) {
                return Ok(value);
            }
            valid.get_or_insert(value);
        }
        valid.ok_or_else(|| fault.unwrap_or_else(|| "none can be made".to_owned()))
    }
}

/// A name of which neither case nor signs count: path templates and their parameters spell it in two ways.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns `true` if a value arrives as it was sent: some texts have no place in a path, a header or a cookie, and
/// what is written without its type is read as what it looks like.
fn is_fit(place: &str, value: &Value) -> bool {
    // The server reads numbers as JavaScript does, and takes no integers beyond these.
    const EXACT: f64 = 9_007_199_254_740_991.0;
    let is_text = |text: &str| {
        if place == "body" {
            return true;
        }
        let is_plain = |c: char| c.is_ascii_graphic() || (c == ' ' && !matches!(place, "header" | "cookie"));
        let taken: &[char] = match place {
            "path" => &['/', '\\', '%', '?', '#', ',', '.', ';'],
            _ => &[',', '|', ';', '"', '\\'],
        };
        !text.is_empty()
            && text.trim() == text
            && text.len() < 200
            && text.chars().all(is_plain)
            && !text.contains(taken)
    };
    match value {
        Value::String(text) => is_text(text),
        Value::Null => place == "body",
        Value::Array(items) => (place == "body" || !items.is_empty()) && items.iter().all(|item| is_fit(place, item)),
        Value::Object(entries) => {
            (place == "body" || !entries.is_empty()) && entries.values().all(|entry| is_fit(place, entry))
        }
        Value::Number(number) => number.as_f64().is_none_or(|number| number.abs() <= EXACT || number.fract() != 0.0),
        Value::Bool(_) => true,
    }
}
