//! One run of the pipeline: the document, the texts of URLs, and the outcome.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::{Generator, NamedDocument};
use crate::config::{KeptNames, LockedText, NamesLock, Options, UrlLock};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Fetch, Origins, Sources};
use crate::error::Error;
use crate::generated::Generated;
use crate::pipeline::{self, Observer, on_a_deep_stack};
use crate::protocol;

/// The lock of URLs of a run.
struct LockedUrls {
    folder: PathBuf,
    lock: OnceLock<Result<UrlLock, String>>,
    /// The files that were read.
    files: Mutex<Vec<PathBuf>>,
}

impl LockedUrls {
    fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), lock: OnceLock::new(), files: Mutex::default() }
    }

    /// The text of a URL, or the reason why there is none.
    fn text(&self, url: &str) -> Result<String, String> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let path = self.folder.join(UrlLock::FILE);
        if !files.contains(&path) {
            files.push(path);
        }
        let read = || UrlLock::read(&self.folder).map_err(|error| error.to_string());
        match self.lock.get_or_init(read).as_ref()?.state_of(url) {
            LockedText::Text { path, text } => {
                files.push(path);
                Ok(text)
            }
            LockedText::Unknown => Err(format!("it is not in `{}`, where `callsmith lock` puts it", UrlLock::FILE)),
            LockedText::Digest(_) => {
                let (cache, lock) = (UrlLock::CACHE, UrlLock::FILE);
                Err(format!(
                    "`{cache}` does not hold the text that `{lock}` names, which `callsmith lock` fetches again"
                ))
            }
        }
    }

    fn files(&self) -> Vec<PathBuf> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The files that were read or looked for, and what came of them.
pub(super) fn run(generator: &Generator, observer: Observer<'_>) -> (Vec<PathBuf>, Result<Generated, Error>) {
    if let Err(error) = generator.options.clone().checked() {
        return (Vec::new(), Err(error.into()));
    }
    let mut options = generator.options.clone();
    if let NamesLock::At(path) = &options.names_lock {
        match KeptNames::read(path) {
            Ok(locked_names) => options.locked_names = locked_names,
            Err(error) => return (vec![path.clone()], Err(error.into())),
        }
    }
    let Some(folder) = generator.url_lock.as_deref().filter(|_| generator.resolver.is_none()) else {
        return run_with(generator, options, generator.resolver.as_ref().map(|resolver| &*resolver.0), observer);
    };
    let locked = Arc::new(LockedUrls::new(folder));
    let texts = locked.clone();
    let (mut looked_for, generated) = run_with(generator, options, Some(&move |url: &str| texts.text(url)), observer);
    looked_for.extend(locked.files());
    (looked_for, generated)
}

/// As [`run`], with the names of the lock, and a way to the texts of URLs.
fn run_with(
    generator: &Generator,
    options: Options,
    fetch: Option<&Fetch>,
    observer: Observer<'_>,
) -> (Vec<PathBuf>, Result<Generated, Error>) {
    let mut sources = Sources::default();
    let name = generator.document.name();
    let (path, text) = match &generator.document {
        NamedDocument::Text { text, .. } => (None, text.clone()),
        NamedDocument::Path(path) => match read(path, &name) {
            Ok(text) => (Some(path.clone()), text),
            Err(error) => return (vec![path.clone()], Err(error)),
        },
        NamedDocument::Url(url) => match fetched(url, &name, &generator.texts, fetch) {
            Ok(text) => (None, text),
            Err(error) => return (Vec::new(), Err(error)),
        },
    };
    let root = sources.add(name, path, text);
    let origins = Origins { options: &options, texts: &generator.texts, fetch };
    // Types nest as deep as schemas, and each level costs a dozen frames of the parser of Rust. The stack of the caller
    // may be that of a test thread, a quarter of a program's.
    let (model, diagnostics) =
        on_a_deep_stack(|| pipeline::run(&mut sources, root, origins, generator.until, observer));
    let reports = diagnostics.reports(&sources);
    let documents: Vec<PathBuf> = sources.paths().cloned().collect();
    let lock = match &options.names_lock {
        NamesLock::At(path) => Some(path),
        NamesLock::WhereItExists | NamesLock::Beside => None,
    };
    let looked_for = documents.iter().chain(sources.missing()).chain(lock).cloned().collect();
    let generated = match model {
        Some(model) => Ok(Generated { model, diagnostics, reports, sources, root, documents, options }),
        None => Err(Error::Document(reports)),
    };
    (looked_for, generated)
}

/// The text of the document at a URL.
fn fetched(url: &str, name: &str, texts: &BTreeMap<String, String>, fetch: Option<&Fetch>) -> Result<String, Error> {
    if let Some(text) = texts.get(url) {
        return Ok(text.clone());
    }
    let fetch = fetch.ok_or_else(|| {
        let help =
            "a build script reads what `callsmith lock` keeps, with `Generator::for_package` or `Generator::url_lock`";
        unreadable(Diagnostic::error(Code::Unreadable, format!("`{name}` is not at hand")).help(help))
    })?;
    fetch(url)
        .map_err(|reason| unreadable(Diagnostic::error(Code::Unreadable, format!("cannot read `{name}`: {reason}"))))
}

/// The error of a document without a text.
fn unreadable(diagnostic: Diagnostic) -> Error {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    Error::Document(diagnostics.reports(&Sources::default()))
}

fn read(path: &Path, name: &str) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|error| {
        let message = format!("cannot open `{name}`: {}", protocol::open::reason(&error));
        unreadable(Diagnostic::error(Code::Unreadable, message))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
        not_utf_8(name, text, error.utf8_error().valid_up_to())
    })
}

/// An error at the first byte of a text that is not UTF-8.
fn not_utf_8(name: &str, text: String, offset: usize) -> Error {
    let mut sources = Sources::default();
    let length = text.len();
    let source = sources.add(name.to_owned(), None, text);
    // A byte order mark is not kept.
    let mark = length - sources.get(source).text.len();
    let mut diagnostics = Diagnostics::default();
    // A mark of UTF-16, whose second byte is a byte that UTF-8 never has either.
    let is_utf_16 = offset == 0 && sources.get(source).text.contains('\0');
    let message =
        if is_utf_16 { "the document is text in UTF-16, not UTF-8" } else { "the document is not text in UTF-8" };
    let error = Diagnostic::error(Code::Unreadable, message).at_offset(source, offset - mark);
    diagnostics.push(error.help("save the file in UTF-8"));
    Error::Document(diagnostics.reports(&sources))
}
