//! Overlays, which mend a document without editing it (OpenAPI Overlay 1.0.0 and 1.1.0).
//!
//! * In: the tree of the document that the user named, and the paths of overlays.
//! * Out: the same tree with the actions of all overlays applied, in their order. Documents that it refers to are as they
//!   were.
//! * Afterwards: a node that comes from an overlay has its origin there, so diagnostics point into the overlay.

mod edit;
mod read;

use std::fs;
use std::path::Path;

use serde_json_path::JsonPath;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Address, Node, Origins, SourceId, Sources, SpanTarget};
use edit::{NodePath, Target};
use read::{Action, Change, Overlay};

/// Applies the overlays of the options. `None` when one of them cannot be used.
pub(crate) fn apply(
    tree: Node,
    root: SourceId,
    sources: &mut Sources,
    origins: Origins<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    // Overlays change the document that the user named and no other: a path of JSONPath has no way to name a file.
    if origins.options.overlays.is_empty() {
        return Some(tree);
    }
    let mut target = Target::new(tree);
    let mut usable = true;
    for path in &origins.options.overlays {
        let source = open(path, sources, origins, diagnostics);
        let node = source.and_then(|source| document::read(sources, source, diagnostics));
        match node.and_then(|node| Overlay::read(&node, diagnostics)) {
            Some(overlay) => {
                extends(&overlay, path, sources.get(root).path.as_deref(), diagnostics);
                for action in &overlay.actions {
                    usable &= perform(action, &overlay, &mut target, diagnostics).is_some();
                }
            }
            None => usable = false,
        }
    }
    usable.then(|| target.into_tree())
}

fn open(path: &Path, sources: &mut Sources, origins: Origins<'_>, diagnostics: &mut Diagnostics) -> Option<SourceId> {
    let name = Address::file(path).to_string();
    if let Some(text) = origins.texts.get(&name) {
        return Some(sources.add(name, None, text.clone()));
    }
    let text = fs::read(path).map_err(|error| error.to_string());
    let text = text.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned()));
    match text {
        Ok(text) => Some(sources.add(name, Some(path.to_owned()), text)),
        Err(reason) => {
            sources.add_missing(path.to_owned());
            let source = sources.add(name, None, String::new());
            let message = format!("the overlay cannot be read: {reason}");
            diagnostics.push(Diagnostic::error(Code::Unreadable, message).at_offset(source, 0));
            None
        }
    }
}

/// An overlay may say which document it is for. Where both are files that can be compared.
fn extends(overlay: &Overlay, path: &Path, root: Option<&Path>, diagnostics: &mut Diagnostics) {
    let Some(node) = &overlay.extends else { return };
    let (Some(text), Some(root)) = (node.as_str(), root) else { return };
    let (extended, root) = (Address::file(path).join(text), Address::file(root));
    if matches!(extended, Address::File(_)) && extended != root {
        let message = format!("this overlay extends `{extended}`, but is applied to `{root}`");
        diagnostics.push(Diagnostic::warning(Code::OverlayUnmatched, message).at(node.origin, SpanTarget::Value));
    }
}

/// Performs an action; `None` when that is not possible.
fn perform(action: &Action, overlay: &Overlay, target: &mut Target, diagnostics: &mut Diagnostics) -> Option<()> {
    let node_paths = select(&action.target, target, diagnostics)?;
    if node_paths.is_empty() {
        let text = action.target.as_str().unwrap_or_default();
        let message = format!("`{text}` matches nothing in the document");
        diagnostics
            .push(Diagnostic::warning(Code::OverlayUnmatched, message).at(action.target.origin, SpanTarget::Value));
        return Some(());
    }
    let value = match &action.change {
        Change::Remove(node) => {
            let removed = target.remove(node_paths);
            return removed
                .or_else(|| fail(node, SpanTarget::Key, "an action cannot remove the whole document", diagnostics));
        }
        Change::Nothing => return Some(()),
        Change::Update(value) => value.clone(),
        Change::Copy(path) => match select(path, target, diagnostics)?.as_slice() {
            [from] => target.node(from)?.clone(),
            [] => return fail(path, SpanTarget::Value, "`copy` matches nothing in the document", diagnostics),
            more => {
                let message = format!("`copy` matches {} nodes, but must match exactly one", more.len());
                return fail(path, SpanTarget::Value, &message, diagnostics);
            }
        },
    };
    for steps in &node_paths {
        if let Err(message) = target.update(steps, &value, overlay.concatenates) {
            return fail(&value, SpanTarget::Value, &message, diagnostics);
        }
    }
    Some(())
}

/// The places that a JSONPath (RFC 9535) selects, each once.
fn select(path: &Node, target: &Target, diagnostics: &mut Diagnostics) -> Option<Vec<NodePath>> {
    let text = path.as_str().unwrap_or_default();
    match JsonPath::parse(text) {
        Ok(parsed) => Some(target.select(&parsed)),
        Err(error) => fail(path, SpanTarget::Value, &format!("`{text}` is not a JSONPath: {error}"), diagnostics),
    }
}

fn fail<T>(node: &Node, part: SpanTarget, message: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    diagnostics.push(Diagnostic::error(Code::InvalidOverlay, message).at(node.origin, part));
    None
}
