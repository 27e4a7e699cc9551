//! Tokens of a source: what calls do while it is slow, hangs, fails and panics, and when the service refuses what it gives.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use callsmith_runtime::{Error, Retry, TimeoutPhase, Token, TokenError, TokenSource};

use crate::sample::{Client, ServiceInput};
use crate::server::{CannedResponse, Server};

/// A service that accepts tokens by what they begin with.
fn service() -> Server {
    Server::new(|seen, _| match seen.header("authorization") {
        Some(text) if text.starts_with("Bearer good") => CannedResponse::json(200, "[1.5]"),
        _ => CannedResponse::json(401, r#"{"status_code": 401, "message": "no"}"#),
    })
}

/// Gives what `give` makes of the number of the fetch, after a pause.
fn source<F>(pause: Duration, give: F) -> (Arc<AtomicUsize>, impl TokenSource)
where
    F: Fn(usize) -> Result<Token, TokenError> + Clone + Send + Sync + 'static,
{
    let count = Arc::new(AtomicUsize::new(0));
    let counted = count.clone();
    let source = move || {
        let (give, number) = (give.clone(), counted.fetch_add(1, Ordering::SeqCst));
        async move {
            tokio::time::sleep(pause).await;
            give(number)
        }
    };
    (count, source)
}

fn good(number: usize) -> Result<Token, TokenError> {
    Ok(Token::new(format!("good{number}")))
}

fn client(server: &Server, source: impl TokenSource) -> Client {
    Client::builder(&server.url).token_source(source).build().expect("valid settings")
}

async fn score(client: &Client) -> Result<Vec<f64>, String> {
    client.run_ml_service(&ServiceInput::default()).await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_source_slower_than_the_limit_of_a_call_serves_a_later_call() {
    let server = service();
    let (count, source) = source(Duration::from_millis(800), good);
    let client = client(&server, source);
    let call = || client.run_ml_service(&ServiceInput::default()).with_timeout(Duration::from_millis(500));
    let error = call().await.expect_err("too slow");
    let Error::Timeout(timeout) = &error else { panic!("{error}") };
    assert_eq!(timeout.phase(), TimeoutPhase::Token);
    assert!(error.to_string().starts_with("no token within 500ms for `RunMLService` (POST /score)"), "{error}");
    assert_eq!(call().await.expect("a score"), [1.5]);
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_the_fetch_to_the_others() {
    let server = service();
    let (count, source) = source(Duration::from_millis(300), good);
    let client = client(&server, source);
    let calls = (0..20).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { score(&client).await })
    });
    let calls: Vec<_> = calls.collect();
    tokio::time::sleep(Duration::from_millis(150)).await;
    calls[0].abort();
    for call in calls.into_iter().skip(1) {
        assert_eq!(call.await.expect("no panic"), Ok(vec![1.5]));
    }
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_source_that_hangs_has_a_limit_of_its_own() {
    let server = service();
    let (count, source) = source(Duration::from_secs(3600), good);
    let client = client(&server, source.within(Duration::from_millis(100)));
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("no token");
    assert_eq!(error.to_string(), "no token for `Bearer`: the token source gave no token within 100ms");
    assert!(matches!(error, Error::Authentication(_)) && error.is_retryable());
    score(&client).await.expect_err("once more");
    assert_eq!(count.load(Ordering::SeqCst), 2);
    assert_eq!(server.requests().len(), 0);
}

#[cfg(feature = "blocking")]
#[test]
fn a_source_that_hangs_has_a_limit_of_its_own_without_async() {
    let server = service();
    let (_, source) = source(Duration::from_secs(3600), good);
    let client = client(&server, source.within(Duration::from_millis(100)));
    let error = client.run_ml_service(&ServiceInput::default()).send_blocking().expect_err("no token");
    assert_eq!(error.to_string(), "no token for `Bearer`: the token source gave no token within 100ms");
}

#[tokio::test]
async fn a_fetch_that_fails_is_repeated_as_calls_are() {
    let server = service();
    let (count, source) = source(Duration::ZERO, |number| match number {
        0 | 1 => Err(TokenError::new("down")),
        _ => good(number),
    });
    let client = client(&server, source);
    let patient = Retry::up_to(2).first_pause(Duration::from_millis(1));
    let call = client.run_ml_service(&ServiceInput::default());
    assert_eq!(call.clone().await.expect_err("not repeated").to_string(), "no token for `Bearer`: down");
    assert_eq!(call.with_retry(patient).await.expect("a score"), [1.5]);
    assert_eq!(count.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_fetch_that_is_refused_for_good_is_not_repeated() {
    let server = service();
    let (count, source) = source(Duration::ZERO, |_| Err(TokenError::permanent("the secret is wrong")));
    let client = client(&server, source);
    let patient = Retry::up_to(2).first_pause(Duration::from_millis(1));
    let error = client.run_ml_service(&ServiceInput::default()).with_retry(patient).await.expect_err("no token");
    assert_eq!(error.to_string(), "no token for `Bearer`: the secret is wrong");
    assert!(!error.is_retryable());
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_service_that_refuses_all_tokens_costs_two() {
    let server = service();
    let (count, source) = source(Duration::ZERO, |number| Ok(Token::new(format!("bad{number}"))));
    let client = client(&server, source);
    for _ in 0..10 {
        let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("refused");
        assert!(error.is_unauthorized(), "{error}");
    }
    assert_eq!(count.load(Ordering::SeqCst), 2);
    assert_eq!(server.requests().len(), 11);
}

#[tokio::test]
async fn a_refusal_stays_one_where_there_is_no_new_token() {
    let server = service();
    let (_, source) = source(Duration::ZERO, |number| match number {
        0 => Ok(Token::new("bad")),
        _ => Err(TokenError::new("down")),
    });
    let client = client(&server, source);
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("refused");
    assert!(error.is_unauthorized());
    assert_eq!(
        error.to_string(),
        "401 Unauthorized for `RunMLService` (POST /score): {\"status_code\": 401, \"message\": \"no\"} \
         (the server refused the token for `Bearer` and there is no new one: down)"
    );
}

#[tokio::test]
async fn a_source_that_panics_is_an_error_and_the_next_call_works() {
    let server = service();
    let (_, source) = source(Duration::ZERO, |number| {
        assert!(number > 0, "a bug");
        good(number)
    });
    let client = client(&server, source);
    assert_eq!(score(&client).await, Err("no token for `Bearer`: the token source panicked: a bug".to_owned()));
    assert_eq!(score(&client).await, Ok(vec![1.5]));
}

#[tokio::test]
async fn a_token_that_comes_expired_is_used_by_those_who_waited_and_asked_for_again() {
    let server = service();
    let (count, source) = source(Duration::from_millis(50), |number| {
        Ok(Token::new(format!("good{number}")).expires_at(std::time::SystemTime::UNIX_EPOCH))
    });
    let client = client(&server, source);
    for round in 1..=2 {
        let calls = (0..50).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { score(&client).await })
        });
        for call in calls.collect::<Vec<_>>() {
            assert_eq!(call.await.expect("no panic"), Ok(vec![1.5]));
        }
        assert_eq!(count.load(Ordering::SeqCst), round);
    }
}

/// A runtime that ends leaves a client that works in the next one.
#[test]
fn a_fetch_outlives_the_runtime_in_which_it_began() {
    let server = service();
    let (_, source) = source(Duration::from_millis(200), good);
    let client = client(&server, source);
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let first = runtime();
    first.block_on(async {
        assert!(tokio::time::timeout(Duration::from_millis(20), score(&client)).await.is_err());
    });
    drop(first);
    assert_eq!(runtime().block_on(score(&client)), Ok(vec![1.5]));
}
