//! Texts of URLs that `--allow-url` covers: from the lock, or fetched.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use callsmith::{LockedText, Options, UrlLock};
use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::failure::Failure;
use crate::fetch::{self, Redirects};
use crate::plan::Change;
use crate::progress::Progress;
use crate::write::write;

/// The treatment of URLs that are not locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Policy {
    /// Fetches and locks them.
    Record,
    /// Fetches all of them again and locks them.
    Update,
    /// Fetches them.
    Fetch,
    /// Refuses them.
    Refuse,
}

/// The way to URLs, for one run.
#[derive(Clone, Debug)]
pub(crate) struct RemoteFetcher {
    options: Options,
    policy: Policy,
    /// Headers of the command line, and the URL whose origin they are for.
    headers: HeaderMap,
    first: Option<Url>,
    state: Arc<Mutex<State>>,
    progress: Progress,
}

#[derive(Debug)]
struct State {
    lock: UrlLock,
    fetched: BTreeMap<String, String>,
}

impl RemoteFetcher {
    pub(crate) fn new(options: &Options, policy: Policy, lock: UrlLock, progress: &Progress) -> Self {
        let state = Arc::new(Mutex::new(State { lock, fetched: BTreeMap::new() }));
        let progress = progress.clone();
        Self { options: options.clone(), policy, headers: HeaderMap::new(), first: None, state, progress }
    }

    /// The headers of the command line, and the URL whose origin they are for.
    pub(crate) fn with_headers(self, headers: HeaderMap, first: Url) -> Self {
        Self { headers, first: Some(first), ..self }
    }

    /// The text of a URL, which the options have been asked about before; or why there is none.
    pub(crate) fn text(&self, address: &str) -> Result<String, String> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let locked = match self.policy {
            Policy::Update => LockedText::Unknown,
            _ => state.lock.state_of(address),
        };
        let digest = match locked {
            LockedText::Text { text, .. } => return Ok(text),
            LockedText::Digest(digest) => Some(digest),
            LockedText::Unknown if self.policy == Policy::Refuse => {
                return Err(format!("it is not in `{}`, where `callsmith generate` puts it", UrlLock::FILE));
            }
            LockedText::Unknown => None,
        };
        let stage = format!("fetching reference {}: {}", state.fetched.len() + 1, fetch::display_text(address));
        let text = self.progress.during(stage, || self.fetch(address))?;
        if digest.is_some_and(|digest| digest != UrlLock::digest(&text)) {
            let update = "`callsmith generate --update-lock` takes it over";
            return Err(format!("its text is not what it was when it was locked; {update}"));
        }
        state.fetched.insert(address.to_owned(), text.clone());
        Ok(text)
    }

    fn fetch(&self, address: &str) -> Result<String, String> {
        let url = Url::parse(address).map_err(|error| format!("it is not a URL: {error}"))?;
        // What the library and the one who fetches take for its host and path may not differ.
        let covered = |url: &Url| self.options.allows_url(url.as_str());
        if !covered(&url) {
            return Err("`--allow-url` does not cover it".to_owned());
        }
        let is_same_origin = self.first.as_ref().is_some_and(|first| first.origin() == url.origin());
        let headers = if is_same_origin { self.headers.clone() } else { HeaderMap::new() };
        let bytes = fetch::fetch(&url, &headers, Redirects { allowed: &covered, named: &covered })
            .map_err(|problem| problem.message)?;
        String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
    }

    /// The files that change when what was fetched is locked beside what was locked before, and their folder.
    pub(crate) fn changes(&self) -> (PathBuf, Vec<Change>) {
        let state = &mut *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = state.lock.folder().to_owned();
        if state.fetched.is_empty() || !matches!(self.policy, Policy::Record | Policy::Update) {
            return (folder, Vec::new());
        }
        let new = |path: PathBuf, text: &str| {
            let old = fs::read_to_string(folder.join(&path)).ok();
            Change { path, old, new: Some(text.to_owned()) }
        };
        let texts = state.fetched.iter();
        let mut changes: Vec<Change> = texts.map(|(url, text)| new(state.lock.insert(url, text), text)).collect();
        changes.push(new(PathBuf::from(UrlLock::FILE), &state.lock.content()));
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        changes.dedup_by(|one, other| one.path == other.path);
        changes.retain(|change| change.old != change.new);
        (folder, changes)
    }

    /// Locks what was fetched, where the command does that. The result is the number of texts.
    pub(crate) fn record(&self) -> Result<usize, Failure> {
        let (folder, changes) = self.changes();
        if !changes.is_empty() {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
            write(folder, &changes).map_err(|error| Failure::file("write to", folder, &error))?;
        }
        Ok(self.state.lock().unwrap_or_else(PoisonError::into_inner).fetched.len())
    }
}
