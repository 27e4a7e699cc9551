//! Words of the document as Rust identifiers.

use heck::{ToPascalCase, ToSnakeCase};
use unicode_normalization::UnicodeNormalization;

use super::signs;

use crate::limits;

/// `run_ml_service`. The fallback stands before a digit and in place of nothing.
pub(super) fn snake(text: &str, fallback: &str) -> String {
    finish(&words(text).to_snake_case(), fallback, "_")
}

/// `RunMlService`. The fallback stands before a digit and in place of nothing.
pub(super) fn pascal(text: &str, fallback: &str) -> String {
    let mut name = String::with_capacity(text.len());
    for word in words(text).split_whitespace() {
        let word = word.to_pascal_case();
        // `1.10` and `11.0` are not the same.
        if name.ends_with(is_digit) && word.starts_with(is_digit) {
            name.push('_');
        }
        name.push_str(&word);
    }
    finish(&name, fallback, "")
}

/// As [`pascal`], for names of schemas, which may be those of generic types: `Page[Item]`, `Page<Item>` and `Page«Item»`
/// are `PageOfItem`, and `Item[]` is `ItemList`.
pub(super) fn type_name(text: &str, fallback: &str) -> String {
    pascal(&generic(text), fallback)
}

/// A name in the form that [`snake`] gives as that of a constant.
pub(super) fn constant(name: &str) -> String {
    // As in `finish`.
    name.to_uppercase().nfc().filter(|c| unicode_ident::is_xid_continue(*c)).collect()
}

/// One name of several in the form that [`pascal`] gives.
pub(super) fn joined(names: impl IntoIterator<Item = String>) -> String {
    let name: String = names.into_iter().collect();
    name.chars().take(limits::IDENTIFIER_CHARACTERS).collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn finish(name: &str, fallback: &str, separator: &str) -> String {
    // Rust compares identifiers in this form, and changing the case of a letter may have left it.
    let name = name
        .nfc()
        .filter(|c| unicode_ident::is_xid_continue(*c))
        .take(limits::IDENTIFIER_CHARACTERS)
        .collect::<String>();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{fallback}{separator}{name}"),
    }
}

/// The text with signs that carry meaning spelt out, and all others as spaces.
fn words(text: &str) -> String {
    let text: String = text.nfc().collect();
    let text = signs::spelt(text.trim());
    text.chars().map(|c| if c != '_' && unicode_ident::is_xid_continue(c) { c } else { ' ' }).collect()
}

/// The name of a generic type with its brackets as words.
fn generic(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        match c {
            '[' if text[index..].starts_with("[]") => words.push_str(" list"),
            '[' | '<' | '«' if before.is_alphanumeric() => words.push_str(" of "),
            '[' | '<' | '«' | ']' | '>' | '»' => words.push(' '),
            c => words.push(c),
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{joined, pascal, snake, type_name};

    /// A text, and what it is called as a method, argument or field, and as a type or variant.
    const NAMES: &[(&str, &str, &str)] = &[
        ("RunMLService", "run_ml_service", "RunMlService"),
        ("x-ms-request-id", "x_ms_request_id", "XMsRequestId"),
        ("getPetsV2", "get_pets_v2", "GetPetsV2"),
        ("HTTPServer2XX", "http_server2_xx", "HttpServer2Xx"),
        ("filter[name]", "filter_name", "FilterName"),
        ("ids[]", "ids", "Ids"),
        ("$filter", "filter", "Filter"),
        ("@odata.type", "odata_type", "OdataType"),
        ("type", "type", "Type"),
        // Digits.
        ("200", "none_200", "None200"),
        ("2xx", "none_2xx", "None2xx"),
        ("1.0", "none_1_0", "None1_0"),
        ("1.10", "none_1_10", "None1_10"),
        ("v1.2-beta3", "v1_2_beta3", "V1_2Beta3"),
        // Signs.
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        ("-created_at", "minus_created_at", "MinusCreatedAt"),
        ("C++", "c_plus_plus", "CPlusPlus"),
        ("C#", "c_sharp", "CSharp"),
        ("A-", "a_minus", "AMinus"),
        ("AB+", "ab_plus", "AbPlus"),
        ("50%", "none_50_percent", "None50Percent"),
        (">=", "greater_or_equal", "GreaterOrEqual"),
        ("<=10", "less_or_equal_10", "LessOrEqual10"),
        ("!=", "not_equal", "NotEqual"),
        ("<none>", "none", "None"),
        ("*", "star", "Star"),
        ("*/*", "star_slash_star", "StarSlashStar"),
        ("_", "underscore", "Underscore"),
        ("-----", "none", "None"),
        // Nothing.
        ("", "none", "None"),
        (" \u{200b}\u{0}", "none", "None"),
        ("\u{1f600}", "none", "None"),
        // Beyond ASCII: as Rust compares it.
        ("größe", "größe", "Größe"),
        ("日本", "日本", "日本"),
        ("e\u{301}cole", "école", "École"),
        ("\u{212a}elvin", "kelvin", "Kelvin"),
        ("ﬁt", "ﬁt", "FIt"),
    ];

    #[test]
    fn anything_becomes_an_idiomatic_identifier() {
        for (text, small, large) in NAMES {
            assert_eq!((snake(text, "none").as_str(), pascal(text, "None").as_str()), (*small, *large), "{text:?}");
        }
    }

    /// Names of schemas, and of their types.
    const TYPES: &[(&str, &str)] = &[
        ("Foo", "Foo"),
        ("Foo[]", "FooList"),
        ("Foo[][]", "FooListList"),
        ("Page[Item]", "PageOfItem"),
        ("Page<Item>", "PageOfItem"),
        ("Page«List«Item»»", "PageOfListOfItem"),
        ("Map<string,Item[]>", "MapOfStringItemList"),
        ("List<<Item>>", "ListOfItem"),
        ("Item [old]", "ItemOld"),
        ("[Item]", "Item"),
        ("com.example.v1.Item", "ComExampleV1Item"),
        ("Page`1[System.String]", "Page1OfSystemString"),
    ];

    #[test]
    fn constants_are_upper_case_in_every_script() {
        for (name, constant) in
            [("api_key", "API_KEY"), ("größe", "GRÖSSE"), ("имя", "ИМЯ"), ("日本", "日本"), ("ΐ", "Ϊ́")]
        {
            assert_eq!(super::constant(name), constant);
        }
    }

    #[test]
    fn generic_types_keep_their_structure() {
        for (text, name) in TYPES {
            assert_eq!(type_name(text, "Type"), *name, "{text:?}");
        }
    }

    #[test]
    fn long_names_are_cut() {
        assert_eq!(snake(&"long_".repeat(100), "x").len(), 119);
        assert_eq!(pascal(&"é".repeat(500), "X").chars().count(), 120);
        assert_eq!(pascal(&"A".repeat(120), "X").len(), 120);
    }

    #[test]
    fn names_of_parts_are_put_together() {
        assert_eq!(joined(["Pet", "V1_2Beta", "Item"].map(str::to_owned)), "PetV1_2BetaItem");
        assert_eq!(joined(["Long"; 50].map(str::to_owned)).len(), 120);
    }
}
