//! The secrets of a request, which a service may repeat in its answer.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue};

use super::Target;
use crate::codec::Secret;
use crate::codec::json::DecodeFailure;
use crate::codec::parameter::encode;
use crate::codec::redact::{REDACTED, is_secret};
use crate::net::auth::decoded_basic;

/// The secrets that a request carried. They are kept so that no message shows them.
#[derive(Clone, Default)]
pub(crate) struct Sent(Option<Box<[HeaderValue]>>, Vec<Secret>);

impl Sent {
    /// The secrets of a request with these headers, and the keys in its query.
    pub(crate) fn of(headers: &HeaderMap, keys: impl Iterator<Item = Secret>) -> Self {
        let sensitive: Vec<HeaderValue> = headers.values().filter(|value| value.is_sensitive()).cloned().collect();
        Self((!sensitive.is_empty()).then(|| sensitive.into()), keys.collect())
    }

    /// A text without them, and without those in the URL of a target.
    pub(super) fn redact(&self, text: &str, target: &Target) -> String {
        let mut secrets: Vec<String> = self.1.iter().map(|key| key.expose().to_owned()).collect();
        for value in self.0.iter().flatten() {
            let Ok(value) = std::str::from_utf8(value.as_bytes()) else { continue };
            // Of cookies the values, of `Bearer …` also what is behind the scheme.
            for part in value.split("; ") {
                secrets.extend(part.split_once('=').map(|(_, value)| value.to_owned()));
            }
            if let Some((scheme, credential)) = value.split_once(' ') {
                secrets.push(credential.trim().to_owned());
                secrets.extend(decoded_basic(scheme, credential.trim()));
            }
            secrets.push(value.to_owned());
        }
        if let Some(url) = target.whole_url() {
            let is_key = |name: &str| is_secret(name) || ["code", "key"].contains(&name.to_ascii_lowercase().as_str());
            secrets.extend(url.pairs().filter(|pair| is_key(&pair.name())).map(|pair| pair.value()));
        }
        without(text, secrets.iter().map(String::as_str))
    }

    /// A failure to decode an answer without them.
    pub(super) fn redact_failure(&self, failure: DecodeFailure, target: &Target) -> DecodeFailure {
        failure.map_message(|message| self.redact(message, target))
    }
}

/// A text without certain secrets, longest first, however they are written.
fn without<'a>(text: &str, secrets: impl IntoIterator<Item = &'a str>) -> String {
    // Shorter ones are parts of words.
    let secrets = secrets.into_iter().filter(|secret| secret.len() > 2);
    let mut forms: Vec<String> = secrets.flat_map(forms).filter(|form| text.contains(form.as_str())).collect();
    forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
    forms.iter().fold(text.to_owned(), |text, form| text.replace(form.as_str(), REDACTED))
}

/// The ways in which a service may write a secret: as it is, percent-encoded, in base64, and in a string of JSON.
fn forms(secret: &str) -> Vec<String> {
    let encoded = encode(secret);
    let quoted = serde_json::to_string(secret).unwrap_or_default();
    let quoted = quoted.trim_matches('"').to_owned();
    // The padding, where there is some, is left.
    let mut forms = vec![
        secret.to_owned(),
        lower_triplets(&encoded),
        encoded.replace("%20", "+"),
        encoded,
        STANDARD_NO_PAD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
        quoted.replace('/', "\\/"),
        quoted,
    ];
    forms.dedup();
    forms
}

/// Percent-encoded text with triplets in lower case.
fn lower_triplets(encoded: &str) -> String {
    let mut parts = encoded.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2).unwrap_or((part, ""));
        lower.extend(["%", &digits.to_ascii_lowercase(), rest]);
    }
    lower
}

#[cfg(test)]
#[path = "../../../tests/unit/net/sent.rs"]
mod tests;
