//! Settings of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use bytes::Buf;
use http::header::{HeaderMap, USER_AGENT};

use super::bearer::Binding;
use super::route::{RequestRoute, Route, Shared};
use super::{Client, Server};
use crate::codec::Secret;
use crate::contract::{Api, SecurityScheme};
use crate::net::BoxError;
use crate::net::auth::{Credential, CredentialError, CredentialPolicy, Credentials, Declared, Slot, TokenSource};
use crate::net::base_url::BaseUrl;
use crate::net::body::Body;
use crate::net::endpoint::{Endpoint, Settings};
use crate::net::error::BuildError;
use crate::net::headers::{insert, insert_static};
use crate::net::origins::{Trust, TrustedOrigins};
use crate::net::retry::{Budget, Retry};
#[cfg(feature = "reqwest")]
use crate::net::transport::HttpClient;
use crate::net::transport::{AnyLayer, CallerTransport, Transport, TransportService, of_layer, of_service};

/// The settings of a client `C` of generated code, whose `Client::builder` makes one.
///
/// Defaults: no time limit for a call, 60 seconds without progress of a body, and answers of at most 256 MiB. Safe
/// calls are repeated twice ([`Retry`]). The default transport has TLS with the certificates of the system, and the
/// proxy of the system.
///
/// ```
/// use std::time::Duration;
///
/// use callsmith_runtime::{Client, ClientBuilder, Retry};
///
/// fn with_settings(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
///     builder.bearer("key").timeout(Duration::from_secs(30)).retry(Retry::up_to(3)).user_agent("my-program/1.0")
/// }
/// ```
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<C = Client>(Box<ClientParts>, PhantomData<fn() -> C>);

struct ClientParts {
    api: &'static Api,
    base_url: String,
    exact: bool,
    /// `true` if the base URL is that of a server of the document.
    is_documented: bool,
    /// A variable without a value, of a server of the document.
    unset: Option<String>,
    settings: Settings,
    /// The transport, unless it is the default one.
    transport: Option<Arc<dyn Transport>>,
    /// The layers around the transport, the outermost first.
    layers: Vec<AnyLayer>,
    /// The options that only the default transport knows, as they were set.
    for_default: Vec<&'static str>,
    #[cfg(feature = "reqwest")]
    tls: crate::net::transport::Tls,
    /// `true` if HTTP/2 is offered, whatever `tls` says.
    #[cfg(feature = "http2")]
    http2: Option<bool>,
    /// Set unless the default transport goes past the proxy of the system.
    #[cfg(feature = "reqwest")]
    proxy: bool,
    /// The way of token requests for credentials of this client, where there are such.
    route: Option<Route>,
    /// The first header or credential that is not valid.
    problem: Option<String>,
}

impl ClientParts {
    fn new(api: &'static Api, base_url: &str) -> Self {
        let settings = Settings {
            credentials: Credentials::new(Declared::new(api)),
            headers: HeaderMap::new(),
            timeout: None,
            idle_timeout: None,
            connect_timeout: Some(Duration::from_secs(10)),
            retry: Retry::default(),
            budget: Budget::new(),
            response_limit: 256 << 20,
            credential_policy: CredentialPolicy::default(),
            warn_insecure: AtomicBool::new(true),
            trusted: TrustedOrigins::default(),
            refuses_insecure: false,
            trace_headers: None,
        };
        Self {
            api,
            base_url: base_url.to_owned(),
            exact: false,
            is_documented: false,
            unset: None,
            settings,
            transport: None,
            layers: Vec::new(),
            for_default: Vec::new(),
            #[cfg(feature = "reqwest")]
            tls: crate::net::transport::Tls::new(),
            #[cfg(feature = "http2")]
            http2: None,
            #[cfg(feature = "reqwest")]
            proxy: true,
            route: None,
            problem: None,
        }
    }

