//! Time limits.

use std::time::{Duration, Instant};

use callsmith_runtime::{Error, Retry, TimeoutPhase};

use crate::sample::Client;
use crate::server::{Answer, Server};

fn slow() -> Server {
    Server::always(Answer::json(200, "[]").after(Duration::from_secs(30)))
}

#[tokio::test]
async fn a_call_ends_in_time() {
    let server = slow();
    let client = Client::builder(&server.url).timeout(Duration::from_millis(100)).build().expect("valid settings");
    let start = Instant::now();
    let error = client.list_pets().await.expect_err("too slow");
    assert!(start.elapsed() < Duration::from_secs(5));
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!((timeout.phase(), timeout.limit()), (TimeoutPhase::Call, Some(Duration::from_millis(100))));
    assert!(error.is_timeout() && error.is_retryable() && !error.is_connect());
    let host = server.url.trim_start_matches("http://");
    let expected = format!("no answer within 100ms for `listPets` (GET /pets?kind=pet) at `{host}`");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn the_limit_of_a_call_is_for_all_repetitions() {
    let server = slow();
    let client = Client::builder(&server.url)
        .retry(Retry::up_to(100).attempt_timeout(Duration::from_millis(60)))
        .build()
        .expect("valid settings");
    let call = client.list_pets().with_timeout(Duration::from_millis(300));
    let start = Instant::now();
    let error = call.await.expect_err("too slow");
    assert!(start.elapsed() < Duration::from_secs(5));
    assert!(error.is_timeout());
}

#[tokio::test]
async fn connecting_has_a_limit() {
    // A queue for one connection, which is taken: a further connection is never accepted.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a free port");
    let listener = socket.listen(0).expect("a listener");
    let address = listener.local_addr().expect("bound");
    let mut held = Vec::new();
    while let Ok(Ok(stream)) =
        tokio::time::timeout(Duration::from_millis(300), tokio::net::TcpStream::connect(address)).await
    {
        held.push(stream);
    }
    let client = Client::builder(&format!("http://{address}"))
        .connect_timeout(Duration::from_millis(100))
        .build()
        .expect("valid settings");
    let error = client.health().await.expect_err("no connection");
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!(timeout.phase(), TimeoutPhase::Connect);
    assert!(error.is_connect());
    let expected = format!("no connection within 100ms for `ServiceHealthCheck` (GET /) at `{address}`");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_call_outside_of_a_runtime_is_an_error() {
    let server = slow();
    let client = Client::builder(&server.url).build().expect("valid settings");
    for call in [client.list_pets(), client.list_pets().with_timeout(Duration::from_secs(1))] {
        let mut future = std::pin::pin!(call.into_future());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        let std::task::Poll::Ready(Err(error)) = future.as_mut().poll(&mut context) else { panic!("not an error") };
        assert_eq!(
            error.to_string(),
            "`listPets` (GET /pets?kind=pet) needs a tokio runtime; `send_blocking` does not"
        );
    }
}
