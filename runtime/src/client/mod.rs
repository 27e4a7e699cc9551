//! Clients: where a service is, how to authenticate with it and how to reach it.

mod base_url;
mod builder;

mod raw_request;
mod server;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{HeaderMap, Method, Uri};

use self::base_url::BaseUrl;
pub(crate) use self::base_url::Origin;
pub use self::builder::{ClientBuilder, Connect};
pub use self::raw_request::RawRequest;
pub use self::server::Server;
use self::server::join;
use crate::Retry;
use crate::auth::{Credential, CredentialError, CredentialPolicy, Credentials, Secret, Slot};
use crate::call::RawCall;
use crate::spec::Spec;
use crate::transport::Transport;

/// A client of a service, without the operations which generated code adds.
///
/// Cheap to clone: clones share connections and credentials.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) base_url: BaseUrl,
    /// `true` if the base URL is that of a server which the document names.
    is_documented: bool,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) settings: Settings,
}

/// What holds for every call that does not say otherwise.
pub(crate) struct Settings {
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    /// For the default transport. Another knows its own.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) response_limit: usize,
    pub(crate) credential_policy: CredentialPolicy,
    /// `true` if it is still to be said that credentials go over an unencrypted connection.
    warn_insecure: AtomicBool,
}

impl Client {
    /// The base URL: scheme, host and prefix, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url.text
    }

    /// The base URL of an operation: that of its own server, where the document gives it one and the client is one of the document's servers.
    pub(crate) fn base_url_of(&self, spec: &Spec) -> Cow<'_, str> {
        match spec.server {
            own if own.is_empty() || !self.0.is_documented => self.base_url().into(),
            own => join(self.base_url(), own).trim_end_matches('/').to_owned().into(),
        }
    }

    /// Begins a request which the document does not describe, at a path below the base URL or an absolute URL of the same origin.
    ///
    /// It is sent with the client's credentials, defaults and limits: with all credentials that have a place of their own. Every status is an answer and no error.
    pub fn request(&self, method: Method, path: &str) -> RawRequest {
        RawRequest(RawCall::by_hand(self, method, path))
    }

    /// Replaces the bearer key or token of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::bearer`] when the client is built: the old credential stays.
    pub fn set_bearer(&self, key: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Bearer, Credential::bearer(key))
    }

    /// Replaces the user name and password of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::basic`] when the client is built: the old credential stays.
    pub fn set_basic(&self, user: impl Into<Secret>, password: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Basic, Credential::basic(user, password))
    }

    /// Replaces the API key of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::api_key`] when the client is built: the old credential stays.
    pub fn set_api_key(&self, key: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::ApiKey, Credential::api_key(key))
    }

    /// Replaces the credential for one security scheme of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::credential`] when the client is built: the old credential stays.
    pub fn set_credential(&self, scheme: &str, credential: Credential) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Scheme(scheme.to_owned()), credential)
    }

    /// Warns, once for each client, that a credential goes over a connection which others can read.
    pub(crate) fn note_credential_sent(&self, to: &Uri) {
        let is_exposed = Origin::of(to).is_some_and(|origin| origin.is_exposed());
        if is_exposed && self.0.settings.warn_insecure.swap(false, Ordering::Relaxed) {
            let base_url = self.base_url();
            tracing::warn!(base_url, "credentials are sent over an unencrypted connection");
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({}, {:?})", self.base_url(), self.0.settings.credentials)
    }
}
