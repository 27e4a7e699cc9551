//! Types as tools see them.

use serde::Serialize;

use super::is_false;
use crate::analyze::{Candidate, Decision, KindName, KindSet};
use crate::emit::{Context, accessor, fields, type_text};
use crate::ir::{Enum, EnumValues, Field, Struct, Type, TypeDef, TypeId, TypeKind, Union, View};

/// A type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TypeInfo {
    /// The JSON Pointer of its schema in the document.
    pub pointer: String,
    /// Its path in Rust, from the root of the client.
    pub rust: String,
    /// `struct`, `enum`, `union` or `alias`.
    pub kind: String,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if the document calls it deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The uses of the type in operations that shape it: `response`, `request`, `multipart`, `patch`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub used_in: Vec<String>,
    /// The type that has the name of the schema, where this is a copy of it for another use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// The fields of a struct.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldInfo>,
    /// The values of an enum.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueInfo>,
    /// The variants of a union.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantInfo>,
    /// The property by which the variants of a union are told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<TagInfo>,
    /// The variant of an enum or a union for all other values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// The type that an alias is a name for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// The examples of the document that are valid for it.
    pub examples: Vec<serde_json::Value>,
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldInfo {
    /// The name on the wire. The map of undeclared properties has none.
    pub name: Option<String>,
    /// The name in Rust.
    pub rust: String,
    /// The Rust type.
    #[serde(rename = "type")]
    pub ty: String,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// `true` if the document calls it deprecated.
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
}

/// A listed value of an enum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ValueInfo {
    /// The value on the wire, as JSON: `"red"` or `1`.
    pub value: String,
    /// The variant.
    pub variant: String,
}

/// A variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct VariantInfo {
    /// The name in Rust.
    pub variant: String,
    /// The Rust type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The description, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The values of the tag that mean it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The values that mean it where no tag tells; a value fits one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<CandidateInfo>,
}

/// The values of a variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CandidateInfo {
    /// Their kinds: `null`, `boolean`, `integer`, `number`, `string`, `array`, `object` or `any`.
    pub kinds: Vec<&'static str>,
    /// The kinds of the items of an array, where that is not any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<&'static str>,
    /// The listed values of a text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<String>,
    /// The required properties of an object.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required: Vec<String>,
}

/// The property by which the variants of a union are told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TagInfo {
    /// The name of the property on the wire.
    pub property: String,
    /// The variant of values without the property.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<String>,
    /// The variant of values with another tag, where it is one of the declared ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
}

/// Describes the types of a client.
pub(super) fn types(cx: &Context<'_>) -> Vec<TypeInfo> {
    cx.api.type_ids().map(|(id, def)| type_info(cx, id, def)).collect()
}

fn type_info(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> TypeInfo {
    let rust = |id: TypeId| type_text(cx, &Type::Named(id));
    let info = TypeInfo {
        pointer: def.pointer.clone(),
        rust: rust(id),
        kind: match def.kind {
            TypeKind::Struct(_) => "struct",
            TypeKind::Enum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Alias(_) => "alias",
        }
        .to_owned(),
        description: def.description.clone(),
        deprecated: def.deprecated,
        used_in: def.views.iter().map(|view| view_word(view).to_owned()).collect(),
        copy_of: def.view_of.map(|(original, _)| rust(original)),
        fields: Vec::new(),
        values: Vec::new(),
        variants: Vec::new(),
        tag: None,
        other: None,
        target: None,
        examples: def.examples.clone(),
    };
    // One type stands for all that say the same, and has their parts.
    if cx.api.duplicates.contains_key(&id) {
        return info;
    }
    match &def.kind {
        TypeKind::Struct(structure) => TypeInfo { fields: fields_of(cx, id, structure), ..info },
        TypeKind::Enum(values) => {
            let other = cx.names.variants[&id].get(values.count()).map(|name| accessor(name));
            TypeInfo { values: values_of(cx, id, values), other, ..info }
        }
        TypeKind::Union(union) => {
            let decision = &cx.facts.decisions[&id];
            let names: Vec<String> = cx.names.variants[&id].iter().map(|name| accessor(name)).collect();
            let variants = variants_of(cx, union, decision, &names);
            let other = names.get(union.variants.len()).filter(|_| decision.open).cloned();
            TypeInfo { variants, tag: tag(decision, &names), other, ..info }
        }
        TypeKind::Alias(target) => TypeInfo { target: Some(type_text(cx, target)), ..info },
    }
}

fn view_word(view: View) -> &'static str {
    match view {
        View::Response => "response",
        View::Request => "request",
        View::Multipart => "multipart",
        View::Patch => "patch",
    }
}

fn fields_of(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Vec<FieldInfo> {
    // The map of undeclared properties comes behind the declared ones.
    let declared = structure.fields.iter().map(Some).chain([None]);
    let described = fields(cx, id, structure).into_iter().zip(declared);
    let info = |((name, rust, ty), field): ((_, _, _), Option<&Field>)| FieldInfo {
        name,
        rust,
        ty,
        description: field.and_then(|field| field.description.clone()),
        deprecated: field.is_some_and(|field| field.deprecated),
    };
    described.map(info).collect()
}

fn values_of(cx: &Context<'_>, id: TypeId, values: &Enum) -> Vec<ValueInfo> {
    let texts: Vec<String> = match &values.values {
        EnumValues::Strings(values) => {
            values.iter().map(|(value, _)| serde_json::Value::from(value.as_str()).to_string()).collect()
        }
        EnumValues::Integers(values) => values.iter().map(|(value, _)| value.to_string()).collect(),
    };
    let names = cx.names.variants[&id].iter();
    texts.into_iter().zip(names).map(|(value, name)| ValueInfo { value, variant: accessor(name) }).collect()
}

fn variants_of(cx: &Context<'_>, union: &Union, decision: &Decision, names: &[String]) -> Vec<VariantInfo> {
    let variants = union.variants.iter().zip(names).enumerate().map(|(index, (variant, name))| {
        let tags = decision.tag.iter().flat_map(|tag| &tag.values);
        let candidates = decision.candidates.iter().filter(|candidate| candidate.variant == index);
        VariantInfo {
            variant: name.clone(),
            ty: type_text(cx, &variant.ty),
            description: variant.description.clone(),
            tags: tags.filter(|(_, of)| *of == index).map(|(value, _)| value.clone()).collect(),
            candidates: candidates.map(candidate_info).collect(),
        }
    });
    variants.collect()
}

fn tag(decision: &Decision, names: &[String]) -> Option<TagInfo> {
    let tag = decision.tag.as_ref()?;
    let name = |index: Option<usize>| index.and_then(|index| names.get(index)).cloned();
    Some(TagInfo { property: tag.property.clone(), absent: name(tag.absent), other: name(tag.other) })
}

fn candidate_info(candidate: &Candidate) -> CandidateInfo {
    let items = if candidate.items == KindSet::ANY { Vec::new() } else { kind_words(candidate.items) };
    CandidateInfo {
        kinds: kind_words(candidate.kinds),
        items,
        listed: candidate.listed.clone(),
        required: candidate.object.as_ref().map(|object| object.required.clone()).unwrap_or_default(),
    }
}

fn kind_words(kinds: KindSet) -> Vec<&'static str> {
    let word = |name: KindName| match name {
        KindName::Null => "null",
        KindName::Boolean => "boolean",
        KindName::Integer => "integer",
        KindName::Number | KindName::Single => "number",
        KindName::String => "string",
        KindName::Array => "array",
        KindName::Object => "object",
        KindName::Any => "any",
    };
    kinds.names().into_iter().map(word).collect()
}
