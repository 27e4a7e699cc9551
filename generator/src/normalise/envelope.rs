//! The envelope, with facts that OpenAPI 3.0 has no keys for.

use std::collections::HashMap;

use crate::document::{Node, Origin};
use crate::spec::{PartRules, Style};

/// Everything of a document that is no schema.
pub(crate) struct Envelope {
    /// The root object in the shape of OpenAPI 3.0, with the ids of schemas.
    pub(crate) root: Node,
    /// The style `label` puts commas between values that are not exploded (`.blue,black`), and not dots.
    pub(crate) label_has_commas: bool,
    /// How the parts of bodies are written.
    pub(crate) parts: PartRules,
    /// The styles of arrays within an array, level by level, of parameters of Swagger 2.0 that have them.
    pub(crate) nested_styles: HashMap<Origin, Vec<Style>>,
}
