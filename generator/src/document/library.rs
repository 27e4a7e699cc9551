//! The documents of a run: the one that the user named, and those that it refers to.

use crate::collections::HashMap;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::access::{Access, Refusal};
use super::address::{Address, scheme};
use super::node::{Node, Origin};
use super::read::read;
use super::source::{SourceId, Sources};
use crate::config::Options;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits;
use crate::protocol::terminal;

/// Fetches the text of a URL; an error is a sentence without a full stop.
pub(crate) type Fetch = dyn Fn(&str) -> Result<String, String> + Send + Sync;

/// Sources of documents beside files.
#[derive(Clone, Copy)]
pub(crate) struct Origins<'a> {
    pub(crate) options: &'a Options,
    /// Texts at hand, by path or URL.
    pub(crate) texts: &'a BTreeMap<String, String>,
    pub(crate) fetch: Option<&'a Fetch>,
}

/// A document.
#[derive(Debug)]
pub(crate) struct Document {
    /// The name of the document in messages; none for the one that the user named.
    pub(crate) name: Option<Arc<str>>,
    pub(crate) address: Address,
    pub(crate) tree: Node,
}

/// The reason why a document is missing.
#[derive(Clone, Debug)]
pub(crate) enum LoadError {
    /// The problem has been reported at its place.
    Told,
    /// There is no such file; its folder has files of these names.
    Missing { siblings: Vec<String> },
    /// As this says, which has no place yet.
    Tell(Diagnostic),
}

/// The documents of a run. Each is read once, however it is spelt.
pub(crate) struct Library<'a> {
    sources: &'a mut Sources,
    origins: Origins<'a>,
    access: Access,
    documents: HashMap<Address, Result<Rc<Document>, LoadError>>,
    /// Documents that are files, by their path without links.
    files: HashMap<PathBuf, Rc<Document>>,
    list: Vec<Rc<Document>>,
    bytes: usize,
}

impl<'a> Library<'a> {
    /// A library with the document that the user named, already read into a tree.
    pub(crate) fn new(sources: &'a mut Sources, root: SourceId, tree: Node, origins: Origins<'a>) -> Self {
        let source = sources.get(root);
        let (address, path) = match &source.path {
            Some(path) => (Address::file(path), Some(path.clone())),
            None => (Address::parse(&source.name), None),
        };
        let mut access = Access::default();
        if let Some(path) = &path {
            access.allow(path.parent().unwrap_or(path));
        }
        for folder in &origins.options.allow_folders {
            access.allow(folder);
        }
        let root = Rc::new(Document { name: None, address: address.clone(), tree });
        let documents = HashMap::from_iter([(address, Ok(root.clone()))]);
        let real = path.and_then(|path| fs::canonicalize(path).ok());
        let files = real.into_iter().map(|path| (path, root.clone())).collect();
        Self { sources, origins, access, documents, files, list: vec![root], bytes: 0 }
    }

    /// The document that the user named.
    pub(crate) fn root(&self) -> &Rc<Document> {
        &self.list[0]
    }

    /// All documents that were read so far, in that order.
    pub(crate) fn documents(&self) -> &[Rc<Document>] {
        &self.list
    }

    /// The document at an address.
    pub(crate) fn open(&mut self, address: &Address, diagnostics: &mut Diagnostics) -> Result<Rc<Document>, LoadError> {
        if let Some(cached) = self.documents.get(address) {
            return cached.clone();
        }
        let opened = self.load(address, diagnostics);
        self.documents.insert(address.clone(), opened.clone());
        opened
    }

    fn load(&mut self, address: &Address, diagnostics: &mut Diagnostics) -> Result<Rc<Document>, LoadError> {
        if address.to_string().contains(terminal::is_active) {
            return Err(with_controls(address));
        }
        // First, so that a build script can give the text of a URL, which it does not fetch.
        if let Some(text) = self.origins.texts.get(&address.to_string()) {
            return self.read(address, None, text.clone(), diagnostics);
        }
        match address {
            Address::Url(url) => {
                let text = self.fetch(url)?;
                self.read(address, None, text, diagnostics)
            }
            Address::File(path) => self.file(address, path, diagnostics),
        }
    }

    fn file(
        &mut self,
        address: &Address,
        path: &Path,
        diagnostics: &mut Diagnostics,
    ) -> Result<Rc<Document>, LoadError> {
        let real = match self.access.file(path) {
            Ok(real) => real,
            Err(refusal) => return Err(self.refused(address, path, refusal)),
        };
        // Two spellings of a path, or a link, lead to one document: read twice, its schemas would be two sets of types.
        if let Some(cached) = self.files.get(&real) {
            return Ok(cached.clone());
        }
        let text = self.text(&real).map_err(|reason| unreadable(address, &reason))?;
        let document = self.read(address, Some(path.to_owned()), text, diagnostics)?;
        self.files.insert(real, document.clone());
        Ok(document)
    }

