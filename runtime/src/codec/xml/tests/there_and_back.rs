//! Values that are made at random: written and read again they are the same.

use serde_json::{Map, Value, json};

use super::{Xml, XmlKind, XmlNode, attribute, element, spread};

static WRAPPED: Xml = Xml::List(&element("", &Xml::Text).named("w"));
static SPREAD: Xml = Xml::List(&element("", &ALL).named("s"));
static REST: Xml = Xml::Object(&[], Some(&element("", &Xml::Number)));
static NOTE: Xml = Xml::Object(&[attribute("lang", &Xml::Text), element("text", &Xml::Text).kind(XmlKind::Text)], None);
static ALL: Xml = Xml::Object(
    &[
        attribute("a", &Xml::Text).prefix("p").namespace("urn:p"),
        attribute("b", &Xml::Boolean),
        element("c", &Xml::Number).named("number"),
        element("d", &WRAPPED).namespace("urn:d"),
        spread("e", &SPREAD),
        element("f", &REST),
        element("g", &NOTE).nullable(true),
        element("h", &Xml::Text),
    ],
    None,
);

/// Numbers as good as at random, and the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn text(&mut self) -> Value {
        const LETTERS: [char; 16] =
            ['a', ' ', '<', '>', '&', '"', '\'', '\n', '\t', '\r', ']', 'é', '\u{85}', '\u{2028}', '😀', ';'];
        let length = self.below(8);
        Value::from((0..length).map(|_| LETTERS[self.below(16) as usize]).collect::<String>())
    }

    fn value(&mut self, depth: u64) -> Value {
        let mut object = Map::new();
        for (key, _) in ["a", "b", "c", "d", "e", "f", "g", "h"].iter().zip(0..).filter(|_| true) {
            if self.below(2) == 0 {
                continue;
            }
            let value = match *key {
                "b" => json!(self.below(2) == 0),
                "c" => json!([0.5, -3.0, 1e300, 12.0][self.below(4) as usize]),
                "d" => (0..self.below(4)).map(|_| self.text()).collect(),
                // Without an element of its own an empty list is like none.
                "e" if depth == 0 => continue,
                "e" => (0..=self.below(2)).map(|_| self.value(depth - 1)).collect(),
                "f" => (0..self.below(3)).map(|key| (format!("k{key}"), json!(self.below(9)))).collect(),
                "g" if self.below(3) == 0 => Value::Null,
                "g" => json!({ "lang": self.text(), "text": self.text() }),
                _ => self.text(),
            };
            object.insert((*key).to_owned(), value);
        }
        Value::Object(object)
    }
}

#[test]
fn what_is_written_is_read() {
    let root = XmlNode::new("all", &ALL);
    for seed in 0..500 {
        let value = Dice(seed).value(3);
        let text = super::write::write(&value.to_string(), &root).unwrap();
        let back = super::read(&root, &text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(serde_json::from_str::<Value>(&back).unwrap(), value, "{text}");
    }
}
