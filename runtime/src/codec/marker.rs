//! What decodes a body: a marker type per kind of body, chosen by the document.

use std::borrow::Cow;

use bytes::Bytes;
use http::StatusCode;
use serde_core::de::DeserializeOwned;

use super::DecodeFailure;
use super::whole::Read;
use crate::Headers;
use crate::charset::Charset;
use crate::paging::pointer;
use crate::spec::Status;

/// The answer around a body: status and headers.
#[derive(Clone, Debug)]
pub struct Parts(pub(crate) StatusCode, pub(crate) Headers);

impl Parts {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &Headers {
        &self.1
    }
}

/// Decodes a body into `T`. Implemented by markers without a value.
pub trait Decode<T> {
    /// Whether there is nothing in a body to decode, so that any 2xx status will do.
    const EMPTY: bool = false;
    /// Decodes the body of an answer.
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure>;
}

/// Finds single values in bodies of JSON. Implemented by markers without a value.
pub trait Look {
    /// The JSON text of a body.
    fn json(body: &Bytes) -> Bytes;
    /// Decodes the value at a JSON Pointer; `None` where there is none or `null`.
    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure>;
}

/// JSON, whatever the content type says: servers send it as `text/plain` and under media types of their own.
///
/// No body at all is `null`, for operations that answer with a body in one status and without in another.
pub enum Json {}

impl<T: DeserializeOwned> Decode<T> for Json {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let recoded = recoded(parts, &body)?;
        let text = without_byte_order_mark(recoded.as_deref().unwrap_or(&body));
        let json = if text.is_empty() { b"null" } else { text };
        match serde_json::from_slice(json) {
            Ok(Read(value)) => Ok(value),
            Err(error) => Err(DecodeFailure::json(&error, text).of_type(parts.1.get("content-type"))),
        }
    }
}

impl Look for Json {
    fn json(body: &Bytes) -> Bytes {
        body.clone()
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        match pointer::find::<Read<T>>(body, pointer) {
            Ok(found) => Ok(found.map(|Read(value)| value)),
            Err(error) => Err(DecodeFailure::json(&error, body)),
        }
    }
}

/// A string where the document declares a JSON string, which servers often send as bare text.
///
/// A body that is a JSON string gives that string, unless its type is `text/*`. Any other gives its text as it is.
pub enum JsonString {}

impl<T: From<String>> Decode<T> for JsonString {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let text = text_of(parts, &body)?;
        // A text that happens to stand in quotation marks is a text.
        let content_type = parts.1.get("content-type").unwrap_or_default();
        Ok(T::from(match serde_json::from_str(&text) {
            Ok(string) if !content_type.starts_with("text/") => string,
            _ => text.into_owned(),
        }))
    }
}

/// A text in the charset that its content type names, or else in UTF-8.
pub enum Text {}

impl<T: From<String>> Decode<T> for Text {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        text_of(parts, &body).map(|text| T::from(text.into_owned()))
    }
}

/// The bytes as they are.
pub enum Binary {}

impl<T: From<Bytes>> Decode<T> for Binary {
    fn decode(_: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        Ok(T::from(body))
    }
}

/// Nothing: a body is ignored.
pub enum Empty {}

impl<T: Default> Decode<T> for Empty {
    const EMPTY: bool = true;

    fn decode(_: &Parts, _: Bytes) -> Result<T, DecodeFailure> {
        Ok(T::default())
    }
}

/// What the statuses of an answer carry, each something else. Implemented by enums of generated code.
pub trait Answers: Sized {
    /// The statuses that are declared.
    const STATUSES: &'static [Status];
    /// Decodes the body of an answer to which this of the declared statuses applies.
    fn read(status: Status, parts: &Parts, body: Bytes) -> Result<Self, DecodeFailure>;
}

/// A body whose status says what it is.
pub enum ByStatus {}

impl<T: Answers> Decode<T> for ByStatus {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        match Status::closest(T::STATUSES, parts.0.as_u16()) {
            Some(status) => T::read(status, parts, body),
            None => Err(undeclared()),
        }
    }
}

/// The failure to read an answer whose status is none of those that are declared.
pub fn undeclared() -> DecodeFailure {
    DecodeFailure::new("no body is declared for its status")
}

/// The charset of an answer.
fn charset(parts: &Parts) -> Charset<'_> {
    Charset::of(parts.1.get("content-type").unwrap_or_default())
}

/// The text of a body.
fn text_of<'b>(parts: &Parts, body: &'b [u8]) -> Result<Cow<'b, str>, DecodeFailure> {
    charset(parts).decode(body).map_err(DecodeFailure::new)
}

/// JSON in UTF-8, where its content type names another charset. Bytes that are UTF-8 all the same are read as that: services name a charset
/// without keeping it.
pub(crate) fn recoded(parts: &Parts, body: &[u8]) -> Result<Option<Vec<u8>>, DecodeFailure> {
    match charset(parts) {
        Charset::Utf8 => Ok(None),
        Charset::Ascii | Charset::Latin1 | Charset::Windows | Charset::Other(_)
            if std::str::from_utf8(body).is_ok() =>
        {
            Ok(None)
        }
        charset => Ok(Some(charset.decode(body).map_err(DecodeFailure::new)?.into_owned().into_bytes())),
    }
}

pub(super) fn without_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)
}
