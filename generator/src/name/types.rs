//! Names of types, fields and variants.

use std::collections::HashMap;

use super::case;
use super::given::Given;
use super::items::{self, Items};
use super::scope::Scope;
use crate::analyze::Facts;
use crate::ir::{Api, EnumValues, Field, Hint, Root, Step, TypeId, TypeKind, View};

/// Names of types: those of named schemas first, so that a schema is called as in the document, then those of schemas
/// within others, called after the way to them.
pub(super) fn names(api: &Api, given: &Given) -> Vec<String> {
    let mut scope = Scope::default();
    let mut names: Vec<Option<String>> = vec![None; api.types.len()];
    for (id, name) in &given.types {
        names[id.0] = Some(scope.take(name));
    }
    let named: Vec<(usize, &str)> = api
        .types
        .iter()
        .enumerate()
        .filter_map(|(index, def)| match &def.hint {
            Hint { root: Root::Schema(name), path } if path.is_empty() && def.view_of.is_none() => {
                Some((index, name.as_str()))
            }
            _ => None,
        })
        .collect();
    let open: Vec<(usize, &str)> = named.iter().copied().filter(|(index, _)| names[*index].is_none()).collect();
    let wishes = open.iter().map(|(_, name)| (*name, case::type_name(name, "Type"))).collect();
    for ((index, _), name) in open.iter().zip(scope.grant_texts(wishes)) {
        names[*index] = Some(name);
    }
    let roots: HashMap<&str, String> =
        named.iter().filter_map(|(index, schema)| Some((*schema, names[*index].clone()?))).collect();
    let is_rest = |index: &usize| names[*index].is_none() && api.types[*index].view_of.is_none();
    let rest: Vec<usize> = (0..api.types.len()).filter(is_rest).collect();
    let bases = Bases { api, given, roots, items: Items::new() };
    let hints = || rest.iter().map(|index| &api.types[*index].hint);
    let taken = hints().map(|hint| bases.wish(hint).1).chain(names.iter().flatten().cloned());
    let items = items::names(api, |hint| bases.root(hint), taken);
    let bases = Bases { items, ..bases };
    let wishes = hints().map(|hint| bases.wish(hint)).collect();
    for (index, name) in rest.iter().zip(scope.grant_sorted(wishes)) {
        names[*index] = Some(name);
    }
    copies(api, &mut scope, &mut names);
    names.into_iter().map(Option::unwrap_or_default).collect()
}

/// Names of the copies of types for one view: those of the types, with a word for the view.
fn copies(api: &Api, scope: &mut Scope, names: &mut [Option<String>]) {
    let mut all: Vec<usize> = Vec::new();
    let mut wishes = Vec::new();
    for (index, def) in api.types.iter().enumerate() {
        let Some((of, view)) = def.view_of else { continue };
        let word = match view {
            View::Response => "Response",
            View::Request => "Request",
            View::Multipart => "Multipart",
            View::Patch => "Patch",
        };
        let wish = case::joined([names[of.0].clone().unwrap_or_default(), word.to_owned()]);
        all.push(index);
        wishes.push((wish.clone(), wish));
    }
    for (index, name) in all.into_iter().zip(scope.grant_sorted(wishes)) {
        names[index] = Some(name);
    }
}

/// Names that those of unnamed types begin with.
pub(super) struct Bases<'a> {
    pub(super) api: &'a Api,
    pub(super) given: &'a Given,
    /// Names of schemas.
    pub(super) roots: HashMap<&'a str, String>,
    /// Objects in lists, which are called by themselves.
    pub(super) items: Items<'a>,
}

impl<'a> Bases<'a> {
    /// The key that decides who comes first, and the name that is wished for: that of the innermost object in a list around the place, or
    /// of the place that the way begins with, and the steps from there.
    pub(super) fn wish(&self, hint: &'a Hint) -> ((String, &'a [Step]), String) {
        let lengths = (1..=hint.path.len()).rev().filter(|length| hint.path[length - 1] == Step::Item);
        let item = lengths.filter(|_| !self.items.is_empty()).find_map(|length| {
            let place = Hint { root: hint.root.clone(), path: hint.path[..length].to_vec() };
            Some((self.items.get(&place)?.clone(), length))
        });
        let (name, length) = item.unwrap_or_else(|| (self.root(hint), 0));
        let steps = hint.path[length..].iter().map(|step| case::pascal(step.word(), "Field"));
        ((self.key(hint), hint.path.as_slice()), case::joined(std::iter::once(name).chain(steps)))
    }

    /// The name of what the way begins with.
    fn root(&self, hint: &Hint) -> String {
        let key = self.key(hint);
        match &hint.root {
            Root::Schema(_) => self.roots.get(key.as_str()).cloned().unwrap_or_else(|| case::type_name(&key, "Type")),
            Root::Message(_) => case::pascal(&key, "Message"),
            Root::Operation(id) => case::pascal(self.given.operations.get(id).unwrap_or(&key), "Operation"),
        }
    }

    fn key(&self, hint: &Hint) -> String {
        match &hint.root {
            Root::Schema(name) | Root::Message(name) => name.clone(),
            Root::Operation(id) => self.api.operation(*id).id.clone(),
        }
    }
}

