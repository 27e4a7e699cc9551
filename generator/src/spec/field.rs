//! The fields of the objects of OpenAPI: fixed fields of all versions, and extensions that Callsmith reads.
//!
//! Schemas have keywords instead: [`Keyword`](super::Keyword). The tables of the grammar say which object has which field.

use std::fmt;

use super::member::Name;
use crate::document::Node;

// One table of all names. A misspelt name does not compile, and a look-up by text is counted by
// `tests/tests/lookups.rs`.
macro_rules! fields {
    ($($field:ident $name:literal;)*) => {
        /// A field of an object.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Field {
            $($field,)*
        }

        impl Field {
            /// All fields.
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$field),*];

            /// The field as documents write it.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)*
                }
            }

            /// An entry of an object.
            pub(crate) fn entry(self, node: Node) -> (String, Node) {
                (self.name().to_owned(), node)
            }

            /// Reads the name of a field.
            pub(crate) fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$field),)*
                    _ => None,
                }
            }
        }
    };
}

fields! {
    // Fields of several objects.
    Ref "$ref";
    Name "name";
    Title "title";
    Summary "summary";
    Description "description";
    ExternalDocs "externalDocs";
    Deprecated "deprecated";
    Required "required";
    Default "default";
    Enum "enum";
    Type "type";
    Url "url";
    Parameters "parameters";
    Responses "responses";
    Headers "headers";
    Servers "servers";
    Security "security";
    Tags "tags";
    Callbacks "callbacks";
    Links "links";
    Example "example";
    Examples "examples";
    Schema "schema";
    Content "content";
    Encoding "encoding";
    PrefixEncoding "prefixEncoding";
    ItemEncoding "itemEncoding";

    // OpenAPI Object and Info Object.
    OpenApi "openapi";
    SelfUri "$self";
    Info "info";
    JsonSchemaDialect "jsonSchemaDialect";
    Paths "paths";
    Webhooks "webhooks";
    Components "components";
    Version "version";
    TermsOfService "termsOfService";
    Contact "contact";
    License "license";
    Email "email";
    Identifier "identifier";

    // Components Object.
    Schemas "schemas";
    RequestBodies "requestBodies";
    SecuritySchemes "securitySchemes";
    PathItems "pathItems";
    MediaTypes "mediaTypes";

    // Server Object and Tag Object.
    Variables "variables";
    Parent "parent";
    Kind "kind";

    // Path Item Object.
    Get "get";
    Put "put";
    Post "post";
    Delete "delete";
    Options "options";
    Head "head";
    Patch "patch";
    Trace "trace";
    Query "query";
    AdditionalOperations "additionalOperations";

    // Operation Object.
    OperationId "operationId";
    RequestBody "requestBody";

    // Parameter Object, Media Type Object and Encoding Object.
    In "in";
    Style "style";
    Explode "explode";
    AllowReserved "allowReserved";
    AllowEmptyValue "allowEmptyValue";
    ItemSchema "itemSchema";
    ContentType "contentType";

    // Example Object.
    Value "value";
    DataValue "dataValue";
    SerializedValue "serializedValue";
    ExternalValue "externalValue";

    // Link Object.
    OperationRef "operationRef";
    Server "server";

    // Security Scheme Object and OAuth Flows Object.
    Scheme "scheme";
    BearerFormat "bearerFormat";
    OpenIdConnectUrl "openIdConnectUrl";
    Oauth2MetadataUrl "oauth2MetadataUrl";
    Flows "flows";
    Implicit "implicit";
    Password "password";
    ClientCredentials "clientCredentials";
    AuthorizationCode "authorizationCode";
    DeviceAuthorization "deviceAuthorization";
    AuthorizationUrl "authorizationUrl";
    DeviceAuthorizationUrl "deviceAuthorizationUrl";
    TokenUrl "tokenUrl";
    RefreshUrl "refreshUrl";
    Scopes "scopes";

    // Discriminator Object.
    PropertyName "propertyName";
    Mapping "mapping";
    DefaultMapping "defaultMapping";

    // XML Object.
    NodeType "nodeType";
    Namespace "namespace";
    Prefix "prefix";
    Attribute "attribute";
    Wrapped "wrapped";

    // Swagger 2.0.
    Swagger "swagger";
    Host "host";
    BasePath "basePath";
    Schemes "schemes";
    Consumes "consumes";
    Produces "produces";
    Definitions "definitions";
    SecurityDefinitions "securityDefinitions";
    CollectionFormat "collectionFormat";
    Items "items";
    Flow "flow";

    // Extensions; those of schemas are keywords.
    PathsWithQueries "x-ms-paths";
    ParameterizedHost "x-ms-parameterized-host";
    HostTemplate "hostTemplate";
    UseSchemePrefix "useSchemePrefix";
    PositionInOperation "positionInOperation";
    SkipUrlEncoding "x-ms-skip-url-encoding";
    UrlEncoding "x-ms-url-encoding";
    ErrorResponse "x-ms-error-response";
    XmlText "x-ms-text";
    BodyExample "x-example";
    BodyExamples "x-examples";
    Pagination "x-callsmith-pagination";
    Pageable "x-ms-pageable";
    ItemName "itemName";
    NextLinkName "nextLinkName";
    OperationName "operationName";
    LongRunning "x-ms-long-running-operation";
    LongRunningOptions "x-ms-long-running-operation-options";
    FinalStateVia "final-state-via";
    // Of other generators: names, and what they leave out of a client.
    FernMethod "x-fern-sdk-method-name";
    FernGroup "x-fern-sdk-group-name";
    FernParameter "x-fern-parameter-name";
    FernIgnore "x-fern-ignore";
    SpeakeasyGroup "x-speakeasy-group";
    SpeakeasyIgnore "x-speakeasy-ignore";
    StainlessMethod "x-stainless-method";
    StainlessSkip "x-stainless-skip";
    SdkExclude "x-sdk-exclude";

    // The type of a crate (`x-rust-type`), and the place of a method.
    Crate "crate";
    DottedPath "path";
}

/// Returns `true` if a key is that of an extension (OAS 3.0.4, "Specification Extensions").
pub(crate) fn is_extension(key: &str) -> bool {
    key.starts_with("x-")
}

impl Name for Field {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn names_lead_back_to_fields() {
        for field in Field::ALL {
            assert_eq!(Field::parse(field.name()), Some(*field));
        }
        assert_eq!(Field::parse("operationID"), None);
    }
}
