//! Dates, identifiers, bytes and numbers in strings: typed in Rust, and text on the wire.

use callsmith_goldens::formats::types::{Job, Login, Moment, When};
use callsmith_goldens::numbers_in_text::types::{Order, OrderEither};
use callsmith_goldens::{configured, formats, formats_3_1, numbers_in_text};
use callsmith_runtime::{Base64, Date, DateTime, Error, Numeric, Quoted, Secret, Uuid};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::recorder_with;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

fn client(recorder: &Recorder) -> formats::Client {
    formats::Client::builder(&recorder.url()).build().expect("valid settings")
}

fn job() -> Value {
    json!({"id": ID, "started": "2024-02-29T23:59:59+05:30"})
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect(text)
}

#[tokio::test]
async fn parameters_are_the_text_of_their_format() {
    let recorder = recorder_with(Response::json(200, &job()));
    let body = Job { id: parsed(ID), started: parsed("2024-02-29T23:59:59+05:30"), ..Job::default() };
    let call = client(&recorder).put_job(parsed(ID), parsed("2024-02-29"), &body);
    let call = call.since(parsed("2024-01-01T00:00:00.5+01:00")).days(&[parsed("2024-05-01"), parsed("2024-05-02")]);
    let call = call.revision(u64::MAX).revisions(&[-1, 2]).digest(&Base64::from([0xFB, 0xFF]));
    let echoed = call.x_from([127, 0, 0, 1].into()).pin(&Secret::from("12 34")).await.unwrap();
    assert_eq!(echoed, body);

    let seen = recorder.only_request();
    assert_eq!(seen.path(), format!("/jobs/{ID}/2024-02-29"));
    assert_eq!(
        seen.query(),
        "since=2024-01-01T00%3A00%3A00.500%2B01%3A00&days=2024-05-01,2024-05-02&revision=18446744073709551615\
         &revisions=-1&revisions=2&digest=%2B%2F8%3D"
    );
    assert_eq!(seen.header("x-from"), Some("127.0.0.1"));
    assert_eq!(seen.header("cookie"), Some("pin=12%2034"));
    assert_eq!(serde_json::from_slice::<Value>(&seen.body).unwrap(), job());
}

#[tokio::test]
async fn headers_and_errors_are_typed() {
    let headers = |response: Response| {
        response.header("x-started", "2024-01-01T00:00:00Z").header("x-size", "7").header("x-days", "yesterday")
    };
    let recorder = recorder_with(headers(Response::json(200, &job())));
    let response = client(&recorder).put_job(Uuid::nil(), Date::default(), &Job::default()).response().await.unwrap();
    assert_eq!(response.headers().started().unwrap(), Some(parsed::<DateTime>("2024-01-01T00:00:00Z")));
    assert_eq!(response.headers().size().unwrap(), Some(7));
    let error = response.headers().days().expect_err("no date").to_string();
    assert!(error.starts_with("the header `x-days` is not as declared: `yesterday`: "), "{error}");

    let recorder = recorder_with(Response::json(409, &json!("2024-01-01T00:00:00-08:00")));
    let error = client(&recorder).put_job(Uuid::nil(), Date::default(), &Job::default()).await.expect_err("409");
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!(error.body().offset().local_minus_utc(), -8 * 3600);
}

#[tokio::test]
async fn what_is_none_of_the_format_is_an_error_that_names_the_place() {
    let mut wrong = job();
    for (field, value) in [("started", json!("2024-01-01")), ("id", json!("7")), ("sizes", json!(["x"]))] {
        let right = std::mem::replace(&mut wrong[field], value);
        let recorder = recorder_with(Response::json(200, &wrong));
        let error = client(&recorder).put_job(Uuid::nil(), Date::default(), &Job::default()).await.expect_err(field);
        let Error::Decode(error) = error else { panic!("{error:?}") };
        assert!(error.to_string().contains(&format!("`$.{field}")), "{error}");
        wrong[field] = right;
        wrong.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    }
}

#[tokio::test]
async fn a_number_in_a_string_is_a_body_too() {
    let recorder = recorder_with(Response::json(200, &json!("-5")));
    let response = client(&recorder).put_size(&Quoted(9_007_199_254_740_993)).await.unwrap();
    assert_eq!(*response, -5);
    assert_eq!(recorder.only_request().body, "\"9007199254740993\"");
}

#[tokio::test]
async fn a_password_is_sent_and_not_shown() {
    let recorder = recorder_with(Response::empty(204));
    let login = Login { user: "ada".to_owned(), password: "s3cr3t".into(), born: parsed("1815-12-10") };
    assert!(!format!("{login:?}").contains("s3cr3t"), "{login:?}");
    client(&recorder).log_in(&login).await.unwrap();
    assert_eq!(recorder.only_request().body, "user=ada&password=s3cr3t&born=1815-12-10");
}

