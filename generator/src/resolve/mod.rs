//! Stage 4: operations with everything that they inherit.
//!
//! * In: the envelope in 3.0 shape.
//! * Out: a [`Service`]: flat operations in document order, each with the parameters of its path, the security of the
//!   document where it has none of its own, and styles with their defaults.
//! * Afterwards: the envelope is gone; nothing but schema ids leads back into the document.
//!
//! The objects of the envelope are read as `openapiv3` types one shallow node at a time. Read as a whole, one bad leaf
//! would reject the document without a position, and what those types do not know would vanish in silence; the grammar
//! of the bundle stage has looked at every key before.

mod operation;
mod parameter;
mod path;
mod response;
mod security;
mod style;

use indexmap::IndexMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::{Location, Method, SecurityKind, Status, Style};

/// What a document describes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Service {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    /// The URLs of servers that are absolute and have no variables.
    pub(crate) servers: Vec<String>,
    /// Whether the document names any server.
    pub(crate) names_servers: bool,
    pub(crate) security_schemes: IndexMap<String, SecurityScheme>,
    pub(crate) tags: IndexMap<String, Option<String>>,
    pub(crate) operations: Vec<Operation>,
}

/// A way to authenticate.
#[derive(Clone, Debug)]
pub(crate) struct SecurityScheme {
    pub(crate) kind: SecurityKind,
    pub(crate) description: Option<String>,
}

/// An operation.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) origin: Origin,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) id: Option<String>,
    /// Where the id stands; the operation where it has none.
    pub(crate) id_origin: Origin,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    pub(crate) responses: Vec<Response>,
    /// Alternatives, each a list of names of schemes that are needed together.
    pub(crate) security: Vec<Vec<String>>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Option<SchemaId>,
    /// The media type it is encoded as, when the document says `content` instead of `schema`.
    pub(crate) media_type: Option<String>,
}

/// What is sent.
#[derive(Clone, Debug)]
pub(crate) struct RequestBody {
    pub(crate) origin: Origin,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) content: Vec<Content>,
}

/// A body in one media type.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub(crate) origin: Origin,
    pub(crate) media_type: String,
    pub(crate) schema: Option<SchemaId>,
}

/// What may come back.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) origin: Origin,
    pub(crate) status: Status,
    pub(crate) description: Option<String>,
    pub(crate) content: Vec<Content>,
    pub(crate) headers: Vec<Header>,
}

/// A header of a response.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) schema: Option<SchemaId>,
}

/// Reads the envelope.
pub(crate) fn resolve(envelope: &Node, diagnostics: &mut Diagnostics) -> Service {
    let mut service = Service::default();
    let info = |key| envelope.get("info").and_then(|info| text(info, key));
    // What is missing has been reported by the bundle stage.
    service.title = info("title").unwrap_or_else(|| "API".to_owned());
    service.version = info("version").unwrap_or_else(|| "unknown".to_owned());
    service.description = info("description");
    servers(envelope, &mut service, diagnostics);
    service.security_schemes = security::schemes(envelope, diagnostics);
    for tag in envelope.get("tags").and_then(Node::as_array).unwrap_or_default() {
        if let Some(name) = text(tag, "name") {
            service.tags.entry(name).or_insert(text(tag, "description"));
        }
    }
    service.operations = operation::operations(envelope, &service.security_schemes, diagnostics);
    service
}

fn servers(envelope: &Node, service: &mut Service, diagnostics: &mut Diagnostics) {
    for node in envelope.get("servers").and_then(Node::as_array).unwrap_or_default() {
        let named = node.get("url").is_some();
        let Some(server) = named.then(|| read::<openapiv3::Server>(node, diagnostics)).flatten() else {
            continue;
        };
        if server.url.is_empty() || server.url == "/" {
            continue; // the default of a document that names none (OAS 3.0.4, "OpenAPI Object")
        }
        service.names_servers = true;
        let absolute = server.url.starts_with("http://") || server.url.starts_with("https://");
        if absolute && !server.url.contains('{') {
            service.servers.push(server.url);
        } else {
            let kind = if absolute { "a server with variables" } else { "a relative server" };
            let message = format!("{kind} is not a base URL by itself: `{}`", server.url);
            diagnostics.push(
                Diagnostic::warning(Code::Unsupported, message)
                    .at(node.origin, Part::Value)
                    .help("give the whole base URL to `Client::builder`"),
            );
        }
    }
}

/// Reads one shallow node as a type of `openapiv3`.
fn read<'de, T: serde::Deserialize<'de>>(node: &'de Node, diagnostics: &mut Diagnostics) -> Option<T> {
    match node.read_as() {
        Ok(value) => Some(value),
        Err(error) => {
            // A missing key has been reported by the bundle stage.
            if !diagnostics.has_error_at(node.origin) {
                let message = format!("this cannot be read: {error}");
                diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(node.origin, Part::Value));
            }
            None
        }
    }
}

/// The text of a member, unless it is blank.
fn text(node: &Node, key: &str) -> Option<String> {
    node.get(key).and_then(Node::as_str).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// A copy of an object with some of its members only: a shallow node.
fn only(node: &Node, keys: &[&str]) -> Node {
    let members = node.as_object().into_iter().flatten().filter(|(key, _)| keys.contains(&key.as_str()));
    Node::object(members.map(|(key, member)| (key.clone(), member.clone())), node.origin)
}

/// The id behind a schema of an `openapiv3` type.
fn schema_id(schema: &openapiv3::ReferenceOr<openapiv3::Schema>) -> Option<SchemaId> {
    match schema {
        openapiv3::ReferenceOr::Reference { reference } => crate::document::schema_of(reference),
        openapiv3::ReferenceOr::Item(_) => None,
    }
}
