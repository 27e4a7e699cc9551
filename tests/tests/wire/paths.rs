//! Paths with a query, with a fragment, and with values that are pieces of a URL already.

use callsmith_goldens::{empty_path_value, enum_extensions, path_query_fragment, url_encoding};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn encoding(recorder: &Recorder) -> url_encoding::Client {
    url_encoding::Client::builder(&recorder.url()).build().expect("valid settings")
}

#[tokio::test]
async fn a_fragment_is_never_sent_and_a_query_is() {
    let recorder = recorder_with(Response::empty(204));
    let client = path_query_fragment::Client::builder(&recorder.url()).build().unwrap();
    client.list_things().await.unwrap();
    client.put_thing("Put#1").await.unwrap();
    client.get_old_thing("a&b=c#d", "new").top(2).await.unwrap();
    let targets: Vec<_> = recorder.requests().iter().map(|seen| seen.target.clone()).collect();
    // `kind` is a required parameter as well: it is sent once, as the caller says it.
    assert_eq!(targets, ["/", "/", "/things?name=a%26b%3Dc%23d&kind=new&top=2"]);
    assert_eq!(recorder.requests()[1].header("x-target"), Some("Put#1"));
}

#[tokio::test]
async fn values_may_be_pieces_of_a_url() {
    let recorder = recorder_with(Response::json(200, &json!(true)));
    let call = encoding(&recorder).get_scoped("a/b%20c/d", "x y/z").r#where("a eq 'b'&top=1#2");
    assert!(call.await.unwrap());
    let target = "/scopes/a/b%20c/d/x%2520y%252Fz?$filter=a%20eq%20'b'&top=1%232";
    assert_eq!(recorder.only_request().target, target);
}

#[tokio::test]
async fn such_a_value_never_leaves_its_place() {
    let recorder = recorder_with(Response::json(200, &json!(true)));
    for scope in ["..", "a/../../b", "a/.", "%2e%2E/b", ""] {
        let error = encoding(&recorder).get_scoped(scope, "x").await.expect_err(scope);
        assert!(matches!(error, Error::InvalidRequest(_)), "{scope}: {error:?}");
    }
    assert_eq!(recorder.requests(), []);
    encoding(&recorder).get_scoped("a?b#c", "x").await.unwrap();
    assert_eq!(recorder.only_request().target, "/scopes/a%3Fb%23c/x");
}

#[tokio::test]
async fn a_path_ends_in_nothing_where_the_document_lists_that() {
    let recorder = recorder_with(Response::empty(204));
    let client = empty_path_value::Client::builder(&recorder.url()).build().unwrap();
    client.list_books(empty_path_value::ListBooksOrder::Empty).await.unwrap();
    client.list_books(empty_path_value::ListBooksOrder::Newest).await.unwrap();
    let targets: Vec<_> = recorder.requests().iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(targets, ["/books/", "/books/newest"]);
}

#[tokio::test]
async fn the_document_says_what_is_an_error() {
    let recorder = Recorder::start();
    recorder.respond(Response::json(404, &json!(false))).respond(Response::json(202, &json!({ "code": 7 })));
    assert!(!encoding(&recorder).get_scoped("a", "b").await.unwrap());
    let error = encoding(&recorder).get_scoped("a", "b").await.expect_err("202 is an error here");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.status().as_u16(), error.body().code), (202, Some(7)));
}

#[tokio::test]
async fn values_have_the_names_that_extensions_propose() {
    use enum_extensions::{Color, ListThingsSize, ListThingsState, ThingShade};
    let recorder = recorder_with(Response::json(200, &json!({ "color": "g", "shade": "d", "$type": "x" })));
    let client = enum_extensions::Client::builder(&recorder.url()).build().unwrap();
    let call = client.list_things().color(Color::Red).size(ListThingsSize::Large).state(ListThingsState::from("odd"));
    let thing = call.await.unwrap();
    assert_eq!((thing.color, thing.shade), (Some(Color::Green), Some(ThingShade::Dark)));
    assert_eq!(thing.kind.as_deref(), Some("x"));
    assert_eq!(recorder.only_request().target, "/things?color=r&size=2&state=odd");
}
