//! `callsmith completions`: the completions of a shell.

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::console::Console;
use crate::failure::Failure;

/// Prints the script that completes the command line in a shell.
pub(crate) fn run(args: &CompletionsArgs, console: &Console) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "callsmith", &mut script);
    let mut text = console.output();
    console.print(text.plain(&String::from_utf8_lossy(&script)))
}
