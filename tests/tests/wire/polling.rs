//! Long-running operations: what is asked until they are done, and what comes of them.

use std::time::Duration;

use callsmith_goldens::long_running::{Client, Thing};
use callsmith_runtime::{Error, Retry, TimeoutPhase};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).retry(Retry::none()).build().expect("the client can be made")
}

fn requested_urls(recorder: &Recorder) -> Vec<String> {
    recorder.requests().iter().map(|request| format!("{} {}", request.method, request.target)).collect()
}

fn ok(body: &Value) -> Response {
    Response::json(200, body)
}

/// A response that asks for no pause.
fn at_once(response: Response) -> Response {
    response.header("retry-after", "0")
}

fn thing(state: &str) -> Value {
    json!({ "name": "a", "properties": { "provisioningState": state } })
}

#[tokio::test]
async fn a_resource_is_fetched_when_the_status_is_succeeded() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::json(201, &thing("Creating"))).header("Azure-AsyncOperation", "/status/1"));
    recorder.respond(at_once(ok(&json!({ "status": "InProgress" }))));
    recorder.respond(at_once(ok(&json!({ "status": "succeeded" }))));
    recorder.respond(ok(&thing("Succeeded")));
    let call = client(&recorder).put_thing("a", &Thing::default()).with_header("x-trace", "7");
    let response = call.wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("a"));
    assert_eq!(requested_urls(&recorder), ["PUT /things/a", "GET /status/1", "GET /status/1", "GET /things/a"]);
    assert!(recorder.requests().iter().all(|request| request.header("x-trace") == Some("7")));
}

#[tokio::test]
async fn a_resource_tells_its_own_state_where_no_header_does() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::json(201, &thing("Creating"))));
    recorder.respond(at_once(ok(&thing("Updating"))));
    recorder.respond(ok(&thing("Succeeded")));
    let mut poller = client(&recorder).put_thing("a", &Thing::default()).poller().await.unwrap();
    assert_eq!((poller.state(), poller.is_done()), ("Creating", false));
    // No time that a service names is none.
    assert!((500..=625).contains(&poller.pause().as_millis()), "{:?}", poller.pause());
    assert!(!poller.poll().await.unwrap());
    assert_eq!(poller.state(), "Updating");
    assert!(poller.poll().await.unwrap());
    assert_eq!((poller.state(), poller.is_done()), ("Succeeded", true));
    // It is done: nothing is asked any more.
    assert_eq!(poller.wait().await.unwrap().body().name.as_deref(), Some("a"));
    assert_eq!(requested_urls(&recorder), ["PUT /things/a", "GET /things/a", "GET /things/a"]);
}

#[tokio::test]
async fn a_response_that_is_the_result_is_not_asked_for_again() {
    for response in [ok(&thing("Succeeded")).header("Azure-AsyncOperation", "/status"), ok(&json!({ "name": "a" }))] {
        let recorder = Recorder::start();
        recorder.respond(response);
        let response = client(&recorder).put_thing("a", &Thing::default()).wait().await.unwrap();
        assert_eq!(response.body().name.as_deref(), Some("a"));
        assert_eq!(recorder.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_location_is_asked_until_it_is_no_longer_accepted() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::empty(202).header("location", "/jobs/1")));
    recorder.respond(at_once(Response::empty(202).header("location", "1/result?x=%2F")));
    recorder.respond(at_once(Response::empty(202)));
    recorder.respond(ok(&json!({ "name": "done" })));
    let response = client(&recorder).start_job().x_tenant("t").wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("done"));
    let result = "GET /jobs/1/result?x=%2F";
    assert_eq!(requested_urls(&recorder), ["POST /jobs", "GET /jobs/1", result, result]);
    assert!(recorder.requests().iter().all(|request| request.header("x-tenant") == Some("t")));
}

#[tokio::test]
async fn the_result_of_a_post_is_at_the_location_or_in_the_status() {
    let recorder = Recorder::start();
    let accepted =
        || at_once(Response::empty(202).header("operation-location", "/status").header("location", "/result"));
    recorder.respond(accepted()).respond(ok(&json!({ "status": "Succeeded", "name": "status" })));
    recorder.respond(ok(&json!({ "name": "result" })));
    let response = client(&recorder).start_job().wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("result"));
    assert_eq!(requested_urls(&recorder), ["POST /jobs", "GET /status", "GET /result"]);

    recorder.forget();
    recorder.respond(accepted()).respond(ok(&json!({ "status": "Succeeded", "name": "status" })));
    let response = client(&recorder).restart_thing("a").wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("status"));
    assert_eq!(requested_urls(&recorder), ["POST /things/a/restart", "GET /status"]);
}

