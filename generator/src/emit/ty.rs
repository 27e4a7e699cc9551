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
    // 506 of 2,639 public documents have a schema called `Option`, `String`, `Result` or `Vec`. The long paths stand
    // only where a name is hidden.
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
        Type::Any => quote! { ::callsmith_runtime::JsonValue },
        Type::AnyObject => quote! { ::callsmith_runtime::JsonObject },
        Type::Bool => quote! { bool },
        Type::Int(kind) => int(*kind),
        Type::Float32 => quote! { f32 },
        Type::Float64 => quote! { f64 },
        Type::String => std(cx, from, "String"),
        Type::Scalar(scalar) => self::scalar(*scalar),
        Type::Bytes => quote! { ::callsmith_runtime::Bytes },
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
        Scalar::DateTime => quote! { ::callsmith_runtime::DateTime },
        Scalar::Date => quote! { ::callsmith_runtime::Date },
        Scalar::HttpDate => quote! { ::callsmith_runtime::HttpDate },
        Scalar::UnixTime => quote! { ::callsmith_runtime::UnixTime },
        Scalar::Uuid => quote! { ::callsmith_runtime::Uuid },
        Scalar::Ip => quote! { ::std::net::IpAddr },
        Scalar::Ipv4 => quote! { ::std::net::Ipv4Addr },
        Scalar::Ipv6 => quote! { ::std::net::Ipv6Addr },
        Scalar::Base64 => quote! { ::callsmith_runtime::Base64 },
        Scalar::Base64Url => quote! { ::callsmith_runtime::Base64Url },
        Scalar::Quoted(kind) => {
            let int = int(kind);
            quote! { ::callsmith_runtime::Quoted<#int> }
        }
        Scalar::Numeric(kind) => {
            let number = match kind {
                NumberKind::Int(kind) => int(kind),
                NumberKind::Float32 => quote! { f32 },
                NumberKind::Float64 => quote! { f64 },
            };
            quote! { ::callsmith_runtime::Numeric<#number> }
        }
        Scalar::QuotedNumber => quote! { ::callsmith_runtime::Quoted<::callsmith_runtime::Number> },
        Scalar::Secret => quote! { ::callsmith_runtime::Secret },
        Scalar::ExactInteger | Scalar::ExactNumber => quote! { ::callsmith_runtime::Number },
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

/// Follows aliases of a type.
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
pub(crate) fn text(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    // Most types are one word.
    if !text.contains(' ') {
        return text;
    }
    for (spaced, tight) in [
        ("impl :: ", "impl "),
        (" : :: ", ": ::"),
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
        (" . ", "."),
        ("- >", "->"),
        (")->", ") ->"),
        (",) ->", ") ->"),
    ] {
        text = text.replace(spaced, tight);
    }
    let text = replaced(&text, " <", "<", char::is_alphanumeric);
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let text = replaced(&text, "rt::", "callsmith_runtime::", |before| !is_word(before));
    replaced(&text, "::callsmith_runtime::", "callsmith_runtime::", |_| true)
}

/// A text with another one in place of a part, where it stands behind a character of some kind, or at the start.
fn replaced(text: &str, old: &str, new: &str, is_before: impl Fn(char) -> bool) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(old) {
        result.push_str(&rest[..at]);
        let before = result.chars().next_back();
        result.push_str(if before.is_none_or(&is_before) { new } else { old });
        rest = &rest[at + old.len()..];
    }
    result.push_str(rest);
    result
}
