//! The types of schemas, as the generator tells them.

use std::collections::{BTreeMap, HashSet};

use callsmith::Inspection;
use serde_json::Value;

use super::direction::Direction;
use super::documents::{Address, Documents};
use super::places::{ExampleSet, Role};

/// References that are followed for one type.
const LONGEST: usize = 16;

// Told by `inspect`, the one thing that is taken from the generator: which type it made of which schema.
/// Types and operations as the generator describes them.
#[derive(Debug, Default)]
pub struct Types {
    by_pointer: BTreeMap<String, Vec<TypeSummary>>,
    names: HashSet<String>,
    operations: BTreeMap<String, Value>,
}

/// A type that was made of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeSummary {
    /// Its path in Rust, from the root of the client.
    pub rust: String,
    /// The direction of its values.
    pub direction: Direction,
    /// `true` if it is a copy for a body of several parts, which holds files.
    pub holds_files: bool,
    /// `true` if it is a copy for another use than that of the type with the schema's name.
    pub is_copy: bool,
    is_struct: bool,
    is_union: bool,
}

impl Types {
    /// Reads what the generator tells.
    #[must_use]
    pub fn new(inspection: &Inspection) -> Self {
        let current_inspection = serde_json::to_value(inspection).unwrap_or_default();
        let mut types = Self::default();
        for ty in current_inspection["types"].as_array().into_iter().flatten() {
            let Some(pointer) = ty["pointer"].as_str() else { continue };
            let current_inspection = TypeSummary::parse(ty);
            types.names.insert(current_inspection.rust.clone());
            types.by_pointer.entry(pointer.to_owned()).or_default().push(current_inspection);
        }
        for operation in current_inspection["operations"].as_array().into_iter().flatten() {
            let pointer = operation["pointer"].as_str().unwrap_or_default();
            types.operations.insert(pointer.to_owned(), operation.clone());
        }
        types
    }

    /// The pointers of all schemas with a type.
    pub fn pointers(&self) -> impl Iterator<Item = &str> {
        self.by_pointer.keys().map(String::as_str)
    }

    /// The type that has a schema's name, for each schema.
    pub fn own_types(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_pointer.keys().filter_map(|pointer| {
            let ty = *self.of_schema(pointer).first()?;
            Some((pointer.as_str(), ty.rust.as_str()))
        })
    }

    /// The types of a schema, a copy for some use after the one that has the schema's name. Of a union and the struct of its
    /// own properties it is the union.
    #[must_use]
    pub fn of_schema(&self, pointer: &str) -> Vec<&TypeSummary> {
        let all = self.by_pointer.get(pointer).map_or(&[][..], Vec::as_slice);
        let mut copies: Vec<&TypeSummary> = all.iter().filter(|ty| ty.is_copy).collect();
        let mut originals = all.iter().filter(|ty| !ty.is_copy);
        // What is made of a schema beside others has its pointer, too, and comes later: items of a list, the union over a struct.
        let first = originals.next();
        let union = first.filter(|ty| ty.is_struct).and_then(|_| originals.find(|ty| ty.is_union));
        copies.splice(0..0, union.or(first));
        copies
    }

    /// The type of the examples in a place.
    #[must_use]
    pub fn of_place(&self, documents: &mut Documents, place: &ExampleSet) -> Option<String> {
        let direction = place.role.direction();
        self.expression(documents, &place.schema, direction).or_else(|| self.type_of_parameter(place))
    }

    /// The type of a schema: its own, or that of what it refers to, or a list or map of such.
    fn expression(&self, documents: &mut Documents, at: &Address, direction: Direction) -> Option<String> {
        let mut at = at.clone();
        for _ in 0..LONGEST {
            let types = if at.file == 0 { self.of_schema(&format!("#{}", at.pointer)) } else { Vec::new() };
            let types = || types.iter().filter(|ty| !ty.holds_files);
            if let Some(ty) = types().find(|ty| ty.direction == direction).or_else(|| types().next()) {
                return Some(ty.rust.clone());
            }
            let schema = documents.get(&at)?.clone();
            let part = at.within("allOf").within("0");
            let is_alone = |keys: &[&str]| keys.iter().all(|key| schema.get(key).is_none());
            if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
                at = documents.resolve(&at, reference)?;
            } else if schema["allOf"].as_array().is_some_and(|parts| parts.len() == 1) && is_alone(&["properties"]) {
                at = part;
            } else if schema["type"] == "array" && schema["items"].is_object() {
                let item = self.expression(documents, &at.within("items"), direction)?;
                return Some(format!("Vec<Option<{item}>>"));
            } else if schema["additionalProperties"].is_object() && is_alone(&["properties", "allOf", "oneOf", "anyOf"])
            {
                let entry = self.expression(documents, &at.within("additionalProperties"), direction)?;
                return Some(format!("::std::collections::BTreeMap<String, Option<{entry}>>"));
            } else {
                return None;
            }
        }
        None
    }

    /// The description of an operation, if it names only types that are described, and those of the runtime.
    fn type_of_parameter(&self, place: &ExampleSet) -> Option<String> {
        /// The type of a body that is bytes, not JSON.
        const BYTES: &str = "callsmith_runtime::Bytes";
        // It is the type of one media type, and JSON comes first.
        place.media_type.as_ref().is_none_or(|media_type| media_type.contains("json")).then_some(())?;
        let operation = self.operations.get(&place.operation)?;
        let ty = match &place.role {
            Role::Parameter(location, name) => {
                let all = operation["parameters"].as_array()?;
                all.iter().find(|parameter| parameter["in"] == location.as_str() && parameter["name"] == name.as_str())?["type"]
                    .as_str()
            }
            Role::Body => operation["body"]["type"].as_str(),
            Role::Response(status) => {
                let is_of = |payload: &&str| {
                    operation[*payload]["statuses"]
                        .as_array()
                        .is_some_and(|all| all.iter().any(|it| it == status.as_str()))
                };
                let payload = ["success", "failure"].into_iter().find(is_of)?;
                operation[payload]["type"].as_str()
            }
            Role::Header => None,
        }?;
        let words = ty.split(|c: char| !c.is_alphanumeric() && !"_:".contains(c));
        let mut types = words.filter(|word| word.starts_with("types::"));
        (ty != "()" && !ty.contains(BYTES) && types.all(|word| self.names.contains(word))).then(|| ty.to_owned())
    }
}

impl TypeSummary {
    fn parse(ty: &Value) -> Self {
        let has = |view: &str| ty["used_in"].as_array().is_some_and(|views| views.iter().any(|word| word == view));
        let is_sent = ["request", "multipart", "patch"].into_iter().any(has);
        let is_copy = ty["copy_of"].is_string();
        Self {
            rust: ty["rust"].as_str().unwrap_or_default().to_owned(),
            direction: if is_sent && !has("response") { Direction::Sent } else { Direction::Received },
            holds_files: is_copy && has("multipart") && !has("request"),
            is_copy,
            is_struct: ty["kind"] == "struct",
            is_union: ty["kind"] == "union",
        }
    }
}
