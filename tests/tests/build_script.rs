//! The output of a build script: directives of Callsmith alone, whatever the document says.
//!
//! The build script is this test, started once more with the variables that Cargo sets.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Instant, SystemTime};
use std::{env, fs};

use callsmith::{Generator, Options, UrlLock};

/// The document, for the process that plays the build script.
const DOCUMENT: &str = "CALLSMITH_BUILD_DOCUMENT";
/// Options of that document, as a configuration.
const OPTIONS: &str = "CALLSMITH_BUILD_OPTIONS";
/// The folder of a package, whose `Cargo.toml` has the options.
const PACKAGE: &str = "CARGO_MANIFEST_DIR";

/// The process plays a build script that generates the clients of its package.
const CLIENTS: &str = "CALLSMITH_BUILD_CLIENTS";

/// Does nothing unless it is started by the tests below.
#[test]
fn build_script_of_clients() {
    if env::var_os(CLIENTS).is_none() {
        return;
    }
    println!();
    if let Err(error) = callsmith::generate_clients() {
        println!("error: {error}");
    }
}

/// A package with some files, and the text that its build script prints.
fn package(files: &[(&str, &str)]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the file can be written");
    }
    let mut script = Command::new(env::current_exe().expect("a test is a program"));
    script.args(["--exact", "build_script_of_clients", "--nocapture"]).current_dir(folder.path());
    script.env(CLIENTS, "1").env("OUT_DIR", folder.path()).env("CARGO_MANIFEST_DIR", folder.path());
    let output = script.output().expect("the test can be started");
    (folder, String::from_utf8(output.stdout).expect("a build script prints text"))
}

const PETS: &str = r#"{ "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": { "/pets": { "get": {
    "operationId": "listPets", "responses": { "200": { "description": "", "content": { "application/json": {
    "schema": { "type": "array", "items": { "type": "number" } } } } } } } } } }"#;

#[test]
fn all_clients_of_a_package_are_built() {
    let manifest = "[package]\nname = \"a\"\n[package.metadata.callsmith]\nkeep-going = false\n\
                    [[package.metadata.callsmith.client]]\ndocument = \"pets.json\"\nnames = { listPets = \"all\" }\n\
                    [[package.metadata.callsmith.client]]\nname = \"second\"\ndocument = \"pets.json\"\n\
                    [[package.metadata.callsmith.client]]\nname = \"crate\"\ndocument = \"pets.json\"\noutput = \"crate\"\n";
    let (folder, stdout) = package(&[("Cargo.toml", manifest), ("pets.json", PETS)]);
    assert!(!stdout.contains("error"), "{stdout}");
    let read =
        |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_else(|error| panic!("{error}\n{stdout}"));
    assert!(read("pets.rs").contains("fn all("), "{stdout}");
    assert!(read("second.rs").contains("fn list_pets("), "{stdout}");
    assert!(!folder.path().join("crate.rs").exists() && !folder.path().join("crate").exists());
    assert!(
        stdout.contains("cargo:rerun-if-changed=Cargo.toml") && stdout.contains("cargo:rerun-if-changed=pets.json"),
        "{stdout}"
    );
}

#[test]
fn a_client_of_a_package_that_fails_does_not_stop_the_others() {
    let manifest = "[package.metadata.callsmith]\nconfig = \"clients.toml\"\n";
    let clients = "[[client]]\ndocument = \"broken.json\"\n[[client]]\ndocument = \"pets.json\"\n\
                   [[client]]\ndocument = \"https://example.com/far.json\"\n";
    let files = [("Cargo.toml", manifest), ("clients.toml", clients), ("broken.json", "{"), ("pets.json", PETS)];
    let (folder, stdout) = package(&files);
    assert!(folder.path().join("pets.rs").exists(), "{stdout}");
    assert!(stdout.contains("error: client `broken`:\n") && stdout.contains("--> broken.json:1:"), "{stdout}");
    assert!(
        stdout.contains(
            "client `far`:\na build script fetches nothing, and the document is a URL\n --> clients.toml:6:12"
        ),
        "{stdout}"
    );
    assert!(stdout.contains("cargo:rerun-if-changed=clients.toml"), "{stdout}");

    let (_, stdout) = package(&[("Cargo.toml", "[package]\nname = \"a\"\n"), ("pets.json", PETS)]);
    assert!(stdout.contains("error: no client without an `output` is in `Cargo.toml`"), "{stdout}");
}

