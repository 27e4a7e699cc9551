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
    // crates.io takes no longer name.
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

// As one quoted line: a title with a line break would otherwise be able to begin a table of its own.
/// A text as a quoted string: in one line, without control characters.
pub(crate) fn string(text: &str) -> Value {
    let words = text.split(|c: char| c.is_whitespace() || terminal::is_active(c)).filter(|word| !word.is_empty());
    Value::String(words.collect::<Vec<_>>().join(" "))
}

/// The version of a package that a text says: `1.2` and `v1.2` stand for `1.2.0`.
pub(crate) fn version(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    let (numbers, labels) = text.find(['-', '+']).map_or((text, ""), |at| text.split_at(at));
    let numbers: Vec<&str> = numbers.split('.').collect();
    let is_number = |text: &&str| {
        let is_plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        // Numbers have no zeros in front (Semantic Versioning 2.0.0, item 2).
        is_plain && (*text == "0" || !text.starts_with('0')) && text.parse::<u64>().is_ok()
    };
    if numbers.len() > 3
        || (numbers.len() < 3 && !labels.is_empty())
        || !numbers.iter().all(is_number)
        || !(labels.is_empty() || are_labels(labels))
    {
        return None;
    }
    let mut numbers = numbers;
    numbers.resize(3, "0");
    Some(numbers.join(".") + labels)
}

/// Returns `true` if a text is the labels of a version: `-rc.1`, `+build`, or both.
fn are_labels(text: &str) -> bool {
    let (before, build) = text.split_once('+').map_or((text, None), |(before, build)| (before, Some(build)));
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_before = |label: &str| {
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        // Nor have labels of a pre-release that are numbers (item 9).
        is_label(label) && !(is_number && label.len() > 1 && label.starts_with('0'))
    };
    (before.is_empty() || before.strip_prefix('-').is_some_and(|labels| labels.split('.').all(is_before)))
        && build.is_none_or(|build| build.split('.').all(is_label))
}

/// Returns `true` if a text may be an SPDX expression: ids with `AND`, `OR`, `WITH` and parentheses between them.
pub(crate) fn is_license(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '(', ')']).filter(|word| !word.is_empty()).collect();
    let is_id = |word: &str| word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '+' | ':'));
    words.len() % 2 == 1
        && words.iter().enumerate().all(|(index, word)| match index % 2 {
            0 => is_id(word),
            _ => matches!(*word, "AND" | "OR" | "WITH"),
        })
}

/// Names of licences as documents write them, with their SPDX ids. Names are compared by their letters and digits.
const LICENSES: [(&str, &[&str]); 9] = [
    ("MIT", &["mit", "mitlicense", "themitlicense", "themitlicensemit"]),
    (
        "Apache-2.0",
        &[
            "apache2",
            "apache20",
            "apachelicense20",
            "apachelicenseversion20",
            "apache20license",
            "apachev2",
            "apachelicense2",
        ],
    ),
    ("BSD-3-Clause", &["bsd3clause", "bsd3clauselicense"]),
    ("BSD-2-Clause", &["bsd2clause", "bsd2clauselicense"]),
    ("MPL-2.0", &["mpl20", "mozillapubliclicense20"]),
    ("ISC", &["isc", "isclicense"]),
    ("Unlicense", &["unlicense", "theunlicense"]),
    ("CC0-1.0", &["cc010"]),
    ("CC-BY-4.0", &["ccby40", "creativecommonsattribution40"]),
];

/// The SPDX id of a licence by its name.
pub(crate) fn license_of(name: &str) -> Option<&'static str> {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    LICENSES.iter().find(|(_, names)| names.contains(&letters.as_str())).map(|(id, _)| *id)
}

#[cfg(test)]
mod tests {
    use super::{is_license, license_of, string, version};

    #[test]
    fn versions_are_those_of_cargo() {
        for (text, expected) in [
            ("1.2.3", Some("1.2.3")),
            ("v1", Some("1.0.0")),
            ("1.0", Some("1.0.0")),
            ("1.0.0-rc.1+b5", Some("1.0.0-rc.1+b5")),
            ("2024-05-01", None),
            ("1.0.0.1", None),
            ("01.0", None),
            ("1.0.0-01", None),
            ("", None),
            ("latest", None),
        ] {
            assert_eq!(version(text).as_deref(), expected, "{text}");
        }
        // A date is no version, though it begins like one.
        assert_eq!(version("2024.05.01"), None);
    }

    #[test]
    fn licences_are_known_by_their_names() {
        assert_eq!(license_of("Apache 2.0"), Some("Apache-2.0"));
        assert_eq!(license_of("Apache License, Version 2.0"), Some("Apache-2.0"));
        assert_eq!(license_of("MIT"), Some("MIT"));
        assert_eq!(license_of("The MIT License (MIT)"), Some("MIT"));
        assert_eq!(license_of("Proprietary"), None);
        assert!(
            is_license("MIT OR Apache-2.0")
                && is_license("(MIT AND BSD-3-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0")
        );
        assert!(!is_license("MIT License") && !is_license("") && !is_license("MIT\"\n") && !is_license("OR MIT"));
    }

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
