//! HTML in descriptions.
//!
//! CommonMark lets HTML through, and people write some. Simple tags become Markdown, comments go, and all other tags become
//! text. What is written here is parsed as Markdown once more, so nothing depends on it but how a description looks.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::markdown;

/// A line break, until what follows is known: texts have no control characters.
const BREAK: char = '\0';

/// A description with Markdown in place of HTML.
pub(super) fn as_markdown(text: &str) -> Cow<'_, str> {
    if !has_tags(text) {
        return Cow::Borrowed(text);
    }
    let tags = tags_in(text);
    if tags.is_empty() {
        return Cow::Borrowed(text);
    }
    let pairs = pairs(text, &tags);
    let mut writer = Writer {
        text,
        tags: &tags,
        pairs: &pairs,
        out: String::with_capacity(text.len()),
        lists: Vec::new(),
        cells: 0,
        rows: 0,
    };
    let mut at = 0;
    let mut index = 0;
    while let Some(tag) = tags.get(index) {
        writer.copy(at..tag.range.start, tag.in_block);
        let (end, next) = writer.tag(index);
        (at, index) = (end, next);
    }
    let in_block = tags.last().is_some_and(|tag| tag.in_block && tag.block_end > at);
    if let (true, Some(last)) = (in_block, tags.last()) {
        writer.copy(at..last.block_end, true);
        at = last.block_end;
    }
    writer.copy(at..text.len(), false);
    // At the end of a paragraph there is nothing to break.
    let out = writer.out.replace(&format!("{BREAK}\n\n"), "\n\n");
    let length = out.trim_end().trim_end_matches(BREAK).len();
    Cow::Owned(out[..length].replace(BREAK, "\\"))
}

/// Returns `true` if there may be a tag or a comment.
fn has_tags(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes
        .windows(2)
        .any(|pair| pair[0] == b'<' && (pair[1].is_ascii_alphabetic() || matches!(pair[1], b'/' | b'!' | b'?')))
}

/// A tag, a comment, or another piece of HTML.
struct Found<'a> {
    range: Range<usize>,
    kind: Kind<'a>,
    /// In a block of HTML, whose text is no Markdown, and that ends here.
    in_block: bool,
    block_end: usize,
    /// `true` if a line cannot end within it.
    in_line: bool,
    /// The paragraph or block that it stands in.
    within: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Open(Name, &'a str),
    Close(Name),
    Comment,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Bold,
    Italic,
    Code,
    Link,
    Break,
    Paragraph,
    List,
    Numbered,
    Item,
    Heading(usize),
    /// Changes no more than the look of its content.
    Look,
    Table,
    /// A part of a table around its rows.
    Section,
    Row,
    Cell,
    /// A list of terms with what they mean.
    Terms,
    Term,
    Meaning,
}

impl Name {
    fn parse(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "b" | "strong" => Self::Bold,
            "i" | "em" => Self::Italic,
            "code" | "tt" => Self::Code,
            "a" => Self::Link,
            "br" => Self::Break,
            "p" | "div" => Self::Paragraph,
            "ul" => Self::List,
            "ol" => Self::Numbered,
            "li" => Self::Item,
            "span" | "font" | "u" | "small" | "sub" | "sup" => Self::Look,
            "table" => Self::Table,
            "thead" | "tbody" | "tfoot" => Self::Section,
            "tr" => Self::Row,
            "td" | "th" => Self::Cell,
            "dl" => Self::Terms,
            "dt" => Self::Term,
            "dd" => Self::Meaning,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            _ => return None,
        })
    }

    /// A tag that has an end on the same level.
    fn is_paired(self) -> bool {
        matches!(self, Self::Bold | Self::Italic | Self::Code | Self::Link | Self::Look)
    }

    /// The end that the text has somewhere if it is a tag, and not a placeholder such as `<table>`.
    fn end_of_whole(self) -> Option<&'static str> {
        match self {
            Self::Table | Self::Section | Self::Row | Self::Cell => Some("</table"),
            Self::Terms | Self::Term | Self::Meaning => Some("</dl"),
            _ => None,
        }
    }
}

