//! The manifest of a client crate.

use std::collections::BTreeSet;

use crate::config::{CratePackage, EDITION, Options, RUST_VERSION};
use crate::emit::Context;
use crate::ir::{Api, OperationId};
use crate::name::{self, Case};
use crate::protocol::manifest::{self, RUNTIME, TOKIO};

/// The name of the crate: the one of the options, or the title of the document as a package name.
pub(crate) fn crate_name(api: &Api, options: &Options) -> String {
    manifest::package_name(&options.crate_name.clone().unwrap_or_else(|| by_title(api, options).0))
}

/// Returns `true` if words of the title are left out of the name of the crate.
pub(crate) fn is_shortened(api: &Api, options: &Options) -> bool {
    options.crate_name.is_none() && by_title(api, options).1
}

fn by_title(api: &Api, options: &Options) -> (String, bool) {
    name::from_title(&api.title, &Case::new(options.name_overrides.compounds()))
}

/// `Cargo.toml`.
pub(super) fn manifest(cx: &Context<'_>, name: &str, options: &Options) -> String {
    let mut text = format!("[package]\n{}", package(cx, name, options));
    // Who publishes a crate wants its documentation whole.
    if options.package != CratePackage::default() {
        text += "\n[package.metadata.docs.rs]\nall-features = true\n";
    }
    text += &format!("\n[dependencies]\n{RUNTIME} = {}\n", toml::Value::Table(runtime(cx, options)));
    if !cx.api.types_only {
        text += "\n[dev-dependencies]\n";
        if options.tests {
            let mut testing = runtime(cx, options);
            testing.insert("features".to_owned(), vec!["testing"].into());
            text += &format!("{RUNTIME} = {}\n", toml::Value::Table(testing));
        }
        text += &format!("{TOKIO} = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}\n");
    }
    text
}

/// The lines of `[package]`.
fn package(cx: &Context<'_>, name: &str, options: &Options) -> String {
    let set = &options.package;
    let list =
        |words: &[String]| (!words.is_empty()).then(|| words.iter().map(|word| manifest::string(word)).collect());
    let text = |text: &Option<String>| text.as_deref().map(manifest::string);
    let or = |text: &Option<String>, other: &str| Some(manifest::string(text.as_deref().unwrap_or(other)));
    let license = set.license.clone().or_else(|| cx.api.license.clone());
    // Files beside the manifest need no key where the licence has an id.
    let file = set.license_files.first().filter(|_| license.is_none()).and_then(|path| path.file_name());
    let publish = set.publish.as_deref().map(|registries| match registries {
        [] => false.into(),
        some => toml::Value::Array(some.iter().map(|name| manifest::string(name)).collect()),
    });
    let lines: [(&str, Option<toml::Value>); 14] = [
        ("name", Some(manifest::string(name))),
        ("version", or(&cx.api.crate_version, "0.1.0")),
        ("edition", or(&set.edition, EDITION)),
        ("rust-version", or(&set.rust_version, RUST_VERSION)),
        ("authors", list(&set.authors).map(toml::Value::Array)),
        ("description", Some(manifest::string(&set.description.clone().unwrap_or_else(|| summary(cx))))),
        ("license", text(&license)),
        ("license-file", file.map(|name| manifest::string(&name.to_string_lossy()))),
        ("repository", text(&set.repository)),
        ("homepage", text(&set.homepage)),
        ("documentation", text(&set.documentation)),
        ("keywords", list(&set.keywords).map(toml::Value::Array)),
        ("categories", list(&set.categories).map(toml::Value::Array)),
        ("publish", publish),
    ];
    lines.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}\n", value?))).collect()
}

/// The dependency on the runtime.
fn runtime(cx: &Context<'_>, options: &Options) -> toml::Table {
    let version = options.runtime_version.clone().unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned());
    let mut runtime = toml::Table::new();
    if let Some(path) = &options.runtime_path {
        runtime.insert("path".to_owned(), path.to_string_lossy().replace('\\', "/").into());
    }
    // A crate that is published needs a version beside the path.
    if options.runtime_path.is_none() || options.package != CratePackage::default() {
        runtime.insert("version".to_owned(), version.into());
    }
    if cx.api.types_only {
        runtime.insert("default-features".to_owned(), false.into());
    }
    if !cx.facts.features.is_empty() {
        let features: Vec<&str> = cx.facts.features.iter().copied().collect();
        runtime.insert("features".to_owned(), features.into());
    }
    runtime
}

/// The features of the crate, and what the example needs of them; nothing where it has none.
pub(super) fn features(
    cx: &Context<'_>,
    names: &BTreeSet<&str>,
    example: Option<OperationId>,
    options: &Options,
) -> String {
    if names.is_empty() {
        return String::new();
    }
    // Names of features are keys of TOML as they are.
    let default: String = names.iter().map(|name| format!("    {},\n", manifest::string(name))).collect();
    let each: String = names.iter().map(|name| format!("{name} = []\n")).collect();
    let mut text =
        format!("\n# The operations of a tag or path, with their types.\n[features]\ndefault = [\n{default}]\n{each}");
    let group = example.and_then(|id| cx.facts.groups.iter().position(|group| group.operations.contains(&id)));
    if let Some(feature) = group.and_then(|index| cx.names.features[index].as_deref()) {
        let feature = manifest::string(feature);
        text += &format!("\n[[example]]\nname = \"call\"\nrequired-features = [{feature}]\n");
    }
    if options.tests {
        // They call the operations of all groups.
        text += &format!("\n[[test]]\nname = \"operations\"\nrequired-features = [\n{default}]\n");
    }
    text
}

/// A phrase that says what the crate is.
pub(super) fn summary(cx: &Context<'_>) -> String {
    let kind = if cx.api.types_only { "Rust types of the" } else { "Rust client for the" };
    let title = cx.api.title.trim();
    let title = title.strip_prefix("The ").or_else(|| title.strip_prefix("the ")).unwrap_or(title);
    let is_api = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        ["api", "apis", "service"].iter().any(|ending| word.eq_ignore_ascii_case(ending))
    };
    if title.split_whitespace().any(is_api) { format!("{kind} {title}") } else { format!("{kind} {title} API") }
}

#[cfg(test)]
mod tests {
    use super::crate_name;
    use crate::config::Options;
    use crate::ir::Api;

    #[test]
    fn titles_become_package_names() {
        let named = |title: &str| crate_name(&Api { title: title.to_owned(), ..Api::default() }, &Options::default());
        assert_eq!(named("Swagger Petstore - OpenAPI 3.0"), "petstore");
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
