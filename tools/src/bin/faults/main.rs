//! Plants faults in the documents of a folder and tells how well the generator finds them.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin faults -- DIR [--count 500] [--seed 1] [--json FILE]
//! ```
//!
//! A random sample of the documents below the folder that give a client without an error is taken, at most 1 MB each. Each
//! is written as JSON or YAML, in turn. Prints each fault whose first finding does not name its place, or that has more than
//! one, and the grade by kind. Exit code 0 where it is good enough, 1 where not, 2 where it cannot be measured.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs};

use callsmith_tools::faults::{FAULTS, Format, Grade, Outcome, ValidDocument, plant_all};

/// Any error, as text for the one who started the program.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Larger documents cost more than they tell.
const MAX_BYTES: u64 = 1_000_000;

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

struct Arguments {
    folder: PathBuf,
    count: usize,
    seed: u64,
    json: Option<PathBuf>,
}

fn arguments() -> Result<Arguments> {
    let mut words = env::args().skip(1);
    let folder = words.next().ok_or("a folder of documents is needed")?.into();
    let mut arguments = Arguments { folder, count: 500, seed: 1, json: None };
    while let Some(name) = words.next() {
        let value = words.next().ok_or_else(|| format!("`{name}` has no value"))?;
        match name.as_str() {
            "--count" => arguments.count = value.parse()?,
            "--seed" => arguments.seed = value.parse()?,
            "--json" => arguments.json = Some(value.into()),
            _ => return Err(format!("there is no option `{name}`").into()),
        }
    }
    Ok(arguments)
}

fn run() -> Result<bool> {
    let arguments = arguments()?;
    let documents = sample(&arguments)?;
    if documents.is_empty() {
        return Err("no document gives a client without an error".into());
    }
    println!("{} documents", documents.len());
    let outcomes = plant_all(&documents, arguments.count, arguments.seed);
    for outcome in
        outcomes.iter().filter(|outcome| !outcome.pointer_fits || !outcome.line_fits || outcome.findings != 1)
    {
        show(outcome);
    }
    for fault in FAULTS {
        let name = format!("{fault:?}");
        print(&name, &Grade::new(outcomes.iter().filter(|outcome| outcome.fault == name)));
    }
    let grade = Grade::new(&outcomes);
    print("all", &grade);
    if let Some(path) = &arguments.json {
        let json = serde_json::json!({ "grade": grade, "outcomes": outcomes });
        fs::write(path, serde_json::to_string_pretty(&json)?)?;
    }
    Ok(grade.is_good())
}

/// A fifth as many documents as faults, drawn at random.
fn sample(arguments: &Arguments) -> Result<Vec<ValidDocument>> {
    let mut paths = Vec::new();
    collect(&arguments.folder, &mut paths)?;
    paths.sort();
    fastrand::Rng::with_seed(arguments.seed).shuffle(&mut paths);
    let mut documents = Vec::new();
    for path in paths {
        if documents.len() * 5 >= arguments.count {
            break;
        }
        let format = if documents.len() % 2 == 0 { Format::Json } else { Format::Yaml };
        let name = path.strip_prefix(&arguments.folder).unwrap_or(&path).display().to_string();
        let Ok(text) = fs::read_to_string(&path) else { continue };
        documents.extend(ValidDocument::new(&name, &text, format));
    }
    Ok(documents)
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let name = path.extension().unwrap_or_default().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            collect(&path, paths)?;
        } else if ["json", "yaml", "yml"].contains(&name.as_str()) && entry.metadata()?.len() <= MAX_BYTES {
            paths.push(path);
        }
    }
    Ok(())
}

fn show(outcome: &Outcome) {
    let fits = |fits: bool| if fits { "" } else { " (missed)" };
    println!("{} in {}: {}", outcome.fault, outcome.document, outcome.what);
    println!(
        "  planted at {}{}, line {}{}; {} found",
        outcome.pointer,
        fits(outcome.pointer_fits),
        outcome.line,
        fits(outcome.line_fits),
        outcome.findings
    );
    for finding in &outcome.new_findings {
        println!("    {finding}");
    }
}

fn print(name: &str, grade: &Grade) {
    println!(
        "{name:>18}: {:4} faults, pointer {:5.1}%, line {:5.1}%, {:.2} findings each",
        grade.faults,
        grade.pointer * 100.0,
        grade.line * 100.0,
        grade.findings
    );
}
