//! Types of a client.

use super::scalar::{IntKind, Scalar};
use super::{Access, Constraints, View, Views};
use crate::document::Origin;

/// Names a [`TypeDef`] by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeId(pub(crate) usize);

/// A type that gets a name in Rust.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypeDef {
    /// The origin of the schema.
    pub(crate) origin: Origin,
    /// The place that the name is made from.
    pub(crate) hint: Hint,
    /// The JSON Pointer of its schema in the document, for tools.
    pub(crate) pointer: String,
    /// The title of its schema.
    pub(crate) title: Option<String>,
    /// The name that the document gives it in clients.
    pub(crate) client_name: Option<String>,
    /// The documentation, in Markdown.
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    pub(crate) kind: TypeKind,
    /// Examples that the document gives and that are valid for the schema.
    pub(crate) examples: Vec<serde_json::Value>,
    /// Further constraints of the schema. After the stage `simplify` they are kept only for types whose values are
    /// validated, or whose constraints may tell the variants of a union apart.
    pub(crate) constraints: Constraints,
    /// Values are held against the limits before they are sent.
    pub(crate) is_checked: bool,
    /// The uses of the type in operations; empty if no use makes it differ.
    pub(crate) views: Views,
    /// The type whose schema looks different in this view, where this is the copy for it.
    pub(crate) view_of: Option<(TypeId, View)>,
}

/// The place where a type was first met, from which its name is made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Hint {
    pub(crate) root: Root,
    /// The way from there.
    pub(crate) path: Vec<Step>,
}

/// A step on the way to a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Step {
    /// A part of a schema or operation, such as `value` of a map.
    Part(String),
    /// A property.
    Property(String),
    /// The items of a list.
    Item,
}

impl Step {
    /// The word that stands for it in a name.
    pub(crate) fn word(&self) -> &str {
        match self {
            Self::Part(word) | Self::Property(word) => word,
            Self::Item => "item",
        }
    }
}

/// The start of the path to a type.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Root {
    /// A component of the document that is no schema, which several operations may share.
    Component(Component, String),
    /// A named schema of the document.
    Schema(String),
    /// An operation.
    Operation(super::OperationId),
    /// A webhook or callback: its name, with a word for its kind.
    Message(String),
}

/// A section of components that are no schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Component {
    Response,
    RequestBody,
    Parameter,
    Header,
}

/// The shape of a named type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum TypeKind {
    Struct(Struct),
    Enum(Enum),
    Union(Union),
    /// Another name for a type.
    Alias(Type),
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Struct {
    /// Fields in the order of the document.
    pub(crate) fields: Vec<Field>,
    /// The handling of undeclared properties.
    pub(crate) extra: Extra,
    /// The type of properties that are not declared as parts of a body, where that is another one.
    pub(crate) extra_file: Option<Type>,
    /// The document forbids properties that are not declared.
    pub(crate) closed: bool,
}

/// Properties that are not declared.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) enum Extra {
    /// They are skipped when reading.
    #[default]
    Ignored,
    /// They are an error when reading.
    Refused,
    /// They are kept in a map with values of this type.
    Kept(Type),
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// The origin of the schema; of a property that is only listed as required, the origin of that entry.
    pub(crate) origin: Origin,
    /// The name on the wire.
    pub(crate) name: String,
    /// The name that the document proposes for clients.
    pub(crate) client_name: Option<String>,
    pub(crate) ty: Type,
    /// The type as a part of a body of several parts, where it differs: a file, a list of them, or a union with some.
    pub(crate) file: Option<Type>,
    /// Until the stage `simplify` as it is written, then as it is in the view of the type.
    pub(crate) presence: Presence,
    /// The side that sets the property.
    pub(crate) access: Access,
    /// Constraints on the value, if it has no type of its own.
    pub(crate) constraints: Constraints,
    /// The documentation, in Markdown.
    pub(crate) description: Option<String>,
    pub(crate) deprecated: bool,
    /// The JSON texts of its listed values, where the type does not tell them: booleans.
    pub(crate) listed: Vec<String>,
    /// The value that the service takes where the property is absent. It is never sent unasked.
    pub(crate) default: Option<DefaultValue>,
}

/// The default value of a property.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DefaultValue {
    /// As the document writes it, until the stage `simplify`.
    Written(serde_json::Value),
    /// As a constant of the type of the property.
    Constant(Constant),
}

