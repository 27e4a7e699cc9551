//! Bodies that came whole and are not what the document declares.

use crate::outcomes::{FailureTexts, client, failure, failure_of, is, next, run};
use crate::server::{Keep, ResponseStep, Server, json, response};

const NOT_AS_DECLARED: &str = "200 OK for `getPet` (GET /pets/{petId}), with a body that is not as declared ";

fn failure_with(body: impl AsRef<[u8]>) -> FailureTexts {
    let server = Server::always([json(body), Keep]);
    failure(&server, &client(&server))
}

#[test]
fn invalid_utf_8_in_json() {
    let (kind, predicates, text) = failure_with(b"{\"id\": 1, \"color\": \"r\xff\xfe\", \"owner\": null}");
    assert_eq!((kind, predicates.as_str()), ("decode", ""));
    let start = format!("{NOT_AS_DECLARED}(`$.color`: invalid unicode code point at line 1 column ");
    assert!(text.starts_with(&start), "{text}");
}

#[test]
fn invalid_utf_8_in_text() {
    let text: ResponseStep = response("200 OK", "content-type: text/plain; charset=utf-8\r\n", b"ab\xff\xfecd");
    let server = Server::always([text, Keep]);
    let client = client(&server);
    let outcome = run(async {
        let outcome = client.health().await;
        next(&client).await.expect("the next call works");
        outcome
    });
    let (kind, predicates, text) = failure_of(&outcome.expect_err("no text"), &server);
    assert_eq!((kind, predicates.as_str()), ("decode", ""));
    assert!(text.contains("UTF-8"), "{text}");
}

/// The place is a path, a line and a column.
#[test]
fn invalid_json() {
    let text = "(`$.owner`: expected value at line 2 column 11): {\\n \"owner\": ,}";
    let (kind, predicates, message) = failure_with("{\n \"owner\": ,}");
    assert_eq!((kind, predicates.as_str()), ("decode", ""));
    assert_eq!(message, format!("{NOT_AS_DECLARED}{text}"));
    for (body, place) in [
        (r#"{"id": }"#, "`$.id`: expected value at line 1 column 8"),
        (r#"{"other": [1, , 2]}"#, "`$.other[1]`: expected value at line 1 column 15"),
        (r#"{"other": [1, }]}"#, "`$.other[1]`: expected value at line 1 column 15"),
        (r#"{"other": {"a": [{"b": tru}]}}"#, "`$.other.a[0].b`: expected ident at line 1 column 27"),
        (r#"{"id": 1, "color": "red", "owner": null"#, "`$.owner`: EOF while parsing an object at line 1 column 39"),
    ] {
        let text = failure_with(body).2;
        assert!(text.starts_with(&format!("{NOT_AS_DECLARED}({place})")), "{text}");
    }
}

#[test]
fn a_value_of_another_type() {
    let text = "(`$.id`: invalid type: string \"x\", expected i64 at line 1 column 10): {\"id\": \"x\"}";
    assert_eq!(failure_with(r#"{"id": "x"}"#), is("decode", "", &format!("{NOT_AS_DECLARED}{text}")));
}

#[test]
fn html() {
    let page = "<html><body>Login please</body></html>";
    let server = Server::always([response("200 OK", "content-type: text/html\r\n", page), Keep]);
    let reason = "(`$`: expected value at line 1 column 1 (the body is `text/html`))";
    let text = format!("{NOT_AS_DECLARED}{reason}: {page}");
    assert_eq!(failure(&server, &client(&server)), is("decode", "", &text));
}

/// A hundred thousand arrays in each other, where a pet is expected and where nothing is: an error or a pet, and no overflow of the stack.
#[test]
fn a_hundred_thousand_levels() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    let (kind, _, text) = failure_with(&deep);
    assert_eq!(kind, "decode");
    assert!(text.starts_with(NOT_AS_DECLARED) && text.len() < 1000, "{text}");
    let objects = r#"{"k":["#.repeat(100_000) + &"]}".repeat(100_000);
    assert_eq!(failure_with(&objects).0, "decode");
    // A property that the document does not know is skipped.
    let skipped = format!(r#"{{"id": 1, "color": "red", "owner": null, "other": {deep}}}"#);
    let server = Server::always([json(skipped), Keep]);
    crate::outcomes::success(&client(&server));
}
