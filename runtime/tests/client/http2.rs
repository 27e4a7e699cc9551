//! HTTP/2 with the default transport.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use callsmith_runtime::{Error, Retry, Tls, http};
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::sync::Notify;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use crate::sample::Client;

/// A server over TLS on a thread of its own that chooses among these protocols. It responds with the version of HTTP, the host and the length of the body.
struct Server {
    url: String,
    root: String,
    connections: Arc<AtomicUsize>,
    /// Closes the connections there are.
    closes: Arc<Notify>,
}

impl Server {
    fn start(protocols: &[&str]) -> Self {
        let (acceptor, root) = acceptor(protocols);
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("supported");
        let url = format!("https://localhost:{}", listener.local_addr().expect("bound").port());
        let connections = Arc::new(AtomicUsize::new(0));
        let closes = Arc::new(Notify::new());
        let (count, closing) = (connections.clone(), closes.clone());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            runtime.block_on(async move {
                let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
                while let Ok((stream, _)) = listener.accept().await {
                    count.fetch_add(1, Ordering::SeqCst);
                    let (acceptor, closing) = (acceptor.clone(), closing.clone());
                    tokio::spawn(async move {
                        let Ok(stream) = acceptor.accept(stream).await else { return };
                        let service = TowerToHyperService::new(Router::new().fallback(describe));
                        let builder = Builder::new(TokioExecutor::new());
                        tokio::select! {
                            _ = builder.serve_connection(TokioIo::new(stream), service) => {}
                            () = closing.notified() => {}
                        }
                    });
                }
            });
        });
        Self { url, root, connections, closes }
    }

    fn tls(&self) -> Tls {
        Tls::new().add_roots(self.root.as_bytes()).expect("a root")
    }
}

