//! Redirects stay within the origin and keep the request.

use callsmith_runtime::{Error, Method};

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").build().expect("valid settings")
}

fn moved(status: u16, location: impl Into<String>) -> CannedResponse {
    CannedResponse::new(status, "").header("location", location)
}

#[tokio::test]
async fn a_get_is_redirected_within_the_origin() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/" => moved(301, "health/"),
        _ => CannedResponse::new(200, "Healthy").header("content-type", "text/plain"),
    });
    assert_eq!(client(&server).health().await.expect("a response"), "Healthy");
    assert_eq!(server.requests()[1].target, "/health/");
}

#[tokio::test]
async fn a_post_is_redirected_only_as_a_post() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/score" => moved(308, "/v2/score"),
        _ => CannedResponse::json(200, "[]"),
    });
    client(&server).run_ml_service(&ServiceInput::default()).await.expect("a response");
    let second = &server.requests()[1];
    assert_eq!((second.method.as_str(), second.body.as_str()), ("POST", "{}"));
    assert_eq!(second.header("authorization"), Some("Bearer k3y"));

    let server = Server::always(moved(302, "/login"));
    let error = client(&server).run_ml_service(&ServiceInput::default()).await.expect_err("not followed");
    server.only_request();
    let expected = "302 Found for `RunMLService` (POST /score), a redirect to `/login` that is not followed";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn a_post_becomes_a_get_where_the_service_says_so() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/score" => moved(303, "/results/1"),
        _ => CannedResponse::json(200, "[]"),
    });
    client(&server).run_ml_service(&ServiceInput::default()).await.expect("a response");
    let second = &server.requests()[1];
    assert_eq!((second.method.as_str(), second.target.as_str(), second.body.as_str()), ("GET", "/results/1", ""));
    assert_eq!((second.header("content-type"), second.header("content-length")), (None, None));
    assert_eq!(second.header("authorization"), Some("Bearer k3y"));
}

#[tokio::test]
async fn another_origin_gets_nothing() {
    let other = Server::always(CannedResponse::json(200, "[]"));
    let server = Server::always(moved(307, format!("{}/score?sig=hidden", other.url)));
    let error = client(&server).run_ml_service(&ServiceInput::default()).await.expect_err("not followed");
    assert!(other.requests().is_empty());
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
    assert_eq!(server.requests().len(), 11);
    let text = error.to_string();
    assert!(text.ends_with("a redirect to `/10` that is not followed (10 others were, which is the limit)"), "{text}");
}

#[tokio::test]
async fn a_declared_redirect_is_the_response() {
    let server = Server::always(moved(302, "/elsewhere"));
    let response = client(&server).get_picture(1).response().await.expect("a response");
    assert_eq!(response.status(), 302);
    assert_eq!(response.headers().get("location"), Some("/elsewhere"));
}

#[tokio::test]
async fn a_request_by_hand_is_redirected_within_the_origin() {
    let server = Server::new(|seen, _| match seen.target.as_str() {
        "/old?a=1" => moved(302, "/new"),
        "/upload" => moved(307, "/v2/upload"),
        "/form" => moved(303, "done?b=2"),
        _ => CannedResponse::new(200, "there"),
    });
    let client = client(&server);
    let response = client.request(Method::GET, "/old").query("a", "1").header("x-own", "1").send().await;
    let response = response.expect("a response");
    assert_eq!((response.status().as_u16(), response.body().as_ref()), (200, b"there".as_slice()));
    assert_eq!(response.url(), Some(format!("{}/new", server.url)));
    let posted = client.request(Method::POST, "/upload").body("text/plain", "text").send().await;
    assert_eq!(posted.expect("a response").status(), 200);
    let streamed = client.request(Method::POST, "/form").body("text/plain", "text").stream().await;
    assert_eq!(streamed.expect("a response").into_body().bytes().await.expect("bytes"), "there");
    let seen = server.requests();
    let lines: Vec<_> = seen.iter().map(|seen| format!("{} {} {}", seen.method, seen.target, seen.body)).collect();
    let expected = [
        "GET /old?a=1 ",
        "GET /new ",
        "POST /upload text",
        "POST /v2/upload text",
        "POST /form text",
        "GET /done?b=2 ",
    ];
    assert_eq!(lines, expected);
    assert_eq!((seen[1].header("authorization"), seen[1].header("x-own")), (Some("Bearer k3y"), Some("1")));
    assert_eq!((seen[3].header("authorization"), seen[5].header("content-type")), (Some("Bearer k3y"), None));
}

#[tokio::test]
async fn a_redirect_of_a_request_by_hand_to_another_origin_is_the_response() {
    let other = Server::always(CannedResponse::new(200, "elsewhere"));
    let place = format!("{}/score?sig=hidden", other.url);
    let server = Server::always(moved(302, &place));
    let response = client(&server).request(Method::GET, "/old").send().await.expect("a response");
    assert_eq!((response.status().as_u16(), response.headers().get("location")), (302, Some(place.as_str())));
    assert!(other.requests().is_empty());

    // One that is listed is asked without credentials, unless it is listed with them.
    for (with_credentials, expected) in [(false, None), (true, Some("Bearer k3y"))] {
        let builder = Client::builder(&server.url).bearer("k3y").header("x-own", "1");
        let client = if with_credentials {
            builder.trusted_origin_with_credentials(&other.url)
        } else {
            builder.trusted_origin(&other.url)
        };
        let response = client.build().expect("valid settings").request(Method::GET, "/old").send().await;
        assert_eq!(response.expect("a response").body().as_ref(), b"elsewhere");
        let seen = other.requests().pop().expect("a request");
        assert_eq!((seen.header("authorization"), seen.header("x-own").is_some()), (expected, with_credentials));
    }
}

#[tokio::test]
async fn a_redirect_is_the_response_where_the_caller_says_so() {
    let server = Server::always(moved(302, "/new"));
    let response = client(&server).request(Method::GET, "/old").without_redirects().send().await.expect("a response");
    assert_eq!((response.status().as_u16(), response.headers().get("location")), (302, Some("/new")));
    server.only_request();
}
