//! Pages that are asked for in the body of a request, pages among responses that differ by status, and links with a key.

use callsmith_goldens::pages_in_bodies::Client;
use callsmith_goldens::pages_in_bodies::operations::ListExportsOutput;
use callsmith_goldens::pages_in_bodies::types::{ListCountedBody, ListNumberedBody, ListSortedBody, Query, QueryPage};
use callsmith_runtime::{Body, Error};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn page(body: &Value) -> Response {
    Response::json(200, body)
}

/// Method, URL and body of the requests.
fn queries(recorder: &Recorder) -> Vec<String> {
    recorder.requests().iter().map(|seen| format!("{} {} {}", seen.method, seen.target, seen.text())).collect()
}

fn query(page: Option<QueryPage>) -> Query {
    Query { text: "a \"b\"".to_owned(), page }
}

#[tokio::test]
async fn a_cursor_stands_in_the_body_of_the_next_request() {
    let recorder = Recorder::start();
    let next = |after: Value| json!({ "results": [{ "name": "a" }], "paging": { "next": { "after": after } } });
    recorder.respond(page(&next(json!("x\"/2")))).respond(page(&next(json!("3")))).respond(page(&next(json!(""))));
    let first = query(Some(QueryPage { after: None, size: Some(2) }));
    let items = client(&recorder).search(&first).with_header("x-trace", "7").items().into_vec().await.unwrap();
    assert_eq!(items.len(), 3);
    assert_eq!(
        queries(&recorder),
        [
            r#"POST /search {"text":"a \"b\"","page":{"size":2}}"#,
            r#"POST /search {"text":"a \"b\"","page":{"size":2,"after":"x\"/2"}}"#,
            r#"POST /search {"text":"a \"b\"","page":{"size":2,"after":"3"}}"#,
        ]
    );
    for seen in recorder.requests() {
        assert_eq!((seen.header("content-type"), seen.header("x-trace")), (Some("application/json"), Some("7")));
    }
}

#[tokio::test]
async fn objects_on_the_way_to_a_cursor_are_made_and_bytes_of_the_caller_are_changed() {
    let recorder = Recorder::start();
    let more = json!({ "results": [], "paging": { "next": { "after": "2" } } });
    recorder.respond(page(&more)).respond(page(&json!({ "results": [] })));
    client(&recorder).search(&query(None)).pages().into_vec().await.unwrap();
    recorder.respond(page(&more)).respond(page(&json!({})));
    let raw = client(&recorder).search(&query(None)).with_body("application/vnd.q+json", "{\"own\": 1.50}");
    raw.pages().into_vec().await.unwrap();
    assert_eq!(
        queries(&recorder),
        [
            r#"POST /search {"text":"a \"b\""}"#,
            r#"POST /search {"text":"a \"b\"","page":{"after":"2"}}"#,
            r#"POST /search {"own": 1.50}"#,
            r#"POST /search {"own":1.50,"page":{"after":"2"}}"#,
        ]
    );
    assert_eq!(recorder.requests()[3].header("content-type"), Some("application/vnd.q+json"));
}

#[tokio::test]
async fn a_body_that_cannot_be_changed_is_an_error_after_its_page() {
    let recorder = Recorder::start();
    recorder.otherwise(page(&json!({ "results": [], "paging": { "next": { "after": "2" } } })));
    for (body, why) in [
        (Body::from("{\"page\": 1}"), "it has no place for a value at `/page/after`"),
        (Body::from("a text"), "expected value"),
        (Body::reader(&b"{}"[..]), "it is a stream"),
    ] {
        let mut pages = client(&recorder).search(&query(None)).with_body("application/json", body).pages();
        assert!(pages.next().await.unwrap().is_ok());
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("after which the body of the request cannot be changed: "), "{text}");
        assert!(text.contains(why), "{text}");
        assert!(pages.next().await.is_none());
    }
}

#[tokio::test]
async fn an_offset_in_the_body_counts_items_from_the_one_that_was_asked_for() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "items": ["a", "b"], "total": 13 })));
    recorder.respond(page(&json!({ "items": ["c"], "total": 13 })));
    let filter = json!({ "kind": [1, 2.5] }).as_object().cloned();
    let body = ListCountedBody { offset: Some(10), filter };
    let items = client(&recorder).list_counted(&body).items().into_vec().await.unwrap();
    assert_eq!(items, ["a", "b", "c"]);
    assert_eq!(
        queries(&recorder),
        [
            r#"POST /counted {"offset":10,"filter":{"kind":[1,2.5]}}"#,
            r#"POST /counted {"offset":12,"filter":{"kind":[1,2.5]}}"#,
        ]
    );
}

