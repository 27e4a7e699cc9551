//! Responses that the document does not foresee.

use callsmith_goldens::verdicts::operations::{FindBerthError, FindBerthOutput};
use callsmith_goldens::verdicts::{Client, types};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn berth() -> types::Berth {
    types::Berth { id: "7".to_owned() }
}

#[tokio::test]
async fn a_success_that_is_not_listed_is_the_declared_one() {
    let recorder = Recorder::start();
    for status in [200, 201, 202, 206, 299] {
        recorder.otherwise(Response::json(status, &json!({ "id": "7" })));
        assert_eq!(client(&recorder).open_berth().await.unwrap(), berth(), "{status}");
    }
}

#[tokio::test]
async fn no_body_is_no_value_and_the_error_says_that_the_call_was_carried_out() {
    let recorder = Recorder::start();
    for status in [200, 201, 204] {
        recorder.otherwise(Response::empty(status));
        let error = client(&recorder).open_berth().await.expect_err("there is no berth");
        assert!(matches!(error, Error::Decode(_)) && error.is_success(), "{error}");
        assert!(error.to_string().ends_with("with a body that is not as declared (the body is empty)"), "{error}");
        let error = client(&recorder).cargo().await.expect_err("no body is no value");
        assert!(matches!(error, Error::Decode(_)) && error.is_success(), "{error}");
        let error = client(&recorder).flag().await.expect_err("no body is no string");
        assert!(matches!(error, Error::Decode(_)) && error.is_success(), "{error}");
        assert_eq!(client(&recorder).change_berth().await.unwrap(), None);
        assert_eq!(client(&recorder).pennant().await.unwrap(), None);
        assert_eq!(client(&recorder).picture().await.unwrap(), None);
    }
    recorder.otherwise(Response::json(201, &json!("red")));
    assert_eq!(client(&recorder).pennant().await.unwrap().as_deref(), Some("red"));
    recorder.otherwise(Response::json(200, &json!(null)));
    assert_eq!(client(&recorder).cargo().await.unwrap(), json!(null));
    recorder.otherwise(Response::empty(503));
    assert!(!client(&recorder).open_berth().await.expect_err("out of order").is_success());
}

#[tokio::test]
async fn of_several_successes_the_nearest_with_a_body_like_it_applies() {
    let recorder = Recorder::start();
    let pier = || FindBerthOutput::NonAuthoritativeInformation(types::Pier { length: Some(5) });
    let responses = [
        (Response::json(201, &json!({ "id": "7" })), FindBerthOutput::Ok(berth())),
        (Response::json(202, &json!({ "length": 5 })), pier()),
        (Response::json(206, &json!({ "length": 5 })), pier()),
        (Response::empty(202), FindBerthOutput::NoContent),
    ];
    for (response, expected) in responses {
        recorder.otherwise(response);
        assert_eq!(client(&recorder).find_berth().await.unwrap(), expected);
    }
}

#[tokio::test]
async fn the_default_alone_is_the_output_and_the_error() {
    let recorder = recorder_with(Response::json(206, &json!({ "length": 5 })));
    let client = client(&recorder);
    assert_eq!(client.anchor().await.unwrap().length, Some(5));
    recorder.otherwise(Response::json(500, &json!({ "length": 6 })));
    let Err(Error::Api(error)) = client.anchor().await else { panic!("it is declared") };
    assert_eq!((error.status().as_u16(), error.body().length), (500, Some(6)));
    recorder.otherwise(Response::json(200, &json!("dropped")));
    client.drop_anchor().await.unwrap();
    recorder.otherwise(Response::json(418, &json!("no")));
    let Err(Error::Api(error)) = client.drop_anchor().await else { panic!("it is declared") };
    assert_eq!(error.body(), "no");
}

#[tokio::test]
async fn an_error_without_a_type_is_not_that_of_another_status() {
    let recorder = Recorder::start();
    for response in
        [Response::json(404, &json!({ "reason": "gone" })), Response::text(404, "gone"), Response::empty(404)]
    {
        recorder.otherwise(response);
        let error = client(&recorder).open_berth().await.expect_err("no harbour");
        let Error::Unexpected(unexpected) = &error else { panic!("{error:?}") };
        assert!(unexpected.decode_failure().is_none());
        let text = error.to_string();
        assert!(text.contains("a status without a declared body"), "{text}");
        assert!(!text.contains("not as declared"), "{text}");
    }
}

