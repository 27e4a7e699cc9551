//! Blocks of Rust on all pages: each compiles, and those of pages with a server run.
//!
//! All blocks stand in one project, since a project takes longer to build than a block. The files of `pages/` say what a page has around its
//! blocks: `NAME.yaml` is the document of its client, `NAME.toml` has the options, and `NAME.rs` the values that blocks begin with. `NAME` is that of the
//! page, or the one that a comment above a block names (`<!-- around: tables -->`). A page of the mapping has the client of the last document
//! above a block. Marks behind the language say how a block is used:
//!
//! | mark | use |
//! |---|---|
//! | none | compiled, and run where the page has a function `setup` or is one of the mapping |
//! | `no_run` | compiled |
//! | `ignore`, or a comment `not run:` above the block | neither; `IGNORED` counts these, and commands that are not run |

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use callsmith::{Configuration, Generator, Options};

use crate::page::{Block, Page};
use crate::project::{Project, repository};
use crate::{mapping, server};

/// Pages with blocks that are not compiled or not run as commands, and the number of these.
const IGNORED: &[(&str, usize)] = &[
    ("README", 5),
    ("azureml", 1),
    ("builds", 1),
    ("changes", 1),
    ("ci", 2),
    ("first-client", 1),
    ("migration", 2),
    ("report", 1),
];

/// Pages whose files make a project of their own, which `project_pages` builds.
pub(crate) const PROJECTS: [&str; 2] = ["README", "first-client"];

