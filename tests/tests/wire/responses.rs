//! Responses that differ by their status.

use callsmith_goldens::responses::operations::{CreatePetError, CreatePetOutput, GetPetError, GetPetOutput};
use callsmith_goldens::responses::{Client, types};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn pet() -> types::Pet {
    types::Pet { name: "Tom".to_owned() }
}

#[tokio::test]
async fn a_success_is_what_its_status_says() {
    let recorder = Recorder::start();
    let client = client(&recorder);
    let responses = [
        (Response::json(200, &json!({ "name": "Tom" })), CreatePetOutput::Ok(pet())),
        (Response::json(202, &json!({ "job": "7" })), CreatePetOutput::Accepted(types::Job { job: "7".to_owned() })),
        (Response::empty(204), CreatePetOutput::NoContent),
        (Response::text(203, "by a proxy"), CreatePetOutput::Success("by a proxy".to_owned())),
    ];
    for (response, expected) in responses {
        recorder.otherwise(response);
        assert_eq!(client.create_pet(&pet()).await.unwrap(), expected);
    }
    let accept = recorder.requests()[0].header("accept").map(str::to_owned);
    assert_eq!(accept.as_deref(), Some("application/json, text/plain, application/problem+json"));
}

#[tokio::test]
async fn an_error_is_what_its_status_says() {
    let recorder = Recorder::start();
    let client = client(&recorder);
    let responses = [
        (Response::json(400, &json!({ "title": "t" })), r#"{"title":"t"}"#),
        (Response::json(409, &json!({ "id": 3 })), r#"{"id":3}"#),
        (Response::empty(413), "no body"),
        (Response::text(503, "down"), "down"),
        (Response::json(418, &json!("tea")), "\"tea\""),
    ];
    let mut errors = Vec::new();
    for (response, shown) in responses {
        recorder.otherwise(response);
        let Err(Error::Api(error)) = client.create_pet(&pet()).await else { panic!("all are declared") };
        assert_eq!(error.body().to_string(), shown);
        errors.push(error.into_body());
    }
    let expected = [
        CreatePetError::BadRequest(types::Problem { title: "t".to_owned() }),
        CreatePetError::Conflict(types::CreatePetErrorConflict { id: 3 }),
        CreatePetError::ContentTooLarge,
        CreatePetError::ServerError("down".to_owned()),
        CreatePetError::Other("tea".to_owned()),
    ];
    assert_eq!(errors, expected);
}

#[tokio::test]
async fn bytes_and_json_stand_beside_each_other() {
    let recorder = recorder_with(Response::bytes(299, "image/png", b"\x89PNG".as_slice()));
    let response = client(&recorder).get_pet(1).response().await.unwrap();
    assert_eq!(response.status(), 299);
    assert_eq!(*response.body(), GetPetOutput::Status299(b"\x89PNG".as_slice().into()));
}

#[tokio::test]
async fn a_body_of_another_status_does_not_fit() {
    let recorder = recorder_with(Response::json(200, &json!({ "job": "7" })));
    let Err(Error::Decode(error)) = client(&recorder).create_pet(&pet()).await else { panic!("no pet") };
    assert!(error.failure().message().contains("missing field `name`"), "{error}");
    recorder.otherwise(Response::json(404, &json!({ "job": "7" })));
    let Err(Error::Unexpected(error)) = client(&recorder).get_pet(1).await else { panic!("no problem") };
    assert!(error.decode_failure().unwrap().message().contains("missing field `title`"), "{error}");
}

#[tokio::test]
async fn operations_with_the_same_errors_share_their_type() {
    let recorder = recorder_with(Response::json(404, &json!({ "title": "none" })));
    let client = client(&recorder);
    let title = |error: Error<GetPetError>| match error {
        Error::Api(error) => match error.into_body() {
            GetPetError::NotFound(problem) => problem.title,
            GetPetError::Other(job) => job.job,
        },
        other => other.to_string(),
    };
    assert_eq!(client.get_pet(1).await.map_err(title).unwrap_err(), "none");
    assert_eq!(client.replace_pet(1).await.map_err(title).unwrap_err(), "none");
}

#[tokio::test]
async fn a_success_of_one_type_or_none_is_an_option() {
    let recorder = recorder_with(Response::empty(204));
    let client = client(&recorder);
    assert_eq!(client.replace_pet(1).await.unwrap(), None);
    recorder.otherwise(Response::json(200, &json!({ "name": "Tom" })));
    assert_eq!(client.replace_pet(1).await.unwrap(), Some(pet()));
}

#[tokio::test]
async fn a_response_to_head_has_a_status_and_no_body() {
    let recorder = recorder_with(Response::empty(200).header("content-type", "application/json"));
    let client = client(&recorder);
    client.has_pet(1).await.unwrap();
    assert_eq!(recorder.requests()[0].method, "HEAD");
    for status in [304, 404] {
        recorder.otherwise(Response::empty(status));
        let Err(Error::Api(error)) = client.has_pet(1).await else { panic!("{status} is declared") };
        assert_eq!(error.status(), status);
    }
}

#[tokio::test]
async fn errors_that_say_the_same_are_one_type() {
    let recorder = Recorder::start();
    for status in [403, 404] {
        recorder.otherwise(Response::json(status, &json!({ "reason": "no" })));
        let Err(Error::Api(error)) = client(&recorder).delete_pet(1).await else { panic!("{status} is declared") };
        assert_eq!(error.body().reason.as_deref(), Some("no"));
    }
}

#[tokio::test]
async fn xml_by_status_and_a_body_in_xml_where_the_caller_asks_for_it() {
    use callsmith_goldens::responses_xml::operations::{PutPetError, PutPetOutput};
    use callsmith_goldens::responses_xml::{Client, types};
    let recorder = recorder_with(Response::bytes(202, "application/xml", "<Job><id>7</id></Job>"));
    let client = Client::builder(&recorder.url()).build().unwrap();
    let pet = types::Pet { name: "Tom".to_owned() };
    let errors = client.put_pet(&pet).with_content_type("application/xml").await.unwrap();
    assert_eq!(errors, PutPetOutput::Accepted(types::Job { id: 7 }));
    let seen = recorder.only_request();
    let body = std::str::from_utf8(&seen.body).unwrap();
    assert_eq!(seen.header("content-type"), Some("application/xml"));
    assert!(body.ends_with("<Pet name=\"Tom\"/>"), "{body}");
    recorder.otherwise(Response::bytes(400, "application/xml", "<Job><id>8</id></Job>"));
    let Err(Error::Api(error)) = client.put_pet(&pet).await else { panic!("400 is declared") };
    assert_eq!(*error.body(), PutPetError::BadRequest(types::Job { id: 8 }));
    assert_eq!(recorder.requests()[1].header("content-type"), Some("application/json"));
}
