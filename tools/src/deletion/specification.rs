//! The objects of Swagger 2.0 and OpenAPI 3.x, as far as they contain each other.

use serde_json::Value;

macro_rules! kinds {
    ($($kind:ident = $name:literal,)+) => {
        /// A kind of object in the words of the specifications.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = $name] $kind,)+
        }

        impl Kind {
            /// The name in the specifications.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }
        }
    };
}

kinds! {
    Callback = "Callback",
    Components = "Components",
    Contact = "Contact",
    Discriminator = "Discriminator",
    Document = "OpenAPI",
    Encoding = "Encoding",
    Example = "Example",
    ExternalDocumentation = "External Documentation",
    Header = "Header",
    Info = "Info",
    License = "License",
    Link = "Link",
    MediaType = "Media Type",
    OAuthFlow = "OAuth Flow",
    OAuthFlows = "OAuth Flows",
    Operation = "Operation",
    Parameter = "Parameter",
    PathItem = "Path Item",
    RequestBody = "Request Body",
    Response = "Response",
    Schema = "Schema",
    SecurityRequirement = "Security Requirement",
    SecurityScheme = "Security Scheme",
    Server = "Server",
    ServerVariable = "Server Variable",
    Tag = "Tag",
    Xml = "XML",
}

/// The kind of a key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// No object of the specification.
    Plain,
    /// An object.
    One(Kind),
    /// An array of objects.
    List(Kind),
    /// An object whose keys are names.
    Map(Kind),
    /// An object, or an array of them.
    OneOrList(Kind),
}

impl Kind {
    /// The variant of an object: the location of a parameter, the type of a schema.
    #[must_use]
    pub fn variant(self, object: &Value) -> String {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let value_in = |text: &str, list: &[&str]| list.contains(&text).then(|| text.to_owned());
        let variant = match self {
            Self::Parameter => text("in").and_then(|place| {
                value_in(place, &["path", "query", "header", "cookie", "body", "formData", "querystring"])
            }),
            Self::Schema => text("type").and_then(|name| {
                value_in(name, &["string", "number", "integer", "boolean", "object", "array", "null", "file"])
            }),
            Self::SecurityScheme => text("type")
                .and_then(|name| value_in(name, &["basic", "apiKey", "oauth2", "http", "openIdConnect", "mutualTLS"])),
            _ => None,
        };
        variant.unwrap_or_default()
    }

    /// The kind of a key's value.
    #[must_use]
    pub fn holds(self, key: &str, is_v2: bool) -> Holds {
        match self {
            Self::Document if is_v2 => swagger(key),
            Self::Document => openapi(key),
            Self::Components => components(key),
            Self::Info => match key {
                "contact" => Holds::One(Self::Contact),
                "license" => Holds::One(Self::License),
                _ => Holds::Plain,
            },
            Self::Server if key == "variables" => Holds::Map(Self::ServerVariable),
            Self::PathItem => path_item(key),
            Self::Callback => Holds::One(Self::PathItem),
            Self::Operation => operation(key),
            Self::Parameter | Self::Header => match key {
                "schema" => Holds::One(Self::Schema),
                "items" if is_v2 => Holds::One(Self::Schema),
                "content" => Holds::Map(Self::MediaType),
                "examples" => Holds::Map(Self::Example),
                _ => Holds::Plain,
            },
            Self::RequestBody if key == "content" => Holds::Map(Self::MediaType),
            Self::MediaType => match key {
                "schema" | "itemSchema" => Holds::One(Self::Schema),
                "encoding" => Holds::Map(Self::Encoding),
                "itemEncoding" => Holds::One(Self::Encoding),
                "prefixEncoding" => Holds::List(Self::Encoding),
                "examples" => Holds::Map(Self::Example),
                _ => Holds::Plain,
            },
            Self::Encoding if key == "headers" => Holds::Map(Self::Header),
            Self::Response => match key {
                "headers" => Holds::Map(Self::Header),
                "content" => Holds::Map(Self::MediaType),
                "schema" => Holds::One(Self::Schema),
                "links" => Holds::Map(Self::Link),
                _ => Holds::Plain,
            },
            Self::Link if key == "server" => Holds::One(Self::Server),
            Self::SecurityScheme if key == "flows" => Holds::One(Self::OAuthFlows),
            Self::OAuthFlows => Holds::One(Self::OAuthFlow),
            Self::Tag if key == "externalDocs" => Holds::One(Self::ExternalDocumentation),
            Self::Schema => schema(key),
            _ => Holds::Plain,
        }
    }
}

