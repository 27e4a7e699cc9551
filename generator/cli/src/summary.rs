//! The closing lines of a run: the client, its files, its findings, and the way to more.

use std::collections::BTreeMap;

use callsmith::{Code, Coverage, Generated, Report, Severity, Tally};

use crate::args::DocumentArgs;
use crate::console::{Console, plural};
use crate::plan::Plan;
use crate::text::{FAINT, NOTE, PLACE, Text, style_of};

/// The closing lines of a run.
#[derive(Debug)]
pub(crate) struct Summary {
    headline: String,
    rows: Vec<Row>,
}

/// A label and what belongs to it.
#[derive(Debug)]
struct Row {
    label: &'static str,
    severity: Option<Severity>,
    text: String,
}

impl Summary {
    /// The summary of a client. The headline says what was done with it.
    pub(crate) fn new(headline: String, document: &DocumentArgs, generated: &Generated, console: &Console) -> Self {
        let mut summary = Self { headline, rows: Vec::new() };
        if !generated.has_types_only() {
            summary.row("operations", generated.count_operations().to_string());
        }
        summary.row("types", generated.count_types().to_string());
        if let Some(tested) = generated.tested() {
            let without = tested.without.len();
            let mut text = format!("{} of {}", tested.operations, plural(tested.operations + without, "operation"));
            for (count, what) in [(without, "without"), (tested.partly, "with parts left out")] {
                if count > 0 {
                    text += &format!(", {count} {what}");
                }
            }
            if without + tested.partly > 0 {
                text += ": see tests/operations.rs";
            }
            summary.row("tests", text);
        }
        let first = summary.findings(generated.reports());
        // The document is read and walked once more for it, an eighth of a run, which nobody has to wait for who did not ask.
        if console.is_verbose() && !generated.reports().is_empty() {
            summary.losses(&generated.coverage());
        }
        if let Some(first) = first {
            summary.details(document, first, console);
        }
        summary
    }

    /// Adds what became of the files, in front of the findings.
    pub(crate) fn files(mut self, written: &str, plan: &Plan) -> Self {
        let removed = plan.changes.iter().filter(|change| change.new.is_none()).count();
        let counts = [
            (plan.changes.len() - removed, written),
            (removed, if written == "written" { "removed" } else { "would be removed" }),
            (plan.count_unchanged(), "unchanged"),
            (plan.kept_sources.len(), "kept as edited"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let row = Row { label: "files", severity: None, text: counts.collect::<Vec<_>>().join(", ") };
        let at = self.rows.iter().position(|row| row.severity.is_some()).unwrap_or(self.rows.len());
        self.rows.insert(at, row);
        self
    }

    fn row(&mut self, label: &'static str, text: String) {
        self.rows.push(Row { label, severity: None, text });
    }

    /// Adds the numbers of findings by their codes; returns the most frequent code of the gravest ones.
    fn findings(&mut self, reports: &[Report]) -> Option<Code> {
        let mut first = None;
        for (severity, label) in [(Severity::Error, "errors"), (Severity::Warning, "warnings")] {
            let codes = codes(reports, severity);
            let number: usize = codes.iter().map(|(_, number)| number).sum();
            if number > 0 {
                let kinds: Vec<String> = codes.iter().map(|(code, number)| format!("{number} {code}")).collect();
                let text = match &kinds[..] {
                    [kind] => kind.clone(),
                    _ => format!("{number}: {}", kinds.join(", ")),
                };
                self.rows.push(Row { label, severity: Some(severity), text });
                first = first.or(codes.first().map(|(code, _)| *code));
            }
        }
        first
    }

    /// Adds the numbers of constructs of the document that the client has not exactly.
    fn losses(&mut self, coverage: &Coverage) {
        let sum = |number: fn(&Tally) -> usize| coverage.tallies.iter().map(number).sum::<usize>();
        let outcomes = [
            (sum(|tally| tally.approximated), "approximated"),
            (sum(|tally| tally.untyped), "untyped"),
            (sum(|tally| tally.skipped), "skipped"),
        ];
        let outcomes = outcomes.iter().filter(|(number, _)| *number > 0);
        let outcomes: Vec<String> = outcomes.map(|(number, outcome)| format!("{number} {outcome}")).collect();
        if outcomes.is_empty() {
            return;
        }
        let exact = sum(|tally| tally.exact);
        self.rows.push(Row {
            label: "coverage",
            severity: Some(Severity::Warning),
            text: format!("{}; {exact} exact", outcomes.join(", ")),
        });
    }

    /// Adds the ways to more about findings.
    fn details(&mut self, document: &DocumentArgs, first: Code, console: &Console) {
        let document = match document.document.as_deref() {
            // The query of a URL may be a secret.
            Some(document) if document != "-" && !document.contains("://") => document,
            _ => "DOCUMENT",
        };
        let verbose = if console.is_verbose() { "" } else { "`--verbose` shows each, " };
        let text = format!(
            "{verbose}`callsmith explain {first}` says more,\n`callsmith inspect {document} --coverage` lists what the client lacks"
        );
        self.rows.push(Row { label: "details", severity: Some(Severity::Note), text });
    }

    /// Shows the summary, except in quiet runs.
    pub(crate) fn show(&self, console: &Console) {
        let time = format!("{:.1} s", console.elapsed().as_secs_f64());
        let mut message = self.headline.clone();
        let mut text: Text = console.message();
        let (verb, rest) = self.headline.split_once(' ').unwrap_or((&self.headline, ""));
        text.styled(NOTE, verb).plain(&format!(" {rest}")).styled(FAINT, &format!(" ({time})"));
        let width = self.rows.iter().map(|row| row.label.len()).max().unwrap_or_default();
        for row in &self.rows {
            let style = match row.severity {
                Some(severity @ (Severity::Error | Severity::Warning)) => style_of(severity),
                _ => PLACE,
            };
            let gap = width - row.label.len();
            let indented = row.text.replace('\n', &format!("\n  {:width$}  ", ""));
            text.plain("\n  ").styled(style, row.label).plain(&format!("{:gap$}  {indented}", ""));
            if row.severity != Some(Severity::Note) {
                message += &format!("; {} {}", row.label, row.text);
            }
        }
        console.done(&message, &text);
    }
}

/// The codes of findings of a severity with their numbers, the most frequent first.
fn codes(reports: &[Report], severity: Severity) -> Vec<(Code, usize)> {
    let mut codes: BTreeMap<&str, (Code, usize)> = BTreeMap::new();
    for report in reports.iter().filter(|report| report.severity == severity) {
        codes.entry(report.code.name()).or_insert((report.code, 0)).1 += 1;
    }
    let mut codes: Vec<(Code, usize)> = codes.into_values().collect();
    codes.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    codes
}
