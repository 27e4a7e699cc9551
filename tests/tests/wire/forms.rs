//! Bodies of forms.

use callsmith_goldens::form_body::{Address, Charge, ChargeCard};
use callsmith_goldens::form_body_2_0::MakeChargeBody;
use callsmith_goldens::nullable_forms::{Maybe, Order, OrderBody, Picture};
use callsmith_goldens::{form_body, form_body_2_0, nullable_forms};
use callsmith_runtime::File;
use callsmith_tests::response::Response;

use crate::recorder_with;

fn texts(values: &[&str]) -> Option<Vec<String>> {
    Some(values.iter().map(|value| (*value).to_owned()).collect())
}

fn pairs(body: &[u8]) -> Vec<(String, String)> {
    assert!(body.is_ascii(), "{body:?}");
    form_urlencoded::parse(body).into_owned().collect()
}

#[tokio::test]
async fn properties_are_pairs_as_the_document_says() {
    let recorder = recorder_with(Response::empty(204));
    let city = |name: &str| Some(Address { city: Some(name.to_owned()) });
    let charge = Charge {
        amount: 100,
        note: Some("a&b=c d+é".to_owned()),
        card: Some(ChargeCard { name: Some("N".to_owned()), address: city("K") }),
        address: city("L"),
        tags: texts(&["x", "y z"]),
        codes: Some(vec![1, 2]),
        flags: Some(vec![true, false]),
    };
    form_body::Client::builder(&recorder.url()).build().unwrap().make_charge(&charge).await.unwrap();
    let seen = recorder.only_request();
    assert_eq!(seen.header("content-type"), Some("application/x-www-form-urlencoded"));
    let expected = [
        ("amount", "100"),
        ("note", "a&b=c d+é"),
        ("card[name]", "N"),
        ("card[address][city]", "K"),
        ("address", r#"{"city":"L"}"#),
        ("tags", "x"),
        ("tags", "y z"),
        ("codes", "1 2"),
        ("flags", "[true,false]"),
    ];
    assert_eq!(pairs(&seen.body), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let recorder = recorder_with(Response::empty(204));
    let charge = Charge { amount: -1, ..Charge::default() };
    form_body::Client::builder(&recorder.url()).build().unwrap().make_charge(&charge).await.unwrap();
    assert_eq!(recorder.only_request().text(), "amount=-1");
}

#[tokio::test]
async fn forms_that_may_be_null_are_values_or_absent() {
    let recorder = recorder_with(Response::empty(204));
    let client = nullable_forms::Client::builder(&recorder.url()).build().unwrap();
    let sent = || {
        let seen = recorder.only_request();
        recorder.forget();
        (seen.header("content-type").map(str::to_owned), seen.text().to_owned())
    };
    let form = Some("application/x-www-form-urlencoded".to_owned());
    client.order(&OrderBody { item: Some("tea".to_owned()), count: Some(2) }).await.unwrap();
    assert_eq!(sent(), (form.clone(), "item=tea&count=2".to_owned()));
    client.order(&OrderBody::default()).await.unwrap();
    assert_eq!(sent(), (form.clone(), String::new()));
    client.reorder(&Order { item: Some("tea".to_owned()) }).await.unwrap();
    assert_eq!(sent(), (form.clone(), "item=tea".to_owned()));
    client.reorder(&Order::default()).without_body().await.unwrap();
    assert_eq!(sent(), (None, String::new()));
    client.either_as_form(&Maybe { item: Some("tea".to_owned()) }).await.unwrap();
    assert_eq!(sent(), (form, "item=tea".to_owned()));
    client.either(&None).await.unwrap();
    assert_eq!(sent(), (Some("application/json".to_owned()), "null".to_owned()));
    client
        .picture(&Picture { title: Some("sea".to_owned()), ..Picture::new(File::new("a.png", "png")) })
        .await
        .unwrap();
    let (content_type, body) = sent();
    assert!(content_type.is_some_and(|header| header.starts_with("multipart/form-data; boundary=")));
    assert!(body.contains("filename=\"a.png\"") && body.contains("\r\n\r\nsea\r\n"), "{body}");
}

#[tokio::test]
async fn arrays_of_2_0_have_a_collection_format() {
    let recorder = recorder_with(Response::empty(204));
    let body = MakeChargeBody { cents: 1, tags: texts(&["a", "b"]), codes: Some(vec![3, 4]), rows: texts(&["c", "d"]) };
    form_body_2_0::Client::builder(&recorder.url()).build().unwrap().make_charge(&body).await.unwrap();
    assert_eq!(recorder.only_request().text(), "amount=1&tags=a,b&codes=3&codes=4&rows=c%7Cd");
}
