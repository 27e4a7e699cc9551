//! The base URL of a service.

use std::net::IpAddr;

use http::Uri;

use crate::error::BuildError;

/// Documents are served beside the operations: a base URL may be given as the address of one.
const DOCUMENTS: [&str; 4] = ["/swagger.json", "/openapi.json", "/openapi.yaml", "/openapi.yml"];

/// Scheme, host and prefix, without a slash at the end.
#[derive(Debug)]
pub(crate) struct BaseUrl {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

impl BaseUrl {
    /// Reads a base URL. One that ends in one of `shortened` or names a document is cut back to the prefix, unless `shortened` is empty.
    pub(crate) fn parse(text: &str, shortened: &[&str]) -> Result<Self, BuildError> {
        // What may be a secret is not shown.
        let shown = if text.contains(['@', '?', '#']) { String::new() } else { format!(" `{}`", text.trim()) };
        let invalid = |reason: &str| BuildError::new(format!("the base URL{shown} {reason}"));
        let uri: Result<Uri, _> = text.trim().parse();
        let uri = uri.map_err(|error| invalid(&format!("is not valid: {error}")))?;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        if authority.contains('@') {
            return Err(invalid("holds a user name or password: give them with `basic`"));
        }
        let origin = Origin::of(&uri).ok_or_else(|| invalid("has no `http://` or `https://` in front, or no host"))?;
        let site = format!("{}://{authority}", origin.scheme);
        let path = uri.path().trim_end_matches('/');
        let cut = |ends: &[&str]| {
            let prefixes = ends.iter().filter_map(|end| path.strip_suffix(end));
            prefixes.min_by_key(|rest| rest.len())
        };
        let document = if shortened.is_empty() { None } else { cut(&DOCUMENTS) };
        if text.contains('#') || (uri.query().is_some() && document.is_none()) {
            return Err(invalid(&format!("`{site}{path}` has a query or fragment")));
        }
        let prefix = document.or_else(|| cut(shortened)).unwrap_or(path);
        let text = site + prefix.trim_end_matches('/');
        Ok(Self { text, origin })
    }
}

/// Scheme, host and port: what must be the same for credentials to be sent (RFC 6454).
#[derive(Debug, PartialEq)]
pub(crate) struct Origin {
    scheme: &'static str,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of an absolute http or https URL without a user name.
    pub(crate) fn of(uri: &Uri) -> Option<Self> {
        let (scheme, default_port) = match uri.scheme_str()? {
            "http" => ("http", 80),
            "https" => ("https", 443),
            _ => return None,
        };
        let authority = uri.authority().filter(|authority| !authority.as_str().contains('@'))?;
        let host = authority.host().to_ascii_lowercase();
        let port = authority.port_u16().unwrap_or(default_port);
        (!host.is_empty()).then_some(Self { scheme, host, port })
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
        let is_local = self.host == "localhost" || self.host.ends_with(".localhost");
        !self.is_encrypted() && !self.address().map_or(is_local, |address| address.is_loopback())
    }
}

#[cfg(test)]
#[path = "../../tests/unit/client_base_url.rs"]
mod tests;
