//! Enums, fixed tags, default values, constructors and properties that are not declared.

use std::collections::BTreeMap;

use callsmith::{ClosedEnums, Generator};
use callsmith_goldens::closed_enums::types::{Color, Lamp, LampName, LampSocket, Level};
use callsmith_goldens::declared_enums::types::{Light, LightShape, LightSize};
use callsmith_goldens::default_values::types::{Order, Search, SearchLevel, SearchOther};
use callsmith_goldens::fixed_tags::types::{
    Circle, CircleShape, Frame, Shape, Square, SquareColor, SquareTag, SquareVersion,
};
use callsmith_goldens::listed_values::types::{Settings, SettingsLimit, SettingsMode, SettingsSize};
use callsmith_goldens::undeclared_properties::types::{Open, Sealed, Tagged, TaggedKind, Typed};
use callsmith_goldens::union_by_shape::types::{ThingLimit, ThingOverlapping};
use callsmith_goldens::union_discriminator::types::{Cat, Pet};
use callsmith_runtime::FromHeader;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value, and looks that it comes back the same.
fn trip<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let decoded: T = serde_json::from_value(value.clone()).expect("the value decodes");
    assert_eq!(serde_json::to_value(&decoded).expect("it encodes"), value);
    decoded
}

/// The reason why a value does not decode.
fn refusal<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).expect_err("the value is refused").to_string()
}

#[test]
fn a_closed_enum_refuses_what_is_not_listed() {
    let lamp: Lamp = trip(json!({"color": "green", "level": -3}));
    assert_eq!(lamp, Lamp::new(Color::Green, Level::Minus3));
    let unlisted = refusal::<Lamp>(json!({"color": "blue", "level": 1}));
    assert_eq!(unlisted, "`blue` is none of the values `red`, `green`");
    let unlisted = refusal::<Lamp>(json!({"color": "red", "level": 3}));
    assert_eq!(unlisted, "`3` is none of the values `1`, `2`, `-3`");
}

#[test]
fn a_closed_enum_is_read_from_text() {
    assert_eq!("green".parse::<Color>(), Ok(Color::Green));
    assert_eq!(Color::try_from("red"), Ok(Color::Red));
    assert_eq!("blue".parse::<Color>().unwrap_err().value(), "blue");
    assert_eq!("-3".parse::<Level>(), Ok(Level::Minus3));
    assert_eq!("many".parse::<Level>().unwrap_err().to_string(), "`many` is none of the values `1`, `2`, `-3`");
    assert_eq!(Level::from_header(" 2 ").unwrap(), Level::Value2);
    assert_eq!(Color::from_header("blue").unwrap_err().to_string(), "`blue` is none of the values `red`, `green`");
    let of_static: &'static str = Color::Red.as_str();
    assert_eq!((of_static, Color::Red.as_ref(), Color::Red.to_string().as_str()), ("red", "red", "red"));
}

#[test]
fn a_closed_enum_beside_any_string_takes_any_string() {
    let name = |text: &str| trip::<Lamp>(json!({"color": "red", "level": 1, "name": text})).name;
    assert_eq!(name("green"), Some(LampName::Color(Color::Green)));
    assert_eq!(name("blue"), Some(LampName::String("blue".to_owned())));
}

#[test]
fn an_enum_that_the_document_calls_fixed_is_closed_on_demand() {
    assert_eq!(refusal::<Light>(json!({"color": "b"})), "`b` is none of the values `r`, `g`");
    let light: Light = trip(json!({"color": "r", "size": "xl", "shape": "oval"}));
    assert_eq!(light.size, Some(LightSize::Unknown("xl".to_owned())));
    assert_eq!(light.shape, Some(LightShape::Unknown("oval".to_owned())));
}

#[test]
fn enums_that_are_not_named_stay_open() {
    let lamp: Lamp = trip(json!({"color": "red", "level": 1, "socket": "huge"}));
    assert_eq!(lamp.socket, Some(LampSocket::Unknown("huge".to_owned())));
    assert_eq!("huge".parse::<LampSocket>(), Ok(LampSocket::Unknown("huge".to_owned())));
    assert_eq!("2".parse::<SearchLevel>(), Ok(SearchLevel::Value2));
    assert!("two".parse::<SearchLevel>().is_err());
}

#[test]
fn all_listed_values_are_known() {
    assert_eq!(Color::ALL, [Color::Red, Color::Green]);
    assert_eq!(LampSocket::ALL, [LampSocket::Small, LampSocket::Large]);
    assert!(!LampSocket::ALL.contains(&LampSocket::from("huge")));
}

#[test]
fn a_fixed_tag_need_not_be_filled_in() {
    let circle = Circle { radius: 2.0, ..Circle::default() };
    assert_eq!(serde_json::to_value(&circle).unwrap(), json!({"shape": "circle", "radius": 2.0}));
    let square = Square::new(SquareColor::Red);
    assert_eq!(serde_json::to_value(&square).unwrap(), json!({"shape": "square", "version": 2, "color": "red"}));
    assert_eq!(square.version, SquareVersion::default());
}

