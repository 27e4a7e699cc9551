//! Constraints that schemas put on values beside their type.

use crate::document::Origin;

/// The constraints of a schema: on its values, and on values within them without a type of their own (JSON Schema
/// 2020-12, Validation, section 6).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Constraints {
    /// Constraints on a value itself.
    pub(crate) limits: Vec<Constraint>,
    /// Of the items of an array.
    pub(crate) items: Option<Box<Constraints>>,
    /// Of the first items of an array, one by one.
    pub(crate) places: Vec<Constraints>,
    /// Of the values of properties that are not declared.
    pub(crate) values: Option<Box<Constraints>>,
}

/// One limit. Numbers are those of the document, as text: `0.01` is no binary fraction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Constraint {
    Minimum(String),
    Maximum(String),
    /// `exclusiveMinimum`
    Above(String),
    /// `exclusiveMaximum`
    Below(String),
    MultipleOf(String),
    MinLength(usize),
    MaxLength(usize),
    /// A regular expression, of the dialect of ECMA-262 and with its place until the stage `simplify`.
    Pattern(String, Option<Origin>),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    MinProperties(usize),
    MaxProperties(usize),
}

impl Constraints {
    /// Returns `true` if it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.limits.is_empty()
            && self.items.as_ref().is_none_or(|items| items.is_empty())
            && self.places.iter().all(Self::is_empty)
            && self.values.as_ref().is_none_or(|values| values.is_empty())
    }

    /// The limits that are set at two places for the same values; `None` where one of them says all of it.
    pub(crate) fn with(&self, other: &Self) -> Option<Self> {
        if other.is_empty() {
            return None;
        }
        let both = |one: &Option<Box<Self>>, other: &Option<Box<Self>>| one.clone().or_else(|| other.clone());
        Some(Self {
            limits: self.limits.iter().chain(&other.limits).cloned().collect(),
            items: both(&self.items, &other.items),
            places: self.places.clone(),
            values: both(&self.values, &other.values),
        })
    }

    /// Returns `true` if a pattern is among what it says.
    pub(crate) fn has_patterns(&self) -> bool {
        let within = self.items.iter().chain(&self.values).map(|within| &**within).chain(&self.places);
        self.limits.iter().any(|limit| matches!(limit, Constraint::Pattern(..)))
            || within.into_iter().any(Self::has_patterns)
    }
}
