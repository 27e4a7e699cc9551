//! Mocks of clients whose responses have a type for each status, or another form than JSON.

use std::future::IntoFuture;
use std::panic::{AssertUnwindSafe, catch_unwind};

use callsmith_goldens::answers_of_python::operations::{Score, Start, StartOutput};
use callsmith_goldens::json_or_xml::operations::{GetPet, ListPets, ListPetsOutput};
use callsmith_goldens::responses::operations::{
    CreatePet, CreatePetError, CreatePetOutput, DeletePet, GetPet as GetPicture, GetPetOutput, ReplacePet,
    ReplacePetError,
};
use callsmith_goldens::responses_xml::operations::{PutPet, PutPetError, PutPetOutput};
use callsmith_goldens::{answers_of_python, json_or_xml, responses, responses_xml};
use callsmith_runtime::Error;
use callsmith_runtime::testing::Mock;

/// The status and the typed body of an error.
async fn error_of<T: std::fmt::Debug, E: Clone>(call: impl IntoFuture<Output = Result<T, Error<E>>>) -> (u16, E) {
    match call.await {
        Err(Error::Api(error)) => (error.status().as_u16(), error.body().clone()),
        Err(error) => panic!("{error}"),
        Ok(value) => panic!("{value:?}"),
    }
}

fn pet() -> responses::types::Pet {
    responses::types::Pet::new("Tom".to_owned())
}

fn responses(mock: &Mock) -> responses::Client {
    responses::Client::builder("https://pets.example").service(mock.service()).build().expect("valid settings")
}

#[tokio::test]
async fn errors_by_status_are_mocked() {
    let mock = Mock::new();
    let client = responses(&mock);
    let problem = || responses::types::Problem { title: "t".to_owned() };
    let errors = [
        (400, CreatePetError::BadRequest(problem())),
        (409, CreatePetError::Conflict(responses::types::CreatePetErrorConflict { id: 3 })),
        (413, CreatePetError::ContentTooLarge),
        (503, CreatePetError::ServerError("down \"1\"".to_owned())),
        (418, CreatePetError::Other("tea".to_owned())),
    ];
    for (status, error) in errors {
        mock.expect::<CreatePet>().fails(status, &error);
        assert_eq!(error_of(client.create_pet(&pet())).await, (status, error));
    }
    mock.expect::<ReplacePet>().fails(404, &ReplacePetError::NotFound(problem()));
    assert_eq!(error_of(client.replace_pet(1)).await, (404, ReplacePetError::NotFound(problem())));
    let failure = responses::types::DeletePetErrorForbidden { reason: Some("no".to_owned()) };
    mock.expect::<DeletePet>().fails(403, &failure);
    assert_eq!(error_of(client.delete_pet(1)).await, (403, failure));
    mock.verify();
}

#[tokio::test]
async fn a_success_by_status_has_the_status_of_its_variant() {
    let mock = Mock::new();
    let client = responses(&mock);
    let job = responses::types::Job { job: "7".to_owned() };
    let outputs = [
        (200, CreatePetOutput::Ok(pet())),
        (202, CreatePetOutput::Accepted(job)),
        (204, CreatePetOutput::NoContent),
        // The first of `2XX` that is not declared by itself.
        (201, CreatePetOutput::Success("by a proxy".to_owned())),
    ];
    for (status, output) in outputs {
        mock.expect::<CreatePet>().returns(&output);
        let response = client.create_pet(&pet()).response().await.expect("a success");
        assert_eq!((response.status().as_u16(), response.body()), (status, &output));
    }
    let picture = GetPetOutput::Status299(callsmith_runtime::Bytes::from_static(&[1, 2]));
    mock.expect::<GetPicture>().returns(&picture);
    let response = client.get_pet(1).response().await.expect("a picture");
    assert_eq!((response.status().as_u16(), response.body()), (299, &picture));
    assert_eq!(response.headers().get("content-type"), Some("image/png"));
    for output in [Some(pet()), None] {
        mock.expect::<ReplacePet>().returns(&output);
        assert_eq!(client.replace_pet(1).await.expect("a success"), output);
    }
    mock.verify();
}

#[test]
fn a_status_of_another_variant_is_refused() {
    let mock = Mock::new();
    let expected = AssertUnwindSafe(|| mock.expect::<CreatePet>().fails(409, &CreatePetError::Other(String::new())));
    let panic = catch_unwind(expected).expect_err("another variant");
    let text = panic.downcast_ref::<String>().expect("a text");
    assert_eq!(text, "the error of `createPet` (POST /pets) is of status `default`, not 409");
    let _ = catch_unwind(AssertUnwindSafe(|| drop(mock)));
}

#[tokio::test]
async fn bodies_have_the_form_of_the_document() {
    let mock = Mock::new();
    let client = responses_xml::Client::builder("https://pets.example").service(mock.service());
    let client = client.build().expect("valid settings");
    let pet = responses_xml::types::Pet::new("Tom".to_owned());
    let job = || responses_xml::types::Job { id: 7 };
    for output in [PutPetOutput::Ok(pet.clone()), PutPetOutput::Accepted(job())] {
        mock.expect::<PutPet>().returns(&output);
        let response = client.put_pet(&pet).response().await.expect("a success");
        assert_eq!(response.headers().get("content-type"), Some("application/xml"));
        assert_eq!(response.body(), &output);
    }
    for (status, error) in [(400, PutPetError::BadRequest(job())), (500, PutPetError::Other("down".to_owned()))] {
        mock.expect::<PutPet>().fails(status, &error);
        assert_eq!(error_of(client.put_pet(&pet)).await, (status, error));
    }
    mock.verify();
}

#[tokio::test]
async fn lenient_decoders_are_mocked() {
    let mock = Mock::new();
    let python = answers_of_python::Client::builder("https://models.example").service(mock.service());
    let python = python.build().expect("valid settings");
    let scores = answers_of_python::types::Scores { values: vec![vec![0.5]], ..Default::default() };
    mock.expect::<Score>().returns(&scores);
    assert_eq!(python.score().await.expect("scores"), scores);
    let problem = answers_of_python::types::Problem { message: "no".to_owned(), at: None };
    mock.expect::<Score>().fails(400, &problem);
    assert_eq!(error_of(python.score()).await, (400, problem));
    mock.expect::<Start>().returns(&StartOutput::Accepted(0.5));
    assert_eq!(python.start().await.expect("a response"), StartOutput::Accepted(0.5));

    let pets = json_or_xml::Client::builder("https://pets.example").service(mock.service());
    let pets = pets.build().expect("valid settings");
    let problem = json_or_xml::types::Problem::default();
    mock.expect::<GetPet>().fails(404, &problem);
    assert_eq!(error_of(pets.get_pet(1)).await, (404, problem.clone()));
    mock.expect::<ListPets>().returns(&ListPetsOutput::Accepted(problem.clone()));
    assert_eq!(pets.list_pets().await.expect("a response"), ListPetsOutput::Accepted(problem));
    mock.verify();
}
