//! The report, and its judgement.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use callsmith_tools::prism::outcome::{CallOutcome, Fault};

use crate::document::{Document, Outcomes};
use crate::exceptions::Exceptions;

/// So many of a kind are shown.
const MAX_SHOWN: usize = 3;

/// The report on all documents.
#[derive(Debug, Default)]
pub(crate) struct Report {
    all: bool,
    /// By version: documents, operations, operations that were called, calls, answers that were read.
    versions: BTreeMap<String, [usize; 5]>,
    /// Operations without a call, by reason.
    without: Vec<(String, String)>,
    /// Faults of others, by owner and reason.
    theirs: BTreeMap<String, usize>,
    excepted: BTreeMap<String, usize>,
    details: Vec<String>,
    ours: Vec<(String, String, CallOutcome)>,
    unable: Vec<(String, String)>,
}

impl Report {
    pub(crate) fn new(all: bool) -> Self {
        Self { all, ..Self::default() }
    }

    /// Adds a document that cannot be called.
    pub(crate) fn unable(&mut self, document: &str, error: &str, exceptions: &Exceptions) {
        match exceptions.reason(document, "*", "unable") {
            Some(reason) => *self.excepted.entry(format!("no document: {reason}")).or_default() += 1,
            None => self.unable.push((document.to_owned(), error.to_owned())),
        }
    }

    /// Adds what became of the calls of a document.
    pub(crate) fn add(&mut self, document: &Document, outcomes: Outcomes, exceptions: &Exceptions) {
        let path = &document.root.path;
        let called: BTreeSet<usize> = document.calls.calls.iter().map(|call| call.operation).collect();
        let decoded = outcomes.iter().filter(|(_, outcome)| outcome.fault == Fault::None).count();
        let counts = [1, document.inspection.operations.len(), called.len(), outcomes.len(), decoded];
        let totals = self.versions.entry(document.version.clone()).or_default();
        totals.iter_mut().zip(counts).for_each(|(totals, count)| *totals += count);
        for (index, reason) in document.calls.without.iter().filter(|(index, _)| !called.contains(index)) {
            let operation = &document.inspection.operations[*index];
            self.without.push((format!("{path}: {} {}", operation.method, operation.path), reason.clone()));
        }
        for (operation, outcome) in outcomes {
            match (outcome.fault, exceptions.reason(path, &operation, &outcome.code)) {
                (Fault::None, _) => {}
                (Fault::Theirs, _) => {
                    self.details.push(format!("{}: {path} {operation}\n  {}", outcome.code, outcome.detail));
                    *self.theirs.entry(outcome.code).or_default() += 1;
                }
                (Fault::Ours, Some(reason)) => {
                    *self.excepted.entry(format!("{}: {reason}", outcome.code)).or_default() += 1;
                }
                (Fault::Ours, None) => self.ours.push((path.clone(), operation, outcome)),
            }
        }
    }

    /// Returns `true` if each answer was read, or not for a reason of the document's or the server's.
    pub(crate) fn holds(&self) -> bool {
        self.ours.is_empty() && self.unable.is_empty() && self.versions.values().any(|counts| counts[4] > 0)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for (document, operation, outcome) in &self.ours {
            let count = shown.entry(&outcome.code).or_default();
            *count += 1;
            if self.all || *count <= MAX_SHOWN {
                writeln!(f, "{}: {document} {operation}\n  {}\n", outcome.code, outcome.detail)?;
            }
        }
        for detail in self.details.iter().filter(|_| self.all) {
            writeln!(f, "{detail}\n")?;
        }
        for (document, error) in &self.unable {
            writeln!(f, "{document}: {error}")?;
        }
        for (operation, reason) in &self.without {
            writeln!(f, "not called: {operation}: {reason}")?;
        }
        for (version, [documents, operations, called, calls, decoded]) in &self.versions {
            writeln!(
                f,
                "{version}: {documents} documents, {operations} operations, {called} of them called, {calls} calls, {decoded} answers read"
            )?;
        }
        for (code, count) in &self.theirs {
            writeln!(f, "  the document's or the server's, {code}: {count}")?;
        }
        for (reason, count) in &self.excepted {
            writeln!(f, "  excepted, {reason}: {count}")?;
        }
        for (code, count) in &shown {
            writeln!(f, "  not as it should be, {code}: {count}")?;
        }
        Ok(())
    }
}