#[tokio::test]
async fn the_number_of_a_page_in_a_form() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!(["a"]))).respond(page(&json!(["b"]))).respond(page(&json!([])));
    let body = ListNumberedBody { page: None, kind: Some("x&y".to_owned()) };
    let items = client(&recorder).list_numbered(&body).items().into_vec().await.unwrap();
    assert_eq!(items, ["a", "b"]);
    assert_eq!(
        queries(&recorder),
        ["POST /numbered kind=x%26y", "POST /numbered kind=x%26y&page=2", "POST /numbered kind=x%26y&page=3"]
    );
    let form = Some("application/x-www-form-urlencoded");
    assert!(recorder.requests().iter().all(|seen| seen.header("content-type") == form));
}

#[tokio::test]
async fn a_cursor_may_be_an_array_and_the_first_request_without_a_body() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "hits": [{ "id": 1 }, { "id": 2, "sort": [1.5, "x", null] }] })));
    recorder.respond(page(&json!({ "hits": [{ "id": 3 }] })));
    let hits = client(&recorder).list_sorted(&Default::default()).without_body().items().into_vec().await.unwrap();
    assert_eq!(hits.iter().map(|hit| hit.id).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(queries(&recorder), ["POST /sorted ", r#"POST /sorted {"search_after":[1.5,"x",null]}"#]);
    assert_eq!(recorder.requests()[1].header("content-type"), Some("application/json"));
    recorder.forget();
    recorder.otherwise(page(&json!({ "hits": [{ "id": 2, "sort": [1] }] })));
    let sized = ListSortedBody { search_after: None, size: Some(1) };
    let error = client(&recorder).list_sorted(&sized).items().into_vec().await.unwrap_err().to_string();
    assert!(error.contains("which leads to itself as its next page"), "{error}");
    assert_eq!(recorder.requests().len(), 2);
}

#[tokio::test]
async fn a_page_is_the_response_with_its_status() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "results": [{ "name": "a" }], "next": "/exports?page=2" })));
    recorder.respond(page(&json!({ "results": [{ "name": "b" }] })));
    let items = client(&recorder).list_exports().items().into_vec().await.unwrap();
    assert_eq!(items.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    recorder.respond(page(&json!({ "results": [], "next": "?page=2" }))).respond(Response::empty(204));
    assert_eq!(client(&recorder).list_exports().items().into_vec().await.unwrap(), []);
    recorder.respond(page(&json!({ "results": [{ "name": "c" }] })));
    assert_eq!(client(&recorder).list_things().items().into_vec().await.unwrap()[0].name, "c");
    let urls = ["GET /exports ", "GET /exports?page=2 ", "GET /exports ", "GET /exports?page=2 ", "GET /things "];
    assert_eq!(queries(&recorder), urls);
}

#[tokio::test]
async fn a_response_of_another_status_is_no_page_of_items() {
    let recorder = Recorder::start();
    // It has what a page has, and is none.
    recorder.otherwise(Response::json(202, &json!({ "job": "7", "results": [{ "name": "x" }], "next": "?page=2" })));
    let mut items = client(&recorder).list_exports().items();
    let error = items.next().await.unwrap().unwrap_err();
    assert!(matches!(&error, Error::Unexpected(_)), "{error:?}");
    assert!(error.to_string().contains("202 Accepted"), "{error}");
    assert!(error.to_string().contains("which is no page of items"), "{error}");
    assert!(items.next().await.is_none());
    // As a page it is what its status says, and the last one.
    let pages = client(&recorder).list_exports().pages().into_vec().await.unwrap();
    let [only] = &pages[..] else { panic!("{pages:?}") };
    assert!(matches!(only.body(), ListExportsOutput::Accepted(job) if job.job == "7"));
    assert_eq!(recorder.requests().len(), 2);
}

