//! Decoding unions: a decision, made by looking at the value once, says which variant is read.

use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_core::ser::Serialize;

use super::attempts::Attempts;
use super::decision::{Decision, NextAttempt};
use super::entries::{Entry, Replay, entries_of};
use super::failure::message_of;
use super::looks::Probe;
use super::raw::Raw;
use super::shape::Candidate;
use super::tagged::Fixed;
use super::whole::Lenient;
use super::{fault, non_finite};

/// The reason why a variant was not decoded.
pub type DecodeError = serde_json::Error;

// The name of a newtype struct is the one thing that serde hands from a type to a deserializer. The deserializer for
// numbers that are not finite knows this name; clients without such answers compile nothing of it.
/// By this name a union asks for its value. A deserializer that knows the name hands out the text as the one item of an
/// array: it may have numbers that JSON lacks. Others know no such name, and compile nothing of that.
pub(super) const UNION: &str = "$callsmith::union";

// No table lists the open variant: it is no candidate, but what is left where no candidate fits.
/// The variant that keeps a value as JSON.
const UNKNOWN: usize = usize::MAX;

/// A type with a variant for each of several types: how each is read.
pub trait Variants: Sized {
    /// Reads a variant.
    fn read(variant: usize, source: &impl Source) -> Result<Self, DecodeError>;
}

/// A type with a variant for each of several types: how they are told apart.
pub trait Union: Variants {
    /// The name of the type, for error messages.
    const NAME: &'static str;
    /// The property that names the variant.
    const TAG: Option<Tag> = None;
    /// The shapes of the variants' values, if no property names the variant.
    const CANDIDATES: &'static [Candidate] = &[];
    /// `true` if values with the properties of several variants are kept as JSON.
    const OPEN: bool = false;
    /// For variants the properties by which they are told, whatever their values have.
    const FIXED: &'static [&'static [Fixed]] = &[];
}

/// A property that names the variant.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// The name of the property.
    pub property: &'static str,
    /// Its values, each with the index of the variant that it means; one that means several stands there several times.
    pub values: &'static [(&'static str, usize)],
    /// The variant of values without the property.
    pub absent: Option<usize>,
    /// The variant of values with another tag.
    pub other: Option<usize>,
}

/// A value that is being decoded.
pub trait Source {
    /// Reads the value as a type.
    fn read<T: DeserializeOwned>(&self) -> Result<T, DecodeError>;
}

/// A value of JSON.
#[derive(Clone, Copy, Debug)]
enum JsonForm<'a> {
    /// JSON text.
    Text(&'a str),
    /// The entries of an object.
    Entries(&'a [Entry<'a>]),
}

impl Source for JsonForm<'_> {
    #[inline]
    fn read<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        let value = match *self {
            JsonForm::Text(text) => serde_json::from_str(text).inspect_err(|error| fault::note(error, text)),
            JsonForm::Entries(entries) => Lenient::deserialize(Replay(entries)),
        };
        value.map(|Lenient(value)| value)
    }
}

/// The text of a value whose numbers may be those that JSON lacks.
struct NonFiniteText<'a>(&'a str);

impl Source for NonFiniteText<'_> {
    fn read<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        non_finite::decode_text(self.0)
    }
}

/// Decodes a union. The format has to be JSON, from text or from [`serde_json::Value`].
#[inline]
pub fn union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(UNION, UnionVisitor(PhantomData))
}

/// Takes the value of a union from a deserializer.
struct UnionVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Union> Visitor<'de> for UnionVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::NAME)
    }

    #[inline]
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        // Objects are taken apart once, as keys and texts, and a variant is read from those. Values of other kinds are
        // one text, since nothing of them can be reused.
        if const { are_objects(T::CANDIDATES, T::TAG.is_some()) } {
            return deserializer.deserialize_any(ObjectVisitor(PhantomData));
        }
        let Raw(text) = Raw::deserialize(deserializer)?;
        // Text, and not a tree: a tag may come last, and a tree would round numbers.
        decode_form(JsonForm::Text(&text)).map_err(D::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
        let text: Option<String> = items.next_element()?;
        let text = text.unwrap_or_default();
        decode(Probe::of_text(&text), &NonFiniteText(&text)).map_err(A::Error::custom)
    }
}

/// `true` if all variants of a union are objects. Those that only a tag tells are.
const fn are_objects(candidates: &[Candidate], has_tag: bool) -> bool {
    let mut index = 0;
    while index < candidates.len() {
        if !candidates[index].is_of_objects() {
            return false;
        }
        index += 1;
    }
    has_tag || !candidates.is_empty()
}

/// Takes an object apart at once, without looking at its text before.
struct ObjectVisitor<T>(PhantomData<fn() -> T>);

