//! Headers that a document declares and that are more than one value.

use callsmith_goldens::request_headers;
use callsmith_tests::response::Response;

use crate::recorder_with;

#[tokio::test]
async fn a_header_of_cookies_is_joined_with_cookie_parameters() {
    let recorder = recorder_with(Response::empty(204));
    let client = request_headers::Client::builder(&recorder.url()).build().unwrap();
    client.things().theme("dark").cookie("a=1; b=2").session("s").await.unwrap();
    let seen = recorder.only_request();
    let cookies: Vec<_> = seen.headers.get_all("cookie").iter().map(|value| value.to_str().unwrap()).collect();
    assert_eq!(cookies, ["session=s; a=1; b=2; theme=dark"]);
    recorder.forget();
    client.things().cookie("").theme("dark").await.unwrap();
    assert_eq!(recorder.only_request().header("cookie"), Some("theme=dark"));
    recorder.forget();
    client.things().cookie("a=1").await.unwrap();
    assert_eq!(recorder.only_request().header("cookie"), Some("a=1"));
}

#[tokio::test]
async fn names_of_any_length_and_encodings_are_sent() {
    let recorder = recorder_with(Response::empty(204));
    let client = request_headers::Client::builder(&recorder.url()).build().unwrap();
    let call = client.things().accept_encoding("gzip").content_encoding("identity");
    call.x_a_name_that_is_longer_than_sixty_four_bytes_which_is_no_limit_of_http("long").await.unwrap();
    let seen = recorder.only_request();
    assert_eq!((seen.header("accept-encoding"), seen.header("content-encoding")), (Some("gzip"), Some("identity")));
    let long = "x-a-name-that-is-longer-than-sixty-four-bytes-which-is-no-limit-of-http";
    assert_eq!(seen.header(long), Some("long"));
}
