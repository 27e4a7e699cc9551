//! Derives and attributes in addition to those that generated types have.

use std::collections::BTreeMap;

use serde::Deserialize;
use syn::parse::Parser;

use super::OptionError;

/// Derives and attributes of types, and attributes of their fields and variants. A key is the name of a schema or its JSON
/// Pointer, and for a property or value `Pet.name`, with the name that it has on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "BTreeMap<String, Decoration>")]
pub struct Decorations {
    entries: BTreeMap<String, Decoration>,
}

/// What is added to one type, field or variant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Decoration {
    /// Traits to derive, by their paths: `Eq`, `::my_crate::Diff`.
    #[serde(default)]
    pub derives: Vec<String>,
    /// Attributes: `#[must_use]`.
    #[serde(default)]
    pub attributes: Vec<String>,
}

impl Decorations {
    /// Derives a trait for a type.
    ///
    /// # Errors
    /// The text is not a path.
    pub fn derive(&mut self, key: &str, path: &str) -> Result<(), OptionError> {
        let parsed = syn::parse_str::<syn::Path>(path);
        parsed.map_err(|error| {
            OptionError::new(format!("`{path}`, which `{key}` is to derive, is not a path: {error}"))
        })?;
        self.entries.entry(key.to_owned()).or_default().derives.push(path.to_owned());
        Ok(())
    }

    /// Puts an attribute in front of a type, field or variant.
    ///
    /// # Errors
    /// The text is not an attribute.
    pub fn attribute(&mut self, key: &str, attribute: &str) -> Result<(), OptionError> {
        let parsed = syn::Attribute::parse_outer.parse_str(attribute);
        let why = match parsed {
            Ok(attributes) if attributes.len() == 1 => {
                self.entries.entry(key.to_owned()).or_default().attributes.push(attribute.to_owned());
                return Ok(());
            }
            Ok(_) => "expected one such as `#[must_use]`".to_owned(),
            Err(error) => error.to_string(),
        };
        Err(OptionError::new(format!("`{attribute}`, which `{key}` is to have, is not an attribute: {why}")))
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Decoration)> {
        self.entries.iter().map(|(key, decoration)| (key.as_str(), decoration))
    }
}

impl TryFrom<BTreeMap<String, Decoration>> for Decorations {
    type Error = OptionError;

    fn try_from(entries: BTreeMap<String, Decoration>) -> Result<Self, OptionError> {
        let mut decorations = Self::default();
        for (key, Decoration { derives, attributes }) in &entries {
            derives.iter().try_for_each(|path| decorations.derive(key, path))?;
            attributes.iter().try_for_each(|attribute| decorations.attribute(key, attribute))?;
        }
        Ok(decorations)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Options;

    #[test]
    fn derives_are_paths_and_attributes_are_attributes() {
        let read = |entry: &str| Options::from_toml(&format!("[types]\nPet = {{ {entry} }}\n"));
        assert!(read("derives = [\"Eq\", \"::my::Diff\"], attributes = ['#[doc(alias = \"animal\")]']").is_ok());
        for (entry, why) in [
            ("derives = [\"Eq, Hash\"]", "`Eq, Hash`, which `Pet` is to derive, is not a path"),
            ("attributes = [\"must_use\"]", "`must_use`, which `Pet` is to have, is not an attribute"),
            ("attributes = [\"#[a] #[b]\"]", "is not an attribute: expected one such as"),
            ("attributes = [\"#![a]\"]", "is not an attribute"),
            ("attributes = [\"#[a] struct A;\"]", "is not an attribute"),
            ("replace = \"A\"", "unknown field `replace`"),
        ] {
            let error = read(entry).unwrap_err().to_string();
            assert!(error.contains(why), "{entry}: {error}");
        }
    }
}
