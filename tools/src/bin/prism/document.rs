//! A document: its client, its calls, and what became of them.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use callsmith::Generated;
use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::{Result, process};
use callsmith_tools::prism::driver::ClientSummary;
use callsmith_tools::prism::outcome::{self, CallOutcome, CallReport};
use callsmith_tools::prism::samples::{Calls, Sampled};
use serde_json::json;

use crate::choose::Chosen;
use crate::server::Server;

/// So often the server may die of a document.
const MAX_CRASHES: usize = 3;

/// A document that is called.
pub(crate) struct Document {
    pub(crate) root: Root,
    pub(crate) version: String,
    pub(crate) generated: Generated,
    /// The description of the client.
    pub(crate) inspection: ClientSummary,
    sampled: Sampled,
    pub(crate) calls: Calls,
}

/// The outcome of the calls of a document, each with the operation.
pub(crate) type Outcomes = Vec<(String, CallOutcome)>;

impl Document {
    /// Makes the calls of a document.
    pub(crate) fn new(corpus: &Path, chosen: Chosen) -> Result<Self> {
        let Chosen { root, version, generated } = chosen;
        // As a tool of anybody's would read it.
        let current_inspection: ClientSummary = serde_json::from_str(&serde_json::to_string(&generated.inspect())?)?;
        let sampled = Sampled::new(&corpus.join(&root.path), &current_inspection)?;
        let seed = u64::from_str_radix(&root.order(), 16)?;
        let calls = sampled.calls(&current_inspection, seed);
        Ok(Self { root, version, generated, inspection: current_inspection, sampled, calls })
    }

    /// A name for files and crates.
    pub(crate) fn name(&self) -> String {
        self.root.name()
    }

    /// Makes the calls against a server, and judges what became of them.
    pub(crate) fn call(&self, corpus: &Path, program: &Path, prism: &Path, out: &Path) -> Result<Outcomes> {
        let file = |end: &str| -> PathBuf { out.join("runs").join(format!("{}.{end}", self.name())) };
        let (calls, reports) = (file("calls.jsonl"), file("answers.jsonl"));
        let mut lines = File::create(&calls)?;
        for call in &self.calls.calls {
            writeln!(lines, "{}", serde_json::to_string(call)?)?;
        }
        drop(lines);
        File::create(&reports)?;
        let document = corpus.join(&self.root.path);
        let mut crashes = 0;
        loop {
            let first = count(&reports)?;
            if first >= self.calls.calls.len() {
                break;
            }
            if crashes >= MAX_CRASHES {
                report_unmade(&reports, self.calls.calls.len() - first)?;
                break;
            }
            let server = Server::start(prism, &document, &file("log"))?.ok_or("the server does not take it")?;
            self.run(program, &server, [&calls, &reports], first)?;
            crashes += 1;
        }
        self.judge(&reports)
    }

    /// Makes the calls from some line on.
    fn run(&self, program: &Path, server: &Server, files: [&Path; 2], first: usize) -> Result<()> {
        let mut child = Command::new(program)
            .args([&self.name(), &server.url()])
            .args(files)
            .arg(first.to_string())
            .stdin(Stdio::null())
            .spawn()?;
        let status = process::wait(&mut child, Duration::from_secs(300))?;
        if status.is_some_and(|status| status.success()) {
            Ok(())
        } else {
            Err(format!("the calls came to no end: {status:?}").into())
        }
    }

    fn judge(&self, reports: &Path) -> Result<Outcomes> {
        let mut outcomes = Vec::new();
        for (call, line) in self.calls.calls.iter().zip(BufReader::new(File::open(reports)?).lines()) {
            let report: CallReport = serde_json::from_str(&line?)?;
            let operation = &self.inspection.operations[call.operation];
            let size = if call.full { "full" } else { "least" };
            let name = format!("{} {} ({size})", operation.method, operation.path);
            outcomes.push((name, outcome::judge(&self.sampled, call, &report)));
        }
        if outcomes.len() != self.calls.calls.len() {
            return Err("there are calls without an answer".into());
        }
        Ok(outcomes)
    }
}

fn count(path: &Path) -> Result<usize> {
    Ok(BufReader::new(File::open(path)?).lines().count())
}

/// Answers what is left of the calls of a document that the server dies of.
fn report_unmade(reports: &Path, left: usize) -> Result<()> {
    let mut reports = File::options().append(true).open(reports)?;
    let report =
        json!({ "end": { "decoded": false, "kind": "transport", "error": "the server is gone" }, "exchanges": [] });
    for _ in 0..left {
        writeln!(reports, "{report}")?;
    }
    Ok(())
}
