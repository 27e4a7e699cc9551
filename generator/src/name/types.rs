//! Names of types, fields and variants.

use crate::collections::{HashMap, HashSet};

use super::assigned::AssignedNames;
use super::case;
use super::places::{self, Components, NamePosition, NamesByPosition};
use super::scope::Scope;
use super::words;
use crate::analyze::Facts;
use crate::ir::{Api, EnumValues, Field, Hint, Root, Step, TypeDef, TypeId, TypeKind, View};

/// Names of types. Named schemas come first, so that a schema is called as in the document, then the schemas of
/// components that operations share. Schemas within others come last, called after what they are, or after the way to
/// them. Types that say the same have one name.
pub(super) fn names(api: &Api, assigned: &AssignedNames) -> Vec<String> {
    let mut scope = Scope::default();
    let mut names: Vec<Option<String>> = vec![None; api.types.len()];
    // Given names first: the others make way, and get the numbers.
    for (id, name) in assigned.types.iter().chain(&assigned.locked) {
        let id = api.original(*id);
        if names[id.0].is_none() {
            names[id.0] = Some(scope.take(name));
        }
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
    let wish = |index: usize, name: &str| match (&api.types[index].client_name, assigned.stripped.get(name)) {
        (Some(name), _) => assigned.case.type_name(name, "Type"),
        (None, Some(name)) => name.clone(),
        (None, None) => assigned.case.type_name(name, "Type"),
    };
    let wishes = open.iter().map(|(index, name)| (*name, wish(*index, name))).collect();
    for ((index, _), name) in open.iter().zip(scope.grant_texts(wishes)) {
        names[*index] = Some(name);
    }
    let roots: HashMap<&str, String> =
        named.iter().filter_map(|(index, schema)| Some((*schema, names[*index].clone()?))).collect();
    let is_rest = |id: TypeId| names[id.0].is_none() && api.types[id.0].view_of.is_none() && api.original(id) == id;
    let rest: Vec<usize> = (0..api.types.len()).filter(|index| is_rest(TypeId(*index))).collect();
    let mut bases = Bases::new(api, assigned, roots);
    bases.components = places::components(api, &assigned.case, names.iter().flatten().cloned().collect());
    bases.places = places::names(&bases, &rest, names.iter().flatten().cloned().collect());
    let mut wishes: Vec<_> = rest.iter().map(|index| (bases.preferred_name(&api.types[*index].hint), *index)).collect();
    // By the place in the document and not by the number of the type, which another stage gives.
    wishes.sort();
    for ((_, wish), index) in wishes {
        // Beside a schema of the same name, the kind tells more than a number.
        let kind = kind_word(&api.types[index].kind);
        let long = case::joined([wish.clone(), kind.to_owned()]);
        let wishes = if wish.ends_with(kind) { vec![wish.as_str()] } else { vec![wish.as_str(), long.as_str()] };
        names[index] = Some(scope.take_first(&wishes));
    }
    copies(api, &mut scope, &mut names);
    for index in 0..names.len() {
        if names[index].is_none() {
            names[index] = names[api.original(TypeId(index)).0].clone();
        }
    }
    names.into_iter().map(Option::unwrap_or_default).collect()
}

/// The word for the kind of a type.
fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "Object",
        TypeKind::Enum(_) => "Value",
        TypeKind::Union(_) => "Union",
        TypeKind::Alias(_) => "Alias",
    }
}

/// Names of the copies of types for one view: those of the types, with a word for the view.
fn copies(api: &Api, scope: &mut Scope, names: &mut [Option<String>]) {
    let mut all: Vec<usize> = Vec::new();
    let mut wishes = Vec::new();
    for (id, def) in api.type_ids().filter(|(id, _)| api.original(*id) == *id) {
        let Some((original, view)) = def.view_of else { continue };
        if names[id.0].is_some() {
            continue;
        }
        let word = match view {
            View::Response => "Response",
            View::Request => "Request",
            View::Multipart => "Multipart",
            View::Patch => "Patch",
        };
        let wish = case::joined([names[api.original(original).0].clone().unwrap_or_default(), word.to_owned()]);
        all.push(id.0);
        wishes.push((wish.clone(), wish));
    }
    for (index, name) in all.into_iter().zip(scope.grant_sorted(wishes)) {
        names[index] = Some(name);
    }
}

