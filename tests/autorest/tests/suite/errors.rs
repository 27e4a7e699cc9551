//! `xms-error-responses.json`, `error-with-secrets.json` and `incorrect-error-response.json`.

use callsmith_autorest::xms_error_responses::operations::PetGetPetByIdError as PetError;
use callsmith_autorest::xms_error_responses::types::{NotFoundErrorBase, PetActionError, PetSadError};
use callsmith_runtime::{Error, Method};
use serde_json::json;

#[tokio::test]
async fn subtypes_of_an_error() {
    let client = client!(xms_error_responses);
    says!(client.pet_do_something("stay"), {});
    let Err(Error::Api(error)) = client.pet_do_something("jump").await else {
        panic!("the declared error was expected")
    };
    assert_eq!(error.status(), 500);
    let PetActionError::PetSadError(PetSadError::Base(sad)) = error.body() else { panic!("{:?}", error.body()) };
    assert_eq!(
        (sad.error_message.as_deref(), sad.reason.as_deref()),
        (Some("casper aint happy"), Some("need more treats"))
    );
    let Err(Error::Api(error)) = client.pet_do_something("fetch").await else {
        panic!("the declared error was expected")
    };
    assert_eq!(error.status(), 404);
    let PetActionError::PetSadError(PetSadError::PetHungryOrThirstyError(hungry)) = error.body() else {
        panic!("{:?}", error.body());
    };
    assert_eq!(hungry.hungry_or_thirsty.as_deref(), Some("hungry and thirsty"));
    let Err(Error::Api(error)) = client.pet_has_models_param().models("value1").await else {
        panic!("the declared error was expected");
    };
    assert!(matches!(error.body(), PetActionError::PetSadError(_)), "{:?}", error.body());
}

#[tokio::test]
async fn errors_by_status() {
    let client = client!(xms_error_responses);
    let pet = ok!(client.pet_get_pet_by_id("tommy")).expect("the answer has a body");
    assert_eq!((pet.ani_type.as_deref(), pet.name.as_deref()), (Some("Dog"), Some("Tommy Tomson")));
    is!(client.pet_get_pet_by_id("django"), None);
    let error = async |name| match client.pet_get_pet_by_id(name).await {
        Err(Error::Api(error)) => (error.status().as_u16(), error.into_body()),
        other => panic!("the declared error was expected: {other:?}"),
    };
    let (status, body) = error("coyoteUgly").await;
    let PetError::NotFound(NotFoundErrorBase::AnimalNotFound(animal)) = body else { panic!("{body:?}") };
    assert_eq!((status, animal.name.as_deref()), (404, Some("coyote")));
    let (status, body) = error("weirdAlYankovic").await;
    let PetError::NotFound(NotFoundErrorBase::LinkNotFound(link)) = body else { panic!("{body:?}") };
    assert_eq!((status, link.what_sub_address.as_deref()), (404, Some("pet/yourpet was not found")));
    assert_eq!(error("ringo").await, (400, PetError::BadRequest("ringo is missing".to_owned())));
    assert_eq!(error("alien123").await, (501, PetError::NotImplemented(123)));
    status!(client.pet_get_pet_by_id("other"), 402);
}

/// The details of the error are not what the document says, and the request is not in the document.
#[tokio::test]
async fn secrets() {
    const KEY: &str = "1c88a67921784300a462b2cb61da2339";
    let client = client!(error_with_secrets);
    let error = status!(client.get_error_with_secrets(), 403);
    assert_eq!(error.request_id(), Some("5e123516-834e-4222-9e80-353108d33357"));
    assert!(matches!(error, Error::Unexpected(_)), "{error:?}");
    let request = client.request(Method::POST, "/secrets/:create").query("key", KEY).json(&json!({"key": KEY}));
    let answer = ok!(request.header("authorization", &format!("SharedKey {KEY}")).send());
    assert_eq!(answer.request_id(), Some("49997f20-3cee-4c0c-92ff-572acbbed13d"));
}

#[tokio::test]
async fn an_error_that_is_none_of_the_document() {
    let error = status!(client!(incorrect_error_response).get_incorrect_error_from_server(), 444);
    assert_eq!(error.body().unwrap(), "foobar");
}