/// The side of TLS of a server for `localhost` that chooses among these protocols, and the certificate to trust.
fn acceptor(protocols: &[&str]) -> (TlsAcceptor, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(signing_key.serialize_pem().as_bytes()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("supported").with_no_client_auth();
    let mut config = config.with_single_cert(vec![cert.der().clone()], key).expect("valid");
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    (TlsAcceptor::from(Arc::new(config)), cert.pem())
}

async fn describe(request: Request) -> String {
    if request.uri().path() == "/never" {
        std::future::pending::<()>().await;
    }
    let (version, host) = (request.version(), request.uri().host().map(str::to_owned));
    let body = axum::body::to_bytes(request.into_body(), usize::MAX).await.expect("a body");
    format!("{version:?} {} {}", host.as_deref().unwrap_or("-"), body.len())
}

const TWO: &str = "HTTP/2.0 localhost 0";
const ONE: &str = "HTTP/1.1 - 0";

#[tokio::test]
async fn it_is_spoken_where_it_is_asked_for_and_the_server_chooses_it() {
    let both = Server::start(&["h2", "http/1.1"]);
    let old = Server::start(&["http/1.1"]);
    let silent = Server::start(&[]);
    for (server, offer, expected) in [
        (&both, Some(true), TWO),
        (&both, Some(false), ONE),
        (&both, None, ONE),
        (&old, Some(true), ONE),
        (&silent, Some(true), ONE),
    ] {
        let builder = Client::builder(&server.url).tls(server.tls());
        let builder = offer.into_iter().fold(builder, |builder, offer| builder.http2(offer));
        let client = builder.build().expect("valid settings");
        assert_eq!(client.health().await.expect("a response"), expected, "{offer:?}");
    }
}

#[tokio::test]
async fn it_is_a_setting_of_the_transport_alone() {
    let server = Server::start(&["h2", "http/1.1"]);
    // Where it is set makes no difference.
    let client = Client::builder(&server.url).http2(true).tls(server.tls()).build().expect("valid settings");
    assert_eq!(client.health().await.expect("a response"), TWO);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn it_is_spoken_by_a_client_of_reqwest_with_the_same_settings() {
    let server = Server::start(&["h2", "http/1.1"]);
    let http = server.tls().http2(true).http_client().expect("valid settings").build().expect("a client");
    let client = Client::builder(&server.url).http_client(http.clone()).build().expect("valid settings");
    assert_eq!(client.health().await.expect("a response"), TWO);
    let error = Client::builder(&server.url).http2(true).http_client(http).build().expect_err("it has no effect");
    assert!(error.to_string().starts_with("`.http2(..)` is for the default transport"), "{error}");
}

#[tokio::test]
async fn calls_share_one_connection() {
    let server = Server::start(&["h2"]);
    let client = Client::builder(&server.url).tls(server.tls()).http2(true).build().expect("valid settings");
    assert_eq!(client.health().await.expect("a response"), TWO);
    let calls: Vec<_> = (0..50).map(|_| tokio::spawn(client.health().into_future())).collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic").expect("a response"), TWO);
    }
    assert_eq!(server.connections.load(Ordering::SeqCst), 1);
}

/// Bodies of a known length, and streams without one, also of methods that have none otherwise.
#[tokio::test]
async fn bodies_are_sent() {
    let server = Server::start(&["h2"]);
    let client = Client::builder(&server.url).tls(server.tls()).http2(true).build().expect("valid settings");
    let large = vec![b'x'; 3 << 20];
    for method in [http::Method::POST, http::Method::GET] {
        let call = || client.request(method.clone(), "/score");
        let response = call().body("text/plain", large.clone()).send().await.expect("a response");
        assert_eq!(response.body(), "HTTP/2.0 localhost 3145728", "{method}");
        let stream = callsmith_runtime::Body::reader(std::io::Cursor::new(large.clone()));
        let response = call().body("text/plain", stream).send().await.expect("a response");
        assert_eq!(response.body(), "HTTP/2.0 localhost 3145728", "{method}, a stream");
    }
}

/// The first connection is closed after it was used, as services do when they are replaced.
#[tokio::test]
async fn a_connection_that_is_lost_is_made_anew() {
    let server = Server::start(&["h2"]);
    let client = Client::builder(&server.url).tls(server.tls()).http2(true).build().expect("valid settings");
    let call = || client.request(http::Method::GET, "/close").send();
    assert_eq!(call().await.expect("a response").body(), TWO);
    server.closes.notify_waiters();
    // Whether the client knows already that the connection is gone or not: the call is repeated.
    assert_eq!(call().await.expect("a response").body(), TWO);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    assert_eq!(call().await.expect("a response").body(), TWO);
    assert_eq!(server.connections.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_connection_that_breaks_before_a_response_is_an_error_of_the_transport() {
    let server = Server::start(&["h2"]);
    let client = Client::builder(&server.url).tls(server.tls()).http2(true).build().expect("valid settings");
    let closes = server.closes.clone();
    let close = async move {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        closes.notify_waiters();
    };
    let call = client.request(http::Method::POST, "/never").send();
    let (outcome, ()) = tokio::join!(call.into_future(), close);
    let error = outcome.expect_err("the connection broke");
    assert!(matches!(error, Error::Transport(_)) && !error.is_connect(), "{error:?}");
    assert!(error.to_string().starts_with("the connection broke for POST /never at `localhost:"), "{error}");
    assert_eq!(client.health().await.expect("a response"), TWO);
}

#[cfg(feature = "blocking")]
#[test]
fn calls_block() {
    let server = Server::start(&["h2"]);
    let client = Client::builder(&server.url).tls(server.tls()).http2(true).build().expect("valid settings");
    for _ in 0..3 {
        assert_eq!(client.health().send_blocking().expect("a response"), TWO);
    }
    let stream = callsmith_runtime::Body::reader(std::io::Cursor::new(vec![0; 100_000]));
    let response = client.request(http::Method::POST, "/score").body("text/plain", stream).send_blocking();
    assert_eq!(response.expect("a response").body(), "HTTP/2.0 localhost 100000");
}

/// A server that refuses the first request of each two without looking at it, as one that shuts down or has too many streams does. Counts requests.
async fn refusing_server() -> (String, Tls, Arc<AtomicUsize>) {
    let (acceptor, root) = acceptor(&["h2"]);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://localhost:{}", listener.local_addr().expect("bound").port());
    let requests = Arc::new(AtomicUsize::new(0));
    let count = requests.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (acceptor, count) = (acceptor.clone(), count.clone());
            tokio::spawn(async move {
                let stream = acceptor.accept(stream).await.expect("TLS");
                let mut connection = h2::server::handshake(stream).await.expect("HTTP/2");
                while let Some(Ok((_, mut response))) = connection.accept().await {
                    if count.fetch_add(1, Ordering::SeqCst) % 2 == 0 {
                        response.send_reset(h2::Reason::REFUSED_STREAM);
                    } else {
                        let mut body = response.send_response(http::Response::new(()), false).expect("sent");
                        body.send_data("done".into(), true).expect("sent");
                    }
                }
            });
        }
    });
    (url, Tls::new().add_roots(root.as_bytes()).expect("a root"), requests)
}

#[tokio::test]
async fn a_request_that_the_service_did_not_process_is_repeated_whatever_its_method() {
    let (url, tls, requests) = refusing_server().await;
    let builder = || Client::builder(&url).tls(tls.clone()).http2(true);
    let client = builder().build().expect("valid settings");
    let post = |client: &Client| client.request(http::Method::POST, "/score").body("text/plain", "abc").send();
    assert_eq!(post(&client).await.expect("a response").body(), "done");
    assert_eq!(requests.load(Ordering::SeqCst), 2);
    let client = builder().retry(Retry::none()).build().expect("valid settings");
    let error = post(&client).await.expect_err("no repetition");
    assert!(error.to_string().starts_with("the connection broke for POST /score at `localhost:"), "{error}");
    assert_eq!(requests.load(Ordering::SeqCst), 3);
    assert_eq!(post(&client).await.expect("a response").body(), "done");
}
