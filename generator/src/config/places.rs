//! Places of options in configuration files, by their keys.

use std::collections::BTreeMap;

use super::ConfigSpan;

/// The places that set options, by key. Later ones replace earlier ones.
///
/// All are equal, as [`ConfigSpan`]s are.
#[derive(Clone, Debug, Default)]
pub(crate) struct OptionSpans(BTreeMap<&'static str, ConfigSpan>);

impl OptionSpans {
    pub(super) fn extend(&mut self, places: impl IntoIterator<Item = (&'static str, ConfigSpan)>) {
        self.0.extend(places);
    }

    /// The place of a key; none where no configuration sets it.
    pub(crate) fn span_of(&self, key: &str) -> ConfigSpan {
        self.0.get(key).cloned().unwrap_or_default()
    }
}

impl PartialEq for OptionSpans {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for OptionSpans {}
