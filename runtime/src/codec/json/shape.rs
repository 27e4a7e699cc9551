//! What JSON values look like, to tell the variants of a union apart.

use std::borrow::Cow;

use super::entries::Entry;
use super::limits::{allow_items, allow_number, allow_properties, allow_string};
use super::non_finite::number_of;
use super::walk::{Walk, is_deeper, string};
use super::whole::integer_of;
use crate::contract::Rule;

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
const INTEGER: u8 = 4;
const NUMBER: u8 = 8;
const STRING: u8 = 16;
const ARRAY: u8 = 32;
const OBJECT: u8 = 64;
/// Of a candidate: numbers are singles.
const SINGLE: u8 = 128;
/// A whole number that is written with a fraction or an exponent: an integer to JSON Schema, a double to those who wrote it.
const WHOLE: u8 = 128;

/// What the values of a variant look like.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    variant: usize,
    /// A bit for each kind: null 1, boolean 2, integer 4, other number 8, string 16, array 32, object 64; 128 where numbers are singles.
    kinds: u8,
    items: u8,
    listed: &'static [&'static str],
    /// How much a string says that can be read as the variant's type; any string has rank 1.
    rank: u8,
    object: Option<Shape>,
    /// The candidates for the items of an array or the values of a map; empty where they tell nothing.
    each: &'static [Candidate],
    /// The limits of its values, where they tell.
    limits: &'static [Rule],
}

/// What an object looks like.
#[derive(Clone, Copy, Debug)]
struct Shape {
    required: &'static [&'static str],
    known: &'static [&'static str],
    closed: bool,
    constants: &'static [(&'static str, &'static [&'static str])],
    kinds: &'static [(&'static str, u8)],
    /// The candidates for the values of properties that differ further down.
    within: &'static [(&'static str, &'static [Candidate])],
}

impl Candidate {
    /// Values of some kinds.
    pub const fn of(variant: usize, kinds: u8) -> Self {
        Self { variant, kinds, items: u8::MAX, listed: &[], rank: 1, object: None, each: &[], limits: &[] }
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

    /// The same, which lists its values: some strings or integers.
    pub const fn listing(mut self, listed: &'static [&'static str]) -> Self {
        self.listed = listed;
        self
    }

    /// The same, with limits of its values.
    pub const fn limited(mut self, limits: &'static [Rule]) -> Self {
        self.limits = limits;
        self
    }

    /// `true` if it has objects alone.
    pub(super) const fn is_of_objects(&self) -> bool {
        self.kinds == OBJECT
    }

