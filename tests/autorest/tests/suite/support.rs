//! Support for the calls of all suites.

use std::env;

use serde_json::Value;

/// The URL of the server.
pub(crate) fn url() -> String {
    env::var("AUTOREST_SERVER").expect("AUTOREST_SERVER is the URL of the test server: `.ci/run autorest` sets it")
}

/// A value as JSON. Through text, since a number with 32 bits has other digits as one with 64.
pub(crate) fn json_of(value: &impl callsmith_runtime::v1::Serialize) -> Value {
    let text = serde_json::to_string(value).expect("values are JSON");
    serde_json::from_str(&text).expect("JSON was written")
}

/// A client of the document with this module, without credentials.
macro_rules! client {
    ($document:ident) => {
        callsmith_autorest::$document::Client::builder(&crate::support::url()).build().expect("the URL is valid")
    };
}

/// A value of the type that is wanted, read from JSON.
macro_rules! of {
    ($($json:tt)+) => {
        serde_json::from_value(serde_json::json!($($json)+)).expect("the value is one of its type")
    };
}

/// The output of a call.
macro_rules! ok {
    ($call:expr) => {
        match $call.await {
            Ok(value) => value,
            Err(error) => panic!("{}: {error}: {:?}", stringify!($call), error.body()),
        }
    };
}

/// A call gives this value.
macro_rules! is {
    ($call:expr, $expected:expr) => {
        assert_eq!(ok!($call), $expected)
    };
}

/// A call gives a value that is this JSON.
macro_rules! says {
    ($call:expr, $($json:tt)+) => {
        assert_eq!(crate::support::json_of(&ok!($call)), serde_json::json!($($json)+))
    };
}

/// The answer to a call is a success, but its body is not what the document declares.
macro_rules! undecodable {
    ($call:expr) => {
        match $call.await {
            Err(callsmith_runtime::Error::Decode(_)) => {}
            other => panic!("{}: {other:?}", stringify!($call)),
        }
    };
}

/// The answer to a call has this status, which is none of success.
macro_rules! status {
    ($call:expr, $status:expr) => {
        match $call.await {
            Err(error) if error.status().is_some_and(|status| status == $status) => error,
            other => panic!("{}: {other:?}", stringify!($call)),
        }
    };
}
