//! Keys beside a `$ref` outside of schemas.
//!
//! `summary` and `description` replace those of the target (OAS 3.1.1, "Reference Object"; earlier versions ignore
//! them, and tools do not). A Path Item has keys of its own beside its `$ref` ("Path Item Object"); the specification
//! leaves open what the same key in both means.

use crate::bundle::references::reference_in;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Object, SpanTarget, Value};
use crate::grammar::{Kind, ObjectShape};
use crate::spec::{Field, Keyword, is_extension};

/// The keys beside a reference that are used, if there are any but extensions; others are reported.
pub(super) fn used(node: &Node, shape: &ObjectShape, diagnostics: &mut Diagnostics) -> Option<Object> {
    reference_in(node)?; // one that is misspelt is alone
    let siblings = node.as_object().into_iter().flatten().filter(|(key, _)| *key != Keyword::Ref.name());
    let siblings: Object = siblings.map(|(key, sibling)| (key.clone(), sibling.clone())).collect();
    if siblings.keys().all(|key| is_extension(key)) {
        return None;
    }
    let (used, ignored): (Object, Object) = siblings.into_iter().partition(|(key, _)| {
        (is_documentation(key) && shape.field(key).is_some()) || is_path_item(shape) || is_extension(key)
    });
    for (key, sibling) in &ignored {
        let message = format!("`{key}` beside `$ref` has no effect");
        let diagnostic = Diagnostic::warning(Code::ReferenceSibling, message).at(sibling.origin, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note("the target of the reference is used as it is"));
    }
    Some(used)
}

/// Puts the keys beside a reference in place of those of its target.
pub(super) fn merge(mut target: Node, siblings: Object, shape: &ObjectShape, diagnostics: &mut Diagnostics) -> Node {
    let Value::Object(members) = &mut target.value else { return target };
    for (key, sibling) in siblings {
        // Two descriptions are no contradiction. Two operations of one method are, and one of them is lost.
        let is_plain = !is_documentation(&key) && !is_extension(&key);
        if is_path_item(shape) && is_plain && members.contains_key(&key) {
            let message = format!("both this object and the target of its `$ref` have `{key}`");
            let diagnostic = Diagnostic::warning(Code::ReferenceSibling, message).at(sibling.origin, SpanTarget::Key);
            diagnostics.push(diagnostic.with_note(format!("the `{key}` here is used")));
        }
        members.insert(key, sibling);
    }
    target
}

/// Returns `true` if a path item has operations or parameters beside its reference, which are its own.
pub(super) fn are_of_path_item(node: &Node, kind: Kind) -> bool {
    let is_own = |key: &String| *key != Keyword::Ref.name() && !is_extension(key) && !is_documentation(key);
    kind.shape().is_some_and(is_path_item) && node.as_object().is_some_and(|item| item.keys().any(is_own))
}

fn is_documentation(key: &str) -> bool {
    matches!(Field::parse(key), Some(Field::Summary | Field::Description))
}

fn is_path_item(shape: &ObjectShape) -> bool {
    shape.name == "Path Item"
}
