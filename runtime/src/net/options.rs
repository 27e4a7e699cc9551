//! Options of a call, which generated code and users set.

use std::fmt;
use std::time::Duration;

use http::HeaderName;

use super::request_headers::HeaderScope;
use super::retry::Retry;
use crate::codec::Secret;

/// Options of one call.
#[derive(Clone, Default)]
pub struct Options {
    /// The time limit of the call.
    pub timeout: Option<Duration>,
    /// The time limit of a body without progress; `Some(None)` for no limit.
    pub idle_timeout: Option<Option<Duration>>,
    /// The number of bytes of the answer that are held in memory.
    pub response_limit: Option<usize>,
    /// The retry policy.
    pub retry: Option<Box<Retry>>,
    /// The credentials of the call.
    pub credentials: Credentials,
    /// The media type of the body, where it is another than the usual one.
    pub content_type: Option<String>,
    /// `true` if a redirect is the answer to a request by hand.
    pub(crate) keeps_redirects: bool,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
}

/// The credentials of a call.
#[derive(Clone, Default)]
pub enum Credentials {
    /// The credentials of the client.
    #[default]
    Client,
    /// This bearer token.
    Bearer(Secret),
    /// None.
    Anonymous,
}

impl Options {
    /// Sets a header. Replaces one of that name.
    pub fn header(&mut self, name: &str, value: &str) {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// `true` if the caller set a header: credentials do not replace it.
    pub(crate) fn has_header(&self, name: &str) -> bool {
        self.headers.iter().any(|(header_name, _)| header_name.eq_ignore_ascii_case(name))
    }

    /// Removes the headers whose scope is not as wanted.
    pub(crate) fn keep_headers(&mut self, is_kept: fn(HeaderScope) -> bool) {
        self.headers.retain(|(name, _)| is_kept(HeaderScope::parse(name)));
    }

    /// The value of a header that the caller set.
    pub(crate) fn header_of(&self, name: &HeaderName) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(headers, _)| headers.eq_ignore_ascii_case(name.as_str())).map(|(_, value)| value.as_str())
    }

    /// `true` if the caller added a query parameter.
    pub(crate) fn has_query(&self, name: &str) -> bool {
        self.query.iter().any(|(query_name, _)| query_name == name)
    }

    /// Adds a query parameter.
    pub fn query(&mut self, name: &str, value: &str) {
        self.query.push((name.to_owned(), value.to_owned()));
    }
}

impl fmt::Debug for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        let (headers, query) = (names(&self.headers), names(&self.query));
        let limits = (self.timeout, &self.retry);
        write!(f, "headers {headers:?}, query {query:?}, {limits:?}")
    }
}
