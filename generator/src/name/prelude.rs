//! Types with names of the standard prelude: an import of the whole module of types hides those.

use super::given::Given;
use super::known::Known;
use super::scope::Scope;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;
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

/// Reports the types that hide a name of the prelude, once for all of them. A name that the configuration gives is meant.
pub(super) fn report(api: &Api, given: &Given, names: &[String], diagnostics: &mut Diagnostics) {
    let is_given = |id: TypeId| given.types.iter().any(|(named, _)| *named == id);
    let hiding: Vec<(TypeId, &str)> = api
        .type_ids()
        .map(|(id, _)| (id, names[id.0].as_str()))
        .filter(|(_, name)| PRELUDE.contains(name))
        .filter(|(id, _)| api.original(*id) == *id && !is_given(*id))
        .collect();
    let Some((first, _)) = hiding.first() else { return };
    let (known, mut scope) = (Known::of(api), Scope::new(names.iter().map(String::as_str)));
    let lines: Vec<String> =
        hiding.iter().map(|(id, name)| line(api, &known, *id, &scope.take(&format!("{name}Model")))).collect();
    let listed: Vec<String> = hiding.iter().map(|(_, name)| format!("`{name}`")).collect();
    let message = match listed.as_slice() {
        [one] => format!("the type {one} has a name of Rust's prelude, which an import of all types hides"),
        several => {
            format!("the types {} have names of Rust's prelude, which an import of all types hides", several.join(", "))
        }
    };
    let help = format!("`names = {{ {} }}` in callsmith.toml gives other names", lines.join(", "));
    diagnostics.push(Diagnostic::note(Code::HiddenName, message).at(api.ty(*first).origin, Part::Key).help(help));
}

/// The entry of `[names]` that gives a type another name.
fn line(api: &Api, known: &Known, id: TypeId, name: &str) -> String {
    let def = api.ty(id);
    let schema = match &def.hint {
        Hint { root: Root::Schema(schema), path } if path.is_empty() => Some(schema.as_str()),
        _ => None,
    };
    let key = schema.filter(|schema| known.find(schema, "").is_ok()).unwrap_or(&def.pointer);
    format!("{} = {}", toml::Value::from(key), toml::Value::from(name))
}
