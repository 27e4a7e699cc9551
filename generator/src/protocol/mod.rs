//! Text of a document, or of anybody else, in the forms that other programs read.
//!
//! * In: texts and paths as they are.
//! * Out: lines, values and names in which such a text is data, whatever characters it has.
//! * Afterwards: nothing that is printed or written there can be taken for a directive, a key or a control sequence.
//!
//! Each program that reads has a module: [`cargo`] the output of build scripts, [`file`] names of source files,
//! [`manifest`] values of `Cargo.toml`. [`markdown`] writes documentation, with [`escapes`] of its characters and
//! [`tags`] of the HTML in it. [`open`] is for
//! errors of files, [`shell`] for command lines that people copy, [`terminal`] for all that people see.

// A text of a document may hold a line for Cargo, a code for a terminal or Markdown with a link. Nothing of it is printed
// but through these modules.
pub(crate) mod cargo;
mod escapes;
pub(crate) mod file;
pub(crate) mod manifest;
pub(crate) mod markdown;
mod markdown_writer;
pub(crate) mod open;
pub(crate) mod shell;
mod tags;
pub mod terminal;
