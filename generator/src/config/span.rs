//! Places of options in configuration files.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::document::Source;

/// The stretch of a configuration file that sets an option; none where a flag or a method sets it.
///
/// All spans are equal: options are compared by their values, wherever they are set.
#[derive(Clone, Default)]
pub(crate) struct ConfigSpan(Option<Arc<Inner>>);

struct Inner {
    source: Arc<Source>,
    range: Range<usize>,
    /// The path of the table, as a TOML header has it: `client.override`; empty for the whole file.
    table: Arc<str>,
}

impl ConfigSpan {
    /// The place in a file; none in a text without a name, which a flag or a method gave.
    pub(crate) fn new(source: &Arc<Source>, range: Range<usize>, table: &Arc<str>) -> Self {
        Self((!source.name.is_empty()).then(|| Arc::new(Inner { source: source.clone(), range, table: table.clone() })))
    }

    /// Returns `true` if a flag or a method sets the option.
    pub(crate) fn is_none(&self) -> bool {
        self.0.is_none()
    }

    /// The file and the bytes of it.
    pub(crate) fn place(&self) -> Option<(&Source, Range<usize>)> {
        self.0.as_ref().map(|inner| (&*inner.source, inner.range.clone()))
    }

    /// The header of the table that the option stands in, such as `[override]`; `None` at the top of a file.
    pub(crate) fn table(&self) -> Option<String> {
        self.0.as_ref().filter(|inner| !inner.table.is_empty()).map(|inner| format!("[{}]", inner.table))
    }
}

impl fmt::Debug for ConfigSpan {
    // As they are compared: stamps hold options by this text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("span")
    }
}

impl PartialEq for ConfigSpan {
    // Options are equal if they say the same, wherever they are set: a moved line must not make a client out of date.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ConfigSpan {}

/// The value of an option with the place where it is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting<T> {
    pub(crate) value: T,
    pub(crate) span: ConfigSpan,
}
