//! The service that a client calls: its base URL, the transport to it, and the settings of calls.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{HeaderMap, Uri};

use super::auth::{CredentialPolicy, Credentials};
use super::base_url::BaseUrl;
use super::retry::Retry;
use super::transport::Transport;
use super::url::{Origin, join};
use crate::contract::Spec;

pub(crate) struct Endpoint {
    pub(crate) base_url: BaseUrl,
    /// `true` if the base URL is that of a server which the document names.
    pub(crate) is_documented: bool,
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
    pub(crate) warn_insecure: AtomicBool,
}

impl Endpoint {
    /// The base URL of an operation: that of its own server, where the document gives it one and the client is one of the document's servers.
    pub(crate) fn base_url_of(&self, spec: &Spec) -> Cow<'_, str> {
        match spec.server {
            own if own.is_empty() || !self.is_documented => self.base_url.text.as_str().into(),
            own => join(&self.base_url.text, own).trim_end_matches('/').to_owned().into(),
        }
    }

    /// Returns `true` if a URL begins as the base URL does. Others may be of its origin too.
    fn is_of_base_url(&self, url: &Uri) -> bool {
        let rest = url.scheme_str().and_then(|scheme| self.base_url.text.strip_prefix(scheme)?.strip_prefix("://"));
        let rest = rest.zip(url.authority()).and_then(|(rest, authority)| rest.strip_prefix(authority.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Warns, once for each client, that a credential goes over a connection which others can read.
    pub(crate) fn note_credential_sent(&self, to: &Uri) {
        if !self.settings.warn_insecure.load(Ordering::Relaxed) || to.scheme_str() != Some("http") {
            return;
        }
        let is_exposed = match self.is_of_base_url(to) {
            true => self.base_url.origin.is_exposed(),
            false => Origin::of(to).is_some_and(|origin| origin.is_exposed()),
        };
        if is_exposed && self.settings.warn_insecure.swap(false, Ordering::Relaxed) {
            let base_url = &self.base_url.text;
            tracing::warn!(base_url, "credentials are sent over an unencrypted connection");
        }
    }
}
