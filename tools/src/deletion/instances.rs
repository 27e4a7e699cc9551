//! The places of a document's pairs.

use std::collections::BTreeMap;

use serde_json::Value;

use super::annotations::Annotations;
use super::defaults;
use super::specification::{Holds, Kind};

/// A keyword and the kind of object that it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pair {
    /// The versions that the document is written to: `2.0`, or `3.x` for all later ones.
    pub version: &'static str,
    /// The kind of object.
    pub context: Kind,
    /// The more exact kind of the object, or nothing.
    pub variant: String,
    /// The keyword; `responses.*` stands for an entry of `responses`, `enum[]` for an item of `enum`.
    pub keyword: String,
}

/// A path of keys and indices from the root of a document.
pub type Path = Vec<String>;

/// The pairs of a document, each with its first places.
#[derive(Debug, Default)]
pub struct Instances {
    /// Pairs that a client may have to know.
    pub places: BTreeMap<Pair, Vec<Path>>,
    /// Pairs that are annotations.
    pub annotations: BTreeMap<Pair, usize>,
}

impl std::fmt::Display for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.version, self.context.name())?;
        if !self.variant.is_empty() {
            write!(f, " ({})", self.variant)?;
        }
        write!(f, " `{}`", self.keyword)
    }
}

/// Finds the pairs of a document, and at most so many places of each.
#[must_use]
pub fn instances(document: &Value, annotations: &Annotations, most: usize) -> Instances {
    let is_v2 = document.get("swagger").is_some();
    let mut search = Search { is_v2, annotations, most, at: Vec::new(), out: Instances::default() };
    search.object(Kind::Document, document);
    search.out
}

struct Search<'a> {
    is_v2: bool,
    annotations: &'a Annotations,
    most: usize,
    at: Path,
    out: Instances,
}

impl Search<'_> {
    fn object(&mut self, kind: Kind, node: &Value) {
        let Some(object) = node.as_object() else { return };
        let variant = kind.variant(node);
        for (key, value) in object {
            // The keys of these are names that the document chooses.
            let named = matches!(kind, Kind::Callback | Kind::SecurityRequirement);
            let keyword = if named { "*" } else { key.as_str() };
            if !self.annotations.counts(kind, &variant, keyword) {
                *self.out.annotations.entry(self.pair(kind, &variant, keyword)).or_default() += 1;
                continue;
            }
            self.at.push(key.clone());
            if !defaults::is_redundant(kind, key, value, object) {
                self.note(kind, &variant, keyword);
            }
            self.value(kind, keyword, value);
            self.at.pop();
        }
    }

    fn value(&mut self, kind: Kind, key: &str, value: &Value) {
        match (kind.holds(key, self.is_v2), value) {
            (Holds::One(inner), Value::Object(_)) | (Holds::OneOrList(inner), Value::Object(_)) => {
                self.object(inner, value);
            }
            (Holds::List(inner) | Holds::OneOrList(inner), Value::Array(items)) => {
                self.items(kind, key, items, Some(inner));
            }
            (Holds::Map(inner), Value::Object(entries)) => {
                for (name, entry) in entries.iter().filter(|(name, _)| !name.starts_with("x-")) {
                    self.at.push(name.clone());
                    self.note(kind, "", &format!("{key}.*"));
                    self.object(inner, entry);
                    self.at.pop();
                }
            }
            (Holds::Plain, Value::Array(items)) => self.items(kind, key, items, None),
            (Holds::Plain, Value::Object(entries)) if key == "mapping" || key == "scopes" => {
                for name in entries.keys() {
                    self.at.push(name.clone());
                    self.note(kind, "", &format!("{key}.*"));
                    self.at.pop();
                }
            }
            _ => {}
        }
    }

    /// Of a list the last item is deleted: then no other one moves.
    fn items(&mut self, kind: Kind, key: &str, items: &[Value], inner: Option<Kind>) {
        for (index, item) in items.iter().enumerate() {
            self.at.push(index.to_string());
            if index + 1 == items.len() && items.len() > 1 && defaults::has_statement(kind, key, item) {
                self.note(kind, "", &format!("{key}[]"));
            }
            if let Some(inner) = inner {
                self.object(inner, item);
            }
            self.at.pop();
        }
    }

    fn note(&mut self, kind: Kind, variant: &str, keyword: &str) {
        if !self.annotations.counts(kind, variant, keyword) {
            return;
        }
        let places = self.out.places.entry(self.pair(kind, variant, keyword)).or_default();
        if places.len() < self.most {
            places.push(self.at.clone());
        }
    }

    fn pair(&self, context: Kind, variant: &str, keyword: &str) -> Pair {
        let version = if self.is_v2 { "2.0" } else { "3.x" };
        Pair { version, context, variant: variant.to_owned(), keyword: keyword.to_owned() }
    }
}
