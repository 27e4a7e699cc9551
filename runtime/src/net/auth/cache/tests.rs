//! The token cache, with a clock that stands still and a source that does what it is told.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use tokio::sync::Semaphore;

use super::super::token::TokenFuture;
use super::*;

/// Seconds since 1970, moved by hand.
#[derive(Clone, Default)]
struct Hands(Arc<AtomicU64>);

impl Hands {
    fn set(&self, seconds: u64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let hands = self.clone();
        Arc::new(move || at(hands.0.load(Ordering::SeqCst)))
    }
}

fn at(seconds: u64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(seconds)
}

/// Gives the outcomes in order. Each attempt waits for a permit of `gate`.
struct Script {
    outcomes: Mutex<VecDeque<Result<Token, TokenError>>>,
    started: AtomicUsize,
    gate: Semaphore,
}

impl Script {
    fn new(permits: usize, outcomes: impl IntoIterator<Item = Result<Token, &'static str>>) -> Arc<Self> {
        let outcomes = outcomes.into_iter().map(|outcome| outcome.map_err(TokenError::new)).collect();
        Arc::new(Self { outcomes: Mutex::new(outcomes), started: AtomicUsize::new(0), gate: Semaphore::new(permits) })
    }

    fn started(&self) -> usize {
        self.started.load(Ordering::SeqCst)
    }
}

impl TokenSource for Script {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(async {
            self.started.fetch_add(1, Ordering::SeqCst);
            self.gate.acquire().await.expect("the gate is never closed").forget();
            self.outcomes.lock().unwrap().pop_front().expect("no more attempts than outcomes")
        })
    }
}

fn token(text: &str, expires: u64) -> Result<Token, &'static str> {
    Ok(Token::new(text).expires_at(at(expires)))
}

fn cache(hands: &Hands, script: &Arc<Script>) -> Arc<TokenCache> {
    Arc::new(TokenCache::new(script.clone(), hands.clock()))
}

fn text(outcome: Result<IssuedToken, TokenError>) -> Result<String, String> {
    outcome.map(|issued| issued.token.value().expose().to_owned()).map_err(|error| error.to_string())
}

async fn get(cache: &Arc<TokenCache>) -> Result<String, String> {
    text(cache.get().await)
}

async fn newer(cache: &Arc<TokenCache>, refused: u64) -> Result<String, String> {
    text(cache.get_newer(refused).await.map(|issued| issued.expect("it is not futile")))
}

/// Starts 100 calls and waits until all of them wait for the source or the lock.
async fn hundred(cache: &Arc<TokenCache>) -> Vec<tokio::task::JoinHandle<Result<String, String>>> {
    let tasks = (0..100).map(|_| {
        tokio::spawn({
            let cache = cache.clone();
            async move { get(&cache).await }
        })
    });
    let tasks: Vec<_> = tasks.collect();
    settle().await;
    tasks
}

/// Lets all tasks run until they wait (the tests run on one thread).
async fn settle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn hundred_callers_with_an_expired_token_refresh_once() {
    let hands = Hands::default();
    let script = Script::new(1, [token("old", 100), token("new", 10_000)]);
    let cache = cache(&hands, &script);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    hands.set(200);
    let tasks = hundred(&cache).await;
    assert_eq!(script.started(), 2);
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok("new".to_owned()));
    }
    assert_eq!(script.started(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn hundred_callers_on_several_threads_refresh_once() {
    let script = Script::new(1, [token("first", 10_000)]);
    let cache = cache(&Hands::default(), &script);
    for task in hundred(&cache).await {
        assert_eq!(task.await.unwrap(), Ok("first".to_owned()));
    }
    assert_eq!(script.started(), 1);
}

#[tokio::test]
async fn a_failure_is_shared_by_those_who_waited_and_by_nobody_else() {
    let script = Script::new(0, [Err("no login"), token("later", 10_000)]);
    let cache = cache(&Hands::default(), &script);
    let tasks = hundred(&cache).await;
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Err("no login".to_owned()));
    }
    assert_eq!(script.started(), 1);
    script.gate.add_permits(1);
    assert_eq!(get(&cache).await, Ok("later".to_owned()));
    assert_eq!(script.started(), 2);
}

