//! Runs the command `callsmith` as a user would.

mod broken;
mod check;
mod config;
mod explain;
mod generate;
mod help;
mod inspect;
mod messages;
mod output;
mod pieces;
mod strictness;
mod support;
mod url;
