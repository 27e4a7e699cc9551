//! Pagination that operations declare.

use super::{Pages, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget, Value};
use crate::spec::{Field, Members as _};

/// `x-callsmith-pagination`, or else `x-ms-pageable`, whose items are in `value` where nothing else is said.
pub(super) fn pages(operation: &Node, diagnostics: &mut Diagnostics) -> Option<Pages> {
    if let Some(node) = operation.member(Field::Pagination) {
        return ruled(node, diagnostics);
    }
    let node = operation.member(Field::Pageable)?;
    Some(Pages::Named {
        origin: node.origin,
        items: text(node, Field::ItemName).unwrap_or_else(|| "value".to_owned()),
        next: text(node, Field::NextLinkName),
        operation: text(node, Field::OperationName),
    })
}

/// A rule as the configuration has them, or `false`.
fn ruled(node: &Node, diagnostics: &mut Diagnostics) -> Option<Pages> {
    if matches!(node.value, Value::Bool(false)) {
        return Some(Pages::Ruled(node.origin, None));
    }
    let rule = match node.read_as::<crate::config::PageRule>() {
        Ok(rule) if rule.names().is_empty() => Some(rule),
        Ok(_) => {
            let message = "`operations` has no meaning here, as this is the rule of one operation";
            diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(node.origin, SpanTarget::Value));
            None
        }
        Err(error) => {
            let message = format!("`x-callsmith-pagination` is not a rule for pages: {error}");
            diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(node.origin, SpanTarget::Value));
            None
        }
    };
    rule.map(|rule| Pages::Ruled(node.origin, Some(rule)))
}
