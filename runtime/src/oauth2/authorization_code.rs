//! The grant of an authorization code (RFC 6749, section 4.1) with PKCE (RFC 7636).

use super::error::OAuth2Error;
use super::pkce;
use super::refresh_token::RefreshToken;
use super::request::GrantRequest;
use super::settings::{Settings, setters};
use crate::call::client::ClientBuilder;
use crate::codec::parameter::encode;
use crate::codec::{Escaped, Secret};
use crate::contract::Grant;
use crate::net::auth::{CredentialError, TokenError, excerpt};

/// A program that a person lets in: it sends the person to the authorization server, which sends the person back with a code.
///
/// ```no_run
/// # use callsmith_runtime::{Client, ClientBuilder};
/// # async fn log_in(builder: ClientBuilder<Client>) -> Result<(), Box<dyn std::error::Error>> {
/// use callsmith_runtime::oauth2::AuthorizationCode;
///
/// let flow = AuthorizationCode::new("my-client", "http://127.0.0.1:8400/callback");
/// let request = builder.authorize("petstore_auth", &flow)?;
/// println!("open {}", request.url());
/// # let arrived = "";
/// // `arrived` is the URL that the browser came back to.
/// let grant = request.exchange(arrived).await?;
/// // With the typed setter of a generated client: `builder.with_petstore_auth(grant)`.
/// let client = builder.token_source(grant).build()?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct AuthorizationCode {
    settings: Settings,
    redirect_url: String,
}

setters!(AuthorizationCode);

impl AuthorizationCode {
    /// A client that the authorization server sends people back to at `redirect_url`.
    pub fn new(client_id: &str, redirect_url: &str) -> Self {
        Self { settings: Settings::new(client_id), redirect_url: redirect_url.to_owned() }
    }

    /// Sets the secret of the client, where it has one. Programs on the machines of people have none.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.settings.client_secret = Some(secret.into());
        self
    }

    /// Sets the URL that people are sent to. Default: that of the security scheme.
    #[must_use]
    pub fn authorization_url(mut self, url: &str) -> Self {
        self.settings.authorization_url = Some(url.to_owned());
        self
    }

    /// Sets the URL for refresh tokens. Default: that of the security scheme, or the URL for tokens.
    #[must_use]
    pub fn refresh_url(mut self, url: &str) -> Self {
        self.settings.refresh_url = Some(url.to_owned());
        self
    }

    /// Begins a login without a security scheme: with the URLs that are set.
    ///
    /// # Errors
    ///
    /// The authorization URL or the token URL is not set.
    pub fn begin(&self) -> Result<AuthorizationRequest, CredentialError> {
        self.clone().request()
    }

    fn request(self) -> Result<AuthorizationRequest, CredentialError> {
        let missing = |name: &str| CredentialError::new(format!("no {name} URL is set: `.{name}_url(..)` sets it"));
        let base = self.settings.authorization_url.as_deref().ok_or_else(|| missing("authorization"))?;
        // Asked now: without it the user would come back from the browser to an error.
        self.settings.token_url.as_deref().ok_or_else(|| missing("token"))?;
        // A new pair for each login: the state tells the answer from a forged one, and the verifier makes a stolen code
        // useless (RFC 7636).
        let (state, verifier) = (pkce::random()?, pkce::random()?);
        let (challenge, scope) = (pkce::challenge(&verifier), self.settings.scope());
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", &self.settings.client_id),
            ("redirect_uri", &self.redirect_url),
            ("state", state.expose()),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        pairs.extend(scope.iter().map(|scope| ("scope", scope.as_str())));
        pairs.extend(self.settings.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let pairs: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        // A query of the URL is kept (RFC 6749, section 3.1).
        let base = base.split('#').next().unwrap_or_default();
        let separator = if base.contains('?') { '&' } else { '?' };
        let url = format!("{base}{separator}{}", pairs.join("&"));
        Ok(AuthorizationRequest { flow: self, url, state, verifier })
    }
}

