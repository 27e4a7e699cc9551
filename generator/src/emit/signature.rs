//! Signatures as text, for tools that are built on `inspect`.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::operation::OperationTokens;
use super::parameter;
use super::{structure, ty};
use crate::ir::{Body, Extra, OperationId, Parameter, Presence, Struct, TypeId};

/// The signature of the method of an operation.
pub(crate) fn method_signature(cx: &Context<'_>, id: OperationId) -> String {
    let parts = OperationTokens::new(cx, id);
    let (method, marker, arguments) = (&parts.method, &parts.marker, parts.arguments());
    let body = parts.body.as_ref().map(|(ty, _)| quote! { , body: #ty });
    ty::text(&quote! { fn #method(&self #arguments #body) -> Call<#marker> })
}

/// The method of an operation as a program calls it on the client: `issues().list`.
pub(crate) fn call_text(cx: &Context<'_>, id: OperationId) -> String {
    let names = &cx.names.operations[id.0];
    let method = accessor(&names.method);
    names.group.as_ref().map_or(method.clone(), |group| format!("{}().{method}", accessor(&group.accessor)))
}

/// The signature of the setter of an optional parameter.
pub(crate) fn setter_signature(cx: &Context<'_>, name: &str, parameter: &Parameter) -> String {
    let name = ident(name);
    let ty = parameter::argument(cx, parameter, None).ty;
    ty::text(&quote! { fn #name(self, value: #ty) -> Self })
}

/// The type of the argument of a parameter.
pub(crate) fn parameter_text(cx: &Context<'_>, parameter: &Parameter) -> String {
    ty::text(&parameter::argument(cx, parameter, None).ty)
}

/// The type of the argument of a body.
pub(crate) fn body_text(cx: &Context<'_>, body: &Body) -> String {
    ty::text(&parameter::body(cx, body).0)
}

/// The fields of a struct, that of undeclared properties last. Each has the name on the wire, the name in Rust, and the
/// type as it is written at the root of the client.
pub(crate) fn fields(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Vec<(Option<String>, String, String)> {
    let declared = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = accessor(&cx.names.fields[&id][index]);
        let ty = ty::owned(cx, ty::From::Operations, &field.ty);
        let ty = if cx.facts.boxed.contains(&(id, index)) {
            quote! { Box<#ty> }
        } else {
            ty
        };
        let ty = match field.presence {
            Presence::Required => ty,
            Presence::Optional | Presence::RequiredNullable => quote! { Option<#ty> },
            Presence::OptionalNullable => quote! { Option<Option<#ty>> },
        };
        (Some(field.name.clone()), name, ty::text(&ty))
    });
    let extra = match &structure.extra {
        Extra::Ignored | Extra::Refused => None,
        Extra::Kept(values) => {
            let values = ty::owned(cx, ty::From::Operations, values);
            let ty = quote! { ::std::collections::BTreeMap<String, #values> };
            Some((None, structure::extra_name(cx, id, structure).to_string(), ty::text(&ty)))
        }
    };
    declared.chain(extra).collect()
}

/// The name of something that can be written behind a dot.
pub(crate) fn accessor(name: &str) -> String {
    let tokens: TokenStream = {
        let name = ident(name);
        quote! { #name }
    };
    tokens.to_string()
}
