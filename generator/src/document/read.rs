//! Reads JSON and YAML into one tree.
//!
//! Of two equal keys the last one counts, and the repetition is reported.

use super::node::{Node, Origin, SpanTarget};
use super::place::floor_boundary;
use super::source::{Format, SourceId, Sources};
use super::{json_tree, yaml_tree};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reads a source into a tree.
///
/// A text that is not well-formed gives `None` and a [`Code::Syntax`] diagnostic at the spot where reading stopped.
pub(crate) fn read(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let source = sources.get(id);
    if let Some(diagnostic) = of_another_kind(&source.text) {
        diagnostics.push(diagnostic.at_offset(id, 0));
        return None;
    }
    let result = match source.format {
        Format::Json => json_tree::read(&source.text, id, diagnostics),
        Format::Yaml => yaml_tree::read(&source.text, id, diagnostics),
    };
    match result {
        Ok(node) => Some(node),
        Err(fault) => {
            let offset = |offset| floor_boundary(&source.text, offset);
            let mut diagnostic = Diagnostic::error(Code::Syntax, fault.message).at_offset(id, offset(fault.offset));
            if let Some((at, role)) = fault.related {
                diagnostic = diagnostic.related_offset(id, offset(at), role);
            }
            diagnostic.help = fault.help;
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// The finding about a text that is a page or another document, as a server gives it in place of the requested one.
fn of_another_kind(text: &str) -> Option<Diagnostic> {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_ascii_lowercase();
    let (kind, help) = match () {
        () if start.starts_with("<!doctype html") || start.starts_with("<html") => (
            "an HTML page",
            "use the URL of the document itself; for one behind a login, `--header` of the command sends credentials",
        ),
        () if start.starts_with("<?xml") => ("XML", "use the JSON or YAML form of the document"),
        () => return None,
    };
    Some(Diagnostic::error(Code::NotOpenapi, format!("this is {kind}, not JSON or YAML")).help(help))
}

/// The finding about a key that an object has already.
pub(super) fn repeated(key: &str, first: Origin, origin: Origin) -> Diagnostic {
    let message = format!("the key `{key}` is given twice");
    Diagnostic::warning(Code::DuplicateKey, message)
        .at(origin, SpanTarget::Key)
        .related(first, SpanTarget::Key, "the first one")
        .with_note("the last one is used")
}
