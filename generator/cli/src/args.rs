//! The command line.

use std::path::PathBuf;

use callsmith::{Code, Codes, Limits, Select, TypeOverrides, UrlPrefix};
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// Generates typed Rust clients from OpenAPI documents
///
/// Reads Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2, in JSON or YAML. Constructs of the document that the client lacks are
/// reported on standard error with file, line and column.
#[derive(Debug, Parser)]
#[command(
    name = "callsmith",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_long_help = "\
Exit codes:
  0  done
  1  the document cannot be used, or `check` or `diff` found a difference
  2  the command line, the configuration or the output folder cannot be used

Environment:
  NO_COLOR        no colours, except with `--color always`
  CLICOLOR_FORCE  colours, also where standard error or standard output is no terminal

Examples:
  callsmith generate swagger.json -o client
  callsmith generate http://localhost:5001/swagger.json -o client
  callsmith init swagger.json
  callsmith generate
  callsmith check swagger.json -o client
  callsmith lock https://example.com/openapi.json
  callsmith inspect swagger.json
  callsmith diff swagger-1.json swagger-2.json
  callsmith report swagger.json -o report.html
  callsmith explain example-mismatch"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
}

/// The headings of options in help texts.
const DOCUMENT: &str = "Document";
const CLIENT: &str = "Client";
const FINDINGS: &str = "Findings";
const OUTPUT: &str = "Output";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the client of a document
    ///
    /// Writes a crate, or with `--module` one file. Without DOCUMENT it writes all clients of the configuration that have an
    /// `output`; one that fails does not stop the others. Everything is generated before anything is written: where the
    /// document cannot be used, the files of an earlier run stay as they are. Files that would not change are not
    /// touched.
    ///
    /// Source files are replaced. `Cargo.toml`, `README.md` and `examples/call.rs` are replaced too until they are
    /// edited; from then on they are kept. Files that Callsmith did not write are never replaced without `--force`.
    #[command(after_long_help = "\
Exit codes:
  0  the client is written, or was up to date
  1  the document cannot be used
  2  the command line, the configuration or the output folder cannot be used

Examples:
  callsmith generate swagger.json -o client --crate-name scoring
  callsmith generate                       # the clients of callsmith.toml
  callsmith generate --client pets
  callsmith generate swagger.json -o client --dry-run
  callsmith generate openapi.yaml -o src/client.rs --module
  callsmith generate https://example.com/openapi.json -o client --header 'X-Key: …'
  callsmith generate swagger.json -o client \\
      --override '#/definitions/ServiceInput/properties/data/items/items=f64'")]
    Generate(GenerateArgs),
    /// Check that a client is up to date
    ///
    /// Takes the arguments of `generate`, and writes nothing. If `generate` would change a file, the change is shown as a
    /// unified diff, and the exit code is 1. Of a long diff the first files and lines are shown; `--verbose` shows all.
    #[command(after_long_help = "\
Exit codes:
  0  the client is what would be generated
  1  it is not, or the document cannot be used
  2  the command line, the configuration or the output folder cannot be used

Examples:
  callsmith check swagger.json -o client
  callsmith check                                    # the clients of callsmith.toml
  callsmith check swagger.json -o client --stat      # the files alone
  callsmith check swagger.json -o client --verbose > client.patch
  callsmith check swagger.json -o client --force     # also what was edited by hand")]
    Check(CheckArgs),
    /// Keep the texts of URLs for builds without a network
    ///
    /// Fetches DOCUMENT where it is a URL, and the URLs that it refers to. `callsmith.lock` names them with their digests, and the
    /// folder `callsmith.cache` holds the texts, beside the configuration. A build script reads both, and so do `generate` and
    /// `check`. What is locked already is not fetched again.
    #[command(after_long_help = "\
Examples:
  callsmith lock https://example.com/openapi.json
  callsmith lock https://example.com/openapi.json --update
  callsmith lock openapi.yaml --allow-url https://example.com/schemas/")]
    Lock(LockArgs),
    /// List the operations and types of a document with their Rust names
    ///
    /// Below the method of an operation stand the setters of its optional parameters.
    #[command(after_long_help = "\
