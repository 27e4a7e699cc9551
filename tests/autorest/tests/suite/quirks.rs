//! `body-boolean.quirks.json`, `body-number.quirks.json`, `body-string.quirks.json`: the same services, where the documents say less.

use callsmith_autorest::body_string_quirks::types;
use callsmith_runtime::Number;

#[tokio::test]
async fn booleans() {
    let client = client!(body_boolean_quirks);
    is!(client.bool_get_true(), true);
    is!(client.bool_put_true(true), ());
    is!(client.bool_get_false(), false);
    is!(client.bool_put_false(false), ());
    undecodable!(client.bool_get_null());
    undecodable!(client.bool_get_invalid());
}

#[tokio::test]
async fn numbers() {
    let client = client!(body_number_quirks);
    undecodable!(client.number_get_null());
    undecodable!(client.number_get_invalid_float());
    undecodable!(client.number_get_invalid_double());
    is!(client.number_get_big_float(), 3.402823e20);
    is!(client.number_put_big_float(3.402823e20), ());
    is!(client.number_get_small_float(), 3.402823e-20);
    is!(client.number_put_small_float(3.402823e-20), ());
    is!(client.number_get_big_double(), 2.5976931e101);
    is!(client.number_put_big_double(2.5976931e101), ());
    is!(client.number_get_small_double(), 2.5976931e-101);
    is!(client.number_put_small_double(2.5976931e-101), ());
    is!(client.number_get_big_double_positive_decimal(), 99_999_999.99);
    is!(client.number_put_big_double_positive_decimal(99_999_999.99), ());
    is!(client.number_get_big_double_negative_decimal(), -99_999_999.99);
    is!(client.number_put_big_double_negative_decimal(-99_999_999.99), ());
    let number = |text: &str| text.parse::<Number>().expect("it is a number");
    let [large, small] = [number("2.5976931e+101"), number("2.5976931e-101")];
    is!(client.number_get_big_decimal(), large);
    is!(client.number_put_big_decimal(&large), ());
    is!(client.number_get_small_decimal(), small);
    is!(client.number_put_small_decimal(&small), ());
}

#[tokio::test]
async fn strings() {
    let client = client!(body_string_quirks);
    undecodable!(client.string_get_null());
    is!(client.string_put_null("").without_body(), ());
    says!(client.string_get_empty(), "");
    is!(client.string_put_empty(""), ());
    // No body at all is no string.
    undecodable!(client.string_get_not_provided());
    is!(client.enum_get_referenced(), types::RefColors::RedColor);
    is!(client.enum_put_referenced(&types::RefColors::RedColor), ());
    assert_eq!(ok!(client.string_get_base64_url_encoded()).0, b"a string that gets encoded with base64url");
    undecodable!(client.string_get_null_base64_url_encoded());
}