#[tokio::test]
async fn what_is_deleted_has_no_result() {
    let recorder = Recorder::start();
    recorder
        .respond(at_once(Response::empty(202).header("azure-asyncoperation", "/status").header("location", "/result")));
    recorder.respond(ok(&json!({ "status": "Succeeded" })));
    assert_eq!(client(&recorder).delete_thing("a").wait().await.unwrap().into_body(), None);
    assert_eq!(requested_urls(&recorder), ["DELETE /things/a", "GET /status"]);
    recorder.forget();
    recorder.respond(Response::empty(204));
    assert_eq!(client(&recorder).delete_thing("a").wait().await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_failure_has_its_state_and_reason() {
    for (state, is_canceled) in [("Failed", false), ("canceled", true), ("Cancelled", true)] {
        let recorder = Recorder::start();
        recorder.respond(at_once(Response::empty(202).header("operation-location", "/status")));
        recorder.respond(ok(&json!({ "status": state, "error": { "code": "Full", "message": "no room" } })));
        let error = client(&recorder).start_import().wait().await.unwrap_err();
        assert!(error.to_string().contains(&format!("which ended as `{state}`")), "{error}");
        let Error::Operation(error) = error else { panic!("{error:?}") };
        assert_eq!((error.state(), error.is_canceled()), (state, is_canceled));
        assert_eq!(error.reason().unwrap()["code"], "Full");
    }
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::json(201, &thing("Creating")))).respond(ok(&thing("Failed")));
    let error = client(&recorder).put_thing("a", &Thing::default()).wait().await.unwrap_err();
    assert!(matches!(&error, Error::Operation(error) if error.state() == "Failed"), "{error:?}");
}

#[tokio::test]
async fn a_response_that_leads_nowhere_is_an_error() {
    let recorder = Recorder::start();
    let monitored = || at_once(Response::empty(202).header("operation-location", "/status"));
    for (responses, why) in [
        (vec![Response::empty(202)], "with none of the headers `Operation-Location`"),
        (vec![Response::empty(202).header("operation-location", "http://elsewhere.example/s")], "no URL of the origin"),
        (vec![monitored(), ok(&json!({}))], "without the `status` of the operation"),
        (vec![monitored(), Response::empty(200)], "without the `status` of the operation"),
        (vec![monitored(), Response::text(200, "{ \"status\": \"Accepted\"")], "whose body is not JSON"),
        (vec![monitored(), ok(&json!({ "status": {} }))], "with neither a text nor a number at `/status`"),
        (vec![monitored(), Response::empty(404)], "404 Not Found"),
    ] {
        recorder.forget();
        for response in responses {
            recorder.respond(response);
        }
        let error = client(&recorder).start_import().wait().await.unwrap_err();
        assert!(error.to_string().contains(why), "{why}: {error}");
    }
}

#[tokio::test]
async fn errors_on_the_way_are_typed() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::empty(202).header("operation-location", "/status")));
    recorder.respond(Response::json(400, &json!({ "message": "bad" })));
    match client(&recorder).start_import().wait().await {
        Err(Error::Api(error)) => assert_eq!(error.body().message.as_deref(), Some("bad")),
        other => panic!("{other:?}"),
    }
    recorder.respond(Response::json(409, &json!({ "message": "busy" })));
    match client(&recorder).start_import().poller().await {
        Err(Error::Api(error)) => assert_eq!(error.body().message.as_deref(), Some("busy")),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_time_limit_is_for_the_whole_operation() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(202).header("operation-location", "/status"));
    recorder.otherwise(ok(&json!({ "status": "Running" })));
    let poller = client(&recorder).start_import().poller().with_interval(Duration::from_millis(20));
    let error = poller.with_time_limit(Duration::from_millis(200)).wait().await.unwrap_err();
    assert!(matches!(&error, Error::Timeout(error) if error.phase() == TimeoutPhase::Operation), "{error:?}");
    assert!(recorder.requests().len() > 2, "{:?}", requested_urls(&recorder));
}

#[tokio::test]
async fn a_service_that_is_out_of_order_while_it_is_asked_is_asked_again() {
    let recorder = Recorder::start();
    recorder
        .respond(at_once(Response::empty(202).header("operation-location", "/status").header("location", "/result")));
    for status in [500, 503, 429, 502, 504] {
        recorder.respond(at_once(Response::empty(status)));
    }
    recorder.respond(at_once(ok(&json!({ "status": "Running" }))));
    recorder.respond(at_once(Response::empty(503))).respond(at_once(ok(&json!({ "status": "Succeeded" }))));
    recorder.respond(at_once(Response::empty(503))).respond(ok(&json!({ "name": "done" })));
    // No repetition is set: the operation goes on all the same.
    let response = client(&recorder).start_job().wait().await.unwrap();
    assert_eq!(response.body().name.as_deref(), Some("done"));
    let urls = requested_urls(&recorder);
    assert_eq!(urls.iter().filter(|urls| *urls == "GET /status").count(), 8);
    assert_eq!(urls[9..], ["GET /result", "GET /result"]);
}

