//! The grant of a refresh token (RFC 6749, section 6).

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use super::error::OAuth2Error;
use super::request::{GrantRequest, Granted};
use super::settings::{Settings, setters};
use crate::call::client::{BearerCredential, Binding};
use crate::codec::Secret;
use crate::contract::Grant;
use crate::net::auth::{Credential, CredentialError, Token, TokenError, TokenFuture, TokenSource};

/// A source of tokens for a program that a person let in, with a refresh token.
///
/// A server that gives a new refresh token with a token ends the old one: [`on_renewal`](Self::on_renewal) hears of it. One that is refused with
/// `invalid_grant` is not sent again: all later calls fail with the same [`OAuth2Error`].
pub struct RefreshToken {
    settings: Settings,
    state: Mutex<State>,
    on_renewal: Option<Renewal>,
}

/// The function that is called with a new refresh token.
type Renewal = Box<dyn Fn(&Secret) + Send + Sync>;

struct State {
    /// A token that came with the refresh token and was not used yet.
    first: Option<Token>,
    /// Not there where the server gave none.
    refresh_token: Option<Secret>,
    /// The end of the grant.
    refused: Option<TokenError>,
}

setters!(RefreshToken);

impl RefreshToken {
    /// A client with a refresh token that it has.
    pub fn new(client_id: &str, refresh_token: impl Into<Secret>) -> Self {
        Self::with_tokens(Settings::new(client_id), None, Some(refresh_token.into()))
    }

    /// The source that an authorization code was exchanged for.
    pub(super) fn granted(settings: Settings, granted: Granted) -> Self {
        // A refresh has the scopes of the first token (RFC 6749, section 6).
        let settings = Settings { scopes: None, ..settings };
        Self::with_tokens(settings, Some(granted.token), granted.refresh_token)
    }

    fn with_tokens(settings: Settings, first: Option<Token>, refresh_token: Option<Secret>) -> Self {
        Self { settings, state: Mutex::new(State { first, refresh_token, refused: None }), on_renewal: None }
    }

    /// Sets the secret of the client, where it has one.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<Secret>) -> Self {
        self.settings.client_secret = Some(secret.into());
        self
    }

    /// Sets the URL for refresh tokens. Default: that of the security scheme, or the URL for tokens.
    #[must_use]
    pub fn refresh_url(mut self, url: &str) -> Self {
        self.settings.refresh_url = Some(url.to_owned());
        self
    }

    /// Sets what is called with a new refresh token when the server gives one, so that it can be stored.
    #[must_use]
    pub fn on_renewal(mut self, call: impl Fn(&Secret) + Send + Sync + 'static) -> Self {
        self.on_renewal = Some(Box::new(call));
        self
    }

    /// The present refresh token, to be stored. There is none where the authorization server gave none.
    pub fn refresh_token(&self) -> Option<Secret> {
        self.state().refresh_token.clone()
    }

    async fn fetch(&self) -> Result<Token, TokenError> {
        // A block, so that the lock is not held while the server is asked.
        let refresh_token = {
            let mut state = self.state();
            let first = state.first.take();
            if let Some(token) = first.filter(|token| token.expiry().is_none_or(|end| SystemTime::now() < end)) {
                return Ok(token);
            }
            if let Some(error) = &state.refused {
                return Err(error.clone());
            }
            let ended =
                || TokenError::permanent("the token has ended and the authorization server gave no refresh token");
            state.refresh_token.clone().ok_or_else(ended)?
        };
        let scope = self.settings.scopes.as_ref().map(|scopes| scopes.join(" "));
        let mut form = vec![("grant_type", "refresh_token"), ("refresh_token", refresh_token.expose())];
        form.extend(scope.iter().map(|scope| ("scope", scope.as_str())));
        let url = self.settings.refresh_url.as_deref().or(self.settings.token_url.as_deref());
        let request = GrantRequest { settings: &self.settings, url, form, secrets: vec![&refresh_token] };
        let granted = request.send().await.inspect_err(|error| self.note(error))?;
        if let Some(renewed) = granted.refresh_token.filter(|renewed| *renewed != refresh_token) {
            self.state().refresh_token = Some(renewed.clone());
            if let Some(call) = &self.on_renewal {
                call(&renewed);
            }
        }
        Ok(granted.token)
    }

    /// Notes the end of the grant.
    fn note(&self, error: &TokenError) {
        if OAuth2Error::of(error).is_some_and(|refusal| refusal.code() == "invalid_grant") {
            self.state().refused = Some(error.clone());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenSource for RefreshToken {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.fetch())
    }
}

impl BearerCredential for RefreshToken {
    fn bind(mut self, binding: Binding<'_>) -> Result<Credential, CredentialError> {
        // Without a flow with a person, a refresh token comes from elsewhere and the URL may be the same.
        let has_code = binding.scheme.flows.iter().any(|flow| flow.grant != Grant::ClientCredentials);
        self.settings.fill(binding, |grant| !has_code || grant != Grant::ClientCredentials)?;
        Ok(Credential::token_source(self))
    }
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken").field("settings", &self.settings).finish_non_exhaustive()
    }
}