/// Names of fields; one more than there are fields, for undeclared properties.
pub(super) fn fields(api: &Api, given: &Given) -> HashMap<TypeId, Vec<String>> {
    let mut fields = HashMap::new();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else {
            continue;
        };
        let wish = |field: &Field| case::snake(field.client_name.as_deref().unwrap_or(&field.name), "field");
        let wishes = structure.fields.iter().map(|field| (field.name.as_str(), wish(field))).collect();
        let mut scope = Scope::default();
        let mut names = granted(given.fields.get(&id), wishes, &mut scope, |scope, rest| scope.grant_texts(rest));
        names.push(scope.take("additional_properties"));
        fields.insert(id, names);
    }
    fields
}

/// Names of the constants for default values, after the fields.
pub(super) fn defaults(api: &Api, fields: &HashMap<TypeId, Vec<String>>) -> HashMap<(TypeId, usize), String> {
    let mut defaults = HashMap::new();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else { continue };
        let mut scope = Scope::default();
        for (index, _) in structure.fields.iter().enumerate().filter(|(_, field)| field.constant().is_some()) {
            let wish = format!("DEFAULT_{}", case::constant(&fields[&id][index]));
            defaults.insert((id, index), scope.take(&wish));
        }
    }
    defaults
}

/// Names for the variant of values that the document does not list: the first that none of those has.
const UNLISTED: [&str; 2] = ["Unknown", "Unlisted"];

/// Names of variants; one more than an open enum has values, or an open union alternatives, for unknown ones.
pub(super) fn variants(api: &Api, facts: &Facts, given: &Given) -> HashMap<TypeId, Vec<String>> {
    let mut variants = HashMap::new();
    for (id, def) in api.type_ids() {
        // Beside the variants of an enum stands the constant of all its values.
        let mut scope = Scope::new(["Self", "ALL"]);
        let definition = match &def.kind {
            TypeKind::Enum(definition) => definition,
            TypeKind::Union(union) => {
                let wishes = union.variants.iter().map(|variant| case::type_name(&variant.name, "Variant")).collect();
                let mut names = granted(given.variants.get(&id), wishes, &mut scope, |scope, rest| scope.grant(rest));
                if facts.decisions.get(&id).is_some_and(|decision| decision.open) {
                    names.push(scope.take_first(&UNLISTED));
                }
                variants.insert(id, names);
                continue;
            }
            _ => continue,
        };
        let wishes: Vec<((bool, String), String)> = match &definition.values {
            EnumValues::Strings(values) => values
                .iter()
                .map(|(value, name)| {
                    let fallback = if value.is_empty() { "Empty" } else { "Value" };
                    let wish = case::pascal(name.as_deref().unwrap_or(value), fallback);
                    ((*value != wish, value.clone()), wish)
                })
                .collect(),
            EnumValues::Integers(values) => values
                .iter()
                .map(|(value, name)| {
                    let own = if *value < 0 { format!("minus {}", value.unsigned_abs()) } else { value.to_string() };
                    let name = name.as_deref().unwrap_or(&own);
                    ((false, format!("{value:+021}")), case::pascal(name, "Value"))
                })
                .collect(),
        };
        let mut names = granted(given.variants.get(&id), wishes, &mut scope, |scope, rest| scope.grant_sorted(rest));
        if !definition.closed {
            names.push(scope.take_first(&UNLISTED));
        }
        variants.insert(id, names);
    }
    variants
}

/// Names of which some are given, by their index: those are granted before the others.
fn granted<W>(
    given: Option<&Vec<(usize, String)>>,
    wishes: Vec<W>,
    scope: &mut Scope,
    grant: impl FnOnce(&mut Scope, Vec<W>) -> Vec<String>,
) -> Vec<String> {
    let Some(given) = given else { return grant(scope, wishes) };
    let mut names: Vec<Option<String>> = wishes.iter().map(|_| None).collect();
    for (index, name) in given {
        names[*index] = Some(scope.take(name));
    }
    let open = wishes.into_iter().zip(&names).filter(|(_, name)| name.is_none()).map(|(wish, _)| wish).collect();
    let mut rest = grant(scope, open).into_iter();
    names.into_iter().map(|name| name.or_else(|| rest.next()).unwrap_or_default()).collect()
}
