//! The choice of a variant of a union by the tag and the shape of a value.

use super::fit::{Alternatives, BestVariant};
use super::looks::Probe;
use super::shape::Candidate;
use super::union::Tag;

/// A value of a union that is to be told.
pub(super) struct Decision<'a> {
    pub(super) looks: Probe<'a>,
    meaning: TagMeaning,
    has_tag: bool,
    candidates: &'static [Candidate],
    open: bool,
}

/// The meaning of a tag.
enum TagMeaning {
    /// There is none, or the value lacks it.
    Nothing,
    /// One variant: that of the tag, or of its absence.
    Variant(usize),
    /// A variant of all tags that the document does not list.
    Other(usize),
    /// The rest of the value decides among several.
    Variants(Vec<usize>),
    /// None that the document lists.
    Unknown,
}

/// The next attempt.
pub(super) enum NextAttempt {
    /// One variant, before all others.
    Variant(usize),
    /// The value as it is.
    Kept,
    /// No variant fits by its looks.
    None,
}

impl<'a> Decision<'a> {
    /// Looks at a value as far as it takes to read its tag.
    pub(super) fn begin(looks: Probe<'a>, tag: Option<&Tag>, candidates: &'static [Candidate], open: bool) -> Self {
        let meaning = tag.map_or(TagMeaning::Nothing, |tag| TagMeaning::resolve(tag, &looks));
        Self { looks, meaning, has_tag: tag.is_some(), candidates, open }
    }

    // The tag comes first. Without one, or with one that several variants list, the rest of the value decides.
    /// Chooses the first attempt.
    pub(super) fn choose(&mut self) -> NextAttempt {
        let (variants, is_told) = match &self.meaning {
            TagMeaning::Variant(variant) | TagMeaning::Other(variant) => return NextAttempt::Variant(*variant),
            TagMeaning::Unknown => return NextAttempt::Kept,
            TagMeaning::Variants(variants) => (Some(variants.as_slice()), true),
            TagMeaning::Nothing => (None, false),
        };
        let alternatives = Alternatives { all: self.candidates, variants, open: self.open };
        match alternatives.best(&mut self.looks) {
            BestVariant::Variant(variant) => NextAttempt::Variant(variant),
            BestVariant::Several => NextAttempt::Kept,
            BestVariant::NoKind if self.has_tag && !is_told => NextAttempt::Kept,
            BestVariant::NoKind | BestVariant::None => NextAttempt::None,
        }
    }

    /// `true` if the value has a tag that the document does not list, and a variant for it.
    pub(super) fn is_other(&self) -> bool {
        matches!(self.meaning, TagMeaning::Other(_))
    }

    /// All variants that may be read, the best first.
    pub(super) fn order(&mut self) -> Vec<usize> {
        let variants = match &self.meaning {
            TagMeaning::Variant(variant) | TagMeaning::Other(variant) => return vec![*variant],
            TagMeaning::Unknown => return Vec::new(),
            TagMeaning::Variants(variants) => Some(variants.as_slice()),
            TagMeaning::Nothing => None,
        };
        Alternatives { all: self.candidates, variants, open: self.open }.order(&mut self.looks)
    }

    /// The variants that the tag leaves; those that the value fits but for limits where it says nothing.
    pub(super) fn possible(&mut self) -> Vec<usize> {
        if matches!(self.meaning, TagMeaning::Nothing) {
            self.looks.see_entries();
            return Alternatives { all: self.candidates, variants: None, open: self.open }.all_like(&self.looks);
        }
        match self.choose() {
            NextAttempt::Kept => Vec::new(),
            NextAttempt::Variant(_) | NextAttempt::None => self.order(),
        }
    }
}

impl TagMeaning {
    fn resolve(tag: &Tag, looks: &Probe<'_>) -> Self {
        let Some(value) = looks.tag(tag.property) else {
            return tag.absent.map_or(Self::Nothing, Self::Variant);
        };
        let mut tag_variants =
            tag.values.iter().filter(|(tag_value, _)| *tag_value == value).map(|(_, variant)| *variant);
        match (tag_variants.next(), tag_variants.next()) {
            (None, _) => tag.other.map_or(Self::Unknown, Self::Other),
            (Some(only), None) => Self::Variant(only),
            (Some(first), Some(second)) => Self::Variants([first, second].into_iter().chain(tag_variants).collect()),
        }
    }
}
