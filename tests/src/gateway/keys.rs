//! The keys that a gateway takes.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::request::Recorded;

/// The keys that are valid just now; clones are the same set.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(Arc<Mutex<BTreeSet<String>>>);

impl Keys {
    /// Replaces the set.
    pub(super) fn set<'a>(&self, keys: impl IntoIterator<Item = &'a str>) {
        *self.lock() = keys.into_iter().map(str::to_owned).collect();
    }

    /// Whether a request brings one of the keys as a bearer token.
    pub(super) fn admit(&self, request: &Recorded) -> bool {
        let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        key.is_some_and(|key| self.lock().contains(key))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.0.lock().expect("no holder of this lock panics")
    }
}
