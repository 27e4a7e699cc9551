//! The way in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, panic, thread};

use crate::config::{Brackets, ClosedEnums, Configuration, Options, PageRule, Selection};
use crate::coverage::Coverage;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Report, Severity};
use crate::document::{Address, Fetch, Origins, SourceId, Sources};
use crate::emit::{self, Context, Form};
use crate::error::Error;
use crate::inspect::{self, Inspection};
use crate::limits;
use crate::output::{self, Files, Written};
use crate::pipeline::{self, Model};
use crate::protocol::cargo;

/// Generates the client of a document in a build script: `OUT_DIR/client.rs`, for `callsmith_runtime::include_client!`.
///
/// The path is relative to the folder of the package. Options stand in its `Cargo.toml`, under `[package.metadata.callsmith]`
/// (see [`Configuration`]). The build script runs again when the document or the configuration changes. Findings that are no
/// errors are warnings of Cargo.
///
/// # Errors
/// The document or an option cannot be used, or the file cannot be written. `main` of a build script can return the error: it shows
/// what is wrong and where.
pub fn generate(document: impl AsRef<Path>) -> Result<(), Error> {
    Generator::for_package(document)?.build("client")
}

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
    input: Input,
    options: Options,
    /// The files that options were read from.
    configurations: Vec<PathBuf>,
    texts: BTreeMap<String, String>,
    resolver: Option<Resolver>,
}

/// What fetches URLs.
#[derive(Clone)]
struct Resolver(Arc<Fetch>);

impl std::fmt::Debug for Resolver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Resolver")
    }
}

#[derive(Clone, Debug)]
enum Input {
    Path(PathBuf),
    Text { name: String, text: String },
}

impl Generator {
    /// A document of the package that is being built or tested, with the options that `[package.metadata.callsmith]` of its
    /// `Cargo.toml` has for it. The path is relative to the folder of the package, in a build script as in a test.
    ///
    /// # Errors
    /// Neither a build script nor a test that Cargo runs asks for it, or an option cannot be used.
    pub fn for_package(document: impl AsRef<Path>) -> Result<Self, Error> {
        let folder = package_folder()?;
        Self::new(folder.join(document)).configured(&Configuration::package(&folder)?)
    }

    /// A document in a file, JSON or YAML, without options. The path is relative to the current folder, which in a build
    /// script is that of the package.
    pub fn new(document: impl AsRef<Path>) -> Self {
        Self::of(Input::Path(document.as_ref().to_owned()))
    }

