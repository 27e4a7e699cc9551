//! The generator on a changed document.

use std::panic::{self, AssertUnwindSafe};

use callsmith::{ClosedEnums, Error, Generator, Options, Severity};
use fastrand::Rng;
use serde_json::Value;

use super::change;

/// The memory in bytes that a trial may take.
pub const MEMORY: u64 = 1024 * 1024 * 1024;
/// Without optimisation the generator takes up to ten times as long.
const SLOWNESS: u64 = if cfg!(debug_assertions) { 10 } else { 1 };

/// A changed document, and how it is generated from.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The seed of the trial.
    pub seed: u64,
    /// The document.
    pub text: String,
    validate: bool,
    keep_going: bool,
    closed_enums: bool,
    unknown: u8,
    exact_numbers: bool,
    lenient_nulls: bool,
    unsigned_integers: bool,
}

/// The outcome of the trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrialOutcome {
    /// A client.
    Client,
    /// The document is refused, with places.
    Refused,
    /// Something that must not be.
    Fault(String),
}

impl Trial {
    /// The trial of a document and a seed.
    #[must_use]
    pub fn new(document: &Value, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let mut changed = document.clone();
        change::change(&mut changed, &mut rng);
        let text = if rng.bool() {
            format!("{changed:#}")
        } else {
            serde_yaml::to_string(&changed).unwrap_or_else(|_| changed.to_string())
        };
        let text = if rng.u8(..10) == 0 { change::break_text(&text, &mut rng) } else { text };
        Self {
            seed,
            text,
            validate: rng.bool(),
            keep_going: rng.bool(),
            closed_enums: rng.u8(..4) == 0,
            unknown: rng.u8(..6),
            exact_numbers: rng.u8(..4) == 0,
            lenient_nulls: rng.u8(..4) == 0,
            unsigned_integers: rng.u8(..4) == 0,
        }
    }

    /// The CPU seconds that the trial may take: 2 s, and 2 s more for each 100 kB.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        (2 + self.text.len() as u64 / 50_000) * SLOWNESS
    }

    /// The options that were drawn.
    #[must_use]
    pub fn options(&self) -> Options {
        let mut options = Options::default();
        options.validate = self.validate;
        options.keep_going = self.keep_going;
        options.keep_unknown_properties = self.unknown == 1;
        options.deny_unknown_properties = self.unknown == 2;
        options.exact_numbers = self.exact_numbers;
        options.lenient_nulls = self.lenient_nulls;
        options.unsigned_integers = self.unsigned_integers;
        if self.closed_enums {
            options.closed_enums = ClosedEnums::all();
        }
        options
    }

    /// The generator with the options that were drawn.
    #[must_use]
    pub fn generator(&self) -> Generator {
        Generator::from_text("changed", self.text.clone()).options(self.options())
    }

    /// Runs the generator in all its forms, on this thread.
    #[must_use]
    pub fn run(&self) -> TrialOutcome {
        let run = panic::catch_unwind(AssertUnwindSafe(|| match self.generator().generate() {
            Ok(generated) => {
                let _ = (generated.module(), generated.inspect(), generated.coverage());
                let files = generated.crate_files();
                let active = |c: char| c.is_control() && c != '\n';
                match files.iter().find(|(path, text)| path.ends_with("Cargo.toml") && text.contains(active)) {
                    Some((path, _)) => TrialOutcome::Fault(format!("{} has control characters", path.display())),
                    None => TrialOutcome::Client,
                }
            }
            Err(Error::Document(reports)) => {
                let is_placed = |location: Option<&callsmith::Location>| location.is_some_and(|place| place.line > 0);
                match reports.iter().find(|report| !is_placed(report.location.as_ref())) {
                    Some(report) => TrialOutcome::Fault(format!("no place: {}", report.message)),
                    None if reports.iter().any(|report| report.severity == Severity::Error) => TrialOutcome::Refused,
                    None => TrialOutcome::Fault("it is refused without an error".to_owned()),
                }
            }
            Err(error) => TrialOutcome::Fault(format!("not about the document: {error}")),
        }));
        run.unwrap_or_else(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text");
            TrialOutcome::Fault(format!("panic: {text}"))
        })
    }
}
