//! Tokens of OAuth 2.0 (RFC 6749): sources that ask an authorization server.
//!
//! | grant | source | RFC |
//! |---|---|---|
//! | client credentials | [`ClientCredentials`] | 6749, section 4.4 |
//! | refresh token | [`RefreshToken`] | 6749, section 6 |
//! | authorization code with PKCE | [`AuthorizationCode`], which gives a [`RefreshToken`] | 6749, section 4.1, and 7636 |
//!
//! The typed setter of a security scheme fills in the rest of a grant. That is the token URL, the refresh URL, and the
//! scopes that the operations require. Token requests then go through the transport of the client: its certificates,
//! its proxy, its service.
//!
//! ```
//! # use callsmith_runtime::{BuildError, Client, ClientBuilder};
//! use callsmith_runtime::oauth2::ClientCredentials;
//!
//! # fn build(builder: ClientBuilder<Client>) -> Result<Client, BuildError> {
//! // By hand. `Client::builder(url).with_petstore_auth(grant)` of a generated client needs neither URL nor scopes.
//! let grant = ClientCredentials::new("my-client", "s3cr3t").token_url("https://login.example/token").scopes(["read"]);
//! builder.token_source(grant).build()
//! # }
//! ```
//!
//! The client keeps the token and fetches it once for all calls that wait. It renews the token when a tenth of its
//! lifetime is left, at most 5 minutes before the end. One token serves all calls: it has the scopes of all operations,
//! unless [`scopes`](ClientCredentials::scopes) names others.
//!
//! A server that refuses is an [`OAuth2Error`] within the [`TokenError`](crate::net::auth::TokenError) of the call.
//!
//! Not supported: discovery (OpenID Connect, RFC 8414), the device code, implicit and password grants, and client authentication by anything but a
//! secret. [`Credential::token_source`](crate::net::auth::Credential::token_source) takes a closure that gets a token in any way.

mod authorization_code;
mod client_credentials;
mod error;
mod pkce;
mod refresh_token;
mod request;
mod settings;

pub use self::authorization_code::{AuthorizationCode, AuthorizationRequest};
pub use self::client_credentials::ClientCredentials;
pub use self::error::OAuth2Error;
pub use self::refresh_token::RefreshToken;
pub use self::settings::ClientAuthentication;
