//! Documents that are made to harm.

use std::time::{Duration, Instant};

use super::{Xml, XmlNode, element, read, spread};

static TREE: Xml = Xml::Object(&[element("name", &Xml::Text), element("child", &TREE)], None);
static ROOT: XmlNode = XmlNode::new("tree", &TREE);

#[test]
fn deep_nesting_is_refused() {
    let deep = |depth: usize, open: &str, close: &str| {
        format!("<tree>{}{}</tree>", open.repeat(depth - 1), close.repeat(depth - 1))
    };
    for open in ["<child>", "<x>", "<child xmlns='urn:x'>"] {
        let close = if open == "<x>" { "</x>" } else { "</child>" };
        assert!(read(&ROOT, &deep(128, open, close)).is_ok());
        let refused = read(&ROOT, &deep(129, open, close));
        assert_eq!(refused.unwrap_err(), "the body has more than 128 elements within each other");
    }
    assert!(read(&ROOT, &"<child>".repeat(1_000_000)).is_err());
}

#[test]
fn entities_are_not_expanded() {
    let bomb = "<!DOCTYPE tree [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><tree><name>&b;</name></tree>";
    let refused = read(&ROOT, bomb);
    assert_eq!(refused.unwrap_err(), "the body has the entity `b`, and only those of XML itself are read");
    let outside = "<!DOCTYPE tree [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><tree name=\"&f;\"/>";
    assert!(read(&ROOT, outside).is_err());
    // A document type by itself says nothing.
    assert_eq!(read(&ROOT, "<!DOCTYPE tree><tree><name>a</name></tree>").as_deref(), Ok(r#"{"name":"a"}"#));
}

#[test]
fn what_is_no_xml_is_refused() {
    let cases = [
        ("", "the body is not XML: it has no element"),
        ("text", "the body is not XML: it has no element"),
        ("<tree>", "the body is not XML: it ends within `tree`"),
        ("<tree/><tree/>", "the body is not XML: it has several elements outside of all others"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(&ROOT, text).unwrap_err(), expected, "{text}");
    }
    for text in [
        "<tree",
        "<tree></name>",
        "<tree a=b/>",
        "<tree a='1/>",
        "</tree>",
        "<tree>&#xD800;</tree>",
        "<tree>&",
        "<![CDATA[",
    ] {
        assert!(read(&ROOT, text).is_err(), "{text}");
    }
}

#[test]
fn each_costs_no_more_than_it_is_long() {
    static MANY: Xml = Xml::List(&element("", &Xml::Number).named("n"));
    static OBJECT: Xml = Xml::Object(&[spread("n", &MANY)], Some(&element("", &Xml::Text)));
    let root = XmlNode::new("o", &OBJECT);
    let count = 50_000;
    let numbered = |text: fn(usize) -> String| (0..count).map(text).collect::<String>();
    let cases = [
        format!("<o {}/>", numbered(|number| format!("a{number}='1' "))),
        format!(
            "<o {}>{}</o>",
            numbered(|number| format!("xmlns:p{number}='urn:{number}' ")),
            numbered(|number| format!("<p{number}:n>1</p{number}:n>"))
        ),
        format!("<o>{}</o>", numbered(|number| format!("<k{number}/>"))),
        format!("<o>{}</o>", "<n>1</n><!-- --><k/>".repeat(count)),
        format!("<o>{}</o>", "&amp;".repeat(count)),
        format!("<o><k>{}</k></o>", "<![CDATA[a]]>".repeat(count)),
    ];
    for text in cases {
        let begin = Instant::now();
        assert!(read(&root, &text).is_ok());
        assert!(begin.elapsed() < Duration::from_secs(20), "{}…", &text[..40]);
    }
}

#[test]
fn alternatives_within_alternatives_cost_no_more() {
    static BOTH: Xml = Xml::Union(&[&ONE, &TWO]);
    static ONE: Xml = Xml::Object(&[element("x", &BOTH)], None);
    static TWO: Xml = Xml::Object(&[element("x", &BOTH), element("y", &Xml::Text)], None);
    let text = format!("{}{}", "<x>".repeat(120), "</x>".repeat(120));
    assert!(read(&XmlNode::new("x", &BOTH), &text).is_ok());
    static CIRCLE: Xml = Xml::Object(&[spread("a", &CIRCLE).required(true)], None);
    assert!(read(&XmlNode::new("x", &CIRCLE), "<x/>").is_err());
}
