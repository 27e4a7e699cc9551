//! From what a caller gave to a request.

use std::borrow::Cow;
use std::fmt::Display;
use std::time::SystemTime;

use http::header::COOKIE;
use http::{Method, Uri};

use super::EncodedBody;
use crate::call::client::Client;
use crate::codec::Escaped;
use crate::codec::parameter::{
    Value, cookie_pairs, encode, encode_template, fill, header_value, query_pairs, query_text,
};
use crate::codec::rules::check_parameter;
use crate::contract::{Location, Made, Parameter, Spec};
use crate::net::body::Body;
use crate::net::headers::{add_cookie_text, add_cookies, insert};
use crate::net::options::Options;
use crate::net::pause::random_uuid;
use crate::net::url::Origin;

/// A request in the making, and its URL.
pub(crate) struct Draft(http::Request<Body>, String);

impl Draft {
    /// The request of an operation with these values of its parameters.
    pub(super) fn of_operation(client: &Client, spec: &Spec, values: &[(usize, Value)]) -> Result<Self, String> {
        let values = &*completed(spec, values, true);
        let value = |index| Some(&values.iter().find(|(other, _)| *other == index)?.1);
        let (path, query) = fill(spec.path, spec.parameters, value)?;
        let mut draft = Self::new(client, spec.method.0, format!("{}{path}", client.0.base_url_of(spec)))?;
        draft.query(&query);
        if !spec.accept.is_empty() {
            insert(draft.0.headers_mut(), "accept", spec.accept)?;
        }
        draft.parameters(spec, values, |_| true)?;
        Ok(draft)
    }

    /// The request for a URL that the service named, with the headers and cookies of an operation.
    pub(super) fn at(client: &Client, spec: &Spec, values: &[(usize, Value)], url: &Uri) -> Result<Self, String> {
        let values = &*completed(spec, values, false);
        let mut draft = Self::new(client, "GET", url.to_string())?;
        if !spec.accept.is_empty() {
            insert(draft.0.headers_mut(), "accept", spec.accept)?;
        }
        draft.parameters(spec, values, |location| matches!(location, Location::Header | Location::Cookie))?;
        Ok(draft)
    }

    /// The request for a path below the base URL, or for an absolute URL of the same origin.
    pub(super) fn by_hand(client: &Client, method: &Method, path: &str) -> Result<Self, String> {
        let path = path.split('#').next().unwrap_or_default();
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let is_absolute = path.split('/').next().is_some_and(|first| first.ends_with(':'));
        let (base, slash) = match path {
            _ if is_absolute => ("", ""),
            "" => (client.base_url(), ""),
            _ => (client.base_url(), if path.starts_with('/') { "" } else { "/" }),
        };
        if is_absolute && path.parse().ok().and_then(|uri| Origin::of(&uri)).as_ref() != Some(&client.0.base_url.origin)
        {
            let base = client.base_url();
            return Err(format!("the URL is not valid or not of the origin of `{base}`"));
        }
        let url = format!("{base}{slash}{}", encode_template(path));
        let mut draft = Self::new(client, method.as_str(), url)?;
        draft.query(&encode_template(query));
        Ok(draft)
    }

    /// A request with what the client sets for all.
    fn new(client: &Client, method: &str, url: String) -> Result<Self, String> {
        let mut request = http::Request::default();
        *request.headers_mut() = client.0.settings.headers.clone();
        *request.method_mut() = method.parse().map_err(|error| because(method, error))?;
        Ok(Self(request, url))
    }

    /// Adds percent-encoded text to the query.
    fn query(&mut self, text: &str) {
        if !text.is_empty() {
            self.1.push(if self.1.contains('?') { '&' } else { '?' });
            self.1.push_str(text);
        }
    }

    /// Adds the parameters that have a value and go to one of these places.
    fn parameters(&mut self, spec: &Spec, values: &[(usize, Value)], goes: fn(Location) -> bool) -> Result<(), String> {
        for (index, parameter) in spec.parameters.iter().enumerate().filter(|(_, own)| goes(own.location)) {
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
                    self.query(&format!("{name}={value}"));
                }
            }
            Location::QueryString => {
                if let Some(text) = query_text(parameter, value)? {
                    self.query(&text);
                }
            }
            Location::Cookie => add_cookies(self.0.headers_mut(), cookie_pairs(parameter, value)?)?,
            Location::Header => match header_value(parameter, value)? {
                Some(text) if is_cookie(parameter) => add_cookie_text(self.0.headers_mut(), &text)?,
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
            insert(self.0.headers_mut(), name, value)?;
        }
        for (name, value) in &options.query {
            self.query(&format!("{}={}", encode(name), encode(value)));
        }
        *self.0.uri_mut() = self.1.parse().map_err(|error| because("URL", error))?;
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

fn because(what: &str, reason: impl Display) -> String {
    format!("the {what} cannot be sent: {reason}")
}

/// Returns `true` if a header parameter is all cookies as one text.
fn is_cookie(parameter: &Parameter) -> bool {
    parameter.name.eq_ignore_ascii_case(COOKIE.as_str())
}
