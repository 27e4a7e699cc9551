//! A layer of tower that logs each request, between the client and whatever transport it has.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use callsmith_runtime::testing::{Mock, MockResponse};
use callsmith_runtime::{Body, OperationId, Retry, http};
use testing::client::operations::GetBook;
use testing::client::{Book, Client};
use tower_layer::Layer;
use tower_service::Service;

/// The place that lines are written to.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

/// Logs operation, method and status.
#[derive(Clone)]
struct Logged<S> {
    inner: S,
    log: Log,
}

impl<S> Layer<S> for Log {
    type Service = Logged<S>;

    fn layer(&self, inner: S) -> Logged<S> {
        Logged { inner, log: self.clone() }
    }
}

impl<S, B> Service<http::Request<Body>> for Logged<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let operation = request.extensions().get::<OperationId>().map_or("by hand", OperationId::as_str);
        let (method, log) = (request.method().clone(), self.log.clone());
        let response = self.inner.call(request);
        Box::pin(async move {
            let response = response.await;
            let status = response.as_ref().map_or("no response".to_owned(), |response| response.status().to_string());
            log.0.lock().expect("not poisoned").push(format!("{operation} {method}: {status}"));
            response
        })
    }
}

#[tokio::test]
async fn each_attempt_is_logged() {
    let (mock, log) = (Mock::new(), Log::default());
    let book = Book { isbn: "15".to_owned(), title: "Middlemarch".to_owned(), copies: 1 };
    mock.expect::<GetBook>().respond(MockResponse::status(503)).returns(&book);
    let client = Client::builder("https://library.example")
        .bearer("abc123")
        .retry(Retry::up_to(1).first_pause(std::time::Duration::from_millis(1)))
        .layer(log.clone())
        .service(mock.service())
        .build()
        .expect("valid settings");
    assert_eq!(client.get_book("15").await.expect("a book"), book);
    let lines = log.0.lock().expect("not poisoned").clone();
    assert_eq!(lines, ["getBook GET: 503 Service Unavailable", "getBook GET: 200 OK"]);
}
