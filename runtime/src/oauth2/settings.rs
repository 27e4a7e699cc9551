//! Settings of all grants: the client, the URLs of the authorization server, scopes.

use crate::call::client::{Binding, Route};
use crate::codec::{Escaped, Secret};
use crate::contract::{Grant, OAuthFlow};
use crate::net::auth::CredentialError;
use crate::net::url::Url;

/// The authentication of a client with a secret at an authorization server (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// `Authorization: Basic`, which every authorization server takes.
    #[default]
    Basic,
    /// `client_id` and `client_secret` in the body.
    Body,
}

/// The settings of a grant. `Debug` of [`Secret`] shows nothing.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) client_id: String,
    pub(super) client_secret: Option<Secret>,
    pub(super) authentication: ClientAuthentication,
    pub(super) authorization_url: Option<String>,
    pub(super) token_url: Option<String>,
    pub(super) refresh_url: Option<String>,
    /// The scopes that the caller names.
    pub(super) scopes: Option<Vec<String>>,
    /// The scopes that operations of the document require.
    pub(super) required_scopes: &'static [&'static str],
    pub(super) parameters: Vec<(String, String)>,
    pub(super) route: Route,
}

impl Settings {
    pub(super) fn new(client_id: &str) -> Self {
        Self {
            client_id: client_id.to_owned(),
            client_secret: None,
            authentication: ClientAuthentication::default(),
            authorization_url: None,
            token_url: None,
            refresh_url: None,
            scopes: None,
            required_scopes: &[],
            parameters: Vec::new(),
            route: Route::default(),
        }
    }

    /// Fills in what the caller left to the document: the flow of the scheme which `is_meant`, the first one before others.
    ///
    /// URLs of the document may be relative to the service (OAS 3.1.1, section 4.6).
    pub(super) fn fill(
        &mut self,
        binding: Binding<'_>,
        is_meant: impl Fn(Grant) -> bool,
    ) -> Result<(), CredentialError> {
        let flow = binding.scheme.flows.iter().find(|flow| is_meant(flow.grant));
        let url = |url_of: fn(&OAuthFlow) -> &'static str| {
            let url = flow.map(url_of).filter(|url| !url.trim().is_empty())?;
            Some(Url::new(binding.base_url).join(url.trim()).as_str().to_owned())
        };
        let authorization_url = |flow: &OAuthFlow| match flow.grant {
            Grant::AuthorizationCode(url) => url,
            Grant::ClientCredentials => "",
        };
        // A refresh URL belongs to the token URL beside it.
        if self.token_url.is_none() && self.refresh_url.is_none() {
            self.refresh_url = url(|flow| flow.refresh_url);
        }
        self.token_url = self.token_url.take().or_else(|| url(|flow| flow.token_url));
        self.authorization_url = self.authorization_url.take().or_else(|| url(authorization_url));
        self.required_scopes = flow.map_or(&[][..], |flow| flow.scopes);
        self.route = binding.route;
        match self.token_url {
            Some(_) => Ok(()),
            None => Err(CredentialError::new(format!(
                "the security scheme `{}` has no token URL for this grant: set it with `.token_url(..)`",
                Escaped(binding.scheme.name)
            ))),
        }
    }

    /// The parameter `scope` of a request for a first token.
    pub(super) fn scope(&self) -> Option<String> {
        // With spaces in between (RFC 6749, section 3.3).
        let scope = match &self.scopes {
            Some(scopes) => scopes.join(" "),
            None => self.required_scopes.join(" "),
        };
        (!scope.is_empty()).then_some(scope)
    }
}

/// The setters that all grants have.
macro_rules! setters {
    ($type:ident) => {
        impl $type {
            /// Sets the URL for tokens. Default: that of the security scheme, where the grant is set for one.
            ///
            /// The URL has to be `https`, apart from one of this machine.
            #[must_use]
            pub fn token_url(mut self, url: &str) -> Self {
                self.settings.token_url = Some(url.to_owned());
                self
            }

            /// Sets the scopes that are asked for. Default: those that operations of the document require; without such the server decides.
            #[must_use]
            pub fn scopes<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
                self.settings.scopes = Some(scopes.into_iter().map(S::into).collect());
                self
            }

            /// Adds a parameter that the authorization server wants, such as `audience` or `resource`.
            #[must_use]
            pub fn parameter(mut self, name: &str, value: &str) -> Self {
                self.settings.parameters.push((name.to_owned(), value.to_owned()));
                self
            }

            /// Sets how the client proves who it is. Default: [`ClientAuthentication::Basic`](crate::oauth2::ClientAuthentication::Basic).
            #[must_use]
            pub fn client_authentication(mut self, authentication: $crate::oauth2::ClientAuthentication) -> Self {
                self.settings.authentication = authentication;
                self
            }
        }
    };
}
pub(super) use setters;