Examples:
  callsmith inspect swagger.json
  callsmith inspect swagger.json --format json | jq -r '.operations[].rust'
  callsmith inspect swagger.json --coverage")]
    Inspect(InspectArgs),
    /// Show the changes of a client between two versions of a document
    ///
    /// The clients are compared as programs see them that use them: methods, types, fields, variants, traits. Each change breaks such
    /// programs, adds something, or differs on the wire alone. The exit code is 1 if there are changes that `--fail-on` names.
    #[command(after_long_help = "\
Exit codes:
  0  no change is of the level that `--fail-on` names
  1  one is, or a document cannot be used
  2  the command line or the configuration cannot be used

Examples:
  callsmith diff swagger-1.json swagger-2.json
  callsmith diff https://example.com/v1.json openapi.json --format markdown > comment.md
  callsmith diff old.yaml new.yaml --format json | jq -r '.changes[] | select(.level == \"breaking\") | .path'")]
    Diff(DiffArgs),
    /// Write a page that shows a document and its client
    ///
    /// One file of HTML, which reaches no network: operations with their Rust signatures, types, findings with the lines of the
    /// document, coverage, and sizes of the generated code. A browser shows it from the disk.
    #[command(after_long_help = "\
Examples:
  callsmith report swagger.json -o report.html
  callsmith report openapi.yaml -o report.html --include 'tag:issues'
  callsmith report https://example.com/openapi.json -o report.html --keep-going")]
    Report(ReportArgs),
    /// Explain the code of a diagnostic
    #[command(after_long_help = "\
Examples:
  callsmith explain                     # all codes
  callsmith explain example-mismatch")]
    Explain(ExplainArgs),
    /// Write a `callsmith.toml` to begin with
    ///
    /// Writes `callsmith.toml` with a client of DOCUMENT and the most useful options as comments, and beside it
    /// `callsmith.schema.json`, by which editors complete and check the keys. Files that are there are not replaced without
    /// `--force`.
    #[command(after_long_help = "\
Examples:
  callsmith init swagger.json
  callsmith generate            # the clients of callsmith.toml")]
    Init(InitArgs),
    /// Print the JSON Schema of `callsmith.toml`
    #[command(after_long_help = "\
Examples:
  callsmith schema > callsmith.schema.json")]
    Schema,
    /// Print the completions of a shell
    #[command(after_long_help = "\
Examples:
  callsmith completions bash > ~/.local/share/bash-completion/completions/callsmith
  callsmith completions zsh > ~/.zfunc/_callsmith     # a folder of $fpath
  callsmith completions fish > ~/.config/fish/completions/callsmith.fish
  callsmith completions powershell >> $PROFILE
  callsmith completions elvish >> ~/.config/elvish/rc.elv")]
    Completions(CompletionsArgs),
}

/// Messages on standard error.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct MessageArgs {
    /// Show notes too, and all of long lists
    ///
    /// Notes are choices that were made. Without the flag, the first three findings of a kind are shown, and the first ten errors.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Show errors only
    ///
    /// Results on standard output are no messages: `check` prints what differs, and `diff` the changes, all the same. The exit code says whether there are any.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Format of messages on standard error
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
    /// Colours in messages and results
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,
}

/// When messages and results have colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorWhen {
    /// The choice of a command line that cannot be read as a whole.
    pub(crate) fn of_arguments() -> Self {
        let arguments: Vec<String> = std::env::args_os().map(|text| text.to_string_lossy().into_owned()).collect();
        let following = arguments.windows(2).filter(|pair| pair[0] == "--color").map(|pair| &*pair[1]);
        let value = arguments.iter().filter_map(|text| text.strip_prefix("--color=")).chain(following).last();
        value.and_then(|value| Self::from_str(value, false).ok()).unwrap_or_default()
    }
}

/// The format of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As compilers do, with the line of the document
    Human,
    /// One JSON object a line with `severity`, `code`, `message`, `location`, `help` and `rendered`. `location` has
    /// `file`, `line`, `column`, `end_line`, `end_column` and `pointer`. `code` is null where the message is not about
    /// a place in the document
    Json,
}

