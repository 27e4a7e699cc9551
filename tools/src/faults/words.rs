//! Keys of objects in the specifications, as far as faults are planted there. They are written apart from the tables
//! of the generator, so that one can be wrong without the other.

/// The kind of a value.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A string.
    Text,
    /// A boolean.
    Flag,
    /// A number.
    Number,
    /// A string or a list of strings.
    TextOrList,
    /// A number or a boolean.
    Bound,
    /// An array of a kind.
    List(&'static Kind),
    /// An object whose keys are names.
    Map(&'static Kind),
    /// An object of fixed fields.
    Object(&'static Shape),
    /// An object of fixed fields, or a reference to one.
    OrReference(&'static Shape),
    /// A schema.
    Schema,
    /// A schema or a boolean.
    SchemaOrFlag,
    /// A schema or a list of them.
    SchemaOrList,
    /// Whatever it is, it is not looked into.
    Any,
}

/// An object of the specification.
#[derive(Debug)]
pub struct Shape {
    /// Its name.
    pub name: &'static str,
    /// Its fixed fields.
    pub keys: &'static [(&'static str, Kind)],
    /// The fields that no such object may lack.
    pub required: &'static [&'static str],
    /// `true` if the other keys are names; otherwise extensions.
    pub rest: Option<Kind>,
}

use Kind::{
    Any, Bound, Flag, List, Map, Number, Object, OrReference, Schema as ASchema, SchemaOrFlag, SchemaOrList, Text,
};

