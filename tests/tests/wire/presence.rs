//! The four ways a property can be there: required or not, null or not.

use callsmith_goldens::{required_and_nullable as v3_0, required_and_nullable_3_1 as v3_1};
use callsmith_runtime::Error;
use callsmith_tests::response::Response;
use serde_json::{Value, json};

use crate::recorder_with;

/// Sends a profile, and gives the JSON that was sent and the profile that came back.
async fn put(profile: v3_0::Profile, response: &Value) -> (Value, v3_0::Profile) {
    let recorder = recorder_with(Response::json(200, response));
    let client = v3_0::Client::builder(&recorder.url()).build().expect("valid settings");
    let decoded = client.put_profile(&profile).await.expect("the response decodes");
    (recorder.only_request().json(), decoded)
}

fn profile(manager: Option<&str>, nickname: Option<&str>, birthday: Option<Option<&str>>) -> v3_0::Profile {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    v3_0::Profile { id: 7, manager: owned(manager), nickname: owned(nickname), birthday: birthday.map(owned) }
}

#[tokio::test]
async fn absent_null_and_a_value_go_both_ways() {
    for (profile, json) in [
        (
            profile(Some("Ada"), Some("Mo"), Some(Some("1815"))),
            json!({ "id": 7, "manager": "Ada", "nickname": "Mo", "birthday": "1815" }),
        ),
        // What is required is there, as null where it has no value; what is not is left out.
        (profile(None, None, None), json!({ "id": 7, "manager": null })),
        (profile(None, None, Some(None)), json!({ "id": 7, "manager": null, "birthday": null })),
    ] {
        let (sent, decoded) = put(profile.clone(), &json).await;
        assert_eq!(sent, json);
        assert_eq!(decoded, profile);
    }
}

#[tokio::test]
async fn openapi_3_1_is_on_the_wire_what_3_0_is() {
    let json = json!({ "id": 7, "manager": null, "birthday": null });
    let recorder = recorder_with(Response::json(200, &json));
    let client = v3_1::Client::builder(&recorder.url()).build().unwrap();
    let profile = v3_1::Profile { id: 7, manager: None, nickname: None, birthday: Some(None) };
    assert_eq!(client.put_profile(&profile).await.unwrap(), profile);
    assert_eq!(recorder.only_request().json(), json);
}

/// The reason why a profile of this JSON does not decode, and its path.
async fn failure(response: Value) -> (String, String) {
    let recorder = recorder_with(Response::json(200, &response));
    let client = v3_0::Client::builder(&recorder.url()).build().expect("valid settings");
    let error = client.put_profile(&profile(None, None, None)).await.expect_err("not what the document says");
    let Error::Decode(error) = error else { panic!("{error:?}") };
    let failure = error.failure();
    (failure.path().unwrap_or_default().to_owned(), failure.message().to_owned())
}

#[tokio::test]
async fn what_is_required_has_to_be_there() {
    let (_, message) = failure(json!({ "manager": null })).await;
    assert!(message.contains("missing field `id`"), "{message}");
    let (path, message) = failure(json!({ "id": null, "manager": null })).await;
    assert_eq!(path, "$.id");
    assert!(message.contains("null"), "{message}");
}

#[tokio::test]
async fn a_server_that_sends_null_or_nothing_against_the_document_is_understood() {
    let expected = profile(None, None, None);
    let (_, decoded) = put(expected.clone(), &json!({ "id": 7, "manager": null, "nickname": null })).await;
    assert_eq!(decoded, expected);
}

#[tokio::test]
async fn arrays_and_maps_that_are_null_are_empty_where_the_configuration_says_so() {
    use callsmith_goldens::nulls;
    use callsmith_goldens::nulls::types::{Author, Crate};

    let response = json!({
        "id": "1", "mounts": null, "tags": null, "ports": { "80": null, "81": ["a"] }, "rows": [null, [1.0]],
        "label": null, "note": null, "parts": null, "author": { "name": null, "mail": "a", "more": null }
    });
    let recorder = recorder_with(Response::json(200, &json!([response])));
    let client = nulls::Client::builder(&recorder.url()).build().unwrap();
    let crates = client.list_crates().await.unwrap();
    let [item] = crates.as_slice() else { panic!("{crates:?}") };
    assert_eq!((item.mounts.len(), item.tags.len()), (0, 0));
    let ports = item.ports.as_ref().unwrap();
    assert_eq!((ports["80"].len(), ports["81"].len()), (0, 1));
    assert_eq!(item.rows, Some(vec![vec![], vec![1]]));
    // `label` and what is within `Author` are named for `null-as-absent`, `note` and `parts` are not.
    assert_eq!((&item.label, &item.note, &item.parts), (&None, &Some(None), &Some(None)));
    let author = Author { mail: Some("a".to_owned()), ..Author::default() };
    assert_eq!((&item.author.name, &item.author.mail), (&author.name, &author.mail));
    assert_eq!(item.author.additional_properties["more"].len(), 0);

    recorder.otherwise(Response::json(200, &Value::Null));
    assert_eq!(client.list_crates().await.unwrap().len(), 0);
    let item = Crate { id: "1".to_owned(), note: Some(None), ..Crate::default() };
    client.put_crate("1", &item).await.expect_err("no crate");
    let sent = json!({ "id": "1", "mounts": [], "tags": [], "note": null, "author": {} });
    assert_eq!(recorder.requests().last().map(|seen| seen.json()), Some(sent));

    let item = Crate { id: "1".to_owned(), note: Some("new".to_owned()).into(), ..Crate::default() };
    client.put_crate("1", &item).await.expect_err("no crate");
    let sent = json!({ "id": "1", "mounts": [], "tags": [], "note": "new", "author": {} });
    assert_eq!(recorder.requests().last().map(|seen| seen.json()), Some(sent));
    assert_eq!(item.note.flatten().as_deref(), Some("new"));
    let item = Crate { id: "1".to_owned(), ..Crate::default() };

    recorder.otherwise(Response::json(200, &json!({ "id": "1", "mounts": [1], "tags": [], "author": {} })));
    let error = client.put_crate("1", &item).await.expect_err("no texts").to_string();
    assert!(error.contains("`$.mounts[0]`: invalid type: integer `1`, expected a string"), "{error}");
    recorder.otherwise(Response::json(200, &json!({ "id": null, "mounts": [], "tags": [], "author": {} })));
    assert!(client.put_crate("1", &item).await.is_err());
    recorder.otherwise(Response::json(200, &json!({ "id": "1", "tags": [], "author": {} })));
    let error = client.put_crate("1", &item).await.expect_err("no mounts").to_string();
    assert!(error.contains("missing field `mounts`"), "{error}");
    assert!(error.contains("a property of the list `optional` in callsmith.toml may be absent"), "{error}");
}
