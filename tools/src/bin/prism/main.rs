//! Calls every operation of a sample of documents, each in front of Prism, which answers from the document and refuses what breaks it.
//!
//! ```text
//! cargo run -p callsmith-tools --bin prism -- DIR --prism DIR [--documents N] [--filter TEXT]... [--exceptions FILE] [--out DIR] [--all]
//! ```
//!
//! * [`choose`]: which documents, and their clients;
//! * [`document`]: a document: its calls, and what became of them;
//! * [`build`]: the program that makes the calls;
//! * [`server`]: Prism in front of a document;
//! * [`exceptions`]: answers that are known and accepted;
//! * [`report`]: what was found, and whether it holds.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be told.

mod arguments;
mod build;
mod choose;
mod document;
mod exceptions;
mod report;
mod server;

use std::process::ExitCode;

use arguments::Arguments;
use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::{Result, repository};
use clap::Parser;
use document::Document;
use exceptions::Exceptions;
use report::Report;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Types and schemas are as deep as documents make them.
    let thread = std::thread::Builder::new().stack_size(256 << 20);
    let worker = thread.spawn(move || execute(&arguments).map_err(|error| error.to_string()));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(true))) => ExitCode::SUCCESS,
        Ok(Ok(Ok(false))) => ExitCode::FAILURE,
        Ok(Ok(Err(error))) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
        _ => ExitCode::from(2),
    }
}

/// Returns `true` if everything holds.
fn execute(arguments: &Arguments) -> Result<bool> {
    let exceptions = Exceptions::read(&arguments.exceptions())?;
    let (out, prism, corpus) = (arguments.out()?, arguments.program()?, arguments.corpus.canonicalize()?);
    std::fs::create_dir_all(out.join("runs"))?;
    let mut report = Report::new(arguments.all);
    let mut documents = Vec::new();
    let taken = |root: &Root| server::takes(&prism, &corpus.join(&root.path), &out.join("runs").join(root.name()));
    for chosen in choose::documents(&corpus, &arguments.filter, arguments.documents, taken)? {
        let path = chosen.root.path.clone();
        match Document::new(&corpus, chosen) {
            Ok(document) => documents.push(document),
            Err(error) => report.unable(&path, &error.to_string(), &exceptions),
        }
    }
    eprintln!(
        "{} documents with {} calls",
        documents.len(),
        documents.iter().map(|one| one.calls.calls.len()).sum::<usize>()
    );
    let program = build::program(&out, &repository().join("runtime"), &documents)?;
    for document in &documents {
        match document.call(&corpus, &program, &prism, &out) {
            Ok(outcomes) => report.add(document, outcomes, &exceptions),
            Err(error) => report.unable(&document.root.path, &error.to_string(), &exceptions),
        }
    }
    print!("{report}");
    Ok(report.holds())
}