    /// The text of a file, within what is left of the limits.
    fn text(&mut self, path: &Path) -> Result<String, String> {
        if self.documents.len() >= limits::FILES {
            return Err(format!("{} files are read at most", limits::FILES));
        }
        // One byte more than is allowed is read, which tells a file at the bound from a file beyond it. The size that
        // the file system gives may change.
        let left = limits::FILE_BYTES - self.bytes;
        let mut bytes = Vec::new();
        let file = File::open(path).map_err(|error| error.to_string())?;
        file.take(left as u64 + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
        if bytes.len() > left {
            return Err(format!("{} MiB are read at most", limits::FILE_BYTES / 1024 / 1024));
        }
        self.bytes += bytes.len();
        String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
    }

    fn read(
        &mut self,
        address: &Address,
        path: Option<PathBuf>,
        text: String,
        diagnostics: &mut Diagnostics,
    ) -> Result<Rc<Document>, LoadError> {
        let name = address.to_string();
        let source = self.sources.add(name.clone(), path, text);
        let tree = if is_prose(&name) {
            let text = self.sources.get(source).text.clone();
            Node::string(text, Origin { source, index: 0 })
        } else {
            read(self.sources, source, diagnostics).ok_or(LoadError::Told)?
        };
        let document = Rc::new(Document { name: Some(name.into()), address: address.clone(), tree });
        self.list.push(document.clone());
        Ok(document)
    }

    fn refused(&mut self, address: &Address, path: &Path, refusal: Refusal) -> LoadError {
        let folder = match refusal {
            Refusal::Missing => {
                self.sources.add_missing(path.to_owned());
                return LoadError::Missing { siblings: self.access.siblings(path) };
            }
            Refusal::Unreadable(reason) => return unreadable(address, &reason),
            Refusal::Outside => Address::file(path.parent().unwrap_or(path)).to_string(),
            Refusal::LinksTo(folder) => folder.to_string_lossy().into_owned(),
        };
        let folder = if folder.is_empty() { "." } else { &folder };
        let message = format!("`{address}` is outside of the folders that may be read");
        let help = format!("`--allow-folder {folder}`, or `allow-folders` in `callsmith.toml`, allows it");
        LoadError::Tell(Diagnostic::error(Code::ExternalReference, message).help(help))
    }

    fn fetch(&self, url: &str) -> Result<String, LoadError> {
        let refused = |message: String| Diagnostic::error(Code::ExternalReference, message);
        // Schemes have no case (RFC 3986, section 3.1).
        if !matches!(scheme(url).map(str::to_ascii_lowercase).as_deref(), Some("http" | "https")) {
            let message = format!("`{url}` is neither a path nor an http(s) URL");
            return Err(LoadError::Tell(refused(message).help("a path is relative to the document that it stands in")));
        }
        let folder =
            url.split(['?', '#']).next().and_then(|url| url.rsplit_once('/')).map_or(url, |(folder, _)| folder);
        if !self.origins.options.allows_url(url) {
            let help = format!("`--allow-url {folder}/` lets the command `callsmith` fetch it");
            return Err(LoadError::Tell(refused(format!("`{url}` may not be fetched")).help(help)));
        }
        let Some(fetch) = self.origins.fetch else {
            let help = "the command `callsmith` fetches; a build script reads what it locked (`Generator::url_lock`)";
            return Err(LoadError::Tell(refused(format!("`{url}` is not at hand")).help(help)));
        };
        fetch(url).map_err(|reason| {
            let message = format!("`{url}` cannot be fetched: {reason}");
            LoadError::Tell(Diagnostic::error(Code::Unreadable, message))
        })
    }
}

// `$ref: description.md` in place of a text is common. As YAML most such files would be a syntax error.
/// `true` if a file is a description kept beside the document, and neither JSON nor YAML.
fn is_prose(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown", "txt"].iter().any(|prose| ending.eq_ignore_ascii_case(prose))
}

/// No file is looked for by such a name, which could not be told to Cargo or a terminal.
fn with_controls(address: &Address) -> LoadError {
    let message = format!("`{address}` has control characters, with which no file or URL is read");
    LoadError::Tell(Diagnostic::error(Code::ExternalReference, message).help("name a file or URL without them"))
}

fn unreadable(address: &Address, reason: &str) -> LoadError {
    LoadError::Tell(Diagnostic::error(Code::Unreadable, format!("`{address}` cannot be read: {reason}")))
}
