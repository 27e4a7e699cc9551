//! Events of the parser, written as Markdown that rustdoc reads as the document means it.

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};

use super::escapes::{Position, escape, linked, longest_run, shown};
use crate::limits;

/// The container of a block.
struct Frame {
    kind: Kind,
    /// No block has been written in it.
    is_empty: bool,
    /// Its blocks follow each other without a blank line.
    is_tight: bool,
}

enum Kind {
    Root,
    /// A quotation or an item: what its first line begins with, and what the others begin with.
    Prefixed {
        first: String,
        rest: &'static str,
        indent: usize,
        is_begun: bool,
    },
    /// A list, with the number of its next item.
    List(Option<u64>),
    /// Blocks beyond [`limits::MARKDOWN_DEPTH`].
    Flat,
}

/// Writes Markdown of the events of a parser, line by line.
pub(super) struct Writer {
    lines: Vec<String>,
    /// The line that is being written, if one is.
    line: Option<String>,
    frames: Vec<Frame>,
    /// Text that is not escaped yet: whether a character has a meaning depends on its neighbours.
    text: String,
    /// Nothing of the text of the line has been written.
    is_start: bool,
    /// All blocks are one line.
    is_flat: bool,
    /// The content of a block of code.
    code: Option<String>,
    /// The ends of emphasis, links and images that are open.
    ends: Vec<String>,
    /// Links around the text that stand as links.
    links: usize,
    /// Within `<https://…>`, whose text is its target.
    in_autolink: bool,
    alignments: Vec<Alignment>,
    in_table: bool,
}

impl Writer {
    /// A writer of lines.
    pub(super) fn new() -> Self {
        Self::with_flatness(false)
    }

    /// A writer of one line.
    pub(super) fn flat() -> Self {
        Self::with_flatness(true)
    }

    fn with_flatness(is_flat: bool) -> Self {
        Self {
            lines: Vec::new(),
            line: None,
            frames: vec![Frame { kind: Kind::Root, is_empty: true, is_tight: false }],
            text: String::new(),
            is_start: true,
            is_flat,
            code: None,
            ends: Vec::new(),
            links: 0,
            in_autolink: false,
            alignments: Vec::new(),
            in_table: false,
        }
    }

