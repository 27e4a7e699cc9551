//! JSON values by their looks: the kind, the entries, the tag. Nothing is decoded.

use std::borrow::Cow;

use super::entries::Entry;
use super::non_finite::number_of;
use super::shape::{ARRAY, BOOLEAN, INTEGER, NULL, NUMBER, OBJECT, STRING, WHOLE};
use super::walk::{JsonWalk, is_deeper, string};

/// A value by its looks.
pub(super) struct Probe<'a> {
    /// Empty where the entries of an object are all there is.
    pub(super) text: &'a str,
    /// Of what kind it is, as in [`Candidate`].
    pub(super) kind: u8,
    /// The entries of an object, where they were looked at.
    // Taken apart at the first question about a property. Many unions are decided by the kind of the value, and never
    // ask.
    pub(super) entries: Cow<'a, [Entry<'a>]>,
    is_seen: bool,
}

impl<'a> Probe<'a> {
    /// A JSON text, of which the first sign is seen.
    pub(super) fn of_text(text: &'a str) -> Self {
        Self { text, kind: kind(text), entries: Cow::Borrowed(&[]), is_seen: false }
    }

    /// An object.
    pub(super) fn of_entries(entries: &'a [Entry<'a>]) -> Self {
        Self { text: "", kind: OBJECT, entries: Cow::Borrowed(entries), is_seen: true }
    }

    /// A JSON text with the entries of an object.
    pub(super) fn within(text: &'a str) -> Self {
        let mut looks = Self::of_text(text);
        looks.see_entries();
        looks
    }

    /// Looks at the entries of an object; once is enough.
    // At most once: `is_seen` also holds for objects without properties.
    pub(super) fn see_entries(&mut self) {
        if self.is_seen || self.kind != OBJECT {
            return;
        }
        self.is_seen = true;
        let mut all = Vec::with_capacity(8);
        all.extend(entries(self.text).map(|(key, raw)| (key, Cow::Borrowed(raw))));
        self.entries = Cow::Owned(all);
    }

    /// The text of the first entry with a name: of a string what it says, of other scalars how they are written. The entries behind
    /// it are not looked at.
    // A tag mostly stands at the front, so the text is searched for it before it is taken apart.
    pub(super) fn tag(&self, name: &str) -> Option<Cow<'_, str>> {
        if self.is_seen {
            return self.entries.iter().find(|(key, _)| key == name).and_then(|(_, raw)| scalar(raw));
        }
        if self.kind != OBJECT {
            return None;
        }
        entries(self.text).find(|(key, _)| key == name).and_then(|(_, raw)| scalar(raw))
    }

    /// `true` if it is an array or object.
    pub(super) fn is_nested(&self) -> bool {
        self.kind & (ARRAY | OBJECT) != 0
    }

    /// `true` if arrays and objects nest deeper than a limit.
    pub(super) fn is_deeper(&self, limit: usize) -> bool {
        is_deeper(self.text, limit) || self.entries.iter().any(|(_, raw)| is_deeper(raw, limit - 1))
    }

    /// The length in bytes.
    pub(super) fn len(&self) -> usize {
        match self.text {
            "" => self.entries.iter().map(|(key, raw)| key.len() + raw.len()).sum(),
            text => text.len(),
        }
    }

    /// The address at which it begins, where it is part of a text; of an object that of its first key.
    pub(super) fn start(&self) -> Option<usize> {
        match self.text {
            // An object that came as entries has no text of its own; its first key borrows from the answer and so tells
            // the place.
            "" => self.entries.first().map(|(key, _)| key.as_ptr().addr()),
            text => Some(text.as_ptr().addr()),
        }
    }

    /// `true` if an object has an entry.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(super) fn entry(&self, name: &str) -> Option<Cow<'_, str>> {
        scalar(self.get(name)?)
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        // The last of two equal keys, as serde_json takes it for a map.
        self.entries.iter().rev().find(|(key, _)| key == name).map(|(_, raw)| raw.as_ref())
    }
}

/// The entries of an object.
fn entries(text: &str) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    let mut walk = JsonWalk::new(text);
    walk.enter(b'{');
    std::iter::from_fn(move || {
        let key = walk.key()?;
        let key = string(key).unwrap_or(Cow::Borrowed(key));
        Some((key, walk.value().unwrap_or_default()))
    })
}

/// The text of a scalar.
fn scalar(raw: &str) -> Option<Cow<'_, str>> {
    match kind(raw) {
        STRING => string(raw),
        BOOLEAN | INTEGER | NUMBER | WHOLE => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// The items of an array.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut walk = JsonWalk::new(text);
    walk.enter(b'[');
    std::iter::from_fn(move || walk.value())
}

/// The kind of a JSON text by its first sign.
pub(super) fn kind(text: &str) -> u8 {
    let text = text.trim_start();
    match text.as_bytes().first() {
        Some(b'{') => OBJECT,
        Some(b'[') => ARRAY,
        Some(b'"') => STRING,
        Some(b't' | b'f') => BOOLEAN,
        Some(b'n') => NULL,
        _ if text.contains(['.', 'e', 'E']) => match text.trim_end().parse::<f64>() {
            Ok(number) if number.fract() == 0.0 => WHOLE,
            _ => NUMBER,
        },
        _ if number_of(text.trim_end()).is_some() => NUMBER,
        _ => INTEGER,
    }
}
