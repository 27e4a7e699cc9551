//! Values of `Cargo.toml`.
//!
//! Cargo hands some of them to the compiler as variables of the environment, which no NUL can be in.

use toml::Value;

use super::{file, terminal};

/// The crates that a client and its example depend on: it has another name than these.
pub(crate) const RUNTIME: &str = "callsmith-runtime";
pub(crate) const TOKIO: &str = "tokio";

/// The name of a package that a text asks for: the text itself where it can be one.
pub(crate) fn package_name(wish: &str) -> String {
    let mut name: String = wish.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    name.truncate(64);
    let name = name.trim_matches('-').to_owned();
    let reserved = ["test", "core", "std", "alloc", "proc-macro", "build", "deps", "examples", RUNTIME, TOKIO];
    let is_reserved =
        reserved.contains(&name.to_ascii_lowercase().replace('_', "-").as_str()) || file::is_device(&name);
    let is_keyword = name == "gen" || syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && !is_keyword && !is_reserved => name,
        Some(_) => format!("client-{name}"),
        None => "client".to_owned(),
    }
}

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
