//! Schemas as `compose` hands them on: each has one form, with the keywords that shape it.
//!
//! Later stages match on [`Form`] and never look a keyword up by its name. A keyword that the form of its schema has no
//! use for is in [`Schema::rest`], where `lint` names it: no keyword is in neither.

mod annotations;
mod table;
mod texts;

use crate::collections::{IndexMap, IndexSet};
pub(crate) use annotations::{Annotations, NodeType, XmlObject};
pub(crate) use table::SchemaTable;

use crate::document::{Node, Origin, Pointer, SchemaId, Value};
use crate::spec::{InstanceType, Keyword, Role, number};

/// One schema.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) origin: Origin,
    pub(crate) pointer: Pointer,
    /// The name, if it is among the named schemas of the document.
    pub(crate) name: Option<String>,
    pub(crate) annotations: Annotations,
    /// `true` if `null` is among its types or listed values, beside those of the form.
    pub(crate) null: bool,
    /// `true` if the type of the form is written, and not implied by other keywords.
    pub(crate) declares_type: bool,
    pub(crate) format: Option<Format>,
    pub(crate) content: Option<Box<Content>>,
    pub(crate) form: Form,
    /// The keywords that the form has no use for. One that several parts of an `allOf` have is here once for each.
    pub(crate) rest: Vec<(Keyword, Node)>,
    /// The places of keywords that several parts of an `allOf` have and that became one.
    pub(crate) repeated: Vec<(Keyword, Origin)>,
}

/// The values of a schema.
#[derive(Clone, Debug)]
pub(crate) enum Form {
    /// Any JSON value.
    Any,
    /// `null` alone.
    Null,
    /// The values of another schema.
    Reference(SchemaId),
    /// A reference that leads nowhere, which has been reported.
    Unresolved,
    /// Listed strings or integers.
    Enum(Box<Enum>),
    Text(Text),
    Number(Box<Number>),
    Bool(Bool),
    Array(Box<Array>),
    Object(Box<Object>),
    Union(Box<Union>),
}

/// `format` (JSON Schema 2020-12, "Validation", section 7).
#[derive(Clone, Debug)]
pub(crate) struct Format {
    pub(crate) name: String,
    pub(crate) origin: Origin,
}

/// The content of texts (JSON Schema 2020-12, "Validation", section 8).
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    /// The place of the encoding, or else of the media type.
    pub(crate) origin: Option<Origin>,
    pub(crate) encoding: Option<String>,
    pub(crate) media_type: Option<String>,
    /// The schema of the decoded content, and the place of the keyword.
    pub(crate) schema: Option<(SchemaId, Origin)>,
}

/// Listed values of one kind, apart from `null`.
#[derive(Clone, Debug)]
pub(crate) struct ListedValues {
    pub(crate) values: Vec<ListedValue>,
    /// The name that the document gives the list as a type.
    pub(crate) name: Option<String>,
    /// `true` if the document says that no other values will come.
    pub(crate) is_closed: bool,
}

/// A listed value, with what extensions say of it.
#[derive(Clone, Debug)]
pub(crate) struct ListedValue {
    pub(crate) value: Node,
    pub(crate) name: Option<String>,
    pub(crate) description: Option<String>,
}

/// Listed strings or integers.
#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) listed: ListedValues,
    pub(crate) base: EnumBase,
}

/// The values that an enum lists some of.
#[derive(Clone, Debug)]
pub(crate) enum EnumBase {
    Text(Text),
    Integer(Number),
}

/// Strings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Text {
    pub(crate) length: Range,
    /// Each of the patterns has to match.
    pub(crate) patterns: Vec<Pattern>,
}

/// A regular expression of ECMA-262.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) text: String,
    pub(crate) origin: Origin,
}

/// Numbers. Bounds are kept as they are written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Number {
    pub(crate) is_integer: bool,
    /// `true` if a string of the number is valid too.
    pub(crate) in_text: bool,
    /// `true` if these are integers by their format alone: the document says `number`.
    pub(crate) by_format: bool,
    pub(crate) minimum: Option<serde_json::Number>,
    pub(crate) maximum: Option<serde_json::Number>,
    pub(crate) exclusive_minimum: Option<serde_json::Number>,
    pub(crate) exclusive_maximum: Option<serde_json::Number>,
    /// A value is a multiple of each.
    pub(crate) multiples: Vec<serde_json::Number>,
    /// The listed values, which no Rust type tells from other numbers.
    pub(crate) listed: Option<ListedValues>,
}

