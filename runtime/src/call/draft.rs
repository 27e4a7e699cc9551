//! From what a caller gave to a request.

use std::borrow::Cow;
use std::time::SystemTime;

use http::header::COOKIE;
use http::{HeaderMap, Method};

use super::EncodedBody;
use crate::call::client::Client;
use crate::codec::parameter::{Value, append_query, cookie_pairs, encode_template, fill, header_value, query_text};
use crate::codec::rules::check_parameter;
use crate::contract::{Location, Made, Parameter, Spec};
use crate::net::body::Body;
use crate::net::headers::{accept, copied, insert, set_cookie_text, set_cookies};
use crate::net::options::Options;
use crate::net::origins::Trust;
use crate::net::pause::random_uuid;
use crate::net::request_headers::{HeaderScope, is_impersonal, retain};
use crate::net::unsendable::Unsendable;
use crate::net::url::{Url, add_pair, add_query};

/// A request in the making.
pub(crate) struct Draft {
    method: Method,
    url: String,
    headers: HeaderMap,
}

/// Room for the headers that requests commonly have: `Accept`, `Content-Type`, `Authorization` and `Accept-Encoding`.
const HEADER_CAPACITY: usize = 4;

/// Room for what comes behind the base URL.
const URL_CAPACITY: usize = 64;

impl Draft {
    /// The request of an operation with these values of its parameters.
    pub(super) fn of_operation(
        client: &Client,
        spec: &Spec,
        values: &[(usize, Value)],
        made: &[(usize, Value)],
    ) -> Result<Self, Unsendable> {
        let values = &*completed(spec, values, made);
        let value = |index| Some(&values.iter().find(|(other, _)| *other == index)?.1);
        let base = client.0.base_url_of(spec);
        let mut url = String::with_capacity(base.len() + spec.path.len() + URL_CAPACITY);
        url += &base;
        fill(&mut url, spec.path, spec.parameters, value)?;
        let mut draft = Self::new(client, method(spec.method.0)?, url);
        accept(&mut draft.headers, spec.accept)?;
        draft.parameters(spec, values, |_| true)?;
        Ok(draft)
    }

    /// The request for a URL that the service named, with those headers and cookies of an operation that are not about it alone.
    pub(super) fn at(
        client: &Client,
        spec: &Spec,
        values: &[(usize, Value)],
        (url, trust): (&Url, Trust),
    ) -> Result<Self, Unsendable> {
        let mut draft = Self::new(client, Method::GET, url.as_str().to_owned());
        accept(&mut draft.headers, spec.accept)?;
        match trust {
            Trust::Bare => retain(&mut draft.headers, is_impersonal),
            Trust::Full => {
                draft.parameters(spec, &completed(spec, values, &[]), |parameter| match parameter.location {
                    Location::Header => HeaderScope::parse(parameter.name).is_for_links(),
                    Location::Cookie => true,
                    Location::Path | Location::Query | Location::QueryString | Location::Part => false,
                })?
            }
        }
        Ok(draft)
    }

    /// The request for a path below the base URL, or for an absolute URL of the same origin or a listed one.
    pub(super) fn by_hand(client: &Client, method: &Method, path: &str) -> Result<Self, Unsendable> {
        let path = path.split('#').next().unwrap_or_default();
        if let Some((url, trust)) = absolute(client, path)? {
            let mut draft = Self::new(client, method.clone(), url.as_str().to_owned());
            if trust == Trust::Bare {
                retain(&mut draft.headers, is_impersonal);
            }
            return Ok(draft);
        }
        let slash = if path.is_empty() || path.starts_with(['/', '?']) { "" } else { "/" };
        let url = format!("{}{slash}{}", client.base_url(), encode_template(path));
        Ok(Self::new(client, method.clone(), url))
    }

    /// A request with what the client sets for all.
    fn new(client: &Client, method: Method, url: String) -> Self {
        Self { method, url, headers: copied(&client.0.settings.headers, HEADER_CAPACITY) }
    }

    /// Adds the parameters that have a value and belong to the request.
    fn parameters(
        &mut self,
        spec: &Spec,
        values: &[(usize, Value)],
        goes: fn(&Parameter) -> bool,
    ) -> Result<(), Unsendable> {
        for (index, parameter) in spec.parameters.iter().enumerate().filter(|(_, declared)| goes(declared)) {
            let value = values.iter().find(|(other, _)| *other == index);
            let added = value.map_or(Ok(()), |(_, value)| self.parameter(parameter, value));
            added.map_err(|reason| Unsendable::Parameter(parameter.name, Box::new(reason)))?;
        }
        Ok(())
    }

