//! Requests on the wire.

use crate::sample::{Client, Color, Filter, Level, Pet, ServiceInput};
use crate::server::{CannedResponse, Server};

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").build().expect("valid settings")
}

#[tokio::test]
async fn a_body_is_json_and_the_response_is_typed() {
    let server = Server::always(CannedResponse::json(200, "[217.67978776218715, 224.78937091757172]"));
    let input = ServiceInput { data: Some(vec![vec![0.01, 2.0], vec![-0.5]]) };
    let output = client(&server).run_ml_service(&input).await.expect("a response");
    assert_eq!(output, [217.67978776218715, 224.78937091757172]);

    let seen = server.only_request();
    assert_eq!((seen.method.as_str(), seen.target.as_str()), ("POST", "/score"));
    assert_eq!(seen.body, r#"{"data":[[0.01,2.0],[-0.5]]}"#);
    let mut names: Vec<&str> = seen.headers.keys().map(|name| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        ["accept", "accept-encoding", "authorization", "content-length", "content-type", "host", "user-agent"]
    );
    assert_eq!(seen.header("content-type"), Some("application/json"));
    assert_eq!(seen.header("content-length"), Some("28"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("authorization"), Some("Bearer k3y"));
    assert_eq!(seen.header("user-agent"), Some(concat!("myservice/1.0 callsmith/", env!("CARGO_PKG_VERSION"))));
}

#[tokio::test]
async fn a_body_can_be_left_out_or_be_of_any_type() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = client(&server);
    client.run_ml_service(&ServiceInput::default()).without_body().await.expect("a response");
    client.run_ml_service_raw("text/csv", "1,2".into()).await.expect("a response");
    let replaced = client.run_ml_service(&ServiceInput::default()).with_body("application/xml", "<data/>");
    replaced.await.expect("a response");

    let seen = server.requests();
    let bodies: Vec<_> = seen.iter().map(|seen| (seen.header("content-type"), seen.body.as_str())).collect();
    assert_eq!(bodies, [(None, ""), (Some("text/csv"), "1,2"), (Some("application/xml"), "<data/>")]);
}

#[tokio::test]
async fn optional_parameters_are_written_in_their_styles() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let filter = Filter { color: Some(Color::Red), min_level: 2, ..Filter::default() };
    let call = client(&server)
        .list_pets()
        .limit(5)
        .limit(10)
        .tags(&["a b", "c,d"])
        .color(&[Color::Green, Color::from("blue")])
        .filter(&filter)
        .ids(&[1, 2])
        .x_deployment("b,lue")
        .flavor(Level::Value2)
        .where_(&filter);
    call.await.expect("a response");

    let seen = server.only_request();
    let expected = "/pets?kind=pet&limit=10&tags=a%20b,c%2Cd&color=green&color=blue&filter%5Bcolor%5D=red&filter%5BminLevel%5D=2\
                    &ids=1%7C2&where=%7B%22color%22%3A%22red%22%2C%22minLevel%22%3A2%7D";
    assert_eq!(seen.target, expected);
    assert_eq!(seen.header("x-deployment"), Some("b,lue"));
    assert_eq!(seen.header("cookie"), Some("flavor=2"));
    assert_eq!(seen.header("content-type"), None);
}

#[tokio::test]
async fn parameters_that_are_not_set_are_not_sent() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    client(&server).list_pets().tags(&[]).await.expect("a response");
    let seen = server.only_request();
    assert_eq!(seen.target, "/pets?kind=pet");
    assert_eq!(seen.header("cookie"), None);
}

#[tokio::test]
async fn path_parameters_are_encoded() {
    let pet = r#"{"id": 1, "color": "red", "owner": null}"#;
    let server = Server::always(CannedResponse::json(200, pet));
    client(&server).get_pet("a/b c?d#é..").await.expect("a response");
    assert_eq!(server.only_request().target, "/pets/a%2Fb%20c%3Fd%23%C3%A9..");
}

#[tokio::test]
async fn headers_of_client_operation_and_call_have_an_order() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    let client = Client::builder(&server.url)
        .header("x-deployment", "client")
        .header("accept", "text/plain")
        .header("x-own", "client")
        .user_agent("mine/1")
        .build()
        .expect("valid settings");
    client
        .list_pets()
        .x_deployment("operation")
        .with_header("X-Own", "first")
        .with_header("x-own", "call")
        .await
        .expect("a response");
    let seen = server.only_request();
    assert_eq!(seen.header("x-deployment"), Some("operation"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("x-own"), Some("call"));
    assert_eq!(seen.header("user-agent"), Some("mine/1"));
}

