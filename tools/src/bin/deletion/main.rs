//! Deletes keywords from the documents of a folder, and tells which of them nobody misses.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin deletion -- DIR [--per-pair N] [--largest BYTES] [--filter TEXT] [--json FILE]
//! ```
//!
//! For each pair of a keyword and the kind of object that it stands in, one instance at a time is deleted, at most N (3), in
//! the smallest documents that have it. The code, the diagnostics or the coverage has to change, or the pair has to stand in
//! `docs/annotations.md`. Prints the pairs for which none of that holds. Exit code 0 where there is none, 1 where there is
//! one, 2 where it cannot be told.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use callsmith_tools::deletion::instances::Pair;
use callsmith_tools::deletion::survey::{Finding, Limits, Survey};
use callsmith_tools::deletion::trial::Effect;
use clap::Parser;
use serde_json::{Value, json};

/// Deletes keywords from documents, and tells which of them nobody misses
#[derive(Debug, Parser)]
struct Arguments {
    /// A folder of documents
    folder: PathBuf,
    /// Deletions of a pair before it is called unexplained
    #[arg(long, default_value_t = 3)]
    per_pair: usize,
    /// Larger documents are left out
    #[arg(long, default_value_t = 2_000_000)]
    largest: u64,
    /// Only pairs whose name contains this
    #[arg(long)]
    filter: Option<String>,
    /// The file that all pairs are written to
    #[arg(long)]
    json: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// The number of unexplained pairs.
fn run(arguments: &Arguments) -> io::Result<usize> {
    // A document that makes the generator panic shows in the table.
    std::panic::set_hook(Box::new(|_| {}));
    let limits = Limits { trials: arguments.per_pair, places: 6 * arguments.per_pair, places_of_one: 2 };
    let mut survey = Survey::new(limits);
    for path in documents(&arguments.folder, arguments.largest)? {
        survey.add(&path);
    }
    let wanted = |pair: &&Pair| arguments.filter.as_ref().is_none_or(|text| pair.to_string().contains(text));
    let pairs: Vec<Pair> = survey.pairs().filter(wanted).cloned().collect();
    let mut findings: Vec<(Pair, Option<Finding>)> = Vec::new();
    for pair in pairs {
        let finding = survey.test(&pair);
        if let Some(finding) = finding.as_ref().filter(|finding| finding.effect == Effect::None) {
            let (document, pointer) = &finding.place;
            println!("{pair}: nothing changes in {} trials, as {}{pointer}", finding.trials, document.display());
        }
        findings.push((pair, finding));
    }
    let unexplained = count(&findings, Some(Effect::None));
    println!(
        "{} pairs: {} change the code, {} the diagnostics, {} the coverage, {} stand in something lost, {} in no document \
         that gives a client; {} annotations; {unexplained} unexplained",
        findings.len(),
        count(&findings, Some(Effect::Code)),
        count(&findings, Some(Effect::Diagnostics)),
        count(&findings, Some(Effect::Coverage)),
        count(&findings, Some(Effect::Within)),
        count(&findings, None),
        survey.annotated.len(),
    );
    if let Some(path) = &arguments.json {
        let rows: Vec<Value> = findings.iter().map(|(pair, finding)| row(pair, finding.as_ref())).collect();
        fs::write(path, serde_json::to_string_pretty(&rows)?)?;
    }
    Ok(unexplained)
}

fn count(findings: &[(Pair, Option<Finding>)], effect: Option<Effect>) -> usize {
    findings.iter().filter(|(_, finding)| finding.as_ref().map(|finding| finding.effect) == effect).count()
}

fn row(pair: &Pair, finding: Option<&Finding>) -> Value {
    json!({
        "pair": pair.to_string(),
        "effect": finding.map(|finding| format!("{:?}", finding.effect).to_lowercase()),
        "trials": finding.map_or(0, |finding| finding.trials),
        "document": finding.map(|finding| finding.place.0.display().to_string()),
        "pointer": finding.map(|finding| finding.place.1.clone()),
    })
}

/// The documents below a folder, the smallest first.
fn documents(folder: &Path, largest: u64) -> io::Result<Vec<PathBuf>> {
    let mut documents: Vec<(u64, PathBuf)> = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            let is_document = path.extension().is_some_and(|end| matches!(end.to_str(), Some("json" | "yaml" | "yml")));
            if path.is_dir() {
                open.push(path);
            } else if is_document {
                documents.push((fs::metadata(&path)?.len(), path));
            }
        }
    }
    documents.retain(|(length, _)| *length <= largest);
    documents.sort();
    Ok(documents.into_iter().map(|(_, path)| path).collect())
}
