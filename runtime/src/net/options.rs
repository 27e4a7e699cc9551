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
    /// How long the call may take.
    pub timeout: Option<Duration>,
    /// How long a body may make no progress, where it is set: none for no limit.
    pub idle_timeout: Option<Option<Duration>>,
    /// How many bytes of the answer are held in memory.
    pub response_limit: Option<usize>,
    /// When it is repeated.
    pub retry: Option<Box<Retry>>,
    /// Which credentials it is sent with.
    pub credentials: Credentials,
    /// The media type of the body, where it is another than the usual one.
    pub content_type: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) query: Vec<(String, String)>,
}

/// Which credentials a call is sent with.
#[derive(Clone, Default)]
pub enum Credentials {
    /// Those of the client.
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
    pub(crate) fn has_header(&self, name: &HeaderName) -> bool {
        let mut own = self.headers.iter();
        own.any(|(own, _)| own.eq_ignore_ascii_case(name.as_str()))
    }

    /// Removes the headers whose scope is not as wanted.
    pub(crate) fn keep_headers(&mut self, is_kept: fn(HeaderScope) -> bool) {
        self.headers.retain(|(name, _)| is_kept(HeaderScope::of(name)));
    }

    /// The value of a header that the caller set.
    pub(crate) fn header_of(&self, name: &HeaderName) -> Option<&str> {
        let mut own = self.headers.iter();
        own.find(|(own, _)| own.eq_ignore_ascii_case(name.as_str())).map(|(_, value)| value.as_str())
    }

    /// `true` if the caller added a query parameter.
    pub(crate) fn has_query(&self, name: &str) -> bool {
        self.query.iter().any(|(own, _)| own == name)
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