    fn parameter(&mut self, parameter: &Parameter, value: &Value) -> Result<(), Unsendable> {
        check_parameter(value, parameter.rules)?;
        match parameter.location {
            // Part of the path already.
            Location::Path => {}
            // Part of the body already.
            Location::Part => {}
            Location::Query => append_query(&mut self.url, parameter, value)?,
            Location::QueryString => {
                if let Some(text) = query_text(parameter, value)? {
                    add_query(&mut self.url, &text);
                }
            }
            Location::Cookie => set_cookies(&mut self.headers, &cookie_pairs(parameter, value)?)?,
            Location::Header => match header_value(parameter, value)? {
                Some(text) if is_cookie(parameter.name) => set_cookie_text(&mut self.headers, &text)?,
                Some(text) => insert(&mut self.headers, parameter.name, &text)?,
                None => {}
            },
        }
        Ok(())
    }

    /// The request, with its body and with what the caller set for this call.
    pub(super) fn finish(
        mut self,
        body: Option<EncodedBody>,
        options: &Options,
    ) -> Result<http::Request<Body>, Unsendable> {
        let body = match body {
            Some(body) => {
                let (content_type, body) = body.map_err(Unsendable::of_body)?;
                if let Some(failure) = body.failure() {
                    return Err(Unsendable::Value(failure.clone()).of_body());
                }
                insert(&mut self.headers, "content-type", &content_type)?;
                body
            }
            None => Body::default(),
        };
        // Last, so that a header of the caller takes the place of one that the client or the operation sets.
        for (name, value) in &options.headers {
            if is_cookie(name) {
                set_cookie_text(&mut self.headers, value)?
            } else {
                insert(&mut self.headers, name, value)?
            }
        }
        for (name, value) in &options.query {
            add_pair(&mut self.url, name, value);
        }
        let mut request = http::Request::new(body);
        *request.uri_mut() = self.url.try_into()?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok(request)
    }
}

/// The values that are made for each call whose caller sets none, such as an idempotency key.
pub(super) fn made_values(spec: &Spec, values: &[(usize, Value)]) -> Vec<(usize, Value)> {
    let unset = spec.parameters.iter().enumerate().filter(|(index, _)| is_unset(values, *index));
    let made = unset.filter_map(|(index, parameter)| match (parameter.fixed, parameter.made?) {
        (Some(_), _) => None,
        (None, Made::Time) => Some((index, Value::Text(httpdate::fmt_http_date(SystemTime::now())))),
        (None, Made::Key) => Some((index, Value::Text(random_uuid()))),
    });
    made.collect()
}

/// Values with those that are made, and with the fixed ones of which the caller sets none.
fn completed<'a>(spec: &Spec, values: &'a [(usize, Value)], made: &[(usize, Value)]) -> Cow<'a, [(usize, Value)]> {
    let fixed = spec.parameters.iter().enumerate().filter(|(index, _)| is_unset(values, *index));
    let fixed = fixed.filter_map(|(index, parameter)| Some((index, Value::Text(parameter.fixed?.to_owned()))));
    let mut completed = Cow::Borrowed(values);
    for (index, value) in fixed.chain(made.iter().cloned()) {
        completed.to_mut().retain(|(other, _)| *other != index);
        completed.to_mut().push((index, value));
    }
    completed
}

/// Returns `true` if the caller sets no value of the parameter with this index.
fn is_unset(values: &[(usize, Value)], index: usize) -> bool {
    values.iter().all(|(other, value)| *other != index || *value == Value::Absent)
}

/// The URL of a request by hand, where it is an absolute one, and what it carries.
pub(super) fn absolute(client: &Client, path: &str) -> Result<Option<(Url, Trust)>, Unsendable> {
    let url = Url::written(path);
    if !url.is_absolute() {
        return Ok(None);
    }
    let base = client.base_url();
    let Some(origin) = url.origin() else {
        return Err(Unsendable::Elsewhere(base.to_owned(), None));
    };
    match client.0.settings.trusted.trust_of(&origin) {
        _ if origin == client.0.base_url.origin => Ok(Some((url, Trust::Full))),
        Some(trust) => Ok(Some((url, trust))),
        None => Err(Unsendable::Elsewhere(base.to_owned(), Some(origin))),
    }
}

/// The method of a name.
fn method(name: &str) -> Result<Method, Unsendable> {
    name.parse().map_err(|_| Unsendable::Method(name.to_owned()))
}

/// Returns `true` if a header is all cookies as one text.
fn is_cookie(name: &str) -> bool {
    name.eq_ignore_ascii_case(COOKIE.as_str())
}
