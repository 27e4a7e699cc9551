//! The layout of the items that emitters write most.
//!
//! `prettyplease` decides how generated code looks: this module gives the same lines for the forms of items, statements
//! and expressions that it knows, and leaves all others to it.

use super::tokens::{Kind, Tokens};

// Both are those of prettyplease.
/// The columns of a line.
const WIDTH: usize = 89;
/// The columns of a line behind its indent, however deep that is.
const LEAST_WIDTH: usize = 60;

const INDENT: usize = 4;

/// The columns of a struct expression on one line.
const STRUCT_WIDTH: usize = 34;

/// Keywords of expressions that have a layout of their own.
const OTHER_KEYWORDS: [&str; 13] =
    ["async", "const", "else", "for", "if", "in", "loop", "match", "move", "return", "unsafe", "where", "while"];

/// The lines of items; `None` if one of them has a form that this module does not know.
pub(super) fn items(tokens: &Tokens) -> Option<String> {
    let mut printer = Printer { tokens, out: String::with_capacity(tokens.width(0, tokens.len()) * 2), indent: 0 };
    printer.items(0, tokens.len())?;
    printer.out.shrink_to_fit();
    Some(printer.out)
}

/// The lines of statements, four columns to the right.
pub(super) fn statements(tokens: &Tokens, start: usize, end: usize) -> Option<String> {
    let mut printer = Printer { tokens, out: String::new(), indent: INDENT };
    printer.statements(start, end)?;
    Some(printer.out)
}

/// The place of an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It begins its line.
    Line,
    /// It stands behind other tokens.
    Within,
}

/// The syntax of tokens: `<`, `>` and `&` mean something else in each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Type,
    Expression,
}

struct Printer<'a> {
    tokens: &'a Tokens,
    out: String,
    indent: usize,
}

