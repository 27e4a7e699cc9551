//! OpenAPI 3.0.4, 3.1.1 and 3.2.0, chapter 4 "Specification".

use super::Kind::{Any, Bool, List, Map, Object, OrReference, Schema, String as Text};
use super::RequiredUntil::{V3_0, V3_1};
use super::{
    ObjectShape, OtherKeys, annotation, carried, expected, expected_until, noted, path_item, required, unsupported,
};
use crate::spec::Field;

// Said once, since the tables of 2.0 repair the same.
pub(super) const NAMELESS: &str = "the service is called `API`";
pub(super) const NO_PATHS: &str = "the client has no operations";
pub(super) const NO_RESPONSES: &str = "every success is taken, and its body is not read";
pub(super) const NO_DESCRIPTION: &str = "left without documentation";

/// The root (OpenAPI Object).
pub(crate) static DOCUMENT: ObjectShape = ObjectShape {
    name: "OpenAPI",
    fields: &[
        required(Field::OpenApi, Text),
        carried(Field::SelfUri, Text),
        expected(Field::Info, Object(&INFO), NAMELESS),
        annotation(Field::JsonSchemaDialect, Text),
        carried(Field::Servers, List(&Object(&SERVER))),
        expected_until(V3_0, Field::Paths, Object(&PATHS), NO_PATHS),
        carried(Field::PathsWithQueries, Object(&PATHS)),
        carried(Field::Webhooks, Map(&OrReference(&PATH_ITEM))),
        carried(Field::Components, Object(&COMPONENTS)),
        carried(Field::Security, List(&Map(&List(&Text)))),
        carried(Field::Tags, List(&Object(&TAG))),
        annotation(Field::ExternalDocs, Object(&DOCS)),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(super) static INFO: ObjectShape = ObjectShape {
    name: "Info",
    fields: &[
        expected(Field::Title, Text, NAMELESS),
        expected(Field::Version, Text, "the version of the service is unknown"),
        carried(Field::Summary, Text),
        carried(Field::Description, Text),
        annotation(Field::TermsOfService, Text),
        annotation(Field::Contact, Object(&CONTACT)),
        annotation(Field::License, Object(&LICENSE)),
    ],
    other_keys: OtherKeys::Nothing,
};

static CONTACT: ObjectShape = ObjectShape {
    name: "Contact",
    fields: &[annotation(Field::Name, Text), annotation(Field::Url, Text), annotation(Field::Email, Text)],
    other_keys: OtherKeys::Nothing,
};

static LICENSE: ObjectShape = ObjectShape {
    name: "License",
    fields: &[noted(Field::Name, Text), annotation(Field::Identifier, Text), annotation(Field::Url, Text)],
    other_keys: OtherKeys::Nothing,
};

pub(super) static DOCS: ObjectShape = ObjectShape {
    name: "External Documentation",
    fields: &[annotation(Field::Description, Text), noted(Field::Url, Text)],
    other_keys: OtherKeys::Nothing,
};

static SERVER: ObjectShape = ObjectShape {
    name: "Server",
    fields: &[
        expected(Field::Url, Text, "the server is left out"),
        carried(Field::Description, Text),
        carried(Field::Name, Text),
        carried(Field::Variables, Map(&Object(&SERVER_VARIABLE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static SERVER_VARIABLE: ObjectShape = ObjectShape {
    name: "Server Variable",
    // The specification requires a default; a variable without one is asked for.
    fields: &[carried(Field::Enum, List(&Text)), carried(Field::Default, Text), carried(Field::Description, Text)],
    other_keys: OtherKeys::Nothing,
};

static PATHS: ObjectShape =
    ObjectShape { name: "Paths", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PATH_ITEM: ObjectShape = ObjectShape {
    name: "Path Item",
    fields: &path_item::<14, 5>(
        &OPERATION,
        [
            carried(Field::Summary, Text),
            carried(Field::Description, Text),
            carried(Field::AdditionalOperations, Map(&Object(&OPERATION))),
            carried(Field::Servers, List(&Object(&SERVER))),
            carried(Field::Parameters, List(&OrReference(&PARAMETER))),
        ],
    ),
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
        carried(Field::Parameters, List(&OrReference(&PARAMETER))),
        carried(Field::RequestBody, OrReference(&REQUEST_BODY)),
        expected_until(V3_0, Field::Responses, Object(&RESPONSES), NO_RESPONSES),
        carried(Field::Callbacks, Map(&OrReference(&CALLBACK))),
        carried(Field::Deprecated, Bool),
        carried(Field::Security, List(&Map(&List(&Text)))),
        carried(Field::Servers, List(&Object(&SERVER))),
    ],
    other_keys: OtherKeys::Nothing,
};

/// The keys are expressions for the URL that the service calls.
static CALLBACK: ObjectShape =
    ObjectShape { name: "Callback", fields: &[], other_keys: OtherKeys::Entries(OrReference(&PATH_ITEM)) };

static PARAMETER: ObjectShape = ObjectShape {
    name: "Parameter",
    fields: &[
        required(Field::Name, Text),
        required(Field::In, Text),
        carried(Field::Description, Text),
        carried(Field::Required, Bool),
        carried(Field::Deprecated, Bool),
        carried(Field::AllowEmptyValue, Bool),
        carried(Field::Style, Text),
        carried(Field::Explode, Bool),
        carried(Field::AllowReserved, Bool),
        carried(Field::Schema, Schema),
        annotation(Field::Example, Any),
        annotation(Field::Examples, Map(&OrReference(&EXAMPLE))),
        carried(Field::Content, Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static REQUEST_BODY: ObjectShape = ObjectShape {
    name: "Request Body",
    fields: &[
        carried(Field::Description, Text),
        expected(Field::Content, Map(&OrReference(&MEDIA_TYPE)), "no body is sent"),
        carried(Field::Required, Bool),
    ],
    other_keys: OtherKeys::Nothing,
};

static MEDIA_TYPE: ObjectShape = ObjectShape {
    name: "Media Type",
    fields: &[
        carried(Field::Schema, Schema),
        carried(Field::ItemSchema, Schema),
        annotation(Field::Example, Any),
        annotation(Field::Examples, Map(&OrReference(&EXAMPLE))),
        carried(Field::Encoding, Map(&Object(&ENCODING))),
        carried(Field::ItemEncoding, Object(&ENCODING)),
        carried(Field::PrefixEncoding, List(&Object(&ENCODING))),
    ],
    other_keys: OtherKeys::Nothing,
};

static ENCODING: ObjectShape = ObjectShape {
    name: "Encoding",
    fields: &[
        carried(Field::ContentType, Text),
        carried(Field::Headers, Map(&OrReference(&HEADER))),
        carried(Field::Style, Text),
        carried(Field::Explode, Bool),
        carried(Field::AllowReserved, Bool),
        unsupported(Field::Encoding, Any, "parts within a part are sent as the caller encodes them"),
        unsupported(Field::PrefixEncoding, Any, "parts within a part are sent as the caller encodes them"),
        unsupported(Field::ItemEncoding, Any, "parts within a part are sent as the caller encodes them"),
    ],
    other_keys: OtherKeys::Nothing,
};

static RESPONSES: ObjectShape =
    ObjectShape { name: "Responses", fields: &[], other_keys: OtherKeys::Entries(OrReference(&RESPONSE)) };

static RESPONSE: ObjectShape = ObjectShape {
    name: "Response",
    fields: &[
        carried(Field::Summary, Text),
        expected_until(V3_1, Field::Description, Text, NO_DESCRIPTION),
        carried(Field::Headers, Map(&OrReference(&HEADER))),
        carried(Field::Content, Map(&OrReference(&MEDIA_TYPE))),
        unsupported(Field::Links, Map(&OrReference(&LINK)), "the client does not follow links"),
    ],
    other_keys: OtherKeys::Nothing,
};

static HEADER: ObjectShape = ObjectShape {
    name: "Header",
    fields: &[
        carried(Field::Description, Text),
        carried(Field::Required, Bool),
        carried(Field::Deprecated, Bool),
        annotation(Field::AllowEmptyValue, Bool),
        carried(Field::Style, Text),
        carried(Field::Explode, Bool),
        annotation(Field::AllowReserved, Bool),
        carried(Field::Schema, Schema),
        annotation(Field::Example, Any),
        annotation(Field::Examples, Map(&OrReference(&EXAMPLE))),
        carried(Field::Content, Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(super) static TAG: ObjectShape = ObjectShape {
    name: "Tag",
    fields: &[
        expected(Field::Name, Text, "the tag is left out"),
        annotation(Field::Summary, Text),
        carried(Field::Description, Text),
        annotation(Field::ExternalDocs, Object(&DOCS)),
        annotation(Field::Parent, Text),
        annotation(Field::Kind, Text),
    ],
    other_keys: OtherKeys::Nothing,
};

pub(crate) static COMPONENTS: ObjectShape = ObjectShape {
    name: "Components",
    fields: &[
        carried(Field::Schemas, Map(&Schema)),
        carried(Field::Responses, Map(&OrReference(&RESPONSE))),
        carried(Field::Parameters, Map(&OrReference(&PARAMETER))),
        annotation(Field::Examples, Map(&OrReference(&EXAMPLE))),
        carried(Field::RequestBodies, Map(&OrReference(&REQUEST_BODY))),
        carried(Field::Headers, Map(&OrReference(&HEADER))),
        carried(Field::SecuritySchemes, Map(&OrReference(&SECURITY_SCHEME))),
        annotation(Field::Links, Map(&OrReference(&LINK))),
        carried(Field::Callbacks, Map(&OrReference(&CALLBACK))),
        carried(Field::PathItems, Map(&OrReference(&PATH_ITEM))),
        carried(Field::MediaTypes, Map(&OrReference(&MEDIA_TYPE))),
    ],
    other_keys: OtherKeys::Nothing,
};

static SECURITY_SCHEME: ObjectShape = ObjectShape {
    name: "Security Scheme",
    fields: &[
        required(Field::Type, Text),
        carried(Field::Description, Text),
        carried(Field::Name, Text),
        carried(Field::In, Text),
        carried(Field::Scheme, Text),
        carried(Field::BearerFormat, Text),
        carried(Field::Flows, Object(&FLOWS)),
        carried(Field::OpenIdConnectUrl, Text),
        annotation(Field::Oauth2MetadataUrl, Text),
        annotation(Field::Deprecated, Bool),
    ],
    other_keys: OtherKeys::Nothing,
};

static FLOWS: ObjectShape = ObjectShape {
    name: "OAuth Flows",
    fields: &[
        annotation(Field::Implicit, Object(&FLOW)),
        annotation(Field::Password, Object(&FLOW)),
        carried(Field::ClientCredentials, Object(&FLOW)),
        carried(Field::AuthorizationCode, Object(&FLOW)),
        annotation(Field::DeviceAuthorization, Object(&FLOW)),
    ],
    other_keys: OtherKeys::Nothing,
};

static FLOW: ObjectShape = ObjectShape {
    name: "OAuth Flow",
    fields: &[
        carried(Field::AuthorizationUrl, Text),
        annotation(Field::DeviceAuthorizationUrl, Text),
        carried(Field::TokenUrl, Text),
        carried(Field::RefreshUrl, Text),
        expected(Field::Scopes, Map(&Text), "the client does not depend on it"),
    ],
    other_keys: OtherKeys::Nothing,
};

static EXAMPLE: ObjectShape = ObjectShape {
    name: "Example",
    fields: &[
        annotation(Field::Summary, Text),
        annotation(Field::Description, Text),
        annotation(Field::Value, Any),
        annotation(Field::DataValue, Any),
        annotation(Field::SerializedValue, Text),
        annotation(Field::ExternalValue, Text),
    ],
    other_keys: OtherKeys::Nothing,
};

static LINK: ObjectShape = ObjectShape {
    name: "Link",
    fields: &[
        annotation(Field::OperationRef, Text),
        annotation(Field::OperationId, Text),
        annotation(Field::Parameters, Map(&Any)),
        annotation(Field::RequestBody, Any),
        annotation(Field::Description, Text),
        annotation(Field::Server, Object(&SERVER)),
    ],
    other_keys: OtherKeys::Nothing,
};

/// A Discriminator Object, which stands in schemas.
pub(crate) static DISCRIMINATOR: ObjectShape = ObjectShape {
    name: "Discriminator",
    fields: &[
        expected(Field::PropertyName, Text, "ignored"),
        carried(Field::Mapping, Map(&Any)),
        carried(Field::DefaultMapping, Text),
    ],
    other_keys: OtherKeys::Nothing,
};

/// An XML Object, which stands in schemas.
pub(crate) static XML: ObjectShape = ObjectShape {
    name: "XML",
    fields: &[
        carried(Field::NodeType, Text),
        carried(Field::Name, Text),
        carried(Field::Namespace, Text),
        carried(Field::Prefix, Text),
        carried(Field::Attribute, Bool),
        carried(Field::Wrapped, Bool),
    ],
    other_keys: OtherKeys::Nothing,
};
