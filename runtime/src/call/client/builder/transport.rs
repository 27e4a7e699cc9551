//! The transport of a client, and the layers around it.

use std::time::Duration;

use bytes::Buf;

use super::ClientBuilder;
#[cfg(feature = "oauth2")]
use crate::call::client::route::RequestRoute;
use crate::net::BoxError;
use crate::net::body::Body;
#[cfg(feature = "reqwest")]
use crate::net::transport::HttpClient;
use crate::net::transport::{CallerTransport, TransportService, of_layer, of_service};

impl<C> ClientBuilder<C> {
    /// Sends requests in the way of another client.
    #[cfg(feature = "oauth2")]
    pub(in crate::call::client) fn with_route(mut self, with_options: &RequestRoute) -> Self {
        match with_options {
            #[cfg(feature = "hyper")]
            RequestRoute::Default { tls, proxy } => (self.0.tls, self.0.proxy) = (tls.clone(), *proxy),
            #[cfg(not(feature = "hyper"))]
            RequestRoute::None => {}
            RequestRoute::Given(transport) => self.0.transport = Some(transport.clone()),
        }
        self
    }

    /// Limits how long connecting may take. Default: ten seconds. For the default transport: beside another it is an error of [`build`](Self::build).
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.0.settings.connect_timeout = Some(limit);
        self.0.for_default.push("connect_timeout");
        self
    }

    /// Sends requests through a client of reqwest with settings of one's own (feature `reqwest`). [`Tls::http_client`](crate::net::transport::Tls::http_client) gives the settings of the
    /// default transport to begin with.
    ///
    /// The content codings of an answer are said here (`Accept-Encoding`), before the client of reqwest says them. A
    /// client that decodes by itself is told the codings with [`header`](Self::header).
    ///
    /// A client made otherwise follows redirects to other origins unless it is told not to, and its connections belong
    /// to the runtime that opened them. `send_blocking` on the thread of a single-threaded runtime that holds
    /// connections of the same client is an error after five seconds.
    #[cfg(feature = "reqwest")]
    pub fn http_client(mut self, client: reqwest::Client) -> Self {
        self.0.transport = Some(CallerTransport::boxed(HttpClient::boxed(client)).into());
        self
    }

    /// Sets which certificates the default transport trusts and presents. Beside another transport it is an error of [`build`](Self::build).
    #[cfg(feature = "hyper")]
    pub fn tls(mut self, tls: crate::net::transport::Tls) -> Self {
        self.0.tls = tls;
        self.0.for_default.push("tls");
        self
    }

    /// Speaks HTTP/2 with servers that choose it when a connection is encrypted (ALPN), and HTTP/1.1 with all others. Default: HTTP/1.1 alone. For the default
    /// transport: beside another it is an error of [`build`](Self::build).
    ///
    /// Calls to a host share one connection then. A service that limits the streams of a connection lets further calls wait for their turn.
    #[cfg(feature = "http2")]
    pub fn http2(mut self, offer: bool) -> Self {
        self.0.http2 = Some(offer);
        self.0.for_default.push("http2");
        self
    }

    /// Connects past the proxy of the system. For the default transport.
    #[cfg(all(feature = "azureml", feature = "hyper"))]
    pub(crate) fn without_proxy(mut self) -> Self {
        self.0.proxy = false;
        self.0.for_default.push("without_proxy");
        self
    }

    /// Sends requests through a [`tower_service::Service`]: another HTTP client, or layers around one.
    ///
    /// The service is cloned for each request. It should leave redirects alone: they are followed here, within the origin of the base URL.
    pub fn service<S, B>(mut self, service: S) -> Self
    where
        S: tower_service::Service<http::Request<Body>, Response = http::Response<B>> + Clone + Send + Sync + 'static,
        S::Future: Send + 'static,
        S::Error: Into<BoxError> + Send + 'static,
        B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
    {
        self.0.transport = Some(CallerTransport::boxed(of_service(service)).into());
        self
    }

    /// Puts a layer of tower around the transport: the default one, that of `http_client` or of [`service`](Self::service), wherever they
    /// are set. Of several layers the first that is added is the outermost: it sees a request first and its response last. Without a layer nothing is added to
    /// a call.
    ///
    /// From the outside in a call goes through:
    ///
    /// 1. the time limit of the call ([`timeout`](Self::timeout)),
    /// 2. repetitions ([`retry`](Self::retry)) with the time limit of an attempt,
    /// 3. credentials, with the second attempt after a 401,
    /// 4. redirects, and the decoding of content codings,
    /// 5. the headers of [`trace_headers`](Self::trace_headers),
    /// 6. **the layers**, the first one outermost,
    /// 7. the transport.
    ///
    /// So each request that is sent passes through the layers. A repetition, a redirected one, a next page and a poll
    /// are requests of their own. A layer sees the request as it goes on the wire, with its credentials, whose
    /// [`HeaderValue`](http::HeaderValue)s are marked as sensitive. The [`OperationId`](crate::OperationId) is among
    /// its extensions. It sees the response as it came: with its status, before it is decoded, and with a body that is
    /// received while it is read. Time that a layer takes counts for all limits but that of connecting. An error of a
    /// layer is an [`Error::Transport`](crate::Error::Transport). An error of the transport that a layer hands on, or
    /// names as its source, stays the same. Extensions of a request that a layer does not know are handed on with it.
    ///
    /// Token requests of OAuth 2.0 are calls of another service, and pass through no layer.
    ///
    /// With `send_blocking` layers run on the thread that blocks. Blocking on the thread of a single-threaded runtime
    /// with a layer is an error once nothing happens for 15 seconds. The layer might wait for that runtime.
    ///
    /// ```
    /// use std::task::{Context, Poll};
    ///
    /// use callsmith_runtime::{Body, ClientBuilder, OperationId, http};
    /// use tower_layer::layer_fn;
    /// use tower_service::Service;
    ///
    /// /// Logs the operation of each request and how it went.
    /// #[derive(Clone)]
    /// struct Logged<S>(S);
    ///
    /// impl<S, B> Service<http::Request<Body>> for Logged<S>
    /// where
    ///     S: Service<http::Request<Body>, Response = http::Response<B>, Future: Send + 'static>,
    /// {
    ///     type Response = S::Response;
    ///     type Error = S::Error;
    ///     type Future = std::pin::Pin<Box<dyn Future<Output = Result<S::Response, S::Error>> + Send>>;
    ///
    ///     fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
    ///         self.0.poll_ready(cx)
    ///     }
    ///
    ///     fn call(&mut self, request: http::Request<Body>) -> Self::Future {
    ///         let operation = request.extensions().get::<OperationId>().map_or("by hand", OperationId::as_str);
    ///         let started = std::time::Instant::now();
    ///         let response = self.0.call(request);
    ///         Box::pin(async move {
    ///             let response = response.await;
    ///             let status = response.as_ref().map_or("no response".to_owned(), |response| response.status().to_string());
    ///             println!("{operation}: {status} after {:?}", started.elapsed());
    ///             response
    ///         })
    ///     }
    /// }
    ///
    /// fn logged<C>(builder: ClientBuilder<C>) -> ClientBuilder<C> {
    ///     builder.layer(layer_fn(Logged))
    /// }
    /// ```
    pub fn layer<L, B>(mut self, layer: L) -> Self
    where
        L: tower_layer::Layer<TransportService> + Send + Sync + 'static,
        L::Service: tower_service::Service<http::Request<Body>, Response = http::Response<B>>,
        L::Service: Clone + Send + Sync + 'static,
        <L::Service as tower_service::Service<http::Request<Body>>>::Future: Send + 'static,
        <L::Service as tower_service::Service<http::Request<Body>>>::Error: Into<BoxError> + Send + 'static,
        B: http_body::Body<Data: Buf + Send, Error: Into<BoxError>> + Send + 'static,
    {
        self.0.layers.push(of_layer(layer));
        self
    }
}