    /// The way of requests with the settings of now.
    fn send_options(&self) -> RequestRoute {
        match &self.transport {
            Some(transport) => RequestRoute::Given(transport.clone()),
            #[cfg(feature = "reqwest")]
            None => RequestRoute::Default { tls: self.chosen_tls(), proxy: self.proxy },
            #[cfg(not(feature = "reqwest"))]
            None => RequestRoute::None,
        }
    }

    /// The settings of encrypted connections.
    #[cfg(feature = "reqwest")]
    fn chosen_tls(&self) -> crate::net::transport::Tls {
        let tls = self.tls.clone();
        #[cfg(feature = "http2")]
        let tls = match self.http2 {
            Some(offer) => tls.http2(offer),
            None => tls,
        };
        tls
    }

    fn build(self) -> Result<Client, BuildError> {
        #[cfg(feature = "reqwest")]
        let tls = self.chosen_tls();
        // Setters return the builder and no error, so the first mistake is reported here.
        if let Some(reason) = self.problem {
            return Err(BuildError::new(reason));
        }
        if let (Some(_), Some(option)) = (&self.transport, self.for_default.first()) {
            return Err(BuildError::new(format!(
                "`.{option}(..)` is for the default transport, and `.http_client(..)` or `.service(..)` sets another, which has settings of its own"
            )));
        }
        if let Some(route) = &self.route {
            route.set(self.send_options());
        }
        self.settings.credentials.check().map_err(|error| BuildError::new(error.to_string()))?;
        let shortened = if self.exact { &[] } else { self.api.base_url_paths };
        let base_url = match (BaseUrl::parse(&self.base_url, shortened), &self.unset) {
            (Err(_), Some(unset)) => return Err(BuildError::new(format!("{unset} has no value"))),
            // A label of the host is missing.
            (Ok(base_url), Some(unset)) if base_url.origin.has_empty_label() => {
                return Err(BuildError::new(format!("{unset} has no value")));
            }
            (base_url, _) => base_url?,
        };
        let is_named = |server: &&str| server.trim_end_matches('/') == base_url.text;
        let is_documented = self.is_documented || self.api.server_list().iter().any(is_named);
        let mut settings = self.settings;
        // The limit is one of the default transport. Another one connects by its own settings.
        settings.connect_timeout.take_if(|_| self.transport.is_some());
        let transport: Box<dyn Transport> = match self.transport {
            Some(transport) => Box::new(Shared(transport)),
            #[cfg(feature = "reqwest")]
            None => {
                // Operations may have a server of their own that is encrypted.
                let is_encrypted = base_url.origin.is_encrypted() || is_documented;
                HttpClient::with_tls(&tls, is_encrypted, settings.connect_timeout, self.proxy)?
            }
            #[cfg(not(feature = "reqwest"))]
            None => {
                return Err(BuildError::new("no transport: enable `reqwest` or give a `service`"));
            }
        };
        // The last layer is the innermost, so the fold begins with it.
        let transport = self.layers.into_iter().rev().fold(transport, |inner, layer| layer(inner));
        let inner = Endpoint { base_url, is_documented, transport, settings };
        Ok(Client(Arc::new(inner)))
    }
}

impl<C> ClientBuilder<C> {
    /// Begins with the defaults: no credential, no time limit for calls, ten seconds for connecting, two repetitions of what is safe to repeat.
    #[doc(hidden)]
    pub fn new(api: &'static Api, base_url: &str) -> Self {
        let mut parts = ClientParts::new(api, base_url);
        let set = insert_static(&mut parts.settings.headers, USER_AGENT, api.default_user_agent());
        parts.problem = set.err().map(|reason| reason.to_string());
        Self(Box::new(parts), PhantomData)
    }

    /// Begins with the address of a server of the document.
    #[doc(hidden)]
    pub fn at(api: &'static Api, server: &Server) -> Self {
        let mut builder = Self::new(api, &server.url());
        (builder.0.exact, builder.0.is_documented, builder.0.unset) = (true, true, server.unset());
        builder
    }