#[tokio::test]
async fn a_key_in_the_query_is_sent_once() {
    let recorder = Recorder::start();
    for link in ["/things?api%20key=old&page=2", "?page=3&api+key=s3cret", "?page=4"] {
        recorder.respond(page(&json!({ "results": [], "next": link })));
    }
    recorder.respond(page(&json!({ "results": [] })));
    let client = Client::builder(&recorder.url()).api_key("s3cret").build().unwrap();
    client.list_things().pages().into_vec().await.unwrap();
    // The caller's own has the last word.
    recorder.respond(page(&json!({ "results": [] })));
    client.list_things().with_query("api key", "own").await.unwrap();
    let seen = recorder.requests();
    assert_eq!(
        seen.iter().map(|seen| seen.query()).collect::<Vec<_>>(),
        [
            "api%20key=s3cret",
            "page=2&api%20key=s3cret",
            "page=3&api%20key=s3cret",
            "page=4&api%20key=s3cret",
            "api%20key=own"
        ]
    );
}

mod tokens {
    //! Tokens in headers, and pages in XML.

    use callsmith_goldens::page_tokens::Client;
    use callsmith_goldens::page_tokens::types::{Cell, ListByBodyObject};

    use super::*;

    fn client(recorder: &Recorder) -> Client {
        Client::builder(&recorder.url()).build().expect("the client can be made")
    }

    #[tokio::test]
    async fn a_token_in_a_header_leads_to_the_next_page() {
        let recorder = Recorder::start();
        recorder
            .respond(page(&json!(["a"])).header("X-Next-Token", "t/1"))
            .respond(page(&json!(["b"])).header("x-next-token", ""));
        assert_eq!(client(&recorder).list_names().items().into_vec().await.unwrap(), ["a", "b"]);
        recorder.respond(page(&json!(["c"])).header("X-After", "\"2")).respond(page(&json!(["d"])));
        let all = client(&recorder).list_by_body(&ListByBodyObject::default()).items().into_vec().await.unwrap();
        assert_eq!(all, ["c", "d"]);
        recorder.respond(page(&json!(["e"])).header("X-Next", "/linked/2")).respond(page(&json!(["f"])));
        assert_eq!(client(&recorder).list_linked().items().into_vec().await.unwrap(), ["e", "f"]);
        let expected = [
            "GET /names ",
            "GET /names?token=t%2F1 ",
            "POST /names {}",
            r#"POST /names {"after":"\"2"}"#,
            "GET /linked ",
            "GET /linked/2 ",
        ];
        assert_eq!(queries(&recorder), expected);
    }

    #[tokio::test]
    async fn a_token_that_stays_the_same_ends_in_an_error() {
        let recorder = Recorder::start();
        recorder.otherwise(page(&json!(["a"])).header("X-Next-Token", "1"));
        let error = client(&recorder).list_names().items().into_vec().await.expect_err("it would never end");
        assert!(error.to_string().contains("which leads to itself"), "{error}");
    }

    #[tokio::test]
    async fn pages_may_be_xml() {
        let xml = |cells: &str, next: &str| {
            let text = format!(
                "<EnumerationResults><Cells>{cells}</Cells><NextMarker>{next}</NextMarker></EnumerationResults>"
            );
            Response::bytes(200, "application/xml", text)
        };
        let cell = |name: &str, size| Cell { name: name.to_owned(), size };
        let recorder = Recorder::start();
        let first = "<Cell><Name>a</Name><Size>3</Size></Cell><Cell><Name>7</Name></Cell>";
        recorder.respond(xml(first, "m&amp;1")).respond(xml("<Cell><Name>c</Name></Cell>", ""));
        let cells = client(&recorder).list_cells().items().into_vec().await.unwrap();
        assert_eq!(cells, [cell("a", Some(3)), cell("7", None), cell("c", None)]);
        // In either form, whatever the last page was.
        recorder.respond(xml(first, "2")).respond(page(&json!({ "Cells": [{ "Name": "d" }] })));
        let cells = client(&recorder).list_mixed().items().into_vec().await.unwrap();
        assert_eq!(cells, [cell("a", Some(3)), cell("7", None), cell("d", None)]);
        assert_eq!(
            queries(&recorder),
            ["GET /cells ", "GET /cells?marker=m%261 ", "GET /mixed ", "GET /mixed?marker=2 "]
        );
    }
}
