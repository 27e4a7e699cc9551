//! No identifier is a word that the glossary has another term for, or an everyday word in place of a noun of the field.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Words that are no names, with names in their place.
const WORDS: &[(&str, &str)] = &[
    ("answer", "a response"),
    ("answers", "responses"),
    ("asked", "a request, an argument"),
    ("found", "the noun of the values: schemas, names, matches"),
    ("given", "a name, a value, the noun of the argument"),
    ("held", "inner types"),
    ("kept", "a lock, the noun of the values"),
    ("known", "a cache, an entry, a set of names"),
    ("meant", "a suggestion, variants"),
    ("own", "the noun of the value: a structure, a parameter, a type"),
    ("reply", "a response"),
    ("said", "constraints, a description"),
    ("says", "a verb: allows, has"),
    ("told", "a message, a failure, tags"),
    ("twin", "a duplicate"),
    ("twins", "duplicates"),
    ("verdict", "an outcome"),
    ("way", "a path, steps, options"),
    ("ways", "paths, choices"),
];

/// Folders of sources and tests that are written by hand.
const SOURCES: [&str; 10] = [
    "../generator/src",
    "../generator/cli",
    "../runtime/src",
    "../runtime/tests/client",
    "../runtime/tests/faults",
    "../tools/src",
    "src",
    "tests",
    "calls",
    "figures",
];

/// Names that generated code has, by the end of the path of a file.
const GENERATED: [(&str, &str); 5] = [
    ("v1.rs", "answers"),
    ("contract/macros/mod.rs", "answers"),
    ("contract/operation.rs", "known"),
    ("auth/prefixes.rs", "own"),
    ("auth/setters.rs", "own"),
];

/// Constructors called `of`, which are a part of the public interface of the runtime.
const PUBLIC: &[&str] = &[
    "chunks/mod.rs",
    "codec/parameter/form.rs",
    "codec/parameter/mod.rs",
    "codec/parts.rs",
    "codec/json/shape.rs",
    "net/body/items.rs",
    "net/multipart.rs",
    "oauth2/error.rs",
];

fn files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            self::files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// Identifiers, each with `true` if it follows `fn`; those of templates are generated code.
fn identifiers(tokens: TokenStream, names: &mut Vec<(String, bool)>) {
    let (mut follows_fn, mut is_template) = (false, false);
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                if !is_template {
                    identifiers(group.stream(), names);
                }
                (follows_fn, is_template) = (false, false);
            }
            TokenTree::Punct(sign) if sign.as_char() == '!' => follows_fn = false,
            TokenTree::Ident(name) => {
                let name = name.to_string();
                let is_fn = name == "fn";
                is_template = name == "quote";
                names.push((name, follows_fn));
                follows_fn = is_fn;
            }
            _ => (follows_fn, is_template) = (false, false),
        }
    }
}

/// The faults of the names of a file.
fn faults(path: &str, text: &str) -> Vec<String> {
    let mut names = Vec::new();
    identifiers(text.parse().expect("sources are Rust"), &mut names);
    let mut faults = Vec::new();
    for (name, is_fn) in &names {
        let word = name.trim_start_matches("r#");
        let is_generated = GENERATED.iter().any(|(end, other)| path.ends_with(end) && *other == word);
        if let Some((_, term)) = WORDS.iter().find(|(other, _)| *other == word && !is_generated) {
            faults.push(format!("{path}: `{word}` is no name: {term}"));
        }
        if word == "of" && *is_fn && !PUBLIC.iter().any(|end| path.ends_with(end)) {
            faults.push(format!("{path}: a constructor is `new`, `from_…` or `parse`, and not `of`"));
        }
    }
    faults.dedup();
    faults
}

#[test]
fn names_are_terms() {
    let mut lines = Vec::new();
    for folder in SOURCES {
        let mut paths = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut paths);
        paths.sort();
        assert!(!paths.is_empty(), "{folder} has no sources");
        for path in paths {
            lines.extend(faults(&path.to_string_lossy(), &fs::read_to_string(&path).expect("the file can be read")));
        }
    }
    assert!(lines.is_empty(), "{}\n{} names", lines.join("\n"), lines.len());
}

#[test]
fn a_word_is_a_fault_wherever_it_is_a_name() {
    let count = |text: &str| faults("lib.rs", text).len();
    assert_eq!(count("fn f() { let own = 1; }"), 1);
    assert_eq!(count("struct S { kept: u8 }"), 1);
    assert_eq!(count("impl S { fn of() {} }"), 1);
    assert_eq!(count("fn f() { quote! { own } }"), 0);
    assert_eq!(count("// own\nfn f() { let owner = \"own\"; }"), 0);
}
