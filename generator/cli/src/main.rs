//! The command `callsmith`: generates typed Rust clients from OpenAPI documents.
//!
//! One module for each subcommand ([`generate`], [`check`], [`inspect`], [`explain`]), and below them what they share:
//!
//! * [`args`]: the command line;
//! * [`options`]: flags and configurations as options of the library; [`relative`]: paths from one folder to another;
//! * [`document`]: a path, standard input or a URL as a generator; [`fetch`]: documents by URL; [`address`]: where
//!   redirects may lead; [`remote`]: those that
//!   a document refers to; [`lock`]: what was fetched of them;
//! * [`plan`]: what would change in a folder, and whose files those are; [`stamp`]: how files that a user may edit are
//!   known; [`folder`]: one run at a time; [`mod@write`]: all of it, or nothing;
//! * [`console`]: what is said on standard error; [`failure`]: why a command failed, and its exit code.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod address;
mod args;
mod check;
mod console;
mod document;
mod explain;
mod failure;
mod fetch;
mod folder;
mod generate;
mod inspect;
mod lock;
mod options;
mod plan;
mod relative;
mod remote;
mod stamp;
mod write;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use console::Console;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return console::of_arguments(&error),
    };
    let console = Console::new(&cli.messages);
    let outcome = match &cli.command {
        Command::Generate(args) => generate::run(args, &console),
        Command::Check(args) => check::run(args, &console),
        Command::Inspect(args) => inspect::run(args),
        Command::Explain(args) => explain::run(args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.show(&console);
            failure.exit_code()
        }
    }
}
