//! The lines of a YAML text as an author sees them: keys, items and texts by their indentation, brackets and quotation marks.
//!
//! The outline needs no well-formed text, and decides nothing: it only says where the parser's findings come from.

use std::ops::Range;

/// The lines of a text, and what is open at the place of a fault.
pub(super) struct Outline<'a> {
    pub(super) text: &'a str,
    /// The entries of all lines, in their order.
    pub(super) entries: Vec<Entry>,
    /// The innermost bracket around the fault.
    pub(super) bracket: Option<Bracket>,
    /// The last quoted text that begins before the fault.
    pub(super) quoted: Option<Range<usize>>,
}

/// A bracket that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bracket {
    pub(super) offset: usize,
    /// `true` if it is closed behind the fault.
    pub(super) is_closed: bool,
}

/// The beginning of a line, or of what follows a `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The `-`, the key, or the text.
    pub(super) span: Range<usize>,
    /// The number of characters before it in its line.
    pub(super) indent: usize,
    /// `true` if it is the first of its line.
    pub(super) is_first: bool,
    /// The rest of the line behind a key.
    pub(super) value: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Item,
    Key,
    Text,
}

impl<'a> Outline<'a> {
    pub(super) fn around(text: &'a str, fault: usize) -> Self {
        let outline = Self { text, entries: Vec::new(), bracket: None, quoted: None };
        let mut scanner = Scanner { outline, fault, scalar: None };
        scanner.lines();
        scanner.outline
    }

    /// The entry that a place of the text belongs to: the last one that begins before it or there.
    pub(super) fn entry_at(&self, offset: usize) -> Option<usize> {
        self.entries.partition_point(|entry| entry.span.start <= offset).checked_sub(1)
    }

    /// Returns `true` if two places are in one line.
    pub(super) fn is_one_line(&self, first: usize, second: usize) -> bool {
        !self.text[first.min(second)..first.max(second)].contains('\n')
    }
}

/// The offset at which the line of a place ends, without the characters that end it.
pub(super) fn end_of_line(text: &str, offset: usize) -> usize {
    let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
    offset + text[offset..end].trim_end_matches('\r').len()
}

struct Scanner<'a> {
    outline: Outline<'a>,
    fault: usize,
    scalar: Option<BlockScalar>,
}

/// A block of text behind `|` or `>`.
struct BlockScalar {
    /// The indentation of the entry that it belongs to.
    parent: usize,
    /// The indentation of its first line.
    indent: Option<usize>,
}

