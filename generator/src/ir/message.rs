//! What the service sends by itself.

use super::{Method, Type};

/// A request that the service sends: a webhook (OAS 3.1.1, "OpenAPI Object"), or a callback of an operation
/// (OAS 3.1.1, "Callback Object"). The client has types for what it carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
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
