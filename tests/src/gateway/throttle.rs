//! The limit of requests at a time, and faults that come now and then.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use crate::response::Response;

/// A gateway under load: it takes so many requests at a time and rejects the rest with 429, and every so many requests there is a fault.
#[derive(Clone, Debug)]
pub struct Throttle {
    limit: usize,
    latency: Duration,
    faults: Vec<(usize, Fault)>,
    state: Arc<Mutex<State>>,
}

/// A fault of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 503: no instance is ready.
    Unavailable,
    /// 502: an instance has gone away.
    BadGateway,
    /// 408: the model takes too long.
    ModelTimeout,
    /// 424: the model's container answered 503.
    BusyModel,
    /// The connection breaks in the middle of the response.
    CutConnection,
}

#[derive(Debug, Default)]
struct State {
    inside: usize,
    most: usize,
    passed: usize,
    rejected: usize,
    answered: BTreeMap<&'static str, usize>,
}

/// A request that the gateway has taken. Dropping it makes room for another one.
pub(super) struct Admitted(Arc<Mutex<State>>);

impl Throttle {
    /// Takes so many requests at a time, each of which takes so long at least.
    pub fn new(limit: usize, latency: Duration) -> Self {
        Self { limit, latency, faults: Vec::new(), state: Arc::default() }
    }

    /// Responds to each request whose number is a multiple of `period` with this fault.
    pub fn every(mut self, period: usize, fault: Fault) -> Self {
        self.faults.push((period, fault));
        self
    }

    /// The number of requests answered so far, by the kind of response.
    pub fn responses(&self) -> BTreeMap<&'static str, usize> {
        self.lock().answered.clone()
    }

    /// The largest number of requests inside at the same time.
    pub fn most(&self) -> usize {
        self.lock().most
    }

    /// Takes a request in, or gives the response in place of the model's.
    pub(super) async fn admit(&self) -> Result<Admitted, Response> {
        let admitted = {
            let mut state = self.lock();
            if state.inside >= self.limit {
                state.rejected += 1;
                *state.answered.entry("429").or_default() += 1;
                return Err(rejection(state.rejected));
            }
            state.inside += 1;
            state.most = state.most.max(state.inside);
            Admitted(self.state.clone())
        };
        tokio::time::sleep(self.latency).await;
        let mut state = self.lock();
        state.passed += 1;
        let number = state.passed;
        let fault = self.faults.iter().find(|(period, _)| number.is_multiple_of(*period)).map(|(_, fault)| *fault);
        *state.answered.entry(fault.map_or("200", Fault::name)).or_default() += 1;
        match fault {
            Some(fault) => Err(fault.respond()),
            None => Ok(admitted),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no holder of this lock panics")
    }
}

impl Drop for Admitted {
    fn drop(&mut self) {
        self.0.lock().expect("no holder of this lock panics").inside -= 1;
    }
}

/// 429, with each of the ways to say when to come back in turn.
fn rejection(number: usize) -> Response {
    let response = Response::text(429, "too many requests");
    match number % 4 {
        0 => response.header("x-ms-retry-after-ms", "5").header("retry-after", "1"),
        1 => response.header("retry-after-ms", "5"),
        2 => response.header("retry-after", "0"),
        _ => response.header("retry-after", &http_date(SystemTime::now())),
    }
}

/// A date of RFC 9110, section 5.6.7.
fn http_date(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}

impl Fault {
    fn name(self) -> &'static str {
        match self {
            Self::Unavailable => "503",
            Self::BadGateway => "502",
            Self::ModelTimeout => "408",
            Self::BusyModel => "424",
            Self::CutConnection => "cut",
        }
    }

    fn respond(self) -> Response {
        match self {
            Self::Unavailable => Response::text(503, "no instance is ready"),
            Self::BadGateway => super::responses::bad_gateway(),
            Self::ModelTimeout => super::responses::request_timeout(),
            Self::BusyModel => super::responses::model_error(503, "busy"),
            Self::CutConnection => Response::bytes(200, "application/json", "[0.0, 0.0, 0.0]").cut_short(),
        }
    }
}
