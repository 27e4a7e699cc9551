//! Findings as they leave the library.

use std::fmt;

use serde::{Serialize, Serializer};

use super::code::Code;
use crate::document::{Place, Source};
use crate::protocol::terminal;

/// How much a finding matters.
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
    /// What kind of finding it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was found and what was expected. It may quote any character of the document; `Display` and
    /// [`rendered`](Self::rendered) have [those that a terminal acts on](crate::terminal) escaped.
    pub message: String,
    /// Where; `None` when it is about an option that a flag or a method sets.
    pub location: Option<Location>,
    /// What can be done about it.
    pub help: Option<String>,
    /// The finding as a compiler would print it, with the line of the document; several lines, without colours.
    #[serde(skip)]
    pub rendered: String,
}

impl Location {
    /// The stretch of a source that a place names.
    pub(crate) fn of(source: &Source, place: Place) -> Self {
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
        match &self.help {
            Some(help) => write!(f, " ({})", terminal::line(help)),
            None => Ok(()),
        }
    }
}
