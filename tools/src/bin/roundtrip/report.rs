//! The report, and its judgement.

use std::collections::BTreeMap;
use std::fmt;

use callsmith_tools::roundtrip::samples::Kind;
use serde::Serialize;

use crate::exceptions::Exceptions;
use crate::judge::{Failure, Judged};

/// So many failures of a code are shown in full.
const MAX_SHOWN: usize = 4;

/// A document with what was found, or why nothing was.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) document: String,
    pub(crate) outcome: Result<Judged, String>,
}

/// The whole.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Report {
    documents: usize,
    /// Documents without a program, with the reason. Those that the generator rejects are none of them.
    unable: BTreeMap<String, String>,
    rejected: usize,
    schemas: usize,
    samples: BTreeMap<Kind, usize>,
    failed: BTreeMap<String, usize>,
    excepted: BTreeMap<String, usize>,
    invalid: usize,
    invalid_refused: usize,
    skipped: BTreeMap<String, usize>,
    dropped: usize,
    mentioned: usize,
    examples: BTreeMap<String, usize>,
    examples_left: BTreeMap<String, usize>,
    /// Samples that could not be made, or hardly.
    remarks: Vec<(String, String)>,
    failures: Vec<(String, Failure)>,
}

impl Report {
    pub(crate) fn new(entries: Vec<Entry>, exceptions: &Exceptions) -> Self {
        let mut report = Self { documents: entries.len(), ..Self::default() };
        for Entry { document, outcome } in entries {
            match outcome {
                Ok(judged) => report.add(&document, judged, exceptions),
                Err(error) if error.ends_with("rejected") => report.rejected += 1,
                Err(error) => drop(report.unable.insert(document, error)),
            }
        }
        report.failures.sort_by_key(|(_, failure)| (failure.code.clone(), failure.sent.len()));
        report
    }

    fn add(&mut self, document: &str, judged: Judged, exceptions: &Exceptions) {
        self.schemas += judged.types;
        judged.samples.iter().for_each(|(kind, count)| *self.samples.entry(*kind).or_default() += count);
        for (code, count) in &judged.failed {
            let counts = if exceptions.allow(code, document) { &mut self.excepted } else { &mut self.failed };
            *counts.entry(code.clone()).or_default() += count;
        }
        self.invalid += judged.invalid.0;
        self.invalid_refused += judged.invalid.1;
        for (reason, pointers) in &judged.skipped {
            *self.skipped.entry(reason.clone()).or_default() += pointers.len();
        }
        let unmade = judged.skipped.get("no valid value").into_iter().flatten();
        let remarks = unmade.chain(&judged.hard).map(|remark| (document.to_owned(), remark.clone()));
        self.remarks.extend(remarks);
        self.dropped += judged.dropped;
        self.mentioned += judged.mentioned;
        judged.examples.iter().for_each(|(what, count)| *self.examples.entry(what.clone()).or_default() += count);
        judged
            .examples_left
            .iter()
            .for_each(|(what, count)| *self.examples_left.entry(what.clone()).or_default() += count);
        let failures = judged.failures.into_iter().filter(|failure| !exceptions.allow(&failure.code, document));
        self.failures.extend(failures.map(|failure| (document.to_owned(), failure)));
    }

    /// Returns `true` if every sample came back equal.
    pub(crate) fn holds(&self) -> bool {
        self.failed.is_empty() && self.unable.is_empty() && self.samples() > 0
    }

