//! Characters that mean something in Markdown, written so that they are text.

use std::borrow::Cow;
use std::ops::Range;

use super::terminal;

/// A text with line feeds as its only control characters.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // Most texts are ASCII, and bytes are looked at in less time than characters.
    let is_plain = text.bytes().all(|byte| byte == b'\n' || matches!(byte, b' '..=b'~'));
    if is_plain || !text.contains(terminal::is_active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => out.push('\n'),
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\t' => out.push_str("    "),
            c => out.extend(shown(c)),
        }
    }
    Cow::Owned(out)
}

/// A character as it stands in a line of documentation: those that part words as a space, those that no reader sees not at
/// all.
pub(super) fn shown(c: char) -> Option<char> {
    match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        c if terminal::is_active(c) => None,
        c => Some(c),
    }
}

/// The most backticks in a row.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// The target of a link as Markdown: a page of the web, an address of mail, or a heading. All others are none.
pub(super) fn linked(target: &str, is_mail: bool) -> Option<String> {
    let has_scheme = |scheme: &str| target.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    let is_heading = target.strip_prefix('#').is_some_and(|name| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    });
    if !(is_mail || is_heading || ["http://", "https://", "mailto:"].into_iter().any(has_scheme)) {
        return None;
    }
    let mut url = String::with_capacity(target.len());
    for c in target.chars().filter_map(shown) {
        match c {
            ' ' | '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}' | '[' | ']' => {
                url.push_str(&format!("%{:02X}", u32::from(c)));
            }
            '(' => url.push_str("%28"),
            ')' => url.push_str("%29"),
            // Entities are decoded in targets too (CommonMark, "Entity and numeric character references").
            '&' if target.contains(';') => url.push_str("&amp;"),
            c => url.push(c),
        }
    }
    Some(url)
}

/// The position of a text in a document, on which the characters that have a meaning depend.
#[derive(Clone, Copy, Default)]
pub(super) struct Position {
    /// The text begins a line of a block.
    pub(super) is_start: bool,
    pub(super) in_table: bool,
    pub(super) in_link: bool,
}

/// Writes text so that no character of it has a meaning but those of bare URLs, which become links.
pub(super) fn escape(text: &str, position: Position, out: &mut String) {
    let mut rest = text;
    let mut before: Option<char> = None;
    if position.is_start {
        let guarded = guarded(text);
        out.push_str(&text[..guarded.start]);
        if guarded.end > guarded.start {
            out.push('\\');
            out.push_str(&text[guarded.clone()]);
        }
        before = text[..guarded.end].chars().next_back();
        rest = &text[guarded.end..];
    }
    while let Some(c) = rest.chars().next() {
        let after = rest[c.len_utf8()..].chars().next();
        let apart = before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace);
        let within = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        let is_escaped = match c {
            '\\' | '`' | '<' | '[' | ']' | '~' => true,
            '*' => !apart,
            // Within a word `_` has no meaning, and `*` has one (CommonMark, "Emphasis and strong emphasis").
            '_' => !(apart || within),
            '&' => after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '#'),
            '|' => position.in_table,
            _ => false,
        };
        if is_escaped {
            out.push('\\');
        }
        let mut taken = c.len_utf8();
        match c {
            'h' if !position.in_link && (rest.starts_with("http://") || rest.starts_with("https://")) => {
                let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`|\\^{}[]".contains(c)).unwrap_or(rest.len());
                let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_']);
                taken = url.len().max(1);
                if url.len() > "https://".len() {
                    out.push_str(&format!("<{url}>"));
                } else {
                    out.push_str(&rest[..taken]);
                }
            }
            c => out.push(c),
        }
        before = rest[..taken].chars().next_back();
        rest = &rest[taken..];
    }
}

/// The character that would make a block of the line that it begins, empty where none does.
fn guarded(text: &str) -> Range<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = text[digits..].chars();
    let (first, after) = (rest.next(), rest.next());
    let ends_word = after.is_none_or(char::is_whitespace);
    let is_guarded = match first {
        // The number of an item has nine digits at most (CommonMark, "List items").
        Some('.' | ')') => (1..=9).contains(&digits) && ends_word,
        _ if digits > 0 => false,
        Some('>' | '|') => true,
        Some('-') => ends_word || matches!(after, Some('-' | '|' | ':')),
        Some('+') => ends_word,
        Some('=') => ends_word || after == Some('='),
        Some('#') => ends_word || after == Some('#'),
        Some(':') => ends_word || after == Some('-'),
        _ => false,
    };
    digits..digits + usize::from(is_guarded)
}
