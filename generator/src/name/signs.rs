//! Signs as words, where a name would lose its meaning without them: `+1` and `-1`, `C` and `C#`, `>=`.

// Signs that carry meaning become words, so `>=` and `<=` are two names. Dropped, both would be the same and be told
// apart by a number.
/// Signs with their words, the longer ones first.
const SIGNS: &[(&str, &str)] = &[
    (">=", "greater or equal"),
    ("<=", "less or equal"),
    ("!=", "not equal"),
    ("<>", "not equal"),
    ("==", "equal"),
    (">", "greater"),
    ("<", "less"),
    ("=", "equal"),
    ("!", "not"),
    ("+", "plus"),
    ("-", "minus"),
    ("*", "star"),
    ("/", "slash"),
    ("\\", "backslash"),
    ("%", "percent"),
    (".", "dot"),
    (",", "comma"),
    (":", "colon"),
    (";", "semicolon"),
    ("&", "and"),
    ("|", "or"),
    ("~", "tilde"),
    ("?", "question"),
    ("#", "sharp"),
    ("@", "at"),
    ("$", "dollar"),
    ("^", "caret"),
    ("_", "underscore"),
];

/// Signs that carry meaning in front of a word.
const LEADING: &[&str] = &[">=", "<=", "!=", ">", "<", "!", "+", "-"];

/// Signs that carry meaning behind a word.
const TRAILING: &[&str] = &["+", "#", "%"];

/// More signs than these are a line, and no operator.
const OPERATOR_SIGNS: usize = 4;

/// The text with signs that carry meaning as words.
pub(super) fn spelt(text: &str) -> String {
    if !text.contains(char::is_alphanumeric) {
        return if text.chars().count() <= OPERATOR_SIGNS { only_signs(text) } else { String::new() };
    }
    let mut rest = text;
    let mut words = String::with_capacity(text.len() + 8);
    // `<none>` is in brackets and no comparison.
    let is_bracket = |sign: &str| sign == "<" && text.ends_with('>');
    let leading = LEADING.iter().find(|sign| text.starts_with(**sign) && !is_bracket(sign));
    if let Some(sign) = leading {
        rest = &rest[sign.len()..];
        words.push_str(word(sign));
        words.push(' ');
    }
    let mut trailing = Vec::new();
    while let Some(sign) = trailing_sign(rest, text) {
        rest = &rest[..rest.len() - sign.len()];
        trailing.push(word(sign));
    }
    words.push_str(rest);
    for word in trailing.iter().rev() {
        words.push(' ');
        words.push_str(word);
    }
    words
}

/// The sign at the end; a minus is one only behind a grade such as `A-`, since other names may end in a hyphen.
fn trailing_sign<'a>(rest: &str, text: &str) -> Option<&'a str> {
    let minus = (rest.ends_with('-') && text.chars().count() <= OPERATOR_SIGNS).then_some("-");
    TRAILING.iter().copied().find(|sign| rest.ends_with(sign)).or(minus)
}

fn only_signs(text: &str) -> String {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let entry = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign));
        words.extend(entry.map(|(_, word)| *word));
        rest = &rest[entry.map_or(c.len_utf8(), |(sign, _)| sign.len())..];
    }
    words.join(" ")
}

fn word(sign: &str) -> &'static str {
    SIGNS.iter().find(|(sign_text, _)| *sign_text == sign).map_or("", |(_, word)| word)
}
