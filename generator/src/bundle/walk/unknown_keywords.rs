//! Keywords of schemas that no specification has, each named once.

use crate::collections::IndexMap;

use crate::bundle::check::Checker;
use crate::document::Origin;

// A generator that writes its own keyword writes it on each schema: one finding with a count says more than thousands.
/// The unknown keywords of a document: the first place of each, and how many there are.
#[derive(Default)]
pub(super) struct UnknownKeywords(IndexMap<String, (Origin, usize)>);

impl UnknownKeywords {
    pub(super) fn add(&mut self, keyword: &str, origin: Origin) {
        self.0.entry(keyword.to_owned()).or_insert((origin, 0)).1 += 1;
    }

    /// Reports each keyword once.
    pub(super) fn report(&self, mut check: Checker<'_>) {
        for (keyword, (first, count)) in &self.0 {
            check.unknown_keyword(keyword, *first, *count);
        }
    }
}
