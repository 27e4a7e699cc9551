//! Answers in which arrays and maps may be `null`.

use bytes::Bytes;
use serde_core::de::DeserializeOwned;

use super::{Decode, Json, Look, Parts};
use crate::codec::find;
use crate::codec::json::or_empty::OrEmpty;
use crate::codec::json::{DecodeFailure, without_byte_order_mark};

/// JSON in which an array or map may be `null`, and is empty then.
pub enum JsonOrEmpty {}

impl<T: DeserializeOwned> Decode<T> for JsonOrEmpty {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let text = without_byte_order_mark(&body);
        match serde_json::from_slice(text) {
            Ok(OrEmpty(value)) => Ok(value),
            // The plain decoder reads other charsets, and its error is the one that users know.
            Err(_) => Json::decode(parts, body),
        }
    }
}

impl Look for JsonOrEmpty {
    fn json(body: &Bytes) -> Bytes {
        body.clone()
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        match find::find::<OrEmpty<T>>(body, pointer) {
            Ok(item) => Ok(item.map(|OrEmpty(value)| value)),
            Err(error) => Err(DecodeFailure::json(&error, body)),
        }
    }
}
