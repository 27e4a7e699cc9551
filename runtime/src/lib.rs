//! The runtime of clients that Callsmith generates from OpenAPI documents.
//!
//! Generated clients link against this crate, and what their users name beside the client's own types is here: settings and credentials
//! ([`ClientBuilder`], [`Credential`], [`TokenSource`]), the errors of calls ([`Error`]), repetition ([`Retry`]), requests which the document does not
//! describe ([`Client::request`]), and connections to Azure Machine Learning (`azureml`).
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
//! - `reqwest` (default): the default transport, reqwest over rustls. Without it, give a transport with [`ClientBuilder::service`].
//! - `fs` (default): files as bodies, and answers into files.
//! - `blocking` (default): `send_blocking` on calls.
//! - `command` (default): `command::CommandTokenSource`, tokens printed by a program.
//! - `azureml` (default): connections to Azure Machine Learning.
//! - `chrono`: types of strings with the formats `date-time` and `date`; `uuid`: of the format `uuid`; `xml`: bodies in XML. Clients say which they need.

#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod auth;
#[cfg(feature = "azureml")]
pub mod azureml;

mod body;
mod call;
mod charset;
pub mod chunks;
mod client;
mod codec;
#[cfg(feature = "command")]
pub mod command;
mod error;
mod headers;
mod macros;
mod media_type;
mod paging;
mod parameter;
mod pointer;
mod poll;
mod response;
mod rules;
mod scalar;
mod send;
mod spec;
mod stream;
mod transport;
#[doc(hidden)]
pub mod v1;
mod xml;

pub use bytes::Bytes;
#[cfg(feature = "chrono")]
pub use chrono;
pub use http;
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

#[cfg(feature = "token-shape")]
pub use self::auth::TokenShape;
pub use self::auth::{
    AuthenticationError, Credential, CredentialError, CredentialPolicy, Secret, Token, TokenError, TokenFuture,
    TokenSource,
};

pub use self::body::{Body, BodyItems};
pub use self::call::{CallFuture, RequestFuture};
pub use self::client::{Client, ClientBuilder, Connect, RawRequest, Server};
pub use self::codec::{DecodeFailure, UnknownValue};
pub use self::error::{
    ApiError, BuildError, DecodeError, Error, InvalidRequestError, OperationError, TimeoutError, TimeoutPhase,
    TransportError, UnexpectedResponse,
};
pub use self::headers::{FromHeader, HeaderError, Headers};
pub use self::paging::{Items, Page, Pages};
pub use self::parameter::File;
pub use self::poll::{Polled, Poller};
pub use self::response::Response;
pub use self::rules::Invalid;
#[cfg(feature = "uuid")]
pub use self::scalar::Uuid;
pub use self::scalar::{Base64, Base64Url, HttpDate, HttpDateError, Number, Numeric, Quoted, UnixTime};
#[cfg(feature = "chrono")]
pub use self::scalar::{Date, DateTime};
pub use self::send::Retry;
#[cfg(feature = "blocking")]
pub use self::stream::BlockingStream;
pub use self::stream::{ByteStream, Event, Events, ItemStream};
#[cfg(feature = "reqwest")]
pub use self::transport::Tls;