impl Printer<'_> {
    fn items(&mut self, start: usize, end: usize) -> Option<()> {
        let mut at = start;
        while at < end {
            if at > start && self.indent == INDENT && self.out.ends_with("\n    }\n") {
                self.out.push('\n');
            }
            at = self.attributes(at)?;
            at = self.item(at, end)?;
        }
        Some(())
    }

    /// Documentation and attributes, each on a line. Returns the place behind them.
    fn attributes(&mut self, mut at: usize) -> Option<usize> {
        loop {
            if self.tokens.kind(at) == Kind::Doc {
                self.begin_line();
                self.out.push_str("///");
                self.out.push_str(self.tokens.text(at));
                self.out.push('\n');
                at += 1;
            } else if self.tokens.is_sign(at, '#') {
                let behind = self.tokens.end_of(at + 1)? + 1;
                self.line(at, behind)?;
                at = behind;
            } else {
                return Some(at);
            }
        }
    }

    fn item(&mut self, start: usize, end: usize) -> Option<usize> {
        let mut keyword = start;
        while matches!(self.tokens.text(keyword), "pub" | "async" | "const") || self.tokens.end_of(keyword).is_some() {
            // `const fn`
            if self.tokens.is_word(keyword, "const") && !self.tokens.is_word(keyword + 1, "fn") {
                break;
            }
            keyword = self.tokens.next(keyword);
        }
        let tokens = self.tokens;
        // The first sign of the end, so that no item looks at those behind it.
        let stop = tokens.places(start, end).find(|at| tokens.is_sign(*at, ';') || tokens.text(*at) == "{")?;
        let is_line = tokens.is_sign(stop, ';');
        match tokens.text(keyword) {
            "use" if !is_line => self.import(start, stop),
            "type" | "struct" | "mod" | "use" if is_line => {
                self.line(start, stop + 1)?;
                Some(stop + 1)
            }
            "const" | "static" => {
                let semicolon = tokens.find_sign(start, end, ';')?;
                let value = tokens.find_sign(start, semicolon, '=')? + 1;
                self.begin_line();
                self.plain(start, value, 1)?;
                self.out.push(' ');
                self.expression(value, semicolon, Place::Within, 1)?;
                self.out.push_str(";\n");
                Some(semicolon + 1)
            }
            "fn" if is_line => {
                self.begin_line();
                self.signature(start, stop, 1)?;
                self.out.push_str(";\n");
                Some(stop + 1)
            }
            _ if is_line => None,
            "fn" => self.block(start, stop, Self::statements),
            "struct" | "enum" => self.block(start, stop, Self::fields),
            "impl" | "trait" | "mod" => self.block(start, stop, Self::items),
            _ => None,
        }
    }

    /// An item with a body in braces. Returns the place behind it.
    fn block(
        &mut self,
        start: usize,
        brace: usize,
        body: impl FnOnce(&mut Self, usize, usize) -> Option<()>,
    ) -> Option<usize> {
        let end = self.tokens.end_of(brace)?;
        self.begin_line();
        let tail = if brace + 1 < end { 2 } else { 3 };
        self.signature(start, brace, tail)?;
        self.out.push_str(" {");
        if brace + 1 < end {
            self.out.push('\n');
            self.indent += INDENT;
            body(self, brace + 1, end)?;
            self.indent -= INDENT;
            self.begin_line();
        }
        self.out.push_str("}\n");
        Some(end + 1)
    }

    /// An import of several names, which fill lines where they do not fit on one. Returns the place behind it.
    fn import(&mut self, start: usize, open: usize) -> Option<usize> {
        let close = self.tokens.end_of(open)?;
        let is_name = |at: usize| self.tokens.kind(at) == Kind::Word || self.tokens.is_sign(at, ',');
        if !self.tokens.is_sign(close + 1, ';') || !(open + 1..close).all(is_name) {
            return None;
        }
        // One name stands without braces.
        if self.comma(open + 1, close, Syntax::Expression) + 1 >= close {
            return None;
        }
        self.begin_line();
        self.plain(start, open + 1, 0)?;
        // No spaces stand behind the braces of an import.
        if self.column() + self.tokens.width(open + 1, close) + "};".len() <= self.limit() {
            self.tokens.write(&mut self.out, open + 1, close);
        } else {
            self.indent += INDENT;
            let mut at = open + 1;
            while at < close {
                let comma = self.comma(at, close, Syntax::Expression);
                // That of the last one is not counted.
                let width = self.tokens.width(at, comma) + usize::from(comma + 1 < close);
                if at > open + 1 && self.column() + 1 + width <= self.limit() {
                    self.out.push(' ');
                } else {
                    self.out.push('\n');
                    self.begin_line();
                }
                self.tokens.write(&mut self.out, at, comma);
                self.out.push(',');
                at = comma + 1;
            }
            self.indent -= INDENT;
            self.out.push('\n');
            self.begin_line();
        }
        self.out.push_str("};\n");
        Some(close + 2)
    }

    /// The head of an item. The arguments of a function that are too long have a line each.
    fn signature(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        self.supported(start, end, Syntax::Type)?;
        let is_fn = (start..end).any(|at| self.tokens.is_word(at, "fn"));
        let parameters = (start..end).find(|at| self.tokens.text(*at) == "(" && !self.tokens.is_word(at - 1, "pub"));
        let Some(open) = parameters.filter(|_| is_fn) else {
            return self.plain(start, end, tail);
        };
        let close = self.tokens.end_of(open)?;
        // The type that is returned is broken at its own signs.
        let is_break = |at: &usize| self.tokens.is_sign(*at, '<') || self.tokens.end_of(*at).is_some();
        let result = (close + 1..end).find(is_break);
        let first_line = result.map_or(self.tokens.width(start, end) + tail, |at| self.tokens.width(start, at + 1));
        if self.column() + first_line <= self.limit() {
            return self.plain(start, end, tail);
        }
        self.plain(start, open + 1, 0)?;
        self.out.push('\n');
        self.indent += INDENT;
        self.entries(open + 1, close, Self::ty)?;
        self.indent -= INDENT;
        self.begin_line();
        self.plain(close, close + 1, 0)?;
        self.result(close + 1, end, tail)
    }

    /// The type that a function returns, if there is one.
    fn result(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        if start == end {
            return Some(());
        }
        self.out.push(' ');
        self.ty(start, end, tail)
    }

    /// A type, or the path of a value, with what stands in front of it: on the rest of the line, or with a line for each argument of the
    /// type.
    fn ty(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        if self.plain(start, end, tail).is_some() {
            return Some(());
        }
        let Some((open, close)) = self.arguments(start, end)? else {
            // Nothing in it can be broken.
            self.tokens.write(&mut self.out, start, end);
            return Some(());
        };
        self.plain(start, open + 1, 0)?;
        self.out.push('\n');
        self.indent += INDENT;
        self.entries(open + 1, close, Self::ty)?;
        self.indent -= INDENT;
        self.begin_line();
        self.plain(close, end, tail)
    }

    /// The signs around the arguments of a type, if it has some. `None` for types that may be broken at several places.
    fn arguments(&self, start: usize, end: usize) -> Option<Option<(usize, usize)>> {
        let (mut depth, mut open, mut signs) = (0_usize, start, None);
        for at in start..end {
            match self.tokens.kind(at) {
                Kind::Word | Kind::Literal => {}
                Kind::Sign { .. } => match self.tokens.text(at) {
                    // `Vec::<A>::new`
                    "<" if depth == 0 && at > start + 1 && self.tokens.is_double(at - 2, ':') => return None,
                    // The type of `<A as B>::C` is not an argument.
                    "<" if depth == 0 && (at == start || self.tokens.kind(at - 1) != Kind::Word) => {}
                    "<" => {
                        if depth == 0 {
                            open = at;
                        }
                        depth += 1;
                    }
                    ">" if self.tokens.is_sign(at.wrapping_sub(1), '-') || depth == 0 => {}
                    ">" => {
                        depth -= 1;
                        if depth == 0 && signs.replace((open, at)).is_some() {
                            return None;
                        }
                    }
                    ":" | "&" | "\'" | "-" => {}
                    "," if depth > 0 => {}
                    _ => return None,
                },
                Kind::Open { .. } | Kind::Close if depth > 0 => {}
                Kind::Open { .. } | Kind::Close | Kind::Doc => return None,
            }
        }
        Some(signs)
    }

    /// Fields of a struct, and variants of an enum.
    fn fields(&mut self, start: usize, end: usize) -> Option<()> {
        let mut at = start;
        while at < end {
            at = self.attributes(at)?;
            let behind = self.comma(at, end, Syntax::Type);
            self.supported(at, behind, Syntax::Type)?;
            if (at..behind).any(|at| self.tokens.text(at) == "{" || self.tokens.kind(at) == Kind::Doc) {
                return None;
            }
            self.begin_line();
            self.ty(at, behind, 1)?;
            self.out.push_str(",\n");
            at = behind + 1;
        }
        Some(())
    }

    fn statements(&mut self, start: usize, end: usize) -> Option<()> {
        let mut at = start;
        while at < end {
            let behind = self.tokens.find_sign(at, end, ';');
            let last = behind.unwrap_or(end);
            self.begin_line();
            if self.tokens.is_word(at, "let") {
                let value = (at..last).find(|at| self.tokens.is_sign(*at, '='))? + 1;
                self.supported(at, value, Syntax::Type)?;
                self.plain(at, value, 1)?;
                self.out.push(' ');
                self.expression(value, last, Place::Within, 1)?;
            } else {
                self.expression(at, last, Place::Line, usize::from(behind.is_some()))?;
            }
            self.out.push_str(if behind.is_some() { ";\n" } else { "\n" });
            at = last + 1;
        }
        Some(())
    }

    /// An expression. `tail` are the columns of what follows it on its last line, wherever that is.
    fn expression(&mut self, start: usize, end: usize, place: Place, tail: usize) -> Option<()> {
        self.supported(start, end, Syntax::Expression)?;
        self.supported_expression(start, end, place, tail)
    }

    fn supported_expression(&mut self, start: usize, end: usize, place: Place, tail: usize) -> Option<()> {
        if start >= end {
            return None;
        }
        if self.is_flat(start, end, tail) {
            self.tokens.write(&mut self.out, start, end);
            return Some(());
        }
        if self.tokens.is_sign(start, '&') && !self.tokens.is_word(start + 1, "mut") {
            self.out.push('&');
            return self.supported_expression(start + 1, end, Place::Within, tail);
        }
        let links = self.links(start, end);
        match links.first() {
            Some(_) => self.chain(start, end, &links, place, tail),
            None => self.value(start, end, tail),
        }
    }

    /// Returns `true` if an expression is written on the rest of the line.
    fn is_flat(&self, start: usize, end: usize, tail: usize) -> bool {
        self.column() + self.tokens.width(start, end) + tail <= self.limit() && !self.has_wide_struct(start, end)
    }

    /// Returns `true` if there is a struct expression that is never written on one line.
    fn has_wide_struct(&self, start: usize, end: usize) -> bool {
        (start..end).any(|at| {
            let close = self.tokens.end_of(at).filter(|_| self.tokens.text(at) == "{");
            close.is_some_and(|close| {
                let begin = self.path_in_front(at, start);
                self.tokens.width(begin, close) + 1 > STRUCT_WIDTH
            })
        })
    }

    /// The begin of the path in front of a group.
    fn path_in_front(&self, group: usize, start: usize) -> usize {
        let is_path = |at: &usize| self.tokens.kind(*at) == Kind::Word || self.tokens.is_sign(*at, ':');
        (start..group).rev().take_while(is_path).last().unwrap_or(group)
    }

    /// The places of the dots between the links of a chain.
    fn links(&self, start: usize, end: usize) -> Vec<usize> {
        self.tokens.places(start, end).filter(|at| self.tokens.is_sign(*at, '.')).collect()
    }

    /// A chain with a line for each link.
    fn chain(&mut self, start: usize, end: usize, links: &[usize], place: Place, tail: usize) -> Option<()> {
        let first = *links.first()?;
        if self.is_flat(start, first, 0) {
            self.tokens.write(&mut self.out, start, first);
        } else {
            self.indent += INDENT;
            self.value(start, first, 0)?;
            self.indent -= INDENT;
        }
        let is_short = place == Place::Line
            && first == start + 1
            && self.tokens.width(start, first) <= INDENT
            && self.tokens.kind(start) == Kind::Word;
        let ends = links.iter().skip(1).copied().chain([end]);
        for (index, (link, link_end)) in links.iter().zip(ends).enumerate() {
            let is_at_receiver = is_short && index == 0;
            let tail = if link_end == end { tail } else { 0 };
            if is_at_receiver {
                self.link(*link, link_end, tail)?;
            } else {
                self.out.push('\n');
                self.indent += INDENT;
                self.begin_line();
                self.link(*link, link_end, tail)?;
                self.indent -= INDENT;
            }
        }
        Some(())
    }

    fn link(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        let open = self.tokens.last_group(start, end);
        match open.filter(|open| self.tokens.text(*open) == "(") {
            // Types in front of the arguments are broken first.
            Some(open) if !(start..open).any(|at| self.tokens.is_sign(at, '<')) => {
                self.plain(start, open, 1)?;
                self.group(open, tail)
            }
            _ => self.plain(start, end, tail),
        }
    }

    /// A call, a list, a tuple or a struct expression that does not fit.
    fn value(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        let Some(open) = self.tokens.last_group(start, end) else {
            return self.ty(start, end, tail);
        };
        // Nothing but a path stands in front of it.
        if (start..open).any(|at| !(self.tokens.kind(at) == Kind::Word || self.tokens.is_sign(at, ':'))) {
            return None;
        }
        self.plain(start, open, 1)?;
        if self.tokens.text(open) == "{" {
            self.out.push(' ');
        }
        self.group(open, tail)
    }

    /// A group of expressions: on the rest of the line, or with a line for each.
    fn group(&mut self, open: usize, tail: usize) -> Option<()> {
        let close = self.tokens.end_of(open)?;
        let signs = self.tokens.text(open);
        let has_commas = self.comma(open + 1, close, Syntax::Expression) < close;
        let is_plain =
            |at: usize| self.tokens.kind(at) == Kind::Literal && !self.tokens.text(at).starts_with(['"', 'r']);
        if signs != "{" && self.is_flat(open, close + 1, tail) {
            self.tokens.write(&mut self.out, open, close + 1);
            return Some(());
        }
        if signs == "[" && (is_plain(open + 1) || (open..close).any(|at| self.tokens.is_sign(at, ';'))) {
            return None;
        }
        // The only argument of a call that is a list or a struct is not indented once more.
        if signs == "(" && !has_commas && self.is_enclosed(open + 1, close) {
            self.out.push('(');
            self.supported_expression(open + 1, close, Place::Within, tail + 1)?;
            self.out.push(')');
            return Some(());
        }
        self.out.push_str(signs);
        self.out.push('\n');
        self.indent += INDENT;
        if signs == "{" {
            self.entries(open + 1, close, Self::field)?;
        } else {
            self.entries(open + 1, close, |printer, start, end, tail| {
                printer.supported_expression(start, end, Place::Within, tail)
            })?;
        }
        self.indent -= INDENT;
        self.begin_line();
        self.out.push_str(self.tokens.text(close));
        Some(())
    }

    /// Returns `true` for a list, a tuple or a struct expression.
    fn is_enclosed(&self, start: usize, end: usize) -> bool {
        let open = self.tokens.last_group(start, end);
        open.is_some_and(|open| {
            open == start || self.tokens.text(open) == "{" && self.path_in_front(open, start) == start
        })
    }

    /// A field of a struct expression.
    fn field(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        if !self.tokens.is_sign(start + 1, ':') {
            return self.plain(start, end, tail);
        }
        self.plain(start, start + 2, 1)?;
        self.out.push(' ');
        self.supported_expression(start + 2, end, Place::Within, tail)
    }

    /// Entries that commas separate, each on a line.
    fn entries(
        &mut self,
        start: usize,
        end: usize,
        entry: impl Fn(&mut Self, usize, usize, usize) -> Option<()>,
    ) -> Option<()> {
        let mut at = start;
        while at < end {
            let behind = self.comma(at, end, Syntax::Type);
            if self.tokens.kind(at) == Kind::Doc || self.tokens.is_sign(at, '#') {
                return None;
            }
            self.begin_line();
            // That of the last one is not counted.
            let is_last = behind + 1 >= end;
            entry(self, at, behind, usize::from(!is_last))?;
            // Nothing follows the rest of a struct.
            let is_rest = self.tokens.is_double(at, '.');
            self.out.push_str(if is_rest { "\n" } else { ",\n" });
            at = behind + 1;
        }
        Some(())
    }

    /// The place of the next comma, or the end. Between types a comma within `<` and `>` is none.
    fn comma(&self, start: usize, end: usize, syntax: Syntax) -> usize {
        let (mut at, mut depth) = (start, 0_usize);
        while at < end {
            if self.tokens.is_sign(at, ',') && (depth == 0 || syntax == Syntax::Expression) {
                return at;
            }
            if self.tokens.is_sign(at, '<') {
                depth += 1;
            } else if self.tokens.is_sign(at, '>') && !(at > start && self.tokens.is_sign(at - 1, '-')) {
                depth = depth.saturating_sub(1);
            }
            at = self.tokens.next(at);
        }
        end
    }

    /// Returns `None` for tokens whose layout is another's.
    fn supported(&self, start: usize, end: usize, syntax: Syntax) -> Option<()> {
        let is_type = syntax == Syntax::Type;
        let is_supported = |at: usize| {
            let text = self.tokens.text(at);
            match self.tokens.kind(at) {
                Kind::Word if is_type => text != "where",
                Kind::Word => !OTHER_KEYWORDS.contains(&text),
                Kind::Literal => !text.contains('\n'),
                Kind::Sign { .. } => match text {
                    "." | "," | ";" | ":" | "?" | "'" => true,
                    "#" => is_type,
                    "&" => !self.tokens.is_double(at, '&') && (is_type || !self.is_behind_operand(at, start)),
                    "-" => self.tokens.is_sign(at + 1, '>') || !self.is_behind_operand(at, start),
                    "*" | "!" => !self.is_behind_operand(at, start) && !self.tokens.is_sign(at + 1, '='),
                    "<" => {
                        is_type || self.tokens.is_sign(at.wrapping_sub(1), ':') || !self.is_behind_operand(at, start)
                    }
                    ">" => !self.tokens.is_sign(at.wrapping_sub(1), '='),
                    "=" | "+" => is_type,
                    _ => false,
                },
                Kind::Open { .. } | Kind::Close | Kind::Doc => true,
            }
        };
        (start..end).all(is_supported).then_some(())
    }

    fn is_behind_operand(&self, at: usize, start: usize) -> bool {
        at > start
            && match self.tokens.kind(at - 1) {
                Kind::Word | Kind::Literal | Kind::Close => !self.tokens.is_word(at - 1, "mut"),
                Kind::Sign { .. } => self.tokens.is_sign(at - 1, '>') || self.tokens.is_sign(at - 1, '?'),
                Kind::Open { .. } | Kind::Doc => false,
            }
    }

    /// A line with these tokens.
    fn line(&mut self, start: usize, end: usize) -> Option<()> {
        self.supported(start, end, Syntax::Type)?;
        self.begin_line();
        self.plain(start, end, 0)?;
        self.out.push('\n');
        Some(())
    }

    /// Tokens on the rest of the line; `None` if they do not fit.
    fn plain(&mut self, start: usize, end: usize, tail: usize) -> Option<()> {
        if self.column() + self.tokens.width(start, end) + tail > self.limit() {
            return None;
        }
        self.tokens.write(&mut self.out, start, end);
        Some(())
    }

    fn begin_line(&mut self) {
        self.out.extend(std::iter::repeat_n(' ', self.indent));
    }

    fn column(&self) -> usize {
        self.out.len() - self.out.rfind('\n').map_or(0, |at| at + 1)
    }

    /// The columns of the current line.
    fn limit(&self) -> usize {
        WIDTH.max(self.indent + LEAST_WIDTH)
    }
}
