//! The context of emitters.

use crate::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::derives::Dialects;
use crate::analyze::Facts;
use crate::config::Decoration;
use crate::ir::{Api, OperationId, Type, TypeId};
use crate::name::Names;

/// The model with its facts and names.
pub(crate) struct Context<'a> {
    pub(crate) api: &'a Api,
    pub(crate) facts: &'a Facts,
    pub(crate) names: &'a Names,
    taken: HashSet<&'a str>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(api: &'a Api, facts: &'a Facts, names: &'a Names) -> Self {
        Self { api, facts, names, taken: names.taken() }
    }

    /// Returns `true` if a crate of the client has features.
    pub(crate) fn has_features(&self) -> bool {
        !self.api.types_only && self.names.features.iter().any(Option::is_some)
    }

    /// The name of a type.
    pub(crate) fn type_name(&self, id: TypeId) -> Ident {
        ident(&self.names.types[id.0])
    }

    /// The derives and attributes that the configuration adds to a type, without derives that it has.
    pub(super) fn decoration(&self, id: TypeId, derived: &[&str]) -> TokenStream {
        let read = Dialects::new(self, id).container();
        let added = decoration(self.names.decorated.types.get(&id), derived);
        quote! { #added #read }
    }

    /// The same for the struct of required parameters of an operation.
    pub(super) fn arguments_decoration(&self, id: OperationId, derived: &[&str]) -> TokenStream {
        decoration(self.names.decorated.arguments.get(&id), derived)
    }

    /// The attributes that the configuration adds to a field or variant, and those that derives of the type read. The last index
    /// is that of undeclared properties, or of other values.
    pub(super) fn attributes(&self, id: TypeId, index: usize) -> TokenStream {
        let added = self.names.decorated.parts.get(&(id, index));
        let read = Dialects::new(self, id).part(index);
        added.into_iter().flatten().map(|attribute| parsed(attribute)).chain([read]).collect()
    }

    /// `true` if a type holds files.
    pub(crate) fn has_files(&self, ty: &Type) -> bool {
        ty.has_files(&|id| self.facts.files.contains(&id))
    }

    /// `true` if a type of the document hides a name such as `Option` in the types module.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

/// Derives and attributes that the configuration adds, without derives that are there.
fn decoration(added: Option<&Decoration>, derived: &[&str]) -> TokenStream {
    let Some(added) = added else { return TokenStream::new() };
    let derives = added.derives.iter().filter(|path| !derived.contains(&path.as_str())).map(|path| parsed(path));
    let attributes = added.attributes.iter().map(|attribute| parsed(attribute));
    quote! { #(#[derive(#derives)])* #(#attributes)* }
}

/// Source of the configuration as tokens.
fn parsed(source: &str) -> TokenStream {
    source.parse().expect("the configuration accepts only Rust")
}

// The one place where a text becomes an identifier: names were made by `name`, so nothing of the document reaches the
// tokens unescaped.
/// An identifier, raw where the word is a keyword; words that cannot be raw get an underscore.
pub(crate) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => Ident::new(&format!("{name}_"), Span::call_site()),
        "gen" => Ident::new_raw(name, Span::call_site()), // a keyword of edition 2024, which `syn` does not know
        // Each name comes here several times, and the parser takes as long as all else that is done with one.
        _ if is_no_keyword(name) => Ident::new(name, Span::call_site()),
        _ => match syn::parse_str::<Ident>(name) {
            Ok(ident) => ident,
            Err(_) => Ident::new_raw(name, Span::call_site()),
        },
    }
}

/// Returns `true` if a name is an identifier by its letters alone: keywords have small letters only, and at most eight.
fn is_no_keyword(name: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let is_small = name.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word && name.starts_with(|first: char| first.is_ascii_alphabetic()) && (!is_small || name.len() > 8)
}
