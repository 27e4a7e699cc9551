//! Types in use.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use crate::ir::{IntKind, NumberKind, Presence, Scalar, Type, TypeKind};

/// The module that a type is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    Types,
    Operations,
}

/// A name of the prelude, spelt out where a type of the document has the same name.
pub(super) fn std(cx: &Context<'_>, from: From, name: &str) -> TokenStream {
    let short = ident(name);
    if from == From::Operations || !cx.hides(name) {
        return quote! { #short };
    }
    match name {
        "Option" => quote! { ::core::option::Option },
        "Result" => quote! { ::core::result::Result },
        "String" => quote! { ::std::string::String },
        "Vec" => quote! { ::std::vec::Vec },
        "Box" => quote! { ::std::boxed::Box },
        "TryFrom" => quote! { ::core::convert::TryFrom },
        "From" => quote! { ::core::convert::From },
        _ => quote! { #short },
    }
}

/// A type that owns its value.
pub(super) fn owned(cx: &Context<'_>, from: From, ty: &Type) -> TokenStream {
    match ty {
        Type::Any => quote! { rt::JsonValue },
        Type::AnyObject => quote! { rt::JsonObject },
        Type::Bool => quote! { bool },
        Type::Int(kind) => int(*kind),
        Type::Float32 => quote! { f32 },
        Type::Float64 => quote! { f64 },
        Type::String => std(cx, from, "String"),
        Type::Scalar(scalar) => self::scalar(*scalar),
        Type::Bytes => quote! { rt::Bytes },
        Type::List(inner) => {
            let (vec, inner) = (std(cx, from, "Vec"), owned(cx, from, inner));
            quote! { #vec<#inner> }
        }
        Type::Map(inner) => {
            let (string, inner) = (std(cx, from, "String"), owned(cx, from, inner));
            quote! { ::std::collections::BTreeMap<#string, #inner> }
        }
        Type::Nullable(inner) => {
            let (option, inner) = (std(cx, from, "Option"), owned(cx, from, inner));
            quote! { #option<#inner> }
        }
        Type::Tuple(places) => {
            let places = places.iter().map(|place| owned(cx, from, place));
            quote! { (#(#places,)*) }
        }
        Type::Named(id) => {
            let name = cx.type_name(*id);
            match from {
                From::Types => quote! { #name },
                From::Operations => quote! { types::#name },
            }
        }
        Type::Foreign(source) => {
            let ty: syn::Type = syn::parse_str(source).expect("the configuration accepts only Rust types");
            quote! { #ty }
        }
    }
}

fn scalar(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::DateTime => quote! { rt::DateTime },
        Scalar::Date => quote! { rt::Date },
        Scalar::HttpDate => quote! { rt::HttpDate },
        Scalar::UnixTime => quote! { rt::UnixTime },
        Scalar::Uuid => quote! { rt::Uuid },
        Scalar::Ip => quote! { ::std::net::IpAddr },
        Scalar::Ipv4 => quote! { ::std::net::Ipv4Addr },
        Scalar::Ipv6 => quote! { ::std::net::Ipv6Addr },
        Scalar::Base64 => quote! { rt::Base64 },
        Scalar::Base64Url => quote! { rt::Base64Url },
        Scalar::Quoted(kind) => {
            let int = int(kind);
            quote! { rt::Quoted<#int> }
        }
        Scalar::Numeric(kind) => {
            let number = match kind {
                NumberKind::Int(kind) => int(kind),
                NumberKind::Float32 => quote! { f32 },
                NumberKind::Float64 => quote! { f64 },
            };
            quote! { rt::Numeric<#number> }
        }
        Scalar::QuotedNumber => quote! { rt::Quoted<rt::Number> },
        Scalar::Secret => quote! { rt::Secret },
        Scalar::ExactInteger | Scalar::ExactNumber => quote! { rt::Number },
    }
}

pub(super) fn int(kind: IntKind) -> TokenStream {
    match kind {
        IntKind::I8 => quote! { i8 },
        IntKind::I16 => quote! { i16 },
        IntKind::U8 => quote! { u8 },
        IntKind::U16 => quote! { u16 },
        IntKind::I32 => quote! { i32 },
        IntKind::I64 => quote! { i64 },
        IntKind::U32 => quote! { u32 },
        IntKind::U64 => quote! { u64 },
    }
}

/// The type of a field.
pub(super) fn field(cx: &Context<'_>, ty: &Type, presence: Presence, boxed: bool) -> TokenStream {
    let tokens = self::boxed(cx, ty, boxed);
    let option = std(cx, From::Types, "Option");
    match presence {
        Presence::Required => tokens,
        Presence::Optional | Presence::RequiredNullable => quote! { #option<#tokens> },
        Presence::OptionalNullable => quote! { #option<#option<#tokens>> },
    }
}

/// A type in the place of a field or variant, behind a pointer where it would contain itself.
pub(super) fn boxed(cx: &Context<'_>, ty: &Type, boxed: bool) -> TokenStream {
    let tokens = owned(cx, From::Types, ty);
    if !boxed {
        return tokens;
    }
    let pointer = std(cx, From::Types, "Box");
    quote! { #pointer<#tokens> }
}

/// What a type stands for, with other names for it followed.
pub(crate) fn resolved<'a>(cx: &'a Context<'_>, ty: &'a Type) -> &'a Type {
    let mut ty = ty;
    while let Type::Named(id) = ty {
        match (&cx.api.ty(*id).kind, cx.api.duplicates.get(id)) {
            (TypeKind::Alias(to), _) | (_, Some(to)) => ty = to,
            _ => break,
        }
    }
    ty
}

/// A type as text, for tools.
pub(crate) fn type_text(cx: &Context<'_>, ty: &Type) -> String {
    text(&owned(cx, From::Operations, ty))
}

/// Tokens of a type or signature as they are usually written.
pub(super) fn text(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (spaced, tight) in [
        (" :: ", "::"),
        (":: ", "::"),
        (" < ", "<"),
        (" >", ">"),
        ("< ", "<"),
        (" , ", ", "),
        (" ,", ","),
        ("& ", "&"),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" : ", ": "),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        ("- >", "->"),
    ] {
        text = text.replace(spaced, tight);
    }
    text.replace(")->", ") ->").replace("rt::", "callsmith_runtime::")
}
