//! Documents of the folder `fixtures/`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use callsmith::Options;

/// The folder itself.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().expect("the package is a folder of the workspace").join("fixtures")
}

/// The document of one name, as `scoring/v2.json`.
///
/// # Panics
/// If there is none.
pub fn path(name: &str) -> PathBuf {
    let path = root().join(name);
    assert!(path.is_file(), "there is no fixture `{name}`");
    path
}

/// The documents that show one idea each, in the order of their names.
pub fn golden() -> Vec<PathBuf> {
    documents(&root().join("golden"))
}

/// The documents whose clients are kept as golden files, each with the name of its module in `callsmith-goldens`.
///
/// # Panics
/// If two documents have the same module.
pub fn clients() -> Vec<(String, PathBuf)> {
    let mut clients: Vec<(String, PathBuf)> =
        golden().into_iter().map(|document| (module(&document), document)).collect();
    clients.push(("example".to_owned(), path("example/openapi.yaml")));
    for name in ["swagger.json", "v2.json", "v3.0.json", "v3.1.json"] {
        let document = path(&format!("scoring/{name}"));
        clients.push((format!("scoring_{}", module(&document)), document));
    }
    clients.sort();
    let twice = clients.windows(2).find(|pair| pair[0].0 == pair[1].0);
    assert!(twice.is_none(), "two documents have the same module: {twice:?}");
    clients
}

/// The documents that are rejected, each with the code of the diagnostic it is made for: the name of its folder.
pub fn rejected() -> Vec<(String, PathBuf)> {
    by_code("rejected")
}

/// The documents that give a client and a warning or note, each with the code that it is made for.
pub fn warned() -> Vec<(String, PathBuf)> {
    by_code("warned")
}

/// The options of the `callsmith.toml` beside a document, where there is one. Its paths are relative to its folder, as
/// for the command. Types that no operation uses are kept: many documents show schemas alone.
///
/// # Panics
/// If the file is not a configuration.
pub fn options(document: &Path) -> Options {
    let path = document.with_file_name("callsmith.toml");
    let text = fs::read_to_string(&path).unwrap_or_default();
    let mut options = Options::from_toml(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    options.keep_unused_types = true;
    for overlay in &mut options.overlays {
        *overlay = document.with_file_name(&*overlay);
    }
    options
}

/// The file of the findings that are expected for a document of [`rejected`] or [`warned`]: `pets.stderr` beside
/// `pets.yaml`.
pub fn expected_findings(document: &Path) -> PathBuf {
    document.with_extension(FINDINGS)
}

/// All files of expected findings, those without a document among them.
pub fn all_expected_findings() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join("rejected"), root().join("warned")];
    while let Some(folder) = folders.pop() {
        for path in entries(&folder) {
            if path.is_dir() {
                folders.push(path)
            } else if path.extension().is_some_and(|extension| extension == FINDINGS) {
                files.push(path)
            }
        }
    }
    files.sort();
    files
}

/// Returns `true` if tests write the files that they expect: `CALLSMITH_UPDATE` is `1`.
pub fn is_update() -> bool {
    env::var_os("CALLSMITH_UPDATE").is_some_and(|value| value == "1")
}

/// The documents in the folders of a folder.
fn by_code(severity: &str) -> Vec<(String, PathBuf)> {
    let folders = entries(&root().join(severity)).into_iter();
    folders.flat_map(|folder| documents(&folder).into_iter().map(move |path| (name(&folder), path))).collect()
}

/// The name of the first file of a document in several.
const FIRST: &str = "openapi.yaml";

/// The extension of a file of expected findings.
const FINDINGS: &str = "stderr";

/// The documents in a folder: all files but the options and the expected findings. A document in several files is a
/// folder of its own, with a first file `openapi.yaml`.
fn documents(folder: &Path) -> Vec<PathBuf> {
    let entries = entries(folder).into_iter().map(|path| if path.is_dir() { path.join(FIRST) } else { path });
    entries
        .filter(|path| path.extension().is_none_or(|extension| extension != "toml" && extension != FINDINGS))
        .collect()
}

/// The stem of a document's name, or the name of its folder, as a Rust identifier.
fn module(document: &Path) -> String {
    let named = match document.parent() {
        Some(folder) if name(document) == FIRST && name(folder) != "example" => folder,
        _ => document,
    };
    let stem = named.file_stem().expect("a document has a name").to_string_lossy();
    stem.replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

fn name(path: &Path) -> String {
    path.file_name().expect("an entry of a folder has a name").to_string_lossy().into_owned()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder belongs to the repository");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be read").path()).collect();
    paths.sort();
    paths
}

#[cfg(test)]
mod tests;
