//! Tokens in one list, with their text and their columns on one line.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or a keyword.
    Word,
    Literal,
    /// A sign. It is joint if it is the first of two that belong together.
    Sign {
        is_joint: bool,
    },
    /// The begin of a group; `end` is the place of its end.
    Open {
        end: usize,
    },
    /// The end of a group.
    Close,
    /// A line of documentation, without the slashes.
    Doc,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
    /// The column on one line of all tokens, behind the space in front of it.
    column: usize,
    has_space: bool,
    /// `true` for a comma that stands on lines of its own alone: `f(a,)`.
    is_left_out: bool,
}

/// A list of tokens. Places in it are numbers.
pub(crate) struct Tokens {
    text: String,
    list: Vec<Token>,
    /// `true` if there is a group without signs, whose content binds as a whole.
    pub(super) has_bare_group: bool,
}

/// The language of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    /// Rust: a comma in front of the end of a group is written where the group is broken over lines.
    Rust,
    /// The arguments of a macro, which are Rust behind a semicolon.
    Arguments,
    /// Part of the arguments of a macro: each token counts.
    Macro,
}

// A stream that nobody else holds gives its tokens away. All others are copied token by token, with a string for each name.
impl Tokens {
    /// Reads tokens, which are dropped on the way.
    pub(crate) fn read(tokens: TokenStream) -> Self {
        let mut list = Self { text: String::new(), list: Vec::new(), has_bare_group: false };
        list.add(tokens, Language::Rust);
        list.measure();
        list
    }

    fn push(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        let start = self.text.len();
        write(&mut self.text);
        let end = self.text.len();
        self.list.push(Token { kind, start, end, column: 0, has_space: false, is_left_out: false });
    }