#[tokio::test]
async fn an_error_of_another_kind_is_not_an_error_without_properties() {
    let recorder = recorder_with(Response::json(409, &json!({ "reason": "taken", "more": 1 })));
    let client = client(&recorder);
    let Err(Error::Api(error)) = client.open_berth().await else { panic!("it is declared") };
    assert_eq!(error.body().reason.as_deref(), Some("taken"));
    recorder.otherwise(Response::json(409, &json!({})));
    let Err(Error::Api(error)) = client.open_berth().await else { panic!("nothing is left out") };
    assert_eq!(*error.body(), types::Refusal::default());
    recorder.otherwise(Response::json(409, &json!({ "exception": "taken" })));
    let Err(Error::Unexpected(error)) = client.open_berth().await else { panic!("another kind") };
    assert_eq!(error.decode_failure().unwrap().message(), "none of its properties is declared");
    assert!(error.to_string().ends_with(r#": {"exception":"taken"}"#), "{error}");
    recorder.otherwise(Response::json(400, &json!({ "exception": "taken" })));
    let Err(Error::Unexpected(_)) = client.find_berth().await else { panic!("another kind") };
    recorder.otherwise(Response::json(400, &json!({ "code": 7 })));
    let Err(Error::Api(error)) = client.find_berth().await else { panic!("it is declared") };
    assert_eq!(*error.body(), FindBerthError::BadRequest(types::Refusal { code: Some(7), ..Default::default() }));
}

#[tokio::test]
async fn numbers_and_booleans_in_text_are_typed() {
    let recorder = recorder_with(Response::text(200, "-12\n"));
    let client = client(&recorder);
    let tide: i32 = client.tide().await.unwrap();
    assert_eq!(tide, -12);
    recorder.otherwise(Response::text(200, "0.5"));
    assert_eq!(client.slope().await.unwrap(), 0.5);
    recorder.otherwise(Response::text(200, "true"));
    assert!(client.is_open().await.unwrap());
    recorder.otherwise(Response::text(200, "high"));
    assert!(matches!(client.tide().await, Err(Error::Decode(_))));
}

#[tokio::test]
async fn a_value_that_is_no_string_is_not_handed_out_as_one() {
    let recorder = Recorder::start();
    let client = client(&recorder);
    for body in ["{\"state\":\"ok\"}", "null", "12", "[\"a\"]"] {
        for content_type in ["application/json", "application/problem+json; charset=utf-8"] {
            recorder.otherwise(Response::bytes(200, content_type, body));
            let Err(Error::Decode(error)) = client.flag().await else { panic!("{body} is no string") };
            assert!(error.failure().message().contains("expected a string"), "{error}");
            recorder.otherwise(Response::bytes(500, content_type, body));
            let Err(Error::Unexpected(_)) = client.flag().await else { panic!("{body} is no string") };
        }
        recorder.otherwise(Response::text(200, body));
        assert_eq!(client.flag().await.unwrap(), body);
    }
    for (content_type, body) in [("application/json", "\"red\""), ("application/json", "red"), ("text/html", "red")] {
        recorder.otherwise(Response::bytes(200, content_type, body));
        assert_eq!(client.flag().await.unwrap(), "red");
    }
    recorder.otherwise(Response::empty(500).header("content-type", "application/json"));
    let Err(Error::Unexpected(error)) = client.flag().await else { panic!("no body is no string") };
    assert!(error.to_string().ends_with("(the body is empty)"), "{error}");
}

#[tokio::test]
async fn a_text_that_comes_as_a_json_string_has_no_quotation_marks() {
    let recorder = Recorder::start();
    let responses = [
        ("application/json", "\"1.0\"", "1.0"),
        ("application/json", "{\"v\":1}", "{\"v\":1}"),
        ("text/plain", "\"1.0\"", "\"1.0\""),
        ("text/plain", "", ""),
    ];
    for (content_type, body, expected) in responses {
        recorder.otherwise(Response::bytes(200, content_type, body));
        assert_eq!(client(&recorder).edition().await.unwrap(), expected);
    }
}

#[tokio::test]
async fn a_redirect_that_is_the_only_success_is_the_response() {
    let recorder = recorder_with(Response::empty(307).header("location", "/there"));
    let response = client(&recorder).light().response().await.unwrap();
    assert_eq!(response.status(), 307);
    assert_eq!(response.headers().location().unwrap(), "/there");
    assert_eq!(recorder.only_request().path(), "/light");
    recorder.otherwise(Response::empty(304));
    assert_eq!(client(&recorder).light().response().await.unwrap().status(), 304);
}

#[tokio::test]
async fn an_undeclared_304_is_no_redirect() {
    let recorder = recorder_with(Response::empty(304));
    let error = client(&recorder).tide().await.expect_err("it is not declared");
    assert_eq!(error.to_string(), "304 Not Modified for `tide` (GET /tide), a status that is not declared");
    recorder.otherwise(Response::empty(307).header("location", "http://elsewhere.example/"));
    let error = client(&recorder).tide().await.expect_err("it leads elsewhere");
    assert!(error.to_string().contains("a redirect to `http://elsewhere.example/` that is not followed"), "{error}");
}

#[tokio::test]
async fn the_text_of_a_404_has_the_url_that_was_asked_for() {
    let recorder = recorder_with(Response::text(404, "nothing here"));
    let client = Client::builder(&format!("{}/api/v1", recorder.url())).build().unwrap();
    let error = client.tide().with_query("code", "hidden").await.expect_err("there is nothing");
    let url = recorder.url();
    let expected = format!(
        "404 Not Found for `tide` (GET /tide), a status that is not declared: nothing here (the URL was `{url}/api/v1/tide`)"
    );
    assert_eq!(error.to_string(), expected);
    // What a `main` that returns the error shows.
    assert_eq!(format!("{error:?}"), expected);
    assert_eq!(format!("{:?}", Box::<dyn std::error::Error>::from(error)), expected);
}