    /// Begins with what a connection holds. What is set on the builder afterwards takes its place.
    #[doc(hidden)]
    pub fn connect(api: &'static Api, connection: &dyn Connect) -> Self {
        let mut builder = Self::new(api, connection.base_url());
        if let Some(credential) = connection.credential() {
            builder = builder.with(Slot::Connection, credential);
        }
        for (name, value) in connection.headers() {
            builder = builder.header(name, value);
        }
        builder.0.settings.retry = connection.retry().unwrap_or(builder.0.settings.retry);
        builder.0.settings.timeout = connection.timeout();
        builder
    }

    /// Takes the base URL as it is, also where it ends like the address of an operation or of the document.
    ///
    /// Without this, and only where the document names no server, such an end is cut off. Services tell the address of
    /// an operation (`https://host/prefix/score`) rather than the prefix.
    pub fn exact_base_url(mut self) -> Self {
        self.0.exact = true;
        self
    }

    /// Sets the key or token for bearer schemes and for API keys in the header `Authorization`: `Authorization: Bearer key`.
    ///
    /// In a document that declares no security scheme it is sent with every call.
    pub fn bearer(self, key: impl Into<Secret>) -> Self {
        self.with(Slot::Bearer, Credential::bearer(key))
    }

    /// Sets two keys of which either may be valid at a time. When the service refuses one, the other is tried once, and the one that works is used
    /// from then on.
    pub fn bearer_keys(self, primary: impl Into<Secret>, secondary: impl Into<Secret>) -> Self {
        self.with(Slot::Bearer, Credential::bearer_keys(primary, secondary))
    }

    /// Sets where bearer tokens come from.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use callsmith_runtime::{Client, ClientBuilder, Token};
    ///
    /// fn with_tokens(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
    ///     builder.token_source(|| async {
    ///         // A program would ask its login service here.
    ///         Ok::<_, std::io::Error>(Token::new("token").expires_in(Duration::from_secs(3600)))
    ///     })
    /// }
    /// ```
    pub fn token_source(self, source: impl TokenSource) -> Self {
        self.with(Slot::Bearer, Credential::token_source(source))
    }

    /// Sets the user name and password for basic schemes and for API keys in the header `Authorization`.
    ///
    /// In a document that declares no security scheme they are sent with every call.
    pub fn basic(self, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        self.with(Slot::Basic, Credential::basic(user, password))
    }

