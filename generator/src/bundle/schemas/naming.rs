//! Names of schemas: each belongs to one.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::table::{RawSchema, RawSchemaTable};
use crate::bundle::Version;
use crate::bundle::references::{OPENAPI_3_SCHEMAS, Position, schema_section};
use crate::document::{Address, Node, Pointer, SchemaId};
use crate::spec::{Field, Keyword, Method};

// Below these a token is a place and not a name: `responses/200/schema` says nothing of the schema.
/// Keys below which things have no names of their own, beside methods.
const STRUCTURE: [Field; 13] = [
    Field::Paths,
    Field::Webhooks,
    Field::Parameters,
    Field::RequestBody,
    Field::RequestBodies,
    Field::Responses,
    Field::Callbacks,
    Field::Content,
    Field::Headers,
    Field::Schema,
    Field::ItemSchema,
    Field::Encoding,
    Field::PathItems,
];

// A type called `Index` or `Schema` says nothing; the title or the folder of such a file usually does.
/// Names that any file of schemas may have.
const GENERIC_NAMES: [&str; 8] =
    ["index", "_index", "schema", "schemas", "definition", "definitions", "model", "models"];

/// The name of the schema at a position, if it is one of the named ones.
pub(in crate::bundle) fn schema_name(position: &Position, version: Version, node: &Node) -> Option<String> {
    // Other documents have maps of schemas of any name, so more counts as one there than in the user's own document.
    if position.pointer.document().is_some() {
        return name_elsewhere(&position.base.document.address, &position.pointer, node);
    }
    let (name, section) = position.pointer.tokens().split_last()?;
    is_section(section, schema_section(version)).then(|| name.to_string())
}

/// The name of a schema outside of the user's document: its key in a map of schemas, or the name of its file.
fn name_elsewhere(address: &Address, at: &Pointer, node: &Node) -> Option<String> {
    match at.tokens() {
        [] => Some(name_of_file(address, node)),
        [.., section, name] if matches!(Keyword::parse(section), Some(Keyword::Definitions | Keyword::Defs)) => {
            Some(name.to_string())
        }
        [section @ .., name] if is_section(section, &OPENAPI_3_SCHEMAS) => Some(name.to_string()),
        tokens => {
            let structure = |token: &Arc<str>| {
                let is_index = token.bytes().all(|byte| byte.is_ascii_digit());
                let is_structure = Field::parse(token).is_some_and(|field| STRUCTURE.contains(&field))
                    || Method::of_field(token).is_some();
                is_index || is_structure || Keyword::parse_defined(token).is_some()
            };
            (!tokens.iter().any(structure)).then(|| tokens.last().map(|name| name.to_string())).flatten()
        }
    }
}

/// Returns `true` if tokens are the keys of a section.
fn is_section(tokens: &[Arc<str>], keys: &[&str]) -> bool {
    tokens.iter().map(|token| &**token).eq(keys.iter().copied())
}

fn name_of_file(address: &Address, node: &Node) -> String {
    let parts = parts(address);
    let stem = parts.last().map_or("", String::as_str);
    if !GENERIC_NAMES.contains(&stem.to_lowercase().as_str()) {
        return stem.to_owned();
    }
    let title = node.get(Keyword::Title.name()).and_then(Node::as_str).filter(|title| !title.trim().is_empty());
    let folder = parts.len().checked_sub(2).map(|folder| parts[folder].as_str());
    title.or(folder).unwrap_or(stem).to_owned()
}

/// The names of folders and the file, without the endings of documents.
fn parts(address: &Address) -> Vec<String> {
    let text = address.to_string();
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<String> =
        path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(str::to_owned).collect();
    if let Some(file) = parts.last_mut() {
        // In this order, so that `pet.schema.json` is `pet`.
        for ending in [".json", ".yaml", ".yml", ".schema", ".openapi", ".swagger"] {
            if let Some(stem) = file.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
                *file = stem.to_owned();
            }
        }
    }
    parts
}

