//! Operations with everything that they inherit.
//!
//! * In: the [`Envelope`] in 3.0 shape.
//! * Out: a [`Service`]: flat operations in document order. Each has the parameters of its path, the security of the
//!   document where it has none of its own, and styles with their defaults.
//! * Afterwards: the envelope is gone; nothing but schema ids leads back into the document.

mod extension;
mod key_form;
mod long_running;
mod message;
mod operation;
mod pages;
mod parameter;
pub(crate) mod part;
mod path;
mod response;
mod security;
mod server;
mod typed;

use crate::collections::IndexMap;

use crate::config::PageRule;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Origin, SchemaId};
use crate::ir::{PartPlace, PartStyle, ResultPlace, SecurityKind};
use crate::normalise::Envelope;
use crate::spec::{Encoding, Field, Location, MediaType, Members as _, Method, Name, PartRules, Server, Status, Style};

/// The service that a document describes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Service {
    pub(crate) title: String,
    pub(crate) version: String,
    pub(crate) description: Option<String>,
    /// The licence of the service: its SPDX expression, and its name.
    pub(crate) license: (Option<String>, Option<String>),
    /// The servers, without the one that every document has by default.
    pub(crate) servers: Vec<Server>,
    /// `true` if the document names any server.
    pub(crate) names_servers: bool,
    pub(crate) security_schemes: IndexMap<String, SecurityScheme>,
    pub(crate) tags: IndexMap<String, Option<String>>,
    /// The rules for encoding the parts of bodies.
    pub(crate) parts: PartRules,
    pub(crate) operations: Vec<Operation>,
    pub(crate) webhooks: Vec<Message>,
}

/// A request that the service sends: a webhook or a callback.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    /// The expression for the URL of a callback.
    pub(crate) expression: Option<String>,
    pub(crate) method: Method,
    pub(crate) description: Option<String>,
    pub(crate) body: Option<RequestBody>,
    pub(crate) responses: Vec<Response>,
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
    /// The server of this operation alone, or of its path.
    pub(crate) server: Option<String>,
    pub(crate) id: Option<String>,
    /// The origin of the id; of the operation if it has none.
    pub(crate) id_origin: Origin,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    /// The words of its name in clients, where the document gives them.
    pub(crate) client_name: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) deprecated: bool,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) body: Option<RequestBody>,
    pub(crate) responses: Vec<Response>,
    pub(crate) callbacks: Vec<Message>,
    pub(crate) pages: Option<Pages>,
    /// The place of the final result of a long-running operation.
    pub(crate) long_running: Option<ResultPlace>,
    /// Alternatives, each a list of schemes that are needed together.
    pub(crate) security: Vec<Vec<Requirement>>,
}

/// A scheme that an operation requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Requirement {
    /// The name of the scheme.
    pub(crate) scheme: String,
    /// The scopes that a token needs.
    pub(crate) scopes: Vec<String>,
}

/// The pagination that an operation declares.
#[derive(Clone, Debug)]
pub(crate) enum Pages {
    /// `x-ms-pageable`, by the names of properties.
    Named {
        origin: Origin,
        items: String,
        /// The property with the URL of the next page; `None` where there is one page.
        next: Option<String>,
        /// The operation that fetches the next page, where it is not a plain GET of the URL.
        operation: Option<String>,
    },
    /// `x-callsmith-pagination`; `None` where it says that there are none.
    Ruled(Origin, Option<PageRule>),
}

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) struct Parameter {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    /// The name that the document proposes for clients.
    pub(crate) client_name: Option<String>,
    pub(crate) location: Location,
    pub(crate) style: Style,
    pub(crate) explode: bool,
    /// The styles of arrays within an array, level by level.
    pub(crate) nested: Vec<Style>,
    /// `true` if a parameter of any type may be sent without a value.
    pub(crate) allow_empty: bool,
    pub(crate) allow_reserved: bool,
    pub(crate) encoding: Encoding,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Option<SchemaId>,
    /// The media type it is encoded as, when the document says `content` instead of `schema`.
    pub(crate) media_type: Option<MediaType>,
    /// The place where it is said how the parts of that are written.
    pub(crate) part_encoding: Option<Origin>,
    pub(crate) parts: Vec<BodyPart>,
}

