//! The documentation of items, which stands beside the tokens while these are parsed and printed.

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;

/// The lines of documentation that were taken out of tokens, in runs.
#[derive(Default)]
pub(super) struct Documentation {
    runs: Vec<Vec<String>>,
}

// Documentation is most of the text of a client. The parser and the printer look at each of its characters several times and
// change none of them.
/// Takes the documentation out of tokens. An attribute with the number of its run stands where it was.
pub(super) fn apart(tokens: TokenStream) -> (TokenStream, Documentation) {
    let mut docs = Documentation::default();
    let tokens = docs.take(tokens);
    (tokens, docs)
}

impl Documentation {
    fn take(&mut self, tokens: TokenStream) -> TokenStream {
        let mut rest: Vec<TokenTree> = Vec::new();
        // The tokens at the end of `rest` are a run that is open, a sign `#`, or the sign of a macro, whose tokens are its own.
        let mut is_open = false;
        for token in tokens {
            let last = match rest.last() {
                Some(TokenTree::Punct(sign)) => sign.as_char(),
                _ => ' ',
            };
            let group = match token {
                TokenTree::Group(group) if last != '!' => group,
                token => {
                    is_open = is_open && matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '#');
                    rest.push(token);
                    continue;
                }
            };
            if last == '#'
                && let Some(line) = line(&group)
            {
                // The sign of a further line; that of the first is followed by the number of the run.
                if is_open {
                    rest.pop();
                } else {
                    let number = Literal::string(&self.runs.len().to_string());
                    rest.push(TokenTree::Group(Group::new(Delimiter::Bracket, quote! { doc = #number })));
                    self.runs.push(Vec::new());
                }
                self.runs.last_mut().expect("a run is open").push(line);
                is_open = true;
                continue;
            }
            is_open = false;
            let (delimiter, inner) = (group.delimiter(), group.stream());
            // The tokens are copied as long as the group has them too.
            drop(group);
            rest.push(TokenTree::Group(Group::new(delimiter, self.take(inner))));
        }
        rest.into_iter().collect()
    }

    /// Adds the lines of a run, if the line is the one that stands for them.
    pub(super) fn insert(&self, line: &str, out: &mut String) -> bool {
        let text = line.trim_start();
        let number = text.strip_prefix("///").and_then(|number| number.parse::<usize>().ok());
        let Some(run) = number.and_then(|number| self.runs.get(number)) else { return false };
        let indent = &line[..line.len() - text.len()];
        for doc in run {
            for part in [indent, "///", doc, "\n"] {
                out.push_str(part);
            }
        }
        true
    }

    /// The bytes of all lines.
    pub(super) fn bytes(&self) -> usize {
        self.runs.iter().flatten().map(|line| line.len() + "        ///\n".len()).sum()
    }
}

/// The line of an attribute `doc`, as it is printed; `None` for any other group, and for a text that is no comment of one line.
fn line(group: &Group) -> Option<String> {
    if group.delimiter() != Delimiter::Bracket {
        return None;
    }
    let mut tokens = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(literal)), None) =
        (tokens.next(), tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    if name != "doc" {
        return None;
    }
    let text = literal.to_string();
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = if inner.contains('\\') {
        match syn::Lit::new(literal) {
            syn::Lit::Str(text) => text.value(),
            _ => return None,
        }
    } else {
        inner.to_owned()
    };
    text.truncate(text.trim_end_matches(' ').len());
    (!text.contains('\n') && !text.starts_with('/')).then_some(text)
}
