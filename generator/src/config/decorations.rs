//! Derives and attributes in addition to those that generated types have.

use std::collections::BTreeMap;

use syn::parse::Parser;

use super::key::{ConfigForm, ConfigKey};
use super::{ConfigSpan, OptionError, Setting};

/// Derives and attributes of types, and attributes of their fields and variants. A key is the name of a schema or its
/// JSON Pointer. A property or value is `Pet.name`, with the name on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decorations {
    entries: BTreeMap<String, Setting<Decoration>>,
}

/// Derives and attributes of one type, field or variant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoration {
    /// Traits to derive, by their paths: `Eq`, `::my_crate::Diff`.
    pub derives: Vec<String>,
    /// Attributes: `#[must_use]`.
    pub attributes: Vec<String>,
}

/// The keys of `[types.KEY]`.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "derives",
        ConfigForm::List("paths"),
        "Traits to derive, by their paths.",
        "derives = [\"Eq\", \"::schemars::JsonSchema\"]",
    ),
    ConfigKey::within(
        "attributes",
        ConfigForm::List("attributes"),
        "Attributes of the type, field or variant.",
        "attributes = ['#[doc(alias = \"request\")]']",
    ),
];

/// The help for a text that is not the path of a derive.
const PATHS: &str = "write one path for each, such as `Hash` or `::schemars::JsonSchema`";

impl Decorations {
    /// Derives a trait for a type.
    ///
    /// # Errors
    /// The text is not a path.
    pub fn derive(&mut self, key: &str, path: &str) -> Result<(), OptionError> {
        self.set_derive(key, path, ConfigSpan::default())
    }

    pub(super) fn set_derive(&mut self, key: &str, path: &str, span: ConfigSpan) -> Result<(), OptionError> {
        let parsed = syn::parse_str::<syn::Path>(path);
        parsed.map_err(|_| {
            OptionError::new(format!("`{key}` cannot derive `{path}`, which is not a path")).help(PATHS)
        })?;
        let derives = &mut self.entry(key, span).derives;
        if !derives.iter().any(|derived| derived == path) {
            derives.push(path.to_owned());
        }
        Ok(())
    }

    /// Puts an attribute in front of a type, field or variant.
    ///
    /// # Errors
    /// The text is not an attribute.
    pub fn attribute(&mut self, key: &str, attribute: &str) -> Result<(), OptionError> {
        self.set_attribute(key, attribute, ConfigSpan::default())
    }

    pub(super) fn set_attribute(&mut self, key: &str, attribute: &str, span: ConfigSpan) -> Result<(), OptionError> {
        let parsed = syn::Attribute::parse_outer.parse_str(attribute);
        match parsed {
            Ok(attributes) if attributes.len() == 1 => {
                self.entry(key, span).attributes.push(attribute.to_owned());
                return Ok(());
            }
            Ok(_) | Err(_) => {}
        }
        let error = OptionError::new(format!("`{key}` cannot have `{attribute}`, which is not an attribute"));
        Err(error.help("write one attribute for each, such as `#[must_use]`"))
    }

    /// The entry of a key, which names something also where it is empty.
    pub(super) fn entry(&mut self, key: &str, span: ConfigSpan) -> &mut Decoration {
        let setting = self.entries.entry(key.to_owned());
        &mut setting.or_insert_with(|| Setting { value: Decoration::default(), span }).value
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<Decoration>)> {
        self.entries.iter().map(|(key, decoration)| (key.as_str(), decoration))
    }
}

/// Checks that a text is the path of a derive.
pub(super) fn check_path(path: &str) -> Result<(), OptionError> {
    let parsed = syn::parse_str::<syn::Path>(path);
    parsed.map(drop).map_err(|_| OptionError::new(format!("`{path}` is not a path")).help(PATHS))
}

#[cfg(test)]
mod tests {
    use crate::config::Options;

    #[test]
    fn derives_are_paths_and_attributes_are_attributes() {
        let read = |entry: &str| Options::from_toml(&format!("[types]\nPet = {{ {entry} }}\n"));
        assert!(read("derives = [\"Eq\", \"::my::Diff\"], attributes = ['#[doc(alias = \"animal\")]']").is_ok());
        for (entry, why) in [
            ("derives = [\"Eq, Hash\"]", "`Pet` cannot derive `Eq, Hash`, which is not a path"),
            ("attributes = [\"must_use\"]", "`Pet` cannot have `must_use`, which is not an attribute"),
            ("attributes = [\"#[a] #[b]\"]", "which is not an attribute"),
            ("attributes = [\"#![a]\"]", "is not an attribute"),
            ("attributes = [\"#[a] struct A;\"]", "is not an attribute"),
            ("replace = \"A\"", "unknown key `replace`"),
        ] {
            let error = read(entry).unwrap_err().to_string();
            assert!(error.contains(why), "{entry}: {error}");
        }
    }
}
