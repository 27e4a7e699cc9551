//! Tokens.
//!
//! * In: an [`Api`], its [`Facts`] and its [`Names`].
//! * Out: [`Module`]s of items, each printed as soon as its tokens are there.
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
mod derives;
mod docs;
mod enumeration;
mod example;
mod invocation;
mod literal;
mod method;
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
mod users;
mod xml;

use std::collections::BTreeSet;
use std::ops::Range;

pub(crate) use client::has_setters;
pub(crate) use context::{Context, ident};
pub(crate) use docs::first_sentence;
pub(crate) use invocation::{CallValues, invocation, marker_path, method_path, variant_path};
pub(crate) use literal::{Expression, argument, literal, raw};
use proc_macro2::TokenStream;
use quote::quote;
pub(crate) use response::{payload_text, response_text};
pub(crate) use sequence::result;
pub(crate) use signature::{
    accessor, body_text, call_text, fields, method_signature, parameter_text, setter_signature,
};
pub(crate) use spec::distinguishes_others;
pub(crate) use ty::{resolved, text as one_line, type_text};

use crate::ir::{Presence, Struct, TypeDef, TypeId, TypeKind};
use crate::print::{self, Tokens};

/// A module of the generated client. Its items are tokens until it is complete, and text afterwards.
pub(crate) struct Module<Item = String> {
    pub(crate) name: proc_macro2::Ident,
    /// `pub`, or nothing.
    pub(crate) visibility: TokenStream,
    /// Attributes in front of `mod`: its documentation, and behind it one for the lints.
    pub(crate) attributes: TokenStream,
    /// Lints that its content cannot avoid.
    lints: Vec<TokenStream>,
    pub(crate) items: Vec<Item>,
    /// The items that a file of it may begin with, where it is cut. Those in front of the first are for all files.
    pub(crate) breaks: Vec<usize>,
}

impl Module<TokenStream> {
    fn new(name: &str, visibility: TokenStream, attributes: TokenStream, items: Vec<TokenStream>) -> Self {
        Self { name: context::ident(name), visibility, attributes, lints: Vec::new(), items, breaks: Vec::new() }
    }

    // The tokens of an item take some forty times the bytes of its text, and there is one item at a time.
    fn printed(self) -> Module {
        let Self { name, visibility, attributes, lints, items, breaks } = self;
        Module { name, visibility, attributes, lints, items: items.into_iter().map(print::item).collect(), breaks }
    }
}

// Types and codecs stand apart: who reads the module `types` sees structs and enums, and the implementations are in a
// private module behind it.
/// The items of one type.
#[derive(Default)]
struct TypeItems {
    /// The type, and its inherent items.
    items: Vec<TokenStream>,
    /// Implementations of traits: how values are read, written, compared and converted.
    codecs: Vec<TokenStream>,
}

/// One type of a client.
pub(crate) struct NamedType {
    pub(crate) name: proc_macro2::Ident,
    /// The type, and its inherent items.
    pub(crate) items: String,
    /// Implementations of traits.
    pub(crate) codecs: String,
    /// The groups of operations that use it, by the index of their first module. The number behind the last one stands for what no group
    /// uses, with what that names.
    pub(crate) users: BTreeSet<usize>,
    /// The types that it names, by their places in the list.
    pub(crate) mentioned: BTreeSet<usize>,
}

/// The types of a client, in the order of their names.
pub(crate) struct Types {
    /// Their module, with what is in front of them.
    pub(crate) types: Module,
    /// The module of their codecs, with what is in front of them.
    pub(crate) codecs: Module,
    pub(crate) list: Vec<NamedType>,
}

/// The whole client: the items of its root, and the modules below.
pub(crate) struct Client {
    /// Attributes of a crate around it.
    pub(crate) attributes: TokenStream,
    pub(crate) root: Vec<String>,
    pub(crate) types: Option<Types>,
    pub(crate) modules: Vec<Module>,
    /// The modules of operations among them.
    pub(crate) groups: Range<usize>,
}

