//! The lock of names: which items of a document are those of an earlier one, and what they are called.
//!
//! An item is known again by its pointer. A schema in a list, such as an alternative of a union, is known by its shape.
//! Its place moves when another one is put in front. A schema within it moves with it.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeMap;

use super::assigned::AssignedNames;
use super::{Names, shape};
use crate::analyze::Facts;
use crate::config::{KeptNames, Kind, Methods};
use crate::ir::{Api, EnumValues, OperationId, Parameter, ResponseSide, Type, TypeId, TypeKind, View};

/// So deep lists within lists are followed when a schema in one of them moves.
const MOVES: usize = 4;

/// The type that a lock keeps the name of.
struct Entry<'a> {
    key: &'a str,
    shape: &'a str,
    name: &'a str,
}

/// A type on its way to its entry.
#[derive(Clone)]
struct TypeDigest {
    /// Its pointer with its view.
    key: String,
    shape: String,
}

/// Sets what an earlier version of the document had: its name, where the configuration gives none.
pub(super) fn keep(api: &Api, facts: &Facts, lock: &KeptNames, names: &mut AssignedNames) {
    if lock.is_empty() {
        return;
    }
    // The lock is a source of names as the configuration is, and comes after it. So a name that someone chose is never
    // undone by the file.
    let keys = types(api, lock, names);
    parts(api, lock, &keys, names);
    operations(api, facts, lock, names);
    for (index, group) in facts.groups.iter().enumerate() {
        let (tag, part) = (group.label.text().unwrap_or_default(), group.part.to_string());
        add(&mut names.groups, index, lock.get(Kind::Group, &[tag, &part]));
    }
    for (index, scheme) in api.security_schemes.iter().enumerate() {
        names.schemes.extend(lock.get(Kind::Scheme, &[&scheme.name]).map(|name| (index, name.to_owned())));
    }
}

/// The names of all items.
pub(crate) fn names(api: &Api, facts: &Facts, names: &Names) -> KeptNames {
    let mut lock = KeptNames::default();
    let digests = owns(api);
    for (id, def) in api.type_ids() {
        let TypeDigest { key, shape } = &digests[id.0];
        lock.add(Kind::Type, &[key, shape], &names.types[id.0]);
        if api.original(id) != id {
            continue;
        }
        if let TypeKind::Struct(structure) = &def.kind {
            for (field, name) in structure.fields.iter().zip(&names.fields[&id]) {
                lock.add(Kind::Field, &[key, &field.name], name);
            }
        }
        for (variant, name) in variants(api, id, &digests).iter().zip(names.variants.get(&id).into_iter().flatten()) {
            lock.add(Kind::Variant, &[key, variant], name);
        }
    }
    for (operation, digests) in api.operations.iter().zip(&names.operations) {
        let key = operation.pointer.as_str();
        let named = named(key, digests.group.is_some());
        lock.add(Kind::Method, &[&named, &operation.id], &digests.method);
        lock.add(Kind::Marker, &[&named], &digests.marker);
        if let Some(name) = &digests.arguments {
            lock.add(Kind::Arguments, &[&named], name);
        }
        if let Some(name) = &digests.headers {
            lock.add(Kind::Headers, &[&named], name);
        }
        for (parameter, name) in operation.parameters.iter().zip(&digests.parameters) {
            lock.add(Kind::Parameter, &[key, &parameter_key(parameter)], name);
        }
        for (header, name) in operation.headers.iter().zip(&digests.header_accessors) {
            lock.add(Kind::Header, &[key, &header.name], name);
        }
        for side in [ResponseSide::Success, ResponseSide::Failure] {
            let (word, payload) = side_of(operation, side);
            let Some(responses) = digests.responses(side) else { continue };
            lock.add(Kind::Answers, &[&named, word], &responses.name);
            for (status, name) in payload.statuses.iter().zip(&responses.variants) {
                lock.add(Kind::Answer, &[key, &format!("{word}.{status}")], name);
            }
        }
    }
    for (group, name) in facts.groups.iter().zip(&names.groups) {
        let (tag, part) = (group.label.text().unwrap_or_default(), group.part.to_string());
        lock.add(Kind::Group, &[tag, &part], name);
    }
    for (scheme, name) in api.security_schemes.iter().zip(&names.schemes) {
        lock.add(Kind::Scheme, &[&scheme.name], name);
    }
    lock
}

/// The key of what is called after an operation: a method of a group has another name than one of the client.
fn named(pointer: &str, is_grouped: bool) -> String {
    let of = if is_grouped { GROUPED } else { "" };
    format!("{of}{pointer}")
}

