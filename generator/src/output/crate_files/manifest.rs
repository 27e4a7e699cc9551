//! The manifest of a client crate.

use heck::ToKebabCase;

use crate::config::Options;
use crate::emit::Context;
use crate::ir::Api;
use crate::protocol::manifest::{self, RUNTIME, TOKIO};

/// The oldest Rust that generated code compiles with.
const RUST_VERSION: &str = "1.85";

/// The name of the crate: the one of the options, or the title of the document as a package name.
pub(crate) fn crate_name(api: &Api, options: &Options) -> String {
    let wish = options.crate_name.clone().unwrap_or_else(|| api.title.to_kebab_case());
    manifest::package_name(&wish)
}

/// `Cargo.toml`.
pub(super) fn manifest(cx: &Context<'_>, name: &str, options: &Options) -> String {
    let kind = if cx.api.types_only { "The types" } else { "A client" };
    let description = manifest::string(&format!("{kind} of {}", cx.api.title));
    let version = options.runtime_version.clone().unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned());
    let mut runtime = toml::Table::new();
    match &options.runtime_path {
        Some(path) => runtime.insert("path".to_owned(), path.to_string_lossy().replace('\\', "/").into()),
        None => runtime.insert("version".to_owned(), version.into()),
    };
    if cx.api.types_only {
        runtime.insert("default-features".to_owned(), false.into());
    }
    if !cx.facts.features.is_empty() {
        let features: Vec<&str> = cx.facts.features.iter().copied().collect();
        runtime.insert("features".to_owned(), features.into());
    }
    let (name, runtime) = (manifest::string(name), toml::Value::Table(runtime));
    let mut text = format!(
        "[package]\n\
         name = {name}\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{RUST_VERSION}\"\n\
         description = {description}\n\
         \n\
         [dependencies]\n\
         {RUNTIME} = {runtime}\n"
    );
    if !cx.api.types_only {
        text += &format!(
            "\n[dev-dependencies]\n{TOKIO} = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::crate_name;
    use crate::config::Options;
    use crate::ir::Api;

    #[test]
    fn titles_become_package_names() {
        let named = |title: &str| crate_name(&Api { title: title.to_owned(), ..Api::default() }, &Options::default());
        assert_eq!(named("Swagger Petstore - OpenAPI 3.0"), "swagger-petstore-open-api-3-0");
        assert_eq!(named("myservice"), "myservice");
        assert_eq!(named("1Password\"\n[x]"), "client-1password-x");
        assert_eq!(named("日本"), "client");
        assert_eq!(named("async"), "client-async");
        assert_eq!(named("Test"), "client-test");
        assert_eq!(named("Callsmith Runtime"), "client-callsmith-runtime");
        assert_eq!(named("Tokio"), "client-tokio");
        assert_eq!(named("Aux"), "client-aux");
    }
}
