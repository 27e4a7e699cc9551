//! Runs `.ci/run autorest`: the scenarios of AutoRest's test server, called through generated clients (`tests/autorest`).
//!
//! The server comes from npm. Where that is not at hand, or nothing can be fetched, this says so on standard error and passes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn the_scenarios_of_autorest() {
    match obstacle() {
        Some(reason) => {
            // Not with `eprintln!`, which a test that passes keeps to itself.
            writeln!(std::io::stderr(), "the scenarios of AutoRest are skipped: {reason}")
                .expect("standard error is open");
        }
        None => {
            let output = command(".ci/run", &["autorest"]).output().expect("bash is there");
            let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{text}");
            assert!(text.contains("vanilla: "), "{text}");
        }
    }
}

/// The reason why the suite cannot run, or is not to run here.
fn obstacle() -> Option<&'static str> {
    if std::env::var_os("CALLSMITH_AUTOREST").is_some_and(|value| value == "skip") {
        return Some("CALLSMITH_AUTOREST says so");
    }
    if !succeeds(Command::new("npm").arg("--version")) {
        return Some("there is no npm");
    }
    if !succeeds(&mut command(".ci/autorest/serve", &["install"])) {
        return Some("npm cannot install the server");
    }
    let fetch = ["fetch", "--quiet", "--manifest-path", "tests/autorest/Cargo.toml"];
    let fetch = !succeeds(Command::new(env!("CARGO")).args(fetch).current_dir(root()));
    fetch.then_some("its dependencies cannot be fetched")
}

fn succeeds(command: &mut Command) -> bool {
    let command = command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A script of the repository.
fn command(script: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new("bash");
    command.arg(script).args(arguments).current_dir(root());
    command
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package is in the repository").to_owned()
}
