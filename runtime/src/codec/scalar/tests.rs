use serde_json::{from_str, to_string};

use super::{Base64, Base64Url, Number, Quoted};
#[cfg(feature = "chrono")]
use crate::codec::json::DecodeFailure;
use crate::codec::parameter::Value;

fn round<T: serde_core::de::DeserializeOwned + serde_core::Serialize>(json: &str) -> String {
    to_string(&from_str::<T>(json).expect(json)).expect("it can be written")
}

#[test]
fn bytes_in_either_alphabet_with_or_without_padding() {
    for text in ["\"+/+/AA==\"", "\"-_-_AA\"", "\"+/+/AA\"", "\"+/+/\\r\\nAA==\\n\""] {
        let bytes: Base64 = from_str(text).expect(text);
        assert_eq!(bytes.as_slice(), [0xFB, 0xFF, 0xBF, 0], "{text}");
        assert_eq!(to_string(&bytes).unwrap(), "\"+/+/AA==\"");
        assert_eq!(round::<Base64Url>(text), "\"-_-_AA\"");
    }
    assert!(from_str::<Base64>("\"a\"").is_err() && from_str::<Base64>("\"ä=\"").is_err());
    assert_eq!(round::<Base64>("\"\""), "\"\"");
}

#[test]
fn many_bytes_are_not_shown() {
    assert_eq!(format!("{:?}", Base64::from("a\"\n")), r#"Base64("a\"\n")"#);
    assert_eq!(format!("{:?}", Base64::from(vec![0; 33])), "Base64(33 bytes)");
}

#[test]
fn numbers_in_strings() {
    assert_eq!(round::<Quoted<i64>>("\"-9223372036854775808\""), "\"-9223372036854775808\"");
    assert_eq!(round::<Quoted<u64>>("18446744073709551615"), "\"18446744073709551615\"");
    assert_eq!(round::<Quoted<i64>>("1e3"), "\"1000\"");
    for wrong in ["\"\"", "\"a\"", "null", "1.5", "\"18446744073709551616\"", "[1]"] {
        let error = from_str::<Quoted<u64>>(wrong).expect_err(wrong).to_string();
        assert!(error.contains("expected a number in a string"), "{error}");
    }
}

#[test]
fn exact_numbers_keep_their_text() {
    for text in ["123456789012345678901234567890", "-0.0", "1.0", "1e400", "0.1000"] {
        assert_eq!(round::<Number>(text), text);
        assert_eq!(Value::of(&text.parse::<Number>().unwrap()), Value::Text(text.to_owned()));
    }
    assert_eq!(from_str::<Number>("1e400").unwrap().as_f64(), None);
    assert_eq!(from_str::<Number>("1e3").unwrap().as_i64(), Some(1000));
    assert!(from_str::<Number>("\"1\"").is_err() && "NaN".parse::<Number>().is_err());
    assert_eq!(serde_json::from_value::<Number>(serde_json::json!(1.5)).unwrap().as_str(), "1.5");
    assert_eq!(serde_json::to_value(Number::from(7)).unwrap(), serde_json::json!(7));
}

#[cfg(feature = "chrono")]
#[test]
fn points_in_time_keep_their_offset() {
    use super::{Date, DateTime};
    for text in ["\"2024-02-29T23:59:59+05:30\"", "\"2024-01-01T00:00:00.123456789Z\"", "\"2016-12-31T23:59:60Z\""] {
        assert_eq!(round::<DateTime>(text), text);
        let time: DateTime = from_str(text).unwrap();
        assert_eq!(Value::of(&time), Value::Text(text.trim_matches('"').to_owned()));
    }
    assert!(from_str::<DateTime>("\"2024-01-01T00:00:00\"").is_err());
    assert_eq!(round::<Date>("\"2024-02-29\""), "\"2024-02-29\"");
    assert!(from_str::<Date>("\"2023-02-29\"").is_err());
}

#[cfg(feature = "chrono")]
#[test]
fn a_text_that_is_no_date_is_told_in_words_of_dates() {
    let failure = |body: &str| {
        let error = from_str::<Vec<super::DateTime>>(body).unwrap_err();
        DecodeFailure::json(&error, body.as_bytes()).to_string()
    };
    let without_offset = failure("[\"2024-01-02T03:04:05Z\", \"2024-01-01T12:00:00\"]");
    assert!(
        without_offset
            .starts_with("`$[1]`: `2024-01-01T12:00:00`: no date of RFC 3339, expected an offset such as `Z`"),
        "{without_offset}"
    );
    assert!(without_offset.contains("line 1 column"), "{without_offset}");
    let no_date = failure("[\"yesterday\"]");
    assert!(no_date.contains("`yesterday`: no date of RFC 3339, expected a form such as `2024-12-31`"), "{no_date}");
    let other = failure("[5]");
    assert!(!other.contains("RFC 3339, expected"), "{other}");
}

#[cfg(feature = "http-date")]
#[test]
fn dates_of_http_have_four_digits_of_a_year() {
    use crate::HttpDate;
    for (text, seconds) in [
        ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Mon, 01 Jan 0001 00:00:00 GMT", -62_135_596_800),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
        ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
        ("Wed, 31 Dec 1969 23:59:59 GMT", -1),
    ] {
        let date: HttpDate = text.parse().unwrap();
        assert_eq!((date.unix_seconds(), date.to_string().as_str()), (seconds, text));
        assert_eq!(text.to_lowercase().parse(), Ok(date));
        assert_eq!(HttpDate::try_from(date.system_time().unwrap()), Ok(date));
        #[cfg(feature = "chrono")]
        assert_eq!(HttpDate::try_from(super::DateTime::from(date)), Ok(date));
    }
    // Each day of some centuries is the one after that before it.
    for day in -730_000..200_000 {
        let date = HttpDate::from_unix_seconds(day * 86_400);
        assert!(date.is_none_or(|date| date.to_string().parse() == Ok(date)), "{day}");
    }
    for text in [
        "Tue, 30 Feb 2024 12:00:00 GMT",
        "Tue, 00 Jan 2000 00:00:00 GMT",
        "Sat, 1 Jan 10000 00:00:00 GMT",
        "2024-01-01",
        "",
    ] {
        assert!(text.parse::<HttpDate>().is_err(), "{text}");
    }
    assert_eq!(HttpDate::from_unix_seconds(253_402_300_800), None);
}
