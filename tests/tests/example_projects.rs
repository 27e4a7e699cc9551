//! Each folder of `examples/` is a project with a README and tests, in the index and in the workspace.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use toml::Table;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folders of `examples/`.
fn projects() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("examples")).expect("the folder is there");
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn the_index_has_a_line_for_each() {
    let index = read(&root().join("examples/README.md"));
    let rows = index.lines().filter_map(|line| line.strip_prefix("| ["));
    let rows: Vec<(&str, &str)> = rows.map(|row| row.split_once(']').expect("a link")).collect();
    let names: BTreeSet<String> = rows.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!((names, rows.len()), (projects(), projects().len()));
    for (name, row) in rows {
        assert!(row.starts_with(&format!("({name}) | ")) && row.len() > name.len() + 20, "{name}: {row}");
    }
    assert!(projects().len() >= 10);
}

#[test]
fn each_is_a_member_with_a_readme_that_says_how_to_run_it() {
    let workspace: Table = read(&root().join("Cargo.toml")).parse().expect("a manifest");
    let members = workspace["workspace"]["members"].as_array().expect("a list");
    for project in projects() {
        let folder = root().join("examples").join(&project);
        let path = format!("examples/{project}");
        assert!(members.iter().any(|member| member.as_str() == Some(&path)), "{path} is no member of the workspace");
        let manifest: Table = read(&folder.join("Cargo.toml")).parse().expect("a manifest");
        let package = &manifest["package"];
        assert_eq!(package["publish"].as_bool(), Some(false), "{path}");
        let readme = read(&folder.join("README.md"));
        let name = package["name"].as_str().expect("a name");
        let runs =
            ["run", "test"].map(|verb| [format!("cargo {verb} -p {name}"), format!("cargo {verb} --package {name}")]);
        assert!(runs.iter().flatten().any(|command| readme.contains(command)), "{path}: {readme}");
        assert!(readme.starts_with("# ") && readme.lines().count() <= 25, "{path}");
    }
}

/// The examples of Azure ML are run by `azureml_examples.rs`, all others by tests of their own.
#[test]
fn each_is_run_by_a_test() {
    for project in projects().into_iter().filter(|project| project != "azureml") {
        let tests = root().join("examples").join(&project).join("tests");
        let count = fs::read_dir(&tests).map_or(0, |files| files.count());
        assert!(count > 0, "{} has no tests", tests.display());
    }
}
