//! Other origins than that of the base URL: those that the user lists, and the others.

use callsmith_runtime::{Error, Method};

use crate::sample::Client;
use crate::server::{CannedResponse, Server};

/// A server of files, and one that leads there.
fn servers() -> (Server, Server) {
    let store = Server::always(CannedResponse::new(200, "a file").header("content-type", "text/plain"));
    let target = format!("{}/file?sig=a%2Fb+c'd|e", store.url);
    let service = Server::always(CannedResponse::new(307, "").header("location", target));
    (service, store)
}

#[tokio::test]
async fn a_listed_origin_gets_nothing_that_may_be_a_secret() {
    let (service, store) = servers();
    let builder = Client::builder(&service.url).bearer("k3y").header("x-tenant", "t").header("cookie", "a=1");
    let client = builder.trusted_origin(&store.url).credential_policy(callsmith_runtime::CredentialPolicy::Always);
    let client = client.build().expect("valid settings");
    let response = client.health().with_header("x-trace", "7").response().await.expect("a response");
    assert_eq!(response.body(), "a file");
    assert_eq!(response.url(), Some(format!("{}/file", store.url)));
    assert_eq!(service.only_request().header("authorization"), Some("Bearer k3y"));
    let seen = store.only_request();
    for name in ["authorization", "x-tenant", "cookie", "x-trace"] {
        assert_eq!(seen.header(name), None, "{name}");
    }
    assert!(seen.header("accept").is_some() && seen.header("user-agent").is_some());
    assert!(seen.target.starts_with("/file?sig=a%2Fb+c"), "{}", seen.target);
}

#[tokio::test]
async fn an_origin_may_be_listed_with_credentials() {
    let (service, store) = servers();
    let builder = Client::builder(&service.url).bearer("k3y").trusted_origin_with_credentials(&store.url);
    let client =
        builder.credential_policy(callsmith_runtime::CredentialPolicy::Always).build().expect("valid settings");
    client.health().with_header("x-trace", "7").await.expect("a response");
    let seen = store.only_request();
    assert_eq!((seen.header("authorization"), seen.header("x-trace")), (Some("Bearer k3y"), Some("7")));
}

#[tokio::test]
async fn requests_by_hand_go_to_listed_origins() {
    let (service, store) = servers();
    let url = format!("{}/file?sig=1", store.url);
    let client = Client::builder(&service.url).bearer("k3y").header("x-tenant", "t").build().expect("valid settings");
    let error = client.request(Method::GET, &url).send().await.expect_err("another origin");
    let text = error.to_string();
    assert!(matches!(error, Error::InvalidRequest(_)), "{text}");
    let option = format!("`.trusted_origin(\"{}\")` on the builder of the client allows it", store.url);
    assert!(text.contains(&option) && !text.contains("sig"), "{text}");
    assert!(store.requests().is_empty());

    let builder = Client::builder(&service.url).bearer("k3y").header("x-tenant", "t").trusted_origin(&store.url);
    let client = builder.build().expect("valid settings");
    let response = client.request(Method::GET, &url).header("x-own", "1").send().await.expect("a response");
    assert_eq!(response.body(), "a file");
    let seen = store.only_request();
    assert_eq!(
        (seen.target.as_str(), seen.header("authorization"), seen.header("x-tenant")),
        ("/file?sig=1", None, None)
    );
    assert_eq!(seen.header("x-own"), Some("1"), "it is set for this request");
}

#[test]
fn what_is_no_origin_is_an_error_of_the_builder() {
    let error = Client::builder("http://a").trusted_origin("store.example").build().expect_err("no origin");
    let expected = "the trusted origin `store.example` is not valid: `https://host` or `https://*.host` is expected";
    assert_eq!(error.to_string(), expected);
}