/// The document whose texts are kept.
#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// Fetch what is locked again
    #[arg(long)]
    pub(crate) update: bool,
}

/// The document, and the options of its client.
#[derive(Clone, Debug, Args)]
pub(crate) struct DocumentArgs {
    /// A path, `-` for standard input, or an http(s) URL [default: those of `[[client]]` in the configuration]
    ///
    /// A URL is given 10 s to connect and 120 s for up to 64 MiB. Messages name it without user and query.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: Option<String>,
    /// The client of the configuration, by its name
    ///
    /// Each table `[[client]]` has a document and options of its own. It is called after the file of the document, unless
    /// it has a `name`.
    #[arg(long, value_name = "NAME", conflicts_with = "document", help_heading = DOCUMENT)]
    pub(crate) client: Option<String>,
    /// A header for fetching a URL, repeatable
    ///
    /// It is sent to the origin of the URL alone: redirects to another origin are followed without it.
    #[arg(long = "header", value_name = "NAME: VALUE", help_heading = DOCUMENT)]
    pub(crate) headers: Vec<String>,
    /// The configuration [default: `[package.metadata.callsmith]` of the Cargo.toml and callsmith.toml of the current
    /// folder]
    ///
    /// `callsmith init` writes one with the most useful keys, and `callsmith schema` prints the JSON Schema of all. Options at
    /// the top are for all clients, and each table `[[client]]` has more. Paths are relative to the configuration. Flags win
    /// over it, or add to it.
    #[arg(long, value_name = "FILE", help_heading = DOCUMENT)]
    pub(crate) config: Option<PathBuf>,
    /// An option by its key in the configuration, repeatable
    ///
    /// The text is TOML: `closed-enums=true`, `types.Pet.derives=["Eq"]`. Paths are relative to the current folder.
    #[arg(long = "set", value_name = "KEY=VALUE", help_heading = DOCUMENT)]
    pub(crate) settings: Vec<String>,
    /// An overlay that mends the document before it is used, repeatable
    ///
    /// Overlays (OpenAPI Overlay 1.0 and 1.1) are applied in their order to DOCUMENT, not to files that it refers to.
    #[arg(long = "overlay", value_name = "FILE", help_heading = DOCUMENT)]
    pub(crate) overlays: Vec<PathBuf>,
    /// A folder whose files the document may refer to, beside its own, repeatable
    ///
    /// Without it, a `$ref` reaches the folder of DOCUMENT and the folders below. Neither `..`, nor an absolute path, nor
    /// a link leads elsewhere.
    #[arg(long = "allow-folder", value_name = "DIR", help_heading = DOCUMENT)]
    pub(crate) allow_folders: Vec<PathBuf>,
    /// URLs that the document may refer to, by how they begin, repeatable
    ///
    /// For example `https://example.com/schemas/`. Redirects lead no further. `generate` keeps what was fetched in
    /// `callsmith.lock` and the folder `callsmith.cache`, beside the configuration; from then on nothing is fetched.
    #[arg(long = "allow-url", value_name = "PREFIX", help_heading = DOCUMENT)]
    pub(crate) allow_urls: Vec<UrlPrefix>,
    /// A Rust type in place of a schema, by its name, for a property `Pet.name`, or by its JSON Pointer, repeatable
    ///
    /// For example `#/definitions/ServiceInput/properties/data/items/items=f64`, or `ServiceInput.data=Vec<f64>`.
    #[arg(long = "override", value_name = "SCHEMA=TYPE", value_parser = type_override, help_heading = CLIENT)]
    pub(crate) overrides: Vec<TypeOverride>,
    /// Keep all digits of numbers to which the document gives neither a width nor bounds
    ///
    /// They are a `Number` of the runtime in place of `i64` and `f64`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) exact_numbers: bool,
    /// Make integers with a `minimum` of zero or above unsigned
    ///
    /// They are `u64` in place of `i64`, `u32` in place of `i32`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) unsigned_integers: bool,
    /// The keys of items of an array in style `deepObject`: `tags[0]=a`, `tags[]=a` or `tags=a`
    #[arg(long, value_name = "FORM", value_parser = ["indices", "empty", "repeat"], help_heading = CLIENT)]
    pub(crate) brackets: Option<String>,
    /// The place of the methods of operations: `client.issues_list()` or `client.issues().list()`
    ///
    /// The group of an operation is its first tag, or a segment of its path.
    #[arg(long, value_name = "PLACE", value_parser = ["flat", "grouped"], help_heading = CLIENT)]
    pub(crate) methods: Option<String>,
    /// Read `null` in place of an array or a map of an answer as an empty one
    ///
    /// Services in Go write empty arrays and maps as `null`.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) lenient_nulls: bool,
    /// Generate the types alone, without calls
    ///
    /// They depend neither on an HTTP client nor on tokio: for servers, and for crates of shared models.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) types_only: bool,
    /// The operations that the client has, by a selector, repeatable [default: all]
    ///
    /// A selector is `tag:issues`, `path:/repos/*`, `operation:listIssues`, `operation:GET /issues`, `method:GET`, `deprecated`, or for `--exclude` `ignored`; `*` stands for
    /// any text. Webhooks are selected in the same way, by their name in place of a path.
    #[arg(long = "include", value_name = "SELECTOR", value_parser = selector, help_heading = CLIENT)]
    pub(crate) included: Vec<String>,
    /// Operations that the client does not have, by a selector as of `--include`, repeatable
    #[arg(long = "exclude", value_name = "SELECTOR", value_parser = selector, help_heading = CLIENT)]
    pub(crate) excluded: Vec<String>,
    /// Keep the types of named schemas that no operation of the client uses
    #[arg(long, help_heading = CLIENT)]
    pub(crate) keep_unused_types: bool,
    /// Add a method for a body of any content type to an operation, repeatable; `*` adds it to all
    ///
    /// An operation is named by its id, by method and path (`POST /score`), or by its JSON Pointer. The method has the suffix `_raw`.
    /// Bodies that are bytes or any JSON value have it in any case.
    #[arg(long, value_name = "OPERATION", help_heading = CLIENT)]
    pub(crate) raw: Vec<String>,
    /// Generate what can be used of a document with errors
    ///
    /// For each error the smallest possible part is left out: a response, an optional parameter, an operation; a schema
    /// becomes any JSON value. The errors are shown as such, and the exit code is 0.
    #[arg(long, help_heading = DOCUMENT)]
    pub(crate) keep_going: bool,
    /// Validate requests against the limits, lengths and patterns of the document before they are sent
    ///
    /// A value that breaks them is the error `InvalidRequest`, whose text names the path of the value. Patterns need the feature
    /// `regex` of the runtime.
    #[arg(long, help_heading = CLIENT)]
    pub(crate) validate: bool,
    /// A limit of the document, repeatable: `schemas`, `listed-values` or `large-patterns`
    ///
    /// A document with more is refused; of patterns those beyond are not checked.
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = limit, help_heading = DOCUMENT)]
    pub(crate) limits: Vec<(String, usize)>,
    /// Treat warnings and notes with this code as errors, repeatable; `warnings` stands for all warnings
    #[arg(long = "deny", value_name = "CODE", value_parser = code, help_heading = FINDINGS)]
    pub(crate) denied: Vec<String>,
    /// Hide warnings and notes with this code, repeatable; errors are always shown
    #[arg(long = "allow", value_name = "CODE", value_parser = code, help_heading = FINDINGS)]
    pub(crate) allowed: Vec<String>,
}

