//! Calls that block where others wait: within the caller's code that a call runs, and within runtimes. None of them hangs.

use std::future::{Future, ready};
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use callsmith_runtime::{Body, Error, Method, Token, TokenError, http};
use tokio::runtime::{Builder, Runtime};

use crate::hyper_client::hyper_client;
use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

/// Runs a test on a thread of its own. One that takes longer than half a minute hangs.
#[track_caller]
fn in_time<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let _ = sender.send(catch_unwind(AssertUnwindSafe(test)));
    });
    let outcome = receiver.recv_timeout(Duration::from_secs(30)).expect("it hangs");
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// A service that responds to  with what they hold, scores with one number, and is slow at `/slow`.
fn echo() -> Server {
    Server::new(|seen, _| match seen.target.as_str() {
        "/score" => CannedResponse::json(200, "[1.5]"),
        "/slow" => CannedResponse::new(200, "late").after(Duration::from_millis(400)),
        _ => CannedResponse::new(200, seen.body.clone()).header("content-type", "text/plain"),
    })
}

fn client(server: &Server) -> Client {
    Client::builder(&server.url).bearer("k3y").build().expect("valid settings")
}

fn score(client: &Client) -> Result<Vec<f64>, String> {
    client.run_ml_service(&ServiceInput::default()).send_blocking().map_err(|error| error.to_string())
}

fn raw(client: &Client, path: &str, body: Body) -> Result<String, String> {
    let response = client.request(Method::POST, path).body("text/plain", body).send_blocking();
    response.map(|response| String::from_utf8_lossy(response.body()).into_owned()).map_err(|error| error.to_string())
}

fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn workers(count: usize) -> Runtime {
    Builder::new_multi_thread().worker_threads(count).enable_all().build().expect("a runtime")
}

/// Items that are scores of calls, each made when it is asked for.
fn scores(client: Client, count: usize) -> Body {
    Body::json_lines((0..count).map(move |_| score(&client).expect("a score")[0]))
}

#[test]
fn items_of_a_body_are_responses_of_blocking_calls() {
    let server = echo();
    let client = client(&server);
    let sent = in_time(move || {
        let sent = raw(&client, "/sink", scores(client.clone(), 3));
        (sent, score(&client))
    });
    assert_eq!(sent, (Ok("1.5\n1.5\n1.5\n".to_owned()), Ok(vec![1.5])));
}

#[test]
fn pieces_of_a_response_are_the_body_of_another_call() {
    let server = echo();
    let client = client(&server);
    let sent = in_time(move || {
        let text: String = (0..1000).map(|number| format!("{number}\n")).collect();
        let source = client.run_ml_service_raw("text/plain", Body::from("x")).stream_blocking().expect("a response");
        let mut reader = source.into_body();
        let lines = std::iter::from_fn(move || {
            let mut byte = [0];
            (reader.read(&mut byte).expect("a byte") == 1).then(|| byte[0])
        });
        assert_eq!(raw(&client, "/sink", Body::json_lines(lines)).expect("sent").lines().count(), "[1.5]".len());
        raw(&client, "/sink", Body::from(text.clone())).map(|back| back == text)
    });
    assert_eq!(sent, Ok(true));
}

#[test]
fn a_token_is_fetched_by_a_blocking_call() {
    let server = echo();
    let login = client(&server);
    let source = move || {
        let token = score(&login).map(|scores| Token::new(format!("t{}", scores[0]))).map_err(TokenError::new);
        ready(token)
    };
    let client = Client::builder(&server.url).token_source(source).build().expect("valid settings");
    let outcome = in_time(move || {
        let first = score(&client);
        thread::scope(|scope| {
            let others: Vec<_> = (0..8).map(|_| scope.spawn(|| score(&client))).collect();
            others.into_iter().for_each(|other| assert_eq!(other.join().expect("no panic"), Ok(vec![1.5])));
        });
        first
    });
    assert_eq!(outcome, Ok(vec![1.5]));
    assert_eq!(server.requests().last().expect("calls").header("authorization"), Some("Bearer t1.5"));
}

/// A service that makes a blocking call before each request.
#[derive(Clone)]
struct Before(Client);

impl tower_service::Service<http::Request<Body>> for Before {
    type Response = http::Response<Body>;
    type Error = std::io::Error;
    type Future = Pin<Box<dyn Future<Output = Result<http::Response<Body>, std::io::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            let response = if path == "/spawned" {
                // A task of whichever runtime carries the call.
                tokio::spawn(async move { score(&client) }).await.expect("no panic")
            } else {
                score(&client)
            };
            Ok(http::Response::new(Body::from(format!("{response:?}"))))
        })
    }
}

