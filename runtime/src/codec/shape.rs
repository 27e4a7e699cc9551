//! What JSON values look like, to tell the variants of a union apart.

use std::borrow::Cow;

use super::entries::Entry;
use super::non_finite::number_of;
use super::walk::{Walk, is_deeper, string};

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
    /// How much a string says that can be read as the variant's type; any string has rank 1.
    rank: u8,
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
        Self { variant, kinds, items: u8::MAX, listed: &[], rank: 1, object: None }
    }

    /// Arrays with items of some kinds.
    pub const fn array(variant: usize, items: u8) -> Self {
        Self { items, ..Self::of(variant, ARRAY) }
    }

    /// Strings that are read as a type of its own, such as a date. Of several the one with the highest rank is tried first.
    pub const fn text(variant: usize, rank: u8) -> Self {
        Self { rank, ..Self::of(variant, STRING) }
    }

    /// One of some strings.
    pub const fn listed(variant: usize, listed: &'static [&'static str]) -> Self {
        Self { listed, ..Self::of(variant, STRING) }
    }

    /// Whether it has objects alone.
    pub(super) const fn is_of_objects(&self) -> bool {
        self.kinds == OBJECT
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

/// A value by its looks.
pub(super) struct Looks<'a> {
    /// Empty where the entries of an object are all there is.
    text: &'a str,
    /// Of what kind it is, as in [`Candidate`].
    kind: u8,
    /// The entries of an object, where they were looked at.
    entries: Cow<'a, [Entry<'a>]>,
    is_seen: bool,
}

impl<'a> Looks<'a> {
    /// A JSON text, of which the first sign is seen.
    pub(super) fn of_text(text: &'a str) -> Self {
        Self { text, kind: kind(text), entries: Cow::Borrowed(&[]), is_seen: false }
    }

    /// An object.
    pub(super) fn of_entries(entries: &'a [Entry<'a>]) -> Self {
        Self { text: "", kind: OBJECT, entries: Cow::Borrowed(entries), is_seen: true }
    }

    /// Looks at the entries of an object; once is enough.
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
    pub(super) fn tag(&self, name: &str) -> Option<Cow<'_, str>> {
        if self.is_seen {
            return self.entries.iter().find(|(key, _)| key == name).and_then(|(_, raw)| scalar(raw));
        }
        if self.kind != OBJECT {
            return None;
        }
        entries(self.text).find(|(key, _)| key == name).and_then(|(_, raw)| scalar(raw))
    }

    /// Whether it is an array or object.
    pub(super) fn is_nested(&self) -> bool {
        self.kind & (ARRAY | OBJECT) != 0
    }

    /// Whether arrays and objects nest deeper than a limit.
    pub(super) fn is_deeper(&self, limit: usize) -> bool {
        is_deeper(self.text, limit) || self.entries.iter().any(|(_, raw)| is_deeper(raw, limit - 1))
    }

    /// How long it is, in bytes.
    pub(super) fn len(&self) -> usize {
        match self.text {
            "" => self.entries.iter().map(|(key, raw)| key.len() + raw.len()).sum(),
            text => text.len(),
        }
    }

    /// Whether an object has an entry.
    pub(super) fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<Cow<'_, str>> {
        scalar(self.get(name)?)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.entries.iter().rev().find(|(key, _)| key == name).map(|(_, raw)| raw.as_ref())
    }
}

/// The entries of an object.
fn entries(text: &str) -> impl Iterator<Item = (Cow<'_, str>, &str)> {
    let mut walk = Walk::new(text);
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
        BOOLEAN | INTEGER | NUMBER => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// The alternatives of a union, or those that its tag leaves.
#[derive(Clone, Copy)]
pub(super) struct Alternatives<'a> {
    pub(super) all: &'static [Candidate],
    /// The variants that the tag means; `None` for all of them.
    pub(super) meant: Option<&'a [usize]>,
    /// Whether values with the properties of several variants are kept as JSON.
    pub(super) open: bool,
}

/// The variant that a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Best {
    /// It fits no other one so well.
    Variant(usize),
    /// It has the properties of several.
    Several,
    /// None fits.
    None,
    /// None has values of its kind.
    NoKind,
}

