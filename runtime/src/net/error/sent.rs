//! The secrets of a request, which a service may repeat in its answer.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use http::{HeaderName, HeaderValue};

use super::Target;
use crate::codec::json::DecodeFailure;
use crate::codec::parameter::encode;
use crate::codec::redact::{REDACTED, is_secret};
use crate::net::auth::{Authorization, decoded_basic};

/// The secrets that a request carried. They are kept so that no message shows them.
#[derive(Clone, Default)]
pub(crate) struct SentSecrets(Option<Arc<Authorization>>);

impl SentSecrets {
    /// The secrets of a request with these headers that are secrets, to which an authorization was added.
    pub(crate) fn new(headers: &[(HeaderName, HeaderValue)], mut authorization: Arc<Authorization>) -> Self {
        // The request is no longer under way. An authorization that other requests share has no token.
        if let Some(unshared) = Arc::get_mut(&mut authorization) {
            unshared.forget_credentials();
        }
        if !headers.is_empty() {
            Arc::make_mut(&mut authorization).headers.extend_from_slice(headers);
        }
        Self(authorization.has_credential().then_some(authorization))
    }

    /// A text without them, and without those in the URL of a target.
    pub(super) fn redact(&self, text: &str, target: &Target) -> String {
        let sent = self.0.as_deref();
        let keys = sent.into_iter().flat_map(|sent| sent.query.iter().chain(&sent.cookies));
        let mut secrets: Vec<String> = keys.map(|(_, key)| key.expose().to_owned()).collect();
        for (_, value) in sent.into_iter().flat_map(|sent| &sent.headers) {
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
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_left_out_however_it_is_written() {
        let secret = "s3cr/t é\"+";
        for text in [
            "a s3cr/t é\"+ b",
            "a s3cr%2Ft%20%C3%A9%22%2B b",
            "a s3cr%2ft%20%c3%a9%22%2b b",
            "a s3cr%2Ft+%C3%A9%22%2B b",
            "a czNjci90IMOpIis b",
            r#"a s3cr/t é\"+ b"#,
            r#"a s3cr\/t é\"+ b"#,
        ] {
            assert_eq!(without(text, [secret]), "a [redacted] b", "{text}");
        }
        assert_eq!(without("a b c", ["a", "b "]), "a b c");
        assert_eq!(without("longer", ["long", "longer"]), "[redacted]");
    }
}
