//! Bodies in XML.

use std::marker::PhantomData;

use bytes::Bytes;
use serde_core::de::DeserializeOwned;

use super::{Decode, Json, Look, NonFinite, Parts};
use crate::codec::json::{DecodeFailure, decode_json};
use crate::codec::xml::form_of;
use crate::contract::{XmlNode, XmlRoot};

/// XML with the element of a marker, or JSON where the answer says that it is.
///
/// No body at all is `null`, for operations that answer with a body in one status and without in another.
pub struct XmlBody<R>(PhantomData<fn() -> R>);

impl<T: DeserializeOwned, R: XmlRoot> Decode<T> for XmlBody<R> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        match json_form(parts, &body, R::NODE)? {
            Some(json) => decode_json(json.as_bytes()).map_err(|error| DecodeFailure::form(&error, json.as_bytes())),
            None => decode_json(&body).map_err(|error| DecodeFailure::json(&error, &body)),
        }
    }
}

impl<R: XmlRoot> Look for XmlBody<R> {
    fn json(body: &Bytes) -> Bytes {
        form_of(body, R::NODE).map(Bytes::from).unwrap_or_else(|_| body.clone())
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        Json::find(&form_of(body, R::NODE)?.into(), pointer)
    }
}

impl<R: XmlRoot> Look for JsonOrXml<R> {
    fn json(body: &Bytes) -> Bytes {
        if has_xml(body) { XmlBody::<R>::json(body) } else { Json::json(body) }
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        if has_xml(body) { XmlBody::<R>::find(body, pointer) } else { Json::find(body, pointer) }
    }
}

/// JSON whatever the content type says, or XML with the element of a marker. The first sign of a text says which of
/// them it is.
pub struct JsonOrXml<R>(PhantomData<fn() -> R>);

impl<T: DeserializeOwned, R: XmlRoot> Decode<T> for JsonOrXml<R> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        if has_xml(&body) { XmlBody::<R>::decode(parts, body) } else { Json::decode(parts, body) }
    }
}

impl<T: DeserializeOwned, R: XmlRoot> Decode<T> for NonFinite<JsonOrXml<R>> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        if has_xml(&body) { XmlBody::<R>::decode(parts, body) } else { NonFinite::<Json>::decode(parts, body) }
    }
}

/// Returns `true` if the first sign of a body is one of XML.
fn has_xml(body: &[u8]) -> bool {
    // JSON "MUST be encoded using UTF-8" (RFC 8259, section 8.1), so a mark of UTF-16 is one of XML.
    let is_utf8 = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start().starts_with(b"<");
    is_utf8 || [b"\xFE\xFF", b"\xFF\xFE"].iter().any(|mark| body.starts_with(*mark))
}

/// The JSON form of a body, unless it is JSON by itself.
fn json_form(parts: &Parts, body: &[u8], node: &XmlNode) -> Result<Option<String>, DecodeFailure> {
    let is_json = || parts.headers().get("content-type").is_some_and(|media_type| media_type.contains("json"));
    let text = body.trim_ascii_start();
    if text.is_empty() {
        return Ok(Some("null".to_owned()));
    }
    if !text.starts_with(b"<") && is_json() {
        return Ok(None);
    }
    let recoded = super::recoded(parts, body)?;
    form_of(recoded.as_deref().unwrap_or(body), node).map(Some)
}
