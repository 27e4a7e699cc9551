//! Responses that come as JSON, or as XML where the caller asks for it.

use callsmith_goldens::json_or_xml::operations::ListPetsOutput;
use callsmith_goldens::json_or_xml::{Client, types::Pet};
use callsmith_runtime::Error;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("valid settings")
}

fn xml(status: u16, text: &str) -> Response {
    Response::bytes(status, "application/xml", text.to_owned())
}

fn pet() -> Pet {
    Pet { id: 7, name: "a<b".to_owned(), tags: Some(vec!["x".to_owned(), "y".to_owned()]) }
}

const PET: &str = "<?xml version=\"1.0\"?><Pet id=\"7\"><name>a&lt;b</name><tags><tag>x</tag><tag>y</tag></tags></Pet>";

#[tokio::test]
async fn a_response_is_typed_in_both() {
    let recorder = recorder_with(Response::json(200, &json!({ "id": 7, "name": "a<b", "tags": ["x", "y"] })));
    assert_eq!(client(&recorder).get_pet(7).await.unwrap(), pet());
    recorder.otherwise(xml(200, PET));
    assert_eq!(client(&recorder).get_pet(7).with_accept("application/xml").await.unwrap(), pet());
    assert_eq!(client(&recorder).put_pet(7).with_accept("application/xml").await.unwrap(), Some(pet()));
    let seen = recorder.requests();
    let requests: Vec<_> = seen.iter().map(|seen| (seen.method.as_str(), seen.header("accept").unwrap())).collect();
    assert_eq!(requests, [("GET", "application/json"), ("GET", "application/xml"), ("PUT", "application/xml")]);
    recorder.otherwise(Response::empty(204));
    assert_eq!(client(&recorder).put_pet(7).await.unwrap(), None);
}

#[tokio::test]
async fn the_text_says_which_it_is_and_not_the_content_type() {
    let json = r#" {"id": 7, "name": "a<b", "tags": ["x", "y"]}"#;
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(PET.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    for (content_type, body) in [
        ("application/xml", json.as_bytes().to_vec()),
        ("text/plain", json.as_bytes().to_vec()),
        ("application/json", PET.as_bytes().to_vec()),
        ("text/plain", format!("\u{feff}\n{PET}").into_bytes()),
        ("text/xml", utf16),
    ] {
        let recorder = recorder_with(Response::bytes(200, content_type, body));
        assert_eq!(client(&recorder).get_pet(7).await.unwrap(), pet(), "{content_type}");
    }
}

#[tokio::test]
async fn errors_and_responses_by_status_are_typed_in_both() {
    for response in [Response::json(404, &json!({ "code": 4 })), xml(404, "<Problem code='4'/>")] {
        let recorder = recorder_with(response);
        let Err(Error::Api(error)) = client(&recorder).get_pet(1).await else { panic!("404 is declared") };
        assert_eq!(error.body().code, 4);
    }
    let recorder = recorder_with(xml(200, &format!("<pets>{}</pets>", &PET[21..])));
    let ListPetsOutput::Ok(pets) = client(&recorder).list_pets().await.unwrap() else { panic!("200") };
    assert_eq!(pets, [pet()]);
    assert_eq!(client(&recorder).find_pets().with_accept("application/xml").await.unwrap(), [pet()]);
    recorder.otherwise(xml(202, "<Problem code='2'/>"));
    let ListPetsOutput::Accepted(problem) = client(&recorder).list_pets().await.unwrap() else { panic!("202") };
    assert_eq!(problem.code, 2);
}

#[tokio::test]
async fn what_does_not_fit_is_told_in_the_words_of_what_it_is() {
    let recorder = recorder_with(xml(200, "<Pet id='x'><name/></Pet>"));
    let error = client(&recorder).get_pet(7).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("`$.id"), "{error}");
    recorder.otherwise(Response::text(200, "no such pet"));
    let error = client(&recorder).get_pet(7).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
}

#[tokio::test]
async fn a_type_that_says_nothing_of_xml_comes_as_bytes() {
    let recorder = recorder_with(xml(200, "<Plain><text>a</text></Plain>"));
    let response = client(&recorder).get_plain().with_accept("application/xml").bytes().await.unwrap();
    assert_eq!(response.body(), "<Plain><text>a</text></Plain>");
    assert_eq!(recorder.only_request().header("accept"), Some("application/xml"));
}
