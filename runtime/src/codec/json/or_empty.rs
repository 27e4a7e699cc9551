//! Arrays and maps that are `null`, as services in Go write empty ones.

use std::fmt;

use serde_core::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::whole::Lenient;

// Services in languages without empty lists send `null` for one. The deserializer mends that, so no type has to be an
// `Option`.
/// A value whose arrays and maps may be `null`, at any depth but within objects with fields.
pub(crate) struct OrEmpty<T>(pub(crate) T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OrEmpty<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Lenient::deserialize(NullAsEmpty(deserializer)).map(|Lenient(value)| Self(value))
    }
}

/// A deserializer that has nothing in place of an array or map that is `null`.
struct NullAsEmpty<D>(D);

/// Methods of a deserializer that are another one's.
macro_rules! forward {
    ($($method:ident($($argument:ident: $type:ty),*);)*) => {$(
        fn $method<V: Visitor<'de>>(self, $($argument: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($argument,)* visitor)
        }
    )*};
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for NullAsEmpty<D> {
    type Error = D::Error;

    // Asked as an option, since serde_json tells `null` from a list only there.
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Items(visitor))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Entries(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_option(Inner(visitor))
    }

    forward! {
        deserialize_i8(); deserialize_i16(); deserialize_i32(); deserialize_i64(); deserialize_i128();
        deserialize_u8(); deserialize_u16(); deserialize_u32(); deserialize_u64(); deserialize_u128();
        deserialize_f32(); deserialize_f64(); deserialize_bool(); deserialize_char(); deserialize_str();
        deserialize_string(); deserialize_bytes(); deserialize_byte_buf(); deserialize_identifier();
        deserialize_any(); deserialize_ignored_any(); deserialize_unit(); deserialize_unit_struct(name: &'static str);
        deserialize_newtype_struct(name: &'static str); deserialize_tuple(length: usize);
        deserialize_tuple_struct(name: &'static str, length: usize);
        deserialize_struct(name: &'static str, fields: &'static [&'static str]);
        deserialize_enum(name: &'static str, variants: &'static [&'static str]);
    }
}

/// No items, and no entries.
struct EmptyAccess<E>(std::marker::PhantomData<E>);

impl<'de, E: Error> SeqAccess<'de> for EmptyAccess<E> {
    type Error = E;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<Option<S::Value>, E> {
        Ok(None)
    }
}

impl<'de, E: Error> MapAccess<'de> for EmptyAccess<E> {
    type Error = E;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, _: K) -> Result<Option<K::Value>, E> {
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, _: S) -> Result<S::Value, E> {
        Err(E::custom("there is no entry"))
    }
}

/// Visitors of what may be `null`: of an array, a map, and what is an option itself.
macro_rules! visitors {
    ($($(#[$doc:meta])* $visitor:ident: $none:expr, $some:expr;)*) => {$(
        $(#[$doc])*
        struct $visitor<V>(V);

        impl<'de, V: Visitor<'de>> Visitor<'de> for $visitor<V> {
            type Value = V::Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.expecting(f)
            }

            fn visit_none<E: Error>(self) -> Result<V::Value, E> {
                $none(self.0)
            }

            fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
                $none(self.0)
            }

            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
                $some(self.0, deserializer)
            }
        }
    )*};
}

visitors! {
    Items: |visitor: V| visitor.visit_seq(EmptyAccess(std::marker::PhantomData)), |visitor, deserializer: D| deserializer.deserialize_seq(NullAsEmptyVisitor(visitor));
    Entries: |visitor: V| visitor.visit_map(EmptyAccess(std::marker::PhantomData)), |visitor, deserializer: D| deserializer.deserialize_map(NullAsEmptyVisitor(visitor));
    Inner: |visitor: V| visitor.visit_none(), |visitor: V, deserializer| visitor.visit_some(NullAsEmpty(deserializer));
}

/// Hands the parts of a value on to be read like the value itself.
struct NullAsEmptyVisitor<T>(T);

impl<'de, V: Visitor<'de>> Visitor<'de> for NullAsEmptyVisitor<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(NullAsEmptyVisitor(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(NullAsEmptyVisitor(members))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for NullAsEmptyVisitor<A> {
    type Error = A::Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, A::Error> {
        self.0.next_element_seed(NullAsEmptyVisitor(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for NullAsEmptyVisitor<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.0.next_value_seed(NullAsEmptyVisitor(seed))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for NullAsEmptyVisitor<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(NullAsEmpty(deserializer))
    }
}
