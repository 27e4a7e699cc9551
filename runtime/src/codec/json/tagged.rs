//! Writing variants of unions with what tells them apart when they are read.

use std::fmt;

use serde_core::Serialize;
use serde_core::ser::{Impossible, SerializeMap, SerializeStruct, Serializer};
use serde_json::value::RawValue;

/// A property by which a variant is told, and its values there.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    property: &'static str,
    /// The values that mean the variant, the one to write first.
    values: &'static [&'static str],
    /// The values that mean other variants, where any other value means this one.
    foreign: Option<&'static [&'static str]>,
    /// `true` if the values are strings, and not JSON texts.
    is_text: bool,
}

impl Fixed {
    /// A property that is always one of some strings.
    pub const fn text(property: &'static str, values: &'static [&'static str]) -> Self {
        Self { property, values, foreign: None, is_text: true }
    }

    /// A property that is always a JSON value which is no string.
    pub const fn json(property: &'static str, value: &'static [&'static str; 1]) -> Self {
        Self { property, values: value, foreign: None, is_text: false }
    }

    /// A property that may be any string but some, or be absent.
    pub const fn other(
        property: &'static str,
        values: &'static [&'static str],
        foreign: &'static [&'static str],
    ) -> Self {
        Self { property, values, foreign: Some(foreign), is_text: true }
    }

    /// The value to write, whatever the type of the variant has.
    fn only(&self) -> Option<&'static str> {
        match self.values {
            [only] if self.foreign.is_none() => Some(only),
            _ => None,
        }
    }

    /// `true` if a value may stay. An empty text is what nobody has set.
    fn allows(&self, value: &str) -> bool {
        match self.foreign {
            Some(foreign) => !foreign.contains(&value) && (!value.is_empty() || self.values.is_empty()),
            None => self.values.contains(&value),
        }
    }
}

/// Writes a variant with the properties by which it is told, whatever the fields of its type say. Values that are no objects stay as they are.
pub fn tagged<T: Serialize + ?Sized, S: Serializer>(
    serializer: S,
    fixed: &'static [Fixed],
    value: &T,
) -> Result<S::Ok, S::Error> {
    value.serialize(Tagged { serializer, fixed })
}

/// A serializer that writes the properties of an object by which its variant is told.
struct Tagged<S> {
    serializer: S,
    fixed: &'static [Fixed],
}

/// Methods of a serializer that are another one's.
macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*) $(-> $compound:ident)?;)*) => {$(
        #[inline]
        fn $method(self, $($argument: $type),*) -> Result<forward!(@ $($compound)?), S::Error> {
            self.serializer.$method($($argument),*)
        }
    )*};
    (@) => { S::Ok };
    (@ $compound:ident) => { S::$compound };
}

