//! Runs the command `callsmith` as a user would.

mod broken;
mod check;
mod ci;
mod clients;
mod completions;
mod config;
mod diff;
mod examples;
mod explain;
mod generate;
mod help;
mod init;
mod inspect;
mod messages;
mod output;
mod pieces;
mod report;
mod strictness;
mod support;
#[cfg(unix)]
mod terminal;
mod url;
