//! Numbers as they are written, compared and divided without rounding.

use std::cmp::Ordering;

// Decimals as they are written, since in doubles 0.07 is no multiple of 0.01.
/// A decimal number: its sign, its digits without zeros at either end, and the power of ten of the last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    is_negative: bool,
    digits: Vec<u8>,
    exponent: i64,
}

impl Decimal {
    /// Reads a number of JSON.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let fraction = i64::try_from(fraction.len()).ok()?;
        let mut exponent = power.parse::<i64>().ok()?.checked_sub(fraction)?;
        while digits.last() == Some(&b'0') {
            digits.pop();
            exponent = exponent.checked_add(1)?;
        }
        let zeros = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..zeros);
        Some(if digits.is_empty() {
            Self { is_negative: false, digits, exponent: 0 }
        } else {
            Self { is_negative, digits, exponent }
        })
    }

    /// Compares two numbers.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let sign = |number: &Self| if number.digits.is_empty() { 0 } else { 1 - 2 * i8::from(number.is_negative) };
        let by_sign = sign(self).cmp(&sign(other));
        if by_sign.is_ne() || self.digits.is_empty() {
            return by_sign;
        }
        // Digits before the point decide, then the digits from the first one on.
        let by_size = self.size().cmp(&other.size()).then_with(|| self.digits.cmp(&other.digits));
        if self.is_negative { by_size.reverse() } else { by_size }
    }

    /// The number of digits before the point; below zero where zeros follow it.
    fn size(&self) -> i128 {
        i128::from(self.exponent) + self.digits.len() as i128
    }

    /// `true` if it is a multiple of another one; `None` where that is zero, or longer than numbers are.
    pub(super) fn is_multiple(&self, other: &Self) -> Option<bool> {
        let divisor: u128 = std::str::from_utf8(&other.digits).ok()?.parse::<u64>().ok()?.into();
        if self.digits.is_empty() {
            return Some(true);
        }
        // The last digit is not zero, so a divisor with more zeros at its end does not divide it.
        let Ok(zeros) = u64::try_from(self.exponent.checked_sub(other.exponent)?) else { return Some(false) };
        let digit = |rest: u128, digit: u8| (rest * 10 + u128::from(digit - b'0')) % divisor;
        let mut rest = self.digits.iter().fold(0, |rest, next| digit(rest, *next));
        // A divisor of 64 bits has fewer than 64 factors of two or five, so further zeros change nothing. An exponent
        // may be a billion.
        for _ in 0..zeros.min(1_000) {
            rest = digit(rest, b'0');
        }
        Some(rest == 0)
    }
}

#[cfg(test)]
mod tests {
    //! Numbers as they are written.

    use super::Decimal;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    #[test]
    fn numbers_are_compared_as_they_are_written() {
        let ascending =
            ["-1e300", "-10", "-9.5", "-0.01", "0", "1e-7", "0.0099", "0.01", "1", "1.5", "9", "10", "1e20"];
        for pair in ascending.windows(2) {
            assert_eq!(number(pair[0]).compare(&number(pair[1])), std::cmp::Ordering::Less, "{pair:?}");
        }
        for (a, b) in [("1.0", "1"), ("100", "1e2"), ("-0.0", "0"), ("18446744073709551615", "18446744073709551615.0")]
        {
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
}
