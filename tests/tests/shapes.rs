//! Values of the shapes that schemas may have: each decodes into what is meant, and comes back as it came.

use callsmith_goldens::conditional_properties::types::{Address, Card, Level, Open, Several};
use callsmith_goldens::null_alone::types::{Note, Slate};
use callsmith_goldens::nullable_unions::types::{Cat, Home, HomeSize, Pet};
use callsmith_goldens::pattern_properties::types::{Extensions, Mixed, Node};
use callsmith_goldens::recursion::types::{Egg, Folder, Hen, Link, Sum, Term, Tree};
use callsmith_goldens::references_alone::types::{Day, Note as PageNote, NullableNote, Page, Twice};
use callsmith_goldens::tuples::types::{Closed, Long, LongItem, Merged, Nested, Pair, Rest, Short};
use callsmith_goldens::union_discriminator::types::{Dog, Pet as TaggedPet};
use callsmith_goldens::union_exactly_one::types::{Amount, Payment, Target, Transfer};
use callsmith_goldens::union_of_strings::types::{Reference, ReferenceString, Size, SizeString, When, Word};
use callsmith_goldens::union_open_objects::types::{A, Any, B, C, Either, Kept};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// Decodes a value, and looks that it comes back the same.
fn trip<T: DeserializeOwned + Serialize>(value: Value) -> T {
    let decoded: T = serde_json::from_str(&value.to_string()).expect("the value decodes");
    assert_eq!(serde_json::to_value(&decoded).expect("it encodes"), value);
    decoded
}

fn refusal<T: DeserializeOwned + std::fmt::Debug>(value: Value) -> String {
    serde_json::from_value::<T>(value).expect_err("it is refused").to_string()
}

#[test]
fn keys_by_pattern_are_kept_beside_properties() {
    let all: Extensions = trip(json!({"x-a": 1, "x-b": -2}));
    assert_eq!(all["x-b"], -2);
    let node: Node = trip(json!({"name": "n", "x-rank": 3, "x-color": "red", "other": [1]}));
    assert_eq!((node.x_rank, &node.additional_properties["x-color"]), (Some(3), &json!("red")));
    assert_eq!(node.additional_properties["other"], json!([1]));
    let mixed: Mixed = trip(json!({"id": "i", "s_a": "text", "n_b": 1.5}));
    assert_eq!(mixed.additional_properties["n_b"], json!(1.5));
    refusal::<Extensions>(json!({"x-a": "text"}));
}

#[test]
fn the_most_specific_string_is_meant() {
    assert!(matches!(trip(json!("2024-02-29T12:00:00+01:00")), When::DateTime(_)));
    assert_eq!(trip::<When>(json!("now")), When::Word(Word::Now));
    assert_eq!(trip::<When>(json!("2024")), When::Word(Word::Unknown("2024".to_owned())));
    assert!(matches!(trip(json!("67e55044-10b1-426f-9247-bb680e5fe0c8")), Reference::Uuid(_)));
    assert_eq!(trip::<Reference>(json!("self")), Reference::String(ReferenceString::Self2));
    assert_eq!(trip::<Size>(json!(10)), Size::Integer(10));
    assert_eq!(trip::<Size>(json!("10")), Size::String(SizeString::Value10));
    assert_eq!(trip::<Size>(json!("12px")), Size::String(SizeString::Unknown("12px".to_owned())));
    refusal::<When>(json!(5));
}

#[test]
fn of_one_of_the_alternative_that_allows_the_value_is_meant() {
    let transfer = Transfer { id: Some("1".to_owned()), iban: "DE".to_owned() };
    assert_eq!(trip::<Payment>(json!({"id": "1", "iban": "DE"})), Payment::Transfer(transfer));
    assert!(matches!(trip(json!({"id": "1", "number": "4"})), Payment::Card(_)));
    assert!(matches!(trip(json!({"id": "1"})), Payment::Card(_)));
    assert!(matches!(trip(json!({"value": 1})), Amount::Cents(_)));
    assert!(matches!(trip(json!({"value": "1"})), Amount::Text(_)));
    assert!(matches!(trip(json!({"value": [1, 2]})), Amount::Parts(_)));
    refusal::<Amount>(json!({"value": true}));
    assert_eq!(trip::<Target>(json!({"path": "/", "depth": 2})).depth, Some(2));
}

#[test]
fn open_objects_that_overlap_lose_nothing_that_one_of_them_declares() {
    assert_eq!(trip::<Either>(json!({"a": 1})), Either::A(A { a: 1 }));
    assert_eq!(trip::<Either>(json!({"a": 1, "b": "x"})), Either::B(B { a: 1, b: Some("x".to_owned()) }));
    assert_eq!(trip::<Any>(json!({"c": true})), Any::C(C { c: Some(true) }));
    let both = json!({"a": 1, "b": "x", "c": true});
    assert_eq!(trip::<Any>(both.clone()), Any::Unknown(both));
    assert!(matches!(trip(json!({"r": "x", "more": "y"})), Kept::Rest(_)));
}

