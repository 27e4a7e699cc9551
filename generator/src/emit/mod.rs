//! Tokens.
//!
//! * In: an [`Api`], its [`Facts`] and its [`Names`].
//! * Out: [`Module`]s of items.
//! * Afterwards: nothing is left to decide but how files are cut.
//!
//! One function per item: first the holes as bindings, then one `quote!`. Nothing here is built from strings, and
//! identifiers come from [`Names`] only.

mod blank;
mod client;
mod codec;
mod construct;
mod context;
mod contract;
mod docs;
mod enumeration;
mod literal;
mod operation;
mod parameter;
mod response;
mod rules;
mod sequence;
mod server;
mod signature;
mod spec;
mod stream;
mod structure;
mod ty;
mod union;
mod xml;

pub(crate) use context::Context;
pub(crate) use docs::first_sentence;
pub(crate) use literal::{Expression, argument, literal};
use proc_macro2::TokenStream;
use quote::quote;
pub(crate) use response::{answer_text, payload_text};
pub(crate) use sequence::result;
pub(crate) use signature::{accessor, body_text, fields, method_signature, parameter_text, setter_signature};
pub(crate) use ty::{resolved, type_text};

use crate::ir::{Presence, TypeKind};

/// A module of the generated client.
pub(crate) struct Module {
    pub(crate) name: proc_macro2::Ident,
    /// Attributes in front of `mod`: its documentation, and lints that its content cannot avoid.
    pub(crate) attributes: TokenStream,
    pub(crate) items: Vec<TokenStream>,
}

/// The whole client: the items of its root, and the modules below.
pub(crate) struct Client {
    /// Attributes of a crate around it.
    pub(crate) attributes: TokenStream,
    pub(crate) root: Vec<TokenStream>,
    pub(crate) modules: Vec<Module>,
}

/// What a client is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A crate of its own.
    Crate,
    /// A module of a program, which may be private and use a part of it only.
    Module,
}

/// Emits a client.
pub(crate) fn emit(cx: &Context<'_>, form: Form) -> Client {
    let mut modules = Vec::new();
    if !cx.api.types.is_empty() {
        modules.push(types(cx));
    }
    if !cx.api.types_only {
        modules.extend(server::module(cx));
        modules.extend(xml::module(cx));
        for (index, group) in cx.facts.groups.iter().enumerate() {
            modules.push(operation::module(cx, index, group));
        }
    }
    // What names in scripts without case cannot avoid: a field is called as a variant is.
    let names = cx.names.without_case().then(|| {
        quote! { non_camel_case_types, non_snake_case, non_upper_case_globals, bindings_with_variant_name }
    });
    if form == Form::Module {
        let names = names.as_ref().map(|names| quote! { #[allow(#names)] });
        for module in &mut modules {
            let attributes = &module.attributes;
            module.attributes = quote! { #attributes #[allow(dead_code, unreachable_pub)] #names };
        }
    }
    let attributes = match cx.names.beyond_ascii() {
        true => quote! { #![allow(uncommon_codepoints, mixed_script_confusables, confusable_idents, #names)] },
        false => TokenStream::new(),
    };
    Client { attributes, root: client::root(cx, form), modules }
}

fn types(cx: &Context<'_>) -> Module {
    let mut items = vec![contract::import()];
    let mut uses_runtime = false;
    // By name: the order of the components of a document carries no meaning.
    let mut sorted: Vec<_> = cx.api.type_ids().collect();
    sorted.sort_by_key(|(id, _)| &cx.names.types[id.0]);
    for (id, def) in sorted {
        if let Some(original) = cx.api.duplicates.get(&id) {
            items.push(structure::alias(cx, id, def, original));
            continue;
        }
        items.extend(match &def.kind {
            TypeKind::Struct(structure) => structure::structure(cx, id, def, structure),
            TypeKind::Enum(values) => enumeration::enumeration(cx, id, def, values),
            TypeKind::Union(union) => union::union(cx, id, def, union),
            TypeKind::Alias(ty) => vec![structure::alias(cx, id, def, ty)],
        });
        items.extend(blank::blank(cx, id, def));
        uses_runtime |= !matches!(def.kind, TypeKind::Alias(_));
    }
    uses_runtime |= items[1..].iter().any(|item| item.to_string().contains("rt ::"));
    if !uses_runtime {
        items.remove(0);
    }
    let docs = docs::doc(if has_nulls_and_absence(cx) { TYPES_WITH_NULLS } else { TYPES });
    let allow = lints(cx);
    Module { name: context::ident("types"), attributes: quote! { #docs #allow }, items }
}

const TYPES: &str = "The types of the service.";

/// Said once, and not with each field: a setter of each has four times the bytes of the field, and saves one word of a caller.
const TYPES_WITH_NULLS: &str = "The types of the service.\n\nWhere a field is an `Option<Option<T>>`, `None` leaves the property out, \
                                `Some(None)` sends `null`, and `Some(value).into()` sends a value. `field.flatten()` reads it.";

/// Returns `true` if a property may be null, or absent.
fn has_nulls_and_absence(cx: &Context<'_>) -> bool {
    let has = |kind: &TypeKind| match kind {
        TypeKind::Struct(own) => own.fields.iter().any(|field| field.presence == Presence::OptionalNullable),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    };
    cx.api.types.iter().any(|def| has(&def.kind))
}

/// Lints that the types cannot avoid: fields without a description, and uses of what the document calls deprecated.
fn lints(cx: &Context<'_>) -> TokenStream {
    let mut undocumented = false;
    let mut deprecated = false;
    for def in &cx.api.types {
        deprecated |= def.deprecated;
        match &def.kind {
            TypeKind::Struct(structure) => {
                undocumented |= structure.fields.iter().any(|field| field.description.is_none());
                deprecated |= structure.fields.iter().any(|field| field.deprecated);
            }
            TypeKind::Enum(_) | TypeKind::Union(_) => undocumented = true,
            TypeKind::Alias(_) => {}
        }
    }
    let undocumented = undocumented.then(|| quote! { #[allow(missing_docs)] });
    let deprecated = deprecated.then(|| quote! { #[allow(deprecated)] });
    quote! { #undocumented #deprecated }
}