impl Scanner<'_> {
    fn lines(&mut self) {
        let mut at = 0;
        while at < self.outline.text.len() {
            let text = self.outline.text;
            let line = &text[at..end_of_line(text, at)];
            let indent = line.len() - line.trim_start_matches(' ').len();
            let start = at + indent;
            at = match line.trim_start() {
                "" => self.next_line(at),
                _ if self.is_in_scalar(start, indent) => self.next_line(at),
                content if content.starts_with('#') => self.next_line(at),
                _ => self.line(start, indent),
            };
        }
    }

    fn next_line(&self, at: usize) -> usize {
        let text = self.outline.text;
        text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
    }

    /// Returns `true` if a line belongs to the block of text that is open; else that block has ended.
    fn is_in_scalar(&mut self, start: usize, indent: usize) -> bool {
        let Some(scalar) = &mut self.scalar else { return false };
        let is_new = scalar.indent.is_none();
        let belongs = indent > scalar.parent && indent >= *scalar.indent.get_or_insert(indent);
        if !belongs {
            self.scalar = None;
        } else if is_new {
            let span = start..end_of_line(self.outline.text, start);
            self.outline.entries.push(Entry { kind: Kind::Text, value: span.clone(), span, indent, is_first: true });
        }
        belongs
    }

    /// Takes the entries of a line, and gives the beginning of the line behind their value.
    fn line(&mut self, start: usize, indent: usize) -> usize {
        let text = self.outline.text;
        let end = end_of_line(text, start);
        let (mut at, mut parent) = (start, indent);
        loop {
            let rest = &text[at..end];
            let indent = indent + text[start..at].chars().count();
            let is_first = at == start;
            if let Some(inner) = rest.strip_prefix('-').filter(|inner| inner.is_empty() || inner.starts_with(' ')) {
                let value = end - inner.trim_start().len();
                let entry = Entry { kind: Kind::Item, span: at..at + 1, indent, is_first, value: value..end };
                self.outline.entries.push(entry);
                if value == end {
                    return self.next_line(end);
                }
                (at, parent) = (value, indent);
                continue;
            }
            let entry = match key(rest) {
                Some((name, value)) => {
                    parent = indent;
                    Entry { kind: Kind::Key, span: at..at + name, indent, is_first, value: at + value..end }
                }
                None => Entry { kind: Kind::Text, span: at..end, indent, is_first, value: at..end },
            };
            let value = entry.value.start;
            self.outline.entries.push(entry);
            return self.value(value, parent);
        }
    }

    /// Goes over a value, and gives the beginning of the line behind it.
    fn value(&mut self, start: usize, parent: usize) -> usize {
        let text = self.outline.text;
        let mut rest = &text[start..end_of_line(text, start)];
        // Anchors and tags stand in front of a value (YAML 1.2.2, section 6.9).
        while rest.starts_with(['&', '!']) {
            rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
        }
        let at = end_of_line(text, start) - rest.len();
        match rest.chars().next() {
            Some('|' | '>') => {
                self.scalar = Some(BlockScalar { parent, indent: None });
                self.next_line(at)
            }
            Some(mark @ ('"' | '\'')) => {
                let behind = self.quoted(at, mark);
                self.next_line(behind)
            }
            Some('[' | '{') => {
                let behind = self.brackets(at);
                self.next_line(behind)
            }
            _ => self.next_line(at),
        }
    }

    /// Goes over a quoted text.
    fn quoted(&mut self, start: usize, mark: char) -> usize {
        let end = end_of_quoted(self.outline.text, start, mark);
        if start < self.fault {
            self.outline.quoted = Some(start..end);
        }
        end
    }

    /// Goes over brackets and what is within them.
    fn brackets(&mut self, start: usize) -> usize {
        let text = self.outline.text;
        let mut open: Vec<usize> = Vec::new();
        let mut around: Option<usize> = None;
        let (mut at, mut previous) = (start, '\n');
        while let Some(sign) = text[at..].chars().next() {
            if at >= self.fault && around.is_none() {
                around = open.last().copied();
            }
            let mut behind = at + sign.len_utf8();
            match sign {
                '[' | '{' => open.push(at),
                ']' | '}' => {
                    open.pop();
                }
                '"' | '\'' if matches!(previous, '[' | '{' | ',' | ':' | '\n') => behind = self.quoted(at, sign),
                // A comment is apart by white space (YAML 1.2.2, section 6.6).
                '#' if text[..at].ends_with([' ', '\n']) => behind = end_of_line(text, at),
                _ => {}
            }
            if !sign.is_whitespace() {
                previous = sign;
            }
            at = behind;
            if open.is_empty() {
                break;
            }
        }
        // A text that ends here is at fault here.
        let around = around.or(open.last().copied());
        if let Some(offset) = around.filter(|_| start <= self.fault && self.outline.bracket.is_none()) {
            self.outline.bracket = Some(Bracket { offset, is_closed: !open.contains(&offset) });
        }
        at
    }
}

/// The end of the quoted text that begins at a place, behind its closing mark.
fn end_of_quoted(text: &str, start: usize, mark: char) -> usize {
    let mut signs = text[start + 1..].char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if mark == '"' => {
                signs.next();
            }
            _ if sign != mark => {}
            // Within single quotation marks one is written twice (YAML 1.2.2, section 7.3.2).
            '\'' if signs.peek().is_some_and(|(_, next)| *next == '\'') => {
                signs.next();
            }
            _ => return start + 1 + at + 1,
        }
    }
    text.len()
}

/// The length of the key that a text begins with, and the offset of its value.
fn key(text: &str) -> Option<(usize, usize)> {
    let mark = text.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    let from = match mark {
        Some(mark) => end_of_quoted(text, 0, mark),
        None if text.starts_with(['[', '{', '|', '>', '&', '*', '!', '%', '@', '`', '?']) => return None,
        None => 0,
    };
    let mut colons = text[from..].match_indices(':').map(|(at, _)| from + at);
    // A colon without white space behind it is part of the text (YAML 1.2.2, section 7.3.3).
    let colon = colons.find(|colon| text[colon + 1..].is_empty() || text[colon + 1..].starts_with([' ', '\t']))?;
    let is_key = mark.is_none() || text[from..colon].trim().is_empty();
    let is_comment = text.find(" #").is_some_and(|comment| comment < colon);
    (is_key && !is_comment && colon > 0)
        .then(|| (text[..colon].trim_end().len(), text.len() - text[colon + 1..].trim_start().len()))
}
