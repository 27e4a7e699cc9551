//! Sends values of every named schema of a sample of documents through the generated types, and compares what comes back.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin roundtrip -- DIR [--documents N] [--filter TEXT]... [--samples N]
//!     [--examples-only] [--exceptions FILE] [--out DIR] [--json FILE]
//! cargo run --release -p callsmith-tools --bin roundtrip -- --suite DIR
//! ```
//!
//! * [`prepare`]: generates the client and makes the samples of a document, in a process of its own;
//! * [`units`]: the schemas of a document with their types and examples;
//! * [`sides`]: their definitions and judges, for requests and responses;
//! * [`suite`]: the schemas and values of the JSON-Schema-Test-Suite;
//! * [`program`]: the program that takes the samples through the types;
//! * [`build`]: some dozens of them in one workspace;
//! * [`run`]: runs one of them, again where it stopped if it dies;
//! * [`judge`]: compares the answers with the samples, in a process of its own;
//! * [`report`]: what was found, and whether it holds.
//!
//! What was found is kept in the output folder by document, generator and runtime, so that a run which was stopped goes on
//! where it was.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be told.

mod arguments;
mod build;
mod exceptions;
mod judge;
mod place;
mod prepare;
mod program;
mod report;
mod run;
mod sides;
mod suite;
mod units;
mod worker;

use std::process::ExitCode;

use arguments::Arguments;
use callsmith_tools::corpus::Result;
use callsmith_tools::corpus::roots::{self, Root};
use clap::Parser;
use exceptions::Exceptions;
use judge::Judged;
use place::RunFolders;
use report::{Entry, Report};

/// So many clients are one workspace.
const CHUNK: usize = 20;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(worker::ARGUMENT) {
        return worker::main(&arguments.next().unwrap_or_default());
    }
    match execute(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Returns `true` if everything holds.
fn execute(arguments: &Arguments) -> Result<bool> {
    let exceptions = Exceptions::read(&arguments.exceptions())?;
    let out = arguments.out()?;
    let corpus = match (&arguments.suite, &arguments.corpus) {
        (Some(suite), _) => {
            let folder = out.join("suite");
            suite::documents(suite, &folder)?.iter().for_each(|draft| print!("{draft}"));
            folder
        }
        (None, corpus) => corpus.clone().ok_or("there is no folder of documents")?,
    };
    let mut roots = roots::find(&corpus, &arguments.filter)?;
    roots.sort_by_key(Root::order);
    roots.truncate(arguments.documents);
    let place = RunFolders::new(&out, &corpus, arguments)?;
    let mut entries = Vec::new();
    for chunk in roots.chunks(CHUNK) {
        entries.extend(documents(&place, chunk)?);
        eprintln!("{} of {} documents", entries.len(), roots.len());
    }
    let report = Report::new(entries, &exceptions);
    print!("{report}");
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_string_pretty(&report)?)?;
    }
    Ok(report.holds())
}

/// Takes some documents all the way.
fn documents(place: &RunFolders, roots: &[Root]) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut open = Vec::new();
    for root in roots {
        match place.judged(root)? {
            Some(judged) => entries.push(Entry { document: root.path.clone(), outcome: Ok(judged) }),
            None => match worker::prepare(place, root) {
                Ok(()) => open.push(root),
                Err(error) => entries.push(Entry { document: root.path.clone(), outcome: Err(error.to_string()) }),
            },
        }
    }
    if !open.is_empty() {
        let failed = build::all(place, &open)?;
        for root in &open {
            let outcome = match failed.get(&root.name()) {
                Some(message) => Err(format!("uncompiled: {message}")),
                None => judged(place, root).map_err(|error| error.to_string()),
            };
            entries.push(Entry { document: root.path.clone(), outcome });
        }
    }
    Ok(entries)
}

fn judged(place: &RunFolders, root: &Root) -> Result<Judged> {
    run::program(place, root)?;
    worker::judge(place, root)?;
    place.keep(root)
}
