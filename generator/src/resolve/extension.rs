//! Extensions of operations and parameters.

use super::text;
use crate::document::Node;
use crate::ir::{Encoding, LongRunning, Pagination};

/// `x-ms-pageable`. The items are in `value` where nothing else is said.
pub(super) fn pagination(operation: &Node) -> Option<Pagination> {
    let node = operation.get("x-ms-pageable")?;
    Some(Pagination {
        items: text(node, "itemName").unwrap_or_else(|| "value".to_owned()),
        next_link: text(node, "nextLinkName"),
        operation: text(node, "operationName"),
    })
}

/// `x-ms-long-running-operation` and its options.
pub(super) fn long_running(operation: &Node) -> Option<LongRunning> {
    operation.get("x-ms-long-running-operation")?.as_bool().filter(|is| *is)?;
    let options = operation.get("x-ms-long-running-operation-options");
    Some(LongRunning { final_state: options.and_then(|options| text(options, "final-state-via")) })
}

/// `x-ms-skip-url-encoding` and `x-ms-url-encoding`.
pub(super) fn encoding(parameter: &Node) -> Encoding {
    let skips = parameter.get("x-ms-skip-url-encoding").and_then(Node::as_bool) == Some(true);
    match parameter.get("x-ms-url-encoding").and_then(Node::as_str) {
        _ if skips => Encoding::None,
        Some("double") => Encoding::Twice,
        _ => Encoding::Once,
    }
}
