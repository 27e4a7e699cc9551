//! The default transport: reqwest.

use std::sync::OnceLock;
use std::time::Duration;

use http::header::TRANSFER_ENCODING;
use http::{HeaderValue, Method};
use hyper_util::client::proxy::matcher::Matcher;

use super::service::incoming;
use super::{Arriving, Incoming, Tls, Transport};
use crate::net::body::Body;
use crate::net::error::{BuildError, Fault, FaultKind};
use crate::net::transport::Pool;
use crate::net::url::Url;

/// A client of reqwest.
pub(crate) struct HttpClient {
    shared: reqwest::Client,
    blocking: Option<Blocking>,
    site: OnceLock<Site>,
}

/// The site that the first request was sent to, as most are. The URL of another request there takes half as long to make of its own.
struct Site {
    scheme: String,
    authority: String,
    root: reqwest::Url,
}

impl Site {
    /// The site of a URL, which `url` is as reqwest has it.
    fn of(uri: &http::Uri, url: &reqwest::Url) -> Option<Self> {
        let (scheme, authority) = (uri.scheme_str()?.to_owned(), uri.authority()?.as_str().to_owned());
        Some(Self { scheme, authority, root: url.join("/").ok()? })
    }

    /// A URL as reqwest has it. `None` where it is of another site.
    fn url(&self, uri: &http::Uri) -> Option<reqwest::Url> {
        let is_here = uri.scheme_str() == Some(&self.scheme) && uri.authority()?.as_str() == self.authority;
        is_here.then(|| {
            let mut url = self.root.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            url
        })
    }
}

/// The settings of a second client, for blocking calls, and that client once it is needed.
///
/// A connection is driven by the runtime that opened it. A blocking call on the thread of a single-threaded runtime would wait forever for a pooled
/// connection of that runtime, so blocking calls have connections of their own, on a runtime of their own.
struct Blocking(
    Settings,
    #[cfg_attr(not(feature = "blocking"), expect(dead_code, reason = "no calls block"))] OnceLock<reqwest::Client>,
);

/// The settings of a client: TLS, the time limit for connecting, and whether it goes through the proxy of the system.
struct Settings(rustls::ClientConfig, Option<Duration>, bool);

impl Settings {
    fn client(&self) -> reqwest::Result<reqwest::Client> {
        let builder = builder(self.0.clone(), self.1);
        if self.2 { builder.build() } else { builder.no_proxy().build() }
    }
}

/// The settings of the default transport: TLS as given, no redirects (they are followed in `send`, where what the document declares is known).
pub(super) fn builder(tls: rustls::ClientConfig, connect_timeout: Option<Duration>) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder().tls_backend_preconfigured(tls);
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    // Content codings are decoded in `net::coding`, within limits, whatever features of reqwest other crates of a program select.
    let builder = builder.no_gzip().no_brotli().no_zstd().no_deflate();
    connect_timeout.into_iter().fold(builder, reqwest::ClientBuilder::connect_timeout)
}

impl HttpClient {
    pub(crate) fn of(shared: reqwest::Client) -> Box<dyn Transport> {
        Box::new(Self { shared, blocking: None, site: OnceLock::new() })
    }

    /// A client of the default settings. Unless connections are encrypted, it does not need the certificates of the system.
    pub(crate) fn with_tls(
        tls: &Tls,
        is_encrypted: bool,
        limit: Option<Duration>,
        proxy: bool,
    ) -> Result<Box<dyn Transport>, BuildError> {
        let settings = Settings(tls.config(is_encrypted)?, limit, proxy);
        let shared = settings.client();
        let shared = shared.map_err(|error| BuildError::new(format!("the HTTP client cannot be made: {error}")))?;
        let blocking = Some(Blocking(settings, OnceLock::new()));
        Ok(Box::new(Self { shared, blocking, site: OnceLock::new() }))
    }

