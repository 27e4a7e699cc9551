//! The manifest of a generated crate.

use crate::collections::HashSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::key::{ConfigForm, ConfigKey};
use super::table::Value;
use super::{OptionError, package};
use crate::protocol::{manifest, open};

/// The `[package]` of a generated `Cargo.toml`, beside its name ([`Options::crate_name`](crate::Options)).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CratePackage {
    /// The version; `0.1.0` where it is absent.
    pub version: Option<CrateVersion>,
    /// One sentence; made of the title of the document where it is absent.
    pub description: Option<String>,
    /// An SPDX expression, such as `MIT OR Apache-2.0`; that of the document (`info.license`) where it is absent.
    pub license: Option<String>,
    /// Files with the text of the licence, which are copied into the crate under their names.
    pub license_files: Vec<PathBuf>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// The URL of the home page.
    pub homepage: Option<String>,
    /// The URL of the documentation; a registry has its own where it is absent.
    pub documentation: Option<String>,
    /// Up to five words by which the crate is found.
    pub keywords: Vec<String>,
    /// Up to five categories of the registry.
    pub categories: Vec<String>,
    /// The authors, each `Name <address>`.
    pub authors: Vec<String>,
    /// The edition: `2024` where it is absent.
    pub edition: Option<String>,
    /// The oldest Rust; that of generated code where it is absent.
    pub rust_version: Option<String>,
    /// The registries that the crate may be published to; none where the list is empty, all where it is absent.
    pub publish: Option<Vec<String>>,
}

/// The version of a generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CrateVersion {
    /// This one.
    Set(String),
    /// The one of the document (`info.version`), which has to be one of Cargo then. `1.2` and `v1.2` stand for `1.2.0`.
    Document,
}

/// The keys of `[package]`.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "version",
        ConfigForm::Text("version, or `\"document\"`"),
        "The version, or `document` for `info.version`, where `1.2` and `v1.2` stand for `1.2.0`. Without it: \
         `0.1.0`.",
        "version = \"1.2.3\"",
    ),
    ConfigKey::within(
        "description",
        ConfigForm::Text("text"),
        "One sentence. Without it: made of the title of the document.",
        "description = \"Calls the pet shop.\"",
    ),
    ConfigKey::within(
        "license",
        ConfigForm::Text("SPDX expression"),
        "The licence. Without it: `info.license` of the document, by its `identifier` or a name that is known, \
         such as `Apache 2.0`.",
        "license = \"MIT OR Apache-2.0\"",
    ),
    ConfigKey::within(
        "license-file",
        ConfigForm::Any(&[ConfigForm::Text("path"), ConfigForm::List("paths")]),
        "Files with the text of the licence, which are copied beside `Cargo.toml`.",
        "license-file = \"LICENSE\"",
    ),
    ConfigKey::within(
        "repository",
        ConfigForm::Text("URL"),
        "The URL of the repository.",
        "repository = \"https://example.com/pets\"",
    ),
    ConfigKey::within(
        "homepage",
        ConfigForm::Text("URL"),
        "The URL of the home page.",
        "homepage = \"https://example.com\"",
    ),
    ConfigKey::within(
        "documentation",
        ConfigForm::Text("URL"),
        "The URL of the documentation. Without it a registry has its own.",
        "documentation = \"https://example.com/docs\"",
    ),
    ConfigKey::within(
        "keywords",
        ConfigForm::List("words"),
        "Up to five words by which the crate is found.",
        "keywords = [\"pets\", \"api\"]",
    ),
    ConfigKey::within(
        "categories",
        ConfigForm::List("categories"),
        "Up to five categories of the registry.",
        "categories = [\"api-bindings\"]",
    ),
    ConfigKey::within(
        "authors",
        ConfigForm::List("names"),
        "The authors, each `Name <address>`.",
        "authors = [\"Ada <ada@example.com>\"]",
    ),
    ConfigKey::within(
        "edition",
        ConfigForm::Word(&["2021", "2024"]),
        "The edition. Without it: `2024`.",
        "edition = \"2021\"",
    ),
    ConfigKey::within(
        "rust-version",
        ConfigForm::Text("version"),
        "The oldest Rust. Without it: that of generated code.",
        "rust-version = \"1.90\"",
    ),
    ConfigKey::within(
        "publish",
        ConfigForm::Any(&[ConfigForm::Flag, ConfigForm::List("registries")]),
        "The registries that the crate may be published to; `false` for none.",
        "publish = false",
    ),
];

