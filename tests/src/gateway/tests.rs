use std::time::Duration;

use super::{Gateway, RunningGateway, responses};
use crate::client::{Received, send};
use crate::service::Service;

fn gateway() -> Gateway {
    Gateway::in_front_of(Service::regression().router()).keys(["primary", "secondary"])
}

async fn get(url: &str, authorization: &str) -> Received {
    send("GET", url, &[("authorization", authorization)], "").await.expect("the gateway responds")
}

async fn health(gateway: &RunningGateway, key: &str) -> Received {
    get(&gateway.url(), &format!("Bearer {key}")).await
}

#[tokio::test]
async fn takes_any_key_of_the_set_and_no_other() {
    let gateway = gateway().start();
    assert_eq!(health(&gateway, "primary").await.text(), "Healthy");
    assert_eq!(health(&gateway, "secondary").await.text(), "Healthy");
    let refused = health(&gateway, "third").await;
    assert_eq!((refused.status, refused.text()), (401, "Authorization required"));
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    assert_eq!(get(&gateway.url(), "primary").await.status, 401);
    assert_eq!(get(&gateway.url(), "Basic primary").await.status, 401);
    let none = send("GET", &gateway.url(), &[], "").await.expect("the gateway responds");
    assert_eq!(none.status, 401);
    assert_eq!(gateway.count(), 6);
}

#[tokio::test]
async fn keys_can_be_exchanged() {
    let gateway = gateway().start();
    gateway.accept(["new"]);
    assert_eq!(health(&gateway, "primary").await.status, 401);
    assert_eq!(health(&gateway, "new").await.status, 200);
}

#[tokio::test]
async fn cuts_the_prefix_off() {
    let gateway = gateway().start();
    assert_eq!(gateway.scoring_uri(), format!("{}/api/v1/service/myservice/score", gateway.origin()));
    let key = "Bearer primary";
    for (uri, status, target) in [
        (gateway.url(), 200, "/"),
        (gateway.url() + "/", 200, "/"),
        (gateway.scoring_uri() + "?a=%20", 400, "/score?a=%20"),
        (gateway.swagger_uri() + "?version=3", 200, "/swagger.json?version=3"),
    ] {
        assert_eq!(get(&uri, key).await.status, status, "{uri}");
        assert_eq!(gateway.requests().last().expect("it was seen").target, target);
    }
    gateway.forget();
    for uri in [gateway.origin() + "/score", gateway.url() + "2/score"] {
        let outside = get(&uri, key).await;
        assert_eq!((outside.status, outside.text()), (404, "default backend - 404"));
    }
    assert_eq!(gateway.count(), 0);
}

#[tokio::test]
async fn passes_requests_and_responses_on_unchanged() {
    let gateway = gateway().prefix("").start();
    let headers = [
        ("authorization", "Bearer primary"),
        ("content-type", "application/json"),
        ("x-ms-client-request-id", "cid-1"),
        ("azureml-model-deployment", "blue"),
    ];
    let body = r#"{"data":[[1,2,3,4,5,6,7,8,9,10]]}"#;
    let received = send("POST", &gateway.scoring_uri(), &headers, body).await.expect("the gateway responds");
    assert_eq!(received.text(), "[5215.198131579871]");
    assert_eq!(received.header("x-ms-client-request-id"), "cid-1");
    assert_eq!(received.header("connection"), "");
    let seen = gateway.requests().remove(0);
    assert_eq!(seen.header("azureml-model-deployment"), Some("blue"));
    assert_eq!(seen.text(), body);
}

#[tokio::test]
async fn paths_can_be_open_and_refusals_of_any_kind() {
    let gateway = gateway().open("/swagger.json").refusal(responses::unauthorized_html()).start();
    assert_eq!(get(&gateway.swagger_uri(), "none").await.status, 200);
    let refused = get(&gateway.scoring_uri(), "none").await;
    assert_eq!((refused.status, refused.header("content-type")), (401, "text/html; charset=utf-8"));
    assert!(refused.text().contains("<h1>401 Authorization Required</h1>"));
}

#[tokio::test]
async fn has_the_errors_of_a_cluster() {
    let gateway = gateway().start();
    gateway.respond(responses::model_error(400, "model_error"));
    gateway.respond(responses::too_many_requests(Duration::from_secs(3)));
    gateway.respond(responses::request_timeout());
    gateway.respond(responses::unauthorized_json());

    let failed = health(&gateway, "primary").await;
    assert_eq!(failed.status, 424);
    assert_eq!(failed.header("ms-azureml-model-error-statuscode"), "400");
    assert_eq!(failed.header("ms-azureml-model-error-reason"), "model_error");
    let busy = health(&gateway, "primary").await;
    assert_eq!((busy.status, busy.header("retry-after")), (429, "3"));
    assert_eq!(health(&gateway, "primary").await.status, 408);
    let refused = health(&gateway, "primary").await;
    assert_eq!((refused.status, refused.header("content-type")), (401, "application/json"));

    gateway.always(Some(responses::bad_gateway()));
    for _ in 0..2 {
        let down = health(&gateway, "primary").await;
        assert_eq!((down.status, down.header("content-type")), (502, "text/html; charset=utf-8"));
    }
    gateway.always(None);
    assert_eq!(health(&gateway, "primary").await.status, 200);
}
