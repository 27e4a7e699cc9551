//! Connections of the default transport: TCP, proxies and TLS.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use rustls::ClientConfig;
use tower_service::Service;

use super::connection::Connection;
use crate::net::{BoxError, BoxFuture};

// Those of reqwest. A connection that broke without a word is noticed, and no proxy between forgets one that waits.
/// The time between two signs of life on a connection that is silent.
const KEEPALIVE: Duration = Duration::from_secs(15);
/// The number of signs of life without an answer after which a connection is broken.
const KEEPALIVE_RETRIES: u32 = 3;
/// The longest time that sent bytes stay unacknowledged.
#[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
const UNACKNOWLEDGED: Duration = Duration::from_secs(30);

/// Makes connections.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    tls: Arc<ClientConfig>,
    /// The time limit for name, connection and handshake together.
    limit: Option<Duration>,
    proxies: Option<Arc<Matcher>>,
}

impl Connector {
    pub(super) fn new(tls: ClientConfig, limit: Option<Duration>, proxies: Option<Arc<Matcher>>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEPALIVE));
        tcp.set_keepalive_interval(Some(KEEPALIVE));
        tcp.set_keepalive_retries(Some(KEEPALIVE_RETRIES));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        tcp.set_tcp_user_timeout(Some(UNACKNOWLEDGED));
        // The addresses of a host share it, so that one which is silent leaves time for the next.
        tcp.set_connect_timeout(limit);
        Self { tcp, tls: Arc::new(tls), limit, proxies }
    }

    async fn connect(self, to: Uri) -> Result<Connection, BoxError> {
        match self.proxies.as_ref().and_then(|proxies| proxies.intercept(&to)) {
            None => {
                let stream = HttpsConnector::from((self.tcp, self.tls)).call(to).await?;
                Ok(Connection::new(MaybeHttpsStream::Http(stream)))
            }
            Some(proxy) => {
                let connected = self.connect_through(&proxy, to).await;
                // Its user name and password are no part of the URL.
                let name = || proxy.uri().authority().map(ToString::to_string).unwrap_or_default();
                connected.map_err(|source| ProxyError { proxy: name(), source }.into())
            }
        }
    }

    /// A tunnel through a proxy, or a connection to it that takes requests for other hosts.
    async fn connect_through(self, proxy: &Intercept, to: Uri) -> Result<Connection, BoxError> {
        let mut to_proxy = ClientConfig::clone(&self.tls);
        // A proxy is spoken to in HTTP/1.1.
        to_proxy.alpn_protocols.clear();
        let mut to_proxy = HttpsConnector::from((self.tcp, to_proxy));
        if to.scheme() != Some(&Scheme::HTTPS) {
            let stream = to_proxy.call(proxy.uri().clone()).await?;
            return Ok(Connection::new(MaybeHttpsStream::Http(stream)).ending_at_proxy());
        }
        let tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        let tunnel = proxy.basic_auth().cloned().into_iter().fold(tunnel, Tunnel::with_auth);
        Ok(Connection::new(HttpsConnector::from((tunnel, self.tls)).call(to).await?))
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = BoxFuture<Result<Connection, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let connecting = self.clone().connect(to);
        let Some(limit) = self.limit else { return Box::pin(connecting) };
        Box::pin(async move { tokio::time::timeout(limit, connecting).await.map_err(|_| ConnectElapsed(limit))? })
    }
}

/// The time limit for connecting passed.
#[derive(Debug)]
pub(super) struct ConnectElapsed(Duration);

impl fmt::Display for ConnectElapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection within {:?}", self.0)
    }
}

impl Error for ConnectElapsed {}

/// An error of a connection that was to go through a proxy.
#[derive(Debug)]
pub(super) struct ProxyError {
    /// The host and port of the proxy.
    pub(super) proxy: String,
    source: BoxError,
}

impl fmt::Display for ProxyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no connection through the proxy `{}`", self.proxy.escape_debug())
    }
}

impl Error for ProxyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.source.as_ref())
    }
}