    /// An object that has some properties, and knows others.
    pub const fn object(variant: usize, required: &'static [&'static str], known: &'static [&'static str]) -> Self {
        let shape = Shape { required, known, closed: false, constants: &[], kinds: &[], within: &[] };
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

    /// The same, with properties whose values are told apart by their own looks.
    pub const fn within(mut self, within: &'static [(&'static str, &'static [Self])]) -> Self {
        if let Some(shape) = &mut self.object {
            shape.within = within;
        }
        self
    }

    /// The same, with items of an array or values of a map that are told apart by their own looks.
    pub const fn each(mut self, each: &'static [Self]) -> Self {
        self.each = each;
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

    /// A JSON text with the entries of an object.
    fn within(text: &'a str) -> Self {
        let mut looks = Self::of_text(text);
        looks.see_entries();
        looks
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

    /// `true` if it is an array or object.
    pub(super) fn is_nested(&self) -> bool {
        self.kind & (ARRAY | OBJECT) != 0
    }

    /// `true` if arrays and objects nest deeper than a limit.
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

    /// The address at which it begins, where it is part of a text; of an object that of its first key.
    pub(super) fn start(&self) -> Option<usize> {
        match self.text {
            "" => self.entries.first().map(|(key, _)| key.as_ptr().addr()),
            text => Some(text.as_ptr().addr()),
        }
    }

    /// `true` if an object has an entry.
    fn has(&self, name: &str) -> bool {
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
        BOOLEAN | INTEGER | NUMBER | WHOLE => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// The alternatives of a union, or those that its tag leaves.
#[derive(Clone, Copy)]
pub(super) struct Alternatives<'a> {
    pub(super) all: &'static [Candidate],
    /// The variants that the tag means; `None` for all of them.
    pub(super) meant: Option<&'a [usize]>,
    /// `true` if values with the properties of several variants are kept as JSON.
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

/// How well a value fits a candidate. Of two the greater one fits better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// `true` if it can be one of it.
    is_one: bool,
    /// How much of it the candidate knows by itself.
    own: usize,
    /// How much of it the candidate knows further down.
    deeper: usize,
    /// `true` if no double in it becomes an integer, and no number a single that is another one.
    keeps_numbers: bool,
    /// The number of numbers in it that keep their kind.
    exact: usize,
}

impl Fit {
    const NONE: Self = Self { is_one: false, ..Self::of(0) };

    const fn of(own: usize) -> Self {
        Self { is_one: true, own, deeper: 0, keeps_numbers: true, exact: 0 }
    }

    /// A value by its kind: an integer is kept as such, a whole double as a double.
    fn of_kind(own: usize, kinds: u8, kind: u8, text: &str) -> Self {
        let is_exact = match kind {
            INTEGER => kinds & INTEGER != 0 && kinds & NUMBER == 0,
            WHOLE => kinds & NUMBER != 0,
            _ => false,
        };
        let is_kept = !has_singles(kinds) || kind & (INTEGER | NUMBER | WHOLE) == 0 || is_single(text);
        Self { keeps_numbers: is_kept && (kind != WHOLE || is_exact), exact: is_exact as usize, ..Self::of(own) }
    }

    /// The same with a value within it.
    fn with(mut self, inner: Self) -> Self {
        self.is_one &= inner.is_one;
        self.deeper += inner.own + inner.deeper;
        self.keeps_numbers &= inner.keeps_numbers;
        self.exact += inner.exact;
        self
    }
}

impl Alternatives<'_> {
    /// The candidates for values of a kind.
    fn of_kind(&self, kind: u8) -> impl Iterator<Item = &'static Candidate> {
        let is_meant = |candidate: &Candidate| self.meant.is_none_or(|meant| meant.contains(&candidate.variant));
        self.all.iter().filter(move |candidate| takes(candidate.kinds, kind) && is_meant(candidate))
    }

    fn fitting(&self, looks: &Looks<'_>) -> impl Iterator<Item = &'static Candidate> {
        self.of_kind(looks.kind).filter(|candidate| candidate.fits(looks))
    }

    /// The variant that a value fits best; of several that fit as well the first. What is further down counts where there is a choice.
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
            let fit = other.fit(looks);
            if fit > *highest.get_or_insert_with(|| best.fit(looks)) {
                (best, highest) = (other, Some(fit));
            }
        }
        let is_lost = |other: &Candidate| other.variant != best.variant && other.knows_more(best, looks);
        if self.open && highest.is_some() && self.fitting(looks).any(is_lost) {
            return Best::Several;
        }
        Best::Variant(best.variant)
    }

    /// All variants of the kind of a value, the best first; those that do not fit come last, the likeliest first. A double is none of them for an
    /// integer that it would round, where another variant is of integers.
    pub(super) fn order(&self, looks: &mut Looks<'_>) -> Vec<usize> {
        looks.see_entries();
        let all: Vec<&Candidate> = self.of_kind(looks.kind).collect();
        let keeps_integers = all.iter().any(|candidate| candidate.fits(looks) && !candidate.rounds(looks));
        let mut all: Vec<(bool, Fit, &Candidate)> = all
            .into_iter()
            .filter(|candidate| !keeps_integers || !candidate.rounds(looks))
            .map(|candidate| (candidate.fits(looks), candidate.fit(looks), candidate))
            .collect();
        all.sort_by_key(|(fits, fit, _)| std::cmp::Reverse((*fits, *fit)));
        let mut order = Vec::new();
        for (_, _, candidate) in all {
            if !order.contains(&candidate.variant) {
                order.push(candidate.variant);
            }
        }
        order
    }

    /// The variants that a value fits but for limits, which are what it is held against next.
    pub(super) fn all_like(&self, looks: &Looks<'_>) -> Vec<usize> {
        self.of_kind(looks.kind)
            .filter(|candidate| candidate.is_like(looks))
            .map(|candidate| candidate.variant)
            .collect()
    }
}

