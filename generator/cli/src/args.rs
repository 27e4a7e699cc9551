//! The command line.

use std::path::PathBuf;

use callsmith::{Code, Codes, Limits, TypeOverrides, UrlPrefix};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Generates typed Rust clients from OpenAPI documents
///
/// Reads Swagger 2.0, OpenAPI 3.0 and 3.1, in JSON or YAML. What a document says and a client does not do is told on
/// standard error with its file, line and column.
#[derive(Debug, Parser)]
#[command(
    name = "callsmith",
    version,
    max_term_width = 100,
    disable_help_subcommand = true,
    after_long_help = "\
Exit codes:
  0  done
  1  the document cannot be used, or `check` found a difference
  2  the command line, the configuration or the output folder cannot be used

Examples:
  callsmith generate swagger.json -o client
  callsmith generate http://localhost:5001/swagger.json -o client
  callsmith check swagger.json -o client
  callsmith inspect swagger.json
  callsmith explain example-mismatch"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) messages: MessageArgs,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Write the client of a document
    ///
    /// Writes a crate, or with `--module` one file. Everything is generated before anything is written: where the
    /// document cannot be used, the files of an earlier run stay as they are. Files that would not change are not
    /// touched.
    ///
    /// Source files are replaced. `Cargo.toml`, `README.md` and `examples/call.rs` are replaced too until they are
    /// edited; from then on they are kept. Files that Callsmith did not write are never replaced without `--force`.
    #[command(after_long_help = "\
Examples:
  callsmith generate swagger.json -o client --crate-name scoring
  callsmith generate openapi.yaml -o src/client.rs --module
  callsmith generate https://example.com/openapi.json -o client --header 'X-Key: …'
  callsmith generate swagger.json -o client \\
      --override '#/definitions/ServiceInput/properties/data/items/items=f64'")]
    Generate(GenerateArgs),
    /// Tell whether a client is what would be generated
    ///
    /// Takes the arguments of `generate`, and writes nothing. Where `generate` would change something, that is shown as
    /// a unified diff, and the exit code is 1. Otherwise nothing is printed.
    #[command(after_long_help = "\
Examples:
  callsmith check swagger.json -o client
  callsmith check swagger.json -o client --force     # also what was edited by hand")]
    Check(OutputArgs),
    /// List the operations and types of a document with their Rust names
    #[command(after_long_help = "\
Examples:
  callsmith inspect swagger.json
  callsmith inspect swagger.json --format json | jq -r '.operations[].rust'
  callsmith inspect swagger.json --coverage")]
    Inspect(InspectArgs),
    /// Explain the code of a diagnostic
    #[command(after_long_help = "\
Examples:
  callsmith explain                     # all codes
  callsmith explain example-mismatch")]
    Explain(ExplainArgs),
}

/// What is said on standard error, and how.
#[derive(Debug, Args)]
#[command(next_help_heading = "Messages")]
pub(crate) struct MessageArgs {
    /// Show notes too: choices that were made
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Show nothing but errors
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// How messages are written on standard error
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub(crate) message_format: MessageFormat,
}

/// How messages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MessageFormat {
    /// As a compiler does, with the line of the document
    Human,
    /// One JSON object a line with `severity`, `code`, `message`, `location` (`file`, `line`, `column`,
    /// `end_line`, `end_column`, `pointer`), `help` and `rendered`; `code` is null where the message is not about a place in the document
    Json,
}

