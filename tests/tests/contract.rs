//! Names of the runtime: generated code has those that `generator/src/emit/contract.rs` lists, and the runtime has all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Expr, ImplItem, Item, Lit, TraitItem, UseTree, Visibility};

/// Names, each with the names within it.
type Names = BTreeMap<String, BTreeSet<String>>;

#[test]
fn golden_files_have_listed_names() {
    let listed = listed();
    let mut used = Names::new();
    for file in rust_files(&repository().join("tests/golden")) {
        collect(read(&file).parse().expect("golden files are Rust"), &mut used);
    }
    let unlisted: Vec<String> = paths(&used).difference(&paths(&listed)).cloned().collect();
    assert_eq!(unlisted, Vec::<String>::new(), "`NAMES` of emit/contract.rs does not list these");
    assert!(used.len() > 80, "only {} names were found", used.len());
    // A name that no fixture shows is compiled by nobody.
    let names = |names: &Names| names.keys().cloned().collect::<BTreeSet<_>>();
    let unseen: Vec<String> = names(&listed).difference(&names(&used)).cloned().collect();
    assert_eq!(unseen, Vec::<String>::new(), "no golden file has these names");
}

#[test]
fn the_runtime_has_listed_names() {
    let listed = listed();
    let exported = exports(&read(&repository().join("runtime/src/v1.rs")));
    let defined = definitions();
    let mut missing = Vec::new();
    for (name, within) in &listed {
        let Some(names) = exported.get(name) else {
            missing.push(name.clone());
            continue;
        };
        let names = defined.get(names);
        let has = |item: &&String| names.is_some_and(|names| names.contains(*item));
        missing.extend(
            within.iter().filter(|item| !has(item) && !is_foreign(name, item)).map(|item| format!("{name}::{item}")),
        );
    }
    assert_eq!(missing, Vec::<String>::new(), "`callsmith_runtime::v1` does not have these");
}

#[test]
fn the_runtime_has_listed_public_names() {
    let exported = exports(&read(&repository().join("runtime/src/lib.rs")));
    let listed = public();
    assert!(listed.len() > 10, "only {} names are listed", listed.len());
    let missing: Vec<&String> = listed.iter().filter(|name| !exported.contains_key(*name)).collect();
    assert_eq!(missing, Vec::<&String>::new(), "`callsmith_runtime` does not have these");
}

/// The list of the generator of names at the public root.
fn public() -> Vec<String> {
    let list = list("PUBLIC");
    let name = |item: &Expr| match item {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => panic!("`PUBLIC` has texts"),
        },
        _ => panic!("`PUBLIC` has texts"),
    };
    list.elems.iter().map(name).collect()
}

/// Names within types of other crates.
fn is_foreign(name: &str, item: &str) -> bool {
    (name, item) == ("Bytes", "copy_from_slice")
}

#[test]
fn exports_are_read_from_a_module() {
    let text =
        "pub use crate::a::{B, c as D, e::{F, G as H}};\npub use http;\nuse crate::private;\npub type I = String;";
    let exports = exports(text);
    let exports: Vec<(&str, &str)> = exports.iter().map(|(name, path)| (name.as_str(), path.as_str())).collect();
    assert_eq!(exports, [("B", "B"), ("D", "c"), ("F", "F"), ("H", "G"), ("I", "I"), ("http", "http")]);
}

#[test]
fn names_are_read_from_tokens() {
    let mut names = Names::new();
    collect("x::rt::A; rt::B::C::D; [rt::B::E]; rt::f!(rt::G); \"rt::H\"".parse().unwrap(), &mut names);
    assert_eq!(paths(&names).into_iter().collect::<Vec<_>>(), ["A", "B", "B::C", "B::E", "G", "f"]);
}

#[test]
fn definitions_are_read_from_items() {
    let mut names = Names::new();
    let text = "pub enum A { B, C(u8) } impl A { pub const fn new() {} fn hidden() {} pub const D: u8 = 0; m!(I J); } trait E { fn f(); const G: u8; } \
                pub struct H { pub k: u8 } impl E for A { fn g() {} }";
    define(&syn::parse_file(text).unwrap().items, &mut names);
    let expected = ["A", "A::B", "A::C", "A::D", "A::I", "A::J", "A::new", "E", "E::G", "E::f"];
    assert_eq!(paths(&names).into_iter().collect::<Vec<_>>(), expected);
}

/// The list of the generator.
fn listed() -> Names {
    list("NAMES").elems.iter().map(row).collect()
}

