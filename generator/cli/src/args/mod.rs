//! The command line.

mod diff;
mod document;
mod messages;
mod output;
mod values;

use std::path::PathBuf;

use callsmith::Code;
use clap::builder::{PossibleValuesParser, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(crate) use diff::{DiffArgs, DiffFormat, FailOn};
pub(crate) use document::{DocumentArgs, is_url};
pub(crate) use messages::{ColorWhen, MessageArgs, MessageFormat};
pub(crate) use output::{CheckArgs, GenerateArgs, OutputArgs};

/// The headings of options in help texts.
const DOCUMENT: &str = "Document";
const CLIENT: &str = "Client";
const FINDINGS: &str = "Findings";
const OUTPUT: &str = "Output";

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

/// The document whose texts are kept.
#[derive(Debug, Args)]
pub(crate) struct LockArgs {
    #[command(flatten)]
    pub(crate) document: DocumentArgs,
    /// Fetch what is locked again
    #[arg(long)]
    pub(crate) update: bool,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Cli;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
