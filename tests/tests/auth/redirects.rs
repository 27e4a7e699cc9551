//! Redirects: a credential stays with the origin it was meant for.

use callsmith_goldens::security::Client;
use callsmith_runtime::{Credential, Error, Method};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

fn client(recorder: &Recorder) -> Client {
    let builder = Client::builder(&recorder.url()).bearer("t0ken").api_key("k3y");
    builder.credential("key_header", Credential::api_key("k3y")).build().expect("valid settings")
}

fn moved(status: u16, location: &str) -> Response {
    Response::empty(status).header("location", location)
}

#[tokio::test]
async fn another_origin_gets_neither_request_nor_credential() {
    let (here, there) = (Recorder::start(), Recorder::start());
    there.otherwise(Response::empty(204));
    let port = here.url().rsplit_once(':').expect("a URL with a port").1.to_owned();
    for elsewhere in [there.url(), format!("http://localhost:{port}"), format!("https://127.0.0.1:{port}")] {
        for status in [301, 302, 303, 307, 308] {
            here.forget();
            here.respond(moved(status, &format!("{elsewhere}/inherited?signature=s3cret")));
            let error = client(&here).both().await.expect_err("it is not followed");
            let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
            assert_eq!(unexpected.status(), status);
            assert_eq!(here.only_request().path(), "/both");
            let location = unexpected.headers().get("location").expect("the server said where to");
            assert!(location.starts_with(&elsewhere), "{location}");
            let message = error.to_string();
            let place = format!("a redirect to `{elsewhere}/inherited` that is not followed");
            assert!(message.contains(&place) && !message.contains("s3cret"), "{message}");
        }
    }
    assert_eq!(there.requests(), []);
}

#[tokio::test]
async fn the_same_origin_gets_both() {
    let recorder = Recorder::start();
    recorder.respond(moved(302, "/elsewhere?page=2")).respond(Response::empty(204));
    client(&recorder).both().await.unwrap();
    let targets: Vec<_> = recorder.requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, ["/both", "/elsewhere?page=2"]);
    let followed = &recorder.requests()[1];
    assert_eq!(followed.header("authorization"), Some("Bearer t0ken"));
    assert_eq!(followed.header("x-key"), Some("k3y"));
}

#[tokio::test]
async fn requests_by_hand_do_not_leave_the_origin_either() {
    let (here, there) = (Recorder::start(), Recorder::start());
    here.otherwise(moved(307, &there.url()));
    let client = client(&here);
    let response = client.request(Method::POST, "/any").body("text/plain", "private").send().await.unwrap();
    assert_eq!(response.status(), 307);
    let error = client.request(Method::GET, &there.url()).send().await.expect_err("another origin");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    assert_eq!(there.requests(), []);
    assert_eq!(here.only_request().header("authorization"), Some("Bearer t0ken"));
}
