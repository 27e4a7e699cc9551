//! Options of a client: the same for the library, the command and `callsmith.toml`.

mod brackets;
mod clients;
mod closed;
mod codes;
mod crate_package;
mod decorations;
mod error;
mod exclusions;
mod features;
mod file;
mod formats;
mod key;
mod limits;
mod lock;
mod methods;
mod names;
mod options;
mod package;
mod pagination;
mod places;
mod read;
mod reference;
mod schema;
mod select;
mod selection;
mod span;
mod table;
mod url_lock;
mod urls;

use std::collections::BTreeMap;
use std::path::Path;

use places::OptionSpans;
use quote::ToTokens;

pub use brackets::Brackets;
pub use clients::ConfiguredClient;
pub use closed::ClosedEnums;
pub use codes::Codes;
pub use crate_package::{CratePackage, CrateVersion};
pub(crate) use crate_package::{EDITION, RUST_VERSION};
pub use decorations::{Decoration, Decorations};
pub use error::OptionError;
pub use features::Features;
pub(crate) use features::is_feature;
pub use file::Configuration;
pub use formats::Formats;
pub use key::{ConfigForm, ConfigKey, ConfigScope};
pub(crate) use limits::Limit;
pub use limits::Limits;
pub use lock::NamesLock;
pub(crate) use lock::{KeptNames, Kind};
pub use methods::Methods;
pub use names::NameOverrides;
pub use options::Options;
pub(crate) use package::module_name;
pub use pagination::{PageRule, PageStyle};
pub use reference::config_reference;
pub use schema::{config_keys, config_schema};
pub use select::Select;
pub(crate) use select::{Selectable, SelectorList};
pub(crate) use selection::{NamedOperation, is_like};
pub use selection::{Names, Selection};
pub(crate) use span::{ConfigSpan, Setting};
pub use url_lock::{LockedText, UrlLock};
pub use urls::UrlPrefix;

/// Rust types in place of schemas. A key is the name of the schema, `Pet.name` for a property, or the JSON Pointer of
/// the schema in the document. In `Order.lines.price` a list stands for its items. `Option<T>` makes a property
/// optional: a `T` that may be absent.
///
/// Such a type brings `Serialize` and `Deserialize` of serde, `Clone`, `Debug` and `PartialEq`. A struct that requires one has no
/// `Default`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeOverrides {
    entries: BTreeMap<String, Setting<String>>,
}

impl Options {
    /// `true` if `allow_urls` covers a URL.
    #[must_use]
    pub fn allows_url(&self, url: &str) -> bool {
        self.allow_urls.iter().any(|prefix| prefix.covers(url))
    }

    /// The options, where they make sense together.
    ///
    /// # Errors
    /// A code that is always an error is allowed, or one is both allowed and denied. Two options exclude each other, a
    /// folder does not exist, or the version of the runtime is none.
    pub fn checked(self) -> Result<Self, OptionError> {
        for rule in &self.pagination {
            rule.clone().checked()?;
        }
        if let Some(version) = &self.runtime_version {
            package::version(version)?;
        }
        if let Some(name) = &self.crate_name {
            package::crate_name(name)?;
        }
        self.package.check_files()?;
        self.check_folders()?;
        self.check_exclusions()?;
        self.check_codes().map(|()| self)
    }

    /// Checks that the folders exist whose files a `$ref` may lead to.
    fn check_folders(&self) -> Result<(), OptionError> {
        self.allow_folders.iter().try_for_each(|path| package::folder(path, &path.to_string_lossy()))
    }

    /// Checks that there is a folder at the path that a flag gives for the runtime crate.
    ///
    /// # Errors
    /// There is none; the error names one that may be meant.
    pub fn check_folder(path: &Path) -> Result<(), OptionError> {
        package::folder(path, &path.to_string_lossy())
    }

