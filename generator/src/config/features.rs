//! The features of a generated crate.

use std::collections::BTreeMap;

use super::{ConfigSpan, OptionError, Setting};
use crate::spelling::nearest;

/// The features of a generated crate: one for each tag, or for the first segment of the path where operations have no tag. Each brings
/// the operations of its groups, with the types that they need. All are on by default.
///
/// In a configuration it is `false`, or a table of tags with names:
///
/// ```toml
/// [features]
/// "Issue comments" = "comments"
/// ```
///
/// Tags with one name share a feature. A client with fewer than two of them has no features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Features {
    off: bool,
    names: BTreeMap<String, Setting<String>>,
}

/// Names that a feature cannot have.
const RESERVED: [&str; 1] = ["default"];

impl Features {
    /// No features: the crate is always compiled as a whole.
    #[must_use]
    pub fn none() -> Self {
        Self { off: true, ..Self::default() }
    }

    /// Names the feature of a tag, or of a segment of paths where operations have no tag.
    ///
    /// # Errors
    /// The name is none of a feature.
    pub fn insert(&mut self, tag: &str, name: &str) -> Result<(), OptionError> {
        self.set(tag, name, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, tag: &str, name: &str, span: ConfigSpan) -> Result<(), OptionError> {
        if !is_feature(name) {
            let error = OptionError::new(format!("`{name}` cannot be the name of a feature"));
            return Err(error.help(match nearest(name, RESERVED) {
                Some(reserved) => format!("`{reserved}` is the feature of Cargo that has all others"),
                None => "letters, digits, `_` and `-` make one, such as `issue-comments`".to_owned(),
            }));
        }
        self.off = false;
        self.names.insert(tag.to_owned(), Setting { value: name.to_owned(), span });
        Ok(())
    }

    pub(super) fn set_on(&mut self, on: bool) {
        self.off = !on;
    }

    /// Returns `true` if there are none.
    pub(crate) fn is_off(&self) -> bool {
        self.off
    }

    /// Returns `true` if the user says nothing of them.
    pub(super) fn is_default(&self) -> bool {
        !self.off && self.names.is_empty()
    }

    /// Tags with the names of their features.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.names.iter().map(|(tag, name)| (tag.as_str(), name))
    }
}

/// Returns `true` if a text can be the name of a feature, in Cargo and in its registry.
pub(crate) fn is_feature(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().all(is_part)
        && !RESERVED.contains(&name)
}

#[cfg(test)]
mod tests {
    use crate::config::{Features, Options};

    #[test]
    fn features_are_named_or_off() {
        let read = |text: &str| Options::from_toml(text).map(|options| options.features);
        assert_eq!(read("features = false\n"), Ok(Features::none()));
        assert_eq!(read("features = true\n"), Ok(Features::default()));
        let mut named = Features::default();
        named.insert("Issue comments", "comments").unwrap();
        assert_eq!(read("[features]\n\"Issue comments\" = \"comments\"\n"), Ok(named));
        let error = read("[features]\na = \"a b\"\n").unwrap_err().to_string();
        assert!(error.contains("`a b` cannot be the name of a feature\n --> callsmith.toml:2:5"), "{error}");
        let error = read("[features]\na = \"default\"\n").unwrap_err().to_string();
        assert!(error.contains("is the feature of Cargo that has all others"), "{error}");
    }

    #[test]
    fn a_module_has_no_features() {
        for text in ["[features]\na = \"b\"\n", "features = false\n"] {
            let error = Options::from_toml(text).unwrap().check_module().unwrap_err();
            assert_eq!(error.message(), "`features` is for a crate, and the client is a module");
        }
    }
}
