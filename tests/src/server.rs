//! Runs a router on a thread of its own until it is dropped.

use std::net::{SocketAddr, TcpListener};
use std::thread::{self, JoinHandle};

use axum::Router;
use tokio::sync::oneshot;

/// A server that is up; dropping it stops it and cuts its connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves `router` on a free port of `127.0.0.1`; requests are taken from when this returns.
    pub fn serve(router: Router) -> Self {
        let listener = listen();
        let address = listener.local_addr().expect("a bound listener has an address");
        let (stop, stopped) = oneshot::channel();
        let thread = thread::Builder::new()
            .name(format!("server {address}"))
            .spawn(move || run(listener, router, stopped))
            .expect("the machine has room for one more thread");
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Host and port.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic on that thread was printed there already; a second one here would hide the test's own.
            let _ = thread.join();
        }
    }
}

/// A base URL on which nothing listens: connecting is refused.
pub fn refused_url() -> String {
    let address = listen().local_addr().expect("a bound listener has an address");
    format!("http://{address}")
}

fn listen() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).expect("the loopback interface has a free port")
}

fn run(listener: TcpListener, router: Router, stopped: oneshot::Receiver<()>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the machine has room for one more event loop");
    runtime.block_on(async move {
        listener.set_nonblocking(true).expect("a TCP listener can be non-blocking");
        let listener = tokio::net::TcpListener::from_std(listener).expect("the listener is non-blocking");
        tokio::select! {
            result = axum::serve(listener, router).into_future() => result.expect("axum's accept loop does not fail"),
            _ = stopped => {}
        }
    });
    // Dropping the runtime drops the connections which are still open.
}
