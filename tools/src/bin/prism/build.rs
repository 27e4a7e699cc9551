//! The program that makes the calls: a crate for each client, one that calls it, and the program over all of them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith_tools::corpus::Result;
use callsmith_tools::corpus::workspace::Workspace;
use callsmith_tools::prism::driver;

use crate::document::Document;

/// The crate that all of them share.
const CALLS: &str = include_str!("calls.rs");

const DEPENDENCIES: &str = "\
serde = \"1\"
serde_json = \"1\"
bytes = \"1\"
http = \"1\"
http-body-util = \"0.1\"
hyper-util = { version = \"0.1\", default-features = false, features = [\"client-legacy\", \"http1\", \"tokio\"] }
tokio = { version = \"1\", default-features = false, features = [\"net\", \"rt\", \"time\"] }
tower-service = \"0.3\"
";

/// Writes and compiles everything, and gives the program.
pub(crate) fn program(out: &Path, runtime: &Path, documents: &[Document]) -> Result<PathBuf> {
    let runtime = format!(
        "callsmith-runtime = {{ path = {:?}, default-features = false, features = [\"client\"] }}\n",
        runtime.to_string_lossy()
    );
    package(&out.join("calls"), "calls", &format!("{DEPENDENCIES}{runtime}"), "src/lib.rs", CALLS)?;
    let mut members = vec!["calls".to_owned(), "program".to_owned()];
    let (mut dependencies, mut rows) = ("calls = { path = \"../calls\" }\n".to_owned(), String::new());
    for document in documents {
        let name = document.name();
        let caller = format!("calls-{name}");
        client(&out.join("clients").join(&name), document)?;
        let needs =
            format!("{runtime}calls = {{ path = \"../../calls\" }}\n{name} = {{ path = \"../../clients/{name}\" }}\n");
        let text = driver::library(&name, &document.inspection);
        package(&out.join("callers").join(&name), &caller, &needs, "src/lib.rs", &text)?;
        members.extend([format!("clients/{name}"), format!("callers/{name}")]);
        dependencies.push_str(&format!("{caller} = {{ path = \"../callers/{name}\" }}\n"));
        rows.push_str(&format!("        ({name:?}, {}::run),\n", caller.replace('-', "_")));
    }
    let main = format!("fn main() {{\n    calls::main(&[\n{rows}    ]);\n}}\n");
    package(&out.join("program"), "program", &dependencies, "src/main.rs", &main)?;
    let workspace = Workspace::with(out, &members)?;
    let status = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--package", "program", "--quiet"])
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .status()?;
    if !status.success() {
        return Err(format!("the program that makes the calls cannot be compiled: {status}").into());
    }
    Ok(workspace.target().join("debug/program"))
}

/// A client, without what only its users need.
fn client(folder: &Path, document: &Document) -> Result<()> {
    document.generated.write_crate(folder)?;
    let path = folder.join("Cargo.toml");
    let mut manifest: toml::Table = fs::read_to_string(&path)?.parse()?;
    manifest.remove("dev-dependencies");
    manifest.remove("example");
    let dependencies = manifest.get_mut("dependencies").and_then(toml::Value::as_table_mut);
    let runtime = dependencies.and_then(|table| table.get_mut("callsmith-runtime")?.as_table_mut());
    if let Some(runtime) = runtime {
        runtime.insert("default-features".to_owned(), false.into());
        let features = runtime.entry("features").or_insert_with(|| toml::Value::Array(Vec::new()));
        features.as_array_mut().into_iter().for_each(|features| features.push("client".into()));
    }
    if folder.join("examples").exists() {
        fs::remove_dir_all(folder.join("examples"))?;
    }
    write(&path, &toml::to_string(&manifest)?)
}

fn package(folder: &Path, name: &str, dependencies: &str, file: &str, text: &str) -> Result<()> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}"
    );
    write(&folder.join("Cargo.toml"), &manifest)?;
    write(&folder.join(file), text)
}

/// Leaves what is the same untouched, so that it is not compiled again.
fn write(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::write(path, text)?;
    }
    Ok(())
}