/// The form of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout<'a> {
    /// A crate of its own, with this name in Rust.
    Crate(&'a str),
    /// A module of a program, which may be private and use a part of it only.
    Module,
}

/// Emits a client.
pub(crate) fn emit(cx: &Context<'_>, form: Layout<'_>) -> Client {
    let list = sorted(cx);
    // Files and features by users are those of a crate.
    let mut users = matches!(form, Layout::Crate(_))
        .then(|| users::TypeUsers::new(list.iter().map(|(id, _)| cx.type_name(*id).to_string())));
    let mut types = (!cx.api.types.is_empty()).then(|| types(cx, &list, users.as_mut()));
    let mut modules = Vec::new();
    if !cx.api.types_only {
        modules.extend(server::module(cx).map(|module| module.printed()));
        modules.extend(xml::module(cx).map(|module| module.printed()));
    }
    let first = modules.len();
    let labels: Vec<_> = cx.facts.groups.iter().map(|group| &group.label).collect();
    if !cx.api.types_only {
        for (index, group) in cx.facts.groups.iter().enumerate() {
            let user = labels.iter().position(|label| *label == labels[index]).unwrap_or(index);
            if let Some(users) = &mut users {
                users.begin_module(user);
            }
            modules.push(operation::module(cx, form, index, group, |item| {
                if let Some(users) = &mut users {
                    users.add_item_of_module(item);
                }
            }));
        }
    }
    if let (Some(types), Some(users)) = (&mut types, users) {
        for (named, (users, mentioned)) in types.list.iter_mut().zip(users.finish(labels.len())) {
            (named.users, named.mentioned) = (users, mentioned);
        }
    }
    // Lints that names in scripts without case cannot avoid: a field is called as a variant is.
    let names = cx.names.without_case().then(|| {
        quote! { non_camel_case_types, non_snake_case, non_upper_case_globals, bindings_with_variant_name }
    });
    let of_types = types.iter_mut().flat_map(|types| [&mut types.types, &mut types.codecs]);
    for module in of_types.chain(&mut modules) {
        if form == Layout::Module {
            module.lints.extend([quote! { dead_code }, quote! { unreachable_pub }]);
            module.lints.extend(names.clone());
        }
        let (attributes, lints) = (&module.attributes, &module.lints);
        if !lints.is_empty() {
            module.attributes = quote! { #attributes #[allow(#(#lints),*)] };
        }
    }
    let attributes = if cx.names.beyond_ascii() {
        quote! { #![allow(uncommon_codepoints, mixed_script_confusables, confusable_idents, #names)] }
    } else {
        TokenStream::new()
    };
    let groups = first..modules.len();
    let root = client::root(cx, form).into_iter().map(print::item).collect();
    Client { attributes, root, types, modules, groups }
}

/// The types of a client in the order of their names.
fn sorted<'a>(cx: &Context<'a>) -> Vec<(TypeId, &'a TypeDef)> {
    // One type stands for all that say the same.
    let mut list: Vec<_> = cx.api.type_ids().filter(|(id, _)| !cx.api.duplicates.contains_key(id)).collect();
    // By name: the order of the components of a document carries no meaning.
    list.sort_by_key(|(id, _)| &cx.names.types[id.0]);
    list
}

/// The types, and their codecs.
fn types(cx: &Context<'_>, list: &[(TypeId, &TypeDef)], mut users: Option<&mut users::TypeUsers>) -> Types {
    let mut uses_runtime = false;
    let list = list.iter().map(|(id, def)| {
        let TypeItems { items, codecs } = type_items(cx, *id, def);
        let [items, codecs] = [items, codecs].map(|items| items.into_iter().map(Tokens::read).collect::<Vec<_>>());
        uses_runtime = uses_runtime || items.iter().any(|item| item.lead_through("rt"));
        if let Some(users) = &mut users {
            users.add_type(items.iter().chain(&codecs));
        }
        let [items, codecs] = [items, codecs].map(|items| print::items(items.iter().map(print::read_item)));
        NamedType { name: cx.type_name(*id), items, codecs, users: BTreeSet::new(), mentioned: BTreeSet::new() }
    });
    let list: Vec<NamedType> = list.collect();
    let docs = docs::doc(if has_nulls_and_absence(cx) { TYPES_WITH_NULLS } else { TYPES });
    let head = if uses_runtime { vec![contract::import()] } else { Vec::new() };
    let types = Module { lints: lints(cx), ..Module::new("types", quote! { pub }, docs, head) }.printed();
    let head = vec![contract::import(), quote! { use super::types::*; }];
    let lints = uses_deprecated(cx).then(|| quote! { deprecated }).into_iter().collect();
    let codecs = Module { lints, ..Module::new("codecs", TokenStream::new(), docs::doc(CODECS), head) }.printed();
    Types { types, codecs, list }
}

impl Types {
    /// Returns `true` if there are codecs: names for other types have none.
    pub(crate) fn has_codecs(&self) -> bool {
        self.list.iter().any(|ty| !ty.codecs.is_empty())
    }
}

/// Emits the items of one type.
fn type_items(cx: &Context<'_>, id: TypeId, def: &TypeDef) -> TypeItems {
    let mut items = match &def.kind {
        TypeKind::Struct(structure) => structure::structure(cx, id, def, structure),
        TypeKind::Enum(values) => enumeration::enumeration(cx, id, def, values),
        TypeKind::Union(union) => union::union(cx, id, def, union),
        TypeKind::Alias(ty) => structure::alias(cx, id, def, ty),
    };
    items.codecs.extend(blank::blank(cx, id, def));
    items
}

const CODECS: &str = "Codecs of the types.";

const TYPES: &str = "The types of the service.";

/// Said once, and not with each field. A setter of each has four times the bytes of the field, and saves one word of a
/// caller.
const TYPES_WITH_NULLS: &str = "The types of the service.\n\nWhere a field is an `Option<Option<T>>`, `None` leaves the property out, \
                                `Some(None)` sends `null`, and `Some(value).into()` sends a value. `field.flatten()` reads it.";

/// Returns `true` if a property may be null, or absent.
fn has_nulls_and_absence(cx: &Context<'_>) -> bool {
    let has = |kind: &TypeKind| match kind {
        TypeKind::Struct(structure) => {
            structure.fields.iter().any(|field| field.presence == Presence::OptionalNullable)
        }
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => false,
    };
    cx.api.types.iter().any(|def| has(&def.kind))
}

/// Lints that the types cannot avoid: what has no description, uses of what the document calls deprecated, and sizes that it chose.
fn lints(cx: &Context<'_>) -> Vec<TokenStream> {
    /// More arguments are what clippy warns of.
    const MAX_ARGUMENTS: usize = 7;
    let large = cx.facts.decisions.values().any(union::has_objects);
    let many = cx.facts.constructors.values().any(|arguments| arguments.len() > MAX_ARGUMENTS);
    let lints = [
        Some(quote! { missing_docs }),
        uses_deprecated(cx).then(|| quote! { deprecated }),
        large.then(|| quote! { clippy::large_enum_variant }),
        many.then(|| quote! { clippy::too_many_arguments }),
    ];
    lints.into_iter().flatten().collect()
}

/// Returns `true` if a type, or a field, is deprecated.
fn uses_deprecated(cx: &Context<'_>) -> bool {
    cx.api.types.iter().any(|def| {
        let has_deprecated = |structure: &Struct| structure.fields.iter().any(|field| field.deprecated);
        def.deprecated || matches!(&def.kind, TypeKind::Struct(structure) if has_deprecated(structure))
    })
}