#[tokio::test]
async fn a_token_that_comes_expired_is_shared_by_those_who_waited() {
    let hands = Hands::default();
    hands.set(500);
    let script = Script::new(0, [token("stale", 100), token("stale again", 100)]);
    let cache = cache(&hands, &script);
    let tasks = hundred(&cache).await;
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok("stale".to_owned()));
    }
    assert_eq!(script.started(), 1);
}

#[tokio::test]
async fn refresh_by_counts_before_expiry() {
    let hands = Hands::default();
    let first = Token::new("a").expires_at(at(1000)).refresh_by(at(400));
    let script = Script::new(9, [Ok(first), token("b", 10_000)]);
    let cache = cache(&hands, &script);
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
    hands.set(399);
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
    assert_eq!(script.started(), 1);
    hands.set(400);
    assert_eq!(get(&cache).await, Ok("b".to_owned()));
}

#[test]
fn the_time_to_refresh_follows_from_the_lifetime() {
    let refresh = |token: Token| refresh_time(&token, at(1000));
    assert_eq!(refresh(Token::new("t")), None);
    assert_eq!(refresh(Token::new("t").expires_at(at(1000 + 3600))), Some(at(1000 + 3300)), "at most 5 minutes");
    assert_eq!(refresh(Token::new("t").expires_at(at(1000 + 600))), Some(at(1000 + 540)), "a tenth");
    assert_eq!(refresh(Token::new("t").expires_at(at(900))), Some(at(900)));
    assert_eq!(refresh(Token::new("t").refresh_by(at(1500))), Some(at(1500)));
    assert_eq!(refresh(Token::new("t").expires_at(at(1200)).refresh_by(at(1500))), Some(at(1200)));
}

#[tokio::test]
async fn while_one_caller_renews_a_valid_token_the_others_use_it() {
    let hands = Hands::default();
    let script = Script::new(1, [token("old", 1000), token("new", 10_000)]);
    let cache = cache(&hands, &script);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    hands.set(950);
    let renewing = tokio::spawn({
        let cache = cache.clone();
        async move { get(&cache).await }
    });
    settle().await;
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    assert_eq!(script.started(), 2);
    script.gate.add_permits(1);
    assert_eq!(renewing.await.unwrap(), Ok("new".to_owned()));
    assert_eq!(get(&cache).await, Ok("new".to_owned()));
}

#[tokio::test]
async fn a_failed_refresh_leaves_the_valid_token_in_use_and_pauses() {
    let hands = Hands::default();
    let script = Script::new(9, [token("old", 1000), Err("down"), Err("down"), Err("still down")]);
    let cache = cache(&hands, &script);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    hands.set(950);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    assert_eq!(script.started(), 2, "no second attempt within the pause");
    hands.set(985);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    assert_eq!(script.started(), 3);
    hands.set(1000);
    assert_eq!(get(&cache).await, Err("still down".to_owned()), "expired, so the pause does not count");
    assert_eq!(script.started(), 4);
}

#[tokio::test]
async fn a_token_of_unknown_expiry_is_used_on_when_its_refresh_fails() {
    let hands = Hands::default();
    let script = Script::new(9, [Ok(Token::new("old").refresh_by(at(100))), Err("down")]);
    let cache = cache(&hands, &script);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    hands.set(100);
    assert_eq!(get(&cache).await, Ok("old".to_owned()));
    assert_eq!(script.started(), 2);
}

