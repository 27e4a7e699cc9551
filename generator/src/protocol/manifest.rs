//! Values of `Cargo.toml`.
//!
//! Cargo hands some of them to the compiler as variables of the environment, which no NUL can be in.

use toml::Value;

use super::terminal;

/// A text as a quoted string: in one line, without control characters.
pub(crate) fn string(text: &str) -> Value {
    let words = text.split(|c: char| c.is_whitespace() || terminal::is_active(c)).filter(|word| !word.is_empty());
    Value::String(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn a_value_is_one_quoted_line() {
        assert_eq!(string("A client of Pets").to_string(), "\"A client of Pets\"");
        assert_eq!(string("a\0b\u{1b}[1m\u{202e}").to_string(), "\"a b [1m\"");
        let value = string("\"\n]\n[dependencies]\nevil = \"1\"\\");
        let table: toml::Table = format!("a = {value}\n").parse().expect("it is TOML");
        assert_eq!(table.len(), 1);
        assert_eq!(table["a"].as_str(), Some("\" ] [dependencies] evil = \"1\"\\"));
    }
}
