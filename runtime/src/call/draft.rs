//! From what a caller gave to a request.

use std::borrow::Cow;
use std::fmt::Display;
use std::time::SystemTime;

use http::Method;
use http::header::COOKIE;

use super::EncodedBody;
use crate::call::client::Client;
use crate::codec::Escaped;
use crate::codec::parameter::{Value, cookie_pairs, encode_template, fill, header_value, query_pairs, query_text};
use crate::codec::rules::check_parameter;
use crate::contract::{Location, Made, Parameter, Spec};
use crate::net::body::Body;
use crate::net::headers::{accept, insert, set_cookie_text, set_cookies};
use crate::net::options::Options;
use crate::net::origins::{Trust, advice};
use crate::net::pause::random_uuid;
use crate::net::request_headers::{HeaderScope, is_impersonal, retain};
use crate::net::url::Url;

/// A request in the making, and its URL.
pub(crate) struct Draft(http::Request<Body>, Url);

impl Draft {
    /// The request of an operation with these values of its parameters.
    pub(super) fn of_operation(client: &Client, spec: &Spec, values: &[(usize, Value)]) -> Result<Self, String> {
        let values = &*completed(spec, values, true);
        let value = |index| Some(&values.iter().find(|(other, _)| *other == index)?.1);
        let (path, query) = fill(spec.path, spec.parameters, value)?;
        let mut draft = Self::new(client, spec.method.0, [&*client.0.base_url_of(spec), &path].concat())?;
        draft.1.add_query(&query);
        accept(draft.0.headers_mut(), spec.accept)?;
        draft.parameters(spec, values, |_| true)?;
        Ok(draft)
    }

    /// The request for a URL that the service named, with those headers and cookies of an operation that are not about it alone.
    pub(super) fn at(
        client: &Client,
        spec: &Spec,
        values: &[(usize, Value)],
        (url, trust): (&Url, Trust),
    ) -> Result<Self, String> {
        let mut draft = Self::new(client, "GET", url.as_str().to_owned())?;
        accept(draft.0.headers_mut(), spec.accept)?;
        match trust {
            Trust::Bare => retain(draft.0.headers_mut(), is_impersonal),
            Trust::Full => {
                draft.parameters(spec, &completed(spec, values, false), |parameter| match parameter.location {
                    Location::Header => HeaderScope::of(parameter.name).is_for_links(),
                    Location::Cookie => true,
                    Location::Path | Location::Query | Location::QueryString | Location::Part => false,
                })?
            }
        }
        Ok(draft)
    }

    /// The request for a path below the base URL, or for an absolute URL of the same origin or a listed one.
    pub(super) fn by_hand(client: &Client, method: &Method, path: &str) -> Result<Self, String> {
        let path = path.split('#').next().unwrap_or_default();
        if let Some((url, trust)) = absolute(client, path)? {
            let mut draft = Self::new(client, method.as_str(), url.as_str().to_owned())?;
            if trust == Trust::Bare {
                retain(draft.0.headers_mut(), is_impersonal);
            }
            return Ok(draft);
        }
        let slash = if path.is_empty() || path.starts_with(['/', '?']) { "" } else { "/" };
        Self::new(client, method.as_str(), format!("{}{slash}{}", client.base_url(), encode_template(path)))
    }

    /// A request with what the client sets for all.
    fn new(client: &Client, method: &str, url: String) -> Result<Self, String> {
        let mut request = http::Request::default();
        *request.headers_mut() = client.0.settings.headers.clone();
        *request.method_mut() = method.parse().map_err(|error| because(method, error))?;
        Ok(Self(request, Url::from(url)))
    }

    /// Adds the parameters that have a value and belong to the request.
    fn parameters(
        &mut self,
        spec: &Spec,
        values: &[(usize, Value)],
        goes: fn(&Parameter) -> bool,
    ) -> Result<(), String> {
        for (index, parameter) in spec.parameters.iter().enumerate().filter(|(_, own)| goes(own)) {
            let value = values.iter().find(|(other, _)| *other == index);
            let added = value.map_or(Ok(()), |(_, value)| self.parameter(parameter, value));
            added.map_err(|reason| format!("the parameter `{}`: {reason}", Escaped(parameter.name)))?;
        }
        Ok(())
    }

