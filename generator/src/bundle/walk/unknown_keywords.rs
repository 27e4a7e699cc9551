//! Keywords of schemas that no specification has, each named once.

use crate::collections::IndexMap;

use crate::bundle::check::{Checker, UnknownKeyword};
use crate::document::Node;

// A generator that writes its own keyword writes it on each schema: one finding with a count says more than thousands.
/// The unknown keywords of a document.
#[derive(Default)]
pub(super) struct UnknownKeywords(IndexMap<String, UnknownKeyword>);

impl UnknownKeywords {
    pub(super) fn add(&mut self, keyword: &str, value: &Node) {
        let first = || UnknownKeyword { first: value.origin, count: 0, is_object: value.as_object().is_some() };
        self.0.entry(keyword.to_owned()).or_insert_with(first).count += 1;
    }

    /// Reports each keyword once.
    pub(super) fn report(&self, mut check: Checker<'_>) {
        for (keyword, unknown) in &self.0 {
            check.unknown_keyword(keyword, unknown);
        }
    }
}
