//! Answers whose JSON is the content of a JSON string: a service that encodes its answer, and then encodes the text.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;

use super::{Decode, Look, Parts};
use crate::codec::json::DecodeFailure;
use crate::codec::json::double_encoded::{content, is_json};

/// Decodes the content of a body that is a JSON string, or else the body, as `C` does.
///
/// A string is looked into once, and only where its content is a value of the declared type. `"[1]"` is the list `[1]`,
/// `"a"` is the string `a` and `"\"a\""` is that too.
pub struct DoubleEncoded<C>(PhantomData<fn() -> C>);

impl<T, C: Decode<T>> Decode<T> for DoubleEncoded<C> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        match content(&body) {
            Some(content) => either(&content, &body, |body| C::decode(parts, body.clone())),
            None => C::decode(parts, body),
        }
    }
}

impl<C: Look> Look for DoubleEncoded<C> {
    fn json(body: &Bytes) -> Bytes {
        let content = content(body).filter(|content| is_json(content));
        C::json(content.as_ref().unwrap_or(body))
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        match content(body) {
            Some(content) => either(&content, body, |body| C::find(body, pointer)),
            None => C::find(body, pointer),
        }
    }
}

// The content is tried first: a body that is no JSON string is decoded as it stands.
/// Decodes the content of a body, or else the body itself. The error is that of the content where that is JSON.
fn either<T>(
    content: &Bytes,
    body: &Bytes,
    decode: impl Fn(&Bytes) -> Result<T, DecodeFailure>,
) -> Result<T, DecodeFailure> {
    decode(content).or_else(|within| {
        decode(body).map_err(|failure| if is_json(content) { within.within_string() } else { failure })
    })
}
