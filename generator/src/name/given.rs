//! Names that the configuration gives.

use std::collections::HashMap;

use super::known::{Known, Named};
use super::patterns;
use crate::config::NameOverrides;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{OperationId, TypeId};

/// Names by what they are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) operations: HashMap<OperationId, String>,
    /// In the order of the keys, by which collisions are settled.
    pub(super) types: Vec<(TypeId, String)>,
    /// Properties, by their index, in the order of the keys.
    pub(super) fields: HashMap<TypeId, Vec<(usize, String)>>,
    /// Values and alternatives, by their index, in the order of the keys.
    pub(super) variants: HashMap<TypeId, Vec<(usize, String)>>,
}

/// Finds what the keys of the configuration name.
pub(super) fn given(known: &Known, overrides: &NameOverrides, diagnostics: &mut Diagnostics) -> Given {
    let mut given = Given::default();
    let mut keys_of: HashMap<Named, &str> = HashMap::new();
    let (patterns, keys): (Vec<_>, Vec<_>) =
        overrides.iter().partition(|(key, _)| key.contains('*') && !key.contains("#/") && !known.has(key));
    for (key, setting) in keys {
        let name = &setting.value;
        let named = known.find(key, &format!("to be `{name}`"));
        if let Ok(named) = &named
            && let Some(other) = keys_of.insert(*named, key)
        {
            let message = format!("`{other}` and `{key}` are the same, which is to be `{name}`");
            diagnostics.push(Diagnostic::idle_option(message).at_option(&setting.span));
            continue;
        }
        match named {
            Ok(Named::Operation(id)) => drop(given.operations.insert(id, name.to_owned())),
            Ok(Named::Type(id)) => given.types.push((id, name.to_owned())),
            Ok(Named::Field(id, index)) => given.fields.entry(id).or_default().push((index, name.to_owned())),
            Ok(Named::Variant(id, index)) => given.variants.entry(id).or_default().push((index, name.to_owned())),
            Err(diagnostic) => diagnostics.push(diagnostic.at_option(&setting.span)),
        }
    }
    patterns::give(known, &patterns, &mut given, diagnostics);
    given
}