/// The arguments of `generate`.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Fetch the texts of `callsmith.lock` again, and lock what the servers send now
    #[arg(long, help_heading = DOCUMENT)]
    pub(crate) update_lock: bool,
    /// Write nothing, and list the files that would change
    ///
    /// Findings are shown as without the flag. `callsmith check` shows the changes themselves.
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) dry_run: bool,
}

/// The arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// List the files that differ, with the number of lines, in place of the diff
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) stat: bool,
}

/// The arguments of `generate` and `check`.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// The folder of the crate, or with `--module` the file [default: `output` of the client in the configuration]
    #[arg(short, long, value_name = "DIR", help_heading = OUTPUT)]
    pub(crate) output: Option<PathBuf>,
    /// One file for `include!` or `mod` instead of a crate
    #[arg(long, conflicts_with_all = ["crate_name", "runtime_path", "runtime_version", "tests"], help_heading = OUTPUT)]
    pub(crate) module: bool,
    /// The name of the crate [default: made of the title of the document]
    #[arg(long, value_name = "NAME", help_heading = OUTPUT)]
    pub(crate) crate_name: Option<String>,
    /// Keep the names of all items in `callsmith.names` beside `Cargo.toml`, where a new version of the document finds them
    ///
    /// The file is kept without the flag where it exists. With `--module` it stands beside the module.
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) names_lock: bool,
    /// The runtime crate as a path dependency
    ///
    /// A relative path is seen from the current folder, and written as seen from the output folder.
    #[arg(long, value_name = "PATH", conflicts_with = "runtime_version", help_heading = OUTPUT)]
    pub(crate) runtime_path: Option<PathBuf>,
    /// The version of the runtime crate [default: the version of this program]
    #[arg(long, value_name = "VERSION", help_heading = OUTPUT)]
    pub(crate) runtime_version: Option<String>,
    /// Add tests to the crate, one for each operation
    ///
    /// Each checks the request on the wire against the document, and decodes the answers that the document declares.
    /// `cargo test` in the crate runs them, without a network.
    #[arg(long, conflicts_with = "types_only", help_heading = OUTPUT)]
    pub(crate) tests: bool,
    /// Replace edited files, and files that Callsmith did not write
    #[arg(long, help_heading = OUTPUT)]
    pub(crate) force: bool,
}

