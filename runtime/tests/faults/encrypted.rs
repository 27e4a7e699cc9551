//! Encrypted connections that cannot be made, and redirects that leave them.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use callsmith_runtime::{Error, Retry, Tls};
use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::version::{TLS12, TLS13};
use tokio_rustls::rustls::{RootCertStore, ServerConfig, SupportedProtocolVersion};

use crate::outcomes::{FailureTexts, failure_of, is, next, run};
use crate::sample::Client;
use crate::server::{Keep, Server, pet, response};

const CANNOT: &str = "could not connect for `getPet` (GET /pets/{petId}) at `HOST`: ";

/// A certificate and its key, in PEM.
struct Certificate(String, String);

impl Certificate {
    fn new(name: &str, change: impl Fn(&mut CertificateParams)) -> Self {
        let mut parameters = CertificateParams::new([name.to_owned()]).expect("a name");
        // Each is of an authority of its own.
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let authority = format!("authority {}", COUNT.fetch_add(1, Ordering::Relaxed));
        parameters.distinguished_name.push(DnType::CommonName, authority);
        change(&mut parameters);
        let key = KeyPair::generate().expect("a key");
        Self(parameters.self_signed(&key).expect("a certificate").pem(), key.serialize_pem())
    }

    fn good() -> Self {
        Self::new("localhost", |_| ())
    }

    /// A server with this certificate, which wants one of its clients where `client` is given.
    fn server(&self, versions: &[&'static SupportedProtocolVersion], client: Option<&Self>) -> ServerConfig {
        let provider = Arc::new(ring::default_provider());
        let builder = ServerConfig::builder_with_provider(provider.clone()).with_protocol_versions(versions);
        let builder = builder.expect("supported");
        let der = |certificate: &Self| {
            tokio_rustls::rustls::pki_types::CertificateDer::from_pem_slice(certificate.0.as_bytes()).expect("PEM")
        };
        let builder = match client {
            None => builder.with_no_client_auth(),
            Some(client) => {
                let mut roots = RootCertStore::empty();
                roots.add(der(client)).expect("a root");
                let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider);
                builder.with_client_cert_verifier(verifier.build().expect("a verifier"))
            }
        };
        let key = PrivateKeyDer::from_pem_slice(self.1.as_bytes()).expect("a key");
        builder.with_single_cert(vec![der(self)], key).expect("valid")
    }
}

/// A policy that repeats what may succeed later: a certificate that is refused will not.
fn eager() -> Retry {
    Retry::up_to(2).any_method(true).first_pause(Duration::from_secs(30))
}

const BOTH: &[&SupportedProtocolVersion] = &[&TLS13, &TLS12];

/// The error of a call to a server whose first connection has this configuration. Then it has a good certificate, and the next call works.
fn first(
    configuration: ServerConfig,
    roots: &[&Certificate],
    identity: Option<&Certificate>,
    retry: Retry,
) -> FailureTexts {
    let good = Certificate::good();
    let tls = roots.iter().chain([&&good]).try_fold(Tls::new(), |tls, root| tls.add_roots(root.0.as_bytes()));
    let mut tls = tls.expect("roots").only_added_roots();
    if let Some(Certificate(chain, key)) = identity {
        tls = tls.identity(chain.as_bytes(), key.as_bytes()).expect("an identity");
    }
    let server = Server::encrypted([configuration, good.server(BOTH, None)], |_, _| vec![pet(), Keep]);
    let client = Client::builder(&server.url).bearer("k3y").tls(tls).build().expect("valid settings");
    let outcome = run(async {
        let outcome = client.get_pet("fault").with_retry(retry).await;
        next(&client).await.expect("the next call works");
        outcome
    });
    #[cfg(feature = "blocking")]
    next(&client).send_blocking().expect("so does one that blocks");
    failure_of(&outcome.expect_err("no connection"), &server)
}

#[test]
fn unknown_root() {
    let failure = first(Certificate::good().server(BOTH, None), &[], None, eager());
    assert_eq!(failure, is("transport", "connect", &format!("{CANNOT}invalid peer certificate: UnknownIssuer")));
}

#[test]
fn wrong_name() {
    let certificate = Certificate::new("other.example", |_| ());
    let failure = first(certificate.server(BOTH, None), &[&certificate], None, eager());
    let reason = "invalid peer certificate: certificate not valid for name \"localhost\"; \
                  certificate is only valid for DnsName(\"other.example\")";
    assert_eq!(failure, is("transport", "connect", &format!("{CANNOT}{reason}")));
}

