//! What JSON values look like, to tell the variants of a union apart.

use std::borrow::Cow;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
const INTEGER: u8 = 4;
const NUMBER: u8 = 8;
const STRING: u8 = 16;
const ARRAY: u8 = 32;
const OBJECT: u8 = 64;

/// What the values of a variant look like.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    variant: usize,
    /// A bit for each kind: null 1, boolean 2, integer 4, other number 8, string 16, array 32, object 64.
    kinds: u8,
    items: u8,
    listed: &'static [&'static str],
    object: Option<Shape>,
}

/// What an object looks like.
#[derive(Clone, Copy, Debug)]
struct Shape {
    required: &'static [&'static str],
    known: &'static [&'static str],
    closed: bool,
    constants: &'static [(&'static str, &'static [&'static str])],
    kinds: &'static [(&'static str, u8)],
}

impl Candidate {
    /// Values of some kinds.
    pub const fn of(variant: usize, kinds: u8) -> Self {
        Self { variant, kinds, items: u8::MAX, listed: &[], object: None }
    }

    /// Arrays with items of some kinds.
    pub const fn array(variant: usize, items: u8) -> Self {
        Self { items, ..Self::of(variant, ARRAY) }
    }

    /// One of some strings.
    pub const fn listed(variant: usize, listed: &'static [&'static str]) -> Self {
        Self { listed, ..Self::of(variant, STRING) }
    }

    /// Whether it belongs to one of some variants.
    pub(super) fn is_one_of(&self, variants: &[usize]) -> bool {
        variants.contains(&self.variant)
    }

    /// How much of an object it knows that does not fit: a listed value may be a new one.
    fn likeness(&self, entries: &Entries<'_>) -> usize {
        self.object.as_ref().map_or(0, |shape| shape.likeness(entries))
    }

    /// An object that has some properties, and knows others.
    pub const fn object(variant: usize, required: &'static [&'static str], known: &'static [&'static str]) -> Self {
        let shape = Shape { required, known, closed: false, constants: &[], kinds: &[] };
        Self { object: Some(shape), ..Self::of(variant, OBJECT) }
    }

    /// The same, with properties that decide: by listed values, and by the kind of their value. Others are forbidden in a closed one.
    pub const fn deciding(
        mut self,
        closed: bool,
        constants: &'static [(&'static str, &'static [&'static str])],
        kinds: &'static [(&'static str, u8)],
    ) -> Self {
        if let Some(shape) = &mut self.object {
            shape.closed = closed;
            shape.constants = constants;
            shape.kinds = kinds;
        }
        self
    }
}

/// The entries of an object, not yet read.
#[derive(Default)]
pub(super) struct Entries<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Entries<'a> {
    /// The entries of a JSON text; none where it is no object.
    pub(super) fn of(text: &'a str) -> Self {
        if !text.trim_start().starts_with('{') {
            return Self::default();
        }
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The text of an entry: of a string what it says, of other scalars how they are written.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'a, str>> {
        let raw = self.get(name)?;
        match kind(raw) {
            STRING => serde_json::from_str::<String>(raw).ok().map(Cow::Owned),
            BOOLEAN | INTEGER | NUMBER => Some(Cow::Borrowed(raw)),
            _ => None,
        }
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(key, _)| key == name).map(|(_, raw)| *raw)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor;
        impl<'de> Visitor<'de> for EntriesVisitor {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some((Key(key), raw)) = map.next_entry::<Key<'de>, &'de RawValue>()? {
                    entries.push((key, raw.get()));
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(EntriesVisitor)
    }
}

/// A key, borrowed from the text unless it has escapes.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(key)))
            }

            fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(key.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

/// The variants that a value may be, the best first; those that do not fit come last, the likeliest first. `None` where the value
/// has properties of several variants and is to be kept.
pub(super) fn best<'a>(
    text: &str,
    entries: &Entries<'_>,
    candidates: impl Iterator<Item = &'a Candidate>,
    open: bool,
) -> Option<Vec<usize>> {
    let kind = kind(text);
    let of_kind: Vec<&Candidate> = candidates.filter(|candidate| candidate.kinds & kind != 0).collect();
    let mut fitting: Vec<(usize, &Candidate)> = of_kind
        .iter()
        .filter_map(|candidate| score(candidate, kind, text, entries).map(|score| (score, *candidate)))
        .collect();
    fitting.sort_by_key(|(score, _)| usize::MAX - score);
    if let (true, Some((_, first))) = (open, fitting.first())
        && fitting[1..].iter().any(|(_, other)| other.variant != first.variant && knows_more(other, first, entries))
    {
        return None;
    }
    let mut rest = of_kind;
    rest.sort_by_key(|candidate| usize::MAX - candidate.likeness(entries));
    let mut order: Vec<usize> = Vec::new();
    for candidate in fitting.into_iter().map(|(_, candidate)| candidate).chain(rest) {
        if !order.contains(&candidate.variant) {
            order.push(candidate.variant);
        }
    }
    Some(order)
}

