//! Documents that refer to other files and URLs.

use callsmith::{Error, Generator, Options};

use crate::support::{Folder, Server, response};

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
        "/v1/pet.json" => response("200 OK", &[], PET),
        "/v1/toy.json" => response("302 Found", &["Location: /v1/toys/ball.json"], ""),
        "/v1/toys/ball.json" => response("200 OK", &[], r#"{ "type": "integer" }"#),
        _ => response("404 Not Found", &[], ""),
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
        response("200 OK", &[], &format!(r#"{{ "type": "{}" }}"#, current.lock().expect("nobody panicked")))
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

/// The client that a build script makes of a document that the command has locked, once there is no network.
#[test]
fn what_is_locked_needs_no_network() {
    let server = Server::serve(|target| match target {
        "/v1/openapi.json?key=secret" => response("200 OK", &[], &pointing("pet.json")),
        "/v1/pet.json" => response("200 OK", &[], PET),
        "/v1/toy.json" => response("200 OK", &[], r#"{ "type": "integer" }"#),
        _ => response("404 Not Found", &[], ""),
    });
    let folder = Folder::new();
    let (url, prefix) = (format!("{}/v1/openapi.json?key=secret", server.url()), format!("{}/v1/", server.url()));
    let mut options = Options::default();
    let offline =
        |options: &Options| Generator::new(&url).options(options.clone()).url_lock(folder.path("")).generate();
    let unlocked = offline(&options).expect_err("there is no lock").to_string();
    let reason =
        format!("cannot read `{prefix}openapi.json`: it is not in `callsmith.lock`, where `callsmith lock` puts it");
    assert!(unlocked.contains(&reason), "{unlocked}");

    // The document itself is locked without a flag, and what it refers to with one.
    let refused = folder.run(&["lock", &url]).exits(1).stderr;
    assert!(refused.contains(&format!("= help: `--allow-url {prefix}` lets")), "{refused}");
    let done = folder.run(&["lock", &url, "--allow-url", &prefix]).exits(0);
    assert_eq!(done.last_line(), format!("locked 3 texts of `{prefix}openapi.json`"));
    assert!(!folder.read("callsmith.lock").contains("secret"));
    let requests = server.requests().len();
    let again = folder.run(&["lock", &url, "--allow-url", &prefix]).exits(0);
    assert_eq!(again.last_line(), "nothing was fetched: all texts are locked");
    assert_eq!(server.requests().len(), requests);
    folder.run(&["lock", &url, "--allow-url", &prefix, "--update"]).exits(0);
    assert_eq!(server.requests().len(), requests + 3);

    // References lead to URLs that options cover, locked or not.
    let refused = offline(&options).expect_err("the reference is not covered").to_string();
    assert!(refused.contains("pet.json` may not be fetched"), "{refused}");
    options.allow_urls = vec![prefix.parse().expect("a prefix")];
    let requests = server.requests().len();
    let client = offline(&options).expect("all texts are there");
    assert!(client.module().contains("pub type Toy = i64;"), "{}", client.module());
    assert_eq!(server.requests().len(), requests, "the library fetches nothing");
    assert!(!client.module().contains("secret"));

    // A text that was changed in the cache is none of the lock.
    for (name, (text, _)) in folder.files("callsmith.cache") {
        folder.write(&name, &text.replace("integer", "string"));
    }
    let Err(Error::Document(reports)) = offline(&options) else { panic!("a text was changed") };
    let rendered = reports[0].rendered();
    assert!(rendered.contains("toy.json` cannot be fetched: `callsmith.cache` does not hold the text"), "{rendered}");
    folder.write("callsmith.lock", "version = 2\n");
    let error = offline(&options).expect_err("this is no lock").to_string();
    assert!(error.contains("is not a lock of version 1; remove it"), "{error}");
}

#[test]
fn a_url_with_a_user_is_not_locked() {
    let refused = Folder::new().run(&["lock", "https://user:secret@example.com/openapi.json"]).exits(2).stderr;
    assert!(refused.contains("DOCUMENT is not a URL that can be locked") && !refused.contains("secret"), "{refused}");
}

#[test]
fn redirects_stay_within_what_is_allowed() {
    let other = Server::serve(|_| response("200 OK", &[], "{}"));
    let target = format!("Location: {}/pet.json", other.url());
    let server = Server::serve(move |_| response("302 Found", &[&target], ""));
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
