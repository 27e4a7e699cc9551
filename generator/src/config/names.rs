//! Names in place of those that are made of the document.

use std::collections::BTreeMap;

use super::{ConfigSpan, OptionError, Setting};

/// Names of methods, types, fields and variants, each by what it is for: the `operationId` of an operation, the name of a schema, or
/// the JSON Pointer of either in the document as the user wrote it; behind that a dot and a property or value as they are on
/// the wire (`Pet.name`, `Status.in-progress`). A `*` in the key stands for any text in ids of operations and names of schemas; in the
/// name it stands for that text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameOverrides {
    entries: BTreeMap<String, Setting<String>>,
}

impl NameOverrides {
    /// Gives an operation, a schema, a property or a value a name in Rust; with a `*` in the key, all operations and schemas like it.
    ///
    /// # Errors
    /// The name is no identifier, or a word of the language.
    pub fn insert(&mut self, key: &str, name: &str) -> Result<(), OptionError> {
        self.set(key, name, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, key: &str, name: &str, span: ConfigSpan) -> Result<(), OptionError> {
        // A letter in place of what the `*` of the key stands for.
        let whole = if key.contains('*') { name.replace('*', "x") } else { name.to_owned() };
        if syn::parse_str::<syn::Ident>(&whole).is_err() || name.starts_with("r#") {
            return Err(OptionError::new(format!("`{name}`, which `{key}` is to be called, is not a name in Rust")));
        }
        self.entries.insert(key.to_owned(), Setting { value: name.to_owned(), span });
        Ok(())
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.entries.iter().map(|(key, name)| (key.as_str(), name))
    }
}
