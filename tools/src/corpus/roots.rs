//! Files of a folder that are documents of their own.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::Result;
use super::hash::Hash;

/// A list of roots in the folder: tab-separated with a header, the path in the first column.
const MANIFEST: &str = "MANIFEST.tsv";

/// A document of its own; other files may be parts of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// The path relative to the folder, with `/`.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}

impl Root {
    /// A short text that no other path has, fit for a crate, a folder and a file.
    pub fn name(&self) -> String {
        let stem = self.path.rsplit_once('.').map_or(self.path.as_str(), |(stem, _)| stem);
        let words: String = stem.to_ascii_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
        let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
        let words = words.join("-");
        let tail = &words[words.len().saturating_sub(40)..];
        format!("corpus-{}-{}", &self.order()[..8], tail.trim_matches('-'))
    }

    /// The key by which samples are chosen: spread evenly, and the same for ever.
    pub fn order(&self) -> String {
        Hash::new().with(&self.path).hex()
    }
}

/// The roots in a folder, sorted by path, whose paths contain one of the texts.
pub fn find(corpus: &Path, filter: &[String]) -> Result<Vec<Root>> {
    let paths = match fs::read_to_string(corpus.join(MANIFEST)) {
        Ok(manifest) => manifest.lines().skip(1).filter_map(|row| row.split('\t').next()).map(str::to_owned).collect(),
        Err(_) => sniffed(corpus)?,
    };
    let mut roots = Vec::new();
    for path in paths {
        if !path.is_empty() && (filter.is_empty() || filter.iter().any(|text| path.contains(text))) {
            let file = fs::metadata(corpus.join(&path)).map_err(|error| format!("{path}: {error}"))?;
            roots.push(Root { path, bytes: file.len() });
        }
    }
    roots.sort_by(|a, b| a.path.cmp(&b.path));
    if roots.is_empty() {
        return Err(format!("there is no document in {}", corpus.display()).into());
    }
    Ok(roots)
}

fn sniffed(corpus: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let path = corpus.join(&folder);
        for entry in fs::read_dir(&path).map_err(|error| format!("{}: {error}", path.display()))? {
            let entry = entry?;
            let relative = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(relative);
            } else if is_document(&entry.path()) {
                names.push(relative.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(names)
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["json", "yaml", "yml"].iter().any(|listed| extension == *listed)
        && fs::read_to_string(path).is_ok_and(|text| declares_version(&text))
}

/// Returns `true` if the top level of a text has the key `swagger` or `openapi`.
fn declares_version(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Top {
        swagger: Option<IgnoredAny>,
        openapi: Option<IgnoredAny>,
    }
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') {
        return serde_json::from_str::<Top>(text).is_ok_and(|top| top.swagger.or(top.openapi).is_some());
    }
    let is_key = |line: &str| {
        let line = line.trim_start_matches(['"', '\'']);
        line.strip_prefix("swagger").or(line.strip_prefix("openapi")).is_some_and(|rest| {
            let rest = rest.trim_start_matches(['"', '\'']).trim_start();
            rest.starts_with(':')
        })
    };
    text.lines().any(is_key)
}

#[cfg(test)]
mod tests {
    use super::{Root, declares_version, find};

    #[test]
    fn documents_say_what_they_are_at_the_top_level() {
        for text in ["{\"a\": {}, \"openapi\": \"3.0.0\"}", "openapi: 3.1.0\n", "'swagger' : '2.0'", "a: 1\nswagger: 2"]
        {
            assert!(declares_version(text), "{text}");
        }
        for text in ["{\"a\": {\"openapi\": \"3.0.0\"}}", "a:\n  openapi: 3.1.0\n", "openapis: 1", "{", ""] {
            assert!(!declares_version(text), "{text}");
        }
    }

    #[test]
    fn a_manifest_decides_where_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("b")).unwrap();
        for path in ["a.json", "b/a.yaml", "c.json"] {
            std::fs::write(folder.path().join(path), "openapi: 3.0.0").unwrap();
        }
        std::fs::write(folder.path().join("a.json"), "{\"openapi\": 1}").unwrap();
        let paths = |filter: &[String]| {
            let roots = find(folder.path(), filter).unwrap();
            roots.into_iter().map(|root| root.path).collect::<Vec<_>>()
        };
        assert_eq!(paths(&[]), ["a.json", "b/a.yaml", "c.json"]);
        std::fs::write(folder.path().join("MANIFEST.tsv"), "file\tversion\nc.json\t3.0.0\nb/a.yaml\t3.0.0\n").unwrap();
        assert_eq!(paths(&[]), ["b/a.yaml", "c.json"]);
        assert_eq!(paths(&["b/".to_owned()]), ["b/a.yaml"]);
    }

    #[test]
    fn names_are_fit_for_crates() {
        let name = |path: &str| Root { path: path.to_owned(), bytes: 0 }.name();
        assert!(name("a/B_c.v1.json").ends_with("-a-b-c-v1"), "{}", name("a/B_c.v1.json"));
        assert_ne!(name("a/b.json"), name("a-b.json"));
        assert!(name(&"long/".repeat(100)).len() <= 64);
    }
}
