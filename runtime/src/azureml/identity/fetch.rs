//! Requests for tokens of an identity, and the answers to them.

use std::time::Duration;

use http::StatusCode;
use serde_json::Value;

use crate::call::client::{Client, ClientBuilder};
use crate::contract::Api;
use crate::net::auth::{Token, TokenError, TokenShape, shape};
use crate::net::retry::Retry;
use crate::token_request::{Network, TokenRequest, Unaskable};

static API: Api = Api::new("identity", env!("CARGO_PKG_VERSION"));

/// A request for the token of an identity.
pub(super) struct IdentityRequest<'a> {
    /// The name of the service in errors.
    pub(super) service: &'static str,
    pub(super) request: TokenRequest<'a>,
    pub(super) retry: Retry,
}

impl IdentityRequest<'_> {
    pub(super) async fn send(self) -> Result<Token, TokenError> {
        let server = self.request.server().map_err(|reason| {
            self.failed(match reason {
                Unaskable::NoUrl => "has an address that is no URL with http or https",
                Unaskable::Exposed(_) => "has an address without https, over which others could read the secret",
            })
        })?;
        let response = self.request.send(self.client(server.base_url())).await.map_err(|error| {
            let reason = format!("cannot be asked: {error}");
            match self.request.reach {
                // The service of the platform is not there: this is another machine.
                Network::Platform if error.is_connect() => self.refuses(&reason),
                Network::Platform | Network::Internet => self.failed(&reason),
            }
        })?;
        let text = String::from_utf8_lossy(response.body());
        if response.status() != StatusCode::OK {
            return Err(self.refused(response.status(), &text));
        }
        let token = TokenShape::oauth().parse(&text);
        token.map_err(|error| self.failed(&format!("gave no token: {error}")))
    }

    /// A client of the service. Through a proxy, where there is one, to the internet alone.
    fn client(&self, base_url: &str) -> ClientBuilder<Client> {
        // A client for each token request: there is one in an hour, and a kept connection would belong to the runtime that opened it.
        let client = ClientBuilder::new(&API, base_url).retry(self.retry.clone());
        match self.request.reach {
            Network::Internet => client.timeout(Duration::from_secs(60)),
            // As long as an instance metadata service that is being updated may be away, and some more.
            Network::Platform => {
                client.timeout(Duration::from_secs(100)).connect_timeout(Duration::from_secs(3)).without_proxy()
            }
        }
    }

    /// The error of an answer that is no token, with what it gives as the reason.
    fn refused(&self, status: StatusCode, body: &str) -> TokenError {
        let document: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |candidates: &[&str]| {
            let message =
                candidates.iter().find_map(|path| shape::field(&document, &[path])?.1.as_str().map(str::to_owned));
            message.map(|text| self.request.shown(&text)).filter(|text| !text.is_empty())
        };
        let code = text(&["error", "error.code"]).map(|code| format!(" `{code}`")).unwrap_or_default();
        let reason = text(&["error_description", "error.message", "message"]);
        let reason = reason.map(|reason| format!(": {reason}")).unwrap_or_default();
        let reason = format!("answered {}{code}{reason}", status.as_u16());
        let is_passing = matches!(status.as_u16(), 404 | 408 | 410 | 429) || status.is_server_error();
        if is_passing { self.failed(&reason) } else { self.refuses(&reason) }
    }

    fn refuses(&self, reason: &str) -> TokenError {
        TokenError::permanent(format!("{} {reason}", self.service))
    }

    fn failed(&self, reason: &str) -> TokenError {
        TokenError::new(format!("{} {reason}", self.service))
    }
}
