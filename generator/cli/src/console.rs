//! Standard error and standard output. Text goes out as a terminal can take it: see [`callsmith::terminal`].

use std::io::{self, Write};
use std::process::ExitCode;

use callsmith::{Location, OptionError, Report, Severity, terminal};
use serde_json::{Value, json};

use crate::args::{MessageArgs, MessageFormat};
use crate::failure::Failure;

/// Standard error, in the form and at the length that the user asked for.
#[derive(Debug)]
pub(crate) struct Console {
    format: MessageFormat,
    /// What matters less is not shown.
    least: Severity,
}

impl Console {
    /// The console of a run.
    pub(crate) fn new(args: &MessageArgs) -> Self {
        let least = match (args.verbose, args.quiet) {
            (true, _) => Severity::Note,
            (_, true) => Severity::Error,
            _ => Severity::Warning,
        };
        Self { format: args.message_format, least }
    }

    /// `true` if notes are shown.
    pub(crate) fn is_verbose(&self) -> bool {
        self.least == Severity::Note
    }

    /// Shows findings, in the order in which they are given.
    pub(crate) fn reports(&self, reports: &[Report]) {
        for report in reports.iter().filter(|report| report.severity >= self.least) {
            match self.format {
                MessageFormat::Human => say(&format!("{}\n", report.rendered.trim_end())),
                MessageFormat::Json => say_json(&as_json(report)),
            }
        }
    }

    /// Shows an error that is not about a place in a document.
    pub(crate) fn error(&self, text: &str, help: Option<&str>) {
        let help_line = help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        self.line(Severity::Error, text, None, help, &format!("error: {text}{help_line}"));
    }

    /// Shows an option that cannot be used, with the line of the configuration that has it.
    pub(crate) fn option(&self, error: &OptionError) {
        match error.location() {
            Some(location) => {
                let rendered = format!("error: {error}");
                self.line(Severity::Error, error.message(), Some(&location), error.suggestion(), &rendered);
            }
            None => self.error(error.message(), error.suggestion()),
        }
    }

    /// Shows what a user has to know although nothing is wrong, except in quiet runs.
    pub(crate) fn notice(&self, text: &str) {
        if self.least < Severity::Error {
            self.line(Severity::Note, text, None, None, &format!("note: {text}"));
        }
    }

    /// Shows a choice that was made, in verbose runs.
    pub(crate) fn note(&self, text: &str) {
        if self.is_verbose() {
            self.notice(text);
        }
    }

    /// Shows what was done, as the last line; not in quiet runs.
    pub(crate) fn done(&self, text: &str) {
        if self.least < Severity::Error {
            self.line(Severity::Note, text, None, None, text);
        }
    }

    fn line(&self, severity: Severity, text: &str, location: Option<&Location>, help: Option<&str>, rendered: &str) {
        match self.format {
            MessageFormat::Human => say(rendered),
            MessageFormat::Json => {
                let line = json!({
                    "code": null,
                    "severity": severity,
                    "message": text,
                    "location": location,
                    "help": help,
                    "rendered": rendered,
                });
                say_json(&line);
            }
        }
    }
}

/// `2 errors, 1 warning`, without notes; empty where there is neither.
pub(crate) fn counts(reports: &[Report]) -> String {
    let count = |severity, noun: &str| {
        let number = reports.iter().filter(|report| report.severity == severity).count();
        (number > 0).then(|| plural(number, noun))
    };
    let parts = [count(Severity::Error, "error"), count(Severity::Warning, "warning")];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// `1 file`, `2 files`.
pub(crate) fn plural(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Shows a help text, or what is wrong with the command line, which may quote it.
pub(crate) fn of_arguments(error: &clap::Error) -> ExitCode {
    let text = error.render().to_string();
    if error.use_stderr() {
        say(text.trim_end());
        return ExitCode::from(2);
    }
    match print(&text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// Writes lines of text to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    write(&terminal::lines(text))
}

/// Writes the JSON form of a value to standard output.
pub(crate) fn print_json(written: serde_json::Result<String>) -> Result<(), Failure> {
    let text = written.map_err(|error| Failure::usage(format!("the result has no JSON form: {error}")))?;
    write(&format!("{}\n", terminal::json(&text)))
}

/// A reader that has gone (`callsmith explain | head -1`) is no failure.
fn write(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::usage(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// The fields of a report, and its text.
fn as_json(report: &Report) -> Value {
    // A report is texts and numbers under keys that are texts: it has a JSON form.
    let mut value = serde_json::to_value(report).unwrap_or_default();
    value["rendered"] = Value::from(report.rendered.as_str());
    value
}

/// Writes lines of text to standard error.
fn say(text: &str) {
    write_error(&terminal::lines(text));
}

/// Writes a value as a line of JSON to standard error.
fn say_json(value: &Value) {
    write_error(&terminal::json(&value.to_string()));
}

fn write_error(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{text}");
}