impl<S: Serializer> Serializer for Tagged<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = S::SerializeSeq;
    type SerializeTuple = S::SerializeTuple;
    type SerializeTupleStruct = S::SerializeTupleStruct;
    type SerializeTupleVariant = S::SerializeTupleVariant;
    type SerializeMap = TaggedMap<S::SerializeMap>;
    type SerializeStruct = TaggedMap<S::SerializeMap>;
    type SerializeStructVariant = S::SerializeStructVariant;

    forward! {
        serialize_bool(value: bool); serialize_i8(value: i8); serialize_i16(value: i16); serialize_i32(value: i32);
        serialize_i64(value: i64); serialize_i128(value: i128); serialize_u8(value: u8); serialize_u16(value: u16);
        serialize_u32(value: u32); serialize_u64(value: u64); serialize_u128(value: u128); serialize_f32(value: f32);
        serialize_f64(value: f64); serialize_char(value: char); serialize_str(value: &str); serialize_bytes(value: &[u8]);
        serialize_none(); serialize_unit(); serialize_unit_struct(name: &'static str);
        serialize_unit_variant(name: &'static str, index: u32, variant: &'static str);
        serialize_seq(length: Option<usize>) -> SerializeSeq; serialize_tuple(length: usize) -> SerializeTuple;
        serialize_tuple_struct(name: &'static str, length: usize) -> SerializeTupleStruct;
        serialize_tuple_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeTupleVariant;
        serialize_struct_variant(name: &'static str, index: u32, variant: &'static str, length: usize) -> SerializeStructVariant;
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_some(value)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_newtype_struct(name, value)
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.serializer.serialize_newtype_variant(name, index, variant, value)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<TaggedMap<S::SerializeMap>, S::Error> {
        let mut object =
            TaggedMap { map: self.serializer.serialize_map(None)?, fixed: self.fixed, written: 0, pending: None };
        for (index, fixed) in self.fixed.iter().enumerate() {
            // The only tag is written first, whatever the field says. A reader that streams knows the variant from the
            // begin.
            if let Some(only) = fixed.only() {
                object.write(index, only)?;
            }
        }
        Ok(object)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<TaggedMap<S::SerializeMap>, S::Error> {
        self.serialize_map(None)
    }

    fn is_human_readable(&self) -> bool {
        self.serializer.is_human_readable()
    }
}

/// The entries of an object. Those by which the variant is told are written once, with a value of the variant.
struct TaggedMap<M> {
    map: M,
    fixed: &'static [Fixed],
    // A bit for each fixed property: each is written once, whether the value has it or not.
    /// A bit for each property that is written.
    written: u64,
    /// The property whose value comes next.
    pending: Option<usize>,
}

impl<M: SerializeMap> TaggedMap<M> {
    fn is_written(&self, index: usize) -> bool {
        self.written & (1 << index) != 0
    }

    /// Writes a property.
    fn write(&mut self, index: usize, value: &str) -> Result<(), M::Error> {
        use serde_core::ser::Error;
        let fixed = &self.fixed[index];
        self.written |= 1 << index;
        if fixed.is_text {
            return self.map.serialize_entry(fixed.property, value);
        }
        let value: &RawValue = serde_json::from_str(value).map_err(M::Error::custom)?;
        self.map.serialize_entry(fixed.property, value)
    }

    /// The property with a key by which the variant is told.
    #[inline]
    fn place<K: Serialize + ?Sized>(&self, key: &K) -> Option<usize> {
        self.fixed.iter().position(|fixed| holds(key, |key| key == fixed.property))
    }

    // Of several tags the variant's own stays; a value that means another variant is replaced, since it would be read
    // as that one.
    /// Writes a property as the type of the variant has it, or else as the variant is told.
    fn write_own<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), M::Error> {
        if self.is_written(index) {
            return Ok(());
        }
        let fixed = &self.fixed[index];
        match fixed.values.first() {
            Some(first) if !holds(value, |value| fixed.allows(value)) => self.write(index, first),
            // Without the property the value means the variant, too.
            None if holds(value, |value| !fixed.allows(value)) => {
                self.written |= 1 << index;
                Ok(())
            }
            _ => {
                self.written |= 1 << index;
                self.map.serialize_entry(fixed.property, value)
            }
        }
    }

    /// Writes what the type of the variant has left out.
    fn finish(mut self) -> Result<M, M::Error> {
        for (index, fixed) in self.fixed.iter().enumerate() {
            let first = fixed.values.first().filter(|_| fixed.foreign.is_none() && !self.is_written(index));
            if let Some(first) = first {
                self.write(index, first)?;
            }
        }
        Ok(self.map)
    }
}

impl<M: SerializeMap> SerializeMap for TaggedMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Result<(), M::Error> {
        self.pending = self.place(key);
        if self.pending.is_some() { Ok(()) } else { self.map.serialize_key(key) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), M::Error> {
        match self.pending.take() {
            Some(index) => self.write_own(index, value),
            None => self.map.serialize_value(value),
        }
    }

    #[inline]
    fn serialize_entry<K: Serialize + ?Sized, T: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &T,
    ) -> Result<(), M::Error> {
        match self.place(key) {
            Some(index) => self.write_own(index, value),
            None => self.map.serialize_entry(key, value),
        }
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        self.finish()?.end()
    }
}

impl<M: SerializeMap> SerializeStruct for TaggedMap<M> {
    type Ok = M::Ok;
    type Error = M::Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), M::Error> {
        SerializeMap::serialize_entry(self, key, value)
    }

    fn end(self) -> Result<M::Ok, M::Error> {
        SerializeMap::end(self)
    }
}

/// `true` if a value is a string of which something holds.
#[inline]
fn holds<T: Serialize + ?Sized>(value: &T, accepts: impl Fn(&str) -> bool) -> bool {
    value.serialize(StringTest(accepts)).unwrap_or(false)
}

/// A serializer that asks something of a string. Other values are none.
struct StringTest<F>(F);

/// Methods for values that are no strings.
macro_rules! no_string {
    ($($method:ident($($type:ty),*);)*) => {$(
        #[inline]
        fn $method(self, $(_: $type),*) -> Result<bool, fmt::Error> {
            Ok(false)
        }
    )*};
}

/// Methods for values of several parts.
macro_rules! no_parts {
    ($($method:ident($($type:ty),*);)*) => {$(
        #[inline]
        fn $method(self, $(_: $type),*) -> Result<Impossible<bool, fmt::Error>, fmt::Error> {
            Err(fmt::Error)
        }
    )*};
}

