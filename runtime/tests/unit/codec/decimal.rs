//! Numbers as they are written.

use super::Decimal;

fn number(text: &str) -> Decimal {
    Decimal::parse(text).expect("a number")
}

#[test]
fn numbers_are_compared_as_they_are_written() {
    let ascending = ["-1e300", "-10", "-9.5", "-0.01", "0", "1e-7", "0.0099", "0.01", "1", "1.5", "9", "10", "1e20"];
    for pair in ascending.windows(2) {
        assert_eq!(number(pair[0]).compare(&number(pair[1])), std::cmp::Ordering::Less, "{pair:?}");
    }
    for (a, b) in [("1.0", "1"), ("100", "1e2"), ("-0.0", "0"), ("18446744073709551615", "18446744073709551615.0")] {
        assert!(number(a).compare(&number(b)).is_eq(), "{a} {b}");
    }
}

#[test]
fn multiples_are_exact() {
    for (a, b) in [
        ("0.07", "0.01"),
        ("19.99", "0.01"),
        ("1e10", "0.01"),
        ("300", "1e2"),
        ("0", "7"),
        ("-6", "3"),
        ("1e-7", "1e-7"),
    ] {
        assert_eq!(number(a).is_multiple(&number(b)), Some(true), "{a} {b}");
    }
    for (a, b) in [("0.075", "0.01"), ("7", "2"), ("350", "1e2"), ("0.5", "1")] {
        assert_eq!(number(a).is_multiple(&number(b)), Some(false), "{a} {b}");
    }
    assert_eq!(number("1").is_multiple(&number("0")), None);
}

#[test]
fn other_texts_are_no_numbers() {
    assert_eq!(["", "-", "NaN", "1e", "0x1", "1e99999999999999999999"].map(Decimal::parse), [const { None }; 6]);
}