#[tokio::test]
async fn hundred_refused_callers_renew_once() {
    let script = Script::new(1, [token("a", 10_000), token("b", 10_000)]);
    let cache = cache(&Hands::default(), &script);
    let refused = cache.get().await.unwrap().generation;
    let tasks: Vec<_> = (0..100)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { newer(&cache, refused).await })
        })
        .collect();
    settle().await;
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok("b".to_owned()));
    }
    assert_eq!(newer(&cache, refused).await, Ok("b".to_owned()), "a latecomer finds the newer token");
    assert_eq!(script.started(), 2);
}

#[tokio::test]
async fn a_refused_token_does_not_serve_when_no_newer_one_is_to_be_had() {
    let script = Script::new(9, [token("a", 10_000), Err("down")]);
    let cache = cache(&Hands::default(), &script);
    let refused = cache.get().await.unwrap().generation;
    assert_eq!(newer(&cache, refused).await, Err("down".to_owned()));
    assert_eq!(get(&cache).await, Ok("a".to_owned()), "for others it has not been refused");
}

#[tokio::test]
async fn a_dropped_caller_leaves_the_fetch_to_the_others() {
    let script = Script::new(0, [token("a", 10_000)]);
    let cache = cache(&Hands::default(), &script);
    let mut tasks = hundred(&cache).await.into_iter();
    let first = tasks.next().expect("there are 100");
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    settle().await;
    assert_eq!(script.started(), 1, "the fetch goes on");
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok("a".to_owned()));
    }
    assert_eq!(script.started(), 1);
}

#[tokio::test]
async fn a_source_that_panics_leaves_the_cache_usable() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let source = move || {
        let call = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            assert!(call > 0, "the first call panics");
            Ok::<_, TokenError>(Token::new("a"))
        }
    };
    let cache = Arc::new(TokenCache::new(source, Arc::new(SystemTime::now)));
    let shared = cache.clone();
    let error = tokio::spawn(async move { get(&shared).await }).await.expect("it does not panic");
    assert_eq!(error, Err("the token source panicked: the first call panics".to_owned()));
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
}

#[tokio::test]
async fn a_panic_is_an_error_for_all_who_wait() {
    let gate = Arc::new(Semaphore::new(0));
    let shared = gate.clone();
    let source = move || {
        let gate = shared.clone();
        async move {
            gate.acquire().await.expect("never closed").forget();
            assert!(gate.is_closed(), "a bug");
            Ok::<_, TokenError>(Token::new("a"))
        }
    };
    let cache = Arc::new(TokenCache::new(source, Arc::new(SystemTime::now)));
    let tasks = hundred(&cache).await;
    gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Err("the token source panicked: a bug".to_owned()));
    }
}

#[tokio::test]
async fn a_fetch_that_nobody_waits_for_is_gone_on_with() {
    let script = Script::new(0, [token("a", 10_000)]);
    let cache = cache(&Hands::default(), &script);
    for _ in 0..5 {
        let short = tokio::time::timeout(Duration::from_millis(5), get(&cache));
        assert!(short.await.is_err());
    }
    assert_eq!(script.started(), 1);
    script.gate.add_permits(1);
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
    assert_eq!(script.started(), 1);
}

/// A source with a limit of a tenth of a second.
fn limited(script: &Arc<Script>) -> Arc<TokenCache> {
    Arc::new(TokenCache::new(script.clone().within(Duration::from_millis(100)), Hands::default().clock()))
}

#[tokio::test]
async fn a_source_that_hangs_is_an_error_for_all_and_the_next_call_asks_again() {
    let script = Script::new(0, [token("a", 10_000)]);
    let cache = limited(&script);
    let tasks = hundred(&cache).await;
    for task in tasks {
        assert_eq!(task.await.unwrap(), Err("the token source gave no token within 100ms".to_owned()));
    }
    assert_eq!(script.started(), 1);
    script.gate.add_permits(1);
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
    assert_eq!(script.started(), 2);
}

