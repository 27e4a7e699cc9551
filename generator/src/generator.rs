//! The way in.

mod build;
mod document;
mod operations_left;
mod options;
mod run;

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::config::{Configuration, ConfiguredClient, Options};
use crate::document::{Address, Fetch};
use crate::error::Error;
use crate::generated::Generated;
use crate::pipeline::Stage;
use document::NamedDocument;
pub use operations_left::operations_left;
use run::run;

/// Generates the client of a document in a build script: `OUT_DIR/client.rs`, for `callsmith_runtime::include_client!`.
///
/// The path is relative to the folder of the package. A URL is one that the command `callsmith` has locked in that folder: a build
/// script fetches nothing (see [`UrlLock`](crate::UrlLock)). Options stand in its `Cargo.toml`, under `[package.metadata.callsmith]`
/// (see [`Configuration`]). The build script runs again when the document or the configuration changes. Findings that are no
/// errors are warnings of Cargo. Where it runs again and nothing has changed, the client stays and its warnings are printed again.
///
/// # Errors
/// The document or an option cannot be used, or the file cannot be written. `main` of a build script can return the error: it shows
/// what is wrong and where.
pub fn generate(document: impl AsRef<Path>) -> Result<(), Error> {
    Generator::for_package(document)?.build("client")
}

/// Generates the clients of the package's configuration in a build script: for each table `[[client]]` without an `output` a file
/// `OUT_DIR/NAME.rs`, for `callsmith_runtime::include_client!("NAME")`. Those with an `output` are written by the command.
///
/// A client that cannot be generated does not stop the others.
///
/// ```toml
/// [[package.metadata.callsmith.client]]
/// document = "api/pets.json"
///
/// [[package.metadata.callsmith.client]]
/// name = "shop"
/// document = "api/orders.json"
/// ```
///
/// # Errors
/// The configuration cannot be used or has no such client, or a client cannot be generated or written. The error names each.
pub fn generate_clients() -> Result<(), Error> {
    let folder = package_folder()?;
    let configuration = Configuration::package(&folder)?;
    let clients = configuration.clients()?.into_iter().filter(|client| client.output.is_none());
    let mut errors = Vec::new();
    let mut is_empty = true;
    for client in clients {
        is_empty = false;
        let name = client.name.clone();
        let built = client.check_file().map_err(Error::from);
        let built = built.and_then(|()| client_generator(client, &configuration, &folder).build(&name));
        errors.extend(built.err().map(|error| (name, error)));
    }
    if is_empty {
        return Err(configuration.without_clients().into());
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::Clients(errors)) }
}

// A build script can only watch a file that is there. So a `callsmith.toml` that it found by itself would be ignored if
// it came later, until something else changed. `Cargo.toml` is always there, and is watched.
/// The configuration that only the command finds by itself.
const CONFIG: &str = "callsmith.toml";

/// Generates clients.
///
/// ```no_run
/// let client = callsmith::Generator::new("swagger.json")
///     .override_type("#/definitions/ServiceInput/properties/data/items/items", "f64")?
///     .generate()?;
/// client.crate_files().write("client".as_ref()).expect("the folder can be written");
/// # Ok::<(), callsmith::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    document: NamedDocument,
    options: Options,
    /// The files that options were read from.
    configurations: Vec<PathBuf>,
    texts: BTreeMap<String, String>,
    resolver: Option<Resolver>,
    /// The folder of the lock of URLs.
    url_lock: Option<PathBuf>,
    /// The time after which no further stage begins.
    until: Option<Instant>,
}

/// The function that fetches URLs.
#[derive(Clone)]
struct Resolver(Arc<Fetch>);

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Resolver")
    }
}

