//! Keys of a configuration: names, values, documentation and examples.

use crate::diagnostic::Code;

/// A key of a configuration.
///
/// The reader of `callsmith.toml`, its JSON Schema and the reference page are made of the same keys.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// The name, as it stands in a file.
    pub name: &'static str,
    /// The form of its values.
    pub form: ConfigForm,
    /// The tables that it may stand in.
    pub scope: ConfigScope,
    /// The value where the key is absent, in Markdown; empty where there is none.
    pub default: &'static str,
    /// TOML that sets it. Of a key within a table it is the content of an inline table.
    pub example: &'static str,
    /// Flags of the command for it, each with the name of its value; `--set` is for all keys.
    pub flags: &'static [&'static str],
    /// Methods of [`Generator`](crate::Generator) for it; [`Generator::set`](crate::Generator::set) is for all keys.
    pub methods: &'static [&'static str],
    /// The field of [`Options`](crate::Options), where it is an option.
    pub field: Option<&'static str>,
    /// A key that its table has to have.
    pub is_required: bool,
    /// Its lines of documentation.
    pub(super) lines: &'static str,
}

/// The form of a value.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ConfigForm {
    /// `true` or `false`.
    Flag,
    /// A text; the noun says of which kind.
    Text(&'static str),
    /// A whole number.
    Number,
    /// A word of a list.
    Word(&'static [&'static str]),
    /// A list of texts; the noun says of which kind.
    List(&'static str),
    /// A list of codes of diagnostics, and `warnings`.
    Codes,
    /// A table with keys that the user chooses, and texts, beside some keys that are fixed. Its first parts are nouns for keys
    /// and texts.
    Map(&'static str, &'static str, &'static [ConfigKey]),
    /// A table with some keys.
    Table(&'static [ConfigKey]),
    /// A list of tables with some keys.
    Tables(&'static [ConfigKey]),
    /// A table with keys that the user chooses, and a table with some keys for each. Its first part is the noun for keys.
    Named(&'static str, &'static [ConfigKey]),
    /// A value in any of several forms.
    Any(&'static [ConfigForm]),
}

/// The tables that a key may stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigScope {
    /// The top of a configuration, and `[[client]]`.
    Everywhere,
    /// The top of a configuration.
    Top,
    /// `[package.metadata.callsmith]` of a `Cargo.toml`.
    Package,
    /// The table of another key.
    Within,
}

impl ConfigKey {
    /// A key within the table of another one.
    pub(super) const fn within(
        name: &'static str,
        form: ConfigForm,
        lines: &'static str,
        example: &'static str,
    ) -> Self {
        let (scope, default) = (ConfigScope::Within, "");
        Self { name, form, scope, default, example, flags: &[], methods: &[], field: None, is_required: false, lines }
    }

    /// The key, where its table has to have it.
    pub(super) const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// One or more sentences in Markdown.
    #[must_use]
    pub fn documentation(&self) -> String {
        self.lines.lines().map(str::trim).collect::<Vec<_>>().join(" ").trim().to_owned()
    }

    /// The keys of its table; empty where it has none.
    #[must_use]
    pub fn keys(&self) -> &'static [ConfigKey] {
        self.form.keys()
    }
}

impl ConfigForm {
    fn keys(&self) -> &'static [ConfigKey] {
        match self {
            Self::Table(keys) | Self::Tables(keys) | Self::Named(_, keys) | Self::Map(_, _, keys) => keys,
            Self::Any(forms) => forms.iter().map(Self::keys).find(|keys| !keys.is_empty()).unwrap_or_default(),
            Self::Flag | Self::Text(_) | Self::Number | Self::Word(_) | Self::List(_) | Self::Codes => &[],
        }
    }

    /// The form in words, in Markdown.
    #[must_use]
    pub fn description(&self) -> String {
        match self {
            Self::Flag => "flag".to_owned(),
            Self::Text(noun) => (*noun).to_owned(),
            Self::Number => "number".to_owned(),
            Self::Word(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("`\"{word}\"`")).collect();
                match words.split_last() {
                    Some((last, others)) if !others.is_empty() => format!("{} or {last}", others.join(", ")),
                    _ => words.concat(),
                }
            }
            Self::List(noun) => format!("list of {noun}"),
            Self::Codes => "list of codes".to_owned(),
            Self::Map(key, value, _) => format!("table of {key} = {value}"),
            Self::Table(_) => "table".to_owned(),
            Self::Tables(_) => "list of tables".to_owned(),
            Self::Named(noun, _) => format!("a table for each {noun}"),
            Self::Any(forms) => forms.iter().map(Self::description).collect::<Vec<_>>().join(", or "),
        }
    }
}

/// The words of lists of codes, in the order of the codes.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    Code::ALL.iter().filter(|code| !code.is_always_an_error()).map(|code| code.name()).chain(["warnings"])
}
