//! Syntax errors of a text.

use crate::limits;

/// A syntax error, and the byte that it is about.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct SyntaxFault {
    pub(super) message: String,
    pub(super) offset: usize,
    /// Text that the author can write.
    pub(super) help: Option<String>,
    /// Another byte that belongs to it, and its role.
    pub(super) related: Option<(usize, String)>,
}

impl SyntaxFault {
    pub(super) fn at(offset: usize, message: impl Into<String>) -> Self {
        Self { message: message.into(), offset, help: None, related: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn related(mut self, offset: usize, role: impl Into<String>) -> Self {
        self.related = Some((offset, role.into()));
        self
    }

    /// A collection is within more others than are read.
    pub(super) fn too_deep(format: &str, offset: usize) -> Self {
        Self::at(offset, format!("this is not {format}: {}", too_deep()))
    }
}

/// The sentence about texts that nest too deeply.
pub(super) fn too_deep() -> String {
    format!("objects and arrays are nested more than {} levels deep", limits::TEXT_DEPTH)
}
