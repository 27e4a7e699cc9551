//! `Generated::changes_since` says of each pair of documents in `fixtures/versions/` what changes, and a program that calls the older client
//! compiles with the newer one if no change is breaking.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use callsmith::{ApiChange, ApiDiff, ChangeLevel, Generated, Generator, Options};
use callsmith_tests::fixtures;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository is there")
}

/// A file of a pair, or the folder of all.
fn path(name: &str) -> PathBuf {
    repository().join("fixtures/versions").join(name)
}

/// The pairs, by the names of their folders.
fn pairs() -> Vec<String> {
    let folders = fs::read_dir(path("")).expect("the folder is there");
    let names = folders.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

fn client(pair: &str, version: &str) -> Generated {
    let document = path(&format!("{pair}/{version}.yaml"));
    Generator::new(document).generate().unwrap_or_else(|error| panic!("{pair}: {error}"))
}

fn diff(pair: &str) -> ApiDiff {
    client(pair, "new").changes_since(&client(pair, "old"))
}

/// A change in two or three lines.
fn text(diff: &ApiDiff) -> String {
    let changes = diff.changes.iter().map(|change| {
        let sides = [("-", &change.old), ("+", &change.new)];
        let sides = sides.into_iter().filter_map(|(sign, text)| Some(format!("  {sign} {}\n", text.as_ref()?)));
        let note = change.note.map(|note| format!("  = {note}\n")).unwrap_or_default();
        let pointer = change.pointer.as_deref().unwrap_or("nowhere");
        let (level, kind, path) = (change.level, change.kind, &change.path);
        format!("{level:?} {kind:?} {:?} {path} at {pointer}\n{}{note}", change.item, sides.collect::<String>())
    });
    changes.collect()
}

#[test]
fn changes_are_those_of_the_fixtures() {
    let mut wrong = Vec::new();
    for pair in pairs() {
        let expected = path(&format!("{pair}/changes.txt"));
        let changes = text(&diff(&pair));
        if fixtures::is_update() {
            fs::write(&expected, &changes).expect("the file can be written");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if changes != expected {
            wrong.push(format!("{pair}:\n{changes}\nbut expected:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_client_does_not_differ_from_itself() {
    for document in ["golden/security.yaml", "golden/union-subtypes.json", "golden/xml.yaml"] {
        let client = || Generator::new(fixtures::path(document)).generate().expect("a client");
        assert_eq!(client().changes_since(&client()).level, None, "{document}");
    }
}

/// Every program compiles with the client that it was written for; with the newer one exactly if the verdict says so, but for
/// arguments that have changed places, which the compiler does not see.
#[test]
fn callers_of_the_older_client_compile_unless_a_change_is_breaking() {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("api_diff");
    let _ = fs::remove_dir_all(&workspace);
    fs::create_dir_all(&workspace).expect("the folder can be made");
    let runtime = repository().join("runtime");
    let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n[profile.dev]\ndebug = false\n";
    fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    fs::copy(repository().join("Cargo.lock"), workspace.join("Cargo.lock")).unwrap();
    let mut breaking = BTreeSet::new();
    for pair in pairs() {
        let is_seen = |change: &ApiChange| {
            let unseen = ["arguments of one type have changed places", "an argument is another field of the same type"];
            !change.note.is_some_and(|note| unseen.contains(&note))
        };
        if diff(&pair).of_level(ChangeLevel::Breaking).any(is_seen) {
            breaking.insert(format!("{pair}-new"));
        }
        for version in ["old", "new"] {
            let folder = workspace.join(format!("{pair}-{version}"));
            fs::create_dir_all(folder.join("src")).unwrap();
            let manifest = format!(
                "[package]\nname = \"{pair}-{version}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
                 [dependencies]\ncallsmith-runtime = {{ path = {:?} }}\n",
                runtime.display().to_string()
            );
            fs::write(folder.join("Cargo.toml"), manifest).unwrap();
            let module = client(&pair, version).module();
            fs::write(folder.join("src/client.rs"), module).unwrap();
            fs::copy(path(&format!("{pair}/caller.rs")), folder.join("src/caller.rs")).unwrap();
            fs::write(folder.join("src/lib.rs"), "pub mod caller;\npub mod client;\n").unwrap();
        }
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["check", "--offline", "--workspace", "--keep-going", "--message-format", "short"]);
    cargo.current_dir(&workspace).env("CARGO_TARGET_DIR", workspace.with_extension("target"));
    let output = cargo.output().expect("cargo runs tests");
    let stderr = String::from_utf8_lossy(&output.stderr);
    let failed = stderr.lines().filter_map(|line| line.strip_prefix("error: could not compile `")?.split_once('`'));
    let failed: BTreeSet<String> = failed.map(|(name, _)| name.to_owned()).collect();
    assert_eq!(failed, breaking, "{stderr}");
    assert!(stderr.contains("Finished") || !failed.is_empty(), "{stderr}");
}

/// Options of both sides count.
#[test]
fn a_name_of_the_configuration_is_no_change() {
    let mut options = Options::default();
    options.name_overrides.insert("findDogs", "list_dogs").unwrap();
    let document = |version: &str| path(&format!("operation-renamed/{version}.yaml"));
    let old = Generator::new(document("old")).generate().expect("a client");
    let new = Generator::new(document("new")).options(options).generate().expect("a client");
    let levels: Vec<_> = new.changes_since(&old).changes.iter().map(|change| change.level).collect();
    assert_eq!(levels, [ChangeLevel::Wire]);
}

/// The method comes from the rules of a type, which no other item shows.
#[test]
fn a_type_without_rules_loses_the_method_that_checks_them() {
    let mut options = Options::default();
    options.validate = true;
    let client = |version: &str| {
        let document = path(&format!("limit-lost/{version}.yaml"));
        Generator::new(document).options(options.clone()).generate().expect("a client")
    };
    let changes = client("new").changes_since(&client("old"));
    let paths: Vec<_> = changes.of_level(ChangeLevel::Breaking).map(|change| change.path.as_str()).collect();
    assert_eq!(paths, ["types::Dog::validate"]);
}
