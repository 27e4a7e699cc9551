//! Redirects stay within the origin and keep the request.

use callsmith_runtime::Error;

use crate::sample::{Client, ServiceInput};
use crate::server::{Answer, Server};

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").build().expect("valid settings")
}

fn moved(status: u16, location: impl Into<String>) -> Answer {
    Answer::new(status, "").header("location", location)
}

#[tokio::test]
async fn a_get_is_redirected_within_the_origin() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/" => moved(301, "health/"),
        _ => Answer::new(200, "Healthy").header("content-type", "text/plain"),
    });
    assert_eq!(client(&server).health().await.expect("an answer"), "Healthy");
    assert_eq!(server.seen()[1].target, "/health/");
}

#[tokio::test]
async fn a_post_is_redirected_only_as_a_post() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/score" => moved(308, "/v2/score"),
        _ => Answer::json(200, "[]"),
    });
    client(&server).run_ml_service(&ServiceInput::default()).await.expect("an answer");
    let second = &server.seen()[1];
    assert_eq!((second.method.as_str(), second.body.as_str()), ("POST", "{}"));
    assert_eq!(second.header("authorization"), Some("Bearer k3y"));

    let server = Server::always(moved(302, "/login"));
    let error = client(&server).run_ml_service(&ServiceInput::default()).await.expect_err("not followed");
    server.only();
    let expected = "302 Found for `RunMLService` (POST /score), a redirect to `/login` that is not followed";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_post_becomes_a_get_where_the_service_says_so() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/score" => moved(303, "/results/1"),
        _ => Answer::json(200, "[]"),
    });
    client(&server).run_ml_service(&ServiceInput::default()).await.expect("an answer");
    let second = &server.seen()[1];
    assert_eq!((second.method.as_str(), second.target.as_str(), second.body.as_str()), ("GET", "/results/1", ""));
    assert_eq!((second.header("content-type"), second.header("content-length")), (None, None));
    assert_eq!(second.header("authorization"), Some("Bearer k3y"));
}

#[tokio::test]
async fn another_origin_gets_nothing() {
    let other = Server::always(Answer::json(200, "[]"));
    let server = Server::always(moved(307, format!("{}/score?sig=hidden", other.url)));
    let error = client(&server).run_ml_service(&ServiceInput::default()).await.expect_err("not followed");
    assert!(other.seen().is_empty());
    assert!(matches!(error, Error::Unexpected(_)));
    let place = format!("{}/score", other.url);
    let expected = "307 Temporary Redirect for `RunMLService` (POST /score), a redirect";
    let option = format!("`.trusted_origin(\"{}\")` on the builder of the client allows it", other.url);
    let expected = format!("{expected} to `{place}` that is not followed (it leads to another origin: {option})");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn loops_end() {
    let server = Server::new(|_, before| moved(302, format!("/{before}")));
    let error = client(&server).health().await.expect_err("not followed for ever");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(302));
    assert_eq!(server.seen().len(), 11);
    let text = error.to_string();
    assert!(text.ends_with("a redirect to `/10` that is not followed (10 others were, which is the limit)"), "{text}");
}

#[tokio::test]
async fn a_declared_redirect_is_the_answer() {
    let server = Server::always(moved(302, "/elsewhere"));
    let response = client(&server).get_picture(1).response().await.expect("an answer");
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers().get("location"), Some("/elsewhere"));
}