/// Does nothing unless it is started by the tests below.
#[test]
fn build_script() {
    let Some(document) = env::var_os(DOCUMENT) else { return };
    println!();
    let before = Instant::now();
    if let Err(error) = built(Path::new(&document)) {
        println!("error: {error}");
    }
    println!("took {} µs", before.elapsed().as_micros());
}

fn built(document: &Path) -> Result<(), callsmith::Error> {
    match env::var(OPTIONS) {
        Ok(options) => Generator::new(document).options(Options::from_toml(&options)?).url_lock("").build("client"),
        Err(_) if env::var_os(PACKAGE).is_some() => callsmith::generate(document),
        Err(_) => Generator::new(document).build("client"),
    }
}

/// The lines that a build script prints for a document.
fn printed(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("the document can be written");
    let mut script = Command::new(env::current_exe().expect("a test is a program"));
    script.args(["--exact", "build_script", "--nocapture"]).current_dir(folder.path());
    script.env_remove(OPTIONS).env_remove(PACKAGE);
    let output = script.env(DOCUMENT, name).env("OUT_DIR", folder.path()).output().expect("the test can be started");
    let stdout = String::from_utf8(output.stdout).expect("a build script prints text");
    let active =
        |c: &char| c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{feff}');
    assert_eq!(stdout.chars().find(active), None, "{stdout:?}");
    stdout.lines().filter(|line| line.starts_with("cargo") || line.starts_with("error")).map(str::to_owned).collect()
}

fn document(reference: &str) -> String {
    let example = serde_json::json!({ "one": { "$ref": reference } });
    let content = serde_json::json!({ "application/json": { "schema": { "type": "string" }, "examples": example } });
    let operation =
        serde_json::json!({ "operationId": "a", "responses": { "200": { "description": "", "content": content } } });
    serde_json::json!({
        "openapi": "3.1.0", "info": { "title": "a", "version": "1" }, "paths": { "/a": { "get": operation } },
    })
    .to_string()
}

#[test]
fn a_reference_is_no_directive() {
    for (reference, shown) in [
        ("x.json\ncargo:rustc-env=A=b\n", r"x.json\ncargo:rustc-env=A=b\n"),
        ("x.json%0Acargo:rustc-env=A=b", r"x.json\ncargo:rustc-env=A=b"),
        ("x.json\r\ncargo::rustc-link-arg=-v", r"x.json\r\ncargo::rustc-link-arg=-v"),
        ("x\u{1b}[2J\u{9b}1m\u{202e}.json", r"x\u{1b}[2J\u{9b}1m\u{202e}.json"),
    ] {
        let lines = printed("api.json", &document(reference));
        let [watched, warning] = lines.as_slice() else { panic!("{lines:#?}") };
        assert_eq!(watched, "cargo:rerun-if-changed=api.json");
        assert!(warning.starts_with("cargo:warning=api.json:1:"), "{warning}");
        assert!(warning.contains(&format!("`{shown}` has control characters")), "{warning}");
    }
}

#[test]
fn a_missing_file_is_watched() {
    let lines = printed("api.json", &document("parts/x.json"));
    assert_eq!(lines[..2], ["cargo:rerun-if-changed=api.json", "cargo:rerun-if-changed=parts/x.json"], "{lines:#?}");
}

#[test]
#[cfg(unix)]
fn the_name_of_the_document_is_no_directive() {
    let lines = printed("a\ncargo:rustc-env=A=b.json", &document("x.json"));
    let not_watched =
        r"cargo:warning=`a\ncargo:rustc-env=A=b.json` is not watched for changes: its name is no line of UTF-8";
    assert_eq!(lines[0], not_watched);
    assert!(lines.iter().all(|line| !line.starts_with("cargo:rustc")), "{lines:#?}");
}

