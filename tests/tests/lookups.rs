//! Members of documents are looked up by the tables of the specifications (`spec/field.rs` and `spec/keyword.rs`): a name
//! that is written as text may be misspelt, and a new one is found nowhere else.

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The folders of the generator that have the tables, work with rows of keywords, or read other files than documents.
const APART: [&str; 6] = ["spec", "grammar", "compose", "config", "overlay", "output"];

/// The methods of objects that take a key.
const METHODS: [&str; 6] = ["get", "get_mut", "contains_key", "shift_remove", "insert", "entry"];

/// The number of look-ups by text that all other folders have at most.
const MOST: usize = 40;

#[test]
fn members_are_looked_up_by_the_tables() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let mut lines = Vec::new();
    let mut files = 0;
    for path in sources(&root).iter().filter(|path| !APART.iter().any(|folder| path.starts_with(folder))) {
        let text = fs::read_to_string(root.join(path)).expect("a file of the repository can be read");
        let keys = lookups(text.parse().expect("sources of the generator are Rust"));
        lines.extend(keys.into_iter().map(|key| format!("{}: {key}", path.display())));
        files += 1;
    }
    assert!(lines.len() <= MOST, "{} look-ups by text:\n{}", lines.len(), lines.join("\n"));
    assert!(files > 150, "only {files} files were read");
}

#[test]
fn lookups_by_text_are_found() {
    let text = r#"
        fn title(node: &Node) -> Option<&Node> {
            let all = node.get("info")?.as_object()?;
            match all.contains_key("x-title") {
                true => all
                    .get(
                        "x-title",
                    ),
                false => all.get(Field::Title.name()),
            }
        }
        fn put(object: &mut Object) {
            object.insert("$ref".to_owned(), Node::string("/pets", origin));
            object.get("/pets/{id}");
            get("free");
            quote! { headers.get("etag") }
        }
    "#;
    assert_eq!(lookups(text.parse().unwrap()), ["info", "x-title", "x-title", "$ref"]);
}

/// The Rust files in a folder and below, by their paths within it.
fn sources(root: &Path) -> Vec<PathBuf> {
    let mut sources = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(path.strip_prefix(root).expect("it is below").to_owned());
            }
        }
    }
    sources.sort();
    sources
}

/// The keys that methods of objects are called with, where they are text. Templates of generated code look up nothing.
fn lookups(tokens: TokenStream) -> Vec<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut collected_lookups = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let before = |back: usize| at.checked_sub(back).map(|at| tokens[at].to_string()).unwrap_or_default();
        if before(1) == "!" && before(2) == "quote" {
            continue;
        }
        let is_call = group.delimiter() == Delimiter::Parenthesis && before(2) == ".";
        if is_call && METHODS.contains(&before(1).as_str()) {
            collected_lookups.extend(group.stream().into_iter().next().and_then(|first| key(&first)));
        }
        collected_lookups.extend(lookups(group.stream()));
    }
    collected_lookups
}

/// The key of a literal: letters, `-` and `$`.
fn key(token: &TokenTree) -> Option<String> {
    let TokenTree::Literal(literal) = token else { return None };
    let text = literal.to_string();
    let key = text.strip_prefix('"')?.strip_suffix('"')?;
    let is_key = key.chars().all(|c| c.is_ascii_alphabetic() || "-$".contains(c));
    (is_key && !key.is_empty()).then(|| key.to_owned())
}