/// The variants that a value fits.
pub(super) fn fitting(text: &str, entries: &Entries<'_>, candidates: &[Candidate]) -> Vec<usize> {
    let kind = kind(text);
    let fits = |candidate: &&Candidate| candidate.kinds & kind != 0 && score(candidate, kind, text, entries).is_some();
    candidates.iter().filter(fits).map(|candidate| candidate.variant).collect()
}

/// How well a value fits, if it does.
fn score(candidate: &Candidate, kind: u8, text: &str, entries: &Entries<'_>) -> Option<usize> {
    match (kind, &candidate.object) {
        (OBJECT, Some(shape)) => shape.score(entries),
        (STRING, _) if !candidate.listed.is_empty() => {
            let value: String = serde_json::from_str(text).ok()?;
            Some(if candidate.listed.contains(&value.as_str()) { 2 } else { 0 })
        }
        (ARRAY, _) if candidate.items != u8::MAX => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            items.iter().all(|item| self::kind(item.get()) & (candidate.items | NULL) != 0).then_some(1)
        }
        (INTEGER, _) if candidate.kinds & NUMBER == 0 => Some(2),
        _ => Some(1),
    }
}

impl Shape {
    fn score(&self, entries: &Entries<'_>) -> Option<usize> {
        let has = |name: &&&str| entries.get(name).is_some();
        if !self.required.iter().all(|name| has(&name)) {
            return None;
        }
        let is_listed = |(name, values): &(&str, &[&str])| {
            entries.get(name).is_none() || entries.text(name).is_some_and(|text| values.contains(&text.as_ref()))
        };
        let is_of_kind =
            |(name, kinds): &(&str, u8)| entries.get(name).is_none_or(|raw| kind(raw) & (kinds | NULL) != 0);
        if !self.constants.iter().all(is_listed) || !self.kinds.iter().all(is_of_kind) {
            return None;
        }
        if self.closed && entries.0.iter().any(|(key, _)| !self.known.contains(&key.as_ref())) {
            return None;
        }
        let known = self.known.iter().filter(has).count();
        let constants = self.constants.iter().filter(|(name, _)| entries.get(name).is_some()).count();
        Some(2 * known + constants)
    }

    fn likeness(&self, entries: &Entries<'_>) -> usize {
        let known = self.known.iter().filter(|name| entries.get(name).is_some()).count();
        let is_listed =
            |(name, values): &&(&str, &[&str])| entries.text(name).is_some_and(|text| values.contains(&text.as_ref()));
        2 * known + self.constants.iter().filter(is_listed).count()
    }
}

/// Whether a candidate knows an entry that another one would lose.
fn knows_more(candidate: &Candidate, than: &Candidate, entries: &Entries<'_>) -> bool {
    let (Some(shape), Some(than)) = (&candidate.object, &than.object) else { return false };
    entries.0.iter().any(|(key, _)| shape.known.contains(&key.as_ref()) && !than.known.contains(&key.as_ref()))
}

/// The kind of a JSON text by its first sign; a number without a fraction is an integer.
fn kind(text: &str) -> u8 {
    let text = text.trim_start();
    match text.as_bytes().first() {
        Some(b'{') => OBJECT,
        Some(b'[') => ARRAY,
        Some(b'"') => STRING,
        Some(b't' | b'f') => BOOLEAN,
        Some(b'n') => NULL,
        _ if text.contains(['.', 'e', 'E']) => match text.trim_end().parse::<f64>() {
            Ok(number) if number.fract() == 0.0 => INTEGER,
            _ => NUMBER,
        },
        _ => INTEGER,
    }
}