    fn check_codes(&self) -> Result<(), OptionError> {
        for (code, span) in self.allow.iter() {
            if code.is_always_an_error() {
                let error = OptionError::new(format!("`{code}` cannot be allowed: it is always an error"));
                return Err(error.at(span.clone()).help("remove it from `allow`"));
            }
            if self.deny.names(code) {
                let error = OptionError::new(format!("`{code}` is both denied and allowed"));
                return Err(error.at(span.clone()).help("remove it from `allow`, or from `deny`"));
            }
        }
        match self.deny.iter().find(|(code, _)| code.is_always_an_error()) {
            Some((code, span)) => {
                let error = OptionError::new(format!("`{code}` need not be denied: it is always an error"));
                Err(error.at(span.clone()).help("remove it from `deny`"))
            }
            None => Ok(()),
        }
    }
}

/// `true` if a text is a Rust type.
fn rust_type(text: &str) -> Result<(), OptionError> {
    let parsed = syn::parse_str::<syn::Type>(text);
    // The words of the parser are about its own alternatives.
    parsed.map(drop).map_err(|_| {
        let error = OptionError::new(format!("`{text}` is not a Rust type"));
        error.help("write one such as `f64`, `Vec<String>` or `::my_crate::Loaf`")
    })
}

/// The `T` of a Rust type `Option<T>`.
pub(crate) fn optional_type(rust: &str) -> Option<String> {
    let Ok(syn::Type::Path(path)) = syn::parse_str::<syn::Type>(rust) else { return None };
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    if !matches!(names.as_slice(), ["Option"] | ["std" | "core", "option", "Option"]) {
        return None;
    }
    match &path.path.segments.last()?.arguments {
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first()? {
            syn::GenericArgument::Type(ty) => Some(ty.to_token_stream().to_string()),
            _ => None,
        },
        _ => None,
    }
}

impl TypeOverrides {
    /// Puts a Rust type in place of a schema: `ServiceInput`, `ServiceInput.data`, or by its JSON Pointer
    /// `#/definitions/ServiceInput/properties/data`.
    ///
    /// # Errors
    /// The text is not a Rust type.
    pub fn insert(&mut self, pointer: &str, rust_type: &str) -> Result<(), OptionError> {
        self.set(pointer, rust_type, ConfigSpan::default())
    }

    fn set(&mut self, pointer: &str, rust_type: &str, span: ConfigSpan) -> Result<(), OptionError> {
        self::rust_type(rust_type)?;
        if pointer.contains('/') && !(pointer.starts_with("#/") || pointer.starts_with('/')) {
            let message = format!("`{pointer}` is not a JSON Pointer: it does not begin with `#/`");
            return Err(OptionError::new(message).at(span));
        }
        self.entries.insert(pointer.to_owned(), Setting { value: rust_type.to_owned(), span });
        Ok(())
    }

    /// Returns `true` if a key has a type.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Setting<String>)> {
        self.entries.iter().map(|(pointer, rust)| (pointer.as_str(), rust))
    }
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn names_are_identifiers() {
        let read = |name: &str| Options::from_toml(&format!("[names]\nPet = \"{name}\"\n"));
        assert_eq!(
            read("Animal").unwrap().name_overrides.iter().map(|(key, set)| (key, &*set.value)).collect::<Vec<_>>(),
            [("Pet", "Animal")]
        );
        for name in ["type", "a b", "1", "", "_", "r#type", "Pet {}"] {
            let error = read(name).unwrap_err().to_string();
            assert!(error.contains("is not a name in Rust"), "{error}");
        }
    }

    #[test]
    fn overrides_are_rust_types() {
        let options = Options::from_toml("[override]\n\"#/definitions/A\" = \"Vec<f64>\"\n").unwrap();
        assert_eq!(
            options.type_overrides.iter().map(|(key, set)| (key, &*set.value)).collect::<Vec<_>>(),
            [("#/definitions/A", "Vec<f64>")]
        );
        let error = Options::from_toml("[override]\n\"#/definitions/A\" = \"Vec<f64\"\n").unwrap_err();
        assert!(error.to_string().contains("`Vec<f64` is not a Rust type"), "{error}");
    }
}
