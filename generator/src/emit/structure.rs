//! Structs and other names for types.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::ty::{self, From};
use super::{codec, construct, docs, rules};
use crate::ir::{Extra, Root, Struct, Type, TypeDef, TypeId, View};

/// A struct with its codec.
pub(super) fn structure(cx: &Context<'_>, id: TypeId, def: &TypeDef, structure: &Struct) -> Vec<TokenStream> {
    let name = cx.type_name(id);
    let docs = def_docs(cx, id, def, "An object");
    let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
    let tagged_default = construct::tagged_default(cx, id, structure);
    let is_derived = cx.facts.defaults.contains(&id) && tagged_default.is_none();
    let default = is_derived.then(|| quote! { Default, });
    let fields = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        let boxed = cx.facts.boxed.contains(&(id, index));
        let ty = ty::field(cx, &field.ty, field.presence, boxed);
        let docs = field.description.as_deref().map(docs::doc);
        let deprecated = field.deprecated.then(|| quote! { #[deprecated] });
        let attributes = cx.attributes(id, index);
        quote! { #docs #deprecated #attributes pub #name: #ty, }
    });
    let extra = match &structure.extra {
        Extra::Ignored | Extra::Refused => None,
        Extra::Kept(values) => {
            let name = extra_name(cx, id, structure);
            let (string, values) = (ty::std(cx, From::Types, "String"), ty::owned(cx, From::Types, values));
            let docs = docs::doc("Properties that are not declared.");
            Some(quote! { #docs pub #name: ::std::collections::BTreeMap<#string, #values>, })
        }
    };
    let mut derived = vec!["Clone", "Debug", "PartialEq"];
    derived.extend(default.as_ref().map(|_| "Default"));
    let added = cx.decoration(id, &derived);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq)]
        #deprecated
        #added
        pub struct #name {
            #(#fields)*
            #extra
        }
    };
    let mut items = vec![item];
    items.extend(tagged_default);
    items.extend(construct::construct(cx, id, structure));
    items.extend(construct::from_list(cx, id, structure).into_iter().flatten());
    items.extend(codec::structure(cx, id, structure));
    items.extend(rules::structure(cx, id, def, structure));
    if cx.facts.errors.contains(&id) {
        items.push(quote! { rt::display!(#name); });
    }
    if cx.facts.parameters.contains(&id) {
        items.push(quote! { rt::parameter!(#name); });
    }
    items
}

/// The field of undeclared properties.
pub(super) fn extra_name(cx: &Context<'_>, id: TypeId, structure: &Struct) -> proc_macro2::Ident {
    ident(&cx.names.fields[&id][structure.fields.len()])
}

/// Another name for a type.
pub(super) fn alias(cx: &Context<'_>, id: TypeId, def: &TypeDef, ty: &Type) -> TokenStream {
    let name = cx.type_name(id);
    let docs = def_docs(cx, id, def, "A value");
    let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
    let ty = ty::owned(cx, From::Types, ty);
    quote! { #docs #deprecated pub type #name = #ty; }
}

/// The documentation of a type; one without a description is told by its place in the document.
pub(super) fn def_docs(cx: &Context<'_>, id: TypeId, def: &TypeDef, what: &str) -> TokenStream {
    let described = def.description.as_deref().map(docs::doc);
    let Some((of, view)) = def.view_of else {
        return described.unwrap_or_else(|| place_docs(cx, id, def, what));
    };
    let name = cx.type_name(of);
    let about = docs::own(&match view {
        View::Response => format!("[`{name}`] as it comes from the service."),
        View::Request => format!("[`{name}`] as it is sent to the service."),
        View::Multipart => format!("[`{name}`] as a body of several parts."),
        View::Patch => {
            format!("[`{name}`] as a merge patch: `Some(None)` deletes a property, and `None` an entry of a map.")
        }
    });
    let gap = described.is_some().then(|| quote! { #[doc = ""] });
    quote! { #described #gap #about }
}

fn place_docs(cx: &Context<'_>, id: TypeId, def: &TypeDef, what: &str) -> TokenStream {
    let place = match &def.hint.root {
        Root::Schema(name) | Root::Message(name) => docs::code(name),
        Root::Operation(operation) => docs::code(&cx.api.operation(*operation).id),
    };
    let name = &cx.names.types[id.0];
    let within = if def.hint.path.is_empty() {
        match &def.hint.root {
            Root::Message(_) => format!("The body of the {place}."),
            _ => format!("The schema {place}."),
        }
    } else {
        format!("{what} within {place}.")
    };
    docs::own(if name.is_empty() { what } else { &within })
}
