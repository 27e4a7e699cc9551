//! The base URL of a service.

use http::Uri;

use super::url::Origin;
use crate::net::error::BuildError;

// Users paste the address at which they found the document, so its name is cut off where no server is declared.
/// Documents are served beside the operations: a base URL may be given as the address of one.
const DOCUMENTS: [&str; 4] = ["/swagger.json", "/openapi.json", "/openapi.yaml", "/openapi.yml"];

/// Scheme, host and prefix, without a slash at the end.
#[derive(Debug)]
pub(crate) struct BaseUrl {
    pub(crate) text: String,
    pub(crate) origin: Origin,
    /// `true` if others on the way can read what is sent there.
    pub(crate) is_exposed: bool,
}

impl BaseUrl {
    /// Reads a base URL. One that ends in one of `shortened` or names a document is cut back to the prefix, unless `shortened` is empty.
    pub(crate) fn parse(text: &str, shortened: &[&str]) -> Result<Self, BuildError> {
        // A part that may be a secret is not shown.
        let shown = if text.contains(['@', '?', '#']) { String::new() } else { format!(" `{}`", text.trim()) };
        let invalid = |reason: &str| BuildError::new(format!("the base URL{shown} {reason}"));
        let uri: Result<Uri, _> = text.trim().parse();
        let uri = uri.map_err(|error| invalid(&format!("is not valid: {error}")))?;
        let authority = uri.authority().map_or("", |authority| authority.as_str());
        // Credentials in a URL end in logs and in errors. The builder keeps those that it is given out of both.
        if authority.contains('@') {
            return Err(invalid("holds a user name or password: give them with `basic`"));
        }
        let port = uri.authority().and_then(|address| authority[address.host().len()..].strip_prefix(':'));
        if port.is_some_and(|port| !port.is_empty() && port.parse::<u16>().unwrap_or_default() == 0) {
            return Err(invalid("has a port that is none: 1 to 65535 are"));
        }
        let origin =
            Origin::from_uri(&uri).ok_or_else(|| invalid("has no `http://` or `https://` in front, or no host"))?;
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
        // The prefix stays: RFC 3986 alone would resolve `/score` against `/api/v1/name` to `/score`, and drop the part
        // that a gateway needs.
        let prefix = document.or_else(|| cut(shortened)).unwrap_or(path);
        let text = site + prefix.trim_end_matches('/');
        let is_exposed = origin.is_exposed();
        Ok(Self { text, origin, is_exposed })
    }
}

#[cfg(test)]
mod tests;