/// Where the document is, and what decides about its client.
#[derive(Debug, Args)]
pub(crate) struct DocumentArgs {
    /// A path, `-` for standard input, or an http(s) URL
    ///
    /// A URL is given 10 s to connect and 120 s for up to 64 MiB. Messages name it without user and query.
    #[arg(value_name = "DOCUMENT")]
    pub(crate) document: String,
    /// A header for fetching a URL, repeatable
    ///
    /// Sent to the origin of the URL alone: redirects to another one are followed without it.
    #[arg(long = "header", value_name = "NAME: VALUE")]
    pub(crate) headers: Vec<String>,
    /// The configuration [default: `[package.metadata.callsmith]` of the Cargo.toml and callsmith.toml of the current
    /// folder]
    ///
    /// Its keys are `crate-name`, `runtime-path` (relative to the output folder), `runtime-version`, `overlays`,
    /// `allow-folders`, `allow-urls`, `keep-going`, the lists `deny` and `allow`, `validate`, `closed-enums` (`true`,
    /// `"declared"` or a list of names), `deny-unknown-properties`, `keep-unknown-properties`, `exact-numbers`, `unsigned-integers`,
    /// `lenient-nulls`, `types-only`, `brackets`, `double-encoded`, `non-finite-numbers`, `streams`, `integers-as-doubles`, `null-as-absent` and
    /// `empty-path-parameters` (`true` or a list of names), the lists `nullable` and `optional` of properties, and the tables `[override]`
    /// of schemas and types, `[formats]` of formats and types, `[names]`, `[types]` with derives and attributes, `[limits]`, and
    /// `[[pagination]]`. A section `[document."swagger.json"]` has such
    /// keys for one document. Paths are relative to the configuration. Flags win over it, or add to it.
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// An overlay that mends the document before it is used, repeatable
    ///
    /// Overlays (OpenAPI Overlay 1.0 and 1.1) are applied in their order to DOCUMENT, not to files that it refers to.
    #[arg(long = "overlay", value_name = "FILE")]
    pub(crate) overlays: Vec<PathBuf>,
    /// A folder whose files the document may refer to, beside its own, repeatable
    ///
    /// A `$ref` reaches the folder of DOCUMENT with all that is below it, and nothing else: not by `..`, not by an absolute
    /// path, not through a link.
    #[arg(long = "allow-folder", value_name = "DIR")]
    pub(crate) allow_folders: Vec<PathBuf>,
    /// URLs that the document may refer to, by how they begin, repeatable
    ///
    /// For example `https://example.com/schemas/`. Redirects lead no further. `generate` keeps what was fetched in
    /// `callsmith.lock` and the folder `callsmith.cache`, beside the configuration; from then on nothing is fetched.
    #[arg(long = "allow-url", value_name = "PREFIX")]
    pub(crate) allow_urls: Vec<UrlPrefix>,
    /// A Rust type in place of a schema, by its name, for a property `Pet.name`, or by its JSON Pointer, repeatable
    ///
    /// For example `#/definitions/ServiceInput/properties/data/items/items=f64`, or `ServiceInput.data=Vec<f64>`.
    #[arg(long = "override", value_name = "SCHEMA=TYPE", value_parser = type_override)]
    pub(crate) overrides: Vec<TypeOverride>,
    /// Keep all digits of numbers to which the document gives neither a width nor bounds
    ///
    /// They are a `Number` of the runtime in place of `i64` and `f64`.
    #[arg(long)]
    pub(crate) exact_numbers: bool,
    /// Make integers unsigned whose `minimum` is zero or above
    ///
    /// They are `u64` in place of `i64`, `u32` in place of `i32`.
    #[arg(long)]
    pub(crate) unsigned_integers: bool,
    /// The text that stands for the items of an array in style `deepObject`: `tags[0]=a`, `tags[]=a` or `tags=a`
    #[arg(long, value_name = "FORM", value_parser = ["indices", "empty", "repeat"])]
    pub(crate) brackets: Option<String>,
    /// Read `null` in place of an array or a map of an answer as an empty one
    ///
    /// Services in Go write empty ones so.
    #[arg(long)]
    pub(crate) lenient_nulls: bool,
    /// Generate the types alone, without calls
    ///
    /// They depend neither on an HTTP client nor on tokio: for servers, and for crates of shared models.
    #[arg(long)]
    pub(crate) types_only: bool,
    /// Make a client of what can be used of a document with errors
    ///
    /// For each error the smallest possible part is left out: a response, an optional parameter, an operation; a schema
    /// becomes any JSON value. The errors are shown as such, and the exit code is 0.
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Make calls hold their values against the limits, lengths and patterns of the document before they are sent
    ///
    /// What breaks them is the error `InvalidRequest`, whose text names the path. Patterns need the feature `regex` of the
    /// runtime.
    #[arg(long)]
    pub(crate) validate: bool,
    /// A limit of the document, repeatable: `schemas`, `listed-values` or `large-patterns`
    ///
    /// A document with more is refused; of patterns those beyond are not checked.
    #[arg(long = "limit", value_name = "NAME=NUMBER", value_parser = limit)]
    pub(crate) limits: Vec<(String, usize)>,
    /// Take warnings and notes of a code for errors, repeatable; `warnings` stands for all warnings
    #[arg(long = "deny", value_name = "CODE", value_parser = code)]
    pub(crate) denied: Vec<String>,
    /// Do not show warnings and notes of a code, repeatable; errors are shown whatever their code
    #[arg(long = "allow", value_name = "CODE", value_parser = code)]
    pub(crate) allowed: Vec<String>,
}

