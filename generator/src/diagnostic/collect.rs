//! Collects diagnostics over the stages of a run.

use std::collections::HashSet;

use super::report::{Location, Report, Severity};
use super::{Anchor, Diagnostic, render};
use crate::config::{Codes, ConfigSpan};
use crate::document::{Origin, Part, Place, Source, Sources};

/// The findings of a run so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The nodes whose value something was said of.
    values: HashSet<Origin>,
    keep_going: bool,
}

impl Diagnostics {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.implied {
            return;
        }
        if let Anchor::Node(origin, Part::Value) = diagnostic.anchor {
            self.values.insert(origin);
        }
        self.list.push(diagnostic);
    }

    /// How many findings there are, to speak of those that follow.
    pub(crate) fn mark(&self) -> usize {
        self.list.len()
    }

    /// Makes warnings of the errors since a mark: what they are about can be left out.
    pub(crate) fn soften(&mut self, mark: usize, repair: &str) {
        for diagnostic in self.list.iter_mut().skip(mark) {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic.help.get_or_insert_with(|| repair.to_owned());
            }
        }
    }

    /// Makes warnings of the errors since a mark, apart from those that a file or an option mends: what they are about is left out.
    pub(crate) fn soften_leaf(&mut self, mark: usize, repair: &str) {
        for diagnostic in self.list.iter_mut().skip(mark).filter(|diagnostic| !diagnostic.is_firm) {
            if diagnostic.severity == Severity::Error {
                diagnostic.severity = Severity::Warning;
                diagnostic.help = Some(match diagnostic.help.take() {
                    Some(help) => format!("{help}; {repair}"),
                    None => repair.to_owned(),
                });
            }
        }
    }

    /// `true` if there is an error since a mark.
    pub(crate) fn has_errors_since(&self, mark: usize) -> bool {
        self.list.iter().skip(mark).any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// `true` if a node has been reported as wrong.
    pub(crate) fn has_error_at(&self, origin: Origin) -> bool {
        let is_there = |anchor: &Anchor| matches!(anchor, Anchor::Node(at, _) if *at == origin);
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error && is_there(&diagnostic.anchor))
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

    /// Does with warnings and notes what the user wants; whether one of them is denied.
    pub(crate) fn judge(&mut self, allow: &Codes, deny: &Codes) -> bool {
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
        self.list.iter().filter_map(|diagnostic| Some((node_of(diagnostic)?.0, diagnostic)))
    }

    /// Looks up where the user wrote what the findings are about, and sorts them by source and position. Of each source those
    /// of the grammar come first, since the others may follow from them.
    pub(crate) fn reports(&self, sources: &Sources) -> Vec<Report> {
        let nodes: Vec<(Origin, Part)> = self.list.iter().filter_map(node_of).collect();
        let mut places = sources.places(&nodes).into_iter();
        let mut reports: Vec<(usize, usize, Report)> = Vec::with_capacity(self.list.len());
        for diagnostic in &self.list {
            let found = match &diagnostic.anchor {
                Anchor::Nowhere => None,
                Anchor::Option(span) => {
                    reports.push(report_of_option(diagnostic, span, sources));
                    continue;
                }
                Anchor::Offset(source, offset) => {
                    Some((*source, Place { pointer: String::new(), span: *offset..*offset }))
                }
                Anchor::Node(origin, _) => Some((origin.source, places.next().unwrap_or_default())),
            };
            let key = found.as_ref().map_or((0, 0), |(source, place)| (source.0 as usize + 1, place.span.start));
            let at = found.map(|(source, place)| (sources.get(source), place));
            reports.push((key.0, key.1, report(diagnostic, at)));
        }
        let key = |(source, start, report): &(usize, usize, Report)| (*source, !report.code.is_of_grammar(), *start);
        reports.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.2.message.cmp(&b.2.message)));
        let mut reports: Vec<Report> = reports.into_iter().map(|(_, _, report)| report).collect();
        reports.dedup();
        reports
    }
}

fn report(diagnostic: &Diagnostic, at: Option<(&Source, Place)>) -> Report {
    Report {
        code: diagnostic.code,
        severity: diagnostic.severity,
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        rendered: render::render(diagnostic, at.as_ref().map(|(source, place)| (*source, place))),
        location: at.map(|(source, place)| Location::of(source, place)),
    }
}

/// A finding about an option, with the table that it stands in and the document that it is for: a configuration may be for
/// several. Those come before all others.
fn report_of_option(diagnostic: &Diagnostic, span: &ConfigSpan, sources: &Sources) -> (usize, usize, Report) {
    let mut diagnostic = diagnostic.clone();
    let table = span.table().map(|table| format!("`{table}` ")).unwrap_or_default();
    diagnostic.message.push_str(&format!(" ({table}for the document `{}`)", sources.root().name));
    let at = span.place().map(|(source, span)| (source, Place { pointer: String::new(), span }));
    let start = at.as_ref().map_or(0, |(_, place)| place.span.start);
    (0, start, report(&diagnostic, at))
}

fn node_of(diagnostic: &Diagnostic) -> Option<(Origin, Part)> {
    match diagnostic.anchor {
        Anchor::Node(origin, part) => Some((origin, part)),
        _ => None,
    }
}
