//! Collects diagnostics over the stages of a run.

use std::cell::Cell;
use std::collections::HashSet;
use std::ops::Range;
use std::time::Instant;

use super::omitted::{NodeRange, Omitted};
use super::render::Excerpt;
use super::report::{Location, Related, Rendered, Report, Severity};
use super::{Anchor, Diagnostic};
use crate::config::{Codes, ConfigSpan, Selectable};
use crate::document::{Origin, Place, Source, SourceId, Sources, SpanTarget};
use crate::limits;

/// The findings of a run so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
    // Stages ask it for each schema, and a search through all findings would cost their square.
    /// The nodes whose value something was said of.
    values: HashSet<Origin>,
    keep_going: bool,
    /// The time after which no further stage begins.
    until: Option<Instant>,
    /// Constructs that the user left out of the client.
    omitted: Omitted,
    /// Nodes that nothing is said about.
    left_out: Vec<NodeRange>,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        // Dropped here, and not where it is shown: what is not said must not end the run either.
        if diagnostic.unknown.as_ref().is_some_and(|name| self.omitted.has(name)) {
            return;
        }
        if self.is_left_out(&diagnostic) {
            return;
        }
        if let Anchor::Node(origin, SpanTarget::Value | SpanTarget::Content) = diagnostic.anchor {
            self.values.insert(origin);
        }
        self.list.push(diagnostic);
    }

    // Options may name what the selection leaves out. That is no mistake of the user: one configuration serves several
    // selections.
    /// Notes an operation that the user left out.
    pub(crate) fn omit_operation(&mut self, operation: Selectable) {
        self.omitted.operations.push(operation);
    }

    /// Notes a named schema that the client has no type for, since no operation uses it.
    pub(crate) fn omit_schema(&mut self, name: &str, pointer: &str) {
        self.omitted.schemas.push((name.to_owned(), pointer.to_owned()));
    }

    /// Takes back all findings about these nodes, and drops those that follow: no part of the client comes from them.
    pub(crate) fn leave_out(&mut self, mut nodes: Vec<NodeRange>) {
        nodes.sort_unstable();
        self.left_out = nodes;
        let mut list = std::mem::take(&mut self.list);
        list.retain(|diagnostic| !self.is_left_out(diagnostic));
        self.list = list;
    }

    fn is_left_out(&self, diagnostic: &Diagnostic) -> bool {
        let Some((origin, _)) = diagnostic.anchor.node() else { return false };
        let after = self.left_out.partition_point(|range| range.first <= origin);
        after > 0 && self.left_out[after - 1].has(origin)
    }

    // A place in the list, so that a stage may try a reading and take back what it said meanwhile.
    /// The number of diagnostics so far: a mark for those that follow.
    pub(crate) fn checkpoint(&self) -> usize {
        self.list.len()
    }

    /// Takes back the findings since a mark.
    pub(crate) fn forget(&mut self, mark: usize) {
        self.list.truncate(mark);
    }

    // An error becomes a warning where the same fault is repaired: the message stays, and the repair is added to it.
    /// Makes warnings of the errors since a mark: what they are about can be left out.
    pub(crate) fn downgrade_since(&mut self, mark: usize, repair: &str) {
        for diagnostic in self.list.iter_mut().skip(mark) {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic.note.get_or_insert_with(|| repair.to_owned());
            }
        }
    }

    /// Makes warnings of the errors since a mark, apart from those that a file or an option mends: what they are about is left out.
    pub(crate) fn soften_leaf(&mut self, mark: usize, repair: &str) {
        self.soften_leaf_within(mark..self.list.len(), repair);
    }

    /// As [`Self::soften_leaf`], of the errors between two marks.
    pub(crate) fn soften_leaf_within(&mut self, marks: Range<usize>, repair: &str) {
        for diagnostic in self.list[marks].iter_mut().filter(|diagnostic| !diagnostic.is_firm) {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic.note = Some(match diagnostic.note.take() {
                    Some(note) => format!("{note}; {repair}"),
                    None => repair.to_owned(),
                });
            }
        }
    }

    /// `true` if there is an error since a mark.
    pub(crate) fn has_errors_since(&self, mark: usize) -> bool {
        self.list.iter().skip(mark).any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// `true` if there is an error about a node since a mark.
    pub(crate) fn has_errors_at_since(&self, origin: Origin, mark: usize) -> bool {
        let is_there = |anchor: &Anchor| matches!(anchor, Anchor::Node(at, _) if *at == origin);
        let mut later = self.list.iter().skip(mark);
        later.any(|diagnostic| diagnostic.severity == Severity::Error && is_there(&diagnostic.anchor))
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// `true` if a node has been reported as wrong.
    pub(crate) fn has_error_at(&self, origin: Origin) -> bool {
        self.has_errors_at_since(origin, 0)
    }

    /// `true` if anything has been said of the value of a node.
    pub(crate) fn has_any_at(&self, origin: Origin) -> bool {
        self.values.contains(&origin)
    }

    /// `true` if errors do not end the run, so that what is left out because of them has to be named.
    pub(crate) fn keeps_going(&self) -> bool {
        self.keep_going
    }

    pub(crate) fn keep_going(&mut self, keep_going: bool) {
        self.keep_going = keep_going;
    }

    /// Sets the time after which no further stage begins.
    pub(crate) fn end_at(&mut self, until: Option<Instant>) {
        self.until = until;
    }

    /// `true` if no further stage begins.
    pub(crate) fn is_over(&self) -> bool {
        self.until.is_some_and(|until| Instant::now() >= until)
    }

    /// Does with warnings and notes what the user wants; whether one of them is denied.
    pub(crate) fn apply_levels(&mut self, allow: &Codes, deny: &Codes) -> bool {
        self.list.retain(|diagnostic| {
            let all = allow.names_warnings() && diagnostic.severity == Severity::Warning;
            diagnostic.severity == Severity::Error || !(all || allow.names(diagnostic.code))
        });
        let mut any = false;
        for diagnostic in self.list.iter_mut().filter(|diagnostic| diagnostic.severity < Severity::Error) {
            let all = deny.names_warnings() && diagnostic.severity == Severity::Warning;
            if all || deny.names(diagnostic.code) {
                diagnostic.severity = Severity::Error;
                any = true;
            }
        }
        any
    }

    /// The findings that are about nodes, each with its node.
    pub(crate) fn of_nodes(&self) -> impl Iterator<Item = (Origin, &Diagnostic)> {
        self.list.iter().filter_map(|diagnostic| Some((diagnostic.anchor.node()?.0, diagnostic)))
    }

    /// Looks up where the user wrote what the findings are about, and sorts them by source and position. Of each source those
    /// of the grammar come first, since the others may follow from them.
    pub(crate) fn reports(&self, sources: &Sources) -> Vec<Report> {
        let nodes: Vec<(Origin, SpanTarget)> =
            self.list.iter().filter_map(|diagnostic| diagnostic.anchor.node()).collect();
        let mut places = sources.places(&nodes).into_iter();
        let related: Vec<(Origin, SpanTarget)> =
            self.list.iter().filter_map(|diagnostic| diagnostic.related.as_ref()?.0.node()).collect();
        let long_excerpts = Cell::new(limits::LONG_EXCERPTS);
        let mut related_places = sources.places(&related).into_iter();
        let mut reports: Vec<(usize, usize, Report)> = Vec::with_capacity(self.list.len());
        for diagnostic in &self.list {
            let related = diagnostic.related.as_ref().and_then(|related| {
                let (anchor, role) = &**related;
                let (source, place) = anchor.place(&mut related_places)?;
                Some(RelatedPlace { role, source: sources.get(source), place })
            });
            if let Anchor::Option(span) = &diagnostic.anchor {
                reports.push(report_of_option(diagnostic, span, related, sources, &long_excerpts));
                continue;
            }
            let anchor_place = diagnostic.anchor.place(&mut places);
            let key = anchor_place.as_ref().map_or((0, 0), |(source, place)| (source.0 as usize + 1, place.span.start));
            let at = anchor_place.map(|(source, place)| (sources.get(source), place));
            reports.push((key.0, key.1, report(diagnostic, at, related, &long_excerpts)));
        }
        let key = |(source, start, report): &(usize, usize, Report)| (*source, !report.code.is_of_grammar(), *start);
        reports.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.2.message.cmp(&b.2.message)));
        let mut reports: Vec<Report> = reports.into_iter().map(|(_, _, report)| report).collect();
        reports.dedup();
        reports
    }
}

