//! Unit tests of `media_type.rs`.

use super::Essence;

#[test]
fn parameters_and_case_mean_nothing() {
    for text in ["text/html", "Text/HTML", " text/html ;charset=utf-8", "text/html;a=b;c=d"] {
        assert!(Essence::of(text).is("text/html"), "{text}");
    }
    assert!(Essence::of("text/html").is("TEXT/html"));
    assert!(!Essence::of("text/plain").is("text/html"));
    assert!(!Essence::of("text/html;charset=utf-8").is("text/html;charset=utf-8"));
}

#[test]
fn a_text_may_have_no_media_type() {
    assert!(Essence::of("").is_empty());
    assert!(Essence::of(" ; charset=utf-8").is_empty());
    assert!(!Essence::of("text").is_empty());
}

#[test]
fn a_syntax_is_the_subtype_or_its_suffix() {
    for text in ["application/json", "text/JSON", "application/problem+json; charset=utf-8", "application/a+b+Json"] {
        assert!(Essence::of(text).is_json() && !Essence::of(text).is_xml(), "{text}");
    }
    for text in ["application/xml", "text/xml;charset=utf-8", "application/atom+XML"] {
        assert!(Essence::of(text).is_xml() && !Essence::of(text).is_json(), "{text}");
    }
    for text in [
        "json",
        "application/jsonl",
        "application/x-json",
        "application/json+x",
        "xml/text",
        "text/plain; a=x/json",
        "",
    ] {
        assert!(!Essence::of(text).is_json() && !Essence::of(text).is_xml(), "{text}");
    }
}
