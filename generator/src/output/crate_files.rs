//! A client as a crate of its own: manifest, README, sources and an example.

mod credential;
mod example;
mod manifest;
mod readme;

pub(crate) use manifest::crate_name;

use super::files::Files;
use super::format;
use crate::config::Options;
use crate::emit::{Client, Context};
use crate::protocol::{file, markdown};

/// The files of a client crate.
pub(crate) fn crate_files(cx: &Context<'_>, client: &Client, options: &Options) -> Files {
    let mut files = Files::default();
    let name = crate_name(cx.api, options);
    files.insert("Cargo.toml", manifest::manifest(cx, &name, options));
    if cx.api.types_only {
        files.insert("README.md", readme::readme_of_types(cx, &name));
    } else {
        let example = example::example(cx, &name);
        files.insert("README.md", readme::readme(cx, &name, &example));
        files.insert("examples/call.rs", example.text);
    }
    let stems = file::stems(client.modules.iter().map(|module| format::plain_name(&module.name)));
    files.insert("src/lib.rs", format::root_text(client, &stems, &crate_docs(cx)));
    for (module, stem) in client.modules.iter().zip(stems) {
        files.insert(format!("src/{stem}.rs"), format::file_text(module));
    }
    files
}

fn crate_docs(cx: &Context<'_>) -> Vec<String> {
    let mut docs = vec![about(cx)];
    docs.push(String::new());
    let use_it = match cx.api.types_only {
        true => "Every schema is a type, which `serde_json` reads and writes.",
        false => "Every operation is a method of [`Client`]; it makes a call that is sent by `.await`.",
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
    let title = markdown::line(&cx.api.title);
    let title = if title.is_empty() { "the service" } else { &title };
    let kind = if cx.api.types_only { "The types" } else { "A client" };
    format!("{kind} of {title}, version {} of the service.", markdown::line(&cx.api.version))
}
