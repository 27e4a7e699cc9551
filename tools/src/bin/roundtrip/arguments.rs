//! The command line.

use std::path::PathBuf;

use callsmith_tools::corpus::{Result, repository};
use clap::Parser;

use crate::worker::Mode;

/// Takes values of every named schema of a sample of documents through the generated types and back
#[derive(Debug, Parser)]
#[command(name = "roundtrip")]
pub(crate) struct Arguments {
    /// The folder with the documents, and a `MANIFEST.tsv` where only some of its files are roots
    #[arg(value_name = "DIR", required_unless_present = "suite")]
    pub(crate) corpus: Option<PathBuf>,
    /// The folder with the drafts of the JSON-Schema-Test-Suite: its values are tested, in place of a collection of documents
    #[arg(long, value_name = "DIR", conflicts_with = "corpus")]
    pub(crate) suite: Option<PathBuf>,
    /// Only the examples that documents give, and no made values
    #[arg(long)]
    pub(crate) examples_only: bool,
    /// The number of documents, chosen by the hash of the path
    #[arg(long, value_name = "N", default_value_t = 150)]
    pub(crate) documents: usize,
    /// Only documents whose path contains the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// The least number of valid values for each schema
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(crate) samples: usize,
    /// The list of failures that are known and accepted [default: tools/roundtrip-exceptions.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) exceptions: Option<PathBuf>,
    /// The folder of clients, samples and results [default: `roundtrip` in the target folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write everything that was found as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// The number of programs compiled at a time [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
}

impl Arguments {
    /// The folder for clients and results.
    pub(crate) fn out(&self) -> Result<PathBuf> {
        let folder = match &self.out {
            Some(folder) => folder.clone(),
            None => {
                let target = std::env::var_os("CARGO_TARGET_DIR");
                target.map_or_else(|| repository().join("target"), PathBuf::from).join("roundtrip")
            }
        };
        std::fs::create_dir_all(&folder)?;
        Ok(folder.canonicalize()?)
    }

    /// The selection of values.
    pub(crate) fn mode(&self) -> Mode {
        match (&self.suite, self.examples_only) {
            (Some(_), _) => Mode::Suite,
            (None, true) => Mode::Examples,
            (None, false) => Mode::Samples(self.samples),
        }
    }

    /// The list of exceptions.
    pub(crate) fn exceptions(&self) -> PathBuf {
        self.exceptions.clone().unwrap_or_else(|| repository().join("tools/roundtrip-exceptions.toml"))
    }
}
