//! Bodies that a service sends, of values: the inverse of the decoders of a client.

use bytes::Bytes;
use serde_core::Serialize;

use super::MockResponse;
use super::response::json;
use crate::codec::media_type::Essence;
use crate::codec::xml;
use crate::contract::{Status, XmlRoot};
use crate::net::decode::{
    Answers, Binary, ByStatus, DoubleEncoded, Empty, Json, JsonOrEmpty, JsonOrXml, JsonString, NonFinite, Optional,
    Present, Text, XmlBody,
};

/// Writes a value of the type `T` as the service would, for a [`Mock`](super::Mock). Implemented by the decoders of operations.
///
/// An enum by status has a status of its own for each variant.
#[diagnostic::on_unimplemented(
    message = "a mock cannot write a `{T}`",
    note = "respond with `MockResponse::json` or `MockResponse::body`"
)]
pub trait Encode<T: ?Sized> {
    /// The body of a value.
    #[doc(hidden)]
    #[track_caller]
    fn encode(value: &T) -> EncodedBody;

    /// The declared status that a value belongs to, with the name of its variant, where its type is an enum by status.
    #[doc(hidden)]
    fn status(_: &T) -> Option<Answered> {
        None
    }
}

/// Writes the enums of generated code whose variants are the bodies of statuses.
pub trait EncodeAnswer: Answers {
    /// The body of the variant.
    #[track_caller]
    fn encode(&self) -> EncodedBody;
    /// The declared status of the variant.
    fn answered(&self) -> Answered;
}

/// The declared status of a variant.
#[derive(Clone, Copy, Debug)]
pub struct Answered {
    /// All statuses of the enum.
    pub statuses: &'static [Status],
    /// That of the variant.
    pub status: Status,
}

impl Answered {
    /// `true` if the client reads a status as this variant.
    pub(super) fn includes(&self, code: u16) -> bool {
        Status::closest(self.statuses.iter().copied(), code) == Some(self.status)
    }

    /// The first status that the client reads as this variant: of `2XX` the first that is not declared by itself.
    pub(super) fn first_code(&self) -> Option<u16> {
        let codes = match self.status {
            Status::Code(code) => code..code + 1,
            Status::Range(digit) => u16::from(digit) * 100..u16::from(digit) * 100 + 100,
            Status::Default => 200..300,
        };
        codes.into_iter().find(|code| self.includes(*code))
    }
}

/// A body by its kind; the operation has the media type.
#[derive(Clone, Debug)]
pub struct EncodedBody {
    kind: BodyKind,
    bytes: Bytes,
}

/// The kind of a body.
#[derive(Clone, Copy, Debug)]
enum BodyKind {
    Empty,
    Json,
    Text,
    Xml,
    Binary,
}

impl EncodedBody {
    /// No body.
    pub const EMPTY: Self = Self { kind: BodyKind::Empty, bytes: Bytes::new() };

    fn new(kind: BodyKind, bytes: Bytes) -> Self {
        Self { kind, bytes }
    }

    /// The response with this body, and the first media type of its kind among those that the client accepts.
    #[track_caller]
    pub(super) fn response(self, status: u16, accept: &str) -> MockResponse {
        let media_types = accept.split(',').map(Essence::parse);
        let mut whole = media_types.filter(|essence| !essence.is_empty() && !essence.as_str().contains('*'));
        let (declared, other) = match self.kind {
            BodyKind::Empty => return MockResponse::status(status),
            BodyKind::Json => (whole.find(|essence| essence.is_json()), "application/json"),
            BodyKind::Text => (whole.find(|essence| essence.is_text()), "text/plain"),
            BodyKind::Xml => (whole.find(|essence| essence.is_xml()), "application/xml"),
            BodyKind::Binary => {
                (whole.find(|essence| !essence.is_json() && !essence.is_xml()), "application/octet-stream")
            }
        };
        MockResponse::body(status, declared.map_or(other, Essence::as_str), self.bytes)
    }
}

/// The body of a text: of a type that is written as a JSON string, its content.
#[track_caller]
fn text<T: Serialize + ?Sized>(value: &T) -> EncodedBody {
    let json = json(value);
    let text = serde_json::from_slice::<String>(&json).map(Bytes::from);
    EncodedBody::new(BodyKind::Text, text.unwrap_or(json))
}

/// The XML of a value.
#[track_caller]
fn xml<T: Serialize + ?Sized, R: XmlRoot>(value: &T) -> EncodedBody {
    match xml::encode(&json(value), R::NODE) {
        Ok(body) => EncodedBody::new(BodyKind::Xml, body),
        Err(failure) => panic!("a value of `{}` has no XML form: {failure}", std::any::type_name::<T>()),
    }
}

/// The decoders of what is written as JSON.
macro_rules! json_decoders {
    ($([$($inner:ident)?] $decoder:ty;)*) => {$(
        impl<T: Serialize + ?Sized $(, $inner)?> Encode<T> for $decoder {
            #[track_caller]
            fn encode(value: &T) -> EncodedBody {
                EncodedBody::new(BodyKind::Json, json(value))
            }
        }
    )*};
}

// Their decoders read more than JSON as it is declared: that is what a service sends which keeps to the document.
json_decoders! {
    [] Json;
    [] JsonString;
    [] JsonOrEmpty;
    [R] JsonOrXml<R>;
    [C] NonFinite<C>;
}

impl<T: Serialize + ?Sized, R: XmlRoot> Encode<T> for XmlBody<R> {
    #[track_caller]
    fn encode(value: &T) -> EncodedBody {
        xml::<T, R>(value)
    }
}

impl<T: Serialize + ?Sized> Encode<T> for Text {
    #[track_caller]
    fn encode(value: &T) -> EncodedBody {
        text(value)
    }
}

impl<T: AsRef<[u8]> + ?Sized> Encode<T> for Binary {
    fn encode(value: &T) -> EncodedBody {
        EncodedBody::new(BodyKind::Binary, Bytes::copy_from_slice(value.as_ref()))
    }
}

impl<T: ?Sized> Encode<T> for Empty {
    fn encode(_: &T) -> EncodedBody {
        EncodedBody::EMPTY
    }
}

impl<T, C: Encode<T>> Encode<Option<T>> for Optional<C> {
    #[track_caller]
    fn encode(value: &Option<T>) -> EncodedBody {
        value.as_ref().map_or(EncodedBody::EMPTY, C::encode)
    }
}

impl<T: ?Sized, C: Encode<T>> Encode<T> for Present<C> {
    #[track_caller]
    fn encode(value: &T) -> EncodedBody {
        C::encode(value)
    }
}

impl<T: ?Sized, C: Encode<T>> Encode<T> for DoubleEncoded<C> {
    #[track_caller]
    fn encode(value: &T) -> EncodedBody {
        C::encode(value)
    }
}

impl<T: EncodeAnswer> Encode<T> for ByStatus {
    #[track_caller]
    fn encode(value: &T) -> EncodedBody {
        value.encode()
    }

    fn status(value: &T) -> Option<Answered> {
        Some(value.answered())
    }
}
