//! The entries of an object, each as text, and reading a type from them: as often as it takes.

use std::borrow::Cow;
use std::{iter, slice};

use serde_core::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde_core::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_core::forward_to_deserialize_any;
use serde_json::Error;

use super::fault;
use super::raw::{Key, Raw, TOKEN};

// Both borrow from the input where it is text without escapes, so taking an object apart copies nothing.
/// An entry: its key, and its value as JSON text.
pub(super) type Entry<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Takes all entries of an object.
pub(super) fn entries_of<'de, A: MapAccess<'de>>(mut map: A) -> Result<Vec<Entry<'de>>, A::Error> {
    // Most objects of unions have fewer properties, and then there is one allocation.
    let mut entries = Vec::with_capacity(8);
    while let Some(Key(key)) = map.next_key()? {
        let Raw(value) = map.next_value()?;
        entries.push((key, value));
    }
    Ok(entries)
}

/// The object as JSON text.
pub(super) fn text_of(entries: &[Entry<'_>]) -> Result<String, Error> {
    let mut text = String::from("{");
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&serde_json::to_string(key)?);
        text.push(':');
        text.push_str(value);
    }
    text.push('}');
    Ok(text)
}

/// An object that is read from its entries.
pub(super) struct Replay<'a>(pub(super) &'a [Entry<'a>]);

impl<'de> Deserializer<'de> for Replay<'de> {
    type Error = Error;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(RemainingEntries { entries: self.0.iter(), value: "" })
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    /// Hands the text of the object to visitors that ask for the text of a value.
    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        // A variant that keeps its value as text asks for it by this name; the entries are joined again for it alone.
        if name == TOKEN {
            return visitor.visit_map(MapDeserializer::new(iter::once((TOKEN, text_of(self.0)?))));
        }
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct enum identifier ignored_any
    }
}

/// The entries that are left, and the value of the one whose key was taken.
struct RemainingEntries<'a> {
    entries: slice::Iter<'a, Entry<'a>>,
    value: &'a str,
}

impl<'de> MapAccess<'de> for RemainingEntries<'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(BorrowedStrDeserializer::new(key)).map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let value = seed.deserialize(&mut serde_json::Deserializer::from_str(self.value));
        // serde_json counts from the begin of this value. The note has its text, from which the place in the whole
        // answer is found.
        value.inspect_err(|error| fault::note(error, self.value))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_core::de::{Deserialize, Deserializer as _};
    use serde_json::value::RawValue;
    use serde_json::{Value, json};

    use super::{Replay, entries_of};

    /// Takes the entries of an object, and reads it from them.
    struct Twice(Value, Option<BTreeMap<String, Value>>, String);

    impl<'de> Deserialize<'de> for Twice {
        fn deserialize<D: serde_core::de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Taking)
        }
    }

    struct Taking;

    impl<'de> serde_core::de::Visitor<'de> for Taking {
        type Value = Twice;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: serde_core::de::MapAccess<'de>>(self, map: A) -> Result<Twice, A::Error> {
            let entries = entries_of(map)?;
            let raw: Box<RawValue> = Deserialize::deserialize(Replay(&entries)).expect("it has a text");
            Ok(Twice(
                Value::deserialize(Replay(&entries)).expect("it is a value"),
                Option::deserialize(Replay(&entries)).expect("it is an optional map"),
                raw.get().to_owned(),
            ))
        }
    }

    #[test]
    fn an_object_is_read_as_often_as_one_likes() {
        let value = json!({"a": [1, {"b": null}], "q\"\n": "x\\y", "z": 1.5});
        let from_text: Twice = serde_json::from_str(&value.to_string()).expect("it decodes");
        let from_tree = Twice::deserialize(&value).expect("it decodes");
        for Twice(tree, map, raw) in [from_text, from_tree] {
            assert_eq!(tree, value);
            assert_eq!(map.map(|map| map.len()), Some(3));
            assert_eq!(serde_json::from_str::<Value>(&raw).expect("it is JSON"), value);
        }
        assert!(Replay(&[]).deserialize_any(serde_core::de::IgnoredAny).is_ok());
    }
}