    /// The lines that were written.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.lines
    }

    /// Takes an event and the text that it was read from.
    pub(super) fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => {
                self.flush();
                self.code_span(&code);
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.begin_block();
                if !self.is_flat {
                    self.put("---");
                }
            }
            Event::Start(tag) => self.start(tag, source),
            Event::End(tag) => self.end(tag),
            // These are not among the options of the parser.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, source: &str) {
        match tag {
            Tag::Paragraph => {
                let count = self.frames.len();
                if let [.., list, item] = &mut self.frames[..]
                    && count > 2
                    && matches!(list.kind, Kind::List(_))
                {
                    (list.is_tight, item.is_tight) = (false, false);
                }
                self.begin_block();
            }
            Tag::HtmlBlock => self.begin_block(),
            Tag::Heading { level, .. } => {
                self.begin_block();
                if !self.is_flat {
                    self.put(&format!("{} ", "#".repeat(level as usize)));
                }
            }
            Tag::BlockQuote(_) => {
                self.begin_block();
                self.open(Kind::Prefixed { first: "> ".to_owned(), rest: "> ", indent: 0, is_begun: false }, false);
            }
            Tag::CodeBlock(_) => {
                self.begin_block();
                self.code = Some(String::new());
            }
            Tag::List(start) => {
                self.begin_block();
                self.open(Kind::List(start), true);
            }
            Tag::Item => self.item(source),
            Tag::Table(alignments) => {
                self.begin_block();
                self.alignments = alignments;
                self.in_table = true;
            }
            Tag::TableHead | Tag::TableRow => {
                self.end_line();
                if !self.is_flat {
                    self.put("|");
                }
            }
            Tag::TableCell => self.put(" "),
            Tag::Emphasis => self.emphasis(if source.starts_with('_') { "_" } else { "*" }),
            Tag::Strong => self.emphasis(if source.starts_with('_') { "__" } else { "**" }),
            Tag::Strikethrough => self.emphasis("~~"),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Image { dest_url, .. } => self.image(&dest_url),
            // These are not among the options of the parser.
            Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.flush();
        match tag {
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::List(_) => {
                let frame = self.frames.pop();
                if let Some(Frame { kind: Kind::Prefixed { first, is_begun: false, .. }, .. }) = frame {
                    // Nothing stands in it.
                    self.end_line();
                    if !self.is_flat {
                        self.begin_line();
                        self.put(first.trim_end());
                    }
                }
                self.end_line();
            }
            TagEnd::Table => {
                self.end_line();
                self.in_table = false;
            }
            TagEnd::TableHead => self.table_rule(),
            TagEnd::TableCell => self.put(if self.is_flat { " " } else { " |" }),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Image => {
                let end = self.ends.pop().unwrap_or_default();
                self.put(&end);
            }
            TagEnd::Link => {
                let end = self.ends.pop().unwrap_or_default();
                self.put(&end);
                if std::mem::take(&mut self.in_autolink) {
                    return;
                }
                self.links = self.links.saturating_sub(1);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::HtmlBlock | TagEnd::TableRow => self.end_line(),
            TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn open(&mut self, kind: Kind, is_tight: bool) {
        let kind = if self.is_flat || self.frames.len() > limits::MARKDOWN_DEPTH { Kind::Flat } else { kind };
        self.frames.push(Frame { kind, is_empty: true, is_tight });
    }

    /// Begins an item, with the sign that its source has.
    fn item(&mut self, source: &str) {
        self.end_line();
        let sign = source.trim_start_matches(|c: char| c.is_ascii_digit()).chars().next();
        let Some(list) = self.frames.last_mut() else { return };
        let (is_first, is_tight) = (std::mem::take(&mut list.is_empty), list.is_tight);
        let first = match &mut list.kind {
            Kind::List(Some(number)) => {
                let sign = sign.filter(|sign| *sign == ')').unwrap_or('.');
                *number += 1;
                format!("{}{sign} ", *number - 1)
            }
            _ => format!("{} ", sign.filter(|sign| matches!(sign, '*' | '+')).unwrap_or('-')),
        };
        if !is_first && !is_tight {
            self.blank_line();
        }
        let indent = first.len();
        self.open(Kind::Prefixed { first, rest: "", indent, is_begun: false }, is_tight);
    }

    /// Ends the block before, and puts a blank line behind it where blocks are apart.
    fn begin_block(&mut self) {
        self.flush();
        self.end_line();
        let Some(frame) = self.frames.last_mut() else { return };
        let is_first = std::mem::take(&mut frame.is_empty);
        if !is_first && !frame.is_tight {
            self.blank_line();
        }
    }

    fn blank_line(&mut self) {
        if self.is_flat || self.lines.last().is_none_or(String::is_empty) {
            return;
        }
        let mut line = String::new();
        self.prefix(&mut line);
        self.lines.push(line.trim_end().to_owned());
    }

    /// Writes the prefix of a line, from the outermost quotation or item on.
    fn prefix(&mut self, line: &mut String) {
        for frame in &mut self.frames {
            if let Kind::Prefixed { first, rest, indent, is_begun } = &mut frame.kind {
                if std::mem::replace(is_begun, true) {
                    line.push_str(rest);
                    line.extend(std::iter::repeat_n(' ', *indent));
                } else {
                    line.push_str(first);
                }
            }
        }
    }

    fn begin_line(&mut self) {
        if self.line.is_none() {
            let mut line = String::new();
            self.prefix(&mut line);
            self.line = Some(line);
            self.is_start = true;
        }
    }

    fn end_line(&mut self) {
        self.flush();
        if let Some(line) = self.line.take() {
            self.lines.push(line.trim_end().to_owned());
        }
    }

    fn soft_break(&mut self) {
        self.flush();
        if self.in_table || self.is_flat { self.put(" ") } else { self.end_line() }
    }

    fn hard_break(&mut self) {
        self.flush();
        if !(self.in_table || self.is_flat) {
            self.put("\\");
        }
        self.soft_break();
    }

    /// Writes what is Markdown.
    fn put(&mut self, markdown: &str) {
        self.flush();
        if self.is_flat && markdown == " " && self.line.is_none() {
            return;
        }
        self.begin_line();
        if let Some(line) = &mut self.line {
            line.push_str(markdown);
        }
        self.is_start = false;
    }

    fn text(&mut self, text: &str) {
        if !self.in_autolink {
            self.text.extend(text.chars().filter_map(shown));
        }
    }

    /// Writes the text that was collected.
    fn flush(&mut self) {
        if self.text.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        self.begin_block_of_text();
        self.begin_line();
        let position = Position { is_start: self.is_start, in_table: self.in_table, in_link: self.links > 0 };
        if let Some(line) = &mut self.line {
            let text = if position.is_start { text.trim_start() } else { &text };
            escape(text, position, line);
            self.is_start = position.is_start && text.is_empty();
        }
    }

    /// The text of an item without paragraphs is a block too.
    fn begin_block_of_text(&mut self) {
        if let Some(frame) = self.frames.last_mut() {
            frame.is_empty = false;
        }
    }

    fn emphasis(&mut self, sign: &str) {
        self.put(sign);
        self.ends.push(sign.to_owned());
    }

    fn link(&mut self, link_type: LinkType, target: &str) {
        self.flush();
        let is_automatic = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let Some(target) = linked(target, link_type == LinkType::Email).filter(|_| self.links == 0) else {
            // It stays as it was written.
            self.links += usize::from(self.links > 0);
            let (first, last) = if is_automatic {
                ("\\<", ">".to_owned())
            } else {
                let mut end = "\\](".to_owned();
                let position = Position { in_table: self.in_table, ..Position::default() };
                escape(&target.chars().filter_map(shown).collect::<String>(), position, &mut end);
                end.push(')');
                ("\\[", end)
            };
            self.put(first);
            self.ends.push(last);
            return;
        };
        self.guard_sign();
        if is_automatic {
            self.put(&format!("<{target}>"));
            self.ends.push(String::new());
            self.in_autolink = true;
        } else {
            self.put("[");
            self.ends.push(format!("]({target})"));
            self.links += 1;
        }
    }

    fn image(&mut self, target: &str) {
        self.flush();
        match linked(target, false).filter(|target| target.starts_with("http")) {
            Some(target) => {
                self.guard_sign();
                self.put("![");
                self.ends.push(format!("]({target})"));
            }
            None => {
                self.put("");
                self.ends.push(String::new());
            }
        }
    }

    /// Keeps a `!` in front of a bracket from making an image.
    fn guard_sign(&mut self) {
        if let Some(line) = &mut self.line
            && line.ends_with('!')
        {
            line.pop();
            line.push_str("\\!");
        }
    }

    /// Code within a line, between more backticks than it has in a row.
    fn code_span(&mut self, code: &str) {
        let code: String = code.chars().filter_map(shown).collect();
        let code = if self.in_table { code.replace('|', "\\|") } else { code };
        if code.trim().is_empty() || self.in_table && code.contains("\\\\|") {
            return self.text(&code);
        }
        let ticks = "`".repeat(longest_run(&code) + 1);
        let is_padded = code.starts_with([' ', '`']) || code.ends_with([' ', '`']);
        let gap = if is_padded { " " } else { "" };
        self.begin_block_of_text();
        self.put(&format!("{ticks}{gap}{code}{gap}{ticks}"));
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        if self.is_flat {
            return self.code_span(&code.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let fence = "`".repeat((longest_run(&code) + 1).max(3));
        self.put(&format!("{fence}text"));
        self.end_line();
        for line in code.lines() {
            self.put(&line.chars().filter_map(shown).collect::<String>());
            self.end_line();
        }
        self.put(&fence);
        self.end_line();
    }

    fn table_rule(&mut self) {
        self.end_line();
        if self.is_flat {
            return;
        }
        let cells = self.alignments.iter().map(|alignment| match alignment {
            Alignment::None => "---|",
            Alignment::Left => ":--|",
            Alignment::Center => ":-:|",
            Alignment::Right => "--:|",
        });
        let rule: String = cells.collect();
        self.put(&format!("|{rule}"));
        self.end_line();
    }
}
