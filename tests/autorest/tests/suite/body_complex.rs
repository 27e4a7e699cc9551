//! `body-complex.json`.

use callsmith_autorest::body_complex::{Client, types};
use callsmith_runtime::Base64;
use serde_json::{Value, json};

use crate::support::json_of;

fn client() -> Client {
    client!(body_complex)
}

#[tokio::test]
async fn objects() {
    let client = client();
    let basic = |color| types::Basic { id: Some(Some(2)), name: Some("abc".to_owned()), color: Some(color) };
    is!(client.basic_get_valid(), basic(types::CmykColors::Yellow));
    let sent = basic(types::CmykColors::Magenta);
    is!(client.basic_put_valid(&sent), ());
    is!(client.basic_get_empty(), types::Basic::default());
    let read = ok!(client.basic_get_null());
    assert_eq!((read.id, read.name), (Some(None), None));
    undecodable!(client.basic_get_not_provided());
    undecodable!(client.basic_get_invalid());
}

#[tokio::test]
async fn numbers() {
    let client = client();
    let read = ok!(client.primitive_get_int());
    assert_eq!((read.field1, read.field2), (Some(-1), Some(2)));
    is!(client.primitive_put_int(&read), ());
    let read = ok!(client.primitive_get_long());
    assert_eq!((read.field1, read.field2), (Some(1_099_511_627_775), Some(-999_511_627_788)));
    is!(client.primitive_put_long(&read), ());
    let read = ok!(client.primitive_get_float());
    assert_eq!((read.field1, read.field2), (Some(1.05), Some(-0.003)));
    is!(client.primitive_put_float(&read), ());
    let read = ok!(client.primitive_get_double());
    assert_eq!(read.field1, Some(3e-100));
    let small = read.field_56_zeros_after_the_dot_and_negative_zero_before_dot_and_this_is_a_long_field_name_on_purpose;
    assert_eq!(small, Some(-5e-57));
    is!(client.primitive_put_double(&read), ());
}

#[tokio::test]
async fn other_scalars() {
    let client = client();
    let read = ok!(client.primitive_get_bool());
    assert_eq!((read.field_true, read.field_false), (Some(true), Some(false)));
    is!(client.primitive_put_bool(&read), ());
    let read = ok!(client.primitive_get_string());
    assert_eq!((read.field.as_deref(), read.empty.as_deref(), &read.null), (Some("goodrequest"), Some(""), &None));
    is!(client.primitive_put_string(&read), ());
    let read = ok!(client.primitive_get_byte());
    assert_eq!(read.field, Some(Base64(vec![255, 254, 253, 252, 0, 250, 249, 248, 247, 246])));
    is!(client.primitive_put_byte(&read), ());
}

#[tokio::test]
async fn times() {
    let client = client();
    let read = ok!(client.primitive_get_date());
    assert_eq!((read.field, read.leap), ("0001-01-01".parse().ok(), "2016-02-29".parse().ok()));
    is!(client.primitive_put_date(&read), ());
    let read = ok!(client.primitive_get_date_time());
    assert_eq!((read.field, read.now), ("0001-01-01T00:00:00Z".parse().ok(), "2015-05-18T18:38:00Z".parse().ok()));
    is!(client.primitive_put_date_time(&read), ());
    let read = ok!(client.primitive_get_date_time_rfc1123());
    assert_eq!(read.field, "Mon, 01 Jan 0001 00:00:00 GMT".parse().ok());
    is!(client.primitive_put_date_time_rfc1123(&read), ());
    let read = ok!(client.primitive_get_duration());
    assert_eq!(read.field.as_deref(), Some("P123DT22H14M12.011S"));
    is!(client.primitive_put_duration(&read), ());
}

#[tokio::test]
async fn arrays() {
    let client = client();
    let all = json!({"array": ["1, 2, 3, 4", "", null, "&S#$(*Y", "The quick brown fox jumps over the lazy dog"]});
    let read = ok!(client.array_get_valid());
    assert_eq!(json_of(&read), all);
    is!(client.array_put_valid(&read), ());
    let read = ok!(client.array_get_empty());
    assert_eq!(read.array, Some(Vec::new()));
    is!(client.array_put_empty(&read), ());
    is!(client.array_get_not_provided(), types::ArrayWrapper::default());
}

#[tokio::test]
async fn dictionaries() {
    let client = client();
    let all = json!({"defaultProgram": {"txt": "notepad", "bmp": "mspaint", "xls": "excel", "exe": "", "": null}});
    let read = ok!(client.dictionary_get_valid());
    assert_eq!(json_of(&read), all);
    is!(client.dictionary_put_valid(&read), ());
    let read = ok!(client.dictionary_get_empty());
    assert_eq!(json_of(&read), json!({"defaultProgram": {}}));
    is!(client.dictionary_put_empty(&read), ());
    is!(client.dictionary_get_null(), types::DictionaryWrapper { default_program: Some(None) });
    is!(client.dictionary_get_not_provided(), types::DictionaryWrapper::default());
}

