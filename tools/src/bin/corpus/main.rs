//! Generates the clients of a folder of documents, compiles them, and says what does not hold.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin corpus -- DIR [--filter TEXT]... [--compile N|all] [--determinism]
//!     [--rejections FILE] [--out DIR] [--json FILE]
//! ```
//!
//! * [`roots`]: which files of the folder are documents of their own: the rows of its `MANIFEST.tsv`, or what says that it
//!   is one;
//! * [`generate`]: each document in a process of its own ([`worker`]) with a limit on time and memory;
//! * [`compile`]: clients in workspaces of a few dozen that share one target folder and one lock file;
//! * [`report`]: a row for each document, a summary, and what was promised against what was found.
//!
//! What was found is kept in the output folder by document and generator, so that a run which was stopped goes on where it
//! was, and a document that did not change is not compiled again.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be told.

mod arguments;
mod compile;
mod generate;
mod operations;
mod outcome;
mod rejections;
mod reorder;
mod report;
mod results;
mod untyped;
mod worker;

use std::process::ExitCode;

use arguments::Arguments;
use callsmith_tools::corpus::{Result, roots};
use clap::Parser;
use rejections::Rejections;
use report::Report;
use results::Results;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(worker::ARGUMENT) {
        return worker::main(&arguments.next().unwrap_or_default());
    }
    match run(&Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Returns `true` if everything holds.
fn run(arguments: &Arguments) -> Result<bool> {
    let rejections = Rejections::read(arguments.rejections.as_deref())?;
    let roots = roots::find(&arguments.corpus, &arguments.filter)?;
    let results = Results::open(&arguments.out()?)?;
    let sample = compile::sample(&roots, arguments.compile);
    let outcomes = generate::all(arguments, &roots, &sample, &results)?;
    let compiled = compile::all(arguments, &outcomes, &sample, &results)?;
    let report = Report::new(&roots, &outcomes, &compiled, &rejections, arguments);
    print!("{report}");
    if let Some(path) = &arguments.json {
        std::fs::write(path, serde_json::to_string_pretty(&report)?)?;
    }
    Ok(report.holds())
}