/// The beginning of the key of what is called after an operation in its group.
const GROUPED: &str = "grouped ";

fn side_of(operation: &crate::ir::Operation, side: ResponseSide) -> (&'static str, &crate::ir::Payload) {
    match side {
        ResponseSide::Success => ("success", &operation.success),
        ResponseSide::Failure => ("failure", &operation.failure),
    }
}

fn parameter_key(parameter: &Parameter) -> String {
    let part = parameter.part.as_ref().map(|part| format!("{}.", part.name)).unwrap_or_default();
    format!("{}.{part}{}", parameter.location, parameter.name)
}

/// The keys and shapes of all types. Those of one pointer are counted.
fn owns(api: &Api) -> Vec<TypeDigest> {
    let mut count: HashMap<String, usize> = HashMap::default();
    let digests = api.types.iter().zip(shape::digests(api)).map(|(def, (values, docs_digest))| {
        let view = match def.view_of.map(|(_, view)| view) {
            None => "",
            Some(View::Response) => " response",
            Some(View::Request) => " request",
            Some(View::Multipart) => " multipart",
            Some(View::Patch) => " patch",
        };
        let key = format!("{}{view}", def.pointer);
        let number = count.entry(key.clone()).or_default();
        *number += 1;
        let key = if *number == 1 { key } else { format!("{key} {number}") };
        TypeDigest { key, shape: format!("{values:016x}.{docs_digest:08x}") }
    });
    digests.collect()
}

/// The part of a shape that says what values are like.
fn values(shape: &str) -> &str {
    shape.split('.').next().unwrap_or_default()
}

/// The list that a schema stands in, with the way from the alternative. The last token of the pointer is an index, or
/// the items or values of an alternative are meant.
fn list(key: &str) -> Option<String> {
    let (mut before, mut behind) = (key, String::new());
    loop {
        let (list, token) = before.rsplit_once('/')?;
        let word = token.split(' ').next()?;
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(format!("{list}{behind}"));
        }
        if !matches!(word, "items" | "additionalProperties") {
            return None;
        }
        behind = format!("/{word}{behind}");
        before = list;
    }
}

/// Gives types the names that they had, and each the key that it had in the lock.
fn types(api: &Api, lock: &KeptNames, assigned: &mut AssignedNames) -> Vec<TypeDigest> {
    let entries: Vec<Entry<'_>> = lock
        .entries_of(Kind::Type)
        .filter_map(|(keys, name)| match keys {
            [key, shape] => Some(Entry { key, shape, name }),
            _ => None,
        })
        .collect();
    let now = owns(api);
    let mut digests = now.clone();
    let mut matches: Vec<Option<(u8, usize)>> = Vec::new();
    for _ in 0..MOVES {
        matches = matched(&entries, &digests);
        let moved: BTreeMap<&str, &str> = matches
            .iter()
            .zip(&digests)
            .filter_map(|(matches, digests)| matches.map(|(_, entry)| (digests.key.as_str(), entries[entry].key)))
            .filter(|(now, then)| now != then)
            .collect();
        if moved.is_empty() {
            break;
        }
        let then: Vec<TypeDigest> = digests
            .iter()
            .map(|digests| TypeDigest { key: translated(&digests.key, &moved), ..digests.clone() })
            .collect();
        digests = then;
    }
    let mut names: Vec<(u8, &str, TypeId)> = api
        .type_ids()
        .filter_map(|(id, _)| matches[id.0].map(|(rank, _)| (rank, now[id.0].key.as_str(), id)))
        .collect();
    // The surest matches first: of two types that had one name the other gets a new one.
    names.sort();
    let mut named: HashSet<TypeId> = assigned.types.iter().map(|(id, _)| api.original(*id)).collect();
    let mut taken: HashSet<&str> = HashSet::default();
    for (_, _, id) in names {
        let Some((_, entry)) = matches[id.0] else { continue };
        let name = entries[entry].name;
        let original = api.original(id);
        // Of types that are one now the first keeps its name; of one that is several, too.
        if !named.contains(&original) && !taken.contains(name) {
            named.insert(original);
            taken.insert(name);
            assigned.locked.push((original, name.to_owned()));
        }
    }
    // A new operation has no key of the lock, also where another one had its pointer.
    let is_new = matches.iter().map(Option::is_none);
    digests.iter_mut().zip(is_new).filter(|(_, is_new)| *is_new).for_each(|(digests, _)| digests.key.insert(0, '+'));
    digests
}

