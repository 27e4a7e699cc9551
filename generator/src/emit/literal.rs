//! JSON values as expressions of Rust, for examples.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Number, Value};

use super::context::{Context, ident};
use super::structure::extra_name;
use super::ty;
use crate::ir::{
    Access, Enum, EnumValues, Extra, Field, IntKind, Parameter, ParameterForm, Presence, Scalar, Struct, Type, TypeId,
    TypeKind, Union,
};

/// Names that a program has already.
const TAKEN: [&str; 12] =
    ["Client", "Box", "Default", "Err", "None", "Ok", "Option", "Result", "Some", "String", "ToOwned", "Vec"];

/// An expression and the types that it names.
pub(crate) struct Expression {
    pub(crate) tokens: TokenStream,
    /// Names of the module `types`, which have to be imported.
    pub(crate) types: BTreeSet<String>,
}

/// The value as an expression of a type; `None` where it does not fit, or where Rust has no plain expression for it. Types are
/// those of a crate. The expression may hold a `?`.
pub(crate) fn literal(cx: &Context<'_>, krate: &Ident, ty: &Type, value: &Value) -> Option<Expression> {
    let mut literals = Literals { cx, krate, types: BTreeSet::new(), files: Files::Absent };
    let tokens = literals.json(ty, value)?;
    Some(Expression { tokens, types: literals.types })
}

