//! What schemas are called that have a name where they stand.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Version;
use super::references::{Target, lookup};
use super::table::{Row, Table};
use super::walk::Walk;
use crate::document::{Address, Node, Pointer, SchemaId};
use crate::spec::{Keyword, Method};

/// Keys below which things have no names of their own, beside methods.
const STRUCTURE: [&str; 13] = [
    "paths",
    "webhooks",
    "parameters",
    "requestBody",
    "requestBodies",
    "responses",
    "callbacks",
    "content",
    "headers",
    "schema",
    "itemSchema",
    "encoding",
    "pathItems",
];

/// Names of files that say what is in them and not which one.
const UNHELPFUL: [&str; 8] = ["index", "_index", "schema", "schemas", "definition", "definitions", "model", "models"];

impl Walk<'_, '_> {
    /// The name of the schema the walk stands at, if it is one of the named ones.
    pub(super) fn schema_name(&self, node: &Node) -> Option<String> {
        if self.at.document().is_some() {
            return name_elsewhere(&self.base.document.address, &self.at, node);
        }
        match (self.version, self.at.tokens()) {
            (Version::V2, [section, name]) if section == "definitions" => Some(name.clone()),
            (Version::V2, _) => None,
            (_, [components, section, name]) if components == "components" && section == "schemas" => {
                Some(name.clone())
            }
            _ => None,
        }
    }

    /// Where the schema of a name stands: in the document of the reference, or in the one that the user named.
    pub(super) fn named_schema(&self, name: &str) -> Option<Target> {
        let documents = [&self.base.document, self.library.root()];
        documents.into_iter().find_map(|document| {
            let root = Pointer::root_of(document.name.clone());
            let sections = [root.child("components").child("schemas"), root.child("definitions"), root.child("$defs")];
            let mut named = sections.iter().map(|section| section.child(name));
            let pointer = named.find(|pointer| lookup(&document.tree, pointer).is_some())?;
            Some(self.target_at(document, pointer))
        })
    }
}

/// The name of a schema in another document than the one that the user named: what a map of schemas calls it, or the
/// name of its file.
fn name_elsewhere(address: &Address, at: &Pointer, node: &Node) -> Option<String> {
    match at.tokens() {
        [] => Some(name_of_file(address, node)),
        [.., section, name] if section == "definitions" || section == "$defs" => Some(name.clone()),
        [components, section, name] if components == "components" && section == "schemas" => Some(name.clone()),
        tokens => {
            let structure = |token: &String| {
                let is_index = token.bytes().all(|byte| byte.is_ascii_digit());
                let is_structure = STRUCTURE.contains(&token.as_str()) || Method::of_field(token).is_some();
                is_index || is_structure || Keyword::parse_defined(token).is_some()
            };
            (!tokens.iter().any(structure)).then(|| tokens.last().cloned()).flatten()
        }
    }
}

fn name_of_file(address: &Address, node: &Node) -> String {
    let parts = parts(address);
    let stem = parts.last().map_or("", String::as_str);
    if !UNHELPFUL.contains(&stem.to_lowercase().as_str()) {
        return stem.to_owned();
    }
    let title = node.get("title").and_then(Node::as_str).filter(|title| !title.trim().is_empty());
    let folder = parts.len().checked_sub(2).map(|folder| parts[folder].as_str());
    title.or(folder).unwrap_or(stem).to_owned()
}

/// The names of folders and the file without what says that it is a document.
fn parts(address: &Address) -> Vec<String> {
    let text = address.to_string();
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<String> =
        path.split('/').filter(|part| !matches!(*part, "" | "." | "..")).map(str::to_owned).collect();
    if let Some(file) = parts.last_mut() {
        for ending in [".json", ".yaml", ".yml", ".schema", ".openapi", ".swagger"] {
            if let Some(stem) = file.strip_suffix(ending).filter(|stem| !stem.is_empty()) {
                *file = stem.to_owned();
            }
        }
    }
    parts
}

/// Settles who has a name: each belongs to one schema.
pub(super) fn settle(table: &mut Table) {
    hand_over(table);
    let mut named: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
    for id in table.ids() {
        if let Some(name) = &table.get(id).name {
            named.entry(name.clone()).or_default().push(id);
        }
    }
    for (name, ids) in named.into_iter().filter(|(_, ids)| ids.len() > 1) {
        let others: Vec<SchemaId> = ids.into_iter().filter(|id| table.get(*id).pointer.document().is_some()).collect();
        qualify(table, &name, &others);
    }
}

/// A named schema that is a reference to another document and nothing else hands its name over to what is there.
fn hand_over(table: &mut Table) {
    let mut renamed: HashSet<SchemaId> = HashSet::new();
    let mut ends = HashMap::new();
    let (own, others): (Vec<SchemaId>, Vec<SchemaId>) =
        table.ids().partition(|id| table.get(*id).pointer.document().is_none());
    for id in own.into_iter().chain(others) {
        let row = table.get(id);
        let (Some(name), Some(_)) = (row.name.clone(), only_reference(row)) else { continue };
        let elsewhere = row.pointer.document().is_some();
        let Some(target) = end(table, id, &mut ends) else { continue };
        let end = table.get(target);
        if end.pointer.document().is_none() || end.name.is_none() {
            continue;
        }
        let first = renamed.insert(target);
        if first {
            table.get_mut(target).name = Some(name);
        }
        if first || elsewhere {
            table.get_mut(id).name = None;
        }
    }
}

/// Where a chain of references ends; `None` when it goes in a circle. The ends found so far are kept.
fn end(table: &Table, id: SchemaId, ends: &mut HashMap<SchemaId, Option<SchemaId>>) -> Option<SchemaId> {
    let mut passed = Vec::new();
    let mut at = id;
    let end = loop {
        if let Some(known) = ends.get(&at) {
            break *known;
        }
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

fn only_reference(row: &Row) -> Option<SchemaId> {
    row.schema(Keyword::Ref).filter(|_| row.keywords.len() == 1)
}

/// Puts as many names of folders before a name as it takes to tell its schemas apart.
fn qualify(table: &mut Table, name: &str, ids: &[SchemaId]) {
    let ways: Vec<Vec<String>> = ids
        .iter()
        .map(|id| {
            let pointer = &table.get(*id).pointer;
            let document = pointer.document().map(|document| parts(&Address::of(document))).unwrap_or_default();
            let own = usize::from(document.last().is_some_and(|file| file == name));
            document[..document.len() - own].to_vec()
        })
        .collect();
    let longest = ways.iter().map(Vec::len).max().unwrap_or_default();
    let qualified = |length: usize| -> Vec<String> {
        let tail = |way: &Vec<String>| way[way.len().saturating_sub(length)..].join(" ");
        ways.iter().map(|way| format!("{} {name}", tail(way)).trim().to_owned()).collect()
    };
    let distinct = |names: &Vec<String>| names.iter().collect::<HashSet<_>>().len() == names.len();
    let names = (1..=longest).map(qualified).find(distinct).unwrap_or_else(|| qualified(longest));
    for (id, name) in ids.iter().zip(names) {
        table.get_mut(*id).name = Some(name);
    }
}
