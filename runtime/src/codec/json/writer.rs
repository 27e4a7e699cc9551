//! Encoding objects.

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use super::encode::Unwritable;

// Holds the error to the end. A `?` for each field in generated code is what costs most to compile.
/// Writes the entries of an object. Holds the first error until the end, so that generated code has no `?` for each field.
pub struct Writer<S: Serializer>(Result<S::SerializeMap, S::Error>);

impl<S: Serializer> Writer<S> {
    /// Begins an object.
    pub fn new(serializer: S) -> Self {
        Self(serializer.serialize_map(None))
    }

    /// Writes a field that is always there. `None` is written as `null`.
    pub fn required<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let Ok(map) = &mut self.0 else { return };
        if let Err(error) = map.serialize_entry(name, value) {
            self.0 = Err(error);
        }
    }

    /// Writes a field that is left out when it is `None`. `Some(None)` is written as `null`.
    pub fn optional<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        if let Some(value) = value {
            self.required(name, value);
        }
    }

    /// As [`Writer::optional`], under the name of [`Fields::nullable`](super::Fields::nullable).
    #[inline]
    pub fn nullable<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// As [`Writer::optional`], under the name of [`Fields::any`](super::Fields::any).
    #[inline]
    pub fn any<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// As [`Writer::required`], under the name of [`Fields::required_or_empty`](super::Fields::required_or_empty).
    #[inline]
    pub fn required_or_empty<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.required(name, value);
    }

    /// As [`Writer::optional`], under the name of [`Fields::optional_or_empty`](super::Fields::optional_or_empty).
    #[inline]
    pub fn optional_or_empty<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// As [`Writer::optional`], under the name of [`Fields::nullable_or_empty`](super::Fields::nullable_or_empty).
    #[inline]
    pub fn nullable_or_empty<T: Serialize>(&mut self, name: &str, value: &Option<T>) {
        self.optional(name, value);
    }

    /// Writes the entries of a map beside the fields. One whose key is a field's name would be written twice.
    pub fn extra<'a, T: Serialize + 'a>(&mut self, entries: impl IntoIterator<Item = (&'a String, &'a T)>) {
        for (key, value) in entries {
            self.required(key, value);
        }
    }

    /// Writes the entries of a map beside the fields, whose names are `declared`. An entry of such a name is an error: an object has each property once.
    pub fn others<'a, T: Serialize + 'a>(
        &mut self,
        entries: impl IntoIterator<Item = (&'a String, &'a T)>,
        declared: &[&str],
    ) {
        for (key, value) in entries {
            if declared.contains(&key.as_str()) {
                // An object has each property once (RFC 8259, section 4): of two values the service would take either.
                self.required(key, &Unwritable(format!("the property `{key}` has a field of its own")));
            }
            self.required(key, value);
        }
    }

    /// Ends the object.
    pub fn end(self) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ok(map) => map.end(),
            Err(error) => Err(error),
        }
    }
}
