//! Bodies and responses as streams, and items that come one by one.

use std::time::Duration;

use callsmith_goldens::streams::types::{Line, Question};
use callsmith_goldens::streams_3_2::types::{GetStepsResponseItem, Reading};
use callsmith_goldens::{gateway_streams, streams, streams_3_2, streams_by_name, text_and_binary};
use callsmith_runtime::{Body, BodyItems, Error, Event, Events};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;
use tokio::io::AsyncReadExt;

use crate::recorder_with;

/// A pause that a test has time for.
const SOON: Duration = Duration::from_millis(1);

fn events(text: &str) -> Response {
    Response::bytes(200, "text/event-stream; charset=utf-8", text.to_owned())
}

fn client(recorder: &Recorder) -> streams::Client {
    streams::Client::builder(&recorder.url()).build().expect("valid settings")
}

fn client_3_2(recorder: &Recorder) -> streams_3_2::Client {
    streams_3_2::Client::builder(&recorder.url()).build().expect("valid settings")
}

/// All events up to the end or an error.
async fn all<T>(events: &mut Events<T>) -> (Vec<Event<T>>, Option<Error>) {
    let mut all = Vec::new();
    while let Some(event) = events.next().await {
        match event {
            Ok(event) => all.push(event),
            Err(error) => return (all, Some(error)),
        }
    }
    (all, None)
}

#[tokio::test]
async fn a_binary_body_is_a_stream_both_ways() {
    let recorder = recorder_with(Response::empty(204));
    let client = text_and_binary::Client::builder(&recorder.url()).build().unwrap();
    let pieces = || b"the ".chain(&b"picture"[..]);
    client.put_picture(Body::reader(pieces())).await.unwrap();
    client.put_picture(Body::reader(pieces()).with_length(11)).await.unwrap();
    let seen = recorder.requests();
    for seen in &seen {
        assert_eq!((seen.method.as_str(), &seen.body[..]), ("PUT", &b"the picture"[..]));
        assert_eq!(seen.header("content-type"), Some("application/octet-stream"));
    }
    let lengths = seen.iter().map(|seen| (seen.header("content-length"), seen.header("transfer-encoding")));
    assert_eq!(lengths.collect::<Vec<_>>(), [(None, Some("chunked")), (Some("11"), None)]);

    recorder.otherwise(Response::bytes(200, "image/png", "a picture"));
    let response = client.get_picture().stream().await.unwrap();
    assert_eq!((response.status().as_u16(), response.body().length()), (200, Some(9)));
    let mut copy = Vec::new();
    assert_eq!(response.into_body().write_to(&mut copy).await.unwrap(), 9);
    assert_eq!(copy, b"a picture");
    recorder.otherwise(Response::bytes(200, "image/png", "a picture").cut_short());
    let error = client.get_picture().stream().await.unwrap().into_body().bytes().await.expect_err("half of it");
    assert!(matches!(error, Error::Transport(_)) && error.is_retryable(), "{error}");
}