    /// Sets the key for all API key schemes, wherever they put it. It is sent as it is, also in the header `Authorization`, where a bearer or basic
    /// credential comes first.
    ///
    /// A document that declares no security scheme has no place for it: use [`header`](Self::header).
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        self.with(Slot::ApiKey, Credential::api_key(key))
    }

    /// Sets the credential for the security scheme with this name in the document. It comes before a credential for schemes of its kind.
    ///
    /// In the header `Authorization` a credential of any kind can be sent, whatever the scheme. A bearer credential is
    /// sent as `Bearer ...`, an API key as it is.
    pub fn credential(self, scheme: &str, credential: Credential) -> Self {
        self.with(Slot::Scheme(scheme.to_owned()), credential)
    }

    /// The binding of a credential for a scheme to this client.
    pub(super) fn binding(&mut self, scheme: &'static SecurityScheme) -> Binding<'_> {
        let route = self.0.route.get_or_insert_default().clone();
        Binding { scheme, base_url: &self.0.base_url, route }
    }

    /// Sets the credential for a scheme of the document, or notes why there is none.
    pub(crate) fn set_scheme(
        mut self,
        scheme: &SecurityScheme,
        credential: Result<Credential, CredentialError>,
    ) -> Self {
        match credential {
            Ok(credential) => self.credential(scheme.name, credential),
            Err(error) => {
                self.0.problem.get_or_insert(error.to_string());
                self
            }
        }
    }

    /// The security schemes of the document.
    pub(crate) fn schemes(&self) -> &'static [&'static SecurityScheme] {
        self.0.api.security_schemes
    }

    /// The binding of a request that is made before the client is built.
    #[cfg(feature = "oauth2")]
    pub(crate) fn binding_of_now(&self, scheme: &'static SecurityScheme) -> Binding<'_> {
        let route = Route::default();
        route.set(self.0.send_options());
        Binding { scheme, base_url: &self.0.base_url, route }
    }

    /// Sends requests in the way of another client.
    #[cfg(feature = "oauth2")]
    pub(super) fn with_route(mut self, with_options: &RequestRoute) -> Self {
        match with_options {
            #[cfg(feature = "reqwest")]
            RequestRoute::Default { tls, proxy } => (self.0.tls, self.0.proxy) = (tls.clone(), *proxy),
            #[cfg(not(feature = "reqwest"))]
            RequestRoute::None => {}
            RequestRoute::Given(transport) => self.0.transport = Some(transport.clone()),
        }
        self
    }

    fn with(mut self, slot: Slot, credential: Credential) -> Self {
        self.0.settings.credentials.set(slot, credential);
        self
    }

    /// Sets which calls carry credentials. Default: those for which the document says it.
    pub fn credential_policy(mut self, policy: CredentialPolicy) -> Self {
        self.0.settings.credential_policy = policy;
        self
    }

    /// Sets whether a warning is logged, once, when a credential goes over an unencrypted connection to another machine. Default: yes.
    ///
    /// The warning is logged by `tracing`: without the feature of that name there is none. See
    /// [`refuse_insecure_credentials`](Self::refuse_insecure_credentials).
    pub fn warn_insecure_credentials(mut self, warn: bool) -> Self {
        *self.0.settings.warn_insecure.get_mut() = warn;
        self
    }

    /// Lets the client go to another origin than that of the base URL, `https://store.example`, or to all hosts below
    /// one, `https://*.store.example`. That holds for redirects, next links and URLs of operations in an answer, and
    /// for [`Client::request`]. By default it does not.
    ///
    /// Nothing goes there that may be a secret: no credentials, no cookies, and of other headers only those about the content, such as `Accept`. It is what
    /// downloads by signed URLs need. Another scheme or port is another origin.
    ///
    /// ```
    /// # use callsmith_runtime::ClientBuilder;
    /// # fn with_store(builder: ClientBuilder) -> ClientBuilder {
    /// builder.trusted_origin("https://*.store.example").trusted_origin_with_credentials("https://eu.service.example")
    /// # }
    /// ```
    pub fn trusted_origin(self, origin: &str) -> Self {
        self.trust(origin, Trust::Bare)
    }

    /// Like [`trusted_origin`](Self::trusted_origin), and sends the credentials and headers of the client and the call
    /// there too. Other hosts of the same service need that, such as one for each region.
    pub fn trusted_origin_with_credentials(self, origin: &str) -> Self {
        self.trust(origin, Trust::Full)
    }

    fn trust(mut self, origin: &str, trust: Trust) -> Self {
        if let Err(invalid) = self.0.settings.trusted.add(origin, trust) {
            self.0.problem.get_or_insert(invalid.to_string());
        }
        self
    }

    /// Sets whether a call is an error whose credentials would go over an unencrypted connection to another machine. Default: no, there is a warning.
    pub fn refuse_insecure_credentials(mut self, refuse: bool) -> Self {
        self.0.settings.refuses_insecure = refuse;
        self
    }

    /// Adds headers to every request that is sent, repetitions among them: those that tell the service which trace the request belongs to (W3C Trace
    /// Context). With the feature `tracing` the function is called within the span of the request.
    ///
    /// ```no_run
    /// # use callsmith_runtime::{ClientBuilder, Client, http::HeaderValue};
    /// # fn current_trace() -> Option<(u128, u64)> { None }
    /// # fn of(builder: ClientBuilder) -> Result<Client, callsmith_runtime::BuildError> {
    /// // With `tracing-opentelemetry`: let a propagator inject the context of `tracing::Span::current()` into the headers.
    /// let builder = builder.trace_headers(|headers| {
    ///     let Some((trace, span)) = current_trace() else { return };
    ///     let text = format!("00-{trace:032x}-{span:016x}-01");
    ///     headers.extend(HeaderValue::try_from(text).map(|value| (callsmith_runtime::http::HeaderName::from_static("traceparent"), value)));
    /// });
    /// # builder.build()
    /// # }
    /// ```
    pub fn trace_headers(mut self, add: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        self.0.settings.trace_headers = Some(Box::new(add));
        self
    }

    /// Limits how long a call may take, from its start to the last byte of the answer, with all repetitions and pauses. Default: no limit.
    ///
    /// Of an answer that is a stream it is the limit for it to begin, and then for each piece of it.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.0.settings.timeout = Some(limit);
        self
    }

    /// Limits the time without progress of a body that is sent or received. No progress is a piece that the service
    /// does not take, or that does not come. Default: 60 seconds, and none for server-sent events, which are silent
    /// while nothing happens. `None` is no limit. Of a stream the default is the time limit of the call, where there is
    /// one.
    ///
    /// The time that the service thinks before it answers is limited by [`timeout`](Self::timeout) alone.
    pub fn idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.0.settings.idle_timeout = Some(limit.into());
        self
    }

    /// Limits how long connecting may take. Default: ten seconds. For the default transport: beside another it is an error of [`build`](Self::build).
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.0.settings.connect_timeout = Some(limit);
        self.0.for_default.push("connect_timeout");
        self
    }

    /// Sets when calls are repeated. Default: [`Retry::default`], two repetitions of what is safe to repeat. [`Retry::none`] turns that off.
    pub fn retry(mut self, policy: Retry) -> Self {
        self.0.settings.retry = policy;
        self
    }

    /// Limits how many bytes of an answer are held in memory: of one that is received whole, and of one item of a stream. Default: 256 MiB.
    ///
    /// A stream of bytes has no limit. `with_response_limit` is the limit of one call. What counts are the bytes without a content coding.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.0.settings.response_limit = bytes;
        self
    }

    /// Sets the header `User-Agent`.
    pub fn user_agent(self, value: &str) -> Self {
        self.header("user-agent", value)
    }

    /// Sets a header of all requests. What an operation or a call sets comes before it, and so does a credential.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Err(reason) = insert(&mut self.0.settings.headers, name, value) {
            self.0.problem.get_or_insert(reason.to_string());
        }
        self
    }

    /// Sends requests through a client of reqwest with settings of one's own. [`Tls::http_client`](crate::net::transport::Tls::http_client) gives the settings of the
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
    #[cfg(feature = "reqwest")]
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
    #[cfg(all(feature = "azureml", feature = "reqwest"))]
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

    /// Puts a layer of tower around the transport: the default one, that of [`http_client`](Self::http_client) or of [`service`](Self::service), wherever they
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

impl<C: From<Client>> ClientBuilder<C> {
    /// Makes the client.
    ///
    /// # Errors
    ///
    /// The base URL, a header or a trusted origin is not valid. A credential has no place in the requests that the
    /// document describes, or names a security scheme that the document does not declare. An option of the default
    /// transport is set beside another transport, or the system's certificates cannot be read.
    pub fn build(self) -> Result<C, BuildError> {
        self.0.build().map(C::from)
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClientBuilder({:?})", self.0.settings.credentials)
    }
}

/// The address of a service and the way to authenticate with it, for `Client::connect` of a generated client.
pub trait Connect {
    /// The base URL.
    fn base_url(&self) -> &str;
    /// The bearer credential, for what no credential that is set on the builder serves.
    fn credential(&self) -> Option<Credential>;
    /// Headers for all requests.
    fn headers(&self) -> Vec<(&str, &str)>;
    /// The policy by which calls are repeated. Default: that of [`ClientBuilder::retry`].
    fn retry(&self) -> Option<Retry> {
        None
    }
    /// The time limit of a call. Default: none.
    fn timeout(&self) -> Option<Duration> {
        None
    }
}
