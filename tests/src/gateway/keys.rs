//! The keys that a gateway takes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;

use crate::issuer::expiry;
use crate::request::Recorded;

/// The keys that are valid just now; clones are the same set.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys(Arc<Mutex<Valid>>);

#[derive(Debug, Default)]
struct Valid {
    keys: BTreeSet<String>,
    /// Set where tokens of an issuer are taken too.
    timed_tokens: bool,
    /// The largest number of requests that may bring the same token.
    most_uses: Option<usize>,
    uses: BTreeMap<String, usize>,
    refused: usize,
}

impl Keys {
    /// Replaces the set.
    pub(super) fn set<'a>(&self, keys: impl IntoIterator<Item = &'a str>) {
        self.lock().keys = keys.into_iter().map(str::to_owned).collect();
    }

    /// Takes tokens of an issuer too, as long as they are valid.
    pub(super) fn take_timed_tokens(&self) {
        self.lock().timed_tokens = true;
    }

    /// Takes each token of an issuer for so many requests at most, and refuses it from then on.
    pub(super) fn limit_uses(&self, most: usize) {
        self.lock().most_uses = Some(most);
    }

    /// Returns `true` if a request brings one of the keys as a bearer token.
    pub(super) fn admit(&self, request: &Recorded) -> bool {
        let key = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
        let mut valid = self.lock();
        let is_valid = key.is_some_and(|key| {
            let is_timed = valid.timed_tokens && expiry(key).is_some_and(|expiry| SystemTime::now() < expiry);
            (is_timed && valid.use_token(key)) || valid.keys.contains(key)
        });
        valid.refused += usize::from(!is_valid);
        is_valid
    }

    /// The number of requests that brought none of them.
    pub(super) fn refused(&self) -> usize {
        self.lock().refused
    }

    fn lock(&self) -> MutexGuard<'_, Valid> {
        self.0.lock().expect("no holder of this lock panics")
    }
}

impl Valid {
    /// Counts a use of a token. Returns `false` if it was used too often before.
    fn use_token(&mut self, token: &str) -> bool {
        let uses = self.uses.entry(token.to_owned()).or_default();
        *uses += 1;
        self.most_uses.is_none_or(|most| *uses <= most)
    }
}
