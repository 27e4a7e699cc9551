//! What a struct has beside its fields: default values of the service, and a constructor.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs;
use super::structure::extra_name;
use super::ty::{self, From};
use crate::analyze::item;
use crate::ir::{Constant, Extra, Field, Presence, Struct, Type, TypeId};

/// The inherent items of a struct, if it has any.
pub(super) fn construct(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Option<TokenStream> {
    let name = cx.type_name(id);
    let defaults = structure.fields.iter().enumerate().filter_map(|(index, field)| default(cx, id, index, field));
    let defaults: Vec<TokenStream> = defaults.collect();
    let constructor = constructor(cx, id, structure);
    (!defaults.is_empty() || constructor.is_some()).then(|| quote! { impl #name { #(#defaults)* #constructor } })
}

/// The constant for the default value of a property.
fn default(cx: &Context<'_>, id: TypeId, index: usize, field: &Field) -> Option<TokenStream> {
    let value = field.constant()?;
    let name = ident(&cx.names.defaults[&(id, index)]);
    let ty = ty::resolved(cx, &field.ty);
    let ty = if let Type::Nullable(inner) = ty { ty::resolved(cx, inner) } else { ty };
    let (ty, value) = match (ty, value) {
        (_, Constant::String(text)) => (quote! { &'static str }, quote! { #text }),
        (Type::Named(of), Constant::Listed(index)) => {
            let (of, variant) = (cx.type_name(*of), ident(&cx.names.variants[of][*index]));
            (quote! { #of }, quote! { #of::#variant })
        }
        (Type::Bool, Constant::Bool(flag)) => (quote! { bool }, quote! { #flag }),
        (Type::Int(_), Constant::Integer(value)) => (ty::owned(cx, From::Types, ty), number(value.to_string())),
        (Type::Float32, Constant::Number(value)) => (quote! { f32 }, number(format!("{:?}", value.as_f64()? as f32))),
        (Type::Float64, Constant::Number(value)) => (quote! { f64 }, number(format!("{:?}", value.as_f64()?))),
        _ => return None,
    };
    let docs = docs::own(&format!("What the service takes where {} is absent.", docs::code(&field.name)));
    Some(quote! { #docs pub const #name: #ty = #value; })
}

/// The literal of a number, with its sign in front.
fn number(text: String) -> TokenStream {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (Some(quote! { - }), digits),
        None => (None, text.as_str()),
    };
    let digits: Literal = digits.parse().expect("digits of a finite number are a literal");
    quote! { #sign #digits }
}

/// A function that makes a value of what is required.
fn constructor(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Option<TokenStream> {
    /// More arguments are what clippy warns of.
    const MANY: usize = 7;
    let asked = cx.facts.constructors.get(&id)?;
    let option = ty::std(cx, From::Types, "Option");
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for (index, field) in structure.fields.iter().enumerate() {
        let name = ident(&cx.names.fields[&id][index]);
        let boxed = cx.facts.boxed.contains(&(id, index));
        if asked.binary_search(&index).is_err() {
            values.push(unasked(cx, (id, index), &name, field.presence));
            continue;
        }
        let ty = ty::owned(cx, From::Types, &field.ty);
        let null = field.presence == Presence::RequiredNullable;
        arguments.push(if null {
            quote! { #name: #option<#ty> }
        } else {
            quote! { #name: #ty }
        });
        values.push(match (boxed, null) {
            (false, _) => quote! { #name },
            (true, false) => quote! { #name: ::std::boxed::Box::new(#name) },
            (true, true) => quote! { #name: #name.map(::std::boxed::Box::new) },
        });
    }
    if let Extra::Kept(_) = &structure.extra {
        let name = extra_name(cx, id, structure);
        values.push(quote! { #name: ::std::collections::BTreeMap::new() });
    }
    let many = (arguments.len() > MANY).then(|| quote! { #[allow(clippy::too_many_arguments)] });
    let docs = docs::doc("A value with what is required.");
    Some(quote! {
        #docs
        #many
        #[inline]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    })
}

/// The conversions of a struct that is made of a list.
pub(super) fn from_list(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Option<[TokenStream; 2]> {
    let list = *cx.facts.lists.get(&id)?;
    let name = cx.type_name(id);
    let item = ty::owned(cx, From::Types, item(cx.api, &structure.fields[list].ty)?);
    let values = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        if index != list {
            return unasked(cx, (id, index), &name, field.presence);
        }
        let value = match cx.facts.boxed.contains(&(id, index)) {
            true => quote! { ::std::boxed::Box::new(items) },
            false => quote! { items },
        };
        match field.presence {
            Presence::Required => quote! { #name: #value },
            Presence::Optional | Presence::RequiredNullable => quote! { #name: Some(#value) },
            Presence::OptionalNullable => quote! { #name: Some(Some(#value)) },
        }
    });
    let extra = matches!(structure.extra, Extra::Kept(_)).then(|| {
        let name = extra_name(cx, id, structure);
        quote! { #name: ::std::collections::BTreeMap::new(), }
    });
    let (from, vec) = (ty::std(cx, From::Types, "From"), ty::std(cx, From::Types, "Vec"));
    let from = quote! {
        impl #from<#vec<#item>> for #name {
            #[inline]
            fn from(items: #vec<#item>) -> Self {
                Self { #(#values,)* #extra }
            }
        }
    };
    Some([from, quote! { rt::collected!(#name); }])
}

/// The default of a struct, where a field begins with the tag of its variant.
pub(super) fn tagged_default(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Option<TokenStream> {
    let has_tag = (0..structure.fields.len()).any(|index| cx.facts.tags.contains_key(&(id, index)));
    if !has_tag || !cx.facts.defaults.contains(&id) {
        return None;
    }
    let name = cx.type_name(id);
    let fields = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        unasked(cx, (id, index), &name, field.presence)
    });
    let extra = matches!(structure.extra, Extra::Kept(_)).then(|| {
        let name = extra_name(cx, id, structure);
        quote! { #name: ::std::collections::BTreeMap::new(), }
    });
    Some(quote! {
        impl ::core::default::Default for #name {
            #[inline]
            fn default() -> Self {
                Self { #(#fields,)* #extra }
            }
        }
    })
}

/// A field that the constructor does not ask for: it is absent, or a fixed tag.
fn unasked(cx: &Context<'_>, place: (TypeId, usize), name: &Ident, presence: Presence) -> TokenStream {
    if let Some(tag) = cx.facts.tags.get(&place) {
        return quote! { #name: ::core::convert::From::from(#tag) };
    }
    match presence {
        Presence::Required => quote! { #name: ::core::default::Default::default() },
        _ => quote! { #name: None },
    }
}
