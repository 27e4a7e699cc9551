//! Standard error and standard output.

use std::collections::HashMap;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anstream::stream::RawStream;
use anstream::{AutoStream, ColorChoice};
use callsmith::{Code, Location, OptionError, Report, Severity, terminal};
use serde_json::{Value, json};

use crate::args::{ColorWhen, MessageArgs, MessageFormat, with_tip};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::text::{HELP, NOTE, Text, style_of};

/// Standard error and standard output, in the form and at the length that the user asked for.
#[derive(Debug)]
pub(crate) struct Console {
    format: MessageFormat,
    /// The least severity that is shown.
    least: Severity,
    started: Instant,
    has_coloured_errors: bool,
    has_coloured_output: bool,
    progress: Progress,
}

impl Console {
    /// The console of a run that begins.
    pub(crate) fn new(args: &MessageArgs) -> Self {
        let least = match (args.verbose, args.quiet) {
            (true, _) => Severity::Note,
            (_, true) => Severity::Error,
            _ => Severity::Warning,
        };
        let started = Instant::now();
        let has_coloured_errors = args.message_format == MessageFormat::Human && is_coloured(args.color, &io::stderr());
        let is_shown = args.message_format == MessageFormat::Human && least < Severity::Error && can_erase();
        // A console of Windows knows no control sequences until colours are switched on.
        let progress = if is_shown && (has_coloured_errors || !cfg!(windows)) {
            Progress::shown(started, has_coloured_errors)
        } else {
            Progress::hidden()
        };
        let has_coloured_output = is_coloured(args.color, &io::stdout());
        Self { format: args.message_format, least, started, has_coloured_errors, has_coloured_output, progress }
    }

    /// `true` if notes are shown.
    pub(crate) fn is_verbose(&self) -> bool {
        self.least == Severity::Note
    }

    /// The time since the run began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// The stage of the run.
    pub(crate) fn progress(&self) -> &Progress {
        &self.progress
    }

    /// An empty text for standard output.
    pub(crate) fn output(&self) -> Text {
        Text::new(self.has_coloured_output)
    }

    /// An empty text for standard error.
    pub(crate) fn message(&self) -> Text {
        Text::new(self.has_coloured_errors)
    }

    /// Shows findings, in the order in which they are given. Of many alike, people see the first few, and of errors the first ten, unless they
    /// asked for all. Returns the number of errors that are not shown.
    pub(crate) fn reports(&self, reports: &[Report]) -> usize {
        let shown = reports.iter().filter(|report| report.severity >= self.least);
        let findings = match self.format {
            MessageFormat::Json => {
                shown.for_each(|report| self.write_error(&terminal::json(&as_json(report).to_string())));
                return 0;
            }
            MessageFormat::Human if self.is_verbose() => shown.map(|report| (report, 0)).collect(),
            MessageFormat::Human => grouped(shown),
        };
        let is_error = |report: &Report| report.severity == Severity::Error;
        let (mut errors, mut shown_errors) = (0, 0);
        for (report, others) in findings {
            errors += usize::from(is_error(report));
            if is_error(report) && errors > MAX_ERRORS && !self.is_verbose() {
                continue;
            }
            shown_errors += if is_error(report) { 1 + others } else { 0 };
            let mut text = self.message();
            if others > 0 {
                text.report(&report.with_remark(format!("and {others} more like this; `--verbose` shows all")));
            } else {
                text.report(report);
            }
            self.write_error(text.plain("\n").as_str());
        }
        reports.iter().filter(|report| is_error(report)).count() - shown_errors
    }

    /// Shows an error that is not about a place in a document.
    pub(crate) fn error(&self, text: &str, help: Option<&str>) {
        self.error_with_note(text, None, help);
    }

    /// Shows an error, with a note for people.
    pub(crate) fn error_with_note(&self, text: &str, note: Option<&str>, help: Option<&str>) {
        let mut rendered = self.labelled(Severity::Error, text);
        if let Some(note) = note {
            rendered.plain("\n").styled(NOTE, "note").plain(&format!(": {note}"));
        }
        if let Some(help) = help {
            rendered.plain("\n").styled(HELP, "help").plain(&format!(": {help}"));
        }
        self.line(Severity::Error, text, None, help, &rendered);
    }

    /// Shows an option that cannot be used, with the line of the configuration that has it.
    pub(crate) fn option(&self, error: &OptionError) {
        match error.location() {
            Some(location) => {
                let rendered = self.labelled(Severity::Error, &error.to_string());
                self.line(Severity::Error, error.message(), Some(&location), error.suggestion(), &rendered);
            }
            None => self.error(error.message(), error.suggestion()),
        }
    }

    /// Shows what a user has to know although nothing is wrong, except in quiet runs.
    pub(crate) fn notice(&self, text: &str) {
        if self.least < Severity::Error {
            self.line(Severity::Note, text, None, None, &self.labelled(Severity::Note, text));
        }
    }

    /// Shows a choice that was made, in verbose runs.
    pub(crate) fn note(&self, text: &str) {
        if self.is_verbose() {
            self.notice(text);
        }
    }

