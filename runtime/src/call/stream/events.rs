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
use crate::net::error::{Answer, Error, Fault, FaultKind, UnexpectedResponse};
use crate::net::headers::Headers;
use crate::net::pause::{SHORTEST, backoff, bounded, jitter};
use crate::net::retry::Retry;
#[cfg(feature = "blocking")]
use crate::net::send;
use crate::net::trace;
use crate::net::transport::Pool;

/// The media type of event streams.
pub(super) const MEDIA_TYPE: &str = "text/event-stream";
/// How long to wait before connecting again where the service says nothing of it.
const PAUSE: Duration = Duration::from_secs(3);
/// The longest time that the service may ask for before it is connected again.
const LONGEST: Duration = Duration::from_secs(300);
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
    /// How long the service asks to wait before connecting again, where it does with this event.
    pub retry: Option<Duration>,
    /// What it says.
    pub data: T,
}

/// The events of an answer, each decoded when it is there (WHATWG HTML, "Server-sent events").
///
/// The stream ends when the service ends it, and a connection that breaks is an error, unless [`reconnecting`](Self::reconnecting) says otherwise. An event
/// whose data is not as declared is an [`Error::Decode`], after which the others follow; after any other error there is nothing more. One event may be as large
/// as `ClientBuilder::response_limit` allows, their number has no limit. The time limit of the call is one for each piece of the answer.
pub struct Events<T> {
    source: ByteStream,
    lines: Lines,
    parser: EventParser,
    decode: DecodeItem<T>,
    /// `true` if an item is the whole event, and not its data alone; and then the names of events whose data is JSON.
    whole: Option<&'static [&'static str]>,
    answer: Box<Answer>,
    /// The data of the event at which the stream ends.
    last: Option<String>,
    call: Box<RawCall>,
    pool: Pool,
    /// How often in a row to connect again, and how often that was done.
    attempts: (u32, u32),
    pause: Duration,
    connecting: Option<CallFuture<Again, Again>>,
}

/// What came of connecting again: nothing where the service has no more to say.
type Again = Result<Option<(Answer, ByteStream)>, Error>;

impl<T> Events<T> {
    pub(super) fn new(
        (answer, source, call): (Answer, ByteStream, Box<RawCall>),
        decode: DecodeItem<T>,
        whole: Option<&'static [&'static str]>,
    ) -> Self {
        Self {
            source,
            lines: Lines::new(End::Any),
            parser: EventParser::default(),
            decode,
            whole,
            answer: Box::new(answer),
            last: None,
            call,
            pool: Pool::Shared,
            attempts: (0, 0),
            pause: PAUSE,
            connecting: None,
        }
    }

    /// The next event. `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|cx| self.poll_event(cx)).await
    }

    /// The next event, of those that `events_blocking` gave; blocks until it is there. `None` at the end.
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

    /// Connects again when the service ends the stream, the connection breaks or is silent for too long, with the header `Last-Event-ID`, up to `attempts`
    /// times without an event or a comment in between. Default: 0, since not every service goes on where it ended.
    ///
    /// Before that it waits as long as the service asks for (`retry:`), else three seconds, and twice as long after each attempt in vain, up to a minute.
    /// A random time of up to as much comes on top, so that callers who lost their connection together do not come back together. What the service asks
    /// for counts as half a second if it is less, and as five minutes if it is more. An answer of 408, 425, 429, 500, 502, 503 or 504 is an attempt in
    /// vain, after which `Retry-After` is waited for too, whatever [`Retry`](crate::net::retry::Retry) says. The stream ends when the service answers 204.
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
        self.answer.status
    }

    /// The headers of the answer; after connecting again, of the last one.
    pub fn headers(&self) -> &Headers {
        &self.answer.headers
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
        let data = decoded(&self.answer, self.decode, Bytes::from(text));
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

    fn fail(&mut self, fault: Fault) -> Error {
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
        if !self.parser.id.is_empty() {
            call.options.header("last-event-id", &self.parser.id);
        }
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
                Ok((answer, stream, _)) => return Ok(Some((answer, stream.with_idle_timeout(idle)))),
                Err(outcome) => outcome.0,
            };
            let mut answer = outcome.map_err(Error::into_error)?;
            if answer.status == StatusCode::NO_CONTENT {
                return Ok(None);
            }
            answer.fault = ", to a call for more events".to_owned();
            Err(Error::Unexpected(UnexpectedResponse::new(answer, None)))
        };
        self.connecting = Some(CallFuture::new(again, |again| again));
        true
    }

    /// How long to wait before connecting again, where the service named a time when it refused to answer.
    fn pause_after(&self, named: Option<Duration>) -> Duration {
        let least = SHORTEST.min(self.pause);
        let first = self.parser.pause.map_or(self.pause, |asked| bounded(asked, least, LONGEST));
        let pause = backoff(first, self.attempts.1, LONGEST_BACKOFF.max(first));
        let pause = named.map_or(pause, |named| pause.max(bounded(named, least, LONGEST)));
        pause + jitter(pause)
    }

    /// Goes on with another connection, or tries once more.
    fn connected(&mut self, again: Again) -> Result<(), Error> {
        match again {
            Ok(Some((answer, source))) => (*self.answer, self.source) = (answer, source),
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
        write!(f, "Events({})", self.answer.target)
    }
}