#[test]
fn items_with_a_place_each_are_tuples() {
    assert_eq!(trip::<Pair>(json!(["a", 1])), ("a".to_owned(), 1));
    let nested: Nested = trip(json!({"range": [0.5, null], "pairs": [["a", 1], ["b", 2]]}));
    assert_eq!((nested.range, nested.pairs.map(|pairs| pairs.len())), ((0.5, None), Some(2)));
    refusal::<Pair>(json!(["a"]));
    refusal::<Pair>(json!(["a", 1, 2]));
    assert_eq!(trip::<Closed>(json!(["a", 1])), ("a".to_owned(), 1));
    refusal::<Closed>(json!(["a", 1, null]));
    assert_eq!(trip::<Merged>(json!(["a", true])), ("a".to_owned(), true));
    assert_eq!(trip::<Rest>(json!(["a", 1, 2]))[2], LongItem::Integer(2));
    assert_eq!(trip::<Short>(json!(["a"])).len(), 1);
    assert_eq!(trip::<Long>(json!(["a", 1, 2]))[2], LongItem::Integer(2));
}

#[test]
fn null_is_itself_beside_alternatives() {
    let home: Home = trip(json!({"pet": null, "size": null}));
    assert_eq!((home.pet, home.size, home.guest), (None, None, None));
    let home: Home = trip(json!({"pet": {"purrs": true}, "size": "large", "guest": null, "owner": null, "cat": null}));
    assert_eq!((home.pet, home.size), (Some(Pet::Cat(Cat { purrs: true })), Some(HomeSize::Large)));
    assert_eq!((home.guest, home.owner, home.cat), (Some(None), Some(None), Some(None)));
    let home: Home = trip(json!({"pet": null, "size": "huge", "pets": [null, {"barks": true}], "owner": "Ann"}));
    assert_eq!(home.pets.map(|pets| pets[0].is_none()), Some(true));
    assert_eq!(trip::<Home>(json!({"pet": null, "size": null, "nothing": null})).nothing, Some(Value::Null));
    assert!(refusal::<Home>(json!({"size": null})).contains("missing field `pet`"));
}

#[test]
fn null_that_a_member_speaks_of_alone_is_null() {
    let slate: Slate = trip(json!({"note": null, "merged": null, "mark": null}));
    assert_eq!((slate.note, slate.merged, slate.mark), (None, None, Some(None)));
    let slate: Slate = trip(json!({"note": {"text": "a"}, "merged": {"text": "b"}, "mark": 1}));
    assert_eq!(slate.note, Some(Note { text: "a".to_owned() }));
    refusal::<Slate>(json!({"note": null, "merged": 1}));
}

#[test]
fn schemas_that_are_another_one_are_its_type() {
    let note = PageNote { text: Some("a".to_owned()) };
    let (twice, nullable): (Twice, NullableNote) = (note.clone(), note.clone());
    assert_eq!((twice, nullable), (note.clone(), note.clone()));
    let page: Page = trip(json!({"first": {"text": "a"}, "second": null, "day": "monday"}));
    assert_eq!((page.first, page.second, page.day), (Some(note), Some(None), Some(Day::Monday)));
    let page: Page = trip(json!({"first": null, "day": "friday"}));
    assert_eq!((page.first, page.day), (None, Some("friday".to_owned().into())));
}

#[test]
fn types_within_themselves_are_boxed() {
    let link: Link = trip(json!({"value": 1, "next": {"value": 2}}));
    assert_eq!(link.next.map(|next| next.value), Some(2));
    let tree: Tree = trip(json!({"children": [{}, {"children": []}]}));
    assert_eq!(tree.children.map(|children| children.len()), Some(2));
    let hen: Hen = trip(json!({"egg": {"shell": "thin", "hen": {}}}));
    assert_eq!(hen.egg.and_then(|egg: Box<Egg>| egg.shell).as_deref(), Some("thin"));
    assert_eq!(trip::<Folder>(json!({"a": {"b": {}}}))["a"], json!({"b": {}}));
    let term: Term = trip(json!({"left": 1.5, "right": {"left": 2.5, "right": 3.5}}));
    let inner = Sum::new(Term::Number(2.5), Term::Number(3.5));
    assert_eq!(term, Term::from(Sum::new(Term::Number(1.5), Term::from(inner))));
}

#[test]
fn what_a_condition_declares_is_kept() {
    let address: Address = trip(json!({"country": "US", "zip": "12345"}));
    assert_eq!(address.additional_properties["zip"], "12345");
    assert_eq!(trip::<Card>(json!({"number": "1", "owner": "Ann"})).additional_properties["owner"], "Ann");
    assert_eq!(trip::<Open>(json!({"a": "x", "b": 1})).additional_properties["b"], 1);
    let level: Level = serde_json::from_value(json!({"level": 3, "reason": "r", "more": 1})).unwrap();
    assert_eq!(serde_json::to_value(level).unwrap(), json!({"level": 3, "reason": "r"}));
    let several = json!({"id": "1", "a": 1, "b": 2});
    assert_eq!(trip::<Several>(several.clone()), Several::Unknown(several));
}

/// The tag may come last: what stands before it is kept as text until the tag is known.
#[test]
fn a_tag_behind_megabytes_is_found() {
    let before = format!("[{}0]", "0.125, ".repeat(200_000));
    let text = format!("{{\"more\": {before}, \"bark\": 3, \"petType\": \"puppy\"}}");
    let pet: TaggedPet = serde_json::from_str(&text).expect("the value decodes");
    assert_eq!(pet, TaggedPet::Dog(Dog { pet_type: "puppy".to_owned(), bark: 3 }));
}
