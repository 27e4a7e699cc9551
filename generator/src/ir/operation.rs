//! Operations of a client.

use super::{Location, Method, Status, Style, Type};
use crate::document::Origin;

/// Names an [`Operation`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct OperationId(pub(crate) usize);

/// An operation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Operation {
    /// Where it was written.
    pub(crate) origin: Origin,
    /// The `operationId` of the document, or one made of method and path.
    pub(crate) id: String,
    /// The JSON Pointer of the operation in the document, for tools; filled in by the driver, which knows the texts.
    pub(crate) pointer: String,
    pub(crate) method: Method,
    /// The path template.
    pub(crate) path: String,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    /// Path parameters first, in the order of the template; then the others in document order.
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<Body>,
    /// What a success carries.
    pub(crate) success: Payload,
    /// What a declared failure carries.
    pub(crate) failure: Payload,
    /// Headers of the success responses.
    pub(crate) headers: Vec<Header>,
    /// Alternatives, each a list of indices into the schemes that are needed together.
    pub(crate) security: Vec<Vec<usize>>,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Parameter {
    /// Where it was written; of an undeclared one the operation.
    pub(crate) origin: Origin,
    /// The name on the wire.
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) description: Option<String>,
    pub(crate) ty: Type,
    /// The value is sent as JSON text.
    pub(crate) json: bool,
}

/// What is sent.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Body {
    /// Where it was written.
    pub(crate) origin: Origin,
    /// Where the media type that is sent was written.
    pub(crate) content: Origin,
    pub(crate) media_type: String,
    pub(crate) codec: BodyCodec,
    pub(crate) ty: Type,
    pub(crate) required: bool,
    pub(crate) description: Option<String>,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyCodec {
    Json,
    /// Text as it is.
    Text,
    /// Bytes as the caller encodes them.
    Bytes,
}

/// What comes back in a set of statuses.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Payload {
    pub(crate) statuses: Vec<Status>,
    /// Where the responses were written, in the order of the statuses.
    pub(crate) origins: Vec<Origin>,
    /// Where the media types that are read were written.
    pub(crate) contents: Vec<Origin>,
    pub(crate) codec: Codec,
    pub(crate) ty: Type,
    /// The media types to ask for.
    pub(crate) media_types: Vec<String>,
    pub(crate) description: Option<String>,
}

/// How a body is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// JSON, whatever the content type says.
    Json,
    /// A JSON string, or the body's text when it is no JSON string.
    JsonString,
    Text,
    Binary,
    /// There is none.
    Empty,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Header {
    /// Where it was written: in each success response that has it with this type.
    pub(crate) origins: Vec<Origin>,
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) description: Option<String>,
}
