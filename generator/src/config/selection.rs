//! What an option is for.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The schemas and operations that an option is for: all, or some by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Written")]
pub struct Selection {
    all: bool,
    keys: BTreeSet<String>,
}

/// The forms of a selection in TOML.
#[derive(Deserialize)]
#[serde(untagged, expecting = "`true`, `false` or a list of names")]
enum Written {
    All(bool),
    Keys(BTreeSet<String>),
}

impl Selection {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    /// The operations with these ids, and the schemas with these names or JSON Pointers.
    #[must_use]
    pub fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        Self { keys: keys.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    pub(crate) fn has_all(&self) -> bool {
        self.all
    }

    pub(crate) fn keys(&self) -> &BTreeSet<String> {
        &self.keys
    }
}

impl From<Written> for Selection {
    fn from(written: Written) -> Self {
        match written {
            Written::All(all) => Self { all, ..Self::default() },
            Written::Keys(keys) => Self { keys, ..Self::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Selection;
    use crate::config::Options;

    #[test]
    fn a_selection_is_a_flag_or_a_list() {
        let read = |text: &str| Options::from_toml(text).map(|options| options.integers_as_doubles);
        assert_eq!(read("integers-as-doubles = true\n").unwrap(), Selection::all());
        assert_eq!(read("integers-as-doubles = [\"score\", \"#/a\"]\n").unwrap(), Selection::of(["#/a", "score"]));
        assert_eq!(read("").unwrap(), Selection::default());
        let error = read("integers-as-doubles = \"score\"\n").unwrap_err().to_string();
        assert!(error.contains("`true`, `false` or a list of names"), "{error}");
    }
}
