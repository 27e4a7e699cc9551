//! A key, or two of which one works.

use std::sync::atomic::{AtomicUsize, Ordering};

use http::HeaderValue;

use super::credential::SecretForm;
use crate::codec::Secret;

/// A primary key and perhaps a secondary one, with memory of which of them works.
///
/// Services with two keys let their owner regenerate one while clients use the other. The client must find out by
/// itself which key is the valid one, and stay with it.
pub(super) struct Keys {
    keys: Vec<Key>,
    current: AtomicUsize,
}

/// A key with the value of `Authorization` that has it, unless it cannot be sent.
pub(super) struct Key {
    pub(super) secret: Secret,
    // Made once, since every request needs it. A key that is no header is an error at the request, which can name it.
    pub(super) header: Option<HeaderValue>,
}

impl From<Secret> for Key {
    fn from(secret: Secret) -> Self {
        let header = SecretForm::Bearer.header(&secret).ok();
        Self { secret, header }
    }
}

impl Keys {
    /// One or two keys.
    pub(super) fn new(keys: Vec<Secret>) -> Self {
        let current = AtomicUsize::new(0);
        Self { keys: keys.into_iter().map(Key::from).collect(), current }
    }

    /// The key to use, with its number: the one that worked last, at first the primary.
    pub(super) fn current(&self) -> (usize, &Key) {
        let number = self.current.load(Ordering::Relaxed);
        (number, &self.keys[number])
    }

    /// `true` if there is no other key to try.
    pub(super) fn is_single(&self) -> bool {
        self.keys.len() == 1
    }

    /// The key to try when `refused` was refused.
    pub(super) fn other(&self, refused: usize) -> Option<(usize, &Key)> {
        // With one key this is the same, which is why it is compared.
        let number = (refused + 1) % self.keys.len();
        (number != refused).then(|| (number, &self.keys[number]))
    }

    /// Remembers that a key worked.
    pub(super) fn confirm(&self, number: usize) {
        // Nearly always it is the same, and nothing is written that all threads read.
        if self.current.load(Ordering::Relaxed) != number {
            self.current.store(number, Ordering::Relaxed);
        }
    }
}
