//! The events of a YAML text. The tree and the places of findings are made of the same events, so that the two agree on
//! every text.
//!
//! The parser is as lenient as those of other tools: brackets and quoted text may end, or go on, at the indent of their key.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{Event, Marker, Options, Parser, ScalarStyle, ScanError, StrInput};

use super::fault::SyntaxFault;
use super::place::floor_boundary;
use super::yaml_fault;
use crate::limits;

/// The events of a text, with the bytes that they stand for. The first fault is the last one.
pub(super) struct Events<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
}

impl<'a> Events<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, parser: Parser::new_from_str_with_options(text, options()) }
    }

    fn range(&self, start: &Marker, end: &Marker) -> Range<usize> {
        let start = offset(self.text, start);
        start..offset(self.text, end).max(start)
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Result<(Event<'a>, Range<usize>), SyntaxFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let event = self.parser.next()?.map_err(|error| fault(self.text, &error));
        Some(event.map(|(event, span)| {
            let range = self.range(&span.start, &span.end);
            match event {
                // The parser writes `~` for a value that is not there.
                Event::Scalar(_, ScalarStyle::Plain, anchor, tag) if range.is_empty() => {
                    (Event::Scalar(Cow::Borrowed(""), ScalarStyle::Plain, anchor, tag), range)
                }
                event => (event, range),
            }
        }))
    }
}

// `granit-parser` is chosen since it knows the bytes of each event, has bounds for depth, and is as lenient as libyaml
// and PyYAML. A text that other tools read is read here too.
fn options() -> Options {
    granit_parser::options! {
        bom_inside_document_as_content: true,
        block_scalar_eof_without_line_feed: true,
        emit_comments: false,
        flow_nesting_limit: limits::TEXT_DEPTH,
        block_nesting_limit: limits::TEXT_DEPTH,
    }
}

fn fault(text: &str, error: &ScanError) -> SyntaxFault {
    let offset = offset(text, error.marker());
    // The parser stops behind a tab that it does not take.
    let offset = text[..floor_boundary(text, offset)].trim_end_matches('\t').len();
    yaml_fault::fault(text, error.kind(), offset)
}

/// The byte of a place; the parser knows it of every text that is at hand as a whole.
fn offset(text: &str, marker: &Marker) -> usize {
    marker.byte_offset().unwrap_or_default().min(text.len())
}

/// The tag before a node, as far as it says how the node is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// No tag, or one that says the kind of a collection.
    None,
    /// `!!str`, `!`, and the types of YAML 1.1 whose values are text in JSON.
    Text,
    Integer,
    Float,
    Boolean,
    Null,
    /// The merge key.
    Merge,
    /// A tag of an application.
    Custom,
}

impl Tag {
    /// The meaning of a tag.
    pub(super) fn parse(tag: Option<&granit_parser::Tag>) -> Self {
        const YAML: &str = "tag:yaml.org,2002:";
        let Some(tag) = tag else { return Self::None };
        match tag.suffix_in_namespace(YAML).as_deref() {
            Some("str" | "binary" | "timestamp") => Self::Text,
            Some("int") => Self::Integer,
            Some("float") => Self::Float,
            Some("bool") => Self::Boolean,
            Some("null") => Self::Null,
            Some("merge") => Self::Merge,
            Some(_) => Self::None,
            // The non-specific tag makes a text of any scalar (YAML 1.2.2, section 6.9.1).
            None if matches!(tag.parts(), ("", "!") | ("!", "")) => Self::Text,
            None => Self::Custom,
        }
    }
}
