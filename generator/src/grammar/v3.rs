//! OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4 "Specification".

use super::Kind::{Any, Bool, List, Map, Object, OrReference, Schema, String as Text};
use super::RequiredUntil::{V3_0, V3_1};
use super::{OtherKeys, Shape, annotation, carried, expected, expected_until, noted, path_item, required, unsupported};

/// The consequence where a document lacks the keys that name a service.
pub(super) const NAMELESS: &str = "the service is called `API`";
pub(super) const NO_PATHS: &str = "the client has no operations";
pub(super) const NO_RESPONSES: &str = "every success is taken, and its body is not read";
pub(super) const NO_DESCRIPTION: &str = "it stays without documentation";

/// The root (OpenAPI Object).
pub(crate) static DOCUMENT: Shape = Shape {
    name: "OpenAPI",
    fields: &[
        required("openapi", Text),
        carried("$self", Text),
        expected("info", Object(&INFO), NAMELESS),
        annotation("jsonSchemaDialect", Text),
        carried("servers", List(&Object(&SERVER))),
        expected_until(V3_0, "paths", Object(&PATHS), NO_PATHS),
        carried("x-ms-paths", Object(&PATHS)),
        carried("webhooks", Map(&OrReference(&PATH_ITEM))),
        carried("components", Object(&COMPONENTS)),
        carried("security", List(&Map(&List(&Text)))),
        carried("tags", List(&Object(&TAG))),
        annotation("externalDocs", Object(&DOCS)),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(super) static INFO: Shape = Shape {
    name: "Info",
    fields: &[
        expected("title", Text, NAMELESS),
        expected("version", Text, "the version of the service is unknown"),
        carried("summary", Text),
        carried("description", Text),
        annotation("termsOfService", Text),
        annotation("contact", Object(&CONTACT)),
        annotation("license", Object(&LICENSE)),
    ],
    other_keys: OtherKeys::Nothing,
};

static CONTACT: Shape = Shape {
    name: "Contact",
    fields: &[annotation("name", Text), annotation("url", Text), annotation("email", Text)],
    other_keys: OtherKeys::Nothing,
};

static LICENSE: Shape = Shape {
    name: "License",
    fields: &[noted("name", Text), annotation("identifier", Text), annotation("url", Text)],
    other_keys: OtherKeys::Nothing,
};

pub(super) static DOCS: Shape = Shape {
    name: "External Documentation",
    fields: &[annotation("description", Text), noted("url", Text)],
    other_keys: OtherKeys::Nothing,
};

static SERVER: Shape = Shape {
    name: "Server",
    fields: &[
        expected("url", Text, "the server is left out"),
        carried("description", Text),
        carried("name", Text),
        carried("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static SERVER_VARIABLE: Shape = Shape {
    name: "Server Variable",
    // The specification requires a default; a variable without one is asked for.
    fields: &[carried("enum", List(&Text)), carried("default", Text), carried("description", Text)],
    other_keys: OtherKeys::Nothing,
};

static PATHS: Shape = Shape { name: "Paths", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PATH_ITEM: Shape = Shape {
    name: "Path Item",
    fields: &path_item::<14, 5>(
        &OPERATION,
        [
            carried("summary", Text),
            carried("description", Text),
            carried("additionalOperations", Map(&Object(&OPERATION))),
            carried("servers", List(&Object(&SERVER))),
            carried("parameters", List(&OrReference(&PARAMETER))),
        ],
    ),
    other_keys: OtherKeys::Nothing,
};

static OPERATION: Shape = Shape {
    name: "Operation",
    fields: &[
        carried("tags", List(&Text)),
        carried("summary", Text),
        carried("description", Text),
        annotation("externalDocs", Object(&DOCS)),
        carried("operationId", Text),
        carried("parameters", List(&OrReference(&PARAMETER))),
        carried("requestBody", OrReference(&REQUEST_BODY)),
        expected_until(V3_0, "responses", Object(&RESPONSES), NO_RESPONSES),
        carried("callbacks", Map(&OrReference(&CALLBACK))),
        carried("deprecated", Bool),
        carried("security", List(&Map(&List(&Text)))),
        carried("servers", List(&Object(&SERVER))),
    ],
    other_keys: OtherKeys::Nothing,
};

/// The keys are expressions for the URL that the service calls.
static CALLBACK: Shape =
    Shape { name: "Callback", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PARAMETER: Shape = Shape {
    name: "Parameter",
    fields: &[
        required("name", Text),
        required("in", Text),
        carried("description", Text),
        carried("required", Bool),
        carried("deprecated", Bool),
        carried("allowEmptyValue", Bool),
        carried("style", Text),
        carried("explode", Bool),
        carried("allowReserved", Bool),
        carried("schema", Schema),
        annotation("example", Any),
        annotation("examples", Map(&OrReference(&EXAMPLE))),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static REQUEST_BODY: Shape = Shape {
    name: "Request Body",
    fields: &[
        carried("description", Text),
        expected("content", Map(&OrReference(&MEDIA_TYPE)), "no body is sent"),
        carried("required", Bool),
    ],
    other_keys: OtherKeys::Nothing,
};

static MEDIA_TYPE: Shape = Shape {
    name: "Media Type",
    fields: &[
        carried("schema", Schema),
        carried("itemSchema", Schema),
        annotation("example", Any),
        annotation("examples", Map(&OrReference(&EXAMPLE))),
        carried("encoding", Map(&Object(&ENCODING))),
        unsupported("itemEncoding", Any, "parts are sent as the caller encodes them"),
        unsupported("prefixEncoding", Any, "parts are sent as the caller encodes them"),
    ],
    other_keys: OtherKeys::Nothing,
};

static ENCODING: Shape = Shape {
    name: "Encoding",
    fields: &[
        carried("contentType", Text),
        carried("headers", Map(&OrReference(&HEADER))),
        carried("style", Text),
        carried("explode", Bool),
        carried("allowReserved", Bool),
        unsupported("encoding", Any, "parts within a part are sent as the caller encodes them"),
        unsupported("prefixEncoding", Any, "parts within a part are sent as the caller encodes them"),
        unsupported("itemEncoding", Any, "parts within a part are sent as the caller encodes them"),
    ],
    other_keys: OtherKeys::Nothing,
};

static RESPONSES: Shape =
    Shape { name: "Responses", fields: &[], other_keys: OtherKeys::Entries(OrReference(&RESPONSE)) };

static RESPONSE: Shape = Shape {
    name: "Response",
    fields: &[
        carried("summary", Text),
        expected_until(V3_1, "description", Text, NO_DESCRIPTION),
        carried("headers", Map(&OrReference(&HEADER))),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
        unsupported("links", Map(&OrReference(&LINK)), "the client does not follow links"),
    ],
    other_keys: OtherKeys::Nothing,
};

static HEADER: Shape = Shape {
    name: "Header",
    fields: &[
        carried("description", Text),
        carried("required", Bool),
        carried("deprecated", Bool),
        annotation("allowEmptyValue", Bool),
        carried("style", Text),
        carried("explode", Bool),
        annotation("allowReserved", Bool),
        carried("schema", Schema),
        annotation("example", Any),
        annotation("examples", Map(&OrReference(&EXAMPLE))),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(super) static TAG: Shape = Shape {
    name: "Tag",
    fields: &[
        expected("name", Text, "the tag is left out"),
        annotation("summary", Text),
        carried("description", Text),
        annotation("externalDocs", Object(&DOCS)),
        annotation("parent", Text),
        annotation("kind", Text),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(crate) static COMPONENTS: Shape = Shape {
    name: "Components",
    fields: &[
        carried("schemas", Map(&Schema)),
        carried("responses", Map(&OrReference(&RESPONSE))),
        carried("parameters", Map(&OrReference(&PARAMETER))),
        annotation("examples", Map(&OrReference(&EXAMPLE))),
        carried("requestBodies", Map(&OrReference(&REQUEST_BODY))),
        carried("headers", Map(&OrReference(&HEADER))),
        carried("securitySchemes", Map(&OrReference(&SECURITY_SCHEME))),
        annotation("links", Map(&OrReference(&LINK))),
        carried("callbacks", Map(&OrReference(&CALLBACK))),
        carried("pathItems", Map(&OrReference(&PATH_ITEM))),
        carried("mediaTypes", Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static SECURITY_SCHEME: Shape = Shape {
    name: "Security Scheme",
    fields: &[
        required("type", Text),
        carried("description", Text),
        carried("name", Text),
        carried("in", Text),
        carried("scheme", Text),
        carried("bearerFormat", Text),
        carried("flows", Object(&FLOWS)),
        carried("openIdConnectUrl", Text),
        annotation("oauth2MetadataUrl", Text),
        annotation("deprecated", Bool),
    ],
    other_keys: OtherKeys::Nothing,
};

static FLOWS: Shape = Shape {
    name: "OAuth Flows",
    fields: &[
        annotation("implicit", Object(&FLOW)),
        annotation("password", Object(&FLOW)),
        annotation("clientCredentials", Object(&FLOW)),
        annotation("authorizationCode", Object(&FLOW)),
        annotation("deviceAuthorization", Object(&FLOW)),
    ],
    other_keys: OtherKeys::Nothing,
};

static FLOW: Shape = Shape {
    name: "OAuth Flow",
    fields: &[
        annotation("authorizationUrl", Text),
        annotation("deviceAuthorizationUrl", Text),
        annotation("tokenUrl", Text),
        annotation("refreshUrl", Text),
        noted("scopes", Map(&Text)),
    ],
    other_keys: OtherKeys::Nothing,
};

static EXAMPLE: Shape = Shape {
    name: "Example",
    fields: &[
        annotation("summary", Text),
        annotation("description", Text),
        annotation("value", Any),
        annotation("dataValue", Any),
        annotation("serializedValue", Text),
        annotation("externalValue", Text),
    ],
    other_keys: OtherKeys::Nothing,
};

static LINK: Shape = Shape {
    name: "Link",
    fields: &[
        annotation("operationRef", Text),
        annotation("operationId", Text),
        annotation("parameters", Map(&Any)),
        annotation("requestBody", Any),
        annotation("description", Text),
        annotation("server", Object(&SERVER)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// A Discriminator Object, which stands in schemas.
pub(crate) static DISCRIMINATOR: Shape = Shape {
    name: "Discriminator",
    fields: &[
        expected("propertyName", Text, "it is ignored"),
        carried("mapping", Map(&Any)),
        carried("defaultMapping", Text),
    ],
    other_keys: OtherKeys::Nothing,
};

/// An XML Object, which stands in schemas.
pub(crate) static XML: Shape = Shape {
    name: "XML",
    fields: &[
        carried("nodeType", Text),
        carried("name", Text),
        carried("namespace", Text),
        carried("prefix", Text),
        carried("attribute", Bool),
        carried("wrapped", Bool),
    ],
    other_keys: OtherKeys::Nothing,
};
