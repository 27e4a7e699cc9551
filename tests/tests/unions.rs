//! Values of unions and of merged schemas decode into the variant that is meant, and come back as they came.

use std::time::{Duration, Instant};

use callsmith_goldens::all_of::types::{Contact, Employee, EmployeeState};
use callsmith_goldens::reference_with_siblings::types::{Fourth, Second, Third};
use callsmith_goldens::subtypes_without_properties::types::{Activity, ActivityBase, Run, RunOnce, Wait};
use callsmith_goldens::union_by_shape::types::{
    Thing, ThingEvent, ThingLimit, ThingOverlapping, ThingPrompt, ThingValue,
};
use callsmith_goldens::union_circles::types::{Number, Value as TextOrNumber};
use callsmith_goldens::union_default_mapping::types as mapped;
use callsmith_goldens::union_discriminator::types::{Cat, Dog, Fish as WaterPet, Pet};
use callsmith_goldens::union_names::types as names;
use callsmith_goldens::union_of_lists::types as lists;
use callsmith_goldens::union_of_numbers::types as numbers;
use callsmith_goldens::union_recursive::types::Tree;
use callsmith_goldens::union_sent_tags::types as sent;
use callsmith_goldens::union_subtypes::types::{Fish, FishBase, Salmon, SalmonBase};
use callsmith_goldens::union_tags_of_other_kinds::types::{Result as Outcome, Versioned};
use callsmith_goldens::union_told_by_limits::types as limited;
use callsmith_goldens::union_told_deeper::types as deeper;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value from text, and looks that it comes back the same from text and from a tree.
fn trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(value: &Value) -> T {
    let decoded: T = serde_json::from_str(&value.to_string()).expect("the value decodes");
    assert_eq!(serde_json::to_value(&decoded).expect("it encodes"), *value);
    assert_eq!(serde_json::from_value::<T>(value.clone()).expect("it decodes from a tree"), decoded);
    decoded
}

#[test]
fn two_tags_of_one_schema_come_back_as_they_came() {
    let dog = |tag: &str| Pet::Dog(Dog { pet_type: tag.to_owned(), bark: 3 });
    assert_eq!(trip::<Pet>(&json!({"petType": "dog", "bark": 3})), dog("dog"));
    assert_eq!(trip::<Pet>(&json!({"bark": 3, "petType": "puppy"})), dog("puppy"));
    let cat = Pet::Cat(Cat { pet_type: "Cat".to_owned(), name: "Mia".to_owned() });
    assert_eq!(trip::<Pet>(&json!({"petType": "Cat", "name": "Mia"})), cat);
}

#[test]
fn unknown_tags_are_kept() {
    let value = json!({"petType": "Bird", "wings": [1, 2]});
    assert_eq!(trip::<Pet>(&value), Pet::Unknown(value.clone()));
}

#[test]
fn a_type_without_the_tag_is_sent_with_it() {
    let fish = Pet::Fish(WaterPet { water: Some("salt".to_owned()) });
    assert_eq!(serde_json::to_value(&fish).unwrap(), json!({"petType": "Fish", "water": "salt"}));
}

