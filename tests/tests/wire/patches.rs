//! Merge patches.

use callsmith_goldens::merge_patch::Client;
use callsmith_goldens::merge_patch::types::{HomePatch, PetPatch, Toy};
use callsmith_tests::response::Response;

use crate::recorder_with;

/// `null` deletes a property, also within an object; a list is sent as a whole.
#[tokio::test]
async fn null_deletes_a_property() {
    let recorder = recorder_with(Response::empty(204));
    let client = Client::builder(&recorder.url()).build().unwrap();
    let mut home = HomePatch::new("Bern".to_owned());
    home.street = Some(None);
    let labels = [("old".to_owned(), None), ("new".to_owned(), Some("a".to_owned()))].into();
    let homes = [("first".to_owned(), None), ("second".to_owned(), Some(home.clone()))].into();
    let patch = PetPatch {
        name: Some(None),
        note: None,
        home: Some(Some(home)),
        toys: Some(Some(vec![Toy { colour: Some("red".to_owned()) }])),
        labels: Some(Some(labels)),
        homes: Some(Some(homes)),
    };
    client.patch_pet("1", &patch).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.header("content-type"), Some("application/merge-patch+json"));
    let expected = concat!(
        r#"{"name":null,"home":{"city":"Bern","street":null},"toys":[{"colour":"red"}],"#,
        r#""labels":{"new":"a","old":null},"homes":{"first":null,"second":{"city":"Bern","street":null}}}"#,
    );
    assert_eq!(seen.text(), expected);
}

/// A map that is a patch itself.
#[tokio::test]
async fn null_deletes_an_entry() {
    let recorder = recorder_with(Response::empty(204));
    let client = Client::builder(&recorder.url()).build().unwrap();
    client.patch_labels(&[("a".to_owned(), None), ("b".to_owned(), Some(1))].into()).await.unwrap();
    assert_eq!(recorder.only_request().text(), r#"{"a":null,"b":1}"#);
}