impl Candidate {
    /// `true` if a value of its kind can be one of it, without a look further down.
    fn fits(&self, looks: &Looks<'_>) -> bool {
        (self.limits.is_empty() || self.allows(looks)) && self.is_like(looks)
    }

    /// `true` if a value of its kind is within the limits.
    #[cold]
    fn allows(&self, looks: &Looks<'_>) -> bool {
        match looks.kind {
            INTEGER | NUMBER | WHOLE => allow_number(self.limits, looks.text),
            STRING => allow_string(self.limits, looks.text),
            ARRAY => allow_items(self.limits, || items(looks.text)),
            OBJECT => allow_properties(self.limits, looks.entries.len()),
            _ => true,
        }
    }

    /// `true` if a value of its kind can be one of it but for limits.
    fn is_like(&self, looks: &Looks<'_>) -> bool {
        match &self.object {
            Some(shape) if looks.kind == OBJECT => shape.fits(looks),
            _ if looks.kind == ARRAY && self.items != u8::MAX => self.fits_items(looks.text),
            _ => true,
        }
    }

    fn fits_items(&self, text: &str) -> bool {
        items(text).all(|item| takes(self.items | NULL, kind(item)))
    }

    /// How well a value of its kind fits.
    fn fit(&self, looks: &Looks<'_>) -> Fit {
        match (looks.kind, &self.object) {
            (OBJECT, Some(shape)) => shape.fit(looks, self.each),
            (OBJECT, None) => looks.entries.iter().fold(Fit::of(1), |fit, (_, raw)| self.with_each(fit, raw)),
            (ARRAY, _) => {
                let fit = items(looks.text).fold(Fit::of(1), |fit, item| {
                    self.with_each(fit.with(Fit::of_kind(0, self.items, kind(item), item)), item)
                });
                Fit { is_one: fit.is_one && self.fits(looks), ..fit }
            }
            (STRING | INTEGER | WHOLE, _) if !self.listed.is_empty() => match self.lists(looks) {
                true if looks.kind == WHOLE => Fit::of_kind(1, self.kinds, WHOLE, looks.text),
                true => Fit::of(usize::from(u8::MAX)),
                false => Fit::of(0),
            },
            (STRING, _) => Fit::of(usize::from(self.rank)),
            (kind, _) => Fit::of_kind(1, self.kinds, kind, looks.text),
        }
    }

    fn with_each(&self, fit: Fit, raw: &str) -> Fit {
        if self.each.is_empty() { fit } else { fit.with(fit_of_any(self.each, raw)) }
    }

    fn lists(&self, looks: &Looks<'_>) -> bool {
        match looks.kind {
            STRING => string(looks.text).is_some_and(|value| self.listed.contains(&value.as_ref())),
            _ => digits_of(looks.text).is_some_and(|value| self.listed.contains(&value.as_str())),
        }
    }

