//! Codes of findings that the user has decided about.

use std::collections::BTreeSet;

use super::OptionError;
use crate::diagnostic::Code;
use crate::spelling::nearest;

/// Codes of findings, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    codes: BTreeSet<Code>,
    warnings: bool,
}

impl Codes {
    /// The name that stands for all warnings.
    const WARNINGS: &'static str = "warnings";

    /// Adds a code by its name; `warnings` stands for all findings that are warnings.
    ///
    /// # Errors
    /// There is no such code; the message says which one resembles it.
    pub fn insert(&mut self, name: &str) -> Result<(), OptionError> {
        if name == Self::WARNINGS {
            self.warnings = true;
            return Ok(());
        }
        let Some(code) = Code::from_name(name) else {
            let names = Code::ALL.iter().map(|code| code.name()).chain([Self::WARNINGS]);
            let meant = nearest(name, names).map(|meant| format!(", did you mean `{meant}`?")).unwrap_or_default();
            return Err(OptionError::new(format!("there is no code `{name}`{meant}")));
        };
        self.codes.insert(code);
        Ok(())
    }

    /// `true` if a code was named.
    pub(crate) fn names(&self, code: Code) -> bool {
        self.codes.contains(&code)
    }

    /// `true` if all warnings were named.
    pub(crate) fn names_warnings(&self) -> bool {
        self.warnings
    }

    /// The codes that were named.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Code> {
        self.codes.iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Codes;
    use crate::config::Options;

    #[test]
    fn codes_are_named_as_they_are_shown() {
        let mut codes = Codes::default();
        codes.insert("unknown-key").unwrap();
        codes.insert("warnings").unwrap();
        assert_eq!(codes.iter().map(|code| code.name()).collect::<Vec<_>>(), ["unknown-key"]);
        assert!(codes.names_warnings());
        let error = codes.insert("unknwon-key").unwrap_err();
        assert_eq!(error.to_string(), "there is no code `unknwon-key`, did you mean `unknown-key`?");
        assert_eq!(codes.insert("colour").unwrap_err().to_string(), "there is no code `colour`");
    }

    #[test]
    fn errors_cannot_be_allowed() {
        let options = |text| Options::from_toml(text).map_err(|error| error.to_string());
        assert!(options("allow = [\"unknown-key\"]\ndeny = [\"warnings\"]\n").is_ok());
        let error = options("allow = [\"syntax\"]\n").unwrap_err();
        assert!(
            error.starts_with("`syntax` cannot be allowed: it is always an error\n --> callsmith.toml:1:1\n"),
            "{error}"
        );
        let both = options("allow = [\"unknown-key\"]\ndeny = [\"unknown-key\"]\n").unwrap_err();
        assert!(both.starts_with("`unknown-key` is both denied and allowed\n --> callsmith.toml:1:1\n"), "{both}");
    }
}
