//! The runtime of clients that Callsmith generates from OpenAPI documents.
//!
//! Generated clients link against this crate, and it has the names that their users need beside the client's own types.
//! These are settings and credentials ([`ClientBuilder`], [`Credential`], [`TokenSource`]), the errors of calls
//! ([`Error`]), and repetition ([`Retry`]). There are also requests that the document does not describe
//! ([`Client::request`]), and connections to Azure Machine Learning (`azureml`).
//!
//! ```no_run
//! use callsmith_runtime::{Client, Error, Method};
//!
//! // A generated client has a method for each operation, and all that this one has.
//! # async fn run(client: Client) -> Result<(), Box<dyn std::error::Error>> {
//! match client.request(Method::GET, "/").send().await {
//!     Ok(health) => println!("{}: {:?}", health.status(), health.body()),
//!     Err(Error::Transport(error)) if error.is_connect() => println!("the service is down: {error}"),
//!     Err(error) => return Err(error.into()),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//!
//! - `client` (default): requests and answers. Without it there are the types and codecs alone, which is all that a client generated with `types-only` needs.
//! - `hyper` (default): the default transport, hyper over rustls. Without it, give a transport with [`ClientBuilder::service`].
//! - `reqwest`: clients of reqwest as transports (`ClientBuilder::http_client`).
//! - `gzip`, `brotli`, `zstd`: answers in these content codings, which are asked for then (`Accept-Encoding`) and decoded within the limit of an answer. Without
//!   them none is asked for, and one that comes all the same is an error that names it. A call that sets `Accept-Encoding` gets the bytes as they came.
//! - `fs` (default): files as bodies, and answers into files.
//! - `blocking` (default): `send_blocking` on calls.
//! - `command` (default): `command::CommandTokenSource`, tokens printed by a program.
//! - `azureml` (default): connections to Azure Machine Learning.
//! - `tracing` (default): spans of calls and requests with the field names of OpenTelemetry, and events of repetitions, waits and token fetches. Without it
//!   nothing is logged: the warning of credentials that go over an unencrypted connection is then an error where
//!   [`ClientBuilder::refuse_insecure_credentials`] asks for it.
//! - `http2`: HTTP/2 with the default transport, where [`ClientBuilder`] asks for it (`http2`).
//! - `testing`: a service of expectations in the place of a server, and a recorder of requests.
//! - `oauth2` (default): tokens of OAuth 2.0.
//! - `chrono`: types of strings with the formats `date-time` and `date`; `uuid`: of the format `uuid`; `http-date` (part of `client`): `HttpDate`; `xml`:
//!   bodies in XML. Clients say which they need.

#![forbid(unsafe_code)]
// The floors above use what types alone do not.
#![cfg_attr(not(feature = "client"), allow(dead_code, unused_imports))]
#![deny(missing_docs)]

#[cfg(feature = "azureml")]
pub mod azureml;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
pub mod chunks;
// The floors are `contract`, `codec`, `net` and `call`; each imports from itself and from those below it. The feature
// `client` brings the upper two: a crate that has types alone links at most eight packages.
mod codec;
#[cfg(feature = "command")]
pub mod command;
mod contract;
#[cfg(feature = "client")]
mod environment;
#[cfg(feature = "client")]
mod net;
#[cfg(feature = "oauth2")]
pub mod oauth2;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(any(feature = "oauth2", all(feature = "azureml", feature = "hyper")))]
mod token_request;
// All that generated code names is under this one root, so that all else may change without breaking a client that is
// checked in.
#[doc(hidden)]
pub mod v1;

pub use bytes::Bytes;
#[cfg(feature = "chrono")]
pub use chrono;
#[cfg(feature = "client")]
pub use http;
#[cfg(feature = "client")]
pub use http::{Method, StatusCode};
#[cfg(feature = "reqwest")]
pub use reqwest;
pub use serde_json;
/// Any JSON value: what a schema that says nothing becomes.
pub use serde_json::Value as JsonValue;
#[cfg(feature = "uuid")]
pub use uuid;

/// Any JSON object.
pub type JsonObject = serde_json::Map<String, JsonValue>;

#[cfg(feature = "client")]
pub use self::call::client::{BearerCredential, Client, ClientBuilder, Connect, RawRequest, Server};
#[cfg(feature = "client")]
pub use self::call::paging::{Items, Page, Paged, Pages};
#[cfg(feature = "client")]
pub use self::call::poll::{LongRunning, Polled, Poller};
#[cfg(feature = "blocking")]
pub use self::call::stream::BlockingStream;
#[cfg(feature = "client")]
pub use self::call::stream::{Event, Events, HasEvents, HasItems, ItemStream};
#[cfg(feature = "client")]
pub use self::call::{CallFuture, Operation, OptionalBody, RequestFuture, StreamFuture};
pub use self::codec::Secret;
pub use self::codec::body::Body;
pub use self::codec::file::File;
pub use self::codec::header::{FromHeader, HeaderError};
pub use self::codec::json::{DecodeFailure, UnknownValue};
pub use self::codec::parameter::TextValue;
pub use self::codec::rules::Invalid;
#[cfg(feature = "uuid")]
pub use self::codec::scalar::Uuid;
pub use self::codec::scalar::{Base64, Base64Url, Number, Numeric, Quoted, UnixTime};
#[cfg(feature = "chrono")]
pub use self::codec::scalar::{Date, DateTime};
#[cfg(feature = "http-date")]
pub use self::codec::scalar::{HttpDate, HttpDateError};
#[cfg(feature = "token-shape")]
pub use self::net::auth::TokenShape;
#[cfg(feature = "client")]
pub use self::net::auth::{
    AuthenticationError, Credential, CredentialError, CredentialPolicy, Limited, Token, TokenError, TokenFuture,
    TokenSource,
};
#[cfg(feature = "client")]
pub use self::net::body::BodyItems;
#[cfg(feature = "client")]
pub use self::net::byte_stream::ByteStream;
#[cfg(feature = "client")]
pub use self::net::error::{
    ApiError, BuildError, DecodeError, Error, InvalidRequestError, OperationError, TimeoutError, TimeoutPhase,
    TransportError, UnexpectedResponse,
};
#[cfg(feature = "client")]
pub use self::net::headers::Headers;
#[cfg(feature = "client")]
pub use self::net::response::Response;
#[cfg(feature = "client")]
pub use self::net::retry::Retry;
#[cfg(feature = "client")]
pub use self::net::target::OperationId;
#[cfg(feature = "hyper")]
pub use self::net::transport::Tls;
#[cfg(feature = "client")]
pub use self::net::transport::{ResponseBody, TransportService};

// Without the feature `needs!` is the one error of the compiler, and not every use of the type as well.
#[cfg(not(feature = "chrono"))]
#[doc(hidden)]
pub type DateTime = String;
#[cfg(not(feature = "chrono"))]
#[doc(hidden)]
pub type Date = String;
#[cfg(not(feature = "http-date"))]
#[doc(hidden)]
pub type HttpDate = String;
#[cfg(not(feature = "uuid"))]
#[doc(hidden)]
pub type Uuid = String;
