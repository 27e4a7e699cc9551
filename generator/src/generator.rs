//! The way in.

mod build;
mod run;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
use std::{env, thread};

use crate::config::{
    Brackets, ClosedEnums, Configuration, ConfiguredClient, Methods, NamesLock, Options, PageRule, Selection,
};
use crate::diagnostic::{Code, Report};
use crate::document::{Address, Fetch};
use crate::error::Error;
use crate::generated::Generated;
use crate::limits;
use crate::pipeline::Stage;
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

#[derive(Clone, Debug)]
enum NamedDocument {
    Path(PathBuf),
    Url(String),
    Text { name: String, text: String },
}

impl NamedDocument {
    fn new(document: &Path) -> Self {
        let is_url = |text: &&str| {
            let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
            matches!(scheme.as_deref(), Some("http" | "https"))
        };
        match document.to_str().filter(is_url) {
            Some(url) => Self::Url(url.to_owned()),
            None => Self::Path(document.to_owned()),
        }
    }

    /// The name in messages. Neither the user nor the query of a URL is a part of it: both may be secret.
    fn name(&self) -> String {
        match self {
            Self::Path(path) => path.to_string_lossy().replace('\\', "/"),
            Self::Url(url) => {
                let url = url.split(['?', '#']).next().unwrap_or_default();
                let (scheme, rest) = url.split_once("://").unwrap_or_default();
                let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                let host = host.rsplit('@').next().unwrap_or_default();
                format!("{scheme}://{host}{path}")
            }
            Self::Text { name, .. } => name.clone(),
        }
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

    /// Puts a Rust type in place of a schema: by its name, for a property `Pet.name`, or by its JSON Pointer in the document.
    ///
    /// # Errors
    /// The text is not a Rust type, or the pointer is none.
    pub fn override_type(mut self, pointer: &str, rust_type: &str) -> Result<Self, Error> {
        self.options.type_overrides.insert(pointer, rust_type)?;
        Ok(self)
    }

    /// Sets the Rust type of a format, such as `String` for `date-time`; see [`Formats`](crate::Formats).
    ///
    /// # Errors
    /// The text is not a Rust type.
    pub fn format(mut self, format: &str, rust_type: &str) -> Result<Self, Error> {
        self.options.formats.insert(format, rust_type)?;
        Ok(self)
    }

    /// Reads integers of operations and schemas as doubles; see [`Options::integers_as_doubles`].
    #[must_use]
    pub fn integers_as_doubles(mut self, selection: Selection) -> Self {
        self.options.integers_as_doubles = selection;
        self
    }

    /// Lets a property or schema be null; see [`Options::nullable`].
    #[must_use]
    pub fn nullable(mut self, key: &str) -> Self {
        self.options.nullable.insert(key);
        self
    }

    /// Lets a required property be absent; see [`Options::optional`].
    #[must_use]
    pub fn optional(mut self, key: &str) -> Self {
        self.options.optional.insert(key);
        self
    }

    /// Makes `null` and absence of optional properties one; see [`Options::null_as_absent`].
    #[must_use]
    pub fn null_as_absent(mut self, properties: Selection) -> Self {
        self.options.null_as_absent = properties;
        self
    }

    /// Generates the types alone, without calls; see [`Options::types_only`].
    #[must_use]
    pub fn types_only(mut self, types_only: bool) -> Self {
        self.options.types_only = types_only;
        self
    }

    /// Keeps all digits of numbers to which the document gives neither a width nor bounds; see [`Options::exact_numbers`].
    #[must_use]
    pub fn exact_numbers(mut self, exact_numbers: bool) -> Self {
        self.options.exact_numbers = exact_numbers;
        self
    }

    /// Sets the text that stands for the items of an array in style `deepObject`; see [`Options::brackets`].
    #[must_use]
    pub fn brackets(mut self, brackets: Brackets) -> Self {
        self.options.brackets = brackets;
        self
    }

    /// Sets the place of the methods of operations; see [`Options::methods`].
    #[must_use]
    pub fn methods(mut self, methods: Methods) -> Self {
        self.options.methods = methods;
        self
    }

    /// Adds the operations that a selector names, such as `tag:issues`; see [`Select`](crate::Select).
    ///
    /// # Errors
    /// The text is no selector.
    pub fn include(mut self, selector: &str) -> Result<Self, Error> {
        self.options.select.include(selector)?;
        Ok(self)
    }

    /// Leaves out the operations that a selector names, such as `deprecated`; see [`Select`](crate::Select).
    ///
    /// # Errors
    /// The text is no selector.
    pub fn exclude(mut self, selector: &str) -> Result<Self, Error> {
        self.options.select.exclude(selector)?;
        Ok(self)
    }

    /// Keeps types that no operation uses; see [`Options::keep_unused_types`].
    #[must_use]
    pub fn keep_unused_types(mut self, keep: bool) -> Self {
        self.options.keep_unused_types = keep;
        self
    }

    /// Makes a client of what can be used of a document with errors; see [`Options::keep_going`].
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Self {
        self.options.keep_going = keep_going;
        self
    }

    /// Makes calls hold their values against the document before they are sent; see [`Options::validate`].
    #[must_use]
    pub fn validate(mut self, validate: bool) -> Self {
        self.options.validate = validate;
        self
    }

    /// Closes enums: decoding a value that is not listed is an error; see [`Options::closed_enums`].
    #[must_use]
    pub fn closed_enums(mut self, closed: ClosedEnums) -> Self {
        self.options.closed_enums = closed;
        self
    }

    /// Reads answers that are JSON within a JSON string; see [`Options::double_encoded`].
    #[must_use]
    pub fn double_encoded(mut self, operations: Selection) -> Self {
        self.options.double_encoded = operations;
        self
    }

    /// Reads answers in JSON one value at a time; see [`Options::streams`].
    #[must_use]
    pub fn streams(mut self, operations: Selection) -> Self {
        self.options.streams = operations;
        self
    }

    /// Reads `NaN`, `Infinity` and `-Infinity` in answers; see [`Options::non_finite_numbers`].
    #[must_use]
    pub fn non_finite_numbers(mut self, operations: Selection) -> Self {
        self.options.non_finite_numbers = operations;
        self
    }

    /// Refuses properties that an object forbids when decoding; see [`Options::deny_unknown_properties`].
    #[must_use]
    pub fn deny_unknown_properties(mut self, deny: bool) -> Self {
        self.options.deny_unknown_properties = deny;
        self
    }

    /// Takes warnings and notes of a code for errors; `warnings` stands for all warnings.
    ///
    /// # Errors
    /// There is no such code, or it is allowed.
    pub fn deny(mut self, code: &str) -> Result<Self, Error> {
        self.options.deny.insert(code)?;
        self.options = self.options.checked()?;
        Ok(self)
    }

    /// Does not report warnings and notes of a code; `warnings` stands for all warnings.
    ///
    /// # Errors
    /// There is no such code, it is always an error, or it is denied.
    pub fn allow(mut self, code: &str) -> Result<Self, Error> {
        self.options.allow.insert(code)?;
        self.options = self.options.checked()?;
        Ok(self)
    }

    /// Gives an operation or a schema a name in Rust. The key is an `operationId`, the name of a schema, or the JSON
    /// Pointer of either. A field or variant is `Pet.name`, with the property or value on the wire.
    ///
    /// # Errors
    /// The name is none in Rust.
    pub fn rename(mut self, key: &str, name: &str) -> Result<Self, Error> {
        self.options.name_overrides.insert(key, name)?;
        Ok(self)
    }

    /// Keeps the names of all items in a file, so that a new version of the document renames nothing that did not change; see
    /// [`Options::names_lock`]. [`Generated::names_lock`] is its text. A build script only reads it.
    #[must_use]
    pub fn names_lock(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.names_lock = NamesLock::At(path.into());
        self
    }

    /// Derives a trait for a type in addition to those that it has. The key is the name or JSON Pointer of its schema.
    ///
    /// # Errors
    /// The text is not a path.
    pub fn derive(mut self, key: &str, path: &str) -> Result<Self, Error> {
        self.options.types.derive(key, path)?;
        Ok(self)
    }

    /// Puts an attribute in front of a type, or of a field or variant (`Pet.name`).
    ///
    /// # Errors
    /// The text is not an attribute.
    pub fn attribute(mut self, key: &str, attribute: &str) -> Result<Self, Error> {
        self.options.types.attribute(key, attribute)?;
        Ok(self)
    }

    /// Says how the pages of operations follow each other, where the document does not.
    ///
    /// # Errors
    /// The rule has what its style cannot have.
    pub fn pagination(mut self, rule: PageRule) -> Result<Self, Error> {
        self.options.pagination.push(rule.checked()?);
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

/// The number of operations that [`Options::keep_going`] would leave of a document that is refused with some findings.
/// `None` where the option is on and where nothing would be left. Nor does it say more of a document that is too large,
/// cannot be read, or takes more than five seconds.
#[must_use]
pub fn operations_left(generator: &Generator, reports: &[Report]) -> Option<usize> {
    count_operations_left(generator, limits::OPERATIONS_LEFT, reports)
}

/// Counts the operations of a run that keeps going, and is given some time.
fn count_operations_left(generator: &Generator, time: Duration, reports: &[Report]) -> Option<usize> {
    // A text that cannot be read has no rest, and one that is too large would cost the time once more.
    let ends = |report: &Report| matches!(report.code, Code::TooLarge | Code::Syntax);
    if generator.options.keep_going || reports.iter().any(ends) {
        return None;
    }
    let mut generator = generator.clone().keep_going(true);
    generator.until = Instant::now().checked_add(time);
    let types_only = generator.options.types_only;
    // Not a scoped thread: nothing waits for it once the time is over. It ends with the stage that it is in.
    let (sender, receiver) = mpsc::channel();
    let count = move || {
        let left = run(&generator, &mut |_| ()).1.ok().map(|generated| generated.model.api.operations.len());
        // Sending fails where nothing waits any more, and then there is nobody to tell.
        let _ = sender.send(left.filter(|left| *left > 0 || types_only));
    };
    thread::Builder::new().spawn(count).ok()?;
    receiver.recv_timeout(time).ok().flatten()
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
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::{Generator, count_operations_left, generate_observed, operations_left};
    use crate::error::Error;
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

    fn generator(resolver: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Generator {
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

    #[test]
    fn operations_left_are_counted() {
        let generator = generator(|_| Err("no network".to_owned()));
        let Err(Error::Document(reports)) = generator.generate() else { panic!("the document is refused") };
        assert_eq!(operations_left(&generator, &reports), Some(2));
        assert_eq!(count_operations_left(&generator, Duration::ZERO, &reports), None, "no stage begins");
    }

    /// The second request for the file takes a minute.
    #[test]
    fn operations_left_have_a_bound_in_time() {
        let is_requested = AtomicBool::new(false);
        let generator = generator(move |_| {
            if is_requested.swap(true, Ordering::Relaxed) {
                thread::sleep(Duration::from_secs(60));
            }
            Err("no network".to_owned())
        });
        let Err(Error::Document(reports)) = generator.generate() else { panic!("the document is refused") };
        let before = Instant::now();
        assert_eq!(count_operations_left(&generator, Duration::from_millis(200), &reports), None);
        assert!(before.elapsed() < Duration::from_secs(30), "{:?}", before.elapsed());
    }
}
