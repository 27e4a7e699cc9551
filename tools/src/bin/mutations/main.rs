//! Runs the generator on documents that are changed at random.
//!
//! ```text
//! cargo run --release -p callsmith-tools --bin mutations -- [DIR] [--count 20000] [--seed 1] [--accepted FOLDER]
//!     [--compile 2000] [--doctests 40]
//! ```
//!
//! The documents are those of a folder, at most 300 kB each, or the fixtures. Each trial is a process of its own, with 1 GB of
//! address space and 2 s of CPU time for 100 kB (10 times that without optimisation). Prints each trial that panics, takes
//! more, or ends without a client and without a finding that has a place; its changed document is kept in `target/mutations`.
//! `--accepted` writes the documents that give a client to a folder, for the program `corpus`. `--compile` compiles the first so
//! many clients of documents of at most 30 kB, with the options that were drawn for each, and `--doctests` asks rustdoc for the
//! tests in the documentation of some of these, of which there are none. Exit code 0 where there is no fault, 1 where there is one, 2 where nothing can be run.

mod compile;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use std::{env, fs, thread};

use callsmith_tools::corpus::{document, process, repository};
use callsmith_tools::mutations::{MEMORY, Trial, TrialOutcome, is_changeable};

/// Any error, as text for the one who started the program.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The argument that makes this program a worker, which is given the path of a document and a seed.
const WORKER: &str = "--worker";
/// Larger documents cost more than they tell.
const MAX_BYTES: u64 = 300_000;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let ended = match &arguments[..] {
        [worker, path, seed] if worker == WORKER => work(Path::new(path), seed),
        [writer, path, seed, folder] if writer == compile::WRITER => {
            compile::write(Path::new(path), seed, Path::new(folder))
        }
        _ => run(arguments),
    };
    ended.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(2)
    })
}

/// One trial: 0 a client, 3 a refusal, 1 a fault that was caught.
fn work(path: &Path, seed: &str) -> Result<ExitCode> {
    let trial = trial(path, seed.parse()?)?;
    process::limit(trial.seconds(), MEMORY).map_err(|error| error.to_string())?;
    Ok(match trial.run() {
        TrialOutcome::Client => ExitCode::SUCCESS,
        TrialOutcome::Refused => ExitCode::from(3),
        TrialOutcome::Fault(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    })
}

fn trial(path: &Path, seed: u64) -> Result<Trial> {
    let text = fs::read_to_string(path)?;
    let document = document::read(&text).ok_or("the document cannot be read")?;
    Ok(Trial::new(&document, seed))
}

struct Arguments {
    folder: PathBuf,
    count: u64,
    seed: u64,
    accepted: Option<PathBuf>,
    compile: usize,
    doctests: usize,
}

fn parsed(words: Vec<String>) -> Result<Arguments> {
    let folder = repository().join("fixtures");
    let mut arguments = Arguments { folder, count: 20_000, seed: 1, accepted: None, compile: 0, doctests: 0 };
    let mut words = words.into_iter();
    while let Some(name) = words.next() {
        if !name.starts_with("--") {
            arguments.folder = name.into();
            continue;
        }
        let value = words.next().ok_or_else(|| format!("`{name}` has no value"))?;
        match name.as_str() {
            "--count" => arguments.count = value.parse()?,
            "--seed" => arguments.seed = value.parse()?,
            "--compile" => arguments.compile = value.parse()?,
            "--doctests" => arguments.doctests = value.parse()?,
            "--accepted" => arguments.accepted = Some(value.into()),
            _ => return Err(format!("there is no option `{name}`").into()),
        }
    }
    Ok(arguments)
}

fn run(words: Vec<String>) -> Result<ExitCode> {
    let arguments = parsed(words)?;
    let mut paths = Vec::new();
    collect(&arguments.folder, &mut paths)?;
    paths.retain(|path| {
        fs::read_to_string(path).is_ok_and(|text| document::read(&text).is_some_and(|tree| is_changeable(&tree)))
    });
    paths.sort();
    if paths.is_empty() {
        return Err("there is no document".into());
    }
    let faults = PathBuf::from("target/mutations");
    for folder in [Some(&faults), arguments.accepted.as_ref()].into_iter().flatten() {
        fs::create_dir_all(folder)?;
    }
    let (next, faulty) = (AtomicU64::new(0), AtomicU64::new(0));
    let accepted = Mutex::new(Vec::new());
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, Into::into) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= arguments.count {
                        return;
                    }
                    let seed = arguments.seed.wrapping_mul(1_000_000_007).wrapping_add(number);
                    let path = &paths[fastrand::Rng::with_seed(seed).usize(..paths.len())];
                    let outcome = one(path, seed).and_then(|outcome| match outcome {
                        TrialOutcome::Client => {
                            locked(&accepted).push((seed, path.clone()));
                            keep(arguments.accepted.as_deref(), path, seed)
                        }
                        TrialOutcome::Refused => Ok(()),
                        TrialOutcome::Fault(fault) => {
                            faulty.fetch_add(1, Ordering::Relaxed);
                            println!("seed {seed} of {}: {fault}", path.display());
                            keep(Some(&faults), path, seed)
                        }
                    });
                    if let Err(error) = outcome {
                        *locked(&failure) = Some(error);
                        return;
                    }
                }
            });
        }
    });
    if let Some(error) = locked(&failure).take() {
        return Err(error);
    }
    let faulty = faulty.into_inner();
    let mut clients = std::mem::take(&mut *locked(&accepted));
    clients.sort();
    println!("{} documents changed {} times: {} clients, {faulty} faults", paths.len(), arguments.count, clients.len());
    let compiles = arguments.compile == 0 || compile::all(&clients, arguments.compile, arguments.doctests)?;
    Ok(if faulty == 0 && compiles { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Runs a worker.
fn one(path: &Path, seed: u64) -> Result<TrialOutcome> {
    let mut worker = Command::new(env::current_exe()?)
        .args([WORKER.as_ref(), path.as_os_str(), seed.to_string().as_ref()])
        .env("RUST_BACKTRACE", "0")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let ended = process::wait(&mut worker, Duration::from_secs(600)).map_err(|error| error.to_string())?;
    let Some(status) = ended else { return Ok(TrialOutcome::Fault("it does not end".to_owned())) };
    Ok(match status.code() {
        Some(0) => TrialOutcome::Client,
        Some(3) => TrialOutcome::Refused,
        _ => {
            let mut text = String::new();
            if let Some(mut stderr) = worker.stderr.take() {
                std::io::Read::read_to_string(&mut stderr, &mut text)?;
            }
            let text: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(3).collect();
            TrialOutcome::Fault(format!("{status}: {}", text.join(" | ")))
        }
    })
}

/// Writes a changed document, with its seed as its name.
fn keep(folder: Option<&Path>, path: &Path, seed: u64) -> Result<()> {
    if let Some(folder) = folder {
        let trial = trial(path, seed)?;
        let ending = if trial.text.starts_with('{') { "json" } else { "yaml" };
        fs::write(folder.join(format!("{seed}.{ending}")), trial.text)?;
    }
    Ok(())
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
