//! A client as the generator prints it: a scoring service and pets. Written by hand, to test what generated code needs of the runtime.

#![allow(missing_docs)]

::callsmith_runtime::contract!(1, 0);

use ::callsmith_runtime::v1 as rt;

pub mod pets;
pub mod scoring;
pub mod types;
pub use self::types::*;

/// A client of the service *myservice*.
#[derive(Clone, Debug)]
pub struct Client(::callsmith_runtime::Client);
rt::client!(Client, API);

static API: rt::Api = rt::Api::new("myservice", "1.0")
    .base_url_paths(&["/score"])
    .security_schemes(&[&BEARER, &KEY, &SESSION])
    .requires_security(true);

const BEARER: rt::SecurityScheme = rt::SecurityScheme::authorization("Bearer", "Bearer ");
const KEY: rt::SecurityScheme = rt::SecurityScheme::api_key("Key", rt::In::Query, "code");
const SESSION: rt::SecurityScheme = rt::SecurityScheme::api_key("Session", rt::In::Cookie, "session");
