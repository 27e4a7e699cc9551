//! Calls of several requests whose first one cannot be sent again, or has headers that are for it alone.

use callsmith_runtime::v1 as rt;
use callsmith_runtime::{Body, JsonValue, Retry};

use crate::outcomes::run;
use crate::sample::Pet;
use crate::server::{Keep, ResponseStep, Server, json, response};

rt::group!();

#[derive(Clone, Debug)]
struct Client(callsmith_runtime::Client);
rt::client!(Client, API);
static API: rt::Api = rt::Api::new("operations", "1");

#[derive(Clone, Copy, Debug)]
enum Create {}

impl rt::Operation for Create {
    type Output = Option<Pet>;
    type Error = ();
    type Headers = rt::Headers;
    type Success = rt::Json;
    type Failure = rt::Empty;
    const SPEC: &'static rt::Spec = &rt::Spec::new("create", rt::Method::PUT, "/things/1")
        .parameters(&[rt::Parameter::header("If-None-Match"), rt::Parameter::header("Idempotency-Key")])
        .accept("application/json")
        .success(&[rt::Status::Code(200), rt::Status::Code(202)]);
}

impl rt::LongRunning for Create {
    type Result = Pet;
    type Codec = rt::Json;
    const POLLING: rt::Polling = rt::Polling::new();
}

#[derive(Clone, Copy, Debug)]
enum Search {}

impl rt::Operation for Search {
    type Output = JsonValue;
    type Error = ();
    type Headers = rt::Headers;
    type Success = rt::Json;
    type Failure = rt::Empty;
    const SPEC: &'static rt::Spec = &rt::Spec::new("search", rt::Method::POST, "/search")
        .accept("application/json")
        .success(&[rt::Status::Code(200)]);
}

impl rt::Paged for Search {
    type Item = i64;
    type Codec = rt::Json;
    const PAGING: rt::Paging = rt::Paging::new("/value").next_link("/next");
}

impl Client {
    fn create(&self, body: Body) -> Call<Create> {
        Call::new(self).raw_body("application/octet-stream", body)
    }

    fn search(&self, body: Body) -> Call<Search> {
        Call::new(self).raw_body("application/octet-stream", body)
    }
}

/// A body that is read once.
fn stream() -> Body {
    Body::reader(std::io::Cursor::new("abc")).with_length(3)
}

fn script(head: &str) -> Vec<ResponseStep> {
    const PET: &str = r#"{"id": 1, "color": "red", "owner": null}"#;
    let first = match head.split(' ').take(2).collect::<Vec<_>>()[..] {
        ["PUT", _] => response("202 Accepted", "operation-location: /status\r\nretry-after: 0\r\n", ""),
        [_, "/status"] => json(r#"{"status": "Succeeded"}"#),
        [_, "/search"] => json(r#"{"value": [1, 2], "next": "/search?page=2"}"#),
        [_, "/search?page=2"] => json(r#"{"value": [3]}"#),
        _ => json(PET),
    };
    vec![first, Keep]
}

fn service() -> (Server, Client) {
    let server = Server::new(|head, _| script(head));
    let client = Client::builder(&server.url).retry(Retry::none()).build().expect("valid settings");
    (server, client)
}

fn lines(server: &Server) -> Vec<String> {
    let first = |head: &String| head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1").to_owned();
    server.requests().iter().map(first).collect()
}

#[test]
fn operations_go_on_after_a_stream() {
    let (server, client) = service();
    let done = run(client.create(stream()).wait().into_future()).expect("done");
    assert_eq!(done.body().id, 1);
    assert_eq!(lines(&server), ["PUT /things/1", "GET /status", "GET /things/1"]);
}

#[test]
fn pages_go_on_after_a_stream() {
    let (server, client) = service();
    let mut items = client.search(stream()).items();
    let ids = run(async {
        let mut ids = Vec::new();
        while let Some(item) = items.next().await {
            ids.push(item.expect("an item"));
        }
        ids
    });
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(lines(&server).len(), 2);
}

/// Preconditions, keys and preferences are for the first request alone.
#[test]
fn operations_go_on_without_preconditions() {
    let (server, client) = service();
    let call = client.create(Body::from("abc")).put(0, "*").put(1, "k1");
    let call = call.with_header("Prefer", "respond-async").with_header("Range", "bytes=0-1").with_header("X-Own", "o");
    run(call.wait().into_future()).expect("done");
    let seen: Vec<String> = server.requests().iter().map(|head| head.to_lowercase()).collect();
    assert_eq!(seen.len(), 3);
    for name in ["if-none-match: *", "idempotency-key: k1", "prefer:", "range:", "content-type:", "content-length:"] {
        let repeated: Vec<bool> = seen.iter().map(|head| head.contains(&format!("\r\n{name}"))).collect();
        assert_eq!(repeated, [true, false, false], "{name}");
    }
    assert!(seen.iter().all(|head| head.contains("\r\nx-own: o\r\n")));
}