/// The arguments of `inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// Report the coverage instead: what of the document is in the client
    ///
    /// For each kind of construct, their number, and the numbers of those that are exact, approximated (a diagnostic
    /// says by what), or untyped (any JSON value although the document says more). Also those that are skipped, unused
    /// (shared, and no operation leads to them), or omitted (left out by `--include` or `--exclude`). Below that every
    /// one that is approximated, untyped or skipped, with its place and the diagnostic.
    #[arg(long)]
    pub(crate) coverage: bool,
    /// Format of the description
    #[arg(long, default_value = "text")]
    pub(crate) format: InspectFormat,
}

/// The format of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// A table for people
    Text,
    /// JSON for tools; its key `format` is the version of its shape, within which keys are only added
    Json,
}

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The older version: a path, `-` for standard input, or an http(s) URL
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    #[command(flatten)]
    pub(crate) new: DocumentArgs,
    /// Format of the changes
    #[arg(long, default_value = "text")]
    pub(crate) format: DiffFormat,
    /// The least level of changes for which the exit code is 1
    #[arg(long, value_name = "LEVEL", default_value = "breaking")]
    pub(crate) fail_on: FailOn,
}

impl DiffArgs {
    /// The older version of a document that is named, with the headers if it is the one to fetch.
    pub(crate) fn old_document(&self, new: &str) -> DocumentArgs {
        self.document(&self.old, new)
    }

    /// As [`DiffArgs::old_document`], for the newer version.
    pub(crate) fn new_document(&self, new: &str) -> DocumentArgs {
        self.document(new, &self.old)
    }

    /// A version beside another one. Where neither is to be fetched, the headers are a mistake to report.
    fn document(&self, document: &str, other: &str) -> DocumentArgs {
        let is_other_fetched = !is_url(document) && is_url(other);
        self.new.named(document, !is_other_fetched)
    }
}

impl DocumentArgs {
    /// The arguments for a document that is named, with the headers or without.
    pub(crate) fn named(&self, document: &str, has_headers: bool) -> Self {
        let headers = if has_headers { self.headers.clone() } else { Vec::new() };
        Self { document: Some(document.to_owned()), headers, ..self.clone() }
    }
}

/// Returns `true` for a document that is fetched.
pub(crate) fn is_url(document: &str) -> bool {
    let scheme = document.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// The format of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Lines for people
    Text,
    /// Markdown for the comment of a pull request
    Markdown,
    /// JSON for tools; its key `format` is the version of its shape, within which keys are only added
    Json,
}