#[test]
fn a_fixed_tag_is_demanded_and_another_one_is_kept() {
    assert_eq!(refusal::<Circle>(json!({"radius": 1.0})), "missing field `shape`");
    let newer: Circle = trip(json!({"shape": "ellipse", "radius": 1.0}));
    assert_eq!(newer.shape, CircleShape::Unknown("ellipse".to_owned()));
    assert!(matches!(trip::<Shape>(json!({"shape": "ellipse", "radius": 1.0})), Shape::Unknown(_)));
    let square: Square = trip(json!({"shape": "square", "version": 2, "color": "red", "side": null}));
    assert_eq!((square.shape, square.side), (SquareTag::Square, Some(None)));
}

#[test]
fn a_constructor_asks_for_what_is_required() {
    let circle = Shape::from(Circle { radius: 1.0, ..Circle::default() });
    let frame = Frame::new(circle.clone(), Some(Frame::new(circle, None, None)), Some("outer".to_owned()));
    let shape = json!({"shape": "circle", "radius": 1.0});
    let inner = json!({"shape": shape, "inner": null, "label": null});
    assert_eq!(serde_json::to_value(&frame).unwrap(), json!({"shape": shape, "inner": inner, "label": "outer"}));
}

#[test]
fn default_values_are_constants_and_never_sent() {
    assert_eq!((Search::DEFAULT_LIMIT, Search::DEFAULT_PAGES, Search::DEFAULT_WHOLE), (20, -1, 5));
    assert_eq!((Search::DEFAULT_SHARE, Search::DEFAULT_BIG, Search::DEFAULT_WEIGHT), (0.25, -1.5e300, 3.0));
    assert_eq!((Search::DEFAULT_EXACT, Search::DEFAULT_TEXT, Search::DEFAULT_TYPE), (false, "a \"word\" \\n", "plain"));
    assert_eq!((Search::DEFAULT_ORDER, Search::DEFAULT_OTHER), (Order::Down, SearchOther::Y));
    assert_eq!(Search::DEFAULT_LEVEL, SearchLevel::Value2);
    assert_eq!(serde_json::to_value(Search::default()).unwrap(), json!({}));
    assert_eq!(serde_json::from_value::<Search>(json!({})).unwrap().limit, None);
}

#[test]
fn values_of_several_kinds_have_a_variant_for_each() {
    let settings: Settings = trip(json!({"zoom": 0.5, "factor": 2.5, "accepted": true, "refused": false,
        "size": "small", "limit": 10, "mode": true}));
    assert_eq!(settings.zoom, Some(0.5));
    assert!(matches!(settings.size, Some(SettingsSize::String(_))), "{settings:?}");
    assert!(matches!(settings.limit, Some(Some(SettingsLimit::Integer(_)))), "{settings:?}");
    assert_eq!(settings.mode, Some(SettingsMode::Boolean(true)));
    let settings: Settings = trip(json!({"size": 20, "limit": "later", "factor": null, "mode": 7}));
    assert_eq!(settings.limit, Some(Some(SettingsLimit::String("later".into()))));
    assert_eq!(settings.mode, Some(SettingsMode::Integer(7.into())));
    assert_eq!(settings.factor, Some(None));
}

#[test]
fn forbidden_properties_are_refused_by_option() {
    assert_eq!(trip::<Sealed>(json!({"id": 1, "note": "a"})).id, 1);
    let unknown = refusal::<Sealed>(json!({"id": 1, "more": [1, 2]}));
    assert_eq!(unknown, "unknown field `more`, expected `id` or `note`");
    assert_eq!(refusal::<Tagged>(json!({"more": 1, "kind": "a"})), "unknown field `more`, expected `kind`");
    assert_eq!(trip::<Tagged>(json!({"kind": "a"})), Tagged::new(TaggedKind::A));
}

#[test]
fn undeclared_properties_are_kept_by_option() {
    let open: Open = trip(json!({"id": 1, "more": {"a": [1, null]}}));
    assert_eq!(open.additional_properties["more"], json!({"a": [1, null]}));
}

#[test]
fn a_property_is_not_written_twice() {
    let typed = Typed { id: None, additional_properties: BTreeMap::from([("id".to_owned(), 1)]) };
    let error = serde_json::to_string(&typed).unwrap_err();
    assert_eq!(error.to_string(), "the property `id` has a field of its own");
}

#[test]
fn unions_are_made_of_their_variants() {
    let cat = Cat { pet_type: "Cat".to_owned(), name: "Mia".to_owned() };
    assert_eq!(Pet::from(cat.clone()), Pet::Cat(cat));
    assert_eq!(ThingLimit::from(3), ThingLimit::Integer(3));
    assert_eq!(ThingLimit::from("3".to_owned()), ThingLimit::String("3".to_owned()));
    let boxed = ThingOverlapping::from(callsmith_goldens::union_by_shape::types::B::default());
    assert!(matches!(boxed, ThingOverlapping::B(_)), "{boxed:?}");
}

/// The module of the client of the open enums, with these enums closed.
fn module(closed: ClosedEnums) -> String {
    let document = callsmith_tests::fixtures::path("golden/string-enum.yaml");
    Generator::new(document).closed_enums(closed).generate().expect("the document can be used").module()
}

#[test]
fn a_build_script_closes_enums() {
    let closed = |closed| module(closed).contains("closed_string_enum!(Color {");
    assert!(closed(ClosedEnums::all()));
    assert!(closed(ClosedEnums::named(["Color"])));
    assert!(closed(ClosedEnums::named(["#/components/schemas/Color"])));
    assert!(!closed(ClosedEnums::default()));
}
