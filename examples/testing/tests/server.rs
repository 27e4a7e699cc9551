//! With a server of the crate wiremock: the bytes go over a connection, by the default transport.

use callsmith_runtime::serde_json::json;
use testing::client::{Client, Loan};
use testing::lend;
use wiremock::matchers::{body_json, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn client(server: &MockServer) -> Client {
    Client::builder(&server.uri()).bearer("abc123").build().expect("valid settings")
}

#[tokio::test]
async fn a_book_is_lent() {
    let server = MockServer::start().await;
    let book = json!({"isbn": "15", "title": "Middlemarch", "copies": 1});
    let loan = json!({"isbn": "15", "reader": "Ann"});
    Mock::given(method("GET"))
        .and(path("/books/15"))
        .and(header("authorization", "Bearer abc123"))
        .respond_with(ResponseTemplate::new(200).set_body_json(book))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .and(path("/loans"))
        .and(body_json(&loan))
        .respond_with(ResponseTemplate::new(201).set_body_json(&loan))
        .expect(1)
        .mount(&server)
        .await;
    let expected = Loan { isbn: "15".to_owned(), reader: "Ann".to_owned() };
    assert_eq!(lend(&client(&server), "15", "Ann").await.expect("an answer"), Some(expected));
    server.verify().await;
}

#[tokio::test]
async fn nothing_is_lent_where_no_copy_is_left() {
    let server = MockServer::start().await;
    let book = json!({"isbn": "15", "title": "Middlemarch", "copies": 0});
    let response = ResponseTemplate::new(200).set_body_json(book);
    Mock::given(path("/books/15")).respond_with(response).expect(1).mount(&server).await;
    assert_eq!(lend(&client(&server), "15", "Ann").await.expect("an answer"), None);
    assert_eq!(server.received_requests().await.expect("recorded").len(), 1);
}
