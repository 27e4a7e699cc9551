//! A document: its client, its calls, and what became of them.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use callsmith::Generated;
use callsmith_tests::corpus::roots::Root;
use callsmith_tests::corpus::{Result, process};
use callsmith_tests::prism::driver::Told;
use callsmith_tests::prism::samples::{Calls, Sampled};
use callsmith_tests::prism::verdict::{self, Answer, Verdict};
use callsmith_tests::roundtrip::documents::Documents;

use crate::choose::Chosen;
use crate::server::Server;

/// A document that is called.
pub(crate) struct Document {
    pub(crate) root: Root,
    pub(crate) version: String,
    pub(crate) generated: Generated,
    /// What is told of the client.
    pub(crate) told: Told,
    sampled: Sampled,
    pub(crate) calls: Calls,
}

/// What became of the calls of a document, each with the operation.
pub(crate) type Verdicts = Vec<(String, Verdict)>;

impl Document {
    /// Makes the calls of a document.
    pub(crate) fn new(corpus: &Path, chosen: Chosen) -> Result<Self> {
        let Chosen { root, version, generated } = chosen;
        // As a tool of anybody's would read it.
        let told: Told = serde_json::from_str(&serde_json::to_string(&generated.inspect())?)?;
        let sampled = Sampled::new(Documents::open(&corpus.join(&root.path))?, &told)?;
        let seed = u64::from_str_radix(&root.order(), 16)?;
        let calls = sampled.calls(&told, seed);
        Ok(Self { root, version, generated, told, sampled, calls })
    }

    /// A name for files and crates.
    pub(crate) fn name(&self) -> String {
        self.root.name()
    }

    /// Makes the calls against a server, and judges what became of them.
    pub(crate) fn call(&self, corpus: &Path, program: &Path, prism: &Path, out: &Path) -> Result<Verdicts> {
        let file = |end: &str| -> PathBuf { out.join("runs").join(format!("{}.{end}", self.name())) };
        fs::create_dir_all(out.join("runs"))?;
        let (calls, answers) = (file("calls.jsonl"), file("answers.jsonl"));
        let mut lines = File::create(&calls)?;
        for call in &self.calls.calls {
            writeln!(lines, "{}", serde_json::to_string(call)?)?;
        }
        let server = Server::start(prism, &corpus.join(&self.root.path), &file("log"))?;
        let mut child = Command::new(program)
            .args([&self.name(), &server.url()])
            .args([&calls, &answers])
            .stdin(Stdio::null())
            .spawn()?;
        let status = process::wait(&mut child, Duration::from_secs(300))?;
        drop(server);
        if !status.is_some_and(|status| status.success()) {
            return Err(format!("the calls came to no end: {status:?}").into());
        }
        self.judge(&answers)
    }

    fn judge(&self, answers: &Path) -> Result<Verdicts> {
        let mut verdicts = Vec::new();
        for (call, line) in self.calls.calls.iter().zip(BufReader::new(File::open(answers)?).lines()) {
            let answer: Answer = serde_json::from_str(&line?)?;
            let operation = &self.told.operations[call.operation];
            let size = if call.full { "full" } else { "least" };
            let name = format!("{} {} ({size})", operation.method, operation.path);
            verdicts.push((name, verdict::of(&self.sampled, operation, call, &answer)));
        }
        if verdicts.len() != self.calls.calls.len() {
            return Err("there are calls without an answer".into());
        }
        Ok(verdicts)
    }
}
