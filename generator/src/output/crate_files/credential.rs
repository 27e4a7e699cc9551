//! The credential that README and example of a client crate show.

use crate::collections::HashSet;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Context;
use crate::ir::{Api, KeyForm, Operation, SecurityKind};
use crate::protocol::terminal;
use crate::spec::Location;

/// The setter of the credential that most operations require.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CredentialSetter {
    Bearer,
    Basic,
    /// A key that is sent as it is, behind this prefix.
    ApiKey(String),
    /// The document declares nothing that a value could be given for.
    Nothing,
}

impl CredentialSetter {
    /// The credential for an operation, or the one that most operations require. Where no scheme is declared it is a bearer token.
    pub(super) fn new(api: &Api, operation: Option<&Operation>) -> Self {
        if api.security_schemes.is_empty() {
            return Self::Bearer;
        }
        if api.requires_security() && operation.is_some_and(|operation| operation.security.is_empty()) {
            return Self::Nothing;
        }
        let required = operation.and_then(|operation| operation.security.iter().find(|schemes| !schemes.is_empty()));
        let required: HashSet<usize> = required.into_iter().flatten().copied().collect();
        let schemes = api.security_schemes.iter().zip(uses(api)).enumerate();
        let shown = schemes.map(|(index, (scheme, uses))| {
            (Self::of_kind(&scheme.kind), required.contains(&index), uses, &scheme.name)
        });
        let usable = shown.filter(|(shown, ..)| *shown != Self::Nothing);
        usable
            .min_by_key(|(shown, required, uses, name)| (Reverse((*required, *uses)), shown.rank(), *name))
            .map_or(Self::Nothing, |(shown, ..)| shown)
    }

    fn of_kind(kind: &SecurityKind) -> Self {
        match kind {
            SecurityKind::Bearer | SecurityKind::OAuth2(_) | SecurityKind::Authorization(KeyForm::Bearer) => {
                Self::Bearer
            }
            SecurityKind::Basic | SecurityKind::Authorization(KeyForm::Basic) => Self::Basic,
            SecurityKind::Authorization(form) => Self::ApiKey(form.prefix().to_owned()),
            SecurityKind::ApiKey { .. } => Self::ApiKey(String::new()),
            SecurityKind::Http { .. } | SecurityKind::MutualTls => Self::Nothing,
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Bearer => 0,
            Self::ApiKey(_) => 1,
            Self::Basic => 2,
            Self::Nothing => 3,
        }
    }