/// Another place of a finding, found in its text.
struct RelatedPlace<'a> {
    role: &'a str,
    source: &'a Source,
    place: Place,
}

fn report(
    diagnostic: &Diagnostic,
    at: Option<(&Source, Place)>,
    related: Option<RelatedPlace<'_>>,
    long_excerpts: &Cell<usize>,
) -> Report {
    // In this order, since the first excerpts of long lines are shown.
    let excerpt = at.as_ref().map(|(source, place)| Excerpt::new(source, place, long_excerpts));
    let related = related.map(|related| Related {
        message: related.role.to_owned(),
        excerpt: Excerpt::new(related.source, &related.place, long_excerpts),
        location: Location::new(related.source, related.place),
    });
    Report {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        location: at.map(|(source, place)| Location::new(source, place)),
        note: diagnostic.note.clone(),
        help: diagnostic.help.clone(),
        related,
        excerpt,
        remark: None,
        rendered: Rendered::default(),
    }
}

/// A finding about an option, with the table that it stands in and the document that it is for: a configuration may be for
/// several. Those come before all others.
fn report_of_option(
    diagnostic: &Diagnostic,
    span: &ConfigSpan,
    related: Option<RelatedPlace<'_>>,
    sources: &Sources,
    long_excerpts: &Cell<usize>,
) -> (usize, usize, Report) {
    let mut diagnostic = diagnostic.clone();
    let table = span.table().map(|table| format!("`{table}` ")).unwrap_or_default();
    diagnostic.message.push_str(&format!(" ({table}for the document `{}`)", sources.root().name));
    let at = span.place().map(|(source, span)| (source, Place { pointer: String::new(), span }));
    let start = at.as_ref().map_or(0, |(_, place)| place.span.start);
    (0, start, report(&diagnostic, at, related, long_excerpts))
}

impl Anchor {
    /// The node, and the part of it.
    fn node(&self) -> Option<(Origin, SpanTarget)> {
        match self {
            Self::Node(origin, part) => Some((*origin, *part)),
            Self::Nowhere | Self::Option(_) | Self::Offset(..) => None,
        }
    }

    /// The place in a source; that of a node is the next of the places that were looked up.
    fn place(&self, places: &mut impl Iterator<Item = Place>) -> Option<(SourceId, Place)> {
        match self {
            Self::Nowhere | Self::Option(_) => None,
            Self::Offset(source, offset) => Some((*source, Place { pointer: String::new(), span: *offset..*offset })),
            Self::Node(origin, _) => Some((origin.source, places.next().unwrap_or_default())),
        }
    }
}
