//! Names that generated code uses. It changes only by adding.

// A name that stands here once stays: clients that are checked in were written against it. Types that users see in
// signatures are named by their public path instead.
pub use bytes::Bytes;
#[cfg(feature = "client")]
pub use http;
pub use serde_core::de::{Deserialize, Deserializer, MapAccess};
pub use serde_core::ser::{Serialize, Serializer};

#[cfg(feature = "client")]
pub use crate::call::client::{BearerCredential, Client, ClientBuilder, Connect, SchemeSetters, Server};
#[cfg(feature = "client")]
pub use crate::call::paging::{Items, Paged, Pages};
#[cfg(feature = "client")]
pub use crate::call::poll::{LongRunning, Polled, Poller, RawPoller};
#[cfg(feature = "client")]
pub use crate::call::stream::{Event, Events, Framing, HasEvents, HasItems, ItemStream, finish_events, finish_items};
#[cfg(feature = "blocking")]
pub use crate::call::stream::{FinishedBlocking, events_blocking, finish_blocking, items_blocking};
#[cfg(feature = "client")]
pub use crate::call::{
    Built, CallFuture, Finished, FinishedBody, FinishedBytes, FinishedStream, Operation, OptionalBody, Outcome,
    RawCall, RequestFuture, Streamed, decode_response, finish, finish_body, finish_bytes, finish_stream,
};
pub use crate::codec::Secret;
pub use crate::codec::body::Body;
pub use crate::codec::header::{FromHeader, HeaderError};
pub use crate::codec::json::{
    Blank, Candidate, DecodeError, DecodeFailure, EncodeFailure, Fields, Fixed, InPlace, Kinds, Object, Source, Tag,
    Union, UnknownValue, Variants, Writer, encode_json, in_blank, in_blank_keeping, in_place, in_place_keeping,
    integer, listed_integer, listed_string, object, string, tagged, union as decode_union, variants, write_json,
};
pub use crate::codec::parameter::{Form, ParameterValue, TextValue, Value};
pub use crate::codec::parts::{PartValue, PartWriter, ToPart};
pub use crate::codec::rules::{validate, validate_part};
pub use crate::codec::scalar::{Base64, Base64Url, Number, Numeric, Quoted, UnixTime};
pub use crate::contract::{
    Api, Brackets, Checked, In, Made, Method, NextOperation, OAuthFlow, Paging, Parameter, Part, Polling, Rule,
    SecurityScheme, Spec, Status, Style, Xml, XmlKind, XmlNode, XmlRoot,
};
#[cfg(feature = "client")]
pub use crate::net::body::BodyItems;
#[cfg(feature = "client")]
pub use crate::net::decode::{
    Answers, Binary, ByStatus, Decode, DoubleEncoded, Empty, Json, JsonOrEmpty, JsonOrXml, JsonString, Look, NonFinite,
    Optional, Parts, Present, Text, XmlBody, undeclared,
};
#[cfg(feature = "client")]
pub use crate::net::error::{ApiError, Error};
#[cfg(feature = "client")]
pub use crate::net::headers::Headers;
#[cfg(feature = "client")]
pub use crate::net::multipart::Multipart;
#[cfg(feature = "client")]
pub use crate::net::options::{Credentials, Options};
#[cfg(feature = "client")]
pub use crate::net::response::Response;
#[cfg(feature = "testing")]
pub use crate::testing::encode::{Answered, Encode, EncodeAnswer, EncodedBody};
pub use crate::{
    __answers as answers, __checked as checked, __client as client, __closed_integer_enum as closed_integer_enum,
    __closed_string_enum as closed_string_enum, __collected as collected, __display as display,
    __error_answers as error_answers, __group as group, __headers as headers, __integer_enum as integer_enum,
    __needs as needs, __object as object, __operation as operation, __parameter as parameter,
    __part_union as part_union, __pattern as pattern, __string_enum as string_enum, __union as union,
    __union_from as union_from, Date, DateTime, HttpDate, JsonObject, JsonValue, Uuid, contract,
};
