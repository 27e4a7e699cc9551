//! One request for a token over HTTP, for all sources that ask a server.

// Only identities ask within a platform, and tell a server that is not there from one that fails.
#![cfg_attr(not(feature = "azureml"), allow(dead_code))]
// Only authorization servers are shown by their URL.
#![cfg_attr(not(feature = "oauth2"), allow(dead_code))]

use std::fmt;
use std::net::IpAddr;

use http::{Method, Uri};

use crate::Bytes;
use crate::call::client::{Client, ClientBuilder};
use crate::codec::parameter::encode;
use crate::codec::{Escaped, Secret};
use crate::net::auth::excerpt;
use crate::net::error::{BuildError, Error};
use crate::net::response::Response;
use crate::net::url::Origin;

/// The limit of an answer in bytes. A token has some thousand.
const LIMIT: usize = 1 << 20;

/// A request for a token: a `POST` of a form, or a `GET`.
pub(crate) struct TokenRequest<'a> {
    pub(crate) url: &'a str,
    pub(crate) reach: Network,
    pub(crate) query: Vec<(&'a str, &'a str)>,
    pub(crate) headers: Vec<(&'a str, &'a str)>,
    pub(crate) form: Option<Vec<(&'a str, &'a str)>>,
    /// The secrets in the request, which no error may show.
    pub(crate) secrets: Vec<&'a Secret>,
}

/// The network of a request, which says what may go unencrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Network {
    /// The internet. Only to this machine without encryption.
    Internet,
    /// The platform that the program runs on. Without encryption to addresses that no router of the internet knows.
    Platform,
}

/// The server that a request goes to: scheme, host and port.
pub(crate) struct Server(String);

/// Shown as in a sentence: `` `https://login.example` ``.
impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", Escaped(&self.0))
    }
}

impl Server {
    /// Its base URL.
    pub(crate) fn base_url(&self) -> &str {
        &self.0
    }
}

/// The reason why no token may be asked for at a URL.
pub(crate) enum Unaskable {
    /// It is no absolute URL with http or https, or has a user name in it.
    NoUrl,
    /// Others could read the secret on its way to this server.
    Exposed(Server),
}

/// The reason why there is no answer.
pub(crate) enum Unanswered {
    /// No client could be made.
    Unbuilt(BuildError),
    Failed(Error),
}

impl Unanswered {
    /// `true` if no connection could be made.
    pub(crate) fn is_connect(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is_connect())
    }
}

impl fmt::Display for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbuilt(error) => error.fmt(f),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl TokenRequest<'_> {
    /// The server, if tokens may be asked for there.
    pub(crate) fn server(&self) -> Result<Server, Unaskable> {
        let uri: Option<Uri> = self.url.parse().ok();
        let parts = uri.as_ref().and_then(|uri| Some((Origin::from_uri(uri)?, uri.scheme_str()?, uri.authority()?)));
        let Some((origin, scheme, authority)) = parts else { return Err(Unaskable::NoUrl) };
        let server = Server(format!("{scheme}://{authority}"));
        if origin.is_exposed() && !self.reach.contains(&origin) { Err(Unaskable::Exposed(server)) } else { Ok(server) }
    }

    /// Sends it by a client of its server for this request alone. There is one in an hour, and a connection that is
    /// kept belongs to the runtime that opened it.
    pub(crate) async fn send(&self, client: ClientBuilder<Client>) -> Result<Response<Bytes>, Unanswered> {
        let client = client.exact_base_url().response_limit(LIMIT).build().map_err(Unanswered::Unbuilt)?;
        let method = if self.form.is_some() { Method::POST } else { Method::GET };
        let mut request = client.request(method, self.url).no_credentials().header("accept", "application/json");
        for (name, value) in &self.query {
            request = request.query(name, value);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(pairs) = &self.form {
            let pair = |(name, value): &(&str, &str)| format!("{}={}", encode(name), encode(value));
            let form = pairs.iter().map(pair).collect::<Vec<_>>().join("&");
            request = request.body("application/x-www-form-urlencoded", form);
        }
        request.send().await.map_err(Unanswered::Failed)
    }

    /// A text of the server on one line, without the secrets that it may repeat.
    pub(crate) fn shown(&self, text: &str) -> String {
        let hidden = self.secrets.iter().map(|secret| secret.expose()).filter(|secret| !secret.is_empty());
        excerpt(&hidden.fold(text.to_owned(), |text, secret| text.replace(secret, "[redacted]")))
    }
}

impl Network {
    /// `true` if no router of the internet sees what goes to an origin.
    fn contains(self, origin: &Origin) -> bool {
        match self {
            Self::Internet => false,
            Self::Platform => origin.address().is_some_and(is_internal),
        }
    }
}

/// Addresses within a host or a network that is not the internet.
fn is_internal(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_link_local() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unicast_link_local() || address.is_unique_local(),
    }
}
