//! `header.json`.

use callsmith_autorest::header::{Client, types};
use callsmith_runtime::Base64;

fn client() -> Client {
    client!(header)
}

/// The header `value` of the answer to a call.
macro_rules! value {
    ($call:expr) => {
        match $call.response().await {
            Ok(response) => response.headers().value().expect("the header is as declared"),
            Err(error) => panic!("{}: {error}", stringify!($call)),
        }
    };
}

#[tokio::test]
async fn reserved_names() {
    let client = client();
    is!(client.header_param_existing_key("overwrite"), ());
    let response = ok!(client.header_response_existing_key().response());
    assert_eq!(response.headers().user_agent().unwrap().as_deref(), Some("overwrite"));
    is!(client.header_param_protected_key().with_header("content-type", "text/html"), ());
    let response = ok!(client.header_response_protected_key().response());
    assert!(response.headers().get("content-type").unwrap().starts_with("text/html"));
    let identifier = "9C4D50EE-2D56-4CD3-8152-34347DC9F2B0";
    is!(client.header_custom_request_id().with_header("x-ms-client-request-id", identifier), ());
}

#[tokio::test]
async fn numbers() {
    let client = client();
    is!(client.header_param_integer("positive", 1), ());
    is!(client.header_param_integer("negative", -2), ());
    assert_eq!(value!(client.header_response_integer("positive")), Some(1));
    assert_eq!(value!(client.header_response_integer("negative")), Some(-2));
    is!(client.header_param_long("positive", 105), ());
    is!(client.header_param_long("negative", -2), ());
    assert_eq!(value!(client.header_response_long("positive")), Some(105));
    assert_eq!(value!(client.header_response_long("negative")), Some(-2));
    is!(client.header_param_float("positive", 0.07), ());
    is!(client.header_param_float("negative", -3.0), ());
    assert_eq!(value!(client.header_response_float("positive")), Some(0.07));
    assert_eq!(value!(client.header_response_float("negative")), Some(-3.0));
    is!(client.header_param_double("positive", 7e120), ());
    is!(client.header_param_double("negative", -3.0), ());
    assert_eq!(value!(client.header_response_double("positive")), Some(7e120));
    assert_eq!(value!(client.header_response_double("negative")), Some(-3.0));
}

#[tokio::test]
async fn texts() {
    let client = client();
    let fox = "The quick brown fox jumps over the lazy dog";
    is!(client.header_param_bool("true", true), ());
    is!(client.header_param_bool("false", false), ());
    assert_eq!(value!(client.header_response_bool("true")), Some(true));
    assert_eq!(value!(client.header_response_bool("false")), Some(false));
    is!(client.header_param_string("valid").value(fox), ());
    is!(client.header_param_string("null"), ());
    is!(client.header_param_string("empty").value(""), ());
    assert_eq!(value!(client.header_response_string("valid")).as_deref(), Some(fox));
    assert_eq!(value!(client.header_response_string("null")).as_deref(), Some("null"));
    assert_eq!(value!(client.header_response_string("empty")).as_deref(), Some(""));
    is!(client.header_param_enum("valid").value(types::GreyscaleColors::Grey), ());
    is!(client.header_param_enum("null"), ());
    assert_eq!(value!(client.header_response_enum("valid")), Some(types::GreyscaleColors::Grey));
    assert_eq!(value!(client.header_response_enum("null")), Some(types::GreyscaleColors::Unknown(String::new())));
    let bytes = Base64("\u{554a}\u{9f44}\u{4e02}\u{72db}\u{72dc}\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}".into());
    is!(client.header_param_byte("valid", &bytes), ());
    assert_eq!(value!(client.header_response_byte("valid")), Some(bytes));
}

#[tokio::test]
async fn times() {
    let client = client();
    for (scenario, date, time) in
        [("valid", "2010-01-01", "2010-01-01T12:34:56Z"), ("min", "0001-01-01", "0001-01-01T00:00:00Z")]
    {
        is!(client.header_param_date(scenario, date.parse().unwrap()), ());
        assert_eq!(value!(client.header_response_date(scenario)), date.parse().ok());
        is!(client.header_param_datetime(scenario, time.parse().unwrap()), ());
        assert_eq!(value!(client.header_response_datetime(scenario)), time.parse().ok());
    }
    for (scenario, time) in [("valid", "Fri, 01 Jan 2010 12:34:56 GMT"), ("min", "Mon, 01 Jan 0001 00:00:00 GMT")] {
        is!(client.header_param_datetime_rfc1123(scenario).value(time.parse().unwrap()), ());
        assert_eq!(value!(client.header_response_datetime_rfc1123(scenario)), time.parse().ok());
    }
    is!(client.header_param_duration("valid", "P123DT22H14M12.011S"), ());
    assert_eq!(value!(client.header_response_duration("valid")).as_deref(), Some("P123DT22H14M12.011S"));
}
