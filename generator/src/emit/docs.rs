//! Descriptions as documentation.
//!
//! What a description says is Markdown of the document, which `protocol::markdown` writes anew; names, paths and values of the
//! document are code.

use proc_macro2::TokenStream;
use quote::quote;

use crate::protocol::markdown;

/// Documentation attributes of a text, one for each line.
pub(super) fn doc(text: &str) -> TokenStream {
    attributes(markdown::lines(text))
}

/// Documentation in our own words, which may link to items by name. Text of the document in it is [`code`].
pub(super) fn own(text: &str) -> TokenStream {
    attributes(text.lines().map(str::to_owned).collect())
}

fn attributes(lines: Vec<String>) -> TokenStream {
    let lines = lines.into_iter().map(|line| if line.is_empty() { line } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// Documentation of several parts. Each is read by itself, so that none reaches into the next.
pub(super) fn paragraphs<'a>(parts: impl IntoIterator<Item = &'a str>) -> TokenStream {
    let mut lines = Vec::new();
    for part in parts.into_iter().map(markdown::lines).filter(|part| !part.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(part);
    }
    attributes(lines)
}

/// A text of the document that is no Markdown: a name, a path, a value.
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
