//! `callsmith.toml`.

use crate::support::Folder;

const OVERRIDE: &str = "[override]\n\"#/definitions/ServiceInput/properties/data/items/items\" = \"f64\"\n";

#[test]
fn the_configuration_of_the_current_folder_is_read() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", &format!("crate-name = \"scoring\"\nruntime-path = \"../runtime\"\n\n{OVERRIDE}"));
    let missing = folder.run(&["generate", "swagger.json", "-o", "client"]).exits(2).stderr;
    assert!(missing.starts_with("error: there is no folder `../runtime`\n --> callsmith.toml:2:1\n"), "{missing}");
    folder.write("runtime/Cargo.toml", "");
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
fn options_of_a_crate_are_not_those_of_a_module() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", "validate = true\nruntime-version = \"7\"\n");
    let arguments = ["generate", "swagger.json", "-o", "client.rs", "--module"];
    let stderr = folder.run(&arguments).exits(2).stderr;
    let message = "error: `runtime-version` is for a crate, and the client is a module\n --> callsmith.toml:2:1\n";
    assert!(stderr.starts_with(message), "{stderr}");
    // A path on the command line takes the place of the version of the file.
    folder.write("runtime/Cargo.toml", "");
    folder.run(&["generate", "swagger.json", "-o", "client", "--runtime-path", "runtime"]).exits(0);
    assert!(folder.read("client/Cargo.toml").contains("{ path = \"../runtime\" }"));
}

#[test]
fn a_flag_without_effect_is_usage() {
    let folder = Folder::with_scoring();
    let arguments = ["generate", "swagger.json", "-o", "client", "--update-lock"];
    let stderr = folder.run(&arguments).exits(2).stderr;
    assert!(stderr.starts_with("error: `--update-lock` has no effect: no URL is allowed\nhelp: "), "{stderr}");
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
    let wrong_name = stderr("crate-name = \"my service\"\n");
    assert!(
        wrong_name.starts_with("error: `my service` cannot be the name of a crate\n --> callsmith.toml:1:14\n"),
        "{wrong_name}"
    );
    assert!(wrong_name.contains("`my-service` is possible"), "{wrong_name}");
    let no_folder = stderr("allow-folders = [\"cliant\"]\n");
    assert!(no_folder.starts_with("error: there is no folder `cliant`\n --> callsmith.toml:1:18\n"), "{no_folder}");
    insta::assert_snapshot!("override-without-type", stderr("[override]\n\"#/definitions/A\" = \"Vec<\"\n"));
    let outcome = folder.run(&["generate", "swagger.json", "-o", "client", "--config", "none.toml"]).exits(2);
    assert!(outcome.stderr.starts_with("error: cannot open `none.toml`: there is no such file"), "{}", outcome.stderr);
}

#[test]
fn a_configuration_counts_once_however_its_path_is_written() {
    let folder = Folder::with_scoring();
    let manifest = "[package]\nname = \"a\"\n\n[package.metadata.callsmith]\nconfig = \"./callsmith.toml\"\n";
    folder.write("Cargo.toml", manifest);
    folder.write("callsmith.toml", "[types.ServiceInput]\nattributes = [\"#[non_exhaustive]\"]\n");
    folder.run(&["generate", "swagger.json", "-o", "a.rs", "--module"]).exits(0);
    assert_eq!(folder.read("a.rs").matches("#[non_exhaustive]").count(), 1);
}

