//! The files of a document, and where a reference leads.

use std::fs;
use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use crate::corpus::{Result, document};

/// A place in one of the files.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The index of the file; the first is the document itself.
    pub file: usize,
    /// A JSON Pointer, without `#`.
    pub pointer: String,
    /// Only the own properties of a schema which otherwise is one of its subtypes.
    pub is_base: bool,
}

/// The files that were read so far.
#[derive(Clone, Debug)]
pub struct Documents {
    files: Vec<(PathBuf, Value)>,
}

impl Address {
    /// A place in the document itself.
    #[must_use]
    pub fn root(pointer: impl Into<String>) -> Self {
        Self { file: 0, pointer: pointer.into(), is_base: false }
    }

    /// One step further.
    #[must_use]
    pub fn within(&self, step: &str) -> Self {
        let step = step.replace('~', "~0").replace('/', "~1");
        Self { file: self.file, pointer: format!("{}/{step}", self.pointer), is_base: false }
    }

    /// The last step.
    #[must_use]
    pub fn name(&self) -> String {
        let step = self.pointer.rsplit('/').next().unwrap_or_default();
        step.replace("~1", "/").replace("~0", "~")
    }
}

impl Documents {
    /// Reads the first file.
    ///
    /// # Errors
    /// The file cannot be read, or is neither JSON nor YAML.
    pub fn open(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path)?;
        let value = document::read(&text).ok_or("the document is neither JSON nor YAML")?;
        Ok(Self { files: vec![(path.to_owned(), value)] })
    }

    /// The document itself.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.files[0].1
    }

    /// Returns `true` if the document is a Swagger 2.0.
    #[must_use]
    pub fn is_v2(&self) -> bool {
        self.document().get("swagger").is_some()
    }

    /// The value at a place.
    #[must_use]
    pub fn get(&self, address: &Address) -> Option<&Value> {
        self.files.get(address.file)?.1.pointer(&address.pointer)
    }

    /// The target of a reference that stands in some place: to something that is there.
    pub fn resolve(&mut self, from: &Address, reference: &str) -> Option<Address> {
        let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let file = if path.is_empty() { from.file } else { self.file(from.file, &decoded(path))? };
        let pointer = decoded(fragment).trim_end_matches('/').to_owned();
        let address = Address { file, pointer, is_base: false };
        (address.pointer.is_empty() || address.pointer.starts_with('/')).then_some(())?;
        self.get(&address)?;
        Some(address)
    }

    fn file(&mut self, from: usize, path: &str) -> Option<usize> {
        let path = normal(&self.files[from].0.parent()?.join(path));
        if let Some(file) = self.files.iter().position(|(file, _)| normal(file) == path) {
            return Some(file);
        }
        let value = document::read(&fs::read_to_string(&path).ok()?)?;
        self.files.push((path, value));
        Some(self.files.len() - 1)
    }
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if out.file_name().is_some() => drop(out.pop()),
            other => out.push(other),
        }
    }
    out
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        match code {
            Some(code) if *first == b'%' => {
                bytes.push(code);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Address, Documents, decoded};

    #[test]
    fn references_lead_to_other_files_and_through_signs() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("parts")).unwrap();
        std::fs::write(folder.path().join("a.yaml"), "swagger: '2.0'\na/b: {c d: 1}\n").unwrap();
        std::fs::write(folder.path().join("parts/b.json"), "{\"x\": 2}").unwrap();
        let mut documents = Documents::open(&folder.path().join("a.yaml")).unwrap();
        let here = Address::root("");
        let address = documents.resolve(&here, "#/a~1b/c%20d").unwrap();
        assert_eq!((documents.get(&address).unwrap(), address.name().as_str()), (&serde_json::json!(1), "c d"));
        let there = documents.resolve(&here, "./parts/b.json#/x").unwrap();
        assert_eq!(documents.get(&there).unwrap(), 2);
        assert!(documents.resolve(&there, "../a.yaml#/a~1b").is_some_and(|back| back.file == 0));
        assert_eq!(documents.resolve(&here, "#/nothing"), None);
        assert!(documents.is_v2());
        assert_eq!(decoded("100%"), "100%");
    }
}
