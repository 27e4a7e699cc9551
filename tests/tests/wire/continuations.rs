//! Calls that go on after their response: with bodies that are not in memory, without headers of one request alone, and at other origins.

use std::time::Duration;

use callsmith_goldens::continuations::Client;
use callsmith_goldens::continuations::types::{QueryBody, Record, ScanFormBody};
use callsmith_runtime::{Body, ClientBuilder, Credential, Error, File, Retry};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::request::Recorded;
use callsmith_tests::response::Response;
use serde_json::json;

fn builder(recorder: &Recorder) -> ClientBuilder<Client> {
    let builder = Client::builder(&recorder.url()).retry(Retry::none()).bearer("t0ken");
    builder.credential("tenant_key", Credential::api_key("k3y"))
}

fn client(recorder: &Recorder) -> Client {
    builder(recorder).build().expect("valid settings")
}

fn queries(recorder: &Recorder) -> Vec<String> {
    recorder.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

fn record(name: &str) -> Response {
    Response::json(200, &json!({ "name": name }))
}

/// Those of some headers that a request has.
fn those_of<'a>(request: &Recorded, names: &[&'a str]) -> Vec<&'a str> {
    names.iter().copied().filter(|name| request.header(name).is_some()).collect()
}

/// The headers that are about one request, its content or its resource.
const OF_ONE: [&str; 10] = [
    "if-none-match",
    "if-unmodified-since",
    "if-match",
    "idempotency-key",
    "repeatability-request-id",
    "prefer",
    "range",
    "content-md5",
    "content-language",
    "expect",
];

#[tokio::test]
async fn neither_polls_nor_the_result_have_the_headers_of_one_request() {
    let recorder = Recorder::start();
    let later = || Response::empty(202).header("retry-after", "0").header("operation-location", "/status/1");
    recorder.respond(later());
    recorder.respond(Response::json(200, &json!({ "status": "Running" })).header("retry-after", "0"));
    recorder.respond(Response::json(200, &json!({ "status": "Succeeded" })));
    recorder.respond(record("done"));
    let client = client(&recorder);
    let call = client.put_record("a", &Record::default()).if_none_match("*").if_unmodified_since("x");
    let call = call.idempotency_key("k1").repeatability_request_id("r1").content_md5("m").x_region("eu");
    let call = call.with_header("If-Match", "\"2\"").with_header("Range", "bytes=0-1").with_header("X-Trace", "7");
    let call = call.with_header("Content-Language", "de").with_header("Expect", "200-ok");
    let response = call.poller().with_interval(Duration::from_millis(10)).wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("done"));
    assert_eq!(queries(&recorder), ["PUT /records/a", "GET /status/1", "GET /status/1", "GET /records/a"]);
    let seen = recorder.requests();
    assert_eq!(those_of(&seen[0], &OF_ONE), OF_ONE);
    for request in &seen[1..] {
        assert_eq!(those_of(request, &OF_ONE), [""; 0], "{}", request.target);
        assert_eq!(request.header("content-type"), None);
    }
    // What belongs to the call goes along, and so do the credentials.
    for request in &seen {
        assert_eq!((request.header("x-region"), request.header("x-trace")), (Some("eu"), Some("7")));
        assert_eq!(
            (request.header("authorization"), request.header("x-tenant-key")),
            (Some("Bearer t0ken"), Some("k3y"))
        );
    }
}

/// A stream, which cannot be sent twice.
fn stream() -> Body {
    Body::json_lines((0..3).map(|number| json!({ "n": number })))
}

#[tokio::test]
async fn an_operation_goes_on_whatever_its_body_is() {
    let recorder = Recorder::start();
    let later = || Response::empty(202).header("retry-after", "0").header("operation-location", "status/1");
    let done = || Response::json(200, &json!({ "status": "Succeeded", "name": "done" }));
    let path = std::env::temp_dir().join(format!("callsmith-continuations-{}", std::process::id()));
    std::fs::write(&path, "a file").unwrap();
    let client = client(&recorder);
    let fast = Duration::from_millis(10);
    for body in [stream(), Body::file(&path).unwrap(), Body::from("in memory")] {
        recorder.forget();
        recorder.respond(later()).respond(done());
        let response = client.scan(body).pages_query("1-2").poller().with_interval(fast).wait().await.unwrap();
        assert_eq!(response.body().name.as_deref(), Some("done"));
        assert_eq!(queries(&recorder), ["POST /scans?pages=1-2", "GET /status/1"]);
    }
    recorder.forget();
    recorder.respond(later()).respond(done());
    let form = ScanFormBody::new(File::open(&path).unwrap());
    let response = client.scan_form(&form).poller().with_interval(fast).wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("done"));
    assert_eq!(queries(&recorder), ["POST /forms", "GET /status/1"]);
    std::fs::remove_file(path).unwrap();
}