/// Methods for values that are no objects: what the union makes of their text.
macro_rules! by_text {
    ($($method:ident: $type:ty),*) => {$(
        fn $method<E: serde_core::de::Error>(self, value: $type) -> Result<T, E> {
            by_text(&value)
        }
    )*};
}

impl<'de, T: Union> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of {}", T::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let entries = entries_of(map)?;
        decode_form(JsonForm::Entries(&entries)).map_err(A::Error::custom)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<T, A::Error> {
        let mut texts = Vec::new();
        while let Some(Raw(item)) = items.next_element()? {
            texts.push(item);
        }
        decode_copy(&format!("[{}]", texts.join(",")))
    }

    fn visit_unit<E: serde_core::de::Error>(self) -> Result<T, E> {
        by_text(&())
    }

    by_text! { visit_bool: bool, visit_i64: i64, visit_u64: u64, visit_f64: f64, visit_str: &str }
}

fn by_text<T: Union, E: serde_core::de::Error>(value: &impl Serialize) -> Result<T, E> {
    let text = serde_json::to_string(value).map_err(E::custom)?;
    decode_copy(&text)
}

/// Decodes a union from a text that was written anew. The place of a fault in it is none in the body: that of the whole is told by who reads the body.
fn decode_copy<T: Union, E: serde_core::de::Error>(text: &str) -> Result<T, E> {
    decode_form(JsonForm::Text(text)).map_err(|error| {
        fault::forget();
        E::custom(error)
    })
}

/// Decodes a union from JSON.
#[inline]
fn decode_form<T: Union>(form: JsonForm<'_>) -> Result<T, DecodeError> {
    let looks = match form {
        JsonForm::Text(text) => Probe::of_text(text),
        JsonForm::Entries(entries) => Probe::of_entries(entries),
    };
    decode(looks, &form)
}

/// Decodes a union.
#[inline]
fn decode<T: Union>(looks: Probe<'_>, source: &impl Source) -> Result<T, DecodeError> {
    let mut decision = Decision::begin(looks, T::TAG.as_ref(), T::CANDIDATES, T::OPEN);
    // The bound counts from the outermost union, so that unions within unions share it.
    let attempts = Attempts::begin(&decision.looks)?;
    // The decision is right nearly always, so the variant is read at once. The order of all others is made only after a
    // failure, in a cold function.
    let first = match decision.choose() {
        NextAttempt::Kept => return T::read(UNKNOWN, source),
        NextAttempt::None => None,
        NextAttempt::Variant(variant) => match T::read(variant, source) {
            Ok(value) => return Ok(value),
            Err(error) => Some((variant, error)),
        },
    };
    another(&attempts, &mut decision, source, first)
}

/// Reads a value as the other alternatives of its kind, after the one that it looks like did not fit.
#[cold]
fn another<T: Union>(
    attempts: &Attempts,
    decision: &mut Decision<'_>,
    source: &impl Source,
    tried: Option<(usize, DecodeError)>,
) -> Result<T, DecodeError> {
    if decision.is_other() {
        // The tag said that the value is of no known variant; what failed to be read as one of them is kept as it came.
        // A tag that the document does not list, with a value that is not as it says of all others.
        fault::forget();
        return T::read(UNKNOWN, source);
    }
    let noted = |error: DecodeError| {
        let message = message_of(&error);
        (fault::take(&message), message)
    };
    let (tried, mut first) = tried.map_or((None, None), |(variant, error)| (Some(variant), Some(noted(error))));
    // Counted as a failure of this union only where something was tried.
    let may_go_on = tried.is_none() || attempts.may_go_on();
    let others = if may_go_on { decision.order() } else { Vec::new() };
    for variant in others.into_iter().filter(|variant| tried != Some(*variant)) {
        match T::read(variant, source) {
            Ok(value) => {
                fault::forget();
                return Ok(value);
            }
            Err(error) => first = first.or_else(|| Some(noted(error))),
        }
        if !attempts.may_go_on() {
            break;
        }
    }
    // The first variant that was tried is the best fit, so its error says most. Those of the others would be noise.
    let (inner, message) = match first {
        Some((inner, message)) => (inner, format!("{message} (as {})", T::NAME)),
        None => (None, format!("the value is none of the kinds of {}", T::NAME)),
    };
    fault::of_union(inner, decision.looks.start(), &message);
    Err(DecodeError::custom(message))
}

/// The variants that a JSON text may be: the one that its tag names, or those that it looks like.
pub fn variants<T: Union>(text: &str) -> Vec<usize> {
    Decision::begin(Probe::of_text(text), T::TAG.as_ref(), T::CANDIDATES, T::OPEN).possible()
}
