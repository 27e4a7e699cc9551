//! Programs through the compiler.

use std::collections::HashMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use callsmith_tools::corpus::Result;
use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::workspace::Workspace;
use serde_json::Value;

use crate::place::RunFolders;
use crate::program;

/// Compiles the programs of some documents that are not there, and gives the first error of each that does not compile, by name.
pub(crate) fn all(place: &RunFolders, roots: &[&Root]) -> Result<HashMap<String, String>> {
    program::trips(&place.out)?;
    let mut open = Vec::new();
    for root in roots {
        if !place.program(root)?.exists() {
            open.push(*root);
        }
    }
    if open.is_empty() { Ok(HashMap::new()) } else { build(place, &open) }
}

fn build(place: &RunFolders, roots: &[&Root]) -> Result<HashMap<String, String>> {
    let workspace = Workspace::create(&place.out, roots)?;
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["build", "--workspace", "--bins", "--keep-going", "--quiet", "--message-format", "json"])
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::piped());
    if let Some(jobs) = place.jobs {
        command.args(["--jobs", &jobs.to_string()]);
    }
    let mut child = command.spawn()?;
    let output = child.stdout.take().ok_or("cargo has no output")?;
    let mut failed = HashMap::new();
    for line in BufReader::new(output).lines() {
        if let Some((name, message)) = serde_json::from_str(&line?).ok().and_then(|line| error(&line)) {
            failed.entry(name).or_insert(message);
        }
    }
    child.wait()?;
    for root in roots {
        let program = workspace.target().join("debug").join(root.name());
        if program.exists() {
            fs::rename(program, place.program(root)?)?;
        } else {
            failed.entry(root.name()).or_insert_with(|| "there is no program".to_owned());
        }
    }
    workspace.clean()?;
    Ok(failed)
}

/// The package and the text of an error.
fn error(line: &Value) -> Option<(String, String)> {
    let message = line.get("message")?;
    (message.get("level")?.as_str()? == "error").then_some(())?;
    let manifest = std::path::Path::new(line.get("manifest_path")?.as_str()?);
    let name = manifest.parent()?.file_name()?.to_string_lossy().into_owned();
    let text = message.get("rendered").and_then(Value::as_str).unwrap_or_default();
    Some((name, text.lines().take(8).collect::<Vec<_>>().join("\n")))
}
