//! Swagger 2.0 in the shape of OpenAPI 3.0.

mod body;
mod operation;
mod parameter;
mod security;
mod server;

use crate::collections::HashMap;

use super::Envelope;
use crate::bundle::RawSchemaTable;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Object, Origin, Value};
use crate::spec::{Field, MembersMut as _, PartRules, Style};

/// State that the conversion of every operation needs.
struct Context<'a> {
    schemas: &'a mut RawSchemaTable,
    diagnostics: &'a mut Diagnostics,
    /// Media types of bodies where an operation names none.
    consumes: Option<Node>,
    /// Media types of responses where an operation names none.
    produces: Option<Node>,
    /// The servers of the document.
    servers: Option<Node>,
    // OpenAPI 3 has no key for the separators of arrays within arrays. So they travel beside the envelope and not as an
    // invented key in it.
    /// The styles of arrays within the arrays of parameters.
    nested_styles: HashMap<Origin, Vec<Style>>,
}

/// Converts the root object.
pub(super) fn envelope(root: Node, schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) -> Envelope {
    let origin = root.origin;
    let mut old = root.into_object().unwrap_or_default();
    let mut new = Object::default();
    let servers = server::servers(&old, diagnostics);
    if let Some(servers) = &servers {
        new.put(Field::Servers, servers.clone());
    }
    let mut context = Context {
        schemas,
        diagnostics,
        consumes: old.take(Field::Consumes),
        produces: old.take(Field::Produces),
        servers,
        nested_styles: HashMap::default(),
    };
    for field in [Field::Paths, Field::PathsWithQueries] {
        if let Some(paths) = old.take(field) {
            new.put(field, self::paths(paths, &mut context));
        }
    }
    if let Some(definitions) = old.take(Field::SecurityDefinitions) {
        let origin = definitions.origin;
        let schemes = definitions.into_object().unwrap_or_default();
        let schemes = schemes.into_iter().map(|(name, scheme)| (name, security::scheme(scheme)));
        let schemes = Node::object(schemes, origin);
        new.put(Field::Components, Node::object([Field::SecuritySchemes.entry(schemes)], origin));
    }
    new.extend(old.take_all([Field::Info, Field::Security, Field::Tags]));
    let nested_styles = context.nested_styles;
    Envelope {
        root: Node::new(Value::object(new), origin),
        // That a body without a meaning in HTTP is ignored is a rule of 3.0. Swagger 2.0 has none, so it is sent.
        ignores_vague_bodies: false,
        reserves_in_all_places: false,
        parts: PartRules { have_styles: true, ..PartRules::default() },
        nested_styles,
    }
}

fn paths(paths: Node, context: &mut Context<'_>) -> Node {
    let origin = paths.origin;
    let items = paths.into_object().unwrap_or_default();
    Node::object(items.into_iter().map(|(path, item)| (path, operation::path_item(item, context))), origin)
}
