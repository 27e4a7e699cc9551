//! `body-array.json`.

use callsmith_autorest::body_array::{Client, types};
use callsmith_runtime::HttpDate;

fn client() -> Client {
    client!(body_array)
}

#[tokio::test]
async fn empty_and_none() {
    let client = client();
    says!(client.array_get_empty(), []);
    is!(client.array_put_empty(&[""; 0]), ());
    undecodable!(client.array_get_null());
    undecodable!(client.array_get_invalid());
}

#[tokio::test]
async fn booleans() {
    let client = client();
    is!(client.array_get_boolean_tfft(), [true, false, false, true]);
    is!(client.array_put_boolean_tfft(&[true, false, false, true]), ());
    undecodable!(client.array_get_boolean_invalid_null());
    undecodable!(client.array_get_boolean_invalid_string());
}

#[tokio::test]
async fn integers() {
    let client = client();
    is!(client.array_get_integer_valid(), [1, -1, 3, 300]);
    is!(client.array_put_integer_valid(&[1, -1, 3, 300]), ());
    undecodable!(client.array_get_int_invalid_null());
    undecodable!(client.array_get_int_invalid_string());
    is!(client.array_get_long_valid(), [1, -1, 3, 300]);
    is!(client.array_put_long_valid(&[1, -1, 3, 300]), ());
    undecodable!(client.array_get_long_invalid_null());
    undecodable!(client.array_get_long_invalid_string());
}

#[tokio::test]
async fn numbers() {
    let client = client();
    is!(client.array_get_float_valid(), [0.0, -0.01, -1.2e20]);
    is!(client.array_put_float_valid(&[0.0, -0.01, -1.2e20]), ());
    undecodable!(client.array_get_float_invalid_null());
    undecodable!(client.array_get_float_invalid_string());
    is!(client.array_get_double_valid(), [0.0, -0.01, -1.2e20]);
    is!(client.array_put_double_valid(&[0.0, -0.01, -1.2e20]), ());
    undecodable!(client.array_get_double_invalid_null());
    undecodable!(client.array_get_double_invalid_string());
}

#[tokio::test]
async fn strings() {
    let client = client();
    is!(client.array_get_string_valid(), ["foo1", "foo2", "foo3"]);
    is!(client.array_put_string_valid(&["foo1", "foo2", "foo3"]), ());
    is!(client.array_get_string_with_null(), [Some("foo".to_owned()), None, Some("foo2".to_owned())]);
    undecodable!(client.array_get_string_with_invalid());
}

#[tokio::test]
async fn enums() {
    let client = client();
    use types::FooEnum::{Foo1, Foo2, Foo3};
    is!(client.array_get_enum_valid(), [Foo1, Foo2, Foo3]);
    is!(client.array_put_enum_valid(&[Foo1, Foo2, Foo3]), ());
    use types::ArrayGetStringEnumValidResponseItem as Text;
    is!(client.array_get_string_enum_valid(), [Text::Foo1, Text::Foo2, Text::Foo3]);
    is!(client.array_put_string_enum_valid(&[Text::Foo1, Text::Foo2, Text::Foo3]), ());
}

#[tokio::test]
async fn uuids() {
    let client = client();
    let all = [
        "6dcc7237-45fe-45c4-8a6b-3a8a3f625652",
        "d1399005-30f7-40d6-8da6-dd7c89ad34db",
        "f42f6aa1-a5bc-4ddf-907e-5f915de43205",
    ];
    says!(client.array_get_uuid_valid(), all);
    is!(client.array_put_uuid_valid(&all.map(|uuid| uuid.parse().unwrap())), ());
    undecodable!(client.array_get_uuid_invalid_chars());
}

#[tokio::test]
async fn dates() {
    let client = client();
    let all = ["2000-12-01", "1980-01-02", "1492-10-12"];
    says!(client.array_get_date_valid(), all);
    is!(client.array_put_date_valid(&all.map(|date| date.parse().unwrap())), ());
    undecodable!(client.array_get_date_invalid_null());
    undecodable!(client.array_get_date_invalid_chars());
}

