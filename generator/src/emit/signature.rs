//! Signatures as text, for tools that are built on `inspect`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::operation::Parts;
use super::parameter;
use super::ty;
use crate::ir::{OperationId, Parameter};

/// The signature of the method of an operation.
pub(crate) fn method_signature(cx: &Context<'_>, id: OperationId) -> String {
    let parts = Parts::new(cx, id);
    let (method, marker, arguments) = (&parts.method, &parts.marker, parts.arguments());
    let body = parts.body.as_ref().map(|(ty, _)| quote! { , body: #ty });
    ty::text(&quote! { fn #method(&self #arguments #body) -> Call<#marker> })
}

/// The signature of the setter of an optional parameter.
pub(crate) fn setter_signature(cx: &Context<'_>, name: &str, parameter: &Parameter) -> String {
    let name = ident(name);
    let ty = parameter::argument(cx, parameter, None).ty;
    ty::text(&quote! { fn #name(self, value: #ty) -> Self })
}

/// The name of something that can be written behind a dot.
pub(crate) fn accessor(name: &str) -> String {
    let tokens: TokenStream = {
        let name = ident(name);
        quote! { #name }
    };
    tokens.to_string()
}