/// The HTML of a description, in order.
fn tags_in(text: &str) -> Vec<Found<'_>> {
    let mut tags = Vec::new();
    let (mut within, mut in_line, mut block_end) = (0, false, 0);
    for (event, range) in markdown::parser(text).into_offset_iter() {
        match event {
            Event::Start(Tag::HtmlBlock) => {
                within += 1;
                block_end = range.end;
            }
            Event::Start(Tag::Heading { .. } | Tag::TableCell) => {
                within += 1;
                in_line = true;
            }
            Event::End(TagEnd::Heading(_) | TagEnd::TableCell) => in_line = false,
            Event::Start(Tag::Paragraph | Tag::Item) => within += 1,
            Event::InlineHtml(html) => {
                let kind = kind(&html, text, range.start);
                tags.push(Found { range, kind, in_block: false, block_end: 0, in_line, within });
            }
            Event::Html(_) => {
                let mut at = range.start;
                while let Some(start) = text[at..range.end].find('<').map(|start| at + start) {
                    let rest = &text[start..range.end];
                    let is_comment = rest.starts_with("<!--");
                    let length = if is_comment {
                        rest.find("-->").map_or(rest.len(), |end| end + 3)
                    } else {
                        rest.find('>').map_or(1, |end| end + 1)
                    };
                    let kind = kind(&rest[..length], text, start);
                    let current_range = start..start + length;
                    tags.push(Found { range: current_range, kind, in_block: true, block_end, in_line: false, within });
                    at = start + length;
                }
            }
            _ => {}
        }
    }
    tags
}

/// The kind of `<…>`, which stands in the text from a byte on.
fn kind<'a>(html: &str, text: &'a str, start: usize) -> Kind<'a> {
    if html.starts_with("<!--") {
        return Kind::Comment;
    }
    let html = &text[start..start + html.len()];
    let Some(inner) = html.strip_prefix('<').and_then(|html| html.strip_suffix('>')) else { return Kind::Other };
    let (is_close, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    if !(attributes.is_empty() || attributes.starts_with(|c: char| c.is_whitespace() || c == '/')) {
        return Kind::Other;
    }
    let is_whole = |name: &Name| name.end_of_whole().is_none_or(|end| text.contains(end));
    match Name::parse(name).filter(is_whole) {
        Some(name) if is_close => Kind::Close(name),
        Some(name) => Kind::Open(name, attributes.trim_end_matches('/').trim()),
        None => Kind::Other,
    }
}

/// For each tag that has a partner the index of that.
fn pairs(text: &str, tags: &[Found<'_>]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; tags.len()];
    let mut open: Vec<(Name, usize)> = Vec::new();
    let mut within = 0;
    for (index, tag) in tags.iter().enumerate() {
        if std::mem::replace(&mut within, tag.within) != tag.within {
            open.clear();
        }
        match tag.kind {
            Kind::Open(name, _) if name.is_paired() => open.push((name, index)),
            Kind::Close(name) if name.is_paired() => {
                if let Some((_, first)) = open.pop_if(|(opened, _)| *opened == name)
                    && !text[tags[first].range.end..tag.range.start].trim().is_empty()
                {
                    (pairs[first], pairs[index]) = (Some(index), Some(first));
                }
            }
            Kind::Open(Name::Break, _) | Kind::Comment | Kind::Other => {}
            Kind::Open(..) | Kind::Close(_) => open.clear(),
        }
    }
    pairs
}

struct Writer<'a> {
    text: &'a str,
    tags: &'a [Found<'a>],
    pairs: &'a [Option<usize>],
    out: String,
    /// For each list around what is written the number of its next item, if it is numbered.
    lists: Vec<Option<usize>>,
    /// The cells of the row that is written, or the terms with their meanings, which are one item.
    cells: usize,
    /// The rows or terms that were written of the table or list.
    rows: usize,
}

