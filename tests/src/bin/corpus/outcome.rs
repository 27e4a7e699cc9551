//! What came of a document.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What came of generating the client of a document.
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
    /// How often each diagnostic was given.
    pub(crate) diagnostics: BTreeMap<String, usize>,
    /// The hash of all files.
    pub(crate) files: String,
    /// How the bytes differ from a second run, or from a document in another order; `None` where that was not asked.
    pub(crate) differences: Option<Vec<String>>,
}

/// Why there is no client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Rejected {
    /// How often each error was given.
    pub(crate) codes: BTreeMap<String, usize>,
    /// The first error.
    pub(crate) first: String,
    /// Whether every error has a line and a column.
    pub(crate) located: bool,
}

/// What a run in a process of its own gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) outcome: Outcome,
    /// CPU seconds until the files were there.
    pub(crate) seconds: f64,
    /// The largest resident set, in MB.
    pub(crate) megabytes: u64,
}
