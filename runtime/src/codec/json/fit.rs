//! The variant of a union that a value fits best, by its looks and the shapes of the variants.

use super::limits::{allow_items, allow_number, allow_properties, allow_string};
use super::looks::{Probe, items, kind};
use super::shape::{ARRAY, Candidate, INTEGER, NULL, NUMBER, OBJECT, SINGLE, STRING, Shape, WHOLE};
use super::walk::string;
use super::whole::integer_of;

/// The alternatives of a union, or those that its tag leaves.
#[derive(Clone, Copy)]
pub(super) struct Alternatives<'a> {
    pub(super) all: &'static [Candidate],
    /// The variants that the tag means; `None` for all of them.
    pub(super) variants: Option<&'a [usize]>,
    /// `true` if values with the properties of several variants are kept as JSON.
    pub(super) open: bool,
}

/// The variant that a value is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum BestVariant {
    /// The variant that fits best, by its index.
    Variant(usize),
    /// Several variants fit, and each has properties that the others would lose.
    Several,
    /// Variants have values of its kind, and none fits.
    None,
    /// No variant has values of its kind.
    NoKind,
}

/// The fit of a value and a candidate; the greater one is the better one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
// Compared field by field in this order: a fit of the properties of the object itself counts before all that is deeper.
struct Fit {
    /// `true` if the candidate accepts the value.
    is_one: bool,
    /// The number of properties that the candidate itself declares.
    score: usize,
    /// The number of properties that the candidate declares further down.
    deeper: usize,
    /// `true` if no double in it becomes an integer, and no number a single that is another one.
    keeps_numbers: bool,
    /// The number of numbers in it that keep their kind.
    exact: usize,
}

impl Fit {
    const NONE: Self = Self { is_one: false, ..Self::exact(0) };

    const fn exact(score: usize) -> Self {
        Self { is_one: true, score, deeper: 0, keeps_numbers: true, exact: 0 }
    }

    /// A value by its kind: an integer is kept as such, a whole double as a double.
    fn of_kind(score: usize, kinds: u8, kind: u8, text: &str) -> Self {
        let is_exact = match kind {
            INTEGER => kinds & INTEGER != 0 && kinds & NUMBER == 0,
            WHOLE => kinds & NUMBER != 0,
            _ => false,
        };
        // A number that an `f32` would write otherwise is not for it, where another member can hold the number.
        let is_kept = !has_singles(kinds) || kind & (INTEGER | NUMBER | WHOLE) == 0 || is_single(text);
        Self { keeps_numbers: is_kept && (kind != WHOLE || is_exact), exact: is_exact as usize, ..Self::exact(score) }
    }

    /// The same with a value within it.
    fn with(mut self, inner: Self) -> Self {
        self.is_one &= inner.is_one;
        self.deeper += inner.score + inner.deeper;
        self.keeps_numbers &= inner.keeps_numbers;
        self.exact += inner.exact;
        self
    }
}