/// The entry of each type: that of its key and shape, one of its list and shape, or that of its key.
fn matched(entries: &[Entry<'_>], digests: &[TypeDigest]) -> Vec<Option<(u8, usize)>> {
    let mut matches: Vec<Option<(u8, usize)>> = vec![None; digests.len()];
    let mut claimed: HashSet<usize> = HashSet::default();
    let mut by: HashMap<(&str, &str), Vec<usize>> = HashMap::default();
    let lists: Vec<Option<String>> = entries.iter().map(|entry| list(entry.key)).collect();
    for (index, entry) in entries.iter().enumerate() {
        by.entry((entry.key, "")).or_default().push(index);
        by.entry((entry.key, entry.shape)).or_default().push(index);
        by.entry((entry.key, values(entry.shape))).or_default().push(index);
        if let Some(list) = lists[index].as_deref() {
            by.entry((list, entry.shape)).or_default().push(index);
            by.entry((list, values(entry.shape))).or_default().push(index);
        }
    }
    // From the surest to the weakest sign, each over all types, so that a weak match never takes the entry of a sure
    // one.
    for rank in 0..5_u8 {
        for (index, digests) in digests.iter().enumerate() {
            if matches[index].is_some() {
                continue;
            }
            let own_list = list(&digests.key);
            let (key, shape) = match (rank, own_list.as_deref()) {
                (0, _) => (digests.key.as_str(), digests.shape.as_str()),
                (1, _) => (digests.key.as_str(), values(&digests.shape)),
                (2, Some(list)) => (list, digests.shape.as_str()),
                (3, Some(list)) => (list, values(&digests.shape)),
                // Another schema in the same place of a list is another one.
                (4, None) => (digests.key.as_str(), ""),
                _ => continue,
            };
            let free = by.get(&(key, shape)).into_iter().flatten().find(|entry| !claimed.contains(*entry));
            if let Some(entry) = free {
                claimed.insert(*entry);
                matches[index] = Some((rank, *entry));
            }
        }
    }
    matches
}

/// A key with the longest pointer around it that has moved as it was.
fn translated(key: &str, moved: &BTreeMap<&str, &str>) -> String {
    let ends = key.rmatch_indices('/').map(|(at, _)| at);
    let around = std::iter::once(key.len()).chain(ends).find_map(|end| Some((end, moved.get(&key[..end])?)));
    around.map_or_else(|| key.to_owned(), |(end, then)| format!("{then}{}", &key[end..]))
}

/// The texts that tell the variants of a type apart: values, and what the types of alternatives are.
fn variants(api: &Api, id: TypeId, digests: &[TypeDigest]) -> Vec<String> {
    match &api.ty(id).kind {
        TypeKind::Enum(definition) => match &definition.values {
            EnumValues::Strings(values) => values.iter().map(|(value, _)| value.clone()).collect(),
            EnumValues::Integers(values) => values.iter().map(|(value, _)| value.to_string()).collect(),
        },
        TypeKind::Union(union) => union.variants.iter().map(|variant| of_type(api, &variant.ty, digests)).collect(),
        TypeKind::Struct(_) | TypeKind::Alias(_) => Vec::new(),
    }
}

/// The type of an alternative in a line of the lock; of one without a name its pointer.
fn of_type(api: &Api, ty: &Type, digests: &[TypeDigest]) -> String {
    match ty {
        Type::Named(id) if api.ty(*id).hint.schema_name().is_none() => digests[id.0].key.clone(),
        Type::List(item) => format!("list of {}", of_type(api, item, digests)),
        Type::Map(values) => format!("map of {}", of_type(api, values, digests)),
        Type::Nullable(inner) => of_type(api, inner, digests),
        other => shape::describe(api, other),
    }
}

/// Fields and variants.
fn parts(api: &Api, lock: &KeptNames, digests: &[TypeDigest], assigned: &mut AssignedNames) {
    for (id, def) in api.type_ids().filter(|(id, _)| api.original(*id) == *id) {
        let key = digests[id.0].key.as_str();
        if let TypeKind::Struct(structure) = &def.kind {
            let names = assigned.fields.entry(id).or_default();
            for (index, field) in structure.fields.iter().enumerate() {
                add(names, index, lock.get(Kind::Field, &[key, &field.name]));
            }
        }
        let names = assigned.variants.entry(id).or_default();
        for (index, variant) in variants(api, id, digests).iter().enumerate() {
            add(names, index, lock.get(Kind::Variant, &[key, variant]));
        }
    }
}

/// Adds a name, unless there is one.
fn add(names: &mut Vec<(usize, String)>, index: usize, name: Option<&str>) {
    if let Some(name) = name.filter(|_| !names.iter().any(|(taken_index, _)| *taken_index == index)) {
        names.push((index, name.to_owned()));
    }
}

/// The pointer and id that each operation has in a lock. They are those of now, or its id at a pointer that has gone or
/// got another id. Failing both, they are its pointer and the id that has gone from there.
fn known_operations<'a>(api: &'a Api, lock: &'a KeptNames) -> HashMap<OperationId, (&'a str, &'a str)> {
    let entries: Vec<(&str, &str)> = lock
        .entries_of(Kind::Method)
        .filter_map(|(keys, _)| match keys {
            [named, id] => Some((named.strip_prefix(GROUPED).unwrap_or(named), id.as_str())),
            _ => None,
        })
        .collect();
    let mut lock_entries = HashMap::default();
    let mut claimed: HashSet<(&str, &str)> = HashSet::default();
    for rank in 0..3_u8 {
        let key = |(pointer, id): (&'a str, &'a str)| if rank == 1 { id } else { pointer };
        let mut by: HashMap<&str, Vec<(&str, &str)>> = HashMap::default();
        entries.iter().for_each(|entry| by.entry(key(*entry)).or_default().push(*entry));
        for (id, operation) in api.operation_ids().filter(|(id, _)| !lock_entries.contains_key(id)).collect::<Vec<_>>()
        {
            let operation_keys = (operation.pointer.as_str(), operation.id.as_str());
            let is_free = |entry: &&(&str, &str)| (rank > 0 || **entry == operation_keys) && !claimed.contains(*entry);
            if let Some(entry) = by.get(key(operation_keys)).into_iter().flatten().find(is_free).copied() {
                claimed.insert(entry);
                lock_entries.insert(id, entry);
            }
        }
    }
    lock_entries
}

