//! Findings as they leave the library.

use std::fmt;
use std::sync::OnceLock;

use serde::{Serialize, Serializer};

use super::code::Code;
use super::render::{self, Excerpt, Look};
use crate::document::{Place, Source};
use crate::protocol::terminal;

/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// A choice that was made and that a reader may want to know.
    Note,
    /// The client works, but not all of what the document says is in it.
    Warning,
    /// The document breaks the specification, or a part of it cannot be expressed: no client is written.
    Error,
}

/// A finding with the place that the user wrote it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The code.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// The message: the fault, and what was expected. It may quote any character of the document; `Display` and
    /// [`rendered`](Self::rendered) have [those that a terminal acts on](crate::terminal) escaped.
    pub message: String,
    /// The location; `None` for an option that a flag or a method sets.
    pub location: Option<Location>,
    /// The interpretation that Callsmith has chosen, or the part that it has left out.
    pub note: Option<String>,
    /// The remedy: text that the user can write.
    pub help: Option<String>,
    /// Another place that belongs to the finding, such as the first of two declarations.
    pub related: Option<Related>,
    /// The lines at its location.
    #[serde(skip)]
    pub(super) excerpt: Option<Excerpt>,
    /// A note at the end of its text, which is not about the document.
    #[serde(skip)]
    pub(super) remark: Option<String>,
    #[serde(skip)]
    pub(super) rendered: Rendered,
}

// To draw a text takes longer than to find the fault, and most runs show a part of the findings.
/// The text of a report, drawn where it is first asked for. It follows from the report, so it is no part of a comparison.
#[derive(Clone, Default)]
pub(super) struct Rendered(OnceLock<String>);

impl fmt::Debug for Rendered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("..")
    }
}

impl PartialEq for Rendered {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Rendered {}

impl Report {
    /// An error that is not about a place, such as a document that cannot be read.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>, help: Option<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            location: None,
            note: None,
            help,
            related: None,
            excerpt: None,
            remark: None,
            rendered: Rendered::default(),
        }
    }

    /// The report with one more note at the end of its text, such as the number of others like it.
    #[must_use]
    pub fn with_remark(&self, remark: impl Into<String>) -> Self {
        Self { remark: Some(remark.into()), rendered: Rendered::default(), ..self.clone() }
    }

    /// The finding as a compiler would print it, with the line of the document: several lines, without colours.
    #[must_use]
    pub fn rendered(&self) -> &str {
        self.rendered.0.get_or_init(|| render::render(self, Look::Plain))
    }

    /// The finding as [`rendered`](Self::rendered), in the colours of a terminal. These are its only control sequences.
    #[must_use]
    pub fn coloured(&self) -> String {
        render::render(self, Look::Coloured)
    }
}

impl Location {
    /// The stretch of a source that a place names.
    pub(crate) fn new(source: &Source, place: Place) -> Self {
        let start = source.lines().position(&source.text, place.span.start);
        let end = source.lines().position(&source.text, place.span.end.max(place.span.start));
        Self {
            file: source.name.clone(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            pointer: place.pointer,
        }
    }
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Related {
    /// The role of the place, such as `the first declaration`.
    pub message: String,
    /// The place.
    pub location: Location,
    /// The lines at that place.
    #[serde(skip)]
    pub(super) excerpt: Excerpt,
}

/// A spot in what the user wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file as it was named by the user, a URL, or `<stdin>`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The line on which what the finding is about ends; objects and arrays end with their first line.
    pub end_line: usize,
    /// The column behind its last character, from 1.
    pub end_column: usize,
    /// The JSON Pointer of the node; empty when the text could not be read.
    pub pointer: String,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

impl Serialize for Severity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", terminal::line(&self.file), self.line, self.column)
    }
}

impl fmt::Display for Report {
    /// One line: place, severity, code and message.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, terminal::line(&self.message))?;
        let remarks: Vec<&str> = [&self.note, &self.help].into_iter().flatten().map(String::as_str).collect();
        match remarks[..] {
            [] => Ok(()),
            _ => write!(f, " ({})", terminal::line(&remarks.join("; "))),
        }
    }
}
