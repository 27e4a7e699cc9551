//! Everything that is logged, in memory, for tests which assert what is logged and above all what is not.

use std::fmt::{Debug, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// The log: one line for each event, and for each span that was opened or got a value.
///
/// Every level and every target is taken. A line is `LEVEL target: field=value …`, where the message is a field too,
/// and `LEVEL target name: field=value …` for a span.
#[derive(Clone, Debug, Default)]
pub struct Logs(Arc<Mutex<Vec<String>>>);

impl Logs {
    /// Captures what this thread logs through `tracing`, until the guard is dropped.
    ///
    /// Work that a library does on threads of its own is not seen: see [`Logs::of_process`].
    pub fn of_thread() -> (Self, tracing::subscriber::DefaultGuard) {
        let logs = Self::default();
        let guard = tracing::subscriber::set_default(Capture::new(logs.clone()));
        (logs, guard)
    }

    /// Captures what all threads log from the first call on, through `tracing` and through `log`.
    ///
    /// There is one such capture in a process, so other tests of the same program show up in it: look for text that is
    /// the test's own.
    ///
    /// # Panics
    /// If the program has installed another logger before.
    pub fn of_process() -> Self {
        static LOGS: OnceLock<Logs> = OnceLock::new();
        LOGS.get_or_init(Self::install).clone()
    }

    /// All lines so far.
    pub fn lines(&self) -> Vec<String> {
        self.lock().clone()
    }

    /// Returns `true` if a line holds this text.
    pub fn contain(&self, text: &str) -> bool {
        self.lock().iter().any(|line| line.contains(text))
    }

    fn install() -> Self {
        let logs = Self::default();
        tracing::subscriber::set_global_default(Capture::new(logs.clone()))
            .expect("the program sets no other subscriber");
        log::set_boxed_logger(Box::new(logs.clone())).expect("the program sets no other logger");
        log::set_max_level(log::LevelFilter::Trace);
        logs
    }

    fn push(&self, line: String) {
        self.lock().push(line);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().expect("no holder of this lock panics")
    }
}

impl log::Log for Logs {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        self.push(format!("{} {}: message={}", record.level(), record.target(), record.args()));
    }

    fn flush(&self) {}
}

/// The subscriber behind [`Logs`].
struct Capture {
    logs: Logs,
    last_span: AtomicU64,
}

impl Capture {
    fn new(logs: Logs) -> Self {
        Self { logs, last_span: AtomicU64::new(0) }
    }
}

impl Subscriber for Capture {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let metadata = span.metadata();
        let mut line = Line(format!("{} {} {}:", metadata.level(), metadata.target(), metadata.name()));
        span.record(&mut line);
        self.logs.push(line.0);
        Id::from_u64(self.last_span.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("SPAN:".to_owned());
        values.record(&mut line);
        self.logs.push(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let metadata = event.metadata();
        let mut line = Line(format!("{} {}:", metadata.level(), metadata.target()));
        event.record(&mut line);
        self.logs.push(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// One line, as its fields arrive.
struct Line(String);

impl Visit for Line {
    fn record_str(&mut self, field: &Field, value: &str) {
        // As it is: quoted and escaped, a secret in it might not be found.
        let _ = write!(self.0, " {field}={value}");
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

#[cfg(test)]
mod tests;
