//! `httpInfrastructure.json`, `head.json` and `head-exceptions.json`: statuses, redirects, repetition, and what bodies go with them.

use std::time::Duration;

use callsmith_autorest::httpinfrastructure::{Client, multiple_response_operations as responses, types};
use callsmith_runtime::{Error, Retry, Tls};

fn client() -> Client {
    client!(httpinfrastructure)
}

#[tokio::test]
async fn successes() {
    let client = client();
    is!(client.http_success_head200(), ());
    is!(client.http_success_get200(), true);
    is!(client.http_success_put200(true), ());
    is!(client.http_success_patch200(true), ());
    is!(client.http_success_post200(true), ());
    is!(client.http_success_delete200().body(true), ());
    is!(client.http_success_put201(true), ());
    is!(client.http_success_post201(true), ());
    is!(client.http_success_put202(true), ());
    is!(client.http_success_patch202(true), ());
    is!(client.http_success_post202(true), ());
    is!(client.http_success_delete202().body(true), ());
    is!(client.http_success_head204(), ());
    is!(client.http_success_put204(true), ());
    is!(client.http_success_patch204(true), ());
    is!(client.http_success_post204(true), ());
    is!(client.http_success_delete204().body(true), ());
    status!(client.http_success_head404(), 404);
}

#[tokio::test]
async fn heads() {
    let client = client!(head);
    is!(client.http_success_head200(), ());
    is!(client.http_success_head204(), ());
    status!(client.http_success_head404(), 404);
    let client = client!(head_exceptions);
    is!(client.head_exception_head200(), ());
    is!(client.head_exception_head204(), ());
    status!(client.head_exception_head404(), 404);
}

#[tokio::test]
async fn redirects() {
    let client = client();
    is!(client.http_redirects_head300(), ());
    is!(client.http_redirects_get300(), ());
    is!(client.http_redirects_head301(), ());
    is!(client.http_redirects_get301(), ());
    is!(client.http_redirects_head302(), ());
    is!(client.http_redirects_get302(), ());
    is!(client.http_redirects_post303(true), ());
    is!(client.http_redirects_head307(), ());
    is!(client.http_redirects_get307(), ());
    is!(client.http_redirects_options307(), ());
    is!(client.http_redirects_put307(true), ());
    is!(client.http_redirects_patch307(true), ());
    is!(client.http_redirects_post307(true), ());
    is!(client.http_redirects_delete307().body(true), ());
    // Nothing says what a `PUT` or `PATCH` becomes: the redirect is the only success, and the answer.
    let answer = ok!(client.http_redirects_put301(true).response());
    assert_eq!((answer.status().as_u16(), answer.headers().get("location")), (301, Some("/http/failure/500")));
    is!(client.http_redirects_patch302(true), ());
}

#[tokio::test]
async fn failures_of_the_client() {
    let client = client();
    status!(client.http_client_failure_head400(), 400);
    status!(client.http_client_failure_get400(), 400);
    status!(client.http_client_failure_options400(), 400);
    status!(client.http_client_failure_put400(true), 400);
    status!(client.http_client_failure_patch400(true), 400);
    status!(client.http_client_failure_post400(true), 400);
    status!(client.http_client_failure_delete400().body(true), 400);
    status!(client.http_client_failure_head401(), 401);
    status!(client.http_client_failure_get402(), 402);
    status!(client.http_client_failure_options403(), 403);
    status!(client.http_client_failure_get403(), 403);
    status!(client.http_client_failure_put404(true), 404);
    status!(client.http_client_failure_patch405(true), 405);
    status!(client.http_client_failure_post406(true), 406);
    status!(client.http_client_failure_delete407().body(true), 407);
    status!(client.http_client_failure_put409(true), 409);
    status!(client.http_client_failure_head410(), 410);
    status!(client.http_client_failure_get411(), 411);
    status!(client.http_client_failure_options412(), 412);
    status!(client.http_client_failure_get412(), 412);
    status!(client.http_client_failure_put413(true), 413);
    status!(client.http_client_failure_patch414(true), 414);
    status!(client.http_client_failure_post415(true), 415);
    status!(client.http_client_failure_get416(), 416);
    status!(client.http_client_failure_delete417().body(true), 417);
    status!(client.http_client_failure_head429(), 429);
}

