//! Measurements: the work in a process of its own, alone and where valgrind counts its instructions.

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::{env, fs};

use crate::Result;
use crate::figures::Figure;
use crate::work::Work;

/// The argument that makes the program do the work itself. The work, the folder of documents and the rounds follow.
pub const RUN: &str = "--run";

/// Rounds of short work. What it takes is counted between one round and these: starting and preparing are no part.
const ROUNDS: usize = 5;

/// Keeps glibc from copying with `rep movsb`: valgrind counts an instruction for each byte of it, and a copy of some kilobytes is made in
/// this way or another depending on where it lies.
const TUNABLES: &str = "glibc.cpu.x86_rep_movsb_threshold=1000000000:glibc.cpu.x86_rep_stosb_threshold=1000000000";

/// Measures all the work, in as many processes at a time as there are cores.
///
/// # Errors
/// A measurement fails.
pub fn all(work: &[Work], documents: &Path) -> Result<Vec<Figure>> {
    let next = AtomicUsize::new(0);
    let figures = Mutex::new(Vec::new());
    let cores = thread::available_parallelism()?.get();
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some(work) = work.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let figure = one(work, documents).map_err(|error| format!("{work}: {error}"));
                    figures.lock().expect("no holder of this lock panics").push((work.to_string(), figure));
                }
            });
        }
    });
    let mut figures = figures.into_inner().expect("no holder of this lock panics");
    figures.sort_by_key(|(name, _)| work.iter().position(|work| work.to_string() == *name));
    figures.into_iter().map(|(_, figure)| Ok(figure?)).collect()
}

fn one(work: &Work, documents: &Path) -> Result<Figure> {
    let program = env::current_exe()?;
    let alone = succeed(Command::new(&program).args(arguments(work, 1)).arg(documents))?;
    let printed = String::from_utf8(alone.stdout)?;
    let (bytes, kilobytes) = printed.trim().split_once(' ').ok_or("the work prints two figures")?;
    let counted = |rounds| -> Result<u64> {
        // Cachegrind without a cache counts what Callgrind counts, in less than half of the time.
        let mut valgrind = Command::new("valgrind");
        valgrind.env("GLIBC_TUNABLES", TUNABLES);
        valgrind.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
        let output = succeed(valgrind.arg(&program).args(arguments(work, rounds)).arg(documents))?;
        Ok(instructions(&String::from_utf8_lossy(&output.stderr)).ok_or("valgrind prints no instructions")?)
    };
    let instructions = match work {
        Work::Generate(_) => counted(1)?,
        Work::Decode(_) | Work::Encode(_) | Work::Call => {
            let (first, last) = (counted(1)?, counted(ROUNDS)?);
            last.saturating_sub(first) / (ROUNDS as u64 - 1)
        }
    };
    Ok(Figure { instructions, kilobytes: kilobytes.parse()?, bytes: bytes.parse()? })
}

fn arguments(work: &Work, rounds: usize) -> [String; 3] {
    [RUN.to_owned(), work.to_string(), rounds.to_string()]
}

fn succeed(command: &mut Command) -> Result<Output> {
    let output = command.output().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if output.status.success() { Ok(output) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

/// The instructions in the report of valgrind: `==7== I   refs:      4,000,314,346`.
fn instructions(report: &str) -> Option<u64> {
    let line = report.lines().rev().find(|line| line.contains("refs:"))?;
    line.split_once("refs:")?.1.trim().replace(',', "").parse().ok()
}

/// The most memory that this process had, in kilobytes.
///
/// # Errors
/// The system is not Linux.
pub fn peak() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the system tells no peak memory")?;
    Ok(peak.trim().trim_end_matches(" kB").parse()?)
}

#[cfg(test)]
mod tests {
    use super::instructions;

    #[test]
    fn instructions_are_read_from_a_report() {
        let report = "==7== Command: figures refs\n==7== \n==7== I   refs:      4,000,314,346\n";
        assert_eq!(instructions(report), Some(4_000_314_346));
        assert_eq!(instructions("==7== Command: figures\n"), None);
    }
}
