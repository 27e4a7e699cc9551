//! What one request carries to prove who sends it.

use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::choice::Lack;
use super::credential::{Credential, Form, Use};
use super::error::AuthenticationError;
use crate::codec::{Escaped, Secret};
use crate::contract::{In, Kind, SecurityScheme};

/// What one request carries, and which credentials it came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Authorization {
    /// Headers to set, all marked sensitive.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Query parameters to add, not yet encoded.
    pub(crate) query: Vec<(String, Secret)>,
    /// Cookies to add, not yet encoded.
    pub(crate) cookies: Vec<(String, Secret)>,
    /// Why there is no credential, or not all that the operation requires.
    pub(crate) lack: Option<Lack>,
    pub(super) used: Vec<Used>,
}

/// A credential that went into a request.
#[derive(Clone, Debug)]
pub(super) struct Used {
    pub(super) scheme: Option<SecurityScheme>,
    pub(super) credential: Credential,
    pub(super) using: Use,
}

impl Authorization {
    /// Adds a key or token for one call alone, with or without a leading `Bearer `.
    pub(crate) fn add_bearer(&mut self, key: &Secret) -> Result<(), AuthenticationError> {
        self.place(None, &Use::new(Form::Bearer, key, 0))
    }

    /// Nothing yet, with the reason why there is not more.
    pub(crate) fn lacking(lack: Option<Lack>) -> Self {
        Self { lack, ..Self::default() }
    }

    /// Adds what a credential contributes: where the scheme says, without one to the header `Authorization`.
    pub(super) fn add(
        &mut self,
        scheme: Option<SecurityScheme>,
        credential: Credential,
        using: Use,
    ) -> Result<(), AuthenticationError> {
        self.place(scheme, &using)?;
        self.used.push(Used { scheme, credential, using });
        Ok(())
    }

    fn place(&mut self, scheme: Option<SecurityScheme>, using: &Use) -> Result<(), AuthenticationError> {
        let unusable = |reason: &str| Err(AuthenticationError::unusable(name(scheme), reason));
        let secret = match using.form {
            Form::Bearer => without_prefix(using.secret.expose()),
            Form::Basic | Form::AsIs => using.secret.expose(),
        };
        if secret.is_empty() {
            return unusable("is empty");
        }
        const CONTROL: &str = "has a control character, such as a line break, in it";
        // In a header there may be tabs, and no other: that is seen below.
        let is_for_header = !matches!(scheme.map(|scheme| scheme.kind), Some(Kind::ApiKey(In::Query | In::Cookie, _)));
        if secret.contains('\t') || !is_for_header && secret.contains(char::is_control) {
            return unusable(CONTROL);
        }
        let (header, value) = match scheme.map(|scheme| scheme.kind) {
            Some(Kind::ApiKey(..)) if using.form == Form::Basic => {
                return unusable("is a user name with a password, not an API key");
            }
            Some(Kind::ApiKey(In::Query, parameter)) => {
                self.query.push((parameter.to_owned(), secret.into()));
                return Ok(());
            }
            Some(Kind::ApiKey(In::Cookie, _)) if !is_cookie_value(secret) => {
                return unusable("has a character in it that no cookie can hold, such as a space, comma or semicolon");
            }
            Some(Kind::ApiKey(In::Cookie, parameter)) => {
                self.cookies.push((parameter.to_owned(), secret.into()));
                return Ok(());
            }
            Some(Kind::ApiKey(In::Header, parameter)) => match parameter.parse::<HeaderName>() {
                Ok(header) => (header, secret.to_owned()),
                Err(_) => return unusable("is to go into a header whose name is not valid"),
            },
            _ => (AUTHORIZATION, using.form.in_header(secret)),
        };
        if !value.is_ascii() {
            return unusable("has a character which is not ASCII in it");
        }
        let Ok(mut value) = HeaderValue::try_from(value) else { return unusable(CONTROL) };
        value.set_sensitive(true);
        self.headers.push((header, value));
        Ok(())
    }
}

impl Form {
    fn in_header(self, secret: &str) -> String {
        match self {
            Self::Bearer => format!("Bearer {secret}"),
            Self::Basic => format!("Basic {secret}"),
            Self::AsIs => secret.to_owned(),
        }
    }
}

/// Returns `true` for the value of a cookie (RFC 6265, section 4.1.1), with or without quotation marks.
fn is_cookie_value(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    inner.bytes().all(|byte| matches!(byte, 0x21 | 0x23..=0x2B | 0x2D..=0x3A | 0x3C..=0x5B | 0x5D..=0x7E))
}

/// The name of a scheme for messages.
pub(super) fn name(scheme: Option<SecurityScheme>) -> Escaped<'static> {
    Escaped(scheme.map_or("Authorization", |scheme| scheme.name))
}

/// A key without the `Bearer ` which documents often tell users to write.
fn without_prefix(key: &str) -> &str {
    match key.split_at_checked(6) {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case("bearer") && (rest.is_empty() || rest.starts_with(' ')) => {
            rest.trim_start()
        }
        _ => key,
    }
}

#[cfg(test)]
#[path = "../../../tests/unit/net/auth/authorization.rs"]
mod tests;
