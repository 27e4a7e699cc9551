//! The headers of an answer.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::Number;

/// Headers whose value identifies a request in the logs of a service, in the order in which they are looked for.
const REQUEST_ID: &str = "x-ms-request-id x-request-id x-ms-client-request-id request-id x-amzn-requestid \
                          x-amz-request-id x-correlation-id x-github-request-id";
/// What the names of headers hold whose value is commonly a secret.
const SECRET: &str = "authorization cookie token secret password api-key apikey subscription-key";

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
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    SECRET.split(' ').any(|part| name.as_str().contains(part))
}

/// A header of an answer that is not what the document says: its name, and what is wrong.
#[derive(Clone, Debug)]
pub struct HeaderError(&'static str, String);

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the header `{}` is not as declared: {}", self.0, self.1)
    }
}

impl std::error::Error for HeaderError {}

/// A type which a header of an answer can be read as, in style `simple`. Headers sent several times are one list (RFC 9110, section 5.3).
pub trait FromHeader: Sized {
    /// Reads the value of a header. The error says in lower case what is wrong.
    fn from_header(text: &str) -> Result<Self, String>;
}

impl<T: FromHeader> FromHeader for Vec<T> {
    fn from_header(text: &str) -> Result<Self, String> {
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        items.map(T::from_header).collect()
    }
}

macro_rules! parsed {
    ($($type:ty)*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Result<Self, String> {
                text.trim().parse().map_err(|error| format!("`{}`: {error}", text.escape_debug()))
            }
        }
    )*};
}
parsed!(bool f32 f64);

/// Integers, which may be written as `5.0`.
macro_rules! integers {
    ($($type:ty)*) => {$(
        impl FromHeader for $type {
            fn from_header(text: &str) -> Result<Self, String> {
                let number = text.trim();
                let whole = || number.parse::<Number>().ok()?.as_i64()?.try_into().ok();
                number.parse().or_else(|error| whole().ok_or_else(|| format!("`{}`: {error}", text.escape_debug())))
            }
        }
    )*};
}
integers!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);

impl FromHeader for String {
    fn from_header(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

#[cfg(test)]
#[path = "../tests/unit/headers.rs"]
mod tests;
