use bytes::Bytes;
use http_body_util::BodyExt;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use super::*;

const LIMIT: Duration = Duration::from_secs(10);
const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

/// The head of a request.
async fn head(stream: &mut (impl AsyncRead + Unpin)) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a head"));
    }
    String::from_utf8(head).expect("ASCII")
}

async fn respond(stream: &mut (impl AsyncWrite + Unpin), text: &str) {
    stream.write_all(text.as_bytes()).await.expect("written");
}

/// A server of one connection that gives each request the next answer. After the last one it speaks TLS where it has a certificate.
async fn serve(responses: &'static [&str], tls: Option<TlsAcceptor>) -> (u16, UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let (sender, receiver) = unbounded_channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        for text in responses {
            sender.send(head(&mut stream).await).expect("the test waits");
            respond(&mut stream, text).await;
        }
        if let Some(tls) = tls {
            let mut stream = tls.accept(stream).await.expect("a handshake");
            sender.send(head(&mut stream).await).expect("the test waits");
            respond(&mut stream, OK).await;
        }
    });
    (port, receiver)
}

fn transport(tls: &Tls, proxies: Matcher) -> DefaultTransport {
    DefaultTransport::new(tls.config(false).expect("valid settings"), Some(LIMIT), Some(Arc::new(proxies)))
}

async fn get(transport: &DefaultTransport, url: &str) -> Result<Bytes, TransportFault> {
    let request = http::Request::get(url).body(Body::from(""));
    let response = transport.send(request.expect("a request"), Pool::Shared).await?;
    Ok(response.into_body().collect().await.expect("a body").to_bytes())
}

#[tokio::test]
async fn the_url_is_sent_as_it_is() {
    let (port, mut heads) = serve(&[OK], None).await;
    let transport = transport(&Tls::new(), Matcher::builder().build());
    get(&transport, &format!("http://127.0.0.1:{port}/a/../b/./%2e%2E/%7e;x='?q='{{}}&k=/?"))
        .await
        .expect("a response");
    let expected =
        format!("GET /a/../b/./%2e%2E/%7e;x='?q='{{}}&k=/? HTTP/1.1\r\naccept: */*\r\nhost: 127.0.0.1:{port}\r\n\r\n");
    assert_eq!(heads.recv().await.expect("a request"), expected);
}

#[tokio::test]
async fn a_proxy_gets_whole_urls_and_its_credentials() {
    let (port, mut heads) = serve(&[OK], None).await;
    let proxies = Matcher::builder().http(format!("http://user:p%40ss@127.0.0.1:{port}")).no("direct.example").build();
    let transport = transport(&Tls::new(), proxies);
    let url = "http://service.example/a?b=c";
    assert_eq!(get(&transport, url).await.expect("a response"), "ok");
    let head = heads.recv().await.expect("a request");
    assert!(head.starts_with(&format!("GET {url} HTTP/1.1\r\n")), "{head}");
    assert!(head.contains("proxy-authorization: Basic dXNlcjpwQHNz\r\n"), "{head}");
    assert!(head.contains("host: service.example\r\n"), "{head}");
    assert!(transport.proxy_authorization(&Uri::from_static("http://direct.example/")).is_none());
    assert!(transport.proxy_authorization(&Uri::from_static("https://service.example/")).is_none());
}

#[tokio::test]
async fn an_encrypted_connection_goes_through_a_tunnel() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["service.example".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(signing_key.serialize_pem().as_bytes()).expect("a key");
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_safe_default_protocol_versions().expect("supported").with_no_client_auth();
    let config = config.with_single_cert(vec![cert.der().clone()], key).expect("valid");
    let established = &["HTTP/1.1 200 Connection established\r\n\r\n"];
    let (port, mut heads) = serve(established, Some(TlsAcceptor::from(Arc::new(config)))).await;
    let tls = Tls::new().add_roots(cert.pem().as_bytes()).expect("a root").only_added_roots();
    let transport = transport(&tls, Matcher::builder().https(format!("http://user:pass@127.0.0.1:{port}")).build());
    assert_eq!(get(&transport, "https://service.example/a?b=c").await.expect("a response"), "ok");
    let head = heads.recv().await.expect("a request");
    assert!(head.starts_with("CONNECT service.example:443 HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("Proxy-Authorization: Basic dXNlcjpwYXNz\r\n"), "{head}");
    let head = heads.recv().await.expect("a request");
    assert_eq!(head, "GET /a?b=c HTTP/1.1\r\naccept: */*\r\nhost: service.example\r\n\r\n");
}

#[tokio::test]
async fn a_proxy_that_refuses_a_tunnel_is_named() {
    let (port, _heads) = serve(&["HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"], None).await;
    let transport =
        transport(&Tls::new(), Matcher::builder().all(format!("http://user:pass@127.0.0.1:{port}")).build());
    let fault = get(&transport, "https://service.example/").await.expect_err("no tunnel");
    assert_eq!(fault.kind, FaultKind::Connect);
    let named = chain(fault.source().expect("a source")).map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(named[1], format!("no connection through the proxy `127.0.0.1:{port}`"));
    assert_eq!(named[2], "tunnel error: proxy authorization required");
}

/// A handshake that nobody answers counts too.
#[tokio::test]
async fn the_time_for_connecting_is_limited() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("bound").port();
    let limit = Duration::from_millis(50);
    let transport = DefaultTransport::new(Tls::new().config(false).expect("valid settings"), Some(limit), None);
    let fault = get(&transport, &format!("https://127.0.0.1:{port}/")).await.expect_err("silence");
    assert_eq!(fault.kind, FaultKind::ConnectTimeout);
    assert_eq!(fault.cause().expect("a cause").to_string(), "no connection within 50ms");
}

/// A layer of the caller may have changed it.
#[tokio::test]
async fn a_request_without_a_host_cannot_be_sent() {
    let transport = transport(&Tls::new(), Matcher::builder().build());
    let fault = get(&transport, "/a?key=s3cret").await.expect_err("no host");
    assert_eq!(fault.kind, FaultKind::Unsendable);
    assert!(!fault.cause().expect("a cause").to_string().contains("s3cret"));
}
