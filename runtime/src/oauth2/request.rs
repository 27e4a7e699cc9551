//! One request for a token (RFC 6749, sections 4.1.3, 4.4.2 and 6).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{Method, StatusCode, Uri};
use serde_json::Value;

use super::error::OAuth2Error;
use super::settings::{ClientAuthentication, Settings};
use crate::Bytes;
use crate::codec::parameter::encode;
use crate::codec::{Escaped, Secret};
use crate::contract::Api;
use crate::net::auth::{Token, TokenError, excerpt};
use crate::net::response::Response;
use crate::net::url::Origin;

static API: Api = Api::new("oauth2", env!("CARGO_PKG_VERSION"));

/// The limit of an answer in bytes. A token has some thousand.
const ANSWER: usize = 1 << 20;
/// The time limit of a request.
const PATIENCE: Duration = Duration::from_secs(60);

/// A request for a token.
pub(super) struct TokenRequest<'a> {
    pub(super) settings: &'a Settings,
    pub(super) url: Option<&'a str>,
    /// The parameters of the grant.
    pub(super) form: Vec<(&'a str, &'a str)>,
    /// Those of them that no error may show.
    pub(super) secrets: Vec<&'a Secret>,
}

/// What an authorization server grants.
pub(super) struct Granted {
    pub(super) token: Token,
    pub(super) refresh_token: Option<Secret>,
}

impl TokenRequest<'_> {
    /// Sends the request.
    pub(super) async fn send(self) -> Result<Granted, TokenError> {
        let url = self.url.ok_or_else(|| TokenError::permanent("no token URL is set: `.token_url(..)` sets it"))?;
        let (server, origin) = origin(url)?;
        let failed = |reason: &str| TokenError::new(format!("the authorization server {server} {reason}"));
        let answer = self.answer(url, &origin).await.map_err(|reason| failed(&reason))?;
        let text = String::from_utf8_lossy(answer.body());
        let document: Value = serde_json::from_str(&text).unwrap_or_default();
        let text = |name: &str| document[name].as_str().filter(|text| !text.is_empty());
        let status = answer.status();
        let Some(value) = text("access_token").filter(|_| status.is_success()) else {
            let Some(code) = text("error") else {
                return Err(failed(&match status.is_success() {
                    true => "gave no token: the answer has no `access_token`".to_owned(),
                    false => format!("answered {status}"),
                }));
            };
            let is_passing = matches!(code, "temporarily_unavailable" | "server_error" | "slow_down");
            let refusal = self.refusal(server, status, code, &document);
            return Err(if is_passing { TokenError::new(refusal) } else { TokenError::permanent(refusal) });
        };
        if let Some(kind) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(failed(&format!("gave a token of the type `{}`, not `Bearer`", self.shown(kind))));
        }
        let token = match lifetime(&document["expires_in"]) {
            Some(lifetime) => Token::new(value).expires_in(lifetime),
            None => Token::new(value),
        };
        Ok(Granted { token, refresh_token: text("refresh_token").map(Secret::from) })
    }

    async fn answer(&self, url: &str, origin: &str) -> Result<Response<Bytes>, String> {
        let Settings { client_id, client_secret, authentication, parameters, route, .. } = self.settings;
        let client = route.client(&API, origin).response_limit(ANSWER).timeout(PATIENCE).build();
        let client = client.map_err(|error| format!("cannot be asked: {error}"))?;
        let mut request = client.request(Method::POST, url).no_credentials().header("accept", "application/json");
        let mut form = self.form.clone();
        match (client_secret, authentication) {
            (Some(secret), ClientAuthentication::Basic) => {
                let pair = format!("{}:{}", encode(client_id), encode(secret.expose()));
                request = request.header("authorization", &format!("Basic {}", STANDARD.encode(pair)));
            }
            (Some(secret), ClientAuthentication::Body) => {
                form.extend([("client_id", client_id.as_str()), ("client_secret", secret.expose())]);
            }
            // A client without a secret says who it is, which proves nothing (RFC 6749, section 3.2.1).
            (None, _) => form.push(("client_id", client_id)),
        }
        form.extend(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let pairs: Vec<String> =
            form.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let request = request.body("application/x-www-form-urlencoded", pairs.join("&"));
        request.send().await.map_err(|error| format!("cannot be asked: {error}"))
    }

    fn refusal(&self, server: String, status: StatusCode, code: &str, document: &Value) -> OAuth2Error {
        let text = |name: &str| document[name].as_str().map(|text| self.shown(text)).filter(|text| !text.is_empty());
        OAuth2Error {
            server,
            status: Some(status),
            code: self.shown(code),
            description: text("error_description"),
            uri: text("error_uri"),
        }
    }

    /// A text of the server on one line, without the secrets that it may repeat.
    fn shown(&self, text: &str) -> String {
        let secrets = self.secrets.iter().copied().chain(&self.settings.client_secret);
        let hidden = secrets.map(Secret::expose).filter(|secret| !secret.is_empty());
        excerpt(&hidden.fold(text.to_owned(), |text, secret| text.replace(secret, "[redacted]")))
    }
}

/// The origin of a URL, as it is shown and as it is called, if tokens may be asked for there.
fn origin(url: &str) -> Result<(String, String), TokenError> {
    let uri: Option<Uri> = url.parse().ok();
    let found = uri.as_ref().and_then(|uri| Some((Origin::of(uri)?, uri.scheme_str()?, uri.authority()?)));
    let Some((origin, scheme, authority)) = found else {
        return Err(TokenError::permanent(
            "the token URL is no absolute URL with http or https, or has a user name in it",
        ));
    };
    let text = format!("{scheme}://{authority}");
    let server = format!("`{}`", Escaped(&text));
    if origin.is_exposed() {
        let message = format!("the authorization server {server} has no https: others could read the secret");
        return Err(TokenError::permanent(message));
    }
    Ok((server, text))
}

/// The lifetime in seconds, which some servers write as text.
fn lifetime(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(seconds).ok()
}

#[cfg(test)]
#[path = "../../tests/unit/oauth2/request.rs"]
mod tests;
