//! Lines, events and sequences, however the pieces of a stream are cut.

use std::time::Duration;

use bytes::Bytes;

use super::lines::{End, Lines};
use super::parser::{EventParser, RawEvent};
use super::sequence::Sequence;

fn lines(end: End, pieces: &[&[u8]]) -> (Vec<String>, String) {
    let mut lines = Lines::new(end);
    let mut collected_pieces = Vec::new();
    for piece in pieces {
        lines.push(piece);
        while let Some(line) = lines.line() {
            collected_pieces.push(String::from_utf8(line.to_vec()).expect("text"));
        }
    }
    (collected_pieces, String::from_utf8(lines.rest().to_vec()).expect("text"))
}

#[test]
fn lines_end_as_the_stream_says() {
    let text: &[u8] = b"a\r\nb\nc\rd\r\re\n\nf";
    let any = (["a", "b", "c", "d", "", "e", ""].map(str::to_owned).into(), "f".to_owned());
    let feed = (["a\r", "b", "c\rd\r\re", ""].map(str::to_owned).into(), "f".to_owned());
    assert_eq!(lines(End::Any, &[text]), any);
    assert_eq!(lines(End::Feed, &[text]), feed);
    for cut in 0..text.len() {
        assert_eq!(lines(End::Any, &[&text[..cut], &text[cut..]]), any, "{cut}");
        assert_eq!(lines(End::Feed, &[&text[..cut], &text[cut..]]), feed, "{cut}");
    }
    let bytes: Vec<&[u8]> = text.chunks(1).collect();
    assert_eq!(lines(End::Any, &bytes), any);
}

/// The events of a text that comes byte by byte, and the parser after it.
fn events(text: &[u8]) -> (Vec<RawEvent>, EventParser) {
    let (mut lines, mut parser, mut events) = (Lines::new(End::Any), EventParser::default(), Vec::new());
    for byte in text.chunks(1) {
        lines.push(byte);
        while let Some(line) = lines.line() {
            events.extend(parser.line(&line));
        }
    }
    (events, parser)
}

fn data(text: &[u8]) -> Vec<String> {
    events(text).0.into_iter().map(|event| event.data).collect()
}

/// The examples of WHATWG HTML, "Interpreting an event stream".
#[test]
fn the_examples_of_the_standard() {
    assert_eq!(data(b"data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
    let (collected_events, parser) =
        events(b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n");
    let pairs: Vec<_> = collected_events.iter().map(|event| (event.data.as_str(), event.id.as_str())).collect();
    assert_eq!(pairs, [("first event", "1"), ("second event", ""), (" third event", "")]);
    assert_eq!(parser.id, "");
    assert_eq!(data(b"data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
    assert_eq!(data(b"data:test\n\ndata: test\n\n"), ["test", "test"]);
}

#[test]
fn fields_of_an_event() {
    let text = b"\xEF\xBB\xBFevent: add\r\ndata: 73857293\r\nunknown: x\r\nid: 7\r\nretry: 1500\r\n\r\nid: a\0b\ndata: x\nretry: 1s\n\n";
    let (collected_events, parser) = events(text);
    let add = RawEvent {
        name: "add".to_owned(),
        data: "73857293".to_owned(),
        id: "7".to_owned(),
        retry: Some(Duration::from_millis(1500)),
    };
    let json = |event: &RawEvent| serde_json::from_str::<serde_json::Value>(&event.to_json(&[])).expect("JSON");
    assert_eq!(json(&add), serde_json::json!({"data": "73857293", "event": "add", "id": "7", "retry": 1500}));
    // An identifier with NUL and a time that is no number are none; the name of an event is its own, the identifier stays.
    let next = RawEvent { name: String::new(), data: "x".to_owned(), id: "7".to_owned(), retry: None };
    assert_eq!(json(&next), serde_json::json!({"data": "x", "id": "7"}));
    assert_eq!(collected_events, [add, next]);
    assert_eq!(parser.pause, Some(Duration::from_millis(1500)));
}

#[test]
fn what_is_no_event() {
    // Without data, without an end, with bytes that are no text, with a time that is too large.
    let (collected_events, parser) = events(b"event: x\n\nretry: 20\n\ndata: \xFF\n\ndata: cut off\n");
    assert_eq!(collected_events.len(), 1);
    assert_eq!((collected_events[0].data.as_str(), collected_events[0].name.as_str()), ("\u{fffd}", ""));
    assert_eq!((parser.pause, parser.pending()), (Some(Duration::from_millis(20)), 7));
    assert_eq!(events(b"retry: 99999999999999999999999\n\n").1.pause, Some(Duration::from_millis(u64::MAX)));
    // A mark within the stream is a part of the name of a field.
    assert_eq!(data(b"data: a\n\n\xEF\xBB\xBFdata: b\n\n"), ["a"]);
}

#[test]
fn another_connection_begins_another_event() {
    let (_, mut parser) = events(b"id: 1\nretry: 5\n\nid: 2\ndata: half");
    parser.line(&Bytes::from_static(b"data: half"));
    parser.restart();
    assert_eq!((parser.id.as_str(), parser.pause, parser.pending()), ("1", Some(Duration::from_millis(5)), 1));
    // The identifier of an event that was cut off would skip it.
    assert_eq!(parser.line(&Bytes::new()), None);
    assert_eq!(parser.id, "1");
}

fn texts(pieces: &[&[u8]]) -> (Vec<String>, String) {
    let mut sequence = Sequence::default();
    let mut texts = Vec::new();
    for piece in pieces {
        sequence.push(piece);
        while let Some(text) = sequence.text() {
            texts.push(String::from_utf8(text.to_vec()).expect("text"));
        }
    }
    (texts, String::from_utf8(sequence.rest().to_vec()).expect("text"))
}

#[test]
fn texts_of_a_sequence() {
    let text = b"\x1e{\"a\":\n \"}\\\"\\n\x1f{\"\n}\n\x1e\x1e12\n\x1e[1,\x1e\"x\ny\"\n \x1etrue";
    let text = [&text[..], b"\n\x1e"].concat();
    let expected = (
        ["{\"a\":\n \"}\\\"\\n\u{1f}{\"\n}", "12", "[1,", "\"x\ny\"", "true"].map(str::to_owned).into(),
        String::new(),
    );
    let trimmed = |(mut collected_texts, rest): (Vec<String>, String)| {
        collected_texts.iter_mut().for_each(|text| *text = text.trim().to_owned());
        (collected_texts, rest)
    };
    assert_eq!(trimmed(texts(&[&text])), expected);
    for cut in 0..text.len() {
        assert_eq!(trimmed(texts(&[&text[..cut], &text[cut..]])), expected, "{cut}");
    }
    assert_eq!(texts(&[b"\x1e1\n\x1e{\"cut\": "]), (vec!["1".to_owned()], "{\"cut\": ".to_owned()));
    // A text that is complete does not wait for the next one.
    assert_eq!(texts(&[b"\x1e{}\n"]).0, ["{}"]);
    // Brackets that close nothing.
    assert_eq!(texts(&[b"\x1e]}\n\x1e[]\n"]).0, ["]}", "[]"]);
}
