//! A service of tower as the transport: no HTTP client, no runtime.

#[cfg(feature = "blocking")]
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use callsmith_runtime::{Body, ClientBuilder, Error, OperationId, http};

use crate::sample::{Client, ServiceInput};

/// Responds with the body of the request, or fails to connect.
#[derive(Clone)]
struct Service {
    reachable: bool,
}

impl tower_service::Service<http::Request<Body>> for Service {
    type Response = http::Response<Body>;
    type Error = io::Error;
    type Future = Ready<Result<http::Response<Body>, io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        ready(if self.reachable {
            Ok(http::Response::new(request.into_body()))
        } else {
            Err(io::ErrorKind::ConnectionRefused.into())
        })
    }
}

/// A service that is a function.
#[derive(Clone)]
pub(crate) struct Answering<F>(pub(crate) F);

impl<F> tower_service::Service<http::Request<Body>> for Answering<F>
where
    F: Fn(http::Request<Body>) -> http::Response<Body>,
{
    type Response = http::Response<Body>;
    type Error = io::Error;
    type Future = Ready<Result<http::Response<Body>, io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        ready(Ok(self.0(request)))
    }
}

/// A client whose service responds with what it is sent.
pub(crate) fn echo() -> ClientBuilder<Client> {
    Client::builder("http://localhost:5001/prefix/").service(Service { reachable: true })
}

#[tokio::test]
async fn any_service_carries_requests() {
    let client = echo().build().expect("valid settings");
    let pets = client.list_pets().with_body("application/json", r#"[{"id": 1, "color": "red", "owner": null}]"#);
    assert_eq!(pets.await.expect("pets").len(), 1);
    let error = client.run_ml_service(&ServiceInput::default()).await.expect_err("an object is no array");
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn its_errors_are_told_apart() {
    let client =
        Client::builder("http://localhost:5001").service(Service { reachable: false }).build().expect("valid settings");
    let error = client.health().await.expect_err("an error");
    assert!(error.is_connect());
    let expected = "could not connect for `ServiceHealthCheck` (GET /) at `localhost:5001`: connection refused";
    assert_eq!(error.to_string(), expected);
}

/// Notes the operation of each request.
#[derive(Clone, Default)]
struct Labels(Arc<std::sync::Mutex<Vec<String>>>);

impl tower_service::Service<http::Request<Body>> for Labels {
    type Response = http::Response<Body>;
    type Error = io::Error;
    type Future = Ready<Result<http::Response<Body>, io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let operation = request.extensions().get::<OperationId>();
        let label = operation.map_or("-".to_owned(), |id| format!("{id} {}", id.path_template()));
        self.0.lock().expect("not poisoned").push(label);
        ready(Ok(http::Response::new(Body::from("[]"))))
    }
}

#[tokio::test]
async fn a_service_sees_the_operation() {
    let labels = Labels::default();
    let client = Client::builder("http://localhost").service(labels.clone()).build().expect("valid settings");
    client.list_pets().await.expect("pets");
    client.request(http::Method::GET, "/by-hand").send().await.expect("a response");
    assert_eq!(*labels.0.lock().expect("not poisoned"), ["listPets /pets?kind=pet", "-"]);
    let request = client.list_pets().to_request().expect("a request");
    assert_eq!(request.extensions().get::<OperationId>().map(OperationId::as_str), Some("listPets"));
}

#[cfg(feature = "hyper")]
#[test]
fn options_of_the_default_transport_are_refused_beside_another() {
    use callsmith_runtime::Tls;

    let builder = || echo().connect_timeout(std::time::Duration::from_secs(1));
    let error = builder().build().expect_err("it has no effect").to_string();
    assert!(error.starts_with("`.connect_timeout(..)` is for the default transport"), "{error}");
    for builder in
        [echo().tls(Tls::new()), Client::builder("http://localhost").tls(Tls::new()).service(Labels::default())]
    {
        let error = builder.build().expect_err("it has no effect").to_string();
        assert!(error.starts_with("`.tls(..)` is for the default transport"), "{error}");
    }
}

#[cfg(feature = "blocking")]
mod blocking {
    use super::*;

    #[test]
    fn calls_need_no_runtime() {
        let client = echo().build().expect("valid settings");
        let text = client.health().with_body("text/plain", "Healthy").send_blocking().expect("a response");
        assert_eq!(text, "Healthy");
    }

    #[derive(Clone)]
    struct Panics;

    impl tower_service::Service<http::Request<Body>> for Panics {
        type Response = http::Response<Body>;
        type Error = Infallible;
        type Future = Ready<Result<http::Response<Body>, Infallible>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: http::Request<Body>) -> Self::Future {
            panic!("a bug in the service")
        }
    }

    #[test]
    fn a_panic_is_an_error_and_leaves_other_calls_alone() {
        let broken = Client::builder("http://localhost").service(Panics).build().expect("valid settings");
        let error = broken.health().send_blocking().expect_err("an error");
        assert!(matches!(error, Error::Transport(_)), "{error}");
        calls_need_no_runtime();
    }
}

