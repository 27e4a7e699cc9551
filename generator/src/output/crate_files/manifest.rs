//! The manifest of a client crate.

use heck::ToKebabCase;

use crate::config::Options;
use crate::emit::Context;
use crate::ir::Api;
use crate::protocol::{file, manifest};

/// The oldest Rust that generated code compiles with.
const RUST_VERSION: &str = "1.85";

/// The crates that a client and its example depend on: it has another name than these.
const RUNTIME: &str = "callsmith-runtime";
const TOKIO: &str = "tokio";

/// The name of the crate: the one of the options, or the title of the document as a package name.
pub(crate) fn crate_name(api: &Api, options: &Options) -> String {
    let wish = options.crate_name.clone().unwrap_or_else(|| api.title.to_kebab_case());
    let mut name: String = wish.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    name.truncate(64);
    let name = name.trim_matches('-').to_owned();
    let reserved = ["test", "core", "std", "alloc", "proc-macro", "build", "deps", "examples", RUNTIME, TOKIO];
    let is_reserved =
        reserved.contains(&name.to_ascii_lowercase().replace('_', "-").as_str()) || file::is_device(&name);
    let is_keyword = name == "gen" || syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() && !is_keyword && !is_reserved => name,
        Some(_) => format!("client-{name}"),
        None => "client".to_owned(),
    }
}

/// `Cargo.toml`.
pub(super) fn manifest(cx: &Context<'_>, name: &str, options: &Options) -> String {
    let description = manifest::string(&format!("A client of {}", cx.api.title));
    let version = options.runtime_version.clone().unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned());
    let mut runtime = toml::Table::new();
    match &options.runtime_path {
        Some(path) => runtime.insert("path".to_owned(), path.to_string_lossy().replace('\\', "/").into()),
        None => runtime.insert("version".to_owned(), version.into()),
    };
    if !cx.facts.features.is_empty() {
        let features: Vec<&str> = cx.facts.features.iter().copied().collect();
        runtime.insert("features".to_owned(), features.into());
    }
    let (name, runtime) = (manifest::string(name), toml::Value::Table(runtime));
    format!(
        "[package]\n\
         name = {name}\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         rust-version = \"{RUST_VERSION}\"\n\
         description = {description}\n\
         \n\
         [dependencies]\n\
         {RUNTIME} = {runtime}\n\
         \n\
         [dev-dependencies]\n\
         {TOKIO} = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n"
    )
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
