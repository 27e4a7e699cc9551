//! Types that differ by what they are used for.

use callsmith_goldens::files_and_json::types::{ChooseBody, Link};
use callsmith_goldens::files_and_json::{self as files, types as files_types};
use callsmith_goldens::read_only_write_only as views;
use callsmith_goldens::read_only_write_only::types::{Draft, FriendRequest, OwnerRequest, PetRequest};
use callsmith_runtime::{Error, File};
use callsmith_tests::response::Response;
use serde_json::json;

use crate::recorder_with;

fn pet() -> PetRequest {
    PetRequest { name: "Rex".to_owned(), secret: "s".to_owned(), ..PetRequest::default() }
}

#[tokio::test]
async fn a_request_does_not_need_what_the_service_sets() {
    let recorder = recorder_with(Response::json(201, &json!({ "number": 7 })));
    let client = views::Client::builder(&recorder.url()).build().unwrap();
    let receipt = client.add_pets(&[pet()]).await.unwrap();
    assert_eq!((receipt.number, &receipt.password), (7, &None));
    assert_eq!(recorder.only_request().json(), json!([{ "name": "Rex", "secret": "s" }]));

    let recorder = recorder_with(Response::empty(204));
    let client = views::Client::builder(&recorder.url()).build().unwrap();
    client.add_draft(&Draft { text: "t".to_owned(), ..Draft::default() }).await.unwrap();
    assert_eq!(recorder.only_request().json(), json!({ "text": "t" }));
}

/// The caller's properties are sent, and types that differ deep within have their own views.
#[tokio::test]
async fn the_views_of_a_schema_reach_into_what_holds_it() {
    let response = json!({ "pets": [{ "id": 1, "name": "Rex", "tag": null, "place": { "city": "B" } }] });
    let recorder = recorder_with(Response::json(200, &response));
    let client = views::Client::builder(&recorder.url()).build().unwrap();
    let friend = OwnerRequest { pets: vec![pet()], ..OwnerRequest::default() };
    let owner = OwnerRequest {
        pets: vec![PetRequest { id: Some(1), tag: Some(None), ..pet() }],
        friend: Some(Box::new(FriendRequest::Owner(Box::new(friend)))),
        ..OwnerRequest::default()
    };
    let returned = client.put_owner("o", &owner).await.unwrap();
    assert_eq!((returned.pets[0].id, &returned.pets[0].tag, &returned.pets[0].secret), (1, &None, &None));
    let sent = json!({
        "pets": [{ "id": 1, "name": "Rex", "secret": "s", "tag": null }],
        "friend": { "pets": [{ "name": "Rex", "secret": "s" }] },
    });
    assert_eq!(recorder.only_request().json(), sent);
}

/// The properties of the service are required in its responses.
#[tokio::test]
async fn a_response_needs_what_the_service_sets() {
    let recorder =
        recorder_with(Response::json(200, &json!([{ "name": "Rex", "tag": null, "place": { "city": "B" } }])));
    let error = views::Client::builder(&recorder.url()).build().unwrap().list_pets().await.unwrap_err();
    let Error::Decode(error) = error else { panic!("{error:?}") };
    assert!(error.failure().message().contains("missing field `id`"), "{error}");
}

#[tokio::test]
async fn bytes_are_a_file_in_a_part_and_text_in_json() {
    let recorder = recorder_with(Response::json(200, &json!({ "id": 1, "image": "aGk=" })));
    let client = files::Client::builder(&recorder.url()).build().unwrap();
    let photo = files_types::PhotoMultipart { id: None, image: File::new("a", "x"), pages: None, small: None };
    let returned = client.upload(&photo).await.unwrap();
    assert_eq!((returned.id, returned.image.as_str()), (1, "aGk="));
    let sent = recorder.only_request();
    let text = String::from_utf8_lossy(&sent.body).into_owned();
    assert!(text.contains("name=\"image\"; filename=\"a\""), "{text}");

    let recorder = recorder_with(Response::empty(204));
    let client = files::Client::builder(&recorder.url()).build().unwrap();
    let photo = files_types::PhotoRequest { image: "aGk=".to_owned(), ..files_types::PhotoRequest::default() };
    client.add_album(&files_types::Album { photo, cover: None }).await.unwrap();
    let text = String::from_utf8_lossy(&recorder.only_request().body).into_owned();
    assert!(text.contains("Content-Type: application/json\r\n\r\n{\"image\":\"aGk=\"}"), "{text}");

    let recorder = recorder_with(Response::empty(204));
    let client = files::Client::builder(&recorder.url()).build().unwrap();
    client.choose(&ChooseBody::Link(Link { url: "u".to_owned() })).await.unwrap();
    let text = String::from_utf8_lossy(&recorder.only_request().body).into_owned();
    assert!(text.contains("name=\"url\"\r\n\r\nu"), "{text}");
}
