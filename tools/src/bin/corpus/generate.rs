//! All documents through the generator, several at a time.

use std::collections::{BTreeMap, HashSet};
use std::fs::{self, File};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use callsmith_tools::corpus::hash::Hash;
use callsmith_tools::corpus::process::wait;
use callsmith_tools::corpus::repository;
use callsmith_tools::corpus::roots::Root;

use crate::Result;
use crate::arguments::Arguments;
use crate::outcome::{Outcome, Run};
use crate::results::Results;
use crate::worker::{ARGUMENT, Task};

/// The clock may run so many times longer than the CPU: other work keeps a machine busy.
const TIME_LIMIT_FACTOR: u32 = 12;

/// A document of more bytes may take longer in proportion.
const LARGE_BYTES: u64 = 10_000_000;

/// The outcome of each document, by path.
pub(crate) type Runs = BTreeMap<String, Run>;

/// The folder of a client.
pub(crate) fn client(out: &Path, root: &Root) -> PathBuf {
    out.join("clients").join(root.name())
}

/// Generates each document whose result is not known, and writes the clients that are to be compiled.
pub(crate) fn all(arguments: &Arguments, roots: &[Root], sample: &HashSet<String>, results: &Results) -> Result<Runs> {
    let pool = Pool {
        arguments,
        results,
        program: std::env::current_exe()?,
        generator: generator()?,
        sample,
        all: roots.len(),
    };
    let earlier = results.runs();
    let mut runs = Runs::new();
    let mut open = Vec::new();
    for root in roots {
        let key = pool.key(root)?;
        match earlier.get(root.path.as_str()) {
            Some((entry, run)) if *entry == key && pool.is_written(root, run) => {
                runs.insert(root.path.clone(), (*run).clone());
            }
            _ => open.push((root, key)),
        }
    }
    let jobs = arguments.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let (next, collected_results) = (AtomicUsize::new(0), Mutex::new(runs));
    let failed = thread::scope(|scope| {
        let workers: Vec<_> = (0..jobs.max(1))
            .map(|slot| {
                scope.spawn({
                    let (pool, open, next, collected_results) = (&pool, &open, &next, &collected_results);
                    move || pool.work(slot, open, next, collected_results).map_err(|error| error.to_string())
                })
            })
            .collect();
        workers
            .into_iter()
            .find_map(|worker| worker.join().unwrap_or_else(|_| Err("a thread panicked".to_owned())).err())
    });
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(collected_results.into_inner().map_err(|_| "a thread panicked")?),
    }
}

/// The hash of this program, which holds the generator.
fn generator() -> Result<Hash> {
    Ok(Hash::new().with(fs::read(std::env::current_exe()?)?))
}

struct Pool<'a> {
    arguments: &'a Arguments,
    results: &'a Results,
    program: PathBuf,
    generator: Hash,
    sample: &'a HashSet<String>,
    /// The number of documents.
    all: usize,
}

impl Pool<'_> {
    /// The key of everything that the outcome depends on. Other files that a document refers to are left out.
    fn key(&self, root: &Root) -> Result<String> {
        let bytes = fs::read(self.arguments.corpus.join(&root.path))?;
        Ok(self.generator.with(bytes).with([u8::from(self.arguments.determinism)]).hex())
    }

    fn is_written(&self, root: &Root, run: &Run) -> bool {
        let is_needed = self.sample.contains(&root.path) && matches!(run.outcome, Outcome::Generated(_));
        !is_needed || client(self.results.folder(), root).join("src/lib.rs").exists()
    }

    fn work(&self, slot: usize, open: &[(&Root, String)], next: &AtomicUsize, runs: &Mutex<Runs>) -> Result<()> {
        while let Some((root, key)) = open.get(next.fetch_add(1, Ordering::Relaxed)) {
            let run = self.run(slot, root)?;
            self.results.add_run(&root.path, key, &run)?;
            let mut runs = runs.lock().map_err(|_| "another thread has failed")?;
            runs.insert(root.path.clone(), run);
            progress("generated", runs.len(), self.all);
        }
        Ok(())
    }

    fn run(&self, slot: usize, root: &Root) -> Result<Run> {
        let out = self.results.folder();
        let seconds = self.arguments.seconds * root.bytes.div_ceil(LARGE_BYTES).max(1);
        let seconds = if self.arguments.determinism { seconds * 4 } else { seconds };
        let folder = client(out, root);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        let task = Task {
            document: root.path.clone(),
            crate_name: root.name(),
            runtime: repository().join("runtime"),
            client: self.sample.contains(&root.path).then_some(folder),
            determinism: self.arguments.determinism,
            seconds,
            memory: self.arguments.memory << 30,
        };
        let (report, died) = (out.join(format!("worker-{slot}.json")), out.join(format!("worker-{slot}.txt")));
        let mut child = Command::new(&self.program)
            .args([ARGUMENT, &serde_json::to_string(&task)?])
            .current_dir(&self.arguments.corpus)
            .stdout(File::create(&report)?)
            .stderr(File::create(&died)?)
            .spawn()?;
        let status = wait(&mut child, Duration::from_secs(seconds) * TIME_LIMIT_FACTOR)?;
        let run =
            status.filter(ExitStatus::success).and_then(|_| serde_json::from_slice(&fs::read(&report).ok()?).ok());
        let killed = || Run { outcome: end(status, &died), seconds: seconds as f64, megabytes: 0 };
        let mut run: Run = run.unwrap_or_else(killed);
        if let Outcome::Generated(_) = run.outcome
            && run.seconds > (seconds as f64)
        {
            run.outcome = Outcome::Timeout;
        }
        Ok(run)
    }
}

/// The outcome of a worker that reported nothing.
fn end(status: Option<ExitStatus>, died: &Path) -> Outcome {
    /// The signals for a process that has used up its CPU time (POSIX, `SIGXCPU`), and for one that must end.
    const LIMITS: [i32; 2] = [24, 9];
    let Some(status) = status else { return Outcome::Timeout };
    #[cfg(unix)]
    let signal = std::os::unix::process::ExitStatusExt::signal(&status);
    #[cfg(not(unix))]
    let signal = None;
    if signal.is_some_and(|signal| LIMITS.contains(&signal)) {
        return Outcome::Timeout;
    }
    let text = fs::read(died).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(3).collect();
    Outcome::Died { message: format!("{status}: {}", lines.join(" ")) }
}

/// A line that is written over on a terminal, and stands now and then elsewhere.
pub(crate) fn progress(what: &str, done: usize, all: usize) {
    if std::io::stderr().is_terminal() {
        eprint!("\r{what} {done} of {all} ");
        if done == all {
            eprintln!();
        }
    } else if done == all || done.is_multiple_of(200) {
        eprintln!("{what} {done} of {all}");
    }
}
