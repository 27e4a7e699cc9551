//! Structs and other names for types.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::ty::{self, From};
use super::{TypeItems, codec, construct, docs, rules};
use crate::ir::{Component, Extra, Root, Step, Struct, Type, TypeDef, TypeId, View};

/// A struct with its codec.
pub(super) fn structure(cx: &Context<'_>, id: TypeId, def: &TypeDef, structure: &Struct) -> TypeItems {
    let name = cx.type_name(id);
    let docs = def_docs(cx, def, "Object");
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
            let attributes = cx.attributes(id, structure.fields.len());
            Some(quote! { #docs #attributes pub #name: ::std::collections::BTreeMap<#string, #values>, })
        }
    };
    // Structs are neither `Eq` nor `Hash`: an optional number that a document adds would take these from them.
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
    let collected_items = [item].into_iter().chain(construct::construct(cx, id, structure)).collect();
    let mut codecs: Vec<TokenStream> = tagged_default.into_iter().collect();
    codecs.extend(construct::from_list(cx, id, structure).into_iter().flatten());
    codecs.extend(codec::structure(cx, id, structure));
    codecs.extend(rules::structure(cx, id, def, structure));
    if cx.facts.errors.contains(&id) {
        codecs.push(quote! { rt::display!(#name); });
    }
    if cx.facts.parameters.contains(&id) {
        codecs.push(quote! { rt::parameter!(#name); });
    }
    TypeItems { items: collected_items, codecs }
}

/// The field of undeclared properties.
pub(super) fn extra_name(cx: &Context<'_>, id: TypeId, structure: &Struct) -> proc_macro2::Ident {
    ident(&cx.names.fields[&id][structure.fields.len()])
}

/// Another name for a type.
pub(super) fn alias(cx: &Context<'_>, id: TypeId, def: &TypeDef, ty: &Type) -> TypeItems {
    let name = cx.type_name(id);
    let docs = def_docs(cx, def, "Value");
    let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
    let ty = ty::owned(cx, From::Types, ty);
    TypeItems { items: vec![quote! { #docs #deprecated pub type #name = #ty; }], codecs: Vec::new() }
}

/// The documentation of a type.
pub(super) fn def_docs(cx: &Context<'_>, def: &TypeDef, what: &str) -> TokenStream {
    let described = def.description.as_deref().map(docs::doc);
    let Some((original, view)) = def.view_of else {
        return described.unwrap_or_else(|| place_docs(cx, def, what));
    };
    let name = cx.type_name(original);
    let about = docs::text_docs(&match view {
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

/// The documentation of a type without a description: the place of a schema that has no name of its own.
fn place_docs(cx: &Context<'_>, def: &TypeDef, what: &str) -> TokenStream {
    let path = def.hint.path.as_slice();
    let text = match &def.hint.root {
        Root::Schema(_) if path.is_empty() => return TokenStream::new(),
        Root::Message(name) if path.is_empty() => format!("The body of the {}.", docs::code(name)),
        Root::Component(component, name) if path.is_empty() => {
            let kind = match component {
                Component::Response => "Body of the response",
                Component::RequestBody => "Request body",
                Component::Parameter => "Value of the parameter",
                Component::Header => "Value of the header",
            };
            format!("{kind} {}.", docs::code(name))
        }
        Root::Schema(name) | Root::Message(name) | Root::Component(_, name) => {
            let steps = path.iter().map(|step| match step {
                Step::Item => "[]".to_owned(),
                Step::Property(word) | Step::Part(word) => format!(".{word}"),
            });
            let place = std::iter::once(name.clone()).chain(steps).collect::<String>();
            format!("{what} of {}.", docs::code(&place))
        }
        Root::Operation(operation) => {
            let id = docs::code(&cx.api.operation(*operation).id);
            match path {
                [Step::Part(part)] if part == "body" => format!("Request body of {id}."),
                [Step::Part(part)] if part == "response" => format!("Response body of {id}."),
                [Step::Part(part)] if part == "error" => format!("Error body of {id}."),
                _ => format!("{what} of {id}."),
            }
        }
    };
    docs::text_docs(&text)
}