/// Keys of a document are quoted in findings.
#[test]
fn a_finding_is_one_warning() {
    let text = r#"{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {},
        "x\ncargo:rustc-env=A=b\u001b]0;title\u0007\u009d": 1}"#;
    let lines = printed("api.json", text);
    let [watched, warning] = lines.as_slice() else { panic!("{lines:#?}") };
    assert_eq!(watched, "cargo:rerun-if-changed=api.json");
    assert!(warning.contains(r"x\ncargo:rustc-env=A=b\u{1b}]0;title\u{7}\u{9d}"), "{warning}");
    let errors =
        printed("api.json", r#"{"openapi": "3.1.0", "info": {"title": 1, "\u001b[2J\ncargo:rustc-env=A=b": [}"#);
    assert!(errors.iter().all(|line| !line.starts_with("cargo:rustc")), "{errors:#?}");
}

/// A package that is built again and again.
struct Package {
    folder: tempfile::TempDir,
}

/// A run of its build script.
#[derive(Debug)]
struct Run {
    /// The lines for Cargo, and errors.
    lines: Vec<String>,
    /// Returns `true` if a client was generated: the stamp has been written since.
    generated: bool,
    microseconds: u32,
}

impl Package {
    fn new(files: &[(&str, &str)]) -> Self {
        let package = Self { folder: tempfile::tempdir().expect("a folder") };
        fs::create_dir(package.path("out")).expect("the folder is writable");
        files.iter().for_each(|(name, text)| package.write(name, text));
        package
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is writable");
        fs::write(path, text).expect("the folder is writable");
    }

    fn client(&self) -> String {
        fs::read_to_string(self.path("out/client.rs")).expect("a client is there")
    }

    fn stamp(&self) -> Option<SystemTime> {
        self.path("out/client.stamp").metadata().ok()?.modified().ok()
    }

    /// Runs the build script with the options of `Cargo.toml`, or with these.
    fn build(&self, document: &str, options: Option<&str>) -> Run {
        let before = self.stamp();
        let mut script = Command::new(env::current_exe().expect("a test is a program"));
        script.args(["--exact", "build_script", "--nocapture"]).current_dir(self.folder.path());
        script.env(DOCUMENT, document).env("OUT_DIR", self.path("out")).env_remove(OPTIONS);
        match options {
            Some(options) => script.env(OPTIONS, options).env_remove(PACKAGE),
            None => script.env(PACKAGE, self.folder.path()),
        };
        let output = script.output().expect("the test can be started");
        let stdout = String::from_utf8(output.stdout).expect("a build script prints text");
        let took = stdout.lines().find_map(|line| line.strip_prefix("took ")?.strip_suffix(" µs"));
        let relevant = |line: &&str| line.starts_with("cargo") || line.starts_with("error");
        Run {
            lines: stdout.lines().filter(relevant).map(str::to_owned).collect(),
            generated: self.stamp() != before,
            microseconds: took.and_then(|took| took.parse().ok()).unwrap_or_else(|| panic!("{stdout}")),
        }
    }

    /// Generates with the options of `Cargo.toml`; then a second run does not.
    #[track_caller]
    fn settled(&self, document: &str, options: Option<&str>) -> Run {
        let first = self.build(document, options);
        assert!(first.generated && first.lines.iter().all(|line| !line.starts_with("error")), "{first:#?}");
        let client = self.client();
        let second = self.build(document, options);
        assert!(!second.generated, "nothing has changed");
        assert_eq!(second.lines, first.lines, "Cargo is told the same");
        assert_eq!(self.client(), client);
        second
    }
}

impl Package {
    /// A run behind one that has generated, the fastest of three.
    #[track_caller]
    fn settled_after(&self, first: &Run) -> Run {
        let runs: Vec<Run> = (0..3).map(|_| self.build("api.yaml", None)).collect();
        assert!(runs.iter().all(|run| !run.generated && run.lines == first.lines), "{runs:#?}");
        runs.into_iter().min_by_key(|run| run.microseconds).expect("three runs")
    }
}

const MANIFEST: &str = "[package]\nname = \"a\"\nversion = \"1.0.0\"\n";

/// A document that refers to a file, and has a finding.
const POINTING: &str = r#"
openapi: 3.1.0
info: { title: Pets, version: "1" }
surprise: true
paths:
  /pets:
    get:
      operationId: listPets
      responses:
        "200": { description: Pets., content: { application/json: { schema: { $ref: "parts/pet.yaml" } } } }
