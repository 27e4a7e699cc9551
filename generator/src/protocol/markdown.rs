//! Documentation, which rustdoc and others read as Markdown.
//!
//! Descriptions are CommonMark that was not written for rustdoc. A block of code would become a test, and a bare URL, a
//! word in brackets or an HTML tag a warning. A tag or a link could run a script in a page. So a description is parsed
//! by the parser that rustdoc has, and written anew from what was found. Code is text between fences, links lead to the
//! web and to headings, and all other characters with a meaning are escaped.

use pulldown_cmark::{Options, Parser};

use super::escapes::clean;
use super::markdown_writer::Writer;
use super::{tags, terminal};

// Parsed and written anew, with all code as text: rustdoc would compile an indented block as a test, and so run what a
// document says.
/// The lines of a description.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let text = clean(text);
    if let Some(lines) = plain(&text) {
        return lines;
    }
    let text = tags::as_markdown(&text);
    let mut writer = Writer::new();
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
    let mut writer = Writer::flat();
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
