//! Documents that refer to other files and URLs.

use crate::support::{Folder, Server, answer};

const POINTING: &str = r#"{ "openapi": "3.1.0", "info": { "title": "Pieces", "version": "1" }, "paths": {},
  "components": { "schemas": { "Pet": { "$ref": "REFERENCE" } } } }"#;

const PET: &str = r#"{ "type": "object", "properties": { "toy": { "$ref": "toy.json" } } }"#;

fn pointing(reference: &str) -> String {
    POINTING.replace("REFERENCE", reference)
}

#[test]
fn other_folders_are_read_when_they_are_allowed() {
    let folder = Folder::new();
    folder.write("api/openapi.json", &pointing("../common/pet.json"));
    folder.write("common/pet.json", r#"{ "type": "object", "properties": { "name": { "type": "string" } } }"#);
    let generate = ["generate", "api/openapi.json", "-o", "client"];
    let refused = folder.run(&generate).exits(1).stderr;
    assert!(refused.contains("error[external-reference]: `common/pet.json` is outside"), "{refused}");
    assert!(refused.contains("= help: `--allow-folder common`, or"), "{refused}");
    folder.run(&[&generate[..], &["--allow-folder", "common"]].concat()).exits(0);
    // In a configuration the folder is relative to it.
    folder.write("api/callsmith.toml", "allow-folders = [\"../common\"]\n");
    folder.run(&["check", "api/openapi.json", "-o", "client", "--config", "api/callsmith.toml"]).exits(0);
}

#[test]
fn urls_are_fetched_once_when_they_are_allowed() {
    let server = Server::serve(|target| match target {
        "/v1/pet.json" => answer("200 OK", &[], PET),
        "/v1/toy.json" => answer("302 Found", &["Location: /v1/toys/ball.json"], ""),
        "/v1/toys/ball.json" => answer("200 OK", &[], r#"{ "type": "integer" }"#),
        _ => answer("404 Not Found", &[], ""),
    });
    let folder = Folder::new();
    folder.write("openapi.json", &pointing(&format!("{}/v1/pet.json", server.url())));
    let generate = ["generate", "openapi.json", "-o", "client"];
    let refused = folder.run(&generate).exits(1).stderr;
    assert!(refused.contains(&format!("= help: `--allow-url {}/v1/` lets", server.url())), "{refused}");
    assert!(server.requests().is_empty());

    let prefix = format!("{}/v1/", server.url());
    let allowed = [&generate[..], &["--allow-url", &prefix]].concat();
    let unlocked = folder.run(&["check", "openapi.json", "-o", "client", "--allow-url", &prefix]).exits(1).stderr;
    assert!(unlocked.contains("it is not in `callsmith.lock`, where `callsmith generate` puts it"), "{unlocked}");
    folder.run(&allowed).exits(0);
    assert_eq!(server.requests().len(), 3);
    let lock = folder.read("callsmith.lock");
    assert_eq!(lock.matches("[[document]]").count(), 2, "{lock}");
    assert_eq!(folder.files("callsmith.cache").len(), 2);

    folder.run(&allowed).exits(0);
    folder.run(&["check", "openapi.json", "-o", "client", "--allow-url", &prefix]).exits(0);
    assert_eq!(server.requests().len(), 3, "what is locked is not fetched again");
}

#[test]
fn what_changes_behind_a_lock_is_told() {
    let folder = Folder::new();
    let version = std::sync::Arc::new(std::sync::Mutex::new("string"));
    let current = version.clone();
    let server = Server::serve(move |_| {
        answer("200 OK", &[], &format!(r#"{{ "type": "{}" }}"#, current.lock().expect("nobody panicked")))
    });
    folder.write("openapi.json", &pointing(&format!("{}/pet.json", server.url())));
    let generate = ["generate", "openapi.json", "-o", "client", "--allow-url", server.url()];
    folder.run(&generate).exits(0);
    *version.lock().expect("nobody panicked") = "integer";
    std::fs::remove_dir_all(folder.path("callsmith.cache")).expect("it was written");
    let drift = folder.run(&generate).exits(1).stderr;
    assert!(drift.contains("its text is not what it was when it was locked"), "{drift}");
    folder.run(&[&generate[..], &["--update-lock"]].concat()).exits(0);
    assert!(folder.read("client/src/types.rs").contains("i64"));
}

#[test]
fn redirects_stay_within_what_is_allowed() {
    let other = Server::serve(|_| answer("200 OK", &[], "{}"));
    let target = format!("Location: {}/pet.json", other.url());
    let server = Server::serve(move |_| answer("302 Found", &[&target], ""));
    let folder = Folder::new();
    folder.write("openapi.json", &pointing(&format!("{}/pet.json", server.url())));
    let stderr = folder.run(&["generate", "openapi.json", "-o", "client", "--allow-url", server.url()]).exits(1).stderr;
    assert!(stderr.contains("which `--allow-url` does not cover"), "{stderr}");
    assert!(other.requests().is_empty());
}

#[test]
fn a_prefix_is_a_url() {
    let folder = Folder::new();
    let stderr = folder.run(&["inspect", "openapi.json", "--allow-url", "example.com"]).exits(2).stderr;
    assert!(stderr.contains("is not the beginning of an http(s) URL"), "{stderr}");
}
