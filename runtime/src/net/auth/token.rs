//! Tokens: credentials that expire, and where new ones come from.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::error::TokenError;
use crate::codec::Secret;

/// A bearer token with the times at which it ends.
///
/// ```
/// # use callsmith_runtime::Token;
/// # use std::time::Duration;
/// let token = Token::new("eyJhbGci...").expires_in(Duration::from_secs(3600));
/// assert!(token.expiry().is_some());
/// assert!(!format!("{token:?}").contains("eyJ"));
/// ```
#[derive(Clone, Debug)]
pub struct Token {
    value: Secret,
    expires_at: Option<SystemTime>,
    refresh_by: Option<SystemTime>,
}

impl Token {
    /// A token that is used until the server refuses it. A leading `Bearer ` is dropped when the token is sent.
    pub fn new(value: impl Into<Secret>) -> Self {
        let (value, expires_at, refresh_by) = (value.into(), None, None);
        Self { value, expires_at, refresh_by }
    }

    /// Sets when the server stops to accept the token.
    ///
    /// Unless [`refresh_by`](Self::refresh_by) says otherwise, a new token is fetched when a tenth of the lifetime is
    /// left, but at most 5 minutes before the end.
    #[must_use]
    pub fn expires_at(mut self, time: SystemTime) -> Self {
        self.expires_at = Some(time);
        self
    }

    /// Sets the expiry as a time from now.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        // A lifetime beyond what the clock can say is one without an end.
        self.expires_at = SystemTime::now().checked_add(lifetime);
        self
    }

    /// Sets from when on a new token is to be fetched. The present one still serves while that fails.
    #[must_use]
    pub fn refresh_by(mut self, time: SystemTime) -> Self {
        self.refresh_by = Some(time);
        self
    }

    /// The token itself.
    pub fn value(&self) -> &Secret {
        &self.value
    }

    /// The time at which the token expires, if it is known.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// From when on a new token is to be fetched, where [`refresh_by`](Self::refresh_by) said so.
    pub fn refresh_time(&self) -> Option<SystemTime> {
        self.refresh_by
    }
}

/// The future that [`TokenSource::token`] returns.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<Token, TokenError>> + Send + 'a>>;

/// A source of tokens.
///
/// A source only fetches: when to ask it, keeping the token, and asking once for many requests is done by the client.
/// The fetch belongs to all who wait for it. A request that is dropped, or whose time is over, leaves it to the others
/// and to the next one. A fetch is given up after a [time limit](TokenSource::time_limit) of its own, which is a minute
/// unless set otherwise.
///
/// With `send_blocking` it runs on the thread that blocks, and may block itself.
///
/// Closures are sources:
///
/// ```
/// # use callsmith_runtime::{Credential, Token};
/// # use std::time::Duration;
/// # async fn login() -> Result<String, std::io::Error> { Ok(String::new()) }
/// let credential = Credential::token_source(|| async {
///     let text = login().await?;
///     Ok::<_, std::io::Error>(Token::new(text).expires_in(Duration::from_secs(3600)))
/// });
/// ```
pub trait TokenSource: Send + Sync + 'static {
    /// Fetches a new token.
    fn token(&self) -> TokenFuture<'_>;

    // Of the source and not of the call: the fetch serves many calls, which have limits of their own.
    /// The time limit of a fetch. Default: 60 seconds. After it, all who wait get an error, and the next call begins
    /// another fetch.
    fn time_limit(&self) -> Duration {
        Duration::from_secs(60)
    }

    /// The same source with another limit for how long a fetch may take.
    ///
    /// ```
    /// # use callsmith_runtime::{Credential, Token, TokenSource};
    /// # use std::time::Duration;
    /// let login = || async { Ok::<_, std::io::Error>(Token::new("eyJhbGci...")) };
    /// let credential = Credential::token_source(login.within(Duration::from_secs(5)));
    /// ```
    fn within(self, limit: Duration) -> Limited<Self>
    where
        Self: Sized,
    {
        Limited { source: self, limit }
    }
}

/// A [`TokenSource`] with another time limit: what [`TokenSource::within`] gives.
#[derive(Clone, Debug)]
pub struct Limited<S> {
    source: S,
    limit: Duration,
}

impl<S: TokenSource> TokenSource for Limited<S> {
    fn token(&self) -> TokenFuture<'_> {
        self.source.token()
    }

    fn time_limit(&self) -> Duration {
        self.limit
    }
}

// A closure is a source, since most of them are one call of a library for identities.
impl<F, Fut, E> TokenSource for F
where
    F: Fn() -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<Token, E>> + Send + 'static,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn token(&self) -> TokenFuture<'_> {
        let future = self();
        Box::pin(async move { future.await.map_err(TokenError::new) })
    }
}

impl<S: TokenSource + ?Sized> TokenSource for Arc<S> {
    fn token(&self) -> TokenFuture<'_> {
        (**self).token()
    }

    fn time_limit(&self) -> Duration {
        (**self).time_limit()
    }
}
