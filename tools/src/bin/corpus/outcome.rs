//! The outcome of a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The outcome of generating the client of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub(crate) enum Outcome {
    Generated(Generated),
    /// The document cannot be used, and at least one diagnostic says why.
    Rejected(Rejected),
    /// A bug: the generator panicked, or ran out of stack or memory.
    Died {
        message: String,
    },
    /// The limit of time was exceeded.
    Timeout,
}

/// A client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Generated {
    /// Operations that stand in the document.
    pub(crate) declared: usize,
    /// Operations that have a method.
    pub(crate) operations: usize,
    /// Schemas that stand in the document.
    pub(crate) schemas: usize,
    /// Schemas that became any JSON value although the document says more.
    pub(crate) untyped: usize,
    /// Losses that no diagnostic names.
    pub(crate) unnamed: usize,
    /// The number of times that each diagnostic was given.
    pub(crate) diagnostics: BTreeMap<String, usize>,
    /// The hash of all files.
    pub(crate) files: String,
    /// The differences from a second run, or from a document in another order; `None` if they were not looked for.
    pub(crate) differences: Option<Vec<String>>,
}

/// The reason why there is no client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rejected {
    /// The number of times that each error was given.
    pub(crate) codes: BTreeMap<String, usize>,
    /// The first error.
    pub(crate) first: String,
    /// `true` if every error has a line and a column.
    pub(crate) located: bool,
}

/// The result of a run in a process of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
    /// CPU seconds until the files were there.
    pub(crate) seconds: f64,
    /// The largest resident set, in MB.
    pub(crate) megabytes: u64,
}
