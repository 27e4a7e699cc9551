//! The bound of merging for the document as a whole.

use super::Composer;
use crate::bundle::RawSchemaTable;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, SchemaId, SpanTarget as Place, Value};
use crate::limits::{MERGED_ENTRIES, MERGED_PARTS, MERGED_SHARE};
use crate::spec::{Keyword, Keywords};

// Counted over the whole document: each merge by itself is small, and it is their number that doubles at each level.
/// The keywords and entries that merging has made so far, and the parts that it has looked at.
pub(super) struct Growth {
    entries: usize,
    parts: usize,
    most_entries: usize,
}

impl Growth {
    pub(super) fn new(table: &RawSchemaTable) -> Self {
        let written: usize = table.ids().map(|id| entries(&table.get(id).keywords)).sum();
        // The bound grows with the document: inherited properties that are written out may double a large one. Schemas
        // that double at each level of nesting exceed any share of it.
        Self { entries: 0, parts: 0, most_entries: MERGED_ENTRIES + MERGED_SHARE * written }
    }

    /// Counts the keywords of a row that was made or merged.
    pub(super) fn count(&mut self, keywords: &Keywords) {
        self.entries += entries(keywords);
    }

    /// Counts schemas that a merge looks at.
    pub(super) fn count_parts(&mut self, parts: usize) {
        self.parts += parts;
    }

    pub(super) fn is_exhausted(&self) -> bool {
        self.entries > self.most_entries || self.parts > MERGED_PARTS
    }
}

impl Composer<'_> {
    /// Reports the schema whose merge went beyond the bound.
    pub(super) fn too_large(&mut self, id: SchemaId) {
        let message = if self.growth.parts > MERGED_PARTS {
            format!("the merged schemas up to this one have more than {MERGED_PARTS} parts")
        } else {
            format!(
                "the merged schemas up to this one have more than {} keywords and entries",
                self.growth.most_entries
            )
        };
        let help = "alternatives double at each level of `allOf`, `oneOf` and `anyOf`: write the common part once, and the \
                    alternatives beside each other";
        let origin = self.table.get(id).origin;
        self.diagnostics.push(Diagnostic::error(Code::TooLarge, message).at(origin, Place::Value).help(help));
    }
}

/// The keywords that are left of a row that is not composed any more: its annotations.
pub(super) fn left_out(keywords: &Keywords) -> Keywords {
    // A discriminator is an annotation of the union, which is left out with its members.
    let is_kept = |keyword: &Keyword| keyword.is_annotation() && *keyword != Keyword::Discriminator;
    keywords.iter().filter(|(keyword, _)| is_kept(keyword)).map(|(keyword, node)| (*keyword, node.clone())).collect()
}

/// The size of keywords: each counts one, and so does each entry of a list or an object.
pub(super) fn entries(keywords: &Keywords) -> usize {
    let within = |node: &Node| match &node.value {
        Value::Array(items) => items.len(),
        Value::Object(entries) => entries.len(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Schema(_) => 0,
    };
    keywords.values().map(|node| 1 + within(node)).sum()
}