    /// Shows what was done, at the end; not in quiet runs. `text` is for tools, `rendered` for people.
    pub(crate) fn done(&self, text: &str, rendered: &Text) {
        if self.least < Severity::Error {
            self.line(Severity::Note, text, None, None, rendered);
        }
    }

    /// Writes text to standard output.
    pub(crate) fn print(&self, text: &Text) -> Result<(), Failure> {
        self.write(text.as_str())
    }

    /// Writes the JSON form of a value to standard output.
    pub(crate) fn print_json(&self, written: serde_json::Result<String>) -> Result<(), Failure> {
        let text = written.map_err(|error| Failure::usage(format!("the result has no JSON form: {error}")))?;
        self.write(&format!("{}\n", terminal::json(&text)))
    }

    fn labelled(&self, severity: Severity, text: &str) -> Text {
        let mut line = self.message();
        line.styled(style_of(severity), &severity.to_string()).plain(&format!(": {text}"));
        line
    }

    fn line(&self, severity: Severity, text: &str, location: Option<&Location>, help: Option<&str>, rendered: &Text) {
        match self.format {
            MessageFormat::Human => self.write_error(rendered.as_str()),
            MessageFormat::Json => {
                let line = json!({
                    "code": null,
                    "severity": severity,
                    "message": text,
                    "location": location,
                    "help": help,
                    "rendered": rendered.as_str(),
                });
                self.write_error(&terminal::json(&line.to_string()));
            }
        }
    }

    fn write(&self, text: &str) -> Result<(), Failure> {
        self.progress.aside(|| write_output(text, self.has_coloured_output))
    }

    fn write_error(&self, text: &str) {
        self.progress.aside(|| write_error(text, self.has_coloured_errors));
    }
}

/// The errors that are shown, when there are more.
const MAX_ERRORS: usize = 10;
/// The findings that are shown of each kind, when there are more.
const MAX_FINDINGS_PER_KIND: usize = 3;

/// The first findings of each kind. Beside the last one that is shown stands the number of those that are not.
///
/// Findings are of one kind if code, severity and message are the same but for the names that the message quotes.
fn grouped<'a>(reports: impl Iterator<Item = &'a Report>) -> Vec<(&'a Report, usize)> {
    let mut shown: Vec<(&Report, usize)> = Vec::new();
    let mut kinds: HashMap<(Code, Severity, String), (usize, usize)> = HashMap::new();
    for report in reports {
        let (count, last) = kinds.entry((report.code, report.severity, without_names(&report.message))).or_default();
        *count += 1;
        if *count <= MAX_FINDINGS_PER_KIND {
            *last = shown.len();
            shown.push((report, 0));
        } else {
            shown[*last].1 += 1;
        }
    }
    shown
}

/// A message without the texts in backticks.
fn without_names(message: &str) -> String {
    message.split('`').step_by(2).collect()
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
pub(crate) fn of_arguments(error: clap::Error) -> ExitCode {
    let when = ColorWhen::of_arguments();
    let error = with_tip(error);
    // Text that is quoted may hold control characters: without colours they are escaped.
    let is_safe = std::env::args_os().all(|argument| {
        let argument = argument.to_string_lossy();
        terminal::line(&argument) == argument
    });
    let is_error = error.use_stderr();
    let is_coloured =
        is_safe && if is_error { is_coloured(when, &io::stderr()) } else { is_coloured(when, &io::stdout()) };
    let mut text = Text::new(is_coloured);
    text.help(&error.render());
    if is_error {
        write_error(text.as_str().trim_end(), is_coloured);
        return ExitCode::from(2);
    }
    match write_output(text.as_str(), is_coloured) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}

/// `true` if a stream is written in colours. `NO_COLOR`, `CLICOLOR` and `CLICOLOR_FORCE` decide where the command line does not.
fn is_coloured(when: ColorWhen, stream: &impl RawStream) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => AutoStream::choice(stream) != ColorChoice::Never,
    }
}

/// `true` if standard error is a terminal that can erase a line.
fn can_erase() -> bool {
    io::stderr().is_terminal() && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
}

/// A reader that has gone (`callsmith explain | head -1`) is no failure.
fn write_output(text: &str, is_coloured: bool) -> Result<(), Failure> {
    let mut stdout = AutoStream::new(io::stdout().lock(), choice(is_coloured));
    match stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::usage(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn write_error(text: &str, is_coloured: bool) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(AutoStream::new(io::stderr().lock(), choice(is_coloured)), "{text}");
}

/// Colours pass; without them there is nothing to strip.
fn choice(is_coloured: bool) -> ColorChoice {
    if is_coloured { ColorChoice::Always } else { ColorChoice::AlwaysAnsi }
}

/// The fields of a report, and its text.
fn as_json(report: &Report) -> Value {
    // A report is texts and numbers under keys that are texts: it has a JSON form.
    let mut value = serde_json::to_value(report).unwrap_or_default();
    value["rendered"] = Value::from(report.rendered());
    value
}