// Those of the runtime: a client cannot be built with less.
/// The oldest Rust that generated code compiles with.
pub(crate) const RUST_VERSION: &str = "1.85";
/// The edition of generated code.
pub(crate) const EDITION: &str = "2024";

impl CratePackage {
    pub(super) fn read(package: &mut Self, value: &Value<'_>, folder: &Path) -> Result<(), OptionError> {
        let table = &mut value.table()?;
        let version = |text: &str| match text {
            "document" => Ok(CrateVersion::Document),
            _ => match manifest::version(text) {
                Some(version) if version == text => Ok(CrateVersion::Set(version)),
                _ => Err(OptionError::new(format!("`{text}` is no version of a crate"))
                    .help("write three numbers, such as `1.2.0`, or `document` for that of the document")),
            },
        };
        if let Some(value) = table.get("version") {
            package.version = Some(version(value.text()?).map_err(|error| value.error(error))?);
        }
        for (key, place) in [
            ("description", &mut package.description),
            ("license", &mut package.license),
            ("repository", &mut package.repository),
            ("homepage", &mut package.homepage),
            ("documentation", &mut package.documentation),
            ("edition", &mut package.edition),
            ("rust-version", &mut package.rust_version),
        ] {
            let Some(value) = table.get(key) else { continue };
            let text = value.text()?;
            check(key, text).map_err(|error| value.error(error))?;
            *place = Some(text.to_owned());
        }
        for (key, place, most) in [
            // The bounds of crates.io, said here and not when the crate is published.
            ("keywords", &mut package.keywords, 5),
            ("categories", &mut package.categories, 5),
            ("authors", &mut package.authors, usize::MAX),
        ] {
            let Some(value) = table.get(key) else { continue };
            let mut words = Vec::new();
            for (text, item) in value.texts()? {
                check(key, text).map_err(|error| item.error(error))?;
                words.push(text.to_owned());
            }
            if words.len() > most {
                return Err(value.error(OptionError::new(format!("a crate has {most} `{key}` at most"))));
            }
            *place = words;
        }
        if let Some(value) = table.get("license-file") {
            let items = if value.text().is_ok() { vec![value] } else { value.items()? };
            package.license_files = items.iter().map(|item| license_file(item, folder)).collect::<Result<_, _>>()?;
        }
        if let Some(value) = table.get("publish") {
            package.publish = match value.as_flag() {
                Some(true) => None,
                Some(false) => Some(Vec::new()),
                None => {
                    let expected = "expected `true`, `false` or a list of registries";
                    let names = value.texts().map_err(|_| value.error(OptionError::new(expected)))?;
                    Some(names.into_iter().map(|(name, _)| name.to_owned()).collect())
                }
            };
        }
        table.finish()
    }

    /// Checks that the files of licences can be copied beside the manifest.
    pub(super) fn check_files(&self) -> Result<(), OptionError> {
        let mut names = HashSet::from_iter([OsStr::new("Cargo.toml"), OsStr::new("README.md")]);
        for path in &self.license_files {
            let shown = path.display();
            fs::read_to_string(path)
                .map_err(|error| OptionError::new(format!("cannot open `{shown}`: {}", open::reason(&error))))?;
            if !path.file_name().is_some_and(|name| names.insert(name)) {
                let error = OptionError::new(format!("`{shown}` has the name of another file of the crate"));
                return Err(error.help("give the licence a name of its own, such as `LICENSE`"));
            }
        }
        Ok(())
    }

    /// The keys of `[package]` that the configuration sets.
    pub(crate) fn keys(&self) -> Vec<&'static str> {
        let has_name = |files: &Vec<PathBuf>| !files.is_empty() && self.license.is_none();
        let keys = [
            ("version", self.version.is_some()),
            ("description", self.description.is_some()),
            ("license", self.license.is_some()),
            ("license-file", has_name(&self.license_files)),
            ("repository", self.repository.is_some()),
            ("homepage", self.homepage.is_some()),
            ("documentation", self.documentation.is_some()),
            ("keywords", !self.keywords.is_empty()),
            ("categories", !self.categories.is_empty()),
            ("authors", !self.authors.is_empty()),
            ("edition", self.edition.is_some()),
            ("rust-version", self.rust_version.is_some()),
            ("publish", self.publish.is_some()),
        ];
        keys.into_iter().filter(|(_, is_set)| *is_set).map(|(key, _)| key).collect()
    }
}

