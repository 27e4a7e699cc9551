//! Server-sent events.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use super::lines::{End, Lines};
use super::parser::{EventParser, RawEvent};
use super::{DecodeItem, decoded};
use crate::call::{CallFuture, RawCall};
use crate::net::byte_stream::ByteStream;
use crate::net::error::{Error, FaultKind, TransportFault, UnexpectedResponse, WholeResponse};
use crate::net::headers::Headers;
use crate::net::pause::{MIN_PAUSE, backoff, bounded, jitter};
use crate::net::retry::Retry;
#[cfg(feature = "blocking")]
use crate::net::send;
use crate::net::trace;
use crate::net::transport::Pool;

/// The media type of event streams.
pub(super) const MEDIA_TYPE: &str = "text/event-stream";
/// The pause before a reconnection if the service does not name one.
const DEFAULT_PAUSE: Duration = Duration::from_secs(3);
// A stream may name the pause before a reconnection (`retry:`); it must not name an hour.
/// The longest time that the service may ask for before it is connected again.
const MAX_PAUSE: Duration = Duration::from_secs(300);
/// The longest time that a wait becomes by doubling.
const LONGEST_BACKOFF: Duration = Duration::from_secs(60);

/// A server-sent event.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its name: `message` where the service gives it none.
    pub name: String,
    /// The last identifier that the service gave, to this event or an earlier one. Empty where it gave none.
    pub id: String,
    /// The pause before a reconnection that this event asks for.
    pub retry: Option<Duration>,
    /// The data of the event.
    pub data: T,
}

/// The events of an answer, each decoded when it is there (WHATWG HTML, "Server-sent events").
///
/// The stream ends when the service ends it, and a connection that breaks is an error, unless [`reconnecting`](Self::reconnecting) says otherwise. An event
/// whose data is not as declared is an [`Error::Decode`], after which the others follow; after any other error there is nothing more. One event may be as large
/// as `ClientBuilder::response_limit` allows, their number has no limit. The time limit of the call is one for each piece of the answer.
///
/// ```
/// use callsmith_runtime::{Error, Events};
///
/// async fn print(mut events: Events<String>) -> Result<(), Error> {
///     while let Some(event) = events.next().await {
///         println!("{}", event?.data);
///     }
///     Ok(())
/// }
/// ```
pub struct Events<T> {
    source: ByteStream,
    lines: Lines,
    parser: EventParser,
    decode: DecodeItem<T>,
    /// `true` if an item is the whole event, and not its data alone; and then the names of events whose data is JSON.
    whole: Option<&'static [&'static str]>,
    response: Box<WholeResponse>,
    /// The data of the event at which the stream ends.
    last: Option<String>,
    call: Box<RawCall>,
    pool: Pool,
    /// The greatest number of reconnections in a row, and the number so far.
    attempts: (u32, u32),
    pause: Duration,
    connecting: Option<CallFuture<Reconnection, Reconnection>>,
}

/// The outcome of a reconnection: nothing if the service has no more events.
type Reconnection = Result<Option<(Box<WholeResponse>, ByteStream)>, Error>;

