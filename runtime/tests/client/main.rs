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

#[cfg(feature = "reqwest")]
mod server;

#[cfg(feature = "reqwest")]
mod address;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
mod blocking;
#[cfg(feature = "reqwest")]
mod codings;
#[cfg(feature = "reqwest")]
mod credentials;
#[cfg(feature = "reqwest")]
mod errors;
#[cfg(feature = "http2")]
mod http2;
#[cfg(feature = "reqwest")]
mod lengths;
#[cfg(all(feature = "reqwest", feature = "blocking"))]
mod nested;
#[cfg(all(feature = "reqwest", feature = "oauth2"))]
mod oauth2;
#[cfg(feature = "reqwest")]
mod origins;
#[cfg(feature = "reqwest")]
mod proxy;
#[cfg(feature = "reqwest")]
mod raw;
#[cfg(feature = "reqwest")]
mod redirects;
#[cfg(feature = "reqwest")]
mod retries;
#[cfg(feature = "reqwest")]
mod secrets;
#[cfg(feature = "reqwest")]
mod streams;
#[cfg(feature = "reqwest")]
mod tcp;
#[cfg(feature = "reqwest")]
mod timeouts;
#[cfg(feature = "reqwest")]
mod tls;
#[cfg(feature = "reqwest")]
mod tokens;
#[cfg(all(feature = "reqwest", feature = "tracing"))]
mod traces;
#[cfg(feature = "reqwest")]
mod wire;
