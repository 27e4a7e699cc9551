//! Decoding objects.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};

use super::or_empty::OrEmpty;
use super::whole::Lenient;

/// A type which decodes from a JSON object.
pub trait Object<'de>: Sized {
    /// The name of the type, for error messages.
    const NAME: &'static str;
    /// The names of the fields in the order of the document.
    const FIELDS: &'static [&'static str];
    /// Reads the entries of the object; `None` where [`Fields`] holds an error.
    fn from_map<A: MapAccess<'de>>(map: &mut Fields<'de, A>) -> Option<Self>;
}

/// A type which decodes from a JSON object, and begins as a value whose fields are read into their places. A method that owns no
/// value costs less to compile than one that makes it.
pub trait InPlace<'de>: Sized {
    /// The name of the type, for error messages.
    const NAME: &'static str;
    /// The names of the fields in the order of the document.
    const FIELDS: &'static [&'static str];
    /// A bit for each field that has to be there.
    const REQUIRED: u64;
    /// Reads the value of the field with an index, or of another entry, which has the index `usize::MAX`.
    fn put<A: MapAccess<'de>>(&mut self, field: usize, map: &mut Fields<'de, A>);
}

// For structs without a default: all required fields are read over what stands here, or reading fails, so nobody sees a
// blank value.
/// A type without a default. Decoding begins with a placeholder, and reads each required field over it, so that no caller sees one.
pub trait Blank: Sized {
    /// A value to read into.
    fn blank() -> Self;
}

/// Decodes an object into its default.
pub fn in_place<'de, T: InPlace<'de> + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, InPlaceVisitor::<_, false>(T::default))
}

/// As [`in_place`], for a type that needs the keys of other entries.
pub fn in_place_keeping<'de, T: InPlace<'de> + Default, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, InPlaceVisitor::<_, true>(T::default))
}

/// Decodes an object into a blank.
pub fn in_blank<'de, T: InPlace<'de> + Blank, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, InPlaceVisitor::<_, false>(T::blank))
}

/// As [`in_blank`], for a type that needs the keys of other entries.
pub fn in_blank_keeping<'de, T: InPlace<'de> + Blank, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, T::FIELDS, InPlaceVisitor::<_, true>(T::blank))
}

/// Makes a value, and reads into it.
struct InPlaceVisitor<F, const KEEPS: bool>(F);

impl<'de, T: InPlace<'de>, F: FnOnce() -> T, const KEEPS: bool> Visitor<'de> for InPlaceVisitor<F, KEEPS> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", T::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        // The value is made in the place of the result. A value of locals would be moved as a whole at its end, which
        // costs as much as reading a field. Until then each local would be owned in an `Option`.
        let mut out = Ok((self.0)());
        let mut fields = Fields { map, seen: SeenFields::default(), error: None };
        if let Ok(value) = &mut out {
            while let Some(field) = fields.next_of(NamesOf::<T, KEEPS>(PhantomData)) {
                value.put(field, &mut fields);
            }
        }
        fields.require(T::REQUIRED, T::FIELDS);
        if let Some(error) = fields.error {
            out = Err(error);
        }
        out
    }
}

/// Decodes an object.
pub fn object<'de, T: Object<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    // Maps are read by `deserialize_map`; an object with fields is told from them (see `whole`).
    deserializer.deserialize_struct(T::NAME, T::FIELDS, ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<fn() -> T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object of type {}", T::NAME)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        let mut fields = Fields { map, seen: SeenFields::default(), error: None };
        let value = T::from_map(&mut fields);
        match fields.error {
            None => value.ok_or_else(|| A::Error::custom("the object has no value")),
            Some(error) => Err(error),
        }
    }
}

/// The entries of an object that is being decoded. Holds the first error until the end. Each `?` in generated code, and
/// each mention of the type of errors, costs more to compile than the call beside it.
pub struct Fields<'de, A: MapAccess<'de>> {
    map: A,
    seen: SeenFields,
    error: Option<A::Error>,
}

/// The fields found in an object so far.
#[derive(Default)]
struct SeenFields {
    /// The index of the field after the last one found: usually the next.
    cursor: usize,
    /// The first 64 fields that were found, as bits.
    first: u64,
    /// State that few objects need.
    more: Option<Box<ExtraState>>,
}

/// State of decoding that few objects need.
#[derive(Default)]
struct ExtraState {
    /// The indexes of the fields found beyond the first 64.
    later: Vec<usize>,
    /// The last key that is no field, where such entries are kept.
    key: String,
}

