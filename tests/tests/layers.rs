//! The stages of the generator know only those before them, the floors of the runtime only those below them, and so do the rooms within each.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The modules of the generator in the order of ARCHITECTURE.md; those in one row may know each other. A module
/// imports from its own row and those above.
const ROWS: &[&[&str]] = &[
    &["collections", "limits"],
    &["protocol", "spelling"],
    &["config", "diagnostic", "document"],
    &["print", "spec"],
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
    &["api_diff", "report"],
    &["pipeline"],
    &["error"],
    &["generated", "stamp"],
    &["generator"],
    &["lib"],
];

/// The rooms of stages, which are the folders in the folder of a stage, in order; `.` are the files beside them. A room imports from its
/// own row and those above. The file `mod.rs` of a stage is in no room: it calls all of them, and they share its types.
const ROOMS: &[(&str, &[&[&str]])] = &[
    ("bundle", &[&["."], &["check"], &["references"], &["schemas"], &["walk"], &["link"]]),
    ("lower", &[&["."], &["schema"], &["xml"], &["operation"]]),
    ("normalise", &[&["."], &["v2"]]),
    ("output", &[&["."], &["operation_tests"], &["crate_files"]]),
    ("simplify", &[&["."], &["limits"], &["usage"]]),
];

/// The floors of the runtime in the order of ARCHITECTURE.md, from the ground up: a floor imports from itself and from those below it.
const FLOORS: &[&[&str]] = &[
    &["contract"],
    &["codec"],
    &["net"],
    &["call"],
    &["chunks"],
    &["testing"],
    &["command"],
    &["token_request"],
    &["oauth2"],
    &["environment"],
    &["azureml"],
    &["v1"],
    &["lib"],
];

/// The rooms of floors: folders and files, each without its ending, in order. A room imports from its own row and those above. The file `mod.rs`
/// of a floor is in no room.
const ROOMS_OF_FLOORS: &[(&str, &[&[&str]])] = &[
    (
        "contract",
        &[&["macros"], &["operation", "paging", "parameter", "part", "polling", "rule", "security", "service", "xml"]],
    ),
    (
        "codec",
        &[
            &["escaped", "media_type", "pointer", "redact"],
            &["json"],
            &["body", "charset", "file", "header", "parameter", "parts", "rules", "scalar", "secret", "xml"],
            &["find"],
        ],
    ),
    (
        "net",
        &[
            &[
                "auth",
                "body",
                "headers",
                "origins",
                "part_headers",
                "pause",
                "request_headers",
                "target",
                "trace",
                "unsendable",
                "url",
            ],
            &["decode", "error", "multipart"],
            &["base_url", "coding", "response", "retry", "transport"],
            &["byte_stream", "endpoint", "options"],
            &["send"],
        ],
    ),
    (
        "call",
        &[
            &["body", "client", "draft", "finish", "future"],
            &["continuation", "streamed"],
            &["poll", "stream"],
            &["paging"],
        ],
    ),
];

/// Stages that those behind the intermediate model never mention.
const BEHIND_THE_MODEL: &[&str] = &["simplify", "analyze", "name", "emit", "output", "inspect", "coverage"];
const BEFORE_THE_MODEL: &[&str] = &["bundle", "normalise", "resolve", "lower"];

/// The crate whose types shallow nodes of the envelope are read as, and the one file that knows it.
const TYPED: (&str, &str) = ("openapiv3", "resolve/typed.rs");

/// Words in names of constants that bound a search. Those stand in one file.
const BOUNDS: &[&str] = &["LONGEST", "DEEPEST", "MOST", "LARGEST"];

/// Knowledge of one vendor belongs into the runtime, behind a feature.
const VENDORS: &[&str] = &["azure", "azureml", "microsoft", "amazon", "aws", "google"];

/// A file of the generator or the runtime.
struct Source {
    /// Its path within `src`.
    path: PathBuf,
    text: String,
}

impl Source {
    /// The module directly below the root that it belongs to; that of the root is `lib`.
    fn module(&self) -> String {
        self.modules().into_iter().next().unwrap_or_else(|| "lib".to_owned())
    }

    /// The path of its module.
    fn modules(&self) -> Vec<String> {
        let names = self.path.with_extension("");
        let mut names: Vec<String> = names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        names.pop_if(|name| ["mod", "lib"].contains(&name.as_str()));
        names
    }

