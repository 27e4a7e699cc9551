//! Values that structs without a default begin as when they are read.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::structure::extra_name;
use super::ty;
use crate::ir::{Extra, Presence, Scalar, Struct, Type, TypeDef, TypeId, TypeKind};

/// The blank of a type, if it needs one.
pub(super) fn blank(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> Option<TokenStream> {
    let variant = *cx.facts.blanks.get(&id)?;
    let value = match &def.kind {
        TypeKind::Struct(structure) => self::structure(cx, id, structure),
        TypeKind::Enum(_) => {
            let variant = ident(cx.names.variants[&id].first()?);
            quote! { Self::#variant }
        }
        TypeKind::Union(union) => {
            let value = boxed(value(cx, &union.variants[variant].ty), cx.facts.boxed.contains(&(id, variant)));
            let variant = ident(&cx.names.variants[&id][variant]);
            quote! { Self::#variant(#value) }
        }
        TypeKind::Alias(_) => return None,
    };
    let name = cx.type_name(id);
    Some(quote! {
        impl rt::Blank for #name {
            #[inline]
            fn blank() -> Self {
                #value
            }
        }
    })
}

fn structure(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let fields = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        let value = match field.presence {
            Presence::Required => boxed(value(cx, &field.ty), cx.facts.boxed.contains(&(id, index))),
            _ => quote! { None },
        };
        quote! { #name: #value }
    });
    let extra = matches!(structure.extra, Extra::Kept(_)).then(|| {
        let name = extra_name(cx, id, structure);
        quote! { #name: ::std::collections::BTreeMap::new(), }
    });
    quote! { Self { #(#fields,)* #extra } }
}

fn boxed(value: TokenStream, boxed: bool) -> TokenStream {
    if boxed {
        quote! { ::std::boxed::Box::new(#value) }
    } else {
        value
    }
}

fn value(cx: &Context<'_>, ty: &Type) -> TokenStream {
    match ty::resolved(cx, ty) {
        Type::Named(id) if !cx.facts.defaults.contains(id) => quote! { rt::Blank::blank() },
        Type::Tuple(places) => {
            let places = places.iter().map(|place| value(cx, place));
            quote! { (#(#places,)*) }
        }
        // Addresses have no `Default`.
        Type::Scalar(Scalar::Ip) => quote! { ::std::net::IpAddr::V4(::std::net::Ipv4Addr::UNSPECIFIED) },
        Type::Scalar(Scalar::Ipv4) => quote! { ::std::net::Ipv4Addr::UNSPECIFIED },
        Type::Scalar(Scalar::Ipv6) => quote! { ::std::net::Ipv6Addr::UNSPECIFIED },
        Type::Nullable(_) => quote! { None },
        _ => quote! { ::core::default::Default::default() },
    }
}
