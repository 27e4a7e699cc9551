//! The servers of the document: a function for each, and a type for one with variables.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::{Module, contract, docs};
use crate::name::{ServerNames, VariableNames};
use crate::spec::{Server, Variable};

/// The module of the servers, where the document names any.
pub(super) fn module(cx: &Context<'_>) -> Option<Module<TokenStream>> {
    if cx.api.servers.is_empty() {
        return None;
    }
    let mut items = vec![contract::import()];
    for (server, names) in cx.api.servers.iter().zip(&cx.names.servers) {
        items.push(function(server, names));
        if has_type(server) {
            items.extend(of_variables(server, names));
        }
        for (variable, names) in server.variables.iter().zip(&names.variables) {
            items.extend(values(variable, names));
        }
    }
    let docs = docs::text_docs("The servers that the document names, for [`Client::at`].");
    Some(Module::new(&cx.names.server_module, quote! { pub }, docs, items))
}

// A server without anything to set needs no type of its own: a function is enough.
/// `true` if there is something to set.
fn has_type(server: &Server) -> bool {
    server.variables.iter().any(|variable| variable.default.is_some())
}

/// The function that makes a server. What has no default is an argument.
fn function(server: &Server, names: &ServerNames) -> TokenStream {
    let docs = server_docs(server);
    let (function, url) = (ident(&names.function), &server.url);
    let mut arguments = Vec::new();
    let mut puts = Vec::new();
    if server.is_relative() {
        arguments.push(quote! { document: &str });
        puts.push(quote! { .relative_to(document) });
    }
    let mut defaults = Vec::new();
    for (variable, names) in server.variables.iter().zip(&names.variables) {
        let wire = &variable.name;
        match &variable.default {
            Some(default) => defaults.push(quote! { (#wire, #default) }),
            None => {
                let (name, ty, value) = argument(variable, names);
                arguments.push(quote! { #name: #ty });
                puts.push(quote! { .variable(#wire, #value) });
            }
        }
    }
    let made = quote! { rt::Server::new(#url, &[#(#defaults),*]) #(#puts)* };
    let (ty, made) = if has_type(server) {
        let ty = ident(&names.ty);
        (quote! { #ty }, quote! { #ty(#made) })
    } else {
        (quote! { ::callsmith_runtime::Server }, made)
    };
    quote! {
        #docs
        pub fn #function(#(#arguments),*) -> #ty { #made }
    }
}

fn server_docs(server: &Server) -> TokenStream {
    let url = docs::code(&server.url);
    let relative = if server.is_relative() {
        "Relative to `document`: the URL of the document, or of the host that serves it."
    } else {
        ""
    };
    let needed = server.variables.iter().filter(|variable| variable.default.is_none());
    let needed: Vec<String> = needed.filter_map(description).collect();
    docs::paragraphs([server.description.as_deref().unwrap_or_default(), &url, relative, &needed.join("\n")])
}

fn description(variable: &Variable) -> Option<String> {
    Some(docs::entry(&variable.name, variable.description.as_deref()?))
}

/// The name and type of the value of a variable, and its text.
fn argument(variable: &Variable, names: &VariableNames) -> (proc_macro2::Ident, TokenStream, TokenStream) {
    let name = ident(&names.name);
    // Listed values are an enum of the module, so that a wrong region does not compile.
    if variable.values.is_empty() {
        return (name.clone(), quote! { &str }, quote! { #name });
    }
    let ty = ident(&names.ty);
    (name.clone(), quote! { #ty }, quote! { #name.as_str() })
}

/// The type of a server with a setter for each variable that has a default.
fn of_variables(server: &Server, names: &ServerNames) -> [TokenStream; 3] {
    let ty = ident(&names.ty);
    let docs = docs::text_docs(&format!("The server {}.", docs::code(&server.url)));
    let with_default = server.variables.iter().zip(&names.variables).filter(|(variable, _)| variable.default.is_some());
    let setters = with_default.map(|(variable, names)| {
        let (name, ty, value) = argument(variable, names);
        let (wire, default) = (&variable.name, variable.default.as_deref().unwrap_or_default());
        let default = match default {
            "" => "Empty unless it is set.".to_owned(),
            default => format!("{} unless it is set.", docs::code(default)),
        };
        let docs = docs::paragraphs([variable.description.as_deref().unwrap_or_default(), &default]);
        quote! {
            #docs
            #[must_use]
            pub fn #name(self, #name: #ty) -> Self {
                Self(self.0.variable(#wire, #value))
            }
        }
    });
    [
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #ty(::callsmith_runtime::Server);
        },
        quote! { impl #ty { #(#setters)* } },
        quote! {
            impl ::core::ops::Deref for #ty {
                type Target = ::callsmith_runtime::Server;

                #[inline]
                fn deref(&self) -> &::callsmith_runtime::Server {
                    &self.0
                }
            }
        },
    ]
}

/// The enum of the values of a variable. It is closed: another value is part of a base URL that the user gives.
fn values(variable: &Variable, names: &VariableNames) -> Vec<TokenStream> {
    if variable.values.is_empty() {
        return Vec::new();
    }
    let ty = ident(&names.ty);
    let values = &variable.values;
    let variants: Vec<_> = names.values.iter().map(|name| ident(name)).collect();
    let wire = values.iter().map(|value| docs::text_docs(&docs::code(value)));
    let docs = docs::text_docs(&format!("The values of the variable {}.", docs::code(&variable.name)));
    let value_docs = docs::text_docs("The value as it stands in the URL.");
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub enum #ty { #(#wire #variants,)* }
        },
        quote! {
            impl #ty {
                #value_docs
                pub fn as_str(self) -> &'static str {
                    match self { #(Self::#variants => #values,)* }
                }
            }
        },
    ]
}
