//! The credentials of one request.

use std::fmt;

use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::choice::MissingCredential;
use super::credential::{AppliedCredential, Credential, SecretForm};
use super::error::AuthenticationError;
use crate::codec::{Escaped, Secret};
use crate::contract::{In, Kind, SecurityScheme};

/// The credentials of one request, with the settings that they came from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Authorization {
    /// Headers to set, all marked sensitive.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Query parameters to add, not yet encoded.
    pub(crate) query: Vec<(String, Secret)>,
    /// Cookies to add, not yet encoded.
    pub(crate) cookies: Vec<(String, Secret)>,
    /// The reason why a credential is missing that the operation requires.
    pub(crate) lack: Option<MissingCredential>,
    pub(super) used: Vec<Used>,
}

/// A credential that went into a request.
#[derive(Clone, Debug)]
pub(super) struct Used {
    pub(super) scheme: Option<SecurityScheme>,
    pub(super) credential: Credential,
    pub(super) using: AppliedCredential,
}

impl Authorization {
    /// Adds a key or token for one call alone, with or without a leading `Bearer `.
    pub(crate) fn add_bearer(&mut self, key: &Secret) -> Result<(), AuthenticationError> {
        self.place(None, &AppliedCredential::new(SecretForm::Bearer, key, 0))
    }

    /// `true` if anything is added to the request.
    pub(crate) fn has_credential(&self) -> bool {
        self.headers.len() + self.query.len() + self.cookies.len() > 0
    }

    /// Keeps what was sent, and not where it came from.
    pub(crate) fn forget_credentials(&mut self) {
        self.used = Vec::new();
    }

    /// Nothing yet, with the reason why there is not more.
    pub(crate) fn lacking(lack: Option<MissingCredential>) -> Self {
        Self { lack, ..Self::default() }
    }

    /// Adds what a credential contributes: where the scheme says, without one to the header `Authorization`.
    pub(super) fn add(
        &mut self,
        scheme: Option<SecurityScheme>,
        credential: Credential,
        using: AppliedCredential,
    ) -> Result<(), AuthenticationError> {
        self.place(scheme, &using)?;
        self.used.push(Used { scheme, credential, using });
        Ok(())
    }

    fn place(&mut self, scheme: Option<SecurityScheme>, using: &AppliedCredential) -> Result<(), AuthenticationError> {
        let unusable = |reason: Unusable| AuthenticationError::unusable(name(scheme), reason);
        let Some(Kind::ApiKey(location, parameter)) = scheme.map(|scheme| scheme.kind) else {
            let made = using.header.clone();
            let value = made.map_or_else(|| using.form.header(&using.secret), Ok).map_err(unusable)?;
            self.headers.push((AUTHORIZATION, value));
            return Ok(());
        };
        let key = using.form.text(&using.secret).map_err(unusable)?;
        // In a header there may be tabs, and no other: that is seen when its value is made.
        if location != In::Header && key.contains(char::is_control) {
            return Err(unusable(Unusable::Control));
        }
        match location {
            _ if using.form == SecretForm::Basic => Err(unusable(Unusable::Basic)),
            In::Query => {
                self.query.push((parameter.to_owned(), key.into()));
                Ok(())
            }
            In::Cookie if !is_cookie_value(key) => Err(unusable(Unusable::Cookie)),
            In::Cookie => {
                self.cookies.push((parameter.to_owned(), key.into()));
                Ok(())
            }
            In::Header => {
                let header = parameter.parse::<HeaderName>();
                let header = header.map_err(|_| unusable(Unusable::HeaderName))?;
                self.headers.push((header, sendable(key.to_owned()).map_err(unusable)?));
                Ok(())
            }
        }
    }
}

/// The reason why a credential cannot be sent. It shows nothing of the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    Empty,
    /// A control character in the text.
    Control,
    NotAscii,
    /// A character in the text that no cookie can hold.
    Cookie,
    /// A user name with a password is no API key.
    Basic,
    /// The name of its header is not valid.
    HeaderName,
}

impl fmt::Display for Unusable {
    /// Continues "it ...".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "is empty",
            Self::Control => "has a control character, such as a line break, in it",
            Self::NotAscii => "has a character which is not ASCII in it",
            Self::Cookie => "has a character in it that no cookie can hold, such as a space, comma or semicolon",
            Self::Basic => "is a user name with a password, not an API key",
            Self::HeaderName => "is to go into a header whose name is not valid",
        })
    }
}

impl SecretForm {
    /// The text of a secret, or why it is unusable.
    fn text(self, secret: &Secret) -> Result<&str, Unusable> {
        let text = match self {
            Self::Bearer => without_prefix(secret.expose()),
            Self::Basic | Self::AsIs => secret.expose(),
        };
        if text.is_empty() {
            Err(Unusable::Empty)
        // A header may hold a tab (RFC 9110, section 5.5), so making its value would not refuse it. No key has one.
        } else if text.contains('\t') {
            Err(Unusable::Control)
        } else {
            Ok(text)
        }
    }

    /// The value of `Authorization` that has a secret, or why it is unusable.
    pub(super) fn header(self, secret: &Secret) -> Result<HeaderValue, Unusable> {
        let text = self.text(secret)?;
        sendable(match self {
            Self::Bearer => ["Bearer ", text].concat(),
            Self::Basic => ["Basic ", text].concat(),
            Self::AsIs => text.to_owned(),
        })
    }
}

/// The value of a header that is a secret, or why it is unusable.
fn sendable(text: String) -> Result<HeaderValue, Unusable> {
    // Other bytes are opaque data in a header (RFC 9110, section 5.5): a server may read them in any charset.
    if !text.is_ascii() {
        return Err(Unusable::NotAscii);
    }
    let mut value = HeaderValue::try_from(text).map_err(|_| Unusable::Control)?;
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
mod tests;
