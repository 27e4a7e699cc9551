//! Mocks of a service for the tests of users, and the recorder.

use std::future::IntoFuture;
use std::io::ErrorKind;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use callsmith_runtime::testing::{Mock, MockResponse, Recorder};
use callsmith_runtime::{Body, Error, Method, Retry};

use crate::offline::now;
use crate::sample::pets::{CreatePet, DeletePet, GetPet, GetPicture, ListPets};
use crate::sample::scoring::Health;
use crate::sample::{Client, ErrorResponse, Pet};
use crate::service::Answering;

fn client(mock: &Mock) -> Client {
    let builder = Client::builder("https://pets.example/v1")
        .bearer("b3arer")
        .credential("Key", callsmith_runtime::Credential::api_key("q3ery"));
    builder.service(mock.service()).build().expect("valid settings")
}

fn pet(id: i64) -> Pet {
    serde_json_pet(&format!(r#"{{"id": {id}, "color": "red", "owner": null}}"#))
}

fn serde_json_pet(text: &str) -> Pet {
    callsmith_runtime::serde_json::from_str(text).expect("a pet")
}

fn failure() -> ErrorResponse {
    callsmith_runtime::serde_json::from_str(r#"{"message": "no such pet", "status_code": 7}"#).expect("an error")
}

/// The text of a panic.
fn panic_of<T>(work: impl FnOnce() -> T) -> String {
    let Err(panic) = catch_unwind(AssertUnwindSafe(work)) else { panic!("it did not panic") };
    panic.downcast_ref::<String>().cloned().expect("a text")
}

/// A mock that failed does not fail once more.
fn forget(mock: Mock) {
    let _ = catch_unwind(AssertUnwindSafe(|| drop(mock)));
}

#[test]
fn responses_are_typed() {
    let mock = Mock::new();
    mock.expect::<ListPets>().query("limit", "10").no_query("color").returns(&vec![pet(1), pet(2)]);
    mock.expect::<GetPet>().path("/v1/pets/8").fails(404, &failure());
    mock.expect::<DeletePet>();
    mock.expect::<DeletePet>().fails(500, &"broken".to_owned());
    mock.expect::<GetPicture>().respond(MockResponse::body(200, "image/png", vec![1, 2, 3]));
    let client = client(&mock);
    assert_eq!(now(client.list_pets().limit(10)).expect("pets").len(), 2);
    match now(client.get_pet("8")).expect_err("an error") {
        Error::Api(error) => {
            assert_eq!((error.status().as_u16(), error.body()), (404, &failure()));
        }
        error => panic!("{error}"),
    }
    // The success that the document declares is 204.
    assert_eq!(now(client.delete_pet(1).response()).expect("a response").status(), 204);
    match now(client.delete_pet(2)).expect_err("an error") {
        Error::Api(error) => assert_eq!(error.body(), "broken"),
        error => panic!("{error}"),
    }
    assert_eq!(now(client.get_picture(1)).expect("a picture").as_ref(), [1, 2, 3]);
    mock.check().expect("all calls came");
}

#[test]
fn the_values_of_a_request_are_expected() {
    let mock = Mock::new();
    let body = pet(3);
    mock.expect::<CreatePet>()
        .header("content-type", "application/vnd.pet+json")
        .no_header("x-other")
        .json(&body)
        .matching("a request to the host of pets", |request| request.url().host() == Some("pets.example"))
        .respond(MockResponse::json(201, &body).header("x-request-id", "r1"));
    let response = now(client(&mock).create_pet(&body).response()).expect("a response");
    assert_eq!((response.status().as_u16(), response.request_id()), (201, Some("r1")));
    let [request] = mock.requests().try_into().expect("one request");
    assert!(request.is::<CreatePet>() && !request.is::<GetPet>());
    assert_eq!(request.operation().map(|operation| operation.as_str()), Some("createPet"));
    assert_eq!((request.method(), request.path()), (&Method::POST, "/v1/pets"));
    assert_eq!(request.json::<Pet>().expect("a pet"), body);
}

#[test]
fn responses_come_in_their_order() {
    let mock = Mock::new();
    mock.expect::<ListPets>()
        .respond(MockResponse::error(ErrorKind::ConnectionRefused))
        .respond(MockResponse::status(503))
        .returns(&vec![pet(1)]);
    let client = client(&mock);
    let call = || now(client.list_pets().with_retry(Retry::none()));
    assert!(call().expect_err("an error").is_connect());
    assert_eq!(call().expect_err("an error").status().map(|status| status.as_u16()), Some(503));
    assert_eq!(call().expect("pets").len(), 1);
    mock.expect::<GetPet>().any_times().returns(&pet(1));
    for _ in 0..3 {
        now(client.get_pet("1")).expect("a pet");
    }
}

#[tokio::test(start_paused = true)]
async fn repetitions_and_limits_are_those_of_a_server() {
    let mock = Mock::new();
    let busy = || MockResponse::status(503).header("retry-after", "7");
    mock.expect::<ListPets>().respond(busy()).respond(busy()).returns(&vec![pet(1)]);
    let start = tokio::time::Instant::now();
    let client = client(&mock);
    assert_eq!(client.list_pets().await.expect("pets").len(), 1);
    assert!(start.elapsed() >= Duration::from_secs(14), "{:?}", start.elapsed());
    mock.expect::<GetPet>().respond(MockResponse::json(200, &pet(1)).after(Duration::from_secs(60)));
    let error = client.get_pet("1").with_timeout(Duration::from_secs(5)).await.expect_err("too slow");
    assert!(error.is_timeout(), "{error}");
}

#[test]
fn a_call_that_differs_says_in_what() {
    let mock = Mock::new();
    let expected = serde_json_pet(r#"{"id": 3, "color": "red", "owner": "Ann"}"#);
    mock.expect::<CreatePet>().path("/v1/cats").header("x-trace", "1").json(&expected);
    let client = client(&mock);
    let sent = serde_json_pet(r#"{"id": 4, "color": "red", "owner": null}"#);
    let text = panic_of(|| now(client.create_pet(&sent).with_header("x-trace", "2")));
    let expected = "a call is not expected: `createPet` (POST /pets), as POST https://pets.example/v1/pets
  expected: `createPet` (POST /pets), 0 of 1 calls so far
    with the path `/v1/cats`
    with the header `x-trace`
    with a body of JSON
    differs in the path: expected `/v1/cats`, received `/v1/pets`
    differs in the header `x-trace`: expected `1`, received `2`
    differs in the body at `/id`: expected 3, received 4
    differs in the body at `/owner`: expected \"Ann\", received null";
    assert_eq!(text, expected);
    // The call that was expected is missing.
    let text = mock.check().expect_err("unmet").to_string();
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("\na call is missing: `createPet` (POST /pets), 0 of 1 calls so far"), "{text}");
    forget(mock);
}

/// The differences of a JSON body, as the text of the panic lists them.
fn differences(expected: &str, sent: &'static str) -> Vec<String> {
    let mock = Mock::new();
    let expected: callsmith_runtime::JsonValue = callsmith_runtime::serde_json::from_str(expected).expect("JSON");
    mock.expect_request(Method::PUT, "/v1/x").json(&expected).any_times();
    let client = client(&mock);
    let call = client.request(Method::PUT, "/x").body("application/json", sent);
    let Err(panic) = catch_unwind(AssertUnwindSafe(|| now(call.send()))) else { return Vec::new() };
    let text = panic.downcast_ref::<String>().expect("a text").clone();
    forget(mock);
    text.lines().filter_map(|line| Some(line.split_once("differs in ")?.1.to_owned())).collect()
}

#[test]
fn bodies_of_json_differ_in_places() {
    assert!(differences(r#"{"a": 1, "b": [2.0, null]}"#, r#"{"b": [2, null], "a": 1.0}"#).is_empty());
    let lines = differences(r#"{"a": {"x/y~": [1, 2]}, "b": 1}"#, r#"{"a": {"x/y~": [1, 3, 4]}, "c": "1"}"#);
    assert_eq!(
        lines,
        [
            "the body at `/a/x~1y~0/1`: expected 2, received 3",
            "the body at `/a/x~1y~0/2`: expected nothing, received 4",
            "the body at `/b`: expected 1, received nothing",
            "the body at `/c`: expected nothing, received \"1\"",
        ]
    );
    assert_eq!(differences("1", "[1]"), ["the body: expected 1, received [1]"]);
    assert_eq!(differences("{}", "{"), ["the body: expected JSON, received 1 bytes of something else"]);
    // Large integers are not compared as floating-point numbers.
    assert_eq!(differences("9007199254740993", "9007199254740992").len(), 1);
    let many = differences("[0,0,0,0,0,0,0,0,0,0]", "[1,1,1,1,1,1,1,1,1,1]");
    assert_eq!((many.len(), many[8].as_str()), (9, "and 2 more places"));
}

#[test]
fn a_text_is_returned_as_it_is() {
    let mock = Mock::new();
    mock.expect::<Health>().returns(&"Healthy \"1\"".to_owned());
    assert_eq!(now(client(&mock).health()).expect("a text"), "Healthy \"1\"");
}

#[test]
fn another_call_says_what_was_expected() {
    let mock = Mock::new();
    let client = client(&mock);
    let text = panic_of(|| now(client.get_pet("1")));
    assert!(text.ends_with("as GET https://pets.example/v1/pets/1\n  expected: no call"), "{text}");
    mock.expect::<DeletePet>();
    let text = panic_of(|| now(client.get_pet("1")));
    assert!(text.ends_with("\n  expected: `deletePet` (DELETE /pets/{petId}), 0 of 1 calls so far"), "{text}");
    now(client.delete_pet(1)).expect("a response");
    let text = panic_of(|| now(client.delete_pet(1)));
    assert!(text.ends_with("1 of 1 calls so far\n    no more calls of it are expected"), "{text}");
    forget(mock);
}

#[test]
fn a_missing_call_fails_the_test_in_the_end() {
    let mock = Mock::new();
    mock.expect::<GetPet>().path("/v1/pets/1").times(2);
    now(client(&mock).get_pet("1")).expect_err("no body");
    let text = panic_of(|| mock.verify());
    let expected =
        "a call is missing: `getPet` (GET /pets/{petId}), 1 of 2 calls so far\n    with the path `/v1/pets/1`";
    assert_eq!(text, expected);
    assert_eq!(panic_of(|| drop(mock)), expected);
}

#[test]
fn an_order_is_kept() {
    let mock = Mock::new().in_order();
    mock.expect::<DeletePet>();
    mock.expect::<ListPets>().returns(&Vec::new());
    let client = client(&mock);
    let text = panic_of(|| now(client.list_pets()));
    assert!(text.contains("`listPets` (GET /pets?kind=pet), 0 of 1 calls so far\n    it is not its turn"), "{text}");
    assert!(text.ends_with("  expected: `deletePet` (DELETE /pets/{petId}), 0 of 1 calls so far"), "{text}");
    now(client.delete_pet(1)).expect("a response");
    now(client.list_pets()).expect("pets");
    forget(mock);
}

#[test]
fn a_request_by_hand_is_expected_by_its_path() {
    let mock = Mock::new();
    mock.expect_request(Method::GET, "/v1/version").respond(MockResponse::body(200, "text/plain", "7"));
    let response = now(client(&mock).request(Method::GET, "/version").send()).expect("a response");
    assert_eq!(response.body(), "7");
}

#[test]
fn a_body_that_is_a_stream_is_received() {
    let mock = Mock::new();
    mock.expect_request(Method::PUT, "/v1/notes").body("some text");
    let body = Body::reader(std::io::Cursor::new("some text"));
    now(client(&mock).request(Method::PUT, "/notes").body("text/plain", body).send()).expect("a response");
    assert_eq!(mock.requests()[0].body(), "some text");
}

#[cfg(feature = "blocking")]
#[test]
fn calls_block() {
    let mock = Mock::new();
    mock.expect::<GetPet>().respond(MockResponse::json(200, &pet(1)).after(Duration::from_millis(20)));
    let client = client(&mock);
    client.get_pet("1").send_blocking().expect("a pet");
    mock.check().expect("all calls came");
    let error = client.get_pet("2").send_blocking().expect_err("not expected").to_string();
    assert!(error.contains("it panicked: a call is not expected: `getPet`"), "{error}");
    forget(mock);
}

/// Credentials in headers, in the query and in cookies, and values under names of secrets.
#[test]
fn no_text_shows_a_secret() {
    let mock = Mock::new();
    let secret = callsmith_runtime::serde_json::json!({"name": "Tom", "password": "p4ss"});
    mock.expect::<ListPets>().query("code", "exp3cted").header("authorization", "Bearer exp3cted");
    mock.expect_request(Method::POST, "/v1/login").json(&secret);
    let client = Client::builder("https://pets.example/v1")
        .bearer("b3arer")
        .credential("Key", callsmith_runtime::Credential::api_key("q3ery"))
        .credential("Session", callsmith_runtime::Credential::api_key("c00kie"))
        .service(mock.service())
        .build()
        .expect("valid settings");
    let mut texts = vec![panic_of(|| now(client.list_pets().limit(3)))];
    let other = r#"{"name": "Tim", "password": "oth3r"}"#;
    let call = client.request(Method::POST, "/login").header("x-api-key", "h3ader");
    texts.push(panic_of(|| now(call.body("application/json", other).send())));
    texts.push(mock.check().expect_err("unmet").to_string());
    let requests = mock.requests();
    texts.push(format!("{requests:?} {mock:?}"));
    for text in &texts {
        for secret in ["exp3cted", "b3arer", "q3ery", "c00kie", "p4ss", "oth3r", "h3ader"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    // All the rest is told.
    assert!(texts[0].contains("GET https://pets.example/v1/pets?kind=pet&limit=3&code=[redacted]"), "{}", texts[0]);
    assert!(texts[1].contains("the body at `/name`: expected \"Tom\", received \"Tim\""), "{}", texts[1]);
    assert!(texts[1].contains("the body at `/password`: expected [redacted], received [redacted]"), "{}", texts[1]);
    assert!(texts[3].contains(r#""name": "Tim""#), "{}", texts[3]);
    // What was sent is there for who asks for it.
    assert_eq!(requests[0].query("code").as_deref(), Some("q3ery"));
    forget(mock);
}

#[test]
fn a_recorder_goes_around_any_transport() {
    let recorder = Recorder::new();
    let service = Answering(|request: callsmith_runtime::http::Request<Body>| {
        assert!(request.body().as_bytes().is_some());
        callsmith_runtime::http::Response::new(Body::from("[]"))
    });
    let builder = Client::builder("https://pets.example").service(service).layer(recorder.clone());
    let client = builder.build().expect("valid settings");
    now(client.list_pets().limit(3).into_future()).expect("pets");
    let body = Body::reader(std::io::Cursor::new("some text"));
    now(client.request(Method::PUT, "/notes").body("text/plain", body).send()).expect("a response");
    let requests = recorder.take();
    assert!(requests[0].is::<ListPets>());
    assert_eq!(requests[0].query("limit").as_deref(), Some("3"));
    assert_eq!((requests[1].path(), requests[1].body().as_ref()), ("/notes", &b"some text"[..]));
    assert!(recorder.requests().is_empty());
}

/// A grant of a scheme sends its requests in the way of the client, past its layers.
#[cfg(feature = "oauth2")]
#[tokio::test]
async fn token_requests_are_made_by_hand() {
    use callsmith_runtime::oauth2::ClientCredentials;
    use callsmith_runtime::v1::{SchemeSetters, SecurityScheme};

    static BEARER: SecurityScheme = SecurityScheme::bearer("Bearer");
    let (mock, recorder) = (Mock::new().in_order(), Recorder::new());
    let token =
        callsmith_runtime::serde_json::json!({"access_token": "t0ken", "token_type": "bearer", "expires_in": 60});
    mock.expect_request(Method::POST, "/token").respond(MockResponse::json(200, &token));
    mock.expect::<GetPet>().header("authorization", "Bearer t0ken").returns(&pet(1));
    let grant = ClientCredentials::new("me", "s3cret").token_url("https://login.example/token");
    let builder = Client::builder("https://pets.example").bearer_of(&BEARER, grant);
    let client = builder.service(mock.service()).layer(recorder.clone()).build().expect("valid settings");
    client.get_pet("1").await.expect("a pet");
    assert_eq!(recorder.requests().iter().map(|request| request.path()).collect::<Vec<_>>(), ["/pets/1"]);
    let text = format!("{:?}", mock.requests());
    assert!(!["t0ken", "s3cret"].iter().any(|secret| text.contains(secret)), "{text}");
}
