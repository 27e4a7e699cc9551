//! Calls without async.

use std::future::{Future, pending};
use std::pin::pin;
use std::sync::{Arc, OnceLock, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use tokio::runtime::{Builder, Handle};

use crate::net::error::{Failure, Fault, FaultKind, Target, TransportError};

/// Runs a call on the background runtime and blocks this thread until it is done.
///
/// The thread waits on a channel, so this works inside of a runtime as well as without one; there it keeps a worker of that runtime busy.
pub(crate) fn wait<T: Send + 'static>(
    target: Target,
    call: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    let failed = |reason: String| {
        let fault = Fault::new(FaultKind::Unsendable, reason);
        Err(Failure::Transport(TransportError::new(target, fault)))
    };
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(reason) => return failed(format!("no background runtime: {reason}")),
    };
    let (sender, receiver) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        // Fails only when the waiting thread is gone.
        let _ = sender.send(call.await);
    });
    let outcome = receiver.recv();
    outcome.unwrap_or_else(|_| failed("it panicked on the background runtime".to_owned()))
}

/// Runs `work` on this thread and blocks until it is done. Its connections and timers are those of the background runtime.
pub(crate) fn drive<F: Future>(work: F) -> F::Output {
    let _entered = runtime().ok().map(Handle::enter);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    // A task of another runtime may be what blocks: its budget is not that of this work.
    let mut work = pin!(tokio::task::unconstrained(work));
    loop {
        match work.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The runtime of all blocking calls of the process: one thread, which only moves bytes. Bodies are decoded on the thread that waits.
fn runtime() -> Result<&'static Handle, &'static String> {
    static RUNTIME: OnceLock<Result<Handle, String>> = OnceLock::new();
    let runtime = RUNTIME.get_or_init(|| start().map_err(|error| error.to_string()));
    runtime.as_ref()
}

fn start() -> std::io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let thread = thread::Builder::new().name("callsmith-blocking".to_owned());
    thread.spawn(move || runtime.block_on(pending::<()>()))?;
    Ok(handle)
}
