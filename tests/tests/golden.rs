//! The client of each document is the golden file that is checked in.
//!
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-tests --test golden` writes the golden files, and the list of
//! them, anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use callsmith::{Generated, Generator};
use callsmith_tests::fixtures;
use callsmith_tools::roundtrip::types::Types;
use similar::TextDiff;

#[test]
fn golden_files_are_what_is_generated() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let expected = golden_files();
    let stale: Vec<PathBuf> = rust_files(&folder).into_iter().filter(|file| !expected.contains_key(file)).collect();
    let mut differences = String::new();
    for (name, text) in &expected {
        let golden = fs::read_to_string(folder.join(name)).unwrap_or_default();
        let diff = TextDiff::from_lines(&golden, text);
        if diff.ratio() < 1.0 {
            let name = name.display();
            let unified =
                diff.unified_diff().header(&format!("golden/{name}"), &format!("generated/{name}")).to_string();
            differences.push_str(&unified);
        }
    }

    if fixtures::is_update() {
        for (name, text) in &expected {
            fs::write(folder.join(name), text).expect("a golden file can be written");
        }
        for name in &stale {
            fs::remove_file(folder.join(name)).expect("a golden file can be removed");
        }
        return;
    }
    assert!(stale.is_empty(), "golden files without a document: {stale:?}");
    assert!(differences.is_empty(), "{differences}\nCALLSMITH_UPDATE=1 takes this over");
}

/// Columns of a line of generated code.
const WIDTH: usize = 110;

/// Tables within tables, several levels down, begin behind this column.
const DEEP: usize = 80;

#[test]
fn lines_of_clients_are_no_longer_than_their_literals_make_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut long = Vec::new();
    for (module, _) in fixtures::clients() {
        let text = fs::read_to_string(folder.join(format!("{module}.rs"))).expect("each client has a golden file");
        let is_code = |line: &&str| !line.trim_start().starts_with("//");
        for line in text.lines().filter(is_code) {
            let indent = line.len() - line.trim_start().len();
            if without_literals(line).chars().count() > WIDTH && indent <= DEEP {
                long.push(format!("{module}: {line}"));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
    assert_eq!(without_literals(r#"a("b\"c", 'd', "")"#), r#"a("", 'd', "")"#);
}

/// A line with nothing between its quotes.
fn without_literals(line: &str) -> String {
    let (mut within, mut escaped) = (false, false);
    let characters = line.chars().filter(|c| {
        let is_quote = *c == '"' && !escaped;
        escaped = within && *c == '\\' && !escaped;
        within ^= is_quote;
        is_quote || !within
    });
    characters.collect()
}

/// The golden files: one for each document, the examples and the named types of all, and the library that lists them.
fn golden_files() -> BTreeMap<PathBuf, String> {
    let clients: Vec<(String, Generated)> =
        fixtures::clients().into_iter().map(|(module, document)| (module, generate(&document))).collect();
    let mut files: BTreeMap<PathBuf, String> =
        clients.iter().map(|(module, client)| (format!("{module}.rs").into(), client.module())).collect();
    files.insert("examples.rs".into(), examples(&clients));
    files.insert("named.rs".into(), named(&clients));
    files.insert("calls.rs".into(), calls(&clients));
    files.insert("documented.rs".into(), documented(&clients));
    files.insert("lib.rs".into(), library(&clients));
    files
}

fn generate(document: &Path) -> Generated {
    let options = fixtures::options(document);
    let generated = Generator::new(document).options(options).generate();
    generated.unwrap_or_else(|error| panic!("{}: {error}", document.display()))
}

fn library(clients: &[(String, Generated)]) -> String {
    let mut text = "//! The clients of the documents in `fixtures/`, as they are generated.\n\
                    //!\n\
                    //! Written by the test `golden` of `callsmith-tests`.\n\n\
                    #![deny(warnings)]\n\
                    // Lints that programs switch on.\n\
                    #![deny(missing_debug_implementations, single_use_lifetimes, trivial_casts, trivial_numeric_casts)]\n\
                    #![deny(explicit_outlives_requirements, redundant_lifetimes, unused_lifetimes, unused_qualifications)]\n\
                    // A client may have the name of one of its modules.\n\
                    #![allow(clippy::module_inception)]\n\n\
                    pub mod calls;\n\
                    pub mod documented;\n\
                    pub mod examples;\n\
                    pub mod named;\n"
        .to_owned();
    for (module, client) in clients {
        let title = client.inspect().title;
        write!(text, "/// The client of `{title}`.\n#[rustfmt::skip]\npub mod {module};\n")
            .expect("text can be written");
    }
    text
}

/// One call for each example that the documents have of a type.
fn examples(clients: &[(String, Generated)]) -> String {
    let mut text = "//! The examples of the documents, each with the type that it is one of.\n\n\
                    use serde_core::Serialize;\n\
                    use serde_core::de::DeserializeOwned;\n\n\
                    /// What is done with each example.\n\
                    pub trait Visitor {\n    \
                    /// Takes an example of the type `T`: the module of the client, the pointer of the schema, and JSON.\n    \
                    fn example<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str, json: &str);\n\
                    }\n\n\
                    /// Shows all examples to a visitor.\n\
                    #[rustfmt::skip]\n\
                    pub fn visit(visitor: &mut impl Visitor) {\n"
        .to_owned();
    for (module, client) in clients {
        for ty in client.inspect().types {
            for example in ty.examples {
                let (rust, pointer, json) = (&ty.rust, &ty.pointer, example.to_string());
                writeln!(text, "    visitor.example::<crate::{module}::{rust}>({module:?}, {pointer:?}, {json:?});")
                    .expect("text can be written");
            }
        }
    }
    text.push_str("}\n");
    text
}

/// The examples in the documentation of the client crates, each as a module.
fn documented(clients: &[(String, Generated)]) -> String {
    let mut text = "//! The examples in the documentation of the client crates.\n\n// As rustdoc has it.\n#![allow(unused_variables)]\n".to_owned();
    for (module, client) in clients {
        let krate = format!("{}::", client.crate_name().replace('-', "_"));
        let files = client.crate_files();
        let sources = files.iter().filter(|(path, _)| path.starts_with("src"));
        let blocks: Vec<String> = sources.flat_map(|(_, source)| blocks(source)).collect();
        if blocks.is_empty() {
            continue;
        }
        write!(text, "\n/// `{module}`\n#[rustfmt::skip]\npub mod {module} {{\n").expect("text can be written");
        for (index, block) in blocks.iter().enumerate() {
            let block = block.replace(&krate, &format!("crate::{module}::"));
            let block = block.replace("async fn example(", "/// The example.\n    pub async fn example(");
            write!(text, "    /// The example {index}.\n    pub mod example_{index} {{\n{block}    }}\n")
                .expect("text can be written");
        }
        text.push_str("}\n");
    }
    text
}

/// The blocks of code in documentation that rustdoc compiles, hidden lines too.
fn blocks(source: &str) -> Vec<String> {
    let mut blocks: Vec<String> = Vec::new();
    let mut is_within = false;
    for line in source.lines() {
        let Some(line) = line.trim_start().strip_prefix("///") else { continue };
        let line = line.strip_prefix(' ').unwrap_or(line);
        match line {
            "```no_run" => {
                is_within = true;
                blocks.push(String::new());
            }
            "```" => is_within = false,
            _ if is_within => {
                let code = line.strip_prefix("# ").unwrap_or(line);
                let block = blocks.last_mut().expect("it has begun");
                writeln!(block, "        {code}").expect("text can be written");
            }
            _ => {}
        }
    }
    blocks
}

