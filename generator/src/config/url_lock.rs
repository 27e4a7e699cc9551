//! The lock of URLs: texts that were fetched, for runs without a network.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use toml::{Table, Value};

use super::OptionError;

/// The version of the format.
const VERSION: i64 = 1;

// A query may hold a token, and these files are checked in: its hash says as well which text it was.
/// The sign in front of a digest that stands in place of a query.
const QUERY: &str = "sha256=";

/// The lock of URLs: the digests of texts that were fetched, in [`UrlLock::FILE`]. The folder [`UrlLock::CACHE`] beside it holds the
/// texts, each in a file named by its digest.
///
/// The command `callsmith` writes both; a build script reads them ([`Generator::url_lock`](crate::Generator::url_lock)).
#[derive(Clone, Debug)]
pub struct UrlLock {
    folder: PathBuf,
    digests: BTreeMap<String, String>,
}

/// The state of a URL in a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedText {
    /// The lock does not name the URL.
    Unknown,
    /// The lock names the URL, and the cache holds its text.
    Text {
        /// The file in the cache.
        path: PathBuf,
        /// The text.
        text: String,
    },
    /// The lock names the URL, and the cache does not hold the text with this digest.
    Digest(String),
}

impl UrlLock {
    /// The name of the lock file.
    pub const FILE: &str = "callsmith.lock";
    /// The name of the folder of texts.
    pub const CACHE: &str = "callsmith.cache";

    /// Reads the lock in a folder; an empty one where there is none.
    ///
    /// # Errors
    /// The file cannot be read, or is no lock of this version.
    pub fn read(folder: impl AsRef<Path>) -> Result<Self, OptionError> {
        let folder = folder.as_ref();
        let path = folder.join(Self::FILE);
        let digests = match fs::read_to_string(&path) {
            Ok(text) => parse(&text).ok_or_else(|| unusable(&path))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(OptionError::new(format!("cannot read `{}`: {error}", path.display()))),
        };
        Ok(Self { folder: folder.to_owned(), digests })
    }

    /// The folder of the lock; empty for the current one.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The state of a URL. A text that was changed in the cache is not one of the lock.
    #[must_use]
    pub fn state_of(&self, url: &str) -> LockedText {
        let Some(digest) = self.digests.get(&key(url)) else { return LockedText::Unknown };
        let path = self.folder.join(Self::CACHE).join(digest);
        match fs::read_to_string(&path) {
            Ok(text) if Self::digest(&text) == *digest => LockedText::Text { path, text },
            _ => LockedText::Digest(digest.clone()),
        }
    }

    /// Adds a text to the lock. The result is the path of its file within the folder of the lock, which is not written here.
    pub fn insert(&mut self, url: &str, text: &str) -> PathBuf {
        let digest = Self::digest(text);
        let path = Path::new(Self::CACHE).join(&digest);
        self.digests.insert(key(url), digest);
        path
    }

    /// The digest of a text, as the lock has it: SHA-256 in lower-case hexadecimal digits.
    #[must_use]
    pub fn digest(text: &str) -> String {
        hmac_sha256::Hash::hash(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The content of the lock file.
    #[must_use]
    pub fn content(&self) -> String {
        let entry = |(url, digest): (&String, &String)| {
            let entry = [("url", url), ("sha256", digest)];
            Value::Table(entry.map(|(key, value)| (key.to_owned(), Value::String(value.clone()))).into_iter().collect())
        };
        let documents = self.digests.iter().map(entry).collect();
        let table = [("version", Value::Integer(VERSION)), ("document", Value::Array(documents))];
        let table: Table = table.map(|(key, value)| (key.to_owned(), value)).into_iter().collect();
        format!("# What was fetched of URLs; `callsmith generate --update-lock` fetches it again.\n{table}")
    }
}

/// A URL as the lock names it, which is often checked in. So it has no user, and the digest in place of a query, since
/// both may be secret.
fn key(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (rest, query) = rest.split_once('?').map_or((rest, None), |(rest, query)| (rest, Some(query)));
    let end = rest.find('/').unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    let query = query.map(|query| match query.strip_prefix(QUERY) {
        Some(_) => format!("?{query}"),
        None => format!("?{QUERY}{}", UrlLock::digest(query)),
    });
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    format!("{scheme}{host}{}{}", &rest[end..], query.unwrap_or_default())
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

fn unusable(path: &Path) -> OptionError {
    let text = format!("`{}` is not a lock of version {VERSION}", path.display());
    OptionError::new(text).help("remove it, and `callsmith generate` fetches again")
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::{env, fs, process};

    use super::{LockedText, UrlLock, parse};

    /// Writes a lock with a text.
    fn keep(lock: &mut UrlLock, url: &str, text: &str) {
        let path = lock.insert(url, text);
        let path = lock.folder().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        fs::write(lock.folder().join(UrlLock::FILE), lock.content()).unwrap();
    }

    fn text_of(lock: &UrlLock, url: &str) -> Option<String> {
        match lock.state_of(url) {
            LockedText::Text { text, .. } => Some(text),
            LockedText::Unknown | LockedText::Digest(_) => None,
        }
    }

    #[test]
    fn what_is_locked_is_known() {
        let folder = env::temp_dir().join(format!("callsmith-urls-{}", process::id()));
        let mut lock = UrlLock::read(&folder).unwrap();
        for (url, text) in [("https://a/1", "{}"), ("https://a/2", "{}"), ("https://a/\"3\"", "three")] {
            keep(&mut lock, url, text);
        }
        let lock = UrlLock::read(&folder).unwrap();
        assert_eq!(text_of(&lock, "https://a/2").as_deref(), Some("{}"));
        assert_eq!(text_of(&lock, "https://a/\"3\"").as_deref(), Some("three"));
        assert_eq!(lock.state_of("https://a/4"), LockedText::Unknown);
        let secret = "https://user:word@a/5?token=secret";
        keep(&mut lock.clone(), secret, "five");
        let text = fs::read_to_string(folder.join(UrlLock::FILE)).unwrap();
        assert!(!(text.contains("secret") || text.contains("word")), "{text}");
        let lock = UrlLock::read(&folder).unwrap();
        assert_eq!(text_of(&lock, secret).as_deref(), Some("five"));
        assert_eq!(lock.state_of("https://a/5?token=other"), LockedText::Unknown);
        fs::write(folder.join(UrlLock::CACHE).join(UrlLock::digest("{}")), "forged").unwrap();
        assert_eq!(lock.state_of("https://a/1"), LockedText::Digest(UrlLock::digest("{}")));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_lock_names_no_other_files() {
        let entry = |digest: &str| format!("version = 1\n[[document]]\nurl = \"https://a\"\nsha256 = \"{digest}\"\n");
        assert!(parse(&entry(&"0".repeat(64))).is_some());
        for digest in ["../../secret", "", &"G".repeat(64)] {
            assert_eq!(parse(&entry(digest)), None);
        }
        assert_eq!(parse("version = 2\n"), None);
        assert_eq!(parse("version = 1\n"), Some(Default::default()));
        assert_eq!(UrlLock::read(Path::new("nowhere")).unwrap().folder(), Path::new("nowhere"));
    }
}
