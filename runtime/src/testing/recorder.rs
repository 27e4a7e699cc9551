//! A recorder of requests.

use std::fmt;
use std::mem::{replace, take};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

use tower_layer::Layer;
use tower_service::Service;

use super::RecordedRequest;
use crate::net::body::Body;
use crate::net::{BoxError, BoxFuture};

/// Records the requests that pass through it: a layer for [`ClientBuilder::layer`](crate::ClientBuilder::layer), around whatever transport there is. Clones
/// share what was recorded.
///
/// A body that is a stream is received whole before the request is sent.
///
/// ```
/// # use callsmith_runtime::{ClientBuilder, testing::Recorder};
/// # fn recorded(builder: ClientBuilder) -> Result<(), callsmith_runtime::BuildError> {
/// let recorder = Recorder::new();
/// let client = builder.layer(recorder.clone()).build()?;
/// // ... calls ...
/// for request in recorder.requests() {
///     println!("{request:?}");
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Mutex<Vec<RecordedRequest>>>);

impl Recorder {
    /// A recorder of no requests yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The requests so far, in the order in which they were sent: repetitions and redirected requests are among them.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.lock().clone()
    }

    /// Forgets the requests so far, and gives them.
    pub fn take(&self) -> Vec<RecordedRequest> {
        take(&mut *self.lock())
    }

    pub(super) fn record(&self, request: RecordedRequest) {
        self.lock().push(request);
    }

    fn lock(&self) -> MutexGuard<'_, Vec<RecordedRequest>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S> Layer<S> for Recorder {
    type Service = Recording<S>;

    fn layer(&self, inner: S) -> Recording<S> {
        Recording { inner, recorder: self.clone() }
    }
}

/// The service of a [`Recorder`].
#[derive(Clone)]
pub struct Recording<S> {
    inner: S,
    recorder: Recorder,
}

impl<S> Service<http::Request<Body>> for Recording<S>
where
    S: Service<http::Request<Body>, Error: Into<BoxError>, Future: Send> + Clone + Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = BoxFuture<Result<S::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        // The one that is ready goes, and its clone stays.
        let clone = self.inner.clone();
        let mut inner = replace(&mut self.inner, clone);
        let recorder = self.recorder.clone();
        Box::pin(async move {
            let (recorded, request) = RecordedRequest::record(request).await?;
            recorder.record(recorded);
            inner.call(request).await.map_err(Into::into)
        })
    }
}

impl<S> fmt::Debug for Recording<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.recorder, f)
    }
}
