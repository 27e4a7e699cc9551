//! Lines of macros, which `prettyplease` leaves as they come.

use std::fmt::Write;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};
use quote::quote;

/// The columns of a line in a file. In a module within a file it is four more.
const WIDTH: usize = 96;

// prettyplease leaves the tokens of macros as they come, on one line of any length. These lines are most of a client,
// so they are laid out here.
/// The text of an item that invokes a macro by a path; `None` for any other item.
pub(super) fn invocation(tokens: &TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let [path @ .., TokenTree::Punct(bang), TokenTree::Group(arguments), TokenTree::Punct(end)] = tokens.as_slice()
    else {
        return None;
    };
    let is_path = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    };
    if bang.as_char() != '!' || end.as_char() != ';' || !path.iter().all(is_path) {
        return None;
    }
    let mut text = flat(path);
    text.push_str("!(");
    let arguments: Vec<TokenTree> = arguments.stream().into_iter().collect();
    if let Some(at) = arguments.iter().position(is_semicolon) {
        let value = arguments[at + 1..].iter().cloned().collect();
        head(&mut text, &arguments[..=at]);
        text.push_str(&format!("\n{}\n);\n", expression(&value)));
        return Some(text);
    }
    entry(&mut text, &arguments, 0);
    text.push_str(");\n");
    Some(text)
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}

/// The arguments in front of an expression: on the line of the macro, or on lines of their own.
fn head(text: &mut String, tokens: &[TokenTree]) {
    let line = flat(tokens);
    if text.len() + line.len() <= WIDTH {
        text.push_str(&line);
        return;
    }
    // A comma between `<` and `>` is within a type.
    let (mut depth, mut last, mut start) = (0_usize, ' ', 0);
    for (at, token) in tokens.iter().enumerate() {
        let sign = if let TokenTree::Punct(punct) = token { punct.as_char() } else { ' ' };
        match sign {
            '<' => depth += 1,
            '>' if last != '-' => depth = depth.saturating_sub(1),
            ',' | ';' if depth == 0 => {
                text.push_str(&format!("\n    {}", flat(&tokens[start..=at])));
                start = at + 1;
            }
            _ => {}
        }
        last = sign;
    }
}

/// An expression, four columns to the right.
fn expression(tokens: &TokenStream) -> String {
    let file: syn::File = syn::parse2(quote! { fn f() { #tokens } }).unwrap_or_else(|error| {
        // As the other items that emitters build.
        unreachable!("an emitted expression is Rust: {error}: {tokens}")
    });
    let text = prettyplease::unparse(&file);
    let lines: Vec<&str> = text.lines().collect();
    lines[1..lines.len() - 1].join("\n")
}

/// Tokens behind what the last line of the text holds: on that line, or with their longest group broken over lines.
fn entry(text: &mut String, tokens: &[TokenTree], indent: usize) {
    let column = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
    let groups = tokens.iter().enumerate().filter_map(|(at, token)| match token {
        TokenTree::Group(group) => Some((at, group)),
        _ => None,
    });
    let groups: Vec<(usize, &Group)> = groups.collect();
    let longest = match groups[..] {
        // Most have one, and it is most of the text.
        [one] => Some(one),
        _ => groups.into_iter().max_by_key(|(_, group)| flat(&[TokenTree::Group((*group).clone())]).len()),
    };
    let list = longest.filter(|(_, group)| ends_in_comma(group));
    let broken = list.map_or_else(
        || {
            let line = flat(tokens);
            longest.filter(|_| column + line.len() > WIDTH).ok_or(line)
        },
        Ok,
    );
    let (at, group) = match broken {
        Ok(broken) => broken,
        Err(line) => return text.push_str(&line),
    };
    let (before, after) = (flat(&tokens[..at]), flat(&tokens[at + 1..]));
    text.push_str(&before);
    let has_space = at > 0 && group.delimiter() == Delimiter::Brace;
    text.push_str(if has_space { " " } else { "" });
    let (open, close) = signs(group.delimiter());
    text.push_str(open);
    entries(text, group, indent + 4);
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
    text.push_str(close);
    let is_apart = !after.is_empty() && !after.starts_with([',', ';', '.', ':']);
    text.push_str(if is_apart { " " } else { "" });
    text.push_str(&after);
}

/// The entries of a group: rows that say what a name is stand one below the other, all else fills the lines.
fn entries(text: &mut String, group: &Group, indent: usize) {
    let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_row = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '=');
    let are_rows = tokens.iter().any(is_row);
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    for (index, current_entry) in tokens.split_inclusive(is_comma).enumerate() {
        let column = text.len() - text.rfind('\n').map_or(0, |at| at + 1);
        if index > 0 && !are_rows && column + 1 + flat(current_entry).len() <= WIDTH {
            text.push(' ');
        } else {
            text.push('\n');
            text.extend(std::iter::repeat_n(' ', indent));
        }
        entry(text, current_entry, indent);
    }
}

/// Returns `true` for a group that is written as a list with a line for each entry.
fn ends_in_comma(group: &Group) -> bool {
    group.delimiter() == Delimiter::Brace
        && group
            .stream()
            .into_iter()
            .last()
            .is_some_and(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','))
}

