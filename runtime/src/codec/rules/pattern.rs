//! Patterns, each compiled when it is first needed.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use regex::Regex;

/// Those compiled so far; there are as many as documents have patterns. `None` is one that this version does not know.
static KNOWN: RwLock<Option<HashMap<&'static str, Option<Regex>>>> = RwLock::new(None);

/// `true` if a text matches. One whose pattern cannot be compiled is not held against it.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    let known = |known: &Option<HashMap<_, Option<Regex>>>| {
        let regex = known.as_ref()?.get(pattern)?;
        Some(regex.as_ref().is_none_or(|regex| regex.is_match(text)))
    };
    if let Some(is_match) = known(&KNOWN.read().unwrap_or_else(PoisonError::into_inner)) {
        return is_match;
    }
    let mut all = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    all.get_or_insert_default().insert(pattern, Regex::new(pattern).ok());
    known(&all).unwrap_or(true)
}
