//! Says what is wrong with a text that is not YAML in terms of its lines, with the text to write where that is plain.
//!
//! The parser knows the place at which it could not go on. That is often behind the fault: a key that is not indented
//! as those before it, a bracket that is still open.

use granit_parser::ErrorKind;

use super::fault::SyntaxFault;
use super::yaml_lines::{Entry, Kind, Outline, end_of_line};

/// The fault that the parser found at a place.
pub(super) fn fault(text: &str, kind: &ErrorKind, offset: usize) -> SyntaxFault {
    use ErrorKind::{
        BlockEntryInFlowCollection, BlockSequenceEntryNotAllowed, ExpectedBlockMappingKey, ExpectedBlockSequenceEntry,
        ExpectedFlowMappingSeparator, ExpectedFlowSequenceSeparator, InvalidBlockScalarHeader,
        InvalidBlockScalarIndent, InvalidColonPlacement, InvalidFlowScalarIndent, InvalidIndentation,
        InvalidTrailingDoubleQuotedScalar, InvalidTrailingSingleQuotedScalar, MappingValueNotAllowed,
        MismatchedFlowCollectionEnd, MisplacedFlowCollectionEnd, RecursionLimitExceeded, SimpleKeyExpected,
        TabAtBlockScalarStart, TabInBlockIndentation, TabInIndentation, TabInPlainScalar, TabNotAllowed,
        UnclosedFlowCollection, UnclosedQuotedScalar, UnexpectedCharacter, UnexpectedEofFlowMapping,
        UnexpectedEofFlowSequence, UnknownAnchor, UnknownQuotedScalarEscape,
    };
    let outline = Outline::around(text, offset);
    if let Some(fault) = odd_space(&outline, offset) {
        return fault;
    }
    let fault = match kind {
        RecursionLimitExceeded => Some(SyntaxFault::too_deep("YAML", offset)),
        TabNotAllowed | TabInBlockIndentation | TabInIndentation | TabInPlainScalar | TabAtBlockScalarStart => {
            tab(text, offset)
        }
        UnclosedQuotedScalar => unclosed_quotation(text, offset),
        InvalidTrailingSingleQuotedScalar | InvalidTrailingDoubleQuotedScalar => behind_quotation(&outline, offset),
        UnclosedFlowCollection { open } => Some(unclosed_bracket(offset, *open)),
        MismatchedFlowCollectionEnd { open, close } => {
            let fault = SyntaxFault::at(offset, format!("the `{open}` is closed by a `{close}`"));
            Some(fault.help(format!("close it with `{}`", closing(*open))))
        }
        MisplacedFlowCollectionEnd => Some(misplaced_bracket(text, offset)),
        MappingValueNotAllowed if outline.bracket.is_none() => colon(&outline, offset),
        ExpectedFlowMappingSeparator
        | ExpectedFlowSequenceSeparator
        | InvalidColonPlacement
        | InvalidFlowScalarIndent
        | UnexpectedEofFlowMapping
        | UnexpectedEofFlowSequence
        | BlockEntryInFlowCollection
        | MappingValueNotAllowed => within_brackets(&outline, offset),
        SimpleKeyExpected => outline.entry_at(offset).and_then(|index| no_key(&outline, index)),
        ExpectedBlockMappingKey
        | ExpectedBlockSequenceEntry
        | InvalidIndentation
        | InvalidBlockScalarIndent
        | BlockSequenceEntryNotAllowed => {
            behind_bracket(&outline, offset).or_else(|| indentation(&outline, first_at(&outline, offset)?))
        }
        UnexpectedCharacter { character } => {
            let sign = if *character == '`' { "a backtick".to_owned() } else { format!("`{character}`") };
            let message = format!("a text without quotation marks cannot begin with {sign}");
            Some(quotation_needed(&outline, offset, message))
        }
        UnknownAnchor => {
            let name: String = text[offset..].chars().take_while(|sign| !sign.is_whitespace()).collect();
            let message = format!("`{name}` is an alias of a value that the text does not have");
            Some(quotation_needed(&outline, offset, message))
        }
        InvalidBlockScalarHeader => {
            let message = "text stands in the line of the sign that begins a block of text";
            Some(quotation_needed(&outline, offset, message.to_owned()))
        }
        UnknownQuotedScalarEscape => escape(text, offset),
        _ => None,
    };
    fault.unwrap_or_else(|| SyntaxFault::at(offset, format!("this is not YAML: {kind}")))
}

