//! Which variant of a union a value is, by its tag and its looks.

use super::shape::{Alternatives, Best, Candidate, Looks};
use super::union::Tag;

/// A value of a union that is to be told.
pub(super) struct Decision<'a> {
    pub(super) looks: Looks<'a>,
    meaning: Meaning,
    has_tag: bool,
    candidates: &'static [Candidate],
    open: bool,
}

/// What a tag says.
enum Meaning {
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

/// What is to be read.
pub(super) enum Choice {
    /// One variant, before all others.
    Variant(usize),
    /// The value as it is.
    Kept,
    /// No variant fits by its looks.
    None,
}

impl<'a> Decision<'a> {
    /// Looks at a value as far as it takes to read its tag.
    pub(super) fn begin(looks: Looks<'a>, tag: Option<&Tag>, candidates: &'static [Candidate], open: bool) -> Self {
        let meaning = tag.map_or(Meaning::Nothing, |tag| Meaning::of(tag, &looks));
        Self { looks, meaning, has_tag: tag.is_some(), candidates, open }
    }

    /// What is to be read first.
    pub(super) fn choose(&mut self) -> Choice {
        let (meant, is_told) = match &self.meaning {
            Meaning::Variant(variant) | Meaning::Other(variant) => return Choice::Variant(*variant),
            Meaning::Unknown => return Choice::Kept,
            Meaning::Variants(meant) => (Some(meant.as_slice()), true),
            Meaning::Nothing => (None, false),
        };
        let alternatives = Alternatives { all: self.candidates, meant, open: self.open };
        match alternatives.best(&mut self.looks) {
            Best::Variant(variant) => Choice::Variant(variant),
            Best::Several => Choice::Kept,
            Best::NoKind if self.has_tag && !is_told => Choice::Kept,
            Best::NoKind | Best::None => Choice::None,
        }
    }

    /// `true` if the value has a tag that the document does not list, and a variant for it.
    pub(super) fn is_other(&self) -> bool {
        matches!(self.meaning, Meaning::Other(_))
    }

    /// All variants that may be read, the best first.
    pub(super) fn order(&mut self) -> Vec<usize> {
        let meant = match &self.meaning {
            Meaning::Variant(variant) | Meaning::Other(variant) => return vec![*variant],
            Meaning::Unknown => return Vec::new(),
            Meaning::Variants(meant) => Some(meant.as_slice()),
            Meaning::Nothing => None,
        };
        Alternatives { all: self.candidates, meant, open: self.open }.order(&mut self.looks)
    }

    /// The variants that the tag leaves; those that the value fits but for limits where it says nothing.
    pub(super) fn possible(&mut self) -> Vec<usize> {
        if matches!(self.meaning, Meaning::Nothing) {
            self.looks.see_entries();
            return Alternatives { all: self.candidates, meant: None, open: self.open }.all_like(&self.looks);
        }
        match self.choose() {
            Choice::Kept => Vec::new(),
            Choice::Variant(_) | Choice::None => self.order(),
        }
    }
}

impl Meaning {
    fn of(tag: &Tag, looks: &Looks<'_>) -> Self {
        let Some(value) = looks.tag(tag.property) else {
            return tag.absent.map_or(Self::Nothing, Self::Variant);
        };
        let mut meant = tag.values.iter().filter(|(known, _)| *known == value).map(|(_, variant)| *variant);
        match (meant.next(), meant.next()) {
            (None, _) => tag.other.map_or(Self::Unknown, Self::Other),
            (Some(only), None) => Self::Variant(only),
            (Some(first), Some(second)) => Self::Variants([first, second].into_iter().chain(meant).collect()),
        }
    }
}
