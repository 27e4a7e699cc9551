//! Clients of reqwest that a program makes itself, beside those of this crate.
#![cfg(feature = "reqwest")]

use std::panic::catch_unwind;

use callsmith_runtime::{Client, ClientBuilder, Tls, reqwest};

/// One test in a process of its own, since the provider is one of the process.
#[test]
fn the_provider_of_the_process_is_the_choice_of_the_program() {
    // This crate selects no provider for others. Where no feature does, reqwest panics.
    let is_chosen_by_feature = catch_unwind(reqwest::Client::new).is_ok();
    assert!(Tls::new().http_client().expect("valid settings").build().is_ok());
    static API: callsmith_runtime::v1::Api = callsmith_runtime::v1::Api::new("api", "1");
    ClientBuilder::<Client>::new(&API, "https://localhost").build().expect("valid settings");
    assert_eq!(catch_unwind(reqwest::Client::new).is_ok(), is_chosen_by_feature, "a client installs no provider");
    assert!(Tls::install_provider());
    let _ = reqwest::Client::new();
    assert!(!Tls::install_provider(), "there is one");
}
