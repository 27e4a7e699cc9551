//! Requests are held against the document before they are sent.

use callsmith_goldens::validate::types::{Cat, Dog, Filter, Kind, Pet, PutImageBody};
use callsmith_goldens::validate::{Client, types};
use callsmith_runtime::{Error, File};
use callsmith_tests::response::Response;

use crate::recorder_with;

/// The error of a call without the name of the operation; `None` if the call is sent.
fn refusal<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, Error<E>>) -> Option<String> {
    match result {
        Err(Error::InvalidRequest(error)) => {
            let text = error.to_string();
            Some(text.split_once(": ").expect("an operation and a reason").1.to_owned())
        }
        other => {
            other.expect("it is sent");
            None
        }
    }
}

fn client(response: Response) -> (Client, callsmith_tests::recorder::Recorder) {
    let recorder = recorder_with(response);
    (Client::builder(&recorder.url()).build().expect("valid settings"), recorder)
}

fn pet() -> Pet {
    Pet { name: "Rex".to_owned(), ..Pet::default() }
}

#[test]
fn each_limit_is_told_with_its_path() {
    let texts = |texts: &[&str]| Some(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    let extra = |value| [("more".to_owned(), value)].into_iter().collect();
    for (pet, expected) in [
        (pet(), ""),
        (Pet { name: "123456".to_owned(), ..pet() }, "name: longer than 5 characters"),
        (Pet { name: "R2".to_owned(), ..pet() }, "name: does not match `^[^0-9]*$`"),
        // Characters, and not bytes.
        (Pet { name: "\u{e9}\u{1f600}\u{e9}\u{e9}\u{e9}".to_owned(), ..pet() }, ""),
        (Pet { price: Some(19.99), ..pet() }, ""),
        (Pet { price: Some(0.07), ..pet() }, ""),
        (Pet { price: Some(0.075), ..pet() }, "price: not a multiple of 0.01"),
        (Pet { price: Some(0.0), ..pet() }, "price: not more than 0"),
        (Pet { price: Some(1000.0), ..pet() }, "price: not less than 1000"),
        (Pet { tags: texts(&["ab", "c"]), ..pet() }, "tags[1]: shorter than 2 characters"),
        (Pet { tags: texts(&["ab", "ab"]), ..pet() }, "tags: two equal items"),
        (Pet { place: Some((90.5, 0.0)), ..pet() }, "place[0]: more than 90"),
        (Pet { nickname: Some(None), ..pet() }, ""),
        (Pet { nickname: Some(Some(String::new())), ..pet() }, "nickname: shorter than 1 characters"),
        (Pet { kind: Some(Kind::Dog(Dog { bark: 0 })), ..pet() }, "kind.bark: less than 1"),
        (Pet { kind: Some(Kind::Cat(Cat { meow: 0 })), ..pet() }, ""),
        (Pet { kind: Some(Kind::String("long".to_owned())), ..pet() }, "kind: longer than 3 characters"),
        (Pet { kind: Some(Kind::String("as code".to_owned())), ..pet() }, "kind: longer than 3 characters"),
        (Pet { kind: Some(Kind::Code("codes".to_owned())), ..pet() }, ""),
        (Pet { additional_properties: extra(10), ..pet() }, "more: more than 9"),
        (
            Pet { parent: Some(Box::new(Pet { name: "123456".to_owned(), ..pet() })), ..pet() },
            "parent.name: longer than 5 characters",
        ),
    ] {
        let message = pet.validate().map_or_else(|invalid| invalid.to_string(), |()| String::new());
        assert_eq!(message, expected, "{pet:?}");
    }
    let invalid = Dog { bark: 0 }.validate().unwrap_err();
    assert_eq!((invalid.path(), invalid.reason()), ("bark", "less than 1"));
}

#[tokio::test]
async fn a_body_that_breaks_a_limit_is_not_sent() {
    let (client, recorder) = client(Response::empty(204));
    let long = Pet { name: "123456".to_owned(), ..pet() };
    let sent = client.add_pets(&[pet(), long]).await;
    assert_eq!(refusal(sent).as_deref(), Some("the body cannot be sent: [1].name: longer than 5 characters"));
    let sent = client.add_pets(&[]).await;
    assert_eq!(refusal(sent).as_deref(), Some("the body cannot be sent: fewer than 1 items"));
    assert!(recorder.requests().is_empty());
    assert_eq!(refusal(client.add_pets(&[pet()]).await), None);
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn parameters_forms_and_parts_are_held_against_theirs() {
    let page = Response::json(200, &serde_json::json!({ "count": -1 }));
    let (client, recorder) = client(page);
    let short = Filter { text: Some("a".to_owned()), ..Filter::default() };
    let deep = Filter { depth: Some(4), ..Filter::default() };
    let more = Filter { more: Some([("x".to_owned(), 0)].into_iter().collect()), ..Filter::default() };
    for (call, expected) in [
        (client.list_pets().limit(101), "the parameter `limit`: more than 100"),
        (client.list_pets().limit(0), "the parameter `limit`: less than 1"),
        (client.list_pets().tag(&["ab", "c"]), "the parameter `tag`: [1]: shorter than 2 characters"),
        (client.list_pets().tag(&["ab", "cd", "ef"]), "the parameter `tag`: more than 2 items"),
        (client.list_pets().filter(&short), "the parameter `filter`: text: shorter than 2 characters"),
        (client.list_pets().filter(&deep), "the parameter `filter`: depth: more than 3"),
        (client.list_pets().r#where(&more), "the parameter `where`: more.x: less than 1"),
    ] {
        assert_eq!(refusal(call.await).as_deref(), Some(expected));
    }
    let sent = client.put_pet("x1", &Filter::default()).await;
    assert_eq!(refusal(sent).as_deref(), Some("the parameter `id`: does not match `^[0-9]+$`"));
    let sent = client.put_pet("1", &deep).await;
    assert_eq!(refusal(sent).as_deref(), Some("the body cannot be sent: depth: more than 3"));
    let body = PutImageBody { image: File::new("a", "12345"), title: Some("1234".to_owned()) };
    let sent = client.put_image(1, &body).await;
    assert_eq!(refusal(sent).as_deref(), Some("the body cannot be sent: title: longer than 3 characters"));
    assert!(recorder.requests().is_empty());

    // What is valid is sent, and a response is not held against anything.
    let filter = Filter { text: Some("ab".to_owned()), depth: Some(3), ..Filter::default() };
    let page: types::Page = client.list_pets().limit(100).tag(&["ab"]).filter(&filter).await.expect("it is sent");
    assert_eq!(page.count, Some(-1));
    assert_eq!(recorder.requests().len(), 1);
}