#[tokio::test]
async fn an_operation_responds_at_once_or_piece_by_piece() {
    let recorder = recorder_with(Response::json(200, &json!({ "text": "whole" })));
    let (client, question) = (client(&recorder), Question { text: "why".to_owned() });
    assert_eq!(client.chat(&question).await.unwrap().text, "whole");
    recorder.otherwise(events(
        "data: {\"delta\": \"a\"}\n\ndata: {\"delta\":\ndata: \"b\"}\n\ndata: [DONE]\n\ndata: x\n\n",
    ));
    let mut pieces = client.chat(&question).events().await.unwrap().until("[DONE]");
    let (collected_events, error) = all(&mut pieces).await;
    assert!(error.is_none());
    assert_eq!(collected_events.iter().map(|event| event.data.delta.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert!(pieces.next().await.is_none());
    let accepted: Vec<_> = recorder.requests().iter().map(|seen| seen.header("accept").unwrap().to_owned()).collect();
    assert_eq!(accepted, ["application/json", "text/event-stream"]);
    assert_eq!(recorder.requests()[1].body, r#"{"text":"why"}"#);
}

#[tokio::test]
async fn what_is_no_stream_is_an_error_of_the_operation() {
    let recorder = recorder_with(Response::json(429, &json!({ "message": "slowly" })));
    let (client, question) = (client(&recorder), Question { text: String::new() });
    let Err(Error::Api(error)) = client.chat(&question).events().await else { panic!("429 is declared") };
    assert_eq!(error.body().message.as_deref(), Some("slowly"));
    // A service that does not do as it is asked.
    recorder.otherwise(Response::json(200, &json!({ "text": "whole" })));
    let error = client.chat(&question).events().await.expect_err("JSON");
    let Error::Unexpected(unexpected) = &error else { panic!("{error}") };
    assert_eq!(unexpected.bytes(), r#"{"text":"whole"}"#);
    let text = error.to_string();
    assert!(text.contains("with a body of `application/json`, which is not the stream that was asked for"), "{text}");
}

#[tokio::test]
async fn an_event_that_is_not_as_declared_does_not_end_the_stream() {
    let recorder = recorder_with(events("data: {\"delta\": 1}\n\ndata: {\"delta\": \"b\"}\n\n"));
    let mut changes = client(&recorder).get_changes().events_query("x").events().await.unwrap();
    let error = changes.next().await.unwrap().expect_err("a number");
    let Error::Decode(decode) = &error else { panic!("{error}") };
    assert_eq!(decode.bytes(), "{\"delta\": 1}");
    assert!(error.to_string().contains("with an item that is not as declared (`$.delta`: "), "{error}");
    assert_eq!(changes.next().await.unwrap().unwrap().data.delta, "b");
    assert!(changes.next().await.is_none());
    assert_eq!(recorder.only_request().query(), "events=x");
}

#[tokio::test]
async fn texts_are_events() {
    let recorder =
        recorder_with(events(":hello\r\n\r\nevent: tick\r\nid: 1\r\ndata: é\r\ndata\r\n\r\ndata: {}\r\n\r\ndata: cut"));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap();
    let first = ticks.next().await.unwrap().unwrap();
    assert_eq!((first.name.as_str(), first.id.as_str(), first.data.as_str()), ("tick", "1", "é\n"));
    let second = ticks.next().await.unwrap().unwrap();
    assert_eq!((second.name.as_str(), second.id.as_str(), second.data.as_str()), ("message", "1", "{}"));
    // One without an end is none.
    assert!(ticks.next().await.is_none());
    // The plain call gives the whole text.
    assert!(client(&recorder).get_ticks().await.unwrap().starts_with(":hello"));
}

#[tokio::test]
async fn a_connection_that_broke_goes_on_after_the_last_event() {
    let recorder = Recorder::start();
    let half = "id: 1\nretry: 1\ndata: one\n\n";
    recorder.respond(events(&half.repeat(2)).cut_short());
    recorder.respond(Response::empty(503));
    recorder.respond(events("data: two\n\nid: 3\ndata: three\n\nid: 4\ndata: cut"));
    recorder.otherwise(Response::empty(204));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(2).with_pause(SOON);
    let (collected_events, error) = all(&mut ticks).await;
    assert!(error.is_none(), "{error:?}");
    let pairs: Vec<_> = collected_events.iter().map(|event| (event.id.as_str(), event.data.as_str())).collect();
    assert_eq!(pairs, [("1", "one"), ("1", "two"), ("3", "three")]);
    assert_eq!(collected_events[0].retry, Some(Duration::from_millis(1)));
    let requests: Vec<_> =
        recorder.requests().iter().map(|seen| seen.header("last-event-id").map(str::to_owned)).collect();
    assert_eq!(requests, [None, Some("1".to_owned()), Some("1".to_owned()), Some("3".to_owned())]);
    assert!(recorder.requests().iter().all(|seen| seen.header("accept") == Some("text/event-stream")));
}

#[tokio::test]
async fn connecting_again_is_asked_for_and_ends() {
    let recorder = recorder_with(events("retry: 1\ndata: one\n\nretry: 1\ndata: one\n\n").cut_short());
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap();
    let (collected_events, error) = all(&mut ticks).await;
    assert!(collected_events.len() == 1 && matches!(error, Some(Error::Transport(_))));
    assert_eq!(recorder.requests().len(), 1);
    // Without an event in between it is tried so often, and a response that says no ends it at once.
    recorder.respond(events("retry: 1\n\n")).otherwise(Response::empty(503));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(3).with_pause(SOON);
    let (collected_events, error) = all(&mut ticks).await;
    assert!(collected_events.is_empty());
    assert_eq!((error.unwrap().status().unwrap().as_u16(), recorder.requests().len()), (503, 5));
    recorder.forget();
    recorder.respond(events("retry: 1\n\n")).otherwise(Response::text(404, "gone"));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(3).with_pause(SOON);
    let (_, error) = all(&mut ticks).await;
    assert_eq!((error.unwrap().status().unwrap().as_u16(), recorder.requests().len()), (404, 2));
    assert!(ticks.next().await.is_none());
}

#[tokio::test]
async fn a_service_in_trouble_does_not_end_a_stream_of_events() {
    let recorder = Recorder::start();
    recorder.respond(events(&"id: 1\ndata: one\n\n".repeat(2)).cut_short());
    for status in [500, 503, 429, 502] {
        recorder.respond(Response::empty(status));
    }
    recorder.respond(events("data: two\n\n")).otherwise(Response::empty(204));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(5).with_pause(SOON);
    let (collected_events, error) = all(&mut ticks).await;
    assert!(error.is_none() && collected_events.len() == 2, "{collected_events:?} {error:?}");
    // Each attempt is one request, whatever the policy of repetition is.
    assert_eq!(recorder.requests().len(), 7);
}

#[tokio::test]
async fn a_comment_is_a_sign_of_life() {
    let recorder = Recorder::start();
    for _ in 0..4 {
        recorder.respond(events(": still here\n\n"));
    }
    recorder.respond(events("data: one\n\n")).otherwise(Response::empty(204));
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(1).with_pause(SOON);
    let (collected_events, error) = all(&mut ticks).await;
    assert!(error.is_none() && collected_events.len() == 1, "{collected_events:?} {error:?}");
    assert_eq!(recorder.requests().len(), 6);
}

/// A server that gives a comment ten times a second, and an event after a second.
fn commenting() -> String {
    use std::io::{Read, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("it works");
    let url = format!("http://{}", listener.local_addr().expect("it works"));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("it works");
        assert!(stream.read(&mut [0; 4096]).expect("it works") > 0);
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n").expect("it works");
        for _ in 0..10 {
            stream.write_all(b":\n\n").expect("it works");
            std::thread::sleep(Duration::from_millis(100));
        }
        stream.write_all(b"data: one\n\n").expect("it works");
        // It is silent from here on.
        let _ = stream.read(&mut [0; 1]);
    });
    url
}

#[tokio::test]
async fn comments_count_where_silence_has_a_limit() {
    let limit = Duration::from_millis(600);
    let client = streams::Client::builder(&commenting()).build().unwrap();
    let mut ticks = client.get_ticks().events().await.unwrap().with_idle_timeout(limit);
    assert_eq!(ticks.next().await.unwrap().unwrap().data, "one");
    let error = ticks.next().await.unwrap().unwrap_err();
    assert_eq!(error.to_string().split(" for ").next(), Some("no more of the answer within 600ms"));
}

#[tokio::test]
async fn connecting_again_waits_longer_each_time() {
    let recorder = Recorder::start();
    recorder.respond(events("retry: 0\ndata: one\n\n"));
    recorder.otherwise(Response::empty(503));
    let start = std::time::Instant::now();
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(2);
    let (collected_events, error) = all(&mut ticks).await;
    assert!(collected_events.len() == 1 && error.is_some_and(|error| error.status().unwrap() == 503));
    // `retry: 0` counts as half a second: half a second and one, each with up to as much on top.
    assert!((1400..=4500).contains(&start.elapsed().as_millis()), "{:?}", start.elapsed());
    // `Retry-After` of a response that refuses is waited for.
    let recorder = Recorder::start();
    recorder.respond(events("data: one\n\n"));
    recorder.respond(Response::empty(429).header("retry-after", "1")).otherwise(Response::empty(204));
    let start = std::time::Instant::now();
    let mut ticks = client(&recorder).get_ticks().events().await.unwrap().reconnecting(2).with_pause(SOON);
    assert!(all(&mut ticks).await.1.is_none());
    assert!(start.elapsed() >= Duration::from_secs(1), "{:?}", start.elapsed());
}

#[tokio::test]
async fn lines_are_items() {
    let text = "{\"level\": 1, \"text\": \"a\\nb\"}\n\r\n{\"level\": \"x\"}\r\n{\"level\": 3}";
    let recorder = recorder_with(Response::bytes(200, "application/x-ndjson", text));
    let mut log = client(&recorder).get_log().stream_items().await.unwrap();
    assert_eq!(log.status(), 200);
    assert_eq!(log.next().await.unwrap().unwrap(), Line { level: 1, text: Some("a\nb".to_owned()) });
    assert!(matches!(log.next().await.unwrap(), Err(Error::Decode(_))));
    assert_eq!(log.next().await.unwrap().unwrap().level, 3);
    assert!(log.next().await.is_none());
    assert_eq!(recorder.only_request().header("accept"), Some("application/x-ndjson"));
    // One that was cut off is no item.
    let cut = Response::bytes(200, "application/x-ndjson", "{\"level\": 1}\n{\"level\": 22}\n").cut_short();
    recorder.otherwise(cut);
    let mut log = client(&recorder).get_log().stream_items().await.unwrap();
    assert_eq!(log.next().await.unwrap().unwrap().level, 1);
    assert!(matches!(log.next().await.unwrap(), Err(Error::Transport(_))));
    assert!(log.next().await.is_none());
}

#[tokio::test]
async fn lines_are_sent_one_by_one() {
    let recorder = recorder_with(Response::empty(204));
    let lines = (1..=2).map(|level| Line { level, text: None });
    client(&recorder).add_lines(BodyItems::of(lines)).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.body, "{\"level\":1}\n{\"level\":2}\n");
    let headers = (seen.header("content-type"), seen.header("transfer-encoding"));
    assert_eq!(headers, (Some("application/x-ndjson"), Some("chunked")));
}

#[tokio::test]
async fn one_item_has_a_limit_and_their_number_has_none() {
    let recorder = recorder_with(events(&format!("data: {}\n\n", "x".repeat(50)).repeat(1000)));
    let call = client(&recorder).get_ticks().with_response_limit(100);
    let (collected_events, error) = all(&mut call.clone().events().await.unwrap()).await;
    assert!(collected_events.len() == 1000 && error.is_none());
    // A line without an end, an event without one, and a name.
    for endless in [
        "data: ".to_owned() + &"x".repeat(1 << 20),
        "data: x\n".repeat(100_000),
        "event: ".to_owned() + &"x".repeat(200) + "\n",
    ] {
        recorder.otherwise(events(&endless));
        let mut ticks = call.clone().events().await.unwrap();
        let Some(Err(Error::Transport(error))) = ticks.next().await else { panic!("too large") };
        assert!(error.is_response_too_large());
        assert_eq!(error.to_string(), "an item of the answer for `getTicks` (GET /ticks) is larger than 100 bytes");
        assert!(ticks.next().await.is_none());
    }
    let line = format!("{{\"level\": 1, \"text\": \"{}\"}}\n", "x".repeat(100));
    recorder.otherwise(Response::bytes(200, "application/x-ndjson", line));
    let mut log = client(&recorder).get_log().with_response_limit(100).stream_items().await.unwrap();
    let Some(Err(Error::Transport(error))) = log.next().await else { panic!("too large") };
    assert!(error.is_response_too_large());
    assert!(log.next().await.is_none());
}

#[tokio::test]
async fn events_of_3_2_say_what_their_data_is() {
    let text = "event: reading\nid: 7\nretry: 20\ndata: {\"value\": 0.5}\n\n";
    let recorder = recorder_with(events(text));
    let mut readings = client_3_2(&recorder).get_events().events().await.unwrap();
    let event = readings.next().await.unwrap().unwrap();
    assert_eq!(event.data, Reading { value: 0.5, at: None });
    assert_eq!(
        (event.name.as_str(), event.id.as_str(), event.retry),
        ("reading", "7", Some(Duration::from_millis(20)))
    );
    assert_eq!(readings.last_event_id(), "7");
}

#[tokio::test]
async fn events_of_several_kinds_are_a_union() {
    let recorder =
        recorder_with(events("event: begin\ndata: 1\n\nevent: end\nid: e\ndata: 2\n\nevent: other\ndata: 3\n\n"));
    let mut steps = client_3_2(&recorder).get_steps().events().await.unwrap();
    let GetStepsResponseItem::Begin(begin) = steps.next().await.unwrap().unwrap().data else { panic!("begin") };
    assert_eq!(begin.data, "1");
    let GetStepsResponseItem::End(end) = steps.next().await.unwrap().unwrap().data else { panic!("end") };
    assert_eq!((end.data.as_str(), end.id.as_deref()), ("2", Some("e")));
    let other = steps.next().await.unwrap().unwrap();
    let whole = json!({ "data": "3", "event": "other", "id": "e" });
    assert_eq!((other.name.as_str(), serde_json::to_value(&other.data).unwrap()), ("other", whole));
}

#[tokio::test]
async fn items_of_3_2() {
    let recorder = recorder_with(Response::bytes(200, "application/jsonl", "{\"value\": 1}\n{\"value\": 2.5}\n"));
    let mut readings = client_3_2(&recorder).get_readings().stream_items().await.unwrap();
    assert_eq!(readings.next().await.unwrap().unwrap().value, 1.0);
    assert_eq!(readings.next().await.unwrap().unwrap().value, 2.5);
    assert!(readings.next().await.is_none());
    recorder.otherwise(Response::bytes(
        200,
        "application/json-seq",
        "\u{1e}{\"value\": 1}\n\u{1e}{\"val\u{1e}{\n\"value\": 3}\n",
    ));
    let mut readings = client_3_2(&recorder).get_sequence().stream_items().await.unwrap();
    assert_eq!(readings.next().await.unwrap().unwrap().value, 1.0);
    assert!(matches!(readings.next().await.unwrap(), Err(Error::Decode(_))));
    assert_eq!(readings.next().await.unwrap().unwrap().value, 3.0);
    assert!(readings.next().await.is_none());
}

#[test]
fn events_and_items_come_without_a_runtime() {
    let recorder = Recorder::start();
    recorder.respond(events("id: 1\nretry: 1\ndata: one\n\n"));
    recorder.respond(events("data: two\n\n"));
    recorder.otherwise(Response::empty(204));
    let mut ticks = client(&recorder).get_ticks().events_blocking().unwrap().reconnecting(1).with_pause(SOON);
    let collected_events: Vec<_> =
        std::iter::from_fn(|| ticks.next_blocking()).map(|event| event.unwrap().data).collect();
    assert_eq!(collected_events, ["one", "two"]);
    let seen = recorder.requests();
    let requests: Vec<_> = seen.iter().map(|seen| (seen.header("accept"), seen.header("last-event-id"))).collect();
    let again = (Some("text/event-stream"), Some("1"));
    assert_eq!(requests, [(Some("text/event-stream"), None), again, again]);

    recorder.otherwise(Response::bytes(200, "application/x-ndjson", "{\"level\": 1}\n{}\n{\"level\": 3}"));
    let mut log = client(&recorder).get_log().stream_items_blocking().unwrap();
    assert_eq!(log.next_blocking().unwrap().unwrap().level, 1);
    assert!(matches!(log.next_blocking().unwrap(), Err(Error::Decode(_))));
    assert_eq!(log.next_blocking().unwrap().unwrap().level, 3);
    assert!(log.next_blocking().is_none());
    // What is no stream is an error of the operation.
    recorder.otherwise(Response::json(429, &json!({ "message": "slowly" })));
    let question = Question { text: String::new() };
    let Err(Error::Api(error)) = client(&recorder).chat(&question).events_blocking() else { panic!("429") };
    assert_eq!(error.body().message.as_deref(), Some("slowly"));
}

#[tokio::test]
async fn a_stream_blocks_inside_of_a_runtime_too() {
    let recorder = recorder_with(events("data: one\n\ndata: two\n\n").cut_short());
    let mut ticks = client(&recorder).get_ticks().events_blocking().unwrap().with_idle_timeout(Duration::from_secs(9));
    assert_eq!(ticks.next_blocking().unwrap().unwrap().data, "one");
    assert!(matches!(ticks.next_blocking(), Some(Err(Error::Transport(_)))));
    assert!(ticks.next_blocking().is_none());
}

#[tokio::test]
async fn a_gateway_sends_results_and_an_error_line_by_line() {
    let lines =
        "{\"result\":{\"cm\":\"5\"}}\n{\"result\":{\"cm\":\"6\"}}\n{\"error\":{\"code\":13,\"message\":\"dry\"}}\n";
    let recorder = recorder_with(Response::bytes(200, "application/json", lines));
    let client = gateway_streams::Client::builder(&recorder.url()).build().unwrap();
    let request = gateway_streams::types::GaugeRequest { gauge: Some("north".to_owned()) };
    let mut items = client.gauge(&request).stream_items().await.unwrap();
    let mut levels = Vec::new();
    while let Some(item) = items.next().await {
        let item = item.unwrap();
        levels.push((item.result.map(|level| level.cm), item.error.and_then(|error| error.message)));
    }
    let level = |cm: i64| (Some(Some(cm.into())), None);
    assert_eq!(levels, [level(5), level(6), (None, Some("dry".to_owned()))]);
    // The plain call gives the text, and an error has its type.
    assert_eq!(client.levels().await.unwrap(), lines);
    recorder.otherwise(Response::json(503, &json!({ "message": "down" })));
    let Err(Error::Api(error)) = client.gauge(&request).stream_items().await else { panic!("it is declared") };
    assert_eq!(error.body().message.as_deref(), Some("down"));
}

#[tokio::test]
async fn a_gateway_takes_messages_line_by_line() {
    use gateway_streams::types::GaugeLevel;
    let recorder = recorder_with(Response::json(200, &json!({ "gauge": "2" })));
    let client = gateway_streams::Client::builder(&recorder.url()).build().unwrap();
    let level = |cm: i64| GaugeLevel { cm: Some(cm.into()) };
    client.collect(vec![level(5), level(6)].into()).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.text(), "{\"cm\":\"5\"}\n{\"cm\":\"6\"}\n");
    recorder.otherwise(Response::bytes(200, "application/json", "{\"result\":{\"cm\":\"1\"}}\n"));
    let mut items = client.compare(vec![level(5)].into()).stream_items().await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap().result, Some(level(1)));
    assert_eq!(recorder.requests().last().map(|seen| seen.text().to_owned()).as_deref(), Some("{\"cm\":\"5\"}\n"));
}

