//! Names that the configuration gives.

use std::collections::{BTreeMap, HashMap};

use crate::config::NameOverrides;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::grammar::nearest;
use crate::ir::{Api, Hint, OperationId, Root, TypeId};

/// Names by what they are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub(super) operations: HashMap<OperationId, String>,
    /// In the order of the keys, by which collisions are settled.
    pub(super) types: Vec<(TypeId, String)>,
}

/// What can be named.
#[derive(Clone, Copy)]
enum Named {
    Operation(OperationId),
    Type(TypeId),
}

/// Finds what the keys of the configuration name.
pub(super) fn given(api: &Api, overrides: &NameOverrides, diagnostics: &mut Diagnostics) -> Given {
    let mut given = Given::default();
    if overrides.iter().next().is_none() {
        return given;
    }
    let known = known(api);
    for (key, name) in overrides.iter() {
        let pointer = if key.starts_with('/') { format!("#{key}") } else { key.to_owned() };
        match known.get(pointer.as_str()).map(Vec::as_slice) {
            Some([Named::Operation(id)]) => drop(given.operations.insert(*id, name.to_owned())),
            Some([Named::Type(id)]) => given.types.push((*id, name.to_owned())),
            Some(_) => {
                let message = format!("`{key}`, which is to be `{name}`, is both an operation and a schema");
                let diagnostic = Diagnostic::error(Code::UnknownOverride, message);
                diagnostics.push(diagnostic.help("name it by its JSON Pointer, which begins with `#/`"));
            }
            None => {
                let message =
                    format!("no operation and no schema with a type of its own is `{key}`, which is to be `{name}`");
                let mut diagnostic = Diagnostic::error(Code::UnknownOverride, message);
                if let Some(meant) = nearest(key, known.keys().copied()) {
                    diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
                }
                diagnostics.push(diagnostic);
            }
        }
    }
    given
}

/// Everything that can be named, by the texts that a key may be.
fn known(api: &Api) -> BTreeMap<&str, Vec<Named>> {
    let mut known: BTreeMap<&str, Vec<Named>> = BTreeMap::new();
    for (id, operation) in api.operation_ids() {
        for text in [&operation.id, &operation.pointer] {
            known.entry(text).or_default().push(Named::Operation(id));
        }
    }
    for (id, def) in api.type_ids().filter(|(_, def)| def.view_of.is_none()) {
        known.entry(&def.pointer).or_default().push(Named::Type(id));
        if let Hint { root: Root::Schema(name), path } = &def.hint
            && path.is_empty()
        {
            known.entry(name).or_default().push(Named::Type(id));
        }
    }
    known
}
