//! Bounds of a document that a user may move.

use super::OptionError;
use super::key::{ConfigForm, ConfigKey};
use crate::{limits, spelling};

/// Limits of a document. One beyond a limit is an error that names it.
///
/// ```
/// # fn main() -> Result<(), callsmith::OptionError> {
/// let mut limits = callsmith::Limits::default();
/// limits.set("schemas", 1_000_000)?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    numbers: [usize; Limit::ALL.len()],
}

/// The constructs that have a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    Schemas,
    ListedValues,
    LargePatterns,
}

/// The keys of `[limits]`.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "schemas",
        ConfigForm::Number,
        "The number of schemas. Without it: 250,000.",
        "schemas = 500_000",
    ),
    ConfigKey::within(
        "listed-values",
        ConfigForm::Number,
        "The number of values in all enums. Without it: 100,000.",
        "listed-values = 200_000",
    ),
    ConfigKey::within(
        "large-patterns",
        ConfigForm::Number,
        "The number of patterns that compile to more than 64 KiB; one of more than 1 MiB counts as ten. Those \
         beyond are not checked. Without it: 300.",
        "large-patterns = 500",
    ),
];

impl Limit {
    const ALL: [Self; 3] = [Self::Schemas, Self::ListedValues, Self::LargePatterns];

    /// Its name in options.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Schemas => "schemas",
            Self::ListedValues => "listed-values",
            Self::LargePatterns => "large-patterns",
        }
    }

    /// The option that moves it.
    pub(crate) fn help(self) -> String {
        let name = self.name();
        format!("`--limit {name}=NUMBER`, or `{name}` in the table `limits` of callsmith.toml, sets another limit")
    }
}

impl Default for Limits {
    fn default() -> Self {
        let number = |limit| match limit {
            Limit::Schemas => limits::SCHEMAS,
            Limit::ListedValues => limits::LISTED_VALUES,
            Limit::LargePatterns => limits::LARGE_PATTERNS,
        };
        Self { numbers: Limit::ALL.map(number) }
    }
}

impl Limits {
    /// Sets a limit by its name: `schemas`, `listed-values` or `large-patterns`.
    ///
    /// # Errors
    /// There is no such limit.
    pub fn set(&mut self, name: &str, number: usize) -> Result<(), OptionError> {
        match Limit::ALL.iter().position(|limit| limit.name() == name) {
            Some(index) => {
                self.numbers[index] = number;
                Ok(())
            }
            None => {
                let names = Limit::ALL.map(Limit::name);
                let error = OptionError::new(format!("there is no limit `{name}`"));
                let names_text = names.map(|name| format!("`{name}`")).join(", ");
                Err(match spelling::nearest(name, names) {
                    Some(suggestion) => error.help(format!("did you mean `{suggestion}`?")),
                    None => error.help(format!("limits are {names_text}")),
                })
            }
        }
    }

    pub(crate) fn value(&self, limit: Limit) -> usize {
        self.numbers[limit as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, Limits};

    #[test]
    fn limits_are_set_by_name() {
        let mut limits = Limits::default();
        limits.set("listed-values", 7).unwrap();
        assert_eq!((limits.value(Limit::ListedValues), limits.value(Limit::Schemas)), (7, crate::limits::SCHEMAS));
        let error = limits.set("schema", 1).unwrap_err().to_string();
        assert!(error.contains("did you mean `schemas`?"), "{error}");
    }
}
