//! The service that a client calls: its base URL, the transport to it, and the settings of calls.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::{HeaderMap, Uri};

use super::auth::{CredentialPolicy, Credentials};
use super::base_url::BaseUrl;
use super::origins::{Trust, TrustedOrigins, Untrusted};
use super::retry::{Budget, Retry};
use super::trace;
use super::transport::Transport;
use super::url::{Origin, Url};
use crate::contract::Spec;

pub(crate) struct Endpoint {
    pub(crate) base_url: BaseUrl,
    /// `true` if the base URL is that of a server which the document names.
    pub(crate) is_documented: bool,
    pub(crate) transport: Box<dyn Transport>,
    pub(crate) settings: Settings,
}

/// Adds headers to a request.
type TraceHeaders = Box<dyn Fn(&mut HeaderMap) + Send + Sync>;

/// Settings of all calls that do not have their own.
pub(crate) struct Settings {
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    /// The longest time without progress of a body, where it is set: to none for no limit.
    pub(crate) idle_timeout: Option<Option<Duration>>,
    /// For the default transport. Another knows its own.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    /// The repetitions that all calls may have together.
    pub(crate) budget: Budget,
    pub(crate) response_limit: usize,
    pub(crate) credential_policy: CredentialPolicy,
    /// `true` if a call is refused whose credentials would go over an unencrypted connection.
    pub(crate) refuses_insecure: bool,
    /// Adds headers to each request, such as those of a trace.
    pub(crate) trace_headers: Option<TraceHeaders>,
    /// `true` if it is still to be said that credentials go over an unencrypted connection.
    pub(crate) warn_insecure: AtomicBool,
    /// The origins that links and redirects may lead to, beside that of the base URL.
    pub(crate) trusted: TrustedOrigins,
}

impl Endpoint {
    /// The base URL of an operation. It is that of the operation's own server, where it has one and the client is one
    /// of the document's servers.
    pub(crate) fn base_url_of(&self, spec: &Spec) -> Cow<'_, str> {
        match spec.server {
            url if url.is_empty() || !self.is_documented => self.base_url.text.as_str().into(),
            url => Url::new(&self.base_url.text).join(url).as_str().trim_end_matches('/').to_owned().into(),
        }
    }

    /// The trust in a URL that an answer leads to. `from` is the URL of that request with the credentials it had,
    /// `home` the origin of the call. It is an error if the origin is none of these, and not listed.
    pub(crate) fn trust(
        &self,
        (from, trust): (&Url, Trust),
        home: Option<&Origin>,
        to: &Url,
    ) -> Result<Trust, Untrusted> {
        let origin = to.origin().ok_or(Untrusted(None))?;
        match from.origin() {
            // A URL of the same origin has no more trust than the one that named it.
            Some(from) if from == origin => Ok(trust),
            _ if home == Some(&origin) => Ok(Trust::Full),
            _ => self.settings.trusted.trust_of(&origin).ok_or(Untrusted(Some(origin))),
        }
    }

    /// `true` if requests to an origin carry the credentials of the client: that of the base URL, and those that are listed with credentials.
    pub(crate) fn is_home(&self, origin: &Origin) -> bool {
        *origin == self.base_url.origin || self.settings.trusted.trust_of(origin) == Some(Trust::Full)
    }

    /// Returns `true` if a URL begins as the base URL does. Others may be of its origin too.
    pub(crate) fn is_of_base_url(&self, url: &Uri) -> bool {
        let rest = url.scheme_str().and_then(|scheme| self.base_url.text.strip_prefix(scheme)?.strip_prefix("://"));
        let rest = rest.zip(url.authority()).and_then(|(rest, authority)| rest.strip_prefix(authority.as_str()));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Warns, once for each client, that a credential goes over a connection which others can read. Returns `false` if it may not.
    pub(crate) fn may_send_credential(&self, to: &Uri) -> bool {
        if to.scheme_str() != Some("http") {
            return true;
        }
        // For the base URL this was found out when the client was built.
        let is_exposed = if self.is_of_base_url(to) {
            self.base_url.is_exposed
        } else {
            Origin::from_uri(to).is_some_and(|origin| origin.is_exposed())
        };
        if is_exposed && self.settings.refuses_insecure {
            return false;
        }
        // Of several calls at a time one alone gets `true`, so there is one warning.
        if is_exposed && self.settings.warn_insecure.swap(false, Ordering::Relaxed) {
            let base_url = &self.base_url.text;
            trace::insecure(base_url);
        }
        true
    }
}