    fn add(&mut self, tokens: TokenStream, mut language: Language) {
        for token in tokens {
            match token {
                TokenTree::Ident(name) => {
                    self.push(Kind::Word, |text| write!(text, "{name}").expect("a string takes all of it"));
                }
                TokenTree::Literal(literal) => {
                    let is_field = self.list.last().is_some_and(|last| self.text_of(last) == ".");
                    self.push(Kind::Literal, |text| write!(text, "{literal}").expect("a string takes all of it"));
                    if is_field && self.text.ends_with('.') {
                        self.split_number();
                    }
                }
                TokenTree::Punct(sign) => {
                    let is_joint = sign.spacing() == Spacing::Joint;
                    if language == Language::Arguments && sign.as_char() == ';' {
                        language = Language::Rust;
                    }
                    self.push(Kind::Sign { is_joint }, |text| text.push(sign.as_char()));
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::None => {
                            self.has_bare_group = true;
                            ("", "")
                        }
                    };
                    let inner = group.stream();
                    drop(group);
                    let (at, last) = (self.list.len(), self.list.last().map_or("", |last| self.text_of(last)));
                    let (is_macro, is_attribute) = (last == "!", last == "#");
                    self.push(Kind::Open { end: 0 }, |text| text.push_str(open));
                    let inner_language = match language {
                        Language::Rust if is_macro => Language::Arguments,
                        Language::Rust => Language::Rust,
                        Language::Arguments | Language::Macro => Language::Macro,
                    };
                    self.add(inner, inner_language);
                    let end = self.list.len();
                    self.list[at].kind = Kind::Open { end };
                    self.push(Kind::Close, |text| text.push_str(close));
                    if inner_language == Language::Rust {
                        if is_attribute {
                            self.unfold_doc(at);
                        } else {
                            self.leave_out_comma(at, end);
                        }
                    }
                }
            }
        }
    }

    /// Splits the number `0.`, as which `self.0.field` is read, into a field and a sign.
    fn split_number(&mut self) {
        let end = self.text.len();
        if let Some(number) = self.list.last_mut() {
            number.end = end - 1;
            let sign = Token { kind: Kind::Sign { is_joint: false }, start: end - 1, end, ..*number };
            self.list.push(sign);
        }
    }

    /// Replaces an attribute `#[doc = ".."]`, whose group begins at a place, by the lines of its text.
    fn unfold_doc(&mut self, open: usize) {
        let [name, sign, literal] =
            [1, 2, 3].map(|offset| self.list.get(open + offset).map(|token| self.text_of(token)));
        if self.list.len() != open + 5 || name != Some("doc") || sign != Some("=") {
            return;
        }
        // A comment cannot say a slash in front.
        let Some(text) = literal.and_then(string).filter(|text| !text.split('\n').any(|line| line.starts_with('/')))
        else {
            return;
        };
        let text = text.into_owned();
        self.text.truncate(self.list[open - 1].start);
        self.list.truncate(open - 1);
        for line in text.split('\n') {
            self.push(Kind::Doc, |text| text.push_str(line.trim_end_matches(' ')));
        }
    }

    /// Leaves out a comma at the end of a group, except in `(A,)`, which is a tuple.
    fn leave_out_comma(&mut self, open: usize, end: usize) {
        let last = end - 1;
        if last > open && self.is_sign(last, ',') {
            let is_first = self.find_sign(open + 1, end, ',') == Some(last);
            self.list[last].is_left_out = !(is_first && self.text(open) == "(" && !self.is_call(open));
        }
    }

    /// Returns `true` if a group of parentheses belongs to the name in front of it.
    fn is_call(&self, open: usize) -> bool {
        open > 0 && self.kind(open - 1) == Kind::Word && !self.is_in_front_of_operand(open - 1)
    }

    fn text_of(&self, token: &Token) -> &str {
        &self.text[token.start..token.end]
    }

    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The kind of the token at a place; that of an end behind the last one.
    pub(crate) fn kind(&self, at: usize) -> Kind {
        self.list.get(at).map_or(Kind::Close, |token| token.kind)
    }

    /// The text of the token at a place; empty behind the last one.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |token| self.text_of(token))
    }

    pub(crate) fn is_word(&self, at: usize, word: &str) -> bool {
        self.kind(at) == Kind::Word && self.text(at) == word
    }

    pub(crate) fn is_sign(&self, at: usize, sign: char) -> bool {
        matches!(self.kind(at), Kind::Sign { .. }) && self.text(at).starts_with(sign)
    }

    /// Returns `true` for `sign` twice, as in `::`.
    pub(crate) fn is_double(&self, at: usize, sign: char) -> bool {
        self.kind(at) == Kind::Sign { is_joint: true } && self.is_sign(at, sign) && self.is_sign(at + 1, sign)
    }

    /// Returns `true` if a path begins with a name, at any depth.
    pub(crate) fn lead_through(&self, name: &str) -> bool {
        (0..self.len()).any(|at| self.is_word(at, name) && self.is_double(at + 1, ':'))
    }

    /// The place of the end of a group that begins at a place.
    pub(super) fn end_of(&self, at: usize) -> Option<usize> {
        match self.kind(at) {
            Kind::Open { end } => Some(end),
            _ => None,
        }
    }

    /// The place behind the token, or the group, at a place.
    pub(super) fn next(&self, at: usize) -> usize {
        self.end_of(at).unwrap_or(at) + 1
    }

    /// The places of tokens and groups, without what is in the groups.
    pub(crate) fn places(&self, start: usize, end: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(start), |at| Some(self.next(*at))).take_while(move |at| *at < end)
    }

    /// The place of the first such sign, outside of groups.
    pub(super) fn find_sign(&self, start: usize, end: usize, sign: char) -> Option<usize> {
        self.places(start, end).find(|at| self.is_sign(*at, sign))
    }

    /// The group that ends with the last of these tokens.
    pub(super) fn last_group(&self, start: usize, end: usize) -> Option<usize> {
        self.places(start, end).find(|at| self.end_of(*at) == Some(end - 1))
    }

    /// The columns that tokens take on one line.
    pub(super) fn width(&self, start: usize, end: usize) -> usize {
        if start >= end {
            return 0;
        }
        let last = &self.list[end - 1];
        let length = if last.is_left_out { 0 } else { last.end - last.start };
        last.column + length - self.list[start].column
    }

    /// Writes tokens on one line.
    pub(super) fn write(&self, out: &mut String, start: usize, end: usize) {
        for (index, token) in self.list[start..end].iter().enumerate() {
            if index > 0 && token.has_space {
                out.push(' ');
            }
            if !token.is_left_out {
                out.push_str(self.text_of(token));
            }
        }
    }

    /// Tokens for a parser. A run of documentation is an attribute with its number.
    pub(super) fn source(&self, start: usize, end: usize) -> (String, Vec<Vec<&str>>) {
        let (mut out, mut runs) = (String::with_capacity(self.text.len() * 2), Vec::new());
        let mut is_in_run = false;
        for token in &self.list[start..end] {
            if token.kind == Kind::Doc {
                if !is_in_run {
                    let number = runs.len();
                    out.push_str(&format!("#[doc = \"{number}\"] "));
                    runs.push(Vec::new());
                }
                runs.last_mut().expect("a run has begun").push(self.text_of(token));
                is_in_run = true;
                continue;
            }
            is_in_run = false;
            out.push_str(self.text_of(token));
            if token.kind != (Kind::Sign { is_joint: true }) {
                out.push(' ');
            }
        }
        (out, runs)
    }

    fn measure(&mut self) {
        let (mut column, mut last) = (0, None);
        for at in 0..self.list.len() {
            let has_space = last.is_some_and(|last| self.has_space(last, at));
            let token = &mut self.list[at];
            column += usize::from(has_space);
            (token.has_space, token.column) = (has_space, column);
            if !token.is_left_out {
                column += token.end - token.start;
                last = Some(at);
            }
        }
    }

    /// Returns `true` if a space stands between two tokens that follow each other.
    fn has_space(&self, last: usize, at: usize) -> bool {
        match (self.kind(last), self.kind(at)) {
            (Kind::Open { .. }, Kind::Close) => false,
            (Kind::Open { .. }, _) => self.text(last) == "{",
            (_, Kind::Close) => self.text(at) == "}",
            (_, Kind::Sign { .. }) => self.has_space_before_sign(last, at),
            (Kind::Sign { .. }, _) => self.has_space_behind_sign(last, at),
            (Kind::Word, Kind::Open { .. }) => {
                let is_lifetime = last > 0 && self.is_sign(last - 1, '\'');
                self.text(at) == "{" || is_lifetime || self.is_in_front_of_operand(last)
            }
            (Kind::Close | Kind::Literal, Kind::Open { .. }) => self.text(at) == "{",
            _ => true,
        }
    }

    fn has_space_before_sign(&self, last: usize, at: usize) -> bool {
        let is_second = self.kind(last) == Kind::Sign { is_joint: true };
        let is_operand = self.is_in_front_of_operand(last);
        match self.text(at) {
            _ if is_second => false,
            "," | ";" | "?" => false,
            "." => self.is_sign(last, ','),
            ":" => self.is_double(at, ':') && is_operand,
            "<" => is_operand && !self.is_word(last, "impl"),
            ">" => false,
            "!" => is_operand,
            "-" => self.is_sign(at + 1, '>') || is_operand || matches!(self.kind(last), Kind::Word | Kind::Literal),
            "'" | "&" | "#" | "*" => is_operand || matches!(self.kind(last), Kind::Word | Kind::Close),
            _ => !matches!(self.text(last), "&" | "<" | "!" | "\'" | "#" | "-") || self.kind(last) == Kind::Close,
        }
    }

    fn has_space_behind_sign(&self, last: usize, at: usize) -> bool {
        let is_second = last > 0 && self.kind(last - 1) == Kind::Sign { is_joint: true };
        let is_arrow = is_second && matches!(self.text(last - 1), "-" | "=");
        if self.kind(last) == (Kind::Sign { is_joint: true }) {
            return false;
        }
        match self.text(last) {
            ":" | "." if is_second && self.text(last - 1) == self.text(last) => false,
            "." | "&" | "<" | "!" | "'" | "#" | "-" | "*" => false,
            ">" if !is_arrow => !matches!(self.text(at), "(" | "["),
            "?" => !matches!(self.text(at), "(" | "["),
            _ => true,
        }
    }

    /// Returns `true` if what follows a token is no continuation of an expression, a type or a path.
    fn is_in_front_of_operand(&self, at: usize) -> bool {
        match self.kind(at) {
            Kind::Word => matches!(
                self.text(at),
                "as" | "const"
                    | "dyn"
                    | "for"
                    | "if"
                    | "impl"
                    | "in"
                    | "let"
                    | "match"
                    | "mut"
                    | "return"
                    | "use"
                    | "where"
            ),
            Kind::Sign { .. } => match self.text(at) {
                "," | "=" | "+" | ";" | "|" => true,
                ":" => !(at > 0 && self.is_double(at - 1, ':')),
                ">" => at > 0 && matches!(self.text(at - 1), "-" | "="),
                _ => false,
            },
            _ => false,
        }
    }
}

/// The value of a literal of text; `None` for any other literal.
fn string(literal: &str) -> Option<std::borrow::Cow<'_, str>> {
    if let Some(raw) = literal.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        return Some(raw[hashes..raw.len() - hashes].strip_prefix('"')?.strip_suffix('"')?.into());
    }
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') {
        return syn::parse_str::<syn::LitStr>(literal).ok().map(|literal| literal.value().into());
    }
    Some(inner.into())
}
