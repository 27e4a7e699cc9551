//! Tables of bodies in XML, in a module of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::{Module, contract, docs};
use crate::ir::{Xml, XmlKind, XmlNode, XmlRootId};

/// The module, where there are bodies in XML.
pub(super) fn module(cx: &Context<'_>) -> Option<Module<TokenStream>> {
    let tables = &cx.api.xml;
    if tables.roots.is_empty() {
        return None;
    }
    let mut items = vec![contract::import()];
    let mut breaks = Vec::new();
    let mut schemas: Vec<_> = tables.schemas.iter().zip(&cx.names.xml_schemas).collect();
    schemas.sort_by_key(|(_, name)| *name);
    for (schema, name) in schemas {
        let (name, xml) = (ident(name), xml(cx, &schema.xml));
        breaks.push(items.len());
        // Public, so that the files of a module that is cut name the tables of each other.
        items.push(quote! { pub static #name: rt::Xml = #xml; });
    }
    let mut roots: Vec<_> = tables.roots.iter().zip(&cx.names.xml_roots).collect();
    roots.sort_by_key(|(_, name)| *name);
    for (root, name) in roots {
        let (name, node) = (ident(name), node(cx, &root.node, ""));
        breaks.push(items.len());
        items.push(quote! { #[derive(Debug)] pub enum #name {} });
        items.push(quote! {
            impl rt::XmlRoot for #name {
                const NODE: &'static rt::XmlNode = {
                    static NODE: rt::XmlNode = #node;
                    &NODE
                };
            }
        });
    }
    let about = docs::doc("The XML form of values.");
    let mut lints = vec![quote! { missing_docs }];
    // Some small letters have no capital.
    let is_lower = |name: &String| name.contains(char::is_lowercase);
    lints.extend(cx.names.xml_schemas.iter().any(is_lower).then(|| quote! { non_upper_case_globals }));
    let attributes = quote! { #about #[doc(hidden)] };
    Some(Module { breaks, lints, ..Module::new(&cx.names.xml_module, quote! { pub }, attributes, items) })
}

/// The marker of a body's outermost element, as operations name it.
pub(super) fn root(cx: &Context<'_>, id: XmlRootId) -> TokenStream {
    let (module, name) = (ident(&cx.names.xml_module), ident(&cx.names.xml_roots[id.0]));
    quote! { super::#module::#name }
}

fn xml(cx: &Context<'_>, table: &Xml) -> TokenStream {
    let each = |tables: &[Xml]| {
        let references = tables.iter().map(|table| reference(cx, table));
        quote! { &[#(#references),*] }
    };
    match table {
        Xml::Text => quote! { rt::Xml::Text },
        Xml::Word => quote! { rt::Xml::Word },
        Xml::Number => quote! { rt::Xml::Number },
        Xml::Boolean => quote! { rt::Xml::Boolean },
        Xml::Any => quote! { rt::Xml::Any },
        Xml::Object(nodes, others) => {
            let nodes = nodes.iter().map(|xml_node| node(cx, xml_node, &xml_node.property));
            let others = match others {
                Some(others) => {
                    let others = node(cx, others, "");
                    quote! { Some(&#others) }
                }
                None => quote! { None },
            };
            quote! { rt::Xml::Object(&[#(#nodes),*], #others) }
        }
        Xml::List(item) => {
            let item = node(cx, item, "");
            quote! { rt::Xml::List(&#item) }
        }
        Xml::Tuple(places) => {
            let places = places.iter().map(|place| node(cx, place, ""));
            quote! { rt::Xml::Tuple(&[#(#places),*]) }
        }
        Xml::Union(members) => {
            let members = each(members);
            quote! { rt::Xml::Union(#members) }
        }
        Xml::Tagged(tag, values, rest) => {
            let tag = node(cx, tag, &tag.property);
            let values = values.iter().map(|(value, table)| {
                let table = reference(cx, table);
                quote! { (#value, #table) }
            });
            let rest = each(rest);
            quote! { rt::Xml::Tagged(&#tag, &[#(#values),*], #rest) }
        }
        Xml::Within(inner) => {
            let inner = node(cx, inner, "");
            quote! { rt::Xml::Within(&#inner) }
        }
        Xml::Schema(_) => {
            let members = each(std::slice::from_ref(table));
            quote! { rt::Xml::Union(#members) }
        }
    }
}

fn reference(cx: &Context<'_>, table: &Xml) -> TokenStream {
    match table {
        Xml::Schema(id) => {
            let name = ident(&cx.names.xml_schemas[id.0]);
            quote! { &#name }
        }
        other => {
            let table = xml(cx, other);
            quote! { &#table }
        }
    }
}

fn node(cx: &Context<'_>, node: &XmlNode, property: &str) -> TokenStream {
    let table = reference(cx, &node.xml);
    let named = (node.name != property).then(|| {
        let name = &node.name;
        quote! { .named(#name) }
    });
    let prefix = node.prefix.as_ref().map(|prefix| quote! { .prefix(#prefix) });
    let namespace = node.namespace.as_ref().map(|namespace| quote! { .namespace(#namespace) });
    let kind = contract::xml_kind(node.kind).map(|kind| quote! { .kind(#kind) });
    // `required` matters only where an absent node stands for something.
    let required = (node.required && (node.kind == XmlKind::None || node.nullable)).then(|| quote! { .required(true) });
    let nullable = node.nullable.then(|| quote! { .nullable(true) });
    quote! { rt::XmlNode::new(#property, #table) #named #prefix #namespace #kind #required #nullable }
}
