//! Text for terminals.
//!
//! A terminal acts on some characters in place of showing them. It moves the cursor, changes colours and titles, or
//! shows a line in another order than it has. Text of a document may hold them. Here they become visible: `\u{1b}`.
//!
//! The characters are the controls (C0, DEL, C1), line and paragraph separators, and the byte order mark. Those that
//! change the direction of text are among them too (Unicode Standard Annex 9, section 2).

use std::borrow::Cow;

/// Returns a text in one line: line breaks and tabs are escaped too.
///
/// ```
/// assert_eq!(callsmith::terminal::line("red\u{1b}[31m\nno second line"), r"red\u{1b}[31m\nno second line");
/// ```
#[must_use]
pub fn line(text: &str) -> Cow<'_, str> {
    replaced(text, is_active, |c, out| match c {
        '\n' | '\r' | '\t' => out.extend(c.escape_default()),
        c => out.extend(c.escape_unicode()),
    })
}

/// Returns a text of several lines: line feeds and tabs stay as they are.
///
/// ```
/// assert_eq!(callsmith::terminal::lines("one\r\ntwo\u{7}\n"), "one\\r\ntwo\\u{7}\n");
/// ```
#[must_use]
pub fn lines(text: &str) -> Cow<'_, str> {
    replaced(
        text,
        |c| is_active(c) && !matches!(c, '\n' | '\t'),
        |c, out| out.push_str(&line(c.encode_utf8(&mut [0; 4]))),
    )
}

/// Returns a JSON text with the escapes of JSON (RFC 8259, section 7), so that it stays the same JSON.
///
/// ```
/// assert_eq!(callsmith::terminal::json("[\"\u{9b}31m\"]\n"), "[\"\\u009b31m\"]\n");
/// ```
#[must_use]
pub fn json(text: &str) -> Cow<'_, str> {
    replaced(
        text,
        |c| is_active(c) && !matches!(c, '\n' | '\t'),
        |c, out| {
            // All of these characters are below U+10000: one escape each.
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        },
    )
}

/// A text with one visible sign in place of each character that a terminal acts on, so that columns stay as they are.
/// Line feeds and tabs stay too.
pub(crate) fn signs(text: &str) -> Cow<'_, str> {
    replaced(
        text,
        |c| is_active(c) && !matches!(c, '\n' | '\t'),
        |c, out| {
            out.push(match c {
                '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
                '\u{7f}' => '\u{2421}',
                _ => char::REPLACEMENT_CHARACTER,
            });
        },
    )
}

// More than control characters: those that change the direction of text can make a line show what it does not say.
/// Returns `true` if a terminal acts on a character, or shows others in another place because of it.
pub(crate) fn is_active(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn replaced(text: &str, is: impl Fn(char) -> bool, replace: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(&is) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is(c) { replace(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{is_active, json, line, lines, signs};

    /// Characters that must not reach a terminal, from all of the ranges.
    const ACTIVE: [char; 19] = [
        '\0', '\u{7}', '\u{8}', '\r', '\u{1b}', '\u{7f}', '\u{80}', '\u{85}', '\u{9b}', '\u{9f}', '\u{61c}',
        '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{feff}',
    ];

    #[test]
    fn no_active_character_is_left() {
        for c in ACTIVE {
            let text = format!("a{c}b");
            for safe in [line(&text), lines(&text), json(&text), signs(&text)] {
                assert!(!safe.contains(is_active), "{c:?}: {safe:?}");
                assert!(safe.starts_with('a') && safe.ends_with('b'), "{c:?}: {safe:?}");
            }
            assert_eq!(signs(&text).chars().count(), 3, "{c:?}");
            let quoted = format!("\"{}\"", json(&text));
            assert_eq!(serde_json::from_str::<String>(&quoted).ok(), Some(text), "{c:?}");
        }
    }

    #[test]
    fn texts_of_all_scripts_stay() {
        for text in ["plain", "größe", "日本", "مرحبا", "👩‍👩‍👧", "a\\u{1b}"] {
            assert_eq!((line(text), lines(text), json(text)), (text.into(), text.into(), text.into()));
        }
        assert_eq!((lines("a\n\tb"), line("a\n\tb")), ("a\n\tb".into(), "a\\n\\tb".into()));
    }
}