/// Names that those of unnamed types begin with.
pub(super) struct Bases<'a> {
    pub(super) api: &'a Api,
    pub(super) assigned: &'a AssignedNames,
    /// Names of schemas.
    pub(super) roots: HashMap<&'a str, String>,
    /// Names of components that operations share.
    pub(super) components: Components<'a>,
    /// Types which are called after what they are.
    pub(super) places: NamesByPosition<'a>,
    /// Names of properties in the client, where the configuration or the document gives them.
    pub(super) properties: HashMap<(NamePosition<'a>, &'a str), String>,
}

impl<'a> Bases<'a> {
    /// The bases that do not depend on other names.
    pub(super) fn new(api: &'a Api, assigned: &'a AssignedNames, roots: HashMap<&'a str, String>) -> Self {
        let (components, places) = (HashMap::default(), NamesByPosition::default());
        Self { api, assigned, roots, components, places, properties: properties(api, assigned) }
    }

    /// The word of a step of a way. That of a property is its name in the client, so that the type follows its field.
    pub(super) fn word(&self, hint: &Hint, at: usize) -> String {
        let step = &hint.path[at];
        let name = match step {
            Step::Property(name) => self.properties.get(&((&hint.root, &hint.path[..at]), name.as_str())),
            Step::Part(_) | Step::Item => None,
        };
        self.assigned.case.pascal(name.map_or_else(|| step.word(), String::as_str), "Field")
    }

    /// The wish of [`Bases::preferred_name`] in which no step repeats words before it; none where none does. A type that is
    /// called as the one around it has its kind in place of the repetition: `ImageUrlObject` for `imageUrl` of `ImageUrl`.
    pub(super) fn without_repetition(&self, def: &TypeDef) -> Option<String> {
        let hint = &def.hint;
        let (name, length) = self.base(hint, hint.path.len());
        let steps: Vec<String> = (length..hint.path.len()).map(|at| self.word(hint, at)).collect();
        let mut short = name.clone();
        let mut is_of_around = false;
        for step in &steps {
            let appended = words::appended(&short, step);
            is_of_around = appended.is_none();
            short = appended.unwrap_or(short);
        }
        if is_of_around {
            short = case::joined([short, kind_word(&def.kind).to_owned()]);
        }
        (short != case::joined(std::iter::once(name).chain(steps))).then_some(short)
    }

    /// The key that decides who comes first, the wish for a name, and the steps from there. The wish begins with the
    /// innermost type around the place that has a name of its own, or with the begin of the way.
    pub(super) fn preferred_name(&self, hint: &'a Hint) -> ((String, &'a [Step]), String) {
        let (name, length) = self.base(hint, hint.path.len());
        let steps = (length..hint.path.len()).map(|at| self.word(hint, at));
        ((self.key(hint), hint.path.as_slice()), case::joined(std::iter::once(name).chain(steps)))
    }

    /// The name of the innermost type around a place, at most so many steps from the root, and its own number of steps.
    pub(super) fn base(&self, hint: &Hint, longest: usize) -> (String, usize) {
        /// A type further out has no part in the name, which is cut before.
        const NEAREST: usize = 24;
        let base_name = (0..=longest).rev().take(NEAREST).find_map(|length| {
            let place: NamePosition<'_> = (&hint.root, &hint.path[..length]);
            Some((self.places.get(&place)?.clone(), length))
        });
        base_name.unwrap_or_else(|| (self.root(hint), 0))
    }

    /// The name of what the way begins with.
    fn root(&self, hint: &Hint) -> String {
        let (key, case) = (self.key(hint), &self.assigned.case);
        match &hint.root {
            Root::Schema(_) => self.roots.get(key.as_str()).cloned().unwrap_or_else(|| case.type_name(&key, "Type")),
            Root::Component(component, name) => {
                let component_name = self.components.get(&(*component, name.as_str())).cloned();
                component_name.unwrap_or_else(|| case.type_name(name, "Type"))
            }
            Root::Message(_) => case.pascal(&key, "Message"),
            Root::Operation(id) => case.pascal(self.assigned.id(self.api, *id), "Operation"),
        }
    }

    fn key(&self, hint: &Hint) -> String {
        match &hint.root {
            Root::Schema(name) | Root::Message(name) | Root::Component(_, name) => name.clone(),
            Root::Operation(id) => self.api.operation(*id).id.clone(),
        }
    }
}

