//! Reference Objects: nodes with a `$ref`.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::{Node, SpanTarget};
use crate::grammar::{Kind, closest_name};
use crate::spec::Keyword;

/// The value of `$ref`, if a node has one.
pub(in crate::bundle) fn reference_in(node: &Node) -> Option<&Node> {
    node.get(Keyword::Ref.name())
}

/// The reference that a node of a kind is. Where the specification has none, one is followed if it is a text. The same
/// key may be an entry of a collection, or a key that means nothing.
pub(in crate::bundle) fn reference_of(node: &Node, kind: Kind) -> Option<&Node> {
    let has_references = matches!(kind, Kind::OrReference(_) | Kind::Schema);
    reference_in(node).filter(|reference| has_references || reference.as_str().is_some())
}

/// The only member of an object, where its key was meant to be `$ref`.
pub(in crate::bundle) fn misspelt_reference(node: &Node) -> Option<(&String, &Node)> {
    let (key, entry) = node.as_object().filter(|object| object.len() == 1)?.first()?;
    let leads = entry.as_str().is_some_and(|text| text.contains('#'));
    (leads && closest_name(key, [Keyword::Ref.name()]).is_some()).then_some((key, entry))
}

/// The reference that an object is, also where its key is misspelt, which is reported.
pub(in crate::bundle) fn read_reference(node: &Node, diagnostics: &mut Diagnostics) -> Option<Node> {
    if let Some(reference) = reference_in(node) {
        return Some(reference.clone());
    }
    let (key, entry) = misspelt_reference(node)?;
    let message = format!("a reference has no key `{key}`");
    let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, SpanTarget::Key);
    diagnostics.push(diagnostic.with_note("treated as `$ref`"));
    Some(entry.clone())
}

/// The finding about a reference to a place that the specification gives another kind.
pub(in crate::bundle) fn leads_to_other(
    severity: Severity,
    reference: &Node,
    actual: Kind,
    expected: Kind,
) -> Diagnostic {
    let message = format!("the reference leads to {}, not to {}", actual.description(), expected.description());
    Diagnostic { severity, ..Diagnostic::error(Code::WrongKind, message).at(reference.origin, SpanTarget::Value) }
}
