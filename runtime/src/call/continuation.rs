//! Calls that an answer leads to: at a URL that the service named, or of the same operation with other values or another body.

use std::convert::Infallible;
use std::fmt;

use bytes::Bytes;
use http::Method;

use super::body::RequestBody;
use super::draft::absolute;
use super::{Purpose, RawCall};
use crate::codec::json::{DecodeFailure, EncodeFailure, replaced};
use crate::codec::parameter::Value;
use crate::contract::{Location, Spec};
use crate::net::error::{Error, Failure};
use crate::net::options::Options;
use crate::net::origins::{Trust, Untrusted};
use crate::net::request_headers::HeaderScope;
use crate::net::url::{QueryPair, Url};

impl RawCall {
    /// The call of a URL that the service named, seen from the URL of this call. It has the headers and credentials of this one, so it has to be of the same
    /// origin, or of one that the user lists. The error says what is wrong with `what`.
    pub(crate) fn following(&self, link: &str, what: Link) -> Result<Box<Self>, NoContinuation> {
        let base = self.url::<Infallible>().map_err(|error| NoContinuation::Request(Box::new(error)))?;
        let refused = |reason: Untrusted| NoContinuation::Link(what.clone(), Url::new(link), reason);
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
        call.keep_headers(HeaderScope::is_for_same_content);
        call.put(parameter, value);
        call
    }

    /// The JSON text of the body. The error says why it cannot be changed.
    pub(crate) fn body_text(&self) -> Result<Bytes, NoContinuation> {
        RequestBody::text(self.body.as_ref()).map_err(NoContinuation::Body)
    }

    /// The call with another value, as JSON text, at a pointer into its body.
    pub(crate) fn with_in_body(&self, pointer: &str, value: &str) -> Result<Box<Self>, NoContinuation> {
        let json = replaced(&self.body_text()?, pointer, value).map_err(NoContinuation::Body)?;
        let body = RequestBody::like(self.body.as_ref(), self.spec(), json.into());
        let mut call = Box::new(Self { body: Some(body), ..self.clone() });
        call.keep_headers(HeaderScope::is_for_other_content);
        Ok(call)
    }

    /// Removes the headers whose scope is not as wanted, of parameters and of options alike.
    fn keep_headers(&mut self, is_kept: fn(HeaderScope) -> bool) {
        let parameters = self.spec().map_or(&[] as &[_], |spec| spec.parameters);
        self.values.retain(|(index, _)| {
            let header = parameters.get(*index).filter(|parameter| parameter.location == Location::Header);
            header.is_none_or(|header| is_kept(HeaderScope::parse(header.name)))
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
        let is_same = self.spec().is_some_and(|spec_of_call| std::ptr::eq(spec_of_call, spec));
        if !is_same {
            call.options.keep_headers(HeaderScope::is_for_links);
        }
        // Parameters that the other operation declares are for it, apart from those that name the first request alone.
        let is_for_next = |to: &usize| {
            let header = spec.parameters.get(*to).filter(|parameter| parameter.location == Location::Header);
            header.is_none_or(|header| HeaderScope::parse(header.name).is_for_other_content())
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
            for pair in QueryPair::all(query) {
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
        let request = self.draft(&self.made).and_then(|draft| draft.finish(None, &self.sent_options()));
        Ok(Url::from_uri(request.map_err(|reason| self.invalid(reason))?.uri()))
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
        let mut call = Box::new(Self { body: None, made: Vec::new(), ..self.clone() });
        // The URL of the service has the query that belongs to it.
        call.options.query.clear();
        call.options.keep_headers(HeaderScope::is_for_links);
        if let Some(spec) = self.spec() {
            call.purpose = Purpose::Continuation(spec, url, trust);
        }
        call
    }
}

/// The place of a URL in an answer.
#[derive(Clone, Debug)]
pub(crate) enum Link {
    /// The one of the next page.
    Next,
    /// The one of the result, in the body.
    Resource,
    /// The header of this name.
    Header(String),
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Next => f.write_str("next link"),
            Self::Resource => f.write_str("location of the resource"),
            Self::Header(name) => write!(f, "header `{name}`"),
        }
    }
}

/// The reason why an answer leads to no other call. Goes on as the sentence `200 OK for …,`.
#[derive(Debug)]
pub(crate) enum NoContinuation {
    /// A URL that is not followed.
    Link(Link, Url, Untrusted),
    /// The request that was answered has no URL.
    Request(Box<Error<Infallible>>),
    /// The body of the request cannot be that of another page.
    Body(EncodeFailure),
    /// The answer cannot be looked into.
    Answer(DecodeFailure),
    /// The value at this pointer is not of this kind.
    Value(&'static str, &'static str, serde_json::Error),
    /// The answer leads to itself.
    Circle,
    /// The request has no number to count on from.
    Uncounted,
    /// The number of the request is the last one that there is.
    LastNumber,
}

impl From<DecodeFailure> for NoContinuation {
    fn from(failure: DecodeFailure) -> Self {
        Self::Answer(failure)
    }
}

impl fmt::Display for NoContinuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Link(link, url, reason) => {
                let place = url.shown().map(|place| format!(" `{place}`")).unwrap_or_default();
                write!(f, "whose {link}{place} {reason}")
            }
            Self::Request(error) => error.fmt(f),
            Self::Body(failure) => write!(f, "after which the body of the request cannot be changed: {failure}"),
            Self::Answer(failure) => failure.fmt(f),
            Self::Value(kind, pointer, error) => write!(f, "without {kind} at `{pointer}` ({error})"),
            Self::Circle => f.write_str("which leads to itself as its next page"),
            Self::Uncounted => f.write_str("whose request has no number to count on from"),
            Self::LastNumber => f.write_str("after which there is no number for another"),
        }
    }
}

/// `url` in the version of the service that was asked for, whatever version the service wrote into it. The query
/// parameter `api-version` is a setting of the client and no part of a link.
fn in_version(base: &Url, url: Url) -> Url {
    let is_version = |pair: &QueryPair<'_>| pair.name().eq_ignore_ascii_case("api-version");
    let Some(version) = base.pairs().find(is_version) else { return url };
    let mut url = url.without_pairs(is_version);
    url.add_query(version.as_str());
    url
}