/// The names that properties are given, by their places. One that only spells the name on the wire is none of them.
fn properties<'a>(api: &'a Api, assigned: &AssignedNames) -> HashMap<(NamePosition<'a>, &'a str), String> {
    let mut names = HashMap::default();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else { continue };
        let of_configuration = assigned.fields.get(&id).map(Vec::as_slice).unwrap_or_default();
        let of_document = structure.fields.iter().enumerate();
        let of_document = of_document.filter_map(|(index, field)| Some((index, field.client_name.as_ref()?)));
        // Those of the configuration come last, and stay.
        for (index, name) in of_document.chain(of_configuration.iter().map(|(index, name)| (*index, name))) {
            let wire = structure.fields[index].name.as_str();
            if assigned.case.snake(wire, "field") != *name {
                names.insert(((&def.hint.root, def.hint.path.as_slice()), wire), name.clone());
            }
        }
    }
    names
}

/// Names of fields; one more than there are fields, for undeclared properties.
pub(super) fn fields(api: &Api, assigned: &AssignedNames) -> HashMap<TypeId, Vec<String>> {
    let mut fields = HashMap::default();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else {
            continue;
        };
        let wish = |field: &Field| assigned.case.snake(field.client_name.as_deref().unwrap_or(&field.name), "field");
        let wishes = structure.fields.iter().map(|field| (field.name.as_str(), wish(field))).collect();
        let mut scope = Scope::default();
        let mut names = granted(assigned.fields.get(&id), wishes, &mut scope, |scope, rest| scope.grant_texts(rest));
        // Last, so that a declared property of this name keeps it.
        names.push(scope.take("additional_properties"));
        fields.insert(id, names);
    }
    fields
}

/// Names of the constants for default values, after the fields.
pub(super) fn defaults(api: &Api, fields: &HashMap<TypeId, Vec<String>>) -> HashMap<(TypeId, usize), String> {
    let mut defaults = HashMap::default();
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
pub(super) fn variants(
    api: &Api,
    facts: &Facts,
    assigned: &AssignedNames,
    types: &[String],
) -> HashMap<TypeId, Vec<String>> {
    let mut variants = HashMap::default();
    for (id, def) in api.type_ids() {
        // Beside the variants of an enum stands the constant of all its values.
        let mut scope = Scope::new(["Self", "ALL"]);
        let definition = match &def.kind {
            TypeKind::Enum(definition) => definition,
            TypeKind::Union(union) => {
                let wishes: Vec<String> =
                    union.variants.iter().map(|variant| assigned.case.type_name(&variant.name, "Variant")).collect();
                let wishes = without_repetition(&types[id.0], wishes);
                let mut names =
                    granted(assigned.variants.get(&id), wishes, &mut scope, |scope, rest| scope.grant(rest));
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
                    let wish = assigned.case.pascal(name.as_deref().unwrap_or(value), fallback);
                    ((*value != wish, value.clone()), wish)
                })
                .collect(),
            EnumValues::Integers(values) => values
                .iter()
                .map(|(value, name)| {
                    let text = if *value < 0 { format!("minus {}", value.unsigned_abs()) } else { value.to_string() };
                    let name = name.as_deref().unwrap_or(&text);
                    // Zeros in front, so that texts sort by value.
                    ((false, format!("{value:+021}")), assigned.case.pascal(name, "Value"))
                })
                .collect(),
        };
        let wishes = told_by_case(wishes);
        let mut names = granted(assigned.variants.get(&id), wishes, &mut scope, |scope, rest| scope.grant_sorted(rest));
        if !definition.closed {
            names.push(scope.take_first(&UNLISTED));
        }
        variants.insert(id, names);
    }
    variants
}