#[test]
fn an_absent_tag_is_decided_by_the_properties() {
    let fish: Pet = serde_json::from_str(r#"{"water": "sweet"}"#).unwrap();
    assert_eq!(fish, Pet::Fish(WaterPet { water: Some("sweet".to_owned()) }));
}

#[test]
fn a_known_tag_with_wrong_properties_is_an_error() {
    let error = serde_json::from_str::<Pet>(r#"{"petType": "dog"}"#).unwrap_err();
    assert!(error.to_string().contains("missing field `bark`"), "{error}");
}

#[test]
fn subtypes_are_found_through_all_of() {
    let value = json!({"fishtype": "smart_salmon", "length": 1.5, "location": "sea", "college": "MIT",
        "siblings": [{"fishtype": "shark", "length": 20.0, "age": 6}, {"fishtype": "eel", "length": 1.0}]});
    let Fish::Salmon(Salmon::SmartSalmon(salmon)) = trip::<Fish>(&value) else { panic!("it is a smart salmon") };
    assert_eq!(salmon.college.as_deref(), Some("MIT"));
    let siblings = salmon.siblings.expect("there are siblings");
    assert!(matches!(&siblings[0], Fish::Shark(shark) if shark.age == 6), "{siblings:?}");
    assert!(matches!(&siblings[1], Fish::Base(eel) if eel.length == 1.0 && eel.fishtype == "eel"), "{siblings:?}");

    let salmon = trip::<Fish>(&json!({"fishtype": "salmon", "length": 1.0}));
    assert!(matches!(salmon, Fish::Salmon(Salmon::Base(SalmonBase { length: 1.0, .. }))), "{salmon:?}");
    let plain = trip::<Fish>(&json!({"fishtype": "Fish", "length": 2.0}));
    assert_eq!(plain, Fish::Base(FishBase { fishtype: "Fish".to_owned(), length: 2.0, ..Default::default() }));
}

#[test]
fn an_undeclared_tag_is_the_base_with_all_that_came() {
    let Fish::Base(eel) = trip::<Fish>(&json!({"fishtype": "eel", "length": 1.0, "volts": 600})) else {
        panic!("it is the base")
    };
    assert_eq!((eel.fishtype.as_str(), eel.length), ("eel", 1.0));
    assert_eq!(eel.additional_properties["volts"], 600);
    // What is not even the base is kept as it came.
    assert!(matches!(trip::<Fish>(&json!({"fishtype": "eel", "volts": 600})), Fish::Unknown(_)));
    let fish = trip::<Fish>(&json!({"fishtype": "eel", "length": "long"}));
    assert!(matches!(fish, Fish::Unknown(_)), "{fish:?}");
}

#[test]
fn kinds_and_properties_decide_where_there_is_no_tag() {
    let thing = |value: Value| trip::<Thing>(&value);
    let prompt = |value: Value| thing(json!({"prompt": value})).prompt;
    assert_eq!(prompt(json!("hi")), Some(ThingPrompt::String("hi".to_owned())));
    assert_eq!(prompt(json!(["a", "b"])), Some(ThingPrompt::StringArray(vec!["a".to_owned(), "b".to_owned()])));
    assert_eq!(prompt(json!([1, 2])), Some(ThingPrompt::IntegerArray(vec![1, 2])));
    assert_eq!(thing(json!({"limit": 3})).limit, Some(Some(ThingLimit::Integer(3))));
    assert_eq!(thing(json!({"limit": "3"})).limit, Some(Some(ThingLimit::String("3".to_owned()))));
    assert_eq!(thing(json!({"limit": null})).limit, Some(None));
    assert!(matches!(thing(json!({"value": {"value": "x"}})).value, Some(ThingValue::TextValue(_))));
    assert!(matches!(thing(json!({"value": {"value": 1.5}})).value, Some(ThingValue::NumberValue(_))));
    assert!(matches!(thing(json!({"event": {"kind": "created", "id": 1}})).event, Some(ThingEvent::Created(_))));
    assert!(matches!(thing(json!({"event": {"kind": "moved"}})).event, Some(ThingEvent::Unknown(_))));
    assert_eq!(thing(json!({"pair": ["a", 1]})).pair, Some(("a".to_owned(), 1)));
}

#[test]
fn a_value_with_the_properties_of_several_is_kept_whole() {
    let overlapping =
        |value: Value| trip::<Thing>(&json!({"overlapping": value})).overlapping.flatten().map(|boxed| *boxed);
    assert!(matches!(overlapping(json!({"a": 1})), Some(ThingOverlapping::A(_))));
    assert!(matches!(overlapping(json!({"b": 1})), Some(ThingOverlapping::B(_))));
    let both = json!({"a": 1, "b": 2});
    assert_eq!(overlapping(both.clone()), Some(ThingOverlapping::Unknown(both)));
}

#[test]
fn a_kind_that_no_alternative_has_is_refused() {
    let error = serde_json::from_str::<Thing>(r#"{"prompt": true}"#).unwrap_err();
    assert!(error.to_string().contains("none of the kinds of ThingPrompt"), "{error}");
}

#[test]
fn a_merged_schema_says_all_of_its_parts() {
    let value = json!({"name": "Ann", "age": 30, "salary": 10.5, "state": "away", "boss": null,
        "friend": {"name": "Bob", "age": 40}});
    let employee = trip::<Employee>(&value);
    assert_eq!(employee.state, Some(EmployeeState::Away));
    assert_eq!(employee.boss, Some(None));
    assert_eq!(employee.friend.map(|friend| friend.age), Some(40));
    assert!(serde_json::from_str::<Employee>(r#"{"name": "Ann"}"#).is_err(), "`age` is required by the second part");
    assert_eq!(EmployeeState::from("gone"), EmployeeState::Unknown("gone".to_owned()));
}

#[test]
fn alternatives_that_only_require_leave_the_type_as_it_is() {
    let contact = trip::<Contact>(&json!({"mail": "a@example.org"}));
    assert_eq!(contact, Contact { mail: Some("a@example.org".to_owned()), phone: None });
}

#[test]
fn what_stands_beside_a_reference_is_part_of_what_refers_to_it() {
    trip::<Second>(&json!({"a": "1", "b": "2"}));
    let third = trip::<Third>(&json!({"a": "1", "b": "2", "c": "3"}));
    assert_eq!((third.a.as_str(), third.b.as_deref(), third.c.as_deref()), ("1", Some("2"), Some("3")));
    let fourth = trip::<Fourth>(&json!({"a": "1", "b": "2", "d": "4"}));
    assert_eq!((fourth.a.as_str(), fourth.d.as_deref()), ("1", Some("4")));
}

#[test]
fn a_subtype_that_adds_nothing_is_a_type_of_its_own() {
    let wait = Wait { kind: "activity.wait".to_owned(), name: Some("a".to_owned()) };
    assert_eq!(trip::<Activity>(&json!({"kind": "activity.wait", "name": "a"})), Activity::Wait(wait));
    let run = |kind: &str| ActivityBase { kind: kind.to_owned(), ..Default::default() };
    let expected = Activity::Run(Run::Base(run("activity.run")));
    assert_eq!(trip::<Activity>(&json!({"kind": "activity.run"})), expected);
    let once = RunOnce { kind: "RunOnce".to_owned(), name: None };
    assert_eq!(trip::<Activity>(&json!({"kind": "RunOnce"})), Activity::Run(Run::Once(once)));
}

#[test]
fn unions_that_are_alternatives_of_each_other_are_one() {
    assert_eq!(trip::<TextOrNumber>(&json!(3)), Number::Integer(3));
    let list = Number::Array(vec![Number::String("a".to_owned()), Number::Integer(1)]);
    assert_eq!(trip::<TextOrNumber>(&json!(["a", 1])), list);
    let error = serde_json::from_str::<TextOrNumber>("true").unwrap_err().to_string();
    assert!(error.contains("none of the kinds of Number"), "{error}");
}

#[test]
fn what_fits_on_no_level_is_refused_soon() {
    let nested = |levels: usize, leaf: &str| format!("{}{leaf}{}", "{\"child\":".repeat(levels), "}".repeat(levels));
    assert!(serde_json::from_str::<Tree>(&nested(100, "{\"buds\": 1}")).is_ok());
    let start = Instant::now();
    // Two ways on each level: 2^100 in all.
    let error = serde_json::from_str::<Tree>(&nested(100, "{\"leaves\": \"no\", \"buds\": \"number\"}")).unwrap_err();
    assert!(error.to_string().contains("invalid type: string"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    let error = serde_json::from_str::<Tree>(&nested(100_000, "{}")).unwrap_err();
    assert!(error.to_string().contains("nests more than 128 levels deep"), "{error}");
    assert!(serde_json::from_str::<Tree>("{}").is_ok(), "the limits are those of one value");
}

#[test]
fn a_boolean_or_an_integer_can_be_the_tag() {
    assert!(matches!(trip::<Outcome>(&json!({"ok": true, "note": "a"})), Outcome::Done(_)));
    assert!(matches!(trip::<Outcome>(&json!({"note": "a", "ok": false})), Outcome::Failed(_)));
    assert!(matches!(trip::<Versioned>(&json!({"name": "a", "version": 1})), Versioned::First(_)));
    assert!(matches!(trip::<Versioned>(&json!({"name": "a", "version": 3})), Versioned::Second(_)));
    assert!(matches!(trip::<Versioned>(&json!({"name": "a", "version": 4})), Versioned::Unknown(_)));
}

/// The variant of a value, as `Debug` names it.
fn variant(value: &impl std::fmt::Debug) -> String {
    let shown = format!("{value:?}");
    shown.chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[test]
fn alternatives_are_told_apart_further_down() {
    let trip = |property: &str, value: Value| trip::<deeper::Report>(&json!({ property: value }));
    for (kind, current_property, other, place) in [("oak", "rings", "cones", 0), ("pine", "cones", "rings", 1)] {
        let page = trip("page", json!([{"kind": kind, current_property: 3}, {"kind": kind}])).page.unwrap();
        assert_eq!(variant(&page), ["OakArray", "PineArray"][place]);
        let index = trip("index", json!({"a": {"kind": kind, current_property: 3}})).index.unwrap();
        assert_eq!(variant(&index), ["OakMap", "PineMap"][place]);
        let envelope =
            trip("envelope", json!({"data": {current_property: 3, "type": format!("{kind}s")}})).envelope.unwrap();
        assert_eq!(variant(&envelope), ["OakEnvelope", "PineEnvelope"][place]);
        let deep = trip("deep", json!({"a": {"b": [{"c": {"kind": kind, current_property: 3}}]}})).deep.unwrap();
        assert_eq!(variant(&deep), ["OakDeep", "PineDeep"][place]);
        assert_eq!(
            variant(&trip("loose", json!({"data": {current_property: 3}})).loose.unwrap()),
            ["Rings", "Cones"][place]
        );
        assert_eq!(
            variant(&trip("lists", json!([{}, {current_property: 3}])).lists.unwrap()),
            ["RingsArray", "ConesArray"][place]
        );
        // A listed value may be a new one: what is known beside it decides.
        let new = trip("envelope", json!({"data": {"type": "firs", current_property: 3}})).envelope.unwrap();
        assert_eq!(variant(&new), ["OakEnvelope", "PineEnvelope"][place]);
        // The properties of several alternatives are kept.
        let both = json!({"data": {current_property: 3, other: 4}});
        assert_eq!(trip("loose", both.clone()).loose, Some(deeper::ReportLoose::Unknown(both)));
        let both = json!([{current_property: 3}, {other: 4}]);
        assert_eq!(trip("lists", both.clone()).lists, Some(deeper::ReportLists::Unknown(both)));
    }
    assert_eq!(variant(&trip("grades", json!(["low", "high"])).grades.unwrap()), "LowOrHighArray");
    assert_eq!(variant(&trip("grades", json!(["wet"])).grades.unwrap()), "WetOrDryArray");
    let at = |value: Value| variant(&trip("required", json!({ "at": value })).required.unwrap());
    assert_eq!(
        (at(json!({"lat": 1.5, "note": "n"})), at(json!({"note": "n", "name": "x"}))),
        ("North".into(), "Named".into())
    );
    let variant_of = |value: Value| variant(&trip("amount", json!({"of": {"value": value}})).amount.unwrap());
    assert_eq!(
        (variant_of(json!(2)), variant_of(json!(2.0)), variant_of(json!(2.5))),
        ("Count".into(), "Measure".into(), "Measure".into())
    );
}

#[test]
fn limits_tell_alternatives_apart() {
    let name =
        |value: &dyn std::fmt::Debug| format!("{value:?}").split(['(', ' ']).next().unwrap_or_default().to_owned();
    macro_rules! assert_variant {
        ($($field:ident: $($value:tt => $variant:literal),*;)*) => {$($(
            let value = json!({stringify!($field): $value});
            let things = trip::<limited::Things>(&value);
            assert_eq!(name(things.$field.as_ref().expect("it is there")), $variant, "{value}");
        )*)*};
    }
    assert_variant! {
        count: 10 => "Small", 11 => "Large", (-3) => "Small", (9_000_000_000_000_000_001_i64) => "Large";
        code: "abc" => "Short", "abcd" => "Long", "äöü" => "Short", "a\nb" => "Short";
        step: 10 => "Fives", (10.25) => "Number";
        level: 2 => "Level", (3.5) => "Other";
        size: {"width": 10.0} => "SmallBox", {"width": 10.5} => "LargeBox";
        ids: {"id": "cat-12"} => "Cat", {"id": "dog-1"} => "Dog", {"id": "dog-cat-1", "bark": "x"} => "Dog";
        list: [1, 2] => "Pair", [1, 2, 3] => "Many";
        set: ["a", "b"] => "Set", ["a", "b", "a"] => "Bag";
        map: {"a": "x"} => "Few", {"a": "x", "b": "x"} => "Lots";
        maps: {"a": 9} => "Low", {"a": 10.0, "b": 11.5} => "High";
        lists: [1, 10] => "Low", [11, 12] => "High";
        spare: {"a": "ab"} => "Plain", {"a": "abc"} => "Full";
        tags: {"tags": ["a", "b"]} => "Few", {"tags": ["a", "b", "c"]} => "Many", {} => "Few";
        deep: {"at": {"of": 5}} => "Near", {"at": {"of": 6}} => "Far";
        named: {"at": 10} => "Near", {"at": 11} => "Far";
        either: 10 => "Either", 11 => "Large", true => "Either";
        word: "c0ffee" => "Hex", "67e55044-10b1-426f-9247-bb680e5fe0c8" => "Uuid";
    }
    let level = |text: &str| serde_json::from_str::<limited::ThingsLevel>(text).expect("it decodes");
    assert_eq!((name(&level("7")), name(&level("2.0"))), ("Other".to_owned(), "Level".to_owned()));
    // What breaks the limits of all of them is read all the same.
    let things: limited::Things = serde_json::from_value(json!({"ids": {"id": "cow"}})).expect("it decodes");
    assert!(matches!(things.ids, Some(limited::ThingsIds::Cat(_))), "{things:?}");
}

#[test]
fn no_number_becomes_a_narrower_one() {
    for number in ["2147483647", "2147483648", "2147483649", "-2147483649", "0.1", "0.12345678901", "16777217", "2.0"] {
        for property in ["wide", "held", "price"] {
            let text = format!("{{\"{property}\":{number}}}");
            let things: limited::Things = serde_json::from_str(&text).expect("it decodes");
            let number: f64 = number.parse().expect("it is a number");
            let written = serde_json::to_value(&things).expect("it encodes");
            assert_eq!(written[property].as_f64(), Some(number), "{text} {things:?}");
        }
    }
    let single = |text: &str| {
        let things: limited::Things =
            serde_json::from_str(&format!(r#"{{"singles": {{"of": {text}}}}}"#)).expect("it decodes");
        matches!(things.singles, Some(limited::ThingsSingles::Single(_)))
    };
    assert!(single("0.1") && single("1e3") && single("16777216"));
    assert!(!single("0.12345678901") && !single("16777217") && !single("1e300"));
}

#[test]
fn a_value_that_fits_nothing_further_down_costs_its_length() {
    let items = r#"{"kind":"elm","x":[1,2,3]},"#.repeat(20_000);
    let text = format!(r#"{{"page":[{}]}}"#, items.trim_end_matches(','));
    let started = Instant::now();
    assert!(serde_json::from_str::<deeper::Report>(&text).is_ok());
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
}

#[test]
fn a_number_is_what_it_is_written_as() {
    use numbers::Label;
    let label = |text: &str| serde_json::from_str::<Label>(text);
    for (text, expected) in [
        ("2", Label::Integer(2)),
        ("2.0", Label::Number(2.0)),
        ("-0.0", Label::Number(-0.0)),
        ("1e3", Label::Number(1000.0)),
        ("2.5", Label::Number(2.5)),
        ("true", Label::Boolean(true)),
        ("\"2.0\"", Label::String("2.0".to_owned())),
        ("9223372036854775807", Label::Integer(i64::MAX)),
        ("-9223372036854775808", Label::Integer(i64::MIN)),
    ] {
        let read = label(text).expect("it is read");
        assert_eq!((variant(&read), &read), (variant(&expected), &expected), "{text}");
        let back = serde_json::to_string(&read).expect("it is written");
        assert_eq!(back, if text == "1e3" { "1000.0" } else { text });
    }
    // Beyond its type an integer is no double.
    for text in
        ["9223372036854775808", "12345678901234567890", "123456789012345678901234567890", "-9223372036854775809"]
    {
        assert!(label(text).is_err(), "{text}");
        assert!(serde_json::from_str::<numbers::Row>(&format!("[1, {text}]")).is_err(), "{text}");
    }
    let row = |text: &str| {
        let row: numbers::Row = serde_json::from_str(text).expect("it is read");
        assert_eq!(serde_json::to_string(&row).expect("it is written"), text);
        variant(&row)
    };
    assert_eq!(row("[2,3]"), "IntegerArray");
    assert_eq!(row("[2.0,3.0]"), "NumberArray");
    assert_eq!(row("[2.5,3.0]"), "NumberArray");
    assert_eq!(row(r#"{"value":2}"#), "Whole");
    assert_eq!(row(r#"{"value":2.0}"#), "Real");
}

#[test]
fn numbers_further_down_are_what_they_are_written_as() {
    let grid = |text: &str| {
        let grid: numbers::Grid = serde_json::from_str(text).expect("it is read");
        assert_eq!(serde_json::to_string(&grid).expect("it is written"), text);
    };
    // Of several a double stays one, and integers beside it become doubles.
    for (text, expected) in [
        (r#"{"cells":[[1,2.0],[3]]}"#, r#"{"cells":[[1.0,2.0],[3.0]]}"#),
        (r#"{"cells":[[1],[2],[3],[4.0]]}"#, r#"{"cells":[[1.0],[2.0],[3.0],[4.0]]}"#),
        (r#"{"named":{"a":1,"b":2,"c":3.0}}"#, r#"{"named":{"a":1.0,"b":2.0,"c":3.0}}"#),
        (r#"{"within":{"row":[1,2,3.0]}}"#, r#"{"within":{"row":[1.0,2.0,3.0]}}"#),
    ] {
        let read: numbers::Grid = serde_json::from_str(text).expect("it is read");
        assert_eq!(serde_json::to_string(&read).expect("it is written"), expected);
    }
    for current_expected in ["2", "2.0", "9007199254740993", "\"a\"", "null"] {
        grid(&format!(r#"{{"listed":{current_expected}}}"#));
    }
    for number in ["2", "2.0", "2.5"] {
        grid(&format!(r#"{{"cells":[[1{}],[{number}]]}}"#, if number == "2" { "" } else { ".0" }));
        grid(&format!(r#"{{"named":{{"a":{number}}}}}"#));
        grid(&format!(r#"{{"within":{{"row":[{number}]}}}}"#));
    }
    grid(r#"{"named":{"a":"2"}}"#);
    let beyond = "12345678901234567890";
    for text in [format!(r#"{{"cells":[[{beyond}]]}}"#), format!(r#"{{"named":{{"a":{beyond}}}}}"#)] {
        assert!(serde_json::from_str::<numbers::Grid>(&text).is_err(), "{text}");
    }
}

#[test]
fn a_variant_is_sent_with_its_tag() {
    use sent::{Boat, BoatKind, Ferry, Raft, RaftKind, Tug};
    let text = |boat: Boat| serde_json::to_string(&boat).expect("it is written");
    let ferry = |kind: &str| Ferry { kind: kind.to_owned(), decks: Some(2) };
    // Constructors and defaults begin with it.
    assert_eq!(Ferry::default().kind, "ferry");
    assert_eq!(Tug::new(1.5).kind, BoatKind::Tug);
    assert_eq!(text(Boat::Ferry(Ferry { decks: Some(2), ..Default::default() })), r#"{"kind":"ferry","decks":2}"#);
    assert_eq!(text(Boat::Tug(Tug::new(1.5))), r#"{"kind":"tug","pull":1.5}"#);
    assert_eq!(text(Boat::Raft(Raft::default())), r#"{"kind":"raft"}"#);
    // Whatever the field says.
    for kind in ["", "tug", "raft", "submarine"] {
        assert_eq!(text(Boat::Ferry(ferry(kind))), r#"{"kind":"ferry","decks":2}"#, "{kind}");
    }
    for kind in [BoatKind::Ferry, BoatKind::Unknown("x".to_owned())] {
        assert_eq!(text(Boat::Tug(Tug { kind, pull: 1.0 })), r#"{"kind":"tug","pull":1.0}"#);
    }
    let raft = Raft { kind: Some(RaftKind::Unknown("tug".to_owned())), logs: None };
    assert_eq!(text(Boat::Raft(raft)), r#"{"kind":"raft"}"#);
    // Of several tags of a variant each comes back as it came.
    for kind in ["ferry", "car-ferry", "Ferry"] {
        assert_eq!(trip::<Boat>(&json!({"kind": kind, "decks": 2})), Boat::Ferry(ferry(kind)));
    }
    for kind in ["tug", "Raft"] {
        assert_eq!(variant(&trip::<Boat>(&json!({"kind": kind, "pull": 2.0}))), "Tug");
    }
    assert_eq!(variant(&trip::<Boat>(&json!({"kind": "raft", "logs": 2}))), "Raft");
    // A struct by itself is sent as it is.
    assert_eq!(serde_json::to_string(&ferry("tug")).expect("it is written"), r#"{"kind":"tug","decks":2}"#);
}

#[test]
fn tags_that_are_no_strings_are_sent_too() {
    use sent::{Done, Failed, Late, LateOk, Reply, Terms};
    let text = |responses: Reply| serde_json::to_string(&responses).expect("it is written");
    assert!(Done::default().ok);
    assert_eq!(text(Reply::Done(Done { ok: false, value: None })), r#"{"ok":true}"#);
    assert_eq!(text(Reply::Failed(Failed { ok: true, value: Some("x".to_owned()) })), r#"{"ok":false,"value":"x"}"#);
    assert_eq!(text(Reply::Late(Late { ok: LateOk::Unknown(8), value: None })), r#"{"ok":7}"#);
    for (value, name) in [(json!({"ok": true}), "Done"), (json!({"ok": false}), "Failed"), (json!({"ok": 7}), "Late")] {
        assert_eq!(variant(&trip::<Reply>(&value)), name);
    }
    assert!(matches!(trip::<Reply>(&json!({"ok": 8, "value": "x"})), Reply::Unknown(_)));
    // Booleans with one value begin with it, in no union too.
    let terms = serde_json::to_value(Terms::new("Ada".to_owned())).expect("it is written");
    assert_eq!(terms, json!({"accepted": true, "spam": false, "name": "Ada"}));
    assert!(Terms::default().accepted);
}

#[test]
fn an_optional_constant_of_no_variant_stays() {
    use sent::{PlanNamedValue, PlanStep, PlanVersion};
    let unknown = json!({ "type": "pause", "target": "a" });
    assert!(matches!(trip::<PlanStep>(&unknown), PlanStep::Unknown(_)));
    assert!(matches!(trip::<PlanNamedValue>(&unknown), PlanNamedValue::Unknown(_)));
    assert!(matches!(trip::<PlanVersion>(&json!({ "version": 3, "new": true })), PlanVersion::Unknown(_)));
    let named = json!({ "type": "start", "target": "a" });
    assert!(matches!(trip::<PlanNamedValue>(&named), PlanNamedValue::Start(_)));
}

#[test]
fn an_optional_constant_is_sent_where_it_tells_the_variant() {
    use sent::{First, Plan, PlanMarked, PlanNamedValue, PlanStep, PlanVersion, Second, Skip, Start, Stop};
    let mut plan = Plan::new(vec![
        PlanStep::Start(Start::default()),
        PlanStep::Stop(Stop { target: Some("a".to_owned()), ..Default::default() }),
        PlanStep::Skip(Skip::default()),
    ]);
    plan.named = Some([("x".to_owned(), PlanNamedValue::Start(Start::default()))].into());
    plan.version = Some(PlanVersion::Second(Second { new: Some(true), ..Default::default() }));
    plan.marked = Some(PlanMarked::Stop(Stop::default()));
    plan.alone = Some(Stop::default());
    let value = serde_json::to_value(&plan).expect("it is written");
    let expected = json!({
        "steps": [{"type": "start"}, {"type": "stop", "target": "a"}, {"type": "skip"}],
        "named": {"x": {"type": "start"}}, "version": {"version": 2, "new": true}, "marked": {"type": "stop"},
        "alone": {},
    });
    assert_eq!(value, expected);
    let Plan { steps, named, version, marked, .. } = serde_json::from_value(value).expect("it is read");
    let steps: Vec<String> = steps.iter().map(variant).collect();
    assert_eq!(steps, ["Start", "Stop", "Skip"]);
    assert_eq!(variant(&named.unwrap()["x"]), "Start");
    assert_eq!((variant(&version.unwrap()), variant(&marked.unwrap())), ("Second".into(), "Stop".into()));
    let first = PlanVersion::First(First::default());
    assert_eq!(serde_json::to_value(first).expect("it is written"), json!({"version": 1}));
}

#[test]
fn tags_that_no_schema_has_are_those_of_the_default() {
    use mapped::{Memo, Note, Plant, Shape};
    assert_eq!(variant(&trip::<Note>(&json!({"k": "known", "x": 1}))), "Known");
    assert_eq!(variant(&trip::<Note>(&json!({"k": "Known", "x": 1}))), "Known");
    for value in [json!({"k": "new", "x": "s"}), json!({"x": "s"}), json!({"k": "Other"})] {
        assert_eq!(variant(&trip::<Note>(&value)), "Other", "{value}");
    }
    assert_eq!(variant(&trip::<Memo>(&json!({"k": "new", "y": "s", "z": [1]}))), "Untagged");
    assert_eq!(variant(&trip::<Memo>(&json!({"y": "s"}))), "Untagged");
    assert_eq!(variant(&trip::<Memo>(&json!({"k": "Known", "x": 1}))), "Known");
    // A base with one subtype.
    let Shape::Disc(disc) = trip::<Shape>(&json!({"kind": "disc", "size": 1, "radius": 0.5})) else {
        panic!("it is a disc")
    };
    assert_eq!((disc.kind, disc.radius), (mapped::DiscKind::Disc, Some(0.5)));
    assert_eq!(mapped::Disc::default().kind, mapped::DiscKind::Disc);
    assert_eq!(variant(&trip::<Shape>(&json!({"kind": "cube", "size": 1, "edge": 2}))), "Base");
    // A base whose default is a subtype.
    assert_eq!(variant(&trip::<Plant>(&json!({"name": "oak", "family": "tree", "height": 3.5}))), "Tree");
    assert_eq!(variant(&trip::<Plant>(&json!({"name": "x", "family": "moss", "spread": 3.5}))), "Weed");
    assert_eq!(variant(&trip::<Plant>(&json!({"name": "x", "spread": 3.5}))), "Weed");
}

#[test]
fn a_default_that_is_a_union_or_a_map_is_not_sent_with_the_tag_of_another_variant() {
    use mapped::{Bag, Gravel, Load, Loose, Sand, Tagged};
    fn sent(value: &impl Serialize) -> Value {
        serde_json::to_value(value).expect("it is written")
    }
    let k = |text: &str| Some(text.to_owned());
    for tag in ["known", "Known"] {
        let sand = || Sand { k: k(tag), grain: 1 };
        assert_eq!(sent(&Load::Loose(Loose::Sand(sand()))), json!({"k": "Loose", "grain": 1}));
        assert_eq!(sent(&Bag::Tagged(Tagged::Sand(sand()))), json!({"k": "sand", "grain": 1}));
        assert_eq!(
            sent(&Bag::Tagged(Tagged::Gravel(Gravel { k: k(tag), stones: 1 }))),
            json!({"k": "Tagged", "stones": 1})
        );
        let plain = [("k".to_owned(), tag.to_owned()), ("x".to_owned(), "y".to_owned())].into();
        assert_eq!(sent(&Bag::Plain(plain)), json!({"k": "plain", "x": "y"}));
    }
    // What means the variant comes back as it came.
    for value in [json!({"k": "new", "grain": 1}), json!({"grain": 1}), json!({"k": "Loose", "stones": 2})] {
        assert_eq!(variant(&trip::<Load>(&value)), "Loose", "{value}");
    }
    for value in [json!({"k": "sand", "grain": 1}), json!({"k": "other", "stones": 1}), json!({"stones": 1})] {
        assert_eq!(variant(&trip::<Bag>(&value)), "Tagged", "{value}");
    }
    assert_eq!(variant(&trip::<Bag>(&json!({"k": "plain", "x": "y"}))), "Plain");
}

#[test]
fn alternatives_of_one_value_are_one_list() {
    use lists::{Entry, EntryKind, EntryMark, EntrySize, Level, SortedBy, Tone};
    let by: Vec<&str> = SortedBy::ALL.iter().map(SortedBy::as_str).collect();
    assert_eq!(by, ["name", "size", "age", "rank"]);
    assert_eq!(Level::ALL, [Level::Value1, Level::Value2]);
    // A tag of an open list with one value of it is set by itself.
    let entry = Entry::new(Tone::Low);
    assert_eq!(serde_json::to_value(&entry).expect("it is written"), json!({"kind": "file", "tone": "low"}));
    let entry = trip::<Entry>(&json!({"kind": "file", "tone": "shrill", "mark": "b", "size": "small"}));
    assert_eq!((entry.kind, entry.tone), (EntryKind::File, Tone::Unknown("shrill".to_owned())));
    assert_eq!(entry.mark, Some(Some(EntryMark::B)));
    assert_eq!(variant(&entry.size.unwrap()), "String");
    assert_eq!(
        trip::<Entry>(&json!({"kind": "x", "tone": "low", "mark": null, "size": 3})).size,
        Some(EntrySize::Integer(3))
    );
}

#[test]
fn a_variant_is_called_like_its_tag_where_the_schema_repeats_the_union() {
    use names::{Result as Response, Shape, State};
    let shape = |kind: &str| variant(&trip::<Shape>(&json!({ "kind": kind })));
    assert_eq!([shape("round"), shape("urn:square"), shape("line")], ["Round", "Square", "Line"]);
    // The variant for other values has a name of its own.
    assert_eq!(State::from("x"), State::Unlisted("x".to_owned()));
    assert_eq!(State::from("Unknown"), State::Unknown);
    assert_eq!(variant(&trip::<Response>(&json!({"kind": "Unknown"}))), "Unknown");
    assert_eq!(variant(&trip::<Response>(&json!({"kind": "Lost"}))), "Unlisted");
}

/// A text is the variant of texts, whether it is listed or not.
#[test]
fn unions_with_one_variant_of_texts_are_made_of_a_text() {
    use callsmith_goldens::finite_requests::types::SampleLevel;
    use callsmith_goldens::listed_values::types::SettingsMode;
    assert_eq!(SampleLevel::from("high"), SampleLevel::String("high".to_owned()));
    for text in ["auto", "none of those"] {
        let mode = SettingsMode::from(text);
        assert!(matches!(&mode, SettingsMode::String(_)), "{mode:?}");
        assert_eq!(serde_json::to_value(mode).expect("a text is a value"), json!(text));
    }
}

/// A union among the alternatives takes the texts that its own alternatives take.
#[test]
fn a_union_within_takes_no_text_from_the_one_around() {
    let module = |inner: &str| {
        let document = format!(
            "openapi: 3.1.0
info: {{ title: T, version: '1' }}
paths: {{}}
components:
  schemas:
    Outer: {{ oneOf: [{{ type: string }}, {{ $ref: '#/components/schemas/Inner' }}] }}
    Inner: {{ oneOf: [{{ type: object, required: [a], properties: {{ a: {{ type: string }} }} }}, {{ {inner} }}] }}
    Deep: {{ oneOf: [{{ type: integer }}, {{ $ref: '#/components/schemas/Outer' }}] }}
"
        );
        callsmith::Generator::from_text("openapi.yaml", document).generate().expect("a client").module()
    };
    let has_text = |module: &str| module.contains("Inner(Inner) } text String)");
    let code = module("type: integer");
    assert!(has_text(&code), "{code}");
    assert!(!has_text(&module("type: string, format: date")));
    assert!(has_text(&module("type: array, items: { type: string }")));
}
