//! Reads JSON and YAML into one tree.
//!
//! Of two equal keys the last one counts, and the repetition is reported.

use super::fault::Fault;
use super::node::{Node, Origin, Part};
use super::place::floor_boundary;
use super::source::{Format, SourceId, Sources};
use super::{json_tree, yaml_tree};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reads a source into a tree.
///
/// A text that is not well-formed gives `None` and a [`Code::Syntax`] diagnostic at the spot where reading stopped.
pub(crate) fn read(sources: &Sources, id: SourceId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let source = sources.get(id);
    let result = match source.format {
        Format::Json => json_tree::read(&source.text, id, diagnostics),
        Format::Yaml => yaml_tree::read(&source.text, id, diagnostics),
    };
    match result {
        Ok(node) => Some(node),
        Err(fault) => {
            let fault = Fault { offset: floor_boundary(&source.text, fault.offset), ..fault };
            let mut diagnostic = Diagnostic::error(Code::Syntax, fault.message).at_offset(id, fault.offset);
            let line = source.text[fault.offset..].lines().next().unwrap_or_default();
            if source.format == Format::Yaml && line.starts_with('\t') {
                diagnostic = diagnostic.help("YAML is indented with spaces, not with tabs");
            }
            diagnostics.push(diagnostic);
            None
        }
    }
}

/// The finding about a key that an object has already.
pub(super) fn repeated(key: &str, origin: Origin) -> Diagnostic {
    let message = format!("the key `{key}` is given twice");
    Diagnostic::warning(Code::DuplicateKey, message).at(origin, Part::Key).help("the last one is used")
}
