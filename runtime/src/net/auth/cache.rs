//! The token of a client: kept while it is good, fetched once for all who wait.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::error::TokenError;
use super::fetch::{Fetch, WaitOutcome, Waiter};
use super::token::{Token, TokenSource};
use crate::net::trace;

/// A token is renewed at most this long before it expires, unless it says itself when.
const MAX_MARGIN: Duration = Duration::from_secs(300);
/// After a failed refresh the present token, if it still serves, is used for this long before the source is asked again. So is a new one that was refused.
const REFRESH_PAUSE: Duration = Duration::from_secs(30);

// A refusal may be a matter of rights and not of the token: new tokens mend nothing then, so asking for them ends.
/// The number of new tokens in a row that may be refused while requests are under way that could be accepted.
const MAX_REFUSALS: u32 = 3;

/// The present time, so that tests of expiry need not sleep.
pub(super) type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

/// A token source with the token it gave last.
///
/// One fetch runs at a time. Attempts are numbered as they end: who waited takes the outcome of the attempt, good or bad, instead of asking again.
pub(super) struct TokenCache {
    source: Arc<dyn TokenSource>,
    clock: Clock,
    state: Mutex<State>,
}

struct State {
    current: Option<IssuedToken>,
    // Shared by all that wait: a thousand requests that find an expired token cause one request to the issuer.
    fetch: Option<Arc<Fetch>>,
    /// The number of attempts that have ended.
    attempts: u64,
    /// The error of the last attempt that failed.
    failure: TokenError,
    /// Until when a token that is due but still serves is used without another attempt.
    pause_until: SystemTime,
    /// The last token that a server is known to have accepted, by its number.
    accepted: u64,
}

/// A token with the number of the attempt that brought it, from 1.
#[derive(Clone)]
pub(super) struct IssuedToken {
    pub(super) token: Token,
    pub(super) generation: u64,
    refresh_at: Option<SystemTime>,
    issued_at: SystemTime,
    /// The number of tokens in a row, up to this one, that came after a refusal; 0 if this one did not.
    refusals: u32,
    /// Shared by all requests that are under way with it.
    pub(super) uses: Arc<()>,
}

impl IssuedToken {
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

    /// `true` if a server refuses even new tokens: another one would not help.
    ///
    /// While other requests are under way with this one, one of them may be accepted.
    fn is_futile(&self, accepted: u64, now: SystemTime) -> bool {
        // The cache has it, and the request that was refused.
        let is_in_use = Arc::strong_count(&self.uses) > 2;
        let is_doubtful = is_in_use && self.refusals < MAX_REFUSALS;
        let is_recent = self.issued_at.checked_add(REFRESH_PAUSE).is_some_and(|end| now < end);
        self.refusals > 0 && self.generation > accepted && is_recent && !is_doubtful
    }
}

impl TokenCache {
    pub(super) fn new(source: impl TokenSource, clock: Clock) -> Self {
        let state = State {
            current: None,
            fetch: None,
            attempts: 0,
            failure: TokenError::new("no token was asked for yet"),
            pause_until: SystemTime::UNIX_EPOCH,
            accepted: 0,
        };
        Self { source: Arc::new(source), clock, state: Mutex::new(state) }
    }

    /// The present token, unless it is due.
    pub(super) fn at_hand(&self) -> Option<IssuedToken> {
        let now = (self.clock)();
        self.state().current.as_ref().filter(|issued| issued.is_fresh(now)).cloned()
    }

    /// The present token, or a new one when it is due.
    ///
    /// A token that is due but not expired is used meanwhile by all but the one caller that fetches the new one.
    pub(super) async fn get(&self) -> Result<IssuedToken, TokenError> {
        let now = (self.clock)();
        // Another call that fetches must still wait for it: a fetch has no task of its own, and stands still when
        // nobody polls it.
        let usable = |issued: &IssuedToken, state: &State| {
            issued.is_fresh(now)
                || issued.may_serve(now) && now < state.pause_until
                || issued.is_valid(now) && state.fetch.as_ref().is_some_and(|fetch| fetch.is_awaited())
        };
        self.get_if(usable, 0).await
    }

