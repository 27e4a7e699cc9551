//! Numbers as text: whole ones have no fraction, in JSON they keep it.

use callsmith_goldens::integer_formats::Counts;
use callsmith_goldens::whole_numbers::{Box, FindEither, Parcel};
use callsmith_goldens::words_in_text::{Level, LevelError, SetOnResponse};
use callsmith_goldens::{integer_formats, whole_numbers, words_in_text};
use callsmith_runtime::{Error, serde_json};
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::multipart::parts;
use crate::recorder_with;

fn whole_numbers(recorder: &Recorder) -> whole_numbers::Client {
    whole_numbers::Client::builder(&recorder.url()).build().expect("valid settings")
}

fn a_box() -> Box {
    Box { width: Some(3.0), height: Some(2.5) }
}

fn parcel() -> Parcel {
    Parcel { weight: Some(7.0), sizes: Some(vec![1.0, 1e21]), r#box: Some(a_box()) }
}

#[tokio::test]
async fn whole_numbers_are_sent_without_a_fraction() {
    let recorder = recorder_with(Response::empty(204));
    let call = whole_numbers(&recorder).find(5.0, &parcel()).page(1.0).sizes(&[1.0, -0.0, 2.5]).r#box(&a_box());
    let (either, filter) = (FindEither::Number(8.0), a_box());
    call.either(&either).filter(&filter).x_take(20.0).seen(9_007_199_254_740_992.0).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(
        seen.target,
        "/accounts/5?page=1&sizes=1,0,2.5&box%5Bwidth%5D=3&box%5Bheight%5D=2.5&either=8\
         &filter=%7B%22width%22%3A3.0%2C%22height%22%3A2.5%7D"
    );
    assert_eq!(seen.header("x-take"), Some("20"));
    assert_eq!(seen.header("cookie"), Some("seen=9007199254740992"));
    let form = std::str::from_utf8(&seen.body).unwrap();
    assert_eq!(form, "weight=7&sizes=1&sizes=1e21&box=%7B%22width%22%3A3.0%2C%22height%22%3A2.5%7D");
}

#[tokio::test]
async fn parts_of_text_have_no_fraction_and_json_keeps_it() {
    let recorder = recorder_with(Response::empty(204));
    whole_numbers(&recorder).send(&parcel()).await.unwrap();
    let parts: Vec<String> =
        parts(&recorder.only_request()).iter().map(|part| part.rsplit("\r\n\r\n").next().unwrap().to_owned()).collect();
    assert_eq!(parts, ["7", "1", "1e21", r#"{"width":3.0,"height":2.5}"#]);
    recorder.forget();
    whole_numbers(&recorder).replace(&a_box()).await.unwrap();
    assert_eq!(recorder.only_request().body, r#"{"width":3.0,"height":2.5}"#.as_bytes());
}

#[tokio::test]
async fn what_is_no_number_is_not_sent() {
    let recorder = recorder_with(Response::empty(204));
    for number in [f64::NAN, f64::INFINITY] {
        let error =
            whole_numbers(&recorder).find(number, &Default::default()).without_body().await.expect_err("no number");
        assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    }
    assert_eq!(recorder.requests(), []);
}

#[tokio::test]
async fn numbers_of_an_integer_format_keep_all_digits() {
    let body = r#"{"id":9007199254740993,"small":5.0,"total":18446744073709551615,"sizes":[1,2e3],"flags":9223372036854775808,
        "stated":9223372036854775808,"narrow":9223372036854775808,"signed":-1,"beyond":36893488147419103232}"#;
    let recorder = recorder_with(Response::bytes(200, "application/json", body).header("x-total", "5.0"));
    let client = integer_formats::Client::builder(&recorder.url()).build().unwrap();
    let response = client.counts(9_007_199_254_740_993).limit(5).response().await.unwrap();
    assert_eq!(recorder.only_request().target, "/counts/9007199254740993?limit=5");
    assert_eq!(response.headers().total().unwrap(), Some(5));
    let counts: &Counts = response.body();
    assert_eq!((counts.id, counts.small, counts.total), (9_007_199_254_740_993, Some(5), Some(Some(u64::MAX))));
    assert_eq!((counts.sizes.as_deref(), counts.flags), (Some(&[1, 2000][..]), Some(9_223_372_036_854_775_808)));
    // The listed values count, whatever width the format states.
    assert_eq!(counts.stated, Some(9_223_372_036_854_775_808_u64));
    assert_eq!(counts.narrow.as_ref().map(|number| number.as_str()), Some("9223372036854775808"));
    assert_eq!(counts.beyond.as_ref().map(|number| number.as_str()), Some("36893488147419103232"));
    let written = serde_json::to_value(counts).unwrap();
    assert_eq!(written["id"], 9_007_199_254_740_993_i64);
    assert_eq!(written["flags"], 9_223_372_036_854_775_808_u64);
}

#[tokio::test]
async fn texts_of_one_integer_or_boolean_are_typed() {
    let text = |status, text: &'static str| Response::bytes(status, "text/plain; charset=utf-8", text);
    let recorder = recorder_with(text(200, "2\n"));
    let client = words_in_text::Client::builder(&recorder.url()).build().unwrap();
    assert_eq!(client.level().await.unwrap(), Level::High);
    recorder.otherwise(text(200, "3"));
    assert_eq!(client.level().await.unwrap(), Level::Unknown(3));
    recorder.otherwise(text(200, "high"));
    assert!(matches!(client.level().await, Err(Error::Decode(_))));
    recorder.otherwise(text(404, "7"));
    assert!(matches!(client.level().await, Err(Error::Api(error)) if *error.body() == LevelError::Value7));
    recorder.otherwise(text(200, "1"));
    assert_eq!(client.set_on(true).await.unwrap(), Some(SetOnResponse::Value1));
    recorder.forget();
    recorder.otherwise(Response::empty(204));
    let sent = || {
        let seen = recorder.only_request();
        recorder.forget();
        (seen.header("content-type").map(str::to_owned).unwrap_or_default(), seen.text().to_owned())
    };
    client.set_level(&Level::Low).await.unwrap();
    assert_eq!(sent(), ("text/plain".to_owned(), "1".to_owned()));
    client.set_count(9).await.unwrap();
    assert_eq!(sent(), ("text/plain; charset=utf-8".to_owned(), "9".to_owned()));
    client.set_on(false).await.unwrap();
    assert_eq!(sent(), ("text/plain".to_owned(), "false".to_owned()));
}