const MANIFEST: &str = "\
[dependencies]
callsmith-runtime = { version = \"0.1\", features = [\"chrono\", \"http2\", \"reqwest\", \"testing\", \"uuid\", \"xml\"] }
futures-core = \"0.3\"
serde_json = \"1\"
tokio = { version = \"1\", features = [\"fs\", \"macros\", \"rt-multi-thread\", \"time\"] }
tower-layer = \"0.3\"
tower-service = \"0.3\"
wiremock = \"0.6\"

[build-dependencies]
callsmith = \"0.1\"
";

/// The clients that blocks include, as their build scripts write them, and the blocks of build scripts themselves.
const BUILD: &str = "\
mod blocks;

fn main() {
    let folder = std::path::PathBuf::from(std::env::var_os(\"OUT_DIR\").unwrap());
    for name in [\"client\", \"pets\", \"orders\"] {
        std::fs::copy(\"client.rs\", folder.join(name).with_extension(\"rs\")).unwrap();
    }
    println!(\"cargo::rerun-if-changed=client.rs\");
}
";

/// A module of the project, and the calls of its blocks that run.
struct Module {
    name: String,
    text: String,
    calls: Vec<String>,
}

#[test]
fn blocks_compile_and_run() {
    let project = Project::of_guide();
    project.write("Cargo.toml", &(project.manifest() + MANIFEST));
    project.write("build.rs", BUILD);
    let client = Generator::new(repository().join("tests/tests/readme/pages/README.yaml")).generate();
    project.write("client.rs", &client.expect("the document can be used").module());
    let mut modules = Vec::new();
    let mut scripts = "#![allow(dead_code, unused)]\n".to_owned();
    for page in Page::all(&repository()) {
        for block in page.blocks().iter().filter(|block| is_of_script(block)) {
            let _ = writeln!(scripts, "mod {}_{} {{\n{}}}", module_name(&page.name), block.line, block.code);
        }
        if mapping::is_mapping(&page) {
            modules.extend(of_mapping(&project, &page));
        } else {
            modules.extend(of_page(&project, &page));
        }
    }
    project.write("blocks.rs", &scripts);
    let mut main = "#![allow(dead_code, unused, clippy::all)]\n".to_owned();
    for module in &modules {
        project.write(&format!("src/{}/mod.rs", module.name), &module.text);
        let _ = writeln!(main, "mod {};", module.name);
    }
    main.push_str("\n#[tokio::main]\nasync fn main() {\n    let mut failed = false;\n");
    let mut count = 0;
    for call in modules.iter().flat_map(|module| &module.calls) {
        count += 1;
        let _ = writeln!(
            main,
            "    if let Err(error) = {call}.await {{ eprintln!(\"{}: {{error}}\"); failed = true; }}",
            call.replace('"', "")
        );
    }
    main.push_str("    std::process::exit(i32::from(failed));\n}\n");
    project.write("src/main.rs", &main);
    let server = server::start();
    let mut cargo = project.cargo(&["run", "--quiet"]);
    cargo.env("GUIDE_URL", server.url()).env("GUIDE_FOLDER", project.path("files"));
    cargo.succeeds();
    assert!(count > 40, "{count} blocks were run");
}

#[test]
fn ignored_blocks_are_counted() {
    let mut ignored = BTreeMap::new();
    for page in Page::all(&repository()) {
        let count = page.blocks().iter().filter(|block| block.is_ignored()).count();
        if count > 0 {
            ignored.insert(page.name.clone(), count);
        }
    }
    let counted: BTreeMap<String, usize> = IGNORED.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect();
    assert_eq!(ignored, counted, "pages with blocks that are not used");
}

/// Blocks of TOML are TOML; those of a configuration have keys that are known.
#[test]
fn options_of_pages_are_known() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("options");
    fs::create_dir_all(&folder).expect("the folder can be made");
    for page in Page::all(&repository()) {
        for block in page.blocks().iter().filter(|block| block.language == "toml") {
            let place = format!("{}:{}", page.path.display(), block.line);
            let table: toml::Table = block.code.parse().unwrap_or_else(|error| panic!("{place}: {error}"));
            let is_manifest = ["package", "dependencies", "dev-dependencies", "build-dependencies", "workspace"];
            if block.file().is_some_and(|file| file.ends_with("Cargo.toml") || !file.ends_with("callsmith.toml"))
                || is_manifest.iter().any(|key| *key != "package" && table.contains_key(*key))
                || table.get("package").is_some_and(|package| package.get("metadata").is_some())
            {
                continue;
            }
            let path = folder.join(format!("{}-{}.toml", page.name, block.line));
            // A section is for a document that exists.
            for document in
                table.get("document").and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys)
            {
                let document = folder.join(document);
                fs::create_dir_all(document.parent().expect("a file is in a folder")).expect("the folder can be made");
                fs::write(document, "{}").expect("the file can be written");
            }
            fs::write(&path, &block.code).expect("the file can be written");
            if let Err(error) = Configuration::read(&path) {
                panic!("{place}: {error}");
            }
        }
    }
}

/// The blocks of a page by the names of what is around them.
fn of_page(project: &Project, page: &Page) -> Vec<Module> {
    let blocks = page.blocks();
    let is_used = |block: &&Block| {
        block.language == "rust"
            && !block.is_ignored()
            && !is_of_project(page, block)
            && !is_of_script(block)
            && mapping::shown(block).is_none()
    };
    let mut groups: BTreeMap<String, Vec<&Block>> = BTreeMap::new();
    for block in blocks.iter().filter(is_used) {
        let named = block.comment.as_deref().and_then(|comment| comment.strip_prefix("around: "));
        groups.entry(named.unwrap_or(&page.name).to_owned()).or_default().push(block);
    }
    groups.iter().map(|(name, blocks)| of_group(project, page, name, blocks)).collect()
}

/// Blocks around one client.
fn of_group(project: &Project, page: &Page, around: &str, blocks: &[&Block]) -> Module {
    let name = format!("{}_{}", module_name(&page.name), module_name(around));
    let around = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/readme/pages").join(around);
    let mut text = String::new();
    if around.with_extension("yaml").is_file() {
        let mut options = Options::default();
        if around.with_extension("toml").is_file() {
            let configuration = Configuration::read(around.with_extension("toml")).expect("the options can be read");
            configuration.apply("page.yaml", &mut options).expect("the options make sense");
        }
        let generated = Generator::new(around.with_extension("yaml")).options(options).generate();
        let generated = generated.unwrap_or_else(|error| panic!("{}: {error}", page.name));
        project.write(&format!("src/{name}/client.rs"), &generated.module());
        text.push_str("pub mod client;\n");
    }
    let setup =
        fs::read_to_string(around.with_extension("rs.txt")).unwrap_or_else(|_| "pub struct Setup;\n".to_owned());
    let fields = fields(&setup);
    text.push_str(&setup);
    let runs = setup.contains("fn setup()");
    let mut calls = Vec::new();
    for block in blocks {
        let _ = write!(text, "\n{}", function(block, &format!("let Setup {{ {fields} }} = setup;"), "setup: Setup"));
        if runs && !block.has_mark("no_run") && !is_file(block) {
            calls.push(format!("{name}::line_{}({name}::setup().await)", block.line));
        }
    }
    Module { name, text, calls }
}

/// The blocks of a page of the mapping, each with the client above it.
fn of_mapping(project: &Project, page: &Page) -> Vec<Module> {
    let blocks = page.blocks();
    let mut modules = Vec::new();
    for pair in mapping::pairs(&blocks) {
        let name = format!("{}_{}", module_name(&page.name), pair.fragment.line);
        let generated = mapping::client(pair.fragment, pair.options).module();
        let has_client = generated.contains("pub struct Client");
        project.write(&format!("src/{name}/client.rs"), &generated);
        let mut text = "pub mod client;\npub use client::*;\n".to_owned();
        if has_client && generated.contains("pub mod operations") {
            text.push_str("pub use client::operations::*;\n");
        }
        let mut calls = Vec::new();
        for block in pair.rust.iter().filter(|block| mapping::shown(block).is_none() && !block.is_ignored()) {
            let setup =
                if has_client { "let client = Client::builder(\"https://pets.example\").build()?;" } else { "" };
            let _ = write!(text, "\n{}", function(block, setup, ""));
            if !block.has_mark("no_run") && !is_file(block) {
                calls.push(format!("{name}::line_{}()", block.line));
            }
        }
        modules.push(Module { name, text, calls });
    }
    modules
}

/// A block as a function that can fail, or as a module where it has items of its own such as `main`.
fn function(block: &Block, begin: &str, argument: &str) -> String {
    let (line, code) = (block.line, &block.code);
    if is_file(block) {
        return format!("mod line_{line} {{\n{code}}}\n");
    }
    format!(
        "pub async fn line_{line}({argument}) -> Result<(), Box<dyn std::error::Error>> {{\n{begin}\n{{ {code}\n}}\nOk(())\n}}\n"
    )
}

/// A block of items alone, with a function or module among them. A macro among them is a statement.
fn is_file(block: &Block) -> bool {
    let Ok(file) = syn::parse_file(&block.code) else { return false };
    let is = |kind: fn(&syn::Item) -> bool| file.items.iter().any(kind);
    is(|item| matches!(item, syn::Item::Fn(_) | syn::Item::Mod(_))) && !is(|item| matches!(item, syn::Item::Macro(_)))
}

/// A block that calls the generator: a build script, or a test of a client.
fn is_of_script(block: &Block) -> bool {
    block.language == "rust" && !block.is_ignored() && block.code.contains("callsmith::") && is_file(block)
}

/// A block that the test of its project builds.
fn is_of_project(page: &Page, block: &Block) -> bool {
    PROJECTS.contains(&page.name.as_str()) && block.file().is_some()
}

/// The fields of the struct `Setup`.
fn fields(setup: &str) -> String {
    let file = syn::parse_file(setup).expect("the values of a page are Rust");
    let item = file.items.iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == "Setup" => Some(item),
        _ => None,
    });
    let fields = item.expect("a page has a struct `Setup`").fields.iter();
    fields.filter_map(|field| field.ident.as_ref()).map(|name| format!("mut {name}, ")).collect()
}

fn module_name(page: &str) -> String {
    page.to_lowercase().replace('-', "_")
}

/// The pages whose files make a project: it prints what the page shows.
#[test]
fn projects_print_what_pages_show() {
    let page = Page::read(&repository().join("docs/first-client.md"));
    let project = Project::of_page();
    let blocks = page.blocks();
    for block in &blocks {
        if let Some(file) = block.file() {
            let text = if file == "Cargo.toml" { project.manifest() + &block.code } else { block.code.clone() };
            project.write(file, &text);
        }
    }
    let shown = blocks.iter().find(|block| block.comment.as_deref() == Some("output of the project"));
    let server = server::start();
    let mut cargo = project.cargo(&["run", "--quiet"]);
    cargo.env("PETS_URL", server.url());
    assert_eq!(cargo.prints(), shown.expect("the page shows the output").code);
}