/// The arguments of `generate`.
#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Fetch what is locked again, and lock what comes
    #[arg(long)]
    pub(crate) update_lock: bool,
}

/// The arguments of `generate` and `check`.
#[derive(Debug, Args)]
pub(crate) struct OutputArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// The folder of the crate, or with `--module` the file
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// One file for `include!` or `mod` instead of a crate
    #[arg(long, conflicts_with_all = ["crate_name", "runtime_path", "runtime_version"])]
    pub(crate) module: bool,
    /// The name of the crate [default: made of the title of the document]
    #[arg(long, value_name = "NAME")]
    pub(crate) crate_name: Option<String>,
    /// The runtime crate as a path dependency
    ///
    /// A relative path is seen from the current folder, and written as seen from the output folder.
    #[arg(long, value_name = "PATH", conflicts_with = "runtime_version")]
    pub(crate) runtime_path: Option<PathBuf>,
    /// The version of the runtime crate [default: the version of this program]
    #[arg(long, value_name = "VERSION")]
    pub(crate) runtime_version: Option<String>,
    /// Replace edited files, and files that Callsmith did not write
    #[arg(long)]
    pub(crate) force: bool,
}

/// The arguments of `inspect`.
#[derive(Debug, Args)]
pub(crate) struct InspectArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// Report the coverage instead: what of the document is in the client
    ///
    /// For each kind of construct how many there are, and how many are exact, approximated (a diagnostic says by what),
    /// untyped (any JSON value although the document says more), skipped, or unused (shared, and no operation leads to
    /// it). Below that every one that is approximated, untyped or skipped, with its place and the diagnostic.
    #[arg(long)]
    pub(crate) coverage: bool,
    /// How the client is described
    #[arg(long, default_value = "text")]
    pub(crate) format: InspectFormat,
}

/// How a client is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InspectFormat {
    /// A table for people
    Text,
    /// JSON for tools; its key `format` is the version of its shape, within which keys are only added
    Json,
}

/// The arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The code, as it stands in brackets in a diagnostic; without it all codes are listed
    #[arg(value_parser = PossibleValuesParser::new(Code::ALL.iter().map(|code| code.name())), hide_possible_values = true)]
    pub(crate) code: Option<String>,
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
        let parsed = |text| type_override(text).map(|found| (found.pointer, found.rust_type));
        let pair = |pointer: &str, rust_type: &str| Ok((pointer.to_owned(), rust_type.to_owned()));
        assert_eq!(parsed("#/definitions/A=f64"), pair("#/definitions/A", "f64"));
        assert_eq!(parsed("#/definitions/a=b/items=Vec<f64>"), pair("#/definitions/a=b/items", "Vec<f64>"));
        assert_eq!(parsed("#/definitions/A=X<Item=u8>"), pair("#/definitions/A", "X<Item=u8>"));
        assert!(parsed("#/definitions/A").unwrap_err().contains("no `=`"));
        assert!(parsed("definitions/A=f64").unwrap_err().contains("is not a JSON Pointer"));
        assert!(parsed("#/definitions/A=Vec<").unwrap_err().contains("is not a Rust type"));
    }
}
