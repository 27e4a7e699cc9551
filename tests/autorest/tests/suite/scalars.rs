//! The documents whose bodies are one value: `body-boolean.json`, `body-byte.json`, `body-date.json`, `body-datetime.json`,
//! `body-datetime-rfc1123.json`, `body-duration.json`, `body-integer.json`, `body-number.json`, `body-time.json`.

use callsmith_runtime::{Base64, Date, DateTime, HttpDate, Number, UnixTime};

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn time(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[tokio::test]
async fn booleans() {
    let client = client!(body_boolean);
    is!(client.bool_get_true(), true);
    is!(client.bool_put_true(true), ());
    is!(client.bool_get_false(), false);
    is!(client.bool_put_false(false), ());
    is!(client.bool_get_null(), None);
    undecodable!(client.bool_get_invalid());
}

#[tokio::test]
async fn bytes() {
    let client = client!(body_byte);
    let bytes = Base64((246..=255).rev().collect());
    undecodable!(client.byte_get_null());
    is!(client.byte_get_empty(), Base64(Vec::new()));
    is!(client.byte_get_non_ascii(), bytes);
    is!(client.byte_put_non_ascii(&bytes), ());
    undecodable!(client.byte_get_invalid());
}

#[tokio::test]
async fn dates() {
    let client = client!(body_date);
    is!(client.date_get_null(), None);
    undecodable!(client.date_get_invalid_date());
    undecodable!(client.date_get_overflow_date());
    undecodable!(client.date_get_underflow_date());
    is!(client.date_put_max_date(&date("9999-12-31")), ());
    is!(client.date_get_max_date(), date("9999-12-31"));
    is!(client.date_put_min_date(&date("0001-01-01")), ());
    // The document lists one value, and the server sends another.
    says!(client.date_get_min_date(), "0001-01-01");
}

#[tokio::test]
async fn times() {
    let client = client!(body_datetime);
    is!(client.datetime_get_null(), None);
    undecodable!(client.datetime_get_invalid());
    is!(client.datetime_get_overflow(), time("9999-12-31T23:59:59.999-14:00"));
    undecodable!(client.datetime_get_underflow());
    undecodable!(client.datetime_get_local_no_offset_min_date_time());
}

#[tokio::test]
async fn latest_times() {
    let client = client!(body_datetime);
    let (utc, seven_digits) = (time("9999-12-31T23:59:59.999Z"), time("9999-12-31T23:59:59.9999999Z"));
    is!(client.datetime_put_utc_max_date_time(&utc), ());
    is!(client.datetime_get_utc_lowercase_max_date_time(), utc);
    is!(client.datetime_get_utc_uppercase_max_date_time(), utc);
    is!(client.datetime_get_utc_uppercase_max_date_time7_digits(), seven_digits);
    // The server counts digits: seven of them are not what a fraction of nanoseconds looks like.
    let text = r#""9999-12-31T23:59:59.9999999Z""#;
    is!(
        client
            .datetime_put_utc_max_date_time7_digits(&time("9999-12-31T23:59:59.999Z"))
            .with_body("application/json", text),
        ()
    );
    let (east, west) = (time("9999-12-31T23:59:59.999+14:00"), time("9999-12-31T23:59:59.999-14:00"));
    is!(client.datetime_put_local_positive_offset_max_date_time(&east), ());
    is!(client.datetime_get_local_positive_offset_lowercase_max_date_time(), east);
    is!(client.datetime_get_local_positive_offset_uppercase_max_date_time(), east);
    is!(client.datetime_put_local_negative_offset_max_date_time(&west), ());
    is!(client.datetime_get_local_negative_offset_lowercase_max_date_time(), west);
    is!(client.datetime_get_local_negative_offset_uppercase_max_date_time(), west);
}

#[tokio::test]
async fn earliest_times() {
    let client = client!(body_datetime);
    let (utc, east, west) = ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-14:00");
    is!(client.datetime_put_utc_min_date_time(&time(utc)), ());
    says!(client.datetime_get_utc_min_date_time(), utc);
    is!(client.datetime_put_local_positive_offset_min_date_time(&time(east)), ());
    says!(client.datetime_get_local_positive_offset_min_date_time(), east);
    is!(client.datetime_put_local_negative_offset_min_date_time(&time(west)), ());
    says!(client.datetime_get_local_negative_offset_min_date_time(), west);
}

#[tokio::test]
async fn times_of_rfc_1123() {
    let client = client!(body_datetime_rfc1123);
    is!(client.datetimerfc1123_get_null(), None);
    undecodable!(client.datetimerfc1123_get_invalid());
    undecodable!(client.datetimerfc1123_get_overflow());
    undecodable!(client.datetimerfc1123_get_underflow());
    let date = |text: &str| text.parse::<HttpDate>().expect("it is a date of HTTP");
    let (first, last) = (date("Mon, 01 Jan 0001 00:00:00 GMT"), date("Fri, 31 Dec 9999 23:59:59 GMT"));
    is!(client.datetimerfc1123_put_utc_max_date_time(&last), ());
    is!(client.datetimerfc1123_get_utc_lowercase_max_date_time(), last);
    is!(client.datetimerfc1123_get_utc_uppercase_max_date_time(), last);
    is!(client.datetimerfc1123_put_utc_min_date_time(&first), ());
    says!(client.datetimerfc1123_get_utc_min_date_time(), "Mon, 01 Jan 0001 00:00:00 GMT");
}

#[tokio::test]
async fn durations() {
    let client = client!(body_duration);
    is!(client.duration_get_null(), None);
    is!(client.duration_get_invalid(), "123ABC");
    is!(client.duration_get_positive_duration(), "P3Y6M4DT12H30M5S");
    is!(client.duration_put_positive_duration("P123DT22H14M12.011S"), ());
}

#[tokio::test]
async fn time_of_day() {
    let client = client!(body_time);
    is!(client.time_get(), "11:34:56");
    is!(client.time_put("08:07:56"), "Nice job posting time");
}

#[tokio::test]
async fn integers() {
    let client = client!(body_integer);
    is!(client.int_get_null(), None);
    undecodable!(client.int_get_invalid());
    undecodable!(client.int_get_overflow_int32());
    undecodable!(client.int_get_underflow_int32());
    undecodable!(client.int_get_overflow_int64());
    undecodable!(client.int_get_underflow_int64());
    is!(client.int_put_max32(i32::MAX), ());
    is!(client.int_put_min32(i32::MIN), ());
    is!(client.int_put_max64(i64::MAX), ());
    is!(client.int_put_min64(i64::MIN), ());
    is!(client.int_get_unix_time(), UnixTime(1_460_505_600));
    is!(client.int_put_unix_time_date(&UnixTime(1_460_505_600)), ());
    undecodable!(client.int_get_invalid_unix_time());
    is!(client.int_get_null_unix_time(), None);
}

#[tokio::test]
async fn numbers() {
    let client = client!(body_number);
    is!(client.number_get_null(), None);
    undecodable!(client.number_get_invalid_float());
    undecodable!(client.number_get_invalid_double());
    undecodable!(client.number_get_invalid_decimal());
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
}

#[tokio::test]
async fn decimals() {
    let client = client!(body_number);
    let number = |text: &str| text.parse::<Number>().expect("it is a number");
    let [large, small] = [number("2.5976931e+101"), number("2.5976931e-101")];
    let [positive, negative] = [number("99999999.99"), number("-99999999.99")];
    is!(client.number_get_big_decimal(), large);
    is!(client.number_put_big_decimal(&large), ());
    is!(client.number_get_small_decimal(), small);
    is!(client.number_put_small_decimal(&small), ());
    is!(client.number_get_big_decimal_positive_decimal(), positive);
    is!(client.number_put_big_decimal_positive_decimal(&positive), ());
    is!(client.number_get_big_decimal_negative_decimal(), negative);
    is!(client.number_put_big_decimal_negative_decimal(&negative), ());
}
