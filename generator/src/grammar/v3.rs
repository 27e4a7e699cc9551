//! OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4 "Specification".

use super::Kind::{Any, Bool, List, Map, Object, OrReference, Schema, String as Text};
use super::{Rest, Shape, annotation, carried, required, unsupported};

/// The root (OpenAPI Object).
pub(crate) static DOCUMENT: Shape = Shape {
    name: "OpenAPI",
    fields: &[
        required("openapi", Text),
        carried("$self", Text),
        required("info", Object(&INFO)),
        annotation("jsonSchemaDialect", Text),
        carried("servers", List(&Object(&SERVER))),
        carried("paths", Object(&PATHS)),
        carried("x-ms-paths", Object(&PATHS)),
        carried("webhooks", Map(&OrReference(&PATH_ITEM))),
        carried("components", Object(&COMPONENTS)),
        carried("security", List(&Map(&List(&Text)))),
        carried("tags", List(&Object(&TAG))),
        annotation("externalDocs", Any),
    ],
    rest: Rest::Nothing,
};

pub(super) static INFO: Shape = Shape {
    name: "Info",
    fields: &[
        required("title", Text),
        required("version", Text),
        carried("summary", Text),
        carried("description", Text),
        annotation("termsOfService", Text),
        annotation("contact", Any),
        annotation("license", Any),
    ],
    rest: Rest::Nothing,
};

static SERVER: Shape = Shape {
    name: "Server",
    fields: &[
        required("url", Text),
        carried("description", Text),
        carried("name", Text),
        carried("variables", Map(&Object(&SERVER_VARIABLE))),
    ],
    rest: Rest::Nothing,
};

static SERVER_VARIABLE: Shape = Shape {
    name: "Server Variable",
    // The specification requires a default; a variable without one is asked for.
    fields: &[carried("enum", List(&Text)), carried("default", Text), carried("description", Text)],
    rest: Rest::Nothing,
};

static PATHS: Shape = Shape { name: "Paths", fields: &[], rest: Rest::Entries(OrReference(&PATH_ITEM)) };

static PATH_ITEM: Shape = Shape {
    name: "Path Item",
    fields: &[
        carried("summary", Text),
        carried("description", Text),
        carried("get", Object(&OPERATION)),
        carried("put", Object(&OPERATION)),
        carried("post", Object(&OPERATION)),
        carried("delete", Object(&OPERATION)),
        carried("options", Object(&OPERATION)),
        carried("head", Object(&OPERATION)),
        carried("patch", Object(&OPERATION)),
        carried("trace", Object(&OPERATION)),
        carried("query", Object(&OPERATION)),
        carried("additionalOperations", Map(&Object(&OPERATION))),
        carried("servers", List(&Object(&SERVER))),
        carried("parameters", List(&OrReference(&PARAMETER))),
    ],
    rest: Rest::Nothing,
};

static OPERATION: Shape = Shape {
    name: "Operation",
    fields: &[
        carried("tags", List(&Text)),
        carried("summary", Text),
        carried("description", Text),
        annotation("externalDocs", Any),
        carried("operationId", Text),
        carried("parameters", List(&OrReference(&PARAMETER))),
        carried("requestBody", OrReference(&REQUEST_BODY)),
        carried("responses", Object(&RESPONSES)),
        carried("callbacks", Map(&OrReference(&CALLBACK))),
        carried("deprecated", Bool),
        carried("security", List(&Map(&List(&Text)))),
        carried("servers", List(&Object(&SERVER))),
    ],
    rest: Rest::Nothing,
};

/// The keys are expressions for the URL that the service calls.
static CALLBACK: Shape = Shape { name: "Callback", fields: &[], rest: Rest::Entries(OrReference(&PATH_ITEM)) };

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
        annotation("examples", Any),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
    ],
    rest: Rest::Nothing,
};

static REQUEST_BODY: Shape = Shape {
    name: "Request Body",
    fields: &[
        carried("description", Text),
        required("content", Map(&OrReference(&MEDIA_TYPE))),
        carried("required", Bool),
    ],
    rest: Rest::Nothing,
};

static MEDIA_TYPE: Shape = Shape {
    name: "Media Type",
    fields: &[
        carried("schema", Schema),
        carried("itemSchema", Schema),
        annotation("example", Any),
        annotation("examples", Any),
        carried("encoding", Map(&Object(&ENCODING))),
        unsupported("itemEncoding", Any, "parts are sent as the caller encodes them"),
        unsupported("prefixEncoding", Any, "parts are sent as the caller encodes them"),
    ],
    rest: Rest::Nothing,
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
    rest: Rest::Nothing,
};

static RESPONSES: Shape = Shape { name: "Responses", fields: &[], rest: Rest::Entries(OrReference(&RESPONSE)) };

static RESPONSE: Shape = Shape {
    name: "Response",
    fields: &[
        carried("summary", Text),
        carried("description", Text),
        carried("headers", Map(&OrReference(&HEADER))),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
        unsupported("links", Any, "the client does not follow links"),
    ],
    rest: Rest::Nothing,
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
        annotation("examples", Any),
        carried("content", Map(&OrReference(&MEDIA_TYPE))),
    ],
    rest: Rest::Nothing,
};

pub(super) static TAG: Shape = Shape {
    name: "Tag",
    fields: &[
        required("name", Text),
        annotation("summary", Text),
        carried("description", Text),
        annotation("externalDocs", Any),
        annotation("parent", Text),
        annotation("kind", Text),
    ],
    rest: Rest::Nothing,
};

static COMPONENTS: Shape = Shape {
    name: "Components",
    fields: &[
        carried("schemas", Map(&Schema)),
        carried("responses", Map(&OrReference(&RESPONSE))),
        carried("parameters", Map(&OrReference(&PARAMETER))),
        annotation("examples", Any),
        carried("requestBodies", Map(&OrReference(&REQUEST_BODY))),
        carried("headers", Map(&OrReference(&HEADER))),
        carried("securitySchemes", Map(&OrReference(&SECURITY_SCHEME))),
        annotation("links", Any),
        carried("callbacks", Map(&OrReference(&CALLBACK))),
        carried("pathItems", Map(&OrReference(&PATH_ITEM))),
        carried("mediaTypes", Map(&OrReference(&MEDIA_TYPE))),
    ],
    rest: Rest::Nothing,
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
        carried("flows", Any),
        carried("openIdConnectUrl", Text),
        annotation("oauth2MetadataUrl", Text),
        annotation("deprecated", Bool),
    ],
    rest: Rest::Nothing,
};
