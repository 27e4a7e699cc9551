//! Tables of a configuration: values with their places, and keys that nothing asks for.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{ConfigSpan, OptionError};
use crate::document::Source;
use crate::spelling::nearest;

const FLAG: &str = "`true` or `false`";
const NUMBER: &str = "a whole number";

// Read key by key from the table that TOML's parser gives with positions. serde would lose the places, and could not
// say which keys nothing asked for.
/// A table that is being read. It remembers the keys that were asked for, so the others are errors.
pub(super) struct Table<'a> {
    file: &'a Arc<Source>,
    header: Arc<str>,
    entries: &'a DeTable<'a>,
    known_keys: Vec<&'static str>,
}

/// The value of a key, or an item of a list.
#[derive(Clone)]
pub(super) struct Value<'a> {
    file: &'a Arc<Source>,
    /// The table that the value stands in.
    header: Arc<str>,
    /// Of the key; of an item the item itself.
    key: Range<usize>,
    value: &'a Spanned<DeValue<'a>>,
}

impl<'a> Table<'a> {
    pub(super) fn root(file: &'a Arc<Source>, root: &'a Spanned<DeTable<'a>>) -> Self {
        Self { file, header: "".into(), entries: root.get_ref(), known_keys: Vec::new() }
    }

    /// The value of a key, which is known from now on.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'a>> {
        if !self.known_keys.contains(&key) {
            self.known_keys.push(key);
        }
        self.entries.get_key_value(key).map(|(key, value)| self.value(key.span(), value))
    }

    fn value(&self, key: Range<usize>, value: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        Value { file: self.file, header: self.header.clone(), key, value }
    }

    /// All keys with their values, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(String, Value<'a>)> {
        let mut entries: Vec<_> =
            self.entries.iter().map(|(key, value)| (key.to_string(), self.value(key.span(), value))).collect();
        entries.sort_by_key(|(_, value)| value.key.start);
        entries
    }

    /// The entries whose values are no tables. Without quotation marks `Pet.name = "…"` is a table `Pet` in TOML; that
    /// is the same key.
    pub(super) fn dotted(&self) -> Vec<(String, Value<'a>)> {
        let mut entries = Vec::new();
        for (key, value) in self.entries() {
            match value.table() {
                Ok(inner) => {
                    let inner = inner.dotted().into_iter();
                    entries.extend(inner.map(|(rest, inner)| (format!("{key}.{rest}"), value.followed_by(inner))));
                }
                Err(_) => entries.push((key, value)),
            }
        }
        entries
    }

    /// The entries that nothing has asked for yet.
    pub(super) fn others(&self) -> Vec<(String, Value<'a>)> {
        self.entries().into_iter().filter(|(key, _)| !self.known_keys.contains(&key.as_str())).collect()
    }

    /// The keys that were asked for and are there, with their places.
    pub(super) fn present_keys(&self) -> impl Iterator<Item = (&'static str, ConfigSpan)> {
        let there = |key: &&'static str| self.entries.get_key_value(*key).map(|(name, _)| (*key, name.span()));
        let place = |(key, span)| (key, ConfigSpan::new(self.file, span, &self.header));
        self.known_keys.iter().filter_map(there).map(place)
    }

    // A key that nothing asked for is unknown. Its neighbours are the keys that were asked for, so no list of keys has
    // to be kept beside the code that reads them.
    /// Refuses keys that nothing has asked for.
    pub(super) fn finish(&self) -> Result<(), OptionError> {
        let Some((key, value)) = self.others().into_iter().next() else { return Ok(()) };
        let error = OptionError::new(format!("unknown key `{key}`")).at(value.span());
        Err(match nearest(&key, self.known_keys.iter().copied()) {
            Some(suggestion) => error.help(format!("did you mean `{suggestion}`?")),
            None => error.help(format!("known keys are {}", listed(&self.known_keys))),
        })
    }
}

impl<'a> Value<'a> {
    /// The place of the key.
    pub(super) fn span(&self) -> ConfigSpan {
        ConfigSpan::new(self.file, self.key.clone(), &self.header)
    }

    /// The place of the value itself.
    pub(super) fn value_span(&self) -> ConfigSpan {
        ConfigSpan::new(self.file, self.value.span(), &self.header)
    }