impl<F: Fn(&str) -> bool> Serializer for StringTest<F> {
    type Ok = bool;
    type Error = fmt::Error;
    type SerializeSeq = Impossible<bool, fmt::Error>;
    type SerializeTuple = Impossible<bool, fmt::Error>;
    type SerializeTupleStruct = Impossible<bool, fmt::Error>;
    type SerializeTupleVariant = Impossible<bool, fmt::Error>;
    type SerializeMap = Impossible<bool, fmt::Error>;
    type SerializeStruct = Impossible<bool, fmt::Error>;
    type SerializeStructVariant = Impossible<bool, fmt::Error>;

    no_string! {
        serialize_bool(bool); serialize_i8(i8); serialize_i16(i16); serialize_i32(i32); serialize_i64(i64);
        serialize_u8(u8); serialize_u16(u16); serialize_u32(u32); serialize_u64(u64); serialize_f32(f32); serialize_f64(f64);
        serialize_char(char); serialize_bytes(&[u8]); serialize_none(); serialize_unit(); serialize_unit_struct(&'static str);
    }

    no_parts! {
        serialize_seq(Option<usize>); serialize_tuple(usize); serialize_tuple_struct(&'static str, usize);
        serialize_tuple_variant(&'static str, u32, &'static str, usize); serialize_map(Option<usize>);
        serialize_struct(&'static str, usize); serialize_struct_variant(&'static str, u32, &'static str, usize);
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<bool, fmt::Error> {
        Ok((self.0)(value))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<bool, fmt::Error> {
        Ok((self.0)(variant))
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<bool, fmt::Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<bool, fmt::Error> {
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::{Value, json};

    use super::{Fixed, tagged};

    /// An object as it is sent for a variant.
    fn sent(fixed: &'static [Fixed], value: &Value) -> String {
        struct Variant<'a>(&'static [Fixed], &'a Value);
        impl serde_core::Serialize for Variant<'_> {
            fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                tagged(serializer, self.0, self.1)
            }
        }
        serde_json::to_string(&Variant(fixed, value)).expect("it is sent")
    }

    #[test]
    fn the_only_tag_is_sent_whatever_the_value_says() {
        const CAT: &[Fixed] = &[Fixed::text("kind", &["a\"b"])];
        assert_eq!(sent(CAT, &json!({})), r#"{"kind":"a\"b"}"#);
        assert_eq!(sent(CAT, &json!({"kind": "", "x": {"kind": 1}})), r#"{"kind":"a\"b","x":{"kind":1}}"#);
        assert_eq!(sent(CAT, &json!({"kind": null, "x": 1})), r#"{"kind":"a\"b","x":1}"#);
        assert_eq!(sent(CAT, &json!([{}])), "[{}]");
    }

    #[test]
    fn of_several_tags_the_one_of_the_value_stays() {
        const DOG: &[Fixed] = &[Fixed::text("kind", &["dog", "puppy"]), Fixed::json("version", &["2"])];
        assert_eq!(sent(DOG, &json!({"kind": "puppy"})), r#"{"version":2,"kind":"puppy"}"#);
        assert_eq!(sent(DOG, &json!({"kind": "cat", "version": 3})), r#"{"version":2,"kind":"dog"}"#);
        assert_eq!(sent(DOG, &json!({})), r#"{"version":2,"kind":"dog"}"#);
    }

    #[test]
    fn other_tags_stay_where_they_mean_the_variant() {
        const BASE: &[Fixed] = &[Fixed::other("kind", &["Pet"], &["cat"])];
        assert_eq!(sent(BASE, &json!({"kind": "bird"})), r#"{"kind":"bird"}"#);
        assert_eq!(sent(BASE, &json!({"kind": "cat"})), r#"{"kind":"Pet"}"#);
        assert_eq!(sent(BASE, &json!({"kind": ""})), r#"{"kind":"Pet"}"#);
        assert_eq!(sent(BASE, &json!({"x": 1})), r#"{"x":1}"#);
        const NAMELESS: &[Fixed] = &[Fixed::other("kind", &[], &["cat"])];
        assert_eq!(sent(NAMELESS, &json!({"kind": "cat", "x": 1})), r#"{"x":1}"#);
        assert_eq!(sent(NAMELESS, &json!({"kind": "bird"})), r#"{"kind":"bird"}"#);
        assert_eq!(sent(NAMELESS, &json!({"kind": ""})), r#"{"kind":""}"#);
    }

    #[test]
    fn maps_are_objects() {
        const CAT: &[Fixed] = &[Fixed::text("kind", &["cat"])];
        let map = BTreeMap::from([("kind", "dog"), ("x", "y")]);
        assert_eq!(sent(CAT, &json!(map)), r#"{"kind":"cat","x":"y"}"#);
    }
}