/// A character that looks like a space, in the indentation of the line or of the one before it.
fn odd_space(outline: &Outline<'_>, offset: usize) -> Option<SyntaxFault> {
    let index = outline.entry_at(offset)?;
    let near = &outline.entries[index.saturating_sub(1)..=index];
    near.iter().find_map(|entry| {
        let first = outline.text[entry.span.start..].chars().next()?;
        let message = format!("this line is indented with the character U+{:04X}", u32::from(first));
        let fault = SyntaxFault::at(entry.span.start, message).help("indent it with spaces");
        (entry.is_first && !first.is_ascii() && first.is_whitespace()).then_some(fault)
    })
}

/// The first tab in the indentation of a line.
fn tab(text: &str, offset: usize) -> Option<SyntaxFault> {
    let mut at = text[..offset].rfind('\n').map_or(0, |end| end + 1);
    for line in text[at..].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t').filter(|_| !line.trim().is_empty()) {
            let fault = SyntaxFault::at(at + tab, "this line is indented with a tab");
            return Some(fault.help("indent it with spaces: YAML allows no tabs there"));
        }
        at += line.len();
    }
    None
}

fn unclosed_quotation(text: &str, offset: usize) -> Option<SyntaxFault> {
    let mark = text[offset..].chars().next()?;
    let fault = SyntaxFault::at(offset, format!("the quotation mark `{mark}` is not closed"));
    Some(fault.help(format!("write `{mark}` at the end of the text")))
}

/// Text behind a quoted text: the mark was meant as a part of it, or one is missing further up.
fn behind_quotation(outline: &Outline<'_>, offset: usize) -> Option<SyntaxFault> {
    let quoted = outline.quoted.clone()?;
    let mark = outline.text[quoted.start..].chars().next()?;
    if outline.is_one_line(quoted.start, quoted.end) {
        let message = format!("text follows the quotation mark `{mark}` that ends a text");
        return Some(quotation_needed(outline, offset, message));
    }
    let fault = SyntaxFault::at(quoted.start, format!("the quotation mark `{mark}` is not closed in its line"));
    let fault = fault.related(quoted.end - 1, "the mark that ends it, with text behind it");
    Some(fault.help(format!("write `{mark}` at the end of the text")))
}

fn unclosed_bracket(offset: usize, open: char) -> SyntaxFault {
    let fault = SyntaxFault::at(offset, format!("the `{open}` is not closed"));
    fault.help(format!("close it with `{}`", closing(open)))
}