const fn shape(name: &'static str, keys: &'static [(&'static str, Kind)], required: &'static [&'static str]) -> Shape {
    Shape { name, keys, required, rest: None }
}

const fn names(name: &'static str, kind: Kind) -> Shape {
    Shape { name, keys: &[], required: &[], rest: Some(kind) }
}

const SECURITY: Kind = List(&Map(&List(&Text)));

/// OpenAPI 3.0 to 3.2.
pub static OPENAPI: Shape = shape(
    "OpenAPI",
    &[
        ("openapi", Text),
        ("info", Object(&INFO)),
        ("servers", List(&Object(&SERVER))),
        ("paths", Object(&PATHS)),
        ("components", Object(&COMPONENTS)),
        ("security", SECURITY),
        ("tags", List(&Object(&TAG))),
        ("externalDocs", Object(&DOCS)),
    ],
    &["openapi", "info"],
);

/// Swagger 2.0.
pub static SWAGGER: Shape = shape(
    "Swagger",
    &[
        ("swagger", Text),
        ("info", Object(&INFO)),
        ("host", Text),
        ("basePath", Text),
        ("schemes", List(&Text)),
        ("consumes", List(&Text)),
        ("produces", List(&Text)),
        ("paths", Object(&PATHS_2)),
        ("definitions", Map(&ASchema)),
        ("parameters", Map(&Object(&PARAMETER_2))),
        ("responses", Map(&Object(&RESPONSE_2))),
        ("securityDefinitions", Map(&Object(&SECURITY_2))),
        ("security", SECURITY),
        ("tags", List(&Object(&TAG))),
        ("externalDocs", Object(&DOCS)),
    ],
    &["swagger", "info", "paths"],
);

static INFO: Shape = shape(
    "Info",
    &[
        ("title", Text),
        ("version", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Object(&CONTACT)),
        ("license", Object(&LICENSE)),
    ],
    &["title", "version"],
);
static CONTACT: Shape = shape("Contact", &[("name", Text), ("url", Text), ("email", Text)], &[]);
static LICENSE: Shape = shape("License", &[("name", Text), ("url", Text)], &["name"]);
static DOCS: Shape = shape("External Documentation", &[("description", Text), ("url", Text)], &["url"]);
static TAG: Shape = shape("Tag", &[("name", Text), ("description", Text), ("externalDocs", Object(&DOCS))], &["name"]);
static SERVER: Shape =
    shape("Server", &[("url", Text), ("description", Text), ("variables", Map(&Object(&SERVER_VARIABLE)))], &["url"]);
static SERVER_VARIABLE: Shape =
    shape("Server Variable", &[("enum", List(&Text)), ("default", Text), ("description", Text)], &["default"]);
static PATHS: Shape = names("Paths", OrReference(&PATH_ITEM));
static PATHS_2: Shape = names("Paths", Object(&PATH_ITEM_2));
static PATH_ITEM: Shape = shape(
    "Path Item",
    &[
        ("summary", Text),
        ("description", Text),
        ("get", Object(&OPERATION)),
        ("put", Object(&OPERATION)),
        ("post", Object(&OPERATION)),
        ("delete", Object(&OPERATION)),
        ("options", Object(&OPERATION)),
        ("head", Object(&OPERATION)),
        ("patch", Object(&OPERATION)),
        ("trace", Object(&OPERATION)),
        ("servers", List(&Object(&SERVER))),
        ("parameters", List(&OrReference(&PARAMETER))),
    ],
    &[],
);
static PATH_ITEM_2: Shape = shape(
    "Path Item",
    &[
        ("get", Object(&OPERATION_2)),
        ("put", Object(&OPERATION_2)),
        ("post", Object(&OPERATION_2)),
        ("delete", Object(&OPERATION_2)),
        ("options", Object(&OPERATION_2)),
        ("head", Object(&OPERATION_2)),
        ("patch", Object(&OPERATION_2)),
        ("parameters", List(&OrReference(&PARAMETER_2))),
    ],
    &[],
);
/// An Operation Object of OpenAPI 3.
pub static OPERATION: Shape = shape(
    "Operation",
    &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Object(&DOCS)),
        ("operationId", Text),
        ("parameters", List(&OrReference(&PARAMETER))),
        ("requestBody", OrReference(&REQUEST_BODY)),
        ("responses", Object(&RESPONSES)),
        ("deprecated", Flag),
        ("security", SECURITY),
        ("servers", List(&Object(&SERVER))),
    ],
    &[],
);
/// An Operation Object of Swagger 2.0.
pub static OPERATION_2: Shape = shape(
    "Operation",
    &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Object(&DOCS)),
        ("operationId", Text),
        ("consumes", List(&Text)),
        ("produces", List(&Text)),
        ("parameters", List(&OrReference(&PARAMETER_2))),
        ("responses", Object(&RESPONSES_2)),
        ("schemes", List(&Text)),
        ("deprecated", Flag),
        ("security", SECURITY),
    ],
    &["responses"],
);
/// A Parameter Object of OpenAPI 3.
pub static PARAMETER: Shape = shape(
    "Parameter",
    &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", ASchema),
        ("example", Any),
        ("examples", Map(&OrReference(&EXAMPLE))),
        ("content", Map(&Object(&MEDIA_TYPE))),
    ],
    &["name", "in"],
);
/// A Parameter Object of Swagger 2.0.
pub static PARAMETER_2: Shape = shape(
    "Parameter",
    &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("schema", ASchema),
        ("type", Kind::TextOrList),
        ("format", Text),
        ("allowEmptyValue", Flag),
        ("items", Object(&ITEMS_2)),
        ("collectionFormat", Text),
        ("default", Any),
        ("maximum", Number),
        ("exclusiveMaximum", Flag),
        ("minimum", Number),
        ("exclusiveMinimum", Flag),
        ("maxLength", Number),
        ("minLength", Number),
        ("pattern", Text),
        ("maxItems", Number),
        ("minItems", Number),
        ("uniqueItems", Flag),
        ("enum", List(&Any)),
        ("multipleOf", Number),
    ],
    &["name", "in"],
);
static ITEMS_2: Shape = shape(
    "Items",
    &[
        ("type", Kind::TextOrList),
        ("format", Text),
        ("items", Object(&ITEMS_2)),
        ("collectionFormat", Text),
        ("default", Any),
        ("maximum", Number),
        ("minimum", Number),
        ("maxLength", Number),
        ("minLength", Number),
        ("pattern", Text),
        ("enum", List(&Any)),
    ],
    &[],
);
static REQUEST_BODY: Shape = shape(
    "Request Body",
    &[("description", Text), ("content", Map(&Object(&MEDIA_TYPE))), ("required", Flag)],
    &["content"],
);
static MEDIA_TYPE: Shape = shape(
    "Media Type",
    &[
        ("schema", ASchema),
        ("example", Any),
        ("examples", Map(&OrReference(&EXAMPLE))),
        ("encoding", Map(&Object(&ENCODING))),
    ],
    &[],
);
static ENCODING: Shape = shape(
    "Encoding",
    &[
        ("contentType", Text),
        ("headers", Map(&OrReference(&HEADER))),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
    ],
    &[],
);
static EXAMPLE: Shape =
    shape("Example", &[("summary", Text), ("description", Text), ("value", Any), ("externalValue", Text)], &[]);