impl Writer<'_> {
    /// Copies what is no tag. In a block of HTML lines may be indented.
    fn copy(&mut self, range: Range<usize>, in_block: bool) {
        let text = self.text.get(range).unwrap_or_default();
        if !in_block {
            return self.out.push_str(text);
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            let is_start = self.out.is_empty() || self.out.ends_with([' ', '\n']);
            self.out.push_str(if is_start { line.trim_start() } else { line });
        }
    }

    /// Writes a tag; says where what it stands for ends, and which tag is next.
    fn tag(&mut self, index: usize) -> (usize, usize) {
        let tag = &self.tags[index];
        let next = (tag.range.end, index + 1);
        let pair = self.pairs[index];
        match tag.kind {
            Kind::Comment => {}
            Kind::Open(Name::Code, _) if pair.is_some() => {
                let next = pair.unwrap_or(index);
                let last = &self.tags[next];
                let content = decoded(&self.text[tag.range.end..last.range.start]);
                let ticks = "`".repeat(content.split(|c| c != '`').map(str::len).max().unwrap_or_default() + 1);
                let gap = if content.starts_with('`') || content.ends_with('`') { " " } else { "" };
                self.out.push_str(&format!("{ticks}{gap}{content}{gap}{ticks}"));
                return (last.range.end, next + 1);
            }
            Kind::Open(Name::Bold, _) if pair.is_some() => return self.emphasis(index, "**"),
            Kind::Open(Name::Italic, _) if pair.is_some() => return self.emphasis(index, "*"),
            Kind::Close(Name::Bold) if pair.is_some() => self.end_emphasis("**"),
            Kind::Close(Name::Italic) if pair.is_some() => self.end_emphasis("*"),
            Kind::Open(Name::Link, attributes) if pair.is_some() && target(attributes).is_some() => self.out.push('['),
            Kind::Close(Name::Link) if pair.and_then(|first| self.target_of(first)).is_some() => {
                let target = pair.and_then(|first| self.target_of(first)).unwrap_or_default();
                let target = target.replace([' ', '\n'], "%20").replace('<', "%3C").replace('>', "%3E");
                self.out.push_str(&format!("](<{target}>)"));
            }
            Kind::Open(Name::Look | Name::Link, _) | Kind::Close(Name::Look | Name::Link) if pair.is_some() => {}
            Kind::Open(Name::Table | Name::Terms, _) | Kind::Close(Name::Table | Name::Terms) => {
                (self.rows, self.cells) = (0, 0);
                self.line_or_space(tag.in_line, "\n\n");
            }
            // Items: cells in CommonMark's tables are one line each, and there is no table without a heading.
            Kind::Open(Name::Row | Name::Term, _) => {
                // Rows are apart by no more than a line.
                if self.rows > 0 {
                    let end = self.out.trim_end().len();
                    self.out.truncate(end);
                }
                self.rows += 1;
                self.line_or_space(tag.in_line, "\n");
                self.out.push_str("- ");
                self.cells = usize::from(matches!(tag.kind, Kind::Open(Name::Term, _)));
                return self.behind_space(index);
            }
            Kind::Open(Name::Cell | Name::Meaning, _) => {
                let end = self.out.trim_end().len();
                self.out.truncate(end);
                self.out.push_str(match tag.kind {
                    Kind::Open(Name::Meaning, _) => ": ",
                    _ if self.cells == 0 => " ",
                    _ => " | ",
                });
                self.cells += 1;
                return self.behind_space(index);
            }
            Kind::Open(Name::Section, _)
            | Kind::Close(Name::Section | Name::Row | Name::Cell | Name::Term | Name::Meaning) => {}
            Kind::Open(Name::Paragraph, _) | Kind::Close(Name::Paragraph) if self.cells > 0 => {
                if !self.out.ends_with(' ') {
                    self.out.push(' ');
                }
            }
            Kind::Open(Name::Break, _) | Kind::Close(Name::Break) => {
                // At the end of a line the break is between the lines.
                let is_last = self.text[tag.range.end..].trim_start_matches(' ').starts_with('\n');
                let is_first = self.out.is_empty() || self.out.ends_with('\n');
                if !(tag.in_line || is_first) {
                    self.out.push(BREAK);
                }
                if !is_last {
                    self.line_or_space(tag.in_line, "\n");
                }
            }
            Kind::Open(Name::Paragraph, _) | Kind::Close(Name::Paragraph) => self.line_or_space(tag.in_line, "\n\n"),
            Kind::Open(name @ (Name::List | Name::Numbered), _) if !tag.in_line => {
                self.lists.push((name == Name::Numbered).then_some(1));
                if self.lists.len() == 1 {
                    self.line("\n\n");
                }
            }
            Kind::Close(Name::List | Name::Numbered) if !tag.in_line => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.line("\n\n");
                }
            }
            Kind::Open(Name::Item, _) if !tag.in_line => {
                self.line("\n");
                let depth = self.lists.len().saturating_sub(1).min(8);
                self.out.push_str(&"   ".repeat(depth));
                match self.lists.last_mut() {
                    Some(Some(number)) => {
                        self.out.push_str(&format!("{number}. "));
                        *number += 1;
                    }
                    _ => self.out.push_str("- "),
                }
            }
            Kind::Close(Name::Item) if !tag.in_line => {}
            Kind::Open(Name::Heading(level), _) if !tag.in_line => {
                self.line("\n\n");
                self.out.push_str(&format!("{} ", "#".repeat(level)));
            }
            Kind::Close(Name::Heading(_)) if !tag.in_line => self.line("\n\n"),
            Kind::Open(..) | Kind::Close(_) | Kind::Other => {
                self.out.push('\\');
                self.out.push_str(&self.text[tag.range.clone()]);
            }
        }
        next
    }

    /// The place behind a tag and the space that follows it.
    fn behind_space(&self, index: usize) -> (usize, usize) {
        let end = self.tags[index].range.end;
        let rest = &self.text[end..];
        (end + rest.len() - rest.trim_start().len(), index + 1)
    }

    fn target_of(&self, first: usize) -> Option<&str> {
        match self.tags[first].kind {
            Kind::Open(Name::Link, attributes) => target(attributes),
            _ => None,
        }
    }

    /// Ends the line, or puts a space where none can end.
    fn line_or_space(&mut self, in_line: bool, end: &str) {
        if in_line { self.out.push(' ') } else { self.line(end) }
    }

    /// Ends the line.
    fn line(&mut self, end: &str) {
        let length = self.out.trim_end_matches(' ').len();
        self.out.truncate(length);
        if end == "\n" && self.out.ends_with('\n') {
            return;
        }
        self.out.push_str(end);
    }

    /// Emphasis begins in front of a word.
    fn emphasis(&mut self, index: usize, sign: &str) -> (usize, usize) {
        self.out.push_str(sign);
        self.behind_space(index)
    }

    /// Emphasis ends behind a word.
    fn end_emphasis(&mut self, sign: &str) {
        let end = self.out.trim_end().len();
        let has_gap = end < self.out.len();
        self.out.truncate(end);
        self.out.push_str(sign);
        if has_gap {
            self.out.push(' ');
        }
    }
}

/// The target among the attributes of a link.
fn target(attributes: &str) -> Option<&str> {
    let start = attributes.to_ascii_lowercase().find("href")?;
    let value = attributes[start + "href".len()..].trim_start().strip_prefix('=')?.trim_start();
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split_whitespace().next(),
    }
}

/// The text of code: without the entities that HTML needs, in one line.
fn decoded(html: &str) -> String {
    let text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    // `&amp;` last, since `&amp;lt;` is the text `&lt;`.
    let text = text.replace("&nbsp;", " ").replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