#[test]
fn a_service_makes_blocking_calls() {
    let server = echo();
    let client = Client::builder("http://localhost").service(Before(client(&server))).build().expect("valid settings");
    let responses = in_time(move || ["/inline", "/spawned"].map(|path| raw(&client, path, Body::from("x"))));
    assert_eq!(responses, [Ok("Ok([1.5])".to_owned()), Ok("Ok([1.5])".to_owned())]);
}

#[test]
fn a_service_makes_blocking_calls_within_runtimes() {
    for runtime in [one_thread, || workers(1), || workers(2)] {
        let server = echo();
        let client =
            Client::builder("http://localhost").service(Before(client(&server))).build().expect("valid settings");
        let responses = in_time(move || {
            runtime().block_on(async { ["/inline", "/spawned"].map(|path| raw(&client, path, Body::from("x"))) })
        });
        assert_eq!(responses, [Ok("Ok([1.5])".to_owned()), Ok("Ok([1.5])".to_owned())]);
    }
}

/// A blocking call inside of a body that an awaited call sends.
#[test]
fn items_of_an_awaited_body_are_responses_of_blocking_calls() {
    for runtime in [one_thread, || workers(1), || workers(2)] {
        let server = echo();
        let client = client(&server);
        let response = in_time(move || {
            runtime().block_on(async {
                let call = client.request(Method::POST, "/sink").body("text/plain", scores(client.clone(), 3));
                call.send().await.expect("a response").into_body()
            })
        });
        assert_eq!(response, "1.5\n1.5\n1.5\n");
    }
}

#[test]
fn calls_block_in_tasks_and_in_spawn_blocking() {
    for runtime in [one_thread, || workers(1), || workers(2)] {
        let server = echo();
        let client = client(&server);
        in_time(move || {
            runtime().block_on(async {
                let (task, thread) = (client.clone(), client.clone());
                let task = tokio::spawn(async move { raw(&task, "/sink", scores(task.clone(), 2)) });
                assert_eq!(task.await.expect("no panic"), Ok("1.5\n1.5\n".to_owned()));
                let thread = tokio::task::spawn_blocking(move || raw(&thread, "/sink", scores(thread.clone(), 2)));
                assert_eq!(thread.await.expect("no panic"), Ok("1.5\n1.5\n".to_owned()));
                let local = tokio::task::LocalSet::new();
                assert_eq!(local.run_until(async { score(&client) }).await, Ok(vec![1.5]));
            });
        });
    }
}

#[test]
fn fifty_threads_block_while_the_body_of_one_is_slow() {
    let server = echo();
    let client = client(&server);
    in_time(move || {
        let slow = Body::json_lines((0..2).inspect(|_| thread::sleep(Duration::from_millis(1500))));
        thread::scope(|scope| {
            let slow = scope.spawn(|| raw(&client, "/sink", slow));
            thread::sleep(Duration::from_millis(100));
            let start = Instant::now();
            let others: Vec<_> = (0..50).map(|_| scope.spawn(|| score(&client))).collect();
            others.into_iter().for_each(|other| assert_eq!(other.join().expect("no panic"), Ok(vec![1.5])));
            assert!(!slow.is_finished(), "the others waited {:?} for it", start.elapsed());
            assert_eq!(slow.join().expect("no panic"), Ok("0\n1\n".to_owned()));
        });
    });
}

#[test]
fn fifty_threads_send_bodies_of_calls() {
    let server = echo();
    let client = client(&server);
    in_time(move || {
        thread::scope(|scope| {
            let calls: Vec<_> =
                (0..50).map(|_| scope.spawn(|| raw(&client, "/sink", scores(client.clone(), 2)))).collect();
            calls.into_iter().for_each(|call| assert_eq!(call.join().expect("no panic"), Ok("1.5\n1.5\n".to_owned())));
        });
    });
}

#[test]
fn code_of_the_caller_that_panics_is_an_error_and_the_next_call_works() {
    let server = echo();
    let client = client(&server);
    let (error, next) = in_time(move || {
        let items = (0..3).inspect(|number| assert!(*number < 1, "a bug in the items"));
        (raw(&client, "/sink", Body::json_lines(items)), score(&client))
    });
    assert!(error.as_ref().is_err_and(|error| error.contains("it panicked: a bug in the items")), "{error:?}");
    assert_eq!(next, Ok(vec![1.5]));
}

