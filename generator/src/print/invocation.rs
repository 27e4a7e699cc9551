//! Lines of macros, which `prettyplease` leaves as they come.

use super::statements_at;
use super::tokens::{Kind, Tokens};

/// The columns of a line in a file. In a module within a file it is four more.
const WIDTH: usize = 96;

// prettyplease leaves the tokens of macros as they come, on one line of any length. These lines are most of a client,
// so they are laid out here.
/// The text of an item that invokes a macro by a path; `None` for any other item.
pub(super) fn invocation(tokens: &Tokens) -> Option<String> {
    let bang = (0..tokens.len()).find(|at| !(tokens.kind(*at) == Kind::Word || tokens.is_sign(*at, ':')))?;
    let open = bang + 1;
    let close = tokens.end_of(open).filter(|_| tokens.is_sign(bang, '!'))?;
    if close + 2 != tokens.len() || !tokens.is_sign(close + 1, ';') {
        return None;
    }
    let mut text = String::new();
    tokens.write(&mut text, 0, bang);
    text.push_str("!(");
    let mut lines = Lines { tokens, text };
    match tokens.find_sign(open + 1, close, ';') {
        Some(semicolon) => {
            lines.head(open + 1, semicolon + 1);
            lines.text.push('\n');
            lines.text.push_str(&statements_at(tokens, semicolon + 1, close));
        }
        None => lines.entry(open + 1, close, 0),
    }
    lines.text.push_str(");\n");
    Some(lines.text)
}

struct Lines<'a> {
    tokens: &'a Tokens,
    text: String,
}

impl Lines<'_> {
    fn flat(&mut self, start: usize, end: usize) {
        self.tokens.write(&mut self.text, start, end);
    }

    fn column(&self) -> usize {
        self.text.len() - self.text.rfind('\n').map_or(0, |at| at + 1)
    }

    fn new_line(&mut self, indent: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// The arguments in front of an expression: on the line of the macro, or on lines of their own.
    fn head(&mut self, start: usize, end: usize) {
        if self.text.len() + self.tokens.width(start, end) <= WIDTH {
            self.flat(start, end);
            return;
        }
        // A comma between `<` and `>` is within a type.
        let (mut depth, mut begin, mut at) = (0_usize, start, start);
        while at < end {
            if self.tokens.is_sign(at, '<') {
                depth += 1;
            } else if self.tokens.is_sign(at, '>') && !(at > start && self.tokens.is_sign(at - 1, '-')) {
                depth = depth.saturating_sub(1);
            } else if depth == 0 && (self.tokens.is_sign(at, ',') || self.tokens.is_sign(at, ';')) {
                self.new_line(4);
                self.flat(begin, at + 1);
                begin = at + 1;
            }
            at = self.tokens.next(at);
        }
    }

    /// Tokens behind what the last line of the text holds: on that line, or with their longest group broken over lines.
    fn entry(&mut self, start: usize, end: usize, indent: usize) {
        let tokens = self.tokens;
        let groups = tokens.places(start, end).filter_map(|at| Some((at, tokens.end_of(at)?)));
        // The last one of the longest.
        let longest = groups.max_by_key(|(open, close)| tokens.width(*open, close + 1));
        let is_too_long = || self.column() + tokens.width(start, end) > WIDTH;
        let broken = longest.filter(|(open, close)| self.ends_in_comma(*open, *close) || is_too_long());
        let Some((open, close)) = broken else {
            self.flat(start, end);
            return;
        };
        self.flat(start, open);
        if open > start && tokens.text(open) == "{" {
            self.text.push(' ');
        }
        self.text.push_str(tokens.text(open));
        self.entries(open + 1, close, indent + 4);
        self.new_line(indent);
        self.text.push_str(tokens.text(close));
        if close + 1 < end {
            let is_apart = ![",", ";", ".", ":"].contains(&tokens.text(close + 1));
            self.text.push_str(if is_apart { " " } else { "" });
            self.flat(close + 1, end);
        }
    }

    /// The entries of a group: rows that say what a name is stand one below the other, all else fills the lines.
    fn entries(&mut self, start: usize, end: usize, indent: usize) {
        let tokens = self.tokens;
        let are_rows = tokens.find_sign(start, end, '=').is_some();
        let mut at = start;
        while at < end {
            let behind = tokens.find_sign(at, end, ',').map_or(end, |comma| comma + 1);
            if at > start && !are_rows && self.column() + 1 + tokens.width(at, behind) <= WIDTH {
                self.text.push(' ');
            } else {
                self.new_line(indent);
            }
            self.entry(at, behind, indent);
            at = behind;
        }
    }

    /// Returns `true` for a group that is written as a list with a line for each entry.
    fn ends_in_comma(&self, open: usize, close: usize) -> bool {
        self.tokens.text(open) == "{" && close > open + 1 && self.tokens.is_sign(close - 1, ',')
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::TokenStream;
    use quote::quote;

    use super::super::tokens::Tokens;

    fn invocation(tokens: &TokenStream) -> Option<String> {
        super::invocation(&Tokens::read(tokens.clone()))
    }

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
