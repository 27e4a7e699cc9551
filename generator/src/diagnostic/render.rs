//! Renders a finding as a compiler does, with the line of the document.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::Diagnostic;
use super::report::Severity;
use crate::document::{Place, Source};
use crate::limits;
use crate::protocol::terminal;

/// The finding in several lines of plain text.
pub(super) fn render(diagnostic: &Diagnostic, at: Option<(&Source, &Place)>) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = terminal::line(&diagnostic.message);
    let help = diagnostic.help.as_deref().map(terminal::line);
    let name = at.map(|(source, _)| terminal::line(&source.name)).unwrap_or_default();
    let title = level.primary_title(&*message).id(diagnostic.code.name());
    let mut group = match at {
        Some((source, _)) if source.text.is_empty() => title.element(Origin::path(&*name).line(1).char_column(1)),
        Some((source, place)) => {
            let (line, window) = source.lines().window(&source.text, &place.span);
            if window.len() > limits::SHOWN_LINE_BYTES {
                let position = source.lines().position(&source.text, place.span.start);
                title.element(Origin::path(&*name).line(position.line).char_column(position.column))
            } else {
                let (text, span) = excerpt(&source.text, window, &place.span);
                let annotation = AnnotationKind::Primary.span(span);
                title.element(Snippet::source(text).path(&*name).line_start(line).annotation(annotation))
            }
        }
        None => Group::with_title(title),
    };
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    // Without a line of text beside it the renderer leaves out the space in front of the arrow.
    Renderer::plain().render(&[group]).replace("\n--> ", "\n --> ")
}

/// A window of a text as a terminal can show it, and the span within it.
fn excerpt(text: &str, window: Range<usize>, span: &Range<usize>) -> (String, Range<usize>) {
    let end = span.end.max(span.start);
    let [before, inside, behind] =
        [window.start..span.start, span.start..end, end..window.end.max(end)].map(|part| terminal::signs(&text[part]));
    let span = before.len()..before.len() + inside.len();
    ([before, inside, behind].concat(), span)
}
