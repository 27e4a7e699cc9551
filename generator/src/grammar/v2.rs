//! Swagger 2.0, chapter "Specification".

use super::Kind::{Any, Bool, List, Map, Object, OrReference, Schema, String as Text};
use super::v3::{DOCS, INFO, TAG};
use super::{ObjectShape, OtherKeys, annotation, carried, expected, path_item, required};
use crate::spec::Field;

/// The root (Swagger Object).
pub(crate) static DOCUMENT: ObjectShape = ObjectShape {
    name: "Swagger",
    fields: &[
        required(Field::Swagger, Text),
        expected(Field::Info, Object(&INFO), super::v3::NAMELESS),
        carried(Field::Host, Text),
        carried(Field::BasePath, Text),
        carried(Field::Schemes, List(&Text)),
        carried(Field::Consumes, List(&Text)),
        carried(Field::Produces, List(&Text)),
        expected(Field::Paths, Object(&PATHS), super::v3::NO_PATHS),
        carried(Field::Definitions, Map(&Schema)),
        carried(Field::Parameters, Map(&OrReference(&PARAMETER))),
        carried(Field::Responses, Map(&OrReference(&RESPONSE))),
        carried(Field::SecurityDefinitions, Map(&Object(&SECURITY_SCHEME))),
        carried(Field::Security, List(&Map(&List(&Text)))),
        carried(Field::Tags, List(&Object(&TAG))),
        annotation(Field::ExternalDocs, Object(&DOCS)),
        carried(Field::ParameterizedHost, Object(&PARAMETERIZED_HOST)),
        carried(Field::PathsWithQueries, Object(&PATHS)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// An extension: a host with variables.
static PARAMETERIZED_HOST: ObjectShape = ObjectShape {
    name: "Parameterized Host",
    fields: &[
        required(Field::HostTemplate, Text),
        carried(Field::UseSchemePrefix, Bool),
        annotation(Field::PositionInOperation, Text),
        carried(Field::Parameters, List(&OrReference(&PARAMETER))),
    ],
    other_keys: OtherKeys::Nothing,
};

static PATHS: ObjectShape =
    ObjectShape { name: "Paths", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PATH_ITEM: ObjectShape = ObjectShape {
    name: "Path Item",
    fields: &path_item::<8, 1>(&OPERATION, [carried(Field::Parameters, List(&OrReference(&PARAMETER)))]),
    other_keys: OtherKeys::Nothing,
};

static OPERATION: ObjectShape = ObjectShape {
    name: "Operation",
    fields: &[
        carried(Field::Tags, List(&Text)),
        carried(Field::Summary, Text),
        carried(Field::Description, Text),
        annotation(Field::ExternalDocs, Object(&DOCS)),
        carried(Field::OperationId, Text),
        carried(Field::Consumes, List(&Text)),
        carried(Field::Produces, List(&Text)),
        carried(Field::Parameters, List(&OrReference(&PARAMETER))),
        expected(Field::Responses, Object(&RESPONSES), super::v3::NO_RESPONSES),
        carried(Field::Schemes, List(&Text)),
        carried(Field::Deprecated, Bool),
        carried(Field::Security, List(&Map(&List(&Text)))),
    ],
    other_keys: OtherKeys::Nothing,
};

/// A parameter that is not in the body carries the keywords of its schema itself; the normalise stage splits them off.
static PARAMETER: ObjectShape = ObjectShape {
    name: "Parameter",
    fields: &[
        required(Field::Name, Text),
        required(Field::In, Text),
        carried(Field::Description, Text),
        carried(Field::Required, Bool),
        carried(Field::AllowEmptyValue, Bool),
        carried(Field::CollectionFormat, Text),
        carried(Field::Schema, Schema),
    ],
    other_keys: OtherKeys::Keywords,
};

static RESPONSES: ObjectShape =
    ObjectShape { name: "Responses", fields: &[], other_keys: OtherKeys::Entries(OrReference(&RESPONSE)) };

static RESPONSE: ObjectShape = ObjectShape {
    name: "Response",
    fields: &[
        expected(Field::Description, Text, super::v3::NO_DESCRIPTION),
        carried(Field::Schema, Schema),
        carried(Field::Headers, Map(&Object(&HEADER))),
        annotation(Field::Examples, Map(&Any)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// The items of an array in a parameter or header carry the keywords of their schema themselves.
pub(crate) static ITEMS: ObjectShape =
    ObjectShape { name: "Items", fields: &[carried(Field::CollectionFormat, Text)], other_keys: OtherKeys::Keywords };

// 2.0 has no schemas in parameters, items and headers: their keywords stand beside the other fields, and `normalise`
// lifts them.
/// A header carries the keywords of its schema itself.
static HEADER: ObjectShape = ObjectShape {
    name: "Header",
    fields: &[carried(Field::Description, Text), carried(Field::CollectionFormat, Text)],
    other_keys: OtherKeys::Keywords,
};

static SECURITY_SCHEME: ObjectShape = ObjectShape {
    name: "Security Scheme",
    fields: &[
        required(Field::Type, Text),
        carried(Field::Description, Text),
        carried(Field::Name, Text),
        carried(Field::In, Text),
        carried(Field::Flow, Text),
        carried(Field::AuthorizationUrl, Text),
        carried(Field::TokenUrl, Text),
        carried(Field::Scopes, Map(&Text)),
    ],
    other_keys: OtherKeys::Nothing,
};
