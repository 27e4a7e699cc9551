//! Every Rust file of a package is used: it is the root of a target, a `mod` declares it, or another file includes it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use syn::ext::IdentExt as _;
use syn::{Attribute, Expr, Item, Lit, Meta};

/// The manifests of the workspaces of the repository.
const WORKSPACES: [&str; 2] = ["Cargo.toml", "tests/autorest/Cargo.toml"];

#[test]
fn every_file_belongs_to_a_target() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let packages: Vec<Package> = WORKSPACES.iter().flat_map(|manifest| packages(&root.join(manifest))).collect();
    let orphans: Vec<PathBuf> = packages.iter().flat_map(Package::orphans).collect();
    assert!(orphans.is_empty(), "nothing declares or includes these files: {orphans:#?}");
    let files: usize = packages.iter().map(|package| package.files().len()).sum();
    assert!(packages.len() >= 7 && files > 500, "{files} files in {} packages", packages.len());
}

#[test]
fn orphans_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let sources = [
        ("src/lib.rs", "mod leaf;\nmod nested;\nmod inline { mod leaf; }\n#[path = \"elsewhere/file.rs\"]\nmod moved;"),
        ("src/leaf.rs", "/* mod orphan; */ const TEXT: &str = include_str!(\"text/file.rs\");"),
        ("src/orphan.rs", ""),
        ("src/nested/mod.rs", "mod leaf;\nmod r#type;\n#[path = \"sibling.rs\"]\nmod renamed;"),
        ("src/nested/leaf.rs", "mod inner;\n#[path = \"beside.rs\"]\nmod outer;"),
        ("src/nested/leaf/inner.rs", ""),
        ("src/nested/leaf/orphan.rs", ""),
        ("src/nested/beside.rs", ""),
        ("src/nested/sibling.rs", ""),
        ("src/nested/type.rs", ""),
        ("src/nested/renamed.rs", ""),
        ("src/inline/leaf.rs", ""),
        ("src/elsewhere/file.rs", "mod leaf;"),
        ("src/elsewhere/leaf.rs", ""),
        ("src/moved/leaf.rs", ""),
        ("src/text/file.rs", "mod leaf;"),
        ("tests/test.rs", "mod support;"),
        ("tests/support/mod.rs", ""),
        ("tests/other/mod.rs", ""),
        ("target/debug/build.rs", ""),
        ("other/Cargo.toml", ""),
        ("other/src/lib.rs", ""),
    ];
    for (name, text) in sources {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let roots = ["src/lib.rs", "tests/test.rs"].map(|name| folder.path().join(name)).to_vec();
    let package = Package { folder: folder.path().to_owned(), roots };
    let orphans = [
        "src/moved/leaf.rs",
        "src/nested/leaf/orphan.rs",
        "src/nested/renamed.rs",
        "src/orphan.rs",
        "tests/other/mod.rs",
    ];
    let root = folder.path().canonicalize().unwrap();
    assert_eq!(package.orphans().into_iter().collect::<Vec<_>>(), orphans.map(|name| root.join(name)));
}

struct Package {
    folder: PathBuf,
    /// The root files of the targets.
    roots: Vec<PathBuf>,
}

/// The packages of a workspace.
fn packages(manifest: &Path) -> Vec<Package> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"]).arg(manifest);
    let output = cargo.output().expect("cargo runs tests");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    let path = |value: &Value| PathBuf::from(value.as_str().expect("a path is text"));
    let package = |package: &Value| Package {
        folder: path(&package["manifest_path"]).parent().expect("a manifest is in a folder").to_owned(),
        roots: list(&package["targets"]).iter().map(|target| path(&target["src_path"])).collect(),
    };
    list(&metadata["packages"]).iter().map(package).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("metadata lists packages and targets")
}

impl Package {
    /// The files that belong to no target.
    fn orphans(&self) -> BTreeSet<PathBuf> {
        self.files().difference(&self.used()).cloned().collect()
    }

    /// The Rust files in the folder, without those of packages within it and those that are built.
    fn files(&self) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("the folder belongs to the package") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    let is_other = path.join("Cargo.toml").exists() || path == self.folder.join("target");
                    folders.extend((!is_other).then_some(path));
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    files.insert(path.canonicalize().expect("the file exists"));
                }
            }
        }
        files
    }

    /// The files of the targets.
    fn used(&self) -> BTreeSet<PathBuf> {
        let mut used = BTreeSet::new();
        let mut open: Vec<Module> = self.roots.iter().map(|root| Module::owner(root.clone())).collect();
        while let Some(module) = open.pop() {
            if let Ok(file) = module.file.canonicalize() {
                used.insert(file);
                open.extend(module.declared());
            }
        }
        used
    }
}

/// A module in a file of its own. The places are those of the Rust Reference, "Module source filenames".
struct Module {
    file: PathBuf,
    /// The folder of the modules that it declares without a path.
    folder: PathBuf,
}

impl Module {
    /// A module whose modules are beside it: a root, `mod.rs`, or one with a path.
    fn owner(file: PathBuf) -> Self {
        let folder = file.parent().expect("a file is in a folder").to_owned();
        Self { file, folder }
    }

    /// The modules that the file declares or includes. One without a path is in one of two files, and both are given.
    fn declared(&self) -> Vec<Module> {
        let text = fs::read_to_string(&self.file).expect("the file exists");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", self.file.display()));
        let mut declared = Vec::new();
        let beside = self.file.parent().expect("a file is in a folder");
        collect(&file.items, &self.folder, beside, &mut declared);
        declared.extend(included(&text).map(|name| Module::owner(beside.join(name))));
        declared
    }
}

/// The Rust files that a source includes as code or as text.
fn included(text: &str) -> impl Iterator<Item = &str> {
    let arguments = text.split("include").skip(1);
    let names = arguments.filter_map(|rest| rest.trim_start_matches("_str").strip_prefix("!(\"")?.split('"').next());
    names.filter(|name| name.ends_with(".rs"))
}

/// Collects the modules of items. `folder` has those without a path, and paths are relative to `beside`.
fn collect(items: &[Item], folder: &Path, beside: &Path, declared: &mut Vec<Module>) {
    for item in items {
        let Item::Mod(item) = item else { continue };
        let path = item.attrs.iter().find_map(path).map(|path| beside.join(path));
        let inner = folder.join(item.ident.unraw().to_string());
        match (&item.content, path) {
            (Some((_, items)), path) => {
                let inner = path.unwrap_or(inner);
                collect(items, &inner, &inner, declared);
            }
            (None, Some(path)) => declared.push(Module::owner(path)),
            (None, None) => {
                declared.push(Module { file: inner.with_extension("rs"), folder: inner.clone() });
                declared.push(Module::owner(inner.join("mod.rs")));
            }
        }
    }
}

/// The value of a `path` attribute.
fn path(attribute: &Attribute) -> Option<String> {
    let Meta::NameValue(meta) = &attribute.meta else { return None };
    match &meta.value {
        Expr::Lit(literal) if meta.path.is_ident("path") => match &literal.lit {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
