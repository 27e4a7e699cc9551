//! Formats of strings: values, what is no value, and when two texts are one value.

use jsonschema::ValidationOptions;

/// Valid texts of a format; none where it is not known.
#[must_use]
pub fn values(format: &str) -> &'static [&'static str] {
    match format {
        "date-time" => &[
            "2024-02-29T12:30:45Z",
            "1985-04-12T23:20:50.52Z",
            "1996-12-19T16:39:57-08:00",
            "2024-01-01T00:00:00+05:30",
            "2024-06-30T23:59:59.123456789+00:00",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
        ],
        "date" => &["2024-02-29", "1970-01-01", "0001-01-01", "9999-12-31"],
        "time" => &["12:30:45Z", "00:00:00+01:00", "23:59:59.5-08:00"],
        "duration" => &["P1D", "PT0S", "P1Y2M3DT4H5M6S", "P2W", "PT36H"],
        "uuid" => &[
            "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
            "00000000-0000-0000-0000-000000000000",
            "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
        ],
        "byte" => &["", "cGhvdG8=", "AA==", "+/+/"],
        "base64url" => &["", "cGhvdG8", "AA", "-_-_"],
        "http-date" | "date-time-rfc1123" | "date-time-rfc7231" => {
            &["Sun, 06 Nov 1994 08:49:37 GMT", "Thu, 29 Feb 2024 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"]
        }
        "int8" => &["0", "-128", "127"],
        "int16" => &["0", "-32768", "32767"],
        "uint8" => &["0", "255"],
        "uint16" => &["0", "65535"],
        "int64" => &["0", "-9223372036854775808", "9223372036854775807"],
        "uint64" => &["0", "18446744073709551615"],
        "int32" => &["0", "-2147483648", "2147483647"],
        "uint32" => &["0", "4294967295"],
        "decimal" | "decimal128" => &["0", "1.50", "-12345678901234567890.123456789"],
        "float" | "double" => &["0", "1.5", "-2.25"],
        "ipv4" => &["127.0.0.1", "255.255.255.255"],
        "ipv6" => &["::1", "2001:db8::8a2e:370:7334"],
        "ip" => &["127.0.0.1", "::1"],
        "uri" | "url" => &["https://example.com/a?b=c#d", "urn:isbn:0451450523"],
        "uri-reference" => &["/a/b", "https://example.com"],
        "email" => &["a@example.com", "first.last+tag@example.org"],
        "hostname" => &["example.com", "localhost"],
        "regex" => &["^a+$"],
        "json-pointer" => &["/a/0"],
        _ => &[],
    }
}

/// The formats that the validator does not know itself.
#[must_use]
pub fn checked(options: ValidationOptions<'_>) -> ValidationOptions<'_> {
    let ip = |text: &str| text.parse::<std::net::IpAddr>().is_ok();
    options
        .with_format("byte", |text: &str| bytes(text).is_some())
        .with_format("base64url", |text: &str| bytes(text).is_some())
        .with_format("http-date", is_http_date)
        .with_format("date-time-rfc1123", is_http_date)
        .with_format("date-time-rfc7231", is_http_date)
        .with_format("int8", |text: &str| text.parse::<i8>().is_ok())
        .with_format("int16", |text: &str| text.parse::<i16>().is_ok())
        .with_format("uint8", |text: &str| text.parse::<u8>().is_ok())
        .with_format("uint16", |text: &str| text.parse::<u16>().is_ok())
        .with_format("decimal128", is_decimal)
        .with_format("int64", |text: &str| text.parse::<i64>().is_ok())
        .with_format("uint64", |text: &str| text.parse::<u64>().is_ok())
        .with_format("int32", |text: &str| text.parse::<i32>().is_ok())
        .with_format("uint32", |text: &str| text.parse::<u32>().is_ok())
        .with_format("decimal", is_decimal)
        .with_format("float", is_decimal)
        .with_format("double", is_decimal)
        .with_format("ip", ip)
}

/// Returns `true` if a text has the form of a date of HTTP, of which the names are not looked at.
fn is_http_date(text: &str) -> bool {
    let is_like = |(letter, form): (char, char)| match form {
        '0' => letter.is_ascii_digit(),
        'a' => letter.is_ascii_alphabetic(),
        other => letter == other,
    };
    let form = "aaa, 00 aaa 0000 00:00:00 GMT";
    text.len() == form.len() && text.chars().zip(form.chars()).all(is_like)
}

fn is_decimal(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite)
        && text.bytes().all(|byte| !byte.is_ascii_alphabetic() || byte == b'e')
}

