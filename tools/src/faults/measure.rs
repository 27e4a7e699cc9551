//! Holds what the generator says of a harmed document against what was done to it.

use std::collections::HashMap;

use callsmith::{Error, Generator, Report, Severity};
use fastrand::Rng;

use super::plant::{Fault, FaultyDocument, plant};
use super::tree::Tree;
use super::write::{Format, write};

/// A document without errors, as it is written anew in one format.
pub struct ValidDocument {
    name: String,
    tree: Tree,
    format: Format,
    /// The number of times that each finding is made in the unharmed document.
    findings: HashMap<Finding, usize>,
}

/// A finding without its line, which moves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Finding {
    code: String,
    pointer: String,
    message: String,
}

/// The outcome of one fault.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Outcome {
    /// The document and its format.
    pub document: String,
    /// The kind of the fault.
    pub fault: String,
    /// The fault.
    pub what: String,
    /// The pointer of the fault.
    pub pointer: String,
    /// The line of the fault.
    pub line: usize,
    /// The number of findings that are new.
    pub findings: usize,
    /// `true` if the first of them names the place.
    pub pointer_fits: bool,
    /// `true` if the first of them names the line.
    pub line_fits: bool,
    /// The new findings, the first few.
    pub new_findings: Vec<String>,
}

impl ValidDocument {
    /// Takes a document; `None` where it is not readable, or not without errors.
    #[must_use]
    pub fn new(name: &str, text: &str, format: Format) -> Option<Self> {
        let tree = Tree::read(text)?;
        let reports = generate(name, &write(&tree, format).text).ok()?;
        let mut findings: HashMap<Finding, usize> = HashMap::new();
        for report in &reports {
            *findings.entry(finding(report)).or_default() += 1;
        }
        Some(Self { name: name.to_owned(), tree, format, findings })
    }

    /// Plants a fault and looks what is said of it. `None` where the document has no place for one.
    #[must_use]
    pub fn plant_fault(&self, fault: Fault, rng: &mut Rng) -> Option<Outcome> {
        let faulty = plant(&self.tree, fault, rng)?;
        Some(self.outcome(fault, &faulty))
    }

    fn outcome(&self, fault: Fault, faulty: &FaultyDocument) -> Outcome {
        let written = write(&faulty.tree, self.format);
        let (pointer, line) = (faulty.tree.pointer(&faulty.path), written.line(&faulty.path));
        let reports = generate(&self.name, &written.text).unwrap_or_else(|reports| reports);
        let new = self.new_findings(reports, faulty);
        let first = new.first().and_then(|report| report.location.as_ref());
        Outcome {
            document: format!("{} as {:?}", self.name, self.format),
            fault: format!("{fault:?}"),
            what: faulty.what.clone(),
            findings: new.len(),
            pointer_fits: first
                .is_some_and(|place| place.pointer == pointer || pointer == "#" && place.pointer.is_empty()),
            line_fits: first.is_some_and(|place| written.begins_on(&faulty.path, place.line)),
            new_findings: new.iter().take(4).map(shown).collect(),
            pointer,
            line,
        }
    }

    /// The place of a fault in the unharmed document; that of a second one is its own.
    fn pointer_before(&self, faulty: &FaultyDocument) -> String {
        let tree = if faulty.renamed { &self.tree } else { &faulty.tree };
        tree.pointer(&faulty.path)
    }

    /// The errors and warnings that the unharmed document does not have.
    fn new_findings(&self, reports: Vec<Report>, faulty: &FaultyDocument) -> Vec<Report> {
        let mut earlier = self.findings.clone();
        // Below a key that was renamed everything stands elsewhere.
        let (now, before) = (faulty.tree.pointer(&faulty.path), self.pointer_before(faulty));
        let is_new = |report: &Report| match earlier.get_mut(&finding(report).moved(&now, &before)) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        };
        let reports = reports.into_iter().filter(is_new);
        reports.filter(|report| report.severity >= Severity::Warning).collect()
    }
}

impl Finding {
    fn moved(mut self, from: &str, to: &str) -> Self {
        if let Some(rest) = self.pointer.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with('/')) {
            self.pointer = format!("{to}{rest}");
        }
        self
    }
}

fn finding(report: &Report) -> Finding {
    let pointer = report.location.as_ref().map(|place| place.pointer.clone()).unwrap_or_default();
    Finding { code: report.code.name().to_owned(), pointer, message: report.message.clone() }
}

fn shown(report: &Report) -> String {
    let place = report.location.as_ref().map(|place| format!("{}:{} ", place.line, place.pointer)).unwrap_or_default();
    format!("{place}{}[{}]: {}", report.severity, report.code, report.message)
}

/// The findings: of a client, or (`Err`) of a document that none is made of.
fn generate(name: &str, text: &str) -> Result<Vec<Report>, Vec<Report>> {
    match Generator::from_text(name, text).keep_unused_types(true).generate() {
        Ok(generated) => Ok(generated.reports().to_vec()),
        Err(Error::Document(reports)) => Err(reports),
        Err(_) => Err(Vec::new()),
    }
}

/// Outcomes as shares.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Grade {
    /// The number of faults that were planted.
    pub faults: usize,
    /// The share whose first finding names the pointer.
    pub pointer: f64,
    /// The share whose first finding names the line.
    pub line: f64,
    /// The number of findings that a fault has on average.
    pub findings: f64,
}

impl Grade {
    /// The grade of outcomes.
    #[must_use]
    pub fn new<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> Self {
        let (mut faults, mut pointer, mut line, mut findings) = (0usize, 0usize, 0usize, 0usize);
        for outcome in outcomes {
            faults += 1;
            pointer += usize::from(outcome.pointer_fits);
            line += usize::from(outcome.line_fits);
            findings += outcome.findings;
        }
        let share = |number: usize| number as f64 / faults.max(1) as f64;
        Self { faults, pointer: share(pointer), line: share(line), findings: share(findings) }
    }

    /// Returns `true` if it is good enough: 95% of the pointers, 99% of the lines, and 1.2 findings for each fault.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.pointer >= 0.95 && self.line >= 0.99 && self.findings <= 1.2
    }
}
