//! The keywords of schemas: JSON Schema 2020-12, the older ones of OpenAPI 2.0 and 3.0, and extensions that Callsmith reads.
//!
//! One table has for each keyword its name, its subschemas, the kind of its value, and its role. Stages ask the role.
//! So a new keyword is one more line here, and a place in each `match` that the compiler then asks for.

use std::fmt;

use crate::collections::IndexMap;

use super::member::Name;
use crate::document::{Node, Value};

/// The keywords of one schema, in the order of the document.
pub(crate) type Keywords = IndexMap<Keyword, Node>;

// The walk finds schemas by this alone: a keyword whose subschemas were not told here would hide what stands below it.
/// The position of the subschemas of a keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subschemas {
    /// There are none: the value is plain.
    None,
    /// The value is a schema.
    One,
    /// The value is a schema or a boolean that stands for one (`additionalProperties: false`).
    OneOrBool,
    /// The value is an array of schemas.
    List,
    /// The value is a schema, or an array of them (`items` before 2020-12).
    OneOrList,
    /// The value is an object whose values are schemas.
    Map,
}

/// The kind of value that a keyword without subschemas has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Any,
    Text,
    Flag,
    Number,
    /// A whole number from 0.
    Count,
    List,
    /// An array of strings.
    Names,
    Object,
    /// A number, or the boolean of older versions.
    Bound,
    /// A string or an array.
    TextOrList,
    /// An object, or the string of Swagger 2.0.
    TextOrObject,
}

/// The type of the values that a keyword is about (JSON Schema 2020-12, "Validation", section 6). Values of another type
/// are valid whatever it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum InstanceType {
    Object,
    Array,
    String,
    Number,
}

/// The part that a keyword plays in a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Identifies or annotates the schema, or stands for one of a newer version.
    Core,
    /// Tells people, or programs that send and receive values, about the values (section 9).
    Metadata,
    /// An extension that says how the type is named or documented.
    Extension,
    /// The schema is another one.
    Reference,
    /// The schema is made of others.
    Combination,
    /// Lists the values.
    Values,
    /// `type` itself.
    Type,
    /// Says how texts and numbers are written.
    Format,
    /// Says what values of a type are made of.
    Shape(InstanceType),
    /// Limits values of a type.
    Limit(InstanceType),
    /// Says what texts contain.
    Content,
    /// Is about properties or items that other keywords have left over.
    Unevaluated(InstanceType),
    /// Holds values against schemas that shape no type; `None` where they may be of any type.
    Condition(Option<InstanceType>),
}

// One table for the walk of `bundle`, the merge of `compose`, `lint` and `coverage`. Each matches on the enum, so a new
// keyword does not compile before all of them say what they do with it.
macro_rules! keywords {
    ($($keyword:ident $name:literal $subschemas:ident $value:ident $role:expr;)*) => {
        /// A keyword of a schema.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) enum Keyword {
            $($keyword,)*
        }

        impl Keyword {
            /// All keywords.
            pub(crate) const ALL: &[Self] = &[$(Self::$keyword),*];

            /// The keyword as documents write it.
            pub(crate) const fn name(self) -> &'static str {
                match self {
                    $(Self::$keyword => $name,)*
                }
            }

            /// Reads the name of a keyword.
            pub(crate) fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$keyword),)*
                    _ => None,
                }
            }

            /// The position of its subschemas.
            pub(crate) const fn subschemas(self) -> Subschemas {
                match self {
                    $(Self::$keyword => Subschemas::$subschemas,)*
                }
            }

            /// The kind of its value, where that has no subschemas.
            pub(crate) const fn value_kind(self) -> ValueKind {
                match self {
                    $(Self::$keyword => ValueKind::$value,)*
                }
            }

            /// Its part in a schema.
            pub(crate) const fn role(self) -> Role {
                use Role::*;
                match self {
                    $(Self::$keyword => $role,)*
                }
            }
        }
    };
}

