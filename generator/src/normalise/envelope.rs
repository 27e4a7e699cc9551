//! The envelope, with facts that OpenAPI 3.0 has no keys for.

use crate::collections::HashMap;

use crate::document::{Node, Origin};
use crate::spec::{PartRules, Style};

/// Everything of a document that is no schema.
pub(crate) struct Envelope {
    /// The root object in the shape of OpenAPI 3.0, with the ids of schemas.
    pub(crate) root: Node,
    /// `true` where a body that HTTP gives no meaning "SHALL be ignored" (OAS 3.0.4, "Operation Object", `requestBody`).
    pub(crate) ignores_vague_bodies: bool,
    /// `true` where `allowReserved` is about every place whose values are percent-encoded (OAS 3.2.0, "Parameter Object").
    pub(crate) reserves_in_all_places: bool,
    /// The rules for encoding the parts of bodies.
    pub(crate) parts: PartRules,
    /// The styles of arrays within an array, level by level, of parameters of Swagger 2.0 that have them.
    pub(crate) nested_styles: HashMap<Origin, Vec<Style>>,
}
