//! Credentials: what a client knows to prove who it is, and how a request gets it.
//!
//! In: [`Credential`]s set on a client and the [security schemes](scheme::SecurityScheme) which an operation declares.
//! Out: an [`Authorization`], the headers, query parameters and cookies of one request. Guarantees:
//!
//! - a credential that is set has a place in the requests, or an error says that it has none;
//! - a secret appears in no `Debug`, no `Display`, no error and no log;
//! - a token is fetched once for all requests that wait for it, and again only when it is due or was refused;
//! - no lock of a thread is held while user code runs, and dropping a request never spoils a fetch for the others.

mod authorization;
mod cache;
mod choice;
mod credential;
mod credentials;
mod declared;
mod error;
#[cfg(any(feature = "command", feature = "oauth2", all(feature = "azureml", feature = "hyper")))]
mod excerpt;
mod fetch;
mod keys;
mod policy;
mod scheme;
#[cfg(feature = "token-shape")]
pub(crate) mod shape;
mod slot;
#[cfg(feature = "token-shape")]
mod time;
mod token;

pub(crate) use self::authorization::Authorization;
pub(crate) use self::choice::{Choice, CredentialRequest, MissingCredential, ValueOrigin};
pub use self::credential::Credential;
pub(crate) use self::credential::decoded_basic;
pub(crate) use self::credentials::Credentials;
pub(crate) use self::declared::Declared;
pub use self::error::{AuthenticationError, CredentialError, TokenError};
#[cfg(any(feature = "command", feature = "oauth2", all(feature = "azureml", feature = "hyper")))]
pub(crate) use self::excerpt::excerpt;
pub use self::policy::CredentialPolicy;
#[cfg(feature = "token-shape")]
pub use self::shape::TokenShape;
pub(crate) use self::slot::Slot;
pub use self::token::{Limited, Token, TokenFuture, TokenSource};
