//! Parameters in places and forms that few documents have.

use callsmith_goldens::collection_formats::{self, ListThingsBody};
use callsmith_goldens::parameter_corners::{Client, Kind, Point};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).bearer("key").build().expect("valid settings")
}

#[tokio::test]
async fn several_parameters_in_one_segment() {
    let recorder = recorder_with(Response::empty(204));
    client(&recorder).get_file(2, "a/b.c", Kind::TarGz).await.unwrap();
    client(&recorder).get_pieces("a", "b:c").await.unwrap();
    let targets: Vec<_> = recorder.requests().iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(targets, ["/files/v2/a%2Fb.c.tar.gz:download", "/pieces/a.b%3Ac"]);
}

/// Two dots that come together, from two parameters or from the style, would be a step up.
#[tokio::test]
async fn pieces_of_a_segment_never_become_a_step() {
    let recorder = recorder_with(Response::empty(204));
    for (first, second) in [(".", ""), ("", "a"), ("", "."), (".", ".")] {
        let result = client(&recorder).get_pieces(first, second).await;
        let is_step = (first, second) != (".", ".");
        assert_eq!(matches!(result, Err(Error::InvalidRequest(_))), is_step, "{first} {second}: {result:?}");
    }
    let error = client(&recorder).get_file(2, "", Kind::Txt).await.expect_err("a name is empty");
    assert!(error.to_string().contains("the path parameter `name`: it is empty"), "{error}");
    // Three dots are a name like any other.
    assert_eq!(recorder.only_request().target, "/pieces/...");
}

#[tokio::test]
async fn reserved_characters_stand_as_they_are() {
    let recorder = recorder_with(Response::empty(204));
    let call = client(&recorder).search().r#where("a/b?c=d;e:@!$'()*,[x]#f&g+h %").paths(&["/a", "b,c"]);
    call.await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.query(), "where=a/b?c=d;e:@!$'()*,[x]%23f%26g%2Bh%20%25&paths=/a,b,c");
    assert_eq!(seen.query_pairs()[0].1, "a/b?c=d;e:@!$'()*,[x]#f&g+h %");
}

#[tokio::test]
async fn a_parameter_without_a_value() {
    let recorder = recorder_with(Response::empty(204));
    client(&recorder).search().note("").kinds(&[Kind::from("")]).await.unwrap();
    client(&recorder).search().verbose(true).kinds(&[]).await.unwrap();
    client(&recorder).search().with_query("verbose", "").await.unwrap();
    let queries: Vec<_> = recorder.requests().iter().map(|seen| seen.query().to_owned()).collect();
    assert_eq!(queries, ["note=&kinds=", "verbose=true", "verbose="]);
}

#[tokio::test]
async fn json_in_each_place() {
    let recorder = recorder_with(Response::empty(204));
    let point = |x| Point { x, y: None };
    let call = client(&recorder).get_point(&point(1)).near(&[point(2), point(3)]).x_from(&point(4)).last(&point(5));
    call.await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.path(), "/points/%7B%22x%22%3A1%7D");
    assert_eq!(seen.query_pairs(), [("near".to_owned(), r#"[{"x":2},{"x":3}]"#.to_owned())]);
    assert_eq!(seen.header("x-from"), Some(r#"{"x":4}"#));
    assert_eq!(seen.header("cookie"), Some("last=%7B%22x%22%3A5%7D"));
}

/// OAS 3.0.3, "Parameter Object": such definitions SHALL be ignored. There is one of each, the client's own.
#[tokio::test]
async fn headers_of_the_client_are_not_doubled() {
    let recorder = recorder_with(Response::json(200, &json!({ "x": 1, "y": 2 })));
    let call = client(&recorder).send_headers(&Point { x: 1, y: None }).x_kind(Kind::Txt).kind(Kind::TarGz);
    assert_eq!(call.await.unwrap().y, Some(2));
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str(), seen.text()), ("POST", "/headers", r#"{"x":1}"#));
    for (name, value) in [
        ("accept", "application/json"),
        ("content-type", "application/json"),
        ("authorization", "Bearer key"),
        ("x-kind", "txt"),
        ("cookie", "kind=tar.gz"),
    ] {
        let values: Vec<_> = seen.headers.get_all(name).iter().collect();
        assert_eq!(values, [value], "{name}");
    }
}

#[tokio::test]
async fn each_collection_format_in_each_place() {
    let recorder = recorder_with(Response::empty(204));
    let client = collection_formats::Client::builder(&recorder.url()).build().unwrap();
    let list = ["a", "b c"];
    let owned = || Some(list.map(str::to_owned).to_vec());
    let body = ListThingsBody { fc: owned(), fs: owned(), ft: owned(), fp: owned(), fm: owned() };
    let arguments =
        collection_formats::operations::ListThingsArguments { csv: &list, ssv: &list, tsv: &list, pipes: &list };
    let call = client.list_things(arguments, &body).c(&list).s(&list).t(&list).p(&list).m(&list);
    call.x_c(&list).x_s(&["a", "b"]).x_t(&list).x_p(&list).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.method.as_str(), seen.path()), ("POST", "/things/a,b%20c/a%20b%20c/a%09b%20c/a%7Cb%20c"));
    assert_eq!(seen.query(), "c=a,b%20c&s=a%20b%20c&t=a%09b%20c&p=a%7Cb%20c&m=a&m=b%20c");
    let headers = ["x-c", "x-s", "x-t", "x-p"].map(|name| seen.header(name).unwrap_or("none"));
    assert_eq!(headers, ["a,b c", "a b", "a\tb c", "a|b c"]);
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen.text(), "fc=a,b%20c&fs=a%20b%20c&ft=a%09b%20c&fp=a%7Cb%20c&fm=a&fm=b%20c");
}

/// The base URL of 2.0 is put together of scheme, host and path.
#[test]
fn servers_of_2_0() {
    let listed = ["https://127.0.0.1:8080/base/v1", "http://127.0.0.1:8080/base/v1"].as_slice();
    assert_eq!(collection_formats::Client::servers(), listed);
}
