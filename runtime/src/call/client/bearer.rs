//! The typed setters of generated clients, and what those of bearer schemes take.

// Only the grants of `oauth2` send requests.
#![cfg_attr(not(feature = "oauth2"), allow(dead_code))]

use super::builder::ClientBuilder;
use super::route::Route;
use crate::codec::Secret;
use crate::contract::SecurityScheme;
use crate::net::auth::{Credential, CredentialError};

// The grants of `oauth2` are given to the same setter as a token. They need what only the client knows (URLs, scopes,
// the way to send), so they are bound to it here.
/// An argument of the typed setter of a bearer scheme. It is a key or token (text or a [`Secret`]), a [`Credential`],
/// or a grant of OAuth 2.0 (feature `oauth2`). A grant takes the rest from the scheme.
pub trait BearerCredential {
    /// The credential for a scheme.
    #[doc(hidden)]
    fn bind(self, binding: Binding<'_>) -> Result<Credential, CredentialError>;
}

/// The scheme that a credential is for, and the client that it is for.
#[doc(hidden)]
#[derive(Debug)]
pub struct Binding<'a> {
    pub(crate) scheme: &'static SecurityScheme,
    /// The base of relative URLs of the scheme (OAS 3.1.1, section 4.6).
    pub(crate) base_url: &'a str,
    pub(crate) route: Route,
}

impl BearerCredential for Credential {
    fn bind(self, _: Binding<'_>) -> Result<Credential, CredentialError> {
        Ok(self)
    }
}

macro_rules! keys {
    ($($key:ty)*) => {$(
        impl BearerCredential for $key {
            fn bind(self, _: Binding<'_>) -> Result<Credential, CredentialError> {
                Ok(Credential::bearer(self))
            }
        }
    )*};
}
keys!(&str String &String Secret);

// A trait, since a generated crate has no inherent methods on a type of this one. A type around the builder would need
// no import, but repeats its methods in each client and lacks those of a newer runtime.
/// The methods that typed setters of generated clients call. Each sets the credential of one scheme, as [`ClientBuilder::credential`] does.
///
/// Generated code has a trait over this one: a crate has no inherent methods on a type of another. A type of its own
/// around the builder would have to repeat all methods of the builder, about 5 kB for each client. It would lack those
/// of a newer runtime.
#[doc(hidden)]
pub trait SchemeSetters: Sized {
    /// Sets what a bearer scheme takes.
    fn bearer_of(self, scheme: &'static SecurityScheme, credential: impl BearerCredential) -> Self;
    /// Sets the user name and password of a basic scheme.
    fn basic_of(self, scheme: &'static SecurityScheme, user: impl Into<Secret>, password: impl Into<Secret>) -> Self;
    /// Sets the key of a scheme that sends it as it is.
    fn key_of(self, scheme: &'static SecurityScheme, key: impl Into<Secret>) -> Self;
}

impl<C> SchemeSetters for ClientBuilder<C> {
    fn bearer_of(mut self, scheme: &'static SecurityScheme, credential: impl BearerCredential) -> Self {
        let credential = credential.bind(self.binding(scheme));
        self.set_scheme(scheme, credential)
    }

    fn basic_of(self, scheme: &'static SecurityScheme, user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        self.set_scheme(scheme, Ok(Credential::basic(user, password)))
    }

    fn key_of(self, scheme: &'static SecurityScheme, key: impl Into<Secret>) -> Self {
        self.set_scheme(scheme, Ok(Credential::api_key(key)))
    }
}
