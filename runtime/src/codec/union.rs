//! Decoding unions: a decision, made by looking at the value once, says which variant is read.

use serde_core::de::{Deserialize, DeserializeOwned, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::attempts::Attempts;
use super::shape::{Candidate, Entries, best, fitting};
use super::whole::Read;

/// Why a variant could not be decoded.
pub type DecodeError = serde_json::Error;

/// The variant that keeps a value as JSON.
const UNKNOWN: usize = usize::MAX;

/// A type with a variant for each of several types.
pub trait Union: Sized {
    /// The name of the type, for error messages.
    const NAME: &'static str;
    /// The property that names the variant.
    const TAG: Option<Tag> = None;
    /// What values of the variants look like, where no property names them.
    const CANDIDATES: &'static [Candidate] = &[];
    /// Whether values with the properties of several variants are kept as JSON.
    const OPEN: bool = false;
    /// Reads a variant.
    fn read(variant: usize, source: &Source<'_>) -> Result<Self, DecodeError>;
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
}

/// A value that is being decoded, as JSON text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a>(&'a str);

impl Source<'_> {
    /// Reads the value as a type.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        serde_json::from_str(self.0).map(|Read(value)| value)
    }
}

/// Decodes a union. The format has to be JSON, from text or from [`serde_json::Value`].
pub fn union<'de, T: Union, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(deserializer)?;
    let source = Source(raw.get());
    let attempts = Attempts::begin(raw.get()).map_err(D::Error::custom)?;
    let Choice { order, kept } = choose(raw.get(), T::TAG.as_ref(), T::CANDIDATES, T::OPEN);
    if kept {
        return T::read(UNKNOWN, &source).map_err(D::Error::custom);
    }
    let mut first = None;
    for variant in order {
        match T::read(variant, &source) {
            Ok(value) => return Ok(value),
            Err(error) => first = first.or(Some(error)),
        }
        if !attempts.may_go_on() {
            break;
        }
    }
    Err(match first {
        Some(error) => D::Error::custom(format_args!("{error} (as {})", T::NAME)),
        None => D::Error::custom(format_args!("the value is none of the kinds of {}", T::NAME)),
    })
}

/// The variants that a JSON text may be: the one that its tag names, or those that it looks like.
pub fn variants<T: Union>(text: &str) -> Vec<usize> {
    let entries = Entries::of(text);
    let tag = T::TAG.as_ref();
    if tag.is_none_or(|tag| tag.absent.is_none() && entries.text(tag.property).is_none()) {
        return fitting(text, &entries, T::CANDIDATES);
    }
    choose(text, tag, T::CANDIDATES, T::OPEN).order
}

/// What is to be read.
struct Choice {
    /// Variants to read, the best first.
    order: Vec<usize>,
    /// The value is kept as it is instead.
    kept: bool,
}

fn choose(text: &str, tag: Option<&Tag>, candidates: &[Candidate], open: bool) -> Choice {
    let entries = Entries::of(text);
    if let Some(tag) = tag {
        if let Some(value) = entries.text(tag.property) {
            let meant: Vec<usize> = tag.values.iter().filter(|(known, _)| *known == value).map(|(_, is)| *is).collect();
            return match meant.len() {
                0 | 1 => Choice { kept: meant.is_empty(), order: meant },
                // The tag means several variants: the rest of the value decides among them.
                _ => shaped(text, &entries, candidates.iter().filter(|candidate| candidate.is_one_of(&meant)), open),
            };
        }
        if let Some(variant) = tag.absent {
            return Choice { order: vec![variant], kept: false };
        }
    }
    let choice = shaped(text, &entries, candidates.iter(), open);
    Choice { kept: choice.kept || choice.order.is_empty() && tag.is_some(), ..choice }
}

/// The variants that a value looks like.
fn shaped<'a>(
    text: &str,
    entries: &Entries<'_>,
    candidates: impl Iterator<Item = &'a Candidate>,
    open: bool,
) -> Choice {
    let order = best(text, entries, candidates, open);
    Choice { kept: order.is_none(), order: order.unwrap_or_default() }
}

/// Writes a variant whose type may leave out the property that names it.
pub fn tagged<T: Serialize, S: Serializer>(
    serializer: S,
    property: &str,
    tag: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    use serde_core::ser::Error;
    let mut json = serde_json::to_value(value).map_err(S::Error::custom)?;
    if let Some(object) = json.as_object_mut()
        && !object.contains_key(property)
    {
        object.insert(property.to_owned(), tag.into());
    }
    json.serialize(serializer)
}