impl<'de, A: MapAccess<'de>> Fields<'de, A> {
    // The name that is expected next is tried first. Services write properties in the order of the document, so most
    // keys cost one comparison.
    /// The index in `names` of the next entry's key, `usize::MAX` for another key, `None` at the end of the object and after an error.
    #[inline]
    pub fn next(&mut self, names: &'static [&'static str]) -> Option<usize> {
        self.next_of((names, false))
    }

    /// Like [`Fields::next`], and remembers a key which is none of `names` for [`Fields::extra`].
    pub fn next_keeping(&mut self, names: &'static [&'static str]) -> Option<usize> {
        self.next_of((names, true))
    }

    #[inline]
    fn next_of(&mut self, names: impl Names) -> Option<usize> {
        if self.error.is_some() {
            return None;
        }
        match self.map.next_key_seed(FieldName(names, &mut self.seen)) {
            Ok(index) => index,
            Err(error) => self.fail(error),
        }
    }

    /// Reads the value of the entry into a field that is required. `null` is what the type makes of it: `None` for an option, an error for a number.
    #[inline]
    pub fn required<T: Deserialize<'de>>(&mut self, field: &mut T) {
        match self.map.next_value() {
            Ok(Lenient(value)) => *field = value,
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of the entry into a field that may be absent. `null` is `None`.
    #[inline]
    pub fn optional<T: Deserialize<'de>>(&mut self, field: &mut T) {
        self.required(field);
    }

    /// Reads the value of the entry into a place for a field that may turn out to be missing.
    #[inline]
    pub fn fill<T: Deserialize<'de>>(&mut self, place: &mut Option<T>) {
        match self.map.next_value() {
            Ok(Lenient(value)) => *place = Some(value),
            Err(error) => self.error = Some(error),
        }
    }

    /// Reads the value of the entry into a field which tells absent (`None`) from `null` (`Some(None)`).
    #[inline]
    pub fn nullable<T: Deserialize<'de>>(&mut self, field: &mut Option<Option<T>>) {
        self.fill(field);
    }

    /// Reads the value of the entry into a field of any JSON value that may be absent: `null` is a value.
    #[inline]
    pub fn any<T: Deserialize<'de>>(&mut self, field: &mut Option<T>) {
        self.fill(field);
    }

    /// As [`Fields::required`], with arrays and maps that are empty where they are `null`.
    pub fn required_or_empty<T: Deserialize<'de>>(&mut self, field: &mut T) {
        match self.map.next_value() {
            Ok(OrEmpty(value)) => *field = value,
            Err(error) => self.error = Some(error),
        }
    }

    /// As [`Fields::optional`], with arrays and maps that are empty where they are `null`.
    #[inline]
    pub fn optional_or_empty<T: Deserialize<'de>>(&mut self, field: &mut T) {
        self.required_or_empty(field);
    }

    /// As [`Fields::nullable`], with arrays and maps that are empty where they are `null`.
    #[inline]
    pub fn nullable_or_empty<T: Deserialize<'de>>(&mut self, field: &mut Option<Option<T>>) {
        self.fill_or_empty(field);
    }

    /// As [`Fields::fill`], with arrays and maps that are empty where they are `null`.
    pub fn fill_or_empty<T: Deserialize<'de>>(&mut self, place: &mut Option<T>) {
        match self.map.next_value() {
            Ok(OrEmpty(value)) => *place = Some(value),
            Err(error) => self.error = Some(error),
        }
    }

    /// As [`Fields::extra`], with arrays and maps that are empty where they are `null`.
    pub fn extra_or_empty<T: Deserialize<'de>>(&mut self, entries: &mut BTreeMap<String, T>) {
        match self.map.next_value() {
            Ok(OrEmpty(value)) => drop(entries.insert(std::mem::take(&mut self.seen.more().key), value)),
            Err(error) => self.error = Some(error),
        }
    }

    /// Keeps the entry, whose key is none of the type's fields. Of several with the same key the last counts.
    pub fn extra<T: Deserialize<'de>>(&mut self, entries: &mut BTreeMap<String, T>) {
        match self.map.next_value() {
            Ok(Lenient(value)) => drop(entries.insert(std::mem::take(&mut self.seen.more().key), value)),
            Err(error) => self.error = Some(error),
        }
    }

    /// Skips the value of the entry.
    pub fn skip(&mut self) {
        if let Err(error) = self.map.next_value::<IgnoredAny>() {
            self.error = Some(error);
        }
    }

    /// Refuses the entry, whose key is none of `names` and was read by [`Fields::next_keeping`].
    pub fn refuse(&mut self, names: &'static [&'static str]) {
        self.error = Some(A::Error::unknown_field(&self.seen.more().key, names));
    }

    /// Fails when one of the first 64 fields whose bit is set in `required` was not found.
    #[inline]
    pub fn require(&mut self, required: u64, names: &'static [&'static str]) {
        let missing = required & !self.seen.first;
        if missing != 0 {
            self.fail::<()>(A::Error::missing_field(names[missing.trailing_zeros() as usize]));
        }
    }

    /// Fails with the first of the fields with the indexes in `required` that was not found.
    pub fn missing<T>(&mut self, required: &'static [usize], names: &'static [&'static str]) -> Option<T> {
        self.fail(A::Error::missing_field(self.seen.first_missing(required, names)))
    }

    /// Notes an error, unless there was one before.
    #[cold]
    fn fail<T>(&mut self, error: A::Error) -> Option<T> {
        self.error.get_or_insert(error);
        None
    }
}

