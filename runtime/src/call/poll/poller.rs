//! Asking until an operation is done.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::LongRunning;
use super::monitor::{Monitor, PollStep, begin};
use crate::call::{CallFuture, Operation, Outcome, RawCall, finish_elsewhere};
use crate::contract::Polling;
use crate::net::error::{Error, Failure, TimeoutError, TimeoutPhase, WholeResponse};
use crate::net::pause::{MIN_PAUSE, bounded, jitter};
use crate::net::response::Response;
#[cfg(feature = "blocking")]
use crate::net::send;
use crate::net::trace;
use crate::net::transport::Pool;

/// The pause between polls if the service does not name one.
const INTERVAL: Duration = Duration::from_secs(5);
/// The longest time that the service may name before it is asked again.
const MAX_PAUSE: Duration = Duration::from_secs(3600);
// The work goes on in the service while it cannot be asked, so a few failures end nothing.
/// The number of polls in a row that the service may fail to answer.
const UNANSWERED: u32 = 5;

/// The outcome of a long-running operation, or its error.
pub type Polled<O> =
    Result<Response<<O as LongRunning>::Result, <O as Operation>::Headers>, Error<<O as Operation>::Error>>;

/// An operation that goes on after its answer: [`wait`](Poller::wait) for it, or [`poll`](Poller::poll) by hand.
///
/// Called when the poller is first polled or waited for. Each request is sent with the headers, credentials,
/// repetitions and time limit of the call. URLs that the service names are followed within the origin of the request
/// only. A service that is out of order is asked again at the next turn: 408, 425, 429, 500, 502 to 504, or a broken
/// connection. That happens up to five times in a row: the operation goes on meanwhile.
///
/// ```
/// # use callsmith_runtime::v1::LongRunning;
/// use callsmith_runtime::{Error, Poller};
///
/// // `client.create_server(&server).poller()` of generated code gives the poller.
/// async fn result<O: LongRunning>(poller: Poller<O>) -> Result<O::Result, Error<O::Error>> {
///     Ok(poller.wait().await?.into_body())
/// }
/// ```
#[must_use = "a poller does nothing until it is polled or waited for"]
pub struct Poller<O>(RawPoller, PhantomData<fn() -> O>);

impl<O: LongRunning> Poller<O> {
    /// A poller of a call that was not sent yet.
    #[doc(hidden)]
    pub fn of_call(call: Box<RawCall>) -> Self {
        Self(RawPoller::new(call, O::POLLING), PhantomData)
    }

    /// Sets how long to wait before asking again where the service does not say (`Retry-After`). Default: 5 seconds.
    ///
    /// A time that the service names is raised to half a second, or to the interval where that is shorter. It counts as
    /// an hour if it is longer. A random time of up to a quarter comes on top, so that callers do not come back
    /// together.
    pub fn with_interval(mut self, interval: Duration) -> Self {
        (self.0.interval, self.0.pause) = (interval, interval);
        self
    }

    /// Limits how long [`wait`](Poller::wait) takes altogether. No limit by default: a service may take days.
    pub fn with_time_limit(mut self, limit: Duration) -> Self {
        self.0.limit = Some(limit);
        self
    }

    /// Calls the operation, or asks once how it is going on. Says whether it is done.
    ///
    /// # Errors
    /// The operation failed ([`Error::Operation`]), or there is no answer that says how it is going on.
    pub async fn poll(&mut self) -> Result<bool, Error<O::Error>> {
        let is_done = self.0.step().await.map_err(Failure::into_error)?;
        match self.0.failure() {
            Some(response) => finish_polled::<O>(Outcome(Ok(response))).map(|_| is_done),
            None => Ok(is_done),
        }
    }

    /// The last state that the service gave, such as `InProgress`. Empty if it gave none.
    pub fn state(&self) -> &str {
        &self.0.state
    }

    /// `true` if the operation is done.
    pub fn is_done(&self) -> bool {
        matches!(self.0.stage, Stage::Ended(..))
    }

