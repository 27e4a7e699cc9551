//! Requests of a grant to an authorization server, and its responses (RFC 6749, sections 4.1.3, 4.4.2, 5.1, 5.2 and 6).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use serde_json::Value;

use super::error::OAuth2Error;
use super::settings::{ClientAuthentication, Settings};
use crate::codec::Secret;
use crate::codec::parameter::encode;
use crate::contract::Api;
use crate::net::auth::{Token, TokenError};
use crate::token_request::{Network, Server, TokenRequest, Unaskable};

static API: Api = Api::new("oauth2", env!("CARGO_PKG_VERSION"));

/// The time limit of a request.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A request for the token of a grant.
pub(super) struct GrantRequest<'a> {
    pub(super) settings: &'a Settings,
    pub(super) url: Option<&'a str>,
    /// The parameters of the grant.
    pub(super) form: Vec<(&'a str, &'a str)>,
    /// The parameters that no error may show.
    pub(super) secrets: Vec<&'a Secret>,
}

/// The grant of an authorization server.
pub(super) struct Granted {
    pub(super) token: Token,
    pub(super) refresh_token: Option<Secret>,
}

impl GrantRequest<'_> {
    /// Sends the request.
    pub(super) async fn send(self) -> Result<Granted, TokenError> {
        let url = self.url.ok_or_else(|| TokenError::permanent("no token URL is set: `.token_url(..)` sets it"))?;
        let Settings { client_id, client_secret, authentication, parameters, route, .. } = self.settings;
        let (mut form, mut basic) = (self.form, None);
        match (client_secret, authentication) {
            (Some(secret), ClientAuthentication::Basic) => {
                // Both are written as in a form before they are joined (RFC 6749, section 2.3.1).
                let pair = format!("{}:{}", encode(client_id), encode(secret.expose()));
                basic = Some(format!("Basic {}", STANDARD.encode(pair)));
            }
            (Some(secret), ClientAuthentication::Body) => {
                form.extend([("client_id", client_id.as_str()), ("client_secret", secret.expose())]);
            }
            // A client without a secret says who it is, which proves nothing (RFC 6749, section 3.2.1).
            (None, _) => form.push(("client_id", client_id)),
        }
        form.extend(parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let request = TokenRequest {
            url,
            reach: Network::Internet,
            query: Vec::new(),
            headers: basic.iter().map(|value| ("authorization", value.as_str())).collect(),
            form: Some(form),
            secrets: self.secrets.into_iter().chain(client_secret).collect(),
        };
        let server = request.server().map_err(unaskable)?;
        let failed = |reason: &str| TokenError::new(format!("the authorization server {server} {reason}"));
        let client = route.client(&API, server.base_url()).timeout(TIMEOUT);
        let response = request.send(client).await.map_err(|error| failed(&format!("cannot be asked: {error}")))?;
        let text = String::from_utf8_lossy(response.body());
        // A body that is no JSON has none of the members.
        let document: Value = serde_json::from_str(&text).unwrap_or_default();
        let text = |name: &str| document[name].as_str().filter(|text| !text.is_empty());
        let status = response.status();
        let Some(value) = text("access_token").filter(|_| status.is_success()) else {
            let Some(code) = text("error") else {
                return Err(failed(&if status.is_success() {
                    "gave no token: the answer has no `access_token`".to_owned()
                } else {
                    format!("answered {status}")
                }));
            };
            // RFC 6749, section 4.1.2.1, and RFC 8628, section 3.5: the same request may succeed later.
            let is_passing = matches!(code, "temporarily_unavailable" | "server_error" | "slow_down");
            let refusal = refusal(&request, &server, status, &document);
            return Err(if is_passing { TokenError::new(refusal) } else { TokenError::permanent(refusal) });
        };
        // The type has no case (RFC 6749, section 5.1).
        if let Some(kind) = text("token_type").filter(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(failed(&format!("gave a token of the type `{}`, not `Bearer`", request.shown(kind))));
        }
        let token = match lifetime(&document["expires_in"]) {
            Some(lifetime) => Token::new(value).expires_in(lifetime),
            None => Token::new(value),
        };
        Ok(Granted { token, refresh_token: text("refresh_token").map(Secret::from) })
    }
}

/// The refusal in an answer.
fn refusal(request: &TokenRequest<'_>, server: &Server, status: StatusCode, document: &Value) -> OAuth2Error {
    let text = |name: &str| document[name].as_str().map(|text| request.shown(text)).filter(|text| !text.is_empty());
    OAuth2Error {
        server: server.to_string(),
        status: Some(status),
        code: text("error").unwrap_or_default(),
        description: text("error_description"),
        uri: text("error_uri"),
    }
}

/// The error of a token URL at which no token may be asked for.
fn unaskable(reason: Unaskable) -> TokenError {
    TokenError::permanent(match reason {
        Unaskable::NoUrl => "the token URL is no absolute URL with http or https, or has a user name in it".to_owned(),
        Unaskable::Exposed(server) => {
            format!("the authorization server {server} has no https: others could read the secret")
        }
    })
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
mod tests {
    use std::time::Duration;

    use serde_json::json;

    use super::{lifetime, unaskable};
    use crate::token_request::{Network, TokenRequest};

    #[test]
    fn lifetimes_are_numbers_and_digits() {
        for (value, expected) in [
            (json!(3600), Some(3600.0)),
            (json!("3600"), Some(3600.0)),
            (json!(0.5), Some(0.5)),
            (json!(0), Some(0.0)),
            (json!(-1), None),
            (json!(1e300), None),
            (json!("soon"), None),
            (json!(null), None),
            (json!([1]), None),
        ] {
            assert_eq!(lifetime(&value), expected.map(Duration::from_secs_f64), "{value}");
        }
    }

    #[test]
    fn tokens_are_asked_for_where_nobody_reads_along() {
        let server = |url| {
            let (query, headers, secrets) = (Vec::new(), Vec::new(), Vec::new());
            TokenRequest { url, reach: Network::Internet, query, headers, form: None, secrets }
                .server()
                .map_err(unaskable)
        };
        for url in ["https://a.example/token", "http://127.0.0.1:8400/token", "http://localhost/token"] {
            assert!(server(url).is_ok(), "{url}");
        }
        for (url, expected) in [
            (
                "http://a.example/token?x=s3cr3t",
                "the authorization server `http://a.example` has no https: others could read the secret",
            ),
            ("/token", "the token URL is no absolute URL with http or https, or has a user name in it"),
            (
                "https://me:s3cr3t@a.example",
                "the token URL is no absolute URL with http or https, or has a user name in it",
            ),
        ] {
            assert_eq!(server(url).err().map(|error| error.to_string()).as_deref(), Some(expected));
        }
    }
}
