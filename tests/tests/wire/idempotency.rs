//! Keys that tell repetitions of a request apart from other requests.

use callsmith_goldens::idempotency_keys::Client;
use callsmith_goldens::idempotency_keys::types::Order;
use callsmith_runtime::Retry;
use callsmith_runtime::uuid::Uuid;
use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

use crate::recorder_with;

fn client(recorder: &Recorder) -> Client {
    Client::builder(&recorder.url()).build().expect("the client can be made")
}

fn order() -> Order {
    Order::new("tea".to_owned())
}

/// The values of a header of all requests.
fn values(recorder: &Recorder, name: &str) -> Vec<String> {
    recorder.requests().iter().map(|seen| seen.header(name).unwrap_or_default().to_owned()).collect()
}

#[tokio::test]
async fn a_call_without_a_key_gets_one_that_its_repetitions_keep() {
    let recorder = recorder_with(Response::empty(201));
    for _ in 0..2 {
        recorder.respond(Response::empty(503)).respond(Response::empty(502));
        client(&recorder).place_order(&order()).await.unwrap();
    }
    let keys = values(&recorder, "idempotency-key");
    assert_eq!(keys.len(), 6, "a POST with a key is repeated by default");
    assert!(keys[..3].iter().all(|key| *key == keys[0]) && keys[3..].iter().all(|key| *key == keys[3]), "{keys:?}");
    assert_ne!(keys[0], keys[3]);
    let uuid: Uuid = keys[0].parse().expect("a UUID");
    assert_eq!((uuid.get_version_num(), keys[0].len()), (4, 36));
}

#[tokio::test]
async fn a_key_of_the_caller_is_sent_as_it_is() {
    let recorder = recorder_with(Response::empty(201));
    client(&recorder).place_order(&order()).idempotency_key("order-0007").await.unwrap();
    let key = "67e55044-10b1-426f-9247-bb680e5fe0c8";
    client(&recorder).refund_order(&order()).x_idempotency_key(key.parse().unwrap()).await.unwrap();
    client(&recorder).refund_order(&order()).await.unwrap();
    assert_eq!(values(&recorder, "idempotency-key"), ["order-0007", "", ""]);
    let refunds = values(&recorder, "x-idempotency-key");
    assert_eq!(refunds[1], key);
    assert!(refunds[2].len() == 36 && refunds[2] != key, "{refunds:?}");
}

#[tokio::test]
async fn a_repeatable_request_says_when_it_was_sent_first() {
    let recorder = recorder_with(Response::empty(202));
    recorder.respond(Response::empty(503));
    client(&recorder).ship_order(&order()).await.unwrap();
    let (keys, times) = (values(&recorder, "repeatability-request-id"), values(&recorder, "repeatability-first-sent"));
    assert!(keys.len() == 2 && keys[0] == keys[1] && keys[0].len() == 36, "{keys:?}");
    assert!(times[0] == times[1] && times[0].ends_with(" GMT"), "{times:?}");
}

#[tokio::test]
async fn a_key_that_has_no_room_for_a_uuid_is_an_argument() {
    let recorder = recorder_with(Response::empty(503));
    client(&recorder).print_label("k-1").with_retry(Retry::none()).await.expect_err("out of order");
    assert_eq!(values(&recorder, "idempotency-key"), ["k-1"]);
    assert_eq!(values(&recorder, "idempotency-scope"), [""]);
}
