//! The headers of an answer.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE, COOKIE, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};
use percent_encoding::percent_decode;

use crate::codec::header::{FromHeader, HeaderError};
use crate::codec::redact;
use crate::net::unsendable::{HeaderFault, Unsendable};

// One text in place of a list: the names are looked at for an error alone.
/// Headers whose value identifies a request in the logs of a service, in the order in which they are looked for.
const REQUEST_ID: &str = "x-ms-request-id x-request-id x-ms-client-request-id request-id x-amzn-requestid \
                          x-amz-request-id x-correlation-id x-github-request-id";

// Set on nearly every request, so they are compared first and skip the search for words of secrets.
/// Headers of nearly all requests, whose values are no secrets.
const PLAIN: [HeaderName; 3] = [ACCEPT, CONTENT_TYPE, USER_AGENT];

// Shared: the answer, its error and its pages all have them, and a map is not cheap to copy.
/// The headers of an answer. Cheap to clone. `Debug` leaves out the values of cookies and credentials, and the queries of URLs.
#[derive(Clone, Default)]
pub struct Headers(Arc<HeaderMap>);

impl Headers {
    /// The value of the first header with this name, in any case. `None` where there is none or where it is not visible ASCII.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.to_str().ok()
    }

    /// The media type of the body; empty where the answer does not say it.
    pub(crate) fn content_type(&self) -> &str {
        self.0.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The text of the first header with this name, also where it is in UTF-8: of those that hold a URL.
    pub(crate) fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        Some(String::from_utf8_lossy(self.0.get(name)?.as_bytes()))
    }

    /// Reads the header with this name as a `T`. `None` where there is none, an error where its value is not a `T`.
    ///
    /// # Errors
    /// The value is not a `T`.
    pub fn parse<T: FromHeader>(&self, name: &'static str) -> Result<Option<T>, HeaderError> {
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let values: Vec<String> = self.0.get_all(name).iter().map(text).collect();
        if values.is_empty() {
            return Ok(None);
        }
        // Several lines of a header are one list (RFC 9110, section 5.3).
        let value = T::from_header(&values.join(","));
        value.map(Some).map_err(|failure| HeaderError(name, failure.to_string()))
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

    /// The time that the service asks to wait before the next request.
    ///
    /// From `retry-after-ms` and `x-ms-retry-after-ms` in milliseconds, else from `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3). Numbers
    /// may have a fraction, and one that is too large is [`Duration::MAX`]. A date counts from the `Date` of the answer, so that the clock of this machine
    /// may be wrong, or else from the present time. A date in the past is zero, and so is a negative number.
    pub fn retry_after(&self) -> Option<Duration> {
        // The more exact one first: `Retry-After` has whole seconds, and services that send both mean the same.
        let names = ["retry-after-ms", "x-ms-retry-after-ms"];
        if let Some(pause) = names.iter().find_map(|name| amount(self.get(name)?, 1e-3)) {
            return Some(pause);
        }
        let value = self.get("retry-after")?;
        if let Some(pause) = amount(value, 1.0) {
            return Some(pause);
        }
        let date = |text: &str| httpdate::parse_http_date(text.trim()).ok();
        // Against the clock of the service where it says it: that of this machine may be wrong by more than the pause.
        let now = self.get("date").and_then(date).unwrap_or_else(SystemTime::now);
        Some(date(value)?.duration_since(now).unwrap_or_default())
    }
}

/// A number in decimal digits, of units of so many seconds.
fn amount(text: &str, unit: f64) -> Option<Duration> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    // `parse` would take `inf` and `1e9` as well, and no service means these.
    let number: f64 = text.parse().ok().filter(|_| is_number)?;
    Some(Duration::try_from_secs_f64((number * unit).max(0.0)).unwrap_or(Duration::MAX))
}

impl From<HeaderMap> for Headers {
    fn from(map: HeaderMap) -> Self {
        Self(Arc::new(map))
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value): (&HeaderName, &HeaderValue)| {
            if is_secret(name) {
                (name.to_string(), "[redacted]".to_owned())
            } else {
                (name.to_string(), redact::without_queries(&String::from_utf8_lossy(value.as_bytes())))
            }
        };
        f.debug_map().entries(self.0.iter().map(shown)).finish()
    }
}

/// `true` if the value of a header is commonly a secret.
fn is_secret(name: &HeaderName) -> bool {
    let is_key = || name.as_str().ends_with("-key") && !name.as_str().ends_with("idempotency-key");
    redact::is_secret(name.as_str()) || is_key()
}

/// Returns `true` if a header tells repetitions of a request apart from other requests (IETF draft "The Idempotency-Key HTTP Header Field"; OASIS
/// "Repeatable Requests").
pub(crate) fn is_idempotency_key(name: &HeaderName) -> bool {
    name.as_str().contains("idempoten") || name == "repeatability-request-id"
}