    fn parameter(&mut self, parameter: &Parameter, value: &Value) -> Result<(), String> {
        check_parameter(value, parameter.rules)?;
        match parameter.location {
            // Part of the path already.
            Location::Path => {}
            // Part of the body already.
            Location::Part => {}
            Location::Query => {
                for (name, value) in query_pairs(parameter, value)? {
                    self.1.add_query(&format!("{name}={value}"));
                }
            }
            Location::QueryString => {
                if let Some(text) = query_text(parameter, value)? {
                    self.1.add_query(&text);
                }
            }
            Location::Cookie => set_cookies(self.0.headers_mut(), &cookie_pairs(parameter, value)?)?,
            Location::Header => match header_value(parameter, value)? {
                Some(text) if is_cookie(parameter.name) => set_cookie_text(self.0.headers_mut(), &text)?,
                Some(text) => insert(self.0.headers_mut(), parameter.name, &text)?,
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
    ) -> Result<http::Request<Body>, String> {
        if let Some(body) = body {
            let (content_type, body) = body.map_err(|reason| because("body", reason))?;
            if let Some(failure) = body.failure() {
                return Err(because("body", failure));
            }
            *self.0.body_mut() = body;
            insert(self.0.headers_mut(), "content-type", &content_type)?;
        }
        for (name, value) in &options.headers {
            match is_cookie(name) {
                true => set_cookie_text(self.0.headers_mut(), value)?,
                false => insert(self.0.headers_mut(), name, value)?,
            }
        }
        for (name, value) in &options.query {
            self.1.add_pair(name, value);
        }
        *self.0.uri_mut() = self.1.to_uri().map_err(|error| because("URL", error))?;
        Ok(self.0)
    }
}

/// Values with those that are sent where the caller sets none: what is fixed, and what is made for each call where this begins one.
fn completed<'a>(spec: &Spec, values: &'a [(usize, Value)], begins: bool) -> Cow<'a, [(usize, Value)]> {
    let mut values = Cow::Borrowed(values);
    for (index, parameter) in spec.parameters.iter().enumerate() {
        if parameter.fixed.is_none() && parameter.made.is_none_or(|_| !begins) {
            continue;
        }
        let is_unset = |(other, value): &(usize, Value)| *other != index || *value == Value::Absent;
        if values.iter().all(is_unset) {
            let text = match (parameter.fixed, parameter.made) {
                (Some(text), _) => text.to_owned(),
                (None, Some(Made::Time)) => httpdate::fmt_http_date(SystemTime::now()),
                (None, _) => random_uuid(),
            };
            values.to_mut().retain(|(other, _)| *other != index);
            values.to_mut().push((index, Value::Text(text)));
        }
    }
    values
}

/// The URL of a request by hand, where it is an absolute one, and what it carries.
pub(super) fn absolute(client: &Client, path: &str) -> Result<Option<(Url, Trust)>, String> {
    let url = Url::written(path);
    if !url.is_absolute() {
        return Ok(None);
    }
    let base = client.base_url();
    let Some(origin) = url.origin() else {
        return Err(format!("the URL is not valid or not of the origin of `{base}`"));
    };
    match client.0.settings.trusted.of(&origin) {
        _ if origin == client.0.base_url.origin => Ok(Some((url, Trust::Full))),
        Some(trust) => Ok(Some((url, trust))),
        None => Err(format!("the URL is not of the origin of `{base}`: {}", advice(&origin))),
    }
}

fn because(what: &str, reason: impl Display) -> String {
    format!("the {what} cannot be sent: {reason}")
}

/// Returns `true` if a header is all cookies as one text.
fn is_cookie(name: &str) -> bool {
    name.eq_ignore_ascii_case(COOKIE.as_str())
}
