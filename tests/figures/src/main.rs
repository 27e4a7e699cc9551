//! Measures instructions, peak memory and bytes of output, and fails where one rose above the limit.
//!
//! ```text
//! cargo run --profile figures -p callsmith-figures -- FILE [FOLDER]
//! ```
//!
//! The file has the figures of the last landing, the folder the documents; without it no client is generated. Needs
//! valgrind. With `CALLSMITH_UPDATE=1` the figures of the file become those that were measured.
//!
//! Exit code 0 where all holds, 1 where it does not, 2 where it cannot be measured.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, io};

use callsmith_figures::figures::Figures;
use callsmith_figures::work::Work;
use callsmith_figures::{Result, measure};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        [measure::RUN, work, rounds, folder] => run(work, rounds, folder),
        [file] => compare(Path::new(file), None),
        [file, folder] => compare(Path::new(file), Some(Path::new(folder))),
        _ => Err("the file of the figures and the folder of the documents are needed".into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Does some work, and prints its bytes of output and the peak memory of the process.
fn run(work: &str, rounds: &str, folder: &str) -> Result<bool> {
    let bytes = work.parse::<Work>()?.run(Path::new(folder), rounds.parse()?)?;
    println!("{bytes} {}", measure::peak()?);
    Ok(true)
}

/// Measures all work, and compares it with the figures of a file or writes them.
fn compare(file: &Path, folder: Option<&Path>) -> Result<bool> {
    let is_update = env::var_os("CALLSMITH_UPDATE").is_some_and(|value| value == "1");
    let earlier = match Figures::read(file) {
        Err(_) if is_update => Figures::default(),
        read => read?,
    };
    let work = Work::all(folder.is_some());
    let measured = measure::all(&work, folder.unwrap_or(Path::new(".")))?;
    let work = work.iter().map(ToString::to_string).zip(measured).collect();
    let mut figures = Figures { compiler: compiler()?, work };
    let comparison = figures.compare(&earlier);
    print!("{}", comparison.table);
    if is_update {
        // Without documents their figures stay.
        for (name, figure) in earlier.work.into_iter().filter(|_| folder.is_none()) {
            figures.work.entry(name).or_insert(figure);
        }
        figures.write(file)?;
        return Ok(true);
    }
    if !comparison.rises.is_empty() {
        println!("above the limit:\n  {}", comparison.rises.join("\n  "));
        println!(
            "help: make it cheaper, or take the figures over with CALLSMITH_UPDATE=1 and give the reason in the commit"
        );
        if figures.compiler != earlier.compiler {
            println!("note: these are of {}, those of the file of {}", figures.compiler, earlier.compiler);
        }
    }
    Ok(comparison.rises.is_empty())
}

/// The version of the compiler.
fn compiler() -> io::Result<String> {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).split_whitespace().take(2).collect::<Vec<_>>().join(" "))
}