/// The body of a request.
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
    pub(crate) media_type: MediaType,
    pub(crate) schema: Option<SchemaId>,
    /// The schema of the items of a stream.
    pub(crate) items: Option<SchemaId>,
    /// `true` if it is a stream of JSON, one value on each line, though its media type does not say so.
    pub(crate) is_stream: bool,
    /// Values that the document shows (`example`, `examples`).
    pub(crate) examples: Vec<Node>,
    /// The origin of the Encoding Objects.
    pub(crate) encoding: Option<Origin>,
    pub(crate) parts: Vec<BodyPart>,
    /// The parts of an array, whose name in findings is their place.
    pub(crate) positions: Vec<(PartPlace, BodyPart)>,
}

/// The encoding of a property of a body, or of items of one.
#[derive(Clone, Debug)]
pub(crate) struct BodyPart {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) style: Option<PartStyle>,
    pub(crate) content_type: Option<String>,
    pub(crate) headers: Vec<Header>,
}

/// A response of an operation.
#[derive(Clone, Debug)]
pub(crate) struct Response {
    pub(crate) origin: Origin,
    pub(crate) status: Status,
    /// `true` if the document says that it is an error, or that it is none, against what its status says.
    pub(crate) is_error: Option<bool>,
    pub(crate) description: Option<String>,
    pub(crate) content: Vec<Content>,
    pub(crate) headers: Vec<Header>,
}

/// A header of a response, or of a part.
#[derive(Clone, Debug)]
pub(crate) struct Header {
    pub(crate) origin: Origin,
    pub(crate) name: String,
    pub(crate) required: bool,
    pub(crate) deprecated: bool,
    pub(crate) explode: bool,
    pub(crate) description: Option<String>,
    pub(crate) schema: Option<SchemaId>,
    /// The media type and schema of its value, where it is described by `content`.
    pub(crate) content: Option<(MediaType, Option<SchemaId>)>,
}

impl Header {
    /// `true` if it is described by a media type.
    pub(crate) fn is_encoded(&self) -> bool {
        self.content.is_some()
    }
}

/// Reads the envelope.
///
/// `address` is the URL of the document, where it was read from one: servers may be relative to it.
pub(crate) fn resolve(envelope: &Envelope, address: Option<&str>, diagnostics: &mut Diagnostics) -> Service {
    let mut service = Service::default();
    let root = &envelope.root;
    service.parts = envelope.parts;
    let info = |field| root.member(Field::Info).and_then(|info| text(info, field));
    // A document without a title is still one. The bundle stage has reported it, and names need some text to be made
    // of.
    service.title = info(Field::Title).unwrap_or_else(|| "API".to_owned());
    service.version = info(Field::Version).unwrap_or_else(|| "unknown".to_owned());
    service.description = info(Field::Description);
    let license = root.member(Field::Info).and_then(|info| info.member(Field::License));
    service.license = (
        license.and_then(|license| text(license, Field::Identifier)),
        license.and_then(|license| text(license, Field::Name)),
    );
    // The URI that the document gives itself (OAS 3.2.0, "OpenAPI Object"), which may be relative to where it was read.
    let self_uri = root.text(Field::SelfUri).map(|self_uri| server::own_address(self_uri, address));
    // `$self` is often a name and no address. A relative server is joined to it only where it is a URL.
    let address = self_uri.as_deref().filter(|self_uri| self_uri.contains("://")).or(address);
    service.servers = server::servers(root.member(Field::Servers), address, diagnostics);
    service.names_servers = !service.servers.is_empty();
    service.security_schemes = security::schemes(root, diagnostics);
    for tag in root.list(Field::Tags) {
        if let Some(name) = text(tag, Field::Name) {
            // "Each tag name in the list MUST be unique" (OAS 3.0.4, "OpenAPI Object"). Of two the first one counts.
            service.tags.entry(name).or_insert(text(tag, Field::Description));
        }
    }
    service.operations = operation::operations(envelope, address, &service.security_schemes, diagnostics);
    security::note_unrequired(root, &service, diagnostics);
    service.webhooks = message::webhooks(root, diagnostics);
    service
}

/// The text of a member, unless it is blank.
fn text(node: &Node, name: impl Name) -> Option<String> {
    node.text(name).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}