    fn samples(&self) -> usize {
        self.samples.values().sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
        for (document, failure) in &self.failures {
            let count = shown.entry(&failure.code).or_default();
            *count += 1;
            if *count <= MAX_SHOWN {
                show(f, document, failure)?;
            }
        }
        for (document, error) in &self.unable {
            writeln!(f, "{document}: {error}")?;
        }
        let (samples, failed) = (self.samples(), self.failed.values().sum::<usize>());
        let excepted: usize = self.excepted.values().sum();
        writeln!(f, "{} documents, {} of them rejected, {} schemas", self.documents, self.rejected, self.schemas)?;
        writeln!(f, "{samples} samples, {} passed, {failed} failed, {excepted} excepted", samples - failed - excepted)?;
        for (kind, count) in &self.samples {
            writeln!(f, "  {kind:?}: {count}")?;
        }
        for (code, count) in &self.failed {
            writeln!(f, "  failed, {code}: {count}")?;
        }
        for (reason, count) in &self.skipped {
            writeln!(f, "  schemas skipped, {reason}: {count}")?;
        }
        writeln!(f, "  values dropped by the oracle: {}", self.dropped)?;
        writeln!(f, "  examples: {} mentioned, {} tested", self.mentioned, self.examples.values().sum::<usize>())?;
        for (what, count) in &self.examples {
            writeln!(f, "    of {what}: {count}")?;
        }
        for (reason, count) in &self.examples_left {
            writeln!(f, "    left out, {reason}: {count}")?;
        }
        writeln!(f, "  invalid values refused: {} of {}", self.invalid_refused, self.invalid)
    }
}

fn show(f: &mut fmt::Formatter<'_>, document: &str, failure: &Failure) -> fmt::Result {
    let Failure { code, pointer, kind, detail, sent, got } = failure;
    writeln!(f, "{code}: {document} {pointer} ({kind:?}): {}", excerpt(detail))?;
    writeln!(f, "  sent {}", excerpt(sent))?;
    writeln!(f, "  got  {}\n", excerpt(got.as_deref().unwrap_or("nothing")))
}

fn excerpt(text: &str) -> String {
    text.chars().take(600).collect()
}

#[cfg(test)]
mod tests {
    use callsmith_tools::roundtrip::samples::Kind;

    use super::{Entry, Exceptions, Failure, Judged, Report};

    fn entry(failed: &[(&str, usize)]) -> Entry {
        let failure = |code: &str| Failure {
            code: code.to_owned(),
            pointer: "#/components/schemas/A".to_owned(),
            kind: Kind::Valid,
            detail: "/a".to_owned(),
            sent: "{\"a\":1}".to_owned(),
            got: Some("{}".to_owned()),
        };
        let judged = Judged {
            samples: [(Kind::Valid, 10)].into(),
            failed: failed.iter().map(|(code, count)| ((*code).to_owned(), *count)).collect(),
            failures: failed.iter().map(|(code, _)| failure(code)).collect(),
            ..Judged::default()
        };
        Entry { document: "a.json".to_owned(), outcome: Ok(judged) }
    }

    #[test]
    fn a_failure_that_is_not_listed_does_not_hold() {
        let none = Exceptions::default();
        assert!(Report::new(vec![entry(&[])], &none).holds());
        assert!(!Report::new(Vec::new(), &none).holds());
        let report = Report::new(vec![entry(&[("lost-property", 2)])], &none);
        assert!(!report.holds());
        let text = report.to_string();
        assert!(text.contains("lost-property: a.json #/components/schemas/A (Valid): /a"), "{text}");
        assert!(text.contains("10 samples, 8 passed, 2 failed, 0 excepted"), "{text}");
        let listed: Exceptions = toml::from_str("[lost-property.\"*\"]\nreason = \"so\"").unwrap();
        let report = Report::new(vec![entry(&[("lost-property", 2)])], &listed);
        assert!(report.holds() && report.to_string().contains("0 failed, 2 excepted"), "{report}");
    }

    #[test]
    fn what_cannot_be_told_does_not_hold_and_what_is_rejected_does() {
        let current_entry = |error: &str| Entry { document: "b.json".to_owned(), outcome: Err(error.to_owned()) };
        let none = Exceptions::default();
        assert!(!Report::new(vec![entry(&[]), current_entry("uncompiled: no")], &none).holds());
        assert!(Report::new(vec![entry(&[]), current_entry("Prepare: exit status: 1: rejected")], &none).holds());
    }
}
