//! The command `callsmith`: generates typed Rust clients from OpenAPI documents.
//!
//! One module for each subcommand ([`generate`], [`check`], [`lock`], [`inspect`], [`diff`], [`report`], [`explain`],
//! [`init`], [`completions`]), and below them what they share:
//!
//! * [`args`]: the command line;
//! * [`options`]: flags and configurations as options of the library; [`relative`]: paths from one folder to another;
//! * [`document`]: a path, standard input or a URL as a generator. [`fetch`]: documents by URL. [`address`]: where
//!   redirects may lead. [`remote`]: those that a document refers to, and the lock of their texts;
//! * [`plan`]: the changes in a folder, and the owners of those files. [`stamp`]: marks of files that a user may edit.
//!   [`folder`]: one run at a time. [`mod@write`]: all of it, or nothing;
//! * [`console`]: standard error and standard output; [`text`]: their text with its colours; [`progress`]: the stage of a run that
//!   takes long; [`compare`]: changes of files; [`summary`]: the closing lines. [`failure`]: why a command failed, and its exit code.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod address;
mod args;
mod check;
mod compare;
mod completions;
mod console;
mod diff;
mod document;
mod explain;
mod failure;
mod fetch;
mod folder;
mod generate;
mod init;
mod inspect;
mod lock;
mod manifest;
mod options;
mod plan;
mod progress;
mod relative;
mod remote;
mod report;
mod stamp;
mod summary;
mod text;
mod write;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

/// A third of a run is the making and dropping of small values, which the allocator of the system does at half the speed. The library
/// leaves the choice to its users.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
use console::Console;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return console::of_arguments(error),
    };
    let console = Console::new(&cli.messages);
    let outcome = match &cli.command {
        Command::Generate(args) => generate::run(args, &console),
        Command::Check(args) => check::run(args, &console),
        Command::Lock(args) => lock::run(args, &console),
        Command::Inspect(args) => inspect::run(args, &console),
        Command::Diff(args) => diff::run(args, &console),
        Command::Report(args) => report::run(args, &console),
        Command::Explain(args) => explain::run(args, &console),
        Command::Init(args) => init::run(args, &console),
        Command::Schema => console.print(console.output().plain(&callsmith::config_schema())),
        Command::Completions(args) => completions::run(args, &console),
    };
    console.progress().end();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.show(&console);
            failure.exit_code()
        }
    }
}
