//! Credentials: one way to prove who one is.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;

use super::cache::{IssuedToken, TokenCache};
use super::error::TokenError;
use super::keys::{Key, Keys};
use super::token::TokenSource;
use crate::codec::Secret;

/// A credential: a key, two keys, a source of tokens, a user name with a password, or an API key.
///
/// Clones share what is learnt in use: the cached token, and which of two keys works. One credential given to several
/// clients therefore fetches one token for all of them.
///
/// A bearer key or token may be given with or without a leading `Bearer `: it is sent with exactly one. `Debug` shows the
/// kind of the credential and no secret.
#[derive(Clone)]
pub struct Credential(Arc<Kind>);

enum Kind {
    Keys(Keys),
    Tokens(TokenCache),
    /// User name and password, in base64, and whether the user name has a colon in it, so that nobody can tell them apart.
    Basic(Secret, bool),
    ApiKey(Secret),
}

/// The contribution of a credential to one request.
#[derive(Clone, Debug)]
pub(super) struct AppliedCredential {
    pub(super) form: SecretForm,
    pub(super) secret: Secret,
    /// The number of the key or token among those of the credential.
    pub(super) version: u64,
    /// The value of `Authorization` that has the secret, where it is made already.
    pub(super) header: Option<HeaderValue>,
    /// Of a token: what all requests have that are under way with it.
    _uses: Option<Arc<()>>,
}

/// The form of a secret in the header `Authorization`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SecretForm {
    Bearer,
    Basic,
    AsIs,
}

impl Credential {
    /// A key or token sent as `Authorization: Bearer ...`, used until it is replaced.
    pub fn bearer(key: impl Into<Secret>) -> Self {
        Self(Arc::new(Kind::Keys(Keys::new(vec![key.into()]))))
    }

    /// Two bearer keys of which either may be valid, as services have them whose keys are regenerated in turn.
    ///
    /// The primary is used first. When the server refuses a key with 401, the request is repeated once with the other
    /// one. The key that was accepted last is used from then on.
    pub fn bearer_keys(primary: impl Into<Secret>, secondary: impl Into<Secret>) -> Self {
        Self(Arc::new(Kind::Keys(Keys::new(vec![primary.into(), secondary.into()]))))
    }

    /// Bearer tokens that are fetched when needed.
    ///
    /// A token is kept until its [refresh time](crate::net::auth::Token::refresh_by) and fetched once for all requests
    /// that wait for it. When that fails, all of them fail with the same error, unless the present token has not
    /// expired. Then that token is used on, with a warning, and the source is asked again after 30 seconds. When the
    /// server refuses a token with 401, a new one is fetched and the request is repeated once. Where that is refused
    /// too, no other is fetched for 30 seconds. A fetch that fails is repeated as the policy of the call says
    /// ([`Retry`](crate::net::retry::Retry)).
    pub fn token_source(source: impl TokenSource) -> Self {
        let cache = TokenCache::new(source, Arc::new(SystemTime::now));
        Self(Arc::new(Kind::Tokens(cache)))
    }

    /// A user name, which has no colon, and a password sent as `Authorization: Basic ...` in UTF-8 (RFC 7617).
    ///
    /// A client is not built with a user name that has a colon in it.
    pub fn basic(user: impl Into<Secret>, password: impl Into<Secret>) -> Self {
        let user = user.into();
        let pair = format!("{}:{}", user.expose(), password.into().expose());
        Self(Arc::new(Kind::Basic(STANDARD.encode(pair).into(), user.expose().contains(':'))))
    }