/// Booleans.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bool {
    /// The one that is listed, if only one is.
    pub(crate) listed: Option<ListedValues>,
}

/// Arrays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Array {
    /// The schema of the items, or of those behind the places of a tuple; any values if it is absent.
    pub(crate) items: Option<SchemaId>,
    /// The schemas of the first items (`prefixItems`).
    pub(crate) places: Vec<SchemaId>,
    /// `true` if each array has just these places.
    pub(crate) is_tuple: bool,
    pub(crate) count: Range,
    pub(crate) unique: bool,
}

impl Array {
    /// The schemas of the items behind the places.
    pub(crate) fn rest(&self, schemas: &SchemaTable) -> Vec<SchemaId> {
        let Some(items) = self.items else { return Vec::new() };
        match &schemas.get(items).form {
            // Of an array with places the items are any of them, or what stands behind.
            Form::Union(union) if !self.places.is_empty() => {
                union.members.iter().copied().filter(|member| !self.places.contains(member)).collect()
            }
            _ if self.places.contains(&items) => Vec::new(),
            _ => vec![items],
        }
    }
}

/// Objects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    pub(crate) properties: IndexMap<String, SchemaId>,
    /// The names of required properties, with the place of each.
    pub(crate) required: IndexMap<String, Origin>,
    pub(crate) additional: Option<Additional>,
    pub(crate) unevaluated: Option<Additional>,
    /// The schemas of `patternProperties`, and the place of the keyword.
    pub(crate) patterns: Option<(IndexMap<String, SchemaId>, Origin)>,
    pub(crate) count: Range,
}

/// Properties that an object does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Additional {
    Allowed,
    Forbidden,
    Of(SchemaId),
}

/// The least and the greatest of a length or count.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Range {
    pub(crate) least: Option<serde_json::Number>,
    pub(crate) most: Option<serde_json::Number>,
}

/// Alternatives.
#[derive(Clone, Debug)]
pub(crate) struct Union {
    pub(crate) origin: Origin,
    pub(crate) keyword: UnionKeyword,
    pub(crate) members: Vec<SchemaId>,
    pub(crate) discriminator: Option<Discriminator>,
}

/// The keyword of a union.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnionKeyword {
    OneOf,
    /// A value may be as several members say.
    AnyOf,
}

/// The property that tells the members of a union apart (OAS 3.0.4, "Discriminator Object").
#[derive(Clone, Debug)]
pub(crate) struct Discriminator {
    pub(crate) origin: Origin,
    pub(crate) property: String,
    /// The values of the property, each with its member and the place of the entry.
    pub(crate) mapping: Vec<(String, SchemaId, Origin)>,
    /// The member that is the base of the others: of values without the property, and of those that name no other member.
    pub(crate) base: Option<SchemaId>,
    /// The member that the document names for such values, and where.
    pub(crate) default: Option<(SchemaId, Origin)>,
}

impl Schema {
    /// The schema that this one refers to.
    pub(crate) fn reference(&self) -> Option<SchemaId> {
        match self.form {
            Form::Reference(to) => Some(to),
            _ => None,
        }
    }

    /// The members of a union; none of another form.
    pub(crate) fn alternatives(&self) -> &[SchemaId] {
        match &self.form {
            Form::Union(union) => &union.members,
            _ => &[],
        }
    }

    pub(crate) fn as_object(&self) -> Option<&Object> {
        match &self.form {
            Form::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&Array> {
        match &self.form {
            Form::Array(array) => Some(array),
            _ => None,
        }
    }

    /// The schema of the items of an array.
    pub(crate) fn items(&self) -> Option<SchemaId> {
        self.as_array()?.items
    }

    /// The schema of a declared property of an object.
    pub(crate) fn property(&self, name: &str) -> Option<SchemaId> {
        self.as_object()?.properties.get(name).copied()
    }

    /// The listed values, apart from `null`.
    pub(crate) fn listed(&self) -> Option<&ListedValues> {
        match &self.form {
            Form::Enum(list) => Some(&list.listed),
            Form::Number(number) => number.listed.as_ref(),
            Form::Bool(bool) => bool.listed.as_ref(),
            _ => None,
        }
    }

    /// Returns `true` if no value but `null` is valid.
    pub(crate) fn is_null(&self) -> bool {
        matches!(self.form, Form::Null)
    }

    /// The name of the type of the values, in the words of JSON Schema. `null` beside them is none of it.
    pub(crate) fn type_name(&self) -> Option<&'static str> {
        match &self.form {
            Form::Null => Some("null"),
            Form::Enum(list) => Some(list.base.type_name()),
            Form::Text(_) => Some("string"),
            Form::Number(number) => Some(if number.is_integer { "integer" } else { "number" }),
            Form::Bool(_) => Some("boolean"),
            Form::Array(_) => Some("array"),
            Form::Object(_) => Some("object"),
            Form::Any | Form::Reference(_) | Form::Unresolved | Form::Union(_) => None,
        }
    }

    /// The types that the document names, in the words of JSON Schema.
    pub(crate) fn declared_types(&self) -> Vec<&'static str> {
        let declared = self.type_name().filter(|_| self.declares_type);
        let in_text = declared.is_some() && matches!(&self.form, Form::Number(number) if number.in_text);
        let null = (self.null && self.declares_type && !self.is_null()).then_some("null");
        declared.into_iter().chain(in_text.then_some("string")).chain(null).collect()
    }