#[tokio::test]
async fn times() {
    let client = client();
    let read = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35+01:00", "1492-10-12T10:15:01-08:00"];
    says!(client.array_get_date_time_valid(), read);
    let sent = ["2000-12-01T00:00:01Z", "1980-01-02T00:11:35Z", "1492-10-12T10:15:01Z"];
    is!(client.array_put_date_time_valid(&sent.map(|time| time.parse().unwrap())), ());
    undecodable!(client.array_get_date_time_invalid_null());
    undecodable!(client.array_get_date_time_invalid_chars());

    let all = ["Fri, 01 Dec 2000 00:00:01 GMT", "Wed, 02 Jan 1980 00:11:35 GMT", "Wed, 12 Oct 1492 10:15:01 GMT"];
    let all = all.map(|date| date.parse::<HttpDate>().unwrap());
    is!(client.array_get_date_time_rfc1123_valid(), all);
    is!(client.array_put_date_time_rfc1123_valid(&all), ());
    is!(client.array_get_duration_valid(), ["P123DT22H14M12.011S", "P5DT1H0M0S"]);
    is!(client.array_put_duration_valid(&["P123DT22H14M12.011S", "P5DT1H"]), ());
}

#[tokio::test]
async fn bytes() {
    let client = client();
    let all: [&[u8]; 3] = [&[255, 255, 255, 250], &[1, 2, 3], &[37, 41, 67]];
    let read: Vec<Vec<u8>> = ok!(client.array_get_byte_valid()).into_iter().map(|bytes| bytes.0).collect();
    assert_eq!(read, all);
    is!(client.array_put_byte_valid(&all.map(|bytes| callsmith_runtime::Base64(bytes.to_vec()))), ());
    undecodable!(client.array_get_byte_invalid_null());
    let texts = ok!(client.array_get_base64_url()).into_iter().map(|text| String::from_utf8(text.0).unwrap());
    let expected = ["a string that gets encoded with base64url", "test string", "Lorem ipsum"];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn objects() {
    let client = client();
    let product =
        |integer: i64, string: &str| types::Product { integer: Some(integer), string: Some(string.to_owned()) };
    undecodable!(client.array_get_complex_null());
    says!(client.array_get_complex_empty(), []);
    is!(client.array_get_complex_item_null(), [Some(product(1, "2")), None, Some(product(5, "6"))]);
    is!(client.array_get_complex_item_empty(), [product(1, "2"), types::Product::default(), product(5, "6")]);
    let all = [product(1, "2"), product(3, "4"), product(5, "6")];
    is!(client.array_get_complex_valid(), all);
    is!(client.array_put_complex_valid(&all), ());
}

#[tokio::test]
async fn arrays() {
    let client = client();
    undecodable!(client.array_get_array_null());
    says!(client.array_get_array_empty(), []);
    says!(client.array_get_array_item_null(), [["1", "2", "3"], null, ["7", "8", "9"]]);
    says!(client.array_get_array_item_empty(), [["1", "2", "3"], [], ["7", "8", "9"]]);
    let all = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]];
    is!(client.array_get_array_valid(), all);
    is!(client.array_put_array_valid(&all.map(|items| items.map(str::to_owned).to_vec())), ());
}

#[tokio::test]
async fn dictionaries() {
    let client = client();
    undecodable!(client.array_get_dictionary_null());
    says!(client.array_get_dictionary_empty(), []);
    says!(client.array_get_dictionary_item_null(), [
        {"1": "one", "2": "two", "3": "three"}, null, {"7": "seven", "8": "eight", "9": "nine"},
    ]);
    says!(client.array_get_dictionary_item_empty(), [
        {"1": "one", "2": "two", "3": "three"}, {}, {"7": "seven", "8": "eight", "9": "nine"},
    ]);
    let all = serde_json::json!([
        {"1": "one", "2": "two", "3": "three"}, {"4": "four", "5": "five", "6": "six"}, {"7": "seven", "8": "eight", "9": "nine"},
    ]);
    let read = ok!(client.array_get_dictionary_valid());
    assert_eq!(crate::support::json_of(&read), all);
    is!(client.array_put_dictionary_valid(&read), ());
}
