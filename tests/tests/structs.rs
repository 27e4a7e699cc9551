//! Types of the generator are small: each has few methods, over all its `impl` blocks.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use syn::{ImplItem, Item, Type};

/// The methods and associated functions that a type may have.
const METHODS: usize = 40;

/// Methods by the name of their type.
type Counts = BTreeMap<String, usize>;

/// Adds the methods in a folder. Types of one name count together.
fn count_folder(folder: &Path, counts: &mut Counts) {
    for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            count_folder(&path, counts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            count_text(&fs::read_to_string(&path).expect("a file of the repository can be read"), counts);
        }
    }
}

fn count_text(text: &str, counts: &mut Counts) {
    count(&syn::parse_file(text).expect("sources of the generator are Rust").items, counts);
}

fn count(items: &[Item], counts: &mut Counts) {
    for item in items {
        match item {
            Item::Mod(module) => {
                let items = module.content.as_ref().map(|(_, items)| items.as_slice());
                count(items.unwrap_or_default(), counts);
            }
            Item::Impl(block) => {
                let methods = block.items.iter().filter(|item| matches!(item, ImplItem::Fn(_))).count();
                if let Some(name) = name(&block.self_ty) {
                    *counts.entry(name).or_default() += methods;
                }
            }
            _ => {}
        }
    }
}

/// The name of the type that a block is for, also behind a reference.
fn name(ty: &Type) -> Option<String> {
    match ty {
        Type::Reference(reference) => name(&reference.elem),
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        _ => None,
    }
}

#[test]
fn types_have_few_methods() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let mut large = Vec::new();
    let mut total = 0;
    for stage in fs::read_dir(root).expect("the folder belongs to the repository") {
        let stage = stage.expect("the folder can be read").path();
        let mut counts = Counts::new();
        match stage.is_dir() {
            true => count_folder(&stage, &mut counts),
            false => count_text(&fs::read_to_string(&stage).expect("a file can be read"), &mut counts),
        }
        total += counts.values().sum::<usize>();
        let counts = counts.into_iter().filter(|(_, count)| *count > METHODS);
        large.extend(counts.map(|(name, count)| format!("{}: {name} has {count}", stage.display())));
    }
    assert!(large.is_empty(), "types with more than {METHODS} methods:\n{}", large.join("\n"));
    assert!(total > 500, "only {total} methods were found");
}

#[test]
fn methods_are_counted_over_all_blocks() {
    let text = "struct A; impl A { fn a() {} const B: u8 = 0; }
        impl<'a> Trait for &'a A { fn b(&self) {} fn c(&self) {} }
        mod inner { impl super::A { fn d(&self) {} } impl<T> B<T> { fn e(&self) { fn no() {} } } }";
    let mut counts = Counts::new();
    count_text(text, &mut counts);
    assert_eq!(counts, Counts::from([("A".to_owned(), 4), ("B".to_owned(), 1)]));
}
