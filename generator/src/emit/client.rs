//! The root of a client.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::context::{Context, ident};
use super::{Form, contract, docs};
use crate::ir::SecurityKind;
use crate::protocol::markdown;

/// The items of the root, without its modules.
pub(super) fn root(cx: &Context<'_>, form: Form) -> Vec<TokenStream> {
    let mut items = vec![contract::version()];
    let features: Vec<_> = cx.facts.features.iter().map(|feature| ident(&feature.replace('-', "_"))).collect();
    if !(cx.api.types_only && features.is_empty()) {
        items.push(contract::import());
    }
    if !features.is_empty() {
        items.push(quote! { rt::needs!(#(#features),*); });
    }
    // A type called `Client` is reached as `types::Client`: the name in the root is the client's.
    if cx.names.types.iter().any(|name| cx.api.types_only || name != "Client") {
        let allow = (form == Form::Module).then(|| quote! { #[allow(unused_imports, unreachable_pub)] });
        items.push(quote! { #allow pub use self::types::*; });
    }
    if cx.api.types_only {
        return items;
    }
    items.extend(types_of_operations(cx, form));
    let docs = client_docs(cx);
    let allow = (form == Form::Module).then(|| quote! { #[allow(unreachable_pub)] });
    items.push(quote! {
        #docs
        #allow
        #[derive(Clone, Debug)]
        pub struct Client(::callsmith_runtime::Client);
    });
    items.push(quote! { rt::client!(Client, API); });
    items.push(api(cx));
    items.extend(schemes(cx));
    items
}

/// Types beside the operations, in the root as those of schemas are: where one module has all operations, and no type of that name.
fn types_of_operations(cx: &Context<'_>, form: Form) -> Option<TokenStream> {
    let [group] = cx.names.groups.as_slice() else { return None };
    let all = cx.names.operations.iter().flat_map(|names| {
        let answers = names.success.iter().chain(&names.failure).map(|answers| &answers.name);
        answers.chain(&names.arguments).chain(&names.headers)
    });
    let modules = [group, &cx.names.server_module, &cx.names.xml_module];
    let is_taken = |name: &str| cx.hides(name) || name == "Client" || modules.iter().any(|module| *module == name);
    let names: BTreeSet<&String> = all.filter(|name| !is_taken(name)).collect();
    if names.is_empty() {
        return None;
    }
    let (group, names) = (ident(group), names.iter().map(|name| ident(name)));
    let allow = (form == Form::Module).then(|| quote! { #[allow(unused_imports, unreachable_pub)] });
    Some(quote! { #allow pub use self::#group::{#(#names),*}; })
}

fn client_docs(cx: &Context<'_>) -> TokenStream {
    let title = markdown::line(&cx.api.title);
    let name = if title.is_empty() { "the service" } else { &title };
    let heading = format!("A client of {name}.");
    let description = cx.api.description.as_deref().unwrap_or_default();
    let use_it = "Made with `Client::builder`; cheap to clone, and clones share connections and credentials.";
    let base_urls = cx.api.base_urls();
    let servers = if base_urls.is_empty() {
        String::new()
    } else {
        let list = base_urls.iter().map(|url| format!("- {url}")).collect::<Vec<_>>().join("\n");
        format!("Base URLs that the document names:\n\n{list}")
    };
    docs::paragraphs([heading.as_str(), description, use_it, servers.as_str(), &other_tags(cx)])
}

/// The descriptions of tags that no module is called after.
fn other_tags(cx: &Context<'_>) -> String {
    let modules: BTreeSet<&str> = cx.facts.groups.iter().filter_map(|group| group.tag.as_deref()).collect();
    let others = cx.api.tags.iter().filter(|(name, _)| !modules.contains(name.as_str()));
    let entry = |(name, text): &(String, Option<String>)| Some(docs::entry(name, text.as_deref()?));
    let entries: Vec<String> = others.filter_map(entry).collect();
    match entries.is_empty() {
        true => String::new(),
        false => format!("Tags that no module is called after:\n\n{}", entries.join("\n")),
    }
}

fn api(cx: &Context<'_>) -> TokenStream {
    let (title, version) = (&cx.api.title, &cx.api.version);
    let paths: BTreeSet<&str> = cx
        .api
        .operations
        .iter()
        .map(|operation| operation.path.as_str())
        .filter(|path| *path != "/" && !path.contains(['{', '?', '#']))
        .collect();
    // Where the document names no server the user has the address of an operation at hand, such as a scoring URI.
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
