//! Requests that were sent.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method, Uri};
use http_body_util::BodyExt;
use serde_core::de::DeserializeOwned;

use super::difference::shortened;
use crate::call::Operation;
use crate::codec::media_type::Essence;
use crate::codec::redact::{REDACTED, is_secret, redacted};
use crate::contract::{In, Kind};
use crate::net::body::Body;
use crate::net::target::OperationId;
use crate::net::url::Url;
use crate::net::{BoxError, BoxFuture};

/// A request as it was sent, with its credentials.
///
/// `Debug` shows it without secrets. These are values of headers, of the query and of members of JSON that are
/// credentials, or whose names are commonly those of secrets.
#[derive(Clone)]
pub struct RecordedRequest {
    operation: Option<OperationId>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl RecordedRequest {
    /// Records a request, and gives it back to be sent. A body that is a stream is received, and is in memory then.
    pub(super) async fn record(request: http::Request<Body>) -> Result<(Self, http::Request<Body>), BoxError> {
        let (parts, body) = request.into_parts();
        let bytes = match body.as_bytes() {
            Some(bytes) => bytes.clone(),
            // A stream can be read once, so the bytes are kept and handed on in its place.
            None => {
                let whole: BoxFuture<Result<_, BoxError>> = Box::pin(body.collect());
                whole.await?.to_bytes()
            }
        };
        let recorded = Self {
            operation: parts.extensions.get().copied(),
            method: parts.method.clone(),
            uri: parts.uri.clone(),
            headers: parts.headers.clone(),
            body: bytes.clone(),
        };
        Ok((recorded, http::Request::from_parts(parts, Body::from(bytes))))
    }

    /// The operation that it calls; `None` for a request made by hand.
    pub fn operation(&self) -> Option<OperationId> {
        self.operation
    }

    /// `true` if it calls this operation.
    pub fn is<O: Operation>(&self) -> bool {
        self.operation.is_some_and(|operation| operation.0.is_same(O::SPEC))
    }

    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The URL with its query.
    pub fn url(&self) -> &Uri {
        &self.uri
    }

    /// The path of the URL, percent-encoded, with the prefix of the base URL.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The first value of a parameter in the query, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        self.queries(name).next()
    }

    /// All values of a parameter in the query, decoded.
    pub(super) fn queries(&self, name: &str) -> impl Iterator<Item = String> {
        let values: Vec<_> =
            Url::from_uri(&self.uri).pairs().filter(|pair| pair.is_called(name)).map(|p| p.value()).collect();
        values.into_iter()
    }

    /// The first value of a header, where it is a text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as a value of JSON.
    ///
    /// # Errors
    ///
    /// No JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_slice(&self.body)
    }

    /// `true` if the value of a parameter in the query is not shown.
    pub(super) fn is_secret_query(&self, name: &str) -> bool {
        let schemes = self.operation.map_or(&[] as &[_], |operation| operation.0.security);
        let is_key = |kind: &Kind| matches!(kind, Kind::ApiKey(In::Query, parameter) if *parameter == name);
        let is_declared = schemes.iter().copied().flatten().any(|scheme| is_key(&scheme.kind));
        // Documents do not declare all secrets, and tests print what they compare.
        is_declared || is_secret(name) || ["code", "key"].contains(&name)
    }

    /// `true` if the value of a header is not shown.
    pub(super) fn is_secret_header(&self, name: &str) -> bool {
        is_secret(name) || self.headers.get_all(name).iter().any(HeaderValue::is_sensitive)
    }

    /// The method and the URL, without secrets.
    pub(super) fn line(&self) -> String {
        let url = Url::from_uri(&self.uri);
        let pairs: Vec<String> = url.pairs().map(|pair| self.shown_pair(pair.as_str(), &pair.name())).collect();
        let query = if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) };
        format!("{} {}{query}", self.method, url.shown().unwrap_or_default())
    }

    fn shown_pair(&self, pair: &str, name: &str) -> String {
        match pair.split_once('=') {
            Some((written, _)) if self.is_secret_query(name) => format!("{written}={REDACTED}"),
            _ => pair.escape_debug().to_string(),
        }
    }

    /// The body as messages show it.
    fn shown_body(&self) -> String {
        let content_type = self.header(CONTENT_TYPE.as_str()).unwrap_or_default();
        match std::str::from_utf8(&self.body) {
            Ok(text) if Essence::parse(content_type).is_json() => shortened(&redacted(text)),
            _ => format!("{} bytes", self.body.len()),
        }
    }
}

impl fmt::Debug for RecordedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.map_or("by hand", |operation| operation.as_str());
        write!(f, "RecordedRequest({operation}: {}, {{", self.line())?;
        for (index, (name, value)) in self.headers.iter().enumerate() {
            f.write_str(if index == 0 { "" } else { ", " })?;
            if self.is_secret_header(name.as_str()) {
                write!(f, "{name}: {REDACTED}")?
            } else {
                write!(f, "{name}: {value:?}")?
            }
        }
        write!(f, "}}, {})", self.shown_body())
    }
}