/// Returns `true` if two texts are the same value of a format.
#[must_use]
pub fn are_equal(format: &str, one: &str, other: &str) -> bool {
    match format {
        "date-time" => instant(one).is_some() && instant(one) == instant(other),
        "time" => instant(&format!("2000-01-01T{one}"))
            .is_some_and(|time| Some(time) == instant(&format!("2000-01-01T{other}"))),
        "uuid" | "hostname" => one.eq_ignore_ascii_case(other),
        "byte" | "base64url" => bytes(one).is_some() && bytes(one) == bytes(other),
        "int64" | "int32" | "int16" | "int8" | "uint64" | "uint32" | "uint16" | "uint8" => {
            one.parse::<i128>().is_ok_and(|number| other.parse() == Ok(number))
        }
        "decimal" | "decimal128" | "float" | "double" => digits(one) == digits(other),
        "ipv6" | "ip" => one.parse::<std::net::IpAddr>().is_ok_and(|address| other.parse() == Ok(address)),
        _ => false,
    }
}

/// Nanoseconds since a day long ago, and the offset in minutes.
fn instant(text: &str) -> Option<(i128, i32)> {
    let text = text.to_ascii_uppercase();
    let (date, time) = text.split_once(['T', ' '])?;
    let mut date = date.splitn(3, '-').map(|part| part.parse::<i128>().ok());
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let (time, offset) = match time.strip_suffix('Z') {
        Some(time) => (time, 0),
        None => {
            let at = time.rfind(['+', '-'])?;
            let (hours, minutes) = time[at + 1..].split_once(':')?;
            let minutes = hours.parse::<i32>().ok()? * 60 + minutes.parse::<i32>().ok()?;
            (&time[..at], if time[at..].starts_with('-') { -minutes } else { minutes })
        }
    };
    let mut time = time.splitn(3, ':');
    let (hour, minute): (i128, i128) = (time.next()?.parse().ok()?, time.next()?.parse().ok()?);
    let (second, fraction) = time.next().map(|text| text.split_once('.').unwrap_or((text, "")))?;
    let fraction: i128 = format!("{fraction:0<18}").get(..18)?.parse().ok()?;
    // Months of one length keep the order and the difference of any two texts, which is all that is asked.
    let days = (year * 12 + month) * 31 + day;
    let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second.parse::<i128>().ok()?;
    Some((seconds * 1_000_000_000_000_000_000 + fraction, offset))
}

/// The bytes of Base64 in either alphabet, with or without padding.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    let text = text.trim_end_matches('=');
    (text.len() % 4 != 1).then_some(())?;
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(out)
}

/// A decimal number without zeros that say nothing.
fn digits(text: &str) -> String {
    let text = text.strip_prefix('+').unwrap_or(text);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{are_equal, checked, values};

    #[test]
    fn values_are_valid() {
        for format in [
            "date-time",
            "date",
            "time",
            "duration",
            "uuid",
            "byte",
            "base64url",
            "int64",
            "uint64",
            "decimal",
            "ipv6",
            "uri",
            "email",
            "ip",
        ] {
            let options = checked(jsonschema::options()).should_validate_formats(true);
            let validator = options.build(&json!({ "format": format })).unwrap();
            assert!(!values(format).is_empty(), "{format}");
            for text in values(format) {
                assert!(validator.is_valid(&json!(text)), "{format}: {text}");
            }
            assert!(!validator.is_valid(&json!("no, never")), "{format}");
        }
    }

    #[test]
    fn an_instant_keeps_its_offset() {
        assert!(are_equal("date-time", "2024-01-01T00:00:00.50Z", "2024-01-01t00:00:00.5+00:00"));
        assert!(!are_equal("date-time", "2024-01-01T00:00:00Z", "2024-01-01T01:00:00+01:00"));
        assert!(!are_equal("date-time", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00Z"));
        assert!(are_equal("byte", "AA==", "AA") && !are_equal("byte", "AA==", "AQ=="));
        assert!(are_equal("decimal", "1.50", "1.5") && !are_equal("decimal", "1.5", "1.51"));
        assert!(!are_equal("date", "a", "b"));
    }
}
