//! The credentials of a generated client, against a gateway that demands a bearer token.

#[path = "../support/mod.rs"]
mod support;

mod authorization_server;
mod identity;
mod keys;
mod plaintext;
mod prefixes;
mod redirects;
mod refused;
mod secrets;
mod setters;
mod tokens;
mod unrequired;

use callsmith_tests::gateway::RunningGateway;

/// The headers `Authorization` that came to the gateway, empty where there was none.
fn sent(gateway: &RunningGateway) -> Vec<String> {
    gateway.requests().iter().map(|request| request.header("authorization").unwrap_or_default().to_owned()).collect()
}
