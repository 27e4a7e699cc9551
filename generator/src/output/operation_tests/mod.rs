//! Tests of a client crate, one for each operation: what is sent is what the document describes, and what the document
//! declares is read.
//!
//! The expected requests are computed here from the model of the document ([`wire`]), and written as literals.

mod credential;
mod exchange;
mod value;
mod wire;

use crate::collections::HashSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use self::exchange::{BASE_URL, Check, Content, Exchange, Reason, Request, Response};
use self::value::{CoveredFields, ValueFitter, ValueMaker};
use super::files::Files;
use super::format::{HEADER, UNFORMATTED};
use crate::emit::{self, Context};
use crate::ir::{OperationId, ResponseSide, Type, TypeKind, Views};
use crate::limits;
use crate::print;
use crate::protocol::{file, terminal};

/// The tests of a client crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tested {
    /// The number of operations with a test.
    pub operations: usize,
    /// Operations without one, each with the reason.
    pub without: Vec<(String, String)>,
    /// Operations whose test leaves something out: a parameter, the answer.
    pub partly: usize,
}

/// The root of the tests, seen from the folder of the crate.
const ROOT: &str = "tests/operations.rs";

/// The folder of the other files of the tests.
const FOLDER: &str = "tests/operations";

/// A test, and what it leaves out.
struct Test {
    tokens: TokenStream,
    omissions: Vec<String>,
}

/// The tests by the group of their operation.
struct Tests {
    groups: Vec<(String, Vec<TokenStream>)>,
    tested: Tested,
    /// Parts that tests leave out.
    omissions: Vec<String>,
}

/// The account of a crate's tests.
pub(crate) fn tested(cx: &Context<'_>, crate_name: &str) -> Tested {
    tests(cx, &library(crate_name)).tested
}

/// The name of a crate in paths.
fn library(crate_name: &str) -> Ident {
    format_ident!("{}", crate_name.replace('-', "_"))
}

fn tests(cx: &Context<'_>, krate: &Ident) -> Tests {
    let mut tests = Tests { groups: Vec::new(), tested: Tested::default(), omissions: Vec::new() };
    let mut names = HashSet::default();
    let covered = CoveredFields::default();
    for (index, group) in cx.facts.groups.iter().enumerate() {
        let mut functions = Vec::new();
        for id in &group.operations {
            let operation = cx.api.operation(*id);
            match test(cx, krate, *id, &mut names, &covered) {
                Ok(test) => {
                    tests.tested.operations += 1;
                    tests.tested.partly += usize::from(!test.omissions.is_empty());
                    tests.omissions.extend(test.omissions.iter().map(|what| format!("{}: {what}", operation.id)));
                    functions.push(test.tokens);
                }
                Err(reason) => tests.tested.without.push((operation.id.clone(), reason)),
            }
        }
        tests.groups.push((cx.names.groups[index].clone(), functions));
    }
    let types = types(cx, krate, &covered);
    if !types.is_empty() {
        tests.groups.push(("types".to_owned(), types));
    }
    tests
}

