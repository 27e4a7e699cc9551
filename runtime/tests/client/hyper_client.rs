//! A transport of the caller's own.

use callsmith_runtime::Body;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// A client of hyper-util, whose connections belong to the runtime that opened them.
pub(crate) fn hyper_client() -> Client<HttpConnector, Body> {
    Client::builder(TokioExecutor::new()).build_http()
}
