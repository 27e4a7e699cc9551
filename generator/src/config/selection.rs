//! The operations, schemas and properties that an option is for.

use std::collections::BTreeMap;

use super::ConfigSpan;

/// Names of schemas and properties: the name of a schema, a property behind it (`Pet.name`), or a JSON Pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names(BTreeMap<String, ConfigSpan>);

impl Names {
    /// Adds a name.
    pub fn insert(&mut self, name: &str) {
        self.set(name, ConfigSpan::default());
    }

    pub(super) fn set(&mut self, name: &str, span: ConfigSpan) {
        self.0.insert(name.to_owned(), span);
    }

    /// Returns `true` if a name is one of them.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Returns `true` if there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names, with the places that set them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &ConfigSpan)> {
        self.0.iter().map(|(name, span)| (name.as_str(), span))
    }
}

/// The operations or schemas that an option is for: all, or those that are named.
///
/// In a configuration it is `true`, `false` or a list of names. An operation is named by its id, in which `*` stands
/// for any text, by its method and path (`POST /score`), or by its JSON Pointer. A schema is named by its name or its
/// JSON Pointer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    all: bool,
    names: Names,
}

impl Selection {
    /// All of them.
    #[must_use]
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// The operations or schemas with these names.
    #[must_use]
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut selection = Self::default();
        names.into_iter().for_each(|name| selection.insert(name));
        selection
    }

    /// Adds one by its name.
    pub fn insert(&mut self, name: &str) {
        self.set(name, ConfigSpan::default());
    }

    pub(super) fn set(&mut self, name: &str, span: ConfigSpan) {
        self.names.set(name, span);
    }

    /// Selects all, or none.
    pub(super) fn set_all(&mut self, all: bool) {
        // Names stay, so that one of nothing is reported where all are selected elsewhere.
        *self = if all { Self { all, names: std::mem::take(&mut self.names) } } else { Self::default() };
    }

    /// Returns `true` if all are selected.
    pub(crate) fn has_all(&self) -> bool {
        self.all
    }

    /// The names; none where all are selected.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// Returns `true` if an operation is selected.
    pub(crate) fn covers(&self, operation: &NamedOperation<'_>) -> bool {
        self.all || self.names.iter().any(|(name, _)| operation.is(name))
    }
}

/// An operation by all that names it in a configuration.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NamedOperation<'a> {
    pub(crate) id: &'a str,
    /// The JSON Pointer of the operation in the document.
    pub(crate) pointer: &'a str,
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
}

impl NamedOperation<'_> {
    /// Returns `true` if a name is that of the operation: its id, its method and path, or its pointer. A `*` in the first two stands for
    /// any text.
    pub(crate) fn is(&self, name: &str) -> bool {
        let is_pointer = name.starts_with('/') || name.contains("#/");
        if is_pointer {
            let pointer = self.pointer.strip_prefix('#').unwrap_or(self.pointer);
            return name.strip_prefix('#').unwrap_or(name) == pointer;
        }
        // An id may have spaces, as a request has.
        is_like(name, self.id) || self.is_request(name)
    }

    fn is_request(&self, name: &str) -> bool {
        let Some((method, path)) = name.split_once(char::is_whitespace) else { return false };
        is_like(&method.to_ascii_uppercase(), &self.method.to_ascii_uppercase()) && is_like(path.trim(), self.path)
    }
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

#[cfg(test)]
mod tests {
    use super::{NamedOperation, Selection, is_like};
    use crate::config::Options;

    #[test]
    fn a_selection_is_a_flag_or_a_list() {
        let read = |text: &str| Options::from_toml(text).map(|options| options.double_encoded);
        assert_eq!(read("double-encoded = true\n"), Ok(Selection::all()));
        assert_eq!(read("double-encoded = false\n"), Ok(Selection::default()));
        assert_eq!(read(""), Ok(Selection::default()));
        assert_eq!(read("double-encoded = [\"a\", \"b*\"]\n"), Ok(Selection::named(["a", "b*"])));
        assert_eq!(
            Options::from_toml("integers-as-doubles = [\"#/a\"]\n").unwrap().integers_as_doubles,
            Selection::named(["#/a"])
        );
        let options = Options::from_toml("non-finite-numbers = [\"score\"]\n").unwrap();
        assert_eq!(options.non_finite_numbers, Selection::named(["score"]));
        let error = read("double-encoded = \"score\"\n").unwrap_err().to_string();
        assert!(error.contains("`true`, `false` or a list of names"), "{error}");
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
        let score = NamedOperation { id: "score", pointer: "#/paths/~1score/post", method: "POST", path: "/score" };
        let is_score = |name: &str| score.is(name);
        for name in ["score", "sc*", "*", "#/paths/~1score/post", "/paths/~1score/post", "POST /score", "post /score"] {
            assert!(is_score(name), "{name}");
        }
        for name in ["scores", "*s", "#/paths/~1score/get", "#/paths/*", "GET /score", "POST /", "POST score"] {
            assert!(!is_score(name), "{name}");
        }
    }
}
