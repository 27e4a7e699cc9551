//! The default transport: the client of hyper-util, with its pool of connections.

mod connection;
mod connector;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, PROXY_AUTHORIZATION};
use http::uri::Scheme;
use http::{HeaderValue, Uri};
use hyper_util::client::legacy;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::connector::{ConnectElapsed, Connector, ProxyError};
use super::service::incoming;
use super::{Carrier, Pool, ResponseFuture, Tls, Transport, chain, prepare};
use crate::net::body::Body;
use crate::net::error::{BuildError, FaultKind, TransportFault};

type Client = legacy::Client<Connector, Body>;

/// The time after which an unused connection is closed.
const IDLE: Duration = Duration::from_secs(90);

/// The default transport.
pub(crate) struct DefaultTransport {
    shared: Client,
    // A connection is driven by the runtime that opened it. A blocking call on the thread of a single-threaded runtime would wait forever for
    // a pooled connection of that runtime. So blocking calls have connections of their own, on a runtime of their own.
    #[cfg(feature = "blocking")]
    blocking: Client,
    /// The proxies of the system. Nothing where they are not used.
    proxies: Option<Arc<Matcher>>,
}

impl DefaultTransport {
    /// A transport with these settings. Unless connections are encrypted, it does not need the certificates of the system.
    pub(crate) fn boxed(
        tls: &Tls,
        is_encrypted: bool,
        connect_timeout: Option<Duration>,
        proxy: bool,
    ) -> Result<Box<dyn Transport>, BuildError> {
        let proxies = proxy.then(|| Arc::new(Matcher::from_system()));
        Ok(Box::new(Self::new(tls.config(is_encrypted)?, connect_timeout, proxies)))
    }

    fn new(tls: rustls::ClientConfig, connect_timeout: Option<Duration>, proxies: Option<Arc<Matcher>>) -> Self {
        let connector = Connector::new(tls, connect_timeout, proxies.clone());
        Self {
            shared: client(&connector),
            #[cfg(feature = "blocking")]
            blocking: client(&connector),
            proxies,
        }
    }

    fn client(&self, pool: Pool) -> &Client {
        match pool {
            Pool::Shared => &self.shared,
            #[cfg(feature = "blocking")]
            Pool::Blocking => &self.blocking,
        }
    }

    /// The credentials for the proxy that a request itself goes to. An encrypted one goes through a tunnel, which had them before.
    fn proxy_authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        let proxies = self.proxies.as_ref().filter(|_| uri.scheme() == Some(&Scheme::HTTP))?;
        proxies.intercept(uri)?.basic_auth().cloned()
    }
}

fn client(connector: &Connector) -> Client {
    let mut builder = legacy::Client::builder(TokioExecutor::new());
    builder.pool_idle_timeout(IDLE).pool_timer(TokioTimer::new()).build(connector.clone())
}

impl Transport for DefaultTransport {
    fn send(&self, mut request: http::Request<Body>, pool: Pool) -> ResponseFuture {
        if let Err(fault) = prepare(&mut request) {
            return Box::pin(std::future::ready(Err(fault)));
        }
        let proxy_authorization = self.proxy_authorization(request.uri());
        let headers = request.headers_mut();
        // What most clients say, and some services want.
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
        if let Some(value) = proxy_authorization {
            headers.insert(PROXY_AUTHORIZATION, value);
        }
        let response = self.client(pool).request(request);
        Box::pin(async move { response.await.map(|response| response.map(incoming)).map_err(failed) })
    }

    /// Nothing of the caller is between it and the connection.
    fn sees_operations(&self) -> bool {
        false
    }

    fn carrier(&self, pool: Pool) -> Carrier {
        Carrier::for_pool(pool)
    }
}

/// The fault of a request, with the proxy at which no connection could be made.
#[cold]
fn failed(error: legacy::Error) -> TransportFault {
    let proxy = chain(&error).find_map(|error| error.downcast_ref::<ProxyError>()).map(|error| error.proxy.clone());
    super::fault(error.into()).through(proxy)
}

/// The kind of an error of hyper-util's client, unless an error within it says more.
pub(super) fn kind_of(error: &legacy::Error) -> Option<FaultKind> {
    let is_timeout = |error: &(dyn Error + 'static)| {
        let of_system = error.downcast_ref::<io::Error>().map(io::Error::kind);
        error.is::<ConnectElapsed>() || of_system == Some(io::ErrorKind::TimedOut)
    };
    match error.is_connect() {
        true if chain(error).any(is_timeout) => Some(FaultKind::ConnectTimeout),
        true => Some(FaultKind::Connect),
        // Nothing beneath it failed: the URL has no host, or the version of HTTP is unknown.
        false => error.source().is_none().then_some(FaultKind::Unsendable),
    }
}
