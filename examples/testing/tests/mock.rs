//! With a mock of the operations: no server, no port.

use std::io::ErrorKind;
use std::time::Duration;

use callsmith_runtime::Error;
use callsmith_runtime::testing::{Mock, MockResponse, Recorder};
use testing::client::operations::{CreateLoan, GetBook};
use testing::client::{Book, Client, Failure, Loan};
use testing::lend;

fn client(mock: &Mock) -> Client {
    Client::builder("https://library.example").bearer("abc123").service(mock.service()).build().expect("valid settings")
}

fn book(copies: i64) -> Book {
    Book { isbn: "15".to_owned(), title: "Middlemarch".to_owned(), copies }
}

fn loan() -> Loan {
    Loan { isbn: "15".to_owned(), reader: "Ann".to_owned() }
}

#[tokio::test]
async fn a_book_is_lent() {
    let mock = Mock::new().in_order();
    mock.expect::<GetBook>().path("/books/15").header("authorization", "Bearer abc123").returns(&book(1));
    mock.expect::<CreateLoan>().json(&loan()).returns(&loan());
    assert_eq!(lend(&client(&mock), "15", "Ann").await.expect("an answer"), Some(loan()));
    mock.verify();
}

#[tokio::test]
async fn the_last_copy_is_lent_by_somebody_else() {
    let mock = Mock::new();
    mock.expect::<GetBook>().returns(&book(1));
    mock.expect::<CreateLoan>().fails(409, &Failure { message: "lent".to_owned() });
    assert_eq!(lend(&client(&mock), "15", "Ann").await.expect("an answer"), None);
}

/// No loan is expected: one that comes fails the test.
#[tokio::test]
async fn nothing_is_lent_where_no_copy_is_left() {
    let mock = Mock::new();
    mock.expect::<GetBook>().returns(&book(0));
    assert_eq!(lend(&client(&mock), "15", "Ann").await.expect("an answer"), None);
    let [request] = mock.requests().try_into().expect("one request");
    assert_eq!(request.path(), "/books/15");
}

/// The client repeats what is safe to repeat. Time is that of the test, which does not wait.
#[tokio::test(start_paused = true)]
async fn a_service_that_is_busy_is_asked_again() {
    let mock = Mock::new();
    mock.expect::<GetBook>()
        .respond(MockResponse::status(503).header("retry-after", "3"))
        .respond(MockResponse::error(ErrorKind::ConnectionReset).after(Duration::from_secs(1)))
        .returns(&book(0));
    assert_eq!(lend(&client(&mock), "15", "Ann").await.expect("an answer"), None);
}

#[tokio::test]
async fn a_book_that_is_not_there_is_an_error() {
    let mock = Mock::new();
    mock.expect::<GetBook>().fails(404, &Failure { message: "no such book".to_owned() });
    match lend(&client(&mock), "16", "Ann").await {
        Err(Error::Api(error)) => assert_eq!(error.body().message, "no such book"),
        other => panic!("{other:?}"),
    }
}

/// A recorder is a layer: it records what goes through whatever transport a client has.
#[tokio::test]
async fn requests_are_recorded() {
    let (mock, recorder) = (Mock::new(), Recorder::new());
    mock.expect::<GetBook>().returns(&book(1));
    let builder = Client::builder("https://library.example").bearer("abc123").service(mock.service());
    let client = builder.layer(recorder.clone()).build().expect("valid settings");
    client.get_book("15").await.expect("a book");
    let text = format!("{:?}", recorder.requests());
    assert!(text.contains("getBook: GET https://library.example/books/15"), "{text}");
    assert!(!text.contains("abc123"), "{text}");
}