fn license_file(item: &Value<'_>, folder: &Path) -> Result<PathBuf, OptionError> {
    let path = folder.join(item.path()?);
    package::file(&path, item.text()?).map_err(|error| item.error(error))?;
    Ok(path)
}

/// Checks a text of `[package]` as a registry does.
fn check(key: &str, text: &str) -> Result<(), OptionError> {
    let is_url = || text.starts_with("https://") || text.starts_with("http://");
    let is_word = |text: &str, others: &str| {
        text.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    let expected = match key {
        "repository" | "homepage" | "documentation" if !is_url() => "a URL",
        "license" if !manifest::is_license(text) => "an SPDX expression, such as `MIT OR Apache-2.0`",
        "keywords" if text.len() > 20 || !is_word(text, "-_+") => {
            "a word of up to 20 letters, digits, `-`, `_` and `+`"
        }
        "categories" if !is_word(text, "-:_") => "a category, such as `api-bindings`",
        "edition" if !["2021", "2024"].contains(&text) => "`2021` or `2024`",
        "rust-version" if !is_rust_version(text) => {
            return Err(OptionError::new(format!("expected a version of Rust, {RUST_VERSION} or later")));
        }
        _ => return Ok(()),
    };
    Err(OptionError::new(format!("expected {expected}")))
}

fn is_rust_version(text: &str) -> bool {
    let numbers: Option<Vec<u32>> = text.split('.').map(|number| number.parse().ok()).collect();
    numbers.is_some_and(|numbers| (2..=3).contains(&numbers.len()) && numbers >= vec![1, 85])
}

#[cfg(test)]
mod tests {
    use crate::config::Options;

    #[test]
    fn values_are_those_of_a_registry() {
        let read = |line: &str| Options::from_toml(&format!("[package]\n{line}\n"));
        for line in [
            "version = \"1.2.3-rc.1\"",
            "version = \"document\"",
            "license = \"MIT OR Apache-2.0\"",
            "repository = \"https://example.com/a\"",
            "keywords = [\"api\", \"http\"]",
            "categories = [\"api-bindings\"]",
            "edition = \"2021\"",
            "rust-version = \"1.90\"",
            "publish = false",
            "publish = [\"own\"]",
        ] {
            assert!(read(line).is_ok(), "{line}: {:?}", read(line).err());
        }
        let checked = |line: &str| Options::from_toml(&format!("[package]\n{line}\n")).and_then(Options::checked);
        for (line, message) in [
            ("license-file = \"Cargo.toml\"", "`Cargo.toml` has the name of another file of the crate"),
            (
                "license-file = [\"src/lib.rs\", \"src/emit/../lib.rs\"]",
                "`src/emit/../lib.rs` has the name of another file",
            ),
        ] {
            let error = checked(line).unwrap_err().to_string();
            assert!(error.contains(message), "{line}: {error}");
        }
        for (line, message) in [
            ("version = \"1.2\"", "`1.2` is no version of a crate"),
            ("license = \"the MIT license\"", "expected an SPDX expression"),
            ("repository = \"example.com\"", "expected a URL"),
            ("keywords = [\"two words\"]", "expected a word of up to 20 letters"),
            ("keywords = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\"]", "a crate has 5 `keywords` at most"),
            ("edition = \"2018\"", "expected `2021` or `2024`"),
            ("rust-version = \"1.70\"", "expected a version of Rust, 1.85 or later"),
            ("license-file = \"nowhere\"", "there is no file `nowhere`"),
            ("publish = 1", "expected `true`, `false` or a list of registries"),
            ("licence = \"MIT\"", "unknown key `licence`"),
        ] {
            let error = read(line).unwrap_err().to_string();
            assert!(error.contains(message), "{line}: {error}");
        }
    }
}
