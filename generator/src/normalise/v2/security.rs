//! Security schemes of Swagger 2.0.

use crate::document::{Node, Object, Value};

/// Converts a security scheme: `basic` is an HTTP scheme, and the flow of OAuth 2.0 is one of several.
pub(super) fn scheme(node: Node) -> Node {
    let origin = node.origin;
    let Some(mut old) = node.into_object() else {
        return Node::object([], origin);
    };
    match old.get("type").and_then(Node::as_str) {
        Some("basic") => {
            old.insert("type".to_owned(), Node::string("http", origin));
            old.insert("scheme".to_owned(), Node::string("basic", origin));
        }
        Some("oauth2") => {
            let flow = old.shift_remove("flow");
            let name = match flow.as_ref().and_then(Node::as_str) {
                Some("application") => "clientCredentials",
                Some("accessCode") => "authorizationCode",
                Some("password") => "password",
                _ => "implicit",
            };
            let mut details = Object::new();
            for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                if let Some(node) = old.shift_remove(key) {
                    details.insert(key.to_owned(), node);
                }
            }
            details.entry("scopes".to_owned()).or_insert_with(|| Node::object([], origin));
            let details = Node::new(Value::Object(details), origin);
            old.insert("flows".to_owned(), Node::object([(name.to_owned(), details)], origin));
        }
        _ => {}
    }
    Node::new(Value::Object(old), origin)
}