fn signs(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Tokens on one line.
fn flat(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    push_flat(&mut text, tokens);
    text
}

fn push_flat(text: &mut String, tokens: &[TokenTree]) {
    for (at, token) in tokens.iter().enumerate() {
        let before = &tokens[..at];
        if has_space(before, token) {
            text.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = signs(group.delimiter());
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                let pad = if group.delimiter() == Delimiter::Brace && !inner.is_empty() { " " } else { "" };
                text.push_str(open);
                text.push_str(pad);
                push_flat(text, &inner);
                text.push_str(pad);
                text.push_str(close);
            }
            TokenTree::Punct(punct) => text.push(punct.as_char()),
            other => write!(text, "{other}").expect("a text takes all of it"),
        }
    }
}

/// Returns `true` if a space stands in front of a token.
fn has_space(before: &[TokenTree], token: &TokenTree) -> bool {
    let Some(last) = before.last() else { return false };
    let sign = match token {
        TokenTree::Punct(punct) => punct.as_char(),
        TokenTree::Group(group) => match group.delimiter() {
            Delimiter::Parenthesis => '(',
            Delimiter::Bracket => '[',
            Delimiter::Brace | Delimiter::None => ' ',
        },
        TokenTree::Ident(_) | TokenTree::Literal(_) => ' ',
    };
    let TokenTree::Punct(last) = last else {
        return !matches!(sign, ',' | ';' | ':' | '!' | '<' | '>' | '?' | '(' | '[');
    };
    let is_double = matches!(before, [.., TokenTree::Punct(first), _] if first.spacing() == Spacing::Joint && first.as_char() == last.as_char());
    match last.as_char() {
        _ if last.spacing() == Spacing::Joint => false,
        ':' | '.' if is_double => false,
        '&' | '<' | '!' | '\'' | '#' | '-' => false,
        '>' => !matches!(sign, ',' | ';' | ':' | '>' | '(' | '?'),
        _ => !matches!(sign, ',' | ';'),
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::invocation;

    #[test]
    fn what_fits_stands_on_one_line() {
        let text = |tokens| invocation(&tokens).unwrap();
        assert_eq!(text(quote! { rt::needs!(chrono, uuid); }), "rt::needs!(chrono, uuid);\n");
        assert_eq!(text(quote! { rt::group!(); }), "rt::group!();\n");
        let from = quote! { rt::union_from!(Pet { Cat(Cat), Some(::std::string::String), Pairs(Vec<(Option<i64>, f64)>, boxed) } text Some); };
        let line = "rt::union_from!(Pet { Cat(Cat), Some(::std::string::String), Pairs(Vec<(Option<i64>, f64)>, boxed) } text Some);\n";
        assert_eq!(text(from).replace("\n    ", " ").replace("\n}", " }"), line);
        assert_eq!(text(quote! { rt::union!(Pet { Cat[0], Dog }); }), "rt::union!(Pet { Cat[0], Dog });\n");
        assert_eq!(invocation(&quote! { struct Pet; }), None);
        assert_eq!(invocation(&quote! { const A: u8 = 1; }), None);
    }

    #[test]
    fn rows_have_a_line_each_where_the_list_ends_in_a_comma_or_is_long() {
        let rows = quote! { rt::object!(Pet in_place 0b01 { 0 required id = "id", 1 optional kind = "k i", }); };
        let lines =
            "rt::object!(Pet in_place 0b01 {\n    0 required id = \"id\",\n    1 optional kind = \"k i\",\n});\n";
        assert_eq!(invocation(&rows).unwrap(), lines);
        let listed = quote! { rt::string_enum!(Order { Up = "up", Down = "down", ..Unknown }); };
        assert_eq!(
            invocation(&listed).unwrap(),
            "rt::string_enum!(Order { Up = \"up\", Down = \"down\", ..Unknown });\n"
        );
        let text = "a ".repeat(40);
        let listed = quote! { rt::string_enum!(Order { Up = #text, Down = -1, ..Unknown }); };
        let lines = format!("rt::string_enum!(Order {{\n    Up = {text:?},\n    Down = -1,\n    ..Unknown\n}});\n");
        assert_eq!(invocation(&listed).unwrap(), lines);
    }

    #[test]
    fn an_expression_behind_a_semicolon_stands_below() {
        let text = invocation(&quote! { rt::operation!(Get: Pet as rt::Json; rt::Spec::get("get", "/").accept("a")); });
        assert_eq!(
            text.unwrap(),
            "rt::operation!(Get: Pet as rt::Json;\n    rt::Spec::get(\"get\", \"/\").accept(\"a\")\n);\n"
        );
        let name = quote::format_ident!("{}", "Long".repeat(10));
        let long =
            quote! { rt::operation!(Get: Map<#name, #name> as rt::Json, Error as rt::Json; rt::Spec::get("a", "b")); };
        let lines = format!(
            "rt::operation!(\n    Get: Map<{name}, {name}> as rt::Json,\n    Error as rt::Json;\n    rt::Spec::get(\"a\", \"b\")\n);\n"
        );
        assert_eq!(invocation(&long).unwrap(), lines);
    }

    #[test]
    fn entries_without_rows_fill_the_lines() {
        let variants = (0..40).map(|index| quote::format_ident!("Variant{index}"));
        let text = invocation(&quote! { rt::union!(Pet { #(#variants),* }); }).unwrap();
        assert_eq!(text.lines().count(), 7, "{text}");
        assert!(text.lines().all(|line| line.len() <= super::WIDTH), "{text}");
    }
}
