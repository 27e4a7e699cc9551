//! The command line.

use std::path::PathBuf;
use std::str::FromStr;

use callsmith_tools::corpus::repository;
use clap::Parser;

use crate::Result;

/// Generates the clients of a folder of documents, and compiles them
#[derive(Debug, Parser)]
#[command(name = "corpus")]
pub(crate) struct Arguments {
    /// The folder with the documents, and a `MANIFEST.tsv` where only some of its files are roots
    #[arg(value_name = "DIR")]
    pub(crate) corpus: PathBuf,
    /// Only documents whose path contains the text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Vec<String>,
    /// The number of clients to compile: a number, chosen by the hash of the path, or `all`
    #[arg(long, value_name = "N|all", default_value = "0")]
    pub(crate) compile: Compile,
    /// Generate twice, and once from the document with its components in reverse order, and compare the bytes
    #[arg(long)]
    pub(crate) determinism: bool,
    /// The list of documents that are rejected for good reason
    #[arg(long, value_name = "FILE")]
    pub(crate) rejections: Option<PathBuf>,
    /// The folder of clients and results [default: `corpus` in the target folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Write everything that was found as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// The CPU seconds that a document under 10 MB may take
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) seconds: u64,
    /// The address space in GiB that a document may take
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) memory: u64,
    /// The number of documents generated at a time [default: the number of cores]
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// Only the documents for which something does not hold get a row
    #[arg(long)]
    pub(crate) quiet: bool,
}

/// The number of clients that are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compile {
    All,
    Sample(usize),
}

impl FromStr for Compile {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            number => number.parse().map(Self::Sample).map_err(|_| format!("`{number}` is neither a number nor `all`")),
        }
    }
}

impl Arguments {
    /// The folder for clients and results.
    pub(crate) fn out(&self) -> Result<PathBuf> {
        let folder = match &self.out {
            Some(folder) => folder.clone(),
            None => {
                let target = std::env::var_os("CARGO_TARGET_DIR");
                target.map_or_else(|| repository().join("target"), PathBuf::from).join("corpus")
            }
        };
        std::fs::create_dir_all(&folder)?;
        Ok(folder.canonicalize()?)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::{Arguments, Compile};

    #[test]
    fn clients_are_compiled_by_number_or_all() {
        let compile = |value: &str| Arguments::try_parse_from(["corpus", "documents", "--compile", value]);
        assert_eq!(compile("all").unwrap().compile, Compile::All);
        assert_eq!(compile("60").unwrap().compile, Compile::Sample(60));
        assert!(compile("some").unwrap_err().to_string().contains("`some` is neither a number nor `all`"));
        assert_eq!(Arguments::try_parse_from(["corpus", "documents"]).unwrap().compile, Compile::Sample(0));
    }
}
