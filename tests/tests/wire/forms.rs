//! Bodies of forms.

use callsmith_goldens::form_body::{Address, Charge, ChargeCard};
use callsmith_goldens::form_body_2_0::MakeChargeBody;
use callsmith_goldens::{form_body, form_body_2_0};
use callsmith_tests::answer::Answer;

use crate::answering;

fn texts(values: &[&str]) -> Option<Vec<String>> {
    Some(values.iter().map(|value| (*value).to_owned()).collect())
}

fn pairs(body: &[u8]) -> Vec<(String, String)> {
    let text = std::str::from_utf8(body).expect("a form is text");
    assert!(text.is_ascii(), "{text}");
    text.split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').expect("a pair");
            (decoded(name), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let url = callsmith_runtime::http::Uri::try_from(format!("http://h/?{text}")).expect("percent-encoded");
    let mut bytes = Vec::new();
    let mut rest = url.query().expect("a query").bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let digits = [rest.next().expect("a digit"), rest.next().expect("a digit")];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).expect("two digits")
            }
            other => other,
        });
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[tokio::test]
async fn properties_are_pairs_as_the_document_says() {
    let recorder = answering(Answer::empty(204));
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
    let seen = recorder.only();
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
    let recorder = answering(Answer::empty(204));
    let charge = Charge { amount: -1, ..Charge::default() };
    form_body::Client::builder(&recorder.url()).build().unwrap().make_charge(&charge).await.unwrap();
    assert_eq!(recorder.only().text(), "amount=-1");
}

#[tokio::test]
async fn arrays_of_2_0_have_a_collection_format() {
    let recorder = answering(Answer::empty(204));
    let body =
        MakeChargeBody { amount: 1, tags: texts(&["a", "b"]), codes: Some(vec![3, 4]), rows: texts(&["c", "d"]) };
    form_body_2_0::Client::builder(&recorder.url()).build().unwrap().make_charge(&body).await.unwrap();
    assert_eq!(recorder.only().text(), "amount=1&tags=a,b&codes=3&codes=4&rows=c%7Cd");
}
