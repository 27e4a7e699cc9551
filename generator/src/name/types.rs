//! Names of types, fields and variants.

use std::collections::HashMap;

use super::case;
use super::given::Given;
use super::scope::Scope;
use crate::analyze::Facts;
use crate::ir::{Api, EnumValues, Field, Hint, Root, TypeId, TypeKind, View};

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
    let roots: HashMap<&str, &String> =
        named.iter().filter_map(|(index, schema)| Some((*schema, names[*index].as_ref()?))).collect();
    let is_rest = |index: &usize| names[*index].is_none() && api.types[*index].view_of.is_none();
    let rest: Vec<usize> = (0..api.types.len()).filter(is_rest).collect();
    let wishes = rest.iter().map(|index| wish(api, given, &api.types[*index].hint, &roots)).collect();
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
        };
        let wish = case::joined([names[of.0].clone().unwrap_or_default(), word.to_owned()]);
        all.push(index);
        wishes.push((wish.clone(), wish));
    }
    for (index, name) in all.into_iter().zip(scope.grant_sorted(wishes)) {
        names[index] = Some(name);
    }
}

/// The key that decides who comes first, and the name that is wished for.
pub(super) fn wish<'a>(
    api: &'a Api,
    given: &Given,
    hint: &'a Hint,
    roots: &HashMap<&str, &String>,
) -> ((String, &'a [String]), String) {
    let (key, name) = match &hint.root {
        Root::Schema(schema) => {
            let name = roots.get(schema.as_str()).map(|name| (*name).clone());
            (schema.clone(), name.unwrap_or_else(|| case::type_name(schema, "Type")))
        }
        Root::Message(name) => (name.clone(), case::pascal(name, "Message")),
        Root::Operation(id) => {
            let key = &api.operation(*id).id;
            (key.clone(), case::pascal(given.operations.get(id).unwrap_or(key), "Operation"))
        }
    };
    let steps = hint.path.iter().map(|step| case::pascal(step, "Field"));
    ((key, hint.path.as_slice()), case::joined(std::iter::once(name).chain(steps)))
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
        for (index, _) in structure.fields.iter().enumerate().filter(|(_, field)| field.default.is_some()) {
            let wish = format!("DEFAULT_{}", case::constant(&fields[&id][index]));
            defaults.insert((id, index), scope.take(&wish));
        }
    }
    defaults
}

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
                    names.push(scope.take("Unknown"));
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
            names.push(scope.take("Unknown"));
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
