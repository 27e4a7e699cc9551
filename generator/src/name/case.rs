//! Words of the document as Rust identifiers.

use heck::{ToPascalCase, ToSnakeCase};

/// Names longer than this are cut: some documents spell a whole type into a name.
const LONGEST: usize = 120;

/// `run_ml_service`. The fallback stands before a digit and in place of nothing.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    finish(words(text).to_snake_case(), fallback, "_")
}

/// `RunMlService`. The fallback stands before a digit and in place of nothing.
pub(super) fn pascal(text: &str, fallback: &str) -> String {
    finish(words(text).to_pascal_case(), fallback, "")
}

fn finish(name: String, fallback: &str, separator: &str) -> String {
    let name: String = name.chars().take(LONGEST).collect();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{fallback}{separator}{name}"),
    }
}

/// The text with signs that carry meaning spelt out, and all others as spaces.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for (index, c) in text.chars().enumerate() {
        match c {
            '+' if index == 0 => words.push_str("plus "),
            '-' if index == 0 && text[1..].starts_with(|c: char| c.is_ascii_digit()) => words.push_str("minus "),
            '*' if text.len() == 1 => words.push_str("any"),
            c if unicode_ident::is_xid_continue(c) => words.push(c),
            _ => words.push(' '),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{pascal, snake};

    #[test]
    fn names_are_idiomatic() {
        assert_eq!(snake("RunMLService", "x"), "run_ml_service");
        assert_eq!(pascal("RunMLService", "X"), "RunMlService");
        assert_eq!(snake("x-ms-request-id", "x"), "x_ms_request_id");
        assert_eq!(pascal("foo.Bar[Baz]", "X"), "FooBarBaz");
        assert_eq!(snake("größe", "x"), "größe");
    }

    #[test]
    fn anything_becomes_an_identifier() {
        assert_eq!(snake("+1", "field"), "plus_1");
        assert_eq!(snake("-1", "field"), "minus_1");
        assert_eq!(snake("", "field"), "field");
        assert_eq!(snake("200", "field"), "field_200");
        assert_eq!(pascal("2xx", "Value"), "Value2xx");
        assert_eq!(pascal("!?", "Value"), "Value");
        assert_eq!(snake("_", "field"), "field");
        assert_eq!(snake("日本", "field"), "日本");
    }
}