keywords! {
    Ref "$ref" None Any Reference;
    Type "type" None TextOrList Type;
    Format "format" None Text Format;
    Title "title" None Text Metadata;
    Description "description" None Text Metadata;
    Default "default" None Any Metadata;
    Example "example" None Any Metadata;
    Examples "examples" None Any Metadata;
    Enum "enum" None List Values;
    Const "const" None Any Values;
    Nullable "nullable" None Flag Core;
    ReadOnly "readOnly" None Flag Metadata;
    WriteOnly "writeOnly" None Flag Metadata;
    Deprecated "deprecated" None Flag Metadata;
    Required "required" None Names Limit(InstanceType::Object);
    Discriminator "discriminator" None TextOrObject Core;
    Xml "xml" None Object Core;
    ExternalDocs "externalDocs" None Object Metadata;
    MultipleOf "multipleOf" None Number Limit(InstanceType::Number);
    Maximum "maximum" None Number Limit(InstanceType::Number);
    ExclusiveMaximum "exclusiveMaximum" None Bound Limit(InstanceType::Number);
    Minimum "minimum" None Number Limit(InstanceType::Number);
    ExclusiveMinimum "exclusiveMinimum" None Bound Limit(InstanceType::Number);
    MaxLength "maxLength" None Count Limit(InstanceType::String);
    MinLength "minLength" None Count Limit(InstanceType::String);
    Pattern "pattern" None Text Limit(InstanceType::String);
    MaxItems "maxItems" None Count Limit(InstanceType::Array);
    MinItems "minItems" None Count Limit(InstanceType::Array);
    UniqueItems "uniqueItems" None Flag Limit(InstanceType::Array);
    MaxContains "maxContains" None Count Condition(Some(InstanceType::Array));
    MinContains "minContains" None Count Condition(Some(InstanceType::Array));
    MaxProperties "maxProperties" None Count Limit(InstanceType::Object);
    MinProperties "minProperties" None Count Limit(InstanceType::Object);
    DependentRequired "dependentRequired" None Object Condition(Some(InstanceType::Object));
    ContentEncoding "contentEncoding" None Text Content;
    ContentMediaType "contentMediaType" None Text Content;
    CollectionFormat "collectionFormat" None Text Core;
    Schema "$schema" None Any Core;
    Id "$id" None Any Core;
    Anchor "$anchor" None Any Core;
    DynamicRef "$dynamicRef" None Any Reference;
    DynamicAnchor "$dynamicAnchor" None Any Core;
    Comment "$comment" None Any Core;
    Vocabulary "$vocabulary" None Any Core;
    Properties "properties" Map Any Shape(InstanceType::Object);
    PatternProperties "patternProperties" Map Any Shape(InstanceType::Object);
    DependentSchemas "dependentSchemas" Map Any Condition(Some(InstanceType::Object));
    Defs "$defs" Map Any Core;
    Definitions "definitions" Map Any Core;
    Items "items" OneOrList Any Shape(InstanceType::Array);
    PrefixItems "prefixItems" List Any Shape(InstanceType::Array);
    AllOf "allOf" List Any Combination;
    OneOf "oneOf" List Any Combination;
    AnyOf "anyOf" List Any Combination;
    AdditionalProperties "additionalProperties" OneOrBool Any Shape(InstanceType::Object);
    UnevaluatedProperties "unevaluatedProperties" OneOrBool Any Unevaluated(InstanceType::Object);
    UnevaluatedItems "unevaluatedItems" OneOrBool Any Condition(Some(InstanceType::Array));
    PropertyNames "propertyNames" One Any Condition(Some(InstanceType::Object));
    Contains "contains" One Any Condition(Some(InstanceType::Array));
    ContentSchema "contentSchema" One Any Content;
    Not "not" One Any Condition(None);
    If "if" One Any Condition(None);
    Then "then" One Any Condition(None);
    Else "else" One Any Condition(None);
    XNullable "x-nullable" None Flag Extension;
    EnumSettings "x-ms-enum" None Object Extension;
    EnumVarnames "x-enum-varnames" None List Extension;
    EnumNames "x-enumNames" None List Extension;
    EnumDescriptions "x-enum-descriptions" None List Extension;
    ExtensibleEnum "x-extensible-enum" None List Extension;
    DiscriminatorValue "x-ms-discriminator-value" None Text Extension;
    ClientName "x-ms-client-name" None Any Extension;
    TypeName "x-go-type-name" None Text Extension;
    RustType "x-rust-type" None Any Extension;
    // Extensions of other generators that say the same as one above.
    FernPropertyName "x-fern-property-name" None Text Extension;
    FernTypeName "x-fern-type-name" None Text Extension;
    FernEnum "x-fern-enum" None Object Extension;
    SpeakeasyName "x-speakeasy-name-override" None Text Extension;
    SpeakeasyEnums "x-speakeasy-enums" None Any Extension;
    SpeakeasyEnumDescriptions "x-speakeasy-enum-descriptions" None Any Extension;
    GoName "x-go-name" None Text Extension;
    StainlessParameter "x-stainless-param" None Text Extension;
    OgenName "x-ogen-name" None Text Extension;
    OgenProperties "x-ogen-properties" None Object Extension;
    EnumElements "x-enum-elements" None List Extension;
}

/// The keywords of unions, in the order in which they are looked for.
pub(crate) const UNIONS: [Keyword; 2] = [Keyword::OneOf, Keyword::AnyOf];

