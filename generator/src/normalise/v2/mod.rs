//! Swagger 2.0 in the shape of OpenAPI 3.0.

mod body;
mod operation;
mod parameter;
mod security;

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
}

/// Converts the root object.
pub(super) fn envelope(root: Node, schemas: &mut Table, diagnostics: &mut Diagnostics) -> Node {
    let origin = root.origin;
    let mut old = root.into_object().unwrap_or_default();
    let mut new = Object::new();
    if let Some(servers) = servers(&old) {
        new.insert("servers".to_owned(), servers);
    }
    let mut context = Context {
        schemas,
        diagnostics,
        consumes: old.shift_remove("consumes"),
        produces: old.shift_remove("produces"),
    };
    if let Some(paths) = old.shift_remove("paths") {
        new.insert("paths".to_owned(), self::paths(paths, &mut context));
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

/// One server for each scheme, `https` first; a document without a host has a relative one, or none.
fn servers(old: &Object) -> Option<Node> {
    let base = old.get("basePath").and_then(Node::as_str).unwrap_or_default().trim_end_matches('/');
    let host = old.get("host");
    let origin = host.or_else(|| old.get("basePath"))?.origin;
    let server = |url: String| Node::object([("url".to_owned(), Node::string(url, origin))], origin);
    let urls = match host.and_then(Node::as_str) {
        None if base.is_empty() => return None,
        None => vec![server(base.to_owned())],
        Some(host) => {
            let schemes = old.get("schemes").and_then(Node::as_array).unwrap_or_default();
            let mut schemes: Vec<&str> = schemes.iter().filter_map(Node::as_str).collect();
            schemes.retain(|scheme| matches!(*scheme, "https" | "http"));
            schemes.sort_by_key(|scheme| *scheme != "https");
            if schemes.is_empty() {
                schemes.push("https");
            }
            schemes.into_iter().map(|scheme| server(format!("{scheme}://{host}{base}"))).collect()
        }
    };
    Some(Node::new(Value::Array(urls), origin))
}

fn paths(paths: Node, context: &mut Context<'_>) -> Node {
    let origin = paths.origin;
    let items = paths.into_object().unwrap_or_default();
    Node::object(items.into_iter().map(|(path, item)| (path, operation::path_item(item, context))), origin)
}