impl Generator {
    /// A document of the package that is being built or tested, with the options that `[package.metadata.callsmith]` of its
    /// `Cargo.toml` has for it. The path is relative to the folder of the package, in a build script as in a test.
    ///
    /// # Errors
    /// Neither a build script nor a test that Cargo runs asks for it, or an option cannot be used.
    pub fn for_package(document: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = package_folder()?;
        let document = match NamedDocument::new(document.as_ref()) {
            NamedDocument::Path(path) => NamedDocument::Path(folder.join(path)),
            other => other,
        };
        configured(generator(document).url_lock(&folder), &Configuration::package(&folder)?)
    }

    /// A client of the package that is being built or tested, by its name in the configuration: that of a table `[[client]]` under
    /// `[package.metadata.callsmith]`, or in the file that it names.
    ///
    /// # Errors
    /// Neither a build script nor a test that Cargo runs asks for it, an option cannot be used, or there is no such client.
    pub fn for_client(name: &str) -> Result<Self, Error> {
        let folder = package_folder()?;
        let configuration = Configuration::package(&folder)?;
        let client = configuration.client(name)?;
        client.check_file()?;
        Ok(client_generator(client, &configuration, &folder))
    }

    /// A document in a file, JSON or YAML, without options. The path is relative to the current folder, which in a build
    /// script is that of the package. The text of a URL is that of [`Generator::url_lock`], or of [`Generator::resolver`].
    pub fn new(document: impl AsRef<Path>) -> Self {
        generator(NamedDocument::new(document.as_ref()))
    }

    /// A document that is at hand as text. The name is what messages call it. It can refer to files in the folders that
    /// [`Options::allow_folders`] names, and to texts of [`Generator::document`].
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        generator(NamedDocument::Text { name: name.into(), text: text.into() })
    }

    /// Adds a text that the document may refer to. The name is a URL, or a path as seen from where the document's own
    /// path is seen from. It is taken in place of a file of that name.
    #[must_use]
    pub fn document(mut self, name: &str, text: impl Into<String>) -> Self {
        self.texts.insert(Address::parse(name).to_string(), text.into());
        self
    }

    /// Sets what fetches the texts of URLs that [`Options::allow_urls`] covers; where it fails it says why in a phrase
    /// without a full stop. It goes before [`Generator::url_lock`]. Without either no URL is followed, except to a text of
    /// [`Generator::document`].
    #[must_use]
    pub fn resolver(mut self, resolver: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Self {
        self.resolver = Some(Resolver(Arc::new(resolver)));
        self
    }

    /// Reads the texts of URLs in the lock of a folder, `callsmith.lock`, which the command `callsmith` writes; see [`UrlLock`](crate::UrlLock).
    /// [`Options::allow_urls`] has to cover those that a `$ref` leads to. In a build script Cargo watches the files.
    #[must_use]
    pub fn url_lock(mut self, folder: impl Into<PathBuf>) -> Self {
        self.url_lock = Some(folder.into());
        self
    }

    /// Replaces the options.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Adds the options that a configuration file has for the document. In a build script Cargo watches the file.
    ///
    /// Later settings count, here and in other methods: lists and tables grow, single values are replaced.
    ///
    /// # Errors
    /// The file is absent or cannot be read, a key is unknown, or a value makes no sense; the message shows the place.
    pub fn config(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        configured(self, &Configuration::read(path)?)
    }

    /// Adds an option by its key in a configuration, such as `unsigned-integers = true`. Paths are relative to the current folder.
    ///
    /// # Errors
    /// The key is unknown, or the value makes no sense.
    pub fn set(mut self, option: &str) -> Result<Self, Error> {
        self.options.set(option)?;
        Ok(self)
    }

    /// Generates in memory.
    ///
    /// # Errors
    /// The document cannot be read or used; the error holds all reports.
    pub fn generate(&self) -> Result<Generated, Error> {
        run(self, &mut |_| ()).1
    }

    /// Generates in a build script: `OUT_DIR/<name>.rs`, for `callsmith_runtime::include_client!("<name>")`.
    ///
    /// # Errors
    /// The document cannot be used, the file cannot be written, an option is one of crates, or the name is not one of a
    /// file. Or this is not a build script.
    pub fn build(&self, name: &str) -> Result<(), Error> {
        build::build(self, name)
    }
}