impl Keyword {
    /// The keywords that the specifications define; extensions are none of them.
    pub(crate) fn defined() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|keyword| keyword.role() != Role::Extension)
    }

    /// Reads the name of a keyword that the specifications define.
    pub(crate) fn parse_defined(name: &str) -> Option<Self> {
        Self::parse(name).filter(|keyword| keyword.role() != Role::Extension)
    }

    /// Returns `true` for a keyword that earlier versions of JSON Schema have, and whose value is a schema.
    pub(crate) fn is_former(name: &str) -> bool {
        name == "additionalItems"
    }

    /// Returns `true` if a value is of the kind of the keyword.
    pub(crate) fn fits(self, node: &Node) -> bool {
        let (is_object, is_list) = (node.as_object().is_some(), node.as_array().is_some());
        match self.subschemas() {
            Subschemas::None => self.value_kind().fits(node),
            Subschemas::One | Subschemas::OneOrBool => is_object || node.as_bool().is_some(),
            Subschemas::List => is_list,
            Subschemas::OneOrList => is_object || is_list || node.as_bool().is_some(),
            Subschemas::Map => is_object,
        }
    }

    /// Returns `true` if the keyword says nothing about which values are valid.
    pub(crate) const fn is_annotation(self) -> bool {
        matches!(self.role(), Role::Core | Role::Metadata | Role::Extension)
    }

    /// Returns `true` if the keyword shapes the type of values, rather than checking them.
    pub(crate) const fn shapes_type(self) -> bool {
        match self.role() {
            Role::Reference | Role::Combination | Role::Values | Role::Type | Role::Format | Role::Shape(_) => true,
            Role::Core | Role::Metadata | Role::Extension | Role::Limit(_) | Role::Content => false,
            Role::Unevaluated(_) | Role::Condition(_) => false,
        }
    }

    /// Returns `true` if a Rust type with documentation could say what the keyword says.
    pub(crate) const fn narrows_type(self) -> bool {
        match self.role() {
            Role::Reference => matches!(self, Self::DynamicRef),
            Role::Combination | Role::Values | Role::Type | Role::Format | Role::Shape(_) => true,
            Role::Limit(_) | Role::Content => true,
            Role::Core | Role::Metadata | Role::Extension | Role::Unevaluated(_) | Role::Condition(_) => false,
        }
    }

    /// The type of the values that the keyword is about.
    pub(crate) const fn about(self) -> Option<InstanceType> {
        match self.role() {
            Role::Shape(kind) | Role::Limit(kind) | Role::Unevaluated(kind) => Some(kind),
            Role::Condition(kind) => kind,
            Role::Content => Some(InstanceType::String),
            Role::Core | Role::Metadata | Role::Extension | Role::Reference | Role::Combination => None,
            Role::Values | Role::Type | Role::Format => None,
        }
    }
}

impl Name for Keyword {
    fn name(self) -> &'static str {
        Self::name(self)
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl InstanceType {
    /// Returns `true` for the name of a type.
    pub(crate) fn is_known(name: &str) -> bool {
        matches!(name, "string" | "number" | "integer" | "boolean" | "object" | "array" | "null")
    }

    /// The type in the words of JSON Schema.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
        }
    }
}

impl ValueKind {
    /// Returns `true` if a value is of this kind.
    pub(crate) fn fits(self, node: &Node) -> bool {
        let is_number = matches!(node.value, Value::Number(_));
        let is_list = node.as_array().is_some();
        match self {
            Self::Any => true,
            Self::Text => node.as_str().is_some(),
            Self::Flag => node.as_bool().is_some(),
            Self::Number => is_number,
            Self::Count => matches!(&node.value, Value::Number(number) if is_count(number)),
            Self::List => is_list,
            Self::Names => node.as_array().is_some_and(|names| names.iter().all(|name| name.as_str().is_some())),
            Self::Object => node.as_object().is_some(),
            Self::Bound => is_number || node.as_bool().is_some(),
            Self::TextOrList => node.as_str().is_some() || is_list,
            Self::TextOrObject => node.as_str().is_some() || node.as_object().is_some(),
        }
    }

    /// The kind in words, for messages.
    pub(crate) fn expected(self) -> &'static str {
        match self {
            Self::Any => "any value",
            Self::Text => "a string",
            Self::Flag => "a boolean",
            Self::Number => "a number",
            Self::Count => "a whole number from 0",
            Self::List => "an array",
            Self::Names => "an array of names",
            Self::Object => "an object",
            Self::Bound => "a number or a boolean",
            Self::TextOrList => "a string or an array",
            Self::TextOrObject => "an object or a string",
        }
    }
}

/// Some tools write counts as `5.0`.
fn is_count(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|value| value >= 0.0 && value.fract() == 0.0)
}

#[cfg(test)]
mod tests {
    use super::{InstanceType, Keyword};

    #[test]
    fn names_lead_back_to_keywords() {
        for keyword in Keyword::ALL {
            assert_eq!(Keyword::parse(keyword.name()), Some(*keyword));
        }
        assert_eq!(Keyword::parse("additionalItems"), None);
        assert_eq!(Keyword::parse_defined("x-nullable"), None);
    }

    #[test]
    fn roles_say_which_values_a_keyword_is_about() {
        assert_eq!(Keyword::ContentMediaType.about(), Some(InstanceType::String));
        assert_eq!(Keyword::MinContains.about(), Some(InstanceType::Array));
        assert_eq!(Keyword::Not.about(), None);
        assert!(Keyword::Discriminator.is_annotation() && !Keyword::Required.is_annotation());
    }
}
