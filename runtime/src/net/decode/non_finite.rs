//! Answers in which numbers may be `NaN`, `Infinity` or `-Infinity`.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_core::de::{DeserializeOwned, IgnoredAny};
use serde_json::value::RawValue;

use super::{Decode, Json, Look, Parts};
use crate::codec::find;
use crate::codec::json::non_finite::decode_at;
use crate::codec::json::{DecodeFailure, finite_form, without_byte_order_mark};

/// Decodes as `C` does, and takes `NaN`, `Infinity` and `-Infinity` for numbers.
///
/// They are read where a floating-point number is declared. Where any value is, each is the text of its name.
pub struct NonFinite<C>(PhantomData<fn() -> C>);

impl<T: DeserializeOwned> Decode<T> for NonFinite<Json> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let text = without_byte_order_mark(&body);
        let Some(form) = finite_form(text) else { return Json::decode(parts, body) };
        let valid = serde_json::from_slice::<IgnoredAny>(&form);
        valid.map_err(|error| DecodeFailure::json(&error, &form))?;
        decode_at(text, 0..text.len())
    }
}

impl Look for NonFinite<Json> {
    fn json(body: &Bytes) -> Bytes {
        body.clone()
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        let Some(form) = finite_form(body) else { return Json::find(body, pointer) };
        let value = find::find::<&RawValue>(&form, pointer).map_err(|error| DecodeFailure::json(&error, &form))?;
        let Some(value) = value.map(|value| value.get().as_bytes()) else { return Ok(None) };
        let start = value.as_ptr() as usize - form.as_ptr() as usize;
        decode_at(body, start..start + value.len()).map(Some)
    }
}

#[cfg(test)]
mod tests;
