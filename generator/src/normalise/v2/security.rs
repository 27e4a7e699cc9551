//! Security schemes of Swagger 2.0.

use crate::document::{Node, Object, Value};
use crate::spec::{Field, Members as _, MembersMut as _};

/// Converts a security scheme: `basic` is an HTTP scheme, and the flow of OAuth 2.0 is one of several.
pub(super) fn scheme(node: Node) -> Node {
    let origin = node.origin;
    let Some(mut old) = node.into_object() else {
        return Node::object([], origin);
    };
    match old.text(Field::Type) {
        Some("basic") => {
            old.put(Field::Type, Node::string("http", origin));
            old.put(Field::Scheme, Node::string("basic", origin));
        }
        Some("oauth2") => {
            let flow = old.take(Field::Flow);
            let flow = match flow.as_ref().and_then(Node::as_str) {
                Some("application") => Field::ClientCredentials,
                Some("accessCode") => Field::AuthorizationCode,
                Some("password") => Field::Password,
                _ => Field::Implicit,
            };
            let mut details: Object = old.take_all([Field::AuthorizationUrl, Field::TokenUrl, Field::Scopes]).collect();
            if !details.has(Field::Scopes) {
                details.put(Field::Scopes, Node::object([], origin));
            }
            let details = Node::new(Value::object(details), origin);
            old.put(Field::Flows, Node::object([flow.entry(details)], origin));
        }
        _ => {}
    }
    Node::new(Value::object(old), origin)
}
