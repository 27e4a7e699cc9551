//! Decoding objects.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

/// A type which decodes from a JSON object.
pub trait Object<'de>: Sized {
    /// The name of the type, for error messages.
    const NAME: &'static str;
    /// The names of the fields in the order of the document.
    const FIELDS: &'static [&'static str];
    /// Reads the entries of the object.
    fn from_map<A: MapAccess<'de>>(map: &mut Fields<A>) -> Result<Self, A::Error>;
}

/// Decodes an object.
pub fn object<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_map(&mut Fields(map, Found::default()))
    }
}

/// The entries of an object that is being decoded.
pub struct Fields<A>(A, Found);

/// What was found of an object so far.
#[derive(Default)]
struct Found {
    /// The index of the field after the last one found: usually the next.
    cursor: usize,
    /// Which of the first 64 fields were found.
    first: u64,
    /// The indexes of the fields found beyond those.
    later: Vec<usize>,
    /// The last key that is no field, where such entries are kept.
    key: String,
}

impl<'de, A: MapAccess<'de>> Fields<A> {
    /// The index in `names` of the next entry's key, `usize::MAX` for another key, `None` at the end of the object.
    pub fn next(&mut self, names: &'static [&'static str]) -> Result<Option<usize>, A::Error> {
        self.0.next_key_seed(FieldName(names, &mut self.1, false))
    }

    /// Like [`Fields::next`], and remembers a key which is none of `names` for [`Fields::extra`].
    pub fn next_keeping(&mut self, names: &'static [&'static str]) -> Result<Option<usize>, A::Error> {
        self.0.next_key_seed(FieldName(names, &mut self.1, true))
    }

    /// Reads the value of the entry into a field. `null` is what the type makes of it: `None` for an option, an error for a number.
    pub fn set<T: Deserialize<'de>>(&mut self, field: &mut T) -> Result<(), A::Error> {
        match self.0.next_value() {
            Ok(value) => *field = value,
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Reads the value of the entry into a place for a field that may turn out to be missing.
    pub fn fill<T: Deserialize<'de>>(&mut self, place: &mut Option<T>) -> Result<(), A::Error> {
        match self.0.next_value() {
            Ok(value) => *place = Some(value),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Reads the value of the entry into a field which tells absent (`None`) from `null` (`Some(None)`).
    pub fn nullable<T: Deserialize<'de>>(&mut self, field: &mut Option<Option<T>>) -> Result<(), A::Error> {
        self.fill(field)
    }

    /// Keeps the entry, whose key is none of the type's fields. Of several with the same key the last counts.
    pub fn extra<T: Deserialize<'de>>(&mut self, kept: &mut BTreeMap<String, T>) -> Result<(), A::Error> {
        match self.0.next_value() {
            Ok(value) => drop(kept.insert(std::mem::take(&mut self.1.key), value)),
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// Skips the value of the entry.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.0.next_value::<IgnoredAny>().map(drop)
    }

    /// Refuses the entry, whose key is none of `names` and was read by [`Fields::next_keeping`].
    pub fn refuse(&mut self, names: &'static [&'static str]) -> Result<(), A::Error> {
        Err(A::Error::unknown_field(&self.1.key, names))
    }

    /// Fails when one of the first 64 fields whose bit is set in `required` was not found.
    pub fn require(&self, required: u64, names: &'static [&'static str]) -> Result<(), A::Error> {
        match required & !self.1.first {
            0 => Ok(()),
            missing => Err(A::Error::missing_field(names[missing.trailing_zeros() as usize])),
        }
    }

    /// The error for the first of the fields with the indexes in `required` that was not found.
    pub fn missing(&self, required: &'static [usize], names: &'static [&'static str]) -> A::Error {
        A::Error::missing_field(self.1.first_missing(required, names))
    }
}

impl Found {
    fn note(&mut self, index: usize) -> usize {
        self.cursor = index + 1;
        match index {
            0..64 => self.first |= 1 << index,
            _ => self.later.push(index),
        }
        index
    }

    fn first_missing(&self, required: &[usize], names: &[&'static str]) -> &'static str {
        let is_found = |index: &usize| match *index {
            0..64 => self.first & (1 << index) != 0,
            _ => self.later.contains(index),
        };
        let missing = required.iter().find(|index| !is_found(index));
        missing.map_or("?", |index| names[*index])
    }

    /// The index of a key that is not the next one expected. Fields mostly come in order with some left out, so the search starts after the last one.
    fn search(&mut self, names: &[&str], key: &str, keep: bool) -> usize {
        let (before, after) = names.split_at((self.cursor + 1).min(names.len()));
        let find = |names: &[&str]| names.iter().position(|name| *name == key);
        match find(after).map(|index| before.len() + index).or_else(|| find(before)) {
            Some(index) => return self.note(index),
            None if keep => key.clone_into(&mut self.key),
            None => {}
        }
        usize::MAX
    }
}

/// Finds the index of a key among names, and whether to keep another key.
struct FieldName<'a>(&'static [&'static str], &'a mut Found, bool);

impl<'de> DeserializeSeed<'de> for FieldName<'_> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for FieldName<'_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        let Self(names, found, keep) = self;
        match names.get(found.cursor) {
            Some(name) if *name == key => Ok(found.note(found.cursor)),
            _ => Ok(found.search(names, key, keep)),
        }
    }
}
