//! The stages of the generator know only those before them.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the generator in the order of ARCHITECTURE.md; those in one row may know each other. A module
/// imports from its own row and those above.
const ROWS: &[&[&str]] = &[
    &["limits"],
    &["protocol", "spelling"],
    &["config", "diagnostic", "document"],
    &["spec"],
    &["schema"],
    &["grammar"],
    &["ir"],
    &["overlay"],
    &["bundle"],
    &["normalise"],
    &["amend"],
    &["compose"],
    &["resolve"],
    &["values"],
    &["lint"],
    &["lower"],
    &["simplify"],
    &["analyze"],
    &["name"],
    &["emit"],
    &["output"],
    &["coverage", "inspect"],
    &["pipeline"],
    &["error"],
    &["generator"],
    &["lib"],
];

/// What the stages behind the intermediate model never mention.
const BEHIND_THE_MODEL: &[&str] = &["simplify", "analyze", "name", "emit", "output", "inspect", "coverage"];
const BEFORE_THE_MODEL: &[&str] = &["bundle", "normalise", "resolve", "lower"];

/// The crate whose types shallow nodes of the envelope are read as, and the one file that knows it.
const TYPED: (&str, &str) = ("openapiv3", "resolve/typed.rs");

/// Words in names of constants that bound a search. Those stand in one file, apart from these stages and files.
const BOUNDS: &[&str] = &["LONGEST", "DEEPEST", "MOST", "LARGEST"];
const WITH_BOUNDS: &[&str] = &["compose"];

/// Knowledge of one vendor belongs into the runtime, behind a feature.
const VENDORS: &[&str] = &["azure", "azureml", "microsoft", "amazon", "aws", "google"];

/// A file of the generator.
struct Source {
    /// Its path within `src`.
    path: PathBuf,
    text: String,
}

impl Source {
    /// The module directly below the root that it belongs to.
    fn module(&self) -> String {
        let first = self.path.components().next().expect("a file has a name");
        Path::new(&first).file_stem().expect("a file has a name").to_string_lossy().into_owned()
    }

    /// The lines without comments, each with its number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/src");
    let mut sources = Vec::new();
    let mut open = vec![root.clone()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder belongs to the repository") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a file of the repository can be read");
                sources.push(Source { path: path.strip_prefix(&root).expect("it is below").to_owned(), text });
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn row(module: &str) -> usize {
    ROWS.iter()
        .position(|row| row.contains(&module))
        .unwrap_or_else(|| panic!("the module `{module}` has no place in the order of the stages"))
}

/// The modules directly below the root that a line names by `crate::`.
fn imports(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        let names = rest.strip_prefix('{').map_or(rest, |list| list.split('}').next().unwrap_or(list));
        let is_list = rest.starts_with('{');
        let names: Vec<&str> = if is_list { names.split(',').collect() } else { vec![names] };
        for name in names {
            let name: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if name.starts_with(|c: char| c.is_lowercase()) {
                found.push(name);
            }
        }
    }
    found
}

#[test]
fn imports_go_up_only() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for source in sources() {
        let own = row(&source.module());
        for (number, line) in source.code() {
            for import in imports(line) {
                seen += 1;
                if row(&import) > own {
                    wrong.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports of later stages:\n{}", wrong.join("\n"));
    assert!(seen > 100, "only {seen} imports were found");
}

#[test]
fn every_row_is_a_module() {
    let modules: Vec<String> = sources().iter().map(Source::module).collect();
    for name in ROWS.iter().copied().flatten() {
        assert!(modules.iter().any(|module| module == name), "there is no module `{name}`");
    }
}

#[test]
fn the_model_is_all_that_the_back_end_knows() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| BEHIND_THE_MODEL.contains(&source.module().as_str())) {
        for (number, line) in source.code() {
            let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            for word in words.filter(|word| BEFORE_THE_MODEL.contains(word)) {
                wrong.push(format!("{}:{number}: `{word}`: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "the front end is mentioned:\n{}", wrong.join("\n"));
}

#[test]
fn one_file_reads_nodes_as_types() {
    let (name, file) = TYPED;
    let sources = sources();
    let named: Vec<&Path> =
        sources.iter().filter(|source| source.text.contains(name)).map(|source| source.path.as_path()).collect();
    assert_eq!(named, [Path::new(file)], "the crate `{name}` belongs to one file");
}

#[test]
fn bounds_stand_in_one_file() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !WITH_BOUNDS.iter().any(|path| source.path.starts_with(path))) {
        for (number, line) in source.code() {
            let name = line.split_once("const ").and_then(|(_, rest)| rest.split_once(':')).map(|(name, _)| name);
            if name.is_some_and(|name| BOUNDS.iter().any(|bound| name.split('_').any(|word| word == *bound))) {
                found.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "bounds belong into `limits.rs`:\n{}", found.join("\n"));
}

#[test]
fn no_vendor_is_named() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (number, line) in source.text.lines().enumerate() {
            let words = line.split(|c: char| !c.is_alphanumeric());
            for word in words.filter(|word| VENDORS.contains(&word.to_lowercase().as_str())) {
                wrong.push(format!("{}:{}: `{word}`: {}", source.path.display(), number + 1, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "vendors are named:\n{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_in_lines() {
    assert_eq!(imports("use crate::ir::{Api, Type};"), ["ir"]);
    assert_eq!(imports("use crate::{bundle, lower as low, Error};"), ["bundle", "lower"]);
    assert_eq!(imports("let x = crate::document::schema_of(crate::name::y);"), ["document", "name"]);
}