    /// The environment variables that the example reads.
    pub(super) fn variables(&self) -> &'static [&'static str] {
        match self {
            Self::Bearer | Self::ApiKey(_) => &["API_KEY"],
            Self::Basic => &["API_USER", "API_PASSWORD"],
            Self::Nothing => &[],
        }
    }

    /// The statements that make the client of the example, from the expression of a builder.
    pub(super) fn builder(&self, builder: &TokenStream) -> TokenStream {
        let set = match self {
            Self::Bearer => quote! { builder.bearer(&key) },
            Self::ApiKey(prefix) if prefix.is_empty() => quote! { builder.api_key(&key) },
            Self::ApiKey(prefix) => {
                // Braces are written twice in a format string.
                let format = prefix.replace('{', "{{").replace('}', "}}") + "{key}";
                quote! { builder.api_key(format!(#format)) }
            }
            Self::Basic => {
                return quote! {
                    let mut builder = #builder;
                    if let (Ok(user), Ok(password)) = (std::env::var("API_USER"), std::env::var("API_PASSWORD")) {
                        builder = builder.basic(user, password);
                    }
                    let client = builder.build()?;
                };
            }
            Self::Nothing => return quote! { let client = #builder.build()?; },
        };
        quote! {
            let mut builder = #builder;
            if let Ok(key) = std::env::var("API_KEY") {
                builder = #set;
            }
            let client = builder.build()?;
        }
    }
}

/// For each scheme the number of operations that name it in their requirements.
fn uses(api: &Api) -> Vec<usize> {
    let mut uses = vec![0; api.security_schemes.len()];
    for operation in &api.operations {
        let named: BTreeSet<usize> = operation.security.iter().flatten().copied().collect();
        named.into_iter().for_each(|scheme| uses[scheme] += 1);
    }
    uses
}

/// The section of the README about credentials.
pub(super) fn section(cx: &Context<'_>) -> Vec<String> {
    let api = cx.api;
    let mut lines = vec!["## Credentials".to_owned(), String::new()];
    if api.security_schemes.is_empty() {
        lines.push("The document declares no security scheme. What is set is sent with all calls, to the origin of the base URL:".to_owned());
        lines.push(String::new());
        lines.push("- `Client::builder(url).bearer(key)`: `Authorization: Bearer key`; `.token_source(source)` for tokens that expire".to_owned());
        lines.push("- `Client::builder(url).basic(user, password)`: `Authorization: Basic …`".to_owned());
        lines.push(
            "- `Client::builder(url).header(name, value)`: any other header, such as one with an API key".to_owned(),
        );
        lines.push(String::new());
        return lines;
    }
    // By name: the order of the components of a document carries no meaning.
    let mut schemes: Vec<_> = api.security_schemes.iter().zip(uses(api)).zip(&cx.names.setters).collect();
    schemes.sort_by_key(|((scheme, _), _)| &scheme.name);
    let section_schemes = schemes.iter().filter(|((scheme, _), _)| scheme.kind != SecurityKind::MutualTls);
    let section_schemes: Vec<String> =
        section_schemes.map(|(_, section_schemes)| format!("`.{section_schemes}(..)`")).collect();
    let requires_security = api.requires_security();
    for ((scheme, uses), section_schemes) in schemes {
        let name = code(&scheme.name);
        let is_idle = requires_security && uses == 0;
        let note = if is_idle { " (no operation requires it: it is sent with requests by hand)" } else { "" };
        lines.push(format!("- `{name}`: {}{note}", setter(&name, section_schemes, &scheme.kind)));
    }
    lines.push(String::new());
    if !section_schemes.is_empty() {
        let section_schemes = section_schemes.join(", ");
        lines.push(format!(
            "The trait `SecuritySchemes` has a setter for each scheme alone: {section_schemes}. `.credentials_from_env(prefix)` takes them from the environment."
        ));
        lines.push(String::new());
    }
    if !requires_security {
        lines.push(
            "No operation requires one of them: what is set is sent with all calls, to the origin of the base URL."
                .to_owned(),
        );
        lines.push(String::new());
    }
    lines
}

/// A text of the document within backticks: on one line, without any of its own.
fn code(text: &str) -> String {
    terminal::line(text).replace('`', "'")
}

/// The way to set the credential of a scheme, whose own setter is `own`.
fn setter(name: &str, setter_name: &str, kind: &SecurityKind) -> String {
    match kind {
        SecurityKind::OAuth2(flows) if !flows.is_empty() => format!(
            "`Client::builder(url).{setter_name}(grant)` with a grant of OAuth 2.0 (`callsmith_runtime::oauth2`), or `.bearer(token)`"
        ),
        SecurityKind::Bearer | SecurityKind::OAuth2(_) => {
            "`Client::builder(url).bearer(key)`, or `.token_source(source)` for tokens that expire".to_owned()
        }
        SecurityKind::Basic => "`Client::builder(url).basic(user, password)`".to_owned(),
        SecurityKind::Authorization(KeyForm::Bearer) => {
            "`Client::builder(url).bearer(key)`, sent as `Authorization: Bearer key`, or `.token_source(source)` for tokens that expire".to_owned()
        }
        SecurityKind::Authorization(KeyForm::Basic) => {
            "`Client::builder(url).basic(user, password)`, sent as `Authorization: Basic …`".to_owned()
        }
        SecurityKind::Authorization(KeyForm::Prefix(prefix)) => {
            format!("`Client::builder(url).api_key(\"{}…\")`, sent as it is in the header `Authorization`: the key stands behind `{}`", code(prefix), code(prefix.trim_end()))
        }
        SecurityKind::Authorization(KeyForm::Bare) => {
            "`Client::builder(url).api_key(key)`, sent as it is in the header `Authorization`; `.bearer(key)` sends `Bearer key`".to_owned()
        }
        SecurityKind::ApiKey { location, parameter } => {
            let place = if *location == Location::Query { "query parameter".to_owned() } else { location.to_string() };
            format!("`Client::builder(url).api_key(key)`, sent in the {place} `{}`", code(parameter))
        }
        SecurityKind::Http { scheme } => {
            format!("`Client::builder(url).credential(\"{name}\", Credential::api_key(value))`, the whole value of the header `Authorization`: `{} …`", code(scheme))
        }
        SecurityKind::MutualTls => "`Client::builder(url).tls(tls)` with a certificate of the client".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::Generator;

    /// README and example of a client with these security schemes, and this requirement of its one operation.
    fn files(schemes: &str, security: &str) -> (String, String) {
        let document = format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "components": {{"securitySchemes": {{{schemes}}}}},
            "paths": {{"/a": {{"get": {{"operationId": "a", "security": [{security}], "responses": {{"204": {{"description": "done"}}}}}}}}}}}}"#
        );
        let files = Generator::from_text("document", document).generate().unwrap().crate_files();
        (files.get("README.md").unwrap().to_owned(), files.get("examples/call.rs").unwrap().to_owned())
    }

    fn in_authorization(description: &str) -> (String, String) {
        let scheme = r#""key": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "#;
        files(&format!("{scheme}\"{description}\"}}"), r#"{"key": []}"#)
    }

    /// The section of a README about credentials.
    fn section(readme: &str) -> &str {
        let start = readme.find("## Credentials").expect("each README has the section");
        readme[start..].split("## Operations").next().unwrap_or_default().trim_end()
    }

    #[test]
    fn the_setter_follows_the_prefix_that_is_shown() {
        for (description, setter, call) in [
            (
                "",
                "`Client::builder(url).api_key(key)`, sent as it is in the header `Authorization`; `.bearer(key)` sends `Bearer key`",
                "builder.api_key(&key)",
            ),
            (
                "e.g. Bearer abc123",
                "`Client::builder(url).bearer(key)`, sent as `Authorization: Bearer key`, or `.token_source(source)` for tokens that expire",
                "builder.bearer(&key)",
            ),
            (
                "`GATE {key}`",
                "`Client::builder(url).api_key(\"GATE …\")`, sent as it is in the header `Authorization`: the key stands behind `GATE`",
                "builder.api_key(format!(\"GATE {key}\"))",
            ),
            (
                "`Token token={key}`",
                "`Client::builder(url).api_key(\"Token token=…\")`, sent as it is in the header `Authorization`: the key stands behind `Token token=`",
                "builder.api_key(format!(\"Token token={key}\"))",
            ),
            (
                "`Basic {user and password}`",
                "`Client::builder(url).basic(user, password)`, sent as `Authorization: Basic …`",
                "builder.basic(user, password)",
            ),
        ] {
            let (readme, example) = in_authorization(description);
            let prefix_description = "The trait `SecuritySchemes` has a setter for each scheme alone: `.with_key(..)`. \
                       `.credentials_from_env(prefix)` takes them from the environment.";
            assert_eq!(section(&readme), format!("## Credentials\n\n- `key`: {setter}\n\n{prefix_description}"));
            assert!(example.contains(call), "{example}");
        }
    }

    #[test]
    fn a_name_of_the_document_is_no_markdown() {
        let (readme, _) = files(
            r#""a\n\n# b `c` \u202e": {"type": "apiKey", "in": "query", "name": "`k`\n"}"#,
            r#"{"a\n\n# b `c` \u202e": []}"#,
        );
        let expected =
            "- `a\\n\\n# b 'c' \\u{202e}`: `Client::builder(url).api_key(key)`, sent in the query parameter `'k'\\n`";
        assert!(section(&readme).starts_with(&format!("## Credentials\n\n{expected}\n\nThe trait")), "{readme}");
    }

    #[test]
    fn without_a_requirement_the_readme_says_what_is_sent() {
        let (readme, example) = files("", "");
        assert_eq!(
            section(&readme),
            "## Credentials\n\nThe document declares no security scheme. What is set is sent with all calls, to the origin of the base URL:\n\n\
             - `Client::builder(url).bearer(key)`: `Authorization: Bearer key`; `.token_source(source)` for tokens that expire\n\
             - `Client::builder(url).basic(user, password)`: `Authorization: Basic …`\n\
             - `Client::builder(url).header(name, value)`: any other header, such as one with an API key"
        );
        assert!(example.contains("builder.bearer(&key)"), "{example}");
        let (readme, example) = files(r#""key": {"type": "apiKey", "in": "query", "name": "k"}"#, "");
        assert_eq!(
            section(&readme),
            "## Credentials\n\n- `key`: `Client::builder(url).api_key(key)`, sent in the query parameter `k`\n\n\
             The trait `SecuritySchemes` has a setter for each scheme alone: `.with_key(..)`. `.credentials_from_env(prefix)` takes them from the environment.\n\n\
             No operation requires one of them: what is set is sent with all calls, to the origin of the base URL."
        );
        assert!(example.contains("builder.api_key(&key)"), "{example}");
    }

    #[test]
    fn the_example_has_the_credential_that_most_operations_require() {
        let schemes = r#""token": {"type": "http", "scheme": "bearer"}, "login": {"type": "http", "scheme": "basic"}"#;
        let (readme, example) = files(schemes, r#"{"login": []}"#);
        assert!(
            example.starts_with(
                "// Calls the service at BASE_URL, with API_USER and API_PASSWORD as credential where one is needed.\n"
            ),
            "{example}"
        );
        assert!(
            readme.contains(
                "Run it with `BASE_URL=https://HOST/PREFIX API_USER=… API_PASSWORD=… cargo run --example call`."
            ),
            "{readme}"
        );
        assert!(
            readme.contains("for tokens that expire (no operation requires it: it is sent with requests by hand)"),
            "{readme}"
        );
        let (readme, example) = files(r#""certificate": {"type": "mutualTLS"}"#, r#"{"certificate": []}"#);
        assert!(example.starts_with("// Calls the service at BASE_URL.\n"), "{example}");
        assert!(readme.contains("Run it with `BASE_URL=https://HOST/PREFIX cargo run --example call`."), "{readme}");
    }
}
