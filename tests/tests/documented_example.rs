//! A program as a user writes it, of one call with all that a call can be given, against a server of the test.

use std::future::IntoFuture;
use std::time::Duration;

use callsmith_goldens::example as myservice;
use callsmith_runtime::{CallFuture, Error, HeaderError, Headers, RequestFuture, Retry};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use myservice::operations::{Call, GetPet, GetPetHeaders, RunMlService};
use myservice::{ErrorResponse, Pet, ServiceInput};
use serde_json::json;

async fn example(base_url: &str, key: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = myservice::Client::builder(base_url).bearer(key).build()?;
    let input = ServiceInput { data: Some(vec![vec![0.01, 0.05]]) };
    let prediction = client.run_ml_service(&input).await?;
    assert_eq!(prediction, [3726.995]);

    // optional parameters are setters named after the parameter; adding one upstream breaks no caller
    let page = client.list_pets().limit(10).tags(&["cat"]).await?;
    assert_eq!(page[0].name, "Minka");

    // options of the runtime begin with `with_`; every call has the same ones and can hand out the whole response
    let response = client
        .get_pet(7)
        .with_timeout(Duration::from_secs(2))
        .with_header("x-trace", "1")
        .with_retry(Retry::none())
        .response()
        .await?;
    println!("{} {:?}", response.status(), response.headers().rate_limit_remaining()?);
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers().rate_limit_remaining()?, Some(41));
    assert_eq!(response.body().id, 7);

    // the same value, without async
    let prediction = client.run_ml_service(&input).send_blocking()?;
    assert_eq!(prediction, [3726.995]);

    // a call owns what it needs: it outlives client and body, and can be spawned
    let spawned = tokio::spawn(client.run_ml_service(&input).into_future());
    assert_eq!(spawned.await??, [3726.995]);

    match client.get_pet(8).await {
        Err(Error::Api(e)) if e.status() == 404 => {
            println!("{}", e.body());
            assert_eq!(e.body().message.as_deref(), Some("no pet has the id 8"));
        }
        other => panic!("a 404 was expected, not {other:?}"),
    }
    Ok(())
}

#[tokio::test]
async fn the_example_does_what_it_says() {
    let server = Recorder::start();
    let prediction = Response::json(200, &json!([3726.995]));
    let pet = json!({ "id": 7, "name": "Minka", "tag": "cat" });
    server
        .respond(prediction.clone())
        .respond(Response::json(200, &json!([pet])))
        .respond(Response::json(200, &pet).header("x-rate-limit-remaining", "41"))
        .respond(prediction.clone())
        .respond(prediction)
        .respond(Response::json(404, &json!({ "status_code": 404, "message": "no pet has the id 8" })));

    example(&server.url(), "abc123").await.unwrap();

    let seen = server.requests();
    let lines: Vec<String> = seen.iter().map(|request| format!("{} {}", request.method, request.target)).collect();
    let score = "POST /score";
    assert_eq!(lines, [score, "GET /pets?limit=10&tags=cat", "GET /pets/7", score, score, "GET /pets/8"]);
    assert!(seen.iter().all(|request| request.header("authorization") == Some("Bearer abc123")));
    assert_eq!(seen[0].json(), json!({ "data": [[0.01, 0.05]] }));
    assert_eq!(seen[2].header("x-trace"), Some("1"));
}

#[tokio::test]
async fn a_call_outlives_the_client_and_the_body() {
    let server = Recorder::start();
    server.respond(Response::json(200, &json!([3726.995])));
    let call: Call<RunMlService> = {
        let client = myservice::Client::builder(&server.url()).build().unwrap();
        let input = ServiceInput { data: Some(vec![vec![0.01, 0.05]]) };
        client.run_ml_service(&input)
    };
    let prediction = tokio::spawn(call.into_future()).await.unwrap().unwrap();
    assert_eq!(prediction, [3726.995]);
    assert_eq!(server.only_request().json(), json!({ "data": [[0.01, 0.05]] }));
}

#[test]
fn everything_can_be_shared_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<myservice::Client>();
    shared::<callsmith_runtime::Client>();
    shared::<callsmith_runtime::ClientBuilder>();
    shared::<Call<RunMlService>>();
    shared::<<Call<RunMlService> as IntoFuture>::IntoFuture>();
    shared::<CallFuture<Result<callsmith_runtime::Response<Pet, GetPetHeaders>, Error<ErrorResponse>>>>();
    shared::<RequestFuture<ErrorResponse>>();
    shared::<Error>();
    shared::<Error<ErrorResponse>>();
    shared::<HeaderError>();
    shared::<Headers>();
    shared::<callsmith_runtime::Response<Pet, GetPetHeaders>>();
    shared::<GetPet>();
}
