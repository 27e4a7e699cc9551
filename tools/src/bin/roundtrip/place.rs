//! Folders of a document's results.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith_tools::corpus::hash::Hash;
use callsmith_tools::corpus::roots::Root;
use callsmith_tools::corpus::{Result, repository};

use crate::arguments::Arguments;
use crate::judge::Judged;
use crate::program;
use crate::worker::Mode;

/// The folders of a run.
pub(crate) struct RunFolders {
    /// The workspace with its clients.
    pub(crate) out: PathBuf,
    pub(crate) corpus: PathBuf,
    pub(crate) mode: Mode,
    pub(crate) jobs: Option<usize>,
    /// Of the runtime.
    runtime: Hash,
    /// Of all that results depend on beside the document.
    key: Hash,
}

/// The files of a document.
pub(crate) struct Files {
    pub(crate) samples: PathBuf,
    pub(crate) results: PathBuf,
    /// The file with the judgement.
    pub(crate) judgement: PathBuf,
}

impl RunFolders {
    pub(crate) fn new(out: &Path, corpus: &Path, arguments: &Arguments) -> Result<Self> {
        fs::create_dir_all(out.join("samples"))?;
        fs::create_dir_all(out.join("programs"))?;
        let corpus = corpus.canonicalize()?;
        let mode = arguments.mode();
        let runtime = program::hash(Hash::new(), &repository().join("runtime/src"))?;
        let runtime = runtime.with(fs::read(repository().join("Cargo.lock"))?);
        let key = runtime.with(fs::read(std::env::current_exe()?)?).with(format!("{mode:?}"));
        Ok(Self { out: out.to_owned(), corpus, mode, jobs: arguments.jobs, runtime, key })
    }

    /// The files of a document.
    pub(crate) fn files(&self, root: &Root) -> Files {
        Files::new(&self.out, &root.name())
    }

    /// The program of a document, which stays the same while client and runtime do.
    pub(crate) fn program(&self, root: &Root) -> Result<PathBuf> {
        let folder = self.out.join("clients").join(root.name());
        let key = program::hash(program::hash(self.runtime, &folder)?, &self.out.join("trips"))?;
        Ok(self.out.join("programs").join(format!("{}-{}", root.name(), key.hex())))
    }

    /// The judgement of an earlier run.
    pub(crate) fn judged(&self, root: &Root) -> Result<Option<Judged>> {
        let path = self.make_folder(root)?;
        let text = fs::read_to_string(path).ok();
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Keeps what the judge found for later runs; of the samples nothing is needed any more, unless something is wrong.
    pub(crate) fn keep(&self, root: &Root) -> Result<Judged> {
        let files = self.files(root);
        let judged: Judged = serde_json::from_str(&fs::read_to_string(&files.judgement)?)?;
        fs::rename(&files.judgement, self.make_folder(root)?)?;
        if judged.failed.is_empty() {
            fs::remove_file(files.samples)?;
            fs::remove_file(files.results)?;
        }
        Ok(judged)
    }

    fn make_folder(&self, root: &Root) -> Result<PathBuf> {
        let key = self.key.with(fs::read(self.corpus.join(&root.path))?).hex();
        Ok(self.out.join("samples").join(format!("{}-{key}.result.json", root.name())))
    }
}

impl Files {
    pub(crate) fn new(out: &Path, name: &str) -> Self {
        let file = |end: &str| out.join("samples").join(format!("{name}.{end}"));
        Self { samples: file("samples.jsonl"), results: file("answers.jsonl"), judgement: file("found.json") }
    }
}