    /// An error about the value.
    pub(super) fn error(&self, error: OptionError) -> OptionError {
        error.at(self.value_span())
    }

    /// A value of a table that is a part of a key: it stands in the outer table. The key is the whole of it, where it is
    /// written in one place.
    fn followed_by(&self, inner: Self) -> Self {
        let whole = self.key.start..inner.key.end;
        let is_one_place = self.file.text.get(whole.clone()).is_some_and(|text| !text.contains('\n'));
        Value { header: self.header.clone(), key: if is_one_place { whole } else { inner.key.clone() }, ..inner }
    }

    fn expected(&self, expected: &str) -> OptionError {
        let actual = match self.value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(number) if number.as_str().starts_with('-') => "a negative number",
            DeValue::Integer(_) => "an integer",
            DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.error(OptionError::new(format!("expected {expected}, found {actual}")))
    }

    /// The value as the file has it.
    fn written(&self) -> &'a str {
        self.file.text.get(self.value.span()).unwrap_or_default()
    }

    pub(super) fn text(&self) -> Result<&'a str, OptionError> {
        let error = || match self.value.get_ref() {
            DeValue::Array(_) | DeValue::Table(_) => self.expected("a string"),
            _ => self.expected("a string").help(format!("write it in quotation marks: `\"{}\"`", self.written())),
        };
        self.value.get_ref().as_str().ok_or_else(error)
    }

    pub(super) fn path(&self) -> Result<PathBuf, OptionError> {
        self.text().map(PathBuf::from)
    }

    pub(super) fn flag(&self) -> Result<bool, OptionError> {
        let error = || match self.value.get_ref() {
            DeValue::String(_) => self.expected(FLAG).help("write `true` or `false` without quotation marks"),
            _ => self.expected(FLAG),
        };
        self.value.get_ref().as_bool().ok_or_else(error)
    }

    pub(super) fn number(&self) -> Result<usize, OptionError> {
        let error = || match self.value.get_ref().as_str().map(str::parse::<usize>) {
            Some(Ok(number)) => self.expected(NUMBER).help(format!("write `{number}` without quotation marks")),
            _ => self.expected(NUMBER),
        };
        let number = self.value.get_ref().as_integer();
        number.and_then(|number| number.to_string().parse().ok()).ok_or_else(error)
    }

    pub(super) fn as_flag(&self) -> Option<bool> {
        self.value.get_ref().as_bool()
    }

    pub(super) fn items(&self) -> Result<Vec<Self>, OptionError> {
        let error = || match self.value.get_ref() {
            DeValue::String(_) => self.expected("a list").help(format!("write it in brackets: `[{}]`", self.written())),
            _ => self.expected("a list"),
        };
        let items = self.value.get_ref().as_array().ok_or_else(error)?;
        let item = |value: &'a Spanned<DeValue<'a>>| Value { key: value.span(), value, ..self.clone() };
        Ok(items.iter().map(item).collect())
    }

    pub(super) fn texts(&self) -> Result<Vec<(&'a str, Self)>, OptionError> {
        self.items()?.into_iter().map(|item| Ok((item.text()?, item))).collect()
    }

    /// An item of a list of tables, as TOML writes it: `[[key]]`. Its header is that of the surrounding table and the key.
    pub(super) fn table_of_array(&self, key: &str) -> Result<Table<'a>, OptionError> {
        let header = if self.header.is_empty() { key.to_owned() } else { format!("{}.{key}", self.header) };
        Ok(Table { header: header.into(), ..self.table()? })
    }

    /// An item of a list as a table, which stands in the outer table.
    pub(super) fn table_of_list(&self) -> Result<Table<'a>, OptionError> {
        Ok(Table { header: self.header.clone(), ..self.table()? })
    }

    /// The value as a table. Its header is that of the surrounding one and the key.
    pub(super) fn table(&self) -> Result<Table<'a>, OptionError> {
        let entries = self.value.get_ref().as_table().ok_or_else(|| self.expected("a table"))?;
        // The key as it is written in the file, with its quotation marks.
        let key = self.file.text.get(self.key.clone()).unwrap_or_default();
        let header = if self.header.is_empty() { key.to_owned() } else { format!("{}.{key}", self.header) };
        Ok(Table { file: self.file, header: header.into(), entries, known_keys: Vec::new() })
    }
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