/// Generates in memory as [`Generator::generate`] does, and tells an observer of each stage before it begins.
///
/// # Errors
/// The document cannot be read or used; the error holds all reports.
pub fn generate_observed(generator: &Generator, mut observer: impl FnMut(Stage) + Send) -> Result<Generated, Error> {
    run(generator, &mut observer).1
}

/// A generator without options.
fn generator(document: NamedDocument) -> Generator {
    let (options, configurations) = (Options::default(), Vec::new());
    Generator { document, options, configurations, texts: BTreeMap::new(), resolver: None, url_lock: None, until: None }
}

/// A generator with the options of a client.
fn client_generator(client: ConfiguredClient, configuration: &Configuration, folder: &Path) -> Generator {
    let configurations = configuration.paths().map(Path::to_owned).collect();
    let generator = generator(NamedDocument::new(Path::new(&client.document))).url_lock(folder);
    Generator { options: client.options, configurations, ..generator }
}

/// Adds the options of a configuration for the document.
fn configured(mut generator: Generator, configuration: &Configuration) -> Result<Generator, Error> {
    let document = match &generator.document {
        NamedDocument::Path(path) => path.to_string_lossy().into_owned(),
        NamedDocument::Url(url) => url.clone(),
        NamedDocument::Text { name, .. } => name.clone(),
    };
    configuration.apply(&document, &mut generator.options)?;
    generator.configurations.extend(configuration.paths().map(Path::to_owned));
    Ok(generator)
}

/// The folder of the package that Cargo builds or tests; empty where it is the current one, so that messages stay short.
fn package_folder() -> Result<PathBuf, Error> {
    let variable = "CARGO_MANIFEST_DIR";
    let folder = env::var_os(variable).map(PathBuf::from).ok_or(Error::NoPackage(variable))?;
    let is_current = env::current_dir().is_ok_and(|current| current == folder);
    Ok(if is_current { PathBuf::new() } else { folder })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Generator, generate_observed};
    use crate::pipeline::Stage;

    /// A document with two operations, of which one refers to nothing.
    const DOCUMENT: &str = r##"{
        "openapi": "3.1.0", "info": { "title": "pets", "version": "1.0" },
        "paths": {
            "/pets": { "get": { "operationId": "list", "responses": { "200": {
                "description": "Pets.", "content": { "application/json": { "schema": { "$ref": "https://pets.test/pet.json" } } }
            } } } },
            "/owners": { "get": { "operationId": "owners", "responses": { "204": { "description": "None." } } } }
        }
    }"##;

    pub(super) fn generator(resolver: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Generator {
        let mut generator = Generator::from_text("pets", DOCUMENT).resolver(resolver);
        generator.options.allow_urls = vec!["https://pets.test/".parse().expect("this is a prefix")];
        generator
    }

    #[test]
    fn stages_are_observed_in_their_order() {
        let mut stages = Vec::new();
        let generated = generate_observed(&generator(|_| Ok("{}".to_owned())), |stage| stages.push(stage));
        generated.expect("all references lead somewhere");
        assert_eq!((stages.first(), stages.last()), (Some(&Stage::Document), Some(&Stage::Name)));
        assert_eq!(stages.len(), 13);
        let texts: BTreeSet<String> = stages.iter().map(Stage::to_string).collect();
        assert_eq!(texts.len(), stages.len(), "{texts:?}");
        // Where the document is refused, the stage that refuses it is the last one.
        let mut stages = Vec::new();
        generate_observed(&generator(|_| Err("no network".to_owned())), |stage| stages.push(stage)).unwrap_err();
        assert_eq!(stages.last(), Some(&Stage::Bundle));
    }
}
