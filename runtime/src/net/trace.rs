//! Spans and events of `tracing`, for the feature of that name. Without it there is nothing of this at run time.
//!
//! Fields are named as in the semantic conventions of OpenTelemetry for HTTP clients. None of them holds a secret: URLs are without their query.

use std::fmt::Display;
use std::future::Future;
use std::time::Duration;

use http::{Method, StatusCode, Uri};

// No other file names the crate `tracing`, so that the feature switches all of it at one place.
/// A request that is sent.
#[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "nobody is told"))]
pub(crate) struct Attempt<'a> {
    /// The identifier of the operation; empty for a request made by hand.
    pub(crate) operation: &'a str,
    /// The path template of the operation, or the path.
    pub(crate) template: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) url: &'a Uri,
    /// The number of requests of the same call that were sent before.
    pub(crate) before: u32,
}

#[cfg(feature = "tracing")]
mod enabled {
    use tracing::field::Empty;
    use tracing::{Instrument, debug, debug_span, info_span, warn};

    use super::{Attempt, Display, Duration, Future, StatusCode, Uri};

    /// A span, which is closed when this is dropped.
    pub(crate) struct Span(tracing::Span);

    impl Span {
        /// The span of a call with all its requests.
        pub(crate) fn of_call(operation: &str, template: &str) -> Self {
            Self(debug_span!("callsmith.call", "openapi.operation_id" = operation, "url.template" = template))
        }

        /// The span of one request, until the head of its answer has arrived.
        pub(crate) fn of_request(sent: &Attempt<'_>) -> Self {
            let span = info_span!(
                "http.client.request",
                "otel.name" = %Name(sent),
                "otel.kind" = "client",
                "otel.status_code" = Empty,
                "openapi.operation_id" = sent.operation,
                "http.request.method" = sent.method.as_str(),
                "http.request.resend_count" = Empty,
                "http.response.status_code" = Empty,
                "error.type" = Empty,
                "url.full" = %RedactedUrl(sent.url),
                "url.template" = sent.template,
                "server.address" = sent.url.host(),
                "server.port" = port(sent.url),
            );
            if sent.before > 0 {
                span.record("http.request.resend_count", sent.before);
            }
            Self(span)
        }

        /// Runs `work` within the span.
        pub(crate) fn instrument<F: Future>(&self, work: F) -> impl Future<Output = F::Output> + use<F> {
            work.instrument(self.0.clone())
        }

        /// Tells what was answered.
        pub(crate) fn response_received(&self, status: StatusCode) {
            self.0.record("http.response.status_code", status.as_u16());
            if status.is_client_error() || status.is_server_error() {
                self.failed(status.as_str());
            }
        }

        /// Tells what went wrong.
        pub(crate) fn failed(&self, kind: &str) {
            self.0.record("error.type", kind);
            self.0.record("otel.status_code", "ERROR");
        }
    }

    /// The name of a span: the method and the path template.
    struct Name<'a>(&'a Attempt<'a>);

    impl Display for Name<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            write!(f, "{} {}", self.0.method, self.0.template)
        }
    }

    /// A URL without its query and without who asks.
    struct RedactedUrl<'a>(&'a Uri);

    impl Display for RedactedUrl<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let authority = self.0.authority().map(|authority| authority.as_str()).unwrap_or_default();
            let host = authority.rsplit('@').next().unwrap_or_default();
            write!(f, "{}://{host}{}", self.0.scheme_str().unwrap_or_default(), self.0.path())
        }
    }

    fn port(url: &Uri) -> u16 {
        url.port_u16().unwrap_or(if url.scheme_str() == Some("http") { 80 } else { 443 })
    }

    /// A request is repeated after a pause.
    pub(crate) fn repeating(target: &dyn Display, failed: u32, pause: Duration, reason: &str) {
        debug!(target = %target, attempts = failed, ?pause, "error.type" = reason, "repeating a request");
    }

    /// A request is not repeated, since the budget of the client is spent.
    pub(crate) fn unaffordable(target: &dyn Display, failed: u32) {
        debug!(target = %target, attempts = failed, "no repetition is left in the budget of the client");
    }

    /// Something is waited for that a service does meanwhile.
    pub(crate) fn waiting(target: &dyn Display, pause: Duration, state: &str) {
        debug!(target = %target, ?pause, state, "waiting for an operation");
    }

    /// A connection of a stream is made again after a pause.
    pub(crate) fn connecting(target: &dyn Display, attempts: u32, pause: Duration) {
        debug!(target = %target, attempts, ?pause, "connecting again for events");
    }

    /// A token was fetched.
    pub(crate) fn fetched_token() {
        debug!("a token was fetched");
    }

    /// No token could be fetched. The present one is used while it serves.
    pub(crate) fn no_token(error: &dyn Display, has_other: bool) {
        if has_other {
            warn!(%error, "no new token; the present one is used while it serves")
        } else {
            debug!(%error, "no token could be fetched")
        }
    }

    /// Credentials go over a connection that others can read.
    pub(crate) fn insecure(base_url: &str) {
        warn!(base_url, "credentials are sent over an unencrypted connection");
    }
}

#[cfg(not(feature = "tracing"))]
mod disabled {
    use super::{Attempt, Display, Duration, Future, StatusCode};

    /// No span.
    pub(crate) struct Span;

    impl Span {
        pub(crate) fn of_call(_: &str, _: &str) -> Self {
            Self
        }

        pub(crate) fn of_request(_: &Attempt<'_>) -> Self {
            Self
        }

        pub(crate) fn instrument<F: Future>(&self, work: F) -> F {
            work
        }

        pub(crate) fn response_received(&self, _: StatusCode) {}

        pub(crate) fn failed(&self, _: &str) {}
    }

    pub(crate) fn repeating(_: &dyn Display, _: u32, _: Duration, _: &str) {}
    pub(crate) fn unaffordable(_: &dyn Display, _: u32) {}
    pub(crate) fn waiting(_: &dyn Display, _: Duration, _: &str) {}
    pub(crate) fn connecting(_: &dyn Display, _: u32, _: Duration) {}
    pub(crate) fn fetched_token() {}
    pub(crate) fn no_token(_: &dyn Display, _: bool) {}
    pub(crate) fn insecure(_: &str) {}
}

#[cfg(not(feature = "tracing"))]
pub(crate) use self::disabled::{
    Span, connecting, fetched_token, insecure, no_token, repeating, unaffordable, waiting,
};
#[cfg(feature = "tracing")]
pub(crate) use self::enabled::{Span, connecting, fetched_token, insecure, no_token, repeating, unaffordable, waiting};
