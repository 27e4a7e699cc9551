//! Shallow nodes of the envelope, read as types of `openapiv3`. No other file knows that crate.
//!
//! Read as a whole, one bad leaf would reject the document without a position, and unknown keys would vanish in
//! silence. The grammar of the bundle stage has looked at every key before.

use openapiv3::{APIKeyLocation, ParameterSchemaOrContent, ReferenceOr};
use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SchemaId, SpanTarget, Value, schema_of};
use crate::spec::{Field, Location, Members as _, MembersMut as _};

/// A Parameter Object without its location and style.
pub(super) struct Parameter {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) explode: Option<bool>,
    pub(super) schema: Option<SchemaId>,
}

/// A Header Object without its style.
pub(super) struct Header {
    pub(super) description: Option<String>,
    pub(super) required: bool,
    pub(super) deprecated: bool,
    pub(super) schema: Option<SchemaId>,
}

/// A Request Body Object without its content.
pub(super) struct RequestBody {
    pub(super) description: Option<String>,
    pub(super) required: bool,
}

/// A Security Scheme Object.
pub(super) enum SecurityScheme {
    Http { scheme: String },
    ApiKey { location: Location, name: String },
    OAuth2,
    OpenIdConnect,
}

/// Reads a parameter whose value has a schema; without one it is any JSON value.
pub(super) fn parameter(node: &Node, schema: Option<&Node>, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let fields = [Field::Name, Field::Description, Field::Required, Field::Deprecated, Field::Explode];
    let shallow = with_schema(node, &fields, schema);
    let data = read::<openapiv3::ParameterData>(&shallow, diagnostics)?;
    Some(Parameter {
        schema: schema_of_format(&data.format),
        name: data.name,
        description: data.description,
        required: data.required,
        deprecated: data.deprecated.unwrap_or(false),
        explode: data.explode,
    })
}

/// Reads a header.
pub(super) fn header(node: &Node, diagnostics: &mut Diagnostics) -> Option<Header> {
    let fields = [Field::Description, Field::Required, Field::Deprecated];
    let shallow = with_schema(node, &fields, node.member(Field::Schema));
    let header = read::<openapiv3::Header>(&shallow, diagnostics)?;
    Some(Header {
        schema: schema_of_format(&header.format),
        description: header.description,
        required: header.required,
        deprecated: header.deprecated.unwrap_or(false),
    })
}

/// Reads a request body.
pub(super) fn request_body(node: &Node, diagnostics: &mut Diagnostics) -> Option<RequestBody> {
    let body = read::<openapiv3::RequestBody>(&only(node, &[Field::Description, Field::Required]), diagnostics)?;
    Some(RequestBody { description: body.description, required: body.required })
}

/// Reads the schema of a media type, if it has one; `None` where the media type cannot be read.
pub(super) fn schema_of_content(node: &Node, diagnostics: &mut Diagnostics) -> Option<Option<SchemaId>> {
    let content = read::<openapiv3::MediaType>(&only(node, &[Field::Schema]), diagnostics)?;
    Some(content.schema.as_ref().and_then(schema_id))
}

/// Reads a security scheme.
pub(super) fn security_scheme(node: &Node, diagnostics: &mut Diagnostics) -> Option<SecurityScheme> {
    let fields = [Field::Type, Field::Name, Field::In, Field::Scheme, Field::BearerFormat, Field::Description];
    let shallow = only(node, &fields);
    Some(match read::<openapiv3::SecurityScheme>(&shallow, diagnostics)? {
        openapiv3::SecurityScheme::HTTP { scheme, .. } => SecurityScheme::Http { scheme },
        openapiv3::SecurityScheme::APIKey { location, name, .. } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            SecurityScheme::ApiKey { location, name }
        }
        openapiv3::SecurityScheme::OAuth2 { .. } => SecurityScheme::OAuth2,
        openapiv3::SecurityScheme::OpenIDConnect { .. } => SecurityScheme::OpenIdConnect,
    })
}

/// Reads one shallow node as a type of `openapiv3`.
fn read<'de, T: Deserialize<'de>>(node: &'de Node, diagnostics: &mut Diagnostics) -> Option<T> {
    match node.read_as() {
        Ok(value) => Some(value),
        Err(error) => {
            // A missing key has been reported by the bundle stage.
            if !diagnostics.has_error_at(node.origin) {
                let message = format!("Callsmith cannot read this object: {error}");
                diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(node.origin, SpanTarget::Value));
            }
            None
        }
    }
}

// Nodes are read one at a time. Read as a whole, one bad leaf would reject the document without a position, and keys
// that those types do not know would vanish.
/// A copy of an object with some of its members only: a shallow node.
fn only(node: &Node, fields: &[Field]) -> Node {
    Node::object(node.copies(fields.iter().copied()), node.origin)
}

/// As [`only`], with a schema; one that allows any value where there is none.
fn with_schema(node: &Node, fields: &[Field], schema: Option<&Node>) -> Node {
    let mut shallow = only(node, fields);
    let schema = schema.cloned().unwrap_or_else(|| Node::object([], node.origin));
    if let Value::Object(object) = &mut shallow.value {
        object.put(Field::Schema, schema);
    }
    shallow
}

fn schema_of_format(format: &ParameterSchemaOrContent) -> Option<SchemaId> {
    match format {
        ParameterSchemaOrContent::Schema(schema) => schema_id(schema),
        ParameterSchemaOrContent::Content(_) => None,
    }
}

/// The id behind a schema, as the document module presents it.
fn schema_id(schema: &ReferenceOr<openapiv3::Schema>) -> Option<SchemaId> {
    match schema {
        ReferenceOr::Reference { reference } => schema_of(reference),
        ReferenceOr::Item(_) => None,
    }
}