impl<C> ClientBuilder<C> {
    /// Begins a login for a security scheme with the flow of authorization codes, which gives the URLs and scopes that `flow` lacks.
    ///
    /// # Errors
    ///
    /// The document declares no such scheme, or the scheme has no such flow and `flow` lacks a URL.
    pub fn authorize(&self, scheme: &str, flow: &AuthorizationCode) -> Result<AuthorizationRequest, CredentialError> {
        let Some(declared) = self.schemes().iter().find(|declared| declared.name == scheme) else {
            let message = format!("the document declares no security scheme `{}`", Escaped(scheme));
            return Err(CredentialError::new(message));
        };
        let mut flow = flow.clone();
        flow.settings.fill(self.binding_of_now(declared), |grant| matches!(grant, Grant::AuthorizationCode(_)))?;
        flow.request()
    }
}

/// A login that has begun. `Debug` shows no secret.
#[derive(Debug)]
pub struct AuthorizationRequest {
    flow: AuthorizationCode,
    url: String,
    state: Secret,
    verifier: Secret,
}

impl AuthorizationRequest {
    /// The URL to send the person to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The value of the parameter `state`, by which a program with several logins finds the one that a redirect belongs to.
    pub fn state(&self) -> &str {
        self.state.expose()
    }

    /// Exchanges the code for tokens. `redirected` is the URL that the person came back to, or its path and query.
    ///
    /// # Errors
    ///
    /// The redirect belongs to another login, or has no code; the authorization server refuses ([`OAuth2Error`]) or cannot be asked.
    pub async fn exchange(self, redirected: &str) -> Result<RefreshToken, TokenError> {
        let code = self.code(redirected)?;
        let settings = &self.flow.settings;
        let form = vec![
            ("grant_type", "authorization_code"),
            ("code", code.expose()),
            // The same as in the first request (RFC 6749, section 4.1.3).
            ("redirect_uri", &self.flow.redirect_url),
            ("code_verifier", self.verifier.expose()),
        ];
        let secrets = vec![&code, &self.verifier];
        let granted = GrantRequest { settings, url: settings.token_url.as_deref(), form, secrets }.send().await?;
        Ok(RefreshToken::granted(self.flow.settings, granted))
    }

    /// The code of a redirect that belongs to this login (RFC 6749, section 4.1.2).
    fn code(&self, redirected: &str) -> Result<Secret, TokenError> {
        let query = redirected.split('#').next().unwrap_or_default();
        let query = query.split_once('?').map_or("", |(_, query)| query);
        let value = |name: &str| {
            let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
            pairs.find(|(parameter, _)| *parameter == name).map(|(_, value)| decoded(value))
        };
        // Before anything else is read: otherwise any page could send a code of its own (RFC 6749, section 10.12).
        if !value("state").is_some_and(|state| pkce::is_same(&state, self.state.expose())) {
            return Err(TokenError::new(
                "the redirect belongs to another login: its `state` is not the one of this login",
            ));
        }
        if let Some(code) = value("error") {
            let text = |name| value(name).map(|text| excerpt(&text)).filter(|text| !text.is_empty());
            let url = self.flow.settings.authorization_url.as_deref().unwrap_or_default();
            let server = format!("`{}`", Escaped(url.split('?').next().unwrap_or_default()));
            let (description, uri) = (text("error_description"), text("error_uri"));
            return Err(TokenError::new(OAuth2Error { server, status: None, code: excerpt(&code), description, uri }));
        }
        let code = value("code").filter(|code| !code.is_empty());
        code.map(Secret::from).ok_or_else(|| TokenError::new("the redirect has no `code`"))
    }
}

/// A value of a query as HTML forms write it.
fn decoded(value: &str) -> String {
    let value = value.replace('+', " ");
    percent_encoding::percent_decode_str(&value).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests;