/// The wishes for values which differ in their case alone, each with its key. The first one keeps its wish, and the others have a word for
/// their case: `Asc` for `ASC`, and `AscLowercase` for `asc`.
fn told_by_case(mut wishes: Vec<((bool, String), String)>) -> Vec<((bool, String), String)> {
    let mut first: HashMap<String, (bool, String)> = HashMap::default();
    for (key, wish) in &wishes {
        let least = first.entry(wish.clone()).or_insert_with(|| key.clone());
        if key < least {
            least.clone_from(key);
        }
    }
    for (key, wish) in &mut wishes {
        let least = &first[wish];
        if least == key || least.1.to_lowercase() != key.1.to_lowercase() {
            continue;
        }
        match &key.1 {
            text if *text == text.to_lowercase() => wish.push_str("Lowercase"),
            text if *text == text.to_uppercase() => wish.push_str("Uppercase"),
            _ => {}
        }
    }
    wishes
}

/// Names of variants without that of their union: `Cat` for the `PetCat` of `Pet`, and `Push` for the `PushEvent` of `Event` where all
/// end so. They stay where two would be the same.
fn without_repetition(union: &str, wishes: Vec<String>) -> Vec<String> {
    let starts = |rest: &str| rest.starts_with(|c: char| c.is_uppercase());
    // `OfStone` is no name.
    let is_open = |rest: &str| {
        ["Of", "For", "With", "By", "In", "To"].iter().any(|word| rest.strip_prefix(word).is_some_and(starts))
    };
    let behind = |name: &String| {
        let rest = name.strip_prefix(union).filter(|rest| starts(rest) && !is_open(rest));
        rest.map(str::to_owned)
    };
    let before = |name: &String| {
        let short = name.strip_suffix(union).filter(|short| !short.is_empty());
        short.filter(|_| starts(union)).map(str::to_owned)
    };
    let all_end: Option<Vec<String>> = wishes.iter().map(before).collect();
    let short =
        all_end.unwrap_or_else(|| wishes.iter().map(|wish| behind(wish).unwrap_or_else(|| wish.clone())).collect());
    let distinct: HashSet<&String> = short.iter().collect();
    let is_free = |name: &String| !matches!(name.as_str(), "Self" | "ALL") && !UNLISTED.contains(&name.as_str());
    if distinct.len() == wishes.len() && short.iter().all(is_free) { short } else { wishes }
}

/// Names of which some are given, by their index: those are granted before the others.
pub(super) fn granted<W>(
    assigned: Option<&Vec<(usize, String)>>,
    wishes: Vec<W>,
    scope: &mut Scope,
    grant: impl FnOnce(&mut Scope, Vec<W>) -> Vec<String>,
) -> Vec<String> {
    let Some(assigned) = assigned else { return grant(scope, wishes) };
    let mut names: Vec<Option<String>> = wishes.iter().map(|_| None).collect();
    for (index, name) in assigned {
        names[*index] = Some(scope.take(name));
    }
    let open = wishes.into_iter().zip(&names).filter(|(_, name)| name.is_none()).map(|(wish, _)| wish).collect();
    let mut rest = grant(scope, open).into_iter();
    names.into_iter().map(|name| name.or_else(|| rest.next()).unwrap_or_default()).collect()
}
