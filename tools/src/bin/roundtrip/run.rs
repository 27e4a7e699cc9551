//! Runs the program of a document.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::{Result, process};

use crate::place::RunFolders;

/// So often a program may die before the rest is given up.
const MAX_CRASHES: usize = 50;

/// Answers all samples; a sample that the program dies of is answered with that.
pub(crate) fn program(place: &RunFolders, root: &Root) -> Result<()> {
    let files = place.files(root);
    File::create(&files.results)?;
    let program = place.program(root)?;
    let wanted = lines(&files.samples)?;
    for _ in 0..MAX_CRASHES {
        let lines_before = lines(&files.results).unwrap_or(0);
        // The first line of the samples is none.
        if lines_before + 1 >= wanted {
            return Ok(());
        }
        let mut child = Command::new(&program)
            .args([&files.samples, &files.results])
            .arg((lines_before + 1).to_string())
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let status = process::wait(&mut child, Duration::from_secs(600))?;
        let lines_before = lines(&files.results).unwrap_or(0);
        if lines_before + 1 < wanted {
            let status = status.map_or("no end".to_owned(), |status| status.to_string());
            let mut results = File::options().append(true).create(true).open(&files.results)?;
            writeln!(results, "{}", serde_json::json!({ "died": status }))?;
        }
    }
    Err("the program dies again and again".into())
}

fn lines(path: &Path) -> Result<usize> {
    Ok(BufReader::new(File::open(path)?).lines().count())
}