#[tokio::test]
async fn streams_of_json_have_many_names() {
    use streams_by_name::types::{Boat, Change};
    let lines = "{\"kind\":\"added\",\"boat\":{\"name\":\"Ada\"}}\n{\"kind\":\"gone\"}\n";
    let recorder = recorder_with(Response::bytes(200, "application/json;stream=watch", lines));
    let client = streams_by_name::Client::builder(&recorder.url()).build().unwrap();
    let boat = || Boat { name: "Ada".to_owned() };
    let changes =
        || [Change { kind: "added".to_owned(), boat: Some(boat()) }, Change { kind: "gone".to_owned(), boat: None }];
    let mut items = client.list_boats().watch(true).stream_items().await.unwrap();
    for change in changes() {
        assert_eq!(items.next().await.unwrap().unwrap(), change);
    }
    assert!(items.next().await.is_none());
    let mut items = client.watch_changes().stream_items().await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), changes()[0]);
    let mut items = client.add_changes(changes().to_vec().into()).stream_items().await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), changes()[0]);
    let seen = recorder.requests();
    let accepted: Vec<_> = seen.iter().map(|seen| seen.header("accept").unwrap()).collect();
    assert_eq!(accepted, ["application/json;stream=watch", "application/json", "application/json-stream"]);
    assert_eq!(seen[2].header("content-type"), Some("application/x-json-stream"));
    assert_eq!(seen[2].body, lines);
    // The configuration names it by its pointer; the plain call is the list.
    recorder.otherwise(Response::bytes(200, "application/json", "{\"name\":\"Ada\"}\n{\"name\":\"Bob\"}"));
    let mut items = client.get_boat("a").stream_items().await.unwrap();
    assert_eq!(items.next().await.unwrap().unwrap(), boat());
    recorder.otherwise(Response::json(200, &json!([{ "name": "Ada" }])));
    assert_eq!(client.get_boat("a").await.unwrap(), [boat()]);
    assert_eq!(client.list_boats().await.unwrap(), [boat()]);
}

