//! Why a text could not be read.

use crate::limits;

/// What is wrong with a text, and the byte at which reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) offset: usize,
}

impl Fault {
    /// A collection is within more others than are read.
    pub(super) fn too_deep(format: &str, offset: usize) -> Self {
        Self { message: format!("this is not {format}: {}", too_deep()), offset }
    }
}

/// The sentence about texts that nest too deeply.
pub(super) fn too_deep() -> String {
    format!("objects and arrays are nested more than {} levels deep", limits::TEXT_DEPTH)
}
