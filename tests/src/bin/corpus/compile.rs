//! Clients through the compiler.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use callsmith_tests::corpus::hash::Hash;
use callsmith_tests::corpus::repository;
use callsmith_tests::corpus::roots::Root;
use callsmith_tests::corpus::workspace::Workspace;
use serde::Deserialize;

use crate::Result;
use crate::arguments::{Arguments, Compile};
use crate::generate::{Runs, progress};
use crate::outcome::{Compiled, Outcome};
use crate::results::Results;

/// So many clients are one workspace.
const CHUNK: usize = 40;

/// What compiling each client gave, by the path of the document.
pub(crate) type AllCompiled = BTreeMap<String, Compiled>;

/// The documents whose clients are compiled, if they have any: those whose hash comes first.
pub(crate) fn sample(roots: &[Root], compile: Compile) -> HashSet<String> {
    let mut order: Vec<(String, &Root)> = roots.iter().map(|root| (root.order(), root)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0));
    let count = match compile {
        Compile::All => roots.len(),
        Compile::Sample(count) => count,
    };
    order.into_iter().take(count).map(|(_, root)| root.path.clone()).collect()
}

/// Compiles each client of the sample whose result is not known.
pub(crate) fn all(
    arguments: &Arguments,
    runs: &Runs,
    sample: &HashSet<String>,
    results: &Results,
) -> Result<AllCompiled> {
    let runtime = runtime()?;
    let earlier = results.compiled();
    let mut compiled = AllCompiled::new();
    let mut open: Vec<(Root, String)> = Vec::new();
    for (path, run) in runs.iter().filter(|(path, _)| sample.contains(*path)) {
        let Outcome::Generated(generated) = &run.outcome else { continue };
        let key = runtime.with(&generated.files).hex();
        match earlier.get(key.as_str()) {
            Some(known) if known.reached => {
                compiled.insert(path.clone(), (*known).clone());
            }
            _ => open.push((Root { path: path.clone(), bytes: 0 }, key)),
        }
    }
    // Neighbours are alike: in this order a mistake shows early.
    open.sort_by_cached_key(|(root, _)| root.order());
    let wanted = compiled.len() + open.len();
    for chunk in open.chunks(CHUNK) {
        let roots: Vec<&Root> = chunk.iter().map(|(root, _)| root).collect();
        let workspace = Workspace::of(results.folder(), &roots)?;
        let mut found = check(&workspace, arguments, &roots)?;
        workspace.clean()?;
        for (root, key) in chunk {
            let one = found.remove(&root.name()).unwrap_or_default();
            results.add_compiled(&root.path, key, &one)?;
            if let Some(message) = one.first_error.as_ref().or(one.first_warning.as_ref()) {
                eprintln!("{}: {message}", root.path);
            }
            compiled.insert(root.path.clone(), one);
        }
        progress("compiled", compiled.len(), wanted);
    }
    Ok(compiled)
}

/// The hash of the runtime that clients are compiled against.
fn runtime() -> Result<Hash> {
    let mut hash = Hash::new().with(std::fs::read(repository().join("Cargo.lock"))?);
    let mut folders = vec![repository().join("runtime/src")];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut paths = entries.collect::<std::io::Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            if path.is_dir() {
                folders.push(path);
            } else {
                hash = hash.with(std::fs::read(path)?);
            }
        }
    }
    Ok(hash)
}

/// A line of `cargo check --message-format json`.
#[derive(Debug, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage {
        manifest_path: String,
        message: Message,
    },
    CompilerArtifact {
        manifest_path: String,
    },
    #[serde(other)]
    Other,
}

/// What the compiler says.
#[derive(Debug, Deserialize)]
struct Message {
    level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
}

