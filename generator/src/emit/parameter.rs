//! Arguments of calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use super::ty::{self, From};
use crate::ir::{Body, BodyCodec, OtherBody, Parameter, ParameterForm, Scalar, Type, TypeKind};
use crate::spec::MediaType;

/// A value as an argument: its type, and the reference that is put into the call.
pub(super) struct Argument {
    /// The type with the lifetime that references need in a struct.
    pub(super) ty: TokenStream,
    /// `true` if the argument is a value that has to be borrowed to be put.
    pub(super) by_value: bool,
    pub(super) borrows: bool,
}

/// The argument of a parameter: `&str`, slices, scalars by value.
pub(super) fn argument(cx: &Context<'_>, parameter: &Parameter, lifetime: Option<&TokenStream>) -> Argument {
    if parameter.form != ParameterForm::Plain {
        let ty = match ty::resolved(cx, &parameter.ty) {
            Type::List(inner) if *ty::resolved(cx, inner) == Type::String => texts(lifetime),
            Type::List(inner) => {
                let inner = ty::owned(cx, From::Operations, inner);
                quote! { [#inner] }
            }
            _ => ty::owned(cx, From::Operations, &parameter.ty),
        };
        return Argument { ty: quote! { & #lifetime #ty }, by_value: false, borrows: true };
    }
    value(cx, &parameter.ty, lifetime)
}

/// Returns `true` if the argument of a plain parameter is a value rather than a reference.
pub(super) fn is_by_value(cx: &Context<'_>, ty: &Type) -> bool {
    value(cx, ty, None).by_value
}

fn value(cx: &Context<'_>, declared: &Type, lifetime: Option<&TokenStream>) -> Argument {
    let borrowed = |ty: TokenStream| Argument { ty: quote! { & #lifetime #ty }, by_value: false, borrows: true };
    let by_value = |ty: TokenStream| Argument { ty, by_value: true, borrows: false };
    match ty::resolved(cx, declared) {
        Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 => {
            by_value(ty::owned(cx, From::Operations, ty::resolved(cx, declared)))
        }
        Type::Scalar(Scalar::QuotedNumber) => borrowed(quote! { ::callsmith_runtime::Number }),
        Type::Scalar(scalar) if scalar.bare().is_some() || is_small(*scalar) => {
            let bare = scalar.bare().unwrap_or(Type::Scalar(*scalar));
            by_value(ty::owned(cx, From::Operations, &bare))
        }
        // Concrete arguments and no `impl Into<String>`: a generic method is compiled again for each of its callers.
        Type::String => borrowed(quote! { str }),
        Type::List(inner) => match ty::resolved(cx, inner) {
            Type::String => borrowed(texts(lifetime)),
            inner => {
                let bare = if let Type::Scalar(scalar) = inner { scalar.bare() } else { None };
                let inner = ty::owned(cx, From::Operations, bare.as_ref().unwrap_or(inner));
                borrowed(quote! { [#inner] })
            }
        },
        // An enum: small, and cheap to make.
        Type::Named(id) if matches!(cx.api.ty(*id).kind, TypeKind::Enum(_)) => {
            by_value(ty::owned(cx, From::Operations, declared))
        }
        other => borrowed(ty::owned(cx, From::Operations, other)),
    }
}

/// A list of texts: literals and the strings of an answer alike, as they are. A generic type of the items is the
/// cheapest way to both, since a codec is generic already. It costs 2 % of the time and 7 % of the metadata to check
/// 1,000 operations with 3 such setters each. A type for both at run time would need a conversion at each call. A field
/// of a struct of arguments has no such type, and borrows.
fn texts(lifetime: Option<&TokenStream>) -> TokenStream {
    match lifetime {
        Some(lifetime) => quote! { [& #lifetime str] },
        None => quote! { [impl ::callsmith_runtime::TextValue] },
    }
}

/// `true` if values of a type are copied.
fn is_small(scalar: Scalar) -> bool {
    use Scalar::{Date, DateTime, HttpDate, Ip, Ipv4, Ipv6, UnixTime, Uuid};
    matches!(scalar, DateTime | Date | HttpDate | UnixTime | Uuid | Ip | Ipv4 | Ipv6)
}

/// The type of a body argument, and how it is put into the call.
pub(super) fn body(cx: &Context<'_>, body: &Body) -> (TokenStream, TokenStream) {
    encoded(cx, body.codec, &body.ty, body.media_type.as_str())
}

/// The same for a body of another type.
pub(super) fn other_body(cx: &Context<'_>, body: &OtherBody, ty: &Type) -> (TokenStream, TokenStream) {
    encoded(cx, body.codec, ty, body.media_type.as_str())
}

fn encoded(cx: &Context<'_>, codec: BodyCodec, ty: &Type, media_type: &str) -> (TokenStream, TokenStream) {
    match codec {
        BodyCodec::Json | BodyCodec::Xml | BodyCodec::Form | BodyCodec::Multipart => {
            let argument = match ty::resolved(cx, ty) {
                Type::List(inner) if *ty::resolved(cx, inner) != Type::String => {
                    let inner = ty::owned(cx, From::Operations, inner);
                    Argument { ty: quote! { &[#inner] }, by_value: false, borrows: true }
                }
                // Of a number in a string the type says how it is written.
                Type::Named(_) | Type::Scalar(_) => {
                    let ty = ty::owned(cx, From::Operations, ty);
                    Argument { ty: quote! { &#ty }, by_value: false, borrows: true }
                }
                _ => value(cx, ty, None),
            };
            let value = if argument.by_value {
                quote! { &body }
            } else {
                quote! { body }
            };
            let put = match codec {
                BodyCodec::Form => quote! { form_body(#value) },
                BodyCodec::Multipart if cx.has_files(ty) => quote! { parts_body(#value) },
                BodyCodec::Multipart => quote! { multipart_body(#value) },
                _ => quote! { json_body(#value) },
            };
            (argument.ty, put)
        }
        BodyCodec::Text if !MediaType::new(media_type).is_utf8() => {
            (quote! { &str }, quote! { text_body(#media_type, body) })
        }
        BodyCodec::Text => {
            (quote! { &str }, quote! { raw_body(#media_type, rt::Bytes::copy_from_slice(body.as_bytes())) })
        }
        BodyCodec::Bytes => (quote! { ::callsmith_runtime::Body }, quote! { raw_body(#media_type, body) }),
        BodyCodec::Lines | BodyCodec::Sequence => {
            let item = ty::owned(cx, From::Operations, ty);
            let written = if codec == BodyCodec::Lines {
                quote! { into_lines() }
            } else {
                quote! { into_sequence() }
            };
            (quote! { ::callsmith_runtime::BodyItems<#item> }, quote! { raw_body(#media_type, body.#written) })
        }
    }
}
