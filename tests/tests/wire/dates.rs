//! Dates, and numbers in texts, by their formats.

use callsmith_goldens::registry_formats::{Price, PriceEither};
use callsmith_goldens::{header_dates, registry_formats};
use callsmith_runtime::{DateTime, HttpDate, Number, Quoted, UnixTime, serde_json};
use callsmith_tests::response::Response;

use crate::recorder_with;

const TEXT: &str = "Sun, 06 Nov 1994 08:49:37 GMT";

fn date() -> HttpDate {
    HttpDate::from_unix_seconds(784_111_777).expect("a value")
}

fn number(text: &str) -> Number {
    text.parse().expect("a value")
}

#[tokio::test]
async fn headers_that_are_dates_to_http_are_sent_in_its_form() {
    let recorder = recorder_with(Response::json(200, &serde_json::json!({})));
    let client = header_dates::Client::builder(&recorder.url()).build().unwrap();
    let time: DateTime = "1994-11-06T09:49:37.5+01:00".parse().unwrap();
    let call = client.page(time).if_modified_since(HttpDate::try_from(time).unwrap()).if_unmodified_since(date());
    call.date(date()).if_range("\"tag\"").x_since(time).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/pages/1994-11-06T09%3A49%3A37.500%2B01%3A00");
    for name in ["if-modified-since", "if-unmodified-since", "date"] {
        assert_eq!(seen.header(name), Some(TEXT), "{name}");
    }
    assert_eq!(seen.header("if-range"), Some("\"tag\""));
    assert_eq!(seen.header("x-since"), Some("1994-11-06T09:49:37.500+01:00"));
}

#[tokio::test]
async fn headers_of_responses_that_are_dates_to_http_are_read_in_its_forms() {
    let response = Response::json(200, &serde_json::json!({})).header("last-modified", TEXT);
    let response =
        response.header("expires", "Sunday, 06-Nov-94 08:49:37 GMT").header("sunset", "Sun Nov  6 08:49:37 1994");
    let recorder = recorder_with(response.header("x-made", "1994-11-06T08:49:37").header("retry-after", "3"));
    let client = header_dates::Client::builder(&recorder.url()).build().unwrap();
    let response = client.page("2024-01-01T00:00:00Z".parse().unwrap()).response().await.unwrap();
    let headers = response.headers();
    assert_eq!(headers.last_modified().unwrap(), Some(date()));
    assert_eq!(headers.expires().unwrap(), Some(date()));
    assert_eq!(headers.sunset().unwrap(), Some(date()));
    assert_eq!(headers.retry_after().unwrap(), Some(3));
    let error = headers.made().unwrap_err().to_string();
    assert!(error.contains("expected an offset such as `Z`"), "{error}");
}

#[tokio::test]
async fn formats_of_the_registry_have_types() {
    let body = r#"{"changed":"Sun, 06 Nov 1994 08:49:37 GMT","made":784111777,"amount":"1.50","share":0.10000000000000000000001,
        "exact":"12345678901234567890.5","tiny":"-128","small":"7","medium":"8","large":"-9","flags":"255","port":"443",
        "count":"4294967295","total":18446744073709551615,"either":784111777}"#;
    let response =
        Response::bytes(200, "application/json", body).header("x-rate", "1.10").header("x-time", "784111777");
    let recorder = recorder_with(response.header("x-count", "5"));
    let client = registry_formats::Client::builder(&recorder.url()).build().unwrap();
    let sent = Price { amount: Some(Quoted(number("2.50"))), ..Price::new(date(), UnixTime(1)) };
    let call = client.prices(UnixTime(784_111_777), &sent).least(&number("0.10")).level(255).levels(&[-1, 2]);
    let response = call.most(&[number("1.0"), number("2")]).exact(&number("3.00")).response().await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.target, "/prices?at=784111777&least=0.10&level=255&levels=-1&levels=2&most=1.0&most=2&exact=3.00");
    assert_eq!(seen.text(), r#"{"changed":"Sun, 06 Nov 1994 08:49:37 GMT","made":1,"amount":"2.50"}"#);
    let headers = response.headers();
    assert_eq!(headers.rate().unwrap(), Some(number("1.10")));
    assert_eq!(headers.time().unwrap(), Some(UnixTime(784_111_777)));
    assert_eq!(headers.count().unwrap(), Some(5));
    let price = response.body();
    assert_eq!((price.changed, price.made), (date(), UnixTime(784_111_777)));
    assert_eq!(price.amount, Some(Quoted(number("1.50"))));
    assert_eq!(price.share.as_ref().map(Number::as_str), Some("0.10000000000000000000001"));
    assert_eq!((price.tiny, price.flags, price.total), (Some(Quoted(-128)), Some(Quoted(255)), Some(Quoted(u64::MAX))));
    assert_eq!(price.either, Some(PriceEither::UnixTime(UnixTime(784_111_777))));
    let written = serde_json::to_value(price).unwrap();
    assert_eq!(
        (&written["exact"], &written["total"]),
        (&"12345678901234567890.5".into(), &"18446744073709551615".into())
    );
}

#[tokio::test]
async fn a_width_in_a_text_is_held_to() {
    for (body, word) in [(r#"{"changed":"yesterday","made":1}"#, "$.changed"), (r#"{"flags":"256"}"#, "256")] {
        let recorder = recorder_with(Response::bytes(200, "application/json", body));
        let client = registry_formats::Client::builder(&recorder.url()).build().unwrap();
        let error = client.prices(UnixTime(1), &Price::new(date(), UnixTime(1))).await.expect_err(body).to_string();
        assert!(error.contains(word), "{error}");
    }
}
