//! Examples in documentation: code that compiles, of values that the document shows or of the least that it asks for.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::context::{Context, ident};
use super::literal::{self, Expression};
use super::operation::OperationTokens;
use super::{Layout, parameter};
use crate::ir::{Codec, KeyForm, Operation, OperationId, SecurityKind};
use crate::print;

/// Modules of the client, each with a name in it. The root has none.
type Paths = BTreeSet<(String, String)>;

/// So many operations are tried as the example of the client.
const CANDIDATES: usize = 20;

// Examples stand where a call is more than arguments by name. They are 1.4 % of the bytes of a client with 1,223
// operations; those of all other operations would be as many again, and repeat signatures.
/// An example is at most so many lines long. One that is longer shows values, and not how they are passed.
const LINES: usize = 12;

/// The call of an operation that is more than arguments by name: one with a body of a type, or a struct of arguments.
pub(super) fn of_method(
    cx: &Context<'_>,
    form: Layout<'_>,
    id: OperationId,
    parts: &OperationTokens<'_>,
) -> Option<String> {
    let has_struct = parts.arguments.is_some();
    let has_body = parts.operation.body.as_ref().is_some_and(|body| body.is_argument && body.sample.is_some());
    if parts.operation.deprecated || !(has_struct || has_body) {
        return None;
    }
    let call = call(cx, krate(form), id, parts)?;
    block(form, call.types, OuterValues::Client, &call.statements)
}

/// The name of the crate in paths. A module of a program has none, and no example of it is compiled.
fn krate<'a>(form: Layout<'a>) -> &'a str {
    match form {
        Layout::Crate(name) => name,
        Layout::Module => "client",
    }
}

/// The statements of a call, with the items that they name.
struct Call {
    statements: TokenStream,
    types: Paths,
}

