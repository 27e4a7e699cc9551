//! Keywords of schemas that no specification has. To JSON Schema they are annotations (2020-12, "Core", section 6.5).

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, Part};

/// The keywords that a document made up: the first place of each, and how many there are.
#[derive(Default)]
pub(super) struct OwnKeywords(IndexMap<String, (Origin, usize)>);

impl OwnKeywords {
    pub(super) fn add(&mut self, keyword: &str, origin: Origin) {
        self.0.entry(keyword.to_owned()).or_insert((origin, 0)).1 += 1;
    }

    /// Reports each keyword once.
    pub(super) fn report(&self, diagnostics: &mut Diagnostics) {
        for (keyword, (first, count)) in &self.0 {
            let others = if *count == 1 { String::new() } else { format!(", the first of {count} like it,") };
            let message = format!("schemas have no keyword `{keyword}`: this one{others} is an annotation");
            diagnostics.push(Diagnostic::note(Code::UnknownKey, message).at(*first, Part::Key));
        }
    }
}
