//! The token of a client: kept while it is good, fetched once for all who wait.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::TokenError;
use super::token::{Token, TokenSource};
use crate::net::trace;

/// A token is renewed at most this long before it expires, unless it says itself when.
const MAX_MARGIN: Duration = Duration::from_secs(300);
/// After a failed refresh the present token, if it still serves, is used for this long before the source is asked again.
const PAUSE: Duration = Duration::from_secs(30);

/// The present time, so that tests of expiry need not sleep.
pub(super) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// A token source with the token it gave last.
///
/// One refresh runs at a time, under `refreshing`. Attempts are numbered as they end: who waited for the lock sees by
/// the number that an attempt ended meanwhile, and takes its outcome, good or bad, instead of asking again. An attempt
/// whose caller is dropped has no number and no effect: the next waiting caller makes its own.
pub(super) struct TokenCache {
    source: Box<dyn TokenSource>,
    clock: Clock,
    state: Mutex<State>,
    refreshing: tokio::sync::Mutex<()>,
}

struct State {
    current: Option<Issued>,
    /// How many attempts have ended.
    attempts: u64,
    /// Why the last attempt failed that did.
    failure: TokenError,
    /// Until when a token that is due but still serves is used without another attempt.
    pause_until: SystemTime,
}

/// A token with the number of the attempt that brought it, from 1.
#[derive(Clone)]
pub(super) struct Issued {
    pub(super) token: Token,
    pub(super) generation: u64,
    refresh_at: Option<SystemTime>,
}

impl Issued {
    fn is_fresh(&self, now: SystemTime) -> bool {
        self.refresh_at.is_none_or(|time| now < time)
    }

    /// `true` if the token is known to be good still.
    fn is_valid(&self, now: SystemTime) -> bool {
        self.token.expiry().is_some_and(|time| now < time)
    }

    /// `true` if the token may be good still: it has not expired, as far as is known.
    fn may_serve(&self, now: SystemTime) -> bool {
        self.token.expiry().is_none_or(|time| now < time)
    }
}

impl TokenCache {
    pub(super) fn new(source: impl TokenSource, clock: Clock) -> Self {
        let state = State {
            current: None,
            attempts: 0,
            failure: TokenError::new("no token was asked for yet"),
            pause_until: SystemTime::UNIX_EPOCH,
        };
        Self { source: Box::new(source), clock, state: Mutex::new(state), refreshing: tokio::sync::Mutex::new(()) }
    }

    /// The present token, or a new one when it is due.
    ///
    /// A token that is due but not expired is used meanwhile by all but the one caller that fetches the new one.
    pub(super) async fn get(&self) -> Result<Issued, TokenError> {
        let now = (self.clock)();
        let usable = |issued: &Issued, state: &State| {
            issued.is_fresh(now)
                || issued.may_serve(now) && now < state.pause_until
                || issued.is_valid(now) && self.refreshing.try_lock().is_err()
        };
        self.get_if(usable, 0).await
    }

    /// A token newer than `refused`, which the server did not accept: the present one if it is newer, else a new one.
    pub(super) async fn get_newer(&self, refused: u64) -> Result<Issued, TokenError> {
        self.get_if(|issued, _| issued.generation > refused, refused).await
    }

    async fn get_if(&self, usable: impl FnOnce(&Issued, &State) -> bool, refused: u64) -> Result<Issued, TokenError> {
        let seen = {
            let state = self.state();
            match &state.current {
                Some(issued) if usable(issued, &state) => return Ok(issued.clone()),
                _ => state.attempts,
            }
        };
        let _only_one = self.refreshing.lock().await;
        if self.state().attempts == seen {
            let outcome = self.source.token().await;
            self.record(outcome);
        }
        self.outcome(refused)
    }

    fn record(&self, outcome: Result<Token, TokenError>) {
        let now = (self.clock)();
        let mut state = self.state();
        state.attempts += 1;
        match outcome {
            Ok(token) => {
                let refresh_at = refresh_time(&token, now);
                let generation = state.attempts;
                state.current = Some(Issued { token, generation, refresh_at });
                state.pause_until = SystemTime::UNIX_EPOCH;
                trace::fetched_token();
            }
            Err(error) => {
                trace::no_token(&error, state.current.as_ref().is_some_and(|issued| issued.may_serve(now)));
                state.failure = error;
                state.pause_until = now.checked_add(PAUSE).unwrap_or(now);
            }
        }
    }

    /// What there is after an attempt, for a caller whose token of the generation `refused` was refused.
    fn outcome(&self, refused: u64) -> Result<Issued, TokenError> {
        let now = (self.clock)();
        let state = self.state();
        let serves = |issued: &&Issued| {
            issued.generation > refused && (issued.generation == state.attempts || issued.may_serve(now))
        };
        let issued = state.current.as_ref().filter(serves).cloned();
        issued.ok_or_else(|| state.failure.clone())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When to renew a token that was obtained `now`. Never, if it does not say when it ends.
fn refresh_time(token: &Token, now: SystemTime) -> Option<SystemTime> {
    let expiry = token.expiry();
    if let Some(time) = token.refresh_time() {
        return Some(expiry.map_or(time, |expiry| expiry.min(time)));
    }
    let lifetime = expiry?.duration_since(now).unwrap_or_default();
    expiry?.checked_sub(MAX_MARGIN.min(lifetime / 10))
}

#[cfg(test)]
#[path = "../../../tests/unit/net/auth/cache.rs"]
mod tests;
