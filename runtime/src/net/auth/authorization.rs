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

    /// `true` if anything is added to the request.
    pub(crate) fn has_credential(&self) -> bool {
        self.headers.len() + self.query.len() + self.cookies.len() > 0
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
        let unusable = |reason: &str| AuthenticationError::unusable(name(scheme), reason);
        let Some(Kind::ApiKey(location, parameter)) = scheme.map(|scheme| scheme.kind) else {
            let made = using.header.clone();
            let value = made.map_or_else(|| using.form.header(&using.secret), Ok).map_err(unusable)?;
            self.headers.push((AUTHORIZATION, value));
            return Ok(());
        };
        let key = using.form.text(&using.secret).map_err(unusable)?;
        // In a header there may be tabs, and no other: that is seen when its value is made.
        if location != In::Header && key.contains(char::is_control) {
            return Err(unusable(CONTROL));
        }
        match location {
            _ if using.form == Form::Basic => Err(unusable("is a user name with a password, not an API key")),
            In::Query => {
                self.query.push((parameter.to_owned(), key.into()));
                Ok(())
            }
            In::Cookie if !is_cookie_value(key) => {
                Err(unusable("has a character in it that no cookie can hold, such as a space, comma or semicolon"))
            }
            In::Cookie => {
                self.cookies.push((parameter.to_owned(), key.into()));
                Ok(())
            }
            In::Header => {
                let header = parameter.parse::<HeaderName>();
                let header = header.map_err(|_| unusable("is to go into a header whose name is not valid"))?;
                self.headers.push((header, sendable(key.to_owned()).map_err(unusable)?));
                Ok(())
            }
        }
    }
}

const CONTROL: &str = "has a control character, such as a line break, in it";

impl Form {
    /// The text of a secret, or why it is unusable.
    fn text(self, secret: &Secret) -> Result<&str, &'static str> {
        let text = match self {
            Self::Bearer => without_prefix(secret.expose()),
            Self::Basic | Self::AsIs => secret.expose(),
        };
        match text.contains('\t') {
            _ if text.is_empty() => Err("is empty"),
            true => Err(CONTROL),
            false => Ok(text),
        }
    }

    /// The value of `Authorization` that has a secret, or why it is unusable.
    pub(super) fn header(self, secret: &Secret) -> Result<HeaderValue, &'static str> {
        let text = self.text(secret)?;
        sendable(match self {
            Self::Bearer => ["Bearer ", text].concat(),
            Self::Basic => ["Basic ", text].concat(),
            Self::AsIs => text.to_owned(),
        })
    }
}

/// The value of a header that is a secret, or why it is unusable.
fn sendable(text: String) -> Result<HeaderValue, &'static str> {
    if !text.is_ascii() {
        return Err("has a character which is not ASCII in it");
    }
    let mut value = HeaderValue::try_from(text).map_err(|_| CONTROL)?;
    value.set_sensitive(true);
    Ok(value)
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
