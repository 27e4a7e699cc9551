//! The command line.

use std::path::PathBuf;

use callsmith_tools::corpus::{Result, repository};
use clap::Parser;

/// Calls every operation of a sample of documents, each in front of a mock server that holds requests against the document
#[derive(Debug, Parser)]
#[command(name = "prism")]
pub(crate) struct Arguments {
    /// The folder with the documents and their `MANIFEST.tsv`
    #[arg(value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// The folder where `@stoplight/prism-cli` is installed, with its `node_modules`
    #[arg(long, value_name = "DIR")]
    pub(crate) prism: PathBuf,
    /// The number of documents of each version, chosen by the hash of the path
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) documents: usize,
    /// Only documents whose path contains the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// The list of answers that are known and accepted [default: tools/prism-exceptions.toml]
    #[arg(long, value_name = "FILE")]
    pub(crate) exceptions: Option<PathBuf>,
    /// The folder of clients, calls and answers [default: `prism` in the target folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Show every call that is not as it should be, and not the first of each kind only
    #[arg(long)]
    pub(crate) all: bool,
}

impl Arguments {
    /// The folder for clients and results.
    pub(crate) fn out(&self) -> Result<PathBuf> {
        let folder = match &self.out {
            Some(folder) => folder.clone(),
            None => {
                let target = std::env::var_os("CARGO_TARGET_DIR");
                target.map_or_else(|| repository().join("target"), PathBuf::from).join("prism")
            }
        };
        std::fs::create_dir_all(&folder)?;
        Ok(folder.canonicalize()?)
    }

    /// The program of Prism.
    pub(crate) fn program(&self) -> Result<PathBuf> {
        let program = self.prism.join("node_modules/@stoplight/prism-cli/dist/index.js");
        Ok(program.canonicalize().map_err(|error| format!("{}: {error}", program.display()))?)
    }

    /// The list of exceptions.
    pub(crate) fn exceptions(&self) -> PathBuf {
        self.exceptions.clone().unwrap_or_else(|| repository().join("tools/prism-exceptions.toml"))
    }
}