"#;
const PET: &str = "type: object\nrequired: [name]\nproperties: { name: { type: string }, age: { type: integer } }\n";

fn pointing_package() -> Package {
    Package::new(&[("Cargo.toml", MANIFEST), ("api.yaml", POINTING), ("parts/pet.yaml", PET)])
}

#[test]
fn an_unchanged_document_is_not_generated_again() {
    let package = pointing_package();
    let run = package.settled("api.yaml", None);
    let watched = ["api.yaml", "parts/pet.yaml", "Cargo.toml"];
    let lines = watched.map(|name| format!("cargo:rerun-if-changed={name}"));
    assert_eq!(run.lines[..3], lines, "{run:#?}");
    assert!(run.lines[3].contains("unknown-key"), "{run:#?}");
    // What is written again as it was, and settings that are for others.
    package.write("api.yaml", POINTING);
    package.write("Cargo.toml", &format!("{MANIFEST}description = \"Pets\"\n"));
    assert!(!package.build("api.yaml", None).generated);
    let unused = "[package.metadata.callsmith.formats]\ndate = \"String\"\n";
    package.write("Cargo.toml", &format!("{MANIFEST}{unused}"));
    package.settled("api.yaml", None);
    package.write("Cargo.toml", &format!("{MANIFEST}license = \"MIT\"\n\n{unused}"));
    assert!(!package.build("api.yaml", None).generated, "the options are the same, one line further down");
}

#[test]
fn a_change_of_what_a_client_is_made_of_is_seen() {
    let package = pointing_package();
    package.settled("api.yaml", None);
    assert!(package.client().contains("pub age: Option<i64>"));
    package.write("parts/pet.yaml", &PET.replace("integer", "number "));
    package.settled("api.yaml", None);
    assert!(package.client().contains("pub age: Option<f64>"), "a file that is referred to");
    package.write("Cargo.toml", &format!("{MANIFEST}[package.metadata.callsmith]\noverlays = [\"mend.yaml\"]\n"));
    let overlay = |id: &str| {
        let action = format!("- target: $.paths['/pets'].get\n  update: {{ operationId: {id} }}\n");
        format!("overlay: 1.0.0\ninfo: {{ title: a, version: '1' }}\nactions:\n{action}")
    };
    package.write("mend.yaml", &overlay("allPets"));
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn all_pets"), "an overlay that is new");
    package.write("mend.yaml", &overlay("allDogs"));
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn all_dogs"), "an overlay that changed");
    let config = "[package.metadata.callsmith]\nconfig = \"pets.toml\"\n";
    package.write("Cargo.toml", &format!("{MANIFEST}{config}"));
    package.write("pets.toml", "[names]\nlistPets = \"pets\"\n");
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn pets"), "a configuration that is new");
    package.write("pets.toml", "[names]\nlistPets = \"dogs\"\n");
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn dogs"), "a configuration that changed");
    package.write("client.names", "");
    package.write("pets.toml", "names-lock = \"client.names\"\n");
    package.settled("api.yaml", None);
    package.write("client.names", "# Names.\n");
    assert!(package.build("api.yaml", None).generated, "a lock of names that changed");
    // The document itself, and back: the stamp is that of the last run.
    package.write("api.yaml", &POINTING.replace("listPets", "getPets "));
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn get_pets"));
    package.write("api.yaml", POINTING);
    package.settled("api.yaml", None);
    assert!(package.client().contains("fn list_pets"));
}

#[test]
fn other_options_are_another_run() {
    let package = pointing_package();
    package.settled("api.yaml", Some(""));
    package.settled("api.yaml", Some("types-only = true\nkeep-unused-types = true\n"));
    assert!(!package.client().contains("fn list_pets"));
    package.settled("api.yaml", Some("unsigned-integers = true\n"));
    assert!(package.client().contains("fn list_pets"));
}

