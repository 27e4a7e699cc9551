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
        if stage.is_dir() {
            count_folder(&stage, &mut counts)
        } else {
            count_text(&fs::read_to_string(&stage).expect("a file can be read"), &mut counts)
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

/// Functions of the runtime say what went wrong by a type, of which a text is made at the end.
#[test]
fn errors_of_the_runtime_are_types() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let mut texts = Vec::new();
    find_texts(&root, &mut texts);
    assert!(texts.is_empty(), "errors are types, not texts:\n{}", texts.join("\n"));
}

/// The lines of code in a folder that name a result whose error is a text, but for unit tests.
fn find_texts(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
        let path = entry.expect("the folder can be read").path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            find_texts(&path, texts);
        } else {
            let text = fs::read_to_string(&path).expect("a file of the repository can be read");
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            let lines = code.lines().enumerate().filter(|(_, line)| is_of_text(line));
            texts.extend(lines.map(|(index, line)| format!("{}:{}: {}", path.display(), index + 1, line.trim())));
        }
    }
}

/// Returns `true` for a line of code with `Result<…, String>`, or an error that becomes a text by `?`.
fn is_of_text(line: &str) -> bool {
    let line = line.trim();
    let is_code = !line.starts_with("//");
    let names_result = line.contains("Result<") && (line.contains(", String>") || line.contains(", &'static str>"));
    let becomes_text = line.starts_with("impl From<") && line.contains("> for String");
    is_code && (becomes_text || names_result && is_error(line))
}

/// Returns `true` if the last argument of a `Result` in a line is a text: `Result<BTreeMap<String, String>, E>` has none.
fn is_error(line: &str) -> bool {
    line.match_indices("Result<").any(|(start, head)| {
        let rest = &line[start + head.len()..];
        let mut depth = 0;
        let mut argument = 0;
        for (index, c) in rest.char_indices() {
            match c {
                '<' | '(' | '[' => depth += 1,
                ')' | ']' => depth -= 1,
                '>' if rest[..index].ends_with('-') => {}
                '>' if depth > 0 => depth -= 1,
                '>' => return matches!(rest[argument..index].trim(), "String" | "&'static str" | "&'static String"),
                ',' if depth == 0 => argument = index + 1,
                _ => {}
            }
        }
        false
    })
}

#[test]
fn results_with_texts_are_found() {
    assert!(is_of_text("fn a(b: &str) -> Result<Option<(Url, Trust)>, String> {"));
    assert!(is_of_text("    static A: OnceLock<Result<Runtime, String>> = OnceLock::new();"));
    assert!(is_of_text("impl From<Invalid> for String {"));
    assert!(!is_of_text("fn a() -> Result<BTreeMap<String, String>, Error> {"));
    assert!(!is_of_text("/// Returns `Result<(), String>`."));
    assert!(!is_of_text("impl<T: for<'a> From<&'a str>> Visitor<'_> for StringVisitor<T> {"));
}