/// The example of each client crate, as a module.
fn calls(clients: &[(String, Generated)]) -> String {
    let mut text = "//! The examples of the client crates.\n".to_owned();
    for (module, client) in clients {
        let files = client.crate_files();
        let example = files.get("examples/call.rs").expect("a crate has an example");
        let krate = format!("{}::", client.crate_name().replace('-', "_"));
        let example = example
            .lines()
            .skip_while(|line| line.starts_with("//"))
            .filter(|line| *line != "#[tokio::main]")
            .map(|line| within(line, &krate, &format!("crate::{module}::")))
            .map(|line| if line.is_empty() { line } else { format!("    {line}") })
            .map(|line| line.replace("    async fn main()", "    /// The example.\n    pub async fn main()"));
        let example: Vec<String> = example.collect();
        let example = example.join("\n");
        writeln!(
            text,
            "\n/// `{module}`\n#[rustfmt::skip]\npub mod {module} {{\n{}\n}}",
            example.trim_start_matches('\n')
        )
        .expect("text can be written");
    }
    text
}

/// A line with another path in place of that of a crate, which one of its modules may be called like.
fn within(line: &str, krate: &str, path: &str) -> String {
    let mut text = String::new();
    for part in line.split_inclusive(krate) {
        match part.strip_suffix(krate) {
            Some(before) if !(before.ends_with("::") || (before.is_empty() && text.ends_with("::"))) => {
                text += before;
                text += path;
            }
            _ => text += part,
        }
    }
    text
}

/// One call for each named schema that has a type.
fn named(clients: &[(String, Generated)]) -> String {
    let mut text = "//! The types of named schemas.\n\n\
                    use serde_core::Serialize;\n\
                    use serde_core::de::DeserializeOwned;\n\n\
                    /// What is done with each type.\n\
                    pub trait Visitor {\n    \
                    /// Takes the type `T`: the module of the client, and the pointer of the schema.\n    \
                    fn named<T: DeserializeOwned + Serialize>(&mut self, client: &str, pointer: &str);\n\
                    }\n\n\
                    /// Shows all types to a visitor.\n\
                    #[rustfmt::skip]\n\
                    pub fn visit(visitor: &mut impl Visitor) {\n"
        .to_owned();
    for (module, client) in clients {
        let types = Types::new(&client.inspect());
        for (pointer, rust) in types.own_types().filter(|(pointer, _)| is_named(pointer)) {
            writeln!(text, "    visitor.named::<crate::{module}::{rust}>({module:?}, {pointer:?});")
                .expect("text can be written");
        }
    }
    text.push_str("}\n");
    text
}

fn is_named(pointer: &str) -> bool {
    let name = ["#/components/schemas/", "#/definitions/"].iter().find_map(|place| pointer.strip_prefix(place));
    name.is_some_and(|name| !name.contains('/'))
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder belongs to the repository");
    let names = entries.map(|entry| PathBuf::from(entry.expect("the folder can be read").file_name()));
    names.filter(|name| name.extension().is_some_and(|extension| extension == "rs")).collect()
}
