//! The style `label` of arrays and objects that are not exploded, which the versions of the specification write in two ways.
//!
//! `.blue.black` in OAS 3.0.0 to 3.0.3 and 3.1.0, `.blue,black` (as RFC 6570, section 3.2.5) in 3.0.4, in 3.1.1 and after
//! them ("Style Examples"). A document is read by the table of the version that it names.

use crate::document::{Node, Object, Value};

/// The key of a parameter in style `label` whose values have commas between them. No table of the grammar knows it, so
/// no document can have it.
pub(crate) const LISTED: &str = "listed";

/// The versions whose tables have dots.
const DOTTED: [&str; 8] = ["3", "3.0", "3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.1", "3.1.0"];

/// Marks the parameters of a document whose table has commas.
pub(super) fn mark(envelope: &mut Node) {
    let version = envelope.get("openapi").and_then(Node::as_str).unwrap_or_default();
    if !is_dotted(version) {
        walk(envelope);
    }
}

fn is_dotted(version: &str) -> bool {
    // A release candidate is one of its version.
    let version = version.split('-').next().unwrap_or_default();
    DOTTED.contains(&version)
}

fn walk(node: &mut Node) {
    let origin = node.origin;
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(walk),
        Value::Object(object) => {
            let examples = |name: &str| matches!(name, "example" | "examples");
            object.iter_mut().filter(|(name, _)| !examples(name)).for_each(|(_, member)| walk(member));
            if is_label(object) {
                object.insert(LISTED.to_owned(), Node { value: Value::Bool(true), origin });
            }
        }
        _ => {}
    }
}

fn is_label(object: &Object) -> bool {
    let says = |key: &str, text: &str| object.get(key).and_then(Node::as_str) == Some(text);
    says("in", "path") && says("style", "label")
}

#[cfg(test)]
mod tests {
    use super::is_dotted;

    #[test]
    fn each_version_has_its_table() {
        for version in ["3.0.0", "3.0.3", "3.0.0-rc1", "3.1.0", "3.1"] {
            assert!(is_dotted(version), "{version}");
        }
        for version in ["3.0.4", "3.1.1", "3.2.0", ""] {
            assert!(!is_dotted(version), "{version}");
        }
    }
}
