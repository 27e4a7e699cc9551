//! Descriptions as documentation.
//!
//! Descriptions are Markdown that was not written for rustdoc: an indented block would become a doctest, a bare URL, a
//! word in brackets or an HTML tag a warning.

use proc_macro2::TokenStream;
use quote::quote;

/// Documentation attributes of a text, one for each line.
pub(super) fn doc(text: &str) -> TokenStream {
    let lines = markdown(text);
    let lines = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// Documentation in our own words, which may link to items by name.
pub(super) fn own(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {}", visible(line)) });
    quote! { #(#[doc = #lines])* }
}

/// Documentation of several paragraphs.
pub(super) fn paragraphs<'a>(parts: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    doc(&parts.join("\n\n"))
}

/// An entry of a list of what is handed over: a name and its description, whose further lines belong to the entry.
pub(super) fn entry(name: &str, description: &str) -> String {
    let mut lines = description.trim().lines();
    let mut entry = format!("- `{name}`: {}", lines.next().unwrap_or_default().trim());
    for line in lines {
        entry.push('\n');
        if !line.trim().is_empty() {
            entry.push_str("  ");
            entry.push_str(line);
        }
    }
    entry
}

/// The first sentence of a description, for places where there is one line.
pub(crate) fn first_sentence(text: &str) -> String {
    let paragraph = text.trim().split("\n\n").next().unwrap_or_default();
    let line = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.find(". ") {
        Some(end) => line[..=end].to_owned(),
        None => line,
    }
}

/// The lines of a description, safe for rustdoc.
pub(crate) fn markdown(text: &str) -> Vec<String> {
    let mut state = State { lines: Vec::new(), block: Block::None, list: None };
    let clean: String = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', "    ");
    for line in clean.lines() {
        state.line(visible(line).trim_end());
    }
    state.finish()
}

/// A line without characters that no reader sees and a comment cannot have.
fn visible(line: &str) -> String {
    line.chars().filter(|c| !c.is_control() && !is_bidirectional(*c)).collect()
}

/// Characters that change the direction of text: rustc refuses them in comments.
fn is_bidirectional(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Block {
    None,
    /// Between fences, with their character and length.
    Fenced(char, usize),
    /// An indented block that has been fenced.
    Indented,
}

struct State {
    lines: Vec<String>,
    block: Block,
    /// Where the text of the current list item begins.
    list: Option<usize>,
}

impl State {
    fn line(&mut self, line: &str) {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        match self.block {
            Block::Fenced(mark, length) => return self.fenced(trimmed, line, mark, length),
            Block::Indented if indent >= 4 => return self.lines.push(line[4..].to_owned()),
            Block::Indented if trimmed.is_empty() => return self.lines.push(String::new()),
            Block::Indented => {
                while self.lines.last().is_some_and(String::is_empty) {
                    self.lines.pop();
                }
                self.lines.push("```".to_owned());
                self.lines.push(String::new());
                self.block = Block::None;
            }
            Block::None => {}
        }
        if trimmed.is_empty() {
            if self.lines.last().is_some_and(|last| !last.is_empty()) {
                self.lines.push(String::new());
            }
            return;
        }
        if let Some((mark, length)) = fence(trimmed) {
            self.block = Block::Fenced(mark, length);
            self.list = None;
            self.lines.push(format!("{}text", mark.to_string().repeat(length)));
            return;
        }
        if let Some(marker) = list_marker(trimmed) {
            self.list = Some(indent.min(8) + marker);
            self.lines.push(format!("{}{}", " ".repeat(indent.min(8)), safe(trimmed)));
            return;
        }
        let after_blank = self.lines.last().is_none_or(String::is_empty);
        if after_blank && indent < 2 {
            self.list = None;
        }
        match self.list {
            Some(offset) => self.lines.push(format!("{}{}", " ".repeat(offset), safe(trimmed))),
            None if indent >= 4 && after_blank => {
                self.block = Block::Indented;
                self.lines.push("```text".to_owned());
                self.lines.push(line[4..].to_owned());
            }
            None => self.lines.push(safe(trimmed)),
        }
    }

    fn fenced(&mut self, trimmed: &str, line: &str, mark: char, length: usize) {
        let closes = fence(trimmed).is_some_and(|(own, count)| own == mark && count >= length)
            && trimmed.chars().all(|c| c == mark);
        if closes {
            self.block = Block::None;
            self.lines.push(mark.to_string().repeat(length));
        } else {
            self.lines.push(line.to_owned());
        }
    }

    fn finish(mut self) -> Vec<String> {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        match self.block {
            Block::Fenced(mark, length) => self.lines.push(mark.to_string().repeat(length)),
            Block::Indented => self.lines.push("```".to_owned()),
            Block::None => {}
        }
        self.lines
    }
}

/// The character and length of a code fence.
fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let rest = &line[length..];
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some((mark, length))
}

/// The width of a list marker with the space behind it.
fn list_marker(line: &str) -> Option<usize> {
    if line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") {
        return Some(2);
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = &line[digits..];
    ((1..=9).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "))).then_some(digits + 2)
}

/// A line of text without what rustdoc would misread.
fn safe(line: &str) -> String {
    let code_is_closed = line.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(line.len() + 8);
    let mut in_code = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let taken = if c == '`' {
            if code_is_closed {
                in_code = !in_code;
                out.push('`');
            } else {
                out.push_str("\\`");
            }
            1
        } else if in_code {
            out.push(c);
            c.len_utf8()
        } else {
            text(rest, c, &mut out)
        };
        rest = &rest[taken..];
    }
    out
}

/// Copies what begins a stretch of text outside of code; says how much of it was taken.
fn text(rest: &str, c: char, out: &mut String) -> usize {
    match c {
        '\\' => {
            let escaped = rest[1..].chars().next().filter(char::is_ascii_punctuation);
            out.push('\\');
            out.push(escaped.unwrap_or('\\'));
            1 + escaped.map_or(0, char::len_utf8)
        }
        '<' => {
            if let Some(end) = autolink(rest) {
                out.push_str(&rest[..end]);
                return end;
            }
            out.push_str("\\<");
            1
        }
        '[' => match link(rest) {
            Some(end) => {
                out.push_str(&rest[..end]);
                end
            }
            None => {
                out.push_str("\\[");
                1
            }
        },
        ']' => {
            out.push_str("\\]");
            1
        }
        'h' if rest.starts_with("http://") || rest.starts_with("https://") => {
            let end = rest.find(|c: char| c.is_whitespace() || "<>\"'`|\\^{}[]".contains(c)).unwrap_or(rest.len());
            let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '_']);
            if url.len() > "https://".len() {
                out.push_str(&format!("<{url}>"));
            } else {
                out.push_str(url);
            }
            url.len()
        }
        c => {
            out.push(c);
            c.len_utf8()
        }
    }
}

