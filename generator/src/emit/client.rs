//! The root of a client.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::docs::DocParagraph;
use super::{Layout, contract, docs, example};
use crate::ir::{Grant, KeyForm, OAuthFlow, SecurityKind};
use crate::protocol::markdown;

/// The items of the root, without its modules.
pub(super) fn root(cx: &Context<'_>, form: Layout<'_>) -> Vec<TokenStream> {
    let mut items = vec![contract::version()];
    let features: Vec<_> = cx.facts.features.iter().map(|feature| ident(&feature.replace('-', "_"))).collect();
    if !(cx.api.types_only && features.is_empty()) {
        items.push(contract::import());
    }
    if !features.is_empty() {
        items.push(quote! { rt::needs!(#(#features),*); });
    }
    let is_shown = |name: &String| cx.api.types_only || !is_of_root(cx, name);
    if !cx.api.types_apart && cx.names.types.iter().any(is_shown) {
        let allow = match form {
            Layout::Module => Some(quote! { #[allow(unused_imports, unreachable_pub)] }),
            // Without any feature there may be no types.
            Layout::Crate(_) => cx.has_features().then(|| quote! { #[allow(unused_imports)] }),
        };
        items.push(quote! { #allow pub use self::types::*; });
    }
    if cx.api.types_only {
        return items;
    }
    items.extend(types_of_operations(cx, form));
    let docs = client_docs(cx, form);
    let allow = (form == Layout::Module).then(|| quote! { #[allow(unreachable_pub)] });
    items.push(quote! {
        #docs
        #allow
        #[derive(Clone, Debug)]
        pub struct Client(::callsmith_runtime::Client);
    });
    let url = cx.api.only_server().map(|url| quote! { , #url });
    items.push(quote! { rt::client!(Client, API #url); });
    items.push(api(cx));
    items.extend(schemes(cx));
    items.extend(setters(cx, form));
    items
}

/// The trait with a setter of the builder for each security scheme.
pub(super) const SETTERS: &str = "SecuritySchemes";

/// Returns `true` for a name of the root itself. A type called so is reached through the module `types`.
fn is_of_root(cx: &Context<'_>, name: &str) -> bool {
    name == "Client" || name == SETTERS && has_setters(cx)
}

/// Types beside the operations, in the root as those of schemas are: where one module has all operations, and no type of that name.
fn types_of_operations(cx: &Context<'_>, form: Layout<'_>) -> Option<TokenStream> {
    let [group] = cx.names.groups.as_slice() else { return None };
    if cx.api.types_apart {
        return None;
    }
    let all = cx.names.operations.iter().flat_map(|names| {
        let responses = names.success.iter().chain(&names.failure).map(|responses| &responses.name);
        responses.chain(&names.arguments).chain(&names.headers)
    });
    let modules = [group, &cx.names.server_module, &cx.names.xml_module];
    let is_taken = |name: &str| cx.hides(name) || is_of_root(cx, name) || modules.iter().any(|module| *module == name);
    let names: BTreeSet<&String> = all.filter(|name| !is_taken(name)).collect();
    if names.is_empty() {
        return None;
    }
    let (group, names) = (ident(group), names.iter().map(|name| ident(name)));
    let allow = (form == Layout::Module).then(|| quote! { #[allow(unused_imports, unreachable_pub)] });
    Some(quote! { #allow pub use self::#group::{#(#names),*}; })
}

fn client_docs(cx: &Context<'_>, form: Layout<'_>) -> TokenStream {
    let title = markdown::line(&cx.api.title);
    let name = if title.is_empty() { "the service" } else { &title };
    let description = cx.api.description.clone().unwrap_or_default();
    let base_urls = cx.api.base_urls();
    let servers = base_urls.iter().map(|url| format!("- {url}")).collect::<Vec<_>>().join("\n");
    let made = match cx.api.only_server() {
        Some(_) => "[`Client::new`] or [`Client::builder`]",
        None => "[`Client::builder`]",
    };
    let mut paragraphs = vec![
        DocParagraph::Document(format!("Client for {name}.")),
        DocParagraph::Document(description),
        DocParagraph::Own(format!(
            "Build one with {made}. It is cheap to clone: clones share connections and credentials."
        )),
    ];
    for (heading, list) in [("Servers:", servers), ("Tags:", other_tags(cx))] {
        if !list.is_empty() {
            paragraphs.extend([DocParagraph::Own(heading.to_owned()), DocParagraph::Document(list)]);
        }
    }
    paragraphs.extend(example::of_client(cx, form).map(DocParagraph::Own));
    docs::of_parts(&paragraphs)
}

/// The descriptions of tags that no module is called after.
fn other_tags(cx: &Context<'_>) -> String {
    let modules: BTreeSet<&str> = cx.facts.groups.iter().filter_map(|group| group.label.tag()).collect();
    let others = cx.api.tags.iter().filter(|(name, _)| !modules.contains(name.as_str()));
    let entry = |(name, text): &(String, Option<String>)| Some(docs::entry(name, text.as_deref()?));
    let entries: Vec<String> = others.filter_map(entry).collect();
    entries.join("\n")
}

fn api(cx: &Context<'_>) -> TokenStream {
    let (title, version) = (&cx.api.title, &cx.api.version);
    // Only a path without parameters can be the end of an address that the user has.
    let paths: BTreeSet<&str> = cx
        .api
        .operations
        .iter()
        .map(|operation| operation.path.as_str())
        .filter(|path| *path != "/" && !path.contains(['{', '?', '#']))
        .collect();
    // Without a server in the document the user has the address of an operation at hand, such as a scoring URI. Only
    // then is a base URL cut back to its prefix: where servers are named, a path in a base URL is meant.
    let paths = (!cx.api.names_servers && !paths.is_empty()).then(|| quote! { .base_url_paths(&[#(#paths),*]) });
    let servers = cx.api.base_urls();
    let servers = (!servers.is_empty()).then(|| quote! { .servers(&[#(#servers),*]) });
    let security = security(cx);
    quote! { static API: rt::Api = rt::Api::new(#title, #version) #paths #servers #security; }
}

/// The indices of the security schemes by name: the order of the components of a document carries no meaning.
fn sorted_schemes(cx: &Context<'_>) -> Vec<usize> {
    let mut sorted: Vec<usize> = (0..cx.api.security_schemes.len()).collect();
    sorted.sort_by_key(|index| &cx.names.schemes[*index]);
    sorted
}

/// All schemes of the document, and whether an operation requires any of them.
fn security(cx: &Context<'_>) -> Option<TokenStream> {
    let schemes: Vec<_> = sorted_schemes(cx).into_iter().map(|index| ident(&cx.names.schemes[index])).collect();
    let required = cx.api.requires_security().then(|| quote! { .requires_security(true) });
    (!schemes.is_empty()).then(|| quote! { .security_schemes(&[#(&#schemes),*]) #required })
}

/// The security schemes.
fn schemes(cx: &Context<'_>) -> Vec<TokenStream> {
    let scheme = |index: usize| {
        let scheme = &cx.api.security_schemes[index];
        let (constant, name) = (ident(&cx.names.schemes[index]), &scheme.name);
        let value = match &scheme.kind {
            SecurityKind::Bearer => quote! { rt::SecurityScheme::bearer(#name) },
            SecurityKind::OAuth2(flows) if flows.is_empty() => quote! { rt::SecurityScheme::bearer(#name) },
            SecurityKind::OAuth2(flows) => {
                let flows = flows.iter().map(flow);
                quote! { rt::SecurityScheme::oauth2(#name, &[#(#flows),*]) }
            }
            SecurityKind::Basic => quote! { rt::SecurityScheme::basic(#name) },
            SecurityKind::MutualTls => quote! { rt::SecurityScheme::mutual_tls(#name) },
            SecurityKind::Http { scheme } => quote! { rt::SecurityScheme::http(#name, #scheme) },
            SecurityKind::Authorization(form) => {
                let prefix = form.prefix();
                quote! { rt::SecurityScheme::authorization(#name, #prefix) }
            }
            SecurityKind::ApiKey { location, parameter } => {
                let location = contract::api_key(*location);
                quote! { rt::SecurityScheme::api_key(#name, #location, #parameter) }
            }
        };
        // Some small letters have no capital.
        let is_upper = !cx.names.schemes[index].contains(char::is_lowercase);
        let allow = (!is_upper).then(|| quote! { #[allow(non_upper_case_globals)] });
        quote! { #allow const #constant: rt::SecurityScheme = #value; }
    };
    sorted_schemes(cx).into_iter().map(scheme).collect()
}

/// A flow of OAuth 2.0.
fn flow(flow: &OAuthFlow) -> TokenStream {
    let OAuthFlow { grant, token_url, refresh_url, scopes } = flow;
    let made = match grant {
        Grant::ClientCredentials => quote! { rt::OAuthFlow::client_credentials(#token_url) },
        Grant::AuthorizationCode(url) => quote! { rt::OAuthFlow::authorization_code(#url, #token_url) },
    };
    let refresh_url = refresh_url.as_ref().map(|url| quote! { .refresh_url(#url) });
    let scopes = (!scopes.is_empty()).then(|| quote! { .scopes(&[#(#scopes),*]) });
    quote! { #made #refresh_url #scopes }
}

/// Returns `true` if the builder has setters of security schemes.
pub(crate) fn has_setters(cx: &Context<'_>) -> bool {
    cx.api.security_schemes.iter().any(|scheme| scheme.kind != SecurityKind::MutualTls)
}

// A type around the builder would need no import, but it would repeat all methods in each client and lack those of a
// newer runtime. The trait is 170 bytes of source and each setter 250, for the same CPU time.
/// The typed setters of the builder: a trait, since a crate has no inherent methods on a type of the runtime (`SchemeSetters`, there). A
/// certificate has none: the transport holds it.
fn setters(cx: &Context<'_>, form: Layout<'_>) -> Vec<TokenStream> {
    if !has_setters(cx) {
        return Vec::new();
    }
    let setters = sorted_schemes(cx).into_iter().filter_map(|index| setter(cx, index));
    let name = ident(SETTERS);
    let allow = (form == Layout::Module).then(|| quote! { #[allow(dead_code, unreachable_pub)] });
    let docs = docs::text_docs(
        "Setters of the builder for the security schemes of the service. Import this trait to call them.",
    );
    vec![
        quote! { #docs #allow pub trait #name: rt::SchemeSetters { #(#setters)* } },
        quote! { impl #name for ::callsmith_runtime::ClientBuilder<Client> {} },
    ]
}

fn setter(cx: &Context<'_>, index: usize) -> Option<TokenStream> {
    let scheme = &cx.api.security_schemes[index];
    let (name, constant) = (ident(&cx.names.setters[index]), ident(&cx.names.schemes[index]));
    let secret = quote! { impl ::core::convert::Into<::callsmith_runtime::Secret> };
    let (sets, arguments, call) = match &scheme.kind {
        SecurityKind::MutualTls => return None,
        SecurityKind::Basic | SecurityKind::Authorization(KeyForm::Basic) => (
            "user name and password",
            quote! { user: #secret, password: #secret },
            quote! { basic_of(&#constant, user, password) },
        ),
        SecurityKind::OAuth2(flows) if !flows.is_empty() => (
            "token or grant",
            quote! { grant: impl ::callsmith_runtime::BearerCredential },
            quote! { bearer_of(&#constant, grant) },
        ),
        SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::Authorization(KeyForm::Bearer) => (
            "token",
            quote! { token: impl ::callsmith_runtime::BearerCredential },
            quote! { bearer_of(&#constant, token) },
        ),
        SecurityKind::Authorization(_) | SecurityKind::Http { .. } => {
            ("value of `Authorization`", quote! { value: #secret }, quote! { key_of(&#constant, value) })
        }
        SecurityKind::ApiKey { .. } => ("key", quote! { key: #secret }, quote! { key_of(&#constant, key) }),
    };
    let docs = docs::text_docs(&format!("Sets the {sets} for {}.", docs::code(&scheme.name)));
    // Some capitals have no small letter.
    let is_lower = !cx.names.setters[index].contains(char::is_uppercase);
    let allow = (!is_lower).then(|| quote! { #[allow(non_snake_case)] });
    Some(quote! {
        #docs
        #allow
        #[inline]
        fn #name(self, #arguments) -> Self {
            self.#call
        }
    })
}
