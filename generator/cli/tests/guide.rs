//! Commands of the guide and the README: each prints what its page shows.
//!
//! A block of `console` has commands behind `$ ` and their output; a line `…` stands for any lines. A block of `sh` has commands alone, which succeed.
//! Blocks in front of them whose first line names a file (`# callsmith.toml`) are the files of the folder that they run in.
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-cli --test guide` writes the output.
#![cfg(unix)]

#[path = "../../../tests/tests/readme/page.rs"]
mod page;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use page::{Block, Page};

#[test]
fn commands_print_what_pages_show() {
    let is_update = std::env::var_os("CALLSMITH_UPDATE").is_some();
    let (mut count, mut faults) = (0, Vec::new());
    for page in Page::all(&repository()) {
        let blocks = page.blocks();
        let is_command = |block: &Block| ["console", "sh"].contains(&block.language.as_str()) && !block.is_ignored();
        if !blocks.iter().any(is_command) {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut changes = Vec::new();
        for block in &blocks {
            if is_command(block) {
                count += 1;
                let text = run(folder.path(), block, &page);
                if !is_shown(&text, &block.code) {
                    faults.push(format!("{}:{}: the commands print\n{text}", page.name, block.line));
                    changes.push((block.range.clone(), text));
                }
            } else if let Some(file) = block.file() {
                let path = folder.path().join(file);
                fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be made");
                fs::write(path, &block.code).expect("the file can be written");
            }
        }
        if is_update && !changes.is_empty() {
            page.write(&changes);
        }
    }
    assert!(is_update || faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 10, "{count} blocks");
}

/// The commands of a block with their output.
fn run(folder: &Path, block: &Block, page: &Page) -> String {
    let mut text = String::new();
    let mut lines = block.code.lines();
    while let Some(line) = lines.next() {
        let prompt = if block.language == "console" { "$ " } else { "" };
        let Some(first) = line.strip_prefix(prompt).filter(|line| !line.is_empty()) else { continue };
        let mut command = first.to_owned();
        while command.ends_with('\\') {
            command.push('\n');
            command.push_str(lines.next().expect("a command goes on in the next line"));
        }
        let output = shell(folder, &command);
        let place = format!("{}:{}: `{command}`", page.name, block.line);
        let printed = String::from_utf8(output.stdout).expect("output is text");
        assert!(block.language == "console" || output.status.success(), "{place} failed:\n{printed}");
        text.push_str(prompt);
        text.push_str(&command);
        text.push('\n');
        if block.language == "console" {
            text.push_str(&printed);
        }
    }
    text
}

/// A command with the built `callsmith`, whose messages go to the standard output.
fn shell(folder: &Path, command: &str) -> std::process::Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_callsmith")).parent().expect("the command is in a folder");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{{ {command}\n}} 2>&1")).current_dir(folder).env("PATH", path);
    shell.env("COLUMNS", "100").env("NO_COLOR", "1").env_remove("CALLSMITH_UPDATE");
    shell.output().expect("there is a shell")
}

/// Returns `true` if a page shows a text: lines are equal apart from times, and `…` stands for any of them.
fn is_shown(text: &str, page: &str) -> bool {
    let lines = |text: &str| text.lines().filter(|line| !line.starts_with('#')).map(without_times).collect::<Vec<_>>();
    is_match(&lines(text), &lines(page))
}

fn is_match(text: &[String], page: &[String]) -> bool {
    match page.split_first() {
        None => text.is_empty(),
        Some((first, rest)) if first.trim() == "…" => (0..=text.len()).any(|start| is_match(&text[start..], rest)),
        Some((first, rest)) => text.first() == Some(first) && is_match(&text[1..], rest),
    }
}

/// A line with a letter in place of each time: `in 0.31 s`.
fn without_times(line: &str) -> String {
    let words: Vec<&str> = line.trim_end().split(' ').collect();
    let is_time = |index: usize| {
        let number = words[index].trim_start_matches('(').parse::<f64>().is_ok();
        number && words.get(index + 1).is_some_and(|unit| ["s", "ms"].contains(&unit.trim_end_matches(['.', ',', ')'])))
    };
    let shown: Vec<&str> = (0..words.len()).map(|index| if is_time(index) { "N" } else { words[index] }).collect();
    shown.join(" ")
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(is_shown("$ a\nb\nc\nd\n", "$ a\n…\nd\n"));
    assert!(!is_shown("$ a\nb\nc\n", "$ a\n…\nd\n"));
    assert!(is_shown("done in 0.31 s (2 files)", "done in 1.2 s (2 files)"));
    assert!(!is_shown("done in 0.31 s (2 files)", "done in 1.2 s (3 files)"));
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
