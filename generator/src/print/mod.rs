//! Tokens as the text of a file.
//!
//! * In: the tokens of an item, or of statements.
//! * Out: lines as `prettyplease` lays them out.
//!
//! Most of what a run costs was to parse each item again and to print its tree. So the forms of which clients are made are laid
//! out from their tokens, and `prettyplease` prints the others.

mod invocation;
mod layout;
mod tokens;

use proc_macro2::TokenStream;

pub(crate) use self::tokens::{Kind, Tokens};

/// Prints one item, so that a broken one can be told from the others.
pub(crate) fn item(tokens: TokenStream) -> String {
    read_item(&Tokens::read(tokens))
}

/// Prints one item whose tokens were read, so that others can look through them too.
pub(crate) fn read_item(tokens: &Tokens) -> String {
    if let Some(text) = invocation::invocation(tokens) {
        return text;
    }
    let laid_out = if tokens.has_bare_group { None } else { layout::items(tokens) };
    laid_out.unwrap_or_else(|| {
        let (source, runs) = tokens.source(0, tokens.len());
        spaced(&pretty(&source), &runs)
    })
}

/// Printed items with a blank line between them.
pub(crate) fn items(list: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    let mut after_use = false;
    for formatted in list {
        let formatted = formatted.as_ref();
        let is_use = formatted.starts_with("use ") || formatted.starts_with("pub use ");
        let together = is_use && after_use;
        if !(text.is_empty() || together) {
            text.push('\n');
        }
        text.push_str(formatted);
        after_use = is_use;
    }
    text
}

/// Prints statements, without the block around them.
pub(crate) fn statements(tokens: TokenStream) -> String {
    let tokens = Tokens::read(tokens);
    // As in a function, whose braces and indent are not shown.
    let text = statements_at(&tokens, 0, tokens.len());
    text.lines().flat_map(|line| [line.strip_prefix("    ").unwrap_or(line), "\n"]).collect()
}

/// Prints statements at a place, four columns to the right.
fn statements_at(tokens: &Tokens, start: usize, end: usize) -> String {
    let laid_out = if tokens.has_bare_group { None } else { layout::statements(tokens, start, end) };
    laid_out.unwrap_or_else(|| {
        let text = pretty(&format!("fn f() {{ {} }}", tokens.source(start, end).0));
        let lines: Vec<&str> = text.lines().collect();
        lines[1..lines.len() - 1].iter().flat_map(|line| [line, "\n"]).collect()
    })
}

fn pretty(source: &str) -> String {
    let file: syn::File = syn::parse_str(source).unwrap_or_else(|error| {
        // Emitters build items with `quote!` of names that are identifiers and values that are literals.
        unreachable!("an emitted item is Rust: {error}: {source}")
    });
    prettyplease::unparse(&file)
}

/// A blank line between the members of an `impl` or `trait`, and the documentation in its place.
fn spaced(text: &str, runs: &[Vec<&str>]) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if !insert(line, runs, &mut out) {
            out.push_str(line);
            out.push('\n');
        }
        let ends_member = line == "    }";
        if ends_member && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
}

/// Adds the lines of a run of documentation, if the line is the one that stands for them.
fn insert(line: &str, runs: &[Vec<&str>], out: &mut String) -> bool {
    let text = line.trim_start();
    let number = text.strip_prefix("///").and_then(|number| number.parse::<usize>().ok());
    let Some(run) = number.and_then(|number| runs.get(number)) else { return false };
    let indent = &line[..line.len() - text.len()];
    for doc in run {
        for part in [indent, "///", doc, "\n"] {
            out.push_str(part);
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use proc_macro2::TokenStream;
    use quote::ToTokens;

    use super::tokens::Tokens;
    use super::{invocation, layout, pretty, spaced};

    /// The items of all checked-in clients, those within modules by themselves.
    fn generated_items() -> Vec<TokenStream> {
        fn add(items: Vec<syn::Item>, list: &mut Vec<TokenStream>) {
            for item in items {
                match item {
                    syn::Item::Mod(syn::ItemMod { content: Some((_, items)), .. }) => add(items, list),
                    item => list.push(item.into_token_stream()),
                }
            }
        }
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden");
        let mut list = Vec::new();
        for entry in fs::read_dir(folder).expect("there is a folder of clients") {
            let path = entry.expect("a folder can be listed").path();
            if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a client is text");
                add(syn::parse_file(&text).expect("a client is Rust").items, &mut list);
            }
        }
        list
    }

    #[test]
    fn items_look_as_prettyplease_prints_them() {
        let (mut equal, mut others) = (0, 0);
        for item in generated_items() {
            let tokens = Tokens::read(item);
            if invocation::invocation(&tokens).is_some() {
                continue;
            }
            let (source, runs) = tokens.source(0, tokens.len());
            let expected = spaced(&pretty(&source), &runs);
            match layout::items(&tokens) {
                Some(text) => {
                    assert_eq!(text, expected);
                    equal += 1;
                }
                None => others += 1,
            }
        }
        assert!(equal > 4_000 && others * 7 < equal, "{equal} are laid out, {others} are not");
    }
}
