//! Tokens that expire while calls go on, and sources of tokens that fail, hang and panic.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use callsmith_runtime::{Retry, Token, TokenError, TokenSource};

use crate::outcomes::{FailureTexts, failure_of, is, run};
use crate::sample::Client;
use crate::server::{Keep, Server, pet, response};

/// Tokens that serve for 200 ms: the service refuses those that are older than twice that. No call sees one of them.
#[test]
fn tokens_expire_in_a_stream_of_calls() {
    const LIFETIME: Duration = Duration::from_millis(200);
    let begin = Instant::now();
    let server = Server::new(move |head, _| {
        let made = head.lines().find_map(|line| line.strip_prefix("authorization: Bearer ")?.parse().ok());
        let age = begin.elapsed().saturating_sub(Duration::from_millis(made.expect("a token")));
        if age < LIFETIME * 2 {
            vec![pet(), Keep]
        } else {
            vec![response("401 Unauthorized", "content-type: application/json\r\n", "{}"), Keep]
        }
    });
    let fetches = Arc::new(AtomicUsize::new(0));
    let count = fetches.clone();
    let source = move || {
        count.fetch_add(1, Ordering::SeqCst);
        let token = Token::new(begin.elapsed().as_millis().to_string()).expires_in(LIFETIME);
        async move { Ok::<_, TokenError>(token) }
    };
    let client =
        Client::builder(&server.url).token_source(source).retry(Retry::none()).build().expect("valid settings");
    let calls = run(async {
        let tasks = (0..20).map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut calls = 0;
                while calls < 100 || begin.elapsed() < LIFETIME * 5 {
                    client.get_pet("fault").await.unwrap_or_else(|error| panic!("{error}"));
                    calls += 1;
                }
                calls
            })
        });
        let mut calls = 0;
        for task in tasks.collect::<Vec<_>>() {
            calls += task.await.expect("no panic");
        }
        calls
    });
    let (fetches, periods) = (fetches.load(Ordering::SeqCst), begin.elapsed().as_millis() / 100 + 2);
    assert!(
        calls >= 2000 && (3..=usize::try_from(periods).expect("few")).contains(&fetches),
        "{fetches} tokens for {calls} calls"
    );
}

/// The outcomes of three calls, of which the source serves the third.
fn outcomes(source: impl TokenSource) -> Vec<Result<i64, FailureTexts>> {
    let server = Server::new(|_, _| vec![pet(), Keep]);
    let client =
        Client::builder(&server.url).token_source(source).retry(Retry::none()).build().expect("valid settings");
    let mut outcomes = Vec::new();
    let mut outcome = |result: Result<crate::sample::Pet, _>| {
        outcomes.push(
            result.map(|pet| pet.id).map_err(|error| failure_of::<crate::sample::ErrorResponse>(&error, &server)),
        );
    };
    outcome(run(client.get_pet("1").into_future()));
    #[cfg(feature = "blocking")]
    outcome(client.get_pet("1").send_blocking());
    #[cfg(not(feature = "blocking"))]
    outcome(run(client.get_pet("1").into_future()));
    outcome(run(client.get_pet("1").into_future()));
    outcomes
}

/// A source that does this for the first two tokens.
fn failing_twice<F: Future<Output = ()> + Send + 'static>(
    act: impl Fn() -> F + Send + Sync + 'static,
    error: Option<&'static str>,
) -> impl TokenSource {
    let count = AtomicUsize::new(0);
    move || {
        let act = (count.fetch_add(1, Ordering::SeqCst) < 2).then(&act);
        async move {
            let Some(act) = act else { return Ok(Token::new("good")) };
            act.await;
            Err(TokenError::new(error.unwrap_or("unreachable")))
        }
    }
}

#[test]
fn a_source_fails() {
    let error = Err(is("authentication", "retryable", "no token for `Bearer`: the login service is down"));
    let source = failing_twice(|| async {}, Some("the login service is down"));
    assert_eq!(outcomes(source), [error.clone(), error, Ok(1)]);
}

#[test]
fn a_source_hangs() {
    let error =
        Err(is("authentication", "retryable", "no token for `Bearer`: the token source gave no token within 100ms"));
    let source = failing_twice(std::future::pending, None).within(Duration::from_millis(100));
    assert_eq!(outcomes(source), [error.clone(), error, Ok(1)]);
}

#[test]
fn a_source_panics() {
    let error = Err(is("authentication", "retryable", "no token for `Bearer`: the token source panicked: a bug"));
    let source = failing_twice(|| async { panic!("a bug") }, None);
    assert_eq!(outcomes(source), [error.clone(), error, Ok(1)]);
}
