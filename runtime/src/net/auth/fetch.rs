//! A fetch of a token, which belongs to all who wait for it.

use std::any::Any;
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError, Weak};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, ThreadId};
use std::time::{Duration, Instant};

use tokio::runtime::Handle;
use tokio::task::AbortHandle;

use super::error::TokenError;
use super::token::{Token, TokenSource};
use crate::net::BoxFuture;

type Outcome = Result<Token, TokenError>;

/// A fetch that is under way.
///
/// Each who waits polls it, and is woken when it goes on. Who is dropped leaves it to the others and to the next. It
/// has no thread and no task of its own, so no runtime has to live as long as it does.
pub(super) struct Fetch {
    began: Instant,
    limit: Duration,
    work: Mutex<Option<BoxFuture<Outcome>>>,
    /// The thread that polls it now.
    poller: Mutex<Option<ThreadId>>,
    end: Mutex<Option<Outcome>>,
    waiting: Arc<Waiters>,
    /// `true` once the runtime in which it began has ended: what it waits for may never come.
    is_orphaned: AtomicBool,
    runtime: Mutex<Option<AbortHandle>>,
}

/// The outcome of waiting.
pub(super) enum WaitOutcome {
    /// The fetch has ended.
    Ended(Outcome),
    /// The fetch cannot end: it was given up long ago, or the runtime in which it began has ended.
    Lost,
    /// The source itself asks for the token that it is to give.
    Within,
}

impl Fetch {
    pub(super) fn begin(source: &Arc<dyn TokenSource>) -> Arc<Self> {
        let (limit, source) = (source.time_limit(), source.clone());
        let fetch = Arc::new(Self {
            began: Instant::now(),
            limit,
            work: Mutex::new(Some(Box::pin(async move { source.token().await }))),
            poller: Mutex::new(None),
            end: Mutex::new(None),
            waiting: Arc::default(),
            is_orphaned: AtomicBool::new(false),
            runtime: Mutex::new(None),
        });
        // Sockets and timers of the fetch belong to this runtime. When it ends, it drops the task, and with it the
        // guard that says so.
        if let Ok(runtime) = Handle::try_current() {
            let orphan = Orphan(Arc::downgrade(&fetch));
            let task = runtime.spawn(async move {
                let _orphan = orphan;
                std::future::pending::<()>().await;
            });
            *lock(&fetch.runtime) = Some(task.abort_handle());
        }
        fetch
    }

    /// Returns `true` if someone waits.
    pub(super) fn is_awaited(&self) -> bool {
        !lock(&self.waiting.wakers).1.is_empty()
    }

    /// One more who waits. It counts from now on.
    pub(super) fn waiter(self: &Arc<Self>) -> Waiter {
        let mut wakers = lock(&self.waiting.wakers);
        wakers.0 += 1;
        let number = wakers.0;
        wakers.1.insert(number, Waker::noop().clone());
        drop(wakers);
        Waiter { fetch: self.clone(), number, is_late: self.began.elapsed() > self.limit }
    }

    fn poll(&self, number: u64, cx: &mut Context<'_>) -> Poll<WaitOutcome> {
        // The waker is there before the end is looked at. An outcome in between would otherwise wake nobody.
        lock(&self.waiting.wakers).1.insert(number, cx.waker().clone());
        if let Some(outcome) = &*lock(&self.end) {
            return Poll::Ready(WaitOutcome::Ended(outcome.clone()));
        }
        let mut work = match self.work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::Poisoned(work)) => work.into_inner(),
            Err(TryLockError::WouldBlock) if *lock(&self.poller) == Some(thread::current().id()) => {
                return Poll::Ready(WaitOutcome::Within);
            }
            // Who polls it now wakes this one.
            Err(TryLockError::WouldBlock) => return Poll::Pending,
        };
        let Some(future) = work.as_mut() else { return Poll::Pending };
        *lock(&self.poller) = Some(thread::current().id());
        self.waiting.was_woken.store(false, Ordering::SeqCst);
        let waker = Waker::from(self.waiting.clone());
        // A panic of the source is an error for all that wait, and not a panic of the one whose thread polled it.
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(&mut Context::from_waker(&waker))));
        *lock(&self.poller) = None;
        let outcome = match polled {
            Ok(Poll::Ready(outcome)) => outcome,
            Ok(Poll::Pending) => {
                drop(work);
                // Calls that were woken during the poll found the lock taken, and went back to sleep.
                if self.waiting.was_woken.load(Ordering::SeqCst) {
                    self.waiting.wake_all();
                }
                return Poll::Pending;
            }
            Err(panic) => Err(panicked(&*panic)),
        };
        // The future is dropped last, without a lock: that runs code of the source.
        let done = work.take();
        drop(work);
        let outcome = lock(&self.end).get_or_insert(outcome).clone();
        self.waiting.wake_all();
        drop(done);
        Poll::Ready(WaitOutcome::Ended(outcome))
    }

    /// Ends it for all who wait.
    fn give_up(&self) -> Outcome {
        let error = || TokenError::new(format!("the token source gave no token within {:?}", self.limit));
        let outcome = lock(&self.end).get_or_insert_with(|| Err(error())).clone();
        // A source that blocks the thread which polls it goes on until it is done.
        let work = self.work.try_lock().ok().and_then(|mut work| work.take());
        drop(work);
        self.waiting.wake_all();
        outcome
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        let task = self.runtime.get_mut().unwrap_or_else(PoisonError::into_inner).take();
        task.into_iter().for_each(|task| task.abort());
    }
}

