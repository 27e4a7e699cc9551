//! Credentials of a client, and where they may go.

use super::ClientBuilder;
use crate::call::client::bearer::Binding;
#[cfg(feature = "oauth2")]
use crate::call::client::route::Route;
use crate::codec::Secret;
use crate::contract::SecurityScheme;
use crate::net::auth::{Credential, CredentialError, CredentialPolicy, Slot, TokenSource};
use crate::net::origins::Trust;

impl<C> ClientBuilder<C> {
    /// Sets the key or token for bearer schemes and for API keys in the header `Authorization`: `Authorization: Bearer key`.
    ///
    /// In a document that declares no security scheme it is sent with every call.
    pub fn bearer(self, key: impl Into<Secret>) -> Self {
        self.with(Slot::Bearer, Credential::bearer(key))
    }

    /// Sets two keys of which either may be valid at a time. When the service refuses one, the other is tried once, and the one that works is used
    /// from then on.
    pub fn bearer_keys(self, primary: impl Into<Secret>, secondary: impl Into<Secret>) -> Self {
        self.with(Slot::Bearer, Credential::bearer_keys(primary, secondary))
    }

    /// Sets where bearer tokens come from.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use callsmith_runtime::{Client, ClientBuilder, Token};
    ///
    /// fn with_tokens(builder: ClientBuilder<Client>) -> ClientBuilder<Client> {
    ///     builder.token_source(|| async {
    ///         // A program would ask its login service here.
    ///         Ok::<_, std::io::Error>(Token::new("token").expires_in(Duration::from_secs(3600)))
    ///     })
    /// }
    /// ```
    pub fn token_source(self, source: impl TokenSource) -> Self {
        self.with(Slot::Bearer, Credential::token_source(source))
    }

    /// Sets the user name and password for basic schemes and for API keys in the header `Authorization`.
    ///
    /// In a document that declares no security scheme they are sent with every call.
    pub fn basic(self, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        self.with(Slot::Basic, Credential::basic(user, password))
    }

    /// Sets the key for all API key schemes, wherever they put it. It is sent as it is, also in the header `Authorization`, where a bearer or basic
    /// credential comes first.
    ///
    /// A document that declares no security scheme has no place for it: use [`header`](Self::header).
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        self.with(Slot::ApiKey, Credential::api_key(key))
    }

    /// Sets the credential for the security scheme with this name in the document. It comes before a credential for schemes of its kind.
    ///
    /// In the header `Authorization` a credential of any kind can be sent, whatever the scheme. A bearer credential is
    /// sent as `Bearer ...`, an API key as it is.
    pub fn credential(self, scheme: &str, credential: Credential) -> Self {
        self.with(Slot::Scheme(scheme.to_owned()), credential)
    }

    /// The binding of a credential for a scheme to this client.
    pub(in crate::call::client) fn binding(&mut self, scheme: &'static SecurityScheme) -> Binding<'_> {
        let route = self.0.route.get_or_insert_default().clone();
        Binding { scheme, base_url: &self.0.base_url, route }
    }

    /// Sets the credential for a scheme of the document, or notes why there is none.
    pub(crate) fn set_scheme(
        mut self,
        scheme: &SecurityScheme,
        credential: Result<Credential, CredentialError>,
    ) -> Self {
        match credential {
            Ok(credential) => self.credential(scheme.name, credential),
            Err(error) => {
                self.0.problem.get_or_insert(error.to_string());
                self
            }
        }
    }

    /// The security schemes of the document.
    pub(crate) fn schemes(&self) -> &'static [&'static SecurityScheme] {
        self.0.api.security_schemes
    }

    /// The binding of a request that is made before the client is built.
    #[cfg(feature = "oauth2")]
    pub(crate) fn binding_of_now(&self, scheme: &'static SecurityScheme) -> Binding<'_> {
        let route = Route::default();
        route.set(self.0.send_options());
        Binding { scheme, base_url: &self.0.base_url, route }
    }

    /// Sets the credential of a slot.
    pub(super) fn with(mut self, slot: Slot, credential: Credential) -> Self {
        self.0.settings.credentials.set(slot, credential);
        self
    }

    /// Sets which calls carry credentials. Default: those for which the document says it.
    pub fn credential_policy(mut self, policy: CredentialPolicy) -> Self {
        self.0.settings.credential_policy = policy;
        self
    }

    /// Sets whether a warning is logged, once, when a credential goes over an unencrypted connection to another machine. Default: yes.
    ///
    /// The warning is logged by `tracing`: without the feature of that name there is none. See
    /// [`refuse_insecure_credentials`](Self::refuse_insecure_credentials).
    pub fn warn_insecure_credentials(mut self, warn: bool) -> Self {
        *self.0.settings.warn_insecure.get_mut() = warn;
        self
    }

    /// Lets the client go to another origin than that of the base URL, `https://store.example`, or to all hosts below
    /// one, `https://*.store.example`. That holds for redirects, next links and URLs of operations in an answer, and
    /// for [`Client::request`](crate::Client::request). By default it does not.
    ///
    /// Nothing goes there that may be a secret: no credentials, no cookies, and of other headers only those about the content, such as `Accept`. It is what
    /// downloads by signed URLs need. Another scheme or port is another origin.
    ///
    /// ```
    /// # use callsmith_runtime::ClientBuilder;
    /// # fn with_store(builder: ClientBuilder) -> ClientBuilder {
    /// builder.trusted_origin("https://*.store.example").trusted_origin_with_credentials("https://eu.service.example")
    /// # }
    /// ```
    pub fn trusted_origin(self, origin: &str) -> Self {
        self.trust(origin, Trust::Bare)
    }

    /// Like [`trusted_origin`](Self::trusted_origin), and sends the credentials and headers of the client and the call
    /// there too. Other hosts of the same service need that, such as one for each region.
    pub fn trusted_origin_with_credentials(self, origin: &str) -> Self {
        self.trust(origin, Trust::Full)
    }

    fn trust(mut self, origin: &str, trust: Trust) -> Self {
        if let Err(invalid) = self.0.settings.trusted.add(origin, trust) {
            self.0.problem.get_or_insert(invalid.to_string());
        }
        self
    }

    /// Sets whether a call is an error whose credentials would go over an unencrypted connection to another machine. Default: no, there is a warning.
    pub fn refuse_insecure_credentials(mut self, refuse: bool) -> Self {
        self.0.settings.refuses_insecure = refuse;
        self
    }
}