#[tokio::test]
async fn inheritance() {
    let client = client();
    let read = ok!(client.inheritance_get_valid());
    assert_eq!((read.id, read.breed.as_deref()), (Some(2), Some("persian")));
    assert_eq!(read.hates.as_ref().unwrap()[1].food.as_deref(), Some("french fries"));
    is!(client.inheritance_put_valid(&read), ());
}

/// The relatives of the fish in several scenarios.
fn siblings() -> Value {
    json!([
        {"fishtype": "shark", "age": 6, "birthday": "2012-01-05T01:00:00Z", "length": 20.0, "species": "predator"},
        {
            "fishtype": "sawshark", "age": 105, "birthday": "1900-01-05T01:00:00Z", "length": 10.0, "picture": "//////4=",
            "species": "dangerous",
        },
        {
            "fishtype": "goblin", "age": 1, "birthday": "2015-08-08T00:00:00Z", "length": 30.0, "species": "scary", "jawsize": 5,
            "color": "pinkish-gray",
        },
    ])
}

fn shark_family(fish: Option<&Vec<types::Fish>>) {
    let Some([types::Fish::Shark(shark), types::Fish::Shark(saw), types::Fish::Shark(goblin)]) =
        fish.map(Vec::as_slice)
    else {
        panic!("three sharks were expected: {fish:?}");
    };
    assert!(matches!(shark, types::Shark::Base(shark) if shark.age == Some(6)), "{shark:?}");
    assert!(
        matches!(saw, types::Shark::Sawshark(saw) if saw.picture.as_ref().unwrap().0 == [255, 255, 255, 255, 254]),
        "{saw:?}"
    );
    let color = types::GoblinSharkColor::Unknown("pinkish-gray".to_owned());
    assert!(matches!(goblin, types::Shark::Goblinshark(goblin) if goblin.color == Some(color)), "{goblin:?}");
}

#[tokio::test]
async fn subtypes() {
    let client = client();
    let read = ok!(client.polymorphism_get_valid());
    let types::Fish::Salmon(types::Salmon::Base(salmon)) = &read else { panic!("a salmon was expected: {read:?}") };
    assert_eq!((salmon.location.as_deref(), salmon.length), (Some("alaska"), 1.0));
    shark_family(salmon.siblings.as_ref());
    is!(client.polymorphism_put_valid(&read), ());

    let read = ok!(client.polymorphism_get_complicated());
    let types::Salmon::SmartSalmon(salmon) = &read else { panic!("a smart salmon was expected: {read:?}") };
    assert_eq!(salmon.additional_properties["additionalProperty4"], json!({"a": 1, "b": 2}));
    shark_family(salmon.siblings.as_ref());
    is!(client.polymorphism_put_complicated(&read), ());
}

#[tokio::test]
async fn a_subtype_without_discriminator() {
    let salmon = json!({
        "fishtype": "salmon", "location": "alaska", "iswild": true, "species": "king", "length": 1.0, "siblings": siblings(),
    });
    let call = client().polymorphism_put_missing_discriminator(&of!(salmon)).await;
    // The answer leaves out the discriminator, which the document requires.
    let error = call.unwrap_err();
    assert_eq!(error.status().unwrap(), 200, "{error}");
    assert!(error.to_string().contains("fishtype"), "{error}");
}

#[tokio::test]
async fn a_discriminator_with_a_dot() {
    let client = client();
    let read = ok!(client.polymorphism_get_dot_syntax());
    assert!(
        matches!(&read, types::DotFish::DotSalmon(salmon) if salmon.location.as_deref() == Some("sweden")),
        "{read:?}"
    );
    let read = ok!(client.polymorphism_get_composed_with_discriminator());
    assert_eq!(read.sample_salmon.as_ref().unwrap().iswild, Some(false));
    assert!(
        matches!(&read.fishes.as_ref().unwrap()[1], types::DotFish::DotSalmon(salmon) if salmon.iswild == Some(true))
    );
    undecodable!(client.polymorphism_get_composed_without_discriminator());
}

#[tokio::test]
async fn recursion() {
    let client = client();
    let read = ok!(client.polymorphicrecursive_get_valid());
    let types::Fish::Salmon(types::Salmon::Base(salmon)) = &read else { panic!("a salmon was expected: {read:?}") };
    let first = &salmon.siblings.as_ref().unwrap()[0];
    let types::Fish::Shark(types::Shark::Base(shark)) = first else { panic!("a shark was expected: {first:?}") };
    let second = &shark.siblings.as_ref().unwrap()[0];
    assert!(
        matches!(second, types::Fish::Salmon(types::Salmon::Base(salmon)) if salmon.location.as_deref() == Some("atlantic"))
    );
    is!(client.polymorphicrecursive_put_valid(&read), ());
}

#[tokio::test]
async fn read_only() {
    let client = client();
    let read = ok!(client.readonlyproperty_get_valid());
    assert_eq!((read.id.as_deref(), read.size), (Some("1234"), Some(2)));
    let sent = of!({"size": 2});
    is!(client.readonlyproperty_put_valid(&sent), ());
}
