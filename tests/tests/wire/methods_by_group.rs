//! Methods of groups: the calls that they make are those of the operations.

use callsmith_goldens::methods_by_group::pilots::{AssignArguments, Pilots};
use callsmith_goldens::methods_by_group::types::{HarbourPilotsAssignSide, Ship, ShipAddBodyForm};
use callsmith_goldens::methods_by_group::{Client, ships};
use callsmith_runtime::{Body, Error};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

/// The request that was sent, as method and target.
fn sent(recorder: &Recorder) -> Vec<String> {
    recorder.requests().iter().map(|seen| format!("{} {}", seen.method, seen.target)).collect()
}

#[tokio::test]
async fn methods_of_groups_call_their_operations() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    client.ships().ships("a", &json!([1])).await.unwrap();
    client.ships().ships_raw("a", "text/plain", Body::from("x")).await.unwrap();
    client.ships().remove("b").await.unwrap();
    #[expect(deprecated)]
    client.ships().ships_remove("b").await.unwrap();
    client.ships().ships_clone("c").await.unwrap();
    client.pilots().dismiss().await.unwrap();
    let side = HarbourPilotsAssignSide::Port;
    client.pilots().assign(AssignArguments { dock: "d", row: 1, number: 2, side }).await.unwrap();
    client.log().read("monday").await.unwrap();
    client.log().drop_log("monday").await.unwrap();
    // In no group.
    client.ships_health().await.unwrap();
    client.pilots2().await.unwrap();
    let expected = [
        "PUT /ships/a",
        "PUT /ships/a",
        "PATCH /ships/b",
        "DELETE /ships/b",
        "POST /ships/c/copies",
        "DELETE /pilots",
        "PUT /pilots/d/1/2/port",
        "GET /log/monday",
        "DELETE /log/monday",
        "GET /health",
        "GET /motto",
    ];
    assert_eq!(sent(&recorder), expected);
    assert_eq!(recorder.requests()[0].json(), json!([1]));
    assert_eq!(recorder.requests()[1].body, "x");
}

#[tokio::test]
async fn a_group_outlives_no_client_and_its_calls_do() {
    let recorder = recorder_with(Response::json(200, &json!(["Ann", "Ben"])));
    let client = client(&recorder);
    let pilots: Pilots<'_> = client.pilots();
    let (copy, call) = (pilots, pilots.get().ship("Aurora").on_duty(true));
    let again = copy.get();
    assert!(format!("{copy:?}").starts_with("Pilots("));
    drop(client);
    assert_eq!(call.await.unwrap(), ["Ann", "Ben"]);
    assert_eq!(again.await.unwrap().len(), 2);
    assert_eq!(sent(&recorder), ["GET /pilots?ship=Aurora&on-duty=true", "GET /pilots"]);
}

#[tokio::test]
async fn bodies_pages_headers_and_errors_are_those_of_flat_methods() {
    let recorder = Recorder::start();
    let client = client(&recorder);
    recorder.respond(Response::json(201, &json!({ "name": "Aurora" })));
    assert_eq!(client.ships().add(&Ship::new("Aurora".to_owned())).await.unwrap().name, "Aurora");
    recorder.respond(Response::json(409, &json!({ "by": "Borealis" })));
    let plate = ShipAddBodyForm { plate: Some("x".to_owned()) };
    let Err(Error::Api(error)) = client.ships().add_as_form(&plate).await else { panic!("409 is declared") };
    assert!(matches!(error.body(), ships::AddError::Conflict(conflict) if conflict.by == "Borealis"), "{error:?}");
    assert_eq!(recorder.requests()[1].body, "plate=x");
    recorder.forget();

    let next = format!("{}/ships?page=2", recorder.url());
    let page = |names: [&str; 1], next: Option<&str>| {
        let ships: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
        Response::json(200, &json!({ "ships": ships, "next": next })).header("x-total", "2")
    };
    recorder.respond(page(["Aurora"], Some(&next)));
    recorder.respond(page(["Borealis"], None));
    let mut items = client.ships().list().items();
    let mut names = Vec::new();
    while let Some(ship) = items.next().await {
        names.push(ship.unwrap().name);
    }
    assert_eq!(names, ["Aurora", "Borealis"]);
    recorder.respond(page(["Aurora"], None));
    let response = client.ships().list().page("1").response().await.unwrap();
    assert_eq!(response.headers().total().unwrap(), Some(2));
}
