//! The pages that show a document beside its client: the Rust side is generated from the YAML above it.
//!
//! A comment names the operations and types that a block shows: `<!-- generated: listPets, Pet -->`.
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-tests --test readme` writes the blocks.

use std::fmt::Write as _;

use callsmith::{Generated, Generator, OperationInfo, Options};
use callsmith_tests::fixtures;
use quote::ToTokens as _;
use syn::{ImplItem, Item, Type, Visibility};

use crate::page::{Block, Page};
use crate::project::repository;

/// The document of a fragment, which leaves out what every document has.
pub(crate) fn document(fragment: &str) -> String {
    let is_given = |key: &str| fragment.starts_with(key) || fragment.contains(&format!("\n{key}"));
    let mut text = String::new();
    if !is_given("openapi:") && !is_given("swagger:") {
        text.push_str("openapi: 3.1.0\n");
    }
    if !is_given("info:") {
        text.push_str("info: { title: Pets, version: 1.0.0 }\n");
    }
    if !is_given("servers:") && !is_given("swagger:") {
        text.push_str("servers: [{ url: https://pets.example }]\n");
    }
    if !is_given("paths:") && !is_given("webhooks:") {
        text.push_str("paths: {}\n");
    }
    text + fragment
}

/// The client of a fragment. The options are those of the last block of TOML in front of it, if that is closer than the last fragment.
pub(crate) fn client(fragment: &Block, options: Option<&Block>) -> Generated {
    let mut set = Options::default();
    if let Some(block) = options {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("mapping");
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        let path = folder.join(format!("{}.toml", block.line));
        std::fs::write(&path, &block.code).expect("the file can be written");
        let configuration = callsmith::Configuration::read(&path).unwrap_or_else(|error| panic!("{error}"));
        configuration.apply("document.yaml", &mut set).unwrap_or_else(|error| panic!("{error}"));
    }
    let generated = Generator::from_text("document.yaml", document(&fragment.code)).options(set).generate();
    generated.unwrap_or_else(|error| panic!("the fragment at line {}: {error}", fragment.line))
}

/// A fragment of a document, the options in front of it, and the blocks of Rust that follow it.
pub(crate) struct Pair<'a> {
    pub(crate) fragment: &'a Block,
    pub(crate) options: Option<&'a Block>,
    pub(crate) rust: Vec<&'a Block>,
}

/// The pairs of a page; blocks of Rust in front of the first document have none.
pub(crate) fn pairs(blocks: &[Block]) -> Vec<Pair<'_>> {
    let mut pairs: Vec<Pair<'_>> = Vec::new();
    let mut options = None;
    for block in blocks {
        match block.language.as_str() {
            "yaml" => pairs.push(Pair { fragment: block, options: options.take(), rust: Vec::new() }),
            "toml" => options = Some(block),
            "rust" => {
                if let Some(pair) = pairs.last_mut() {
                    pair.rust.push(block);
                }
            }
            _ => {}
        }
    }
    pairs
}

/// The names that a block shows.
pub(crate) fn shown(block: &Block) -> Option<Vec<&str>> {
    let names = block.comment.as_deref()?.strip_prefix("generated:")?;
    Some(names.split(',').map(str::trim).collect())
}

pub(crate) fn is_mapping(page: &Page) -> bool {
    page.name.starts_with("mapping-")
}

#[test]
fn generated_blocks_are_those_of_their_documents() {
    let mut count = 0;
    for page in &Page::all(&repository()) {
        let blocks = page.blocks();
        let mut changes = Vec::new();
        for pair in pairs(&blocks) {
            let shown: Vec<_> = pair.rust.iter().filter_map(|block| Some((*block, shown(block)?))).collect();
            assert!(
                !shown.is_empty() || !is_mapping(page),
                "{}:{}: nothing is shown of the client",
                page.name,
                pair.fragment.line
            );
            if shown.is_empty() {
                continue;
            }
            let generated = client(pair.fragment, pair.options.filter(|_| is_mapping(page)));
            for (block, names) in shown {
                let text = declarations(&generated, &names, &format!("{}:{}", page.name, block.line));
                count += 1;
                if text != block.code {
                    changes.push((block.range.clone(), text));
                }
            }
        }
        if fixtures::is_update() {
            page.write(&changes);
        } else {
            let first = changes.first().map(|(_, text)| text);
            assert_eq!(first, None, "{}.md is not up to date; CALLSMITH_UPDATE=1 writes it", page.name);
        }
    }
    assert!(count > 20, "{count} blocks");
}

/// The declarations of operations and types, without documentation and bodies.
fn declarations(generated: &Generated, names: &[&str], place: &str) -> String {
    let module = generated.module();
    let file = syn::parse_file(&module).expect("a client is Rust");
    let mut items = Vec::new();
    flatten(&file.items, &mut items);
    let inspection = generated.inspect();
    let mut parts = Vec::new();
    for name in names {
        if let Some(operation) = inspection.operations.iter().find(|operation| operation.id == *name) {
            parts.push(of_operation(&items, operation));
        } else {
            let part = of_type(&items, name);
            assert!(!part.is_empty(), "{place}: there is neither an operation nor a type `{name}`");
            parts.push(part);
        }
    }
    parts.join("\n").replace("types::", "").replace("callsmith_runtime::", "").replace("rt::", "")
}

/// All items, those of modules too.
fn flatten<'a>(items: &'a [Item], all: &mut Vec<&'a Item>) {
    for item in items {
        match item {
            // Codecs have types of their own, which nobody sees.
            Item::Mod(module) if module.ident == "codecs" => {}
            Item::Mod(module) => flatten(module.content.as_ref().map_or(&[][..], |(_, items)| items), all),
            item => all.push(item),
        }
    }
}

/// A type with the signatures of its own public functions, or a constant.
fn of_type(items: &[&Item], name: &str) -> String {
    let mut text = String::new();
    for item in items {
        let shown = match item {
            Item::Struct(item) if item.ident == name => Item::Struct(item.clone()),
            Item::Enum(item) if item.ident == name => Item::Enum(item.clone()),
            Item::Type(item) if item.ident == name => Item::Type(item.clone()),
            Item::Trait(item) if item.ident == name => Item::Trait(item.clone()),
            Item::Fn(item) if item.sig.ident == name => Item::Fn(item.clone()),
            _ => continue,
        };
        text.push_str(&print(shown));
    }
    let functions = functions(items, |ty| ty == name);
    if !text.is_empty() && !functions.is_empty() {
        let _ = write!(text, "\n{}", block(&format!("impl {name}"), &functions));
    }
    text
}

/// The method of an operation, its setters, and the types of its result.
fn of_operation(items: &[&Item], operation: &OperationInfo) -> String {
    let method = operation.rust.rsplit("::").next().unwrap_or_default();
    let on = if operation.call.contains("().") { None } else { Some("Client") };
    let mut methods = Vec::new();
    let mut owner = "Client".to_owned();
    for (ty, functions) in all_functions(items) {
        let of_method = functions.into_iter().filter(|function| {
            let name = function.split_once("fn ").map_or("", |(_, rest)| rest);
            let name = name.split(['(', '<']).next().unwrap_or_default();
            name == method || name.strip_prefix(method).is_some_and(|rest| rest == "_raw")
        });
        let of_method: Vec<String> = of_method.collect();
        if !of_method.is_empty() && on.is_none_or(|on| ty == on) && !ty.starts_with("Call") {
            methods.extend(of_method);
            owner.clone_from(&ty);
        }
    }
    let marker = methods
        .first()
        .and_then(|signature| signature.split("Call<").nth(1))
        .and_then(|rest| rest.split('>').next())
        .unwrap_or_else(|| panic!("no method for `{}`: {methods:?}", operation.id))
        .to_owned();
    let mut text = block(&format!("impl {owner}"), &methods);
    let call = format!("Call<{marker}>");
    let setters = functions(items, |ty| ty.replace(' ', "") == call);
    if !setters.is_empty() {
        let _ = write!(text, "\n{}", block(&format!("impl {call}"), &setters));
    }
    let mut types = vec![format!("type Output = {};", operation.success.ty)];
    if operation.failure.ty != "()" {
        types.push(format!("type Error = {};", operation.failure.ty));
    }
    let _ = write!(text, "\n{}", block(&format!("impl Operation for {marker}"), &types));
    text
}

fn block(head: &str, lines: &[String]) -> String {
    let mut text = format!("{head} {{\n");
    for line in lines {
        for line in line.lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text + "}\n"
}

/// The public functions and constants of types, by the type.
fn all_functions(items: &[&Item]) -> Vec<(String, Vec<String>)> {
    let mut all = Vec::new();
    for item in items {
        let Item::Impl(item) = item else { continue };
        let Type::Path(path) = &*item.self_ty else { continue };
        if item.trait_.is_some() {
            continue;
        }
        let ty = path.to_token_stream().to_string().replace(" < ", "<").replace(" >", ">").replace("< '_>", "");
        let mut functions = Vec::new();
        for function in &item.items {
            match function {
                ImplItem::Fn(function) if matches!(function.vis, Visibility::Public(_)) => {
                    functions.push(signature(function));
                }
                ImplItem::Const(constant) if matches!(constant.vis, Visibility::Public(_)) => {
                    let (name, ty, value) = (&constant.ident, &constant.ty, &constant.expr);
                    let text = quote::quote!(pub const #name: #ty = #value;);
                    functions.push(print(syn::parse2(text).expect("a constant is an item")).trim_end().to_owned());
                }
                _ => {}
            }
        }
        all.push((ty, functions));
    }
    all
}

fn functions(items: &[&Item], is_type: impl Fn(&str) -> bool) -> Vec<String> {
    all_functions(items).into_iter().filter(|(ty, _)| is_type(ty)).flat_map(|(_, functions)| functions).collect()
}

/// The signature of a function, with a semicolon in place of its body.
fn signature(function: &syn::ImplItemFn) -> String {
    let signature = syn::ItemFn {
        attrs: Vec::new(),
        vis: function.vis.clone(),
        sig: function.sig.clone(),
        block: Box::new(syn::Block { brace_token: syn::token::Brace::default(), stmts: Vec::new() }),
        modifiers: Default::default(),
    };
    print(Item::Fn(signature)).trim_end().trim_end_matches("{}").trim_end().to_owned() + ";"
}

/// The text of an item without its attributes.
fn print(mut item: Item) -> String {
    let clear = |fields: &mut syn::Fields| fields.iter_mut().for_each(|field| field.attrs.clear());
    match &mut item {
        Item::Struct(item) => {
            item.attrs.clear();
            clear(&mut item.fields);
        }
        Item::Enum(item) => {
            item.attrs.clear();
            for variant in &mut item.variants {
                variant.attrs.clear();
                clear(&mut variant.fields);
            }
        }
        Item::Type(item) => item.attrs.clear(),
        Item::Fn(item) => {
            item.attrs.clear();
            item.block.stmts.clear();
        }
        Item::Trait(item) => {
            item.attrs.clear();
            item.supertraits.clear();
            item.colon_token = None;
            for item in &mut item.items {
                if let syn::TraitItem::Fn(function) = item {
                    function.attrs.clear();
                    function.default = None;
                }
            }
        }
        _ => {}
    }
    let file = syn::File { shebang: None, frontmatter: None, attrs: Vec::new(), items: vec![item] };
    let text = prettyplease::unparse(&file);
    text.replace("::callsmith_runtime::", "").replace("::std::collections::", "").replace("::core::convert::", "")
}
