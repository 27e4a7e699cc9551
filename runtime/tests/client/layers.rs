//! Layers of tower around a transport.

use std::error::Error as _;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use callsmith_runtime::{Body, ClientBuilder, Error, OperationId, TransportService, http};
use tower_layer::Layer;
use tower_service::Service;

use crate::sample::Client;
use crate::service::Answering;

type BoxError = Box<dyn std::error::Error + Send + Sync>;
type BoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T> + Send>>;

/// The entries of layers, in order.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    fn note(&self, line: String) {
        self.0.lock().expect("not poisoned").push(line);
    }

    fn lines(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().expect("not poisoned"))
    }
}

/// A layer that notes what it sees, under a name.
#[derive(Clone)]
struct Noting(&'static str, Log);

#[derive(Clone)]
struct Noted<S>(S, Noting);

impl<S> Layer<S> for Noting {
    type Service = Noted<S>;

    fn layer(&self, inner: S) -> Noted<S> {
        Noted(inner, self.clone())
    }
}

impl<S, B> Service<http::Request<Body>> for Noted<S>
where
    S: Service<http::Request<Body>, Response = http::Response<B>, Error = BoxError, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = BoxFuture<Result<S::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, mut request: http::Request<Body>) -> Self::Future {
        let Noting(name, log) = self.1.clone();
        let operation = request.extensions().get::<OperationId>().map_or("-", OperationId::as_str);
        let key = request.headers().get("authorization").map(|key| key.is_sensitive());
        log.note(format!("{name}: {operation} {} {key:?}", request.uri().path()));
        request.headers_mut().append("x-layers", http::HeaderValue::from_static(name));
        let response = self.0.call(request);
        Box::pin(async move {
            let response = response.await;
            log.note(match &response {
                Ok(response) => format!("{name}: {}", response.status()),
                Err(error) => format!("{name}: {error}"),
            });
            response
        })
    }
}

fn layered(builder: ClientBuilder<Client>, log: &Log) -> ClientBuilder<Client> {
    builder.layer(Noting("outer", log.clone())).layer(Noting("inner", log.clone()))
}

const SEEN: [&str; 4] = [
    "outer: RunMLService /score Some(true)",
    "inner: RunMLService /score Some(true)",
    "inner: 200 OK",
    "outer: 200 OK",
];

#[test]
fn the_first_layer_is_the_outermost_of_a_service() {
    let log = Log::default();
    let service = Answering(|request: http::Request<Body>| {
        let names: Vec<_> = request.headers().get_all("x-layers").iter().collect();
        assert_eq!(names, ["outer", "inner"]);
        http::Response::new(Body::from("[1.5]"))
    });
    // Where the service is set beside the layers makes no difference.
    for first in [true, false] {
        let builder = Client::builder("https://service.example").bearer("k3y");
        let builder = if first {
            layered(builder.service(service.clone()), &log)
        } else {
            layered(builder, &log).service(service.clone())
        };
        let client = builder.build().expect("valid settings");
        let call = client.run_ml_service(&Default::default());
        assert_eq!(crate::offline::now(call).expect("a response"), [1.5]);
        assert_eq!(log.lines(), SEEN);
        crate::offline::now(client.request(http::Method::GET, "/version").send()).expect("a response");
        assert_eq!(log.lines()[0], "outer: - /version Some(true)");
        #[cfg(feature = "blocking")]
        {
            let call = client.run_ml_service(&Default::default());
            assert_eq!(call.send_blocking().expect("a response"), [1.5]);
            assert_eq!(log.lines(), SEEN);
        }
    }
}

/// A response of its own, without the transport.
#[test]
fn a_layer_may_respond_itself() {
    let layer = tower_layer::layer_fn(|_: TransportService| Answering(|_| http::Response::new(Body::from("[2.5]"))));
    let client = Client::builder("https://service.example").layer(layer).build().expect("valid settings");
    assert_eq!(crate::offline::now(client.run_ml_service(&Default::default())).expect("a response"), [2.5]);
}

/// Wraps errors of a transport in one of its own.
#[derive(Clone)]
struct Wrapping(TransportService);

#[derive(Debug)]
struct Wrapped(BoxError);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("wrapped")
    }
}

impl std::error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self.0.as_ref())
    }
}

impl Service<http::Request<Body>> for Wrapping {
    type Response = <TransportService as Service<http::Request<Body>>>::Response;
    type Error = Wrapped;
    type Future = BoxFuture<Result<Self::Response, Wrapped>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Wrapped>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let response = self.0.call(request);
        Box::pin(async move { response.await.map_err(Wrapped) })
    }
}

#[derive(Clone)]
struct Unreachable;

impl Service<http::Request<Body>> for Unreachable {
    type Response = http::Response<Body>;
    type Error = std::io::Error;
    type Future = std::future::Ready<Result<http::Response<Body>, std::io::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), std::io::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: http::Request<Body>) -> Self::Future {
        std::future::ready(Err(std::io::ErrorKind::ConnectionRefused.into()))
    }
}

#[test]
fn an_error_of_the_transport_stays_what_it_is() {
    let builder = || Client::builder("https://service.example").service(Unreachable);
    let plain = builder().build().expect("valid settings");
    let layered = layered(builder(), &Log::default()).build().expect("valid settings");
    let wrapped = builder().layer(tower_layer::layer_fn(Wrapping)).build().expect("valid settings");
    let expected = crate::offline::now(plain.delete_pet(1)).expect_err("not reachable");
    for client in [layered, wrapped] {
        let error = crate::offline::now(client.delete_pet(1)).expect_err("not reachable");
        assert!(error.is_connect() && error.is_retryable(), "{error:?}");
        assert_eq!(error.to_string(), expected.to_string());
        assert!(matches!(&error, Error::Transport(error) if error.source().is_some()));
    }
}