#[tokio::test]
async fn failures_of_the_server() {
    let client = client();
    status!(client.http_server_failure_head501(), 501);
    status!(client.http_server_failure_get501(), 501);
    status!(client.http_server_failure_post505(true), 505);
    status!(client.http_server_failure_delete505().body(true), 505);
    let Err(Error::Api(error)) = client.http_failure_get_empty_error().await else { panic!("the declared error") };
    assert_eq!((error.status().as_u16(), error.body().message.as_deref()), (400, Some("")));
    let error = status!(client.http_failure_get_no_model_error(), 400);
    assert_eq!(error.body().unwrap(), r#"{"message":"NoErrorModel"}"#);
    status!(client.http_failure_get_no_model_empty(), 400);
}

#[tokio::test]
async fn repetition() {
    let http = Tls::new().http_client().unwrap().cookie_store(true).build().unwrap();
    let retry = Retry::up_to(1).first_pause(Duration::ZERO).statuses(&[408, 500, 502, 503, 504]).any_method(true);
    let client = Client::builder(&crate::support::url()).http_client(http).retry(retry).build().unwrap();
    is!(client.http_retry_head408(), ());
    is!(client.http_retry_put500(true), ());
    is!(client.http_retry_patch500(true), ());
    is!(client.http_retry_get502(), ());
    // The document declares a boolean, and the server sends nothing.
    undecodable!(client.http_retry_options502());
    is!(client.http_retry_post503(true), ());
    is!(client.http_retry_delete503().body(true), ());
    is!(client.http_retry_put504(true), ());
    is!(client.http_retry_patch504(true), ());
}

fn a(status: &str) -> types::MyException {
    types::MyException { status_code: Some(status.to_owned()) }
}

#[tokio::test]
async fn a_model_or_nothing() {
    let client = client();
    is!(client.multiple_responses_get200_model204_no_model_default_error200_valid(), Some(a("200")));
    is!(client.multiple_responses_get200_model204_no_model_default_error204_valid(), None);
    // A success that is not declared is read as the declared one.
    is!(client.multiple_responses_get200_model204_no_model_default_error201_invalid(), Some(a("201")));
    is!(client.multiple_responses_get200_model204_no_model_default_error202_none(), Some(a("202")));
    let error = client.multiple_responses_get200_model204_no_model_default_error400_valid().await;
    let Err(Error::Api(error)) = error else { panic!("the declared error was expected") };
    assert_eq!((error.status().as_u16(), error.body().message.as_deref()), (400, Some("client error")));
}

#[tokio::test]
async fn two_models() {
    use responses::MultipleResponsesGet200Model201ModelDefaultError200ValidOutput as Output;
    let client = client();
    let answer = ok!(client.multiple_responses_get200_model201_model_default_error200_valid());
    assert_eq!(answer, Output::Ok(a("200")));
    let answer = ok!(client.multiple_responses_get200_model201_model_default_error201_valid());
    let Output::Created(created) = answer else { panic!("the answer of status 201 was expected") };
    assert_eq!(created.text_status_code.as_deref(), Some("Created"));
    let error = client.multiple_responses_get200_model201_model_default_error400_valid().await;
    let Err(Error::Api(error)) = error else { panic!("the declared error was expected") };
    assert_eq!(error.body().message.as_deref(), Some("client error"));
}

#[tokio::test]
async fn two_models_and_two_errors() {
    use responses::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError200ValidError as Failure;
    use responses::MultipleResponsesGet200ModelA201ModelC404ModelDDefaultError200ValidOutput as Output;
    let client = client();
    let answer = ok!(client.multiple_responses_get200_model_a201_model_c404_model_d_default_error200_valid());
    assert_eq!(answer, Output::Ok(a("200")));
    let answer = ok!(client.multiple_responses_get200_model_a201_model_c404_model_d_default_error201_valid());
    let Output::Created(created) = answer else { panic!("the answer of status 201 was expected") };
    assert_eq!(created.http_code.as_deref(), Some("201"));
    let error = client.multiple_responses_get200_model_a201_model_c404_model_d_default_error404_valid().await;
    let Err(Error::Api(error)) = error else { panic!("the declared error was expected") };
    let Failure::NotFound(missing) = error.body() else { panic!("the error of status 404 was expected") };
    assert_eq!((error.status().as_u16(), missing.http_status_code.as_deref()), (404, Some("404")));
    let error = client.multiple_responses_get200_model_a201_model_c404_model_d_default_error400_valid().await;
    let Err(Error::Api(error)) = error else { panic!("the declared error was expected") };
    let Failure::Other(other) = error.body() else { panic!("the error of all other statuses was expected") };
    assert_eq!((error.status().as_u16(), other.message.as_deref()), (400, Some("client error")));
}

#[tokio::test]
async fn no_models() {
    let client = client();
    is!(client.multiple_responses_get202_none204_none_default_error202_none(), ());
    is!(client.multiple_responses_get202_none204_none_default_error204_none(), ());
    status!(client.multiple_responses_get202_none204_none_default_error400_valid(), 400);
    is!(client.multiple_responses_get202_none204_none_default_none202_invalid(), ());
    is!(client.multiple_responses_get202_none204_none_default_none204_none(), ());
    status!(client.multiple_responses_get202_none204_none_default_none400_none(), 400);
    status!(client.multiple_responses_get202_none204_none_default_none400_invalid(), 400);
}

#[tokio::test]
async fn a_model_by_default() {
    let client = client();
    is!(client.multiple_responses_get_default_model_a200_valid(), a("200"));
    undecodable!(client.multiple_responses_get_default_model_a200_none());
    status!(client.multiple_responses_get_default_model_a400_valid(), 400);
    status!(client.multiple_responses_get_default_model_a400_none(), 400);
    is!(client.multiple_responses_get_default_none200_invalid(), ());
    is!(client.multiple_responses_get_default_none200_none(), ());
    status!(client.multiple_responses_get_default_none400_invalid(), 400);
    status!(client.multiple_responses_get_default_none400_none(), 400);
}

#[tokio::test]
async fn one_model() {
    let client = client();
    is!(client.multiple_responses_get200_model_a200_valid(), a("200"));
    undecodable!(client.multiple_responses_get200_model_a200_none());
    is!(client.multiple_responses_get200_model_a200_invalid(), types::MyException { status_code: None });
    status!(client.multiple_responses_get200_model_a400_none(), 400);
    status!(client.multiple_responses_get200_model_a400_valid(), 400);
    status!(client.multiple_responses_get200_model_a400_invalid(), 400);
    // The server answers 202 with the status of another answer in the body.
    is!(client.multiple_responses_get200_model_a202_valid(), a("200"));
}
