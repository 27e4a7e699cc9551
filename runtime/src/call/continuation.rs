//! Calls that an answer leads to: at a URL that the service named, or of the same operation with other values or another body.

use bytes::Bytes;
use http::Method;

use super::body::Given;
use super::draft::absolute;
use super::{Purpose, RawCall};
use crate::codec::json::{EncodeFailure, replaced};
use crate::codec::parameter::Value;
use crate::contract::{Location, Spec};
use crate::net::error::{Error, Failure};
use crate::net::options::Options;
use crate::net::origins::{Trust, Untrusted};
use crate::net::request_headers::HeaderScope;
use crate::net::url::{Pair, Url};

impl RawCall {
    /// The call of a URL that the service named, seen from the URL of this call. It has the headers and credentials of this one, so it has to be of the same
    /// origin, or of one that the user lists. The error says what is wrong with `what`.
    pub(crate) fn following(&self, link: &str, what: &str) -> Result<Box<Self>, String> {
        let base = self.url::<()>().map_err(|error| error.to_string())?;
        let refused = |reason: Untrusted| {
            let place = Url::new(link).shown().map(|place| format!(" `{place}`")).unwrap_or_default();
            format!("whose {what}{place} {reason}")
        };
        let url = base.follow(link).ok_or_else(|| refused(Untrusted(None)))?;
        let home = self.spec().and_then(|spec| Url::new(&self.client.0.base_url_of(spec)).origin());
        let trust = self.client.0.trust((&base, self.trust()), home.as_ref(), &url);
        let trust = trust.map_err(refused)?;
        Ok(self.at(in_version(&base, url), trust))
    }

    /// The call of the URL of this one.
    pub(crate) fn original(&self) -> Result<Box<Self>, Failure> {
        Ok(self.at(self.url()?, self.trust()))
    }

    /// The call with another value of a parameter.
    pub(crate) fn with(&self, parameter: usize, value: Value) -> Box<Self> {
        let mut call = Box::new(self.clone());
        call.keep_headers(|scope| scope.is_for_next(true));
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
        let mut call = Box::new(Self { body: Some(body), ..self.clone() });
        call.keep_headers(|scope| scope.is_for_next(false));
        Ok(call)
    }

    /// Removes the headers whose scope is not as wanted, of parameters and of options alike.
    fn keep_headers(&mut self, is_kept: fn(HeaderScope) -> bool) {
        let parameters = self.spec().map_or(&[] as &[_], |spec| spec.parameters);
        self.values.retain(|(index, _)| {
            let header = parameters.get(*index).filter(|parameter| parameter.location == Location::Header);
            header.is_none_or(|header| is_kept(HeaderScope::of(header.name)))
        });
        self.options.keep_headers(is_kept);
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
        if !is_same {
            call.options.keep_headers(HeaderScope::is_for_links);
        }
        // What the other operation declares is for it, apart from what names the first request alone.
        let is_for_next = |to: &usize| {
            let header = spec.parameters.get(*to).filter(|parameter| parameter.location == Location::Header);
            header.is_none_or(|header| HeaderScope::of(header.name).is_for_next(false))
        };
        for (from, to) in values.iter().filter(|(_, to)| is_for_next(to)) {
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
            for pair in Pair::all(query) {
                call.options.query(&pair.name(), &pair.value());
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

    /// The URL. The body has no part in it.
    fn url<E>(&self) -> Result<Url, Error<E>> {
        let request = self.draft().and_then(|draft| draft.finish(None, &self.sent_options()));
        Ok(Url::of(request.map_err(|reason| self.invalid(reason))?.uri()))
    }

    /// The headers and credentials that the call carries to its URL.
    pub(super) fn trust(&self) -> Trust {
        match &self.purpose {
            Purpose::Operation(_) => Trust::Full,
            Purpose::Continuation(_, _, trust) => *trust,
            Purpose::ByHand(_, path) => match absolute(&self.client, path) {
                Ok(Some((_, trust))) => trust,
                _ => Trust::Full,
            },
        }
    }

    fn at(&self, url: Url, trust: Trust) -> Box<Self> {
        let mut call = Box::new(Self { body: None, ..self.clone() });
        call.options.query.clear();
        call.options.keep_headers(HeaderScope::is_for_links);
        if let Some(spec) = self.spec() {
            call.purpose = Purpose::Continuation(spec, url, trust);
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
fn in_version(base: &Url, url: Url) -> Url {
    let is_version = |pair: &Pair<'_>| pair.name().eq_ignore_ascii_case("api-version");
    let Some(version) = base.pairs().find(is_version) else { return url };
    let mut url = url.without_pairs(is_version);
    url.add_query(version.as_str());
    url
}
