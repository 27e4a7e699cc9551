//! Encrypted connections.

use std::sync::Arc;
use std::time::Duration;

use callsmith_runtime::{Error, Retry, Tls};
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};

use crate::sample::Client;

/// A server that speaks one version of TLS and says which. It wants a certificate of its clients where `client_root` is given.
async fn serve(
    version: &'static SupportedProtocolVersion,
    client_root: Option<&rcgen::Certificate>,
) -> (String, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(signing_key.serialize_pem().as_bytes()).expect("a key");
    let provider = Arc::new(ring::default_provider());
    let config =
        ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(&[version]).expect("supported");
    let config = match client_root {
        None => config.with_no_client_auth(),
        Some(root) => {
            let mut roots = RootCertStore::empty();
            roots.add(root.der().clone()).expect("a root");
            let verifier =
                WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build().expect("a verifier");
            config.with_client_cert_verifier(verifier)
        }
    };
    let config = config.with_single_cert(vec![cert.der().clone()], key).expect("valid");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://localhost:{}", listener.local_addr().expect("bound").port());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            let mut buffer = [0; 4096];
            let _ = stream.read(&mut buffer).await;
            let version = format!("{:?}", stream.get_ref().1.protocol_version().expect("agreed"));
            let response =
                format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{version}", version.len());
            let _ = stream.write_all(response.as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    (url, cert.pem())
}

#[tokio::test]
async fn both_versions_are_spoken() {
    for (version, name) in [(&TLS12, "TLSv1_2"), (&TLS13, "TLSv1_3")] {
        let (url, root) = serve(version, None).await;
        let tls = Tls::new().add_roots(root.as_bytes()).expect("a root");
        let client = Client::builder(&url).tls(tls.clone()).build().expect("valid settings");
        assert_eq!(client.health().await.expect("a response"), name);
        #[cfg(feature = "blocking")]
        assert_eq!(
            tokio::task::spawn_blocking(move || client.health().send_blocking())
                .await
                .expect("no panic")
                .expect("a response"),
            name
        );

        // The same by settings of reqwest.
        #[cfg(feature = "reqwest")]
        {
            let http = tls.http_client().expect("valid settings").pool_idle_timeout(Duration::from_secs(1)).build();
            let client = Client::builder(&url).http_client(http.expect("a client")).build().expect("valid settings");
            assert_eq!(client.health().await.expect("a response"), name);
        }

        // Nothing else is trusted.
        let client = Client::builder(&url).tls(tls.only_added_roots()).build().expect("valid settings");
        assert_eq!(client.health().await.expect("a response"), name);
    }
}

#[tokio::test]
async fn an_unknown_certificate_is_refused() {
    let (url, _) = serve(&TLS13, None).await;
    let client = Client::builder(&url).build().expect("valid settings");
    let error = client.health().await.expect_err("not trusted");
    assert!(matches!(error, Error::Transport(_)) && error.is_connect(), "{error:?}");
    assert!(error.to_string().contains("certificate"), "{error}");
    // To try again would not mend it.
    assert!(!error.is_retryable(), "{error}");
    let start = std::time::Instant::now();
    let retry = Retry::up_to(5).first_pause(Duration::from_secs(20)).any_method(true);
    client.health().with_retry(retry).await.expect_err("not trusted");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_certificate_of_the_client_is_presented() {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(vec!["client".to_owned()]).expect("a certificate");
    let (url, root) = serve(&TLS12, Some(&cert)).await;
    let tls = Tls::new().add_roots(root.as_bytes()).expect("a root");
    let anonymous = Client::builder(&url).tls(tls.clone()).build().expect("valid settings");
    anonymous.health().await.expect_err("no certificate");
    let tls = tls.identity(cert.pem().as_bytes(), signing_key.serialize_pem().as_bytes()).expect("an identity");
    assert!(!format!("{tls:?}").contains(&signing_key.serialize_pem()[40..60]));
    let client = Client::builder(&url).tls(tls).build().expect("valid settings");
    assert_eq!(client.health().await.expect("a response"), "TLSv1_2");
}

#[test]
fn what_is_no_certificate_is_refused() {
    assert!(Tls::new().add_roots(b"nothing").is_err());
    assert!(Tls::new().identity(b"", b"").is_err());
}
