//! Certificates of the default transport.

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{AlertDescription, ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::net::error::BuildError;

/// Certificates that the default transport trusts and presents. It speaks TLS 1.2 and 1.3.
///
/// ```no_run
/// # use callsmith_runtime::Tls;
/// # let pem = b"";
/// let tls = Tls::new().add_roots(pem)?;
/// // myservice::Client::builder(url).tls(tls)
/// # Ok::<(), callsmith_runtime::BuildError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Tls {
    roots: Vec<CertificateDer<'static>>,
    only_these: bool,
    /// The chain of a certificate and its key, which `Debug` does not show.
    identity: Option<Arc<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>)>>,
    /// `true` if HTTP/2 is offered.
    http2: bool,
}

impl Tls {
    /// Trusts what the operating system trusts, presents nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts the certificate authorities in a PEM file too. It is an error when there is none in `pem`.
    ///
    /// # Errors
    /// The text holds no certificate, or one that is not valid.
    pub fn add_roots(mut self, pem: &[u8]) -> Result<Self, BuildError> {
        self.roots.extend(certificates(pem)?);
        Ok(self)
    }

    /// Trusts none but the certificate authorities that were added.
    #[must_use]
    pub fn only_added_roots(mut self) -> Self {
        self.only_these = true;
        self
    }

    /// Presents the certificate chain in a PEM file with its private key in another (or the same): mutual TLS. It is an error when either is missing.
    ///
    /// # Errors
    /// The texts hold no certificate or no key, or the key cannot be used.
    pub fn identity(mut self, chain: &[u8], key: &[u8]) -> Result<Self, BuildError> {
        let key = PrivateKeyDer::from_pem_slice(key);
        let key = key.map_err(|_| BuildError::new("there is no private key in PEM"))?;
        self.identity = Some(Arc::new((certificates(chain)?, key)));
        Ok(self)
    }

    /// Sets whether HTTP/2 is offered to servers beside HTTP/1.1 (ALPN). Default: no. It is the setting of
    /// [`ClientBuilder::http2`](crate::call::client::ClientBuilder::http2), for a client of reqwest with these settings.
    #[cfg(feature = "http2")]
    #[must_use]
    pub fn http2(mut self, offer: bool) -> Self {
        self.http2 = offer;
        self
    }

    /// The settings of the default transport as settings of reqwest, for what this crate has no setting for. Hand the client made from them to
    /// [`ClientBuilder::http_client`](crate::call::client::ClientBuilder::http_client).
    ///
    /// ```no_run
    /// # use callsmith_runtime::{Tls, reqwest};
    /// # let pem = b"";
    /// let tls = Tls::new().add_roots(pem)?;
    /// let http = tls.http_client()?.proxy(reqwest::Proxy::all("http://proxy.example:3128")?).build()?;
    /// // myservice::Client::builder(url).http_client(http)
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Certificates are set here and nowhere else: **the methods of reqwest for certificates, TLS versions and identities have no effect** on what this
    /// returns. Redirects are left to the client of the service, which follows them within one origin. It is an error when a certificate is not valid or those
    /// of the system cannot be read.
    ///
    /// # Errors
    /// The certificates of the system cannot be read, or none of them is valid.
    #[cfg(feature = "reqwest")]
    pub fn http_client(&self) -> Result<reqwest::ClientBuilder, BuildError> {
        Ok(super::http_client::builder(self.config(true)?, std::time::Duration::from_secs(10)))
    }

    /// Makes ring the crypto provider of rustls for the whole process. Returns `false` if the process has one already, which stays.
    ///
    /// Clients of this crate need none: theirs comes with their settings. A program needs one that uses rustls in another way, where two
    /// providers are switched on: ring by this crate, aws-lc-rs by another. `rustls::ClientConfig::builder()` panics then. The feature `reqwest`
    /// switches on TLS of reqwest without a provider: with it `reqwest::Client::new()` panics unless another dependency selects the feature
    /// `rustls` of reqwest. Call this at the start of `main`.
    pub fn install_provider() -> bool {
        ring::default_provider().install_default().is_ok()
    }

    /// The settings of rustls. Where no encrypted connection is wanted, it is no error that the system has no certificates.
    pub(super) fn config(&self, is_encrypted: bool) -> Result<ClientConfig, BuildError> {
        let config = self.rustls(is_encrypted);
        config.map_err(|error| BuildError::new(format!("TLS cannot be set up: {error}")))
    }

    fn rustls(&self, is_encrypted: bool) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let system = (!self.only_these).then(|| self.system_verifier(provider));
        let builder = match system {
            // To rustls each verifier of another crate is dangerous. This one is that of the platform.
            Some(Ok(verifier)) => builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)),
            Some(Err(error)) if is_encrypted => return Err(error),
            _ => {
                let mut store = RootCertStore::empty();
                self.roots.iter().try_for_each(|root| store.add(root.clone()))?;
                builder.with_root_certificates(store)
            }
        };
        let mut config = match &self.identity {
            Some(identity) => builder.with_client_auth_cert(identity.0.clone(), identity.1.clone_key())?,
            None => builder.with_no_client_auth(),
        };
        // In the order of preference (RFC 7301, section 3.1).
        let http2 = self.http2.then(|| b"h2".to_vec());
        config.alpn_protocols = http2.into_iter().chain([b"http/1.1".to_vec()]).collect();
        Ok(config)
    }

    /// The verifier of the platform. That of Android is not able to trust more than the system does.
    fn system_verifier(&self, provider: Arc<CryptoProvider>) -> Result<Verifier, rustls::Error> {
        #[cfg(target_os = "android")]
        return if self.roots.is_empty() {
            Verifier::new(provider)
        } else {
            Err(rustls::Error::General("roots only replace those of Android".into()))
        };
        #[cfg(not(target_os = "android"))]
        Verifier::new_with_extra_roots(self.roots.iter().cloned(), provider)
    }
}

/// Returns `true` if two programs do not come to terms, and will not when they try again.
pub(super) fn is_refusal(error: &rustls::Error) -> bool {
    use rustls::Error::{
        AlertReceived, InvalidCertRevocationList, InvalidCertificate, InvalidMessage, NoApplicationProtocol,
        NoCertificatesPresented, PeerIncompatible, UnsupportedNameType,
    };
    match error {
        InvalidCertificate(_) | InvalidCertRevocationList(_) | InvalidMessage(_) | PeerIncompatible(_) => true,
        NoCertificatesPresented | NoApplicationProtocol | UnsupportedNameType => true,
        AlertReceived(alert) => is_refusing(*alert),
        _ => false,
    }
}

fn is_refusing(alert: AlertDescription) -> bool {
    use AlertDescription as Alert;
    let certificate = [
        Alert::BadCertificate,
        Alert::UnsupportedCertificate,
        Alert::CertificateRevoked,
        Alert::CertificateExpired,
        Alert::CertificateUnknown,
        Alert::CertificateRequired,
        Alert::NoCertificate,
        Alert::UnknownCA,
        Alert::AccessDenied,
    ];
    let terms = [Alert::HandshakeFailure, Alert::ProtocolVersion, Alert::InsufficientSecurity, Alert::UnrecognisedName];
    certificate.contains(&alert) || terms.contains(&alert)
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, BuildError> {
    let list: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    let list = list.ok().filter(|list| !list.is_empty());
    list.ok_or_else(|| BuildError::new("there is no certificate in PEM"))
}
