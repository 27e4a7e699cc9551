//! Values with files in them, which become the parts of a body.
//!
//! serde has values of its own kinds alone, and a file is none of them. A serializer cannot be handed one but by a
//! place that both know. So types that hold files implement [`ToPart`] beside `Serialize`. Files are handed on as they
//! are, and all else as its usual JSON text.

use std::collections::BTreeMap;

use serde_core::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;

use super::file::File;
use super::json::{EncodeFailure, Fixed, json_of, tagged};
use super::parameter::form::properties_of;

// Rules and unions look at JSON, and a file has none. The mark is a string, as a file is to a schema.
/// The mark of a file in the JSON form of a value that is held against rules, and nowhere else.
pub(crate) const FILE_KEY: &str = "\0";

/// A value that is a file, or holds some.
pub trait ToPart {
    /// The value as a part, or as parts.
    fn to_part(&self) -> PartValue;
}

/// A value as a part, or as parts.
#[derive(Clone, Debug)]
pub enum PartValue {
    /// The JSON text of a value without files.
    Json(Vec<u8>),
    /// A file.
    File(File),
    /// The items of an array.
    List(Vec<PartValue>),
    /// The properties of an object, in their order.
    Object(Vec<(String, PartValue)>),
    /// No value that can be sent, and why.
    Invalid(EncodeFailure),
}

impl PartValue {
    /// A value without files.
    pub fn of<T: Serialize + ?Sized>(value: &T) -> Self {
        json_of(value).map_or_else(Self::Invalid, Self::Json)
    }

    /// The value of a variant without files, with the properties by which it is told.
    pub fn of_variant<T: Serialize + ?Sized>(value: &T, fixed: &'static [Fixed]) -> Self {
        Self::of(&Variant(value, fixed))
    }

    /// The value of a variant with files, with the properties by which it is told.
    pub fn tagged(self, fixed: &'static [Fixed]) -> Self {
        let Self::Object(properties) = self else { return self };
        let json = json_of(&Variant(&Properties(&properties), fixed));
        // The tag is put by the same code as for JSON, and the files are put back by name after it.
        let parts = json.and_then(|json| properties_of(&json).map_err(EncodeFailure::new));
        let file = |name: &str| properties.iter().find(|(property, value)| property == name && value.has_file());
        let part = |(name, json): (String, Json)| match file(&name) {
            Some((_, value)) => (name, value.clone()),
            None => {
                let json = Self::of(&json);
                (name, json)
            }
        };
        parts.map_or_else(Self::Invalid, |parts| Self::Object(parts.into_iter().map(part).collect()))
    }

    /// `true` if it is a file or holds one.
    pub(crate) fn has_file(&self) -> bool {
        match self {
            Self::File(_) => true,
            Self::List(items) => items.iter().any(Self::has_file),
            Self::Object(properties) => properties.iter().any(|(_, value)| value.has_file()),
            Self::Json(_) | Self::Invalid(_) => false,
        }
    }

    /// The JSON form, for rules and for what tells variants. A file is [`FILE_KEY`] in it.
    pub(crate) fn to_json(&self) -> Result<Json, EncodeFailure> {
        match self {
            Self::Json(text) => serde_json::from_slice(text).map_err(EncodeFailure::new),
            Self::File(_) => Ok(FILE_KEY.into()),
            Self::List(items) => items.iter().map(Self::to_json).collect(),
            Self::Object(properties) => {
                let property = |(name, value): &(String, Self)| Ok((name.clone(), value.to_json()?));
                properties.iter().map(property).collect()
            }
            Self::Invalid(failure) => Err(failure.clone()),
        }
    }

    /// The failure of a value at a place within another.
    fn within(self, place: impl FnOnce() -> String) -> Self {
        match self {
            Self::Invalid(failure) => Self::Invalid(failure.within(&place())),
            value => value,
        }
    }
}

/// A value with the properties by which it is told to be of a variant.
struct Variant<'a, T: ?Sized>(&'a T, &'static [Fixed]);

impl<T: Serialize + ?Sized> Serialize for Variant<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tagged(serializer, self.1, self.0)
    }
}

/// The JSON form of properties.
struct Properties<'a>(&'a [(String, PartValue)]);

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.0 {
            map.serialize_entry(name, &value.to_json().map_err(serde_core::ser::Error::custom)?)?;
        }
        map.end()
    }
}

impl ToPart for File {
    fn to_part(&self) -> PartValue {
        PartValue::File(self.clone())
    }
}

impl<T: ToPart> ToPart for Option<T> {
    fn to_part(&self) -> PartValue {
        self.as_ref().map_or_else(|| PartValue::of(&()), T::to_part)
    }
}

impl<T: ToPart + ?Sized> ToPart for Box<T> {
    fn to_part(&self) -> PartValue {
        (**self).to_part()
    }
}

impl<T: ToPart> ToPart for [T] {
    fn to_part(&self) -> PartValue {
        let items = self.iter().enumerate();
        PartValue::List(items.map(|(index, item)| item.to_part().within(|| format!("[{index}]"))).collect())
    }
}

impl<T: ToPart> ToPart for Vec<T> {
    fn to_part(&self) -> PartValue {
        self.as_slice().to_part()
    }
}

impl<T: ToPart> ToPart for BTreeMap<String, T> {
    fn to_part(&self) -> PartValue {
        let mut parts = PartWriter::new();
        parts.other_files(self, &[]);
        parts.end()
    }
}

/// Writes the properties of an object of which some are files.
#[derive(Default)]
pub struct PartWriter(Vec<(String, PartValue)>);

impl PartWriter {
    /// Begins an object.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a property that is always there.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.put(name, PartValue::of(value));
    }

    /// Writes a property that is left out when it is `None`.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// Writes a property with files that is always there.
    pub fn file<T: ToPart + ?Sized>(&mut self, name: &str, value: &T) {
        self.put(name, value.to_part());
    }

    /// Writes a property with files that is left out when it is `None`.
    pub fn optional_file<T: ToPart>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.file(name, value);
        }
    }

    /// Writes the entries of a map beside the fields, whose names are `declared`. An entry of such a name is an error.
    pub fn others<'a, T: Serialize + 'a>(
        &mut self,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
        declared: &[&str],
    ) {
        entries.into_iter().for_each(|(name, value)| self.other(name, PartValue::of(value), declared));
    }

    /// The same for entries with files.
    pub fn other_files<'a, T: ToPart + 'a>(
        &mut self,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
        declared: &[&str],
    ) {
        entries.into_iter().for_each(|(name, value)| self.other(name, value.to_part(), declared));
    }

    /// Ends the object.
    pub fn end(self) -> PartValue {
        PartValue::Object(self.0)
    }

    fn other(&mut self, name: &str, value: PartValue, declared: &[&str]) {
        let value = if declared.contains(&name) {
            PartValue::Invalid(EncodeFailure::new(format_args!("the property `{name}` has a field of its own")))
        } else {
            value
        };
        self.put(name, value);
    }

    fn put(&mut self, name: &str, value: PartValue) {
        self.0.push((name.to_owned(), value.within(|| name.to_owned())));
    }
}
