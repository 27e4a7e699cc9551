//! Configuration files: options for all clients, and tables of single ones.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::de::DeTable;

use super::table::Table;
use super::{ConfigSpan, ConfiguredClient, OptionError, Options, clients, read};
use crate::document::Source;
use crate::protocol::open;

// Cargo watches files that are there. A `callsmith.toml` that were found by chance would be ignored until something
// else changes; `Cargo.toml` is always there, and is watched.
/// The manifest of a package, whose table `[package.metadata.callsmith]` has options.
const MANIFEST: &str = "Cargo.toml";

/// A configuration: a `callsmith.toml`, or the table `[package.metadata.callsmith]` of a `Cargo.toml`.
///
/// The options at the top are for all clients. A table `[[client]]` names a document, and adds options for its client: lists
/// and tables grow by those of the table, single values are replaced. Paths, those of clients too, are relative to the folder of
/// the configuration; `runtime-path` alone is written into the generated `Cargo.toml` as it is.
///
/// ```toml
/// exact-numbers = true
///
/// [[client]]
/// document = "api/pets.json"
/// output = "clients/pets"
///
/// [client.override]
/// "Pet.weight" = "f32"
/// ```
#[derive(Clone, Debug, Default)]
pub struct Configuration {
    /// In the order in which they count, each with the folder that its paths are relative to.
    files: Vec<File>,
}

#[derive(Clone, Debug)]
struct File {
    source: Arc<Source>,
    path: PathBuf,
    holds: FileKind,
}

/// The kind of a file that holds options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FileKind {
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
        Ok(Self { files: vec![File::read(path, FileKind::Options)?] })
    }

    /// Reads `[package.metadata.callsmith]` of the `Cargo.toml` in a folder. Its key `config` names a configuration file,
    /// whose options come before those of the table. Without the table there are no options.
    ///
    /// # Errors
    /// A file cannot be read, or is not TOML.
    pub fn package(folder: impl AsRef<Path>) -> Result<Self, OptionError> {
        let manifest = File::read(&folder.as_ref().join(MANIFEST), FileKind::Package)?;
        let mut named = None;
        manifest.with_table(|table| {
            if let Some(value) = table.get("config") {
                let path = folder.as_ref().join(value.path()?);
                named = Some(File::read(&path, FileKind::Options).map_err(|error| value.error(error))?);
            }
            Ok(())
        })?;
        Ok(Self { files: named.into_iter().chain([manifest]).collect() })
    }

    /// Returns `true` if the `Cargo.toml` in a folder has a table `[package.metadata.callsmith]`.
    pub(crate) fn is_in_package(folder: &Path) -> bool {
        let mut is_there = false;
        // A manifest that cannot be read is reported by Cargo.
        let _ = File::read(&folder.join(MANIFEST), FileKind::Package).and_then(|manifest| {
            manifest.with_table(|_| {
                is_there = true;
                Ok(())
            })
        });
        is_there
    }

    /// The files of both, those of `other` behind.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.files.extend(other.files);
        self
    }

    /// Adds the options for a document: its path, its URL, or the name of its text. They are those for all clients, and those
    /// of its client where it has one.
    ///
    /// # Errors
    /// A key is unknown, a value makes no sense, or two clients have the document. The message shows the place.
    pub fn apply(&self, document: &str, options: &mut Options) -> Result<(), OptionError> {
        let (common, clients) = self.options_on(options)?;
        *options = clients::of_document(clients, document)?.map_or(common, |client| client.options);
        Ok(())
    }

    /// The clients, in the order of the files.
    ///
    /// # Errors
    /// A key is unknown, a value makes no sense, or two clients have one name or output. The message shows the place.
    pub fn clients(&self) -> Result<Vec<ConfiguredClient>, OptionError> {
        self.options_on(&Options::default()).map(|(_, clients)| clients)
    }

    /// The client of a document; `None` where no client has it.
    ///
    /// # Errors
    /// As of [`Configuration::clients`], or two clients have the document.
    pub fn client_of(&self, document: &str) -> Result<Option<ConfiguredClient>, OptionError> {
        clients::of_document(self.clients()?, document)
    }

    /// The client with a name.
    ///
    /// # Errors
    /// As of [`Configuration::clients`], or there is no such client.
    pub fn client(&self, name: &str) -> Result<ConfiguredClient, OptionError> {
        clients::named(self.clients()?, name)
    }

    // Options for all clients come from all files before the first client. All clients are read, whichever is generated: what is
    // wrong with one is wrong in any case.
    /// The options for all clients on top of some, and the clients.
    fn options_on(&self, options: &Options) -> Result<(Options, Vec<ConfiguredClient>), OptionError> {
        let mut common = options.clone();
        self.files.iter().try_for_each(|file| file.read_common(&mut common))?;
        let mut clients = Vec::new();
        self.files.iter().try_for_each(|file| file.read_clients(&common, &mut clients))?;
        clients::check(&clients)?;
        Ok((common, clients))
    }

    /// The error of a configuration that has no client for a build script.
    pub(crate) fn without_clients(&self) -> OptionError {
        let names: Vec<String> = self.paths().map(|path| format!("`{}`", path.display())).collect();
        let error = OptionError::new(format!("no client without an `output` is in {}", names.join(" and ")));
        error.help("a build script generates tables `[[client]]` with a `document` and no `output`")
    }

    /// The files that were read.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|file| file.path.as_path())
    }
}

