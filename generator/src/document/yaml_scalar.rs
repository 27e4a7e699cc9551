//! Values of plain scalars: the core schema of YAML 1.2 (section 10.3.2), with the binary numbers of YAML 1.1.

use serde_json::Number;

use super::node::Value;

/// The value that a plain scalar stands for.
pub(super) fn plain(text: &str) -> Value {
    if is_null(text) {
        return Value::Null;
    }
    if let Some(value) = boolean(text) {
        return Value::Bool(value);
    }
    match number(text) {
        Some(number) => Value::Number(number),
        // `.inf` and `.nan` are no JSON: they stay a word.
        None => Value::String(text.to_owned()),
    }
}

pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

/// A number. Digits after a zero are text, such as those of a post code.
fn number(text: &str) -> Option<Number> {
    integer(text).or_else(|| float(text))
}

pub(super) fn integer(text: &str) -> Option<Number> {
    let (is_negative, digits) = unsigned(text)?;
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            let is_plain = !digits.starts_with(['+', '-']);
            return u128::from_str_radix(digits, radix).ok().filter(|_| is_plain).and_then(|it| whole(is_negative, it));
        }
    }
    if !is_digits(digits) || begins_with_zero(digits) {
        return None;
    }
    // A larger number is a double, as in JSON.
    digits.parse().ok().and_then(|value| whole(is_negative, value))
}

pub(super) fn float(text: &str) -> Option<Number> {
    let (is_negative, digits) = unsigned(text)?;
    if begins_with_zero(digits) {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    Number::from_f64(if is_negative { -value } else { value })
}

/// The sign of a number, and what is behind it.
fn unsigned(text: &str) -> Option<(bool, &str)> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    // No letter begins a number: few scalars are looked at further.
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.').then_some((text.starts_with('-'), digits))
}

fn whole(is_negative: bool, value: u128) -> Option<Number> {
    let signed = i128::try_from(value).ok().map(|value| if is_negative { -value } else { value });
    let integer =
        signed.and_then(|value| u64::try_from(value).map(Number::from).or(i64::try_from(value).map(Number::from)).ok());
    let double = value as f64;
    integer.or_else(|| Number::from_f64(if is_negative { -double } else { double }))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

// YAML 1.1 reads `0123` as octal and YAML 1.2 as decimal. A post code is meant by neither, so the text stays.
fn begins_with_zero(digits: &str) -> bool {
    digits.len() > 1 && digits.starts_with('0') && is_digits(digits)
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::document::Value;

    fn json(text: &str) -> String {
        match plain(text) {
            Value::Null => "null".to_owned(),
            Value::Bool(value) => value.to_string(),
            Value::Number(number) => number.to_string(),
            Value::String(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn scalars_of_the_core_schema() {
        for (text, expected) in [
            ("", "null"),
            ("~", "null"),
            ("NULL", "null"),
            ("nULL", "\"nULL\""),
            ("True", "true"),
            ("yes", "\"yes\""),
            ("12", "12"),
            ("+12", "12"),
            ("-12", "-12"),
            ("-0", "0"),
            ("0x1F", "31"),
            ("-0x1f", "-31"),
            ("0x", "\"0x\""),
            ("0x-1", "\"0x-1\""),
            ("0o17", "15"),
            ("0b11", "3"),
            ("017", "\"017\""),
            ("-007", "\"-007\""),
            ("0.5", "0.5"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("1e3", "1000.0"),
            ("1e999", "\"1e999\""),
            ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", "1.8446744073709552e+19"),
            ("-9223372036854775808", "-9223372036854775808"),
            ("-9223372036854775809", "-9.223372036854776e+18"),
            ("1_000", "\"1_000\""),
            ("1:30", "\"1:30\""),
            ("++1", "\"++1\""),
            ("+-1", "\"+-1\""),
            (".", "\".\""),
            (".inf", "\".inf\""),
            ("-.INF", "\"-.INF\""),
            (".nan", "\".nan\""),
            ("inf", "\"inf\""),
            ("infinity", "\"infinity\""),
            ("2020-01-01", "\"2020-01-01\""),
            ("1.2.3", "\"1.2.3\""),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
    }
}
