//! Documentation, which rustdoc and others read as Markdown.
//!
//! Descriptions are CommonMark that was not written for rustdoc. A block of code would become a test, and a bare URL, a
//! word in brackets or an HTML tag a warning. A tag or a link could run a script in a page. So a description is parsed
//! by the parser that rustdoc has, and written anew from what was found. Code is text between fences, links lead to the
//! web and to headings, and all other characters with a meaning are escaped.

use pulldown_cmark::{Alignment, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::escapes::{Position, clean, escape, linked, longest_run, shown};
use super::{tags, terminal};
use crate::limits;

// Parsed and written anew, with all code as text: rustdoc would compile an indented block as a test, and so run what a
// document says.
/// The lines of a description.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    if let Some(lines) = plain(&text) {
        return lines;
    }
    let text = tags::as_markdown(&text);
    let mut writer = Writer::new(false);
    for (event, range) in parser(&text).into_offset_iter() {
        writer.event(event, &text[range]);
    }
    writer.finish()
}

/// A description in one line: emphasis, code and links, without paragraphs, lists and the like.
pub(crate) fn line(text: &str) -> String {
    let text = clean(text);
    if let Some(lines) = plain(&text) {
        return joined(&lines);
    }
    let text = tags::as_markdown(&text);
    let mut writer = Writer::new(true);
    for (event, range) in parser(&text).into_offset_iter() {
        writer.event(event, &text[range]);
    }
    joined(&writer.finish())
}

fn joined(lines: &[String]) -> String {
    lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ")
}

/// A text that is no Markdown, such as a name, as code: in one line, whatever characters it has.
pub(crate) fn code(text: &str) -> String {
    format!("`{}`", terminal::line(text).replace('`', "'"))
}

