//! Values of a JSON text by JSON Pointer (RFC 6901), without a tree of the whole.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde_core::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::value::RawValue;
use serde_json::{Error, Value};

use crate::codec::json::{DecodeFailure, finite_form};
use crate::codec::parameter::text_of;
use crate::codec::pointer::tokens;

/// The value at `pointer`; `None` where there is none or `null`. A token `-1` stands for the last item of an array.
pub(crate) fn find<'a, T: Deserialize<'a>>(json: &'a [u8], pointer: &str) -> Result<Option<T>, Error> {
    // A parser "MAY ignore the presence of a byte order mark" (RFC 8259, section 8.1), and some services write one.
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    if json.trim_ascii().is_empty() {
        return Ok(None);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let value = PointerSeed(&tokens(pointer), PhantomData).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

/// Like [`find`], also beside numbers that JSON lacks: whether these may be there is for the codec of the whole to say.
pub(crate) fn find_beside<T: DeserializeOwned>(json: &[u8], pointer: &str) -> Result<Option<T>, Error> {
    find(json, pointer).or_else(|error| match finite_form(json) {
        Some(form) => find(&form, pointer),
        None => Err(error),
    })
}

/// The text or number at `pointer`, as text. `None` where it is absent, `null` or empty.
pub(crate) fn find_text(json: &[u8], pointer: &str) -> Result<Option<String>, DecodeFailure> {
    let value = find_beside::<Value>(json, pointer)
        .map_err(|error| DecodeFailure::new(format!("whose body is not JSON ({error})")))?;
    match value {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(number @ Value::Number(_)) => Ok(text_of(&number)),
        Some(_) => Err(DecodeFailure::new(format!("with neither a text nor a number at `{pointer}`"))),
    }
}

/// The JSON text of the value at `pointer`. `None` where it is absent, `null` or an empty text.
pub(crate) fn find_json(json: &[u8], pointer: &str) -> Result<Option<String>, DecodeFailure> {
    let raw = find_beside::<Box<RawValue>>(json, pointer)
        .map_err(|error| DecodeFailure::new(format!("whose body is not JSON ({error})")))?;
    Ok(raw.map(|value| value.get().to_owned()).filter(|text| text != "\"\""))
}

/// Reads what stands at the rest of a pointer, and skips what is beside it.
struct PointerSeed<'p, T>(&'p [String], PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for PointerSeed<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match self.0 {
            [] => Option::deserialize(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// Scalars: nothing is at the pointer, since there is neither an object nor an array.
macro_rules! nothing {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E>(self, _: $type) -> Result<Option<T>, E> {
            Ok(None)
        }
    )*};
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for PointerSeed<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        let mut value = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            // The walk goes on behind the value: of a repeated name the last one counts, as in the maps of serde_json.
            if key == self.0[0] {
                value = map.next_value_seed(PointerSeed(&self.0[1..], PhantomData))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<T>, A::Error> {
        let (wanted, mut value) = (self.0[0].parse::<usize>().ok(), None);
        for index in 0.. {
            if wanted.is_some_and(|wanted| wanted != index) || (wanted.is_none() && self.0[0] != "-1") {
                if items.next_element::<IgnoredAny>()?.is_none() {
                    break;
                }
                continue;
            }
            let Some(item) = items.next_element_seed(PointerSeed(&self.0[1..], PhantomData))? else { break };
            value = item;
        }
        Ok(value)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    nothing!(visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str));
}

#[cfg(test)]
mod tests {
    use super::{find, find_text};

    const PAGE: &[u8] = br#"{"a/b": {"items": [{"id": 7}, {"id": "x~y"}]}, "next": null, "": true, "more": false}"#;

    #[test]
    fn values_are_found_by_pointer() {
        assert_eq!(find_text(PAGE, "/a~1b/items/-1/id").unwrap().as_deref(), Some("x~y"));
        assert_eq!(find_text(PAGE, "/a~1b/items/0/id").unwrap().as_deref(), Some("7"));
        assert_eq!(find::<bool>(PAGE, "/").unwrap(), Some(true));
        assert_eq!(find::<Vec<u8>>(b"[1, 2]", "").unwrap(), Some(vec![1, 2]));
    }

    #[test]
    fn what_is_not_there_is_none() {
        for pointer in
            ["/next", "/next/x", "/absent", "/more/x", "/a~1b/items/2/id", "/a~1b/items/x/id", "/a~1b/items/0/id/x"]
        {
            assert_eq!(find_text(PAGE, pointer).unwrap(), None, "{pointer}");
        }
        assert_eq!(find_text(b"", "/next").unwrap(), None);
        assert_eq!(find_text(b"[]", "/-1").unwrap(), None);
    }

    #[test]
    fn what_is_no_text_or_no_json_is_an_error() {
        assert_eq!(find_text(PAGE, "/more").unwrap_err().to_string(), "with neither a text nor a number at `/more`");
        assert!(find_text(b"{\"next\": ", "/next").unwrap_err().to_string().starts_with("whose body is not JSON"));
        assert!(find::<bool>(PAGE, "/a~1b").is_err());
    }
}
