//! Items that the configuration can name, by each of their names.

use std::collections::BTreeMap;

use super::OperationNames;
use crate::analyze::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::nearest;
use crate::ir::{Api, EnumValues, Hint, OperationId, Root, Step, TypeDef, TypeId, TypeKind};

/// An item that can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum NameTarget {
    Operation(OperationId),
    /// A parameter, by its index.
    Parameter(OperationId, usize),
    /// The struct of required parameters.
    Arguments(OperationId),
    /// A group of operations, by the index of its first module.
    Group(usize),
    Type(TypeId),
    /// A property, by its index.
    Field(TypeId, usize),
    /// A value of an enum or an alternative of a union, by its index.
    Variant(TypeId, usize),
}

/// The use of an item that the configuration names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameUse {
    /// Another name.
    Name,
    /// Derives, which types alone have.
    Derives,
    /// Attributes, which types and their parts have.
    Attributes,
}

/// Names in Rust, which the configuration may use too.
pub(super) struct RustNames<'a> {
    pub(super) types: &'a [String],
    pub(super) fields: &'a crate::collections::HashMap<TypeId, Vec<String>>,
    pub(super) variants: &'a crate::collections::HashMap<TypeId, Vec<String>>,
    pub(super) operations: &'a [OperationNames],
}

/// Operations by id and pointer, types by the name or pointer of their schema, properties, values and parameters behind
/// that and a dot. Then all of them by their names in Rust. Then types without a name of their own by the way to them:
/// `Order.lines`, `createOrder.body`.
pub(super) struct TargetIndex {
    entries: BTreeMap<String, Vec<NameTarget>>,
    rust: BTreeMap<String, Vec<NameTarget>>,
    chains: BTreeMap<String, Vec<NameTarget>>,
}

impl TargetIndex {
    /// Collects the targets of a model. Duplicates have the parts of their original.
    pub(super) fn new(api: &Api, facts: &Facts) -> Self {
        let mut targets = Self { entries: BTreeMap::new(), rust: BTreeMap::new(), chains: BTreeMap::new() };
        for (index, group) in facts.groups.iter().enumerate().filter(|(_, group)| group.part == 0) {
            if let Some(text) = group.label.text() {
                add(&mut targets.entries, format!("group:{text}"), NameTarget::Group(index));
            }
        }
        for (id, operation) in api.operation_ids() {
            for text in [&operation.id, &operation.pointer] {
                add(&mut targets.entries, text.clone(), NameTarget::Operation(id));
                for (index, parameter) in operation.parameters.iter().enumerate() {
                    add(&mut targets.entries, format!("{text}.{}", parameter.name), NameTarget::Parameter(id, index));
                    let location = parameter.location.to_string();
                    let with_location = format!("{text}.{location}.{}", parameter.name);
                    add(&mut targets.chains, with_location, NameTarget::Parameter(id, index));
                }
            }
        }
        for (id, def) in api.type_ids().filter(|(_, def)| def.view_of.is_none()) {
            let original = api.original(id);
            for text in texts(def) {
                for (part, named) in parts(original, def) {
                    add(&mut targets.entries, format!("{text}.{part}"), named);
                }
                add(&mut targets.entries, text.to_owned(), NameTarget::Type(id));
            }
            if let Some(chain) = reference_chain(api, &def.hint) {
                for (part, named) in parts(original, def) {
                    add(&mut targets.chains, format!("{chain}.{part}"), named);
                }
                add(&mut targets.chains, chain, NameTarget::Type(original));
            }
        }
        targets
    }

    /// Adds names in Rust.
    pub(super) fn with(mut self, api: &Api, names: &RustNames<'_>) -> Self {
        for (id, def) in api.type_ids().filter(|(id, _)| api.original(*id) == *id) {
            let name = &names.types[id.0];
            add(&mut self.rust, name.clone(), NameTarget::Type(id));
            let of_type = [names.fields.get(&id), names.variants.get(&id)].into_iter().flatten().next();
            for ((part, named), rust) in parts(id, def).into_iter().zip(of_type.into_iter().flatten()) {
                add(&mut self.rust, format!("{name}.{part}"), named);
                add(&mut self.rust, format!("{name}.{rust}"), named);
            }
        }
        for ((id, _), name) in api.operation_ids().zip(names.operations) {
            let path = name.group.as_ref().map(|group| format!("{}().{}", group.accessor, name.method));
            for method in [Some(name.method.clone()), path].into_iter().flatten() {
                for (index, parameter) in name.parameters.iter().enumerate() {
                    add(&mut self.rust, format!("{method}.{parameter}"), NameTarget::Parameter(id, index));
                }
                add(&mut self.rust, method, NameTarget::Operation(id));
            }
            if let Some(arguments) = &name.arguments {
                add(&mut self.rust, arguments.clone(), NameTarget::Arguments(id));
            }
        }
        self
    }