#[tokio::test]
async fn a_fetch_whose_time_was_over_while_nobody_waited_is_begun_anew() {
    let script = Script::new(0, [token("a", 10_000), token("b", 10_000)]);
    let cache = limited(&script);
    assert!(tokio::time::timeout(Duration::from_millis(5), get(&cache)).await.is_err());
    std::thread::sleep(Duration::from_millis(120));
    let tasks = hundred(&cache).await;
    assert_eq!(script.started(), 2);
    script.gate.add_permits(1);
    for task in tasks {
        assert_eq!(task.await.unwrap(), Ok("a".to_owned()));
    }
    // One that is ready by then is taken.
    let script = Script::new(0, [token("a", 10_000)]);
    let cache = limited(&script);
    assert!(tokio::time::timeout(Duration::from_millis(5), get(&cache)).await.is_err());
    std::thread::sleep(Duration::from_millis(120));
    script.gate.add_permits(1);
    assert_eq!(get(&cache).await, Ok("a".to_owned()));
    assert_eq!(script.started(), 1);
}

#[test]
fn a_runtime_that_ends_takes_no_fetch_with_it() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    // The first fetch waits for a timer of the runtime in which it began.
    let source = move || {
        let is_first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        async move {
            tokio::time::sleep(if is_first { Duration::from_secs(3600) } else { Duration::ZERO }).await;
            Ok::<_, TokenError>(Token::new("a"))
        }
    };
    let cache = Arc::new(TokenCache::new(source, Arc::new(SystemTime::now)));
    let runtime = || tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let first = runtime();
    let shared = cache.clone();
    first.spawn(async move { get(&shared).await });
    while calls.load(Ordering::SeqCst) == 0 {
        std::thread::yield_now();
    }
    let (shared, second) = (cache.clone(), runtime());
    let waiting = second.spawn(async move { get(&shared).await });
    std::thread::sleep(Duration::from_millis(50));
    assert!(!waiting.is_finished());
    first.shutdown_background();
    let outcome = second.block_on(async { tokio::time::timeout(Duration::from_secs(20), waiting).await });
    assert_eq!(outcome.expect("it does not hang").unwrap(), Ok("a".to_owned()));
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_source_that_asks_for_its_own_token_is_an_error() {
    let slot: Arc<Mutex<Option<Arc<TokenCache>>>> = Arc::default();
    let shared = slot.clone();
    let source = move || {
        let slot = shared.clone();
        async move {
            let cache = slot.lock().unwrap().clone().expect("it is set");
            cache.get().await.map(|issued| issued.token)
        }
    };
    let cache = Arc::new(TokenCache::new(source, Arc::new(SystemTime::now)));
    *slot.lock().unwrap() = Some(cache.clone());
    assert_eq!(get(&cache).await, Err("the token source asks for its own token".to_owned()));
    *slot.lock().unwrap() = None;
}

#[tokio::test]
async fn new_tokens_that_are_refused_too_are_not_followed_by_others() {
    let hands = Hands::default();
    let script = Script::new(9, ["a", "b", "c", "d", "e"].map(|text| token(text, 10_000)));
    let cache = cache(&hands, &script);
    let first = cache.get().await.unwrap();
    let second = cache.get_newer(first.generation).await.unwrap().expect("a new one");
    drop(first);
    for _ in 0..5 {
        assert!(cache.get_newer(second.generation).await.unwrap().is_none(), "the server refuses all");
    }
    assert_eq!(script.started(), 2);
    hands.set(30);
    let third = cache.get_newer(second.generation).await.unwrap().expect("after a while");
    assert!(cache.get_newer(third.generation).await.unwrap().is_none());
    // One that was accepted has ended since.
    cache.confirm(third.generation);
    let fourth = cache.get_newer(third.generation).await.unwrap().expect("a new one");
    // Another request is under way with it, and may be accepted.
    let other = fourth.clone();
    assert!(cache.get_newer(fourth.generation).await.unwrap().is_some());
    drop(other);
    assert_eq!(script.started(), 5);
}
