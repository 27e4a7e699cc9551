//! Texts of services without the secrets that are in them, for messages.

/// The text in the place of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The words in names of headers and members whose value is commonly a secret: letters and digits alone.
const SECRET: &[&str] = &[
    "accesskey",
    "accountkey",
    "apikey",
    "authorization",
    "connectionstring",
    "cookie",
    "credential",
    "jwt",
    "passphrase",
    "passcode",
    "passwd",
    "password",
    "privatekey",
    "secret",
    "sharedkey",
    "signature",
    "subscriptionkey",
    "token",
];
/// The whole names of others.
const SECRET_ALONE: &[&str] = &["auth", "pwd", "sas", "sig"];

/// `true` if the value under a name is commonly a secret: `X-Api-Key`, `client_secret`, `refreshToken`.
pub(crate) fn is_secret(name: &str) -> bool {
    // Each header of a request is looked at, so nothing is allocated. A name as long as this tells by its beginning.
    let (mut plain, mut length) = ([0; 64], 0);
    let letters = name.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_lowercase());
    for (place, letter) in plain.iter_mut().zip(letters) {
        *place = letter;
        length += 1;
    }
    let plain = std::str::from_utf8(&plain[..length]).unwrap_or_default();
    SECRET.iter().any(|part| plain.contains(part)) || SECRET_ALONE.contains(&plain)
}

/// A text without the values of members of JSON that are commonly secrets, and without the queries and fragments of URLs, which may hold some.
/// It may be cut off anywhere.
pub(crate) fn redacted(text: &str) -> String {
    without_queries(&without_members(text))
}

/// JSON text without the values of members that are commonly secrets.
pub(crate) fn without_members(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (key, after) = rest[start..].split_at(string_length(&rest[start..]));
        out.push_str(&rest[..start]);
        out.push_str(key);
        rest = after;
        let value = after.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.filter(|value| !value.is_empty() && is_secret(key)) else { continue };
        let length = match value.as_bytes()[0] {
            b'"' => string_length(value),
            b'0'..=b'9' | b'-' => value.find([',', '}', ']']).unwrap_or(value.len()),
            // An object or array goes on as text, so that its members are looked at by their own names.
            _ => continue,
        };
        out.push_str(&after[..after.len() - value.len()]);
        out.extend(["\"", REDACTED, "\""]);
        rest = &value[length..];
    }
    out.push_str(rest);
    out
}

/// The number of bytes of the string of JSON at the start of a text, with its quotation marks.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let is_end = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        is_end
    });
    end.map_or(text.len(), |end| end + 2)
}

/// A text without the queries and fragments of the URLs in it, also of relative ones.
pub(crate) fn without_queries(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(['?', '#']) {
        let (before, query) = (&rest[..=start], &rest[start + 1..]);
        out.push_str(before);
        rest = query;
        let is_in_name = |c: char| c.is_ascii_alphanumeric() || "-._~%+$[]:".contains(c);
        let name = query.find(|c| !is_in_name(c)).unwrap_or(query.len());
        if name > 0 && query[name..].starts_with('=') {
            let end = query.find(|c: char| c.is_whitespace() || "\"'<>`".contains(c)).unwrap_or(query.len());
            // The backslash of an escaped quotation mark.
            let end = end - usize::from(query[..end].ends_with('\\') && query[end..].starts_with('"'));
            out.push_str(REDACTED);
            rest = &query[end..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets_are_told_from_others() {
        for name in ["X-Api-Key", "client_secret", "refreshToken", "Authorization", "Set-Cookie", "sig", "userPassword"]
        {
            assert!(is_secret(name), "{name}");
        }
        for name in ["key", "message", "code", "design", "Content-Type", "author", "passing"] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn members_with_the_names_of_secrets_have_no_value() {
        for (text, expected) in [
            (r#"{"password":"a\"b","n":1}"#, r#"{"password":"[redacted]","n":1}"#),
            (r#"{"a": {"Access_Token" : "x"}}"#, r#"{"a": {"Access_Token" : "[redacted]"}}"#),
            (r#"{"password": 1234, "b": 2}"#, r#"{"password": "[redacted]", "b": 2}"#),
            (r#"{"password": "cut of"#, r#"{"password": "[redacted]""#),
            (r#"{"tokens": [1], "secret": null}"#, r#"{"tokens": [1], "secret": null}"#),
            (r#"{"message": "password: \"x\""}"#, r#"{"message": "password: \"x\""}"#),
            ("no JSON: \"token\"", "no JSON: \"token\""),
        ] {
            assert_eq!(without_members(text), expected, "{text}");
        }
    }

    #[test]
    fn queries_of_urls_are_left_out() {
        for (text, expected) in [
            (r#"{"next":"https://a/b?sig=x%2F&e=1","n":1}"#, r#"{"next":"https://a/b?[redacted]","n":1}"#),
            (r#"{"next":"\/b?a=1\u0026sig=x"}"#, r#"{"next":"\/b?[redacted]"}"#),
            (r#""{\"next\":\"/b?a=1\"}""#, r#""{\"next\":\"/b?[redacted]\"}""#),
            ("<https://a/?cursor=x,y>; rel=next", "<https://a/?[redacted]>; rel=next"),
            ("see https://a/#access_token=x now", "see https://a/#[redacted] now"),
            ("why? a = b, #1", "why? a = b, #1"),
            ("?", "?"),
        ] {
            assert_eq!(without_queries(text), expected, "{text}");
        }
    }
}
