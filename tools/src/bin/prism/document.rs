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
use callsmith_tools::prism::samples::{Calls, Sampled};
use callsmith_tools::prism::verdict::{self, Answer, CallOutcome};
use serde_json::json;

use crate::choose::Chosen;
use crate::server::Server;

/// So often the server may die of a document.
const DEATHS: usize = 3;

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
pub(crate) type Verdicts = Vec<(String, CallOutcome)>;

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
    pub(crate) fn call(&self, corpus: &Path, program: &Path, prism: &Path, out: &Path) -> Result<Verdicts> {
        let file = |end: &str| -> PathBuf { out.join("runs").join(format!("{}.{end}", self.name())) };
        let (calls, answers) = (file("calls.jsonl"), file("answers.jsonl"));
        let mut lines = File::create(&calls)?;
        for call in &self.calls.calls {
            writeln!(lines, "{}", serde_json::to_string(call)?)?;
        }
        drop(lines);
        File::create(&answers)?;
        let document = corpus.join(&self.root.path);
        let mut deaths = 0;
        loop {
            let first = count(&answers)?;
            if first >= self.calls.calls.len() {
                break;
            }
            if deaths >= DEATHS {
                give_up(&answers, self.calls.calls.len() - first)?;
                break;
            }
            let server = Server::start(prism, &document, &file("log"))?.ok_or("the server does not take it")?;
            self.run(program, &server, [&calls, &answers], first)?;
            deaths += 1;
        }
        self.judge(&answers)
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

    fn judge(&self, answers: &Path) -> Result<Verdicts> {
        let mut verdicts = Vec::new();
        for (call, line) in self.calls.calls.iter().zip(BufReader::new(File::open(answers)?).lines()) {
            let answer: Answer = serde_json::from_str(&line?)?;
            let operation = &self.inspection.operations[call.operation];
            let size = if call.full { "full" } else { "least" };
            let name = format!("{} {} ({size})", operation.method, operation.path);
            verdicts.push((name, verdict::judge(&self.sampled, call, &answer)));
        }
        if verdicts.len() != self.calls.calls.len() {
            return Err("there are calls without an answer".into());
        }
        Ok(verdicts)
    }
}

fn count(path: &Path) -> Result<usize> {
    Ok(BufReader::new(File::open(path)?).lines().count())
}

/// Answers what is left of the calls of a document that the server dies of.
fn give_up(answers: &Path, left: usize) -> Result<()> {
    let mut answers = File::options().append(true).open(answers)?;
    let answer =
        json!({ "answer": { "decoded": false, "kind": "transport", "error": "the server is gone" }, "exchanges": [] });
    for _ in 0..left {
        writeln!(answers, "{answer}")?;
    }
    Ok(())
}