/// One who waits for a fetch.
pub(super) struct Waiter {
    fetch: Arc<Fetch>,
    number: u64,
    /// `true` if nobody waited for so long that the time of the fetch was over before.
    is_late: bool,
}

impl Waiter {
    /// Waits, for as long as the fetch may take.
    pub(super) async fn wait(&self) -> WaitOutcome {
        let polled = poll_fn(|cx| Poll::Ready(self.fetch.poll(self.number, cx))).await;
        match polled {
            Poll::Ready(WaitOutcome::Ended(Err(_))) | Poll::Pending if self.is_lost() => return WaitOutcome::Lost,
            Poll::Ready(waited) => return waited,
            Poll::Pending => {}
        }
        let work = poll_fn(|cx| match self.fetch.poll(self.number, cx) {
            Poll::Ready(WaitOutcome::Ended(Err(_))) | Poll::Pending if self.is_lost() => Poll::Ready(WaitOutcome::Lost),
            polled => polled,
        });
        // The timer of tokio needs a runtime to run on.
        if Handle::try_current().is_err() {
            return work.await;
        }
        let left = self.fetch.limit.saturating_sub(self.fetch.began.elapsed());
        match tokio::time::timeout(left, work).await {
            Ok(waited) => waited,
            Err(_) => WaitOutcome::Ended(self.fetch.give_up()),
        }
    }

    fn is_lost(&self) -> bool {
        self.is_late || self.fetch.is_orphaned.load(Ordering::SeqCst)
    }

    pub(super) fn fetch(&self) -> &Arc<Fetch> {
        &self.fetch
    }
}

impl Drop for Waiter {
    fn drop(&mut self) {
        lock(&self.fetch.waiting.wakers).1.remove(&self.number);
        // Perhaps it was this one that was to go on.
        self.fetch.waiting.wake_all();
    }
}

/// The calls that wait, by number, and the last number.
#[derive(Default)]
struct Waiters {
    wakers: Mutex<(u64, BTreeMap<u64, Waker>)>,
    was_woken: AtomicBool,
}

impl Waiters {
    fn wake_all(&self) {
        let wakers: Vec<Waker> = lock(&self.wakers).1.values().cloned().collect();
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for Waiters {
    fn wake(self: Arc<Self>) {
        self.was_woken.store(true, Ordering::SeqCst);
        self.wake_all();
    }
}

/// Is dropped with the runtime in which a fetch began.
struct Orphan(Weak<Fetch>);

impl Drop for Orphan {
    fn drop(&mut self) {
        if let Some(fetch) = self.0.upgrade() {
            fetch.is_orphaned.store(true, Ordering::SeqCst);
            fetch.waiting.wake_all();
        }
    }
}

fn panicked(panic: &(dyn Any + Send)) -> TokenError {
    let message = panic.downcast_ref::<&str>().copied().or(panic.downcast_ref::<String>().map(String::as_str));
    TokenError::new(match message {
        Some(message) => format!("the token source panicked: {message}"),
        None => "the token source panicked".to_owned(),
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