#[test]
fn the_options_of_a_package_count_for_the_command_too() {
    let folder = Folder::with_scoring();
    let manifest = "[package]\nname = \"a\"\n\n[package.metadata.callsmith.override]\n\"ServiceInput.data\" = \"u8\"\n";
    folder.write("Cargo.toml", manifest);
    assert!(folder.run(&["generate", "swagger.json", "-o", "a.rs", "--module"]).exits(0).stderr.contains("generated"));
    assert!(folder.read("a.rs").contains("Option<u8>"));
    // A configuration of the command wins, and is named for the build script by `config`.
    folder.write("callsmith.toml", "[override]\n\"ServiceInput.data\" = \"u16\"\n");
    folder.run(&["generate", "swagger.json", "-o", "a.rs", "--module"]).exits(0);
    assert!(folder.read("a.rs").contains("Option<u16>"));
    folder.write(
        "Cargo.toml",
        "[package.metadata.callsmith]\nconfig = \"callsmith.toml\"\nnames = { ServiceInput = \"Rows\" }\n",
    );
    folder.run(&["generate", "swagger.json", "-o", "a.rs", "--module"]).exits(0);
    assert!(folder.read("a.rs").contains("Option<u16>") && folder.read("a.rs").contains("struct Rows"));
}

#[test]
fn an_error_of_the_configuration_has_a_location_in_json() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", "validate = true\ndeny = [\"unknown-kee\"]\n");
    let outcome = folder.run(&["inspect", "swagger.json", "--message-format", "json"]).exits(2);
    let line: serde_json::Value = serde_json::from_str(&outcome.stderr).expect("a line of JSON");
    assert_eq!(line["message"], "there is no code `unknown-kee`");
    assert_eq!(line["help"], "did you mean `unknown-key`?");
    let place = ["file", "line", "column", "end_column"].map(|key| line["location"][key].to_string());
    assert_eq!(place, ["\"callsmith.toml\"", "2", "9", "22"]);
}

#[test]
fn an_option_is_set_by_its_key() {
    let folder = Folder::with_scoring();
    folder.write("callsmith.toml", "types-apart = true\n");
    let arguments =
        ["generate", "swagger.json", "-o", "a.rs", "--module", "--set", "override.\"ServiceInput.data\"=\"u8\""];
    folder.run(&[&arguments[..], &["--set", "names.ServiceInput = \"Rows\""]].concat()).exits(0);
    let client = folder.read("a.rs");
    assert!(client.contains("Option<u8>") && client.contains("struct Rows"), "{client}");
    let outcome = folder.run(&["inspect", "swagger.json", "--set", "validat=true"]).exits(2);
    assert_eq!(outcome.stderr, "error: unknown key `validat`\nhelp: did you mean `validate`?\n");
    let outcome = folder.run(&["generate", "swagger.json", "-o", "b", "--module", "--set", "tests=true"]).exits(2);
    assert!(
        outcome.stderr.starts_with("error: `tests` is for a crate, and the client is a module\n"),
        "{}",
        outcome.stderr
    );
}

/// A setting of a flag stands in no file, so no place of one is shown.
#[test]
fn an_error_of_a_setting_names_the_key_and_no_file() {
    let folder = Folder::with_scoring();
    let stderr =
        |setting: &str, code: i32| folder.run(&["inspect", "swagger.json", "--set", setting]).exits(code).stderr;
    assert_eq!(
        stderr("closed-enums=yes", 2).lines().last(),
        Some("help: its form is flag, or `\"declared\"`, or list of schemas; such as `closed-enums = [\"Color\"]`")
    );
    assert_eq!(
        stderr("validate=1", 2),
        "error: `validate` cannot be set: expected `true` or `false`, found an integer\nhelp: such as `validate = true`\n"
    );
    let unknown = stderr("types.Pett.derives=[\"Eq\"]", 1);
    assert!(unknown.starts_with("error[unknown-override]: there is no "), "{unknown}");
    let first = unknown.split("\n\n").next().unwrap_or_default();
    assert!(!first.contains("callsmith.toml") && !first.contains("-->"), "{unknown}");
    folder.write("callsmith.toml", "[select]\ninclude = \"tag:pets\"\n");
    let list = folder.run(&["inspect", "swagger.json"]).exits(2).stderr;
    assert!(
        list.contains(" --> callsmith.toml:2:11\n") && list.contains("write it in brackets: `[\"tag:pets\"]`"),
        "{list}"
    );
}
