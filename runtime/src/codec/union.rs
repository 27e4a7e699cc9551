//! Decoding unions: a decision, made by looking at the value once, says which variant is read.

use serde_core::de::{DeserializeOwned, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use super::attempts::Attempts;
use super::decision::{Choice, Decision};
use super::raw::raw;
use super::shape::{Candidate, Looks};
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
    let text = raw(deserializer)?;
    decode(&text).map_err(D::Error::custom)
}

/// Decodes a union from the text of a value.
fn decode<T: Union>(text: &str) -> Result<T, DecodeError> {
    let mut decision = Decision::begin(text, T::TAG.as_ref(), T::CANDIDATES, T::OPEN);
    let attempts = Attempts::begin(text, &decision.looks)?;
    let source = Source(text);
    let first = match decision.choose() {
        Choice::Kept => return T::read(UNKNOWN, &source),
        Choice::None => None,
        Choice::Variant(variant) => match T::read(variant, &source) {
            Ok(value) => return Ok(value),
            Err(error) => Some((variant, error)),
        },
    };
    another(&attempts, &mut decision, &source, first)
}

/// Reads a value as the other alternatives of its kind, after the one that it looks like did not fit.
#[cold]
fn another<T: Union>(
    attempts: &Attempts,
    decision: &mut Decision<'_>,
    source: &Source<'_>,
    tried: Option<(usize, DecodeError)>,
) -> Result<T, DecodeError> {
    let (tried, mut first) = tried.map_or((None, None), |(variant, error)| (Some(variant), Some(error)));
    let may_go_on = tried.is_none() || attempts.may_go_on();
    let others = if may_go_on { decision.order() } else { Vec::new() };
    for variant in others.into_iter().filter(|variant| tried != Some(*variant)) {
        match T::read(variant, source) {
            Ok(value) => return Ok(value),
            Err(error) => first = first.or(Some(error)),
        }
        if !attempts.may_go_on() {
            break;
        }
    }
    Err(match first {
        Some(error) => DecodeError::custom(format_args!("{error} (as {})", T::NAME)),
        None => DecodeError::custom(format_args!("the value is none of the kinds of {}", T::NAME)),
    })
}

/// The variants that a JSON text may be: the one that its tag names, or those that it looks like.
pub fn variants<T: Union>(text: &str) -> Vec<usize> {
    Decision::begin(text, T::TAG.as_ref(), T::CANDIDATES, T::OPEN).possible()
}

/// Writes a variant whose type may leave out the property that names it.
pub fn tagged<T: Serialize, S: Serializer>(
    serializer: S,
    property: &str,
    tag: &str,
    value: &T,
) -> Result<S::Ok, S::Error> {
    use serde_core::ser::Error;
    let json = serde_json::to_string(value).map_err(S::Error::custom)?;
    let json = with_entry(json, property, tag).map_err(S::Error::custom)?;
    serde_json::from_str::<&RawValue>(&json).map_err(S::Error::custom)?.serialize(serializer)
}

/// A JSON object with an entry before all others, unless there is one with its key. Other values stay as they are.
fn with_entry(json: String, key: &str, value: &str) -> Result<String, serde_json::Error> {
    let Some(entries) = json.strip_prefix('{') else { return Ok(json) };
    if Looks::all(&json).has(key) {
        return Ok(json);
    }
    let comma = if entries == "}" { "" } else { "," };
    Ok(format!("{{{}:{}{comma}{entries}", serde_json::to_string(key)?, serde_json::to_string(value)?))
}

#[cfg(test)]
mod tests {
    use super::with_entry;

    #[test]
    fn an_entry_comes_first_where_it_is_missing() {
        let with_tag = |json: &str| with_entry(json.to_owned(), "kind", "a\"b").expect("it is JSON");
        assert_eq!(with_tag("{}"), r#"{"kind":"a\"b"}"#);
        assert_eq!(with_tag(r#"{"x":{"kind":1}}"#), r#"{"kind":"a\"b","x":{"kind":1}}"#);
        assert_eq!(with_tag(r#"{"x":1,"k\u0069nd":2}"#), r#"{"x":1,"k\u0069nd":2}"#);
        assert_eq!(with_tag("[{}]"), "[{}]");
    }
}
