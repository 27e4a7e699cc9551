//! Proof Key for Code Exchange (RFC 7636), and random texts.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom as _, SystemRandom};

use crate::codec::Secret;
use crate::net::auth::CredentialError;

/// 256 random bits in 43 characters that need no encoding in a URL (RFC 7636, section 4.1).
pub(super) fn random() -> Result<Secret, CredentialError> {
    let mut bytes = [0; 32];
    let filled = SystemRandom::new().fill(&mut bytes);
    filled.map_err(|_| CredentialError::new("the system gives no random numbers"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes).into())
}

/// The challenge of a verifier, by the method `S256` (RFC 7636, section 4.2).
pub(super) fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose().as_bytes()))
}

// In time that does not depend on where two texts differ, since one of them is a secret.
/// Compares in a time that depends on the lengths alone.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::{challenge, is_same, random};
    use crate::codec::Secret;

    #[test]
    fn the_challenge_is_that_of_the_specification() {
        // RFC 7636, appendix B.
        let verifier = Secret::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn random_texts_differ_and_need_no_encoding() {
        let (one, other) = (random().unwrap(), random().unwrap());
        assert_ne!(one.expose(), other.expose());
        assert_eq!(one.expose().len(), 43);
        assert!(one.expose().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'), "{}", one.expose());
    }

    #[test]
    fn texts_are_the_same_as_a_whole() {
        for (one, other, expected) in [("", "", true), ("ab", "ab", true), ("ab", "aB", false), ("ab", "abc", false)] {
            assert_eq!(is_same(one, other), expected);
        }
    }
}