/// The length of `<https://…>`.
fn autolink(text: &str) -> Option<usize> {
    let end = text.find('>')?;
    let inner = &text[1..end];
    let is_url = inner.starts_with("http://") || inner.starts_with("https://");
    (is_url && !inner.contains(|c: char| c.is_whitespace() || c == '<')).then_some(end + 1)
}

/// The length of `[text](https://…)`; other targets are no links in a crate's documentation.
fn link(text: &str) -> Option<usize> {
    let close = text.find(']')?;
    let label = &text[1..close];
    let target = text[close + 1..].strip_prefix('(')?;
    let end = target.find(')')?;
    let url = &target[..end];
    let is_url = url.starts_with("http://") || url.starts_with("https://") || url.starts_with("mailto:");
    let plain = !label.contains(['[', '<', '`', '\\']) && !label.contains("http://") && !label.contains("https://");
    (is_url && plain && !url.contains(|c: char| c.is_whitespace() || c == '<' || c == '>'))
        .then_some(close + 1 + 1 + end + 1)
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, markdown};

    #[test]
    fn what_rustdoc_would_misread_is_escaped() {
        assert_eq!(markdown("see [RFC 3339] or a<b>c"), ["see \\[RFC 3339\\] or a\\<b>c"]);
        assert_eq!(markdown("at https://example.com/a_b. Then"), ["at <https://example.com/a_b>. Then"]);
        assert_eq!(markdown("[docs](https://example.com)"), ["[docs](https://example.com)"]);
        assert_eq!(markdown("[pet](#/definitions/Pet)"), ["\\[pet\\](#/definitions/Pet)"]);
        assert_eq!(markdown("`a[0]<T>` and ` open"), ["\\`a\\[0\\]\\<T>\\` and \\` open"]);
        assert_eq!(markdown("`a[0]<T>`"), ["`a[0]<T>`"]);
    }

    #[test]
    fn indented_blocks_are_no_doctests() {
        assert_eq!(
            markdown("Example:\n\n    let x = 1;\n\n    let y = 2;\n\nDone."),
            ["Example:", "", "```text", "let x = 1;", "", "let y = 2;", "```", "", "Done."]
        );
        assert_eq!(markdown("```rust\nlet x = 1;"), ["```text", "let x = 1;", "```"]);
    }

    #[test]
    fn list_items_keep_their_lines_together() {
        assert_eq!(markdown("- one\nmore\n- two\n\nafter"), ["- one", "  more", "- two", "", "after"]);
    }

    #[test]
    fn first_sentences() {
        assert_eq!(first_sentence("One thing. And\nmore.\n\nNext"), "One thing.");
        assert_eq!(first_sentence("One\nline"), "One line");
    }
}
