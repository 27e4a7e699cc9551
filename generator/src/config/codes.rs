//! Codes of findings that the user has decided about.

use std::collections::BTreeMap;

use super::{ConfigSpan, OptionError};
use crate::diagnostic::Code;
use crate::spelling::nearest;

/// Codes of findings, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    codes: BTreeMap<Code, ConfigSpan>,
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
        self.set(name, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, name: &str, span: ConfigSpan) -> Result<(), OptionError> {
        if name == Self::WARNINGS {
            self.warnings = true;
            return Ok(());
        }
        let Some(code) = Code::from_name(name) else {
            let names = Code::ALL.iter().map(|code| code.name()).chain([Self::WARNINGS]);
            let error = OptionError::new(format!("there is no code `{name}`"));
            return Err(match nearest(name, names) {
                Some(suggestion) => error.help(format!("did you mean `{suggestion}`?")),
                None => error.help("`callsmith explain` lists the codes"),
            });
        };
        self.codes.insert(code, span);
        Ok(())
    }

    /// `true` if a code was named.
    pub(crate) fn names(&self, code: Code) -> bool {
        self.codes.contains_key(&code)
    }

    /// `true` if all warnings were named.
    pub(crate) fn names_warnings(&self) -> bool {
        self.warnings
    }

    /// The codes that were named, with their places.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Code, &ConfigSpan)> {
        self.codes.iter().map(|(code, span)| (*code, span))
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
        assert_eq!(codes.iter().map(|(code, _)| code.name()).collect::<Vec<_>>(), ["unknown-key"]);
        assert!(codes.names_warnings());
        let error = codes.insert("unknwon-key").unwrap_err();
        assert_eq!(error.to_string(), "there is no code `unknwon-key`; did you mean `unknown-key`?");
        assert_eq!(
            codes.insert("colour").unwrap_err().to_string(),
            "there is no code `colour`; `callsmith explain` lists the codes"
        );
    }

    #[test]
    fn errors_are_neither_allowed_nor_denied() {
        let options = |text| Options::from_toml(text).map_err(|error| error.to_string());
        assert!(options("allow = [\"unknown-key\"]\ndeny = [\"warnings\"]\n").is_ok());
        let error = options("allow = [\"syntax\"]\n").unwrap_err();
        assert!(
            error.starts_with("`syntax` cannot be allowed: it is always an error\n --> callsmith.toml:1:10\n"),
            "{error}"
        );
        let both = options("allow = [\"unknown-key\"]\ndeny = [\"unknown-key\"]\n").unwrap_err();
        assert!(both.starts_with("`unknown-key` is both denied and allowed\n --> callsmith.toml:1:10\n"), "{both}");
        let denied = options("deny = [\"unknown-key\", \"syntax\"]\n").unwrap_err();
        let message = "`syntax` need not be denied: it is always an error\n --> callsmith.toml:1:24\n";
        assert!(denied.starts_with(message), "{denied}");
        let all = options("allow = [\"warnings\"]\ndeny = [\"warnings\"]\n").unwrap_err();
        assert!(all.starts_with("`allow` and `deny` exclude each other\n --> callsmith.toml:1:1\n"), "{all}");
    }
}
