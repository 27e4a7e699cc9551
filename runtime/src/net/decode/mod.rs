//! Decoders of bodies: a marker type per kind of body, chosen by the document.

mod double_encoded;
mod non_finite;
mod or_empty;
mod xml;

use std::borrow::Cow;
use std::marker::PhantomData;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_core::de::{DeserializeOwned, IgnoredAny};

use crate::codec::charset::Charset;
use crate::codec::json::{DecodeFailure, Lenient, without_byte_order_mark};
use crate::codec::media_type::Essence;
use crate::codec::{Escaped, find};
use crate::contract::Status;
use crate::net::headers::{Headers, codings};
use crate::net::target::Target;

pub use self::double_encoded::DoubleEncoded;
pub use self::non_finite::NonFinite;
pub use self::or_empty::JsonOrEmpty;
pub use self::xml::{JsonOrXml, XmlBody};

/// The answer around a body: status and headers, and what it is the answer to.
#[derive(Clone, Debug)]
pub struct Parts(pub(crate) StatusCode, pub(crate) Headers, pub(crate) Target);

impl Parts {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &Headers {
        &self.1
    }

    /// The media type of the body; empty where the answer does not say it.
    fn content_type(&self) -> Essence<'_> {
        Essence::parse(self.1.content_type())
    }
}

/// Decodes a body into `T`. Implemented by markers without a value.
pub trait Decode<T> {
    /// `true` if there is nothing in a body to decode, so that any 2xx status will do.
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
        // No body is `null`, which only an `Option` and `()` accept; elsewhere it is an error that says so.
        let json = if text.is_empty() { b"null" } else { text };
        match serde_json::from_slice(json) {
            Ok(Lenient(value)) => Ok(value),
            Err(error) => Err(DecodeFailure::json(&error, text).of_type(parts.1.get("content-type"))),
        }
    }
}

impl<C: Look> Look for Present<C> {
    fn json(body: &Bytes) -> Bytes {
        C::json(body)
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        C::find(body, pointer)
    }
}

impl Look for Json {
    fn json(body: &Bytes) -> Bytes {
        body.clone()
    }

    fn find<T: DeserializeOwned>(body: &Bytes, pointer: &str) -> Result<Option<T>, DecodeFailure> {
        match find::find::<Lenient<T>>(body, pointer) {
            Ok(item) => Ok(item.map(|Lenient(value)| value)),
            Err(error) => Err(DecodeFailure::json(&error, body)),
        }
    }
}

/// A string where the document declares a JSON string, which servers often send as bare text.
///
/// A body of a type `text/*` is the text as it is. Of any other a JSON string is that string, and what is no JSON is the text. Other values of JSON, and
/// nothing at all, are no strings.
pub enum JsonString {}

impl<T: From<String>> Decode<T> for JsonString {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let text = text_of(parts, &body)?;
        let content_type = parts.content_type();
        // A text that happens to stand in quotation marks, or to be a number, is a text.
        if content_type.is_text() {
            return Ok(T::from(text.into_owned()));
        }
        // Services that say `type: string` and answer `Healthy` as `text/plain` are common, so what is no JSON is the
        // text.
        match serde_json::from_str::<String>(&text) {
            Ok(string) => Ok(T::from(string)),
            Err(error) if text.trim().is_empty() => Err(DecodeFailure::json(&error, text.as_bytes())),
            Err(error) if content_type.may_be_json() && serde_json::from_str::<IgnoredAny>(&text).is_ok() => {
                Err(DecodeFailure::json(&error, text.as_bytes()))
            }
            Err(_) => Ok(T::from(text.into_owned())),
        }
    }
}

/// A text in the charset that its content type names, or else in UTF-8. Services also send a JSON string under a media type of JSON.
pub enum Text {}

impl<T: From<String>> Decode<T> for Text {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let text = text_of(parts, &body)?;
        let string = parts.content_type().is_json().then(|| serde_json::from_str(&text).ok()).flatten();
        Ok(T::from(string.unwrap_or_else(|| text.into_owned())))
    }
}

/// Decodes as `C` does; no body at all is `None`. For operations that answer with a body in one status and without in
/// another.
pub struct Optional<C>(PhantomData<fn() -> C>);

impl<T, C: Decode<T>> Decode<Option<T>> for Optional<C> {
    fn decode(parts: &Parts, body: Bytes) -> Result<Option<T>, DecodeFailure> {
        if body.is_empty() { Ok(None) } else { C::decode(parts, body).map(Some) }
    }
}

/// Decodes as `C` does a type that has `null`; no body at all is an error.
pub struct Present<C>(PhantomData<fn() -> C>);

impl<T, C: Decode<T>> Decode<T> for Present<C> {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        if without_byte_order_mark(&body).trim_ascii().is_empty() {
            Err(DecodeFailure::new("the body is empty"))
        } else {
            C::decode(parts, body)
        }
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

/// The payloads of statuses that differ. Implemented by enums of generated code.
pub trait Answers: Sized {
    /// The statuses that are declared.
    const STATUSES: &'static [Status];
    /// `true` if this of the declared statuses has no body.
    fn is_bare(_: Status) -> bool {
        false
    }
    /// Decodes the body of an answer to which this of the declared statuses applies.
    fn read(status: Status, parts: &Parts, body: Bytes) -> Result<Self, DecodeFailure>;
}

/// A body whose status says what it is.
pub enum ByStatus {}

impl<T: Answers> Decode<T> for ByStatus {
    fn decode(parts: &Parts, body: Bytes) -> Result<T, DecodeFailure> {
        let code = parts.0.as_u16();
        // A success that is not declared is like the nearest one that has a body as it has.
        let alike = || T::STATUSES.iter().copied().filter(|status| T::is_bare(*status) == body.is_empty());
        let nearest = || Status::nearest(alike(), code).or_else(|| Status::nearest(T::STATUSES.iter().copied(), code));
        match Status::closest(T::STATUSES.iter().copied(), code).or_else(nearest) {
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
    Charset::parse(parts.1.content_type())
}

/// The text of a body.
fn text_of<'b>(parts: &Parts, body: &'b [u8]) -> Result<Cow<'b, str>, DecodeFailure> {
    if !body.is_empty() {
        is_plain(parts.1.as_map())?;
    }
    charset(parts).decode(body).map_err(DecodeFailure::new)
}

/// Fails where a body still has a content coding: such bytes are not the values that they stand for.
pub(crate) fn is_plain(headers: &HeaderMap) -> Result<(), DecodeFailure> {
    match codings(headers).first() {
        None => Ok(()),
        Some(name) => Err(DecodeFailure::new(format!(
            "it still has the content coding `{}`: who sets `Accept-Encoding` decodes it",
            Escaped(name)
        ))),
    }
}

/// JSON in UTF-8, where its content type names another charset. Bytes that are UTF-8 all the same are read as that: services name a charset
/// without keeping it.
pub(crate) fn recoded(parts: &Parts, body: &[u8]) -> Result<Option<Vec<u8>>, DecodeFailure> {
    if !body.is_empty() {
        is_plain(parts.1.as_map())?;
    }
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

#[cfg(test)]
mod tests;
