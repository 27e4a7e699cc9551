//! The prefix of an API key in the header `Authorization`, as the description of its scheme shows it.
//!
//! A prefix is found by its shape, within quotes or after a phrase such as "for example". It is a word in front of a
//! placeholder or of something that looks like a key (`SSWS {key}`, `Token token=<KEY>`). A quoted word alone counts
//! where the description speaks of a prefix. A sentence that denies it does not count.

use crate::ir::KeyForm;
use crate::limits;

/// The ground on which a form is assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// The description shows the prefix.
    Shown,
    /// The description or the name of the scheme has the word `bearer` or `basic`.
    Named,
    /// The document says nothing.
    Nothing,
}

// OpenAPI has no field for the prefix of an API key. The description is all there is, so a form that is found decides
// documentation and examples alone. The value that the caller sets is never changed by it.
/// The form of the keys of a scheme.
pub(super) fn key_form(scheme: &str, description: &str) -> (KeyForm, Basis) {
    // Each quotation mark looks back to the beginning of its sentence. A long text without a full stop would cost the
    // square of its length.
    let end =
        description.char_indices().nth(limits::KEY_DESCRIPTION_CHARACTERS).map_or(description.len(), |(at, _)| at);
    let description = &description[..end];
    let segments = segments(description);
    let whole = segments.iter().find_map(|segment| segment.before_a_key());
    let shown = whole.or_else(|| {
        let speaks = CONTEXT.iter().any(|word| description.to_ascii_lowercase().contains(word));
        segments.iter().find_map(|segment| segment.alone(speaks))
    });
    if let Some(prefix) = shown {
        return (KeyForm::from_prefix(&prefix), Basis::Shown);
    }
    let name = scheme.to_ascii_lowercase();
    let has = |word: &str| affirms(description, word);
    match () {
        () if has("bearer") => (KeyForm::Bearer, Basis::Named),
        () if has("basic") => (KeyForm::Basic, Basis::Named),
        // A key that the caller computes is sent as it is given. This question stands before those about the name of
        // the scheme: `BearerSignature` with a description of a digest is computed by the caller.
        () if ["digest", "hmac", "signature"].into_iter().any(has) || denies(description) => {
            (KeyForm::Bare, Basis::Nothing)
        }
        () if name.contains("bearer") || name.contains("jwt") => (KeyForm::Bearer, Basis::Named),
        () if name.contains("basic") => (KeyForm::Basic, Basis::Named),
        () => (KeyForm::Bare, Basis::Nothing),
    }
}

/// Phrases that make a prefix of a quoted word.
const CONTEXT: [&str; 9] =
    ["prefix", "preced", "before", "in front", "followed by", "[space]", "blank", "a space", "and then"];

/// Phrases that a sample of the header follows.
const MARKERS: [&str; 8] =
    ["example:", "example,", "example ", "e.g.", "i.e.", "format:", "authorization:", "authorization ="];

/// Words that describe a key and are no prefix of it.
const DESCRIBING: [&str; 24] = [
    "a",
    "access",
    "an",
    "any",
    "api",
    "app",
    "auth",
    "authorization",
    "client",
    "enter",
    "header",
    "id",
    "in",
    "my",
    "personal",
    "private",
    "public",
    "secret",
    "service",
    "session",
    "the",
    "use",
    "user",
    "your",
];

/// Words that deny what follows them in a sentence.
const DENIALS: [&str; 7] = ["not", "no", "without", "never", "don't", "omit", "instead"];

/// A part of a description that may show a value of the header.
#[derive(Debug)]
struct Segment<'a> {
    text: &'a str,
    /// `true` if it stands in quotes.
    is_quoted: bool,
}

impl Segment<'_> {
    /// The prefix in front of a key.
    fn before_a_key(&self) -> Option<String> {
        let (text, is_labelled) = without_label(self.text);
        let (word, rest) = text.split_once(char::is_whitespace)?;
        let rest = rest.trim_start();
        let is_sample = is_labelled || !self.is_quoted;
        if let Some((name, value)) = rest.split_once('=').filter(|(name, _)| is_word(name)) {
            return (is_prefix(word) && !value.is_empty()).then(|| format!("{word} {name}="));
        }
        let key = rest.split(|c: char| c.is_whitespace() || "\"'`”’,;".contains(c)).next().unwrap_or_default();
        let ends_there = !self.is_quoted || is_bracketed(rest) || rest.trim_end().len() == key.len();
        let is_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        let is_key = is_bracketed(rest) || (is_capital && (looks_like_a_key(key) || (is_sample && mentions_key(key))));
        (is_prefix(word) && is_key && ends_there).then(|| format!("{word} "))
    }

    /// The quoted word as a prefix, where it ends with a blank or the description speaks of one.
    fn alone(&self, speaks: bool) -> Option<String> {
        let word = self.text.trim();
        let is_marked = self.text.ends_with(' ') || (speaks && word.starts_with(|c: char| c.is_ascii_uppercase()));
        (self.is_quoted && is_marked && is_prefix(word)).then(|| format!("{word} "))
    }
}

