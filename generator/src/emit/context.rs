//! What emitters ask.

use std::collections::HashSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::analyze::Facts;
use crate::ir::{Api, Type, TypeId};
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

    /// The name of a type.
    pub(crate) fn type_name(&self, id: TypeId) -> Ident {
        ident(&self.names.types[id.0])
    }

    /// The derives and attributes that the configuration adds to a type, without derives that it has.
    pub(super) fn decoration(&self, id: TypeId, derived: &[&str]) -> TokenStream {
        let Some(added) = self.names.decorated.types.get(&id) else { return TokenStream::new() };
        let derives = added.derives.iter().filter(|path| !derived.contains(&path.as_str())).map(|path| parsed(path));
        let attributes = added.attributes.iter().map(|attribute| parsed(attribute));
        quote! { #(#[derive(#derives)])* #(#attributes)* }
    }

    /// The attributes that the configuration adds to a field or variant.
    pub(super) fn attributes(&self, id: TypeId, index: usize) -> TokenStream {
        let added = self.names.decorated.parts.get(&(id, index));
        added.into_iter().flatten().map(|attribute| parsed(attribute)).collect()
    }

    /// `true` if a type holds files.
    pub(super) fn has_files(&self, ty: &Type) -> bool {
        ty.has_files(&|id| self.facts.files.contains(&id))
    }

    /// `true` if a type of the document hides a name such as `Option` in the types module.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
}

/// Source of the configuration as tokens.
fn parsed(source: &str) -> TokenStream {
    source.parse().expect("the configuration accepts only Rust")
}

/// An identifier, raw where the word is a keyword; words that cannot be raw get an underscore.
pub(crate) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => Ident::new(&format!("{name}_"), Span::call_site()),
        "gen" => Ident::new_raw(name, Span::call_site()), // a keyword of edition 2024, which `syn` does not know
        _ => match syn::parse_str::<Ident>(name) {
            Ok(ident) => ident,
            Err(_) => Ident::new_raw(name, Span::call_site()),
        },
    }
}