#[tokio::test]
async fn queries_of_the_caller_are_added() {
    let server = Server::always(CannedResponse::json(200, "[]"));
    client(&server).list_pets().limit(1).with_query("limit", "2").with_query("a b", "&").await.expect("a response");
    assert_eq!(server.only_request().target, "/pets?kind=pet&limit=1&limit=2&a%20b=%26");
}

#[tokio::test]
async fn the_whole_response_has_typed_headers() {
    let pet = r#"{"owner": "x", "nickName": null, "color": "mauve", "id": 1, "level": 2}"#;
    let response = CannedResponse::json(200, pet)
        .header("x-rate-limit-remaining", "41")
        .header("x-colors", "red, mauve")
        .header("x-request-id", "r1");
    let server = Server::always(response);
    let response = client(&server).get_pet("1").response().await.expect("a response");
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), Some("r1"));
    assert_eq!(response.headers().rate_limit_remaining().expect("a number"), Some(41));
    assert_eq!(response.headers().colors().expect("colors"), Some(vec![Color::Red, Color::from("mauve")]));
    let expected = Pet {
        id: 1,
        color: Color::Unknown("mauve".into()),
        level: Some(Level::Value2),
        name: None,
        nick_name: Some(None),
        owner: Some("x".into()),
    };
    assert_eq!(response.into_body(), expected);
}

#[tokio::test]
async fn headers_that_are_not_as_declared_are_errors_only_when_read() {
    let pet = r#"{"id": 1, "color": "red", "owner": null}"#;
    let server = Server::always(CannedResponse::json(200, pet).header("x-rate-limit-remaining", "many"));
    let response = client(&server).get_pet("1").response().await.expect("a response");
    let error = response.headers().rate_limit_remaining().expect_err("no number");
    assert!(error.to_string().starts_with("the header `x-rate-limit-remaining` is not as declared"), "{error}");
}

#[tokio::test]
async fn a_range_of_statuses_is_a_success() {
    let pet = Pet { id: 1, color: Color::Green, level: None, name: None, nick_name: Some(None), owner: None };
    let server = Server::new(|seen, _| CannedResponse::json(201, seen.body.clone()));
    let created = client(&server).create_pet(&pet).await.expect("a response");
    assert_eq!(created, pet);
    let seen = server.only_request();
    assert_eq!(seen.header("content-type"), Some("application/vnd.pet+json"));
    assert_eq!(seen.body, r#"{"id":1,"color":"green","nickName":null,"owner":null}"#);
}

#[tokio::test]
async fn an_empty_success_takes_any_2xx() {
    let server = Server::always(CannedResponse::json(200, r#"{"deleted": true}"#));
    client(&server).delete_pet(7).await.expect("a response");
    assert_eq!(server.only_request().target, "/pets/7");
}

#[tokio::test]
async fn a_declared_string_may_come_as_text() {
    let server = Server::always(CannedResponse::new(200, "Healthy").header("content-type", "text/html; charset=utf-8"));
    assert_eq!(client(&server).health().await.expect("a response"), "Healthy");
    assert_eq!(server.only_request().header("authorization"), None);
}

#[tokio::test]
async fn bytes_come_as_they_are() {
    let server = Server::always(CannedResponse::new(200, "\u{0}\u{1}").header("content-type", "image/png"));
    assert_eq!(client(&server).get_picture(1).await.expect("a response"), "\u{0}\u{1}".as_bytes());
}

#[tokio::test]
async fn a_call_outlives_client_and_body_and_can_be_spawned() {
    let server = Server::always(CannedResponse::json(200, "[1.0]"));
    let call = {
        let client = client(&server);
        let input = ServiceInput { data: None };
        client.run_ml_service(&input)
    };
    let again = call.clone();
    let task = tokio::spawn(call.into_future());
    assert_eq!(task.await.expect("no panic").expect("a response"), [1.0]);
    assert_eq!(again.await.expect("a response"), [1.0]);
}
