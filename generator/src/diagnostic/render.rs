//! Renders a finding as a compiler does, with the line of the document.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Diagnostic;
use super::report::Severity;
use crate::document::{Place, Source};

/// Lines longer than this, of documents without line breaks, are not shown.
const LONGEST: usize = 1000;

/// The finding in several lines of plain text.
pub(super) fn render(diagnostic: &Diagnostic, at: Option<(&Source, &Place)>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name());
    let mut group = match at {
        Some((source, _)) if source.text.is_empty() => {
            title.element(Origin::path(source.name.as_str()).line(1).char_column(1))
        }
        Some((source, place)) => {
            let (line, window) = source.lines().window(&source.text, &place.span);
            if window.len() > LONGEST {
                let position = source.lines().position(&source.text, place.span.start);
                title.element(Origin::path(source.name.as_str()).line(position.line).char_column(position.column))
            } else {
                let span = place.span.start - window.start..place.span.end.max(place.span.start) - window.start;
                let snippet = Snippet::source(&source.text[window])
                    .path(source.name.as_str())
                    .line_start(line)
                    .annotation(AnnotationKind::Primary.span(span));
                title.element(snippet)
            }
        }
        None => Group::with_title(title),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    // Without a line of text beside it the renderer leaves out the space in front of the arrow.
    Renderer::plain().render(&[group]).replace("\n--> ", "\n --> ")
}
