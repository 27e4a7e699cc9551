//! Enums of listed values, open for values that a newer service may send.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::docs;
use super::structure::def_docs;
use super::ty::{self, From};
use crate::ir::{Enum, EnumValues, TypeDef, TypeId};

/// An enum with its conversions.
pub(super) fn enumeration(cx: &Context<'_>, id: TypeId, def: &TypeDef, values: &Enum) -> Vec<TokenStream> {
    let name = cx.type_name(id);
    let mut variants: Vec<Ident> = cx.names.variants[&id].iter().map(|variant| ident(variant)).collect();
    let unknown = variants.pop().expect("the last variant is for unknown values");
    let docs = def_docs(cx, id, def, "One of several values");
    let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
    let string = ty::std(cx, From::Types, "String");
    let (wire, carried): (Vec<String>, TokenStream) = match &values.values {
        EnumValues::Strings(values) => (values.iter().map(|(value, _)| format!("{value:?}")).collect(), string),
        EnumValues::Integers(values) => (values.iter().map(|(value, _)| value.to_string()).collect(), quote! { i64 }),
    };
    let wire = wire.iter().map(|value| docs::doc(&format!("`{}`", value.replace('`', "'"))));
    let unknown_docs = docs::doc("A value that the document does not list.");
    let added = cx.decoration(id, &["Clone", "Debug", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"]);
    let attributes = (0..variants.len()).map(|index| cx.attributes(id, index));
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #deprecated
        #added
        pub enum #name {
            #(#wire #attributes #variants,)*
            #unknown_docs
            #unknown(#carried),
        }
    };
    let mut items = vec![item];
    items.extend(match &values.values {
        EnumValues::Strings(values) => strings(cx, &name, values, &variants, &unknown),
        EnumValues::Integers(values) => integers(cx, &name, values, &variants, &unknown),
    });
    items
}

fn strings(
    cx: &Context<'_>,
    name: &Ident,
    values: &[(String, Option<String>)],
    variants: &[Ident],
    unknown: &Ident,
) -> Vec<TokenStream> {
    let values: Vec<&String> = values.iter().map(|(value, _)| value).collect();
    let string = ty::std(cx, From::Types, "String");
    let from = ty::std(cx, From::Types, "From");
    let docs = docs::doc("The value as it is sent.");
    vec![
        quote! {
            impl #name {
                #docs
                #[inline]
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::#unknown(value) => value,
                    }
                }
            }
        },
        quote! {
            impl #from<&str> for #name {
                #[inline]
                fn from(value: &str) -> Self {
                    match value {
                        #(#values => Self::#variants,)*
                        _ => Self::#unknown(value.to_owned()),
                    }
                }
            }
        },
        quote! {
            impl #from<#string> for #name {
                #[inline]
                fn from(value: #string) -> Self {
                    match value.as_str() {
                        #(#values => Self::#variants,)*
                        _ => Self::#unknown(value),
                    }
                }
            }
        },
        quote! { rt::string_enum!(#name); },
    ]
}

fn integers(
    cx: &Context<'_>,
    name: &Ident,
    values: &[(i64, Option<String>)],
    variants: &[Ident],
    unknown: &Ident,
) -> Vec<TokenStream> {
    let values: Vec<proc_macro2::Literal> =
        values.iter().map(|(value, _)| proc_macro2::Literal::i64_unsuffixed(*value)).collect();
    let from = ty::std(cx, From::Types, "From");
    let docs = docs::doc("The value as it is sent.");
    vec![
        quote! {
            impl #name {
                #docs
                #[inline]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::#unknown(value) => *value,
                    }
                }
            }
        },
        quote! {
            impl #from<i64> for #name {
                #[inline]
                fn from(value: i64) -> Self {
                    match value {
                        #(#values => Self::#variants,)*
                        _ => Self::#unknown(value),
                    }
                }
            }
        },
        quote! { rt::integer_enum!(#name); },
    ]
}