fn swagger(key: &str) -> Holds {
    match key {
        "info" => Holds::One(Kind::Info),
        "paths" | "x-ms-paths" => Holds::Map(Kind::PathItem),
        "definitions" => Holds::Map(Kind::Schema),
        "parameters" => Holds::Map(Kind::Parameter),
        "responses" => Holds::Map(Kind::Response),
        "securityDefinitions" => Holds::Map(Kind::SecurityScheme),
        "security" => Holds::List(Kind::SecurityRequirement),
        "tags" => Holds::List(Kind::Tag),
        "externalDocs" => Holds::One(Kind::ExternalDocumentation),
        _ => Holds::Plain,
    }
}

fn openapi(key: &str) -> Holds {
    match key {
        "servers" => Holds::List(Kind::Server),
        "webhooks" => Holds::Map(Kind::PathItem),
        "components" => Holds::One(Kind::Components),
        "definitions" | "parameters" | "responses" | "securityDefinitions" => Holds::Plain,
        _ => swagger(key),
    }
}

fn components(key: &str) -> Holds {
    match key {
        "schemas" => Holds::Map(Kind::Schema),
        "responses" => Holds::Map(Kind::Response),
        "parameters" => Holds::Map(Kind::Parameter),
        "examples" => Holds::Map(Kind::Example),
        "requestBodies" => Holds::Map(Kind::RequestBody),
        "headers" => Holds::Map(Kind::Header),
        "securitySchemes" => Holds::Map(Kind::SecurityScheme),
        "links" => Holds::Map(Kind::Link),
        "callbacks" => Holds::Map(Kind::Callback),
        "pathItems" => Holds::Map(Kind::PathItem),
        "mediaTypes" => Holds::Map(Kind::MediaType),
        _ => Holds::Plain,
    }
}

fn path_item(key: &str) -> Holds {
    match key {
        "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace" | "query" => {
            Holds::One(Kind::Operation)
        }
        "additionalOperations" => Holds::Map(Kind::Operation),
        "parameters" => Holds::List(Kind::Parameter),
        "servers" => Holds::List(Kind::Server),
        _ => Holds::Plain,
    }
}

fn operation(key: &str) -> Holds {
    match key {
        "parameters" => Holds::List(Kind::Parameter),
        "requestBody" => Holds::One(Kind::RequestBody),
        "responses" => Holds::Map(Kind::Response),
        "callbacks" => Holds::Map(Kind::Callback),
        "security" => Holds::List(Kind::SecurityRequirement),
        "servers" => Holds::List(Kind::Server),
        "externalDocs" => Holds::One(Kind::ExternalDocumentation),
        _ => Holds::Plain,
    }
}

fn schema(key: &str) -> Holds {
    match key {
        "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions" => Holds::Map(Kind::Schema),
        "allOf" | "oneOf" | "anyOf" | "prefixItems" => Holds::List(Kind::Schema),
        "items" => Holds::OneOrList(Kind::Schema),
        "additionalProperties"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "additionalItems"
        | "propertyNames"
        | "contains"
        | "contentSchema"
        | "not"
        | "if"
        | "then"
        | "else" => Holds::One(Kind::Schema),
        "discriminator" => Holds::One(Kind::Discriminator),
        "xml" => Holds::One(Kind::Xml),
        "externalDocs" => Holds::One(Kind::ExternalDocumentation),
        _ => Holds::Plain,
    }
}
