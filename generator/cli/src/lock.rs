//! What was fetched: `callsmith.lock` says it, and the folder `callsmith.cache` beside it keeps the texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use crate::failure::Failure;
use crate::plan::Change;
use crate::write::write;

/// The lock file.
pub(crate) const LOCK: &str = "callsmith.lock";
/// The folder of the texts, each in a file named by its digest.
pub(crate) const CACHE: &str = "callsmith.cache";
/// The version of the format.
const VERSION: i64 = 1;

/// The digests of texts by URL.
#[derive(Debug)]
pub(crate) struct Lock {
    folder: PathBuf,
    digests: BTreeMap<String, String>,
}

/// What is known of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// It was never fetched.
    No,
    /// It was fetched, and is this.
    Text(String),
    /// It was fetched, and only its digest is left.
    Digest(String),
}

impl Lock {
    /// Reads the lock in a folder; an empty one where there is none.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(LOCK);
        let digests = match fs::read_to_string(&path) {
            Ok(text) => parse(&text).ok_or_else(|| unusable(&path))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(Failure::file("read", &path, &error)),
        };
        Ok(Self { folder: folder.to_owned(), digests })
    }

    /// What is known of a URL. A text that was changed in the cache is not taken.
    pub(crate) fn known(&self, url: &str) -> Known {
        let Some(digest) = self.digests.get(&key(url)) else { return Known::No };
        match fs::read_to_string(self.folder.join(CACHE).join(digest)) {
            Ok(text) if digest_of(&text) == *digest => Known::Text(text),
            _ => Known::Digest(digest.clone()),
        }
    }

    /// Keeps what was fetched, beside what was before.
    pub(crate) fn record(&mut self, texts: &BTreeMap<String, String>) -> Result<(), Failure> {
        if texts.is_empty() {
            return Ok(());
        }
        let mut changes = Vec::new();
        for (url, text) in texts {
            let digest = digest_of(text);
            changes.push(Change { path: Path::new(CACHE).join(&digest), old: None, new: Some(text.clone()) });
            self.digests.insert(key(url), digest);
        }
        changes.push(Change { path: PathBuf::from(LOCK), old: None, new: Some(self.text()) });
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        changes.dedup_by(|one, other| one.path == other.path);
        let folder = if self.folder.as_os_str().is_empty() { Path::new(".") } else { &self.folder };
        write(folder, &changes).map_err(|error| Failure::file("write to", folder, &error))
    }

    fn text(&self) -> String {
        let entry = |(url, digest): (&String, &String)| {
            let entry = [("url", url), ("sha256", digest)];
            Value::Table(entry.map(|(key, value)| (key.to_owned(), Value::String(value.clone()))).into_iter().collect())
        };
        let documents = self.digests.iter().map(entry).collect();
        let table = [("version", Value::Integer(VERSION)), ("document", Value::Array(documents))];
        let table: Table = table.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        format!(
            "# What was fetched for references to URLs; `callsmith generate --update-lock` fetches it again.\n{table}"
        )
    }
}

/// A URL as the lock names it, which is often checked in: without a user, and with the digest of a query, since
/// both may be secret.
fn key(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let end = rest.find('/').unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    let query = query.map(|query| match query.strip_prefix(QUERY) {
        Some(_) => format!("?{query}"),
        None => format!("?{QUERY}{}", digest_of(query)),
    });
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{host}{}{}", &rest[end..], query.unwrap_or_default())
}

/// The sign in front of a digest that stands in place of a query.
const QUERY: &str = "sha256=";

/// The digest of a text, as it is written in the lock.
pub(crate) fn digest_of(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The digests of a lock file; `None` where it is none. A digest is the name of a file, so it has to be one.
fn parse(text: &str) -> Option<BTreeMap<String, String>> {
    let table: Table = text.parse().ok()?;
    if table.get("version")?.as_integer()? != VERSION {
        return None;
    }
    let documents = table.get("document").map_or(Some(&[][..]), |value| value.as_array().map(Vec::as_slice))?;
    let entry = |value: &Value| {
        let text = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let digest = text("sha256").filter(|digest| {
            digest.len() == 64 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        });
        Some((key(&text("url")?), digest?))
    };
    documents.iter().map(entry).collect()
}

fn unusable(path: &Path) -> Failure {
    let text = format!("`{}` is not a lock of version {VERSION}", path.display());
    Failure::usage_with_help(text, "remove it, and `callsmith generate` fetches again")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::{CACHE, Known, LOCK, Lock, digest_of, parse};

    #[test]
    fn what_is_recorded_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut lock = Lock::read(folder.path()).expect("no lock is an empty one");
        let texts = [("https://a/1", "{}"), ("https://a/2", "{}"), ("https://a/\"3\"", "three")];
        let texts: BTreeMap<String, String> =
            texts.into_iter().map(|(url, text)| (url.to_owned(), text.to_owned())).collect();
        lock.record(&texts).expect("the folder is writable");
        let again = Lock::read(folder.path()).expect("it was written");
        assert_eq!(again.known("https://a/2"), Known::Text("{}".to_owned()));
        assert_eq!(again.known("https://a/\"3\""), Known::Text("three".to_owned()));
        assert_eq!(again.known("https://a/4"), Known::No);
        let secret = "https://user:word@a/5?token=secret";
        lock.record(&BTreeMap::from([(secret.to_owned(), "five".to_owned())])).expect("the folder is writable");
        let text = fs::read_to_string(folder.path().join(LOCK)).expect("it was written");
        assert!(!(text.contains("secret") || text.contains("word")), "{text}");
        let again = Lock::read(folder.path()).expect("it was written");
        assert_eq!(again.known(secret), Known::Text("five".to_owned()));
        assert_eq!(again.known("https://a/5?token=other"), Known::No);
        fs::write(folder.path().join(CACHE).join(digest_of("{}")), "forged").expect("the folder is writable");
        assert_eq!(again.known("https://a/1"), Known::Digest(digest_of("{}")));
    }

    #[test]
    fn a_lock_names_no_other_files() {
        let entry = |digest: &str| format!("version = 1\n[[document]]\nurl = \"https://a\"\nsha256 = \"{digest}\"\n");
        assert!(parse(&entry(&"0".repeat(64))).is_some());
        for digest in ["../../secret", "", &"G".repeat(64)] {
            assert_eq!(parse(&entry(digest)), None);
        }
        assert_eq!(parse("version = 2\n"), None);
        assert_eq!(parse("version = 1\n"), Some(BTreeMap::new()));
        assert_eq!(LOCK, "callsmith.lock");
    }
}
