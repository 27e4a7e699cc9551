//! Texts of URLs that `--allow-url` covers: from the lock, or fetched.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use callsmith::Options;
use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::failure::Failure;
use crate::fetch::{self, Redirects};
use crate::lock::{Known, LOCK, Lock, digest_of};

/// What a command does with URLs that are not locked.
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
pub(crate) struct Remote {
    options: Options,
    policy: Policy,
    /// Headers of the command line, and the URL whose origin they are for.
    headers: HeaderMap,
    first: Option<Url>,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    lock: Lock,
    fetched: BTreeMap<String, String>,
}

impl Remote {
    pub(crate) fn new(options: &Options, policy: Policy, lock: Lock, headers: HeaderMap, first: Option<Url>) -> Self {
        let state = Arc::new(Mutex::new(State { lock, fetched: BTreeMap::new() }));
        Self { options: options.clone(), policy, headers, first, state }
    }

    /// The text of a URL, which the options have been asked about before; or why there is none.
    pub(crate) fn text(&self, address: &str) -> Result<String, String> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let locked = match self.policy {
            Policy::Update => Known::No,
            _ => state.lock.known(address),
        };
        let digest = match locked {
            Known::Text(text) => return Ok(text),
            Known::Digest(digest) => Some(digest),
            Known::No if self.policy == Policy::Refuse => {
                return Err(format!("it is not in `{LOCK}`, where `callsmith generate` puts it"));
            }
            Known::No => None,
        };
        let text = self.fetch(address)?;
        if digest.is_some_and(|digest| digest != digest_of(&text)) {
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
        let own = self.first.as_ref().is_some_and(|first| first.origin() == url.origin());
        let headers = if own { self.headers.clone() } else { HeaderMap::new() };
        let bytes = fetch::fetch(&url, &headers, Redirects { allowed: &covered, named: &covered })
            .map_err(|problem| problem.message)?;
        String::from_utf8(bytes).map_err(|_| "it is not text in UTF-8".to_owned())
    }

    /// Locks what was fetched, where the command does that.
    pub(crate) fn record(&self) -> Result<(), Failure> {
        if !matches!(self.policy, Policy::Record | Policy::Update) {
            return Ok(());
        }
        let state = &mut *self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.lock.record(&state.fetched)
    }
}