/// The changes that fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Programs that use the client do not compile any more
    Breaking,
    /// Something is new, or breaking
    Additive,
    /// Anything, also what differs on the wire alone
    Any,
    /// Nothing: the changes are only printed
    Never,
}

/// The arguments of `init`.
#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The document of the first client: a path or an http(s) URL
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: Option<String>,
    /// Replace the files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

/// The arguments of `report`.
#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// The page
    ///
    /// An earlier report is replaced, any other file is not.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The code, as it stands in brackets in a diagnostic; without it all codes are listed
    #[arg(value_parser = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name())), hide_possible_values = true)]
    pub(crate) code: Option<String>,
}

/// The arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

/// A flag that the command does not have may be one of another command. The tip of clap is never meant: it makes a document of the flag.
pub(crate) fn with_tip(mut error: clap::Error) -> clap::Error {
    if error.kind() != ErrorKind::UnknownArgument {
        return error;
    }
    error.remove(ContextKind::Suggested);
    let Some(ContextValue::String(flag)) = error.get(ContextKind::InvalidArg) else { return error };
    let has_flag = |command: &&clap::Command| {
        command.get_arguments().any(|argument| argument.get_long().is_some_and(|long| format!("--{long}") == *flag))
    };
    let cli = Cli::command();
    let commands: Vec<String> =
        cli.get_subcommands().filter(has_flag).map(|command| format!("`callsmith {}`", command.get_name())).collect();
    if !commands.is_empty() {
        let tip = StyledStr::from(format!("`{flag}` is a flag of {}", commands.join(", ")));
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip]));
    }
    error
}

/// A Rust type in place of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeOverride {
    pub(crate) pointer: String,
    pub(crate) rust_type: String,
}

/// Reads the name of a code, or `warnings`.
fn code(text: &str) -> Result<String, String> {
    Codes::default().insert(text).map(|()| text.to_owned()).map_err(|error| error.to_string())
}

/// Reads a selector of operations.
fn selector(text: &str) -> Result<String, String> {
    Select::default().include(text).map(|()| text.to_owned()).map_err(|error| error.to_string())
}

/// Reads `NAME=NUMBER`.
fn limit(text: &str) -> Result<(String, usize), String> {
    let (name, number) = text.split_once('=').ok_or("it has no `=` between name and number")?;
    let number = number.trim().replace('_', "").parse().map_err(|_| format!("`{number}` is no number"))?;
    Limits::default().set(name.trim(), number).map_err(|error| error.to_string())?;
    Ok((name.trim().to_owned(), number))
}

/// Reads `SCHEMA=TYPE`. Both sides can hold a `=` of their own, so the first one with a type behind it divides them.
fn type_override(text: &str) -> Result<TypeOverride, String> {
    let mut problem = None;
    for (at, _) in text.match_indices('=') {
        let (pointer, rust_type) = (text[..at].trim(), text[at + 1..].trim());
        match TypeOverrides::default().insert(pointer, rust_type) {
            Ok(()) => return Ok(TypeOverride { pointer: pointer.to_owned(), rust_type: rust_type.to_owned() }),
            Err(error) => problem = problem.or(Some(error.to_string())),
        }
    }
    Err(problem.unwrap_or_else(|| "it has no `=` between schema and type".to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::{Cli, type_override};

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_override_is_divided_before_its_type() {
        let parsed =
            |text| type_override(text).map(|parsed_override| (parsed_override.pointer, parsed_override.rust_type));
        let pair = |pointer: &str, rust_type: &str| Ok((pointer.to_owned(), rust_type.to_owned()));
        assert_eq!(parsed("#/definitions/A=f64"), pair("#/definitions/A", "f64"));
        assert_eq!(parsed("#/definitions/a=b/items=Vec<f64>"), pair("#/definitions/a=b/items", "Vec<f64>"));
        assert_eq!(parsed("#/definitions/A=X<Item=u8>"), pair("#/definitions/A", "X<Item=u8>"));
        assert!(parsed("#/definitions/A").unwrap_err().contains("no `=`"));
        assert!(parsed("definitions/A=f64").unwrap_err().contains("is not a JSON Pointer"));
        assert!(parsed("#/definitions/A=Vec<").unwrap_err().contains("is not a Rust type"));
    }
}
