//! Calls that an answer leads to: at a URL that the service named, or of the same operation with other values or another body.

use bytes::Bytes;
use http::{Method, Uri};
use percent_encoding::percent_decode_str;

use super::body::Given;
use super::{Purpose, RawCall};
use crate::codec::json::{EncodeFailure, replaced};
use crate::codec::parameter::Value;
use crate::contract::{Location, Spec};
use crate::net::error::{Failure, shown};
use crate::net::options::Options;
use crate::net::url::resolve;

impl RawCall {
    /// The call of a URL that the service named, seen from the URL of this call (RFC 3986, section 5.2). It has the headers and credentials of this one, so it
    /// has to be of the same origin. The error says what is wrong with `what`.
    pub(crate) fn following(&self, link: &str, what: &str) -> Result<Box<Self>, String> {
        let base = self.url().map_err(|error| error.to_string())?;
        let Some(url) = resolve(&base, link) else {
            let place = shown(link).map(|place| format!(" `{place}`")).unwrap_or_default();
            return Err(format!("whose {what}{place} is no URL of the origin of the request"));
        };
        Ok(self.at(in_version(&base, url)))
    }

    /// The call of the URL of this one.
    pub(crate) fn original(&self) -> Result<Box<Self>, Failure> {
        Ok(self.at(self.url()?))
    }

    /// The call with another value of a parameter.
    pub(crate) fn with(&self, parameter: usize, value: Value) -> Box<Self> {
        let mut call = Box::new(self.clone());
        call.put(parameter, value);
        call
    }

    /// The JSON text of the body. The error says why it cannot be changed.
    pub(crate) fn body_text(&self) -> Result<Bytes, String> {
        Given::text(self.body.as_ref()).map_err(|failure| unchangeable(&failure))
    }

    /// The call with another value, as JSON text, at a pointer into its body.
    pub(crate) fn with_in_body(&self, pointer: &str, value: &str) -> Result<Box<Self>, String> {
        let json = replaced(&self.body_text()?, pointer, value).map_err(|reason| unchangeable(&reason))?;
        let body = Given::like(self.body.as_ref(), self.spec(), json.into());
        Ok(Box::new(Self { body: Some(body), ..self.clone() }))
    }

    /// The call of another operation with values of this one, and with the link that led there. The query of a link that goes into the path goes into the
    /// query.
    pub(crate) fn continued(
        &self,
        spec: &'static Spec,
        values: &[(usize, usize)],
        parameter: Option<usize>,
        link: &str,
        options: Options,
    ) -> Box<Self> {
        let mut call = Self::new(&self.client, spec);
        call.options = options;
        // From the second time on it is the same operation.
        let is_same = self.spec().is_some_and(|own| std::ptr::eq(own, spec));
        for (from, to) in values {
            if let Some(value) = self.value(if is_same { *to } else { *from }) {
                call.put(*to, value.clone());
            }
        }
        if let Some(parameter) = parameter {
            let (path, query) = match link.split_once('?') {
                Some((path, query)) if spec.parameters[parameter].location == Location::Path => (path, query),
                _ => (link, ""),
            };
            call.put(parameter, Value::Text(path.to_owned()));
            for pair in query.split('&').filter(|pair| !pair.is_empty()) {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
                call.options.query(&decoded(name), &decoded(value));
            }
        }
        call
    }

    /// The value of the parameter with this index.
    pub(crate) fn value(&self, parameter: usize) -> Option<&Value> {
        self.values.iter().find(|(index, _)| *index == parameter).map(|(_, value)| value)
    }

    /// `true` if this is the call of an operation, and not of a URL that the service named.
    pub(crate) fn is_of_operation(&self) -> bool {
        matches!(self.purpose, Purpose::Operation(_))
    }

    /// Returns `true` if this is the call of a URL that the service named.
    pub(crate) fn is_continuation(&self) -> bool {
        matches!(self.purpose, Purpose::Continuation(..))
    }

    pub(crate) fn method(&self) -> Method {
        match &self.purpose {
            Purpose::Operation(spec) => spec.method.0.parse().unwrap_or(Method::GET),
            Purpose::Continuation(..) => Method::GET,
            Purpose::ByHand(method, _) => method.clone(),
        }
    }

    fn url(&self) -> Result<Uri, Failure> {
        Ok(self.to_request()?.into_parts().0.uri)
    }

    fn at(&self, url: Uri) -> Box<Self> {
        let mut call = Box::new(Self { body: None, ..self.clone() });
        call.options.query.clear();
        if let Some(spec) = self.spec() {
            call.purpose = Purpose::Continuation(spec, url);
        }
        call
    }
}

/// Why a body cannot be that of another page, as the end of a sentence about the answer.
fn unchangeable(reason: &EncodeFailure) -> String {
    format!("after which the body of the request cannot be changed: {reason}")
}

/// `url` in the version of the service that was asked for, whatever version the service wrote into it: the query parameter `api-version` is a setting of the
/// client and no part of a link.
fn in_version(base: &Uri, url: Uri) -> Uri {
    let is_version = |pair: &&str| pair.split('=').next().is_some_and(|name| name.eq_ignore_ascii_case("api-version"));
    let Some(version) = base.query().and_then(|query| query.split('&').find(is_version)) else { return url };
    let others = url.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty() && !is_version(pair));
    let query: Vec<&str> = others.chain([version]).collect();
    let whole = url.to_string();
    let place = whole.split('?').next().unwrap_or_default();
    format!("{place}?{}", query.join("&")).parse().unwrap_or(url)
}
