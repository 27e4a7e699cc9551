//! What emitters ask.

use std::collections::HashSet;

use proc_macro2::{Ident, Span};

use crate::analyze::Facts;
use crate::ir::{Api, TypeId};
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

    /// Whether a type of the document hides a name such as `Option` in the types module.
    pub(crate) fn hides(&self, name: &str) -> bool {
        self.taken.contains(name)
    }
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
