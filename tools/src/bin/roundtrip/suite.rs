//! The schemas of the JSON-Schema-Test-Suite that speak of objects, as named schemas of a document.
//!
//! A schema speaks of objects where it, or a member of its `allOf`, `anyOf` or `oneOf`, or what its `$ref` leads to within
//! itself, is of the type `object` or has a keyword of objects. Draft 2020-12 becomes a document of OpenAPI 3.1, draft 4 one
//! of 3.0. Each schema is generated alone first: what the generator rejects is counted by code, and the others are one
//! document.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use callsmith::Generator;
use callsmith_tools::corpus::Result;
use callsmith_tools::roundtrip::samples::Kind;
use jsonschema::Draft as Dialect;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// The drafts: the folder, and the version of OpenAPI whose schemas are most like it.
const DRAFTS: [(&str, &str); 2] = [("draft2020-12", "3.1.0"), ("draft4", "3.0.3")];

/// Keywords that say something of objects only.
const KEYWORDS: [&str; 11] = [
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedProperties",
];

/// A schema with its tests.
#[derive(Debug, Deserialize)]
struct Group {
    schema: Value,
    tests: Vec<Test>,
}

/// A value, and whether it is valid.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Test {
    pub(crate) data: Value,
    pub(crate) valid: bool,
    /// `true` if it is valid only since the schema says no type: `properties` allow a number. A document whose schema
    /// has keywords of objects means an object.
    #[serde(default)]
    pub(crate) implied: bool,
}

impl Group {
    /// Finds the values that are valid only since a schema says no type.
    fn imply(&mut self, version: &str) {
        let draft = if version.starts_with("3.0") { Dialect::Draft4 } else { Dialect::Draft202012 };
        let mut schema = self.schema.clone();
        add_types(&mut schema);
        let Ok(validator) = jsonschema::options().with_draft(draft).build(&schema) else { return };
        self.tests.iter_mut().for_each(|test| test.implied = test.valid && !validator.is_valid(&test.data));
    }
}

/// Adds the type `object` where keywords of objects stand without a type.
fn add_types(schema: &mut Value) {
    let Some(object) = schema.as_object_mut() else { return };
    for (key, value) in object.iter_mut() {
        match (key.as_str(), value) {
            (
                "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas",
                Value::Object(inner),
            ) => {
                inner.values_mut().for_each(add_types);
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(inner)) => inner.iter_mut().for_each(add_types),
            ("items" | "additionalProperties" | "unevaluatedProperties" | "then" | "else", inner) => add_types(inner),
            _ => {}
        }
    }
    if !object.contains_key("type") && KEYWORDS.iter().any(|key| object.contains_key(*key)) {
        object.insert("type".to_owned(), json!("object"));
    }
}

/// The outcome of the schemas of a draft.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    name: String,
    schemas: usize,
    objects: usize,
    accepted: usize,
    /// The schemas that are rejected, by the codes of the errors.
    rejected: BTreeMap<String, Vec<String>>,
    /// The accepted ones with a warning or note, by code.
    remarked: BTreeMap<String, usize>,
}

/// Writes the documents to a folder, each with its tests beside it.
pub(crate) fn documents(suite: &Path, folder: &Path) -> Result<Vec<Draft>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    DRAFTS.iter().map(|(name, version)| draft(&suite.join(name), name, version, folder)).collect()
}

fn draft(from: &Path, name: &str, version: &str, folder: &Path) -> Result<Draft> {
    let mut draft = Draft { name: name.to_owned(), ..Draft::default() };
    let (mut schemas, mut tests) = (Map::new(), BTreeMap::new());
    for file in files(from)? {
        let groups: Vec<Group> = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for (index, mut group) in groups.into_iter().enumerate() {
            draft.schemas += 1;
            if !is_object_like(&group.schema, &group.schema, 0) {
                continue;
            }
            draft.objects += 1;
            let name = format!("{stem}-{index}");
            group.imply(version);
            let schema = settled(group.schema, &name);
            if draft.accepts(&name, &document(version, [(name.clone(), schema.clone())].into_iter().collect())) {
                schemas.insert(name.clone(), schema);
                tests.insert(format!("#/components/schemas/{name}"), group.tests);
            }
        }
    }
    let path = folder.join(format!("{name}.json"));
    fs::write(&path, document(version, schemas))?;
    fs::write(path.with_extension("tests"), serde_json::to_string(&tests)?)?;
    Ok(draft)
}

/// The files of a draft, those of optional features among them.
fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let mut collected_files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collected_files.extend(files(&path)?)
        } else {
            collected_files.extend(path.extension().is_some_and(|end| end == "json").then_some(path))
        }
    }
    collected_files.sort();
    Ok(collected_files)
}

