//! Diagnostics about a document.
//!
//! A [`Diagnostic`] is data: stages push them and go on, and the driver settles after each stage. Only a finding that
//! is printed is looked up in the texts. Errors of the machine (a disk that is full) are [`crate::Error`]s of their
//! own.

mod code;
mod collect;
mod examples;
mod omitted;
mod render;
mod report;

pub use code::Code;
pub(crate) use collect::Diagnostics;
pub use examples::Example;
pub(crate) use omitted::NodeRange;
pub use report::{Location, Related, Report, Severity};

use crate::config::ConfigSpan;
use crate::document::{Origin, SourceId, SpanTarget};

/// One finding, still in terms of the tree.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) code: Code,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    pub(crate) anchor: Anchor,
    /// The part that Callsmith has taken instead, or done about it.
    pub(crate) note: Option<String>,
    /// The remedy: text that the user can write.
    pub(crate) help: Option<String>,
    // Boxed, as few findings have one and all are moved about.
    /// Another place that belongs to the finding, and its role.
    pub(crate) related: Option<Box<(Anchor, String)>>,
    /// `true` if a file or an option mends it, so that nothing is left out because of it.
    pub(crate) is_firm: bool,
    /// The name that the configuration uses, where it names nothing of the client. It may name what the user left out.
    pub(crate) unknown: Option<Box<str>>,
}

/// The anchor of a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    /// Nothing that the user wrote in a file, for example a flag.
    Nowhere,
    /// An option in a configuration file.
    Option(ConfigSpan),
    /// A byte of a text that could not be read as a whole.
    Offset(SourceId, usize),
    /// A node of the tree.
    Node(Origin, SpanTarget),
}

impl Diagnostic {
    fn new(severity: Severity, code: Code, message: impl Into<String>) -> Self {
        let is_firm = code.is_always_an_error();
        Self {
            code,
            severity,
            message: message.into(),
            anchor: Anchor::Nowhere,
            note: None,
            help: None,
            related: None,
            is_firm,
            unknown: None,
        }
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

    pub(crate) fn at(mut self, origin: Origin, part: SpanTarget) -> Self {
        self.anchor = Anchor::Node(origin, part);
        self
    }

    pub(crate) fn at_offset(mut self, source: SourceId, offset: usize) -> Self {
        self.anchor = Anchor::Offset(source, offset);
        self
    }

    /// Points at an option, where a file sets it.
    pub(crate) fn at_option(mut self, span: &ConfigSpan) -> Self {
        // An option of a build script or of the command line has no place, and then the message is enough.
        if !span.is_none() {
            self.anchor = Anchor::Option(span.clone());
        }
        self
    }

    /// An error also where what it is about could be left out: a file or an option mends it.
    pub(crate) fn with_fixed_severity(mut self) -> Self {
        self.is_firm = true;
        self
    }

    /// The same finding with another severity.
    pub(crate) fn with_severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// An error about an option whose `name` names nothing of the document, with what it may mean. It is not reported where
    /// the name is that of something that the user left out.
    pub(crate) fn unknown_option(name: &str, message: impl Into<String>, suggestion: Option<&str>) -> Self {
        let mut diagnostic = Self::error(Code::UnknownOverride, message);
        diagnostic.unknown = Some(name.into());
        match suggestion {
            Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
            None => diagnostic.help("`callsmith inspect` lists the operations and types of the document"),
        }
    }

    /// An error about an option that has no effect.
    pub(crate) fn idle_option(message: impl Into<String>) -> Self {
        Self::error(Code::UnknownOverride, message).help("remove it")
    }

    /// Says what Callsmith has done about the finding, for example `ignored`.
    pub(crate) fn with_note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Shows another place that belongs to the finding, for example the first of two declarations.
    pub(crate) fn related(mut self, origin: Origin, part: SpanTarget, role: impl Into<String>) -> Self {
        self.related = Some(Box::new((Anchor::Node(origin, part), role.into())));
        self
    }

    /// Shows another place of a text that could not be read as a whole.
    pub(crate) fn related_offset(mut self, source: SourceId, offset: usize, role: impl Into<String>) -> Self {
        self.related = Some(Box::new((Anchor::Offset(source, offset), role.into())));
        self
    }

    /// Says what the user can write to mend it.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