    /// A token newer than `refused`, which the server did not accept: the present one if it is newer, else a new one. `None` where the server refuses new
    /// ones too.
    pub(super) async fn get_newer(&self, refused: u64) -> Result<Option<IssuedToken>, TokenError> {
        {
            let state = self.state();
            let current = state.current.as_ref().filter(|issued| issued.generation <= refused);
            if current.is_some_and(|issued| issued.is_futile(state.accepted, (self.clock)())) {
                return Ok(None);
            }
        }
        self.get_if(|issued, _| issued.generation > refused, refused).await.map(Some)
    }

    /// Notes that a server accepted a token.
    pub(super) fn confirm(&self, generation: u64) {
        let mut state = self.state();
        state.accepted = state.accepted.max(generation);
    }

    async fn get_if(
        &self,
        usable: impl FnOnce(&IssuedToken, &State) -> bool,
        refused: u64,
    ) -> Result<IssuedToken, TokenError> {
        let mut waiter = {
            let mut state = self.state();
            match &state.current {
                Some(issued) if usable(issued, &state) => return Ok(issued.clone()),
                _ => state.join(&self.source),
            }
        };
        loop {
            match waiter.wait().await {
                WaitOutcome::Ended(outcome) => {
                    let failure = outcome.as_ref().err().cloned();
                    self.record(waiter.fetch(), outcome, refused > 0);
                    return self.outcome(refused, failure);
                }
                WaitOutcome::Within => return Err(TokenError::new("the token source asks for its own token")),
                WaitOutcome::Lost => {
                    let mut state = self.state();
                    // The lost fetch holds a future of the source. It is dropped at the end, when no lock is held,
                    // since that runs code of the user.
                    let lost = state.fetch.take_if(|fetch| Arc::ptr_eq(fetch, waiter.fetch()));
                    let next = state.join(&self.source);
                    drop(state);
                    waiter = next;
                    drop(lost);
                }
            }
        }
    }

    /// Takes over the outcome of a fetch, the first time that it is seen.
    fn record(&self, fetch: &Arc<Fetch>, outcome: Result<Token, TokenError>, is_refused: bool) {
        let now = (self.clock)();
        let mut state = self.state();
        if state.fetch.take_if(|current| Arc::ptr_eq(current, fetch)).is_none() {
            return;
        }
        state.attempts += 1;
        match outcome {
            Ok(token) => {
                let refresh_at = refresh_time(&token, now);
                let generation = state.attempts;
                let last = state.current.as_ref().filter(|issued| issued.generation > state.accepted);
                let refusals = if is_refused { last.map_or(0, |issued| issued.refusals) + 1 } else { 0 };
                let (issued_at, uses) = (now, Arc::default());
                state.current = Some(IssuedToken { token, generation, refresh_at, issued_at, refusals, uses });
                state.pause_until = SystemTime::UNIX_EPOCH;
                trace::fetched_token();
            }
            Err(error) => {
                trace::no_token(&error, state.current.as_ref().is_some_and(|issued| issued.may_serve(now)));
                state.failure = error;
                state.pause_until = now.checked_add(REFRESH_PAUSE).unwrap_or(now);
            }
        }
    }

    /// The token after an attempt, for a caller whose token of the generation `refused` was refused.
    fn outcome(&self, refused: u64, failure: Option<TokenError>) -> Result<IssuedToken, TokenError> {
        let now = (self.clock)();
        let state = self.state();
        let serves = |issued: &&IssuedToken| {
            issued.generation > refused && (issued.generation == state.attempts || issued.may_serve(now))
        };
        let issued = state.current.as_ref().filter(serves).cloned();
        issued.ok_or_else(|| failure.unwrap_or_else(|| state.failure.clone()))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Waits for the fetch that is under way, or for a new one.
    fn join(&mut self, source: &Arc<dyn TokenSource>) -> Waiter {
        self.fetch.get_or_insert_with(|| Fetch::begin(source)).waiter()
    }
}

/// The time at which a token obtained `now` is renewed; `None` if its expiry is unknown.
fn refresh_time(token: &Token, now: SystemTime) -> Option<SystemTime> {
    let expiry = token.expiry();
    if let Some(time) = token.refresh_time() {
        return Some(expiry.map_or(time, |expiry| expiry.min(time)));
    }
    let lifetime = expiry?.duration_since(now).unwrap_or_default();
    expiry?.checked_sub(MAX_MARGIN.min(lifetime / 10))
}

#[cfg(test)]
mod tests;