/// A value that can be a constant in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Constant {
    Bool(bool),
    Integer(i128),
    /// A double, or one that a single stands for.
    Number(serde_json::Number),
    String(String),
    /// The listed value with this index.
    Listed(usize),
}

/// `true` if a property may be absent, and whether it may be null: four different things on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Presence {
    /// Always there, never null: `T`.
    Required,
    /// May be absent: `Option<T>`.
    Optional,
    /// Always there, may be null: `Option<T>`.
    RequiredNullable,
    /// May be absent, may be null: `Option<Option<T>>`.
    OptionalNullable,
}

impl Presence {
    /// Returns `true` if it may not be absent.
    pub(crate) fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::RequiredNullable)
    }

    /// The same where it may be absent.
    pub(crate) fn optional(self) -> Self {
        match self {
            Self::Required | Self::Optional => Self::Optional,
            Self::RequiredNullable | Self::OptionalNullable => Self::OptionalNullable,
        }
    }

    /// The same where it is never null.
    pub(crate) fn not_null(self) -> Self {
        match self {
            Self::Required | Self::RequiredNullable => Self::Required,
            Self::Optional | Self::OptionalNullable => Self::Optional,
        }
    }
}

/// A list of values, open for values that a newer service may send.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Enum {
    pub(crate) values: EnumValues,
    /// The configuration closes it: there are no other values.
    pub(crate) closed: bool,
}

/// The values of an enum, with names that the document proposes for them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum EnumValues {
    Strings(Vec<(String, Option<String>)>),
    Integers(Vec<(i64, Option<String>)>),
}

/// A value of several possible types (`oneOf`, `anyOf`).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Union {
    /// The alternatives in the order of the document; no two of the same type.
    pub(crate) variants: Vec<Variant>,
    /// The property that tells the variants apart, if the document declares one.
    pub(crate) discriminator: Option<Discriminator>,
    /// A value may fit several alternatives at once (`anyOf`).
    pub(crate) inclusive: bool,
}

/// An alternative of a union.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Variant {
    /// The name of the variant in the document.
    pub(crate) name: String,
    pub(crate) ty: Type,
    /// Constraints on the value, if it has no type of its own.
    pub(crate) constraints: Constraints,
    /// The documentation, in Markdown.
    pub(crate) description: Option<String>,
}

/// The property that tells the alternatives of a union apart (OAS 3.0.4, "Discriminator Object").
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Discriminator {
    /// The name of the property.
    pub(crate) property: String,
    /// Its values, each with the index of the variant that it means. A value may mean several.
    pub(crate) values: Vec<(String, usize)>,
    /// The variant of values without the property.
    pub(crate) absent: Option<usize>,
    /// The variant of values of the property that are not among these.
    pub(crate) other: Option<usize>,
}

/// A type in use.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Type {
    /// Any JSON value.
    Any,
    /// Any JSON object.
    AnyObject,
    Bool,
    Int(IntKind),
    Float32,
    Float64,
    String,
    /// The type of a format.
    Scalar(Scalar),
    /// A body of bytes.
    Bytes,
    List(Box<Type>),
    Map(Box<Type>),
    /// An array with a type for each place.
    Tuple(Vec<Type>),
    /// A value or null, where it is not a property.
    Nullable(Box<Type>),
    Named(TypeId),
    /// A type that the configuration puts in place of a schema, as Rust source that has been parsed. [`Type::file`] is one too.
    Foreign(String),
}

/// The type of a file in Rust.
const FILE: &str = "::callsmith_runtime::File";

impl Type {
    /// A file among the parts of a body, whatever its name.
    pub(crate) fn file() -> Self {
        Self::Foreign(FILE.to_owned())
    }

    /// Returns `true` if it is a file, or a type that holds files: of named types, those that `named` says.
    pub(crate) fn has_files(&self, named: &impl Fn(TypeId) -> bool) -> bool {
        match self {
            Self::Foreign(source) => source == FILE,
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.has_files(named),
            Self::Tuple(places) => places.iter().any(|place| place.has_files(named)),
            Self::Named(id) => named(*id),
            _ => false,
        }
    }
}

impl Field {
    /// The presence in a view. The service sets what only it may set, and a merge patch deletes by `null` what may be absent.
    pub(crate) fn presence_in(&self, view: View) -> Presence {
        let is_forced = self.presence.is_required() && !self.access.is_in(view);
        match if is_forced { self.presence.optional() } else { self.presence } {
            Presence::Optional if view == View::Patch => Presence::OptionalNullable,
            other => other,
        }
    }