impl Alternatives<'_> {
    /// The candidates for values of a kind.
    fn of_kind(&self, kind: u8) -> impl Iterator<Item = &'static Candidate> {
        let is_allowed_by_tag =
            |candidate: &Candidate| self.variants.is_none_or(|variants| variants.contains(&candidate.variant));
        self.all.iter().filter(move |candidate| takes(candidate.kinds, kind) && is_allowed_by_tag(candidate))
    }

    fn fitting(&self, looks: &Probe<'_>) -> impl Iterator<Item = &'static Candidate> {
        self.of_kind(looks.kind).filter(|candidate| candidate.fits(looks))
    }

    /// The variant that a value fits best; of several that fit as well the first. What is further down counts where there is a choice.
    pub(super) fn best(&self, looks: &mut Probe<'_>) -> BestVariant {
        let mut of_kind = self.of_kind(looks.kind);
        match (of_kind.next(), of_kind.next()) {
            (None, _) => return BestVariant::NoKind,
            // The one candidate of its kind is taken without a look inside. If it does not fit, reading says exactly
            // why.
            (Some(only), None) => return BestVariant::Variant(only.variant),
            _ => looks.see_entries(),
        }
        let mut fitting = self.fitting(looks);
        let Some(mut best) = fitting.next() else { return BestVariant::None };
        // The fit of the first is computed only when there is a second: nearly always there is none.
        let mut highest = None;
        for other in fitting {
            let fit = other.fit(looks);
            if fit > *highest.get_or_insert_with(|| best.fit(looks)) {
                (best, highest) = (other, Some(fit));
            }
        }
        // An `anyOf` may be several members at once. If another one knows properties that the best would drop, the
        // value is kept as JSON.
        let is_lost = |other: &Candidate| other.variant != best.variant && other.knows_more(best, looks);
        if self.open && highest.is_some() && self.fitting(looks).any(is_lost) {
            return BestVariant::Several;
        }
        BestVariant::Variant(best.variant)
    }

    /// All variants of the kind of a value, the best first; those that do not fit come last, the likeliest first. A double is none of them for an
    /// integer that it would round, where another variant is of integers.
    pub(super) fn order(&self, looks: &mut Probe<'_>) -> Vec<usize> {
        looks.see_entries();
        let all: Vec<&Candidate> = self.of_kind(looks.kind).collect();
        // Reading in vain must not end in a member that rounds the number, where another one would have kept it.
        let keeps_integers = all.iter().any(|candidate| candidate.fits(looks) && !candidate.rounds(looks));
        let mut all: Vec<(bool, Fit, &Candidate)> = all
            .into_iter()
            .filter(|candidate| !keeps_integers || !candidate.rounds(looks))
            .map(|candidate| (candidate.fits(looks), candidate.fit(looks), candidate))
            .collect();
        // The sort is stable, so variants that fit alike stay in the order of the document.
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
    pub(super) fn all_like(&self, looks: &Probe<'_>) -> Vec<usize> {
        self.of_kind(looks.kind)
            .filter(|candidate| candidate.is_like(looks))
            .map(|candidate| candidate.variant)
            .collect()
    }
}

impl Candidate {
    /// `true` if a value of its kind can be one of it, without a look further down.
    fn fits(&self, looks: &Probe<'_>) -> bool {
        (self.limits.is_empty() || self.allows(looks)) && self.is_like(looks)
    }

    /// `true` if a value of its kind is within the limits.
    #[cold]
    fn allows(&self, looks: &Probe<'_>) -> bool {
        match looks.kind {
            INTEGER | NUMBER | WHOLE => allow_number(self.limits, looks.text),
            STRING => allow_string(self.limits, looks.text),
            ARRAY => allow_items(self.limits, || items(looks.text)),
            OBJECT => allow_properties(self.limits, looks.entries.len()),
            _ => true,
        }
    }

    /// `true` if a value of its kind can be one of it but for limits.
    fn is_like(&self, looks: &Probe<'_>) -> bool {
        match &self.object {
            Some(shape) if looks.kind == OBJECT => shape.fits(looks),
            _ if looks.kind == ARRAY && self.items != u8::MAX => self.fits_items(looks.text),
            _ => true,
        }
    }

    fn fits_items(&self, text: &str) -> bool {
        // `null` tells no members apart, so it fits the items of each.
        items(text).all(|item| takes(self.items | NULL, kind(item)))
    }

    /// The fit of a value of the candidate's kind.
    fn fit(&self, looks: &Probe<'_>) -> Fit {
        match (looks.kind, &self.object) {
            (OBJECT, Some(shape)) => shape.fit(looks, self.each),
            (OBJECT, None) => looks.entries.iter().fold(Fit::exact(1), |fit, (_, raw)| self.with_each(fit, raw)),
            (ARRAY, _) => {
                let fit = items(looks.text).fold(Fit::exact(1), |fit, item| {
                    self.with_each(fit.with(Fit::of_kind(0, self.items, kind(item), item)), item)
                });
                Fit { is_one: fit.is_one && self.fits(looks), ..fit }
            }
            (STRING | INTEGER | WHOLE, _) if !self.listed.is_empty() => {
                if self.lists(looks) {
                    if looks.kind == WHOLE {
                        Fit::of_kind(1, self.kinds, WHOLE, looks.text)
                    } else {
                        Fit::exact(usize::from(u8::MAX))
                    }
                } else {
                    Fit::exact(0)
                }
            }
            (STRING, _) => Fit::exact(usize::from(self.rank)),
            (kind, _) => Fit::of_kind(1, self.kinds, kind, looks.text),
        }
    }

    fn with_each(&self, fit: Fit, raw: &str) -> Fit {
        if self.each.is_empty() { fit } else { fit.with(fit_of_any(self.each, raw)) }
    }

    fn lists(&self, looks: &Probe<'_>) -> bool {
        match looks.kind {
            STRING => string(looks.text).is_some_and(|value| self.listed.contains(&value.as_ref())),
            _ => digits_of(looks.text).is_some_and(|value| self.listed.contains(&value.as_str())),
        }
    }

    /// The fit of a value within another one. Its own score is small, so that the number of known properties decides
    /// before it.
    fn fit_within(&self, looks: &Probe<'_>) -> Fit {
        if !self.limits.is_empty() && !self.allows(looks) {
            return Fit::NONE;
        }
        match looks.kind {
            STRING | INTEGER | WHOLE if !self.listed.is_empty() => {
                if self.lists(looks) {
                    if looks.kind == WHOLE { Fit::of_kind(0, self.kinds, WHOLE, looks.text) } else { Fit::exact(2) }
                } else {
                    Fit::NONE
                }
            }
            STRING => Fit::exact(usize::from(self.rank > 1)),
            OBJECT | ARRAY => {
                let fit = self.fit(looks);
                Fit { is_one: fit.is_one && self.fits(looks), ..fit }
            }
            kind => Fit::of_kind(0, self.kinds, kind, looks.text),
        }
    }

    /// `true` if it reads a number as a double or single that cannot hold it.
    fn rounds(&self, looks: &Probe<'_>) -> bool {
        let each = |raw: &str| {
            let rounds = |inner: &Self| takes(inner.kinds, kind(raw)) && inner.rounds(&Probe::within(raw));
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
    fn knows_more(&self, than: &Candidate, looks: &Probe<'_>) -> bool {
        match (looks.kind, &self.object, &than.object) {
            (OBJECT, Some(shape), Some(other)) => looks.entries.iter().any(|(key, raw)| {
                let knows = |shape: &Shape| shape.declared_names.contains(&key.as_ref());
                knows(shape) && (!knows(other) || any_knows_more(shape.candidates(key), other.candidates(key), raw))
            }),
            (OBJECT, None, None) => looks.entries.iter().any(|(_, raw)| any_knows_more(self.each, than.each, raw)),
            (ARRAY, ..) => items(looks.text).any(|item| any_knows_more(self.each, than.each, item)),
            _ => false,
        }
    }
}

/// The fit of a value within another one with the best of some candidates. `null` fits all of them.
fn fit_of_any(candidates: &[Candidate], raw: &str) -> Fit {
    let looks = Probe::within(raw);
    if looks.kind == NULL {
        return Fit::exact(0);
    }
    let of_kind = candidates.iter().filter(|candidate| takes(candidate.kinds, looks.kind));
    of_kind.map(|candidate| candidate.fit_within(&looks)).max().unwrap_or(Fit::NONE)
}

/// `true` if some of several candidates know an entry of a value that all others would lose.
fn any_knows_more(candidates: &[Candidate], than: &[Candidate], raw: &str) -> bool {
    if candidates.is_empty() || than.is_empty() {
        return false;
    }
    let looks = Probe::within(raw);
    let others = than.iter().filter(|candidate| takes(candidate.kinds, looks.kind));
    let Some(best) = others.max_by_key(|candidate| candidate.fit_within(&looks)) else { return false };
    candidates
        .iter()
        .filter(|candidate| takes(candidate.kinds, looks.kind))
        .any(|candidate| candidate.fit_within(&looks).is_one && candidate.knows_more(best, &looks))
}

impl Shape {
    fn fits(&self, looks: &Probe<'_>) -> bool {
        let is_listed = |(name, values): &(&str, &[&str])| {
            !looks.has(name) || looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()))
        };
        let is_of_kind = |(name, kinds): &(&str, u8)| looks.get(name).is_none_or(|raw| takes(kinds | NULL, kind(raw)));
        self.required.iter().all(|name| looks.has(name))
            && self.constants.iter().all(is_listed)
            && self.kinds.iter().all(is_of_kind)
            && !(self.closed && looks.entries.iter().any(|(key, _)| !self.declared_names.contains(&key.as_ref())))
    }

    /// The fit of an object. A listed value may be a new one.
    fn fit(&self, looks: &Probe<'_>, each: &[Candidate]) -> Fit {
        let declared = self.declared_names.iter().filter(|name| looks.has(name)).count();
        let is_listed =
            |(name, values): &&(&str, &[&str])| looks.entry(name).is_some_and(|text| values.contains(&text.as_ref()));
        let listed = self.constants.iter().filter(is_listed).count();
        let mut fit = Fit::exact(2 * declared + listed);
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
            let others = looks.entries.iter().filter(|(key, _)| !self.declared_names.contains(&key.as_ref()));
            fit = others.fold(fit, |fit, (_, raw)| fit.with(fit_of_any(each, raw)));
        }
        fit
    }

    /// `true` if a property that decides is read as a double or single that cannot hold it.
    fn rounds(&self, looks: &Probe<'_>) -> bool {
        let member_is = |name: &str, rounds: &dyn Fn(&str) -> bool| looks.get(name).is_some_and(rounds);
        self.kinds.iter().any(|(name, kinds)| member_is(name, &|raw| is_rounded(*kinds, raw)))
            || self.within.iter().any(|(name, candidates)| {
                member_is(name, &|raw| {
                    let mut of_kind =
                        candidates.iter().filter(|candidate| takes(candidate.kinds, kind(raw))).peekable();
                    of_kind.peek().is_some() && of_kind.all(|candidate| candidate.rounds(&Probe::within(raw)))
                })
            })
    }

    /// The candidates for the value of a property, if it is compared further down.
    fn candidates(&self, name: &str) -> &'static [Candidate] {
        self.within.iter().find(|(score, _)| *score == name).map_or(&[], |(_, candidates)| candidates)
    }
}

/// `true` if values of some kinds may be of the kind of one: a whole double is an integer, too.
const fn takes(kinds: u8, kind: u8) -> bool {
    let kind = if kind == WHOLE { INTEGER | NUMBER } else { kind };
    kinds & kind != 0
}

/// Returns `true` if some kinds take a text as a number and round it: an integer as a double, or a number as a single.
fn is_rounded(kinds: u8, text: &str) -> bool {
    // Up to 2^53 a double holds each integer.
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
    // Compared by what would be written: `0.1` as a single is written `0.1`, though the values differ.
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
