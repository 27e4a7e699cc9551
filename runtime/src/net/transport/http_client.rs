//! The default transport: reqwest.

use std::pin::{Pin, pin};
use std::sync::OnceLock;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http::header::TRANSFER_ENCODING;
use http::{HeaderValue, Method};
use http_body::{Frame, SizeHint};
use hyper_util::client::proxy::matcher::Matcher;

use super::{Carrier, Incoming, ResponseFuture, Tls, Transport};
use crate::net::BoxError;
use crate::net::body::Body;
use crate::net::error::{BuildError, FaultKind, TransportFault};
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
    fn from_uri(uri: &http::Uri, url: &reqwest::Url) -> Option<Self> {
        let (scheme, authority) = (uri.scheme_str()?.to_owned(), uri.authority()?.as_str().to_owned());
        Some(Self { scheme, authority, root: url.join("/").ok()? })
    }

    /// A URL as reqwest has it. `None` where it is of another site.
    fn url(&self, uri: &http::Uri) -> Option<reqwest::Url> {
        let is_here = uri.scheme_str() == Some(&self.scheme) && uri.authority()?.as_str() == self.authority;
        is_here.then(|| {
            let mut url = self.root.clone();
            url.set_path(uri.path());
            if let Some(query) = uri.query() {
                url.set_query(Some(query));
            }
            url
        })
    }
}

/// The settings of a second client, for blocking calls, and that client once it is needed.
///
/// A connection is driven by the runtime that opened it. A blocking call on the thread of a single-threaded runtime
/// would wait forever for a pooled connection of that runtime. So blocking calls have connections of their own, on a
/// runtime of their own.
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
    // Redirects are followed above, where credentials and trusted origins are known.
    let builder = builder.redirect(reqwest::redirect::Policy::none());
    // Content codings are decoded in `net::coding`, within limits, whatever features of reqwest other crates of a program select.
    // The features of reqwest would decode for every client of the program, and without a limit.
    let builder = builder.no_gzip().no_brotli().no_zstd().no_deflate();
    connect_timeout.into_iter().fold(builder, reqwest::ClientBuilder::connect_timeout)
}

impl HttpClient {
    pub(crate) fn boxed(shared: reqwest::Client) -> Box<dyn Transport> {
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
    fn outgoing(&self, request: http::Request<Body>) -> Result<reqwest::Request, TransportFault> {
        let (parts, body) = request.into_parts();
        let url = match self.site.get().and_then(|site| site.url(&parts.uri)) {
            Some(url) => url,
            None => {
                let url = reqwest::Url::parse(Url::from_uri(&parts.uri).as_str());
                let url = url.map_err(|error| TransportFault::new(FaultKind::Unsendable, error))?;
                if let Some(site) = Site::from_uri(&parts.uri, &url) {
                    self.site.get_or_init(|| site);
                }
                url
            }
        };
        let mut request = reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.version_mut() = parts.version;
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
    fn send(&self, mut request: http::Request<Body>, pool: Pool) -> ResponseFuture {
        if tokio::runtime::Handle::try_current().is_err() {
            return Box::pin(async { Err(FaultKind::NoRuntime.into()) });
        }
        // Otherwise no body is sent with these methods (hyper, `Client::encode`).
        if request.body().length().is_none() && matches!(*request.method(), Method::GET | Method::HEAD) {
            request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
        }
        // Own clients have settings that are not known here.
        let has_proxy = self.blocking.as_ref().is_some_and(|blocking| blocking.0.2);
        let request = match self.outgoing(request) {
            Ok(request) => request,
            Err(fault) => return Box::pin(std::future::ready(Err(fault))),
        };
        let response = self.client(pool).execute(request);
        Box::pin(async move { response.await.map(received).map_err(|error| failed(error, has_proxy)) })
    }

    /// Nothing of the caller is between it and the connection.
    fn sees_operations(&self) -> bool {
        false
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        Carrier::for_pool(pool)
    }
}

/// The fault of a request. Where the connection fails, it is looked up which proxy of the system it went through.
#[cold]
fn failed(error: reqwest::Error, has_proxy: bool) -> TransportFault {
    let url = error.url().filter(|_| has_proxy).and_then(|url| url.as_str().parse().ok());
    // Errors are told without the URL, whose query may hold a key.
    let fault = super::fault(error.without_url().into());
    let proxy = url.filter(|_| fault.kind == FaultKind::Connect).and_then(|url| proxy_of(&url));
    fault.through(proxy)
}

/// The answer without what reqwest knows of it beside.
fn received(mut whole_response: reqwest::Response) -> http::Response<Incoming> {
    let (status, version) = (whole_response.status(), whole_response.version());
    let headers = std::mem::take(whole_response.headers_mut());
    let mut response = http::Response::new(Incoming::new(OfResponse(whole_response)));
    *response.headers_mut() = headers;
    *response.status_mut() = status;
    *response.version_mut() = version;
    response
}

/// The body of an answer of reqwest.
struct OfResponse(reqwest::Response);

impl http_body::Body for OfResponse {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        // The future has no state beside the response, so it can be made anew each time.
        let piece = ready!(pin!(self.0.chunk()).poll(cx));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)).map_err(Into::into).transpose())
    }

    fn is_end_stream(&self) -> bool {
        self.0.content_length() == Some(0)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.content_length().map(SizeHint::with_exact).unwrap_or_default()
    }
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
    // A proxy may be named with a user name and a password, which no message shows.
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
mod tests {
    use super::*;

    fn uri(text: &str) -> http::Uri {
        text.parse().expect("a URL")
    }

    #[test]
    fn a_url_of_a_known_site_is_the_same_as_one_that_is_read() {
        for site in ["http://127.0.0.1:80", "https://Example.com:8443", "http://user@[::1]:9"] {
            let first = format!("{site}/first/path?key=1");
            let known_site =
                Site::from_uri(&uri(&first), &reqwest::Url::parse(&first).expect("a URL")).expect("a site");
            for rest in [
                "",
                "/",
                "//a//b/",
                "?",
                "?q=it's|1",
                "/?",
                "/a/../b/./c",
                "/%2e%2E/x%2Fy",
                "/a;b=c:d@e!$&'()*+,~",
                "/{a}|[b]^\\c\"",
                "/p?a=b?c&d=/e%20f'{}",
            ] {
                let url = uri(&format!("{site}{rest}"));
                let read = reqwest::Url::parse(&url.to_string()).expect("a URL");
                assert_eq!(known_site.url(&url).expect("of the site"), read, "{site}{rest}");
                assert_eq!(Url::from_uri(&url).as_str(), url.to_string());
            }
        }
    }

    #[test]
    fn a_url_of_another_site_is_read() {
        let site =
            Site::from_uri(&uri("http://a:1/x"), &reqwest::Url::parse("http://a:1/x").expect("a URL")).expect("a site");
        for other in ["https://a:1/x", "http://a:2/x", "http://b:1/x", "http://u@a:1/x", "/x"] {
            assert!(site.url(&uri(other)).is_none(), "{other}");
        }
    }
}
