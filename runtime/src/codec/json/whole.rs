//! Integers that are written as `1.0` or `1e3`: to JSON Schema they are integers like others (JSON Schema Core, section 4.2.3).

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// The integer that a double is, if it is one and was not rounded to it.
pub(crate) fn integer_of(number: f64) -> Option<i64> {
    // 2^53: a double beyond it may stand for several integers, and none of them would be what was meant.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

// In the reading of each value, so that generated code does not have to ask. It ends at an object with fields, which
// begins with another one. Otherwise each level would wrap the deserializer once more, and a type that holds itself
// would never end.
/// A value that is read with whole doubles taken for integers where an integer is asked for.
pub(crate) struct Lenient<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Lenient<T> {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(LenientDeserializer(deserializer)).map(Self)
    }
}

/// A deserializer whose integers may be written as doubles, at any depth but within objects with fields. Those begin with
/// another one (see [`super::Fields`]), so that no type of a decoder contains itself.
struct LenientDeserializer<D>(D);

/// Methods of a deserializer that are another one's, of which some are given a visitor of our own.
macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*) $(by $receiver:ident)?;)*) => {$(
        #[inline]
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* $($receiver)?(visitor))
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for LenientDeserializer<D> {
    type Error = D::Error;

    forward! {
        deserialize_i8() by LenientVisitor; deserialize_i16() by LenientVisitor; deserialize_i32() by LenientVisitor; deserialize_i64() by LenientVisitor;
        deserialize_u8() by LenientVisitor; deserialize_u16() by LenientVisitor; deserialize_u32() by LenientVisitor; deserialize_u64() by LenientVisitor;
        deserialize_option() by LenientVisitor; deserialize_seq() by LenientVisitor; deserialize_tuple(length: usize) by LenientVisitor; deserialize_map() by LenientVisitor;
        deserialize_i128(); deserialize_u128(); deserialize_f32(); deserialize_f64(); deserialize_bool(); deserialize_char();
        deserialize_str(); deserialize_string(); deserialize_bytes(); deserialize_byte_buf(); deserialize_identifier();
        deserialize_any(); deserialize_ignored_any(); deserialize_unit(); deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str); deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
    }
}

/// Takes a whole double for an integer, and hands the parts of a value on to be read like the value itself.
struct LenientVisitor<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for LenientVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    #[inline]
    fn visit_i64<E: Error>(self, number: i64) -> Result<V::Value, E> {
        self.0.visit_i64(number)
    }

    #[inline]
    fn visit_u64<E: Error>(self, number: u64) -> Result<V::Value, E> {
        self.0.visit_u64(number)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        match integer_of(number) {
            Some(integer) => self.0.visit_i64(integer),
            None => self.0.visit_f64(number),
        }
    }

    #[inline]
    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    #[inline]
    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(LenientDeserializer(deserializer))
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(LenientVisitor(items))
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(LenientVisitor(members))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for LenientVisitor<A> {
    type Error = A::Error;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(LenientVisitor(seed))
    }

    #[inline]
    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for LenientVisitor<A> {
    type Error = A::Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(LenientVisitor(seed))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for LenientVisitor<S> {
    type Value = S::Value;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(LenientDeserializer(deserializer))
    }
}
