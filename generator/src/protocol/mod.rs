//! Text of a document, or of anybody else, in the forms that other programs read.
//!
//! * In: texts and paths as they are.
//! * Out: lines, values and names in which such a text is data, whatever characters it has.
//! * Afterwards: nothing that is printed or written there can be taken for a directive, a key or a control sequence.
//!
//! Each program that reads has a module: [`cargo`] the output of build scripts, [`file`] names of source files,
//! [`manifest`] values of `Cargo.toml`, [`markdown`] documentation (and [`tags`] the HTML in it), [`shell`] command lines that people copy, [`terminal`] what people see.

pub(crate) mod cargo;
pub(crate) mod file;
pub(crate) mod manifest;
pub(crate) mod markdown;
pub(crate) mod shell;
mod tags;
pub mod terminal;
