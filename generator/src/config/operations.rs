//! Operations that an option is for.

use std::collections::BTreeSet;

use serde::Deserialize;

/// Operations: all, or those that are named by their id, in which `*` stands for any text, or by their JSON Pointer.
///
/// In a configuration it is `true`, `false` or a list such as `["RunMLService", "score*", "#/paths/~1score/post"]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Operations {
    all: bool,
    names: BTreeSet<String>,
}

/// The form in a configuration.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`true`, `false` or a list of operations")]
enum Written {
    All(bool),
    Named(BTreeSet<String>),
}

impl Operations {
    /// All of them.
    #[must_use]
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Those with these ids, patterns of ids or pointers.
    #[must_use]
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { names: names.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Adds one by its id, a pattern of ids or its pointer.
    pub fn insert(&mut self, name: &str) {
        self.names.insert(name.to_owned());
    }

    /// Returns `true` if an operation is among them.
    pub(crate) fn covers(&self, id: &str, pointer: &str) -> bool {
        self.all || self.names.iter().any(|name| is_name(name, id, pointer))
    }

    /// The names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Returns `true` if a name is one of an operation: its id, a pattern that its id is like, or its pointer.
pub(crate) fn is_name(name: &str, id: &str, pointer: &str) -> bool {
    let is_pointer = name.starts_with('/') || name.contains("#/");
    if is_pointer {
        let pointer = pointer.strip_prefix('#').unwrap_or(pointer);
        return name.strip_prefix('#').unwrap_or(name) == pointer;
    }
    is_like(name, id)
}

/// Returns `true` if a text is like a pattern, in which `*` stands for any text.
pub(crate) fn is_like(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.len() >= end.len() && text.ends_with(end)
}

impl From<Written> for Operations {
    fn from(written: Written) -> Self {
        match written {
            Written::All(all) => Self { all, ..Self::default() },
            Written::Named(names) => Self { names, ..Self::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_like, is_name};
    use crate::config::{Operations, Options};

    #[test]
    fn operations_are_a_flag_or_a_list() {
        let read = |text: &str| Options::from_toml(text).map(|options| options.double_encoded);
        assert_eq!(read("double-encoded = true\n"), Ok(Operations::all()));
        assert_eq!(read("double-encoded = false\n"), Ok(Operations::default()));
        assert_eq!(read(""), Ok(Operations::default()));
        assert_eq!(read("double-encoded = [\"a\", \"b*\"]\n"), Ok(Operations::named(["a", "b*"])));
        let options = Options::from_toml("non-finite-numbers = [\"score\"]\n").unwrap();
        assert_eq!(options.non_finite_numbers, Operations::named(["score"]));
        let error = read("double-encoded = \"score\"\n").unwrap_err().to_string();
        assert!(error.contains("`true`, `false` or a list of operations"), "{error}");
    }

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in [("*", ""), ("list*", "list"), ("*Pets", "listPets"), ("a*b*c", "a-b-b-c"), ("x", "x")] {
            assert!(is_like(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("list*", "alist"), ("*Pets", "Pet"), ("a*b*c", "ac"), ("x", "xy"), ("a*a", "a")] {
            assert!(!is_like(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn an_operation_has_an_id_and_a_pointer() {
        let is_score = |name: &str| is_name(name, "score", "#/paths/~1score/post");
        for name in ["score", "sc*", "*", "#/paths/~1score/post", "/paths/~1score/post"] {
            assert!(is_score(name), "{name}");
        }
        for name in ["scores", "*s", "#/paths/~1score/get", "#/paths/*"] {
            assert!(!is_score(name), "{name}");
        }
    }
}