#[test]
fn credentials_on_unencrypted_connections_are_refused_where_that_is_asked_for() {
    let outcome = |url: &str| {
        let builder = Client::builder(url).bearer("k3y").refuse_insecure_credentials(true);
        let client = builder.service(Service { reachable: true }).build().expect("valid settings");
        crate::offline::now(client.run_ml_service(&ServiceInput::default()))
    };
    let error = outcome("http://example.org").expect_err("refused");
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert!(error.to_string().ends_with("its credentials would go over an unencrypted connection"), "{error}");
    for url in ["https://example.org", "http://localhost:5001"] {
        assert!(!matches!(outcome(url), Err(Error::InvalidRequest(_))), "{url}");
    }
}

#[cfg(feature = "tracing")]
mod warnings {
    use super::*;

    /// Counts warnings.
    struct Warnings(Arc<AtomicUsize>);

    impl tracing::Subscriber for Warnings {
        fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
            metadata.level() <= &tracing::Level::WARN
        }

        fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
            tracing::span::Id::from_u64(1)
        }

        fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

        fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

        fn event(&self, event: &tracing::Event<'_>) {
            assert!(!format!("{event:?}").contains("k3y"));
            self.0.fetch_add(1, Ordering::SeqCst);
        }

        fn enter(&self, _: &tracing::span::Id) {}

        fn exit(&self, _: &tracing::span::Id) {}
    }

    /// The number of warnings that two calls of this client cause.
    fn warnings(builder: ClientBuilder<Client>) -> usize {
        let count = Arc::new(AtomicUsize::new(0));
        let client = builder.service(Service { reachable: true }).build().expect("valid settings");
        tracing::subscriber::with_default(Warnings(count.clone()), || {
            for _ in 0..2 {
                let _ = crate::offline::now(client.run_ml_service(&ServiceInput::default()));
            }
        });
        count.load(Ordering::SeqCst)
    }

    #[test]
    fn credentials_on_unencrypted_connections_are_warned_of_once() {
        assert_eq!(warnings(Client::builder("http://example.org").bearer("k3y")), 1);
        assert_eq!(warnings(Client::builder("http://example.org").bearer("k3y").warn_insecure_credentials(false)), 0);
        assert_eq!(warnings(Client::builder("http://example.org")), 0);
        assert_eq!(warnings(Client::builder("https://example.org").bearer("k3y")), 0);
        assert_eq!(warnings(Client::builder("http://localhost:5001").bearer("k3y")), 0);
    }
}

/// Fails with the same error each time, and counts.
#[derive(Clone)]
struct Failing(io::ErrorKind, Arc<AtomicUsize>);

impl tower_service::Service<http::Request<Body>> for Failing {
    type Response = http::Response<Body>;
    type Error = io::Error;
    type Future = Ready<Result<http::Response<Body>, io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        self.1.fetch_add(1, Ordering::Relaxed);
        ready(Err(self.0.into()))
    }
}

/// A connection that stands may lose its host: the request may have been carried out.
#[tokio::test]
async fn a_host_that_becomes_unreachable_is_no_refusal_to_connect() {
    use io::ErrorKind::{ConnectionRefused, HostUnreachable, NetworkUnreachable};
    for (kind, sent) in [(HostUnreachable, 1), (NetworkUnreachable, 1), (ConnectionRefused, 3)] {
        let count = Arc::new(AtomicUsize::new(0));
        let retry = callsmith_runtime::Retry::up_to(2).first_pause(std::time::Duration::from_millis(1));
        let client = Client::builder("http://localhost:5001").service(Failing(kind, count.clone())).retry(retry);
        let call = client.build().expect("valid settings").run_ml_service(&ServiceInput::default());
        let error = call.await.expect_err("an error");
        assert_eq!((error.is_connect(), count.load(Ordering::Relaxed)), (sent == 3, sent), "{kind:?}");
    }
}
