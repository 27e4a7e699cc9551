//! The credentials of a call, and where they go.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Context, accessor};
use crate::ir::{KeyForm, Operation, SecurityKind};
use crate::spec::Location;

/// The credentials of a call, each with its place on the wire.
#[derive(Default)]
pub(super) struct Credentials {
    /// The setters of the builder.
    pub(super) setters: TokenStream,
    pub(super) headers: Vec<(String, String)>,
    pub(super) query: Vec<(String, String)>,
    pub(super) cookies: Vec<(String, String)>,
}

impl Credentials {
    /// The credentials of the first alternative that an operation requires and that a value can be given for; of an operation that requires none,
    /// none.
    pub(super) fn new(cx: &Context<'_>, operation: &Operation) -> Option<Self> {
        let named: Vec<&Vec<usize>> = operation.security.iter().filter(|needed| !needed.is_empty()).collect();
        if named.is_empty() {
            return Some(Self::default());
        }
        named.into_iter().find_map(|needed| Self::of_schemes(cx, needed))
    }

    fn of_schemes(cx: &Context<'_>, needed: &[usize]) -> Option<Self> {
        let mut credentials = Self::default();
        let authorization = |credentials: &mut Self, value: &str| {
            credentials.headers.push(("authorization".to_owned(), value.to_owned()))
        };
        for index in needed {
            let setter: TokenStream = accessor(&cx.names.setters[*index]).parse().ok()?;
            let value = match &cx.api.security_schemes[*index].kind {
                SecurityKind::MutualTls => return None,
                SecurityKind::Basic | SecurityKind::Authorization(KeyForm::Basic) => {
                    authorization(&mut credentials, "Basic dXNlcjpwYXNzd29yZA==");
                    quote! { "user", "password" }
                }
                SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::Authorization(KeyForm::Bearer) => {
                    authorization(&mut credentials, "Bearer token");
                    quote! { "token" }
                }
                SecurityKind::Authorization(form) => {
                    let value = format!("{}key", form.prefix());
                    authorization(&mut credentials, &value);
                    quote! { #value }
                }
                SecurityKind::Http { scheme } => {
                    let value = format!("{scheme} key");
                    authorization(&mut credentials, &value);
                    quote! { #value }
                }
                SecurityKind::ApiKey { location, parameter } => {
                    let pair = (parameter.clone(), "key".to_owned());
                    match location {
                        Location::Query => credentials.query.push(pair),
                        Location::Cookie => credentials.cookies.push(pair),
                        _ => credentials.headers.push((parameter.to_ascii_lowercase(), "key".to_owned())),
                    }
                    quote! { "key" }
                }
            };
            credentials.setters.extend(quote! { .#setter(#value) });
        }
        credentials.headers.sort();
        credentials.headers.dedup();
        let is_twice = credentials.headers.windows(2).any(|pair| pair[0].0 == pair[1].0);
        (!is_twice).then_some(credentials)
    }
}