impl Alternatives<'_> {
    /// The candidates for values of a kind.
    fn of_kind(&self, kind: u8) -> impl Iterator<Item = &'static Candidate> {
        let is_meant = |candidate: &Candidate| self.meant.is_none_or(|meant| meant.contains(&candidate.variant));
        self.all.iter().filter(move |candidate| candidate.kinds & kind != 0 && is_meant(candidate))
    }

    fn fitting(&self, looks: &Looks<'_>) -> impl Iterator<Item = &'static Candidate> {
        self.of_kind(looks.kind).filter(|candidate| candidate.fits(looks))
    }

    /// The variant that a value fits best; of several that fit as well the first. Scores are counted where there is a choice.
    pub(super) fn best(&self, looks: &mut Looks<'_>) -> Best {
        let mut of_kind = self.of_kind(looks.kind);
        match (of_kind.next(), of_kind.next()) {
            (None, _) => return Best::NoKind,
            (Some(only), None) => return Best::Variant(only.variant),
            _ => looks.see_entries(),
        }
        let mut fitting = self.fitting(looks);
        let Some(mut best) = fitting.next() else { return Best::None };
        let mut highest = None;
        for other in fitting {
            let score = other.score(looks);
            if score > *highest.get_or_insert_with(|| best.score(looks)) {
                (best, highest) = (other, Some(score));
            }
        }
        let is_lost = |other: &Candidate| other.variant != best.variant && other.knows_more(best, looks);
        if self.open && highest.is_some() && self.fitting(looks).any(is_lost) {
            return Best::Several;
        }
        Best::Variant(best.variant)
    }

    /// All variants of the kind of a value, the best first; those that do not fit come last, the likeliest first.
    pub(super) fn order(&self, looks: &mut Looks<'_>) -> Vec<usize> {
        looks.see_entries();
        let mut fitting: Vec<&Candidate> = self.fitting(looks).collect();
        fitting.sort_by_key(|candidate| usize::MAX - candidate.score(looks));
        let mut rest: Vec<&Candidate> = self.of_kind(looks.kind).collect();
        rest.sort_by_cached_key(|candidate| usize::MAX - candidate.likeness(looks));
        let mut order = Vec::new();
        for candidate in fitting.into_iter().chain(rest) {
            if !order.contains(&candidate.variant) {
                order.push(candidate.variant);
            }
        }
        order
    }

    /// The variants that a value fits.
    pub(super) fn all_fitting(&self, looks: &Looks<'_>) -> Vec<usize> {
        self.fitting(looks).map(|candidate| candidate.variant).collect()
    }
}

impl Candidate {
    /// Whether a value of its kind can be one of it.
    fn fits(&self, looks: &Looks<'_>) -> bool {
        match &self.object {
            Some(shape) if looks.kind == OBJECT => shape.fits(looks),
            _ if looks.kind == ARRAY && self.items != u8::MAX => self.fits_items(looks.text),
            _ => true,
        }
    }

    fn fits_items(&self, text: &str) -> bool {
        let mut walk = Walk::new(text);
        walk.enter(b'[');
        while let Some(item) = walk.value() {
            if kind(item) & (self.items | NULL) == 0 {
                return false;
            }
        }
        true
    }

    /// How well a value fits that does.
    fn score(&self, looks: &Looks<'_>) -> usize {
        match (looks.kind, &self.object) {
            (OBJECT, Some(shape)) => shape.score(looks),
            (STRING, _) if !self.listed.is_empty() => {
                let is_listed = string(looks.text).is_some_and(|value| self.listed.contains(&value.as_ref()));
                if is_listed { usize::from(u8::MAX) } else { 0 }
            }
            (STRING, _) => usize::from(self.rank),
            (INTEGER, _) if self.kinds & NUMBER == 0 => 2,
            _ => 1,
        }
    }

    /// How much of an object it knows that does not fit: a listed value may be a new one.
    fn likeness(&self, looks: &Looks<'_>) -> usize {
        self.object.as_ref().map_or(0, |shape| shape.likeness(looks))
    }

    /// Whether it knows an entry that another candidate would lose.
    fn knows_more(&self, than: &Candidate, looks: &Looks<'_>) -> bool {
        let (Some(shape), Some(than)) = (&self.object, &than.object) else { return false };
        looks.entries.iter().any(|(key, _)| shape.known.contains(&key.as_ref()) && !than.known.contains(&key.as_ref()))
    }
}

impl Shape {
    fn fits(&self, looks: &Looks<'_>) -> bool {
        let is_listed = |(name, values): &(&str, &[&str])| {
            !looks.has(name) || looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()))
        };
        let is_of_kind = |(name, kinds): &(&str, u8)| looks.get(name).is_none_or(|raw| kind(raw) & (kinds | NULL) != 0);
        self.required.iter().all(|name| looks.has(name))
            && self.constants.iter().all(is_listed)
            && self.kinds.iter().all(is_of_kind)
            && !(self.closed && looks.entries.iter().any(|(key, _)| !self.known.contains(&key.as_ref())))
    }

    fn score(&self, looks: &Looks<'_>) -> usize {
        let known = self.known.iter().filter(|name| looks.has(name)).count();
        2 * known + self.constants.iter().filter(|(name, _)| looks.has(name)).count()
    }

    fn likeness(&self, looks: &Looks<'_>) -> usize {
        let known = self.known.iter().filter(|name| looks.has(name)).count();
        let is_listed =
            |(name, values): &&(&str, &[&str])| looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()));
        2 * known + self.constants.iter().filter(is_listed).count()
    }
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
        _ if number_of(text.trim_end()).is_some() => NUMBER,
        _ => INTEGER,
    }
}
