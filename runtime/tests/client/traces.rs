//! Spans and events.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use callsmith_runtime::http::HeaderValue;
use callsmith_runtime::{Method, Retry};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

/// The fields of a span or event, with its name or text.
type Fields = BTreeMap<String, String>;

/// Recorded spans, and events with the number of the span around them.
#[derive(Default)]
struct Seen {
    spans: Vec<Fields>,
    events: Vec<(usize, Fields)>,
    entered: Vec<usize>,
}

#[derive(Clone, Default)]
struct Recording(Arc<Mutex<Seen>>);

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Recording {
    fn with<T>(&self, work: impl FnOnce(&mut Seen) -> T) -> T {
        work(&mut self.0.lock().expect("not poisoned"))
    }

    /// The spans with this name.
    fn spans(&self, name: &str) -> Vec<Fields> {
        self.with(|seen| seen.spans.iter().filter(|span| span["name"] == name).cloned().collect())
    }

    /// The events with this text.
    fn events(&self, text: &str) -> Vec<Fields> {
        let is_it = |fields: &Fields| fields.get("message").is_some_and(|message| message == text);
        self.with(|seen| seen.events.iter().filter(|(_, event)| is_it(event)).map(|(_, event)| event.clone()).collect())
    }

    fn everything(&self) -> String {
        self.with(|seen| format!("{:?} {:?}", seen.spans, seen.events))
    }
}

impl Subscriber for Recording {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("callsmith_runtime")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        self.with(|seen| {
            let mut fields = Fields::from([("name".to_owned(), attributes.metadata().name().to_owned())]);
            attributes.record(&mut Into(&mut fields));
            seen.spans.push(fields);
            Id::from_u64(seen.spans.len() as u64)
        })
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        self.with(|seen| values.record(&mut Into(&mut seen.spans[span.into_u64() as usize - 1])));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.with(|seen| {
            let mut fields = Fields::new();
            event.record(&mut Into(&mut fields));
            let within = seen.entered.last().copied().unwrap_or_default();
            seen.events.push((within, fields));
        });
    }

    fn enter(&self, span: &Id) {
        self.with(|seen| seen.entered.push(span.into_u64() as usize));
    }

    fn exit(&self, span: &Id) {
        self.with(|seen| seen.entered.retain(|entered| *entered != span.into_u64() as usize));
    }
}

#[track_caller]
fn assert_fields(fields: &Fields, expected: &[(&str, &str)]) {
    for (name, value) in expected {
        assert_eq!(fields.get(*name).map(String::as_str), Some(*value), "{name}: {fields:?}");
    }
}

#[tokio::test]
async fn a_request_has_a_span_with_the_names_of_opentelemetry() {
    let server = Server::new(|_, before| match before {
        0 => CannedResponse::new(503, "").header("retry-after-ms", "1"),
        _ => CannedResponse::json(200, "[]"),
    });
    let recording = Recording::default();
    let _guard = tracing::subscriber::set_default(recording.clone());
    let client = Client::builder(&server.url).bearer("s3cret").build().expect("valid settings");
    let retry = Retry::default().first_pause(Duration::from_millis(1));
    client.list_pets().with_query("key", "s3cret").with_retry(retry).await.expect("a response");
    let port = server.url.rsplit(':').next().expect("a port");
    let spans = recording.spans("http.client.request");
    assert_eq!(spans.len(), 2, "{}", recording.everything());
    let url = format!("{}/pets", server.url);
    let both = [
        ("otel.kind", "client"),
        ("otel.name", "GET /pets?kind=pet"),
        ("openapi.operation_id", "listPets"),
        ("http.request.method", "GET"),
        ("url.full", url.as_str()),
        ("url.template", "/pets?kind=pet"),
        ("server.address", "127.0.0.1"),
        ("server.port", port),
    ];
    spans.iter().for_each(|span| assert_fields(span, &both));
    assert_fields(
        &spans[0],
        &[("http.response.status_code", "503"), ("error.type", "503"), ("otel.status_code", "ERROR")],
    );
    assert_fields(&spans[1], &[("http.response.status_code", "200"), ("http.request.resend_count", "1")]);
    assert!(!spans[0].contains_key("http.request.resend_count") && !spans[1].contains_key("error.type"));
    let calls = recording.spans("callsmith.call");
    assert_eq!(calls.len(), 1);
    assert_fields(&calls[0], &[("openapi.operation_id", "listPets")]);
    let repeated = recording.events("repeating a request");
    assert_eq!(repeated.len(), 1, "{}", recording.everything());
    assert_fields(&repeated[0], &[("attempts", "1"), ("error.type", "503")]);
    assert!(repeated[0].contains_key("pause"));
    assert!(!recording.everything().contains("s3cret"), "{}", recording.everything());
}

#[tokio::test]
async fn a_request_without_a_response_says_what_went_wrong() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    let recording = Recording::default();
    let _guard = tracing::subscriber::set_default(recording.clone());
    let client = Client::builder(&format!("http://{free}")).retry(Retry::none()).build().expect("valid settings");
    client.request(Method::POST, "/x?sig=s3cret").send().await.expect_err("nobody there");
    let spans = recording.spans("http.client.request");
    assert_fields(
        &spans[0],
        &[("error.type", "connect"), ("otel.status_code", "ERROR"), ("http.request.method", "POST")],
    );
    assert_fields(&spans[0], &[("url.template", "/x"), ("openapi.operation_id", "")]);
    assert!(!spans[0].contains_key("http.response.status_code"));
    assert!(!recording.everything().contains("s3cret"), "{}", recording.everything());
}

#[tokio::test]
async fn a_token_that_is_fetched_is_an_event() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let recording = Recording::default();
    let _guard = tracing::subscriber::set_default(recording.clone());
    let source = || async { Ok::<_, callsmith_runtime::TokenError>(callsmith_runtime::Token::new("s3cret")) };
    let client = Client::builder(&server.url).token_source(source).build().expect("valid settings");
    client.run_ml_service(&ServiceInput::default()).without_body().await.expect("a response");
    client.run_ml_service(&ServiceInput::default()).without_body().await.expect("a response");
    assert_eq!(recording.events("a token was fetched").len(), 1, "{}", recording.everything());
    assert!(!recording.everything().contains("s3cret"), "{}", recording.everything());
}

#[tokio::test]
async fn a_trace_goes_on_in_the_service() {
    let server = Server::new(|_, before| match before {
        0 => CannedResponse::new(503, "").header("retry-after-ms", "1"),
        1 => CannedResponse::new(307, "").header("location", "/elsewhere"),
        _ => CannedResponse::json(200, "[]"),
    });
    let span = std::sync::atomic::AtomicU64::new(0x00f0_67aa_0ba9_02b7);
    let add = move |headers: &mut callsmith_runtime::http::HeaderMap| {
        let span = span.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let text = format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{span:016x}-01");
        headers.insert("traceparent", HeaderValue::try_from(text).expect("ASCII"));
    };
    let retry = Retry::default().first_pause(Duration::from_millis(1));
    let client = Client::builder(&server.url).retry(retry).trace_headers(add).build().expect("valid settings");
    client.list_pets().await.expect("a response");
    let parents: Vec<_> = server.requests().iter().map(|seen| seen.header("traceparent").map(str::to_owned)).collect();
    let expected = ["00f067aa0ba902b7", "00f067aa0ba902b8", "00f067aa0ba902b9"];
    let expected = expected.map(|span| Some(format!("00-4bf92f3577b34da6a3ce929d0e0e4736-{span}-01")));
    assert_eq!(parents, expected);
}
