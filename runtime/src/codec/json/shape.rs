//! Tables of the shapes of JSON values, by which the variants of a union are told apart.

use crate::contract::Rule;

// Bits, so that "one of these kinds" is one comparison for each candidate, and a candidate is a constant of a few
// words.
pub(super) const NULL: u8 = 1;
pub(super) const BOOLEAN: u8 = 2;
pub(super) const INTEGER: u8 = 4;
pub(super) const NUMBER: u8 = 8;
pub(super) const STRING: u8 = 16;
pub(super) const ARRAY: u8 = 32;
pub(super) const OBJECT: u8 = 64;
/// Of a candidate: numbers are singles.
// One bit with two meanings. A candidate that has it is an `f32`; a value that has it is a whole number with a fraction
// of zero. Neither side has the other.
pub(super) const SINGLE: u8 = 128;
/// A whole number that is written with a fraction or an exponent: an integer to JSON Schema, a double to those who wrote it.
pub(super) const WHOLE: u8 = 128;

/// The kinds of the values of a variant: sets of bits, which `|` joins.
#[derive(Clone, Copy, Debug)]
pub struct Kinds;

impl Kinds {
    /// `null`.
    pub const NULL: u8 = NULL;
    /// Booleans.
    pub const BOOLEAN: u8 = BOOLEAN;
    /// Whole numbers.
    pub const INTEGER: u8 = INTEGER;
    /// Numbers, integers among them.
    pub const NUMBER: u8 = INTEGER | NUMBER;
    /// Numbers that are singles.
    pub const SINGLE: u8 = SINGLE | INTEGER | NUMBER;
    /// Strings.
    pub const STRING: u8 = STRING;
    /// Arrays.
    pub const ARRAY: u8 = ARRAY;
    /// Objects.
    pub const OBJECT: u8 = OBJECT;
    /// All kinds.
    pub const ANY: u8 = NULL | BOOLEAN | INTEGER | NUMBER | STRING | ARRAY | OBJECT;
}

/// The shape of the values of a variant.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub(super) variant: usize,
    /// A bit for each kind.
    pub(super) kinds: u8,
    pub(super) items: u8,
    pub(super) listed: &'static [&'static str],
    /// The rank of the variant's kind of string; any string has rank 1.
    pub(super) rank: u8,
    pub(super) object: Option<Shape>,
    /// The candidates for the items of an array or the values of a map; empty where they tell nothing.
    pub(super) each: &'static [Candidate],
    /// The limits of its values, where they tell.
    pub(super) limits: &'static [Rule],
}

/// The shape of an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) required: &'static [&'static str],
    pub(super) declared_names: &'static [&'static str],
    pub(super) closed: bool,
    pub(super) constants: &'static [(&'static str, &'static [&'static str])],
    pub(super) kinds: &'static [(&'static str, u8)],
    /// The candidates for the values of properties that differ further down.
    pub(super) within: &'static [(&'static str, &'static [Candidate])],
}

impl Candidate {
    // `const`, so that the candidates of a union are built by the compiler and stand in the program as data.
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

    /// A candidate whose values are listed strings.
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
    pub const fn object(
        variant: usize,
        required: &'static [&'static str],
        collected_declared_names: &'static [&'static str],
    ) -> Self {
        let shape = Shape {
            required,
            declared_names: collected_declared_names,
            closed: false,
            constants: &[],
            kinds: &[],
            within: &[],
        };
        Self { object: Some(shape), ..Self::of(variant, OBJECT) }
    }

    // Only objects that share properties with others have these tables. The others are told by the names alone, and
    // have nothing here to compile.
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
