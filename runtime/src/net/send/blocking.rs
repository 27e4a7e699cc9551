//! Calls without async.
//!
//! The thread that blocks does the work of its call. It writes the body, asks for the token, runs the layers of a
//! service and decodes the answer. A background runtime only carries bytes. So no code of a caller runs on a thread
//! that other calls need.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::future::Future;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::{JoinHandle, block_in_place, unconstrained};

use crate::net::error::{Error, FaultKind, Target, TransportError, TransportFault};
use crate::net::transport::Carrier;

/// Runs a call and blocks this thread until it is done.
///
/// Works inside of a runtime as well as without one; there it keeps a worker of that runtime busy. A call that waits for what only the runtime which it blocks
/// could do is an error.
pub(crate) fn wait<T: Send, E: Send>(
    target: &Target,
    carrier: Carrier,
    call: impl Future<Output = Result<T, Error<E>>> + Send,
) -> Result<T, Error<E>> {
    let outcome = match background() {
        Ok(background) => block(background, carrier, call),
        Err(reason) => Err(TransportFault::new(FaultKind::Unsendable, format!("no background runtime: {reason}"))),
    };
    outcome.unwrap_or_else(|fault| Err(Error::Transport(TransportError::new(target.clone(), fault))))
}

fn block<F>(background: &Handle, carrier: Carrier, work: F) -> Result<F::Output, TransportFault>
where
    F: Future<Output: Send> + Send,
{
    let around = around(background);
    if IS_BACKGROUND.get() && around.is_none() {
        // A task that the caller's code started on the background runtime: another thread goes on with the others.
        return block_in_place(|| drive(background, None, None, work));
    }
    let (Some(runtime), Some(patience)) = (&around, patience(carrier)) else {
        return drive(background, around, None, work);
    };
    // A task that is woken on a worker of a runtime waits for that worker, which is blocked: so another thread does the work.
    let watch = Watch::new(runtime.clone(), patience);
    thread::scope(|scope| {
        let run = || drive(background, around, Some(watch), work);
        let thread = thread::Builder::new().name("callsmith-call".to_owned()).spawn_scoped(scope, run);
        let thread = thread.map_err(|error| TransportFault::new(FaultKind::Unsendable, error))?;
        thread.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

/// The time that a runtime in which a call blocks may stand still before a call that may need it fails.
fn patience(carrier: Carrier) -> Option<Duration> {
    match carrier {
        Carrier::Background => None,
        Carrier::Shared => Some(Duration::from_secs(5)),
        Carrier::Unknown => Some(Duration::from_secs(60)),
    }
}

thread_local! {
    /// `true` on the threads of the background runtime.
    static IS_BACKGROUND: Cell<bool> = const { Cell::new(false) };
    /// The runtime in which this thread blocks, while it does.
    static CALLER_RUNTIME: RefCell<Option<Handle>> = const { RefCell::new(None) };
}

/// The runtime in which this thread is, or in which it blocks already.
fn around(background: &Handle) -> Option<Handle> {
    let current = Handle::try_current().ok().filter(|current| current.id() != background.id());
    current.or_else(|| CALLER_RUNTIME.with_borrow(Clone::clone))
}

/// Runs `work` on this thread. Its connections and timers are those of the background runtime.
fn drive<F: Future>(
    background: &Handle,
    around: Option<Handle>,
    mut watch: Option<Watch>,
    work: F,
) -> Result<F::Output, TransportFault> {
    let _around = RestoreRuntime(CALLER_RUNTIME.replace(around));
    let _entered = background.enter();
    let bell = Arc::new(ThreadWaker { rings: AtomicBool::new(false), thread: thread::current() });
    let waker = Waker::from(bell.clone());
    // A task of another runtime may be what blocks: its budget is not that of this work.
    let mut work = pin!(unconstrained(work));
    loop {
        // Code of the caller that panics is an error of the call.
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(&mut Context::from_waker(&waker))));
        match polled {
            Ok(Poll::Ready(output)) => return Ok(output),
            Ok(Poll::Pending) => {}
            Err(panic) => return Err(TransportFault::new(FaultKind::Unsendable, panicked(&*panic))),
        }
        // Timers of the call ring too, so that the watch is looked at in any case.
        loop {
            let left = watch.as_mut().map(|watch| watch.left().ok_or(FaultKind::StandsStill)).transpose()?;
            // `park` may return without a reason (`std::thread::park`), so the flag says that there is one.
            if bell.rings.swap(false, Ordering::Acquire) {
                break;
            }
            match left {
                None => thread::park(),
                Some(left) => thread::park_timeout(left),
            }
        }
    }
}

/// The message of a panic as a reason.
fn panicked(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    message.map_or_else(|| "it panicked".to_owned(), |message| format!("it panicked: {message}"))
}

/// Puts back what was around before.
struct RestoreRuntime(Option<Handle>);

impl Drop for RestoreRuntime {
    fn drop(&mut self) {
        CALLER_RUNTIME.set(self.0.take());
    }
}

/// Wakes a thread that is parked. Work within the work of this thread has a bell of its own.
struct ThreadWaker {
    rings: AtomicBool,
    thread: Thread,
}

impl Wake for ThreadWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.rings.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Finds out that a runtime stands still: a task that does nothing is not done in time.
struct Watch {
    runtime: Handle,
    patience: Duration,
    deadline: Instant,
    probe: JoinHandle<()>,
}

impl Watch {
    fn new(runtime: Handle, patience: Duration) -> Self {
        let probe = runtime.spawn(async {});
        Self { runtime, patience, deadline: Instant::now() + patience, probe }
    }

    /// The time until the runtime is looked at. `None` where it stands still.
    fn left(&mut self) -> Option<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            if !self.probe.is_finished() {
                return None;
            }
            *self = Self::new(self.runtime.clone(), self.patience);
            return Some(self.patience);
        }
        Some(left)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.probe.abort();
    }
}

/// The runtime of all blocking calls of the process: one thread, which carries bytes. Where a task that a caller's code started on it blocks in a call, tokio
/// puts another thread in its place.
fn background() -> Result<&'static Handle, &'static io::Error> {
    static RUNTIME: OnceLock<io::Result<Runtime>> = OnceLock::new();
    let start = || {
        let mut builder = Builder::new_multi_thread();
        builder.worker_threads(1).thread_name("callsmith-blocking").on_thread_start(|| IS_BACKGROUND.set(true));
        builder.enable_all().build()
    };
    RUNTIME.get_or_init(start).as_ref().map(Runtime::handle)
}
