//! The sample client against a real server: what goes over the wire, what comes back, and what goes wrong.

#[allow(dead_code, unreachable_pub)]
#[path = "../common/sample/lib.rs"]
mod sample;

mod codecs;
mod layers;
#[cfg(feature = "testing")]
mod mocks;
mod offline;
mod parts;
mod service;
mod traits;

#[cfg(feature = "hyper")]
mod server;

#[cfg(feature = "hyper")]
mod address;
#[cfg(all(feature = "hyper", feature = "blocking"))]
mod blocking;
#[cfg(feature = "hyper")]
mod codings;
#[cfg(feature = "hyper")]
mod credentials;
#[cfg(feature = "hyper")]
mod errors;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "reqwest")]
mod http_client;
#[cfg(feature = "hyper")]
mod hyper_client;
#[cfg(feature = "hyper")]
mod lengths;
#[cfg(all(feature = "hyper", feature = "blocking"))]
mod nested;
#[cfg(all(feature = "hyper", feature = "oauth2"))]
mod oauth2;
#[cfg(feature = "hyper")]
mod origins;
#[cfg(feature = "hyper")]
mod proxy;
#[cfg(feature = "hyper")]
mod raw;
#[cfg(feature = "hyper")]
mod redirects;
#[cfg(feature = "hyper")]
mod retries;
#[cfg(feature = "hyper")]
mod secrets;
#[cfg(feature = "hyper")]
mod streams;
#[cfg(feature = "hyper")]
mod tcp;
#[cfg(feature = "hyper")]
mod timeouts;
#[cfg(feature = "hyper")]
mod tls;
#[cfg(feature = "hyper")]
mod tokens;
#[cfg(all(feature = "hyper", feature = "tracing"))]
mod traces;
#[cfg(feature = "hyper")]
mod wire;
