//! The process-wide provider of rustls, which clients of this crate leave to the rest of a program.
#![cfg(feature = "hyper")]

use callsmith_runtime::{Client, ClientBuilder, Tls};
use tokio_rustls::rustls::crypto::CryptoProvider;

/// One test in a process of its own, since the provider is one of the process.
#[test]
fn the_provider_of_the_process_is_the_choice_of_the_program() {
    static API: callsmith_runtime::v1::Api = callsmith_runtime::v1::Api::new("api", "1");
    ClientBuilder::<Client>::new(&API, "https://localhost").build().expect("valid settings");
    #[cfg(feature = "reqwest")]
    assert!(Tls::new().http_client().expect("valid settings").build().is_ok());
    assert!(CryptoProvider::get_default().is_none(), "a client installs no provider");
    assert!(Tls::install_provider());
    assert!(CryptoProvider::get_default().is_some());
    // Whatever features of reqwest are selected: it takes the provider of the process.
    #[cfg(feature = "reqwest")]
    let _ = callsmith_runtime::reqwest::Client::new();
    assert!(!Tls::install_provider(), "there is one");
}
