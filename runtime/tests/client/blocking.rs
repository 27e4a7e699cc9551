//! Calls without async.

use callsmith_runtime::Method;

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").build().expect("valid settings")
}

fn call(client: &Client) -> Vec<f64> {
    client.run_ml_service(&ServiceInput::default()).send_blocking().expect("a response")
}

#[test]
fn a_call_blocks_without_a_runtime() {
    let server = Server::always(CannedResponse::json(200, "[1.5]").header("x-request-id", "r"));
    let client = client(&server);
    assert_eq!(call(&client), [1.5]);
    let response = client.run_ml_service(&ServiceInput::default()).response_blocking().expect("a response");
    assert_eq!(response.request_id(), Some("r"));
    let raw = client.request(Method::GET, "/x").send_blocking().expect("a response");
    assert_eq!(raw.body(), "[1.5]");
    assert_eq!(server.requests()[0].header("authorization"), Some("Bearer k3y"));
}

/// Connections that an async call left open belong to the runtime that is now blocked.
fn mixed(runtime: tokio::runtime::Runtime) {
    let server = Server::always(CannedResponse::json(200, "[1.5]"));
    let client = client(&server);
    runtime.block_on(async {
        for _ in 0..3 {
            client.run_ml_service(&ServiceInput::default()).await.expect("a response");
            assert_eq!(call(&client), [1.5]);
        }
    });
    drop(runtime);
    assert_eq!(call(&client), [1.5]);
}

#[test]
fn a_call_blocks_inside_of_a_runtime_of_one_thread() {
    mixed(tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"));
}

#[test]
fn a_call_blocks_inside_of_a_runtime_of_many_threads() {
    mixed(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime"));
}

#[test]
fn many_threads_block_at_once() {
    let server = Server::always(CannedResponse::json(200, "[1.5]").after(std::time::Duration::from_millis(20)));
    let client = client(&server);
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| assert_eq!(call(&client), [1.5]));
        }
    });
    assert_eq!(server.requests().len(), 20);
}

#[test]
fn errors_and_limits_are_those_of_async_calls() {
    let server = Server::always(CannedResponse::json(200, "[1.5]").after(std::time::Duration::from_secs(30)));
    let limited =
        client(&server).run_ml_service(&ServiceInput::default()).with_timeout(std::time::Duration::from_millis(50));
    assert!(limited.send_blocking().expect_err("too slow").is_timeout());
}