impl Options {
    /// The options of a text: that of a `callsmith.toml`, without clients.
    ///
    /// # Errors
    /// The text is not TOML, has a key that is no option, or a value that makes no sense. The message shows the place.
    pub fn from_toml(text: &str) -> Result<Self, OptionError> {
        let mut options = Self::default();
        options.add("callsmith.toml", text)?;
        Ok(options)
    }

    /// Adds an option by its key, such as `closed-enums = true`. Paths are relative to the current folder.
    ///
    /// # Errors
    /// The text is not TOML, has a key that is no option, or a value that makes no sense.
    pub fn set(&mut self, text: &str) -> Result<(), OptionError> {
        match DeTable::parse(text) {
            Ok(_) => self.add("", text),
            Err(error) => Err(no_toml(text, error.message())),
        }
    }

    /// Adds the options of a text. Without a name its values have no places.
    fn add(&mut self, name: &str, text: &str) -> Result<(), OptionError> {
        let file =
            File { source: Arc::new(Source::new(name, text)), path: PathBuf::from(name), holds: FileKind::Options };
        file.with_table(|table| {
            read::read(table, Path::new(""), self)?;
            table.finish()
        })
    }
}

/// The error of a setting that is not TOML, with the form of its value.
fn no_toml(text: &str, reason: &str) -> OptionError {
    let error = OptionError::new(format!("`{text}` is not TOML: {reason}"));
    let Some((key, value)) = text.split_once('=').map(|(key, value)| (key.trim(), value.trim())) else {
        return error.help("write a key and a value, such as `validate=true`");
    };
    let quoted = format!("{key}={}", toml::Value::from(value));
    if Options::default().add("", &quoted).is_ok() {
        return error.help(format!("write a text in quotation marks, which a shell wants in others: `'{quoted}'`"));
    }
    match read::key(key.split('.').next().unwrap_or_default().trim()) {
        Some(key) => error.help(format!("its form is {}; such as `{}`", key.form.description(), key.example)),
        None => error.help("write a key and a value, such as `validate=true`"),
    }
}

