//! Configuration files: options for all documents, and sections for single ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::DeTable;

use super::exclusions::normal;
use super::table::{Table, Value};
use super::{ConfigSpan, OptionError, Options, read};
use crate::document::Source;
use crate::spelling::nearest;

/// The manifest of a package, whose table `[package.metadata.callsmith]` has options.
const MANIFEST: &str = "Cargo.toml";

/// A configuration: a `callsmith.toml`, or the table `[package.metadata.callsmith]` of a `Cargo.toml`.
///
/// The options at the top are for all documents. A section `[document."api/pets.json"]` adds options for one document: its
/// lists and tables grow by those of the section, its single values are replaced. Paths, those of sections too, are relative
/// to the folder of the configuration; `runtime-path` alone is written into the generated `Cargo.toml` as it is.
///
/// ```toml
/// exact-numbers = true
///
/// [document."api/pets.json".override]
/// "Pet.weight" = "f32"
/// ```
#[derive(Clone, Debug)]
pub struct Configuration {
    /// In the order in which they count, each with the folder that its paths are relative to.
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    source: Arc<Source>,
    path: PathBuf,
    holds: Holds,
}

/// The kind of a file that holds options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Options,
    Package,
}

impl Configuration {
    /// Reads a configuration file; of a `Cargo.toml` its `[package.metadata.callsmith]`, as [`Configuration::package`] does.
    ///
    /// # Errors
    /// The file cannot be read, or is not TOML.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, OptionError> {
        let path = path.as_ref();
        if path.file_name().is_some_and(|name| name == MANIFEST) {
            return Self::package(path.parent().unwrap_or(Path::new("")));
        }
        Ok(Self { files: vec![File::read(path, Holds::Options)?] })
    }

    /// Reads `[package.metadata.callsmith]` of the `Cargo.toml` in a folder. Its key `config` names a configuration file,
    /// whose options come before those of the table. Without the table there are no options.
    ///
    /// # Errors
    /// A file cannot be read, or is not TOML.
    pub fn package(folder: impl AsRef<Path>) -> Result<Self, OptionError> {
        let manifest = File::read(&folder.as_ref().join(MANIFEST), Holds::Package)?;
        let mut named = None;
        manifest.with_table(|table| {
            if let Some(value) = table.get("config") {
                let path = folder.as_ref().join(value.path()?);
                named = Some(File::read(&path, Holds::Options).map_err(|error| value.error(error))?);
            }
            Ok(())
        })?;
        Ok(Self { files: named.into_iter().chain([manifest]).collect() })
    }

    /// Returns `true` if the `Cargo.toml` in a folder has a table `[package.metadata.callsmith]`.
    pub(crate) fn is_in_package(folder: &Path) -> bool {
        let mut is_there = false;
        // A manifest that cannot be read is reported by Cargo.
        let _ = File::read(&folder.join(MANIFEST), Holds::Package).and_then(|manifest| {
            manifest.with_table(|_| {
                is_there = true;
                Ok(())
            })
        });
        is_there
    }

    /// Adds the options for a document: its path, its URL, or the name of its text.
    ///
    /// # Errors
    /// A key is unknown, a value makes no sense, or a section is for no document. The message shows the place.
    pub fn apply(&self, document: &str, options: &mut Options) -> Result<(), OptionError> {
        self.files.iter().try_for_each(|file| file.apply(document, options))
    }

    /// The files that were read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }
}

impl Options {
    /// Adds the text of a configuration to the options of no document in particular.
    ///
    /// # Errors
    /// The text is not TOML, has a key that is no option or a value that makes no sense, or has sections; the message shows
    /// the place.
    pub fn from_toml(text: &str) -> Result<Self, OptionError> {
        let path = PathBuf::from("callsmith.toml");
        let file = File { source: Arc::new(Source::new("callsmith.toml", text)), path, holds: Holds::Options };
        let mut options = Self::default();
        file.with_table(|table| {
            read::read(table, Path::new(""), &mut options)?;
            table.finish()
        })?;
        Ok(options)
    }
}