    /// How well a value within another one fits. Its own score is small, so that the number of known properties decides before it.
    fn fit_within(&self, looks: &Looks<'_>) -> Fit {
        if !self.limits.is_empty() && !self.allows(looks) {
            return Fit::NONE;
        }
        match looks.kind {
            STRING | INTEGER | WHOLE if !self.listed.is_empty() => match self.lists(looks) {
                true if looks.kind == WHOLE => Fit::of_kind(0, self.kinds, WHOLE, looks.text),
                true => Fit::of(2),
                false => Fit::NONE,
            },
            STRING => Fit::of(usize::from(self.rank > 1)),
            OBJECT | ARRAY => {
                let fit = self.fit(looks);
                Fit { is_one: fit.is_one && self.fits(looks), ..fit }
            }
            kind => Fit::of_kind(0, self.kinds, kind, looks.text),
        }
    }

    /// `true` if it reads a number as a double or single that cannot hold it.
    fn rounds(&self, looks: &Looks<'_>) -> bool {
        let each = |raw: &str| {
            let rounds = |inner: &Self| takes(inner.kinds, kind(raw)) && inner.rounds(&Looks::within(raw));
            is_rounded(self.items, raw) && self.items != u8::MAX || self.each.iter().any(rounds)
        };
        match (looks.kind, &self.object) {
            (ARRAY, _) => items(looks.text).any(each),
            (OBJECT, None) => looks.entries.iter().any(|(_, raw)| each(raw)),
            (OBJECT, Some(shape)) => shape.rounds(looks),
            (INTEGER | NUMBER | WHOLE, _) => is_rounded(self.kinds, looks.text),
            _ => false,
        }
    }

    /// `true` if it knows an entry that another candidate would lose.
    fn knows_more(&self, than: &Candidate, looks: &Looks<'_>) -> bool {
        match (looks.kind, &self.object, &than.object) {
            (OBJECT, Some(shape), Some(other)) => looks.entries.iter().any(|(key, raw)| {
                let knows = |shape: &Shape| shape.known.contains(&key.as_ref());
                knows(shape) && (!knows(other) || any_knows_more(shape.of(key), other.of(key), raw))
            }),
            (OBJECT, None, None) => looks.entries.iter().any(|(_, raw)| any_knows_more(self.each, than.each, raw)),
            (ARRAY, ..) => items(looks.text).any(|item| any_knows_more(self.each, than.each, item)),
            _ => false,
        }
    }
}

/// How well a value within another one fits the candidate that it fits best. `null` fits all of them.
fn fit_of_any(candidates: &[Candidate], raw: &str) -> Fit {
    let looks = Looks::within(raw);
    if looks.kind == NULL {
        return Fit::of(0);
    }
    let of_kind = candidates.iter().filter(|candidate| takes(candidate.kinds, looks.kind));
    of_kind.map(|candidate| candidate.fit_within(&looks)).max().unwrap_or(Fit::NONE)
}

/// `true` if some of several candidates know an entry of a value that all others would lose.
fn any_knows_more(candidates: &[Candidate], than: &[Candidate], raw: &str) -> bool {
    if candidates.is_empty() || than.is_empty() {
        return false;
    }
    let looks = Looks::within(raw);
    let others = than.iter().filter(|candidate| takes(candidate.kinds, looks.kind));
    let Some(best) = others.max_by_key(|candidate| candidate.fit_within(&looks)) else { return false };
    candidates
        .iter()
        .filter(|candidate| takes(candidate.kinds, looks.kind))
        .any(|candidate| candidate.fit_within(&looks).is_one && candidate.knows_more(best, &looks))
}