#[test]
fn expired_certificate() {
    let certificate = Certificate::new("localhost", |parameters| {
        parameters.not_before = date_time_ymd(2020, 1, 1);
        parameters.not_after = date_time_ymd(2021, 1, 1);
    });
    let (kind, predicates, text) = first(certificate.server(BOTH, None), &[&certificate], None, eager());
    assert_eq!((kind, predicates.as_str()), ("transport", "connect"));
    assert!(text.starts_with(&format!("{CANNOT}invalid peer certificate: certificate expired: ")), "{text}");
}

#[test]
fn certificate_of_the_future() {
    let certificate = Certificate::new("localhost", |parameters| parameters.not_before = date_time_ymd(2900, 1, 1));
    let (kind, predicates, text) = first(certificate.server(BOTH, None), &[&certificate], None, eager());
    assert_eq!((kind, predicates.as_str()), ("transport", "connect"));
    assert!(text.starts_with(&format!("{CANNOT}invalid peer certificate: certificate not valid yet: ")), "{text}");
}

#[test]
fn certificate_of_the_client_required() {
    let (certificate, identity) = (Certificate::good(), Certificate::new("client", |_| ()));
    for (version, reason) in
        [(&TLS12, "received fatal alert: CertificateRequired"), (&TLS13, "received fatal alert: CertificateRequired")]
    {
        let failure = first(certificate.server(&[version], Some(&identity)), &[&certificate], None, Retry::none());
        assert_eq!(failure, is("transport", "connect", &format!("{CANNOT}{reason}")), "{version:?}");
        // One that the service does not know.
        let other = Certificate::new("other", |_| ());
        let failure =
            first(certificate.server(&[version], Some(&identity)), &[&certificate], Some(&other), Retry::none());
        assert_eq!((failure.0, failure.1.as_str()), ("transport", "connect"), "{version:?}: {}", failure.2);
    }
    // The right one.
    works(certificate.server(BOTH, Some(&identity)), &certificate, Some(&identity));
}

fn works(configuration: ServerConfig, root: &Certificate, identity: Option<&Certificate>) {
    let server = Server::encrypted([configuration], |_, _| vec![pet(), Keep]);
    let mut tls = Tls::new().add_roots(root.0.as_bytes()).expect("a root");
    if let Some(Certificate(chain, key)) = identity {
        tls = tls.identity(chain.as_bytes(), key.as_bytes()).expect("an identity");
    }
    let client = Client::builder(&server.url).bearer("k3y").tls(tls).build().expect("valid settings");
    crate::outcomes::success(&client);
}

#[test]
fn tls_1_2_only() {
    let certificate = Certificate::good();
    works(certificate.server(&[&TLS12], None), &certificate, None);
}

#[test]
fn tls_1_3_only() {
    let certificate = Certificate::good();
    works(certificate.server(&[&TLS13], None), &certificate, None);
}

/// The redirect would send the request where all can read it.
#[test]
fn https_to_http_redirect() {
    let plain = Server::new(|_, _| vec![pet(), Keep]);
    let location = format!("location: {}/pets/plain?sig=s3cret\r\n", plain.url.replace("127.0.0.1", "localhost"));
    let certificate = Certificate::good();
    let server = Server::encrypted([certificate.server(BOTH, None)], move |_, _| {
        vec![response("301 Moved Permanently", &location, ""), Keep]
    });
    let tls = Tls::new().add_roots(certificate.0.as_bytes()).expect("a root");
    let client = Client::builder(&server.url).bearer("k3y").tls(tls).build().expect("valid settings");
    let text = crate::outcomes::failure(&server, &client);
    let place = plain.url.replace("127.0.0.1", "localhost");
    let expected = format!(
        "301 Moved Permanently for `getPet` (GET /pets/{{petId}}), a redirect to `{place}/pets/plain` that is not followed \
         (it leads to another origin: `.trusted_origin(\"{place}\")` on the builder of the client allows it)"
    );
    assert_eq!(text, is("unexpected", "", &expected));
    assert!(plain.requests().is_empty());
}

/// A port that speaks no TLS.
#[test]
fn plain_response_to_https() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("https://{}", listener.local_addr().expect("bound"));
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a connection");
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        }
    });
    let client = Client::builder(&url).bearer("k3y").retry(eager()).build().expect("valid settings");
    run(async {
        let error = client.get_pet("fault").await.expect_err("no TLS");
        assert!(matches!(error, Error::Transport(_)) && error.is_connect() && !error.is_retryable(), "{error}");
        assert!(error.to_string().contains("received corrupt message"), "{error}");
    });
}
