//! Keys that are regenerated.

use callsmith_goldens::scoring_v2::Client;
use callsmith_runtime::{Credential, CredentialError, CredentialPolicy};
use callsmith_tests::service::PREDICTIONS;

use crate::sent;
use crate::support::{gateway, input};

#[tokio::test]
async fn the_secondary_key_takes_over_and_is_remembered() {
    let gateway = gateway("primary").start();
    let client = Client::builder(&gateway.url()).bearer_keys("primary", "secondary").build().unwrap();
    client.run_ml_service(&input()).await.unwrap();
    gateway.accept(["secondary"]);
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    client.clone().run_ml_service(&input()).await.unwrap();
    assert_eq!(sent(&gateway), ["Bearer primary", "Bearer primary", "Bearer secondary", "Bearer secondary"]);

    // And back, when the other key is regenerated in its turn.
    gateway.accept(["primary"]);
    gateway.forget();
    client.run_ml_service(&input()).await.unwrap();
    client.run_ml_service(&input()).await.unwrap();
    assert_eq!(sent(&gateway), ["Bearer secondary", "Bearer primary", "Bearer primary"]);
}

#[tokio::test]
async fn when_both_keys_are_refused_that_is_the_response() {
    let gateway = gateway("third").start();
    let client = Client::builder(&gateway.url()).bearer_keys("primary", "secondary").build().unwrap();
    let error = client.run_ml_service(&input()).await.expect_err("no key is right");
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(sent(&gateway), ["Bearer primary", "Bearer secondary"]);
}

#[tokio::test]
async fn a_key_is_swapped_on_a_live_client_and_its_clones() {
    let gateway = gateway("old").start();
    let client = Client::builder(&gateway.url()).bearer("old").build().unwrap();
    let clone = client.clone();
    clone.run_ml_service(&input()).await.unwrap();
    gateway.accept(["new"]);
    client.set_bearer("new").unwrap();
    assert_eq!(clone.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    client.set_credential("Bearer", Credential::bearer("other")).unwrap();
    clone.run_ml_service(&input()).await.expect_err("the other key is not taken");
    assert_eq!(sent(&gateway), ["Bearer old", "Bearer new", "Bearer other"]);
}

#[tokio::test]
async fn a_swap_that_has_no_effect_is_an_error_and_changes_nothing() {
    let gateway = gateway("old").start();
    let client = Client::builder(&gateway.url()).bearer("old").build().unwrap();
    let refused = |result: Result<(), CredentialError>| result.expect_err("it has no place").to_string();
    let unknown = client.set_credential("Bearr", Credential::bearer("new"));
    let message = "did you mean `Bearer`? It declares `Bearer` (`.bearer(..)`)";
    assert_eq!(refused(unknown), format!("the document declares no security scheme `Bearr`: {message}"));
    let hidden = "the API key is never sent, since `Bearer` has the bearer credential: set one of the two";
    assert_eq!(refused(client.set_api_key("new")), hidden);
    let hidden = "the basic credential is never sent, since `Bearer` has the bearer credential: set one of the two";
    assert_eq!(refused(client.set_basic("user", "new")), hidden);
    client.set_credential("Bearer", Credential::bearer("old")).unwrap();
    let hidden =
        "the bearer credential is never sent, since `Bearer` has the credential for `Bearer`: set one of the two";
    assert_eq!(refused(client.set_bearer("new")), hidden);
    assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    assert_eq!(sent(&gateway), ["Bearer old"]);
}

#[tokio::test]
async fn a_call_made_before_the_swap_is_sent_with_the_new_key() {
    let gateway = gateway("new").start();
    let client = Client::builder(&gateway.url()).bearer("old").build().unwrap();
    let call = client.run_ml_service(&input());
    client.set_bearer("new").unwrap();
    assert_eq!(call.await.unwrap(), PREDICTIONS);
    assert_eq!(sent(&gateway), ["Bearer new"]);
}

#[tokio::test]
async fn a_key_is_sent_with_one_bearer_in_front() {
    let gateway = gateway("abc123").start();
    for key in ["abc123", "Bearer abc123", "bearer  abc123"] {
        let client = Client::builder(&gateway.url()).bearer(key).build().unwrap();
        assert_eq!(client.run_ml_service(&input()).await.unwrap(), PREDICTIONS);
    }
    assert_eq!(sent(&gateway), ["Bearer abc123"; 3]);
}

#[tokio::test]
async fn one_call_has_a_key_of_its_own_or_none() {
    let gateway = gateway("own").start();
    let client = Client::builder(&gateway.url()).bearer("shared").build().unwrap();
    client.run_ml_service(&input()).with_bearer("own").await.unwrap();
    client.run_ml_service(&input()).with_header("authorization", "Bearer own").await.unwrap();
    client.run_ml_service(&input()).with_no_credentials().await.expect_err("the gateway wants a key");
    client.run_ml_service(&input()).await.expect_err("the key of the client is wrong");
    assert_eq!(sent(&gateway), ["Bearer own", "Bearer own", "", "Bearer shared"]);
}

#[tokio::test]
async fn operations_without_security_are_sent_without_the_key() {
    let gateway = gateway("key").open("/").start();
    let builder = || Client::builder(&gateway.url()).bearer("key");
    assert_eq!(builder().build().unwrap().service_health_check().await.unwrap(), "Healthy");
    let client = builder().credential_policy(CredentialPolicy::Always).build().unwrap();
    assert_eq!(client.service_health_check().await.unwrap(), "Healthy");
    assert_eq!(sent(&gateway), ["", "Bearer key"]);
}
