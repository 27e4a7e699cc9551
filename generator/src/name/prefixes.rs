//! Prefixes of schemas that the configuration leaves out.

use crate::collections::{HashMap, HashSet};
use std::collections::BTreeMap;

use super::case::Case;
use super::places::is_usable;
use crate::config::NameOverrides;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Api;

/// The names of schemas without their prefixes, by schema. One that another schema has too, or would have, keeps its prefix.
pub(super) fn stripped(
    api: &Api,
    case: &Case,
    overrides: &NameOverrides,
    diagnostics: &mut Diagnostics,
) -> HashMap<String, String> {
    let mut prefixes: Vec<_> = overrides.prefixes().iter().map(|setting| (setting, false)).collect();
    // The longest first: a shorter one would leave a part of it.
    prefixes.sort_by_key(|(setting, _)| std::cmp::Reverse(setting.value.len()));
    let names = api.types.iter().filter_map(|def| def.hint.schema_name());
    let names: BTreeMap<&str, String> = names.map(|name| (name, case.type_name(name, "Type"))).collect();
    let mut wishes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (name, rust) in &names {
        let rest = prefixes.iter_mut().find_map(|(setting, is_used)| {
            let rest = remainder(&setting.value, name).map(|rest| case.type_name(rest, ""));
            let rest = rest.or_else(|| remainder(&setting.value, rust).map(str::to_owned))?;
            *is_used = true;
            Some(rest)
        });
        if let Some(rest) = rest.filter(|rest| is_usable(rest)) {
            wishes.entry(rest).or_default().push(name);
        }
    }
    for (setting, _) in prefixes.iter().filter(|(_, is_used)| !is_used) {
        let message = format!("no name of a schema begins with `{}`", setting.value);
        diagnostics.push(Diagnostic::unknown_option(&setting.value, message, None).at_option(&setting.span));
    }
    let taken: HashSet<&String> = names.values().collect();
    let free = wishes.into_iter().filter(|(name, schemas)| schemas.len() == 1 && !taken.contains(name));
    free.map(|(name, schemas)| (schemas[0].to_owned(), name)).collect()
}

/// A text without a prefix that ends where one of its words does.
fn remainder<'a>(prefix: &str, text: &'a str) -> Option<&'a str> {
    let mut parts = prefix.split('*');
    let mut rest = text.strip_prefix(parts.next()?)?;
    for part in parts {
        rest = &rest[rest.find(part)? + part.len()..];
    }
    let before = text[..text.len() - rest.len()].chars().next_back()?;
    let first = rest.chars().next()?;
    let is_word = !before.is_alphanumeric() || !first.is_alphanumeric() || first.is_uppercase() || before.is_numeric();
    is_word.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::remainder;

    #[test]
    fn prefixes_end_with_a_word() {
        assert_eq!(remainder("io.pets.", "io.pets.v1.Cat"), Some("v1.Cat"));
        assert_eq!(remainder("io.*.v1.", "io.pets.v1.Cat"), Some("Cat"));
        assert_eq!(remainder("IoPets", "IoPetsCat"), Some("Cat"));
        assert_eq!(remainder("Io", "Iota"), None);
        assert_eq!(remainder("Cat", "Cat"), None);
        assert_eq!(remainder("Dog", "Cat"), None);
    }
}
