//! The examples of the specification (OAS 3.1.1 and 3.2.1, "XML Object"), with names and values of our own.

use super::{Xml, XmlKind, XmlNode, attribute, element, read, same, spread, written};

/// An object `shelf` with these properties.
macro_rules! shelf {
    ($($node:expr),+ $(,)?) => {{
        static NODES: &[XmlNode] = &[$($node),+];
        static OBJECT: Xml = Xml::Object(NODES, None);
        XmlNode::new("shelf", &OBJECT)
    }};
}

#[test]
fn a_property_is_an_element_of_its_name() {
    same(&shelf!(element("books", &Xml::Text)), r#"{"books":"a, b"}"#, "<shelf><books>a, b</books></shelf>");
}

#[test]
fn an_array_is_elements_of_the_name_of_its_property() {
    static ITEM: XmlNode = element("", &Xml::Text).named("books");
    static LIST: Xml = Xml::List(&ITEM);
    let text = "<shelf><books>a</books><books>b</books></shelf>";
    same(&shelf!(spread("books", &LIST)), r#"{"books":["a","b"]}"#, text);
}

#[test]
fn a_name_takes_the_place_of_that_of_the_property() {
    let shelf = shelf!(element("books", &Xml::Text).named("book"));
    same(&shelf, r#"{"books":"a"}"#, "<shelf><book>a</book></shelf>");
}

#[test]
fn attributes_prefixes_and_namespaces() {
    let shelf = shelf!(
        attribute("id", &Xml::Number),
        element("name", &Xml::Text).prefix("s").namespace("https://example.com/shelf"),
    );
    let text = r#"<shelf id="7"><s:name xmlns:s="https://example.com/shelf">long</s:name></shelf>"#;
    same(&shelf, r#"{"id":7,"name":"long"}"#, text);
}

#[test]
fn items_have_a_name_of_their_own() {
    static ITEM: XmlNode = element("", &Xml::Text).named("book");
    static LIST: Xml = Xml::List(&ITEM);
    // A name of the array itself means nothing where nothing wraps the items.
    let text = "<shelf><book>a</book><book>b</book></shelf>";
    same(&shelf!(spread("books", &LIST)), r#"{"books":["a","b"]}"#, text);
}

#[test]
fn an_array_is_wrapped() {
    static SAME: Xml = Xml::List(&element("", &Xml::Text).named("books"));
    static BOOK: Xml = Xml::List(&element("", &Xml::Text).named("book"));
    static CASES: &[XmlNode] = &[
        element("books", &SAME),
        element("books", &BOOK),
        element("books", &BOOK).named("row"),
        element("books", &Xml::List(&element("", &Xml::Text).named("row"))).named("row"),
    ];
    let expected = [
        "<books><books>a</books></books>",
        "<books><book>a</book></books>",
        "<row><book>a</book></row>",
        "<row><row>a</row></row>",
    ];
    for (node, expected) in CASES.iter().zip(expected) {
        let object: &'static Xml = Box::leak(Box::new(Xml::Object(std::slice::from_ref(node), None)));
        let shelf = XmlNode::new("shelf", object);
        same(&shelf, r#"{"books":["a"]}"#, &format!("<shelf>{expected}</shelf>"));
    }
}

#[test]
fn elements_with_attributes_and_text() {
    static BOOK: Xml =
        Xml::Object(&[attribute("kind", &Xml::Text), element("title", &Xml::Text).kind(XmlKind::Text)], None);
    static LIST: Xml = Xml::List(&element("", &BOOK).named("book"));
    let text = r#"<books><book kind="novel">Emma</book><book kind="atlas">World</book></books>"#;
    let json = r#"[{"kind":"novel","title":"Emma"},{"kind":"atlas","title":"World"}]"#;
    same(&XmlNode::new("books", &LIST), json, text);
}

#[test]
fn a_cdata_section() {
    let shelf = shelf!(element("label", &Xml::Text).kind(XmlKind::Cdata));
    same(&shelf, r#"{"label":"<b>A & B</b>"}"#, "<shelf><![CDATA[<b>A & B</b>]]></shelf>");
    let apart = "<shelf>\n  <![CDATA[<b>]]>\n</shelf>";
    assert_eq!(read(&shelf, apart).as_deref(), Ok(r#"{"label":"<b>"}"#));
    let cut = "<shelf><![CDATA[a]]]]><![CDATA[>b]]></shelf>";
    same(&shelf, r#"{"label":"a]]>b"}"#, cut);
}

#[test]
fn ordered_elements_and_null() {
    static SIZE: Xml =
        Xml::Object(&[attribute("unit", &Xml::Text), element("value", &Xml::Number).kind(XmlKind::Text)], None);
    static PLACES: Xml = Xml::Tuple(&[
        element("", &Xml::Text).named("One"),
        element("", &SIZE).named("Two"),
        element("", &Xml::Boolean).named("Three").nullable(true),
    ]);
    let text = "<All><One>text</One><Two unit=\"cm\">42</Two>\
                <Three xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></All>";
    same(&XmlNode::new("All", &PLACES), r#"["text",{"unit":"cm","value":42},null]"#, text);
    // The specification's own example does not declare the prefix.
    let bare = "<All>\n <One>text</One>\n <Two unit=\"cm\">42</Two>\n <Three xsi:nil=\"true\" />\n</All>";
    let json = read(&XmlNode::new("All", &PLACES), bare);
    assert_eq!(json.as_deref(), Ok(r#"["text",{"unit":"cm","value":42},null]"#));
}

#[test]
fn ordered_text_and_elements() {
    static PLACES: Xml = Xml::Tuple(&[
        element("", &Xml::Text).kind(XmlKind::Text),
        element("", &Xml::Number).named("data"),
        element("", &Xml::Text).kind(XmlKind::Text),
    ]);
    same(
        &XmlNode::new("Report", &PLACES),
        r#"["Before.",42,"After."]"#,
        "<Report>Before.<data>42</data>After.</Report>",
    );
}

#[test]
fn null_and_what_is_empty() {
    static RELATED: Xml = Xml::Object(&[], Some(&element("", &Xml::Any)));
    let product = shelf!(
        attribute("count", &Xml::Number).nullable(true).required(true),
        attribute("rating", &Xml::Text),
        element("label", &Xml::Text),
        element("related", &RELATED).nullable(true).required(true),
    );
    let text = "<shelf><label>Thing</label>\
                <related xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/></shelf>";
    same(&product, r#"{"count":null,"label":"Thing","related":null}"#, text);
    let text = "<shelf count=\"42\"><label>Thing</label><related/></shelf>";
    same(&product, r#"{"count":42,"label":"Thing","related":{}}"#, text);
}

#[test]
fn nodes_without_an_element_stand_in_the_one_around() {
    static NAMES: Xml = Xml::Object(&[attribute("lang", &Xml::Text), element("name", &Xml::Text)], None);
    let shelf = shelf!(spread("names", &NAMES), element("size", &Xml::Number));
    let text = "<shelf lang=\"en\"><name>long</name><size>3</size></shelf>";
    same(&shelf, r#"{"names":{"lang":"en","name":"long"},"size":3}"#, text);
    assert_eq!(written(&shelf, r#"{"size":3}"#).as_deref(), Ok("<shelf><size>3</size></shelf>"));
    assert_eq!(read(&shelf, "<shelf><size>3</size></shelf>").as_deref(), Ok(r#"{"size":3}"#));
}

#[test]
fn a_node_within_a_node_for_one_value() {
    static NOTE: Xml = Xml::Object(&[element("text", &Xml::Text).kind(XmlKind::Cdata)], None);
    static WITHIN: Xml = Xml::Within(&XmlNode::new("", &NOTE).named("Note"));
    let text = "<Stored><Note><![CDATA[a]]></Note></Stored>";
    same(&XmlNode::new("Stored", &WITHIN), r#"{"text":"a"}"#, text);
}
