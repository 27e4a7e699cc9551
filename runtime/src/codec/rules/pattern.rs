//! Patterns, each compiled when it is first needed.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use regex::Regex;

// Patterns are constants of the program, so there are few: each is compiled once and kept.
/// The patterns compiled so far, at most those of the clients. `None` is one that this version does not know.
static COMPILED: RwLock<Option<HashMap<&'static str, Option<Regex>>>> = RwLock::new(None);

/// `true` if a text matches. One whose pattern cannot be compiled is not held against it.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    let compiled = |compiled: &Option<HashMap<_, Option<Regex>>>| {
        let regex = compiled.as_ref()?.get(pattern)?;
        Some(regex.as_ref().is_none_or(|regex| regex.is_match(text)))
    };
    if let Some(is_match) = compiled(&COMPILED.read().unwrap_or_else(PoisonError::into_inner)) {
        return is_match;
    }
    let mut all = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    all.get_or_insert_default().insert(pattern, Regex::new(pattern).ok());
    compiled(&all).unwrap_or(true)
}
