//! Clients of a workspace through the compiler.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use serde::{Deserialize, Serialize};

use super::Result;
use super::workspace::Workspace;

/// The messages about a client.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Compiled {
    /// `true` if the compiler has finished with the crate, with or without errors.
    pub reached: bool,
    /// The number of errors.
    pub errors: usize,
    /// The first lines of the first one.
    pub first_error: Option<String>,
    /// The number of warnings.
    pub warnings: usize,
    /// The number of warnings of each lint.
    pub lints: BTreeMap<String, usize>,
    /// The first lines of the first warning.
    pub first_warning: Option<String>,
}

impl Compiled {
    /// Returns `true` if the client compiles without any message.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.reached && self.errors == 0 && self.warnings == 0
    }
}

/// A line of `cargo check --message-format json`.
#[derive(Debug, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Line {
    /// A message about a package.
    CompilerMessage {
        /// The manifest of the package.
        manifest_path: String,
        /// The message.
        message: Message,
    },
    /// A package was compiled.
    CompilerArtifact {
        /// The manifest of the package.
        manifest_path: String,
        /// The files that were made.
        filenames: Vec<PathBuf>,
    },
    /// Anything else.
    #[serde(other)]
    Other,
}

/// A message of the compiler.
#[derive(Debug, Deserialize)]
pub struct Message {
    /// `error`, `warning` and so on.
    pub level: String,
    message: String,
    code: Option<Code>,
    rendered: Option<String>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Debug, Deserialize)]
struct Code {
    code: String,
}

#[derive(Debug, Deserialize)]
struct Span {
    file_name: String,
    is_primary: bool,
}

impl Message {
    /// Returns `true` for a finding, and `false` for what sums others up (`aborting due to 3 previous errors`, `2 warnings emitted`).
    #[must_use]
    pub fn is_finding(&self) -> bool {
        let is_summary =
            self.code.is_none() && (self.message.starts_with("aborting due to") || self.message.contains(" emitted"));
        !is_summary
    }

    /// The file that it is about.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        let span = self.spans.iter().find(|span| span.is_primary).or(self.spans.first());
        span.map(|span| span.file_name.as_str())
    }

    /// The first lines of the message.
    #[must_use]
    pub fn excerpt(&self) -> String {
        let rendered = self.rendered.as_deref().unwrap_or(&self.message);
        rendered.lines().take(8).collect::<Vec<_>>().join("\n")
    }
}

/// Runs `cargo check` in a workspace with further arguments, and hands out each line.
///
/// # Errors
/// Cargo cannot be run.
pub fn run(workspace: &Workspace, arguments: &[&str], mut each: impl FnMut(Line)) -> Result<ExitStatus> {
    let mut child = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["check", "--workspace", "--keep-going", "--quiet", "--message-format", "json"])
        .args(arguments)
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        // The lints of a user, not those of whoever runs this.
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::piped())
        .spawn()?;
    let output = child.stdout.take().ok_or("cargo has no output")?;
    for line in BufReader::new(output).lines() {
        if let Ok(line) = serde_json::from_str(&line?) {
            each(line);
        }
    }
    Ok(child.wait()?)
}

/// Checks all members of a workspace, each as far as it goes, on so many cores, and gives the messages by the folder of the member.
///
/// # Errors
/// Cargo cannot be run, or fails without an error in a member.
pub fn check(workspace: &Workspace, jobs: Option<usize>) -> Result<HashMap<String, Compiled>> {
    let jobs = jobs.map(|jobs| format!("--jobs={jobs}"));
    let arguments = ["--lib", "--examples"].into_iter().chain(jobs.as_deref());
    let mut clients: HashMap<String, Compiled> = HashMap::new();
    let status = run(workspace, &arguments.collect::<Vec<_>>(), |line| note(&mut clients, line))?;
    if !status.success() && clients.values().all(|compiled| compiled.errors == 0) {
        return Err(format!("cargo cannot check the clients: {status}").into());
    }
    Ok(clients)
}

fn note(clients: &mut HashMap<String, Compiled>, line: Line) {
    let (Line::CompilerMessage { manifest_path, .. } | Line::CompilerArtifact { manifest_path, .. }) = &line else {
        return;
    };
    let folder = Path::new(manifest_path).parent().and_then(|folder| folder.file_name());
    let one = clients.entry(folder.unwrap_or_default().to_string_lossy().into_owned()).or_default();
    one.reached = true;
    let Line::CompilerMessage { message, .. } = line else { return };
    if !message.is_finding() {
        return;
    }
    match message.level.as_str() {
        "warning" => {
            one.warnings += 1;
            let lint = message.code.as_ref().map_or_else(|| message.message.clone(), |code| code.code.clone());
            *one.lints.entry(lint).or_default() += 1;
            one.first_warning.get_or_insert_with(|| message.excerpt());
        }
        "error" | "error: internal compiler error" => {
            one.errors += 1;
            one.first_error.get_or_insert_with(|| message.excerpt());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::note;

    #[test]
    fn messages_are_counted_by_client() {
        let message = |level: &str, code: &str, text: &str| {
            serde_json::json!({
                "reason": "compiler-message", "manifest_path": "/out/clients/a/Cargo.toml",
                "message": { "level": level, "message": text, "rendered": format!("{level}: {text}"),
                    "code": (!code.is_empty()).then(|| serde_json::json!({ "code": code })) },
            })
        };
        let mut clients = HashMap::new();
        for line in [
            message("warning", "unused_mut", "variable does not need to be mutable"),
            message("warning", "", "1 warning emitted"),
            message("error", "E0277", "no"),
            message("error", "", "aborting due to 1 previous error"),
            serde_json::json!({ "reason": "compiler-artifact", "manifest_path": "/out/clients/b/Cargo.toml", "filenames": [] }),
            serde_json::json!({ "reason": "build-finished", "success": false }),
        ] {
            note(&mut clients, serde_json::from_value(line).unwrap());
        }
        assert_eq!((clients["a"].errors, clients["a"].warnings), (1, 1));
        assert_eq!(clients["a"].first_error.as_deref(), Some("error: no"));
        assert!(clients["b"].is_clean() && !clients["a"].is_clean());
        assert_eq!(clients.len(), 2);
    }
}
