//! One request for a token.

use std::net::IpAddr;
use std::time::Duration;

use http::{Method, StatusCode, Uri};
use serde_json::Value;

use crate::Bytes;
use crate::call::client::{Client, ClientBuilder};
use crate::codec::Secret;
use crate::codec::parameter::encode;
use crate::contract::Api;
use crate::net::auth::{Token, TokenError, TokenShape, excerpt, shape};
use crate::net::response::Response;
use crate::net::retry::Retry;
use crate::net::url::Origin;

static API: Api = Api::new("identity", env!("CARGO_PKG_VERSION"));

/// The limit of an answer in bytes. A token has some thousand.
const LIMIT: usize = 1 << 20;

/// A request for a token.
pub(super) struct TokenRequest<'a> {
    /// The name of the service in errors.
    pub(super) service: &'static str,
    pub(super) url: &'a str,
    pub(super) query: Vec<(&'static str, &'a str)>,
    pub(super) headers: Vec<(&'static str, &'a str)>,
    /// A form, for a `POST`.
    pub(super) form: Option<Vec<(&'static str, &'a str)>>,
    /// The secret in the request, which no error may show.
    pub(super) secret: Option<&'a Secret>,
    pub(super) reach: Reach,
    pub(super) retry: Retry,
}

/// The network of a request: the hosts that it may go to without encryption, and the proxy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// Over the internet, through a proxy where there is one. Only to this machine without encryption.
    Internet,
    /// Within the platform that the program runs on, past any proxy. Without encryption to addresses that no router of the internet knows.
    Platform,
}

impl TokenRequest<'_> {
    pub(super) async fn send(self) -> Result<Token, TokenError> {
        let answer = self.answer().await?;
        let text = String::from_utf8_lossy(answer.body());
        if answer.status() != StatusCode::OK {
            return Err(self.refused(answer.status(), &text));
        }
        let token = TokenShape::oauth().parse(&text);
        token.map_err(|error| self.failed(&format!("gave no token: {error}")))
    }

    async fn answer(&self) -> Result<Response<Bytes>, TokenError> {
        let origin = self.origin()?;
        // A client for this request alone: there is one in an hour, and a connection that is kept belongs to the runtime that opened it.
        let client = ClientBuilder::<Client>::new(&API, &origin).exact_base_url().response_limit(LIMIT);
        let client = client.retry(self.retry.clone());
        let client = match self.reach {
            Reach::Internet => client.timeout(Duration::from_secs(60)),
            // As long as an instance metadata service that is being updated may be away, and some more.
            Reach::Platform => {
                client.timeout(Duration::from_secs(100)).connect_timeout(Duration::from_secs(3)).without_proxy()
            }
        };
        let client = client.build().map_err(|error| self.failed(&format!("cannot be asked: {error}")))?;
        let method = if self.form.is_some() { Method::POST } else { Method::GET };
        let mut request = client.request(method, self.url).no_credentials().header("accept", "application/json");
        for (name, value) in &self.query {
            request = request.query(name, value);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if let Some(pairs) = &self.form {
            let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
            request = request.body("application/x-www-form-urlencoded", pairs.join("&"));
        }
        request.send().await.map_err(|error| {
            let reason = format!("cannot be asked: {error}");
            // The service of the platform is not there: this is another machine.
            if error.is_connect() && self.reach == Reach::Platform {
                self.refuses(&reason)
            } else {
                self.failed(&reason)
            }
        })
    }

    /// Scheme, host and port, if they may be asked.
    fn origin(&self) -> Result<String, TokenError> {
        let uri: Result<Uri, _> = self.url.parse();
        let uri = uri.ok().filter(|uri| Origin::of(uri).is_some());
        let Some((uri, origin)) = uri.and_then(|uri| Origin::of(&uri).map(|origin| (uri, origin))) else {
            return Err(self.failed("has an address that is no URL with http or https"));
        };
        let is_internal = self.reach == Reach::Platform && origin.address().is_some_and(is_internal);
        match (origin.is_exposed() && !is_internal, uri.scheme_str(), uri.authority()) {
            (false, Some(scheme), Some(authority)) => Ok(format!("{scheme}://{authority}")),
            _ => Err(self.failed("has an address without https, over which others could read the secret")),
        }
    }

    /// The error of an answer that is no token, with what it gives as the reason.
    fn refused(&self, status: StatusCode, body: &str) -> TokenError {
        let document: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |candidates: &[&str]| {
            let found =
                candidates.iter().find_map(|path| shape::field(&document, &[path])?.1.as_str().map(str::to_owned));
            found.map(|text| self.shown(&text)).filter(|text| !text.is_empty())
        };
        let code = text(&["error", "error.code"]).map(|code| format!(" `{code}`")).unwrap_or_default();
        let reason = text(&["error_description", "error.message", "message"]);
        let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        let reason = format!("answered {}{code}{reason}", status.as_u16());
        let is_passing = matches!(status.as_u16(), 404 | 408 | 410 | 429) || status.is_server_error();
        if is_passing { self.failed(&reason) } else { self.refuses(&reason) }
    }

    /// A text of the service without the secret, should it repeat it.
    fn shown(&self, text: &str) -> String {
        let secret = self.secret.map(Secret::expose).filter(|secret| !secret.is_empty());
        match secret {
            Some(secret) => excerpt(&text.replace(secret, "[redacted]")),
            None => excerpt(text),
        }
    }

    fn refuses(&self, reason: &str) -> TokenError {
        TokenError::permanent(format!("{} {reason}", self.service))
    }

    fn failed(&self, reason: &str) -> TokenError {
        TokenError::new(format!("{} {reason}", self.service))
    }
}

/// Addresses within a host or a network that is not the internet.
fn is_internal(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_link_local() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unicast_link_local() || address.is_unique_local(),
    }
}
