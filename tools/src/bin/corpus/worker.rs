//! One document in a process of its own: whatever it does, the run goes on.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use callsmith::{Error, Files, Generator, Options, Report, Severity};
use callsmith_tools::corpus::hash::Hash;
use callsmith_tools::corpus::{document, process};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::outcome::{Generated, Outcome, Rejected, Run};
use crate::untyped::Untyped;
use crate::{Result, operations, reorder};

/// The argument that makes this program a worker.
pub(crate) const ARGUMENT: &str = "--worker";

/// The task of a worker, handed over as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The document, relative to the folder that the worker was started in.
    pub(crate) document: String,
    pub(crate) crate_name: String,
    pub(crate) runtime: PathBuf,
    /// The folder of the client; `None` if it is not written.
    pub(crate) client: Option<PathBuf>,
    /// `true` if the client is generated again, and from a document in another order.
    pub(crate) determinism: bool,
    /// CPU seconds.
    pub(crate) seconds: u64,
    /// Bytes of address space.
    pub(crate) memory: u64,
}

/// Prints a [`Run`] as JSON.
pub(crate) fn main(task: &str) -> ExitCode {
    match serde_json::from_str(task).map_err(Into::into).and_then(run) {
        Ok(run) => {
            println!("{run}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(task: Task) -> Result<String> {
    process::limit(task.seconds, task.memory)?;
    let generated = Generator::new(&task.document).options(options(&task)).generate().map(|generated| {
        let files = generated.crate_files();
        (generated, files)
    });
    let (seconds, megabytes) = process::so_far()?;
    let outcome = match generated {
        Ok((generated, files)) => {
            if let Some(folder) = &task.client {
                files.write(folder)?;
            }
            let document = std::fs::read_to_string(&task.document)?;
            let document = document::read(&document).unwrap_or_default();
            let Untyped { schemas, untyped, unnamed } = Untyped::new(&generated.coverage());
            Outcome::Generated(Generated {
                declared: operations::count(&document),
                operations: generated.inspect().operations.len(),
                schemas,
                untyped,
                unnamed,
                diagnostics: counted(generated.reports()),
                files: hash(&files),
                differences: task.determinism.then(|| differences(&task, &files, &document)),
            })
        }
        Err(Error::Document(reports)) => rejected(&reports),
        Err(error) => return Err(error.into()),
    };
    Ok(serde_json::to_string(&Run { outcome, seconds, megabytes })?)
}

fn options(task: &Task) -> Options {
    let mut options = Options::default();
    options.crate_name = Some(task.crate_name.clone());
    options.runtime_path = Some(task.runtime.clone());
    // Documents may refer to their neighbours: the worker stands in the folder of the whole collection.
    options.allow_folders = vec![".".into()];
    options
}

fn counted<'a>(reports: impl IntoIterator<Item = &'a Report>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for report in reports {
        *counts.entry(report.code.to_string()).or_default() += 1;
    }
    counts
}

fn rejected(reports: &[Report]) -> Outcome {
    let errors = || reports.iter().filter(|report| report.severity == Severity::Error);
    Outcome::Rejected(Rejected {
        codes: counted(errors()),
        first: errors().next().map(ToString::to_string).unwrap_or_default(),
        located: errors().all(|report| report.location.as_ref().is_some_and(|place| place.line > 0)),
    })
}

fn hash(files: &Files) -> String {
    let name = |path: &std::path::Path| path.to_string_lossy().replace('\\', "/");
    files.iter().fold(Hash::new(), |hash, (path, text)| hash.with(name(path)).with(text)).hex()
}

/// The differences of a second run, and of a run with the components in another order, from the first. Both documents
/// of the second comparison are written as JSON, so that nothing but the order differs.
fn differences(task: &Task, files: &Files, document: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    let again =
        Generator::new(&task.document).options(options(task)).generate().map(|generated| generated.crate_files());
    compare("again", Some(files), again.ok().as_ref(), &mut lines);
    let files_of = |document: &Value| {
        // The name stays what it was: references into other files are relative to it.
        let generator = Generator::from_text(&task.document, document.to_string()).options(options(task));
        generator.generate().ok().map(|generated| generated.crate_files())
    };
    let (plain, reversed) = (files_of(document), files_of(&reorder::reversed(document)));
    compare("reversed", plain.as_ref(), reversed.as_ref(), &mut lines);
    lines
}

fn compare(what: &str, one: Option<&Files>, other: Option<&Files>, lines: &mut Vec<String>) {
    let (Some(one), Some(other)) = (one, other) else {
        if one.is_some() != other.is_some() {
            lines.push(format!("{what}: only one of the two is generated"));
        }
        return;
    };
    for (path, text) in one.iter() {
        match other.get(path) {
            Some(same) if same == text => {}
            Some(changed) => {
                let line = text.lines().zip(changed.lines()).find(|(old, new)| old != new);
                let line = line.map_or_else(String::new, |(old, new)| format!(": `{old}` and `{new}`"));
                lines.push(format!("{what}: {}{line}", path.display()));
            }
            None => lines.push(format!("{what}: {} is missing", path.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use callsmith::{Files, Generator};

    use super::{compare, hash};

    fn files(title: &str) -> Files {
        let text = format!(r#"{{"openapi":"3.0.3","info":{{"title":"{title}","version":"1"}},"paths":{{}}}}"#);
        Generator::from_text("a.json", text).generate().unwrap().crate_files()
    }

    #[test]
    fn differences_are_told_by_file_and_line() {
        let mut lines = Vec::new();
        compare("again", Some(&files("a")), Some(&files("a")), &mut lines);
        compare("again", None, None, &mut lines);
        assert!(lines.is_empty(), "{lines:?}");
        compare("again", Some(&files("a")), Some(&files("b")), &mut lines);
        assert!(lines.contains(&"again: README.md: `# a` and `# b`".to_owned()), "{lines:?}");
        lines.clear();
        compare("reversed", Some(&files("a")), None, &mut lines);
        assert_eq!(lines, ["reversed: only one of the two is generated"]);
        assert_ne!(hash(&files("a")), hash(&files("b")));
    }
}
