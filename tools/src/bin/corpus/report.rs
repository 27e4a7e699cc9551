//! A row for each document, a summary, and what was promised against what was found.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::arguments::Arguments;
use crate::compile::AllCompiled;
use crate::generate::Runs;
use crate::outcome::{Generated, Outcome, Run};
use crate::rejections::Rejections;
use callsmith_tools::corpus::check::Compiled;
use callsmith_tools::corpus::roots::Root;

/// The share of schemas that may become any JSON value although the document says more.
const UNTYPED: f64 = 0.005;

/// Everything that was found.
#[derive(Debug, Serialize)]
pub(crate) struct Report {
    rows: Vec<Row>,
    summary: Summary,
    promises: Vec<Promise>,
    #[serde(skip)]
    quiet: bool,
}

/// A document.
#[derive(Debug, Serialize)]
struct Row {
    document: String,
    bytes: u64,
    #[serde(flatten)]
    run: Run,
    compiled: Option<Compiled>,
    /// Promises that do not hold.
    faults: Vec<String>,
}

/// Sums over all documents.
#[derive(Debug, Default, Serialize)]
struct Summary {
    documents: usize,
    generated: usize,
    rejected: usize,
    rejected_unexpectedly: usize,
    died: usize,
    timeouts: usize,
    slowest: (f64, String),
    largest: (u64, String),
    cpu_seconds: f64,
    declared: usize,
    operations: usize,
    schemas: usize,
    untyped: usize,
    unnamed: usize,
    compared: usize,
    compiled: usize,
    clean: usize,
    with_errors: usize,
    with_warnings: usize,
    /// Documents that are rejected with a code.
    codes: BTreeMap<String, usize>,
    /// Diagnostics of generated documents.
    diagnostics: BTreeMap<String, usize>,
    lints: BTreeMap<String, usize>,
}

/// Something that has to hold for all documents.
#[derive(Debug, Serialize)]
struct Promise {
    text: &'static str,
    result: String,
    holds: bool,
}

impl Report {
    pub(crate) fn new(
        roots: &[Root],
        runs: &Runs,
        compiled: &AllCompiled,
        rejections: &Rejections,
        arguments: &Arguments,
    ) -> Self {
        let row = |root: &Root| {
            let run = runs.get(&root.path)?.clone();
            let compiled = compiled.get(&root.path).cloned();
            let faults = faults(&root.path, &run, compiled.as_ref(), rejections);
            Some(Row { document: root.path.clone(), bytes: root.bytes, run, compiled, faults })
        };
        let rows: Vec<Row> = roots.iter().filter_map(row).collect();
        let summary = Summary::new(&rows, rejections);
        let promises = promises(&summary, &rows);
        Self { rows, summary, promises, quiet: arguments.quiet }
    }

    /// Returns `true` if everything holds.
    pub(crate) fn holds(&self) -> bool {
        self.promises.iter().all(|promise| promise.holds)
    }
}

fn faults(path: &str, run: &Run, compiled: Option<&Compiled>, rejections: &Rejections) -> Vec<String> {
    let mut faults: Vec<String> = rejections.fault(path, run).into_iter().collect();
    match &run.outcome {
        Outcome::Died { message } => faults.push(message.clone()),
        Outcome::Timeout => faults.push("the limit of time was exceeded".to_owned()),
        Outcome::Rejected(rejected) if !rejected.located => faults.push("an error has no place".to_owned()),
        Outcome::Rejected(_) => {}
        Outcome::Generated(generated) => {
            if generated.operations < generated.declared {
                faults.push(format!("{} of {} operations", generated.operations, generated.declared));
            }
            if generated.unnamed > 0 {
                faults.push(format!("{} losses that no diagnostic names", generated.unnamed));
            }
            faults.extend(generated.differences.iter().flatten().cloned());
        }
    }
    if let Some(compiled) = compiled {
        if !compiled.reached {
            faults.push("not compiled".to_owned());
        }
        faults.extend(compiled.first_error.clone());
        faults.extend(compiled.first_warning.clone());
    }
    faults
}

impl Summary {
    fn new(rows: &[Row], rejections: &Rejections) -> Self {
        let mut sum = Self { documents: rows.len(), ..Self::default() };
        for row in rows {
            sum.cpu_seconds += row.run.seconds;
            if row.run.seconds > sum.slowest.0 {
                sum.slowest = (row.run.seconds, row.document.clone());
            }
            if row.run.megabytes > sum.largest.0 {
                sum.largest = (row.run.megabytes, row.document.clone());
            }
            match &row.run.outcome {
                Outcome::Generated(generated) => sum.add(generated),
                Outcome::Rejected(rejected) => {
                    sum.rejected += 1;
                    sum.rejected_unexpectedly += usize::from(rejections.fault(&row.document, &row.run).is_some());
                    for code in rejected.codes.keys() {
                        *sum.codes.entry(code.clone()).or_default() += 1;
                    }
                }
                Outcome::Died { .. } => sum.died += 1,
                Outcome::Timeout => sum.timeouts += 1,
            }
            if let Some(compiled) = &row.compiled {
                sum.compiled += 1;
                sum.clean += usize::from(compiled.is_clean());
                sum.with_errors += usize::from(compiled.errors > 0);
                sum.with_warnings += usize::from(compiled.warnings > 0);
                add(&mut sum.lints, &compiled.lints);
            }
        }
        sum
    }

