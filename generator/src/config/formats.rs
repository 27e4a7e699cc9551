//! Rust types in place of formats.

use std::collections::BTreeMap;

use super::{ConfigSpan, OptionError, Setting};
use crate::spelling::nearest;

/// The types of JSON Schema whose values have a format.
const KINDS: [&str; 4] = ["string", "number", "integer", "boolean"];

/// Rust types of formats. A key is a format (`date-time`), a type and a format (`string/date-time`), or `integer` or `number`
/// for those without a format.
///
/// The type of a program's own brings `Serialize` and `Deserialize` of serde, which do what the format says, and `Clone`,
/// `Debug` and `PartialEq`. In a parameter it is written as its JSON form is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formats {
    entries: BTreeMap<String, Setting<String>>,
}

impl Formats {
    /// Sets the type of a format, such as `String` or `::time::OffsetDateTime` for `date-time`.
    ///
    /// # Errors
    /// The text is not a Rust type, or the format stands behind a type that has none.
    pub fn insert(&mut self, format: &str, rust_type: &str) -> Result<(), OptionError> {
        self.set(format, rust_type, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, format: &str, rust_type: &str, span: ConfigSpan) -> Result<(), OptionError> {
        super::rust_type(rust_type)?;
        if let Some((kind, rest)) = format.split_once('/').filter(|(kind, _)| !KINDS.contains(kind)) {
            let error = OptionError::new(format!("`{kind}` in `{format}` is no type that has formats"));
            return Err(match nearest(kind, KINDS) {
                Some(suggestion) => error.help(format!("did you mean `{suggestion}/{rest}`?")),
                None => error.help(format!("`{rest}` alone is the format of all types")),
            });
        }
        self.entries.insert(format.to_owned(), Setting { value: rust_type.trim().to_owned(), span });
        Ok(())
    }

    /// The type that is set for schemas of a type with a format, or without one.
    pub(crate) fn rust_type(&self, name: &str, format: Option<&str>) -> Option<&str> {
        if self.entries.is_empty() {
            return None;
        }
        let current_setting = match format {
            // Types are formats to some documents (`type: number, format: integer`), and no key is made for both.
            Some(format @ ("integer" | "number")) => self.entries.get(&format!("{name}/{format}")),
            Some(format) => self.entries.get(&format!("{name}/{format}")).or_else(|| self.entries.get(format)),
            None if matches!(name, "integer" | "number") => self.entries.get(name),
            None => None,
        };
        current_setting.map(|setting| setting.value.as_str())
    }

    /// The formats with their types; a format without the type of the schema.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.entries.iter().map(|(key, rust)| (key.split_once('/').map_or(key.as_str(), |(_, format)| format), rust))
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Options;

    #[test]
    fn a_format_has_one_type_for_all_or_one_for_a_type() {
        let text = "[formats]\ndate-time = \"String\"\n\"integer/date-time\" = \"u64\"\ninteger = \"i128\"\n";
        let formats = Options::from_toml(text).unwrap().formats;
        assert_eq!(formats.rust_type("string", Some("date-time")), Some("String"));
        assert_eq!(formats.rust_type("integer", Some("date-time")), Some("u64"));
        assert_eq!(formats.rust_type("integer", None), Some("i128"));
        assert_eq!(formats.rust_type("number", Some("integer")), None);
        assert_eq!(formats.rust_type("string", None), None);
        let error = Options::from_toml("[formats]\n\"strin/date\" = \"String\"\n").unwrap_err().to_string();
        assert!(error.contains("did you mean `string/date`?"), "{error}");
        let error = Options::from_toml("[formats]\ndate = \"Vec<\"\n").unwrap_err().to_string();
        assert!(error.contains("`Vec<` is not a Rust type"), "{error}");
    }
}
