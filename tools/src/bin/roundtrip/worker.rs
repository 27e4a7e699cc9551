//! Processes that look into a document: whatever the document does to one, the run goes on.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Duration;

use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::{Result, process};
use serde::{Deserialize, Serialize};

use crate::place::RunFolders;
use crate::{judge, prepare};

/// The argument that makes this program a worker.
pub(crate) const ARGUMENT: &str = "--worker";

/// CPU seconds for one step of one document.
const SECONDS: u64 = 300;

/// Bytes of address space.
const MEMORY: u64 = 6 << 30;

/// The task of a worker, handed over as JSON.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    pub(crate) step: Step,
    /// The document, relative to the folder that the worker was started in.
    pub(crate) document: String,
    pub(crate) name: String,
    pub(crate) out: PathBuf,
    pub(crate) mode: Mode,
}

/// The selection of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Mode {
    /// So many are made of each named schema, and all examples.
    Samples(usize),
    /// All examples.
    Examples,
    /// Those of a test suite.
    Suite,
}

/// The steps.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) enum Step {
    Prepare,
    Judge,
}

/// Does a step.
pub(crate) fn main(task: &str) -> ExitCode {
    // Types and schemas are as deep as documents make them.
    let task = task.to_owned();
    let thread =
        std::thread::Builder::new().stack_size(256 << 20).spawn(move || step(&task).map_err(|e| e.to_string()));
    match thread.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(error))) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::from(2),
    }
}

fn step(task: &str) -> Result<()> {
    process::limit(SECONDS, MEMORY)?;
    let task: Task = serde_json::from_str(task)?;
    match task.step {
        Step::Prepare => prepare::prepare(&task),
        Step::Judge => judge::judge(&task),
    }
}

/// Generates the client of a document, and makes its samples.
pub(crate) fn prepare(place: &RunFolders, root: &Root) -> Result<()> {
    start(place, root, Step::Prepare)
}

/// Compares what came back.
pub(crate) fn judge(place: &RunFolders, root: &Root) -> Result<()> {
    start(place, root, Step::Judge)
}

fn start(place: &RunFolders, root: &Root, step: Step) -> Result<()> {
    let name = root.name();
    let task = Task { step, document: root.path.clone(), name, out: place.out.clone(), mode: place.mode };
    let report = place.out.join("worker.txt");
    let mut child = Command::new(std::env::current_exe()?)
        .args([ARGUMENT, &serde_json::to_string(&task)?])
        .current_dir(&place.corpus)
        .stderr(File::create(&report)?)
        .spawn()?;
    match process::wait(&mut child, Duration::from_secs(SECONDS) * 6)? {
        Some(status) if status.success() => Ok(()),
        status => {
            let text = std::fs::read_to_string(&report)?;
            let status = status.map_or("no end".to_owned(), |status| status.to_string());
            let lines: Vec<&str> = text.lines().take(3).collect();
            Err(format!("{step:?}: {status}: {}", lines.join(" ")).into())
        }
    }
}