    /// The paths of the crate that it names.
    fn imports(&self) -> Vec<Vec<String>> {
        imports(&self.text, &self.modules())
    }

    /// The lines without comments, each with its number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// The files of the generator.
fn sources() -> Vec<Source> {
    sources_of("generator")
}

/// The files of a crate.
fn sources_of(name: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src");
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

fn row(rows: &[&[&str]], module: &str) -> usize {
    rows.iter()
        .position(|row| row.contains(&module))
        .unwrap_or_else(|| panic!("the module `{module}` has no place in the order of the table"))
}

/// The row of the room that a module is in, if it is in one of the stage.
fn room(rows: &[&[&str]], stage: &[&str], modules: &[String]) -> Option<usize> {
    let within = modules.strip_prefix(stage.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>().as_slice())?;
    let name = within.first()?;
    let position = |room: &str| rows.iter().position(|row| row.contains(&room));
    if name.starts_with(char::is_lowercase) { position(name).or_else(|| position(".")) } else { None }
}

/// The paths that a text names by `crate`, `super` and `self`, from the root of the crate on. `modules` is the module of the text.
/// Templates of generated code are none of its own.
fn imports(text: &str, modules: &[String]) -> Vec<Vec<String>> {
    let tokens: TokenStream = text.parse().expect("sources of the generator are Rust");
    let mut imports = Vec::new();
    walk(tokens, modules, &mut imports);
    imports
}

fn walk(tokens: TokenStream, modules: &[String], imports: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let word = |back: usize| at.checked_sub(back).map(|at| tokens[at].to_string()).unwrap_or_default();
        match token {
            TokenTree::Group(_) if word(1) == "!" && word(2) == "quote" => {}
            TokenTree::Group(group) if word(2) == "mod" => {
                walk(group.stream(), &[modules, &[word(1)]].concat(), imports);
            }
            TokenTree::Group(group) => walk(group.stream(), modules, imports),
            TokenTree::Ident(ident) if is_path(&tokens[at + 1..]) && word(1) != "$" && (word(2) + &word(1)) != "::" => {
                let start = match ident.to_string().as_str() {
                    "crate" => Some(Vec::new()),
                    "self" => Some(modules.to_vec()),
                    "super" => Some(above(modules)),
                    _ => None,
                };
                if let Some(start) = start {
                    at += 3 + tree(&tokens[at + 3..], start, imports);
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

/// Collects the paths of a tree behind a prefix, and tells how many tokens it has.
fn tree(tokens: &[TokenTree], mut prefix: Vec<String>, imports: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    loop {
        match tokens.get(at) {
            Some(TokenTree::Ident(ident)) => {
                match ident.to_string().as_str() {
                    "self" => {}
                    "super" => prefix = above(&prefix),
                    name => prefix.push(name.to_owned()),
                }
                at += 1;
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                let list: Vec<TokenTree> = group.stream().into_iter().collect();
                for item in list.split(|token| token.to_string() == ",").filter(|item| !item.is_empty()) {
                    tree(item, prefix.clone(), imports);
                }
                return at + 1;
            }
            _ => break,
        }
        if !is_path(&tokens[at..]) {
            break;
        }
        at += 2;
    }
    imports.push(prefix);
    at
}

/// Returns `true` if tokens begin with `::`.
fn is_path(tokens: &[TokenTree]) -> bool {
    matches!(tokens, [TokenTree::Punct(first), TokenTree::Punct(second), ..] if first.as_char() == ':' && second.as_char() == ':')
}

/// The module around a module.
fn above(modules: &[String]) -> Vec<String> {
    let (_, above) = modules.split_last().expect("there is a module around it");
    above.to_vec()
}

/// The imports of a module in a later row, and the number of all between the modules of a table. `resolve` tells the path of an item that
/// the root exports.
fn imports_of_later(
    sources: &[Source],
    rows: &[&[&str]],
    resolve: impl Fn(Vec<String>) -> Vec<String>,
) -> (Vec<String>, usize) {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for source in sources {
        let own_row = row(rows, &source.module());
        for import in source.imports() {
            let import = resolve(import);
            // An item of the root is no module.
            let Some(module) = import.first().filter(|name| rows.iter().any(|row| row.contains(&name.as_str()))) else {
                continue;
            };
            seen += 1;
            if row(rows, module) > own_row {
                wrong.push(format!("{}: {}", source.path.display(), import.join("::")));
            }
        }
    }
    (wrong, seen)
}

/// The same for the rooms of one stage or floor.
fn imports_of_later_rooms(
    sources: &[Source],
    stage: &str,
    rows: &[&[&str]],
    resolve: impl Fn(Vec<String>) -> Vec<String>,
) -> (Vec<String>, usize) {
    let stage: Vec<&str> = stage.split('/').collect();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for source in sources {
        let Some(own_room) = room(rows, &stage, &source.modules()) else { continue };
        for import in source.imports() {
            let import = resolve(import);
            let Some(other) = room(rows, &stage, &import) else { continue };
            seen += 1;
            if other > own_room {
                wrong.push(format!("{}: {}", source.path.display(), import.join("::")));
            }
        }
    }
    (wrong, seen)
}

#[test]
fn imports_go_up_only() {
    let (wrong, seen) = imports_of_later(&sources(), ROWS, |import| import);
    assert!(wrong.is_empty(), "imports of later stages:\n{}", wrong.join("\n"));
    assert!(seen > 1000, "only {seen} imports were found");
}

#[test]
fn imports_between_rooms_go_up_only() {
    let sources = sources();
    let mut wrong = Vec::new();
    for (stage, rows) in ROOMS {
        let (later, seen) = imports_of_later_rooms(&sources, stage, rows, |import| import);
        assert!(seen > 5, "only {seen} imports were found within {stage:?}");
        wrong.extend(later);
    }
    assert!(wrong.is_empty(), "imports of later rooms:\n{}", wrong.join("\n"));
}

/// The paths of the items that the root of the runtime exports, by their names.
fn exports_of_the_root(sources: &[Source]) -> BTreeMap<String, Vec<String>> {
    let root = sources.iter().find(|source| source.path == Path::new("lib.rs")).expect("a crate has a root");
    let path = |path: Vec<String>| Some((path.last()?.clone(), path));
    root.imports().into_iter().filter_map(path).filter(|(_, path)| path.len() > 1).collect()
}

#[test]
fn floors_of_the_runtime_know_those_below() {
    let sources = sources_of("runtime");
    let exports = exports_of_the_root(&sources);
    assert_eq!(exports["Client"].join("::"), "call::client::Client");
    let resolve = |import: Vec<String>| match import.first().and_then(|name| exports.get(name)) {
        Some(path) => path.clone(),
        None => import,
    };
    let (mut wrong, seen) = imports_of_later(&sources, FLOORS, resolve);
    assert!(seen > 400, "only {seen} imports were found");
    for (floor, rows) in ROOMS_OF_FLOORS {
        let (later, seen) = imports_of_later_rooms(&sources, floor, rows, resolve);
        assert!(seen > 5, "only {seen} imports were found within {floor:?}");
        wrong.extend(later);
    }
    assert!(wrong.is_empty(), "imports of upper floors or later rooms:\n{}", wrong.join("\n"));
}

#[test]
fn every_room_of_a_floor_is_in_the_table() {
    let sources = sources_of("runtime");
    for (floor, rows) in ROOMS_OF_FLOORS {
        let mut unlisted: Vec<String> = Vec::new();
        for source in &sources {
            if let [module_floor, room, ..] = source.modules().as_slice()
                && module_floor == floor
            {
                unlisted.push(room.clone());
            }
        }
        unlisted.sort();
        unlisted.dedup();
        let mut listed: Vec<&str> = rows.iter().copied().flatten().copied().collect();
        listed.sort_unstable();
        assert_eq!(unlisted, listed, "the table `ROOMS_OF_FLOORS` has the rooms of `{floor}`");
    }
}

/// The ground floors belong to types alone: they know no client of HTTP and no runtime of tasks.
#[test]
fn codecs_know_no_client() {
    let mut wrong = Vec::new();
    for source in sources_of("runtime") {
        if !["contract", "codec"].contains(&source.module().as_str()) || source.modules().contains(&"macros".to_owned())
        {
            continue;
        }
        for (number, line) in source.code() {
            let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            let foreign = [
                "http",
                "http_body",
                "http_body_util",
                "hyper",
                "hyper_util",
                "reqwest",
                "tokio",
                "tower_service",
                "futures_core",
            ];
            let is_path = |word: &&str| line.contains(&format!("{word}::"));
            for word in words.filter(|word| foreign.contains(word)).filter(is_path) {
                wrong.push(format!("{}:{number}: `{word}`: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "a client is mentioned:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_a_room() {
    let mut folders: Vec<(String, String)> = Vec::new();
    for source in sources() {
        let names: Vec<String> = source.path.iter().map(|name| name.to_string_lossy().into_owned()).collect();
        let [stage @ .., room, _] = names.as_slice() else { continue };
        folders.extend((!stage.is_empty()).then(|| (stage.join("/"), room.clone())));
    }
    folders.sort();
    folders.dedup();
    let rooms = ROOMS.iter().flat_map(|(stage, rows)| {
        let rooms = rows.iter().copied().flatten().filter(|room| **room != ".");
        rooms.map(|room| ((*stage).to_owned(), (*room).to_owned()))
    });
    let mut rooms: Vec<(String, String)> = rooms.collect();
    rooms.sort();
    assert_eq!(folders, rooms, "the table `ROOMS` has the folders within stages");
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
    let mut lines = Vec::new();
    for source in &sources() {
        for (number, line) in source.code() {
            let name = line.split_once("const ").and_then(|(_, rest)| rest.split_once(':')).map(|(name, _)| name);
            if name.is_some_and(|name| BOUNDS.iter().any(|bound| name.split('_').any(|word| word == *bound))) {
                lines.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(lines.is_empty(), "bounds belong into `limits.rs`:\n{}", lines.join("\n"));
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

/// The imports of a text in the module `lower::xml::schema`, as text.
fn bounds_in(text: &str) -> Vec<String> {
    let modules = ["lower", "xml", "schema"].map(str::to_owned);
    imports(text, &modules).iter().map(|path| path.join("::")).collect()
}

#[test]
fn imports_by_the_root_are_found() {
    assert_eq!(bounds_in("use crate::ir::{Api, Type};"), ["ir::Api", "ir::Type"]);
    assert_eq!(bounds_in("use crate::{bundle, lower as low, Error};"), ["bundle", "lower", "Error"]);
    assert_eq!(bounds_in("let x = crate::document::schema_of(crate::name::y);"), ["document::schema_of", "name::y"]);
    assert_eq!(bounds_in("pub(crate) use crate::a::*;"), ["a"]);
    assert_eq!(bounds_in("let x = crate::a::B::<crate::c::D> { e: crate::f::G };"), ["a::B", "c::D", "f::G"]);
}

#[test]
fn lists_over_several_lines_are_found() {
    let text =
        "use crate::{\n    // first\n    a::{\n        self,\n        B as C,\n    },\n    d::e::{f, g::*},\n};\n";
    assert_eq!(bounds_in(text), ["a", "a::B", "d::e::f", "d::e::g"]);
}

#[test]
fn imports_by_modules_around_are_found() {
    assert_eq!(bounds_in("use super::{Place, union::Union};"), ["lower::xml::Place", "lower::xml::union::Union"]);
    assert_eq!(bounds_in("use super::super::types;"), ["lower::types"]);
    assert_eq!(
        bounds_in("super::super::super::emit::ty(self.0, self::x::y)"),
        ["emit::ty", "lower::xml::schema::x::y"]
    );
    assert_eq!(
        bounds_in("mod tests { use super::super::union; use super::*; }"),
        ["lower::xml::union", "lower::xml::schema"]
    );
    assert_eq!(bounds_in("use super::{super::types::Types, self as xml};"), ["lower::types::Types", "lower::xml"]);
}

#[test]
fn other_text_is_no_import() {
    let text = "//! crate::a\n// use super::b;\npub(super) fn c(self) { \"crate::d\"; quote! { use super::Client; super::#e } ; $crate::f!(); x::self::y }";
    assert_eq!(bounds_in(text), Vec::<String>::new());
}

#[test]
fn rooms_are_those_of_the_table() {
    let rows: &[&[&str]] = &[&["schema"], &["."], &["operation", "xml"]];
    let room = |path: &str| room(rows, &["lower"], &path.split("::").map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(room("lower::schema::union"), Some(0));
    assert_eq!(room("lower::xml"), Some(2));
    assert_eq!(room("lower::docs::text"), Some(1));
    assert_eq!(room("lower::Types"), None);
    assert_eq!(room("lower"), None);
    assert_eq!(room("emit::xml"), None);
}
