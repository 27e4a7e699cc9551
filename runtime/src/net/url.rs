//! URLs: references (RFC 3986, section 5), origins (RFC 6454) and queries.

use std::fmt;
use std::net::IpAddr;

use http::Uri;
use http::uri::InvalidUri;
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::codec::parameter::encode;

/// A URL, as the text that is sent.
///
/// The URL is a text of its own and not the type of the crate `url`, for two reasons. That type writes a URL anew (`'`
/// in a query, `..` in a path, `:443`). A service that signed a URL refuses it when it is written otherwise. And that
/// crate would bring the tables of international domain names along.
/// [`http::Uri`], which requests hold, has neither references nor pairs of a query.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Url(String);

/// The components of a URL or reference (RFC 3986, appendix B).
struct Components<'a> {
    scheme: Option<&'a str>,
    authority: Option<&'a str>,
    path: &'a str,
    query: Option<&'a str>,
    fragment: Option<&'a str>,
}

impl<'a> Components<'a> {
    fn parse(text: &'a str) -> Self {
        let cut = |text: &'a str, sign| match text.split_once(sign) {
            Some((before, after)) => (before, Some(after)),
            None => (text, None),
        };
        let (text, fragment) = cut(text, '#');
        let (place, query) = cut(text, '?');
        let is_scheme = |scheme: &str| {
            let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
            scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_part)
        };
        let (scheme, rest) = match place.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) {
            Some((scheme, rest)) => (Some(scheme), rest),
            None => (None, place),
        };
        let (authority, path) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
                (Some(authority), path)
            }
            None => (None, rest),
        };
        Self { scheme, authority, path, query, fragment }
    }

    /// The text of the components (section 5.3).
    fn text(&self) -> String {
        let scheme = self.scheme.map(|scheme| format!("{scheme}:")).unwrap_or_default();
        let authority = self.authority.map(|authority| format!("//{authority}")).unwrap_or_default();
        let query = self.query.map(|query| format!("?{query}")).unwrap_or_default();
        let fragment = self.fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        format!("{scheme}{authority}{}{query}{fragment}", self.path)
    }
}

impl Url {
    /// The URL that a request holds.
    pub(crate) fn from_uri(uri: &Uri) -> Self {
        let Some((scheme, authority)) = uri.scheme_str().zip(uri.authority()) else { return Self(uri.to_string()) };
        let mut url = Self([scheme, "://", authority.as_str(), uri.path()].concat());
        uri.query().iter().for_each(|query| url.0.extend(["?", query]));
        url
    }

    /// A URL as somebody wrote it. Nothing is checked.
    pub(crate) fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The URL as a request holds it.
    pub(crate) fn to_uri(&self) -> Result<Uri, InvalidUri> {
        self.0.parse()
    }

    /// The origin, if this is an absolute http or https URL without a user name.
    pub(crate) fn origin(&self) -> Option<Origin> {
        Origin::from_uri(&self.to_uri().ok()?)
    }

    /// `true` if the URL begins with a scheme and a slash: a path may have a colon in its first segment.
    pub(crate) fn is_absolute(&self) -> bool {
        let components = Components::parse(&self.0);
        components.scheme.is_some() && (components.authority.is_some() || components.path.starts_with('/'))
    }

    /// The URL that `reference` names seen from this one (section 5.2.2). Where this one has no scheme there is nothing to see it from.
    pub(crate) fn join(&self, reference: &str) -> Self {
        let (base, reference_parts) = (Components::parse(&self.0), Components::parse(reference));
        if reference_parts.scheme.is_some() || base.scheme.is_none() {
            // Dots of an absolute URL stay: it may be signed as it is.
            return Self(reference_parts.text());
        }
        let scheme = base.scheme;
        let merged = match reference_parts.authority {
            Some(_) => return Self(Components { scheme, ..reference_parts }.text()),
            None if reference_parts.path.is_empty() => {
                let query = reference_parts.query.or(base.query);
                return Self(Components { query, fragment: reference_parts.fragment, ..base }.text());
            }
            None if reference_parts.path.starts_with('/') => reference_parts.path.to_owned(),
            None if base.authority.is_some() && base.path.is_empty() => format!("/{}", reference_parts.path),
            None => format!("{}{}", base.path.rfind('/').map_or("", |end| &base.path[..=end]), reference_parts.path),
        };
        let path = without_dots(&merged);
        Self(Components { scheme, authority: base.authority, path: &path, ..reference_parts }.text())
    }

    /// The URL of a link in an answer, seen from that of the request. Characters that no URL may hold are percent-encoded. `None` for a link that is
    /// empty, or a fragment alone.
    pub(crate) fn follow(&self, link: &str) -> Option<Self> {
        // A fragment is for the client, and is not sent (RFC 9110, section 7.1).
        let link = link.split('#').next().unwrap_or_default().trim();
        (!link.is_empty()).then(|| self.join(Self::written(link).as_str()))
    }

    /// A URL of which only the characters are percent-encoded that no URL may hold.
    pub(crate) fn written(text: &str) -> Self {
        Self(utf8_percent_encode(text, NOT_IN_URL).to_string())
    }

    /// The path, percent-encoded as it is.
    pub(crate) fn path(&self) -> &str {
        Components::parse(&self.0).path
    }