/// The content codings of a body by name, in the order in which they were applied. `identity` is none, nor is a charset, which services put here.
pub(crate) fn codings(headers: &HeaderMap) -> Vec<String> {
    if !headers.contains_key(CONTENT_ENCODING) {
        return Vec::new();
    }
    // Names that services write where there is no coding, which they are not.
    let is_coding = |name: &String| !["identity", "utf-8", "none"].iter().any(|none| name.eq_ignore_ascii_case(none));
    items(headers, &CONTENT_ENCODING).into_iter().filter(is_coding).collect()
}

/// The items of a header that is a list.
pub(crate) fn items(headers: &HeaderMap, name: &HeaderName) -> Vec<String> {
    let texts = headers.get_all(name).into_iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let items = texts.flat_map(|text| text.split(',').map(|item| item.trim().to_owned()).collect::<Vec<_>>());
    items.filter(|item| !item.is_empty()).collect()
}

/// The same headers with room for more. A map that is cloned has none, and moves all of them when one is added.
pub(crate) fn copied(headers: &HeaderMap, more: usize) -> HeaderMap {
    let mut copy = HeaderMap::with_capacity(headers.keys_len() + more);
    if headers.keys_len() < headers.len() {
        // A name with several values.
        copy.extend(headers.clone());
        return copy;
    }
    for (name, value) in headers {
        copy.insert(name.clone(), value.clone());
    }
    copy
}

/// Asks for the media types that the document declares for answers.
pub(crate) fn accept(headers: &mut HeaderMap, media_types: &'static str) -> Result<(), Unsendable> {
    if media_types.is_empty() { Ok(()) } else { insert_static(headers, ACCEPT, media_types) }
}

/// Sets a header to a text of the program, which nothing counts the users of.
pub(crate) fn insert_static(headers: &mut HeaderMap, name: HeaderName, value: &'static str) -> Result<(), Unsendable> {
    let value = HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes()));
    let value = value.map_err(|_| unsendable(name.as_str(), HeaderFault::Value))?;
    headers.insert(name, value);
    Ok(())
}

/// Sets a header, in UTF-8 where it is not ASCII. Its value is not repeated in the error: it may be a secret.
pub(crate) fn insert(headers: &mut HeaderMap, name: &str, value: &str) -> Result<(), Unsendable> {
    let invalid = |what| unsendable(name, what);
    let name: HeaderName = name.parse().map_err(|_| invalid(HeaderFault::Name))?;
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| invalid(HeaderFault::Value))?;
    value.set_sensitive(!PLAIN.contains(&name) && is_secret(&name));
    // The last one counts, as for all setters; a header with several values is one text with commas.
    headers.insert(name, value);
    Ok(())
}

/// The reason why a header cannot be sent. Its value is not in it.
fn unsendable(name: &str, fault: HeaderFault) -> Unsendable {
    Unsendable::Header(name.to_owned(), fault)
}

/// Sets cookies, in place of those of the same names.
pub(crate) fn set_cookies(headers: &mut HeaderMap, pairs: &[(String, String)]) -> Result<(), Unsendable> {
    let text: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    set_cookie_text(headers, &text.join("; "))
}

/// Sets cookies, in place of those of the same names: a request has one header of them (RFC 6265, section 5.4).
pub(crate) fn set_cookie_text(headers: &mut HeaderMap, text: &str) -> Result<(), Unsendable> {
    let set: Vec<&[u8]> = pairs_of(text.as_bytes()).collect();
    if set.is_empty() {
        return Ok(());
    }
    // A cookie that is set again takes the place of the earlier one; all others stay, since they are in one header.
    let is_kept = |pair: &&[u8]| !set.iter().any(|cookie| name_of(cookie) == name_of(pair));
    let mut whole = cookies(headers).filter(is_kept).collect::<Vec<_>>();
    whole.push(text.as_bytes());
    let whole = whole.join(&b"; "[..]);
    let mut value = HeaderValue::from_bytes(&whole).map_err(|_| unsendable(COOKIE.as_str(), HeaderFault::Value))?;
    value.set_sensitive(true);
    headers.insert(COOKIE, value);
    Ok(())
}

/// The cookies of a request, as pairs of name and value.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(COOKIE).into_iter().map(HeaderValue::as_bytes).flat_map(pairs_of)
}

/// The pairs of the text of cookies.
pub(crate) fn pairs_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b';').map(<[u8]>::trim_ascii).filter(|pair| !pair.is_empty())
}

/// Returns `true` if a cookie has this name.
pub(crate) fn is_cookie(pair: &[u8], name: &str) -> bool {
    name_of(pair) == name.as_bytes()
}

/// The name of a cookie, decoded.
fn name_of(pair: &[u8]) -> Vec<u8> {
    let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    // A name may be encoded or not, and both are the same cookie to the service.
    percent_decode(name.trim_ascii()).collect()
}

#[cfg(test)]
mod tests;
