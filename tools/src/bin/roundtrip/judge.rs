//! Compares the answers of a program with the samples.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};

use callsmith_tools::corpus::Result;
use callsmith_tools::roundtrip::compare::Comparison;
use callsmith_tools::roundtrip::outcome::{self, Fault, TripResult};
use callsmith_tools::roundtrip::samples::Kind;
use serde::{Deserialize, Serialize};

use crate::place::Files;
use crate::prepare::{Head, Line, Row};
use crate::sides::{Side, Sides};
use crate::worker::Task;

/// So many failures of a code are kept in full for each document.
const MAX_FAILURES: usize = 4;

/// The judgement on a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Judged {
    /// Named schemas with samples.
    pub(crate) types: usize,
    /// Samples that are to come back equal, by kind.
    pub(crate) samples: BTreeMap<Kind, usize>,
    /// Those that did not, by code.
    pub(crate) failed: BTreeMap<String, usize>,
    /// Samples that are not valid, and those among them that were refused.
    pub(crate) invalid: (usize, usize),
    /// Named schemas without samples, by reason.
    pub(crate) skipped: BTreeMap<String, Vec<String>>,
    /// Values that claimed to be valid and are not.
    pub(crate) dropped: usize,
    /// The number of examples in the document, of those that were tested by their place, and of the others by reason.
    pub(crate) mentioned: usize,
    pub(crate) examples: BTreeMap<String, usize>,
    pub(crate) examples_left: BTreeMap<String, usize>,
    /// Schemas of which most values were dropped.
    #[serde(default)]
    pub(crate) hard: Vec<String>,
    /// The shortest failures.
    pub(crate) failures: Vec<Failure>,
}

/// A sample that did not come back equal.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) pointer: String,
    pub(crate) kind: Kind,
    pub(crate) detail: String,
    pub(crate) sent: String,
    pub(crate) got: Option<String>,
}

/// A line of the answers.
#[derive(Debug, Deserialize)]
struct ResultLine {
    first: Option<String>,
    second: Option<String>,
    error: Option<String>,
    died: Option<String>,
}

pub(crate) fn judge(task: &Task) -> Result<()> {
    let files = Files::new(&task.out, &task.name);
    let mut samples = BufReader::new(File::open(&files.samples)?).lines();
    let results = BufReader::new(File::open(&files.results)?).lines();
    let head: Head = serde_json::from_str(&samples.next().ok_or("there are no samples")??)?;
    let mut judged = Judged { types: head.types.len(), skipped: head.skipped, ..Judged::default() };
    judged.hard = head.hard;
    (judged.dropped, judged.mentioned, judged.examples_left) = (head.dropped, head.mentioned, head.examples_left);
    let sides = Sides::read(&task.document, &head.pointers)?;
    for (line, result) in samples.zip(results) {
        let line: Line = serde_json::from_str(&line?)?;
        let result: ResultLine = serde_json::from_str(&result?)?;
        let row = &head.types[line.ty];
        let Side { definitions, oracle } = sides.get(row.direction);
        judged.add(&Comparison { definitions, oracle }, row, &line, result)?;
    }
    judged.shorten();
    Ok(fs::write(files.judgement, serde_json::to_string(&judged)?)?)
}

impl Judged {
    fn add(&mut self, comparison: &Comparison<'_>, row: &Row, line: &Line, result: ResultLine) -> Result<()> {
        let got = result.first.clone();
        let outcome = match result.trip_result() {
            Err(status) => Err(Fault { code: "died", detail: status }),
            Ok(trip_result) if line.kind == Kind::Invalid => {
                self.invalid.0 += 1;
                self.invalid.1 += usize::from(matches!(trip_result, TripResult::Refused(_)));
                return Ok(());
            }
            Ok(trip_result) => {
                outcome::judge(comparison, &row.key, line.kind, &serde_json::from_str(&line.text)?, &trip_result)
            }
        };
        *self.samples.entry(line.kind).or_default() += 1;
        if matches!(line.kind, Kind::Example | Kind::Within) {
            let what = if line.kind == Kind::Within { "within a schema" } else { &row.what };
            *self.examples.entry(what.to_owned()).or_default() += 1;
        }
        let Err(fault) = outcome else { return Ok(()) };
        *self.failed.entry(fault.code.to_owned()).or_default() += 1;
        self.failures.push(Failure {
            code: fault.code.to_owned(),
            pointer: row.pointer.clone(),
            kind: line.kind,
            detail: fault.detail,
            sent: line.text.clone(),
            got,
        });
        Ok(())
    }
}

impl Judged {
    /// Keeps the shortest failures of each code.
    fn shorten(&mut self) {
        self.failures.sort_by_key(|failure| (failure.code.clone(), failure.sent.len()));
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        self.failures.retain(|failure| {
            let count = counts.entry(failure.code.clone()).or_default();
            *count += 1;
            *count <= MAX_FAILURES
        });
    }
}

impl ResultLine {
    fn trip_result(self) -> std::result::Result<TripResult, String> {
        match (self.died, self.first, self.second, self.error) {
            (Some(status), ..) => Err(status),
            (None, Some(first), Some(second), _) => Ok(TripResult::Returned { first, second: Ok(second) }),
            (None, Some(first), None, error) => {
                Ok(TripResult::Returned { first, second: Err(error.unwrap_or_default()) })
            }
            (None, None, _, error) => Ok(TripResult::Refused(error.unwrap_or_default())),
        }
    }
}
