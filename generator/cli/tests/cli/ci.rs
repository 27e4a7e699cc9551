//! The snippets of `docs/ci.md`, run as they stand there.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{Folder, Server, response};

const DOCUMENT: &str = r#"
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200": { description: Pets., content: { application/json: { schema: { type: array, items: { type: string } } } } }
"#;

/// The snippets of the page in a language, in their order.
fn snippets(language: &str) -> Vec<String> {
    let page = include_str!("../../../../docs/ci.md");
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks.filter_map(|block| Some(block.strip_prefix(language)?.strip_prefix('\n')?.to_owned())).collect()
}

fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).expect("the snippet is YAML")
}

/// A repository of git with a document and its client.
struct Repository {
    folder: Folder,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: Folder::new() };
        repository.folder.write("openapi.yaml", DOCUMENT);
        repository.succeeds("git init --quiet && callsmith generate openapi.yaml -o client --quiet && git add .");
        repository
    }

    /// Runs a line of a shell, for which `callsmith` is a command as any other.
    fn run(&self, line: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_callsmith"));
        let mut path = OsString::from(program.parent().expect("it is in a folder"));
        path.push(":");
        path.push(env::var_os("PATH").unwrap_or_default());
        let mut shell = Command::new("sh");
        shell.args(["-c", line]).current_dir(self.folder.path("")).env("PATH", path);
        // The settings of whoever runs the tests are not those of the repository.
        shell.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for person in ["AUTHOR", "COMMITTER"] {
            shell.env(format!("GIT_{person}_NAME"), "Ann").env(format!("GIT_{person}_EMAIL"), "ann@example.com");
        }
        shell.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE").output().expect("there is a shell")
    }

    #[track_caller]
    fn succeeds(&self, line: &str) {
        let output = self.run(line);
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    #[track_caller]
    fn fails(&self, line: &str) {
        let output = self.run(line);
        let texts = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
        assert!(!output.status.success() && texts.concat().contains("is not what is generated"), "{line}: {texts:?}");
    }

    /// Changes the response of the operation.
    fn change(&self) {
        self.folder.write("openapi.yaml", &DOCUMENT.replace("type: string", "type: integer"));
    }
}

#[test]
fn a_hook_of_git_refuses_a_client_of_another_document() {
    let repository = Repository::new();
    repository.folder.write(".git/hooks/pre-commit", &snippets("sh")[0]);
    repository.succeeds("chmod +x .git/hooks/pre-commit && git commit --quiet --message client");
    repository.change();
    repository.fails("git commit --quiet --all --message document");
    repository.succeeds("callsmith generate openapi.yaml -o client --quiet && git commit --quiet --all --message both");
}

#[test]
fn the_entry_of_pre_commit_is_for_the_files_of_the_client() {
    let config = yaml(&snippets("yaml")[0]);
    let hook = &config["repos"][0]["hooks"][0];
    assert_eq!((&hook["language"], &hook["pass_filenames"]), (&Value::from("system"), &Value::from(false)));
    let repository = Repository::new();
    // The files that a commit may have, by the pattern.
    let files = hook["files"].as_str().expect("a pattern");
    repository.succeeds(&format!("git ls-files | grep -E '{files}' | grep -x openapi.yaml"));
    repository.succeeds(&format!("git ls-files | grep -E '{files}' | grep -x client/src/lib.rs"));
    repository.succeeds(&format!("! echo src/main.rs | grep -E '{files}'"));
    let entry = hook["entry"].as_str().expect("a command");
    repository.succeeds(entry);
    repository.change();
    repository.fails(entry);
}

#[test]
fn the_action_checks_the_client() {
    let workflow = yaml(&snippets("yaml")[1]);
    let steps = workflow["jobs"]["client"]["steps"].as_array().expect("steps");
    let runs: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let [install, check] = runs.as_slice() else { panic!("{runs:?}") };
    assert_eq!(*install, concat!("cargo install --locked ", env!("CARGO_PKG_NAME")));
    let repository = Repository::new();
    repository.succeeds(check);
    repository.change();
    repository.fails(check);
}

#[test]
fn a_url_is_locked_and_checked_in() {
    let server = Server::serve(|target| match target {
        "/openapi.yaml" => response("200 OK", &[], DOCUMENT),
        _ => response("404 Not Found", &[], ""),
    });
    let repository = Repository::new();
    let page = snippets("sh")[1].replace("https://example.com", server.url());
    let attributes = snippets("text").concat();
    repository.folder.write(".gitattributes", &attributes);
    repository.succeeds(&format!("unset http_proxy HTTP_PROXY; set -e; {page}"));
    repository.succeeds("git ls-files --error-unmatch callsmith.lock callsmith.cache/*");
    repository.succeeds("git check-attr text callsmith.cache/* | grep -q 'text: unset'");
    // The build script of the page, without a network.
    let build = snippets("rust").concat();
    assert!(build.contains("callsmith::generate(\"https://example.com/openapi.yaml\")"), "{build}");
    let url = format!("{}/openapi.yaml", server.url());
    let requests = server.requests().len();
    let client = callsmith::Generator::new(&url).url_lock(repository.folder.path("")).generate();
    assert!(client.expect("it is locked").module().contains("pub struct Client"));
    assert_eq!(server.requests().len(), requests);
}