/// A body that is sent before its response is there, and one that fails.
#[test]
fn a_body_is_asked_for_only_when_it_is_sent() {
    let server = echo();
    let client = client(&server);
    in_time(move || {
        let nowhere = Client::builder("http://127.0.0.1:9").build().expect("valid settings");
        let begun = Arc::new(AtomicBool::new(false));
        let mark = begun.clone();
        let body = Body::json_lines(std::iter::once(1).inspect(move |_| mark.store(true, Ordering::SeqCst)));
        let error = nowhere.request(Method::POST, "/x").body("text/plain", body.clone()).send_blocking();
        assert!(error.expect_err("nobody listens").is_connect());
        assert!(!begun.load(Ordering::SeqCst), "it can be sent still");
        assert_eq!(raw(&client, "/sink", body.clone()), Ok("1\n".to_owned()));
        let error = raw(&client, "/sink", body).expect_err("it is spent");
        assert!(error.contains("cannot be sent again"), "{error}");
        let error = raw(&client, "/sink", Body::json_lines([f64::NAN].map(|_| Unwritable))).expect_err("no JSON");
        assert!(error.contains("no form"), "{error}");
        let short = Body::stream(OneByte(false)).with_length(2);
        let error = raw(&client, "/sink", short).expect_err("too short");
        assert!(error.contains("it ends 1 bytes before its length"), "{error}");
        assert_eq!(score(&client), Ok(vec![1.5]));
    });
}

struct Unwritable;

impl serde_core::Serialize for Unwritable {
    fn serialize<S: serde_core::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde_core::ser::Error::custom("no form"))
    }
}

struct OneByte(bool);

impl futures_core::Stream for OneByte {
    type Item = Result<&'static str, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready((!std::mem::replace(&mut self.0, true)).then_some(Ok("x")))
    }
}

/// Connections of an own client that calls left open belong to a runtime that a blocking call blocks.
#[test]
fn a_call_that_would_wait_for_itself_is_an_error() {
    let server = echo();
    let url = server.url.clone();
    let (error, text) = in_time(move || {
        let client = Client::builder(&url).bearer("k3y").service(hyper_client()).build().expect("valid settings");
        one_thread().block_on(async {
            client.run_ml_service(&ServiceInput::default()).await.expect("a response");
            let error =
                client.run_ml_service(&ServiceInput::default()).send_blocking().expect_err("it waits for itself");
            client.run_ml_service(&ServiceInput::default()).await.expect("a response");
            (matches!(error, Error::Transport(_)), error.to_string())
        })
    });
    assert!(error, "{text}");
    assert_eq!(
        text,
        "`RunMLService` (POST /score) blocks the runtime whose connections it needs; await it, or block in `tokio::task::spawn_blocking` \
         on a runtime of several threads"
    );
}

#[test]
fn calls_of_an_own_client_block_where_its_runtime_goes_on() {
    let server = echo();
    let url = server.url.clone();
    in_time(move || {
        let client = Client::builder(&url).bearer("k3y").service(hyper_client()).build().expect("valid settings");
        // Without a runtime, and in one whose connections it has none of.
        assert_eq!(score(&client), Ok(vec![1.5]));
        one_thread().block_on(async { assert_eq!(score(&client), Ok(vec![1.5])) });
        let runtime = workers(2);
        runtime.block_on(async {
            client.run_ml_service(&ServiceInput::default()).await.expect("a response");
            assert_eq!(score(&client), Ok(vec![1.5]));
            let task = client.clone();
            let task = tokio::spawn(async move {
                task.run_ml_service(&ServiceInput::default()).await.expect("a response");
                (score(&task), raw(&task, "/sink", scores(task.clone(), 2)))
            });
            assert_eq!(task.await.expect("no panic"), (Ok(vec![1.5]), Ok("1.5\n1.5\n".to_owned())));
        });
        let runtime = one_thread();
        runtime.block_on(async {
            client.run_ml_service(&ServiceInput::default()).await.expect("a response");
            let thread = client.clone();
            let thread = tokio::task::spawn_blocking(move || score(&thread));
            assert_eq!(thread.await.expect("no panic"), Ok(vec![1.5]));
        });
    });
}

/// A stream that an awaited call began is read by a thread that blocks its runtime.
#[test]
fn a_slow_response_is_waited_for_in_a_runtime_of_one_thread() {
    let server = echo();
    let url = server.url.clone();
    in_time(move || {
        let client = Client::builder(&url).bearer("k3y").service(hyper_client()).build().expect("valid settings");
        one_thread().block_on(async { assert_eq!(raw(&client, "/slow", Body::from("x")), Ok("late".to_owned())) });
    });
}

#[test]
fn a_dropped_stream_leaves_other_calls_alone() {
    let server = echo();
    let client = client(&server);
    let dropped = Arc::new(AtomicUsize::new(0));
    let count = dropped.clone();
    in_time(move || {
        for _ in 0..5 {
            let body = scores(client.clone(), 1000);
            let call =
                client.request(Method::POST, "/slow").body("text/plain", body).timeout(Duration::from_millis(20));
            assert!(call.send_blocking().expect_err("too slow").is_timeout());
            count.fetch_add(1, Ordering::SeqCst);
        }
        assert_eq!(score(&client), Ok(vec![1.5]));
    });
    assert_eq!(dropped.load(Ordering::SeqCst), 5);
}
