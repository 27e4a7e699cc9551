//! Merge patches.

use callsmith_goldens::merge_patch::Client;
use callsmith_goldens::merge_patch::types::{HomePatch, PetPatch, Toy};
use callsmith_tests::answer::Answer;

use crate::answering;

/// `null` deletes a property, also within an object; a list is sent as a whole.
#[tokio::test]
async fn null_deletes_a_property() {
    let recorder = answering(Answer::empty(204));
    let client = Client::builder(&recorder.url()).build().unwrap();
    let mut home = HomePatch::new("Bern".to_owned());
    home.street = Some(None);
    let patch = PetPatch {
        name: Some(None),
        note: None,
        home: Some(Some(home)),
        toys: Some(Some(vec![Toy { colour: Some("red".to_owned()) }])),
    };
    client.patch_pet("1", &patch).await.unwrap();
    let seen = recorder.only();
    assert_eq!(seen.header("content-type"), Some("application/merge-patch+json"));
    let expected = r#"{"name":null,"home":{"city":"Bern","street":null},"toys":[{"colour":"red"}]}"#;
    assert_eq!(seen.text(), expected);
}
