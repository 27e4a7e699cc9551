//! The report: a page of HTML that shows a document and its client.
//!
//! * In: what [`inspect`](crate::inspect) and [`coverage`](crate::coverage) say, the findings, and the sizes of the code.
//! * Out: one text, the page.
//! * The page has a script and a style of its own, whose hashes stand in its policy: a browser runs nothing else, and fetches nothing. All
//!   texts of the document are in one block of JSON, which the script reads and shows as text.

mod json;
mod pack;
mod settings;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::config::Options;
use crate::coverage::{Coverage, Tally};
use crate::diagnostic::{Code, Report};
use crate::document::{Origin, Sources, SpanTarget};
use crate::emit::Context;
use crate::inspect::{Inspection, MessageInfo, SecurityInfo};
use crate::output::GroupSize;
use pack::{Entry, Pack, Roots};
use settings::Setting;

const PAGE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The contents of a report.
pub(crate) struct Parts<'a> {
    /// The name of the document.
    pub(crate) document: &'a str,
    pub(crate) inspection: Inspection,
    pub(crate) coverage: Coverage,
    pub(crate) sizes: Vec<GroupSize>,
    pub(crate) findings: &'a [Report],
    pub(crate) options: &'a Options,
    pub(crate) sources: &'a Sources,
}

/// The head of the page. Operations, types and findings stand beside it as numbers of their entries.
#[derive(Serialize)]
struct Summary<'a> {
    generator: &'static str,
    document: &'a str,
    title: &'a str,
    version: &'a str,
    description: Option<&'a str>,
    servers: &'a [String],
    security: &'a [SecurityInfo],
    webhooks: &'a [MessageInfo],
    settings: Vec<Setting>,
    tallies: &'a [Tally],
    sizes: &'a [GroupSize],
    codes: Vec<CodeInfo>,
}

/// A code that findings have.
#[derive(Serialize)]
struct CodeInfo {
    code: Code,
    explanation: String,
}

/// A part of the client with the line of its construct.
#[derive(Serialize)]
struct Located<'a, T> {
    #[serde(flatten)]
    part: &'a T,
    file: &'a str,
    line: usize,
}

/// A finding with the lines of the document.
#[derive(Serialize)]
struct Finding<'a> {
    code: Code,
    severity: String,
    message: &'a str,
    note: Option<&'a str>,
    help: Option<&'a str>,
    file: Option<&'a str>,
    line: Option<usize>,
    pointer: Option<&'a str>,
    excerpt: String,
}

/// The page.
pub(crate) fn page(cx: &Context<'_>, parts: Parts<'_>) -> String {
    let data = data(cx, parts);
    // Each mark stands once in the page, and is replaced in one pass: a text of the document is never searched.
    let contents = [("/*STYLE*/", STYLE), ("/*DATA*/", data.as_str()), ("/*SCRIPT*/", SCRIPT)];
    let mut page = String::with_capacity(PAGE.len() + STYLE.len() + data.len() + SCRIPT.len());
    let mut rest = PAGE;
    for (mark, content) in contents {
        let (before, behind) = rest.split_once(mark).unwrap_or((rest, ""));
        page.push_str(before);
        page.push_str(content);
        rest = behind;
    }
    page.push_str(rest);
    page
}

/// The data of the page as JSON.
fn data(cx: &Context<'_>, mut parts: Parts<'_>) -> String {
    let mut pack = Pack::default();
    let inspection = &mut parts.inspection;
    let codes: BTreeSet<Code> = parts.findings.iter().map(|finding| finding.code).collect();
    let summary = pack.add(&Summary {
        generator: concat!("Callsmith ", env!("CARGO_PKG_VERSION")),
        document: parts.document,
        title: &inspection.title,
        version: &inspection.version,
        description: inspection.description.as_deref(),
        servers: &inspection.servers,
        security: &inspection.security,
        webhooks: &inspection.webhooks,
        settings: settings::settings(parts.options),
        tallies: &parts.coverage.tallies,
        sizes: &parts.sizes,
        codes: codes.into_iter().map(|code| CodeInfo { code, explanation: code.explanation() }).collect(),
    });
    // What the page does not show, or shows by other parts.
    for operation in &mut inspection.operations {
        operation.call.clear();
        for parameter in &mut operation.parameters {
            (parameter.signature, parameter.passed_as) = (None, String::new());
        }
    }
    let origins = cx.api.operations.iter().take(inspection.operations.len()).map(|operation| operation.origin);
    let operations = located(&mut pack, parts.sources, &inspection.operations, origins);
    for ty in &mut inspection.types {
        ty.examples.clear();
    }
    let types = located(&mut pack, parts.sources, &inspection.types, cx.api.types.iter().map(|def| def.origin));
    let findings = parts.findings.iter().map(|report| pack.add(&finding(report))).collect();
    pack.finish(&Roots { summary, operations, types, findings })
}

/// Adds parts of the client, each with its line.
fn located<T: Serialize>(
    pack: &mut Pack,
    sources: &Sources,
    parts: &[T],
    origins: impl Iterator<Item = Origin>,
) -> Vec<Entry> {
    let wanted: Vec<(Origin, SpanTarget)> = origins.map(|origin| (origin, SpanTarget::Key)).collect();
    let places = sources.places(&wanted);
    let located = parts.iter().zip(&wanted).zip(places).map(|((part, (origin, _)), place)| {
        let source = sources.get(origin.source);
        let line = source.lines().position(&source.text, place.span.start).line;
        pack.add(&Located { part, file: &source.name, line })
    });
    located.collect()
}

fn finding(report: &Report) -> Finding<'_> {
    let location = report.location.as_ref();
    Finding {
        code: report.code,
        severity: report.severity.to_string(),
        message: &report.message,
        note: report.note.as_deref(),
        help: report.help.as_deref(),
        file: location.map(|location| location.file.as_str()),
        line: location.map(|location| location.line),
        pointer: location.map(|location| location.pointer.as_str()),
        excerpt: excerpt(report.rendered()),
    }
}

/// The lines of the document in a rendered finding: what stands in front of them and behind them is shown otherwise.
fn excerpt(rendered: &str) -> String {
    let is_remark = |line: &str| ["= at:", "= note:", "= help:"].iter().any(|mark| line.trim_start().starts_with(mark));
    let lines: Vec<&str> = rendered.lines().skip(1).filter(|line| !is_remark(line)).collect();
    let text = lines.join("\n");
    text.trim_end().trim_end_matches('|').trim_end().to_owned()
}

#[cfg(test)]
mod tests;