/// An array of `emit/contract.rs`.
fn list(name: &str) -> syn::ExprArray {
    let file =
        syn::parse_file(&read(&repository().join("generator/src/emit/contract.rs"))).expect("the generator is Rust");
    let list = file.items.into_iter().find_map(|item| match item {
        Item::Const(item) if item.ident == name => Some(*item.expr),
        _ => None,
    });
    let Some(Expr::Reference(list)) = list else { panic!("emit/contract.rs has no list `{name}`") };
    let Expr::Array(list) = *list.expr else { panic!("`{name}` is no array") };
    list
}

fn row(row: &Expr) -> (String, BTreeSet<String>) {
    let text = |expr: &Expr| match expr {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => panic!("a row of `NAMES` is two texts"),
        },
        _ => panic!("a row of `NAMES` is two texts"),
    };
    let Expr::Tuple(row) = row else { panic!("a row of `NAMES` is a pair") };
    (text(&row.elems[0]), text(&row.elems[1]).split_whitespace().map(str::to_owned).collect())
}

/// Names and those within them, as paths.
fn paths(names: &Names) -> BTreeSet<String> {
    let within = names.iter().flat_map(|(name, within)| within.iter().map(move |item| format!("{name}::{item}")));
    names.keys().cloned().chain(within).collect()
}

/// Collects the names behind `rt::`, and the names within them.
fn collect(tokens: TokenStream, names: &mut Names) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(group.stream(), names),
            TokenTree::Ident(ident) if ident == "rt" => {
                let Some(name) = segment(&tokens, at + 1) else { continue };
                names.entry(name).or_default().extend(segment(&tokens, at + 4));
            }
            _ => {}
        }
    }
}

/// The identifier behind `::` at a place.
fn segment(tokens: &[TokenTree], at: usize) -> Option<String> {
    match tokens.get(at..at + 3)? {
        [TokenTree::Punct(first), TokenTree::Punct(second), TokenTree::Ident(name)]
            if first.as_char() == ':' && second.as_char() == ':' =>
        {
            Some(name.to_string())
        }
        _ => None,
    }
}

/// The public names of a module, each with the name where it is defined.
fn exports(text: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    for item in syn::parse_file(text).expect("the runtime is Rust").items {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => export(&item.tree, &mut exports),
            // Where a feature is off.
            Item::Type(item) => drop(exports.entry(item.ident.to_string()).or_insert(item.ident.to_string())),
            _ => {}
        }
    }
    exports
}

fn export(tree: &UseTree, exports: &mut BTreeMap<String, String>) {
    match tree {
        UseTree::Path(path) => export(&path.tree, exports),
        UseTree::Name(name) => drop(exports.insert(name.ident.to_string(), name.ident.to_string())),
        UseTree::Rename(rename) => drop(exports.insert(rename.rename.to_string(), rename.ident.to_string())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| export(tree, exports)),
        UseTree::Glob(_) => panic!("a contract names what it has"),
    }
}

/// The enums, types and traits of the runtime with the variants and associated items that others see.
fn definitions() -> Names {
    let mut names = Names::new();
    for file in rust_files(&repository().join("runtime/src")) {
        define(&syn::parse_file(&read(&file)).expect("the runtime is Rust").items, &mut names);
    }
    names
}

fn define(items: &[Item], names: &mut Names) {
    for item in items {
        match item {
            Item::Enum(item) => {
                let variants = item.variants.iter().map(|variant| variant.ident.to_string());
                names.entry(item.ident.to_string()).or_default().extend(variants);
            }
            Item::Trait(item) => {
                let items = item.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(item) => Some(item.sig.ident.to_string()),
                    TraitItem::Const(item) => Some(item.ident.to_string()),
                    _ => None,
                });
                names.entry(item.ident.to_string()).or_default().extend(items);
            }
            Item::Impl(item) if item.trait_.is_none() => {
                let syn::Type::Path(ty) = &*item.self_ty else { continue };
                let Some(name) = ty.path.segments.last().map(|segment| segment.ident.to_string()) else { continue };
                let items = item.items.iter().flat_map(associated);
                names.entry(name).or_default().extend(items);
            }
            _ => {}
        }
    }
}

/// The public names of an item of an `impl`. A macro defines the names that it is given.
fn associated(item: &ImplItem) -> Vec<String> {
    match item {
        ImplItem::Fn(item) if matches!(item.vis, Visibility::Public(_)) => vec![item.sig.ident.to_string()],
        ImplItem::Const(item) if matches!(item.vis, Visibility::Public(_)) => vec![item.ident.to_string()],
        ImplItem::Macro(item) => item.mac.tokens.to_string().split_whitespace().map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The Rust files in a folder, and in those within it.
fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