    /// The media type of the content of texts.
    pub(crate) fn content_media_type(&self) -> Option<&str> {
        self.content.as_ref()?.media_type.as_deref()
    }

    /// The encoding of the content of texts.
    pub(crate) fn content_encoding(&self) -> Option<&str> {
        self.content.as_ref()?.encoding.as_deref()
    }

    /// The schema of the content of texts, and the place of the keyword.
    pub(crate) fn content_schema(&self) -> Option<(SchemaId, Origin)> {
        self.content.as_ref()?.schema
    }

    pub(crate) fn format_name(&self) -> Option<&str> {
        self.format.as_ref().map(|format| format.name.as_str())
    }

    /// The values of a keyword that the form has no use for.
    pub(crate) fn unused(&self, keyword: Keyword) -> impl Iterator<Item = &Node> {
        self.rest.iter().filter(move |(kept_keyword, _)| *kept_keyword == keyword).map(|(_, node)| node)
    }

    /// The places of a keyword that stands at `origin`, and in other parts of the schema too.
    pub(crate) fn places(&self, keyword: Keyword, origin: Origin) -> IndexSet<Origin> {
        let repeated = self
            .repeated
            .iter()
            .filter(|(repeated_keyword, _)| *repeated_keyword == keyword)
            .map(|(_, origin)| *origin);
        std::iter::once(origin).chain(repeated).collect()
    }

    /// Returns `true` if a schema says no more of its values than a type, a format, and annotations.
    pub(crate) fn is_bare(&self) -> bool {
        let says_nothing = match &self.form {
            Form::Any | Form::Null => true,
            Form::Text(text) => text.length == Range::default() && text.patterns.is_empty(),
            Form::Number(number) => !number.is_limited() && number.listed.is_none(),
            Form::Bool(bool) => bool.listed.is_none(),
            Form::Array(array) => {
                array.items.is_none() && array.places.is_empty() && !array.unique && array.count == Range::default()
            }
            Form::Object(object) => object.is_open(),
            Form::Reference(_) | Form::Unresolved | Form::Enum(_) | Form::Union(_) => false,
        };
        says_nothing && self.content.is_none() && self.rest.is_empty() && self.annotations.xml.is_none()
    }

    /// Returns `true` if a keyword that the form has no use for says nothing of its values, since it is about others.
    ///
    /// Without a type it holds for the values that it is about, and documents also write limits of numbers for numbers in
    /// strings.
    pub(crate) fn is_inapplicable(&self, keyword: Keyword) -> bool {
        match (keyword.role(), &self.form) {
            (Role::Limit(InstanceType::Number), Form::Text(_)) | (_, Form::Any) => false,
            (Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_), _) => true,
            (Role::Content, form) => !form.may_be_text(),
            (Role::Condition(_) | Role::Core | Role::Metadata | Role::Extension, _) => false,
            (Role::Reference | Role::Combination | Role::Values | Role::Type | Role::Format, _) => false,
        }
    }

    /// The schemas that shape the values of this one: what it refers to, its members, items and properties.
    pub(crate) fn parts(&self) -> Vec<SchemaId> {
        match &self.form {
            Form::Reference(to) => vec![*to],
            Form::Array(array) => array.places.iter().copied().chain(array.items).collect(),
            Form::Union(union) => union.members.clone(),
            Form::Object(object) => {
                let patterns = object.patterns.iter().flat_map(|(patterns, _)| patterns.values().copied());
                let others =
                    [object.additional, object.unevaluated].into_iter().flatten().filter_map(Additional::schema);
                object.properties.values().copied().chain(patterns).chain(others).collect()
            }
            Form::Any | Form::Null | Form::Unresolved => Vec::new(),
            Form::Enum(_) | Form::Text(_) | Form::Number(_) | Form::Bool(_) => Vec::new(),
        }
    }

    /// All schemas within this one: its parts, its content, and those of the keywords that its form has no use for.
    pub(crate) fn subschemas(&self) -> Vec<SchemaId> {
        let mut parts = self.parts();
        parts.extend(self.content_schema().map(|(id, _)| id));
        let mut open: Vec<&Node> = self.rest.iter().map(|(_, node)| node).collect();
        while let Some(node) = open.pop() {
            match &node.value {
                Value::Schema(id) => parts.push(*id),
                Value::Array(items) => open.extend(items),
                Value::Object(entries) => open.extend(entries.values()),
                _ => {}
            }
        }
        parts
    }
}