    /// A document that is at hand as text. The name is what messages call it. It can refer to files in the folders that
    /// [`Options::allow_folders`] names, and to texts of [`Generator::document`].
    pub fn from_text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(Input::Text { name: name.into(), text: text.into() })
    }

    fn of(input: Input) -> Self {
        let (options, configurations) = (Options::default(), Vec::new());
        Self { input, options, configurations, texts: BTreeMap::new(), resolver: None }
    }

    /// Adds a text that the document may refer to: the name is a path, as seen from where the document's own is seen
    /// from, or a URL. It is taken in place of a file of that name.
    #[must_use]
    pub fn document(mut self, name: &str, text: impl Into<String>) -> Self {
        self.texts.insert(Address::of(name).to_string(), text.into());
        self
    }

    /// Sets what fetches the texts of URLs that [`Options::allow_urls`] covers; where it fails it says why in a phrase
    /// without a full stop. Without it no URL is followed, except to a text of [`Generator::document`].
    #[must_use]
    pub fn resolver(mut self, resolver: impl Fn(&str) -> Result<String, String> + Send + Sync + 'static) -> Self {
        self.resolver = Some(Resolver(Arc::new(resolver)));
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
        self.configured(&Configuration::read(path)?)
    }

    fn configured(mut self, configuration: &Configuration) -> Result<Self, Error> {
        let document = match &self.input {
            Input::Path(path) => path.to_string_lossy().into_owned(),
            Input::Text { name, .. } => name.clone(),
        };
        configuration.apply(&document, &mut self.options)?;
        self.configurations.extend(configuration.paths().map(Path::to_owned));
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

    /// Reads `null` in place of an array or a map as an empty one; see [`Options::lenient_nulls`].
    #[must_use]
    pub fn lenient_nulls(mut self, lenient_nulls: bool) -> Self {
        self.options.lenient_nulls = lenient_nulls;
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

    /// Lets the last parameter of a path be empty; see [`Options::empty_path_parameters`].
    #[must_use]
    pub fn empty_path_parameters(mut self, selection: Selection) -> Self {
        self.options.empty_path_parameters = selection;
        self
    }

    /// Makes integers unsigned whose `minimum` is zero or above; see [`Options::unsigned_integers`].
    #[must_use]
    pub fn unsigned_integers(mut self, unsigned_integers: bool) -> Self {
        self.options.unsigned_integers = unsigned_integers;
        self
    }

    /// Sets the text that stands for the items of an array in style `deepObject`; see [`Options::brackets`].
    #[must_use]
    pub fn brackets(mut self, brackets: Brackets) -> Self {
        self.options.brackets = brackets;
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

    /// Keeps properties that an object does not declare; see [`Options::keep_unknown_properties`].
    #[must_use]
    pub fn keep_unknown_properties(mut self, keep: bool) -> Self {
        self.options.keep_unknown_properties = keep;
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

    /// Gives an operation or a schema a name in Rust. The key is an `operationId`, the name of a schema, or the JSON Pointer
    /// of either; for a field or variant `Pet.name`, with the property or value as it is on the wire.
    ///
    /// # Errors
    /// The name is none in Rust.
    pub fn rename(mut self, key: &str, name: &str) -> Result<Self, Error> {
        self.options.name_overrides.insert(key, name)?;
        Ok(self)
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
        self.run().1
    }

    /// The files that were read or looked for, and what came of them.
    fn run(&self) -> (Vec<PathBuf>, Result<Generated, Error>) {
        if let Err(error) = self.options.clone().checked() {
            return (Vec::new(), Err(error.into()));
        }
        let mut sources = Sources::default();
        let (name, path, text) = match &self.input {
            Input::Text { name, text } => (name.clone(), None, text.clone()),
            Input::Path(path) => {
                let name = path.to_string_lossy().replace('\\', "/");
                match read(path, &name) {
                    Ok(text) => (name, Some(path.clone()), text),
                    Err(error) => return (vec![path.clone()], Err(error)),
                }
            }
        };
        let root = sources.add(name, path, text);
        let fetch = self.resolver.as_ref().map(|resolver| &*resolver.0);
        let origins = Origins { options: &self.options, texts: &self.texts, fetch };
        let (model, diagnostics) = on_a_deep_stack(|| pipeline::run(&mut sources, root, origins));
        let reports = diagnostics.reports(&sources);
        let documents: Vec<PathBuf> = sources.paths().cloned().collect();
        let looked_for = documents.iter().chain(sources.missing()).cloned().collect();
        let options = self.options.clone();
        let generated = match model {
            Some(model) => Ok(Generated { model, diagnostics, reports, sources, root, documents, options }),
            None => Err(Error::Document(reports)),
        };
        (looked_for, generated)
    }

    /// Warnings about options of the package that are not used: a `callsmith.toml` that nothing names, and the table of
    /// `Cargo.toml`. Where there is no `callsmith.toml` yet it cannot be watched: Cargo takes an absent file for one that has
    /// changed, each time.
    fn unused_configurations(&self) -> Vec<String> {
        let Ok(folder) = package_folder() else { return Vec::new() };
        let is_unused = |name: &str| {
            let path = fs::canonicalize(folder.join(name));
            let is_used = |path: &PathBuf| {
                self.configurations.iter().any(|used| fs::canonicalize(used).is_ok_and(|used| used == *path))
            };
            path.is_ok_and(|path| !is_used(&path))
        };
        let document = match &self.input {
            Input::Path(path) => path.to_string_lossy().replace('\\', "/"),
            Input::Text { name, .. } => name.clone(),
        };
        let mut warnings = Vec::new();
        if is_unused(CONFIG) {
            warnings.push(format!(
                "`{CONFIG}` is not used for `{document}`: write `config = \"{CONFIG}\"` under `[package.metadata.callsmith]` in \
                 Cargo.toml, or `.config(\"{CONFIG}\")?` behind `Generator::new` in the build script"
            ));
        }
        if is_unused("Cargo.toml") && Configuration::is_in_package(&folder) {
            warnings.push(format!(
                "`[package.metadata.callsmith]` is not used for `{document}`: write `Generator::for_package` in place of \
                 `Generator::new` in the build script, or `.config(\"Cargo.toml\")?` behind it"
            ));
        }
        warnings
    }

    /// Generates in a build script: `OUT_DIR/<name>.rs`, for `callsmith_runtime::include_client!("<name>")`.
    ///
    /// # Errors
    /// The document cannot be used, the file cannot be written, an option is one of crates, the name is none of a file, or this is
    /// no build script.
    pub fn build(&self, name: &str) -> Result<(), Error> {
        let folder = env::var_os("OUT_DIR").ok_or(Error::NoPackage("OUT_DIR"))?;
        crate::config::module_name(name)?;
        self.options.check_module()?;
        let (files, generated) = self.run();
        // Also where the document cannot be used: once mended it has to be read again.
        for file in files.iter().chain(&self.configurations) {
            cargo::rerun_if_changed(file);
        }
        for warning in self.unused_configurations() {
            cargo::warning(&warning);
        }
        if let (Err(Error::Document(_)), false) = (&generated, self.options.keep_going)
            && let Ok(rest) = self.clone().keep_going(true).generate()
        {
            let left = rest.inspect().operations.len();
            cargo::warning(&format!("`keep-going = true` makes a client of what is left: operations: {left}"));
        }
        let generated = generated?;
        for report in generated.reports().iter().filter(|report| report.severity >= Severity::Warning) {
            cargo::warning(&report.to_string());
        }
        let mut files = Files::default();
        files.insert(format!("{name}.rs"), generated.module());
        let folder = PathBuf::from(folder);
        files.write(&folder).map(|_| ()).map_err(|source| Error::Output { path: folder, source })
    }
}

/// The folder of the package that Cargo builds or tests; empty where it is the current one, so that messages stay short.
fn package_folder() -> Result<PathBuf, Error> {
    let variable = "CARGO_MANIFEST_DIR";
    let folder = env::var_os(variable).map(PathBuf::from).ok_or(Error::NoPackage(variable))?;
    let is_current = env::current_dir().is_ok_and(|current| current == folder);
    Ok(if is_current { PathBuf::new() } else { folder })
}

/// A client in memory.
pub struct Generated {
    model: Model,
    diagnostics: Diagnostics,
    reports: Vec<Report>,
    sources: Sources,
    root: SourceId,
    documents: Vec<PathBuf>,
    options: Options,
}

impl Generated {
    /// The client as one module, for `include!` or a snapshot.
    #[must_use]
    pub fn module(&self) -> String {
        on_a_deep_stack(|| output::module_text(&emit::emit(&self.context(), Form::Module)))
    }

    /// The client as a crate: `Cargo.toml`, `README.md`, `src/` and `examples/`.
    #[must_use]
    pub fn crate_files(&self) -> Files {
        on_a_deep_stack(|| {
            let cx = self.context();
            output::crate_files(&cx, &emit::emit(&cx, Form::Crate), &self.options)
        })
    }

    /// Writes the client as a crate into a folder.
    ///
    /// # Errors
    /// A file cannot be written, or [`Options::runtime_path`] leads to no folder.
    pub fn write_crate(&self, folder: impl AsRef<Path>) -> Result<Written, Error> {
        let folder = folder.as_ref();
        self.options.check_crate(folder)?;
        self.crate_files().write(folder).map_err(|source| Error::Output { path: folder.to_owned(), source })
    }

    /// What was found in the document, sorted by place. None of it is an error, unless the run was to keep going.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The files that were read.
    #[must_use]
    pub fn documents(&self) -> &[PathBuf] {
        &self.documents
    }

    /// The name of the crate that [`Generated::crate_files`] makes.
    #[must_use]
    pub fn crate_name(&self) -> String {
        output::crate_name(&self.model.api, &self.options)
    }

    /// Returns `true` if there are types and no calls; see [`Options::types_only`].
    #[must_use]
    pub fn has_types_only(&self) -> bool {
        self.options.types_only
    }

    /// The operations and types of the client with their Rust names.
    #[must_use]
    pub fn inspect(&self) -> Inspection {
        on_a_deep_stack(|| inspect::inspect(&self.context(), self.reports.clone()))
    }

    /// What of the document is in the client, and what became of the rest. The document is walked once more for it.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        on_a_deep_stack(|| pipeline::coverage(&self.sources, self.root, &self.model, &self.diagnostics))
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.model.api, &self.model.facts, &self.model.names)
    }
}

impl std::fmt::Debug for Generated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Generated")
            .field("title", &self.model.api.title)
            .field("operations", &self.model.api.operations.len())
            .field("types", &self.model.api.types.len())
            .field("reports", &self.reports)
            .finish_non_exhaustive()
    }
}

/// Runs on a stack that fits documents nested as deeply as the readers allow.
fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(limits::STACK_BYTES).spawn_scoped(scope, work);
        let thread = thread.expect("the system has room for one thread");
        thread.join().unwrap_or_else(|panic| panic::resume_unwind(panic))
    })
}

fn read(path: &Path, name: &str) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|error| unreadable(name, error.to_string(), String::new(), 0))?;
    String::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        unreadable(name, "it is not text in UTF-8".to_owned(), text, error.utf8_error().valid_up_to())
    })
}

/// An error at a byte of a text; of a file that cannot be opened the text is empty.
fn unreadable(name: &str, reason: String, text: String, offset: usize) -> Error {
    let mut sources = Sources::default();
    let length = text.len();
    let source = sources.add(name.to_owned(), None, text);
    // A byte order mark is not kept.
    let mark = length - sources.get(source).text.len();
    let mut diagnostics = Diagnostics::default();
    let message = format!("the document cannot be read: {reason}");
    diagnostics.push(Diagnostic::error(Code::Unreadable, message).at_offset(source, offset - mark));
    Error::Document(diagnostics.reports(&sources))
}
