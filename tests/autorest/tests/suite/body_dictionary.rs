//! `body-dictionary.json`.

use callsmith_autorest::body_dictionary::{Client, types};

fn client() -> Client {
    client!(body_dictionary)
}

#[tokio::test]
async fn empty_and_none() {
    let client = client();
    says!(client.dictionary_get_empty(), {});
    is!(client.dictionary_put_empty(&of!({})), ());
    undecodable!(client.dictionary_get_null());
    undecodable!(client.dictionary_get_invalid());
    says!(client.dictionary_get_empty_string_key(), {"": "val1"});
    undecodable!(client.dictionary_get_null_key());
    undecodable!(client.dictionary_get_null_value());
}

#[tokio::test]
async fn booleans() {
    let client = client();
    says!(client.dictionary_get_boolean_tfft(), {"0": true, "1": false, "2": false, "3": true});
    is!(client.dictionary_put_boolean_tfft(&of!({"0": true, "1": false, "2": false, "3": true})), ());
    undecodable!(client.dictionary_get_boolean_invalid_null());
    undecodable!(client.dictionary_get_boolean_invalid_string());
}

#[tokio::test]
async fn integers() {
    let client = client();
    says!(client.dictionary_get_integer_valid(), {"0": 1, "1": -1, "2": 3, "3": 300});
    is!(client.dictionary_put_integer_valid(&of!({"0": 1, "1": -1, "2": 3, "3": 300})), ());
    undecodable!(client.dictionary_get_int_invalid_null());
    undecodable!(client.dictionary_get_int_invalid_string());
    says!(client.dictionary_get_long_valid(), {"0": 1, "1": -1, "2": 3, "3": 300});
    is!(client.dictionary_put_long_valid(&of!({"0": 1, "1": -1, "2": 3, "3": 300})), ());
    undecodable!(client.dictionary_get_long_invalid_null());
    undecodable!(client.dictionary_get_long_invalid_string());
}

#[tokio::test]
async fn numbers() {
    let client = client();
    says!(client.dictionary_get_float_valid(), {"0": 0.0, "1": -0.01, "2": -1.2e20});
    is!(client.dictionary_put_float_valid(&of!({"0": 0.0, "1": -0.01, "2": -1.2e20})), ());
    undecodable!(client.dictionary_get_float_invalid_null());
    undecodable!(client.dictionary_get_float_invalid_string());
    says!(client.dictionary_get_double_valid(), {"0": 0.0, "1": -0.01, "2": -1.2e20});
    is!(client.dictionary_put_double_valid(&of!({"0": 0.0, "1": -0.01, "2": -1.2e20})), ());
    undecodable!(client.dictionary_get_double_invalid_null());
    undecodable!(client.dictionary_get_double_invalid_string());
}

#[tokio::test]
async fn strings() {
    let client = client();
    says!(client.dictionary_get_string_valid(), {"0": "foo1", "1": "foo2", "2": "foo3"});
    is!(client.dictionary_put_string_valid(&of!({"0": "foo1", "1": "foo2", "2": "foo3"})), ());
    undecodable!(client.dictionary_get_string_with_null());
    undecodable!(client.dictionary_get_string_with_invalid());
}

#[tokio::test]
async fn dates() {
    let client = client();
    says!(client.dictionary_get_date_valid(), {"0": "2000-12-01", "1": "1980-01-02", "2": "1492-10-12"});
    is!(client.dictionary_put_date_valid(&of!({"0": "2000-12-01", "1": "1980-01-02", "2": "1492-10-12"})), ());
    undecodable!(client.dictionary_get_date_invalid_null());
    undecodable!(client.dictionary_get_date_invalid_chars());
}

#[tokio::test]
async fn times() {
    let client = client();
    says!(client.dictionary_get_date_time_valid(), {
        "0": "2000-12-01T00:00:01Z", "1": "1980-01-02T00:11:35+01:00", "2": "1492-10-12T10:15:01-08:00",
    });
    let sent = of!({"0": "2000-12-01T00:00:01Z", "1": "1980-01-01T23:11:35Z", "2": "1492-10-12T18:15:01Z"});
    is!(client.dictionary_put_date_time_valid(&sent), ());
    undecodable!(client.dictionary_get_date_time_invalid_null());
    undecodable!(client.dictionary_get_date_time_invalid_chars());

    let read = ok!(client.dictionary_get_date_time_rfc1123_valid());
    assert_eq!(read["0"].to_string(), "Fri, 01 Dec 2000 00:00:01 GMT");
    is!(client.dictionary_put_date_time_rfc1123_valid(&read), ());
    let read = ok!(client.dictionary_get_duration_valid());
    assert_eq!(read["1"], "P5DT1H");
    is!(client.dictionary_put_duration_valid(&read), ());
}

#[tokio::test]
async fn bytes() {
    let client = client();
    let read = ok!(client.dictionary_get_byte_valid());
    assert_eq!(read["0"].0, [255, 255, 255, 250]);
    assert_eq!(read["2"].0, [37, 41, 67]);
    is!(client.dictionary_put_byte_valid(&read), ());
    undecodable!(client.dictionary_get_byte_invalid_null());
    let texts = ok!(client.dictionary_get_base64_url());
    assert_eq!(texts["0"].0, b"a string that gets encoded with base64url");
}

#[tokio::test]
async fn objects() {
    let client = client();
    is!(client.dictionary_get_complex_null(), None);
    says!(client.dictionary_get_complex_empty(), {});
    let read = ok!(client.dictionary_get_complex_item_null());
    assert_eq!(read["1"], None);
    assert_eq!(read["2"], Some(types::Widget { integer: Some(5), string: Some("6".to_owned()) }));
    says!(client.dictionary_get_complex_item_empty(), {
        "0": {"integer": 1, "string": "2"}, "1": {}, "2": {"integer": 5, "string": "6"},
    });
    let read = ok!(client.dictionary_get_complex_valid());
    assert_eq!(read["1"], types::Widget { integer: Some(3), string: Some("4".to_owned()) });
    is!(client.dictionary_put_complex_valid(&read), ());
}

#[tokio::test]
async fn arrays() {
    let client = client();
    is!(client.dictionary_get_array_null(), None);
    says!(client.dictionary_get_array_empty(), {});
    says!(client.dictionary_get_array_item_null(), {"0": ["1", "2", "3"], "1": null, "2": ["7", "8", "9"]});
    says!(client.dictionary_get_array_item_empty(), {"0": ["1", "2", "3"], "1": [], "2": ["7", "8", "9"]});
    let read = ok!(client.dictionary_get_array_valid());
    assert_eq!(read["1"], ["4", "5", "6"]);
    is!(client.dictionary_put_array_valid(&read), ());
}

#[tokio::test]
async fn dictionaries() {
    let client = client();
    undecodable!(client.dictionary_get_dictionary_null());
    says!(client.dictionary_get_dictionary_empty(), {});
    let read = ok!(client.dictionary_get_dictionary_item_null());
    assert_eq!(read["1"], None);
    says!(client.dictionary_get_dictionary_item_empty(), {
        "0": {"1": "one", "2": "two", "3": "three"}, "1": {}, "2": {"7": "seven", "8": "eight", "9": "nine"},
    });
    let read = ok!(client.dictionary_get_dictionary_valid());
    assert_eq!(read["1"]["5"], "five");
    is!(client.dictionary_put_dictionary_valid(&read), ());
}
