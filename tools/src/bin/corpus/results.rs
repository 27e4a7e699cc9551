//! Results, kept as lines of JSON: a run that was stopped continues with them.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::Result;
use crate::outcome::Run;
use callsmith_tools::corpus::check::Compiled;

/// The results of this run and of earlier ones.
pub(crate) struct Results {
    folder: PathBuf,
    earlier: Vec<Record>,
    file: Mutex<File>,
}

/// One line.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    document: String,
    /// The hash of everything that the result depends on.
    key: String,
    #[serde(flatten)]
    result: Kind,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Run(Run),
    Compiled(Compiled),
}

impl Results {
    /// Reads what is kept in a folder. A line that was not written to its end is no result.
    pub(crate) fn open(folder: &Path) -> Result<Self> {
        let path = folder.join("results.jsonl");
        let text = fs::read_to_string(&path).unwrap_or_default();
        let earlier: Vec<Record> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let mut file = File::options().append(true).create(true).open(&path)?;
        if !text.is_empty() && !text.ends_with('\n') {
            writeln!(file)?;
        }
        Ok(Self { folder: folder.to_owned(), earlier, file: Mutex::new(file) })
    }

    /// The folder of the results.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Earlier runs of the generator, by document, with their keys.
    pub(crate) fn runs(&self) -> HashMap<&str, (&str, &Run)> {
        let runs = self.earlier.iter().filter_map(|record| match &record.result {
            Kind::Run(run) => Some((record.document.as_str(), (record.key.as_str(), run))),
            Kind::Compiled(_) => None,
        });
        runs.collect()
    }

    /// Earlier runs of the compiler, by key.
    pub(crate) fn compiled(&self) -> HashMap<&str, &Compiled> {
        let compiled = self.earlier.iter().filter_map(|record| match &record.result {
            Kind::Compiled(compiled) => Some((record.key.as_str(), compiled)),
            Kind::Run(_) => None,
        });
        compiled.collect()
    }

    pub(crate) fn add_run(&self, document: &str, key: &str, run: &Run) -> Result<()> {
        self.add(document, key, Kind::Run(run.clone()))
    }

    pub(crate) fn add_compiled(&self, document: &str, key: &str, compiled: &Compiled) -> Result<()> {
        self.add(document, key, Kind::Compiled(compiled.clone()))
    }

    fn add(&self, document: &str, key: &str, result: Kind) -> Result<()> {
        let record = Record { document: document.to_owned(), key: key.to_owned(), result };
        let line = serde_json::to_string(&record)? + "\n";
        let mut file = self.file.lock().map_err(|_| "another thread has failed")?;
        Ok(file.write_all(line.as_bytes())?)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::Results;
    use crate::outcome::{Outcome, Run};
    use callsmith_tools::corpus::check::Compiled;

    #[test]
    fn what_was_found_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let run = Run { outcome: Outcome::Timeout, seconds: 1.5, megabytes: 7 };
        let results = Results::open(folder.path()).unwrap();
        results.add_run("a.json", "1", &run).unwrap();
        results.add_run("a.json", "2", &run).unwrap();
        let compiled = Compiled { reached: true, ..Compiled::default() };
        results.add_compiled("a.json", "3", &compiled).unwrap();
        let mut file = std::fs::File::options().append(true).open(folder.path().join("results.jsonl")).unwrap();
        write!(file, "{{\"document\": \"b").unwrap();
        let results = Results::open(folder.path()).unwrap();
        assert_eq!(results.runs()["a.json"], ("2", &run));
        assert_eq!(results.compiled()["3"], &compiled);
        results.add_run("c.json", "4", &run).unwrap();
        assert_eq!(Results::open(folder.path()).unwrap().runs().len(), 2);
    }
}
