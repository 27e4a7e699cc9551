//! Credentials over connections which others can read.

use callsmith_goldens::scoring_v2::Client;
use callsmith_runtime::ClientBuilder;
use callsmith_tests::logs::Logs;

use crate::support::{Offline, input};

const REMOTE: &str = "http://scoring.example/api/v1/service/myservice";

/// The warnings of two calls with a client of these settings, whose requests do not leave the machine.
async fn warnings(builder: ClientBuilder<Client>) -> Vec<String> {
    let transport = Offline::new(200, "[1.5]");
    let client = builder.service(transport.clone()).build().expect("valid settings");
    let (logs, guard) = Logs::of_thread();
    for _ in 0..2 {
        assert_eq!(client.clone().run_ml_service(&input()).await.expect("the transport responds"), [1.5]);
    }
    drop(guard);
    assert_eq!(transport.requests().len(), 2);
    logs.lines().into_iter().filter(|line| line.starts_with("WARN ")).collect()
}

#[tokio::test]
async fn a_key_for_another_host_is_warned_of_once() {
    let warnings = warnings(Client::builder(REMOTE).bearer("k3y")).await;
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(warning.contains("credentials are sent over an unencrypted connection"), "{warning}");
    assert!(warning.contains(REMOTE), "{warning}");
    assert!(!warning.contains("k3y"), "{warning}");
}

#[tokio::test]
async fn the_warning_can_be_switched_off() {
    let builder = Client::builder(REMOTE).bearer("k3y").warn_insecure_credentials(false);
    assert_eq!(warnings(builder).await, [""; 0]);
}

#[tokio::test]
async fn without_a_credential_there_is_nothing_to_warn_of() {
    assert_eq!(warnings(Client::builder(REMOTE)).await, [""; 0]);
}

#[tokio::test]
async fn neither_loopback_nor_tls_is_warned_of() {
    for base_url in [
        "http://127.0.0.1:5001",
        "http://127.8.8.8",
        "http://localhost:5001",
        "http://LOCALHOST",
        "http://scoring.localhost",
        "http://[::1]:5001",
        "https://scoring.example",
    ] {
        assert_eq!(warnings(Client::builder(base_url).bearer("k3y")).await, [""; 0], "{base_url}");
    }
}

#[tokio::test]
async fn names_that_only_look_like_loopback_are_warned_of() {
    for base_url in ["http://localhost.example", "http://127.0.0.1.example", "http://10.0.0.1", "http://[::2]"] {
        assert_eq!(warnings(Client::builder(base_url).bearer("k3y")).await.len(), 1, "{base_url}");
    }
}
