//! What the user is told about a document.
//!
//! A [`Diagnostic`] is data: stages push them and go on, the driver settles after each stage, and only what is printed
//! is looked up in the texts. Errors of the machine (a disk that is full) are [`crate::Error`]s of their own.

mod code;
mod collect;
mod render;
mod report;

pub use code::Code;
pub(crate) use collect::Diagnostics;
pub use report::{Location, Report, Severity};

use crate::config::ConfigSpan;
use crate::document::{Origin, Part, SourceId};

/// One finding, still in terms of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) anchor: Anchor,
    pub(crate) help: Option<String>,
    /// `true` if it follows from another finding, which says all of it; then it is not reported.
    pub(crate) implied: bool,
    /// `true` if a file or an option mends it, so that nothing is left out because of it.
    pub(crate) is_firm: bool,
}

/// What a diagnostic points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Nothing that the user wrote in a file, for example a flag.
    Nowhere,
    /// An option in a configuration file.
    Option(ConfigSpan),
    /// A byte of a text that could not be read as a whole.
    Offset(SourceId, usize),
    /// A node of the tree.
    Node(Origin, Part),
}

impl Diagnostic {
    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        let is_firm = code.is_always_an_error();
        Self { code, severity, message: message.into(), anchor: Anchor::Nowhere, help: None, implied: false, is_firm }
    }

    /// The document breaks the specification, or a part of it cannot be expressed and is left out.
    pub(crate) fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// The client works, but not all of what the document says is in it.
    pub(crate) fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A choice that was made and that a reader may want to know.
    pub(crate) fn note(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    pub(crate) fn at(mut self, origin: Origin, part: Part) -> Self {
        self.anchor = Anchor::Node(origin, part);
        self
    }

    pub(crate) fn at_offset(mut self, source: SourceId, offset: usize) -> Self {
        self.anchor = Anchor::Offset(source, offset);
        self
    }

    /// Points at an option, where a file sets it.
    pub(crate) fn at_option(mut self, span: &ConfigSpan) -> Self {
        if !span.is_none() {
            self.anchor = Anchor::Option(span.clone());
        }
        self
    }

    /// An error also where what it is about could be left out: a file or an option mends it.
    pub(crate) fn firm(mut self) -> Self {
        self.is_firm = true;
        self
    }

    /// Follows from another finding.
    pub(crate) fn implied(mut self) -> Self {
        self.implied = true;
        self
    }

    /// An error about an option that names nothing of the document, with what it may mean.
    pub(crate) fn unknown_option(message: impl Into<String>, meant: Option<&str>) -> Self {
        let diagnostic = Self::error(Code::UnknownOverride, message);
        match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic.help("`callsmith inspect` lists the operations and types of the document"),
        }
    }

    /// An error about an option that has no effect.
    pub(crate) fn idle_option(message: impl Into<String>) -> Self {
        Self::error(Code::UnknownOverride, message).help("remove it")
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
