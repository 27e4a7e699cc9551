//! The arguments of the commands that write or compare a client.

use std::path::PathBuf;

use clap::Args;

use super::{DOCUMENT, DocumentArgs, OUTPUT};

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
