//! Swagger 2.0, chapter "Specification".

use super::Kind::{Any, Bool, List, Map, Object, OrReference, Schema, String as Text};
use super::v3::{DOCS, INFO, TAG};
use super::{OtherKeys, Shape, annotation, carried, expected, path_item, required};

/// The root (Swagger Object).
pub(crate) static DOCUMENT: Shape = Shape {
    name: "Swagger",
    fields: &[
        required("swagger", Text),
        expected("info", Object(&INFO), super::v3::NAMELESS),
        carried("host", Text),
        carried("basePath", Text),
        carried("schemes", List(&Text)),
        carried("consumes", List(&Text)),
        carried("produces", List(&Text)),
        expected("paths", Object(&PATHS), super::v3::NO_PATHS),
        carried("definitions", Map(&Schema)),
        carried("parameters", Map(&OrReference(&PARAMETER))),
        carried("responses", Map(&OrReference(&RESPONSE))),
        carried("securityDefinitions", Map(&Object(&SECURITY_SCHEME))),
        carried("security", List(&Map(&List(&Text)))),
        carried("tags", List(&Object(&TAG))),
        annotation("externalDocs", Object(&DOCS)),
        carried("x-ms-parameterized-host", Object(&PARAMETERIZED_HOST)),
        carried("x-ms-paths", Object(&PATHS)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// An extension: a host with variables.
static PARAMETERIZED_HOST: Shape = Shape {
    name: "Parameterized Host",
    fields: &[
        required("hostTemplate", Text),
        carried("useSchemePrefix", Bool),
        annotation("positionInOperation", Text),
        carried("parameters", List(&OrReference(&PARAMETER))),
    ],
    other_keys: OtherKeys::Nothing,
};

static PATHS: Shape = Shape { name: "Paths", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PATH_ITEM: Shape = Shape {
    name: "Path Item",
    fields: &path_item::<8, 1>(&OPERATION, [carried("parameters", List(&OrReference(&PARAMETER)))]),
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
        carried("consumes", List(&Text)),
        carried("produces", List(&Text)),
        carried("parameters", List(&OrReference(&PARAMETER))),
        expected("responses", Object(&RESPONSES), super::v3::NO_RESPONSES),
        carried("schemes", List(&Text)),
        carried("deprecated", Bool),
        carried("security", List(&Map(&List(&Text)))),
    ],
    other_keys: OtherKeys::Nothing,
};

/// A parameter that is not in the body carries the keywords of its schema itself; the normalise stage splits them off.
static PARAMETER: Shape = Shape {
    name: "Parameter",
    fields: &[
        required("name", Text),
        required("in", Text),
        carried("description", Text),
        carried("required", Bool),
        carried("allowEmptyValue", Bool),
        carried("collectionFormat", Text),
        carried("schema", Schema),
    ],
    other_keys: OtherKeys::Keywords,
};

static RESPONSES: Shape =
    Shape { name: "Responses", fields: &[], other_keys: OtherKeys::Entries(OrReference(&RESPONSE)) };

static RESPONSE: Shape = Shape {
    name: "Response",
    fields: &[
        expected("description", Text, super::v3::NO_DESCRIPTION),
        carried("schema", Schema),
        carried("headers", Map(&Object(&HEADER))),
        annotation("examples", Map(&Any)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// The items of an array in a parameter or header carry the keywords of their schema themselves.
pub(crate) static ITEMS: Shape =
    Shape { name: "Items", fields: &[carried("collectionFormat", Text)], other_keys: OtherKeys::Keywords };

/// A header carries the keywords of its schema itself.
static HEADER: Shape = Shape {
    name: "Header",
    fields: &[carried("description", Text), carried("collectionFormat", Text)],
    other_keys: OtherKeys::Keywords,
};

static SECURITY_SCHEME: Shape = Shape {
    name: "Security Scheme",
    fields: &[
        required("type", Text),
        carried("description", Text),
        carried("name", Text),
        carried("in", Text),
        carried("flow", Text),
        carried("authorizationUrl", Text),
        carried("tokenUrl", Text),
        carried("scopes", Map(&Text)),
    ],
    other_keys: OtherKeys::Nothing,
};
