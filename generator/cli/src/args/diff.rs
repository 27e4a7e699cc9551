//! The arguments of `diff`.

use clap::{Args, ValueEnum};

use super::document::{DocumentArgs, is_url};

/// The arguments of `diff`.
#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The older version: a path, `-` for standard input, or an http(s) URL
    #[arg(value_name = "OLD")]
    pub(crate) old: String,
    #[command(flatten)]
    pub(crate) new: DocumentArgs,
    /// Format of the changes
    #[arg(long, default_value = "text")]
    pub(crate) format: DiffFormat,
    /// The least level of changes for which the exit code is 1
    #[arg(long, value_name = "LEVEL", default_value = "breaking")]
    pub(crate) fail_on: FailOn,
}

impl DiffArgs {
    /// The older version of a document that is named, with the headers if it is the one to fetch.
    pub(crate) fn old_document(&self, new: &str) -> DocumentArgs {
        self.document(&self.old, new)
    }

    /// As [`DiffArgs::old_document`], for the newer version.
    pub(crate) fn new_document(&self, new: &str) -> DocumentArgs {
        self.document(new, &self.old)
    }

    /// A version beside another one. Where neither is to be fetched, the headers are a mistake to report.
    fn document(&self, document: &str, other: &str) -> DocumentArgs {
        let is_other_fetched = !is_url(document) && is_url(other);
        self.new.named(document, !is_other_fetched)
    }
}

/// The format of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// Lines for people
    Text,
    /// Markdown for the comment of a pull request
    Markdown,
    /// JSON for tools; its key `format` is the version of its shape, within which keys are only added
    Json,
}

/// The changes that fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    /// Programs that use the client do not compile any more
    Breaking,
    /// Something is new, or breaking
    Additive,
    /// Anything, also what differs on the wire alone
    Any,
    /// Nothing: the changes are only printed
    Never,
}