/// The value of a required parameter as the argument of a method; `None` for what borrows more than a text.
pub(crate) fn argument(cx: &Context<'_>, krate: &Ident, parameter: &Parameter) -> Option<Expression> {
    let value = parameter.sample.as_ref().filter(|_| parameter.form == ParameterForm::Plain)?;
    match (ty::resolved(cx, &parameter.ty), value) {
        (Type::String, Value::String(text)) => Some(Expression { tokens: quote! { #text }, types: BTreeSet::new() }),
        (Type::Scalar(scalar @ Scalar::Numeric(_)), value) => {
            let tokens = Literals { cx, krate, types: BTreeSet::new(), files: Files::Absent }
                .json(&scalar.bare()?, &unquoted(value))?;
            Some(Expression { tokens, types: BTreeSet::new() })
        }
        (Type::Scalar(Scalar::Quoted(kind)), Value::String(text)) => {
            let tokens = integer(*kind, &text.parse::<i64>().ok()?.into())?;
            Some(Expression { tokens, types: BTreeSet::new() })
        }
        (ty, value) if super::parameter::argument(cx, parameter, None).by_value => literal(cx, krate, ty, value),
        _ => None,
    }
}

/// The form of files in a literal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    /// There is no literal of a file.
    Absent,
    /// A file has the text of the value as its content. All types are named by their paths.
    Texts,
}

/// The value as an expression of a type with files.
pub(super) fn with_files(
    cx: &Context<'_>,
    krate: &Ident,
    ty: &Type,
    value: &Value,
    files: Files,
) -> Option<TokenStream> {
    Literals { cx, krate, types: BTreeSet::new(), files }.json(ty, value)
}

/// The literal of a text without escapes, where it is long enough to gain by that.
pub(crate) fn raw(text: &str) -> TokenStream {
    let is_escaped = |c: char| !matches!(c, '"' | '\\' | '\'') && c.escape_debug().count() > 1;
    let is_plain = !text.contains(['"', '\\']) || text.chars().any(is_escaped);
    let mut hashes = "#".to_owned();
    // A raw text ends at the first quotation mark with as many hashes behind it.
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>();
    match literal {
        Ok(literal) if !is_plain => quote! { #literal },
        _ => quote! { #text },
    }
}

/// The number that a value is, also where it is a string.
pub(super) fn unquoted(value: &Value) -> Value {
    let number = value.as_str().and_then(|text| text.parse().ok()).map(Value::Number);
    number.unwrap_or_else(|| value.clone())
}

struct Literals<'a> {
    cx: &'a Context<'a>,
    krate: &'a Ident,
    types: BTreeSet<String>,
    files: Files,
}

impl<'a> Literals<'a> {
    fn json(&mut self, ty: &Type, value: &Value) -> Option<TokenStream> {
        if self.files == Files::Texts && !self.cx.has_files(ty) {
            let text = raw(&value.to_string());
            return Some(quote! { support::json(#text) });
        }
        match (ty, value) {
            (Type::Any, value) => json(value).map(|tokens| quote! { callsmith_runtime::serde_json::json!(#tokens) }),
            (Type::Bool, Value::Bool(value)) => Some(quote! { #value }),
            (Type::Int(kind), Value::Number(number)) => integer(*kind, number),
            (Type::Float32, Value::Number(number)) => signed(&format!("{:?}", number.as_f64()? as f32)),
            (Type::Float64, Value::Number(number)) => signed(&format!("{:?}", number.as_f64()?)),
            (Type::String, Value::String(text)) => Some(quote! { #text.to_owned() }),
            (Type::Scalar(scalar), value) => self.scalar(*scalar, value),
            (Type::List(inner), Value::Array(items)) => self.list(inner, items),
            (Type::Map(inner), Value::Object(entries)) => self.map(inner, entries.iter()),
            (Type::Tuple(places), Value::Array(items)) if places.len() == items.len() => {
                let places: Option<Vec<_>> = places.iter().zip(items).map(|(ty, item)| self.json(ty, item)).collect();
                places.map(|places| quote! { (#(#places,)*) })
            }
            (Type::Nullable(_), Value::Null) => Some(quote! { None }),
            (Type::Nullable(inner), value) => self.json(inner, value).map(|inner| quote! { Some(#inner) }),
            (Type::Named(id), value) => self.named(*id, value),
            (Type::Foreign(_), Value::String(text)) if *ty == Type::file() && self.files == Files::Texts => {
                Some(quote! { callsmith_runtime::File::new("file", #text) })
            }
            (Type::Foreign(source), value) => foreign(&syn::parse_str(source).ok()?, value),
            _ => None,
        }
    }

    fn scalar(&mut self, scalar: Scalar, value: &Value) -> Option<TokenStream> {
        let text = value.as_str();
        match scalar {
            Scalar::DateTime
            | Scalar::Date
            | Scalar::HttpDate
            | Scalar::Uuid
            | Scalar::Ip
            | Scalar::Ipv4
            | Scalar::Ipv6 => {
                let text = text?;
                Some(quote! { #text.parse()? })
            }
            Scalar::Quoted(kind) => {
                let number = integer(kind, &text?.parse::<i64>().ok()?.into())?;
                Some(quote! { callsmith_runtime::Quoted(#number) })
            }
            Scalar::Numeric(_) => {
                let number = self.json(&scalar.bare()?, &unquoted(value))?;
                Some(quote! { callsmith_runtime::Numeric(#number) })
            }
            Scalar::UnixTime => {
                let Value::Number(number) = value else { return None };
                let number = integer(IntKind::I64, number)?;
                Some(quote! { callsmith_runtime::UnixTime(#number) })
            }
            Scalar::QuotedNumber => {
                let text = text?;
                Some(quote! { callsmith_runtime::Quoted(#text.parse()?) })
            }
            Scalar::Base64 | Scalar::Base64Url | Scalar::Secret | Scalar::ExactInteger | Scalar::ExactNumber => None,
        }
    }

    fn list(&mut self, inner: &Type, items: &[Value]) -> Option<TokenStream> {
        let items: Option<Vec<_>> = items.iter().map(|item| self.json(inner, item)).collect();
        items.map(|items| quote! { vec![#(#items),*] })
    }

    fn map<'v>(&mut self, inner: &Type, entries: impl Iterator<Item = (&'v String, &'v Value)>) -> Option<TokenStream> {
        let entries: Option<Vec<_>> = entries
            .map(|(key, value)| {
                let value = self.json(inner, value)?;
                Some(quote! { (#key.to_owned(), #value) })
            })
            .collect();
        let entries = entries?;
        Some(if entries.is_empty() {
            quote! { Default::default() }
        } else {
            quote! { std::collections::BTreeMap::from([#(#entries),*]) }
        })
    }

    fn named(&mut self, id: TypeId, value: &Value) -> Option<TokenStream> {
        let cx = self.cx;
        if let Some(original) = cx.api.duplicates.get(&id) {
            return self.json(original, value);
        }
        let def = cx.api.ty(id);
        // An example does not show what is deprecated.
        if def.deprecated && self.files == Files::Absent {
            return None;
        }
        match (&def.kind, value) {
            (TypeKind::Alias(ty), value) => self.json(ty, value),
            (TypeKind::Struct(structure), Value::Object(object)) => self.structure(id, structure, object),
            (TypeKind::Enum(definition), value) => self.listed(id, definition, value),
            (TypeKind::Union(union), value) => self.union(id, union, value),
            _ => None,
        }
    }

    /// The name of a type as the example writes it.
    fn name(&mut self, id: TypeId) -> TokenStream {
        let name = self.cx.type_name(id);
        if self.files == Files::Texts {
            let krate = self.krate;
            return quote! { #krate::types::#name };
        }
        if TAKEN.iter().any(|taken| name == taken) {
            let krate = self.krate;
            return quote! { #krate::types::#name };
        }
        self.types.insert(name.to_string());
        quote! { #name }
    }

    fn structure(&mut self, id: TypeId, structure: &Struct, object: &Map<String, Value>) -> Option<TokenStream> {
        let cx = self.cx;
        let (mut fields, mut absent) = (Vec::new(), Vec::new());
        for (index, field) in structure.fields.iter().enumerate() {
            let name = ident(&cx.names.fields[&id][index]);
            let is_left_out = (field.deprecated || field.access == Access::ReadOnly) && !field.presence.is_required();
            match object.get(&field.name).filter(|_| !is_left_out) {
                Some(value) => {
                    let boxed = cx.facts.boxed.contains(&(id, index));
                    let value = self.field(field, boxed, value)?;
                    fields.push(quote! { #name: #value });
                }
                None if field.presence == Presence::Required && !self.is_tag(&field.ty) => return None,
                None => absent.push((name, field.presence)),
            }
        }
        let extra = self.extra(id, structure, object)?;
        let name = self.name(id);
        let has_default = cx.facts.defaults.contains(&id);
        let is_empty_extra = extra.is_none() && matches!(structure.extra, Extra::Kept(_));
        if has_default && (!absent.is_empty() || is_empty_extra) {
            return Some(if fields.is_empty() && extra.is_none() {
                quote! { #name::default() }
            } else {
                quote! { #name { #(#fields,)* #extra ..Default::default() } }
            });
        }
        let absent = absent.into_iter().map(|(name, presence)| match presence {
            Presence::Required => quote! { #name: Default::default(), },
            _ => quote! { #name: None, },
        });
        let empty = is_empty_extra.then(|| {
            let name = extra_name(cx, id, structure);
            quote! { #name: Default::default(), }
        });
        Some(quote! { #name { #(#fields,)* #(#absent)* #extra #empty } })
    }

    fn is_tag(&self, ty: &Type) -> bool {
        let Type::Named(id) = ty::resolved(self.cx, ty) else { return false };
        matches!(&self.cx.api.ty(*id).kind, TypeKind::Enum(definition) if definition.is_tag())
    }

    /// Undeclared properties, for a struct that keeps them: `None` where there are none.
    fn extra(&mut self, id: TypeId, structure: &Struct, object: &Map<String, Value>) -> Option<Option<TokenStream>> {
        let mut others = object.iter().filter(|(key, _)| structure.fields.iter().all(|field| field.name != **key));
        let mut others = others.by_ref().peekable();
        match &structure.extra {
            Extra::Refused if others.peek().is_some() => None,
            Extra::Kept(ty) if others.peek().is_some() => {
                let name = extra_name(self.cx, id, structure);
                let map = self.map(ty, others)?;
                Some(Some(quote! { #name: #map, }))
            }
            _ => Some(None),
        }
    }

    fn field(&mut self, field: &Field, boxed: bool, value: &Value) -> Option<TokenStream> {
        let is_nullable = matches!(field.presence, Presence::RequiredNullable | Presence::OptionalNullable);
        if value.is_null() && is_nullable {
            return Some(match field.presence {
                Presence::OptionalNullable => quote! { Some(None) },
                _ => quote! { None },
            });
        }
        let tokens = self.json(&field.ty, value)?;
        let tokens = if boxed {
            quote! { Box::new(#tokens) }
        } else {
            tokens
        };
        Some(match field.presence {
            Presence::Required => tokens,
            Presence::Optional | Presence::RequiredNullable => quote! { Some(#tokens) },
            Presence::OptionalNullable => quote! { Some(Some(#tokens)) },
        })
    }

    fn listed(&mut self, id: TypeId, definition: &Enum, value: &Value) -> Option<TokenStream> {
        let index = match &definition.values {
            EnumValues::Strings(values) => values.iter().position(|(listed, _)| value.as_str() == Some(listed)),
            EnumValues::Integers(values) => values.iter().position(|(listed, _)| value.as_i64() == Some(*listed)),
        };
        let variant = ident(&self.cx.names.variants[&id][index?]);
        let name = self.name(id);
        Some(quote! { #name::#variant })
    }

    /// A value of a union, where its tag or its fitting one alternative alone tells which.
    fn union(&mut self, id: TypeId, union: &Union, value: &Value) -> Option<TokenStream> {
        let tag = union.discriminator.as_ref().and_then(|discriminator| {
            let tag = value.get(&discriminator.property)?.as_str()?;
            let mut mapped_variants =
                discriminator.values.iter().filter(|(text, _)| text == tag).map(|(_, index)| *index);
            mapped_variants.next().filter(|_| mapped_variants.next().is_none())
        });
        let candidates = union.variants.iter().enumerate().filter(|(index, _)| tag.is_none_or(|tag| tag == *index));
        let mut fitting = Vec::new();
        for (index, variant) in candidates {
            let mut attempt = Literals { cx: self.cx, krate: self.krate, types: BTreeSet::new(), files: self.files };
            match attempt.json(&variant.ty, value) {
                Some(tokens) => fitting.push((index, tokens, attempt.types)),
                // It may be this one, of which there is no plain expression.
                None if self.has_properties_of(&variant.ty, value) => return None,
                None => {}
            }
        }
        // An example that could be two variants would compile and show the wrong one, so there is none.
        if fitting.len() > 1 {
            fitting.retain(|(index, ..)| self.is_written_as(&union.variants[*index].ty, value));
        }
        // A struct that declares the properties comes before a map that takes any.
        if fitting.iter().any(|(index, ..)| self.has_properties_of(&union.variants[*index].ty, value)) {
            fitting.retain(|(index, ..)| self.has_properties_of(&union.variants[*index].ty, value));
        }
        let (index, tokens, types) = fitting.pop().filter(|_| fitting.is_empty())?;
        self.types.extend(types);
        let variant = ident(&self.cx.names.variants[&id][index]);
        let boxed = self.cx.facts.boxed.contains(&(id, index));
        let tokens = if boxed {
            quote! { Box::new(#tokens) }
        } else {
            tokens
        };
        let name = self.name(id);
        Some(quote! { #name::#variant(#tokens) })
    }
}

impl Literals<'_> {
    /// Returns `true` if an object has a property of a struct, and all that the struct requires.
    fn has_properties_of(&self, ty: &Type, value: &Value) -> bool {
        let (Type::Named(id), Value::Object(object)) = (ty::resolved(self.cx, ty), value) else { return false };
        let TypeKind::Struct(structure) = &self.cx.api.ty(*id).kind else { return false };
        let is_there = |field: &Field| object.contains_key(&field.name);
        structure.fields.iter().any(is_there)
            && structure.fields.iter().filter(|field| field.presence.is_required()).all(is_there)
    }

    /// Returns `true` if a number is written as a value of a type is: integers without a fraction, other numbers with one.
    fn is_written_as(&self, ty: &Type, value: &Value) -> bool {
        match (ty::resolved(self.cx, ty), value) {
            (Type::Int(_), Value::Number(number)) => !number.is_f64(),
            (Type::Float32 | Type::Float64, Value::Number(number)) => number.is_f64(),
            _ => true,
        }
    }
}

fn integer(kind: IntKind, number: &Number) -> Option<TokenStream> {
    // Below 2^53 a double holds each integer exactly.
    let whole = |value: f64| (value.fract() == 0.0 && value.abs() < 1e15).then_some(value as i128);
    let value = number.as_i128().or_else(|| whole(number.as_f64()?))?;
    let (least, greatest) = kind.range();
    (least..=greatest).contains(&value).then(|| signed(&value.to_string())).flatten()
}

/// The literal of a finite number.
fn signed(text: &str) -> Option<TokenStream> {
    let literal: Literal = text.parse().ok()?;
    Some(quote! { #literal })
}

/// Tokens for `json!`. Numbers that no literal of a default type holds are not written.
fn json(value: &Value) -> Option<TokenStream> {
    match value {
        Value::Null => Some(quote! { null }),
        Value::Bool(value) => Some(quote! { #value }),
        Value::Number(number) => match number.as_i64() {
            Some(value) => i32::try_from(value).ok().and_then(|value| signed(&value.to_string())),
            None => number.as_f64().filter(|_| number.is_f64()).and_then(|value| signed(&format!("{value:?}"))),
        },
        Value::String(text) => Some(quote! { #text }),
        Value::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(json).collect();
            items.map(|items| quote! { [#(#items),*] })
        }
        Value::Object(object) => {
            let entries: Option<Vec<_>> = object
                .iter()
                .map(|(key, value)| {
                    let value = json(value)?;
                    Some(quote! { #key: #value })
                })
                .collect();
            entries.map(|entries| quote! { {#(#entries),*} })
        }
    }
}

/// A value of a type of the configuration, as far as it is one of the standard library.
fn foreign(ty: &syn::Type, value: &Value) -> Option<TokenStream> {
    let syn::Type::Path(path) = ty else { return None };
    let segment = path.path.segments.first().filter(|_| path.path.segments.len() == 1)?;
    let inner = match &segment.arguments {
        syn::PathArguments::None => None,
        syn::PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(syn::GenericArgument::Type(inner)) if arguments.args.len() == 1 => Some(inner),
            _ => return None,
        },
        syn::PathArguments::Parenthesized(_) => return None,
    };
    match (segment.ident.to_string().as_str(), inner, value) {
        ("Vec", Some(inner), Value::Array(items)) => {
            let items: Option<Vec<_>> = items.iter().map(|item| foreign(inner, item)).collect();
            items.map(|items| quote! { vec![#(#items),*] })
        }
        ("Option", Some(_), Value::Null) => Some(quote! { None }),
        ("Option", Some(inner), value) => foreign(inner, value).map(|inner| quote! { Some(#inner) }),
        ("f64", None, Value::Number(number)) => signed(&format!("{:?}", number.as_f64()?)),
        ("f32", None, Value::Number(number)) => signed(&format!("{:?}", number.as_f64()? as f32)),
        ("bool", None, Value::Bool(value)) => Some(quote! { #value }),
        ("String", None, Value::String(text)) => Some(quote! { #text.to_owned() }),
        (name, None, Value::Number(number)) => integer(kind(name)?, number),
        _ => None,
    }
}

fn kind(name: &str) -> Option<IntKind> {
    Some(match name {
        "i8" => IntKind::I8,
        "i16" => IntKind::I16,
        "i32" => IntKind::I32,
        "i64" => IntKind::I64,
        "u8" => IntKind::U8,
        "u16" => IntKind::U16,
        "u32" => IntKind::U32,
        "u64" => IntKind::U64,
        _ => return None,
    })
}
