//! Values of unions and of merged schemas decode into the variant that is meant, and come back as they came.

use std::time::{Duration, Instant};

use callsmith_goldens::all_of::types::{Contact, Employee, EmployeeState};
use callsmith_goldens::reference_with_siblings::types::{Fourth, Second, Third};
use callsmith_goldens::subtypes_without_properties::types::{Activity, Run, RunBase, RunOnce, Wait};
use callsmith_goldens::union_by_shape::types::{
    Thing, ThingEvent, ThingLimit, ThingOverlapping, ThingPrompt, ThingValue,
};
use callsmith_goldens::union_circles::types::{Number, Value as TextOrNumber};
use callsmith_goldens::union_discriminator::types::{Cat, Dog, Fish as WaterPet, Pet};
use callsmith_goldens::union_recursive::types::Tree;
use callsmith_goldens::union_subtypes::types::{Fish, FishBase, Salmon, SalmonBase};
use callsmith_goldens::union_tags_of_other_kinds::types::{Result as Outcome, Versioned};
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
    assert!(matches!(&siblings[1], Fish::Unknown(eel) if eel["length"] == 1.0), "{siblings:?}");

    let salmon = trip::<Fish>(&json!({"fishtype": "salmon", "length": 1.0}));
    assert!(matches!(salmon, Fish::Salmon(Salmon::Base(SalmonBase { length: 1.0, .. }))), "{salmon:?}");
    let plain = trip::<Fish>(&json!({"fishtype": "Fish", "length": 2.0}));
    assert_eq!(plain, Fish::Base(FishBase { fishtype: "Fish".to_owned(), length: 2.0, siblings: None }));
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
        |value: Value| trip::<Thing>(&json!({"overlapping": value})).overlapping.flatten().map(|own| *own);
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
    let run = |kind: &str| RunBase { kind: kind.to_owned(), name: None };
    let expected = Activity::Run(Run::Base(run("activity.run")));
    assert_eq!(trip::<Activity>(&json!({"kind": "activity.run"})), expected);
    let once = RunOnce { kind: "RunOnce".to_owned(), name: None };
    assert_eq!(trip::<Activity>(&json!({"kind": "RunOnce"})), Activity::Run(Run::RunOnce(once)));
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