/// A text without the name of the header in front of it, and whether it was there.
fn without_label(text: &str) -> (&str, bool) {
    let text = text.trim_start();
    let rest = match text.get(..13) {
        Some(label) if label.eq_ignore_ascii_case("authorization") => text[13..].trim_start(),
        _ => return (text, false),
    };
    match rest.strip_prefix([':', '=']) {
        Some(value) => (value.trim_start().trim_start_matches(['"', '\'', '`']), true),
        None => (text, false),
    }
}

/// Returns `true` for a word that may stand in front of a key.
fn is_prefix(word: &str) -> bool {
    is_word(word) && word.len() > 1 && !DESCRIBING.contains(&word.to_ascii_lowercase().as_str())
}

/// Returns `true` for letters, digits, `-` and `_` after a letter.
fn is_word(text: &str) -> bool {
    text.len() <= 30
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// Returns `true` for a placeholder such as `{key}`, `<token>`, `[key]`, `$KEY` or `…`.
fn is_bracketed(text: &str) -> bool {
    text.starts_with(['{', '<', '[', '(', '$', '*', '…', '%']) || text.starts_with("...") || text.starts_with("&lt;")
}

/// Returns `true` for what has digits, is long, is in capitals or changes between the cases, as keys and their placeholders do.
fn looks_like_a_key(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let has_digits = text.len() >= 4 && text.contains(|c: char| c.is_ascii_digit());
    let is_capital = text.len() >= 3 && text.chars().all(|c| c.is_ascii_uppercase() || matches!(c, '_' | '-'));
    let is_masked = text.len() >= 3 && text.to_ascii_lowercase().chars().all(|c| c == 'x');
    let is_mixed = text.len() >= 8
        && text.contains(|c: char| c.is_ascii_lowercase())
        && text.chars().skip(1).any(|c| c.is_ascii_uppercase());
    has_digits || is_capital || is_masked || is_mixed || text.len() >= 20
}

/// Returns `true` for a word such as `token`, `apikey` or `your_jwt`.
fn mentions_key(text: &str) -> bool {
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    ["token", "key", "jwt", "secret", "credentials"].iter().any(|end| text.ends_with(end))
}

/// The parts of a description that may show a value of the header, in the order of the text.
fn segments(description: &str) -> Vec<Segment<'_>> {
    let mut parts: Vec<(usize, Segment<'_>)> = Vec::new();
    for (at, open) in description.char_indices().filter(|(_, c)| "`\"'“‘".contains(*c)) {
        let close = match open {
            '“' => '”',
            '‘' => '’',
            same => same,
        };
        // The apostrophe of "don't" opens no quotation. Nor does a quotation go on in the next line: one stray mark
        // would take the rest of the text.
        let is_apostrophe = open == '\'' && description[..at].ends_with(char::is_alphanumeric);
        let inside = &description[at + open.len_utf8()..];
        let end = inside.find(close).filter(|_| !is_apostrophe && !is_denied(description, at));
        if let Some(text) = end.map(|end| &inside[..end]).filter(|text| !text.contains('\n')) {
            parts.push((at, Segment { text, is_quoted: true }));
        }
    }
    // The same length in bytes as the description, so that places are the same.
    let lower = description.to_ascii_lowercase();
    for marker in MARKERS {
        for (at, _) in lower.match_indices(marker).filter(|(at, _)| !is_denied(description, *at)) {
            let line = description[at + marker.len()..].lines().next().unwrap_or_default();
            parts.push((at, Segment { text: line.trim_start_matches([' ', ':', '"', '\'', '`']), is_quoted: false }));
        }
    }
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, segment)| segment).collect()
}

/// The words of a text in lower case with the places where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, String)> {
    let is_part = |c: char| c.is_alphanumeric() || c == '\'';
    let pieces = text.split(move |c| !is_part(c)).filter(|word| !word.is_empty());
    pieces.map(move |word| {
        (word.as_ptr() as usize - text.as_ptr() as usize, word.trim_matches('\'').to_ascii_lowercase())
    })
}