/// The call of an operation with its required parameters and its body; `None` where a value has no expression.
fn call(cx: &Context<'_>, krate: &str, id: OperationId, parts: &OperationTokens<'_>) -> Option<Call> {
    let krate = format_ident!("{}", krate);
    let operation = parts.operation;
    let mut types = BTreeSet::new();
    let mut value = |Expression { tokens, types: named }: Expression| {
        types.extend(named.into_iter().map(|name| ("types".to_owned(), name)));
        tokens
    };
    let mut arguments = Vec::new();
    for (index, name, _) in &parts.required {
        let argument = value(literal::argument(cx, &krate, &operation.parameters[*index])?);
        arguments.push(match parts.arguments {
            Some(_) => quote! { #name: #argument },
            None => argument,
        });
    }
    let mut body = None;
    if let Some(body_argument) = operation.body.as_ref().filter(|body| body.is_argument) {
        let expression = value(literal::literal(cx, &krate, &body_argument.ty, &body_argument.sample.as_ref()?.value)?);
        let is_borrowed = parameter::body(cx, body_argument).0.to_string().starts_with('&');
        body = Some((quote! { let body = #expression; }, is_borrowed));
    }
    let mut passed = match &parts.arguments {
        Some((name, _)) => {
            let group = cx.facts.groups.iter().position(|group| group.operations.contains(&id))?;
            types.insert((ident(&cx.names.groups[group]).to_string(), name.to_string()));
            vec![quote! { #name { #(#arguments),* } }]
        }
        None => arguments,
    };
    let prepared = body.map(|(prepared, is_borrowed)| {
        passed.push(if is_borrowed {
            quote! { &body }
        } else {
            quote! { body }
        });
        prepared
    });
    let method = super::method_path(parts.names);
    let call = quote! { client.#method(#(#passed),*).await?; };
    let statements = match operation.success.codec {
        Codec::Empty => quote! { #prepared #call },
        _ => quote! { #prepared let answer = #call },
    };
    Some(Call { statements, types })
}

/// Values that an example does not make itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OuterValues {
    Nothing,
    Client,
}

/// A block of code: one that rustdoc compiles and does not run where the path of the client is known, and otherwise a text.
fn block(form: Layout<'_>, types: Paths, outer: OuterValues, statements: &TokenStream) -> Option<String> {
    let printed = print::statements(statements.clone());
    let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
    if lines.len() > LINES {
        return None;
    }
    Some(match form {
        Layout::Crate(krate) => {
            let argument = match outer {
                OuterValues::Nothing => String::new(),
                OuterValues::Client => format!("client: {krate}::Client"),
            };
            let begin = format!("# async fn example({argument}) -> Result<(), Box<dyn std::error::Error>> {{");
            let end = ["# Ok(())", "# }"].map(str::to_owned).to_vec();
            let lines = [imports(krate, &types), vec![begin], lines, end].concat();
            format!("```no_run\n{}\n```", lines.join("\n"))
        }
        // A module of a program does not know its own path, so rustdoc could not compile the example.
        Layout::Module => format!("```text\n{}\n```", lines.join("\n")),
    })
}

/// The imports of an example, one for each module.
fn imports(krate: &str, paths: &Paths) -> Vec<String> {
    let modules: BTreeSet<&str> = paths.iter().map(|(module, _)| module.as_str()).collect();
    let import = |module: &str| {
        let names: Vec<&str> =
            paths.iter().filter(|(path_module, _)| path_module == module).map(|(_, name)| name.as_str()).collect();
        let prefix = if module.is_empty() { format!("use {krate}") } else { format!("use {krate}::{module}") };
        match names[..] {
            [one] => format!("{prefix}::{one};"),
            _ => format!("{prefix}::{{{}}};", names.join(", ")),
        }
    };
    modules.into_iter().map(import).collect()
}

/// The way from a server to an answer.
pub(super) fn of_client(cx: &Context<'_>, form: Layout<'_>) -> Option<String> {
    let mut candidates: Vec<_> = cx.api.operation_ids().filter(|(_, operation)| !operation.deprecated).collect();
    candidates.sort_by_cached_key(|(id, operation)| (rank(operation), *id));
    let called = |(id, operation): (OperationId, &Operation)| {
        let call = call(cx, krate(form), id, &OperationTokens::new(cx, id))?;
        Some((operation.clone(), call))
    };
    // Operations that are less simple than the first few are no examples.
    let (operation, mut call) = candidates.into_iter().take(CANDIDATES).find_map(called)?;
    let credential = credential(cx, &operation);
    let made = match (cx.api.only_server(), &credential) {
        (Some(_), None) => quote! { Client::new()? },
        (url, credential) => {
            let url = url.or_else(|| cx.api.base_urls().into_iter().next());
            let url = url.unwrap_or_else(|| "https://HOST/PREFIX".to_owned());
            quote! { Client::builder(#url) #credential .build()? }
        }
    };
    call.types.insert((String::new(), "Client".to_owned()));
    if credential.is_some() {
        call.types.insert((String::new(), super::client::SETTERS.to_owned()));
    }
    let statements = call.statements;
    let shown = (operation.success.codec != Codec::Empty).then(|| quote! { println!("{answer:?}"); });
    block(form, call.types, OuterValues::Nothing, &quote! { let client = #made; #statements #shown })
}

/// The rank of an operation as an example, the least first: what reads and needs nothing.
fn rank(operation: &Operation) -> (bool, bool, usize) {
    let required = operation.parameters.iter().filter(|parameter| parameter.required).count();
    let has_body = operation.body.as_ref().is_some_and(|body| body.is_argument || body.required);
    (operation.method.as_str() != "GET" || has_body, operation.success.codec == Codec::Empty, required)
}

/// The setter of the credential that an operation needs first, where it needs one that a client holds.
fn credential(cx: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let is_held = |index: &&usize| cx.api.security_schemes[**index].kind != SecurityKind::MutualTls;
    let needed = operation.security.first()?.iter().find(is_held)?;
    let setter = ident(&cx.names.setters[*needed]);
    Some(match &cx.api.security_schemes[*needed].kind {
        SecurityKind::Basic | SecurityKind::Authorization(KeyForm::Basic) => quote! { .#setter("user", "password") },
        _ => quote! { .#setter("secret") },
    })
}