impl Shape {
    fn fits(&self, looks: &Looks<'_>) -> bool {
        let is_listed = |(name, values): &(&str, &[&str])| {
            !looks.has(name) || looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()))
        };
        let is_of_kind = |(name, kinds): &(&str, u8)| looks.get(name).is_none_or(|raw| takes(kinds | NULL, kind(raw)));
        self.required.iter().all(|name| looks.has(name))
            && self.constants.iter().all(is_listed)
            && self.kinds.iter().all(is_of_kind)
            && !(self.closed && looks.entries.iter().any(|(key, _)| !self.known.contains(&key.as_ref())))
    }

    /// How much of an object it knows. A listed value may be a new one.
    fn fit(&self, looks: &Looks<'_>, each: &[Candidate]) -> Fit {
        let known = self.known.iter().filter(|name| looks.has(name)).count();
        let is_listed =
            |(name, values): &&(&str, &[&str])| looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()));
        let listed = self.constants.iter().filter(is_listed).count();
        let mut fit = Fit::of(2 * known + listed);
        for (name, kinds) in self.kinds {
            if let Some(raw) = looks.get(name) {
                fit = fit.with(Fit::of_kind(0, *kinds, kind(raw), raw));
            }
        }
        for (name, candidates) in self.within {
            if let Some(raw) = looks.get(name) {
                fit = fit.with(fit_of_any(candidates, raw));
            }
        }
        if !each.is_empty() {
            let others = looks.entries.iter().filter(|(key, _)| !self.known.contains(&key.as_ref()));
            fit = others.fold(fit, |fit, (_, raw)| fit.with(fit_of_any(each, raw)));
        }
        fit
    }

    /// `true` if a property that decides is read as a double or single that cannot hold it.
    fn rounds(&self, looks: &Looks<'_>) -> bool {
        let of = |name: &str, rounds: &dyn Fn(&str) -> bool| looks.get(name).is_some_and(rounds);
        self.kinds.iter().any(|(name, kinds)| of(name, &|raw| is_rounded(*kinds, raw)))
            || self.within.iter().any(|(name, candidates)| {
                of(name, &|raw| {
                    let mut of_kind =
                        candidates.iter().filter(|candidate| takes(candidate.kinds, kind(raw))).peekable();
                    of_kind.peek().is_some() && of_kind.all(|candidate| candidate.rounds(&Looks::within(raw)))
                })
            })
    }

    /// What the value of a property looks like, where it is told apart further down.
    fn of(&self, name: &str) -> &'static [Candidate] {
        self.within.iter().find(|(own, _)| *own == name).map_or(&[], |(_, candidates)| candidates)
    }
}

/// `true` if values of some kinds may be of the kind of one: a whole double is an integer, too.
const fn takes(kinds: u8, kind: u8) -> bool {
    let kind = if kind == WHOLE { INTEGER | NUMBER } else { kind };
    kinds & kind != 0
}

/// `true` if a text is an integer that a double would round, or a number that a single would, and some kinds take it as one.
fn is_rounded(kinds: u8, text: &str) -> bool {
    const EXACT: u64 = 1 << 53;
    let is_exact = || text.trim().parse::<i64>().is_ok_and(|integer| integer.unsigned_abs() <= EXACT);
    match kind(text) {
        _ if kinds & NUMBER == 0 => false,
        INTEGER => !is_exact() || has_singles(kinds) && !is_single(text),
        NUMBER | WHOLE => has_singles(kinds) && !is_single(text),
        _ => false,
    }
}

/// `true` if numbers of some kinds are singles. Any value has all bits.
const fn has_singles(kinds: u8) -> bool {
    kinds & SINGLE != 0 && kinds != u8::MAX
}

/// `true` if a single is written as the number that a text is.
#[cold]
fn is_single(text: &str) -> bool {
    let text = text.trim();
    let written = |number: f32| number.to_string().parse::<f64>().ok();
    text.parse::<f64>().ok() == text.parse::<f32>().ok().and_then(written)
}

/// The digits of an integer, however it is written.
fn digits_of(text: &str) -> Option<String> {
    let text = text.trim();
    match text.parse::<i128>() {
        Ok(integer) => Some(integer.to_string()),
        Err(_) => text.parse().ok().and_then(integer_of).map(|integer| integer.to_string()),
    }
}

/// The items of an array.
fn items(text: &str) -> impl Iterator<Item = &str> {
    let mut walk = Walk::new(text);
    walk.enter(b'[');
    std::iter::from_fn(move || walk.value())
}

/// The kind of a JSON text by its first sign.
fn kind(text: &str) -> u8 {
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
