//! Clients: where a service is, how to authenticate with it and how to reach it.

mod bearer;
mod builder;
mod connect;
mod raw_request;
mod route;
mod server;

use std::fmt;
use std::sync::Arc;

use http::Method;

#[cfg(feature = "oauth2")]
pub(crate) use self::bearer::Binding;
pub use self::bearer::{BearerCredential, SchemeSetters};
pub use self::builder::ClientBuilder;
pub use self::connect::Connect;
pub use self::raw_request::RawRequest;
#[cfg(feature = "oauth2")]
pub(crate) use self::route::Route;
pub use self::server::Server;
use crate::call::RawCall;
use crate::codec::Secret;
use crate::net::auth::{Credential, CredentialError, Slot};
use crate::net::endpoint::Endpoint;

/// A client of a service, without the operations which generated code adds.
///
/// Cheap to clone: clones share connections and credentials.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Endpoint>);

impl Client {
    /// The base URL: scheme, host and prefix, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_url.text
    }

    /// Begins a request which the document does not describe, at a path below the base URL or an absolute URL of the same origin.
    ///
    /// The request is sent with the client's credentials, defaults and limits: with all credentials that have a place
    /// of their own. Every status is an answer and no error.
    pub fn request(&self, method: Method, path: &str) -> RawRequest {
        RawRequest(RawCall::by_hand(self, method, path))
    }

    /// Replaces the bearer key or token of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::bearer`] when the client is built: the old credential stays.
    pub fn set_bearer(&self, key: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Bearer, Credential::bearer(key))
    }

    /// Replaces the user name and password of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::basic`] when the client is built: the old credential stays.
    pub fn set_basic(&self, user: impl Into<Secret>, password: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Basic, Credential::basic(user, password))
    }

    /// Replaces the API key of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::api_key`] when the client is built: the old credential stays.
    pub fn set_api_key(&self, key: impl Into<Secret>) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::ApiKey, Credential::api_key(key))
    }

    /// Replaces the credential for one security scheme of this client and its clones.
    ///
    /// # Errors
    ///
    /// The same as of [`ClientBuilder::credential`] when the client is built: the old credential stays.
    pub fn set_credential(&self, scheme: &str, credential: Credential) -> Result<(), CredentialError> {
        self.0.settings.credentials.replace(Slot::Scheme(scheme.to_owned()), credential)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Client({}, {:?})", self.base_url(), self.0.settings.credentials)
    }
}