impl<T> Events<T> {
    pub(super) fn new(
        (whole_response, source, call): (Box<WholeResponse>, ByteStream, Box<RawCall>),
        decode: DecodeItem<T>,
        whole: Option<&'static [&'static str]>,
    ) -> Self {
        Self {
            source,
            lines: Lines::new(End::Any),
            parser: EventParser::default(),
            decode,
            whole,
            response: whole_response,
            last: None,
            call,
            pool: Pool::Shared,
            attempts: (0, 0),
            pause: DEFAULT_PAUSE,
            connecting: None,
        }
    }

    /// The next event. `None` at the end.
    ///
    /// # Errors
    /// An event is too large or not what the document declares, or the connection could not be made again.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    /// The next event, of those that `events_blocking` gave; blocks until it is there. `None` at the end.
    ///
    /// # Errors
    /// As for [`next`](Self::next).
    #[cfg(feature = "blocking")]
    pub fn next_blocking(&mut self) -> Option<Result<Event<T>, Error>> {
        let about = self.source.about().clone();
        let event =
            send::wait(&about.target, about.carrier, async { poll_fn(|cx| self.poll_raw(cx)).await.transpose() });
        match event.transpose()? {
            Ok(event) => self.event(event),
            Err(error) => Some(Err(error)),
        }
    }

    /// Connects again with the connections of a pool.
    #[cfg(feature = "blocking")]
    pub(super) fn on(mut self, pool: Pool) -> Self {
        self.pool = pool;
        self
    }

    /// Connects again when the service ends the stream, or the connection breaks or is silent for too long, with the
    /// header `Last-Event-ID`. That happens up to `attempts` times without an event or a comment in between. Default:
    /// 0, since not every service goes on where it ended.
    ///
    /// The wait before that is as long as the service asks for (`retry:`), else three seconds. It doubles after each
    /// attempt in vain, up to a minute. A random time of up to as much comes on top, so that callers who lost their
    /// connection together do not come back together. What the service asks for counts as half a second if it is less,
    /// and as five minutes if it is more. An answer of 408, 425, 429, 500, 502, 503 or 504 is an attempt in vain. After
    /// it `Retry-After` is waited for too, whatever [`Retry`](crate::net::retry::Retry) says. The stream ends when the
    /// service answers 204.
    #[must_use]
    pub fn reconnecting(mut self, attempts: u32) -> Self {
        self.attempts = (attempts, 0);
        self
    }

    /// Sets how long to wait before connecting again where the service does not say it. Default: three seconds. A time below half a second is the shortest
    /// that the service may ask for.
    #[must_use]
    pub fn with_pause(mut self, pause: Duration) -> Self {
        self.pause = pause;
        self
    }

    /// Ends the stream at the event with this data, which is not given: many services end with one that is no JSON, such as `[DONE]`.
    #[must_use]
    pub fn until(mut self, data: &str) -> Self {
        self.last = Some(data.to_owned());
        self
    }

    /// Limits how long the service may be silent: without an event, a comment or any other byte. Default: what the call or client says, else its time
    /// limit, else no limit, since events are rare where little happens. See [`ByteStream::with_idle_timeout`].
    #[must_use]
    pub fn with_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.source = self.source.with_idle_timeout(limit);
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.response.status
    }

    /// The headers of the answer; after connecting again, of the last one.
    pub fn headers(&self) -> &Headers {
        &self.response.headers
    }

    /// The last identifier that the service gave. Empty where it gave none.
    pub fn last_event_id(&self) -> &str {
        &self.parser.id
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        Poll::Ready(match ready!(self.poll_raw(cx)) {
            Some(Ok(event)) => self.event(event),
            Some(Err(error)) => Some(Err(error)),
            None => None,
        })
    }

    fn poll_raw(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<RawEvent, Error>>> {
        let limit = self.source.about().limit;
        loop {
            if let Some(connecting) = &mut self.connecting {
                let again = ready!(Pin::new(connecting).poll(cx));
                self.connecting = None;
                if let Err(error) = self.connected(again) {
                    return Poll::Ready(Some(Err(error)));
                }
                continue;
            }
            while let Some(line) = self.lines.line() {
                let event = self.parser.line(&line);
                // A comment counts: services send them to keep connections open (WHATWG HTML, "Authoring notes").
                if event.is_some() || line.starts_with(b":") {
                    self.attempts.1 = 0;
                }
                if let Some(event) = event {
                    return Poll::Ready(Some(Ok(event)));
                }
                if self.parser.pending() > limit {
                    return Poll::Ready(Some(Err(self.fail(FaultKind::ItemTooLarge(limit).into()))));
                }
            }
            if self.lines.pending() > limit {
                return Poll::Ready(Some(Err(self.fail(FaultKind::ItemTooLarge(limit).into()))));
            }
            match ready!(self.source.poll_piece(cx)) {
                Some(Ok(piece)) => self.lines.push(&piece),
                _ if self.connect_again(None) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn event(&mut self, event: RawEvent) -> Option<Result<Event<T>, Error>> {
        if self.last.as_ref() == Some(&event.data) {
            self.close();
            return None;
        }
        let text = match self.whole {
            Some(json) => event.to_json(json),
            None => event.data,
        };
        let data = decoded(&self.response, self.decode, Bytes::from(text));
        let name = if event.name.is_empty() { "message".to_owned() } else { event.name };
        Some(data.map(|data| Event { name, id: event.id, retry: event.retry, data }))
    }

    /// Nothing more comes.
    fn close(&mut self) {
        self.attempts = (0, 0);
        self.source.close();
        self.lines = Lines::new(End::Any);
        self.parser.restart();
    }

    fn fail(&mut self, fault: TransportFault) -> Error {
        self.close();
        self.source.about().failed(fault)
    }

    /// Begins to connect again, where that is wanted. What there is of an event is none.
    fn connect_again(&mut self, named: Option<Duration>) -> bool {
        self.lines = Lines::new(End::Any);
        self.parser.restart();
        if self.attempts.1 >= self.attempts.0 {
            return false;
        }
        self.attempts.1 += 1;
        let mut call = self.call.clone();
        // An empty identifier is not sent (WHATWG HTML, "Server-sent events").
        if !self.parser.id.is_empty() {
            call.options.header("last-event-id", &self.parser.id);
        }
        // The stream counts its attempts itself, and waits as long as the service asks.
        call.options.retry = Some(Box::new(Retry::none()));
        let (pause, idle) = (self.pause_after(named), self.source.idle());
        let (about, pool, attempts) = (self.source.about().clone(), self.pool, self.attempts.1);
        let again = async move {
            // Timers need a runtime, and panic without one.
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(about.failed(FaultKind::NoRuntime.into()));
            }
            trace::connecting(&about.target, attempts, pause);
            tokio::time::sleep(pause).await;
            let outcome = match call.streamed(pool, Some(MEDIA_TYPE)).await.split_values() {
                Ok((response, stream, _)) => return Ok(Some((response, stream.with_idle_timeout(idle)))),
                Err(outcome) => outcome.0,
            };
            let mut response = outcome.map_err(Error::into_error)?;
            if response.status == StatusCode::NO_CONTENT {
                return Ok(None);
            }
            response.fault = ", to a call for more events".to_owned();
            Err(Error::Unexpected(UnexpectedResponse::new(response, None)))
        };
        self.connecting = Some(CallFuture::new(again, |again| again));
        true
    }

    /// The pause before a reconnection, given the time that the service named when it refused.
    fn pause_after(&self, named: Option<Duration>) -> Duration {
        let least = MIN_PAUSE.min(self.pause);
        let first = self.parser.pause.map_or(self.pause, |interval| bounded(interval, least, MAX_PAUSE));
        let pause = backoff(first, self.attempts.1, LONGEST_BACKOFF.max(first));
        let pause = named.map_or(pause, |named| pause.max(bounded(named, least, MAX_PAUSE)));
        pause + jitter(pause)
    }

    /// Goes on with another connection, or tries once more.
    fn connected(&mut self, again: Reconnection) -> Result<(), Error> {
        match again {
            Ok(Some((response, source))) => (self.response, self.source) = (response, source),
            Ok(None) => self.close(),
            Err(error) => {
                let is_passing = error.is_retryable() || error.status() == Some(StatusCode::INTERNAL_SERVER_ERROR);
                if !is_passing || !self.connect_again(error.retry_after()) {
                    self.close();
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Events({})", self.response.target)
    }
}