    /// The pairs of the query.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = QueryPair<'_>> {
        QueryPair::all(Components::parse(&self.0).query.unwrap_or_default())
    }

    /// `true` if a pair of the query has this name.
    pub(crate) fn has_pair(&self, name: &str) -> bool {
        self.pairs().any(|pair| pair.is_called(name))
    }

    /// Adds percent-encoded text to the query.
    pub(crate) fn add_query(&mut self, text: &str) {
        add_query(&mut self.0, text);
    }

    /// Adds a pair to the query.
    pub(crate) fn add_pair(&mut self, name: &str, value: &str) {
        add_pair(&mut self.0, name, value);
    }

    /// The URL without some pairs of its query. The others stay as they are written.
    #[must_use]
    pub(crate) fn without_pairs(&self, is_left_out: impl Fn(&QueryPair<'_>) -> bool) -> Self {
        let pairs = self.pairs().filter(|pair| !is_left_out(pair)).map(|pair| pair.0).collect::<Vec<_>>().join("&");
        let query = Some(pairs.as_str()).filter(|query| !query.is_empty());
        Self(Components { query, ..Components::parse(&self.0) }.text())
    }

    /// The URL without its query, which may hold a secret. Nothing of one that may hold a password.
    pub(crate) fn place(&self) -> Option<String> {
        let components = Components::parse(&self.0);
        let is_open = components.authority.is_none_or(|authority| !authority.contains('@'));
        is_open.then(|| Components { query: None, fragment: None, ..components }.text())
    }

    /// The place as messages show it.
    pub(crate) fn shown(&self) -> Option<String> {
        Some(self.place()?.escape_debug().to_string())
    }
}

/// Adds percent-encoded text to the query of a URL.
pub(crate) fn add_query(url: &mut String, text: &str) {
    if !text.is_empty() {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(text);
    }
}

/// Adds a pair to the query of a URL.
pub(crate) fn add_pair(url: &mut String, name: &str, value: &str) {
    add_query(url, &format!("{}={}", encode(name), encode(value)));
}

/// Shown without its query, which may hold a secret.
impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown().unwrap_or_default())
    }
}

/// Characters that no URL may hold, so that they are percent-encoded. All else stays as the service wrote it.
const NOT_IN_URL: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`');

/// A path without steps such as `..` (section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let is_rooted = path.starts_with('/');
    let steps: Vec<&str> = path.strip_prefix('/').unwrap_or(path).split('/').collect();
    for (index, segment) in steps.iter().enumerate() {
        let is_last = index + 1 == steps.len();
        match *segment {
            "." | ".." => {
                if *segment == ".." {
                    segments.pop();
                }
                // A step leads to a folder.
                if is_last {
                    segments.push("");
                }
            }
            other => segments.push(other),
        }
    }
    format!("{}{}", if is_rooted { "/" } else { "" }, segments.join("/"))
}

/// A name and a value of a query, as they are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct QueryPair<'a>(&'a str);

impl<'a> QueryPair<'a> {
    /// The pairs of a query without its question mark.
    pub(crate) fn all(query: &'a str) -> impl Iterator<Item = Self> {
        query.split('&').filter(|pair| !pair.is_empty()).map(Self)
    }

    pub(crate) fn as_str(&self) -> &'a str {
        self.0
    }

    /// The name, decoded.
    pub(crate) fn name(&self) -> String {
        decoded(self.0.split('=').next().unwrap_or_default())
    }

    /// The value, decoded.
    pub(crate) fn value(&self) -> String {
        decoded(self.0.split_once('=').map_or("", |(_, value)| value))
    }

    /// `true` if it has this name.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.name() == name
    }
}

/// The text of a name or value, in which `+` stands for a space.
fn decoded(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Scheme, host and port: what must be the same for credentials to be sent (RFC 6454).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) scheme: &'static str,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an absolute http or https URL without a user name.
    pub(crate) fn from_uri(uri: &Uri) -> Option<Self> {
        let (scheme, default_port) = match uri.scheme_str()? {
            "http" => ("http", 80),
            "https" => ("https", 443),
            _ => return None,
        };
        // A user name may be made to look like a host (`https://good.example@evil.example`; RFC 9110, section 4.2.4).
        // Such a URL has no origin.
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
        let host = authority.host().to_ascii_lowercase();
        let port = match authority.as_str()[authority.host().len()..].strip_prefix(':') {
            // An empty port is the one of the scheme (RFC 3986, section 6.2.3).
            None | Some("") => default_port,
            Some(port) => port.parse().ok()?,
        };
        (!host.is_empty()).then_some(Self { scheme, host, port })
    }

    /// `true` for an origin with `*` as the first label of its host, if `other` is of a host below it.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        let is_below = |below: &str| other.host.len() > below.len() && other.host.ends_with(below);
        let below = self.host.strip_prefix('*').filter(|below| below.starts_with('.'));
        below.is_some_and(is_below) && (self.scheme, self.port) == (other.scheme, other.port)
    }

    /// `true` if a label of the host is empty, which names no host.
    pub(crate) fn has_empty_label(&self) -> bool {
        let labels = self.host.strip_suffix('.').unwrap_or(&self.host);
        self.address().is_none() && labels.split('.').any(str::is_empty)
    }

    /// `true` if connections are encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.scheme == "https"
    }

    /// The address, where the host is one and no name.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        self.host.trim_matches(['[', ']']).parse().ok()
    }

    /// `true` if others on the way can read what is sent: the connection is not encrypted and leaves this machine.
    pub(crate) fn is_exposed(&self) -> bool {
        // All names below `localhost` are loopback addresses (RFC 6761, section 6.3).
        let is_local = self.host == "localhost" || self.host.ends_with(".localhost");
        !self.is_encrypted() && !self.address().map_or(is_local, |address| address.is_loopback())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host.escape_debug())?;
        match (self.scheme, self.port) {
            ("http", 80) | ("https", 443) => Ok(()),
            _ => write!(f, ":{}", self.port),
        }
    }
}

#[cfg(test)]
mod tests;