static RESPONSES: Shape = names("Responses", OrReference(&RESPONSE));
static RESPONSES_2: Shape = names("Responses", OrReference(&RESPONSE_2));
static RESPONSE: Shape = shape(
    "Response",
    &[
        ("description", Text),
        ("headers", Map(&OrReference(&HEADER))),
        ("content", Map(&Object(&MEDIA_TYPE))),
        ("links", Map(&OrReference(&LINK))),
    ],
    &[],
);
static RESPONSE_2: Shape = shape(
    "Response",
    &[("description", Text), ("schema", ASchema), ("headers", Map(&Object(&HEADER_2))), ("examples", Map(&Any))],
    &["description"],
);
static LINK: Shape = shape(
    "Link",
    &[
        ("operationRef", Text),
        ("operationId", Text),
        ("parameters", Map(&Any)),
        ("requestBody", Any),
        ("description", Text),
        ("server", Object(&SERVER)),
    ],
    &[],
);
static HEADER: Shape = shape(
    "Header",
    &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("style", Text),
        ("explode", Flag),
        ("schema", ASchema),
        ("example", Any),
        ("examples", Map(&OrReference(&EXAMPLE))),
    ],
    &[],
);
static HEADER_2: Shape = shape(
    "Header",
    &[
        ("description", Text),
        ("type", Kind::TextOrList),
        ("format", Text),
        ("items", Object(&ITEMS_2)),
        ("collectionFormat", Text),
        ("pattern", Text),
        ("enum", List(&Any)),
    ],
    &["type"],
);
static COMPONENTS: Shape = shape(
    "Components",
    &[
        ("schemas", Map(&ASchema)),
        ("responses", Map(&OrReference(&RESPONSE))),
        ("parameters", Map(&OrReference(&PARAMETER))),
        ("examples", Map(&OrReference(&EXAMPLE))),
        ("requestBodies", Map(&OrReference(&REQUEST_BODY))),
        ("headers", Map(&OrReference(&HEADER))),
        ("securitySchemes", Map(&OrReference(&SECURITY_SCHEME))),
        ("links", Map(&OrReference(&LINK))),
    ],
    &[],
);
static SECURITY_SCHEME: Shape = shape(
    "Security Scheme",
    &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Object(&FLOWS)),
        ("openIdConnectUrl", Text),
    ],
    &["type"],
);
static FLOWS: Shape = shape(
    "OAuth Flows",
    &[
        ("implicit", Object(&FLOW)),
        ("password", Object(&FLOW)),
        ("clientCredentials", Object(&FLOW)),
        ("authorizationCode", Object(&FLOW)),
    ],
    &[],
);
static FLOW: Shape = shape(
    "OAuth Flow",
    &[("authorizationUrl", Text), ("tokenUrl", Text), ("refreshUrl", Text), ("scopes", Map(&Text))],
    &["scopes"],
);
static SECURITY_2: Shape = shape(
    "Security Scheme",
    &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("flow", Text),
        ("authorizationUrl", Text),
        ("tokenUrl", Text),
        ("scopes", Map(&Text)),
    ],
    &["type"],
);
static DISCRIMINATOR: Shape =
    shape("Discriminator", &[("propertyName", Text), ("mapping", Map(&Text))], &["propertyName"]);
static XML: Shape =
    shape("XML", &[("name", Text), ("namespace", Text), ("prefix", Text), ("attribute", Flag), ("wrapped", Flag)], &[]);

/// A Schema Object with the keywords that all versions share, and those of 3.1.
pub static SCHEMA: Shape = shape(
    "Schema",
    &[
        ("type", Kind::TextOrList),
        ("format", Text),
        ("title", Text),
        ("description", Text),
        ("default", Any),
        ("example", Any),
        ("enum", List(&Any)),
        ("nullable", Flag),
        ("readOnly", Flag),
        ("writeOnly", Flag),
        ("deprecated", Flag),
        ("required", List(&Text)),
        ("discriminator", Object(&DISCRIMINATOR)),
        ("xml", Object(&XML)),
        ("externalDocs", Object(&DOCS)),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Bound),
        ("minimum", Number),
        ("exclusiveMinimum", Bound),
        ("maxLength", Number),
        ("minLength", Number),
        ("pattern", Text),
        ("maxItems", Number),
        ("minItems", Number),
        ("uniqueItems", Flag),
        ("maxProperties", Number),
        ("minProperties", Number),
        ("properties", Map(&ASchema)),
        ("items", SchemaOrList),
        ("allOf", List(&ASchema)),
        ("oneOf", List(&ASchema)),
        ("anyOf", List(&ASchema)),
        ("not", ASchema),
        ("additionalProperties", SchemaOrFlag),
    ],
    &[],
);

/// Keys that are known where they stand and that no fault is planted in.
pub static OTHERS: &[&str] = &[
    "$ref",
    "$self",
    "$schema",
    "$id",
    "$anchor",
    "$defs",
    "$comment",
    "const",
    "examples",
    "prefixItems",
    "if",
    "then",
    "else",
    "contains",
    "webhooks",
    "callbacks",
    "pathItems",
    "query",
    "itemSchema",
    "parent",
    "kind",
    "summary",
    "server",
    "definitions",
    "collectionFormat",
    "identifier",
    "jsonSchemaDialect",
    "dataValue",
    "serializedValue",
    "additionalOperations",
    "variables",
    "allowReserved",
    "in",
    "extends",
    "contentEncoding",
    "contentMediaType",
    "propertyNames",
    "minContains",
    "maxContains",
    "patternProperties",
    "dependentSchemas",
    "dependentRequired",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "mediaTypes",
    "deviceAuthorization",
    "oauth2MetadataUrl",
    "deviceAuthorizationUrl",
    "nodeType",
    "itemEncoding",
    "prefixEncoding",
];
