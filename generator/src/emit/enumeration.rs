//! Enums of listed values: open for values that a newer service may send, or closed by the configuration.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::context::{Context, ident};
use super::docs;
use super::structure::def_docs;
use super::ty::{self, From};
use crate::ir::{Enum, EnumValues, TypeDef, TypeId};

/// What the items of an enum have in common.
struct Parts<'a> {
    cx: &'a Context<'a>,
    name: Ident,
    /// Variants of the listed values.
    variants: Vec<Ident>,
    /// The variant for other values, which a closed enum has not.
    unknown: Option<Ident>,
}

/// An enum with its conversions.
pub(super) fn enumeration(cx: &Context<'_>, id: TypeId, def: &TypeDef, values: &Enum) -> Vec<TokenStream> {
    let mut variants: Vec<Ident> = cx.names.variants[&id].iter().map(|variant| ident(variant)).collect();
    let unknown = variants.split_off(values.count()).pop();
    let parts = Parts { cx, name: cx.type_name(id), variants, unknown };
    let mut items = vec![parts.item(id, def, values)];
    items.extend(match &values.values {
        EnumValues::Strings(values) => {
            let texts: Vec<&String> = values.iter().map(|(value, _)| value).collect();
            parts.strings(&texts)
        }
        EnumValues::Integers(values) => {
            let numbers: Vec<Literal> = values.iter().map(|(value, _)| Literal::i64_unsuffixed(*value)).collect();
            parts.integers(&numbers)
        }
    });
    items
}

impl Parts<'_> {
    fn item(&self, id: TypeId, def: &TypeDef, values: &Enum) -> TokenStream {
        let (cx, name, variants) = (self.cx, &self.name, &self.variants);
        let docs = def_docs(cx, id, def, "One of several values");
        let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
        let (wire, carried): (Vec<String>, TokenStream) = match &values.values {
            EnumValues::Strings(values) => {
                (values.iter().map(|(value, _)| format!("{value:?}")).collect(), ty::std(cx, From::Types, "String"))
            }
            EnumValues::Integers(values) => {
                (values.iter().map(|(value, _)| value.to_string()).collect(), quote! { i64 })
            }
        };
        let wire = wire.iter().map(|value| docs::own(&docs::code(value)));
        let unknown = self.unknown.as_ref().map(|unknown| {
            let docs = docs::doc("A value that the document does not list.");
            quote! { #docs #unknown(#carried), }
        });
        let copy = self.unknown.is_none().then(|| quote! { Copy, });
        let (default, only) = match values.is_tag() {
            true => (Some(quote! { Default, }), Some(quote! { #[default] })),
            false => (None, None),
        };
        // What of these is not derived below is written by `rt::compared!`.
        let mut derived = vec!["Clone", "Debug", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"];
        derived.extend(copy.as_ref().map(|_| "Copy"));
        derived.extend(default.as_ref().map(|_| "Default"));
        let added = cx.decoration(id, &derived);
        let attributes = (0..variants.len()).map(|index| cx.attributes(id, index));
        quote! {
            #docs
            #[derive(Clone, #copy #default)]
            #deprecated
            #added
            pub enum #name {
                #(#wire #only #attributes #variants,)*
                #unknown
            }
        }
    }

    fn strings(&self, values: &[&String]) -> Vec<TokenStream> {
        let (name, variants) = (&self.name, &self.variants);
        let (all, docs) = (self.all(), docs::doc("The value as it is sent."));
        let of = if self.unknown.is_some() {
            quote! { &str }
        } else {
            quote! { &'static str }
        };
        let unknown = self.unknown.as_ref().map(|unknown| quote! { Self::#unknown(value) => value, });
        let inherent = quote! {
            impl #name {
                #all

                #docs
                #[inline]
                pub fn as_str(&self) -> #of {
                    match self {
                        #(Self::#variants => #values,)*
                        #unknown
                    }
                }
            }
        };
        let compared = quote! { rt::compared!(#name, as_str); };
        let Some(unknown) = &self.unknown else {
            let codec = quote! { rt::closed_string_enum!(#name); };
            return vec![inherent, self.try_from(&quote! { &str }, values), codec, compared];
        };
        let string = ty::std(self.cx, From::Types, "String");
        let from_str = self.from(&quote! { &str }, &quote! { value }, values, &quote! { #unknown(value.to_owned()) });
        let from_string = self.from(&string, &quote! { value.as_str() }, values, &quote! { #unknown(value) });
        vec![inherent, from_str, from_string, quote! { rt::string_enum!(#name); }, compared]
    }

    fn integers(&self, values: &[Literal]) -> Vec<TokenStream> {
        let (name, variants) = (&self.name, &self.variants);
        let (all, docs) = (self.all(), docs::doc("The value as it is sent."));
        let unknown = self.unknown.as_ref().map(|unknown| quote! { Self::#unknown(value) => *value, });
        let inherent = quote! {
            impl #name {
                #all

                #docs
                #[inline]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        #(Self::#variants => #values,)*
                        #unknown
                    }
                }
            }
        };
        let compared = quote! { rt::compared!(#name, as_i64); };
        let Some(unknown) = &self.unknown else {
            let codec = quote! { rt::closed_integer_enum!(#name); };
            return vec![inherent, self.try_from(&quote! { i64 }, values), codec, compared];
        };
        let from = self.from(&quote! { i64 }, &quote! { value }, values, &quote! { #unknown(value) });
        vec![inherent, from, quote! { rt::integer_enum!(#name); }, compared]
    }

    /// The constant of all values.
    fn all(&self) -> TokenStream {
        let variants = &self.variants;
        let docs = docs::doc("All values that the document lists, in its order.");
        quote! {
            #docs
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }
    }

    fn from(
        &self,
        of: &TokenStream,
        matched: &TokenStream,
        values: &[impl ToTokens],
        other: &TokenStream,
    ) -> TokenStream {
        let (name, variants, from) = (&self.name, &self.variants, ty::std(self.cx, From::Types, "From"));
        quote! {
            impl #from<#of> for #name {
                #[inline]
                fn from(value: #of) -> Self {
                    match #matched {
                        #(#values => Self::#variants,)*
                        _ => Self::#other,
                    }
                }
            }
        }
    }

    fn try_from(&self, of: &TokenStream, values: &[impl ToTokens]) -> TokenStream {
        let (name, variants) = (&self.name, &self.variants);
        let [try_from, result] = ["TryFrom", "Result"].map(|name| ty::std(self.cx, From::Types, name));
        quote! {
            impl #try_from<#of> for #name {
                type Error = rt::UnknownValue;

                #[inline]
                fn try_from(value: #of) -> #result<Self, rt::UnknownValue> {
                    match value {
                        #(#values => Ok(Self::#variants),)*
                        _ => Err(rt::UnknownValue::new(value, Self::ALL)),
                    }
                }
            }
        }
    }
}