/// Checks all members, each as far as it goes, and gives what was said about them by name.
fn check(workspace: &Workspace, arguments: &Arguments, roots: &[&Root]) -> Result<HashMap<String, Compiled>> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["check", "--workspace", "--lib", "--examples", "--keep-going", "--quiet", "--message-format", "json"])
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        // The lints of a user, not those of whoever runs this.
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::piped());
    if let Some(jobs) = arguments.jobs {
        command.args(["--jobs", &jobs.to_string()]);
    }
    let mut child = command.spawn()?;
    let output = child.stdout.take().ok_or("cargo has no output")?;
    let mut found: HashMap<String, Compiled> = HashMap::new();
    for line in BufReader::new(output).lines() {
        if let Ok(line) = serde_json::from_str(&line?) {
            note(&mut found, line);
        }
    }
    let status = child.wait()?;
    if !status.success() && found.values().all(|compiled| compiled.errors == 0) {
        return Err(format!("cargo cannot check {} clients: {status}", roots.len()).into());
    }
    Ok(found)
}

fn note(found: &mut HashMap<String, Compiled>, line: Line) {
    let (Line::CompilerMessage { manifest_path, .. } | Line::CompilerArtifact { manifest_path }) = &line else {
        return;
    };
    let folder = std::path::Path::new(manifest_path).parent().and_then(|folder| folder.file_name());
    let one = found.entry(folder.unwrap_or_default().to_string_lossy().into_owned()).or_default();
    one.reached = true;
    let Line::CompilerMessage { message, .. } = line else { return };
    // `aborting due to 3 previous errors`, `2 warnings emitted`: no findings of their own.
    let is_summary = message.code.is_none()
        && (message.message.starts_with("aborting due to") || message.message.contains(" emitted"));
    let text = || excerpt(message.rendered.as_deref().unwrap_or(&message.message));
    match message.level.as_str() {
        _ if is_summary => {}
        "warning" => {
            one.warnings += 1;
            let lint = message.code.as_ref().map_or_else(|| message.message.clone(), |code| code.code.clone());
            *one.lints.entry(lint).or_default() += 1;
            one.first_warning.get_or_insert_with(text);
        }
        "error" | "error: internal compiler error" => {
            one.errors += 1;
            one.first_error.get_or_insert_with(text);
        }
        _ => {}
    }
}

/// The first lines of what the compiler says.
fn excerpt(rendered: &str) -> String {
    rendered.lines().take(8).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::{note, sample};
    use crate::arguments::Compile;
    use callsmith_tests::corpus::roots::Root;

    #[test]
    fn the_sample_does_not_depend_on_what_else_there_is() {
        let roots: Vec<Root> = (0..100).map(|number| Root { path: format!("{number}.json"), bytes: 0 }).collect();
        let some = sample(&roots, Compile::Sample(10));
        assert_eq!(some.len(), 10);
        let fewer: Vec<Root> = roots.iter().filter(|root| some.contains(&root.path)).cloned().collect();
        assert_eq!(sample(&fewer, Compile::Sample(10)), some);
        assert_eq!(sample(&roots, Compile::All).len(), 100);
    }

    #[test]
    fn messages_are_counted_by_client() {
        let message = |level: &str, code: &str, text: &str| {
            serde_json::json!({
                "reason": "compiler-message", "manifest_path": "/out/clients/a/Cargo.toml",
                "message": { "level": level, "message": text, "rendered": format!("{level}: {text}"),
                    "code": (!code.is_empty()).then(|| serde_json::json!({ "code": code })) },
            })
        };
        let mut found = HashMap::new();
        for line in [
            message("warning", "unused_mut", "variable does not need to be mutable"),
            message("warning", "", "1 warning emitted"),
            message("error", "E0277", "no"),
            message("error", "", "aborting due to 1 previous error"),
            serde_json::json!({ "reason": "compiler-artifact", "manifest_path": "/out/clients/b/Cargo.toml" }),
            serde_json::json!({ "reason": "build-finished", "success": false }),
        ] {
            note(&mut found, serde_json::from_value(line).unwrap());
        }
        assert_eq!((found["a"].errors, found["a"].warnings), (1, 1));
        assert_eq!(found["a"].first_error.as_deref(), Some("error: no"));
        assert!(found["b"].is_clean() && !found["a"].is_clean());
        assert_eq!(found.len(), 2);
    }
}
