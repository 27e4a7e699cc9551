//! Decoding from the text of a value, which is JSON but for numbers that are not finite.
//!
//! The text is known to be valid, so this walks over it; `serde_json` reads the scalars. An error is about the innermost value that is read.

use std::fmt;

use serde_core::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde_core::de::{
    DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde_core::forward_to_deserialize_any;

use super::failure::message_of;
use super::non_finite::{non_finite, number_of};
use super::raw::TOKEN;
use super::union::UNION;
use super::walk::{JsonWalk, string};

// A deserializer of its own, since serde_json has none of these numbers. Only operations that opt in (`rt::NonFinite`)
// are compiled with it.
/// The text of a value, and its offset in the whole.
#[derive(Clone, Copy)]
pub(super) struct Text<'de> {
    text: &'de str,
    start: usize,
}

/// An error, and the offset of the value that it is about.
#[derive(Debug)]
pub(super) struct Misread {
    pub(super) message: String,
    pub(super) place: Option<usize>,
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misread {}

impl Error for Misread {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), place: None }
    }
}

/// The deserializer of a scalar.
type Scalar<'a, 'de> = &'a mut serde_json::Deserializer<serde_json::de::StrRead<'de>>;

impl<'de> Text<'de> {
    /// The text at an offset, without the space around it.
    pub(super) fn new(text: &'de str, start: usize) -> Self {
        let trimmed = text.trim_ascii();
        Self { text: trimmed, start: start + (trimmed.as_ptr() as usize - text.as_ptr() as usize) }
    }

    /// A value within this one.
    fn part(self, text: &'de str) -> Self {
        Self::new(text, self.start + (text.as_ptr() as usize - self.text.as_ptr() as usize))
    }

    fn sign(self) -> Option<u8> {
        self.text.as_bytes().first().copied()
    }

    /// Hands a visitor an array or object, and has `scalar` hand it anything else.
    fn visit<V: Visitor<'de>>(
        self,
        visitor: V,
        scalar: impl FnOnce(V) -> Result<V::Value, Misread>,
    ) -> Result<V::Value, Misread> {
        let visited = match self.sign() {
            Some(b'[') => {
                let mut items = Items::new(self, b'[');
                visitor.visit_seq(&mut items).and_then(|value| items.end(value))
            }
            Some(b'{') => {
                let mut members = Items::new(self, b'{');
                visitor.visit_map(&mut members).and_then(|value| members.end(value))
            }
            _ => scalar(visitor),
        };
        visited.map_err(|error| Misread { place: error.place.or(Some(self.start)), ..error })
    }

    /// Hands a visitor a value of a kind that it asks for. What it does not take it calls by its kind.
    fn typed<V: Visitor<'de>>(
        self,
        visitor: V,
        scalar: impl FnOnce(Scalar<'_, 'de>, V) -> serde_json::Result<V::Value>,
    ) -> Result<V::Value, Misread> {
        self.visit(visitor, |visitor| match number_of(self.text) {
            Some(number) => visitor.visit_f64(number),
            None => self.scalar(visitor, scalar),
        })
    }

    fn scalar<V: Visitor<'de>>(
        self,
        visitor: V,
        scalar: impl FnOnce(Scalar<'_, 'de>, V) -> serde_json::Result<V::Value>,
    ) -> Result<V::Value, Misread> {
        let read = scalar(&mut serde_json::Deserializer::from_str(self.text), visitor);
        read.map_err(|error| Misread::custom(message_of(&error)))
    }
}

/// Methods that ask for a kind of value.
macro_rules! typed {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, Misread> {
            self.typed(visitor, |scalar, visitor| scalar.$method($($argument,)* visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for Text<'de> {
    type Error = Misread;

    typed! {
        deserialize_bool(); deserialize_char(); deserialize_str(); deserialize_string(); deserialize_bytes();
        deserialize_byte_buf(); deserialize_identifier(); deserialize_unit(); deserialize_seq(); deserialize_map();
        deserialize_i8(); deserialize_i16(); deserialize_i32(); deserialize_i64(); deserialize_i128(); deserialize_f32();
        deserialize_u8(); deserialize_u16(); deserialize_u32(); deserialize_u64(); deserialize_u128(); deserialize_f64();
        deserialize_tuple(length: usize); deserialize_unit_struct(name: &'static str);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
    }

    /// Values of any kind: a visitor that takes a number that is not finite may make `null` of it.
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        self.visit(visitor, |visitor| match number_of(self.text) {
            Some(_) => visitor.visit_borrowed_str(self.text),
            None => self.scalar(visitor, |scalar, visitor| scalar.deserialize_any(visitor)),
        })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        if self.text == "null" { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    /// Unions read the text by themselves, and so does what keeps numbers as they are written: of those there are none here.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Misread> {
        let read = match name {
            UNION => visitor.visit_seq(SeqDeserializer::new(std::iter::once(self.text))),
            TOKEN => match non_finite(self.text.as_bytes()).next() {
                Some(place) => Err(Misread::custom(format_args!("`{}` is no JSON number", &self.text[place]))),
                None => visitor.visit_map(MapDeserializer::new(std::iter::once((TOKEN, self.text)))),
            },
            _ => visitor.visit_newtype_struct(self),
        };
        read.map_err(|error: Misread| Misread { place: error.place.or(Some(self.start)), ..error })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misread> {
        let read = match (self.sign(), string(self.text)) {
            (Some(b'{'), _) => {
                let object = MapAccessDeserializer::new(Items::new(self, b'{'));
                object.deserialize_enum(name, variants, visitor)
            }
            (Some(b'"'), Some(text)) => text.into_deserializer().deserialize_enum(name, variants, visitor),
            _ => Err(Misread::invalid_type(Unexpected::Other("another value"), &visitor)),
        };
        read.map_err(|error: Misread| Misread { place: error.place.or(Some(self.start)), ..error })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_unit()
    }
}

/// The items of an array, or the members of an object.
struct Items<'de> {
    whole: Text<'de>,
    walk: JsonWalk<'de>,
}

impl<'de> Items<'de> {
    fn new(whole: Text<'de>, open: u8) -> Self {
        let mut walk = JsonWalk::new(whole.text);
        walk.enter(open);
        Self { whole, walk }
    }

    /// The value of the items, where none is left.
    fn end<T>(mut self, value: T) -> Result<T, Misread> {
        match self.walk.value() {
            None => Ok(value),
            Some(_) => Err(Misread::custom("trailing characters")),
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Misread;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Misread> {
        let item = self.walk.value();
        item.map(|item| seed.deserialize(self.whole.part(item))).transpose()
    }
}

impl<'de> MapAccess<'de> for Items<'de> {
    type Error = Misread;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misread> {
        let Some(key) = self.walk.key() else { return Ok(None) };
        seed.deserialize(Key(self.whole.part(key))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Misread> {
        let value = self.walk.value().ok_or_else(|| Misread::custom("a property has no value"))?;
        seed.deserialize(self.whole.part(value))
    }
}

/// A key in quotation marks, which may be the text of a number or boolean (as `serde_json` reads keys).
struct Key<'de>(Text<'de>);

/// Methods that ask for what stands in the quotation marks.
macro_rules! quoted {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
            let text = self.0.text.trim_matches('"');
            Text { text, ..self.0 }.scalar(visitor, |scalar, visitor| scalar.$method(visitor))
        }
    )*};
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Misread;

    quoted! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128 deserialize_u8
        deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32 deserialize_f64
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        self.0.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Misread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misread> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    forward_to_deserialize_any! {
        char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
