//! Descriptions as documentation.
//!
//! A description is Markdown of the document, which `protocol::markdown` writes anew; names, paths and values of the
//! document are code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::protocol::markdown;

/// Documentation attributes of a text, one for each line.
pub(super) fn doc(text: &str) -> TokenStream {
    attributes(markdown::lines(text))
}

/// Documentation in our own words, which may link to items by name. Text of the document in it is [`code`].
pub(super) fn text_docs(text: &str) -> TokenStream {
    attributes(text.lines().map(str::to_owned).collect())
}

/// A name as links have it: a keyword without the mark of raw identifiers.
pub(super) fn linked(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// One attribute with all lines, which `print` writes as comments.
fn attributes(lines: Vec<String>) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut text = String::from("r###\"");
    let begin = text.len();
    for (index, line) in lines.iter().enumerate() {
        for part in [if index > 0 { "\n" } else { "" }, if line.is_empty() { "" } else { " " }, line] {
            text.push_str(part);
        }
    }
    let end = text.len();
    text.push_str("\"###");
    // Escapes of a usual literal are made and undone character by character. They cost a tenth of a run.
    let raw = if text[begin..end].contains("\"###") { None } else { text.parse().ok() };
    let literal: Literal = raw.unwrap_or_else(|| Literal::string(&text[begin..end]));
    quote! { #[doc = #literal] }
}

/// Documentation of several texts of the document.
pub(super) fn paragraphs<'a>(texts: impl IntoIterator<Item = &'a str>) -> TokenStream {
    of_parts(&texts.into_iter().map(|text| DocParagraph::Document(text.to_owned())).collect::<Vec<_>>())
}

/// A part of a documentation.
#[derive(Clone, Debug)]
pub(super) enum DocParagraph {
    /// Markdown of the document.
    Document(String),
    /// Our own words, as [`own`] has them.
    Own(String),
}

// Each part is parsed as Markdown by itself: an open code fence of a description would swallow all that follows.
/// Documentation of several parts, of which empty ones are left out. Each is read by itself, so that none reaches into the next.
pub(super) fn of_parts<'a>(parts: impl IntoIterator<Item = &'a DocParagraph>) -> TokenStream {
    let mut lines = Vec::new();
    let read = |part: &DocParagraph| match part {
        DocParagraph::Document(text) => markdown::lines(text),
        DocParagraph::Own(text) => text.lines().map(str::to_owned).collect(),
    };
    for part in parts.into_iter().map(read).filter(|part| !part.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(part);
    }
    attributes(lines)
}

// For texts of the document that are no Markdown: names, paths, values.
pub(super) use markdown::code;

/// An entry of a list of what is handed over: a name and its description, whose further lines belong to the entry.
pub(super) fn entry(name: &str, description: &str) -> String {
    let mut lines = description.trim().lines();
    let mut entry = format!("- {}: {}", code(name), lines.next().unwrap_or_default().trim());
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

#[cfg(test)]
mod tests {
    use super::first_sentence;

    #[test]
    fn first_sentences() {
        assert_eq!(first_sentence("One thing. And\nmore.\n\nNext"), "One thing.");
        assert_eq!(first_sentence("One\nline"), "One line");
    }
}
