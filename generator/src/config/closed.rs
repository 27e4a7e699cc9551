//! The enums that are closed.

use std::collections::BTreeMap;

use super::ConfigSpan;

/// Enums without a place for values that the document does not list.
///
/// An enum is open otherwise: a newer service may send a value that the document does not list yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedEnums {
    all: bool,
    declared: bool,
    names: BTreeMap<String, ConfigSpan>,
}

impl ClosedEnums {
    /// All of them.
    #[must_use]
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// Those whose `x-ms-enum` says `modelAsString: false`: the service never sends another value.
    #[must_use]
    pub fn declared() -> Self {
        Self { declared: true, ..Self::default() }
    }

    /// The enums with these names.
    #[must_use]
    pub fn named<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let mut closed = Self::default();
        names.into_iter().for_each(|name| closed.insert(name));
        closed
    }

    /// Adds one by the name of its schema, or by its JSON Pointer in the document as the user wrote it.
    pub fn insert(&mut self, name: &str) {
        self.set(name, ConfigSpan::default());
    }

    /// Adds a list: it stands in place of all of them.
    pub(super) fn set_names<'a>(&mut self, names: impl IntoIterator<Item = (&'a str, ConfigSpan)>) {
        self.all = false;
        names.into_iter().for_each(|(name, span)| self.set(name, span));
    }

    fn set(&mut self, name: &str, span: ConfigSpan) {
        self.names.insert(name.to_owned(), span);
    }

    /// `true` if all enums are closed.
    pub(crate) fn has_all(&self) -> bool {
        self.all
    }

    /// `true` if those are closed of which the document says so.
    pub(crate) fn has_declared(&self) -> bool {
        self.declared
    }

    /// The enums that are named, with the places that name them.
    pub(crate) fn names(&self) -> &BTreeMap<String, ConfigSpan> {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Options;

    #[test]
    fn closed_enums_are_a_flag_a_word_or_a_list() {
        let closed = |text: &str| Options::from_toml(text).map(|options| options.closed_enums);
        assert!(closed("closed-enums = true\n").unwrap().has_all());
        assert!(!closed("").unwrap().has_all());
        let declared = closed("closed-enums = \"declared\"\n").unwrap();
        assert!(declared.has_declared() && !declared.has_all() && declared.names().is_empty());
        let named = closed("closed-enums = [\"Color\", \"#/components/schemas/Size\"]\n").unwrap();
        assert_eq!(named.names().keys().collect::<Vec<_>>(), ["#/components/schemas/Size", "Color"]);
        let error = closed("closed-enums = \"Color\"\n").unwrap_err().to_string();
        assert!(error.contains("`true`, `false`, `\"declared\"` or a list of names"), "{error}");
    }
}