    /// The default value, where it is a constant.
    pub(crate) fn constant(&self) -> Option<&Constant> {
        match self.default.as_ref()? {
            DefaultValue::Constant(constant) => Some(constant),
            DefaultValue::Written(_) => None,
        }
    }
}

impl TypeDef {
    /// The types of the parts of its values.
    pub(crate) fn inner_types(&self) -> Vec<&Type> {
        match &self.kind {
            TypeKind::Struct(structure) => {
                let extra = match &structure.extra {
                    Extra::Kept(values) => Some(values),
                    Extra::Ignored | Extra::Refused => None,
                };
                structure.fields.iter().map(|field| &field.ty).chain(extra).collect()
            }
            TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            TypeKind::Alias(ty) => vec![ty],
            TypeKind::Enum(_) => Vec::new(),
        }
    }
}

impl Enum {
    /// The number of listed values.
    pub(crate) fn count(&self) -> usize {
        match &self.values {
            EnumValues::Strings(values) => values.len(),
            EnumValues::Integers(values) => values.len(),
        }
    }

    /// Returns `true` if it is a fixed tag: a list of one value, which a user has no choice about.
    pub(crate) fn is_tag(&self) -> bool {
        self.count() == 1
    }
}

impl Hint {
    pub(crate) fn schema(name: &str) -> Self {
        Self { root: Root::Schema(name.to_owned()), path: Vec::new() }
    }

    /// The name of the schema, where the document names it itself.
    pub(crate) fn schema_name(&self) -> Option<&str> {
        match &self.root {
            Root::Schema(name) if self.path.is_empty() => Some(name),
            _ => None,
        }
    }

    /// Returns `true` if the document names the schema itself.
    pub(crate) fn is_name(&self) -> bool {
        self.path.is_empty() && matches!(self.root, Root::Schema(_))
    }

    /// The place of a part.
    pub(crate) fn within(&self, part: &str) -> Self {
        self.append(Step::Part(part.to_owned()))
    }

    /// The place of a property.
    pub(crate) fn property(&self, name: &str) -> Self {
        self.append(Step::Property(name.to_owned()))
    }

    /// The place of the items of a list.
    pub(crate) fn item(&self) -> Self {
        self.append(Step::Item)
    }

    fn append(&self, step: Step) -> Self {
        let mut path = self.path.clone();
        path.push(step);
        Self { root: self.root.clone(), path }
    }
}

impl Type {
    /// The same with `null` allowed.
    pub(crate) fn nullable(self) -> Self {
        match self {
            Self::Any | Self::Nullable(_) => self,
            other => Self::Nullable(Box::new(other)),
        }
    }

    /// The named types that occur in it.
    pub(crate) fn mentioned(&self) -> Vec<TypeId> {
        match self {
            Self::Named(id) => vec![*id],
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.mentioned(),
            Self::Tuple(places) => places.iter().flat_map(Self::mentioned).collect(),
            _ => Vec::new(),
        }
    }

    /// The same with other named types.
    pub(crate) fn map_names(&self, named: &impl Fn(TypeId) -> TypeId) -> Self {
        let map = |inner: &Self| Box::new(inner.map_names(named));
        match self {
            Self::Named(id) => Self::Named(named(*id)),
            Self::List(item) => Self::List(map(item)),
            Self::Map(values) => Self::Map(map(values)),
            Self::Nullable(value) => Self::Nullable(map(value)),
            Self::Tuple(places) => Self::Tuple(places.iter().map(|place| place.map_names(named)).collect()),
            other => other.clone(),
        }
    }

    /// The number of lists, maps, tuples and options within each other; that of a named type is given.
    pub(crate) fn levels(&self, named: &impl Fn(TypeId) -> usize) -> usize {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => 1 + inner.levels(named),
            Self::Tuple(places) => 1 + places.iter().map(|place| place.levels(named)).max().unwrap_or_default(),
            Self::Named(id) => named(*id),
            _ => 0,
        }
    }

    /// The same without `null`, and whether it was allowed.
    pub(crate) fn split_null(self) -> (Self, bool) {
        match self {
            Self::Nullable(inner) => (*inner, true),
            other => (other, false),
        }
    }

    /// The types of the values that it holds itself, without a list or map in between.
    pub(crate) fn inner_types(&self) -> Vec<&Self> {
        match self {
            Self::Nullable(inner) => inner.inner_types(),
            Self::Tuple(places) => places.iter().flat_map(Self::inner_types).collect(),
            other => vec![other],
        }
    }
}
