//! Clients of a workspace through the compiler.

use std::collections::{BTreeMap, HashMap};
use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

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

/// Checks all members of a workspace, each as far as it goes, on so many cores, and gives the messages by the folder of the member.
///
/// # Errors
/// Cargo cannot be run, or fails without an error in a member.
pub fn check(workspace: &Workspace, jobs: Option<usize>) -> Result<HashMap<String, Compiled>> {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command
        .args(["check", "--workspace", "--lib", "--examples", "--keep-going", "--quiet", "--message-format", "json"])
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        // The lints of a user, not those of whoever runs this.
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::piped());
    if let Some(jobs) = jobs {
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
        return Err(format!("cargo cannot check the clients: {status}").into());
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
