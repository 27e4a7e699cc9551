//! Messages that the service sends: webhooks and callbacks.

use super::Type;
use crate::document::Origin;
use crate::spec::Method;

/// A request that the service sends: a webhook (OAS 3.1.1, "OpenAPI Object"), or a callback of an operation
/// (OAS 3.1.1, "Callback Object"). The client has types for what it carries.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Message {
    /// The origin of the message.
    pub(crate) origin: Origin,
    /// The origins of its body, of its response, and of the media types of both.
    pub(crate) parts: MessageParts,
    /// The name of the webhook or callback.
    pub(crate) name: String,
    /// The expression for the URL of a callback.
    pub(crate) expression: Option<String>,
    pub(crate) method: Method,
    /// The description, in Markdown.
    pub(crate) description: Option<String>,
    /// The type of the body.
    pub(crate) body: Option<Type>,
    /// The type of the response that the service expects.
    pub(crate) response: Option<Type>,
}

/// Origins of the parts of a [`Message`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct MessageParts {
    pub(crate) body: Option<Origin>,
    pub(crate) response: Option<Origin>,
    pub(crate) contents: Vec<Origin>,
}
