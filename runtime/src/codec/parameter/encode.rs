//! Percent-encoding of values and of path templates.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters that are encoded in a query value even if reserved ones are allowed. `#` would end the query, `&` the
/// value, and `+` is read as a space.
const NOT_IN_QUERY: &AsciiSet = &without(RESERVED, b":/?[]@!$'()*,;=");

/// The same in a path, whose segments are not told apart: `?` and `#` would end it, and brackets are none of it.
const NOT_IN_PATH: &AsciiSet = &without(RESERVED, b":/@!$&'()*+,;=");

/// The same in a cookie, which `,` and `;` would end.
const NOT_IN_COOKIE_VALUE: &AsciiSet = &without(RESERVED, b":/?#[]@!$&'()*+=");

/// Characters that are encoded in the literal text of a template's path or query.
const NOT_IN_TEMPLATE: &AsciiSet = &without(NOT_IN_QUERY, b"&+%");

const fn without(set: &AsciiSet, characters: &[u8]) -> AsciiSet {
    match characters {
        [] => set.remove(b'a'),
        [first, rest @ ..] => without(&set.remove(*first), rest),
    }
}

/// `text` with the characters of a set percent-encoded.
fn written(text: &str, set: &'static AsciiSet) -> String {
    Cow::from(utf8_percent_encode(text, set)).into_owned()
}

/// Appends `text` with everything outside of the unreserved characters percent-encoded.
pub(super) fn append(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// `text` with everything outside of the unreserved characters percent-encoded.
pub(crate) fn encode(text: &str) -> String {
    written(text, RESERVED)
}

/// `text` with the reserved characters of a query and percent-encoded triplets kept (RFC 6570, section 3.2.3).
pub(crate) fn encode_reserved(text: &str) -> String {
    encode_all(text, NOT_IN_QUERY)
}

/// `text` with the reserved characters of a path and percent-encoded triplets kept.
pub(crate) fn encode_reserved_in_path(text: &str) -> String {
    encode_all(text, NOT_IN_PATH)
}

/// `text` with the reserved characters of a cookie and percent-encoded triplets kept.
pub(crate) fn encode_reserved_in_cookie(text: &str) -> String {
    encode_all(text, NOT_IN_COOKIE_VALUE)
}

/// `text` with everything of a set percent-encoded, apart from triplets.
fn encode_all(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.extend(utf8_percent_encode(before, set));
        let is_triplet = from.len() >= 3 && from.as_bytes()[1..3].iter().all(u8::is_ascii_hexdigit);
        let (escaped, after) = if is_triplet { from.split_at(3) } else { ("%25", &from[1..]) };
        out.push_str(escaped);
        rest = after;
    }
    out.extend(utf8_percent_encode(rest, set));
    out
}

/// Appends the literal text of a template, with only what no URI may contain percent-encoded.
pub(super) fn append_template(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, NOT_IN_TEMPLATE));
}

/// The literal text of a template, with only what no URI may contain percent-encoded.
pub(crate) fn encode_template(text: &str) -> String {
    written(text, NOT_IN_TEMPLATE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encode("a-Z_0.~"), "a-Z_0.~");
        assert_eq!(encode("a/b?c#d%é "), "a%2Fb%3Fc%23d%25%C3%A9%20");
    }

    #[test]
    fn reserved_characters_and_triplets_can_be_kept() {
        assert_eq!(encode_reserved("a/b?c=d,[e]"), "a/b?c=d,[e]");
        assert_eq!(encode_reserved("1%20%é#&+%4"), "1%20%25%C3%A9%23%26%2B%254");
    }

    #[test]
    fn templates_keep_their_delimiters() {
        assert_eq!(encode_template("/Users('a b')/%20?x=1&y"), "/Users('a%20b')/%20?x=1&y");
    }
}