fn closing(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

fn misplaced_bracket(text: &str, offset: usize) -> SyntaxFault {
    let bracket = text[offset..].chars().next().unwrap_or_default();
    SyntaxFault::at(offset, format!("no bracket is open that `{bracket}` closes")).help("remove it")
}

/// A fault within brackets: the next line where they are not closed, else a comma that is missing.
fn within_brackets(outline: &Outline<'_>, offset: usize) -> Option<SyntaxFault> {
    let bracket = outline.bracket?;
    let open = outline.text[bracket.offset..].chars().next()?;
    if !bracket.is_closed {
        return Some(unclosed_bracket(bracket.offset, open));
    }
    let fault = SyntaxFault::at(offset, format!("expected `,` or `{}`", closing(open)));
    Some(fault.related(bracket.offset, format!("the `{open}` around it")))
}

/// Text in one line behind a value in brackets.
fn behind_bracket(outline: &Outline<'_>, offset: usize) -> Option<SyntaxFault> {
    let entry = &outline.entries[outline.entry_at(offset)?];
    let value = &outline.text[entry.value.clone()];
    let is_behind = entry.kind != Kind::Item && entry.value.start < offset && offset < entry.value.end;
    (is_behind && value.starts_with(['{', '['])).then(|| {
        let close = if value.starts_with('{') { '}' } else { ']' };
        quotation_needed(outline, offset, format!("text follows the `{close}`"))
    })
}

/// A colon where no key can be: within a text, or behind a line that continues the one before it.
fn colon(outline: &Outline<'_>, offset: usize) -> Option<SyntaxFault> {
    let index = outline.entry_at(offset)?;
    let entry = &outline.entries[index];
    if entry.kind != Kind::Key || entry.span.end < offset && entry.value.start <= offset {
        let message = "a text without quotation marks cannot contain `: `".to_owned();
        return Some(quotation_needed(outline, offset, message));
    }
    let index = first_at(outline, offset)?;
    let previous = outline.entries[..index].last()?;
    match previous.kind {
        Kind::Text if !continues(outline, index - 1) => no_key(outline, index - 1),
        _ => indentation(outline, index),
    }
}

/// Returns `true` if a text continues the value of the key before it.
fn continues(outline: &Outline<'_>, index: usize) -> bool {
    let text = &outline.entries[index];
    let key = outline.entries[..index].iter().rev().find(|entry| entry.kind != Kind::Text);
    key.is_some_and(|key| key.indent < text.indent && !key.value.is_empty() && text.is_first)
}

/// A line that has no key, though one is expected.
fn no_key(outline: &Outline<'_>, index: usize) -> Option<SyntaxFault> {
    let Entry { kind: Kind::Text, span, .. } = &outline.entries[index] else { return None };
    let text = &outline.text[span.clone()];
    if let Some(item) = text.strip_prefix('-') {
        let fault = SyntaxFault::at(span.start, "a space is missing behind the `-`");
        return Some(fault.help(format!("write `- {item}`")));
    }
    let is_key = |key: &str| !key.is_empty() && !key.contains(char::is_whitespace);
    if let Some((key, value)) = text.split_once(':').filter(|(key, value)| is_key(key) && !value.starts_with("//")) {
        let fault = SyntaxFault::at(span.start + key.len(), "a space is missing behind the colon");
        return Some(fault.help(format!("write `{key}: {value}`")));
    }
    let written = match text.split_once(' ') {
        None => format!("{text}:"),
        Some((key, value)) => format!("{key}: {}", value.trim_start()),
    };
    let fault = SyntaxFault::at(span.start, "expected a key with a colon behind it");
    Some(fault.help(format!("write `{written}`")))
}

/// A fault in a value that is free of it in quotation marks.
fn quotation_needed(outline: &Outline<'_>, offset: usize, message: String) -> SyntaxFault {
    let fault = SyntaxFault::at(offset, message);
    let Some(entry) = outline.entry_at(offset).map(|index| &outline.entries[index]) else { return fault };
    let end = end_of_line(outline.text, entry.value.start);
    let value = outline.text[entry.value.start..end].trim();
    if value.is_empty() || outline.bracket.is_some() {
        return fault.help("put the text in quotation marks");
    }
    fault.help(format!("write `{}`", quoted(value)))
}

/// A text in the quotation marks that need no escape in it.
fn quoted(text: &str) -> String {
    let is_quoted = |mark: char| text.len() > 1 && text.starts_with(mark) && text.ends_with(mark);
    let inner = if is_quoted('\'') { text[1..text.len() - 1].replace("''", "'") } else { text.to_owned() };
    match (inner.contains(['"', '\\']), inner.contains('\'')) {
        (false, _) => format!("\"{inner}\""),
        (true, false) => format!("'{inner}'"),
        (true, true) => format!("'{}'", inner.replace('\'', "''")),
    }
}

/// An escape that YAML does not have.
fn escape(text: &str, offset: usize) -> Option<SyntaxFault> {
    // YAML 1.2.2, section 5.7, with the breaks that continue a line.
    const ESCAPES: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";
    let mut signs = text[offset..].char_indices();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' {
            let (_, escaped) = signs.next()?;
            if !ESCAPES.contains(escaped) {
                let fault = SyntaxFault::at(offset + at, format!("YAML has no escape `\\{escaped}`"));
                return Some(fault.help(format!("write `\\\\{escaped}`, or put the text in single quotation marks")));
            }
        }
    }
    None
}

/// The first entry of the line that a place is in.
fn first_at(outline: &Outline<'_>, offset: usize) -> Option<usize> {
    let index = outline.entry_at(offset)?;
    outline.entries[..=index].iter().rposition(|entry| entry.is_first)
}

/// Entries beside each other.
struct Level {
    indent: usize,
    kind: Kind,
    entries: Vec<usize>,
}