/// The parser with the constructs that are written. Footnotes and the like are text.
pub(super) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// The lines of a text that stays as it is: a name as code, or paragraphs in which no character has a meaning in Markdown.
/// Most texts are such.
fn plain(text: &str) -> Option<Vec<String>> {
    let is_code = |inner: &str| !(inner.is_empty() || inner.contains(['`', '\n']) || inner != inner.trim());
    if text.strip_prefix('`').and_then(|text| text.strip_suffix('`')).is_some_and(is_code) {
        return Some(vec![text.to_owned()]);
    }
    let has_meaning = |byte: u8| matches!(byte, b'\\' | b'`' | b'*' | b'_' | b'<' | b'[' | b']' | b'~' | b'&' | b'|');
    if text.bytes().any(has_meaning) || text.contains("://") {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim().lines() {
        let is_blank = line.trim().is_empty();
        // Two spaces at the end are a line break, and other beginnings may be those of a list or a block of code.
        if !(is_blank || line.starts_with(char::is_alphabetic)) || line.ends_with("  ") {
            return None;
        }
        if !(is_blank && lines.last().is_none_or(String::is_empty)) {
            lines.push(line.trim_end().to_owned());
        }
    }
    Some(lines)
}

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

struct Writer {
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
    fn new(is_flat: bool) -> Self {
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

    fn finish(mut self) -> Vec<String> {
        self.end_line();
        self.lines
    }

    /// Takes an event and the text that it was read from.
    fn event(&mut self, event: Event<'_>, source: &str) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.text(&text),
            },
            Event::Code(code) => {
                self.flush();
                self.code_span(&code);
            }
            Event::SoftBreak => self.line_break(false),
            Event::HardBreak => self.line_break(true),
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

    fn line_break(&mut self, is_hard: bool) {
        self.flush();
        if self.in_table || self.is_flat {
            return self.put(" ");
        }
        if is_hard {
            self.put("\\");
        }
        self.end_line();
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

#[cfg(test)]
mod tests {
    use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};

    use super::{code, line, lines};
    use crate::protocol::terminal;

    #[test]
    fn characters_that_rustdoc_would_misread_are_escaped() {
        assert_eq!(lines("see [RFC 3339] or a<b>c"), ["see \\[RFC 3339\\] or a\\<b>c"]);
        assert_eq!(lines("at https://example.com/a_b. Then"), ["at <https://example.com/a_b>. Then"]);
        assert_eq!(lines("[docs](https://example.com)"), ["[docs](https://example.com)"]);
        assert_eq!(lines("[pet](#/definitions/Pet)"), ["\\[pet\\](#/definitions/Pet)"]);
        assert_eq!(lines("[start](#first-steps)"), ["[start](#first-steps)"]);
        assert_eq!(lines("[x](javascript:alert(1)) <data:x>"), ["\\[x\\](javascript:alert(1)) \\<data:x>"]);
        assert_eq!(lines("`a[0]<T>` and ` open"), ["`a[0]<T>` and \\` open"]);
        assert_eq!(lines("1) a_b __c__ *d* 2 * 3 & &amp;lt;"), ["1) a_b __c__ *d* 2 * 3 & \\&lt;"]);
        assert_eq!(
            lines("!\\[a](https://a.example)\n![b](https://b.example)").join("|"),
            "!\\[a\\](<https://a.example>)|![b](https://b.example)"
        );
        assert_eq!(lines("a &#27;[31m\u{1b} b&#10;# c\u{2028}d"), ["a \\[31m b # c d"]);
    }

    #[test]
    fn code_is_text() {
        assert_eq!(
            lines("Example:\n\n    let x = 1;\n\n    let y = 2;\n\nDone."),
            ["Example:", "", "```text", "let x = 1;", "", "let y = 2;", "```", "", "Done."]
        );
        assert_eq!(lines("```rust\nlet x = 1;"), ["```text", "let x = 1;", "```"]);
        assert_eq!(lines("~~~\n```\n~~~"), ["````text", "```", "````"]);
        assert_eq!(
            lines("-      code\n\n> ~~~\n> x"),
            ["- ```text", "   code", "  ```", "", "> ```text", "> x", "> ```"]
        );
    }

    #[test]
    fn blocks_stay_what_they_are() {
        assert_eq!(
            lines("- one\nmore\n- two\n  1. a\n  2. b\n\nafter"),
            ["- one", "  more", "- two", "  1. a", "  2. b", "", "after"]
        );
        assert_eq!(lines("* a\n\n  b\n* c"), ["* a", "", "  b", "", "* c"]);
        assert_eq!(lines("| a | b |\n|:-|--|\n| `x\\|y` | *z* |"), ["| a | b |", "|:--|---|", "| `x\\|y` | *z* |"]);
        assert_eq!(
            lines("Title\n=====\n> q\nmore  \nlast\n***"),
            ["# Title", "", "> q", "> more\\", "> last", "", "---"]
        );
        assert_eq!(lines("\\# no\n\\- no\n\\> no\n3\\. no"), ["\\# no", "\\- no", "\\> no", "3\\. no"]);
        assert_eq!(line("# A\n\n* b\n* `c`\n\n    d"), "A b `c` d");
        assert_eq!(code("a`b\nc\u{1b}"), "`a'b\\nc\\u{1b}`");
    }

    #[test]
    fn simple_html_is_markdown_and_other_html_is_text() {
        assert_eq!(lines("a<br>b <b>c</b> <i> d </i>e"), ["a\\", "b **c** *d* e"]);
        assert_eq!(lines("<p>One <code>a&lt;b></code></p>\n<p>Two</p>"), ["One `a<b>`", "", "Two"]);
        assert_eq!(lines("<ul>\n    <li>a</li>\n    <li>b</li>\n</ul>"), ["- a", "- b"]);
        assert_eq!(lines("a<br/>\nb<br><br>\n\nc<br>"), ["a\\", "b", "", "c"]);
        assert_eq!(lines("see <a href=\"https://a.example/b\">c</a>"), ["see [c](https://a.example/b)"]);
        assert_eq!(lines("see <a href='javascript:x'>c</a>"), ["see \\[c\\](javascript:x)"]);
        assert_eq!(lines("| a<br/>b |\n|---|"), ["| a b |", "|---|"]);
        assert_eq!(lines("x <!-- y --> <span class='a'>z</span> Vec<b>"), ["x  z Vec\\<b>"]);
        assert_eq!(lines("a <span> b"), ["a \\<span> b"]);
        assert_eq!(
            lines("see <a href=https://a.example/b>c</a>, <a id=\"x\">d</a>"),
            ["see [c](https://a.example/b), d"]
        );
        let table = "One:\n<table>\n  <thead><tr><th>Name</th><th>Use</th></tr></thead>\n  <tbody>\n    <tr>\n      <td><code>a</code></td>\n\
                     \x20     <td><p>first</p></td>\n    </tr>\n  </tbody>\n</table>\nEnd";
        assert_eq!(lines(table), ["One:", "", "- Name | Use", "- `a` | first", "", "End"]);
        assert_eq!(lines("<dl><dt>a</dt><dd>one</dd>\n<dt>b</dt>\n<dd>two</dd></dl>"), ["- a: one", "- b: two"]);
        assert_eq!(lines("delete from <table> where <td>"), ["delete from \\<table> where \\<td>"]);
        assert_eq!(lines("<script>\nalert(1)\n</script>"), ["\\<script>", "alert(1)", "\\</script>"]);
    }

    #[test]
    fn deep_quotations_cost_no_more_than_their_length() {
        let text = format!("{}\n", ">".repeat(20_000)) + &"x\n".repeat(200);
        assert!(lines(&text).iter().map(String::len).sum::<usize>() < 50_000);
    }

    /// Pieces of Markdown and HTML, and of what rustdoc and terminals act on.
    const PIECES: [&str; 89] = [
        "`",
        "``",
        "```",
        "````",
        "`````",
        "~~~",
        "~~~~",
        "~",
        "```rust",
        "~~~ should_panic",
        "    ",
        "  ",
        " ",
        "\t",
        "\n",
        "\n",
        "\n\n",
        "\n    ",
        "\n\t",
        "\r",
        "\r\n",
        "\u{2028}",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{85}",
        "> ",
        ">",
        "- ",
        "-",
        "+ ",
        "* ",
        "*",
        "**",
        "_",
        "__",
        "1. ",
        "2) ",
        "123456789. ",
        "# ",
        "---\n",
        "===\n",
        "|",
        "| a |\n|---|\n",
        "--|--\n",
        ":-:",
        "\\",
        "\\`",
        "&lt;",
        "&#60;script&#62;",
        "&#x60;",
        "&#10;",
        "&Tab;",
        "&nbsp;",
        "<script>",
        "</script>",
        "<b>",
        "</b>",
        "<code>",
        "</code>",
        "<a href=\"javascript:x\">",
        "<a href='https://a.example/'>",
        "</a>",
        "<br>",
        "<table>",
        "<tr><td>",
        "</td>",
        "</table>",
        "<span>",
        "</span>",
        "<dl><dt>",
        "</dl>",
        "<a href=javascript:x>",
        "<p>",
        "<ul><li>",
        "<!--",
        "-->",
        "<img src=x onerror=y>",
        "<https://a.example>",
        "<javascript:x>",
        "[a](javascript:x)",
        "[b](https://b.example/(c) \"d\")",
        "![",
        "]",
        "[c]: javascript:x\n",
        "fn main() { panic!() }",
        "std::fs::write(\"x\", \"y\");",
        "word",
        "Words: 5% > 3 # x - y + z! (a) = {b}\n",
        "Words",
    ];

    /// Says what of a text rustdoc would run, or hand to a browser as it is.
    fn active(text: &str) -> Option<String> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        Parser::new_ext(text, options).find_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let is_known = ["http://", "https://", "mailto:", "#"].iter().any(|start| dest_url.starts_with(start));
                (!is_known).then(|| format!("a link to {dest_url}"))
            }
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_) => Some(format!("{event:?}")),
            _ => None,
        })
    }

    #[test]
    fn nothing_of_a_text_is_run() {
        let mut state: u64 = 1;
        let mut below = |bound: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((state >> 33) % bound as u64).expect("it is below the bound")
        };
        for round in 0..10_000 {
            let count = 1 + below(24);
            let text: String = (0..count).map(|_| PIECES[below(PIECES.len())]).collect();
            let written = lines(&text);
            for line in &written {
                assert!(!line.contains(terminal::is_active), "{round}: {text:?} became {written:?}");
            }
            for written in [written.join("\n"), line(&text), format!("- `name`: {}", line(&text))] {
                if let Some(markup) = active(&written) {
                    panic!("{round}: {text:?} became {written:?}, where {markup} is active");
                }
            }
        }
    }
}
