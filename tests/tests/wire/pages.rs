//! Pages: the requests that follow each other, and where they end.

use callsmith_goldens::{pageable, pages};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

/// The URLs that were asked for, without the origin.
fn queries(recorder: &Recorder) -> Vec<String> {
    recorder.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

fn client(recorder: &Recorder) -> pages::Client {
    pages::Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn page(body: &Value) -> Response {
    Response::json(200, body)
}

#[tokio::test]
async fn links_in_a_header_are_followed_with_the_headers_of_the_call() {
    let recorder = Recorder::start();
    let next = format!("<{}/linked?page=2&x=a,b>; rel=\"next\", </linked?page=9>; rel=\"last\"", recorder.url());
    recorder.respond(page(&json!([{ "name": "a" }, { "name": "b" }])).header("link", &next));
    recorder.respond(page(&json!([])).header("link", "<?page=3>; rel=next"));
    recorder.respond(page(&json!([{ "name": "c" }])).header("link", "</linked?page=9>; rel=\"last\""));
    let mut items = client(&recorder).list_linked().per_page(2).x_tenant("t-1").with_header("x-trace", "7").items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.unwrap().name);
    }
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!(queries(&recorder), ["GET /linked?per_page=2", "GET /linked?page=2&x=a,b", "GET /linked?page=3"]);
    for request in recorder.requests() {
        assert_eq!((request.header("x-tenant"), request.header("x-trace")), (Some("t-1"), Some("7")));
        assert_eq!(request.header("accept"), Some("application/json"));
    }
}

#[tokio::test]
async fn the_last_item_is_the_cursor_until_there_are_no_more() {
    let recorder = Recorder::start();
    let animals = json!([{ "id": "1", "name": "a" }, { "id": "x&y", "name": "b" }]);
    recorder.respond(page(&json!({ "data": animals, "has_more": true })));
    recorder.respond(page(&json!({ "data": [{ "id": "z", "name": "c" }], "has_more": false })));
    let pages = client(&recorder).list_by_cursor().limit(2).pages().into_vec().await.unwrap();
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].body().data[0].name, "c");
    assert_eq!(queries(&recorder), ["GET /by-cursor?limit=2", "GET /by-cursor?starting_after=x%26y&limit=2"]);
}

#[tokio::test]
async fn a_token_that_is_empty_or_null_is_the_end() {
    for end in [json!(""), Value::Null] {
        let recorder = Recorder::start();
        recorder.respond(page(&json!({ "animals": [{ "name": "a" }], "nextPageToken": "t/2" })));
        recorder.respond(page(&json!({ "nextPageToken": end })));
        let items = client(&recorder).list_by_token().items().into_vec().await.unwrap();
        assert_eq!(items.len(), 1);
        assert_eq!(queries(&recorder), ["GET /by-token", "GET /by-token?pageToken=t%2F2"]);
    }
}

#[tokio::test]
async fn offsets_count_items_up_to_the_total() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "items": [1, 2], "total": 5 })));
    recorder.respond(page(&json!({ "items": [3.0], "total": 5 })));
    recorder.respond(page(&json!({ "items": [4, 5], "total": 5 })));
    let items = client(&recorder).list_by_offset().limit(2).items().into_vec().await.unwrap();
    assert_eq!(items, [1, 2, 3, 4, 5]);
    assert_eq!(
        queries(&recorder),
        ["GET /by-offset?limit=2", "GET /by-offset?offset=2&limit=2", "GET /by-offset?offset=3&limit=2"]
    );
}

#[tokio::test]
async fn offsets_go_on_from_the_one_that_was_asked_for() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "items": [1] }))).respond(page(&json!({ "items": [] })));
    let items = client(&recorder).list_by_offset().offset(40).items().into_vec().await.unwrap();
    assert_eq!(items, [1]);
    assert_eq!(queries(&recorder), ["GET /by-offset?offset=40", "GET /by-offset?offset=41"]);
}

#[tokio::test]
async fn numbers_of_pages_count_from_one_to_an_empty_page() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!(["a"]))).respond(page(&json!(["b"]))).respond(page(&json!([])));
    let items = client(&recorder).list_by_number().items().into_vec().await.unwrap();
    assert_eq!(items, ["a", "b"]);
    assert_eq!(queries(&recorder), ["GET /by-number", "GET /by-number?page=2", "GET /by-number?page=3"]);
}

#[tokio::test]
async fn the_page_after_a_post_is_a_get_without_a_body() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "found": [{ "a": 1 }], "links": { "next": "said/2?x=%2F" } })));
    recorder.respond(page(&json!({ "found": [{ "b": 2 }], "links": { "next": null } })));
    let body = pages::SearchSaidBody { text: Some("a".to_owned()) };
    let items = client(&recorder).search_said(&body).items().into_vec().await.unwrap();
    assert_eq!(items.iter().flat_map(|item| item.values().copied()).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(queries(&recorder), ["POST /said", "GET /said/2?x=%2F"]);
    assert_eq!(recorder.requests()[1].header("content-type"), None);
}

#[test]
fn pages_come_without_a_runtime() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!(["a"]))).respond(page(&json!(["b", "c"]))).respond(page(&json!([])));
    let mut items = client(&recorder).list_by_number().items();
    let items: Vec<String> = std::iter::from_fn(|| items.next_blocking()).map(Result::unwrap).collect();
    assert_eq!(items, ["a", "b", "c"]);
    recorder.respond(page(&json!(["a"]))).respond(Response::empty(500));
    let mut pages = client(&recorder).list_by_number().pages();
    assert_eq!(pages.next_blocking().unwrap().unwrap().body(), &["a"]);
    assert_eq!(pages.next_blocking().unwrap().unwrap_err().status().unwrap(), 500);
    assert!(pages.next_blocking().is_none());
}

