//! Tokens that expire.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use callsmith_goldens::scoring_v2::{Client, ErrorResponse};
use callsmith_runtime::{Error, Token, TokenError, TokenFuture, TokenSource};
use callsmith_tests::gateway::RunningGateway;
use callsmith_tests::service::PREDICTIONS;

use crate::sent;
use crate::support::{gateway, input};

const HOUR: Duration = Duration::from_secs(3600);

/// A source whose first token, and each later one, is what a function makes of its number. It counts from 1.
#[derive(Clone)]
struct Source {
    fetched: Arc<AtomicUsize>,
    token: fn(usize) -> Result<Token, TokenError>,
}

impl Source {
    fn new(token: fn(usize) -> Result<Token, TokenError>) -> Self {
        Self { fetched: Arc::default(), token }
    }

    fn fetched(&self) -> usize {
        self.fetched.load(Ordering::SeqCst)
    }
}

impl TokenSource for Source {
    fn token(&self) -> TokenFuture<'_> {
        let number = self.fetched.fetch_add(1, Ordering::SeqCst) + 1;
        let token = (self.token)(number);
        Box::pin(async move {
            // Every other task comes along meanwhile, each several times.
            for _ in 0..300 {
                tokio::task::yield_now().await;
            }
            token
        })
    }
}

fn client(gateway: &RunningGateway, source: &Source) -> Client {
    Client::builder(&gateway.url()).token_source(source.clone()).build().expect("valid settings")
}

async fn score(client: &Client) -> Result<Vec<f64>, Error<ErrorResponse>> {
    client.run_ml_service(&input()).await
}

/// A hundred calls at once, all of which have to succeed.
async fn score_a_hundred_times(client: &Client) {
    let calls: Vec<_> = (0..100).map(|_| tokio::spawn(client.run_ml_service(&input()).into_future())).collect();
    for call in calls {
        assert_eq!(call.await.expect("no call panics").expect("the gateway takes the token"), PREDICTIONS);
    }
}

#[tokio::test]
async fn a_hundred_calls_with_an_expired_token_refresh_it_once() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| {
        let token = Token::new(format!("token-{number}"));
        Ok(if number == 1 { token.expires_at(SystemTime::now()) } else { token.expires_in(HOUR) })
    });
    let client = client(&gateway, &source);
    score(&client).await.unwrap();
    assert_eq!((source.fetched(), gateway.count()), (1, 1));

    gateway.accept(["token-2"]);
    gateway.forget();
    score_a_hundred_times(&client).await;
    assert_eq!(source.fetched(), 2, "one refresh for all");
    assert_eq!(sent(&gateway), vec!["Bearer token-2"; 100], "the expired token is not sent");
}

#[tokio::test]
async fn a_hundred_calls_with_a_refused_token_refresh_it_once() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| Ok(Token::new(format!("token-{number}")).expires_in(HOUR)));
    let client = client(&gateway, &source);
    score(&client).await.unwrap();

    // The service revokes the token before its time.
    gateway.accept(["token-2"]);
    gateway.forget();
    score_a_hundred_times(&client).await;
    assert_eq!(source.fetched(), 2, "one refresh for all");
    let sent = sent(&gateway);
    assert_eq!(sent.iter().filter(|header| *header == "Bearer token-2").count(), 100);
    assert!(sent.len() <= 200, "each call is repeated once at most: {}", sent.len());
}

#[tokio::test]
async fn a_token_past_its_refresh_time_is_renewed_before_use() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| {
        let token = Token::new(format!("token-{number}")).expires_in(HOUR);
        Ok(if number == 1 { token.refresh_by(SystemTime::now()) } else { token })
    });
    let client = client(&gateway, &source);
    score(&client).await.unwrap();
    gateway.accept(["token-2"]);
    score(&client).await.unwrap();
    score(&client).await.unwrap();
    assert_eq!(sent(&gateway), ["Bearer token-1", "Bearer token-2", "Bearer token-2"]);
    assert_eq!(source.fetched(), 2);
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_the_call_repeated_once() {
    let gateway = gateway("token-2").start();
    let source = Source::new(|number| Ok(Token::new(format!("token-{number}"))));
    let client = client(&gateway, &source);
    assert_eq!(score(&client).await.unwrap(), PREDICTIONS);
    assert_eq!(sent(&gateway), ["Bearer token-1", "Bearer token-2"]);
    let bodies: Vec<_> = gateway.requests().into_iter().map(|request| request.body).collect();
    assert_eq!(bodies[0], bodies[1]);
    assert!(!bodies[0].is_empty());
}

#[tokio::test]
async fn a_second_refusal_is_the_response() {
    let gateway = gateway("never").start();
    let source = Source::new(|number| Ok(Token::new(format!("token-{number}"))));
    let error = score(&client(&gateway, &source)).await.expect_err("no token is right");
    assert!(error.is_unauthorized(), "{error}");
    assert_eq!(sent(&gateway), ["Bearer token-1", "Bearer token-2"]);
    assert_eq!(source.fetched(), 2);
}

#[tokio::test]
async fn without_a_first_token_nothing_is_sent() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|_| Err(TokenError::new("signed out")));
    let error = score(&client(&gateway, &source)).await.expect_err("there is no token");
    let Error::Authentication(error) = error else { panic!("{error:?}") };
    assert_eq!(error.token_error().map(ToString::to_string).as_deref(), Some("signed out"));
    assert_eq!(error.to_string(), "no token for `Bearer`: signed out");
    assert_eq!((source.fetched(), gateway.count()), (1, 0));
}

#[tokio::test]
async fn a_token_that_is_due_serves_while_the_source_fails() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| match number {
        1 => Ok(Token::new("token-1").expires_in(HOUR).refresh_by(SystemTime::now())),
        _ => Err(TokenError::new("the source is down")),
    });
    let client = client(&gateway, &source);
    for _ in 0..3 {
        assert_eq!(score(&client).await.unwrap(), PREDICTIONS);
    }
    assert_eq!(sent(&gateway), vec!["Bearer token-1"; 3]);
    assert_eq!(source.fetched(), 2, "after a failure the source is left alone for a while");
}

#[tokio::test]
async fn an_expired_token_does_not_serve_while_the_source_fails() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| match number {
        1 => Ok(Token::new("token-1").expires_at(SystemTime::now())),
        _ => Err(TokenError::new("the source is down")),
    });
    let client = client(&gateway, &source);
    score(&client).await.unwrap();
    let error = score(&client).await.expect_err("the token has expired");
    assert_eq!(error.to_string(), "no token for `Bearer`: the source is down");
    assert_eq!(gateway.count(), 1, "the expired token is not sent");
}

#[tokio::test]
async fn a_refusal_stays_where_there_is_no_new_token() {
    let gateway = gateway("token-1").start();
    let source = Source::new(|number| match number {
        1 => Ok(Token::new("token-1")),
        _ => Err(TokenError::new("the source is down")),
    });
    let client = client(&gateway, &source);
    score(&client).await.unwrap();
    gateway.accept(["token-2"]);
    let error = score(&client).await.expect_err("the token was revoked");
    assert!(error.is_unauthorized(), "{error:?}");
    let reason = "the server refused the token for `Bearer` and there is no new one: the source is down";
    assert!(error.to_string().ends_with(&format!("({reason})")), "{error}");
}