/// Gives each name to one schema.
pub(in crate::bundle) fn assign_names(table: &mut RawSchemaTable) {
    pass_on_names(table);
    let mut named: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
    for id in table.ids() {
        if let Some(name) = &table.get(id).name {
            named.entry(name.clone()).or_default().push(id);
        }
    }
    for (name, ids) in named.into_iter().filter(|(_, ids)| ids.len() > 1) {
        // A schema of the user's document keeps its name: only those of other documents are told apart by their files.
        let others: Vec<SchemaId> = ids.into_iter().filter(|id| table.get(*id).pointer.document().is_some()).collect();
        qualify(table, &name, &others);
    }
}

/// A named schema that is a reference to another document and nothing else hands its name over to what is there.
fn pass_on_names(table: &mut RawSchemaTable) {
    let mut renamed: HashSet<SchemaId> = HashSet::default();
    let mut ends = HashMap::default();
    // The user's document first, so that its name for a schema wins over those of the files on the way.
    let (first_document, others): (Vec<SchemaId>, Vec<SchemaId>) =
        table.ids().partition(|id| table.get(*id).pointer.document().is_none());
    for id in first_document.into_iter().chain(others) {
        let schema = table.get(id);
        let (Some(name), Some(_)) = (schema.name.clone(), only_reference(schema)) else { continue };
        let elsewhere = schema.pointer.document().is_some();
        let Some(target) = end(table, id, &mut ends) else { continue };
        let end = table.get(target);
        if end.pointer.document().is_none() || end.name.is_none() {
            continue;
        }
        // The first name that leads to a schema is handed over. A further one of the user's document stays another name
        // for it.
        let first = renamed.insert(target);
        if first {
            table.get_mut(target).name = Some(name);
        }
        if first || elsewhere {
            table.get_mut(id).name = None;
        }
    }
}

/// The end of a chain of references; `None` when it goes in a circle. The ends found so far are kept.
fn end(table: &RawSchemaTable, id: SchemaId, ends: &mut HashMap<SchemaId, Option<SchemaId>>) -> Option<SchemaId> {
    let mut passed = Vec::new();
    let mut at = id;
    let end = loop {
        if let Some(taken) = ends.get(&at) {
            break *taken;
        }
        // `None` until the end is known: a circle of references meets it and has no end.
        ends.insert(at, None);
        passed.push(at);
        match only_reference(table.get(at)) {
            Some(next) => at = next,
            None => break Some(at),
        }
    };
    ends.extend(passed.into_iter().map(|id| (id, end)));
    end
}

/// The target of a schema that is a reference and nothing else.
fn only_reference(schema: &RawSchema) -> Option<SchemaId> {
    schema.schema(Keyword::Ref).filter(|_| schema.keywords.len() == 1)
}

/// Puts as many names of folders before a name as it takes to tell its schemas apart.
fn qualify(table: &mut RawSchemaTable, name: &str, ids: &[SchemaId]) {
    let folders: Vec<Vec<String>> = ids
        .iter()
        .map(|id| {
            let pointer = &table.get(*id).pointer;
            let document = pointer.document().map(|document| parts(&Address::parse(document))).unwrap_or_default();
            let same = usize::from(document.last().is_some_and(|file| file == name));
            document[..document.len() - same].to_vec()
        })
        .collect();
    let longest = folders.iter().map(Vec::len).max().unwrap_or_default();
    let qualified = |length: usize| -> Vec<String> {
        let tail = |path: &Vec<String>| path[path.len().saturating_sub(length)..].join(" ");
        folders.iter().map(|path| format!("{} {name}", tail(path)).trim().to_owned()).collect()
    };
    let distinct = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
    let names = (1..=longest).map(qualified).find(distinct).unwrap_or_else(|| qualified(longest));
    for (id, name) in ids.iter().zip(names) {
        table.get_mut(*id).name = Some(name);
    }
}
