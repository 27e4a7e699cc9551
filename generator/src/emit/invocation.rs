//! Calls of operations with given values, for tests of a client crate.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::context::{Context, ident};
use super::literal::{Files, raw, unquoted};
use super::operation::OperationTokens;
use super::{literal, ty};
use crate::ir::{Body, BodyCodec, OperationId, Parameter, ParameterForm, ResponseSide, Scalar, Type, TypeKind};
use crate::limits;
use crate::name::OperationNames;

/// The values of a call, as JSON.
pub(crate) struct CallValues {
    /// By the index of the parameter.
    pub(crate) parameters: Vec<Option<Value>>,
    pub(crate) body: Option<Value>,
}

// From JSON text: a literal of each type would be code by the same generator, and prove less.
/// Reads a value that has no literal from JSON: `support::json`.
fn read(value: &Value) -> TokenStream {
    let text = raw(&value.to_string());
    quote! { support::json(#text) }
}

fn read_list(value: &Value) -> TokenStream {
    let text = raw(&value.to_string());
    quote! { &support::json::<Vec<_>>(#text) }
}

/// The call of an operation on `client`, as statements that end with it; `None` where a value has no expression.
pub(crate) fn invocation(
    cx: &Context<'_>,
    krate: &Ident,
    id: OperationId,
    call_values: &CallValues,
) -> Option<TokenStream> {
    let parts = OperationTokens::new(cx, id);
    let method = method_path(parts.names);
    let mut arguments = Vec::new();
    for (index, name, _) in &parts.required {
        // Without a value of a required argument there is no call to write.
        let value = call_values.parameters[*index].as_ref()?;
        let argument = argument(cx, &parts.operation.parameters[*index], value)?;
        arguments.push(match &parts.arguments {
            Some(_) => quote! { #name: #argument },
            None => argument,
        });
    }
    if let Some((name, _)) = &parts.arguments {
        let group = group(cx, id)?;
        arguments = vec![quote! { #krate::#group::#name { #(#arguments),* } }];
    }
    let optional = parts.operation.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.required);
    let mut setters = Vec::new();
    for (index, parameter) in optional {
        if let Some(value) = &call_values.parameters[index] {
            let (name, value) = (ident(&parts.names.parameters[index]), argument(cx, parameter, value)?);
            setters.push(quote! { .#name(#value) });
        }
    }
    if let (Some(body), Some(value)) = (&parts.operation.body, &call_values.body) {
        let value = self::body(cx, krate, body, value)?;
        match &parts.names.body_setter {
            Some(name) => {
                let name = ident(name);
                setters.push(quote! { .#name(#value) });
            }
            None => arguments.push(value),
        }
    }
    let mut statements = TokenStream::new();
    let mut call = quote! { client.#method(#(#arguments),*) };
    // `prettyplease` lays out a chain in time that grows with the square of its length.
    let mut chains = setters.chunks(limits::CHAINED_SETTERS).peekable();
    while let Some(chain) = chains.next() {
        call = quote! { #call #(#chain)* };
        if chains.peek().is_some() {
            statements.extend(quote! { let call = #call; });
            call = quote! { call };
        }
    }
    Some(quote! { #statements #call })
}

/// The method of an operation behind `client.`: `issues().list`.
pub(crate) fn method_path(names: &OperationNames) -> TokenStream {
    let method = ident(&names.method);
    match names.group.as_ref().map(|group| ident(&group.accessor)) {
        Some(group) => quote! { #group().#method },
        None => quote! { #method },
    }
}

/// The module of the group of an operation.
fn group(cx: &Context<'_>, id: OperationId) -> Option<Ident> {
    let index = cx.facts.groups.iter().position(|group| group.operations.contains(&id))?;
    Some(ident(&cx.names.groups[index]))
}

/// The path of the marker of an operation.
pub(crate) fn marker_path(cx: &Context<'_>, krate: &Ident, id: OperationId) -> Option<TokenStream> {
    let (group, marker) = (group(cx, id)?, ident(&cx.names.operations[id.0].marker));
    Some(quote! { #krate::#group::#marker })
}

/// The path of the variant of a status, where responses differ by status.
pub(crate) fn variant_path(
    cx: &Context<'_>,
    krate: &Ident,
    (id, side): (OperationId, ResponseSide),
    index: usize,
) -> Option<TokenStream> {
    let names = cx.names.operations[id.0].responses(side)?;
    let (group, name, variant) = (group(cx, id)?, ident(&names.name), ident(names.variants.get(index)?));
    Some(quote! { #krate::#group::#name::#variant })
}

fn argument(cx: &Context<'_>, parameter: &Parameter, value: &Value) -> Option<TokenStream> {
    if parameter.form == ParameterForm::Plain {
        return plain(cx, &parameter.ty, value);
    }
    Some(match ty::resolved(cx, &parameter.ty) {
        Type::List(inner) if *ty::resolved(cx, inner) == Type::String => texts(value)?,
        Type::List(_) => read_list(value),
        _ => {
            let value = read(value);
            quote! { &#value }
        }
    })
}

/// A value whose argument follows from its type alone.
fn plain(cx: &Context<'_>, declared: &Type, value: &Value) -> Option<TokenStream> {
    Some(match (ty::resolved(cx, declared), value) {
        (Type::Bool, Value::Bool(value)) => quote! { #value },
        (Type::Int(_), Value::Number(_)) => number(value)?,
        (Type::Float32 | Type::Float64, Value::Number(number)) => {
            let literal: Literal = format!("{:?}", number.as_f64()?).parse().ok()?;
            quote! { #literal }
        }
        (Type::String, Value::String(text)) => quote! { #text },
        (Type::Scalar(Scalar::QuotedNumber), value) => {
            let value = read(&unquoted(value));
            quote! { &#value }
        }
        (Type::Scalar(scalar), value) => match scalar.bare() {
            Some(bare) => plain(cx, &bare, &unquoted(value))?,
            None => by_type(cx, declared, value),
        },
        (Type::List(inner), Value::Array(items)) => match ty::resolved(cx, inner) {
            Type::String => texts(value)?,
            Type::Scalar(scalar) if scalar.bare().is_some() => {
                read_list(&Value::Array(items.iter().map(unquoted).collect()))
            }
            _ => read_list(value),
        },
        (_, value) => by_type(cx, declared, value),
    })
}

/// A value that is read from JSON, borrowed where the argument is a reference.
fn by_type(cx: &Context<'_>, declared: &Type, value: &Value) -> TokenStream {
    let is_by_value = super::parameter::is_by_value(cx, declared);
    let value = read(value);
    if is_by_value {
        value
    } else {
        quote! { &#value }
    }
}

fn number(value: &Value) -> Option<TokenStream> {
    let literal: Literal = value.to_string().parse().ok()?;
    Some(quote! { #literal })
}

/// A list of texts as an argument.
fn texts(value: &Value) -> Option<TokenStream> {
    let texts: Option<Vec<&str>> = value.as_array()?.iter().map(Value::as_str).collect();
    let texts = texts?;
    Some(if texts.is_empty() {
        quote! { &[""; 0] }
    } else {
        quote! { &[#(#texts),*] }
    })
}

fn body(cx: &Context<'_>, krate: &Ident, body: &Body, value: &Value) -> Option<TokenStream> {
    match body.codec {
        BodyCodec::Json | BodyCodec::Xml | BodyCodec::Form | BodyCodec::Multipart => {}
        BodyCodec::Text => {
            let text = value.as_str()?;
            return Some(quote! { #text });
        }
        BodyCodec::Bytes => {
            let text = value.as_str()?;
            return Some(quote! { callsmith_runtime::Body::from(#text) });
        }
        BodyCodec::Lines | BodyCodec::Sequence => {
            let item = read(value);
            return Some(quote! { vec![#item].into() });
        }
    }
    if cx.has_files(&body.ty) {
        let files = Files::Texts;
        let tokens = literal::with_files(cx, krate, &body.ty, value, files)?;
        return Some(quote! { &#tokens });
    }
    Some(match ty::resolved(cx, &body.ty) {
        Type::List(inner) if *ty::resolved(cx, inner) != Type::String => read_list(value),
        Type::Named(_) | Type::Scalar(_) => {
            let value = read(value);
            quote! { &#value }
        }
        _ if matches!(body.ty, Type::Named(id) if !matches!(cx.api.ty(id).kind, TypeKind::Alias(_))) => {
            let value = read(value);
            quote! { &#value }
        }
        _ => plain(cx, &body.ty, value)?,
    })
}