    /// A request of reqwest, which has a URL of its own.
    fn outgoing(&self, request: http::Request<Body>) -> Result<reqwest::Request, Fault> {
        let (parts, body) = request.into_parts();
        let url = match self.site.get().and_then(|site| site.url(&parts.uri)) {
            Some(url) => url,
            None => {
                let url = reqwest::Url::parse(Url::of(&parts.uri).as_str());
                let url = url.map_err(|error| Fault::new(FaultKind::Unsendable, error))?;
                if let Some(site) = Site::of(&parts.uri, &url) {
                    self.site.get_or_init(|| site);
                }
                url
            }
        };
        let mut request = reqwest::Request::new(parts.method, url);
        (*request.headers_mut(), *request.version_mut()) = (parts.headers, parts.version);
        *request.body_mut() = Some(outgoing(body));
        Ok(request)
    }

    fn client(&self, pool: Pool) -> &reqwest::Client {
        match (pool, &self.blocking) {
            #[cfg(feature = "blocking")]
            // The same settings made a client before. If they do not now, its connections are the next best.
            (Pool::Blocking, Some(Blocking(settings, client))) => {
                client.get_or_init(|| settings.client().unwrap_or_else(|_| self.shared.clone()))
            }
            _ => &self.shared,
        }
    }
}

impl Transport for HttpClient {
    /// Nothing of the caller is between it and the connection.
    fn sees_operations(&self) -> bool {
        false
    }

    fn send(&self, mut request: http::Request<Body>, pool: Pool) -> Arriving {
        if tokio::runtime::Handle::try_current().is_err() {
            return Box::pin(async { Err(FaultKind::NoRuntime.into()) });
        }
        let client = self.client(pool).clone();
        // Errors are told without the URL, whose query may hold a key.
        // Otherwise no body is sent with these methods (hyper, `Client::encode`).
        if request.body().length().is_none() && matches!(*request.method(), Method::GET | Method::HEAD) {
            request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
        }
        // Only where the connection fails, it is looked up which proxy it went through. Own clients have settings that are not known here.
        let has_proxy = self.blocking.as_ref().is_some_and(|blocking| blocking.0.2);
        let url = has_proxy.then(|| request.uri().clone());
        let request = self.outgoing(request);
        Box::pin(async move {
            let answer = client.execute(request?).await;
            let answer = answer.map_err(|error| {
                let fault = super::fault(error.without_url().into());
                let proxy = url.filter(|_| fault.kind == FaultKind::Connect).and_then(|url| proxy_of(&url));
                fault.through(proxy)
            })?;
            Ok(received(answer))
        })
    }
}

/// The answer without what reqwest knows of it beside.
fn received(mut answer: reqwest::Response) -> http::Response<Incoming> {
    let (status, version, headers) = (answer.status(), answer.version(), std::mem::take(answer.headers_mut()));
    let mut response = http::Response::new(incoming(reqwest::Body::from(answer)));
    (*response.status_mut(), *response.version_mut(), *response.headers_mut()) = (status, version, headers);
    response
}

/// Bytes stay bytes, which reqwest sends again where the service closed an idle connection.
fn outgoing(body: Body) -> reqwest::Body {
    match body.as_piece() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    }
}

/// The host of the proxy that the system names for a URL.
fn proxy_of(url: &http::Uri) -> Option<String> {
    let proxy = Matcher::from_env().intercept(url)?;
    let authority = proxy.uri().authority()?.as_str();
    Some(authority.rsplit('@').next().unwrap_or_default().to_owned())
}

pub(super) fn kind_of(error: &reqwest::Error) -> FaultKind {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => FaultKind::ConnectTimeout,
        (true, false) => FaultKind::Connect,
        (false, true) => FaultKind::Timeout,
        (false, false) if error.is_builder() => FaultKind::Unsendable,
        (false, false) => FaultKind::Broken,
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/http_client.rs"]
mod tests;