fn round<T: DeserializeOwned + Serialize>(value: &Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).expect("it is one of the variants");
    assert_eq!(serde_json::to_value(&decoded).expect("it can be written"), *value);
    decoded
}

#[test]
fn strings_of_several_formats_are_told_apart_by_what_they_can_be_read_as() {
    assert!(matches!(round(&json!("today")), When::Named(named) if named.as_str() == "today"));
    assert!(matches!(round(&json!("2024-02-29")), When::Day(_)));
    assert!(matches!(round(&json!("2024-02-29T00:00:00Z")), When::Time(_)));
    assert!(matches!(round(&json!("2023-02-29")), When::Named(named) if named.as_str() == "2023-02-29"));
    assert!(matches!(round(&json!("word")), When::Named(named) if named.as_str() == "word"));
    assert!(matches!(round(&json!("now")), Moment::String(_)));
    assert!(matches!(round(&json!("2024-02-29T00:00:00Z")), Moment::DateTime(_)));
    assert!(matches!(round(&json!("later")), Moment::String(_)));
    assert!(matches!(round(&json!(5)), Moment::Integer(5)));
    assert!(matches!(serde_json::from_str("5.0").unwrap(), Moment::Integer(5)));
}

#[test]
fn integers_may_be_written_as_doubles() {
    let job = |retries: &str| {
        let json =
            format!(r#"{{"id": "{ID}", "started": "2024-01-01T00:00:00Z", "retries": {retries}, "sizes": [1e3]}}"#);
        serde_json::from_str::<Job>(&json)
    };
    assert_eq!(job("200.0").unwrap().retries, Some(200));
    assert_eq!(job("2e2").unwrap().sizes, Some(vec![Quoted(1000)]));
    for wrong in ["200.5", "256.0", "1e300"] {
        assert!(job(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn bytes_for_urls_have_an_alphabet_of_their_own() {
    let key: formats_3_1::types::Key = serde_json::from_str(r#"{"plain": "-_8", "forUrls": "+/8="}"#).unwrap();
    assert_eq!(serde_json::to_value(&key).unwrap(), json!({"plain": "+/8=", "forUrls": "-_8"}));
}

#[tokio::test]
async fn types_of_the_configuration_are_written_as_their_json_is() {
    let account = r#"{"full-name": "Ada", "balance": 12345678901234567890.10, "tags": ["b", "a"], "level": 7.0}"#;
    let recorder = recorder_with(Response::bytes(200, "application/json", account));
    let client = configured::Client::builder(&recorder.url()).build().expect("valid settings");
    let level = 7.try_into().expect("it is not zero");
    let call = client.find_account(&level).opens(&parsed("09:30:00")).balance(&parsed("0.10"));
    let member = call.await.unwrap();
    assert_eq!(member.balance.as_str(), "12345678901234567890.10");
    assert_eq!((member.name.as_str(), member.tags.len(), member.level), ("Ada", 2, Some(level)));
    assert_eq!(recorder.only_request().target, "/accounts/7?opens=09%3A30%3A00&balance=0.10");
}

#[tokio::test]
async fn numbers_are_read_with_quotation_marks_and_without() {
    let text =
        r#"{"count": "7", "total": 9007199254740993, "left": null, "weight": "2.5", "untyped": "-1", "either": "3"}"#;
    let recorder = recorder_with(Response::bytes(200, "application/json", text).header("x-count", "2"));
    let client = numbers_in_text::Client::builder(&recorder.url()).build().expect("valid settings");
    let order = Order { weight: Some(Numeric(0.5)), ..Order::new(Numeric(1), Numeric(2)) };
    let response = client.put_order(-5, &order).sizes(&[1, 2]).response().await.unwrap();
    assert_eq!(response.headers().count().unwrap(), Some(2));
    let read = response.into_body();
    assert_eq!((*read.count, *read.total, read.left), (7, 9_007_199_254_740_993, Some(None)));
    assert_eq!((read.weight, read.untyped), (Some(Numeric(2.5)), Some(Numeric(-1))));
    assert_eq!(read.either, Some(OrderEither::Integer(Numeric(3))));

    let seen = recorder.only_request();
    assert_eq!(seen.target, "/orders/-5?sizes=1&sizes=2");
    assert_eq!(serde_json::from_slice::<Value>(&seen.body).unwrap(), json!({"count": 1, "total": 2, "weight": 0.5}));
    let refused = serde_json::from_str::<Order>(r#"{"count": "seven", "total": 1}"#).unwrap_err().to_string();
    assert!(refused.contains("invalid value: seven, expected a number, or one in a string"), "{refused}");
}