impl File {
    fn read(path: &Path, holds: Holds) -> Result<Self, OptionError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| OptionError::new(format!("cannot read `{name}`: {error}")))?;
        Ok(Self { source: Arc::new(Source::new(&name, &text)), path: path.to_owned(), holds })
    }

    fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Does something with the table of options, where there is one.
    fn with_table(&self, work: impl FnOnce(&mut Table<'_>) -> Result<(), OptionError>) -> Result<(), OptionError> {
        let root = DeTable::parse(&self.source.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            OptionError::new(error.message()).at(ConfigSpan::new(&self.source, span, &"".into()))
        })?;
        let mut root = Table::root(&self.source, &root);
        match self.holds {
            Holds::Options => work(&mut root),
            Holds::Package => {
                let mut table = Some(root);
                for key in ["package", "metadata", "callsmith"] {
                    let inner = table.and_then(|mut table| table.get(key));
                    table = inner.map(|value| value.table()).transpose()?;
                }
                table.map_or(Ok(()), |mut table| work(&mut table))
            }
        }
    }

    fn apply(&self, document: &str, options: &mut Options) -> Result<(), OptionError> {
        self.with_table(|table| {
            if self.holds == Holds::Package {
                // Read before.
                table.get("config");
            }
            read::read(table, self.folder(), options)?;
            read::check_overlays(table, self.folder())?;
            let sections = table.get("document").map(|value| value.table()).transpose()?;
            table.finish()?;
            let Some(sections) = sections else { return Ok(()) };
            // A section of another document is looked at too: what is wrong with it is wrong whichever is generated first.
            let common = options.clone();
            let mut meant: Option<String> = None;
            for (key, value) in sections.entries() {
                let is_meant = self.is_named(&key, document);
                if !is_meant {
                    self.check_document(&key, &value, document)?;
                } else if let Some(other) = meant.replace(key.clone()) {
                    let message = format!("`{other}` and `{key}` are the same document");
                    return Err(OptionError::new(message).at(value.span()).help("one section has all its options"));
                }
                let mut table = value.table()?;
                let mut elsewhere = common.clone();
                read::read(&mut table, self.folder(), if is_meant { options } else { &mut elsewhere })?;
                read::check_overlays(&mut table, self.folder())?;
                table.finish()?;
            }
            Ok(())
        })
    }

    /// Returns `true` if the key of a section names a document.
    fn is_named(&self, key: &str, document: &str) -> bool {
        let is_file = Path::new(document).is_file() && !is_url(key);
        if is_file { normal(&self.folder().join(key)) == normal(Path::new(document)) } else { key == document }
    }

    /// A section is for a document of this build script, which is a file, or for one that is fetched.
    fn check_document(&self, key: &str, value: &Value<'_>, document: &str) -> Result<(), OptionError> {
        if is_url(key) || self.folder().join(key).is_file() {
            return Ok(());
        }
        let error = OptionError::new(format!("there is no document `{key}`")).at(value.span());
        let is_dotted = value.table().is_ok_and(|table| table.entries().iter().any(|(key, _)| document.ends_with(key)));
        Err(if is_dotted {
            error.help("a path is written in quotation marks: `[document.\"swagger.json\"]`")
        } else if let Some(meant) = nearest(key, std::iter::once(document)) {
            error.help(format!("did you mean `{meant}`?"))
        } else {
            error.help("a section is called by the path of its document, relative to this file")
        })
    }
}