impl Content {
    /// Returns `true` if it says nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.encoding.is_none() && self.media_type.is_none() && self.schema.is_none()
    }

    /// Returns `true` if the texts are JSON.
    pub(crate) fn is_json(&self) -> bool {
        // By the suffix too, as `application/problem+json` (RFC 6839).
        self.media_type.as_ref().is_some_and(|media_type| media_type.ends_with("json"))
    }
}

impl EnumBase {
    /// The name of the type, in the words of JSON Schema.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Integer(_) => "integer",
        }
    }
}

impl Form {
    /// Returns `true` if texts are among the values, by themselves.
    pub(crate) fn may_be_text(&self) -> bool {
        match self {
            Self::Any | Self::Text(_) => true,
            Self::Enum(list) => matches!(list.base, EnumBase::Text(_)),
            Self::Null | Self::Reference(_) | Self::Unresolved | Self::Number(_) => false,
            Self::Bool(_) | Self::Array(_) | Self::Object(_) | Self::Union(_) => false,
        }
    }
}

impl Number {
    /// The least and the greatest of the listed values, where there are some.
    pub(crate) fn listed_range(&self) -> Option<(&serde_json::Number, &serde_json::Number)> {
        let values = self.listed.as_ref()?.values.iter().filter_map(|listed| match &listed.value.value {
            Value::Number(number) => Some(number),
            _ => None,
        });
        let values: Vec<_> = values.collect();
        let least = values.iter().copied().min_by(|a, b| number::compare(a, b))?;
        Some((least, values.iter().copied().max_by(|a, b| number::compare(a, b))?))
    }

    /// Returns `true` if the numbers have a bound.
    pub(crate) fn is_bounded(&self) -> bool {
        let bounds = [&self.minimum, &self.maximum, &self.exclusive_minimum, &self.exclusive_maximum];
        bounds.into_iter().any(Option::is_some)
    }

    fn is_limited(&self) -> bool {
        self.is_bounded() || !self.multiples.is_empty()
    }
}

/// Patterns that every name matches.
const MATCH_ALL_PATTERNS: [&str; 8] = ["", ".*", "^.*$", ".+", "^.+$", "^.*", "^", "^[\\s\\S]*$"];

/// Returns `true` if a pattern is one that every name matches.
pub(crate) fn matches_every_name(pattern: &str) -> bool {
    MATCH_ALL_PATTERNS.contains(&pattern)
}

impl Object {
    /// The schema of all properties that an object does not declare, if they have the same.
    pub(crate) fn undeclared(&self) -> Option<SchemaId> {
        let others = self.additional.or(self.unevaluated);
        let Some((patterns, _)) = &self.patterns else { return others?.schema() };
        let (pattern, schema) = patterns.first().filter(|_| patterns.len() == 1)?;
        let is_of_all = others == Some(Additional::Forbidden) || matches_every_name(pattern);
        is_of_all.then_some(*schema)
    }

    /// Returns `true` if an object of any properties is valid.
    fn is_open(&self) -> bool {
        let Self { properties, required, additional, unevaluated, patterns, count } = self;
        properties.is_empty()
            && required.is_empty()
            && matches!(additional, None | Some(Additional::Allowed))
            && unevaluated.is_none()
            && patterns.is_none()
            && *count == Range::default()
    }
}

impl Additional {
    pub(crate) fn schema(self) -> Option<SchemaId> {
        match self {
            Self::Of(schema) => Some(schema),
            Self::Allowed | Self::Forbidden => None,
        }
    }
}

impl UnionKeyword {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OneOf => Keyword::OneOf.name(),
            Self::AnyOf => Keyword::AnyOf.name(),
        }
    }
}
