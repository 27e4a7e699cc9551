//! The grant of client credentials (RFC 6749, section 4.4).

use super::request::GrantRequest;
use super::settings::{Settings, setters};
use crate::call::client::{BearerCredential, Binding};
use crate::codec::Secret;
use crate::contract::Grant;
use crate::net::auth::{Credential, CredentialError, Token, TokenError, TokenFuture, TokenSource};

/// A source of tokens for a program that asks for itself, with a client id and a secret.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    settings: Settings,
}

setters!(ClientCredentials);

impl ClientCredentials {
    /// A client with its secret.
    pub fn new(client_id: &str, client_secret: impl Into<Secret>) -> Self {
        let settings = Settings { client_secret: Some(client_secret.into()), ..Settings::new(client_id) };
        Self { settings }
    }

    async fn fetch(&self) -> Result<Token, TokenError> {
        let scope = self.settings.scope();
        let mut form = vec![("grant_type", "client_credentials")];
        form.extend(scope.iter().map(|scope| ("scope", scope.as_str())));
        let url = self.settings.token_url.as_deref();
        let granted = GrantRequest { settings: &self.settings, url, form, secrets: Vec::new() }.send().await?;
        Ok(granted.token)
    }
}

impl TokenSource for ClientCredentials {
    fn token(&self) -> TokenFuture<'_> {
        Box::pin(self.fetch())
    }
}

impl BearerCredential for ClientCredentials {
    fn bind(mut self, binding: Binding<'_>) -> Result<Credential, CredentialError> {
        self.settings.fill(binding, |grant| grant == Grant::ClientCredentials)?;
        Ok(Credential::token_source(self))
    }
}