/// Operations and their parts.
fn operations(api: &Api, facts: &Facts, lock: &KeptNames, assigned: &mut AssignedNames) {
    let in_groups = facts.groups.iter().filter(|group| group.label.text().is_some());
    let in_groups: HashSet<OperationId> = in_groups.flat_map(|group| group.operations.iter().copied()).collect();
    let lock_entries = known_operations(api, lock);
    for (id, operation) in api.operation_ids() {
        let Some((key, own_id)) = lock_entries.get(&id).copied() else { continue };
        let kept_of = |kind, keys: &[&str]| {
            let keys: Vec<&str> = std::iter::once(key).chain(keys.iter().copied()).collect();
            lock.get(kind, &keys).map(str::to_owned)
        };
        let is_grouped = assigned.place == Methods::Grouped && in_groups.contains(&id);
        let named = named(key, is_grouped);
        let named_of = |kind, keys: &[&str]| {
            let keys: Vec<&str> = std::iter::once(named.as_str()).chain(keys.iter().copied()).collect();
            lock.get(kind, &keys).map(str::to_owned)
        };
        assigned.methods.extend(named_of(Kind::Method, &[own_id]).map(|name| (id, name)));
        assigned.markers.extend(named_of(Kind::Marker, &[]).map(|name| (id, name)));
        assigned.headers.extend(named_of(Kind::Headers, &[]).map(|name| (id, name)));
        if let Some(name) = named_of(Kind::Arguments, &[]) {
            assigned.arguments.entry(id).or_insert(name);
        }
        let names = assigned.parameters.entry(id).or_default();
        for (index, parameter) in operation.parameters.iter().enumerate() {
            add(names, index, kept_of(Kind::Parameter, &[&parameter_key(parameter)]).as_deref());
        }
        let names = assigned.accessors.entry(id).or_default();
        for (index, header) in operation.headers.iter().enumerate() {
            add(names, index, kept_of(Kind::Header, &[&header.name]).as_deref());
        }
        for side in [ResponseSide::Success, ResponseSide::Failure] {
            let (word, payload) = side_of(operation, side);
            let key: (OperationId, ResponseSide) = (id, side);
            assigned.responses.extend(named_of(Kind::Answers, &[word]).map(|name| (key, name)));
            let names = assigned.statuses.entry(key).or_default();
            for (index, status) in payload.statuses.iter().enumerate() {
                add(names, index, kept_of(Kind::Answer, &[&format!("{word}.{status}")]).as_deref());
            }
        }
    }
}
