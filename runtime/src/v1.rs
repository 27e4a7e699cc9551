//! What generated code names. It changes only by adding.

pub use bytes::Bytes;
pub use http;
pub use serde_core::de::{Deserialize, Deserializer, MapAccess};
pub use serde_core::ser::{Serialize, Serializer};

pub use crate::BodyItems;
#[cfg(feature = "uuid")]
pub use crate::Uuid;
pub use crate::auth::scheme::{In, SecurityScheme};
pub use crate::call::{
    Built, Credentials, Finished, FinishedBody, FinishedBytes, Operation, Options, Outcome, RawCall,
};
pub use crate::call::{FinishedStream, Streamed, finish_stream};
pub use crate::call::{decode_response, finish, finish_body, finish_bytes};
pub use crate::codec::{Answers, ByStatus, DoubleEncoded, EncodeFailure, Look, NonFinite, undeclared};
pub use crate::codec::{
    Binary, Decode, Empty, Json, JsonOrEmpty, JsonString, Optional, Parts, Present, Text, encode_json, write_json,
};
pub use crate::codec::{Blank, Fields, InPlace, Object, Writer, in_blank, in_place, object};
pub use crate::codec::{Candidate, DecodeError, Fixed, Source, Tag, Union, tagged, union as decode_union, variants};
pub use crate::codec::{UnknownValue, integer, listed_integer, listed_string, string};
pub use crate::paging::{NextOperation, Paged, Paging};
pub use crate::parameter::{Form, Multipart, ParameterValue, Part, TextValue, Value};
pub use crate::poll::{LongRunning, Polling, RawPoller};
pub use crate::rules::{Checked, Rule, validate};
pub use crate::spec::{Api, Brackets, Method, Parameter, Spec, Status, Style};
#[cfg(feature = "blocking")]
pub use crate::stream::{FinishedBlocking, events_blocking, finish_blocking, items_blocking};
pub use crate::stream::{Framing, HasEvents, HasItems, finish_events, finish_items};
pub use crate::xml::{JsonOrXml, Xml, XmlBody, XmlKind, XmlNode, XmlRoot};
pub use crate::{__answers as answers, __error_answers as error_answers};
pub use crate::{
    __checked as checked, __client as client, __closed_integer_enum as closed_integer_enum,
    __closed_string_enum as closed_string_enum, __collected as collected, __compared as compared, __display as display,
    __group as group, __headers as headers, __integer_enum as integer_enum, __needs as needs, __parameter as parameter,
    __pattern as pattern, __string_enum as string_enum, __union as union, __union_from as union_from, contract,
};
pub use crate::{ApiError, Body, CallFuture, Client, ClientBuilder, Connect, DecodeFailure, Error, FromHeader};
pub use crate::{Base64, Base64Url, HttpDate, Number, Numeric, Quoted, Secret, UnixTime};
#[cfg(feature = "chrono")]
pub use crate::{Date, DateTime};
pub use crate::{Event, Events, ItemStream};
pub use crate::{
    HeaderError, Headers, Items, JsonObject, JsonValue, Pages, Polled, Poller, RequestFuture, Response, Server,
};

// Without the feature `needs!` is the one error of the compiler, and not every use of the type as well.
#[cfg(not(feature = "chrono"))]
pub type DateTime = String;
#[cfg(not(feature = "chrono"))]
pub type Date = String;
#[cfg(not(feature = "uuid"))]
pub type Uuid = String;