    fn add(&mut self, generated: &Generated) {
        self.generated += 1;
        self.declared += generated.declared;
        self.operations += generated.operations.min(generated.declared);
        self.schemas += generated.schemas;
        self.untyped += generated.untyped;
        self.unnamed += generated.unnamed;
        self.compared += usize::from(generated.differences.is_some());
        add(&mut self.diagnostics, &generated.diagnostics);
    }
}

fn add(sums: &mut BTreeMap<String, usize>, counts: &BTreeMap<String, usize>) {
    for (key, count) in counts {
        *sums.entry(key.clone()).or_default() += count;
    }
}

fn promises(sum: &Summary, rows: &[Row]) -> Vec<Promise> {
    let mut promises = Vec::new();
    let mut promise = |text, holds, current_result| promises.push(Promise { text, result: current_result, holds });
    let ended = sum.died + sum.timeouts;
    promise(
        "no panic, no hang, no document over the limits",
        ended == 0,
        format!("{} died, {} timeouts", sum.died, sum.timeouts),
    );
    let listed =
        rows.iter().filter(|row| row.faults.iter().any(|fault| fault.starts_with("generated, but listed"))).count();
    promise(
        "the documents of the list are rejected with their code, and no others are",
        sum.rejected_unexpectedly + listed == 0,
        format!("{} others or with another code, {listed} generated", sum.rejected_unexpectedly),
    );
    promise(
        "every operation of a generated document has a method",
        sum.operations == sum.declared,
        format!("{} of {}", sum.operations, sum.declared),
    );
    let share = sum.untyped as f64 / sum.schemas.max(1) as f64;
    promise(
        "less than 0.5% of schemas are untyped",
        share < UNTYPED,
        format!("{} of {}, {:.2}%", sum.untyped, sum.schemas, share * 100.0),
    );
    promise("every loss is named in a diagnostic", sum.unnamed == 0, format!("{} are not", sum.unnamed));
    if sum.compiled > 0 {
        promise(
            "every client compiles without errors and warnings",
            sum.clean == sum.compiled,
            format!(
                "{} of {}: {} with errors, {} with warnings",
                sum.clean, sum.compiled, sum.with_errors, sum.with_warnings
            ),
        );
    }
    if sum.compared > 0 {
        let differ = |row: &&Row| matches!(&row.run.outcome, Outcome::Generated(generated) if generated.differences.iter().flatten().next().is_some());
        let different = rows.iter().filter(differ).count();
        promise(
            "a second run and another order of components give the same bytes",
            different == 0,
            format!("{different} of {} differ", sum.compared),
        );
    }
    promises
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in self.rows.iter().filter(|row| !self.quiet || !row.faults.is_empty()) {
            writeln!(f, "{row}")?;
        }
        write!(f, "{}", self.summary)?;
        for promise in &self.promises {
            let outcome = if promise.holds { "holds" } else { "FAILS" };
            writeln!(f, "{outcome}: {}: {}", promise.text, promise.result)?;
        }
        Ok(())
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<72} {:>6.2} s {:>5} MB  ", self.document, self.run.seconds, self.run.megabytes)?;
        match &self.run.outcome {
            Outcome::Generated(generated) => {
                let share = generated.untyped as f64 / generated.schemas.max(1) as f64 * 100.0;
                let operations = format!("{}/{}", generated.operations, generated.declared);
                write!(f, "generated {operations:>9} operations {share:>6.2}% untyped")?;
            }
            Outcome::Rejected(rejected) => {
                write!(f, "rejected {}", rejected.codes.keys().map(String::as_str).collect::<Vec<_>>().join(", "))?;
            }
            Outcome::Died { .. } => write!(f, "DIED")?,
            Outcome::Timeout => write!(f, "TIMEOUT")?,
        }
        if let Some(compiled) = &self.compiled {
            if compiled.is_clean() {
                write!(f, "  compiles")?
            } else {
                write!(f, "  {} errors, {} warnings", compiled.errors, compiled.warnings)?
            }
        }
        for fault in &self.faults {
            write!(f, "\n    {}", fault.replace('\n', "\n    "))?;
        }
        Ok(())
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |counts: &BTreeMap<String, usize>| {
            counts.iter().map(|(key, count)| format!("{key} {count}")).collect::<Vec<_>>().join(", ")
        };
        writeln!(f)?;
        writeln!(
            f,
            "documents    {}: {} generated, {} rejected, {} died, {} timeouts",
            self.documents, self.generated, self.rejected, self.died, self.timeouts
        )?;
        writeln!(f, "rejections   {}", list(&self.codes))?;
        writeln!(f, "operations   {} of {}", self.operations, self.declared)?;
        writeln!(f, "schemas      {}, {} untyped", self.schemas, self.untyped)?;
        writeln!(f, "diagnostics  {}", list(&self.diagnostics))?;
        writeln!(
            f,
            "cost         {:.1} CPU seconds in all, at most {:.2} s ({}) and {} MB ({})",
            self.cpu_seconds, self.slowest.0, self.slowest.1, self.largest.0, self.largest.1
        )?;
        if self.compiled > 0 {
            writeln!(
                f,
                "compiled     {}: {} clean, {} with errors, {} with warnings",
                self.compiled, self.clean, self.with_errors, self.with_warnings
            )?;
            if !self.lints.is_empty() {
                writeln!(f, "lints        {}", list(&self.lints))?;
            }
        }
        writeln!(f)
    }
}
