//! Enums of listed values: open for values that a newer service may send, or closed by the configuration.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::structure::def_docs;
use super::ty::{self, From};
use super::{TypeItems, docs};
use crate::ir::{Enum, EnumValues, TypeDef, TypeId};

/// The common parts of the items of an enum.
struct EnumTokens<'a> {
    cx: &'a Context<'a>,
    name: Ident,
    /// Variants of the listed values.
    variants: Vec<Ident>,
    /// The variant for other values, which a closed enum has not.
    unknown: Option<Ident>,
}

/// An enum with its conversions.
pub(super) fn enumeration(cx: &Context<'_>, id: TypeId, def: &TypeDef, values: &Enum) -> TypeItems {
    let mut variants: Vec<Ident> = cx.names.variants[&id].iter().map(|variant| ident(variant)).collect();
    let unknown = variants.split_off(values.count()).pop();
    let parts = EnumTokens { cx, name: cx.type_name(id), variants, unknown };
    TypeItems { items: vec![parts.item(id, def, values)], codecs: vec![parts.codec(values)] }
}

impl EnumTokens<'_> {
    fn item(&self, id: TypeId, def: &TypeDef, values: &Enum) -> TokenStream {
        let (cx, name, variants) = (self.cx, &self.name, &self.variants);
        let docs = def_docs(cx, def, "Values");
        let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
        let (wire, carried): (Vec<String>, TokenStream) = match &values.values {
            EnumValues::Strings(values) => {
                (values.iter().map(|(value, _)| format!("{value:?}")).collect(), ty::std(cx, From::Types, "String"))
            }
            EnumValues::Integers(values) => {
                (values.iter().map(|(value, _)| value.to_string()).collect(), quote! { i64 })
            }
        };
        let wire = wire.iter().map(|value| docs::text_docs(&docs::code(value)));
        let unknown = self.unknown.as_ref().map(|unknown| {
            let docs = docs::doc("A value that the document does not list.");
            let attributes = cx.attributes(id, variants.len());
            quote! { #docs #attributes #unknown(#carried), }
        });
        let copy = self.unknown.is_none().then(|| quote! { Copy, });
        let (default, only) =
            if values.is_tag() { (Some(quote! { Default, }), Some(quote! { #[default] })) } else { (None, None) };
        // Traits of the list that are not derived are written by `rt::compared!`. Enums are compared, hashed and shown
        // as the value that they are sent as. Derived, that is a quarter of the cost of compiling an enum; and an
        // `Unknown` with a listed value equals the variant of that value.
        let mut derived = vec!["Clone", "Debug", "PartialEq", "Eq", "Hash", "PartialOrd", "Ord"];
        // Structs and unions have neither `Eq` nor `Hash`: an optional number that a document adds would take it from
        // them.
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

    /// The macro line with its inherent items, conversions and codec.
    fn codec(&self, values: &Enum) -> TokenStream {
        let (name, variants) = (&self.name, &self.variants);
        let literals: Vec<Literal> = match &values.values {
            EnumValues::Strings(values) => values.iter().map(|(value, _)| Literal::string(value)).collect(),
            EnumValues::Integers(values) => values.iter().map(|(value, _)| Literal::i64_unsuffixed(*value)).collect(),
        };
        let rows = quote! { #(#variants = #literals),* };
        match (&self.unknown, &values.values) {
            (Some(unknown), EnumValues::Strings(_)) => quote! { rt::string_enum!(#name { #rows, .. #unknown }); },
            (Some(unknown), EnumValues::Integers(_)) => quote! { rt::integer_enum!(#name { #rows, .. #unknown }); },
            (None, EnumValues::Strings(_)) => quote! { rt::closed_string_enum!(#name { #rows }); },
            (None, EnumValues::Integers(_)) => quote! { rt::closed_integer_enum!(#name { #rows }); },
        }
    }
}