fn document(version: &str, schemas: Map<String, Value>) -> String {
    let info = json!({ "title": "suite", "version": "1" });
    json!({ "openapi": version, "info": info, "paths": {}, "components": { "schemas": schemas } }).to_string()
}

fn is_object_like(schema: &Value, root: &Value, depth: usize) -> bool {
    let is_type = |ty: &Value| ty == "object" || ty.as_array().is_some_and(|all| all.contains(&json!("object")));
    let is_object = schema.get("type").is_some_and(is_type) || KEYWORDS.iter().any(|key| schema.get(key).is_some());
    let members = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| schema.get(key)?.as_array()).flatten();
    let target = schema.get("$ref").and_then(|text| root.pointer(text.as_str()?.strip_prefix('#')?));
    is_object || depth < 8 && members.chain(target).any(|inner| is_object_like(inner, root, depth + 1))
}

/// The schema as it means the same in another place: with references to where it stands now, or with a base of its own.
fn settled(mut schema: Value, name: &str) -> Value {
    let text = schema.to_string();
    let has = |keys: &[&str]| keys.iter().any(|key| text.contains(&format!("\"{key}\":")));
    let has_names = has(&["$id", "$anchor", "$dynamicAnchor", "$dynamicRef"]);
    if let Some(object) = schema.as_object_mut() {
        if object.get("$schema").is_some_and(|dialect| dialect == "http://json-schema.org/draft-04/schema#") {
            object.shift_remove("$schema");
        }
        if has_names && !object.contains_key("$id") {
            object.insert("$id".to_owned(), json!(format!("https://suite.example/{name}")));
        }
    }
    if !has_names {
        move_references(&mut schema, name);
    }
    schema
}

fn move_references(value: &mut Value, name: &str) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                match value {
                    Value::String(text) if key == "$ref" && (text == "#" || text.starts_with("#/")) => {
                        *text = format!("#/components/schemas/{name}{}", &text[1..]);
                    }
                    other => move_references(other, name),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| move_references(item, name)),
        _ => {}
    }
}

impl Draft {
    /// Returns `true` if the generator takes a schema alone.
    fn accepts(&mut self, name: &str, document: &str) -> bool {
        match Generator::from_text("suite.json", document).keep_unused_types(true).generate() {
            Ok(generated) => {
                self.accepted += 1;
                for code in codes(generated.reports()) {
                    *self.remarked.entry(code).or_default() += 1;
                }
                true
            }
            Err(error) => {
                let is_error = |report: &&callsmith::Report| report.severity == callsmith::Severity::Error;
                let errors: Vec<callsmith::Report> = error.reports().iter().filter(is_error).cloned().collect();
                let codes = if errors.is_empty() { error.to_string() } else { codes(&errors).join(", ") };
                self.rejected.entry(codes).or_default().push(name.to_owned());
                false
            }
        }
    }
}

/// The codes of reports, each once.
fn codes(reports: &[callsmith::Report]) -> Vec<String> {
    let mut codes: Vec<String> = reports.iter().map(|report| report.code.to_string()).collect();
    codes.sort();
    codes.dedup();
    codes
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, schemas, objects, accepted, .. } = self;
        writeln!(f, "{name}: {schemas} schemas, {objects} of them speak of objects, {accepted} accepted")?;
        for (codes, names) in &self.rejected {
            writeln!(f, "  rejected, {codes}: {} ({})", names.len(), names.join(" "))?;
        }
        for (code, count) in &self.remarked {
            writeln!(f, "  accepted with `{code}`: {count}")?;
        }
        Ok(())
    }
}

/// The tests of a document by pointer.
pub(crate) fn tests(document: &str) -> Result<BTreeMap<String, Vec<Test>>> {
    Ok(serde_json::from_str(&fs::read_to_string(Path::new(document).with_extension("tests"))?)?)
}

/// The tests of a schema as samples.
pub(crate) fn samples(tests: &[Test], left: &mut BTreeMap<String, usize>) -> Vec<(Kind, Value)> {
    let mut samples = Vec::new();
    for test in tests {
        let reason = match test {
            Test { valid: false, .. } => {
                samples.push((Kind::Invalid, test.data.clone()));
                continue;
            }
            Test { data: Value::Null, .. } => "null, which belongs to the place where a type is used",
            Test { implied: true, .. } => "no object where keywords of objects stand without a type",
            _ => {
                samples.push((Kind::Valid, test.data.clone()));
                continue;
            }
        };
        *left.entry(reason.to_owned()).or_default() += 1;
    }
    samples
}
