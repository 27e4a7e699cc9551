//! Settings of a client.

mod credentials;
mod transport;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use http::header::{HeaderMap, USER_AGENT};

use super::connect::Connect;
use super::route::{RequestRoute, Route, Shared};
use super::{Client, Server};
use crate::contract::Api;
use crate::net::auth::{CredentialPolicy, Credentials, Declared, Slot};
use crate::net::base_url::BaseUrl;
use crate::net::endpoint::{Endpoint, Settings};
use crate::net::error::BuildError;
use crate::net::headers::{insert, insert_static};
use crate::net::origins::TrustedOrigins;
use crate::net::retry::{Budget, Retry};
#[cfg(feature = "hyper")]
use crate::net::transport::DefaultTransport;
use crate::net::transport::{AnyLayer, Transport};

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
    #[cfg(feature = "hyper")]
    tls: crate::net::transport::Tls,
    /// `true` if HTTP/2 is offered, whatever `tls` says.
    #[cfg(feature = "http2")]
    http2: Option<bool>,
    /// Set unless the default transport goes past the proxy of the system.
    #[cfg(feature = "hyper")]
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
            #[cfg(feature = "hyper")]
            tls: crate::net::transport::Tls::new(),
            #[cfg(feature = "http2")]
            http2: None,
            #[cfg(feature = "hyper")]
            proxy: true,
            route: None,
            problem: None,
        }
    }

    /// The way of requests with the settings of now.
    fn send_options(&self) -> RequestRoute {
        match &self.transport {
            Some(transport) => RequestRoute::Given(transport.clone()),
            #[cfg(feature = "hyper")]
            None => RequestRoute::Default { tls: self.chosen_tls(), proxy: self.proxy },
            #[cfg(not(feature = "hyper"))]
            None => RequestRoute::None,
        }
    }

    /// The settings of encrypted connections.
    #[cfg(feature = "hyper")]
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
        #[cfg(feature = "hyper")]
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
            #[cfg(feature = "hyper")]
            None => {
                // Operations may have a server of their own that is encrypted.
                let is_encrypted = base_url.origin.is_encrypted() || is_documented;
                DefaultTransport::boxed(&tls, is_encrypted, settings.connect_timeout, self.proxy)?
            }
            #[cfg(not(feature = "hyper"))]
            None => {
                return Err(BuildError::new("no transport: enable `hyper` or give a `service`"));
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
