//! Documents that declare no security scheme, or require none: what is set is sent with all calls, to the origin of the base URL.

use callsmith_goldens::{no_security_scheme, unrequired_security};
use callsmith_runtime::azureml::Connection;
use callsmith_runtime::{Credential, CredentialPolicy, Error, Method};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::support::Offline;

/// The credentials of a request: `Authorization`, `X-Key`, query, cookie.
fn credentials(seen: &Recorded) -> [&str; 4] {
    let header = |name| seen.header(name).unwrap_or_default();
    [header("authorization"), header("x-key"), seen.query(), header("cookie")]
}

/// Two servers with a client of the first one that has every credential that the document takes.
fn with_all() -> (Recorder, Recorder, unrequired_security::Client) {
    let (here, there) = (Recorder::start(), Recorder::start());
    there.otherwise(Response::empty(204));
    let builder = unrequired_security::Client::builder(&here.url()).bearer("t0ken").api_key("k3y");
    let client = builder.build().expect("valid settings");
    (here, there, client)
}

const ALL: [&str; 4] = ["Bearer t0ken", "k3y", "key=k3y", "session=k3y"];

#[tokio::test]
async fn without_a_scheme_bearer_and_basic_are_sent_with_all_calls() {
    let here = Recorder::start();
    here.otherwise(Response::empty(204));
    let builder = || no_security_scheme::Client::builder(&here.url());
    let bearer = builder().bearer("t0ken").build().unwrap();
    bearer.status().await.unwrap();
    bearer.request(Method::GET, "/any").send().await.unwrap();
    bearer.status().with_bearer("own").await.unwrap();
    bearer.status().with_header("authorization", "Token own").await.unwrap();
    bearer.status().with_no_credentials().await.unwrap();
    builder().basic("user", "word").build().unwrap().status().await.unwrap();
    builder().build().unwrap().status().await.unwrap();
    let keys = r#"{"primaryKey": "primary", "secondaryKey": "secondary"}"#;
    let connection = Connection::new(&here.url()).unwrap().with_keys_json(keys).unwrap();
    no_security_scheme::Client::connect(&connection).build().unwrap().status().await.unwrap();
    let never = builder().bearer("t0ken").credential_policy(CredentialPolicy::WhenRequired).build().unwrap();
    never.status().await.unwrap();
    let sent: Vec<String> =
        here.requests().iter().map(|seen| seen.header("authorization").unwrap_or_default().to_owned()).collect();
    let basic = "Basic dXNlcjp3b3Jk";
    let expected = ["Bearer t0ken", "Bearer t0ken", "Bearer own", "Token own", "", basic, "", "Bearer primary", ""];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn without_a_scheme_what_has_no_place_is_an_error() {
    let builder = || no_security_scheme::Client::builder("http://localhost");
    let otherwise =
        "`.bearer(..)` and `.basic(..)` are sent in `Authorization`, `.header(name, value)` sends any header";
    let error = builder().api_key("k3y").build().expect_err("it has no place");
    let text =
        format!("the document declares no security scheme, so an API key has neither a name nor a place: {otherwise}");
    assert_eq!(error.to_string(), text);
    let error = builder().credential("key", Credential::api_key("k3y")).build().expect_err("there is no such scheme");
    let text = format!("the document declares no security scheme, so there is none called `key`: {otherwise}");
    assert_eq!(error.to_string(), text);
    let error = builder().bearer("t0ken").basic("user", "word").build().expect_err("only one can be sent");
    let text = "the bearer and the basic credential both go into `Authorization`: set one of the two";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn a_refusal_says_that_nothing_was_set() {
    let here = Recorder::start();
    here.otherwise(Response::empty(401));
    let error = no_security_scheme::Client::builder(&here.url()).build().unwrap().status().await.expect_err("refused");
    let text = "401 Unauthorized for `status` (GET /status), a status that is not declared (no credential was set)";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn a_server_of_another_origin_gets_nothing() {
    let transport = Offline::new(204, "");
    let server = no_security_scheme::servers::server();
    let client = no_security_scheme::Client::at(&server).bearer("t0ken").service(transport.clone()).build().unwrap();
    client.status().await.unwrap();
    client.elsewhere().await.unwrap();
    let sent: Vec<_> = transport
        .requests()
        .iter()
        .map(|request| (request.uri().to_string(), request.headers().contains_key("authorization")))
        .collect();
    let expected = [("https://guarded.example/status", true), ("https://elsewhere.example/elsewhere", false)];
    assert_eq!(sent, expected.map(|(url, is_sent)| (url.to_owned(), is_sent)));
    let refused =
        no_security_scheme::Client::at(&server).bearer("t0ken").service(Offline::new(401, "")).build().unwrap();
    let text = refused.elsewhere().await.expect_err("refused").to_string();
    assert!(
        text.ends_with("(no credential was sent, since the server is of another origin than the base URL)"),
        "{text}"
    );
}

#[tokio::test]
async fn of_declared_schemes_all_that_fit_are_sent() {
    let (here, _, client) = with_all();
    here.otherwise(Response::empty(204));
    client.status().await.unwrap();
    client.request(Method::GET, "/any").send().await.unwrap();
    let builder = unrequired_security::Client::builder(&here.url()).credential("query_key", Credential::api_key("own"));
    builder.build().unwrap().status().await.unwrap();
    let keys = r#"{"primaryKey": "primary", "secondaryKey": "secondary"}"#;
    let connection = Connection::new(&here.url()).unwrap().with_keys_json(keys).unwrap();
    unrequired_security::Client::connect(&connection).build().unwrap().status().await.unwrap();
    let seen = here.requests();
    let seen: Vec<_> = seen.iter().map(credentials).collect();
    assert_eq!(seen, [ALL, ALL, ["", "", "key=own", ""], ["Bearer primary", "", "", ""]]);

    let error = unrequired_security::Client::builder(&here.url()).basic("user", "word").build().expect_err("no place");
    let text = "no security scheme of the document takes the basic credential: it declares `bearerAuth` (`.bearer(..)`), \
                `cookie_key` (`.api_key(..)`), `header_key` (`.api_key(..)`), `query_key` (`.api_key(..)`); \
                `.header(name, value)` sends a header of any name";
    assert_eq!(error.to_string(), text);
    let builder =
        unrequired_security::Client::builder(&here.url()).credential("query-keys", Credential::api_key("own"));
    let error = builder.build().expect_err("there is no such scheme");
    let text = "the document declares no security scheme `query-keys`: did you mean `query_key`? It declares `bearerAuth` \
                (`.bearer(..)`), `cookie_key` (`.api_key(..)`), `header_key` (`.api_key(..)`), `query_key` (`.api_key(..)`)";
    assert_eq!(error.to_string(), text);
}

#[tokio::test]
async fn redirects_take_credentials_along_within_the_origin_only() {
    let (here, there, client) = with_all();
    here.respond(Response::empty(307).header("location", "/moved")).respond(Response::empty(204));
    client.status().await.unwrap();
    for status in [301, 302, 303, 307, 308] {
        here.respond(Response::empty(status).header("location", &format!("{}/status", there.url())));
        let error = client.status().await.expect_err("it is not followed");
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    }
    assert_eq!(there.requests(), []);
    let seen = here.requests();
    assert_eq!(seen.len(), 7);
    assert_eq!(seen[1].path(), "/moved");
    assert!(seen.iter().all(|request| credentials(request) == ALL), "{seen:?}");
}

#[tokio::test]
async fn links_take_credentials_along_within_the_origin_only() {
    let (here, there, client) = with_all();
    let page = |next: String| Response::json(200, &json!({ "value": ["a"], "next": next }));
    here.respond(page("/things?page=2".to_owned())).respond(page(format!("{}/things", there.url())));
    let error = client.list_things().pages().into_vec().await.expect_err("the last link leads elsewhere");
    assert!(error.to_string().contains("is no URL of the origin of the request"), "{error}");
    assert_eq!(there.requests(), []);
    let seen = here.requests();
    let seen: Vec<_> = seen.iter().map(|seen| (seen.path(), credentials(seen))).collect();
    let second = [ALL[0], ALL[1], "page=2&key=k3y", ALL[3]];
    assert_eq!(seen, [("/things", ALL), ("/things", second)]);

    let here = Recorder::start();
    here.respond(page("/things?page=2".to_owned())).respond(page(format!("{}/things", there.url())));
    let client = no_security_scheme::Client::builder(&here.url()).bearer("t0ken").build().unwrap();
    client.list_things().pages().into_vec().await.expect_err("the last link leads elsewhere");
    assert_eq!(there.requests(), []);
    assert!(here.requests().iter().all(|request| request.header("authorization") == Some("Bearer t0ken")));
    assert_eq!(here.requests().len(), 2);
}

#[tokio::test]
async fn polls_take_credentials_along_within_the_origin_only() {
    let (here, there, client) = with_all();
    here.respond(Response::empty(202).header("location", "/jobs/1").header("retry-after", "0"));
    here.respond(Response::empty(200));
    client.start_job().wait().await.unwrap();
    here.respond(Response::empty(202).header("location", &format!("{}/jobs/2", there.url())));
    let error = client.start_job().wait().await.expect_err("it is at another origin");
    assert!(error.to_string().contains("no URL of the origin"), "{error}");
    assert_eq!(there.requests(), []);
    let seen = here.requests();
    assert_eq!(seen.iter().map(Recorded::path).collect::<Vec<_>>(), ["/jobs", "/jobs/1", "/jobs"]);
    assert!(seen.iter().all(|request| credentials(request) == ALL), "{seen:?}");
}

#[tokio::test]
async fn what_is_set_beside_a_connection_takes_the_place_of_its_key() {
    use callsmith_goldens::security;

    let here = Recorder::start();
    here.otherwise(Response::empty(204));
    let connection = Connection::new(&here.url()).unwrap().with_key("key");
    let basic = security::Client::connect(&connection).basic("user", "word").build().unwrap();
    basic.either().await.unwrap();
    basic.inherited().await.unwrap();
    security::Client::connect(&connection).api_key("k3y").build().unwrap().header().await.unwrap();
    security::Client::connect(&connection).api_key("k3y").build().unwrap().both().await.unwrap();
    let bearer = security::Client::connect(&connection).bearer("own").build().unwrap();
    bearer.either().await.unwrap();
    let replaced = security::Client::connect(&connection).build().unwrap();
    replaced.either().await.unwrap();
    replaced.set_bearer("new").unwrap();
    replaced.either().await.unwrap();
    let basic = no_security_scheme::Client::connect(&connection).basic("user", "word").build().unwrap();
    basic.status().await.unwrap();
    let seen = here.requests();
    let sent: Vec<_> = seen.iter().map(|seen| (credentials(seen)[0], credentials(seen)[1])).collect();
    let (basic, key) = (("Basic dXNlcjp3b3Jk", ""), ("Bearer key", ""));
    let expected = [basic, key, ("", "k3y"), ("Bearer key", "k3y"), ("Bearer own", ""), key, ("Bearer new", ""), basic];
    assert_eq!(sent, expected);
}