#[tokio::test]
async fn a_link_to_another_origin_is_not_followed() {
    let recorder = Recorder::start();
    for link in ["https://elsewhere.example/x?token=secret", "//elsewhere.example/x", "http://[", "file:///etc/x"] {
        recorder.forget();
        recorder.respond(page(&json!({ "found": [{ "a": 1 }], "links": { "next": link } })));
        let mut items = client(&recorder).search_said(&pages::SearchSaidBody::default()).items();
        assert!(items.next().await.unwrap().is_ok());
        let error = items.next().await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
        let text = error.to_string();
        let place = link.split('?').next().unwrap();
        assert!(text.contains(&format!("whose next link `{place}` is no URL of the origin of the request")), "{text}");
        assert!(items.next().await.is_none());
        assert_eq!(recorder.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_page_that_leads_to_itself_is_an_error() {
    let recorder = Recorder::start();
    recorder.otherwise(page(&json!({ "animals": [{ "name": "a" }], "nextPageToken": "again" })));
    let mut items = client(&recorder).list_by_token().items();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.unwrap().is_ok());
    let error = items.next().await.unwrap().unwrap_err().to_string();
    assert!(error.contains("which leads to itself as its next page"), "{error}");
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn an_error_of_a_later_page_is_typed_and_the_end() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "data": [{ "id": "1", "name": "a" }], "has_more": true })));
    recorder.respond(Response::json(418, &json!({ "message": "no more" })));
    let mut pages = client(&recorder).list_by_cursor().pages();
    assert!(pages.next().await.unwrap().is_ok());
    match pages.next().await.unwrap() {
        Err(Error::Api(error)) => assert_eq!(error.body().message.as_deref(), Some("no more")),
        other => panic!("{other:?}"),
    }
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn items_that_are_not_as_declared_are_named() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "data": [{ "id": "1" }], "has_more": false })));
    let error = client(&recorder).list_by_cursor().items().next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("`$.data[0]"), "{error}");
}

#[tokio::test]
async fn a_property_with_the_next_link_is_followed_in_the_version_of_the_client() {
    let recorder = Recorder::start();
    let next = format!("{}/shelves/a/books?Api-Version=other&%24skip=b%2Fc", recorder.url());
    recorder.respond(page(&json!({ "value": [{ "title": "x" }], "nextLink": next })));
    recorder.respond(page(&json!({ "value": [{ "title": "y" }], "nextLink": "" })));
    let client = pageable::Client::builder(&recorder.url()).bearer("key").build().unwrap();
    let books = client.books_list("a", "2026-01-01").x_reader("r").items().into_vec().await.unwrap();
    assert_eq!(books.iter().map(|book| book.title.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    assert_eq!(
        queries(&recorder),
        ["GET /shelves/a/books?api-version=2026-01-01", "GET /shelves/a/books?%24skip=b%2Fc&api-version=2026-01-01"]
    );
    assert_eq!(recorder.requests()[1].header("x-reader"), Some("r"));
}

#[tokio::test]
async fn a_next_link_that_the_document_calls_off_is_not_followed() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "shelves": ["a"], "nextLink": "/nowhere" })));
    let client = pageable::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.shelves_list().items().into_vec().await.unwrap(), ["a"]);
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn another_operation_fetches_the_next_page() {
    let recorder = Recorder::start();
    recorder.respond(page(&json!({ "value": ["a"], "odata.nextLink": "next?page=2" })));
    recorder.respond(page(&json!({ "value": ["b"], "odata.nextLink": "next?page=3&x=%26" })));
    recorder.respond(page(&json!({ "value": ["c"] })));
    let client = pageable::Client::builder(&recorder.url()).build().unwrap();
    let notes = client.notes_list("s/1", "v1").items().into_vec().await.unwrap();
    assert_eq!(notes, ["a", "b", "c"]);
    assert_eq!(
        queries(&recorder),
        [
            "GET /shelves/s%2F1/notes?api-version=v1",
            "GET /shelves/s%2F1/notes/next?api-version=v1&page=2",
            "GET /shelves/s%2F1/notes/next?api-version=v1&page=3&x=%26"
        ]
    );
}

#[tokio::test]
async fn the_first_page_may_be_the_result_of_a_long_running_operation() {
    let recorder = Recorder::start();
    let accepted = Response::empty(202).header("operation-location", "/status").header("location", "/result");
    recorder.respond(accepted.header("retry-after", "0")).respond(page(&json!({ "status": "Succeeded" })));
    recorder.respond(page(&json!({ "value": [{ "title": "x" }], "nextLink": "/result/2" })));
    recorder.respond(page(&json!({ "value": [{ "title": "y" }] })));
    let client = pageable::Client::builder(&recorder.url()).build().unwrap();
    let mut pages = client.books_sort().pages();
    let mut titles = Vec::new();
    while let Some(page) = pages.next().await {
        titles
            .extend(page.unwrap().into_body().and_then(|page| page.value).into_iter().flatten().map(|book| book.title));
    }
    assert_eq!(titles, ["x", "y"]);
    assert_eq!(queries(&recorder), ["POST /sorted", "GET /status", "GET /result", "GET /result/2"]);
}
