//! Extensions of operations and parameters.

use crate::document::Node;
use crate::spec::Encoding;

/// `x-ms-skip-url-encoding` and `x-ms-url-encoding`.
pub(super) fn encoding(parameter: &Node) -> Encoding {
    let skips = parameter.get("x-ms-skip-url-encoding").and_then(Node::as_bool) == Some(true);
    match parameter.get("x-ms-url-encoding").and_then(Node::as_str) {
        _ if skips => Encoding::None,
        Some("double") => Encoding::Twice,
        _ => Encoding::Once,
    }
}