impl File {
    fn read(path: &Path, holds: FileKind) -> Result<Self, OptionError> {
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(path);
        let text = text.map_err(|error| OptionError::new(format!("cannot open `{name}`: {}", open::reason(&error))))?;
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
            FileKind::Options => work(&mut root),
            FileKind::Package => {
                let mut table = Some(root);
                for key in ["package", "metadata", "callsmith"] {
                    let inner = table.and_then(|mut table| table.get(key));
                    table = inner.map(|value| value.table()).transpose()?;
                }
                table.map_or(Ok(()), |mut table| work(&mut table))
            }
        }
    }

    fn read_common(&self, options: &mut Options) -> Result<(), OptionError> {
        self.with_table(|table| {
            if self.holds == FileKind::Package {
                // Read before.
                table.get("config");
            }
            // Read behind those of all files.
            table.get("client");
            read::read(table, self.folder(), options)?;
            read::check_overlays(table, self.folder())?;
            clients::check_top(table)?;
            table.finish()
        })
    }

    fn read_clients(&self, common: &Options, clients: &mut Vec<ConfiguredClient>) -> Result<(), OptionError> {
        self.with_table(|table| {
            let Some(value) = table.get("client") else { return Ok(()) };
            let items = value.items().map_err(|_| {
                let error = OptionError::new("`client` is a list of tables");
                value.error(error.help("write `[[client]]` with two brackets"))
            })?;
            for item in items {
                clients.push(ConfiguredClient::read(&item, self.folder(), common.clone())?);
            }
            Ok(())
        })
    }
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
            (
                "\nvalidate = \"yes\"",
                "expected `true` or `false`, found a string",
                "2:12",
                "write `true` or `false` without quotation marks",
            ),
            ("[override]\n\"Loaf.weight\" = \"Vec<<f64>\"", "`Vec<<f64>` is not a Rust type", "2:17", "`Vec<String>`"),
            ("[names]\nLoaf = \"type\"", "`Loaf` cannot be called `type`, which is not a name in Rust", "2:8", ""),
            ("[formats]\ndate = 1", "expected a string, found an integer", "2:8", "in quotation marks: `\"1\"`"),
            ("[types.Loaf]\nderive = [\"Eq\"]", "unknown key `derive`", "2:1", "did you mean `derives`?"),
            (
                "[types.Loaf]\nderives = [\"Eq\", \"1\"]",
                "`Loaf` cannot derive `1`, which is not a path",
                "2:18",
                "such as `Hash`",
            ),
            ("[[pagination]]\nstyle = \"offset\"\nparameter = \"a\"\nlast = \"/a\"", "have no `last`", "4:1", ""),
            ("[[pagination]]\nstyle = \"page\"", "pages of the style `page` need `parameter` or `body`", "1:1", ""),
            ("[[pagination]]\nstyle = \"pages\"", "there is no style `pages`", "2:9", "did you mean `page`?"),
            ("closed-enums = 1", "expected `true`, `false`, `\"declared\"` or a list of names", "1:16", ""),
            ("allow-urls = [\"x\"]", "`x` is not the beginning of an http(s) URL", "1:15", ""),
            ("allow = [\"syntax\"]", "`syntax` cannot be allowed", "1:10", "remove it"),
            ("overlays = \"a.yaml\"", "expected a list, found a string", "1:12", "in brackets: `[\"a.yaml\"]`"),
            ("[limits]\nschemas = \"5\"", "expected a whole number, found a string", "2:11", "write `5` without"),
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
                "`my-service` is possible",
            ),
            ("a = [", "unclosed array", "1:6", ""),
            ("[[client]]\ndocument = \"a.json\"", "unknown key `client`", "1:3", ""),
        ];
        for (text, message, place, help) in wrong {
            let error = error(text);
            let place = format!("--> callsmith.toml:{place}\n");
            assert!(error.contains(message) && error.contains(&place) && error.contains(help), "{text}: {error}");
        }
    }

    #[test]
    fn errors_of_settings_name_the_key_and_the_form() {
        let wrong = [
            ("closed-enums=yes", "`closed-enums=yes` is not TOML: ", "its form is flag, or `\"declared\"`, or list of"),
            ("crate-name=pets", "`crate-name=pets` is not TOML: ", "in others: `'crate-name=\"pets\"'`"),
            (
                "validate=\"yes\"",
                "`validate` cannot be set: expected `true` or `false`, found a string",
                "without quotation",
            ),
            (
                "validate=1",
                "`validate` cannot be set: expected `true` or `false`, found an integer",
                "`validate = true`",
            ),
            ("select.include=\"tag:a\"", "`select` cannot be set: expected a list, found a string", "`[\"tag:a\"]`"),
            ("validate", "`validate` is not TOML: ", "write a key and a value, such as `validate=true`"),
            ("validat=true", "unknown key `validat`", "did you mean `validate`?"),
        ];
        for (text, message, help) in wrong {
            let error = Options::default().set(text).expect_err("it is wrong");
            assert!(error.message().starts_with(message), "{text}: {error}");
            assert!(error.suggestion().is_some_and(|suggestion| suggestion.contains(help)), "{text}: {error}");
            assert_eq!(error.location(), None, "{text}");
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

    fn configuration(text: &str) -> Configuration {
        let source = Arc::new(Source::new("src/callsmith.toml", text));
        Configuration { files: vec![File { source, path: "src/callsmith.toml".into(), holds: FileKind::Options }] }
    }

    fn applied(text: &str, document: &str) -> Result<Options, String> {
        let mut options = Options::default();
        configuration(text).apply(document, &mut options).map_err(|error| error.to_string())?;
        Ok(options)
    }

    #[test]
    fn clients_add_to_what_is_for_all() {
        let text = "validate = true\nallow-folders = [\"../cli\"]\ncrate-name = \"all\"\n\
                    [override]\nA = \"u8\"\nB = \"u8\"\n\
                    [[client]]\ndocument = \"lib.rs\"\nvalidate = false\nallow-folders = [\"config\"]\ncrate-name = \"one\"\n\
                    [client.override]\nB = \"u16\"\nC = \"u16\"\n\
                    [[client]]\nname = \"two\"\ndocument = \"https://example.com/a.json\"\noutput = \"two\"\n";
        let one = applied(text, "src/lib.rs").unwrap();
        assert!(!one.validate);
        assert_eq!(one.crate_name.as_deref(), Some("one"));
        assert_eq!(one.allow_folders, [Path::new("src/../cli"), Path::new("src/config")]);
        let overrides: Vec<_> = one.type_overrides.iter().map(|(key, set)| (key, set.value.as_str())).collect();
        assert_eq!(overrides, [("A", "u8"), ("B", "u16"), ("C", "u16")]);
        let other = applied(text, "other.json").unwrap();
        assert_eq!((other.validate, other.crate_name.as_deref()), (true, Some("all")));

        let clients = configuration(text).clients().unwrap();
        let [one, two] = &*clients else { panic!("{clients:?}") };
        assert_eq!((one.name.as_str(), one.document.as_str(), &one.output), ("lib", "src/lib.rs", &None));
        assert_eq!((two.name.as_str(), two.document.as_str()), ("two", "https://example.com/a.json"));
        assert_eq!((two.output.as_deref(), two.module), (Some(Path::new("src/two")), false));
        assert_eq!(two.options.crate_name.as_deref(), Some("all"));
        assert!(one.check_file().is_ok() && two.check_file().is_err());
        let error = configuration(text).client("twoo").unwrap_err();
        assert_eq!(error.suggestion(), Some("did you mean `two`?"));
    }

    #[test]
    fn mistakes_of_clients_show_their_places() {
        for (text, message, place, help) in [
            ("overlays = [\"lob.rs\"]", "there is no file `lob.rs`", "1:13", "did you mean `lib.rs`?"),
            ("[[client]]\ndocument = \"lob.rs\"", "there is no file `lob.rs`", "2:12", "did you mean `lib.rs`?"),
            ("[[client]]\noutput = \"a\"", "a client has a `document`", "1:1", "write its path, relative to this file"),
            (
                "[[client]]\ndocumnet = \"lib.rs\"",
                "a client has a `document`",
                "1:1",
                "did you mean `document` by `documnet`?",
            ),
            ("output = \"a\"", "unknown key `output`", "1:1", "`output` stands in a table `[[client]]`"),
            (
                "[client]\ndocument = \"lib.rs\"",
                "`client` is a list of tables",
                "1:1",
                "`[[client]]` with two brackets",
            ),
            (
                "[[client]]\ndocument = \"lib.rs\"\nvalidat = true",
                "unknown key `validat`",
                "3:1",
                "did you mean `validate`?",
            ),
            (
                "[[client]]\ndocument = \"lib.rs\"\nmodule = true",
                "`module` is for a client with an `output`",
                "3:1",
                "",
            ),
            ("[[client]]\ndocument = \"lib.rs\"\nname = \"a/b\"", "`a/b` cannot be the name of a module", "3:8", ""),
            (
                "[[client]]\ndocument = \"lib.rs\"\n[[client]]\ndocument = \"./lib.rs\"",
                "two clients are called `lib`",
                "4:12",
                "`name` gives another name",
            ),
            (
                "[[client]]\ndocument = \"lib.rs\"\noutput = \"a\"\n[[client]]\nname = \"b\"\ndocument = \"lib.rs\"\noutput = \"./a\"",
                "two clients have the output `src/./a`",
                "6:12",
                "an `output` of its own",
            ),
            (
                "[[client]]\ndocument = \"lib.rs\"\noutput = \"a/src/lib.rs\"\nmodule = true\n[[client]]\nname = \"b\"\ndocument = \"lib.rs\"\noutput = \"a\"",
                "the output `src/a/src/lib.rs` is among the sources of the client `b`",
                "2:12",
                "outside of that crate",
            ),
            (
                "[[client]]\ndocument = \"lib.rs\"\n[[client]]\nname = \"b\"\ndocument = \"lib.rs\"",
                "`src/lib.rs` is the document of the clients `lib`, `b`",
                "5:12",
                "`--client NAME`",
            ),
        ] {
            let error = applied(text, "src/lib.rs").expect_err(text);
            let place = format!("--> src/callsmith.toml:{place}\n");
            assert!(error.contains(message) && error.contains(&place) && error.contains(help), "{text}: {error}");
        }
    }

    #[test]
    fn an_option_is_set_by_its_key() {
        let mut options = Options::from_toml("raw = [\"a\"]").unwrap();
        options.set("raw = [\"b\"]").unwrap();
        options.set("types.Pet.derives = [\"Eq\"]").unwrap();
        let expected = Options::from_toml("raw = [\"a\", \"b\"]\n[types.Pet]\nderives = [\"Eq\"]").unwrap();
        assert_eq!(options, expected);
        let error = options.set("validat = true").unwrap_err();
        assert_eq!(error.to_string(), "unknown key `validat`; did you mean `validate`?");
        assert_eq!(error.location(), None);
    }
}