/// A line that is indented neither as those beside it nor as those around it.
fn indentation(outline: &Outline<'_>, index: usize) -> Option<SyntaxFault> {
    let entry = &outline.entries[index];
    let mut levels: Vec<Level> = Vec::new();
    for (at, entry) in outline.entries[..index].iter().enumerate() {
        close(&mut levels, entry);
        match levels.last_mut().filter(|level| level.indent == entry.indent && level.kind == entry.kind) {
            Some(level) => level.entries.push(at),
            None => levels.push(Level { indent: entry.indent, kind: entry.kind, entries: vec![at] }),
        }
    }
    let closed = close(&mut levels, entry);
    let around = levels.last();
    if let Some(around) = around.filter(|around| around.indent == entry.indent) {
        let key = around.entries.last().filter(|_| entry.kind == Kind::Item && around.kind == Kind::Key)?;
        let key = &outline.entries[*key];
        let fault = SyntaxFault::at(entry.span.start, "expected a key, found an item of an array");
        return Some(fault.related(key.span.start, format!("{} has a value already", subject(outline, key))));
    }
    let is_beside = |level: &&Level| level.kind == entry.kind;
    // The outermost of the levels that the line ends, and the one that it is still in.
    let inner = closed.last().filter(is_beside).or(closed.iter().rev().find(is_beside));
    let outer = around.filter(is_beside);
    let distance = |level: &Level| level.indent.abs_diff(entry.indent);
    let beside = match (inner, outer) {
        (Some(inner), Some(outer)) if distance(inner) == distance(outer) => {
            if next_indent(outline, index) != Some(inner.indent) {
                return Some(between(outline, index, outer, inner));
            }
            inner
        }
        (Some(inner), Some(outer)) if distance(outer) < distance(inner) => outer,
        (Some(inner), _) => inner,
        (None, Some(outer)) => outer,
        (None, None) => return Some(between(outline, index, around?, closed.last()?)),
    };
    Some(apart(outline, index, beside))
}

/// Ends the levels that an entry is not in, and gives them from the innermost on.
fn close(levels: &mut Vec<Level>, entry: &Entry) -> Vec<Level> {
    let is_over = |level: &Level| {
        level.indent > entry.indent
            || (level.indent == entry.indent && level.kind == Kind::Item && entry.kind != Kind::Item)
    };
    let mut closed = Vec::new();
    while let Some(level) = levels.pop_if(|level| is_over(level)) {
        closed.push(level);
    }
    closed
}

/// The indentation of the next line that is not within the one of an entry.
fn next_indent(outline: &Outline<'_>, index: usize) -> Option<usize> {
    let entry = &outline.entries[index];
    let mut later = outline.entries[index + 1..].iter().filter(|later| later.is_first).map(|later| later.indent);
    let next = later.next()?;
    if entry.value.is_empty() && next > entry.indent { later.find(|later| *later < next) } else { Some(next) }
}

/// A line apart from its neighbours. Where there is one neighbour before it and others follow it, the first one is apart.
fn apart(outline: &Outline<'_>, index: usize, beside: &Level) -> SyntaxFault {
    let entry = &outline.entries[index];
    let alike = outline.entries[index..].iter().filter(|later| later.is_first);
    let alike = alike.take_while(|later| later.indent >= entry.indent).filter(|later| later.indent == entry.indent);
    let (apart, neighbour) = match beside.entries[..] {
        [first] if outline.entries[first].is_first && alike.count() > 1 => (first, index),
        [.., last] => (index, last),
        [] => (index, index),
    };
    let (apart, neighbour) = (&outline.entries[apart], &outline.entries[neighbour]);
    let message =
        format!("{} is indented by {}, its neighbours by {}", subject(outline, apart), apart.indent, neighbour.indent);
    let related = format!("{} is indented by {}", subject(outline, neighbour), neighbour.indent);
    let fault = SyntaxFault::at(apart.span.start, message).related(neighbour.span.start, related);
    fault.help(format!("indent it by {}", neighbour.indent))
}

/// A line halfway between two levels.
fn between(outline: &Outline<'_>, index: usize, outer: &Level, inner: &Level) -> SyntaxFault {
    let entry = &outline.entries[index];
    let (few, many) = (outer.indent, inner.indent);
    let message =
        format!("{} is indented by {}, the lines around it by {few} and {many}", subject(outline, entry), entry.indent);
    let fault = SyntaxFault::at(entry.span.start, message).help(format!("indent it by {few} or {many}"));
    match inner.entries.last().map(|last| &outline.entries[*last]) {
        Some(last) => {
            fault.related(last.span.start, format!("{} is indented by {}", subject(outline, last), last.indent))
        }
        None => fault,
    }
}

fn subject(outline: &Outline<'_>, entry: &Entry) -> String {
    match entry.kind {
        Kind::Item => "this item".to_owned(),
        Kind::Key => format!("`{}`", &outline.text[entry.span.clone()]),
        Kind::Text => "this line".to_owned(),
    }
}
