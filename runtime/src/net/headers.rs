//! The headers of an answer.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::codec::header::{FromHeader, HeaderError};

/// Headers whose value identifies a request in the logs of a service, in the order in which they are looked for.
const REQUEST_ID: &str = "x-ms-request-id x-request-id x-ms-client-request-id request-id x-amzn-requestid \
                          x-amz-request-id x-correlation-id x-github-request-id";
/// What the names of headers hold whose value is commonly a secret.
const SECRET: &str = "authorization cookie token secret password api-key apikey subscription-key";

/// Headers of nearly all requests, whose values are no secrets.
const PLAIN: [HeaderName; 3] = [ACCEPT, CONTENT_TYPE, USER_AGENT];

/// The headers of an answer. Cheap to clone. `Debug` leaves out the values of cookies and credentials.
#[derive(Clone, Default)]
pub struct Headers(Arc<HeaderMap>);

impl Headers {
    /// The value of the first header with this name, in any case. `None` where there is none or where it is not visible ASCII.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// Reads the header with this name as a `T`. `None` where there is none, an error where its value is not a `T`.
    pub fn parse<T: FromHeader>(&self, name: &'static str) -> Result<Option<T>, HeaderError> {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let values: Vec<String> = self.0.get_all(name).iter().map(text).collect();
        if values.is_empty() {
            return Ok(None);
        }
        let value = T::from_header(&values.join(","));
        value.map(Some).map_err(|reason| HeaderError(name, reason))
    }

    /// Reads the header with this name, which each success has, as a `T`.
    ///
    /// # Errors
    /// Where there is none, or its value is not a `T`.
    pub fn required<T: FromHeader>(&self, name: &'static str) -> Result<T, HeaderError> {
        self.parse(name)?.ok_or_else(|| HeaderError(name, "it is missing".to_owned()))
    }

    /// All headers.
    pub fn as_map(&self) -> &HeaderMap {
        &self.0
    }

    /// The identifier that the service gave to the request, for its logs.
    ///
    /// The first of the headers `x-ms-request-id`, `x-request-id`, `x-ms-client-request-id`, `request-id`, `x-amzn-requestid`, `x-amz-request-id`,
    /// `x-correlation-id` and `x-github-request-id` that is there and not empty.
    pub fn request_id(&self) -> Option<&str> {
        let values = REQUEST_ID.split_whitespace().filter_map(|name| self.get(name));
        values.into_iter().find(|value| !value.is_empty())
    }

    /// How long the service asks to wait before the next request.
    ///
    /// From `retry-after-ms` and `x-ms-retry-after-ms` in milliseconds, else from `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). A date
    /// in the past is zero.
    pub fn retry_after(&self) -> Option<Duration> {
        let names = ["retry-after-ms", "x-ms-retry-after-ms"];
        if let Some(milliseconds) = names.iter().find_map(|name| self.get(name)?.trim().parse().ok()) {
            return Some(Duration::from_millis(milliseconds));
        }
        let value = self.get("retry-after")?.trim();
        if let Ok(seconds) = value.parse() {
            return Some(Duration::from_secs(seconds));
        }
        let date = httpdate::parse_http_date(value).ok()?;
        Some(date.duration_since(SystemTime::now()).unwrap_or_default())
    }
}

impl From<HeaderMap> for Headers {
    fn from(map: HeaderMap) -> Self {
        Self(Arc::new(map))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value): (&HeaderName, &HeaderValue)| match is_secret(name) {
            true => (name.to_string(), "[redacted]".to_owned()),
            false => (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()),
        };
        f.debug_map().entries(self.0.iter().map(shown)).finish()
    }
}

/// `true` if the value of a header is commonly a secret.
fn is_secret(name: &HeaderName) -> bool {
    SECRET.split(' ').any(|part| name.as_str().contains(part))
}

/// Sets a header, in UTF-8 where it is not ASCII. Its value is not repeated in the error: it may be a secret.
pub(crate) fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), String> {
    let invalid = |what| format!("the header `{}` has {what} that cannot be sent", name.escape_debug());
    let name: HeaderName = name.parse().map_err(|_| invalid("a name"))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid("a value"))?;
    value.set_sensitive(!PLAIN.contains(&name) && is_secret(&name));
    headers.insert(name, value);
    Ok(())
}

/// Adds cookies to those which are set.
pub(crate) fn add_cookies(headers: &mut HeaderMap, pairs: Vec<(String, String)>) -> Result<(), String> {
    pairs.iter().try_for_each(|(name, value)| add_cookie_text(headers, &format!("{name}={value}")))
}

/// Adds the text of cookies to those which are set: a request has one header of them (RFC 6265, section 5.4).
pub(crate) fn add_cookie_text(headers: &mut HeaderMap, added: &str) -> Result<(), String> {
    if added.is_empty() {
        return Ok(());
    }
    let text = |present: &HeaderValue| String::from_utf8_lossy(present.as_bytes()).into_owned() + "; ";
    let present = headers.get(COOKIE).map(text).unwrap_or_default();
    insert(headers, COOKIE.as_str(), &format!("{present}{added}"))
}

#[cfg(test)]
#[path = "../../tests/unit/net/headers.rs"]
mod tests;