#[tokio::test]
async fn pages_follow_a_request_whose_body_is_a_stream() {
    let recorder = Recorder::start();
    recorder.respond(Response::json(200, &json!({ "values": ["a"], "next": "/matches?page=2" })));
    recorder.respond(Response::json(200, &json!({ "values": ["b"] })));
    let call = client(&recorder).r#match(stream()).range("bytes=0-9").x_region("eu");
    assert_eq!(call.items().into_vec().await.unwrap(), ["a", "b"]);
    assert_eq!(queries(&recorder), ["POST /matches", "GET /matches?page=2"]);
    let seen = recorder.requests();
    assert_eq!((seen[0].header("range"), seen[1].header("range")), (Some("bytes=0-9"), None));
    assert_eq!((seen[1].header("x-region"), seen[1].header("content-type")), (Some("eu"), None));
}

#[tokio::test]
async fn a_page_of_the_same_operation_keeps_what_belongs_to_it() {
    let recorder = Recorder::start();
    recorder.respond(Response::json(200, &json!({ "values": ["a"], "next": "2" })));
    recorder.respond(Response::json(200, &json!({ "values": ["b"] })));
    let call = client(&recorder).query(&QueryBody::default()).if_modified_since("Wed, 21 Oct 2015 07:28:00 GMT");
    let call = call.idempotency_key("k1").prefer("maxpagesize=1").content_md5("of the first body");
    let call = call.with_header("X-Idempotency-Key", "k2").with_header("Content-Language", "de");
    assert_eq!(call.items().into_vec().await.unwrap(), ["a", "b"]);
    let names =
        ["if-modified-since", "idempotency-key", "x-idempotency-key", "prefer", "content-md5", "content-language"];
    let seen = recorder.requests();
    assert_eq!(seen[1].text(), r#"{"after":"2"}"#);
    assert_eq!(those_of(&seen[0], &names), names);
    // The key of the first request and the checksum of its body are not those of the second, which has a key of its own.
    assert_eq!(those_of(&seen[1], &names), ["if-modified-since", "idempotency-key", "prefer", "content-language"]);
    assert_ne!(seen[1].header("idempotency-key"), Some("k1"));
}

#[tokio::test]
async fn a_redirect_to_another_method_leaves_them_out_too() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(303).header("location", "/records/a")).respond(record("a"));
    let call =
        client(&recorder).put_record("a", &Record::default()).if_none_match("*").idempotency_key("k1").x_region("eu");
    assert_eq!(call.await.unwrap().unwrap().name.as_deref(), Some("a"));
    let seen = recorder.requests();
    assert_eq!(queries(&recorder), ["PUT /records/a", "GET /records/a"]);
    assert_eq!((those_of(&seen[1], &OF_ONE), seen[1].header("x-region")), (vec![], Some("eu")));
    // The same retrieval elsewhere is still conditional.
    recorder.forget();
    recorder.respond(Response::empty(307).header("location", "/moved")).respond(record("a"));
    client(&recorder).get_record("a").if_none_match("\"1\"").await.unwrap();
    assert_eq!(recorder.requests()[1].header("if-none-match"), Some("\"1\""));
}