    /// The pause before the next [`poll`](Poller::poll).
    pub fn pause(&self) -> Duration {
        self.0.pause
    }

    /// Waits until the operation is done. The future gives the whole answer that holds the result.
    pub fn wait(self) -> CallFuture<Polled<O>> {
        let run = async move { Outcome(self.0.run().await.map(|(_, response)| response)) };
        CallFuture::new(run, finish_polled::<O>)
    }

    /// Waits until the operation is done, and blocks until then. Works inside of a tokio runtime as well as without one.
    #[cfg(feature = "blocking")]
    pub fn wait_blocking(self) -> Polled<O> {
        let target = self.0.first.target();
        let raw = self.0.on(Pool::Blocking);
        let carrier = raw.first.carrier(Pool::Blocking);
        let run = async { raw.run().await.map(|(_, response)| response) };
        finish_polled::<O>(Outcome(send::wait(&target, carrier, run)))
    }
}

/// Awaiting a poller calls its operation.
impl<O: LongRunning> IntoFuture for Poller<O> {
    type Output = Result<Self, Error<O::Error>>;
    type IntoFuture = CallFuture<Self::Output, (RawPoller, Result<bool, Failure>)>;

    fn into_future(mut self) -> Self::IntoFuture {
        let start = async move {
            let begun = self.0.step().await;
            (self.0, begun)
        };
        CallFuture::new(start, |(raw, begun)| {
            begun.map_err(Failure::into_error)?;
            match raw.failure() {
                Some(response) => finish_polled::<O>(Outcome(Ok(response))).map(|_| Self(raw, PhantomData)),
                None => Ok(Self(raw, PhantomData)),
            }
        })
    }
}

impl<O> fmt::Debug for Poller<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Poller({:?}, {:?})", self.0.first, self.0.state)
    }
}

/// Decodes what came of a long-running operation.
pub(crate) fn finish_polled<O: LongRunning>(outcome: Outcome) -> Polled<O> {
    finish_elsewhere::<O, O::Result, O::Codec>(outcome)
}

/// A poller without its types.
pub struct RawPoller {
    first: Box<RawCall>,
    polling: Polling,
    interval: Duration,
    limit: Option<Duration>,
    pool: Pool,
    started: Option<Instant>,
    /// The number of polls in a row that the service failed to answer.
    unanswered: u32,
    stage: Stage,
    state: String,
    pause: Duration,
}

/// The stage of an operation.
enum Stage {
    Called,
    Watched(Monitor),
    /// Done, and this call fetches its result.
    Fetched(Box<RawCall>),
    /// The last answer, and the call that gave it.
    Ended(Box<RawCall>, Box<WholeResponse>),
}

impl RawPoller {
    pub(crate) fn new(first: Box<RawCall>, polling: Polling) -> Self {
        let (interval, pool, stage) = (INTERVAL, Pool::Shared, Stage::Called);
        Self {
            first,
            polling,
            interval,
            limit: None,
            pool,
            started: None,
            unanswered: 0,
            stage,
            state: String::new(),
            pause: interval,
        }
    }

    /// Uses the connections of a pool.
    pub(crate) fn on(mut self, pool: Pool) -> Self {
        self.pool = pool;
        self
    }

    /// Asks until the operation is done. Gives the last answer, and the call that gave it.
    pub(crate) async fn run(self) -> Result<(Box<RawCall>, Box<WholeResponse>), Failure> {
        let Some(limit) = self.limit else { return self.complete().await };
        self.first.has_runtime()?;
        let left = limit.saturating_sub(self.started.map_or(Duration::ZERO, |started| started.elapsed()));
        let target = self.first.target();
        let finished = tokio::time::timeout(left, self.complete()).await;
        finished.map_err(|_| Failure::Timeout(TimeoutError::new(target, TimeoutPhase::Operation, Some(limit))))?
    }

