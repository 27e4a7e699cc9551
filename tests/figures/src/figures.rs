//! Figures, those of the last landing, and the limit between them.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::Result;

/// The percentage by which instructions may rise. Measurements of one program differ by up to 0.1 %: the seeds of hash maps are random.
pub const INSTRUCTIONS: f64 = 3.0;

/// The percentage by which peak memory may rise, where it rises by more than `PAGES`. Measurements of generation differ by up to 1 %.
pub const MEMORY: f64 = 5.0;

/// Kilobytes by which measurements of one program differ: how much of its file the system has mapped.
const PAGES: u64 = 2048;

const HEADER: &str = "\
# Figures of the last landing, which `.ci/run figures` compares with: instructions, peak memory in kilobytes, bytes of output.
# `CALLSMITH_UPDATE=1 .ci/run figures` writes them anew.

";

/// The cost of some work.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Instructions of the processor.
    pub instructions: u64,
    /// Peak memory of the process.
    pub kilobytes: u64,
    /// Bytes of output; 0 where the output is a value.
    pub bytes: u64,
}

/// Figures by the name of the work, and the compiler that built the program.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Figures {
    /// The version of the compiler: another one makes other instructions.
    pub compiler: String,
    /// The figures.
    pub work: BTreeMap<String, Figure>,
}

impl Figures {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read, or has no figures.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, path: &Path) -> Result<()> {
        Ok(std::fs::write(path, format!("{HEADER}{}", toml::to_string(self)?))?)
    }

    /// Compares the figures with earlier ones. Work that was not measured is left out.
    pub fn compare(&self, earlier: &Self) -> Comparison {
        let columns = ["instructions", "", "kB of memory", "", "B of output", ""].map(str::to_owned);
        let mut comparison = Comparison { table: row("", &columns), rises: Vec::new() };
        for (name, figure) in &self.work {
            let changes = earlier.work.get(name).map(|was| {
                [
                    change(was.instructions, figure.instructions),
                    change(was.kilobytes, figure.kilobytes),
                    change(was.bytes, figure.bytes),
                ]
            });
            let shown = |at: usize| changes.map_or_else(|| "new".to_owned(), |changes| percent(changes[at]));
            let (instructions, kilobytes, bytes) = (figure.instructions, figure.kilobytes, figure.bytes);
            let columns =
                [instructions.to_string(), shown(0), kilobytes.to_string(), shown(1), bytes.to_string(), shown(2)];
            comparison.table += &row(name, &columns);
            let Some(([instructions, memory, _], was)) = changes.zip(earlier.work.get(name)) else {
                comparison.rises.push(format!("{name}: no earlier figure"));
                continue;
            };
            let memory = if kilobytes > was.kilobytes + PAGES { memory } else { 0.0 };
            let limits = [("instructions", instructions, INSTRUCTIONS), ("memory", memory, MEMORY)];
            let rises = limits.into_iter().filter(|(_, change, limit)| change > limit);
            let rises =
                rises.map(|(what, change, limit)| format!("{name}: {what} {}, at most {limit} %", percent(change)));
            comparison.rises.extend(rises);
        }
        comparison
    }
}

/// Figures beside earlier ones.
#[derive(Debug, Default, PartialEq)]
pub struct Comparison {
    /// The table of all of them.
    pub table: String,
    /// Figures that rose above the limit, or that are new.
    pub rises: Vec<String>,
}

/// The change between two figures in percent.
fn change(was: u64, is: u64) -> f64 {
    if was == is { 0.0 } else { (is as f64 / was as f64 - 1.0) * 100.0 }
}

fn percent(change: f64) -> String {
    format!("{change:+.2} %")
}

fn row(name: &str, columns: &[String; 6]) -> String {
    let [instructions, first, kilobytes, second, bytes, third] = columns;
    format!("{name:<36} {instructions:>13} {first:>9} {kilobytes:>14} {second:>9} {bytes:>13} {third:>9}\n")
}

#[cfg(test)]
mod tests {
    use super::{Figure, Figures, change};

    fn figures(work: &[(&str, u64, u64)]) -> Figures {
        let figure = |&(name, instructions, kilobytes): &(&str, u64, u64)| {
            (name.to_owned(), Figure { instructions, kilobytes, bytes: 7 })
        };
        Figures { compiler: "rustc 1".to_owned(), work: work.iter().map(figure).collect() }
    }

    #[test]
    fn rises_above_the_limit_are_named() {
        let earlier =
            figures(&[("call", 1000, 100), ("decode", 1000, 100_000), ("encode", 1000, 100_000), ("gone", 1, 1)]);
        assert_eq!(earlier.compare(&earlier).rises, Vec::<String>::new());
        let later = figures(&[("call", 1029, 1124), ("decode", 1031, 106_000), ("encode", 500, 50_000), ("new", 1, 1)]);
        let comparison = later.compare(&earlier);
        let rises = [
            "decode: instructions +3.10 %, at most 3 %",
            "decode: memory +6.00 %, at most 5 %",
            "new: no earlier figure",
        ];
        assert_eq!(comparison.rises, rises);
        let rows: Vec<Vec<&str>> = comparison.table.lines().map(|line| line.split_whitespace().collect()).collect();
        assert_eq!(rows[3], ["encode", "500", "-50.00", "%", "50000", "-50.00", "%", "7", "+0.00", "%"]);
        assert_eq!(rows[4], ["new", "1", "new", "1", "new", "7", "new"]);
    }

    #[test]
    fn changes_are_percentages() {
        assert_eq!([change(200, 300), change(200, 100), change(0, 0)], [50.0, -50.0, 0.0]);
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let path = std::env::temp_dir().join(format!("callsmith-figures-{}.toml", std::process::id()));
        let written = figures(&[("generate a/b.json", 12_345_678_901, 2)]);
        written.write(&path).unwrap();
        assert_eq!(Figures::read(&path).unwrap(), written);
        std::fs::write(&path, "compiler = 'rustc 1'\n[work.call]\ninstructions = 1\n").unwrap();
        assert!(Figures::read(&path).unwrap_err().to_string().contains("missing field"));
        std::fs::remove_file(&path).unwrap();
    }
}
