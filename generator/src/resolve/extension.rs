//! Extensions of operations and parameters.

use crate::document::Node;
use crate::spec::{Encoding, Field, Members as _};

/// `x-ms-skip-url-encoding` and `x-ms-url-encoding`.
pub(super) fn encoding(parameter: &Node) -> Encoding {
    let skips = parameter.flag(Field::SkipUrlEncoding) == Some(true);
    match parameter.text(Field::UrlEncoding) {
        _ if skips => Encoding::None,
        Some("double") => Encoding::Twice,
        _ => Encoding::Once,
    }
}
