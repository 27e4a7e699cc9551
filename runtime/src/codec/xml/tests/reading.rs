//! XML as services send it: more, less and other than the document describes.

use super::{Xml, XmlKind, XmlNode, attribute, element, read, same, spread, written};

static NUMBERS: Xml = Xml::List(&element("", &Xml::Number).named("n"));
static PART: Xml = Xml::Object(&[attribute("id", &Xml::Number), element("name", &Xml::Text)], None);
static THING: Xml = Xml::Object(
    &[
        element("text", &Xml::Text),
        element("date", &Xml::Word),
        element("number", &Xml::Number),
        element("flag", &Xml::Boolean),
        spread("list", &NUMBERS),
        spread("all", &NUMBERS_OF_ALL).required(true),
        element("part", &PART).named("Part"),
    ],
    None,
);
static NUMBERS_OF_ALL: Xml = Xml::List(&element("", &Xml::Number).named("all"));
static ROOT: XmlNode = XmlNode::new("thing", &THING);

#[test]
fn scalars_are_read_as_what_they_are() {
    let cases = [
        ("<text> a  b </text>", r#""text":" a  b ""#),
        ("<text/>", r#""text":"""#),
        ("<text>007</text>", r#""text":"007""#),
        ("<text>a<!-- c -->b<![CDATA[<c>]]>&lt;&#x41;&#66;&quot;</text>", r#""text":"ab<c><AB\"""#),
        ("<text>a\r\nb</text>", r#""text":"a\nb""#),
        ("<date>\n 2026-01-02 </date>", r#""date":"2026-01-02""#),
        ("<number> 007 </number>", r#""number":7"#),
        ("<number>+1.50</number>", r#""number":1.50"#),
        ("<number>-.5E+3</number>", r#""number":-0.5e+3"#),
        ("<number>123456789012345678901234567890.1</number>", r#""number":123456789012345678901234567890.1"#),
        // What decodes it says what is wrong with it.
        ("<number>INF</number>", r#""number":"INF""#),
        ("<number>1e</number>", r#""number":"1e""#),
        ("<flag>1</flag>", r#""flag":true"#),
        ("<flag>False</flag>", r#""flag":false"#),
        ("<flag>maybe</flag>", r#""flag":"maybe""#),
    ];
    for (text, json) in cases {
        let read = read(&ROOT, &format!("<thing>{text}</thing>"));
        assert_eq!(read, Ok(format!("{{{json},\"all\":[]}}")), "{text}");
    }
}

#[test]
fn an_empty_element_is_no_number_and_no_date() {
    let text = "<thing><date/><number/><flag> </flag></thing>";
    assert_eq!(read(&ROOT, text).as_deref(), Ok(r#"{"all":[]}"#));
}

#[test]
fn elements_come_in_any_order_and_with_others_in_between() {
    let text = "<thing a='1'><n>1</n><x><n>9</n></x><Part id='7'/><n>2</n>text<all>3</all></thing>";
    assert_eq!(read(&ROOT, text).as_deref(), Ok(r#"{"list":[1,2],"all":[3],"part":{"id":7}}"#));
}

#[test]
fn an_element_may_be_called_like_its_property() {
    let text = "<thing><part><name>a</name></part></thing>";
    assert_eq!(read(&ROOT, text).as_deref(), Ok(r#"{"all":[],"part":{"name":"a"}}"#));
}

#[test]
fn the_outermost_element_counts_by_what_is_in_it() {
    assert_eq!(read(&ROOT, "<other><text>a</text></other>").as_deref(), Ok(r#"{"text":"a","all":[]}"#));
    assert_eq!(read(&ROOT, "<other/>").as_deref(), Ok(r#"{"all":[]}"#));
    let page = read(&ROOT, "<html><body>Sorry</body></html>");
    assert_eq!(page.unwrap_err(), "the element of the body is `html`, and `thing` is expected");
}

#[test]
fn prefixes_matter_where_two_nodes_have_one_name() {
    static OBJECT: Xml = Xml::Object(
        &[
            element("a", &Xml::Text).named("name").prefix("x").namespace("urn:x"),
            element("b", &Xml::Text).named("name").prefix("y").namespace("urn:y"),
        ],
        None,
    );
    let node = XmlNode::new("o", &OBJECT);
    let text = "<o><x:name xmlns:x=\"urn:x\">1</x:name><y:name xmlns:y=\"urn:y\">2</y:name></o>";
    same(&node, r#"{"a":"1","b":"2"}"#, text);
    let other = "<o xmlns='urn:y' xmlns:q='urn:x'><name>2</name><q:name>1</q:name></o>";
    assert_eq!(read(&node, other).as_deref(), Ok(r#"{"a":"1","b":"2"}"#));
}

#[test]
fn a_namespace_is_declared_once() {
    static INNER: Xml = Xml::Object(&[element("c", &Xml::Text).prefix("p").namespace("urn:p")], None);
    static OBJECT: Xml = Xml::Object(
        &[
            attribute("id", &Xml::Text).prefix("p").namespace("urn:p"),
            element("b", &INNER).prefix("p").namespace("urn:p"),
        ],
        None,
    );
    let node = XmlNode::new("a", &OBJECT).prefix("p").namespace("urn:p");
    let text = "<p:a xmlns:p=\"urn:p\" p:id=\"1\"><p:b><p:c>x</p:c></p:b></p:a>";
    same(&node, r#"{"id":"1","b":{"c":"x"}}"#, text);
}

#[test]
fn other_properties_are_elements_by_their_keys() {
    static LISTS: Xml = Xml::List(&element("", &Xml::Number));
    static OBJECT: Xml = Xml::Object(&[element("name", &Xml::Text)], Some(&spread("", &LISTS)));
    let node = XmlNode::new("o", &OBJECT);
    same(&node, r#"{"name":"n","a":[1,2],"b":[3]}"#, "<o><name>n</name><a>1</a><a>2</a><b>3</b></o>");
    let refused = written(&node, r#"{"no name":[1]}"#);
    assert_eq!(refused.unwrap_err(), "`no name` is no name of an element in XML");
    assert!(written(&node, r#"{"a><b/":[1]}"#).is_err());
}

#[test]
fn anything_is_read_by_its_names() {
    let node = XmlNode::new("o", &Xml::Any);
    let text = "<o id='1'>t<a>1</a><b/><a><c>2</c></a></o>";
    assert_eq!(read(&node, text).as_deref(), Ok(r##"{"id":"1","#text":"t","a":["1",{"c":"2"}],"b":""}"##));
    assert_eq!(
        written(&node, r#"{"a":[1,null],"b":{"c":true}}"#).as_deref(),
        Ok(
            "<o><a>1</a><a xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/><b><c>true</c></b></o>"
        )
    );
}

#[test]
fn unions_by_tag_and_by_likeness() {
    static CAT: Xml = Xml::Object(&[attribute("kind", &Xml::Text), element("lives", &Xml::Number)], None);
    static DOG: Xml = Xml::Object(&[attribute("kind", &Xml::Text), element("lives", &Xml::Text)], None);
    static TAGGED: Xml = Xml::Tagged(&attribute("kind", &Xml::Text), &[("cat", &CAT), ("dog", &DOG)], &[&CAT, &DOG]);
    same(&XmlNode::new("pet", &TAGGED), r#"{"kind":"cat","lives":9}"#, "<pet kind=\"cat\"><lives>9</lives></pet>");
    same(&XmlNode::new("pet", &TAGGED), r#"{"kind":"dog","lives":"1"}"#, "<pet kind=\"dog\"><lives>1</lives></pet>");
    static NEAR: Xml = Xml::Object(&[element("km", &Xml::Number)], None);
    static FAR: Xml = Xml::Object(&[element("ly", &Xml::Number), element("star", &Xml::Text)], None);
    static PLACE: Xml = Xml::Union(&[&NEAR, &FAR, &Xml::Text]);
    let place = XmlNode::new("place", &PLACE);
    same(&place, r#"{"km":1}"#, "<place><km>1</km></place>");
    same(&place, r#"{"ly":4.2,"star":"7"}"#, "<place><ly>4.2</ly><star>7</star></place>");
    same(&place, r#""here""#, "<place>here</place>");
    static SCALAR: Xml = Xml::Union(&[&Xml::Text, &Xml::Number]);
    let scalar = XmlNode::new("s", &SCALAR);
    same(&scalar, "1.5", "<s>1.5</s>");
    same(&scalar, r#""007""#, "<s>007</s>");
}

#[test]
fn an_attribute_of_several_values() {
    static OBJECT: Xml = Xml::Object(&[attribute("n", &NUMBERS)], None);
    same(&XmlNode::new("o", &OBJECT), r#"{"n":[1,2]}"#, "<o n=\"1 2\"/>");
}

#[test]
fn references_keep_what_readers_change() {
    static OBJECT: Xml = Xml::Object(&[attribute("a", &Xml::Text), element("t", &Xml::Text).kind(XmlKind::Text)], None);
    let text = "<o a=\"&quot;&lt;&amp;&#9;&#10;&#13;'\">&lt;&amp;&gt;\t\n&#13;\"é</o>";
    same(&XmlNode::new("o", &OBJECT), r#"{"a":"\"<&\t\n\r'","t":"<&>\t\n\r\"é"}"#, text);
    let refused = written(&XmlNode::new("o", &Xml::Text), r#""\u0000""#);
    assert_eq!(refused.unwrap_err(), "XML has no way to write the character \\0");
}

#[test]
fn other_encodings() {
    let text = |body: &[u8]| {
        super::super::tree::text(body).map(|text| text.into_owned()).map_err(|failure| failure.to_string())
    };
    assert_eq!(text(b"\xEF\xBB\xBF<a/>").as_deref(), Ok("<a/>"));
    assert_eq!(text(b"\xFF\xFE<\0a\0/\0>\0").as_deref(), Ok("<a/>"));
    let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
    assert!(text(latin).unwrap().ends_with("<a>é</a>"));
    assert!(text(b"<a>\xE9</a>").unwrap_err().starts_with("the body is not UTF-8 text"));
}
