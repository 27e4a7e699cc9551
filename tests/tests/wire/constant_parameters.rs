//! Parameters with one value, empty ones, and those whose reserved characters are sent as they are.

use callsmith_goldens::one_value::{ThingsApiVersion, ThingsWord};
use callsmith_goldens::{empty_paths, one_value, reserved_characters};
use callsmith_runtime::Error;
use callsmith_tests::response::Response;

use crate::recorder_with;

#[tokio::test]
async fn required_parameters_with_one_value_are_sent_by_themselves() {
    let recorder = recorder_with(Response::empty(204));
    let client = one_value::Client::builder(&recorder.url()).build().unwrap();
    client.things(ThingsWord::A).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/v2/things/.small?api-version=2024-01-01&level=3&share=5&full=true&word=a");
    assert_eq!((seen.header("x-client"), seen.header("cookie")), (Some("callsmith"), Some("theme=dark")));
    recorder.forget();
    let preview = ThingsApiVersion::from("2025-01-01".to_owned());
    client.things(ThingsWord::B).api_version(preview).share(2.5).await.unwrap();
    let expected = "/v2/things/.small?api-version=2025-01-01&level=3&share=2.5&full=true&word=b";
    assert_eq!(recorder.only_request().target, expected);
}

#[tokio::test]
async fn the_end_of_a_path_may_be_empty_where_that_is_said() {
    let recorder = recorder_with(Response::empty(204));
    let client = empty_paths::Client::builder(&recorder.url()).build().unwrap();
    client.read_file("").await.unwrap();
    client.read_folder("").await.unwrap();
    client.read_book("").await.unwrap();
    client.read_book("a").await.unwrap();
    let seen: Vec<String> = recorder.requests().iter().map(|seen| seen.target.clone()).collect();
    assert_eq!(seen, ["/files/", "/folders/", "/books/", "/books/a"]);
    let error = client.read_pages("").await.expect_err("it is within the path");
    assert!(matches!(&error, Error::InvalidRequest(_)), "{error}");
    assert!(!error.to_string().contains("empty-path-parameters"), "{error}");
}

#[tokio::test]
async fn reserved_characters_keep_to_their_place() {
    let recorder = recorder_with(Response::empty(204));
    let client = reserved_characters::Client::builder(&recorder.url()).build().unwrap();
    let call = client.read("a/b c?d#e%2F[f]+&;=", &["x:y", "z@"]).r#where("a/b?").seen("a/b;c,d=e").plain("a/b");
    call.await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/files/a/b%20c%3Fd%23e%2F%5Bf%5D+&;=/versions/x:y,z@?where=a/b?");
    assert_eq!(seen.header("cookie"), Some("seen=a/b%3Bc%2Cd=e; plain=a%2Fb"));
    let error = client.read("a/../b", &["x"]).await.expect_err("it leads elsewhere");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
}
