//! Renders a finding as a compiler does, with the line of the document.

use std::cell::Cell;
use std::ops::Range;

use annotate_snippets::renderer::{DEFAULT_LINE_NUM_STYLE, Style};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::report::{Report, Severity};
use crate::document::{Place, Source, floor_boundary};
use crate::limits;
use crate::protocol::terminal;

/// The look of a rendered finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// Text alone.
    Plain,
    /// The colours of a terminal.
    Coloured,
}

impl Look {
    fn renderer(self) -> Renderer {
        match self {
            Self::Plain => Renderer::plain(),
            Self::Coloured => Renderer::styled(),
        }
    }

    /// The style of the arrow in front of a place.
    fn arrow(self) -> Style {
        match self {
            Self::Plain => Style::new(),
            Self::Coloured => DEFAULT_LINE_NUM_STYLE,
        }
    }
}

/// The finding in several lines.
pub(super) fn render(report: &Report, look: Look) -> String {
    let level = match report.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let message = terminal::line(&report.message);
    let note = report.note.as_deref().map(terminal::line);
    let help = report.help.as_deref().map(terminal::line);
    let remark = report.remark.as_deref().map(terminal::line);
    let pointer = report.location.as_ref().map(|location| &*location.pointer);
    let pointer = pointer.filter(|pointer| !matches!(*pointer, "" | "#")).map(shortened);
    let title = level.primary_title(&*message).id(report.code.name());
    let mut group = match &report.excerpt {
        Some(excerpt) => excerpt.show(Group::with_title(title)),
        None => Group::with_title(title),
    };
    if let Some(pointer) = &pointer {
        group = group.element(Level::NOTE.with_name("at").message(&**pointer));
    }
    if let Some(note) = &note {
        group = group.element(Level::NOTE.message(&**note));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(&**help));
    }
    if let Some(remark) = &remark {
        group = group.element(Level::NOTE.message(&**remark));
    }
    let mut groups = vec![group];
    let related = report.related.as_ref().map(|related| (terminal::line(&related.message), &related.excerpt));
    if let Some((role, excerpt)) = &related {
        groups.push(excerpt.show(Group::with_title(Level::NOTE.secondary_title(&**role))));
    }
    // Without a line of text beside it the renderer leaves out the space in front of the arrow.
    let arrow = look.arrow();
    let mut text = look.renderer().render(&groups).replace(&format!("\n{arrow}--> "), &format!("\n {arrow}--> "));
    for excerpt in report.excerpt.iter().chain(related.map(|(_, excerpt)| excerpt)) {
        text = excerpt.with_column(text, arrow);
    }
    text
}

/// A pointer as a terminal can show it; of a long one the beginning and the end.
fn shortened(pointer: &str) -> String {
    const END: usize = limits::SHOWN_LINE_BYTES / 2;
    if pointer.len() <= limits::SHOWN_LINE_BYTES {
        return terminal::line(pointer).into_owned();
    }
    let (head, tail) = (floor_boundary(pointer, END), floor_boundary(pointer, pointer.len() - END));
    format!("{}…{}", terminal::line(&pointer[..head]), terminal::line(&pointer[tail..]))
}

/// The lines of a text that a finding points at, as a terminal can show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    name: String,
    line: usize,
    column: usize,
    /// The text, and the span within it; none of an empty document, and of a long line once there are many excerpts of those.
    text: Option<(String, Range<usize>)>,
}

impl Excerpt {
    /// The excerpt at a place. `left` is the number of those of long lines that are still shown.
    pub(super) fn new(source: &Source, place: &Place, left: &Cell<usize>) -> Self {
        let position = source.lines().position(&source.text, place.span.start);
        let (line, window) = source.lines().window(&source.text, &place.span);
        let is_long = window.len() > limits::SHOWN_LINE_BYTES;
        let is_shown = !source.text.is_empty() && (!is_long || left.get() > 0);
        left.set(left.get() - usize::from(is_shown && is_long));
        let text = is_shown.then(|| excerpt(&source.text, window, &place.span));
        Self { name: terminal::line(&source.name).into_owned(), line, column: position.column, text }
    }

    fn show<'a>(&'a self, group: Group<'a>) -> Group<'a> {
        match &self.text {
            Some((text, span)) => {
                let annotation = AnnotationKind::Primary.span(span.clone());
                group.element(Snippet::source(text).path(&*self.name).line_start(self.line).annotation(annotation))
            }
            None => group.element(Origin::path(&*self.name).line(self.line).char_column(self.column)),
        }
    }

    /// Puts the column within the document in place of the one within the excerpt, which may begin in the middle of a line.
    fn with_column(&self, rendered: String, arrow: Style) -> String {
        let Some((text, span)) = &self.text else { return rendered };
        let shown = text[..span.start].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        if shown == self.column {
            return rendered;
        }
        let place = |column: usize| format!("--> {arrow:#}{}:{}:{column}\n", self.name, self.line);
        rendered.replacen(&place(shown), &place(self.column), 1)
    }
}

/// A window of a text as a terminal can show it, and the span within it. Of a long line, the window has the part around the span.
fn excerpt(text: &str, mut window: Range<usize>, span: &Range<usize>) -> (String, Range<usize>) {
    const ELLIPSIS: &str = "…";
    let mut end = span.end.max(span.start);
    let (mut head, mut tail) = ("", "");
    if window.len() > limits::SHOWN_LINE_BYTES {
        end = floor_boundary(text, end.min(span.start + limits::SHOWN_SPAN_BYTES));
        let start = floor_boundary(text, span.start.saturating_sub(limits::SHOWN_CONTEXT_BYTES));
        if start > window.start {
            (window.start, head) = (start, ELLIPSIS);
        }
        let behind = floor_boundary(text, (end + limits::SHOWN_CONTEXT_BYTES).min(text.len()));
        if behind < window.end {
            (window.end, tail) = (behind, ELLIPSIS);
        }
    }
    let [before, inside, behind] =
        [window.start..span.start, span.start..end, end..window.end.max(end)].map(|part| terminal::signs(&text[part]));
    let before = [head, &before].concat();
    let span = before.len()..before.len() + inside.len();
    ([&before, &*inside, &*behind, tail].concat(), span)
}
