//! Repetition.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use callsmith_runtime::{Body, Method, Retry, http};

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};
use crate::service::Answering;

fn quick(repetitions: u32) -> Retry {
    Retry::up_to(repetitions).first_pause(Duration::from_millis(5))
}

/// Responds `failures` times with `status`, then well.
fn flaky(status: u16, failures: usize) -> Server {
    Server::new(
        move |_, before| {
            if before < failures { CannedResponse::json(status, "{}") } else { CannedResponse::json(200, "[]") }
        },
    )
}

fn client(server: &Server, retry: Retry) -> Client {
    Client::builder(&server.url).retry(retry).build().expect("valid settings")
}

#[tokio::test]
async fn what_is_safe_is_repeated_twice_by_default() {
    let server = flaky(503, 2);
    let client = Client::builder(&server.url).build().expect("valid settings");
    client.list_pets().await.expect("a response");
    assert_eq!(server.requests().len(), 3);

    let server = flaky(503, 9);
    let client = Client::builder(&server.url).build().expect("valid settings");
    client.list_pets().await.expect_err("an error");
    assert_eq!(server.requests().len(), 3);
    server.forget();
    client.list_pets().with_retry(Retry::none()).await.expect_err("an error");
    server.only_request();
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        server.forget();
        let server = Server::always(CannedResponse::json(503, "{}").header("retry-after", "0"));
        let client = Client::builder(&server.url).build().expect("valid settings");
        assert_eq!(client.request(method, "/x").send().await.expect("a response").status(), 503);
        server.only_request();
    }
}

#[tokio::test]
async fn a_request_with_an_idempotency_key_is_repeated_by_default() {
    let server = flaky(503, 1);
    let client = Client::builder(&server.url).build().expect("valid settings");
    let request = client.request(Method::POST, "/x").header("Idempotency-Key", "k1").body("text/plain", "a");
    assert_eq!(request.send().await.expect("a response").status(), 200);
    let seen: Vec<_> = server
        .requests()
        .iter()
        .map(|seen| (seen.header("idempotency-key").map(str::to_owned), seen.body.clone()))
        .collect();
    let expected = (Some("k1".to_owned()), "a".to_owned());
    assert_eq!(seen, [expected.clone(), expected]);
}

#[tokio::test]
async fn a_bare_503_does_not_repeat_a_post() {
    let input = ServiceInput::default();
    let server = flaky(503, 1);
    client(&server, quick(3)).run_ml_service(&input).await.expect_err("an error");
    server.only_request();
    let server = flaky(503, 1);
    client(&server, quick(3).any_method(true)).run_ml_service(&input).await.expect("a response");
    assert_eq!(server.requests().len(), 2);
    let server = Server::new(|_, before| match before {
        0 => CannedResponse::json(503, "{}").header("retry-after", "0"),
        _ => CannedResponse::json(200, "[]"),
    });
    client(&server, quick(3)).run_ml_service(&input).await.expect("a response");
    assert_eq!(server.requests().len(), 2);
}

/// A client of a service in memory that responds with 503 every other time, which counts the requests.
fn half_down(count: &Arc<AtomicUsize>) -> Client {
    let count = count.clone();
    let service = Answering(move |_| {
        let is_down = count.fetch_add(1, Ordering::SeqCst) % 2 == 0;
        let response = http::Response::builder().status(if is_down { 503 } else { 200 });
        response.header("content-type", "application/json").body(Body::from("[]")).expect("valid")
    });
    Client::builder("http://localhost").service(service).build().expect("valid settings")
}

#[tokio::test(start_paused = true)]
async fn a_service_in_trouble_gets_a_tenth_more_requests() {
    let count = Arc::new(AtomicUsize::new(0));
    let client = half_down(&count);
    let calls = async |client: &Client| {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..1000 {
            let client = client.clone();
            tasks.spawn(async move { u32::from(client.list_pets().await.is_ok()) });
        }
        tasks.join_all().await.iter().sum::<u32>()
    };
    calls(&client).await;
    // Now the budget is spent.
    count.store(0, Ordering::SeqCst);
    let good = calls(&client).await;
    let sent = count.load(Ordering::SeqCst);
    assert!((1000..=1100).contains(&sent), "{sent} requests for 1000 calls");
    assert!(good >= 500, "{good}");
    // A policy of one's own has no budget, unless it is asked for.
    count.store(0, Ordering::SeqCst);
    let mut sent = 0;
    for _ in 0..100 {
        client.list_pets().with_retry(Retry::up_to(2)).await.expect("a response");
        sent = count.load(Ordering::SeqCst);
    }
    assert!(sent >= 190, "{sent}");
}

/// Reads the head of a request.
fn read_head(stream: &mut std::net::TcpStream) -> Option<String> {
    use std::io::Read;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    Some(String::from_utf8_lossy(&head).into_owned())
}

