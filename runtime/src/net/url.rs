//! URLs: origins (RFC 6454) and references (RFC 3986, section 5).

use std::net::IpAddr;

use http::Uri;

/// Scheme, host and port: what must be the same for credentials to be sent (RFC 6454).
#[derive(Debug, PartialEq)]
pub(crate) struct Origin {
    pub(crate) scheme: &'static str,
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

/// The URL that `location` names seen from `base`, if it is of the same origin (RFC 3986, section 5.2). Steps such as `..` are left to the transport.
pub(crate) fn resolve(base: &Uri, location: &str) -> Option<Uri> {
    let location = location.split('#').next()?.trim();
    let (path, origin) = (base.path(), Origin::of(base)?);
    let site = format!("{}://{}", base.scheme_str()?, base.authority()?);
    let is_absolute = location.split(['/', '?']).next()?.ends_with(':');
    let text = match location.as_bytes() {
        [] => return None,
        [b'/', b'/', ..] => format!("{}:{location}", base.scheme_str()?),
        [b'/', ..] => format!("{site}{location}"),
        [b'?', ..] => format!("{site}{path}{location}"),
        _ if is_absolute => location.to_owned(),
        _ => format!("{site}{}{location}", &path[..=path.rfind('/')?]),
    };
    let target: Uri = text.parse().ok()?;
    (Origin::of(&target)? == origin).then_some(target)
}

/// The URL that `reference` names seen from `base` (RFC 3986, section 5.2). A `base` without a path is a host; of one with a path all behind the last
/// slash is the document.
pub(crate) fn join(base: &str, reference: &str) -> String {
    let is_absolute = reference.split(['/', '?']).next().is_some_and(|first| first.ends_with(':'));
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = base.split_once("://").filter(|_| !is_absolute) else {
        return reference.to_owned();
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    match reference.as_bytes() {
        [b'/', b'/', ..] => format!("{scheme}:{reference}"),
        [b'/', ..] => format!("{scheme}://{host}{}", without_dots(reference)),
        _ => {
            let folder = path.rfind('/').map_or("", |end| &path[..end]);
            format!("{scheme}://{host}{}", without_dots(&format!("{folder}/{reference}")))
        }
    }
}

/// A path without steps such as `..` (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            other => segments.push(other),
        }
    }
    segments.iter().map(|segment| format!("/{segment}")).collect()
}