fn is_url(text: &str) -> bool {
    text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Options::from_toml(text).expect_err("it is wrong").to_string()
    }

    #[test]
    fn errors_show_the_place() {
        let wrong = [
            ("crate-nam = \"x\"", "unknown key `crate-nam`", "1:1", "did you mean `crate-name`?"),
            ("\nvalidate = \"yes\"", "expected `true` or `false`, found a string", "2:12", ""),
            ("[override]\n\"Loaf.weight\" = \"Vec<<f64>\"", "`Vec<<f64>` is not a Rust type", "2:17", ""),
            ("[names]\nLoaf = \"type\"", "`type`, which `Loaf` is to be called, is not a name in Rust", "2:8", ""),
            ("[formats]\ndate = 1", "expected a string, found an integer", "2:8", ""),
            ("[types.Loaf]\nderive = [\"Eq\"]", "unknown key `derive`", "2:1", "did you mean `derives`?"),
            ("[types.Loaf]\nderives = [\"Eq\", \"1\"]", "`1`, which `Loaf` is to derive, is not a path", "2:18", ""),
            ("[[pagination]]\nstyle = \"offset\"\nparameter = \"a\"\nlast = \"/a\"", "have no `last`", "4:1", ""),
            ("[[pagination]]\nstyle = \"page\"", "pages of the style `page` need `parameter` or `body`", "1:1", ""),
            ("[[pagination]]\nstyle = \"pages\"", "there is no style `pages`", "2:9", "did you mean `page`?"),
            ("closed-enums = 1", "expected `true`, `false`, `\"declared\"` or a list of names", "1:16", ""),
            ("allow-urls = [\"x\"]", "`x` is not the beginning of an http(s) URL", "1:15", ""),
            ("allow = [\"syntax\"]", "`syntax` cannot be allowed", "1:10", "remove it"),
            ("overlays = \"a.yaml\"", "expected a list, found a string", "1:12", ""),
            ("allow-folders = [\"srcs\"]", "there is no folder `srcs`", "1:18", "did you mean `src`?"),
            (
                "runtime-version = \"1\"\nruntime-path = \"a\"",
                "`runtime-version` and `runtime-path` exclude each other",
                "1:1",
                "keep `runtime-path`",
            ),
            ("[limits]\nschemas = -1", "expected a whole number, found a negative number", "2:11", ""),
            ("[limits]\nschema = 1", "there is no limit `schema`", "2:1", "did you mean `schemas`?"),
            ("[formats]\n\"strng/date\" = \"A\"", "is no type that has formats", "2:16", "`string/date`?"),
            ("runtime-version = \"banana\"", "`banana` is no version requirement", "1:19", "`>=0.3, <0.5`"),
            (
                "crate-name = \"my service\"",
                "`my service` cannot be the name of a crate",
                "1:14",
                "`myservice` is possible",
            ),
            ("a = [", "unclosed array", "1:6", ""),
            ("[document.\"a.json\"]\nvalidate = true", "unknown key `document`", "1:2", ""),
        ];
        for (text, message, place, help) in wrong {
            let error = error(text);
            let place = format!("--> callsmith.toml:{place}\n");
            assert!(error.contains(message) && error.contains(&place) && error.contains(help), "{text}: {error}");
        }
    }

    #[test]
    fn keys_without_quotation_marks_are_the_same_keys() {
        let quoted = "[override]\n\"Loaf.weight\" = \"f32\"\n[names]\n\"Loaf.flour\" = \"grain\"\n\
                      [types.\"Loaf.flour\"]\nattributes = [\"#[a]\"]\n";
        let plain = "[override]\nLoaf.weight = \"f32\"\n[names]\nLoaf.flour = \"grain\"\n\
                     [types.Loaf.flour]\nattributes = [\"#[a]\"]\n";
        assert_eq!(Options::from_toml(plain), Options::from_toml(quoted));
        assert_eq!(Options::from_toml("override.Loaf.weight = \"f32\"").unwrap().type_overrides.iter().count(), 1);
    }

    #[test]
    fn sections_add_to_what_is_for_all() {
        let text = "validate = true\nallow-folders = [\"../cli\"]\ncrate-name = \"all\"\n\
                    [override]\nA = \"u8\"\nB = \"u8\"\n\
                    [document.one]\nvalidate = false\nallow-folders = [\"config\"]\ncrate-name = \"one\"\n\
                    [document.one.override]\nB = \"u16\"\nC = \"u16\"\n";
        let file = File {
            source: Arc::new(Source::new("src/callsmith.toml", text)),
            path: "src/callsmith.toml".into(),
            holds: Holds::Options,
        };
        let mut one = Options::default();
        file.apply("one", &mut one).unwrap();
        assert!(!one.validate);
        assert_eq!(one.crate_name.as_deref(), Some("one"));
        assert_eq!(one.allow_folders, [Path::new("src/../cli"), Path::new("src/config")]);
        let overrides: Vec<_> = one.type_overrides.iter().map(|(key, set)| (key, set.value.as_str())).collect();
        assert_eq!(overrides, [("A", "u8"), ("B", "u16"), ("C", "u16")]);

        let missing = File {
            source: Arc::new(Source::new("src/callsmith.toml", "overlays = [\"lob.rs\"]")),
            path: "src/callsmith.toml".into(),
            holds: Holds::Options,
        };
        let error = missing.apply("one", &mut Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("there is no file `lob.rs`\n --> src/callsmith.toml:1:13\n"), "{error}");
        assert!(error.contains("did you mean `lib.rs`?"), "{error}");

        let error = file.apply("two", &mut Options::default()).unwrap_err().to_string();
        assert!(error.starts_with("there is no document `one`\n --> src/callsmith.toml:7:11\n"), "{error}");
    }
}