#[tokio::test]
async fn events_that_are_told_apart_by_their_name_have_typed_data() {
    use callsmith_goldens::streams_3_2::types::GetReportsResponseItem as Report;
    let recorder = recorder_with(events(
        "event: note\ndata: \"quoted\"\n\nevent: reading\nid: 2\ndata: {\"value\":\ndata: 0.5}\n\nevent: totals\ndata: {\"count\": 3}\n\n\
         event: totals\ndata: none\n\nevent: other\ndata: {\"count\": 3}\n\n",
    ));
    let mut reports = client_3_2(&recorder).get_reports().events().await.unwrap();
    let Report::Note(note) = reports.next().await.unwrap().unwrap().data else { panic!("it is a note") };
    assert_eq!(note.data.as_deref(), Some("\"quoted\""));
    let event = reports.next().await.unwrap().unwrap();
    let Report::Reading(reading) = event.data else { panic!("it is a reading") };
    assert_eq!((event.name.as_str(), reading.id.as_deref()), ("reading", Some("2")));
    assert_eq!(reading.data, Reading { value: 0.5, at: None });
    let Report::Totals(totals) = reports.next().await.unwrap().unwrap().data else { panic!("they are totals") };
    assert_eq!(totals.data.count, 3);
    let error = reports.next().await.unwrap().expect_err("a text is no total");
    assert!(matches!(error, Error::Decode(_)), "{error}");
    let Report::Unknown(data) = reports.next().await.unwrap().unwrap().data else { panic!("it is not declared") };
    assert_eq!(data, json!({ "event": "other", "data": "{\"count\": 3}", "id": "2" }));
}
