//! A client as a crate of its own: manifest, README, sources and an example.

mod credential;
mod example;
mod manifest;
mod readme;

use std::fs;

pub(crate) use manifest::{crate_name, is_shortened};

use std::collections::BTreeSet;

use super::files::Files;
use super::{format, layout, operation_tests};
use crate::config::Options;
use crate::emit::{Client, Context};
use crate::protocol::{file, markdown};

/// The files of a client crate. What has become a file of the client is not kept.
pub(crate) fn crate_files(cx: &Context<'_>, client: Client, options: &Options) -> Files {
    let mut files = Files::default();
    for path in &options.package.license_files {
        // The options were checked for files that cannot be read, and for names of other files of the crate.
        if let (Some(name), Ok(text)) = (path.file_name(), fs::read_to_string(path)) {
            files.insert(name, text);
        }
    }
    let name = crate_name(cx.api, options);
    let mut manifest = manifest::manifest(cx, &name, options);
    if cx.api.types_only {
        files.insert("README.md", readme::readme_of_types(cx, &name));
    } else {
        let example = example::example(cx, &name);
        let others = cx.facts.groups.len();
        let has_others = client.types.iter().flat_map(|types| &types.list).any(|ty| ty.users.contains(&others));
        let collected_features = cx.names.features.iter().flatten().map(String::as_str);
        let features: BTreeSet<&str> =
            collected_features.chain((cx.has_features() && has_others).then_some(OTHERS)).collect();
        files.insert("README.md", readme::readme(cx, &name, &example, &features));
        manifest += &manifest::features(cx, &features, example.operation, options);
        files.insert("examples/call.rs", example.text);
    }
    files.insert("Cargo.toml", manifest);
    let mut root = format::root_text(&client, &crate_docs(cx));
    if let Some(types) = client.types {
        let collected_features = layout::types(&types, &groups(cx));
        let codecs = types.has_codecs().then_some((&types.codecs, "codecs"));
        for (module, stem) in [Some((&types.types, "types")), codecs].into_iter().flatten() {
            let is_split = collected_features.iter().any(|(path, _)| path.starts_with(&format!("{stem}/")));
            // A part has what is in front of all of them, whether it names that or not.
            let allow = if is_split { "#[allow(unused_imports)]\n" } else { "" };
            root.push_str(&format::declaration(module, stem, allow));
        }
        files.extend(collected_features);
    }
    let stems = file::stems(client.modules.iter().map(|module| format::plain_name(&module.name)));
    for (index, (module, stem)) in client.modules.into_iter().zip(stems).enumerate() {
        let group = index.checked_sub(client.groups.start);
        let feature = group.and_then(|group| cx.names.features.get(group)?.clone());
        let cfg = layout::cfg(&feature.into_iter().collect());
        root.push_str(&format::declaration(&module, &stem, &cfg));
        files.extend(layout::module(&module, &stem));
    }
    files.insert("src/lib.rs", root);
    if options.tests {
        operation_tests::insert(cx, &name, &mut files);
    }
    files
}

/// The file and feature of types that no operation uses: those of webhooks, and those that the user keeps.
const OTHERS: &str = "others";

/// The users of types.
fn groups<'a>(cx: &'a Context<'_>) -> layout::Groups<'a> {
    if cx.api.types_only {
        return layout::Groups { names: Vec::new(), features: Vec::new() };
    }
    let names = cx.names.groups.iter().map(String::as_str).chain([OTHERS]).collect();
    let others = cx.has_features().then_some(OTHERS);
    layout::Groups { names, features: cx.names.features.iter().map(Option::as_deref).chain([others]).collect() }
}

fn crate_docs(cx: &Context<'_>) -> Vec<String> {
    let mut docs = vec![about(cx)];
    docs.push(String::new());
    let use_it = if cx.api.types_only {
        "Every schema is a type, which `serde_json` reads and writes."
    } else {
        "Every operation is a method of [`Client`]; it makes a call that is sent by `.await`."
    };
    docs.push(use_it.to_owned());
    if let Some(description) = &cx.api.description {
        docs.push(String::new());
        docs.extend(markdown::lines(description));
    }
    docs
}

/// The first line of all documentation of the crate.
fn about(cx: &Context<'_>) -> String {
    let summary = markdown::line(&manifest::summary(cx));
    match markdown::line(&cx.api.version) {
        version if version.is_empty() => format!("{summary}."),
        version => format!("{summary} (document version {version})."),
    }
}