    /// Returns `true` if a key is one of the texts.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Operations by id and types by the name of their schema.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, NameTarget)> {
        let named = self.entries.iter().filter(|(text, _)| !text.contains("#/"));
        let all = named.flat_map(|(text, named)| named.iter().map(|named| (text.as_str(), *named)));
        all.filter(|(_, named)| matches!(named, NameTarget::Operation(_) | NameTarget::Type(_)))
    }

    /// Types by the name of their schema and by their name in Rust.
    pub(super) fn types(&self) -> impl Iterator<Item = (&str, TypeId)> {
        let all = self.entries.iter().chain(&self.rust).filter(|(text, _)| !text.contains("#/"));
        all.flat_map(|(text, named)| named.iter().map(move |named| (text.as_str(), *named))).filter_map(
            |(text, named)| match named {
                NameTarget::Type(id) => Some((text, id)),
                _ => None,
            },
        )
    }

    /// The item that a key of the configuration names; `what` completes the error.
    pub(super) fn find(&self, key: &str, wanted: NameUse, what: &str) -> Result<NameTarget, Diagnostic> {
        let pointer = if key.starts_with('/') { format!("#{key}") } else { key.to_owned() };
        let fits = |named: &NameTarget| match (wanted, named) {
            (NameUse::Name, _) | (_, NameTarget::Type(_) | NameTarget::Arguments(_)) => true,
            (NameUse::Derives, _) => false,
            (NameUse::Attributes, NameTarget::Field(..) | NameTarget::Variant(..)) => true,
            (NameUse::Attributes, NameTarget::Operation(_) | NameTarget::Parameter(..) | NameTarget::Group(_)) => false,
        };
        // The words of the document count first: they last when names in Rust change.
        let all = [&self.entries, &self.rust, &self.chains];
        let lists = all.into_iter().filter_map(|texts| texts.get(&pointer));
        // A property and its type may have one text. The one that can have the new name is meant.
        let mut matches = lists.map(|list| {
            let fitting: Vec<NameTarget> = list.iter().copied().filter(fits).collect();
            if fitting.is_empty() { list.clone() } else { fitting }
        });
        let lists: Vec<Vec<NameTarget>> = matches.by_ref().collect();
        let best = lists.iter().find(|list| list.iter().any(fits)).or(lists.first());
        match best.map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(several) => {
                let both = several.iter().any(|named| matches!(named, NameTarget::Operation(_)));
                let kinds = if both { "both an operation and a schema" } else { "more than one thing" };
                let message = format!("`{key}` names {kinds}");
                let diagnostic = Diagnostic::error(Code::UnknownOverride, message);
                let is_parameter = several.iter().all(|named| matches!(named, NameTarget::Parameter(..)));
                Err(diagnostic.help(if is_parameter {
                    "write where it stands: `operation.query.name`"
                } else {
                    "name it by its JSON Pointer, which begins with `#/`"
                }))
            }
            None => {
                let kinds = if key.contains('.') { "operation, property or value" } else { "operation or type" };
                let message = format!("there is no {kinds} `{key}` {what}");
                let matching = all.into_iter().flatten().filter(|(_, named)| named.iter().any(fits));
                Err(Diagnostic::unknown_option(key, message, nearest(key, matching.map(|(text, _)| text.as_str()))))
            }
        }
    }
}

fn add(texts: &mut BTreeMap<String, Vec<NameTarget>>, text: String, named: NameTarget) {
    let entries = texts.entry(text).or_default();
    if !entries.contains(&named) {
        entries.push(named);
    }
}

/// The texts that name a type: the pointer of its schema, and its name.
fn texts(def: &TypeDef) -> impl Iterator<Item = &str> {
    std::iter::once(def.pointer.as_str()).chain(def.hint.schema_name())
}

/// The way to a type without a name: the schema or operation and the steps from there, where lists stand for their items.
fn reference_chain(api: &Api, hint: &Hint) -> Option<String> {
    let root = match &hint.root {
        Root::Schema(_) if hint.path.is_empty() => return None,
        Root::Schema(name) | Root::Component(_, name) | Root::Message(name) => name,
        Root::Operation(id) => &api.operation(*id).id,
    };
    let steps = hint.path.iter().filter(|step| **step != Step::Item).map(Step::word);
    Some(std::iter::once(root.as_str()).chain(steps).collect::<Vec<_>>().join("."))
}

/// The properties or values of a type, as they are on the wire.
fn parts(id: TypeId, def: &TypeDef) -> Vec<(String, NameTarget)> {
    let variants = |texts: Vec<String>| -> Vec<(String, NameTarget)> {
        texts.into_iter().enumerate().map(|(index, text)| (text, NameTarget::Variant(id, index))).collect()
    };
    match &def.kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate();
            fields.map(|(index, field)| (field.name.clone(), NameTarget::Field(id, index))).collect()
        }
        TypeKind::Enum(definition) => match &definition.values {
            EnumValues::Strings(values) => variants(values.iter().map(|(value, _)| value.clone()).collect()),
            EnumValues::Integers(values) => variants(values.iter().map(|(value, _)| value.to_string()).collect()),
        },
        TypeKind::Union(union) => variants(union.variants.iter().map(|variant| variant.name.clone()).collect()),
        TypeKind::Alias(_) => Vec::new(),
    }
}