#[test]
fn a_client_that_is_not_what_was_written_is_written_again() {
    let package = pointing_package();
    package.settled("api.yaml", None);
    let client = package.client();
    fs::remove_file(package.path("out/client.rs")).expect("it is there");
    package.settled("api.yaml", None);
    assert_eq!(package.client(), client, "it was deleted");
    package.write("out/client.rs", &format!("{client}// edited\n"));
    package.settled("api.yaml", None);
    assert_eq!(package.client(), client, "it was edited");
    for broken in ["", "{}\n", "no stamp"] {
        package.write("out/client.stamp", broken);
        package.settled("api.yaml", None);
    }
    let stamp = fs::read(package.path("out/client.stamp")).expect("it is there");
    fs::write(package.path("out/client.stamp"), &stamp[..stamp.len() - 1]).expect("the folder is writable");
    package.settled("api.yaml", None);
}

/// An error is said each time, and leaves nothing that a later run would trust.
#[test]
fn an_error_is_no_run() {
    let package = pointing_package();
    package.settled("api.yaml", None);
    package.write("parts/pet.yaml", "type: [");
    for _ in 0..2 {
        let run = package.build("api.yaml", None);
        assert!(run.lines.iter().any(|line| line.starts_with("error")), "{run:#?}");
        assert_eq!(package.stamp(), None);
    }
    package.write("parts/pet.yaml", PET);
    package.settled("api.yaml", None);
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_elsewhere_is_a_change() {
    let package = pointing_package();
    package.write("parts/other.yaml", PET);
    package.write("api.yaml", &POINTING.replace("parts/pet.yaml", "parts/link.yaml"));
    std::os::unix::fs::symlink("pet.yaml", package.path("parts/link.yaml")).expect("the folder is writable");
    package.settled("api.yaml", None);
    fs::remove_file(package.path("parts/link.yaml")).expect("it is there");
    std::os::unix::fs::symlink("other.yaml", package.path("parts/link.yaml")).expect("the folder is writable");
    package.settled("api.yaml", None);
}

/// The command locks; a build script reads what it locked, and Cargo watches that.
#[test]
fn a_document_of_a_lock_is_built_without_a_network() {
    let (url, pet) = ("https://example.com/v1/api.yaml", "https://example.com/v1/parts/pet.yaml");
    let package = Package::new(&[]);
    let lock = |texts: &[(&str, &str)]| {
        let mut lock = UrlLock::read(package.folder.path()).expect("no lock is an empty one");
        for (url, text) in texts {
            package.write(&lock.insert(url, text).to_string_lossy(), text);
        }
        package.write(UrlLock::FILE, &lock.content());
    };
    lock(&[(url, POINTING), (pet, PET)]);
    let options = Some("allow-urls = [\"https://example.com/v1/\"]\n");
    let run = package.settled(url, options);
    let cached = |text: &str| format!("cargo:rerun-if-changed=callsmith.cache/{}", UrlLock::digest(text));
    let watched: Vec<_> = run.lines.iter().filter(|line| line.contains("rerun-if-changed")).cloned().collect();
    assert_eq!(
        watched,
        ["cargo:rerun-if-changed=callsmith.lock".to_owned(), cached(POINTING), cached(PET)],
        "{run:#?}"
    );
    assert!(package.client().contains("pub age: Option<i64>"));
    lock(&[(pet, &PET.replace("integer", "number"))]);
    package.settled(url, options);
    assert!(package.client().contains("pub age: Option<f64>"), "the lock names another text");
}

/// The time of a large document, before and after.
#[test]
fn a_large_document_costs_little_once_it_is_there() {
    let operation = |number: usize| {
        let description = "A description of the operation that is as long as those of real services. ".repeat(8);
        format!(
            "  /pets{number}:\n    get:\n      operationId: get{number}\n      description: {description:?}\n      responses:\n        \
             \"200\": {{ description: Pets., content: {{ application/json: {{ schema: {{ $ref: \"parts/pet.yaml\" }} }} }} }}\n"
        )
    };
    let package = pointing_package();
    let paths: String = (0..400).map(operation).collect();
    package.write("api.yaml", &format!("{POINTING}{paths}"));
    let first = package.build("api.yaml", None);
    let again = package.settled_after(&first);
    let (first, again) = (first.microseconds, again.microseconds);
    println!("400 operations: {first} µs generated, {again} µs with a stamp");
    assert!(again * 10 < first, "{again} µs of {first} µs");
}