impl SeenFields {
    #[cold]
    fn more(&mut self) -> &mut ExtraState {
        self.more.get_or_insert_default()
    }

    #[inline]
    fn note(&mut self, index: usize) -> usize {
        self.cursor = index + 1;
        match index {
            0..64 => self.first |= 1 << index,
            _ => self.more().later.push(index),
        }
        index
    }

    fn first_missing(&self, required: &[usize], names: &[&'static str]) -> &'static str {
        let is_found = |index: &usize| match *index {
            0..64 => self.first & (1 << index) != 0,
            _ => self.more.as_ref().is_some_and(|more| more.later.contains(index)),
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
            None if keep => key.clone_into(&mut self.more().key),
            None => {}
        }
        usize::MAX
    }
}

/// `true` if two names are equal. Most are so short that calling a function to compare them takes longer than that.
#[inline]
fn is_same(name: &str, key: &str) -> bool {
    let (name, key) = (name.as_bytes(), key.as_bytes());
    name.len() == key.len()
        && match name.len() {
            4..8 => name.first_chunk::<4>() == key.first_chunk() && name.last_chunk::<4>() == key.last_chunk(),
            8..=16 => name.first_chunk::<8>() == key.first_chunk() && name.last_chunk::<8>() == key.last_chunk(),
            _ => name == key,
        }
}

/// The names of fields, and whether to keep another key.
trait Names: Copy {
    fn names(self) -> &'static [&'static str];
    fn keeps(self) -> bool;
}

impl Names for (&'static [&'static str], bool) {
    #[inline]
    fn names(self) -> &'static [&'static str] {
        self.0
    }

    #[inline]
    fn keeps(self) -> bool {
        self.1
    }
}

/// The names of a type that is known where it is compiled: reading a key is part of its loop then, and a tenth faster.
struct NamesOf<'de, T, const KEEPS: bool>(PhantomData<fn(&'de ()) -> T>);

impl<T, const KEEPS: bool> Clone for NamesOf<'_, T, KEEPS> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, const KEEPS: bool> Copy for NamesOf<'_, T, KEEPS> {}

impl<'de, T: InPlace<'de>, const KEEPS: bool> Names for NamesOf<'de, T, KEEPS> {
    #[inline]
    fn names(self) -> &'static [&'static str] {
        T::FIELDS
    }

    #[inline]
    fn keeps(self) -> bool {
        KEEPS
    }
}

/// Finds the index of a key among names.
struct FieldName<'a, N>(N, &'a mut SeenFields);

impl<'de, N: Names> DeserializeSeed<'de> for FieldName<'_, N> {
    type Value = usize;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<N: Names> Visitor<'_> for FieldName<'_, N> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a property name")
    }

    #[inline]
    fn visit_str<E>(self, key: &str) -> Result<usize, E> {
        let Self(names, seen) = self;
        match names.names().get(seen.cursor) {
            Some(name) if is_same(name, key) => Ok(seen.note(seen.cursor)),
            _ => Ok(seen.search(names.names(), key, names.keeps())),
        }
    }

    /// Formats of bytes give names as such: the header of a CSV file.
    fn visit_bytes<E: serde_core::de::Error>(self, key: &[u8]) -> Result<usize, E> {
        match std::str::from_utf8(key) {
            Ok(key) => self.visit_str(key),
            Err(_) => Err(E::custom("a property name is not UTF-8")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn names_of_all_lengths_are_compared_to_the_end() {
        let name = "abcdefghijklmnopqrstuvwxyz";
        for length in 0..name.len() {
            assert!(is_same(&name[..length], &name.to_owned()[..length]));
            assert!(!is_same(&name[..length], &name[..length + 1]));
            for at in 0..length {
                let other = format!("{}_{}", &name[..at], &name[at + 1..length]);
                assert!(!is_same(&name[..length], &other), "{other}");
            }
        }
    }
}