    /// A key sent as it is, in the header, query parameter or cookie which the document names. A query percent-encodes what it has to. A key with a character
    /// that no cookie can hold (RFC 6265, section 4.1.1) is not sent in one: the call is an [`Error::Authentication`](crate::Error::Authentication).
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self(Arc::new(Kind::ApiKey(key.into())))
    }

    /// The present contribution, if it need not be fetched.
    pub(super) fn at_hand(&self) -> Option<AppliedCredential> {
        match &*self.0 {
            Kind::Keys(keys) => Some(AppliedCredential::key(keys.current())),
            Kind::Tokens(cache) => cache.at_hand().map(AppliedCredential::token),
            Kind::Basic(pair, _) => Some(AppliedCredential::new(SecretForm::Basic, pair, 0)),
            Kind::ApiKey(key) => Some(AppliedCredential::new(SecretForm::AsIs, key, 0)),
        }
    }

    /// The present contribution.
    pub(super) async fn current(&self) -> Result<AppliedCredential, TokenError> {
        Ok(match &*self.0 {
            Kind::Keys(keys) => AppliedCredential::key(keys.current()),
            Kind::Tokens(cache) => AppliedCredential::token(cache.get().await?),
            Kind::Basic(pair, _) => AppliedCredential::new(SecretForm::Basic, pair, 0),
            Kind::ApiKey(key) => AppliedCredential::new(SecretForm::AsIs, key, 0),
        })
    }

    /// The contribution after the server refused `version`; `None` if there is no other.
    pub(super) async fn after_refusal(&self, version: u64) -> Result<Option<AppliedCredential>, TokenError> {
        match &*self.0 {
            Kind::Keys(keys) => Ok(keys.other(version as usize).map(AppliedCredential::key)),
            Kind::Tokens(cache) => Ok(cache.get_newer(version).await?.map(AppliedCredential::token)),
            Kind::Basic(..) | Kind::ApiKey(_) => Ok(None),
        }
    }

    /// Remembers that the server accepted `version`.
    pub(super) fn confirm(&self, version: u64) {
        match &*self.0 {
            Kind::Keys(keys) => keys.confirm(version as usize),
            Kind::Tokens(cache) => cache.confirm(version),
            Kind::Basic(..) | Kind::ApiKey(_) => {}
        }
    }

    /// `true` if both are the same credential, not only alike.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// `true` if its contribution is the same for every request.
    pub(super) fn is_constant(&self) -> bool {
        match &*self.0 {
            Kind::Keys(keys) => keys.is_single(),
            Kind::Tokens(_) => false,
            Kind::Basic(..) | Kind::ApiKey(_) => true,
        }
    }

    /// Returns `true` for a user name with a colon in it (RFC 7617, section 2).
    pub(super) fn is_ambiguous(&self) -> bool {
        matches!(&*self.0, Kind::Basic(_, true))
    }

    /// The form in the header `Authorization`.
    pub(super) fn form(&self) -> SecretForm {
        match &*self.0 {
            Kind::Keys(_) | Kind::Tokens(_) => SecretForm::Bearer,
            Kind::Basic(..) => SecretForm::Basic,
            Kind::ApiKey(_) => SecretForm::AsIs,
        }
    }
}

/// The password of basic credentials as they are written in `Authorization`.
pub(crate) fn decoded_basic(scheme: &str, credential: &str) -> Option<String> {
    let pair = STANDARD.decode(credential).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    Some(String::from_utf8(pair).ok()?.split_once(':')?.1.to_owned())
}

impl AppliedCredential {
    pub(super) fn new(form: SecretForm, secret: &Secret, version: u64) -> Self {
        let secret = secret.clone();
        Self { form, secret, version, header: None, _uses: None }
    }

    fn key((number, key): (usize, &Key)) -> Self {
        Self { header: key.header.clone(), ..Self::new(SecretForm::Bearer, &key.secret, number as u64) }
    }

    fn token(issued: IssuedToken) -> Self {
        let using = Self::new(SecretForm::Bearer, issued.token.value(), issued.generation);
        Self { _uses: Some(issued.uses), ..using }
    }
}

impl fmt::Display for SecretForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bearer => "bearer token",
            Self::Basic => "user name with a password",
            Self::AsIs => "API key",
        })
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &*self.0 {
            Kind::Keys(_) => "Credential(bearer)",
            Kind::Tokens(_) => "Credential(token source)",
            Kind::Basic(..) => "Credential(basic)",
            Kind::ApiKey(_) => "Credential(api key)",
        })
    }
}
