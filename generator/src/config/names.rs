//! Names in place of those that are made of the document.

use std::collections::BTreeMap;

use super::key::{ConfigForm, ConfigKey};
use super::{ConfigSpan, OptionError, Setting};

/// Names of methods, types, fields and variants. A key is the `operationId` of an operation, the name of a schema, or
/// the JSON Pointer of either in the user's document. A property or value stands behind that and a dot, as on the wire
/// (`Pet.name`, `Status.in-progress`). A `*` in the key stands for any text in ids of operations and names of schemas.
/// In the name the first `*` stands for the text of the first one, and so on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameOverrides {
    entries: BTreeMap<String, Setting<String>>,
    compounds: Vec<String>,
    prefixes: Vec<Setting<String>>,
}

/// The keys of `[names]` that name no item.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "compounds",
        ConfigForm::List("words"),
        "Compounds that are one word: `GitHub` is `github` in names of methods and fields.",
        "compounds = [\"GitHub\"]",
    ),
    ConfigKey::within(
        "strip-prefix",
        ConfigForm::List("prefixes"),
        "Prefixes of names of schemas, or of those in Rust, that names of types lack.",
        "strip-prefix = [\"io.pets.*.\"]",
    ),
];

impl NameOverrides {
    /// Gives an operation, a schema, a property or a value a name in Rust. A `*` in the key gives names to all
    /// operations and schemas like it.
    ///
    /// # Errors
    /// The name is no identifier, or a word of the language.
    pub fn insert(&mut self, key: &str, name: &str) -> Result<(), OptionError> {
        self.set(key, name, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, key: &str, name: &str, span: ConfigSpan) -> Result<(), OptionError> {
        // A letter in place of what the `*` of the key stands for.
        let stars = |text: &str| text.matches('*').count();
        let whole = if key.contains('*') { name.replace('*', "x") } else { name.to_owned() };
        if key.contains('*') && stars(name) > stars(key) {
            return Err(OptionError::new(format!("`{name}` has more `*` than `{key}`")));
        }
        if syn::parse_str::<syn::Ident>(&whole).is_err() || name.starts_with("r#") {
            return Err(OptionError::new(format!("`{key}` cannot be called `{name}`, which is not a name in Rust")));
        }
        self.entries.insert(key.to_owned(), Setting { value: name.to_owned(), span });
        Ok(())
    }

    /// Adds a word that has capitals within it: `GitHub` is one word then, in types as it is written, elsewhere `github`.
    ///
    /// # Errors
    /// The text is not made of letters and digits, or begins with a digit.
    pub fn compound(&mut self, word: &str) -> Result<(), OptionError> {
        let is_word = word.starts_with(char::is_alphabetic) && word.chars().all(char::is_alphanumeric);
        if !is_word {
            let error = OptionError::new(format!("`{word}` is not a compound"));
            return Err(error.help("letters and digits make one, such as `GitHub`"));
        }
        if !self.compounds.iter().any(|listed| listed == word) {
            self.compounds.push(word.to_owned());
        }
        Ok(())
    }

    /// Leaves a prefix of the names of schemas out of those of types, where no other type has the rest. The prefix is
    /// text of the document, where `*` stands for any text, or the beginning of the Rust name. Of several prefixes that
    /// a name has the longest counts.
    ///
    /// # Errors
    /// The prefix is empty.
    pub fn strip_prefix(&mut self, prefix: &str) -> Result<(), OptionError> {
        self.set_prefix(prefix, ConfigSpan::default())
    }

    pub(super) fn set_prefix(&mut self, prefix: &str, span: ConfigSpan) -> Result<(), OptionError> {
        if prefix.trim_matches('*').is_empty() {
            return Err(OptionError::new(format!("`{prefix}` is not a prefix")).help("write how names begin: `Api`"));
        }
        self.prefixes.push(Setting { value: prefix.to_owned(), span });
        Ok(())
    }

    pub(crate) fn compounds(&self) -> impl Iterator<Item = &str> {
        self.compounds.iter().map(String::as_str)
    }

    pub(crate) fn prefixes(&self) -> &[Setting<String>] {
        &self.prefixes
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.entries.iter().map(|(key, name)| (key.as_str(), name))
    }
}