/// A layer whose work is done by a task of a runtime, as that of a buffer is.
#[cfg(feature = "blocking")]
#[derive(Clone)]
struct Spawning<S>(S, tokio::runtime::Handle);

#[cfg(feature = "blocking")]
impl<S> Service<http::Request<Body>> for Spawning<S>
where
    S: Service<http::Request<Body>, Error = BoxError, Response: Send + 'static, Future: Send + 'static>,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = BoxFuture<Result<S::Response, BoxError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        let task = self.1.spawn(self.0.call(request));
        Box::pin(async move { task.await? })
    }
}

/// A call that blocks the runtime which a layer works on is an error, and no hang. Elsewhere it works.
#[cfg(feature = "blocking")]
#[test]
fn a_layer_that_works_on_the_blocked_runtime_is_told() {
    let service = Answering(|_| http::Response::new(Body::from("[1.5]")));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let handle = runtime.handle().clone();
    let layer = tower_layer::layer_fn(move |inner: TransportService| Spawning(inner, handle.clone()));
    let builder = Client::builder("https://service.example").service(service).layer(layer);
    let client = builder.build().expect("valid settings");
    let call = || client.run_ml_service(&Default::default());
    runtime.block_on(async {
        assert_eq!(call().await.expect("a response"), [1.5]);
        let error = call().send_blocking().expect_err("it would wait forever").to_string();
        assert!(error.contains("blocks the runtime whose connections it needs"), "{error}");
        assert_eq!(call().await.expect("a response"), [1.5]);
    });
    std::thread::scope(|scope| {
        let blocked = scope.spawn(|| call().send_blocking());
        let waits = async {
            while !blocked.is_finished() {
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
            }
        };
        runtime.block_on(waits);
        assert_eq!(blocked.join().expect("no panic").expect("a response"), [1.5]);
    });
}

#[cfg(feature = "hyper")]
mod default_transport {
    use std::time::Duration;

    use callsmith_runtime::{Retry, Tls};

    use super::*;
    use crate::hyper_client::hyper_client;
    use crate::server::{CannedResponse, Server};

    fn clients(server: &Server, log: &Log) -> [Client; 2] {
        let builder = || layered(Client::builder(&server.url).bearer("k3y"), log);
        let client = builder().service(hyper_client()).build().expect("valid settings");
        [builder().build().expect("valid settings"), client]
    }

    #[tokio::test]
    async fn a_layer_goes_around_it() {
        let server = Server::always(CannedResponse::json(200, "[1.5]"));
        let log = Log::default();
        for client in clients(&server, &log) {
            assert_eq!(client.run_ml_service(&Default::default()).await.expect("a response"), [1.5]);
            assert_eq!(log.lines(), SEEN);
        }
        let names =
            |seen: crate::server::ReceivedRequest| seen.headers.iter().filter(|(name, _)| *name == "x-layers").count();
        assert_eq!(server.requests().into_iter().map(names).collect::<Vec<_>>(), [2, 2]);
    }

    #[cfg(feature = "blocking")]
    #[test]
    fn calls_block_with_layers() {
        let server = Server::always(CannedResponse::json(200, "[1.5]"));
        let log = Log::default();
        for client in clients(&server, &log) {
            let call = || client.run_ml_service(&Default::default());
            assert_eq!(call().send_blocking().expect("a response"), [1.5]);
            assert_eq!(log.lines(), SEEN);
        }
        // Connections of calls that block are those of the background runtime, also with layers: they outlive the runtime around.
        let [client, _] = clients(&server, &log);
        let call = || client.run_ml_service(&Default::default());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            for _ in 0..3 {
                assert_eq!(call().await.expect("a response"), [1.5]);
                assert_eq!(call().send_blocking().expect("a response"), [1.5]);
            }
        });
        drop(runtime);
        assert_eq!(call().send_blocking().expect("a response"), [1.5]);
    }

    #[tokio::test]
    async fn each_attempt_passes_through_it() {
        let busy = || CannedResponse::json(503, "{}");
        let server = Server::new(move |_, before| if before < 2 { busy() } else { CannedResponse::json(200, "[]") });
        let log = Log::default();
        let client = layered(Client::builder(&server.url), &log).build().expect("valid settings");
        let retry = Retry::up_to(3).first_pause(Duration::from_millis(1));
        client.list_pets().with_retry(retry).await.expect("a response");
        let lines = log.lines();
        let statuses: Vec<_> = lines.iter().filter(|line| line.starts_with("outer: ") && !line.contains('/')).collect();
        let busy = "outer: 503 Service Unavailable";
        assert_eq!(statuses, [busy, busy, "outer: 200 OK"]);
        assert_eq!(lines.iter().filter(|line| line.starts_with("inner: listPets /pets")).count(), 3);
    }

    #[tokio::test]
    async fn no_connection_is_that_with_layers_too() {
        let layered = layered(Client::builder("http://127.0.0.1:9"), &Log::default()).build().expect("valid settings");
        let plain = Client::builder("http://127.0.0.1:9").build().expect("valid settings");
        let error = layered.health().with_retry(Retry::none()).await.expect_err("not reachable");
        let expected = plain.health().with_retry(Retry::none()).await.expect_err("not reachable");
        assert!(error.is_connect(), "{error:?}");
        assert_eq!(error.to_string(), expected.to_string());
    }

    #[tokio::test]
    async fn options_of_the_default_transport_stay_valid() {
        let server = Server::always(CannedResponse::json(200, "[]"));
        let builder = layered(Client::builder(&server.url), &Log::default());
        let client = builder.connect_timeout(Duration::from_secs(1)).tls(Tls::new()).build().expect("valid settings");
        assert!(client.list_pets().await.expect("a response").is_empty());
    }
}