#[tokio::test]
async fn the_service_says_how_long_to_wait() {
    let recorder = Recorder::start();
    recorder.respond(Response::empty(202).header("operation-location", "/status").header("retry-after", "7"));
    recorder.respond(ok(&json!({ "status": "Running" })));
    recorder.respond(Response::empty(503).header("retry-after", "9"));
    recorder.respond(ok(&json!({ "status": "Succeeded" })));
    let mut poller = client(&recorder).start_import().poller().with_interval(Duration::from_secs(2)).await.unwrap();
    let mut pauses = vec![poller.pause().as_secs_f64()];
    while !poller.poll().await.unwrap() {
        pauses.push(poller.pause().as_secs_f64());
    }
    // A random time of up to a quarter comes on top of what the service names.
    let ranges = [7.0..=8.75, 2.0..=2.0, 9.0..=11.25];
    assert!(pauses.len() == 3 && ranges.iter().zip(&pauses).all(|(range, pause)| range.contains(pause)), "{pauses:?}");
    assert_eq!(requested_urls(&recorder), ["POST /imports", "GET /status", "GET /status", "GET /status"]);
}

#[tokio::test]
async fn a_time_that_a_service_names_has_bounds() {
    for (named, range) in [
        ("0", 500..=625),
        ("0.25", 500..=625),
        ("Wed, 21 Oct 2015 07:28:00 GMT", 500..=625),
        ("1.5", 1500..=1875),
        ("86400", 3_600_000..=4_500_000),
        ("99999999999999999999", 3_600_000..=4_500_000),
    ] {
        let recorder = Recorder::start();
        recorder.respond(Response::empty(202).header("operation-location", "/status").header("retry-after", named));
        let poller = client(&recorder).start_import().poller().await.unwrap();
        assert!(range.contains(&poller.pause().as_millis()), "{named}: {:?}", poller.pause());
    }
}

#[tokio::test]
async fn polls_are_not_faster_than_twice_a_second() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::empty(202).header("operation-location", "/status")));
    recorder.otherwise(at_once(ok(&json!({ "status": "Running" }))));
    let wait = client(&recorder).start_import().poller().with_time_limit(Duration::from_secs(2)).wait();
    assert!(wait.await.unwrap_err().is_timeout());
    assert!((3..=5).contains(&recorder.requests().len()), "{}", recorder.requests().len());
}

#[tokio::test]
async fn a_service_that_stays_out_of_order_is_an_error() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::empty(202).header("operation-location", "/status")));
    recorder.otherwise(at_once(Response::empty(503)));
    let interval = Duration::from_millis(20);
    let mut poller = client(&recorder).start_import().poller().with_interval(interval).await.unwrap();
    for _ in 0..5 {
        assert!(!poller.poll().await.unwrap());
        assert!((20..=25).contains(&poller.pause().as_millis()), "{:?}", poller.pause());
    }
    let error = poller.poll().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503), "{error}");
    // The request that begins it is another matter: that is repeated as the policy says.
    recorder.forget();
    let error = client(&recorder).start_import().wait().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), recorder.requests().len()), (503, 1));
}

#[test]
fn waiting_blocks_without_a_runtime() {
    let recorder = Recorder::start();
    recorder.respond(at_once(Response::empty(202).header("operation-location", "/status")));
    recorder.respond(ok(&json!({ "status": "Succeeded" })));
    client(&recorder).start_import().poller().wait_blocking().unwrap();
    assert_eq!(requested_urls(&recorder), ["POST /imports", "GET /status"]);
}

#[tokio::test]
async fn a_declared_header_says_after_200_and_201_that_an_operation_goes_on() {
    use callsmith_goldens::long_running_statuses::Client;
    let begun = json!({ "name": "begun" });
    let recorder = Recorder::start();
    let client = Client::builder(&recorder.url()).retry(Retry::none()).build().unwrap();
    recorder.respond(at_once(Response::json(201, &begun)).header("Operation-Location", "/status/1"));
    recorder.respond(at_once(ok(&json!({ "status": "running" }))));
    recorder.respond(ok(&json!({ "status": "succeeded", "resourceLocation": "/exports/1" })));
    recorder.respond(ok(&json!({ "name": "done" })));
    assert_eq!(client.start_export().wait().await.unwrap().body().name, "done");
    recorder.respond(at_once(ok(&begun)).header("Azure-AsyncOperation", "/status/2"));
    recorder.respond(ok(&json!({ "status": "Succeeded", "name": "done" })));
    assert_eq!(client.start_build().wait().await.unwrap().body().name, "done");
    recorder.respond(at_once(Response::json(201, &begun)).header("Location", "/copies/1"));
    recorder.respond(at_once(Response::empty(202)));
    recorder.respond(ok(&json!({ "name": "done" })));
    assert_eq!(client.start_copy().wait().await.unwrap().body().name, "done");
    // Without the header it is done.
    recorder.respond(Response::json(201, &begun).header("Location", "/copies/2"));
    assert_eq!(client.start_copy().wait().await.unwrap().body().name, "begun");
    let expected = [
        "POST /exports",
        "GET /status/1",
        "GET /status/1",
        "GET /exports/1",
        "POST /builds",
        "GET /status/2",
        "POST /copies",
        "GET /copies/1",
        "GET /copies/1",
        "POST /copies",
    ];
    assert_eq!(requested_urls(&recorder), expected);
}
