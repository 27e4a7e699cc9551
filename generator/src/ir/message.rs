//! What the service sends by itself.

use super::Type;
use crate::document::Origin;
use crate::spec::Method;

/// A request that the service sends: a webhook (OAS 3.1.1, "OpenAPI Object"), or a callback of an operation
/// (OAS 3.1.1, "Callback Object"). The client has types for what it carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    /// Where it was written.
    pub(crate) origin: Origin,
    /// Where its body was written, the response that is the answer, and the media types of both.
    pub(crate) parts: MessageParts,
    /// The name of the webhook or callback.
    pub(crate) name: String,
    /// The expression for the URL of a callback.
    pub(crate) expression: Option<String>,
    pub(crate) method: Method,
    /// What the document says about it, in Markdown.
    pub(crate) description: Option<String>,
    /// What it carries.
    pub(crate) body: Option<Type>,
    /// What the service wants for an answer.
    pub(crate) answer: Option<Type>,
}

/// Where the parts of a [`Message`] were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MessageParts {
    pub(crate) body: Option<Origin>,
    pub(crate) answer: Option<Origin>,
    pub(crate) contents: Vec<Origin>,
}