/// Returns `true` if the sentence denies what stands at a place in it.
fn is_denied(text: &str, at: usize) -> bool {
    let sentence = text[..at].rsplit(['.', '\n', ';', ':', '!']).next().unwrap_or_default();
    words(sentence).any(|(_, word)| DENIALS.contains(&word.as_str()))
}

/// Returns `true` if a text has a word in a sentence that does not deny it.
fn affirms(text: &str, wanted: &str) -> bool {
    words(text).any(|(at, word)| word == wanted && !is_denied(text, at))
}

/// Returns `true` if a text says that there is no prefix.
fn denies(text: &str) -> bool {
    words(text).any(|(at, word)| ["bearer", "prefix", "basic"].contains(&word.as_str()) && is_denied(text, at))
}

#[cfg(test)]
mod tests {
    use super::{Basis, KeyForm, key_form};

    fn prefix(description: &str) -> String {
        key_form("key", description).0.prefix().to_owned()
    }

    #[test]
    fn a_prefix_in_front_of_a_key_is_found() {
        let example = "Pass the API token as the header value, prefixed with `SSWS`. For example, `Authorization: SSWS 00QCjAl4MlV-WPXM`";
        for (description, expected) in [
            (example, "SSWS "),
            ("The word Bearer, a space, and a key or token. For example: Bearer abc123", "Bearer "),
            ("JWT in the header. Example: \"Authorization: Bearer {token}\"", "Bearer "),
            ("e.g. Bearer abcde12345", "Bearer "),
            ("The API Key with format `Token token=<API_KEY>`", "Token token="),
            ("`Token token=abc`", "Token token="),
            ("Use `Bot <token>` for bots", "Bot "),
            ("format: GenieKey eb243592-faa2", "GenieKey "),
            ("value is “ApiKey your-key-0123”", "ApiKey "),
            ("`Authorization: Bearer token`", "Bearer "),
            ("`key {value}`", "key "),
            ("Basic credentials: \"Basic dXNlcjpwYXNz\"", "Basic "),
        ] {
            assert_eq!(prefix(description), expected, "{description}");
            assert_eq!(key_form("key", description).1, Basis::Shown, "{description}");
        }
    }

    #[test]
    fn a_quoted_word_alone_is_a_prefix_where_the_text_speaks_of_one() {
        assert_eq!(prefix("'GenieKey' and a blank before the key"), "GenieKey ");
        assert_eq!(prefix("Enter 'Bearer' [space] and then your token"), "Bearer ");
        assert_eq!(prefix("prefixed with `SSWS`"), "SSWS ");
        assert_eq!(prefix("put `token ` and the key"), "token ");
        assert_eq!(prefix("The `Authorization` header before each call"), "");
    }

    #[test]
    fn words_that_describe_a_key_are_no_prefix() {
        for text in [
            "Your \"API key\" from the dashboard",
            "An `access token` of the user",
            "The \"API Key 12345\"",
            "for example, ask for a key",
            "the value of the key, which isn't secret in 'Test mode'",
            "",
        ] {
            assert_eq!(key_form("ApiKey", text), (KeyForm::Bare, Basis::Nothing), "{text}");
        }
    }

    #[test]
    fn a_word_decides_unless_it_is_denied() {
        assert_eq!(key_form("key", "A bearer token"), (KeyForm::Bearer, Basis::Named));
        assert_eq!(key_form("JWT", ""), (KeyForm::Bearer, Basis::Named));
        assert_eq!(key_form("basicAuth", ""), (KeyForm::Basic, Basis::Named));
        assert_eq!(key_form("key", "HMAC of the body"), (KeyForm::Bare, Basis::Nothing));
        for text in
            ["The token, without `Bearer` in front", "Do not add a Bearer prefix", "Without the 'Bearer ' prefix."]
        {
            assert_eq!(key_form("jwt", text), (KeyForm::Bare, Basis::Nothing), "{text}");
        }
    }

    #[test]
    fn a_long_description_takes_no_time() {
        let description = "\"a ".repeat(200_000);
        assert_eq!(key_form("key", &description), (KeyForm::Bare, Basis::Nothing));
        let late = "word ".repeat(1_000) + "`Bearer {key}`";
        assert_eq!(key_form("key", &late), (KeyForm::Bare, Basis::Nothing));
    }
}
