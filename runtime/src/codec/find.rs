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
    let json = json.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(json);
    if json.trim_ascii().is_empty() {
        return Ok(None);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let found = At(&tokens(pointer), PhantomData).deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(found)
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
    let found = find_beside::<Value>(json, pointer)
        .map_err(|error| DecodeFailure::new(format!("whose body is not JSON ({error})")))?;
    match found {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(number @ Value::Number(_)) => Ok(text_of(&number)),
        Some(_) => Err(DecodeFailure::new(format!("with neither a text nor a number at `{pointer}`"))),
    }
}

/// The JSON text of the value at `pointer`. `None` where it is absent, `null` or an empty text.
pub(crate) fn find_json(json: &[u8], pointer: &str) -> Result<Option<String>, DecodeFailure> {
    let found = find_beside::<Box<RawValue>>(json, pointer)
        .map_err(|error| DecodeFailure::new(format!("whose body is not JSON ({error})")))?;
    Ok(found.map(|value| value.get().to_owned()).filter(|text| text != "\"\""))
}

/// Reads what stands at the rest of a pointer, and skips what is beside it.
struct At<'p, T>(&'p [String], PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for At<'_, T> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match self.0 {
            [] => Option::deserialize(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

/// Where there is neither an object nor an array, there is nothing at the pointer.
macro_rules! nothing {
    ($($method:ident($type:ty))*) => {$(
        fn $method<E>(self, _: $type) -> Result<Option<T>, E> {
            Ok(None)
        }
    )*};
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for At<'_, T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<T>, A::Error> {
        let mut found = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == self.0[0] {
                found = map.next_value_seed(At(&self.0[1..], PhantomData))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Option<T>, A::Error> {
        let (wanted, mut found) = (self.0[0].parse::<usize>().ok(), None);
        for index in 0.. {
            if wanted.is_some_and(|wanted| wanted != index) || (wanted.is_none() && self.0[0] != "-1") {
                if items.next_element::<IgnoredAny>()?.is_none() {
                    break;
                }
                continue;
            }
            let Some(item) = items.next_element_seed(At(&self.0[1..], PhantomData))? else { break };
            found = item;
        }
        Ok(found)
    }

    fn visit_unit<E>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    nothing!(visit_bool(bool) visit_i64(i64) visit_u64(u64) visit_f64(f64) visit_str(&str));
}

#[cfg(test)]
#[path = "../../tests/unit/codec/find.rs"]
mod tests;
