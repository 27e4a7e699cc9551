//! Clients through the compiler, as far as their metadata, with warnings denied.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use callsmith::Generated;

/// Compiles a client as a crate.
pub(crate) fn compile_crate(name: &str, generated: &Generated) {
    let folder = folder(name);
    generated.write_crate(&folder).expect("the folder can be written");
    compile(&folder.join("src/lib.rs"));
}

/// Compiles a client as a module of a program, which has to allow what is for crates to allow.
pub(crate) fn compile_module(name: &str, generated: &Generated) {
    let folder = folder(name);
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("client.rs"), generated.module()).expect("the client can be written");
    let root = "#![allow(uncommon_codepoints, mixed_script_confusables, confusable_idents)]\n\
                mod client { include!(\"client.rs\"); }\n\
                pub fn client() -> client::Client { client::Client::builder(\"http://localhost\").build().unwrap() }\n";
    fs::write(folder.join("lib.rs"), root).expect("the root can be written");
    compile(&folder.join("lib.rs"));
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("words").join(name)
}

/// Lints that rustc has off, and that programs switch on.
const LINTS: [&str; 10] = [
    "explicit_outlives_requirements",
    "missing_debug_implementations",
    "redundant_lifetimes",
    "single_use_lifetimes",
    "trivial_casts",
    "trivial_numeric_casts",
    "unreachable_pub",
    "unused_lifetimes",
    "unused_import_braces",
    "unused_qualifications",
];

fn compile(root: &Path) {
    let output = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
        .args([
            "--edition",
            "2024",
            "--crate-type",
            "lib",
            "--crate-name",
            "words",
            "--emit",
            "metadata",
            "-D",
            "warnings",
        ])
        .args(LINTS.map(|lint| format!("-D{lint}")))
        .arg("--out-dir")
        .arg(root.parent().expect("a file is in a folder"))
        .arg("-L")
        .arg(format!("dependency={}", dependencies().display()))
        .arg("--extern")
        .arg(format!("callsmith_runtime={}", runtime().display()))
        .arg(root)
        .output()
        .expect("the compiler can be started");
    let text = String::from_utf8_lossy(&output.stderr);
    let first: Vec<&str> = text.lines().take(100).collect();
    assert!(output.status.success(), "{}", first.join("\n"));
}

/// The folder of this test and its dependencies, as Cargo chose it.
fn dependencies() -> PathBuf {
    let test = env::current_exe().expect("a test is a program");
    test.parent().expect("a program is in a folder").to_owned()
}

/// The runtime that was built last: this test depends on it, so it is up to date.
fn runtime() -> PathBuf {
    let entries = fs::read_dir(dependencies()).expect("the folder can be read").flatten();
    let is_runtime = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("libcallsmith_runtime-") && name.ends_with(".rlib")
    };
    let built = |path: &PathBuf| fs::metadata(path).and_then(|data| data.modified()).ok();
    entries.map(|entry| entry.path()).filter(is_runtime).max_by_key(built).expect("the test depends on the runtime")
}