/// A service that responds to  first request of each connection, and closes it when the second has come.
fn closing(count: &Arc<AtomicUsize>) -> String {
    use std::io::Write;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let (url, count) = (format!("http://{}", listener.local_addr().expect("bound")), count.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, count) = (stream.expect("a connection"), count.clone());
            std::thread::spawn(move || {
                while read_head(&mut stream).is_some() {
                    if count.fetch_add(1, Ordering::SeqCst) % 2 == 1 {
                        return;
                    }
                    let response = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n[]";
                    stream.write_all(response.as_bytes()).expect("written");
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn an_idle_connection_that_is_closed_is_no_error_of_a_get() {
    let count = Arc::new(AtomicUsize::new(0));
    let client = Client::builder(&closing(&count)).build().expect("valid settings");
    client.list_pets().await.expect("a response");
    let start = Instant::now();
    client.list_pets().await.expect("an answer on another connection");
    assert!(start.elapsed() < Duration::from_millis(400), "without a pause: {:?}", start.elapsed());
    assert_eq!(count.load(Ordering::SeqCst), 3);
    // The service has read this one: nobody knows what it did.
    let error = client.request(Method::POST, "/x").send().await.expect_err("closed");
    assert!(error.is_retryable() && !error.is_connect(), "{error}");
    assert_eq!(count.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_post_takes_another_connection_where_the_idle_one_is_closed() {
    use std::io::Write;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("bound"));
    let count = Arc::new(AtomicUsize::new(0));
    let seen = count.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            read_head(&mut stream).expect("a request");
            seen.fetch_add(1, Ordering::SeqCst);
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").expect("written");
        }
    });
    let client = Client::builder(&url).build().expect("valid settings");
    for expected in 1..=3 {
        let response = client.request(Method::POST, "/x").send().await.expect("a response");
        assert_eq!((response.status().as_u16(), count.load(Ordering::SeqCst)), (200, expected));
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_get_is_repeated_up_to_a_number() {
    let server = flaky(502, 2);
    client(&server, quick(2)).list_pets().await.expect("a response");
    assert_eq!(server.requests().len(), 3);

    let server = flaky(502, 3);
    client(&server, quick(2)).list_pets().await.expect_err("an error");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_post_is_repeated_only_when_it_was_not_carried_out() {
    let input = ServiceInput::default();
    let server = flaky(502, 1);
    client(&server, quick(2)).run_ml_service(&input).await.expect_err("an error");
    server.only_request();

    let server = flaky(429, 1);
    client(&server, quick(2)).run_ml_service(&input).await.expect("a response");
    let seen = server.requests();
    assert_eq!(seen.len(), 2);
    assert_eq!(seen[1].body, "{}");
}

#[tokio::test]
async fn the_service_says_when_to_come_back() {
    let server = Server::new(|_, before| match before {
        0 => CannedResponse::json(429, "{}").header("retry-after-ms", "120"),
        _ => CannedResponse::json(200, "[]"),
    });
    let start = Instant::now();
    client(&server, quick(1)).list_pets().await.expect("a response");
    assert!(start.elapsed() >= Duration::from_millis(120), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_pause_that_is_too_long_is_not_waited_for() {
    let server = Server::always(CannedResponse::json(429, "{}").header("retry-after", "20"));
    let start = Instant::now();
    let error =
        client(&server, quick(3).longest_pause(Duration::from_secs(10))).list_pets().await.expect_err("an error");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(20)));
    let within_limit =
        client(&server, quick(3)).list_pets().with_timeout(Duration::from_secs(5)).await.expect_err("an error");
    assert_eq!(within_limit.retry_after(), Some(Duration::from_secs(20)));
    assert!(start.elapsed() < Duration::from_secs(5));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_call_has_a_policy_of_its_own() {
    let server = flaky(503, 1);
    client(&server, quick(2)).list_pets().with_retry(Retry::none()).await.expect_err("an error");
    server.only_request();
}

#[tokio::test]
async fn an_attempt_has_a_time_limit_of_its_own() {
    let server = Server::new(|_, before| match before {
        0 => CannedResponse::json(200, "[]").after(Duration::from_secs(10)),
        _ => CannedResponse::json(200, "[]"),
    });
    let retry = quick(1).attempt_timeout(Duration::from_millis(200));
    client(&server, retry).list_pets().await.expect("a response");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_service_that_is_down_is_tried_again() {
    let free =
        std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port");
    let client = Client::builder(&format!("http://{free}")).retry(quick(2)).build().expect("valid settings");
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("an error");
    assert!(error.is_connect());
}

#[tokio::test]
async fn requests_by_hand_are_repeated_too() {
    let server = flaky(429, 1);
    let client = client(&server, quick(1));
    let response = client.request(Method::POST, "/x").send().await.expect("a response");
    assert_eq!(response.status(), 200);
}