#[tokio::test]
async fn operations_and_pages_go_on_at_listed_origins() {
    let (here, there) = (Recorder::start(), Recorder::start());
    let fast = Duration::from_millis(10);
    for has_credentials in [false, true] {
        here.forget();
        there.forget();
        let status = format!("{}/status?sig=1", there.url());
        here.respond(Response::empty(202).header("retry-after", "0").header("operation-location", &status));
        there.respond(Response::json(200, &json!({ "status": "Running" })).header("retry-after", "0"));
        there.respond(Response::json(200, &json!({ "status": "Succeeded" })));
        here.respond(record("done"));
        let builder = builder(&here);
        let client = if has_credentials {
            builder.trusted_origin_with_credentials(&there.url())
        } else {
            builder.trusted_origin(&there.url())
        };
        let client = client.build().unwrap();
        let call = client.put_record("a", &Record::default()).x_region("eu").with_header("x-trace", "7");
        let response = call.poller().with_interval(fast).wait().await.unwrap();
        assert_eq!(response.body().name.as_deref(), Some("done"));
        assert_eq!(queries(&there), ["GET /status?sig=1", "GET /status?sig=1"]);
        let names = ["authorization", "x-tenant-key", "x-region", "x-trace"];
        for request in there.requests() {
            let expected = if has_credentials { &names[..] } else { &[] };
            assert_eq!(those_of(&request, &names), expected);
        }
        // The result is with the service itself.
        assert_eq!(those_of(&here.requests()[1], &names), names);
        let next = format!("{}/p2", there.url());
        here.respond(Response::json(200, &json!({ "values": ["a"], "next": next })));
        there.respond(Response::json(200, &json!({ "values": ["b"], "next": "/p3" })));
        there.respond(Response::json(200, &json!({ "values": ["c"] })));
        assert_eq!(client.r#match(stream()).items().into_vec().await.unwrap(), ["a", "b", "c"]);
        let last = there.requests().pop().unwrap();
        assert_eq!(last.header("authorization").is_some(), has_credentials);
    }
    here.forget();
    here.respond(Response::empty(202).header("operation-location", &there.url()));
    let error = client(&here).put_record("a", &Record::default()).wait().await.expect_err("another origin");
    let option = format!("`.trusted_origin(\"{}\")` on the builder of the client allows it", there.url());
    assert!(matches!(error, Error::Unexpected(_)) && error.to_string().contains(&option), "{error}");
}

#[tokio::test]
async fn a_key_of_the_call_in_the_query_survives_a_redirect() {
    for by_call in [false, true] {
        let recorder = Recorder::start();
        recorder.respond(Response::empty(302).header("location", "/moved?x=1")).respond(record("a"));
        let client = builder(&recorder).credential("query_key", Credential::api_key("k&1")).build().unwrap();
        let call = client.keyed();
        let call = if by_call { call.with_query("key", "k&1") } else { call };
        call.await.unwrap();
        assert_eq!(queries(&recorder), ["GET /keyed?key=k%261", "GET /moved?x=1&key=k%261"]);
    }
}

#[tokio::test]
async fn credentials_of_a_call_take_the_place_of_their_own_alone() {
    let recorder = Recorder::start();
    recorder.otherwise(record("a"));
    let client = builder(&recorder).credential("cookie_key", Credential::api_key("c==")).build().unwrap();
    client.get_record("a").with_bearer("own").await.unwrap();
    client.get_record("a").with_header("Authorization", "Custom own").await.unwrap();
    client.get_record("a").with_header("X-Tenant-Key", "own").await.unwrap();
    client.cooked().flavor("salt").with_header("Cookie", "a=1").await.unwrap();
    client.cooked().flavor("salt").with_header("Cookie", "flavor=own; session=own").await.unwrap();
    let sent: Vec<_> = recorder
        .requests()
        .iter()
        .map(|seen| {
            ["authorization", "x-tenant-key", "cookie"].map(|name| seen.header(name).unwrap_or_default().to_owned())
        })
        .collect();
    assert_eq!(
        sent,
        [
            ["Bearer own", "k3y", ""],
            ["Custom own", "k3y", ""],
            ["Bearer t0ken", "own", ""],
            ["", "", "flavor=salt; a=1; session=c=="],
            ["", "", "flavor=own; session=own"],
        ]
        .map(|row| row.map(str::to_owned))
    );
    let client = builder(&recorder).credential("cookie_key", Credential::api_key("a b")).build().unwrap();
    let error = client.cooked().await.expect_err("no cookie holds it");
    assert!(matches!(error, Error::Authentication(_)) && !error.to_string().contains("a b"), "{error}");
}

#[tokio::test]
async fn a_typed_error_shows_no_password() {
    let recorder = Recorder::start();
    let body = json!({ "message": "no", "password": "hidden", "access_token": "hidden" });
    recorder.respond(Response::json(400, &body)).respond(Response::empty(304));
    let error = client(&recorder).get_record("a").await.expect_err("an error");
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!(api.body().password.as_deref(), Some("hidden"));
    assert_eq!(api.body().to_string(), r#"{"message":"no","password":"[redacted]","access_token":"[redacted]"}"#);
    assert!(!error.to_string().contains("hidden"), "{error}");
    let error = client(&recorder).get_record("a").if_none_match("\"1\"").await.expect_err("nothing new");
    assert_eq!(error.status().unwrap(), 304);
    assert!(!error.to_string().contains("redirect"), "{error}");
}
