//! Swagger 2.0 in the shape of OpenAPI 3.0.

mod body;
mod operation;
mod parameter;
mod security;
mod server;

use crate::bundle::Table;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Object, Value};

/// What the conversion of every operation needs.
struct Context<'a> {
    schemas: &'a mut Table,
    diagnostics: &'a mut Diagnostics,
    /// Media types of bodies where an operation names none.
    consumes: Option<Node>,
    /// Media types of responses where an operation names none.
    produces: Option<Node>,
    /// The servers of the document.
    servers: Option<Node>,
}

/// Converts the root object.
pub(super) fn envelope(root: Node, schemas: &mut Table, diagnostics: &mut Diagnostics) -> Node {
    let origin = root.origin;
    let mut old = root.into_object().unwrap_or_default();
    let mut new = Object::new();
    let servers = server::servers(&old, diagnostics);
    if let Some(servers) = &servers {
        new.insert("servers".to_owned(), servers.clone());
    }
    let mut context = Context {
        schemas,
        diagnostics,
        consumes: old.shift_remove("consumes"),
        produces: old.shift_remove("produces"),
        servers,
    };
    for key in ["paths", "x-ms-paths"] {
        if let Some(paths) = old.shift_remove(key) {
            new.insert(key.to_owned(), self::paths(paths, &mut context));
        }
    }
    if let Some(definitions) = old.shift_remove("securityDefinitions") {
        let origin = definitions.origin;
        let schemes = definitions.into_object().unwrap_or_default();
        let schemes = schemes.into_iter().map(|(name, scheme)| (name, security::scheme(scheme)));
        let schemes = Node::object(schemes, origin);
        new.insert("components".to_owned(), Node::object([("securitySchemes".to_owned(), schemes)], origin));
    }
    for key in ["info", "security", "tags"] {
        if let Some(node) = old.shift_remove(key) {
            new.insert(key.to_owned(), node);
        }
    }
    Node::new(Value::Object(new), origin)
}

fn paths(paths: Node, context: &mut Context<'_>) -> Node {
    let origin = paths.origin;
    let items = paths.into_object().unwrap_or_default();
    Node::object(items.into_iter().map(|(path, item)| (path, operation::path_item(item, context))), origin)
}