/// Tests of types with properties that the values of operations do not have, such as further variants of a union.
fn types(cx: &Context<'_>, krate: &Ident, covered: &CoveredFields) -> Vec<TokenStream> {
    let (making, fitting) = (ValueMaker { cx }, ValueFitter { cx, view: None, covered: &CoveredFields::default() });
    let mut checks = Vec::new();
    for (id, def) in cx.api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else { continue };
        let is_covered = |index: usize| covered.borrow().contains(&(id, index));
        let is_used = Views::default() != def.views && !cx.api.duplicates.contains_key(&id);
        if !is_used || cx.has_files(&Type::Named(id)) || (0..structure.fields.len()).all(is_covered) {
            continue;
        }
        let Some(value) = making.whole(structure).and_then(|made| fitting.fit(&Type::Named(id), &made)) else {
            continue;
        };
        let (name, text) = (cx.type_name(id), emit::raw(&value.to_string()));
        checks.push(quote! { support::round_trip::<#krate::types::#name>(#text); });
    }
    let tests = checks.chunks(limits::TESTS_OF_A_FILE).enumerate().map(|(index, checks)| {
        let name = format_ident!("round_trips_of_types_{}", index + 1);
        quote! { #[test] fn #name() { #(#checks)* } }
    });
    tests.collect()
}

/// Adds the tests to the files of a crate.
pub(super) fn insert(cx: &Context<'_>, crate_name: &str, files: &mut Files) {
    let krate = library(crate_name);
    let Tests { groups, tested, omissions } = tests(cx, &krate);
    let support = include_str!("support.in").replace("KRATE", &krate.to_string()).replace("BASE_URL", BASE_URL);
    files.insert(format!("{FOLDER}/support.rs"), format!("{HEADER}{UNFORMATTED}\n{support}"));
    let about = about(&tested, &omissions);
    let count: usize = groups.iter().map(|(_, tests)| tests.len()).sum();
    let mut root = vec![quote! { #[path = "operations/support.rs"] mod support; }];
    if count <= limits::TESTS_OF_A_FILE {
        root.extend((count > 0).then(|| imports(&krate, cx)));
        root.extend(groups.into_iter().flat_map(|(_, tests)| tests));
    } else {
        let parts = parts(groups);
        let stems = file::stems(parts.iter().map(|(name, _)| name.clone()));
        for (index, ((_, tests), stem)) in parts.into_iter().zip(&stems).enumerate() {
            let (path, name) = (format!("operations/{stem}.rs"), format_ident!("part_{}", index + 1));
            root.push(quote! { #[path = #path] mod #name; });
            let items = [quote! { use crate::support; }, imports(&krate, cx)].into_iter().chain(tests);
            let items: Vec<String> = items.map(print::item).collect();
            files.insert(format!("{FOLDER}/{stem}.rs"), format!("{HEADER}{UNFORMATTED}\n{}", print::items(&items)));
        }
    }
    let root: Vec<String> = root.into_iter().map(print::item).collect();
    files.insert(ROOT, format!("{HEADER}{UNFORMATTED}\n{about}#![allow(deprecated)]\n\n{}", print::items(&root)));
}

/// Tests by the file that they stand in, named after their group.
fn parts(groups: Vec<(String, Vec<TokenStream>)>) -> Vec<(String, Vec<TokenStream>)> {
    let mut parts = Vec::new();
    for (name, tests) in groups {
        let mut tests = tests.into_iter().peekable();
        for number in 1.. {
            if tests.peek().is_none() {
                break;
            }
            let part = tests.by_ref().take(limits::TESTS_OF_A_FILE).collect();
            // No module of a group ends so.
            parts.push((if number == 1 { format!("{name}_") } else { format!("{name}_{number}_") }, part));
        }
    }
    parts
}

fn imports(krate: &Ident, cx: &Context<'_>) -> TokenStream {
    let schemes = emit::has_setters(cx).then(|| quote! { #[allow(unused_imports)] use #krate::SecuritySchemes as _; });
    quote! {
        use callsmith_runtime::testing::Mock;
        #schemes
    }
}

/// A comment that lists operations without a test.
fn about(tested: &Tested, omissions: &[String]) -> String {
    let mut text = String::from(
        "//! A test for each operation: its request is what the document describes, and the answers that the document declares are read.\n",
    );
    let mut list = |heading: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("//!\n//! {heading}\n//!\n"));
            lines.iter().for_each(|line| text.push_str(&format!("//! - {}\n", terminal::line(line))));
        }
    };
    let without = tested.without.iter().map(|(id, reason)| format!("{id}: {reason}")).collect();
    list("Operations without a test:", without);
    list("Left out of the tests of other operations:", omissions.to_vec());
    text.push('\n');
    text
}

fn test(
    cx: &Context<'_>,
    krate: &Ident,
    id: OperationId,
    names: &mut HashSet<String>,
    covered: &CoveredFields,
) -> Result<Test, Reason> {
    let Exchange { call_values: values, credentials, request, successes, mut failures, mut omissions } =
        exchange::exchange(cx, id, covered)?;
    let call = emit::invocation(cx, krate, id, &values).ok_or("a value has no expression in Rust")?;
    let marker = emit::marker_path(cx, krate, id).ok_or("it is in no group")?;
    let collected_names = &cx.names.operations[id.0];
    let group = collected_names.group.as_ref().map(|group| format!("{}_", group.accessor)).unwrap_or_default();
    let mut name = format!("{group}{}", collected_names.method);
    while !names.insert(name.clone()) {
        name.push('_');
    }
    let name: TokenStream = emit::accessor(&name).parse().map_err(|_| "its name is none of a function")?;
    let before = failures.len();
    failures.retain(|failure| failure.check != Check::Bytes);
    if failures.len() < before {
        omissions.push("an error: it is bytes".to_owned());
    }
    let request = expected(&request);
    let (mut responses, mut calls) = (Vec::new(), Vec::new());
    for success in &successes {
        responses.push(respond(success));
        let checked = checked(cx, krate, (id, ResponseSide::Success), success);
        calls.push(match success.check {
            Check::Nothing => quote! { drop(call().await); },
            Check::Empty => quote! { support::success(call().await); },
            Check::Json | Check::Text | Check::Bytes => {
                quote! { let answer = support::success(call().await); #checked }
            }
        });
    }
    for failure in &failures {
        responses.push(respond(failure));
        let status = proc_macro2::Literal::u16_unsuffixed(failure.status);
        let checked = checked(cx, krate, (id, ResponseSide::Failure), failure);
        calls.push(quote! { let answer = support::failure(call().await, #status); #checked });
        if failure.is_told_apart {
            responses.push(quote! { .respond(support::unrelated(#status)) });
            calls.push(quote! { support::unexpected(call().await); });
        }
    }
    let tokens = quote! {
        #[tokio::test]
        async fn #name() -> support::Outcome {
            let mock = Mock::new();
            mock.expect::<#marker>() #(#responses)*;
            let client = support::client(&mock) #credentials .build()?;
            let call = || { #call };
            #(#calls)*
            #request
            Ok(())
        }
    };
    Ok(Test { tokens, omissions })
}

fn respond(response: &Response) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(response.status);
    match &response.body {
        Some((media_type, text)) => {
            let text = emit::raw(text);
            quote! { .respond(support::response(#status, #media_type, #text)) }
        }
        None => quote! { .respond(support::empty(#status)) },
    }
}

/// Compares `answer` with what was received.
fn checked(
    cx: &Context<'_>,
    krate: &Ident,
    (id, side): (OperationId, ResponseSide),
    response: &Response,
) -> Option<TokenStream> {
    let (_, text) = response.body.as_ref()?;
    let text = emit::raw(text);
    let value = quote! { answer };
    let check = match response.check {
        Check::Nothing | Check::Empty => return None,
        Check::Json => quote! { support::same(&#value, #text); },
        Check::Text => quote! { support::same_text(&#value, #text); },
        Check::Bytes if matches!(cx.api.operation(id).payload(side).ty, Type::Nullable(_)) => {
            quote! { assert_eq!(#value.as_deref(), Some(#text.as_bytes())); }
        }
        Check::Bytes => quote! { assert_eq!(&#value[..], #text.as_bytes()); },
    };
    let variant = emit::variant_path(cx, krate, (id, side), response.index).map(|variant| {
        quote! { let #variant(answer) = answer else { panic!("it is of another status: {answer:?}") }; }
    });
    Some(quote! { #variant #check })
}

fn expected(request: &Request) -> TokenStream {
    let Request { method, url, headers, body, statuses } = request;
    let headers = headers.iter().map(|(name, value)| quote! { (#name, #value) });
    let body = match body {
        Content::None => quote! { support::Body::None },
        Content::Json(text) => {
            let text = emit::raw(text);
            quote! { support::Body::Json(#text) }
        }
        Content::Form(text) => quote! { support::Body::Form(#text) },
        Content::Text(text) => {
            let text = emit::raw(text);
            quote! { support::Body::Text(#text) }
        }
        Content::Parts(parts) => {
            let parts = parts.iter().map(|(name, text)| {
                let text = emit::raw(text);
                quote! { (#name, #text) }
            });
            quote! { support::Body::Parts(&[#(#parts),*]) }
        }
    };
    quote! {
        support::check(&mock, &support::Request {
            method: #method,
            url: #url,
            headers: &[#(#headers),*],
            body: #body,
            statuses: &[#(#statuses),*],
        });
    }
}
