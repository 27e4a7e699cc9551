//! Operations: a method of the client, a marker type, and setters.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::ty::{self, From};
use super::{Layout, Module, contract, docs, method, parameter, response, rules, sequence, spec, stream};
use crate::analyze::Group;
use crate::ir::{BodyCodec, Operation, OperationId, OtherBody, Parameter, ParameterForm, ResponseSide};
use crate::limits;
use crate::name::{GroupNames, OperationNames};
use crate::print::{self, Tokens};
use crate::spec::GeneratedValue;

/// The module of a group. `look` sees the tokens of each item.
pub(super) fn module(
    cx: &Context<'_>,
    form: Layout<'_>,
    index: usize,
    group: &Group,
    mut look: impl FnMut(&Tokens),
) -> Module {
    let about = about(cx, group);
    let mut names_types = false;
    let mut print = |item: TokenStream| {
        let tokens = Tokens::read(item);
        names_types |= tokens.lead_through("types");
        look(&tokens);
        print::read_item(&tokens)
    };
    let mut rest = vec![print(quote! { rt::group!(); })];
    let names = group.operations.first().and_then(|id| cx.names.operations[id.0].group.as_ref());
    let owner = match names {
        Some(names) if group.part > 0 => imported(cx, group, names),
        Some(names) => {
            rest.extend(with_methods(cx, group, names, &about).into_iter().map(&mut print));
            quote! { use super::Client; }
        }
        None => quote! { use super::Client; },
    };
    let mut items = vec![contract::import(), owner];
    let mut breaks = vec![rest.len()];
    // One block of methods is in one file, so blocks are small enough for a large group to be cut.
    for block in group.operations.chunks(limits::BLOCK_METHODS) {
        let methods = block.iter().map(|id| methods(cx, form, *id));
        let owner = match names.map(|names| ident(&names.ty)) {
            Some(ty) => quote! { #ty<'_> },
            None => quote! { Client },
        };
        rest.push(print(quote! { impl #owner { #(#methods)* } }));
        breaks.push(rest.len());
    }
    for id in &group.operations {
        rest.extend(operation_items(cx, *id).into_iter().map(&mut print));
        breaks.push(rest.len());
    }
    // Only where it is named: rustc warns of an import that nothing uses.
    if names_types {
        items.insert(1, quote! { use super::types; });
    }
    // Behind the last item there is nothing that a file could begin with.
    breaks.pop();
    breaks.iter_mut().for_each(|at| *at += items.len());
    let deprecated = group.operations.iter().any(|id| {
        let operation = cx.api.operation(*id);
        operation.deprecated || operation.parameters.iter().any(|parameter| parameter.deprecated)
    });
    let deprecated = deprecated || cx.api.types.iter().any(|def| def.deprecated);
    let lints = deprecated.then(|| quote! { deprecated }).into_iter().collect();
    let mut module = Module::new(&cx.names.groups[index], quote! { pub }, docs::doc(&about), items).printed();
    module.items.append(&mut rest);
    Module { breaks, lints, ..module }
}

/// The items of an operation, except for its method.
fn operation_items(cx: &Context<'_>, id: OperationId) -> Vec<TokenStream> {
    let parts = OperationTokens::new(cx, id);
    let mut items = Vec::new();
    items.extend(arguments_struct(cx, id, &parts));
    items.extend(marker(cx, id, &parts));
    items.extend(optional_body(&parts));
    items.extend(response::enums(cx, id, &parts));
    items.extend(sequence::paged(cx, id));
    items.extend(sequence::long_running(cx, id));
    items.extend(stream::items(cx, &parts));
    items.extend(setters(cx, &parts));
    items.extend(headers(cx, &parts));
    items
}

/// Describes a group, by the description of its tag where there is one.
fn about(cx: &Context<'_>, group: &Group) -> String {
    let Some(text) = group.label.text() else { return "The operations of the service.".to_owned() };
    let tag = cx.api.tags.iter().find(|(name, _)| group.label.tag() == Some(name));
    let described = tag.and_then(|(_, text)| text.clone()).filter(|text| !text.trim().is_empty());
    described.unwrap_or_else(|| format!("Operations of {}.", docs::code(text)))
}

/// The import of the type with the methods of a group, for the further modules of a large one.
fn imported(cx: &Context<'_>, group: &Group, names: &GroupNames) -> TokenStream {
    let first = cx.facts.groups.iter().position(|other| other.label == group.label).unwrap_or_default();
    let (first, ty) = (ident(&cx.names.groups[first]), ident(&names.ty));
    quote! { use super::#first::#ty; }
}

/// The type with the methods of a group, and the method of the client that gives it.
fn with_methods(cx: &Context<'_>, group: &Group, names: &GroupNames, about: &str) -> Vec<TokenStream> {
    let (accessor, ty) = (ident(&names.accessor), ident(&names.ty));
    let parts = cx.facts.groups.iter().filter(|other| other.label == group.label);
    // Modules beside this one have methods of it too.
    let visibility = (parts.count() > 1).then(|| quote! { pub(super) });
    let docs = docs::doc(about);
    let call = docs::text_docs(&format!("The operations of [`{}`].", docs::linked(&ty.to_string())));
    vec![
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub struct #ty<'a>(#visibility &'a Client);
        },
        quote! {
            impl Client {
                #call
                #[inline]
                pub fn #accessor(&self) -> #ty<'_> {
                    #ty(self)
                }
            }
        },
    ]
}

/// The common parts of the items of one operation.
pub(super) struct OperationTokens<'a> {
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    pub(super) method: Ident,
    /// The type that has the method.
    pub(super) owner: Ident,
    pub(super) marker: Ident,
    /// Required parameters with their index, their name and their type.
    pub(super) required: Vec<(usize, Ident, parameter::Argument)>,
    /// The struct of the required parameters, where there are many, and whether it borrows.
    pub(super) arguments: Option<(Ident, bool)>,
    /// The type of the body argument, where there is one, and how it is put into the call.
    pub(super) body: Option<(TokenStream, TokenStream)>,
}

impl<'a> OperationTokens<'a> {
    pub(super) fn new(cx: &'a Context<'_>, id: OperationId) -> Self {
        let operation = cx.api.operation(id);
        let names = &cx.names.operations[id.0];
        let lifetime = names.arguments.is_some().then(|| quote! { 'a });
        let required = operation.parameters.iter().enumerate().filter(|(_, parameter)| parameter.required);
        let required: Vec<_> = required
            .map(|(index, parameter)| {
                let argument = parameter::argument(cx, parameter, lifetime.as_ref());
                (index, ident(&names.parameters[index]), argument)
            })
            .collect();
        let borrows = required.iter().any(|(_, _, argument)| argument.borrows);
        Self {
            operation,
            names,
            method: ident(&names.method),
            owner: ident(names.group.as_ref().map_or("Client", |group| &group.ty)),
            marker: ident(&names.marker),
            required,
            arguments: names.arguments.as_deref().map(|name| (ident(name), borrows)),
            body: operation.body.as_ref().filter(|body| body.is_argument).map(|body| parameter::body(cx, body)),
        }
    }

    /// The link to the method. Links have keywords without the mark of raw identifiers.
    pub(super) fn link(&self) -> String {
        let [owner, method] = [&self.owner, &self.method].map(|ident| docs::linked(&ident.to_string()).to_owned());
        format!("[`{owner}::{method}`]")
    }

    /// The arguments behind `&self`, without the body.
    pub(super) fn arguments(&self) -> TokenStream {
        // Required parameters stand in the order of the path template, then the body. From four on they are one struct with
        // named fields, so that no two are swapped unseen.
        if let Some((name, borrows)) = &self.arguments {
            let lifetime = borrows.then(|| quote! { <'_> });
            return quote! { , arguments: #name #lifetime };
        }
        let arguments = self.required.iter().map(|(_, name, argument)| {
            let ty = &argument.ty;
            quote! { , #name: #ty }
        });
        quote! { #(#arguments)* }
    }

    /// The call with the required parameters. Very many are put in by several statements: the time to format a chain of methods
    /// grows with the square of its length.
    fn call(&self) -> TokenStream {
        let puts = self.required.iter().map(|(index, name, argument)| {
            let place = match &self.arguments {
                Some(_) => quote! { arguments.#name },
                None => quote! { #name },
            };
            let value = if argument.by_value {
                quote! { &#place }
            } else {
                place
            };
            put(*index, &self.operation.parameters[*index], &value)
        });
        let puts: Vec<TokenStream> = puts.collect();
        let mut statements = TokenStream::new();
        let mut call = match self.names.group {
            Some(_) => quote! { Call::new(self.0) },
            None => quote! { Call::new(self) },
        };
        let mut chains = puts.chunks(limits::CHAINED_SETTERS).peekable();
        while let Some(chain) = chains.next() {
            call = quote! { #call #(#chain)* };
            if chains.peek().is_some() {
                statements.extend(quote! { let call = #call; });
                call = quote! { call };
            }
        }
        quote! { #statements #call }
    }
}

fn put(index: usize, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let index = Literal::usize_unsuffixed(index);
    match parameter.form {
        ParameterForm::Plain => quote! { .put(#index, #value) },
        ParameterForm::Json => quote! { .put_json(#index, #value) },
        ParameterForm::Form => quote! { .put_form(#index, #value) },
        ParameterForm::Structure => quote! { .put_structure(#index, #value) },
    }
}

// A method builds a request and returns a `Call`: no `async fn`, no status ladder and no chain of `?` for each
// operation. It is `#[inline]`, so compiling the client instantiates no codec; the tool `cost` checks that no symbol of
// serde_json is in its rlib.
/// The methods of the client for an operation.
fn methods(cx: &Context<'_>, form: Layout<'_>, id: OperationId) -> TokenStream {
    let parts = OperationTokens::new(cx, id);
    let (method, marker, arguments, call) = (&parts.method, &parts.marker, parts.arguments(), parts.call());
    let docs = method::method_docs(cx, form, id, &parts);
    let deprecated = parts.operation.deprecated.then(|| quote! { #[deprecated] });
    let body_argument = parts.body.as_ref().map(|(ty, _)| quote! { , body: #ty });
    let body_put = parts.body.as_ref().map(|(_, put)| quote! { .#put });
    let raw = parts.names.raw.as_deref().map(|name| {
        let name = ident(name);
        let docs = docs::text_docs(&format!("Like {}, with a body of any content type.", parts.link()));
        quote! {
            #docs
            #deprecated
            #[inline]
            pub fn #name(&self #arguments, content_type: &str, body: ::callsmith_runtime::Body) -> Call<#marker> {
                #call .raw_body(content_type, body)
            }
        }
    });
    let bodies = parts.operation.body.iter().filter(|body| body.is_argument).flat_map(|body| &body.others);
    let others = bodies.zip(&parts.names.others);
    let others = others.filter_map(|(body, name)| other_method(cx, &parts, name.as_deref()?, body));
    quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #method(&self #arguments #body_argument) -> Call<#marker> {
            #call #body_put
        }
        #raw
        #(#others)*
    }
}

/// The method for a body in another media type, whose type is another one.
fn other_method(cx: &Context<'_>, parts: &OperationTokens<'_>, name: &str, body: &OtherBody) -> Option<TokenStream> {
    let (marker, arguments, call) = (&parts.marker, parts.arguments(), parts.call());
    let (ty, put) = other_put(cx, parts, body)?;
    let name = ident(name);
    let media_type = docs::code(body.media_type.as_str());
    let docs = docs::text_docs(&format!("Like {}, with a body of {media_type}.", parts.link()));
    let deprecated = parts.operation.deprecated.then(|| quote! { #[deprecated] });
    Some(quote! {
        #docs
        #deprecated
        #[inline]
        pub fn #name(&self #arguments, body: #ty) -> Call<#marker> {
            #call #put
        }
    })
}

/// The type of a body in another media type, where it is another one, and how it is put into the call.
fn other_put(cx: &Context<'_>, parts: &OperationTokens<'_>, body: &OtherBody) -> Option<(TokenStream, TokenStream)> {
    let (ty, put) = parameter::other_body(cx, body, body.ty.as_ref()?);
    let is_named = match body.codec {
        BodyCodec::Json => true,
        BodyCodec::Multipart => !body.media_type.is_multipart_form(),
        _ => false,
    };
    let content_type = is_named.then(|| {
        let media_type = body.media_type.as_str();
        quote! { .with_content_type(#media_type) }
    });
    let typed_rules = if body.codec.is_typed() { rules::body(cx, body.ty.as_ref()?, &body.constraints) } else { None };
    let of_typed = parts.operation.body.as_ref().filter(|body| body.codec.is_typed());
    let of_typed = of_typed.and_then(|body| rules::body(cx, &body.ty, &body.constraints));
    let rules = (typed_rules.is_some() || of_typed.is_some()).then(|| {
        let rules = typed_rules.unwrap_or_else(|| quote! { &[] });
        quote! { .body_rules(#rules) }
    });
    Some((ty, quote! { .#put #content_type #rules }))
}

/// `` `POST /score` ``.
fn place(operation: &Operation) -> String {
    docs::code(&format!("{} {}", operation.method.as_str(), operation.path))
}

/// The struct of many required parameters.
fn arguments_struct(cx: &Context<'_>, id: OperationId, parts: &OperationTokens<'_>) -> Option<TokenStream> {
    let (name, borrows) = parts.arguments.as_ref()?;
    let lifetime = borrows.then(|| quote! { <'a> });
    let docs = docs::text_docs(&format!("The required parameters of {}.", parts.link()));
    let added = cx.arguments_decoration(id, &["Clone", "Debug"]);
    let fields = parts.required.iter().map(|(index, name, argument)| {
        let parameter = &parts.operation.parameters[*index];
        let docs = docs::doc(&parameter_docs(parameter));
        let ty = &argument.ty;
        quote! { #docs pub #name: #ty, }
    });
    Some(quote! {
        #docs
        #[derive(Clone, Debug)]
        #added
        pub struct #name #lifetime { #(#fields)* }
    })
}

fn parameter_docs(parameter: &Parameter) -> String {
    let name = docs::code(&parameter.name);
    if let Some(part) = &parameter.part {
        let subject = format!("The header {name} of the part {}", docs::code(&part.name));
        let place = format!("{subject}{}.", if part.required { ", which is not sent without it" } else { "" });
        let description_text = parameter.description.as_ref().map(|description| format!("\n\n{description}"));
        return format!("{place}{}", description_text.unwrap_or_default());
    }
    let default = match (&parameter.fixed, parameter.made) {
        (Some(text), _) => format!(" Default: {}, its one value.", docs::code(text)),
        (None, Some(made)) => format!(" Default: {}.", made_docs(made.value)),
        (None, None) => String::new(),
    };
    match (&parameter.description, parameter.made) {
        (Some(description), None) => description.clone(),
        (Some(description), Some(made)) => format!("{description}\n\nDefault: {}.", made_docs(made.value)),
        (None, _) => format!("The {} parameter {name}.{default}", parameter.location),
    }
}

/// The value that a client makes for a header, in words.
fn made_docs(made: GeneratedValue) -> &'static str {
    match made {
        GeneratedValue::Key => "a random UUID for each call, which its repetitions keep",
        GeneratedValue::Time => "the time of each call, which its repetitions keep",
    }
}

/// The marker type with what the runtime needs to know.
fn marker(cx: &Context<'_>, id: OperationId, parts: &OperationTokens<'_>) -> [TokenStream; 2] {
    let marker = &parts.marker;
    let docs = docs::text_docs(&format!("The operation behind {}: {}.", parts.link(), place(parts.operation)));
    let (output, success) = response::payload(cx, id, ResponseSide::Success);
    let (error, failure) = response::payload(cx, id, ResponseSide::Failure);
    let is_bare = parts.names.headers.is_none() && error.to_string() == "()" && failure.to_string() == "rt :: Empty";
    let error = (!is_bare).then(|| quote! { , #error as #failure });
    let headers = parts.names.headers.as_deref().map(ident).map(|name| quote! { , #name });
    let spec = spec::spec(cx, parts.operation, parts.names);
    [
        quote! {
            #docs
            pub enum #marker {}
        },
        quote! { rt::operation!(#marker: #output as #success #error #headers; #spec); },
    ]
}

/// An optional body that is an argument can be left out.
fn optional_body(parts: &OperationTokens<'_>) -> Option<TokenStream> {
    let marker = &parts.marker;
    let body = parts.operation.body.as_ref().filter(|body| body.is_argument && !body.required);
    body.map(|_| quote! { impl rt::OptionalBody for #marker {} })
}

/// Setters of a body that is no argument.
fn body_setters(cx: &Context<'_>, parts: &OperationTokens<'_>) -> Vec<TokenStream> {
    let (Some(body), Some(name)) = (&parts.operation.body, &parts.names.body_setter) else { return Vec::new() };
    let setter = |name: &str, docs: TokenStream, (ty, put): (TokenStream, TokenStream)| {
        let name = ident(name);
        quote! {
            #docs
            #[inline]
            pub fn #name(self, body: #ty) -> Self {
                self #put
            }
        }
    };
    let place = if body.required { "The body, which the service requires." } else { "The body." };
    let docs = docs::doc(body.description.as_deref().unwrap_or(place));
    let (ty, put) = parameter::body(cx, body);
    let setter_tokens = setter(name, docs, (ty, quote! { .#put }));
    let others = body.others.iter().zip(&parts.names.others).filter_map(|(other, name)| {
        let media_type = other.media_type.as_str().replace('`', "'");
        let docs = docs::text_docs(&format!("The body as `{media_type}`."));
        Some(setter(name.as_deref()?, docs, other_put(cx, parts, other)?))
    });
    std::iter::once(setter_tokens).chain(others).collect()
}

/// Setters of the optional parameters, and of a body that is no argument.
fn setters(cx: &Context<'_>, parts: &OperationTokens<'_>) -> Option<TokenStream> {
    let marker = &parts.marker;
    let optional = parts.operation.parameters.iter().enumerate().filter(|(_, parameter)| !parameter.required);
    let setters: Vec<TokenStream> = optional
        .map(|(index, parameter)| {
            let name = ident(&parts.names.parameters[index]);
            let argument = parameter::argument(cx, parameter, None);
            let (ty, docs) = (&argument.ty, docs::doc(&parameter_docs(parameter)));
            let value = if argument.by_value {
                quote! { &value }
            } else {
                quote! { value }
            };
            let put = put(index, parameter, &value);
            let deprecated = parameter.deprecated.then(|| quote! { #[deprecated] });
            quote! {
                #docs
                #deprecated
                #[inline]
                pub fn #name(self, value: #ty) -> Self {
                    self #put
                }
            }
        })
        .chain(body_setters(cx, parts))
        .collect();
    (!setters.is_empty()).then(|| quote! { impl Call<#marker> { #(#setters)* } })
}

/// The type of the response headers.
fn headers(cx: &Context<'_>, parts: &OperationTokens<'_>) -> Vec<TokenStream> {
    let Some(name) = parts.names.headers.as_deref().map(ident) else {
        return Vec::new();
    };
    let docs = docs::text_docs(&format!("Response headers of {}.", parts.link()));
    let accessors = parts.operation.headers.iter().zip(&parts.names.header_accessors).map(|(header, accessor)| {
        let accessor = ident(accessor);
        let ty = ty::owned(cx, From::Operations, &header.ty);
        let wire = header.name.to_ascii_lowercase();
        let place = format!("The header {}.", docs::code(&header.name));
        let docs = docs::doc(header.description.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(&place));
        let (ty, read) =
            if header.required { (ty, quote! { required }) } else { (quote! { Option<#ty> }, quote! { parse }) };
        quote! {
            #docs
            #[inline]
            pub fn #accessor(&self) -> Result<#ty, ::callsmith_runtime::HeaderError> {
                self.0.#read(#wire)
            }
        }
    });
    vec![
        quote! {
            #docs
            #[derive(Clone, Debug)]
            pub struct #name(rt::Headers);
        },
        quote! { rt::headers!(#name); },
        quote! { impl #name { #(#accessors)* } },
    ]
}
