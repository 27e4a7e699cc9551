//! API keys in the header `Authorization`.

use callsmith_goldens::authorization_keys::Client;
use callsmith_runtime::Credential;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

/// The headers `Authorization` of a call of each operation.
async fn sent(
    set: impl FnOnce(callsmith_runtime::ClientBuilder<Client>) -> callsmith_runtime::ClientBuilder<Client>,
) -> Vec<String> {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(204));
    let client = set(Client::builder(&recorder.url())).build().expect("valid settings");
    client.bare().await.expect("a response");
    client.shown().await.expect("a response");
    client.own().await.expect("a response");
    client.named().await.expect("a response");
    client.quoted().await.expect("a response");
    client.login().await.expect("a response");
    recorder.requests().iter().map(|seen| seen.header("authorization").unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn each_setter_sends_its_own_form_whatever_prefix_is_shown() {
    assert_eq!(sent(|builder| builder.bearer("k")).await, ["Bearer k"; 6]);
    assert_eq!(sent(|builder| builder.api_key("abc.17")).await, ["abc.17"; 6]);
    assert_eq!(sent(|builder| builder.api_key("GATE 00Q")).await, ["GATE 00Q"; 6]);
    assert_eq!(sent(|builder| builder.basic("user", "word")).await, ["Basic dXNlcjp3b3Jk"; 6]);
}

#[tokio::test]
async fn a_scheme_of_its_own_name_comes_first() {
    let set = |builder: callsmith_runtime::ClientBuilder<Client>| {
        let builder = builder.bearer("k").credential("own", Credential::api_key("GATE x"));
        builder.credential("login", Credential::basic("user", "word"))
    };
    assert_eq!(sent(set).await, ["Bearer k", "Bearer k", "GATE x", "Bearer k", "Bearer k", "Basic dXNlcjp3b3Jk"]);
}

#[tokio::test]
async fn an_error_shows_the_prefix() {
    let recorder = Recorder::start();
    recorder.otherwise(Response::empty(401));
    let client =
        Client::builder(&recorder.url()).credential("login", Credential::basic("user", "word")).build().unwrap();
    for (error, setter) in [
        (client.bare().await.expect_err("no key"), "`.api_key(..)` or `.bearer(..)`"),
        (client.shown().await.expect_err("no key"), "`.bearer(..)`"),
        (client.own().await.expect_err("no key"), "`.api_key(\"GATE ..\")`"),
        (client.named().await.expect_err("no key"), "`.api_key(\"Token token=..\")`"),
        (client.quoted().await.expect_err("no key"), "`.api_key(\"DoorKey ..\")`"),
    ] {
        assert!(error.to_string().ends_with(&format!("({setter}), which is not set")), "{error}");
    }
    assert_eq!(recorder.requests(), []);
}
