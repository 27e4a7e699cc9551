//! Types with names of the standard prelude: an import of the whole module of types hides those.

use super::assigned::AssignedNames;
use super::scope::Scope;
use super::targets::{NameUse, TargetIndex};
use crate::analyze::Facts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::SpanTarget;
use crate::ir::{Api, Hint, Root, TypeId};

/// Types, variants and traits that are in scope everywhere. `Debug` and `Hash` are derives alone there.
const PRELUDE: [&str; 43] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Returns `true` if a name is one of the prelude.
pub(super) fn has(name: &str) -> bool {
    PRELUDE.contains(&name)
}

/// Reports the types that hide a name of the prelude, once for all of them. A name that the configuration gives is meant.
pub(super) fn report(
    api: &Api,
    facts: &Facts,
    assigned: &AssignedNames,
    names: &[String],
    diagnostics: &mut Diagnostics,
) {
    let is_given = |id: TypeId| assigned.types.iter().any(|(named, _)| *named == id);
    let hiding: Vec<(TypeId, &str)> = api
        .type_ids()
        .map(|(id, _)| (id, names[id.0].as_str()))
        .filter(|(_, name)| PRELUDE.contains(name))
        .filter(|(id, _)| api.original(*id) == *id && !is_given(*id))
        .collect();
    // Generated code spells such names out. Only code that imports all types is concerned, so this is a note.
    let Some((first, _)) = hiding.first() else { return };
    let (targets, mut scope) = (TargetIndex::new(api, facts), Scope::new(names.iter().map(String::as_str)));
    let lines: Vec<String> =
        hiding.iter().map(|(id, name)| line(api, &targets, *id, &scope.take(&format!("{name}Model")))).collect();
    let listed: Vec<String> = hiding.iter().map(|(_, name)| format!("`{name}`")).collect();
    let message = match listed.as_slice() {
        [one] => format!("the type {one} hides a name of Rust's prelude where all types are imported"),
        several => {
            format!("the types {} hide names of Rust's prelude where all types are imported", several.join(", "))
        }
    };
    let help = format!("`names = {{ {} }}` in callsmith.toml gives other names", lines.join(", "));
    diagnostics.push(Diagnostic::note(Code::HiddenName, message).at(api.ty(*first).origin, SpanTarget::Key).help(help));
}

/// The entry of `[names]` that gives a type another name.
fn line(api: &Api, targets: &TargetIndex, id: TypeId, name: &str) -> String {
    let def = api.ty(id);
    let schema = match &def.hint {
        Hint { root: Root::Schema(schema), path } if path.is_empty() => Some(schema.as_str()),
        _ => None,
    };
    let key = schema.filter(|schema| targets.find(schema, NameUse::Name, "").is_ok()).unwrap_or(&def.pointer);
    format!("{} = {}", toml::Value::from(key), toml::Value::from(name))
}
