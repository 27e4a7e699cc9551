//! Names that the configuration gives.

use crate::collections::HashMap;

use super::case::Case;
use super::patterns;
use super::targets::{NameTarget, NameUse, TargetIndex};
use crate::config::{Methods, NameOverrides};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, OperationId, ResponseSide, TypeId};

/// Names by what they are for.
#[derive(Clone, Debug, Default)]
pub(super) struct AssignedNames {
    /// The way from texts to names.
    pub(super) case: Case,
    /// The place of the methods of operations.
    pub(super) place: Methods,
    /// Ids of operations without the path and method that they end in.
    pub(super) short: HashMap<OperationId, String>,
    /// Names of schemas without prefixes that the configuration leaves out.
    pub(super) stripped: HashMap<String, String>,
    pub(super) operations: HashMap<OperationId, String>,
    /// Names of an earlier version of the document: types, the surest first.
    pub(super) locked: Vec<(TypeId, String)>,
    pub(super) methods: HashMap<OperationId, String>,
    pub(super) markers: HashMap<OperationId, String>,
    pub(super) headers: HashMap<OperationId, String>,
    pub(super) responses: HashMap<(OperationId, ResponseSide), String>,
    /// Variants of answers, and accessors of headers, by their index.
    pub(super) statuses: HashMap<(OperationId, ResponseSide), Vec<(usize, String)>>,
    pub(super) accessors: HashMap<OperationId, Vec<(usize, String)>>,
    /// Groups and schemes, by their index.
    pub(super) groups: Vec<(usize, String)>,
    pub(super) schemes: Vec<(usize, String)>,
    /// Parameters, by their index, in the order of the keys.
    pub(super) parameters: HashMap<OperationId, Vec<(usize, String)>>,
    /// Structs of required parameters.
    pub(super) arguments: HashMap<OperationId, String>,
    /// In the order of the keys, by which collisions are settled.
    pub(super) types: Vec<(TypeId, String)>,
    /// Properties, by their index, in the order of the keys.
    pub(super) fields: HashMap<TypeId, Vec<(usize, String)>>,
    /// Values and alternatives, by their index, in the order of the keys.
    pub(super) variants: HashMap<TypeId, Vec<(usize, String)>>,
}

impl AssignedNames {
    /// The text that the name of an operation is made from.
    pub(super) fn id<'a>(&'a self, api: &'a Api, id: OperationId) -> &'a str {
        let operation = api.operation(id);
        let name = self.operations.get(&id).or(operation.client_name.as_ref()).or_else(|| self.short.get(&id));
        name.unwrap_or(&operation.id)
    }
}

/// Finds what the keys of the configuration name. `plain` is what is known without it.
pub(super) fn apply_overrides(
    plain: AssignedNames,
    targets: &TargetIndex,
    overrides: &NameOverrides,
    diagnostics: &mut Diagnostics,
) -> AssignedNames {
    let mut names = plain;
    let mut keys_of: HashMap<NameTarget, &str> = HashMap::default();
    // A pointer may lead through a key with a star, and an item may be called by one: these are no patterns.
    let (patterns, keys): (Vec<_>, Vec<_>) =
        overrides.iter().partition(|(key, _)| key.contains('*') && !key.contains("#/") && !targets.has(key));
    for (key, setting) in keys {
        let name = &setting.value;
        let named = targets.find(key, NameUse::Name, &format!("to be called `{name}`"));
        if let Ok(named) = &named
            && let Some(other) = keys_of.insert(*named, key)
        {
            let message = format!("`{other}` and `{key}` name the same item, so `{name}` has no effect");
            diagnostics.push(Diagnostic::idle_option(message).at_option(&setting.span));
            continue;
        }
        match named {
            Ok(NameTarget::Operation(id)) => drop(names.operations.insert(id, name.to_owned())),
            Ok(NameTarget::Parameter(id, index)) => {
                names.parameters.entry(id).or_default().push((index, name.to_owned()))
            }
            Ok(NameTarget::Group(index)) => names.groups.push((index, name.to_owned())),
            Ok(NameTarget::Arguments(id)) => drop(names.arguments.insert(id, name.to_owned())),
            Ok(NameTarget::Type(id)) => names.types.push((id, name.to_owned())),
            Ok(NameTarget::Field(id, index)) => names.fields.entry(id).or_default().push((index, name.to_owned())),
            Ok(NameTarget::Variant(id, index)) => names.variants.entry(id).or_default().push((index, name.to_owned())),
            Err(diagnostic) => diagnostics.push(diagnostic.at_option(&setting.span)),
        }
    }
    patterns::assign(targets, &patterns, &mut names, diagnostics);
    names
}
