//! `callsmith.toml`.

use crate::support::Folder;

const OVERRIDE: &str = "[override]\n\"#/definitions/ServiceInput/properties/data/items/items\" = \"f64\"\n";

#[test]
fn the_configuration_of_the_current_folder_is_read() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", &format!("crate-name = \"scoring\"\nruntime-path = \"../runtime\"\n\n{OVERRIDE}"));
    folder.run(&["generate", "swagger.json", "-o", "client"]).exits(0);
    let manifest = folder.read("client/Cargo.toml");
    assert!(manifest.contains("name = \"scoring\"") && manifest.contains("{ path = \"../runtime\" }"), "{manifest}");
    assert!(folder.read("client/src/types.rs").contains("Vec<Vec<f64>>"));
}

#[test]
fn flags_win() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", &format!("crate-name = \"scoring\"\nruntime-path = \"../runtime\"\n\n{OVERRIDE}"));
    folder.write("other.toml", "crate-name = \"other\"\n");
    let flags = ["--crate-name", "flag", "--runtime-version", "7"];
    let types = ["--override", "#/definitions/ServiceInput/properties/data/items/items=f32"];
    folder.run(&[&["generate", "swagger.json", "-o", "client"], &flags[..], &types].concat()).exits(0);
    let manifest = folder.read("client/Cargo.toml");
    assert!(manifest.contains("name = \"flag\"") && manifest.contains("{ version = \"7\" }"), "{manifest}");
    assert!(folder.read("client/src/types.rs").contains("Vec<Vec<f32>>"));

    folder.run(&["generate", "swagger.json", "-o", "other", "--config", "other.toml"]).exits(0);
    assert!(folder.read("other/Cargo.toml").contains("name = \"other\""));
    assert!(!folder.read("other/src/types.rs").contains("Vec<Vec<f"));
}

#[test]
fn a_configuration_that_cannot_be_used_is_usage() {
    let folder = Folder::with_scoring();
    let stderr = |text: &str| {
        folder.write("callsmith.toml", text);
        let outcome = folder.run(&["generate", "swagger.json", "-o", "client"]).exits(2);
        assert!(!folder.path("client").exists());
        outcome.stderr
    };
    insta::assert_snapshot!("unknown-option", stderr("crate-nam = \"scoring\"\n"));
    insta::assert_snapshot!(stderr("crate-name = \"my service\"\n"), @r"
    error: `my service` cannot be the name of a crate
    help: `myservice` is possible
    ");
    insta::assert_snapshot!("override-without-type", stderr("[override]\n\"#/definitions/A\" = \"Vec<\"\n"));
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client", "--config", "none.toml"]).exits(2);
    assert!(outcome.stderr.starts_with("error: cannot read `none.toml`: "), "{}", outcome.stderr);
}
