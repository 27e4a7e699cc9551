//! Long-running operations: where the result is.

/// The description of a long-running operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Polling {
    pub(crate) result: Source,
}

/// The place of the final result (`final-state-via`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Source {
    /// The usual place for the method: the resource after `PUT` and `PATCH`, nothing after `DELETE`, otherwise the
    /// target of `Location`, or else the last answer.
    #[default]
    Usual,
    /// The target of `Location`.
    Location,
    /// The URL of the request.
    Original,
    /// The last answer about the operation.
    Status,
}

impl Polling {
    /// An operation whose result is where its method suggests.
    pub const fn new() -> Self {
        Self { result: Source::Usual }
    }

    /// The result is what `Location` leads to.
    #[must_use]
    pub const fn result_at_location(self) -> Self {
        Self { result: Source::Location }
    }

    /// The result is at the URL of the request.
    #[must_use]
    pub const fn result_at_original(self) -> Self {
        Self { result: Source::Original }
    }

    /// The result is the last answer about the operation.
    #[must_use]
    pub const fn result_in_status(self) -> Self {
        Self { result: Source::Status }
    }
}
