//! Numbers of JSON, compared without rounding.

use std::cmp::Ordering;

use serde_json::Number;

// As they are written, and not as doubles: bounds of 64-bit integers differ in digits that a double does not have.
/// Compares two numbers exactly: a double and an integer too.
pub(crate) fn compare(a: &Number, b: &Number) -> Ordering {
    match (integer(a), integer(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(a), None) => compare_mixed(a, float(b)),
        (None, Some(b)) => compare_mixed(b, float(a)).reverse(),
        (None, None) => float(a).total_cmp(&float(b)),
    }
}

/// The integer that a number is written as.
pub(crate) fn integer(number: &Number) -> Option<i128> {
    number.as_i64().map(i128::from).or(number.as_u64().map(i128::from))
}

/// A count that may be written with a fraction of zero, as some tools do.
pub(crate) fn count(number: &Number) -> Option<u64> {
    // Below 2^53 a double holds each integer exactly.
    let whole = number.as_f64().filter(|number| number.fract() == 0.0 && (0.0..1e15).contains(number));
    number.as_u64().or_else(|| whole.map(|number| number as u64))
}

fn float(number: &Number) -> f64 {
    number.as_f64().unwrap_or_default()
}

/// An integer of at most 65 bits against a double: the whole part decides, then the fraction.
fn compare_mixed(integer: i128, double: f64) -> Ordering {
    // An integer of a document has at most 65 bits, and a double below this converts to `i128` without overflow.
    const BEYOND: f64 = 1e30;
    if double.abs() >= BEYOND {
        return if double > 0.0 { Ordering::Less } else { Ordering::Greater };
    }
    let whole = double.floor();
    let fraction = if double > whole { Ordering::Less } else { Ordering::Equal };
    integer.cmp(&(whole as i128)).then(fraction)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering::{Equal, Greater, Less};

    use serde_json::Number;

    use super::{compare, count};

    fn number(text: &str) -> Number {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn numbers_are_compared_to_the_last_digit() {
        for (a, b, expected) in [
            ("9007199254740993", "9007199254740992", Greater),
            ("9007199254740993", "9007199254740992.0", Greater),
            ("18446744073709551615", "-1", Greater),
            ("-3", "-2.5", Less),
            ("-2.5", "-3", Greater),
            ("2", "2.0", Equal),
            ("0.1", "0.10000000000000002", Less),
            ("1e300", "18446744073709551615", Greater),
        ] {
            assert_eq!(compare(&number(a), &number(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn counts_may_have_a_fraction_of_zero() {
        assert_eq!(count(&number("5.0")), Some(5));
        assert_eq!(count(&number("5.5")), None);
        assert_eq!(count(&number("-1")), None);
    }
}