    async fn complete(mut self) -> Result<(Box<RawCall>, Box<WholeResponse>), Failure> {
        loop {
            // A poller that was polled by hand waits before it asks again.
            if matches!(self.stage, Stage::Watched(_) | Stage::Fetched(_)) {
                self.first.has_runtime()?;
                trace::waiting(&self.first.target(), self.pause, &self.state);
                tokio::time::sleep(self.pause).await;
            }
            self.step().await?;
            if let Stage::Ended(call, response) = self.stage {
                return Ok((call, response));
            }
        }
    }

    /// Calls the operation or asks once how it is going on, and fetches its result when it is done. Says whether it is.
    async fn step(&mut self) -> Result<bool, Failure> {
        let (call, response, course) = match &self.stage {
            Stage::Ended(..) => return Ok(true),
            Stage::Called => {
                self.started.get_or_insert_with(Instant::now);
                let response = self.first.response(self.pool).await?;
                let is_success = self.is_success(&response);
                let course = if is_success { begin(&self.first, &response)? } else { PollStep::Done };
                (self.first.clone(), response, course)
            }
            Stage::Watched(monitor) => {
                let (mut call, monitor) = (Box::new(monitor.call().clone()), monitor.clone());
                let Some(response) = self.ask(&mut call).await? else { return Ok(false) };
                let course = if self.is_success(&response) {
                    monitor.course(&self.first, self.polling.result, &response)?
                } else {
                    PollStep::Done
                };
                (call, response, course)
            }
            Stage::Fetched(call) => {
                let mut call = call.clone();
                let Some(response) = self.ask(&mut call).await? else { return Ok(false) };
                (call, response, PollStep::Done)
            }
        };
        self.pause = self.pause_after(Some(&response));
        self.stage = match course {
            PollStep::Watch(monitor, state) => {
                self.state = state;
                self.stage = Stage::Watched(monitor);
                return Ok(false);
            }
            PollStep::Fetch(mut call) => {
                // Kept first: where the service is out of order, the next turn fetches the result and does not ask
                // anew.
                self.stage = Stage::Fetched(call.clone());
                let Some(response) = self.ask(&mut call).await? else { return Ok(false) };
                Stage::Ended(call, response)
            }
            PollStep::Done => Stage::Ended(call, response),
            // The last answer tells how the operation went on, and is no result.
            PollStep::Nothing => Stage::Ended(call, Box::new(WholeResponse { bytes: Bytes::new(), ..*response })),
        };
        "Succeeded".clone_into(&mut self.state);
        Ok(true)
    }

    /// Sends a request about the operation. `None` where the service is out of order: it is asked again at the next turn.
    async fn ask(&mut self, call: &mut RawCall) -> Result<Option<Box<WholeResponse>>, Failure> {
        let answered = call.response(self.pool).await;
        let is_passing = match &answered {
            // 500 too, which `Retry` leaves out: to ask again changes nothing in the service.
            Ok(response) => matches!(response.status.as_u16(), 408 | 425 | 429 | 500 | 502..=504),
            Err(failure) => failure.is_retryable(),
        };
        if !is_passing {
            self.unanswered = 0;
        } else if self.unanswered < UNANSWERED {
            self.unanswered += 1;
            self.pause = self.pause_after(answered.as_deref().ok());
            return Ok(None);
        }
        answered.map(Some)
    }

    /// The pause after an answer.
    fn pause_after(&self, response: Option<&WholeResponse>) -> Duration {
        let Some(named) = response.and_then(|response| response.headers.retry_after()) else { return self.interval };
        let pause = bounded(named, MIN_PAUSE.min(self.interval), MAX_PAUSE);
        pause + jitter(pause / 4)
    }

    /// The last answer where it is the failure of a request.
    fn failure(&self) -> Option<Box<WholeResponse>> {
        match &self.stage {
            Stage::Ended(_, response) if !self.is_success(response) => Some(response.clone()),
            _ => None,
        }
    }

    fn is_success(&self, response: &WholeResponse) -> bool {
        self.first.spec().is_none_or(|spec| response.is_success(spec))
    }
}
