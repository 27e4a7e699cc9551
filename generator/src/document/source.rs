//! The texts of a run.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::node::{Origin, SpanTarget};
use super::place::{Lines, Place};
use super::{json_places, yaml_places};

/// A text that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SourceId(pub(crate) u32);

/// The format of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Yaml,
}

/// One text.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    /// The name in messages: a path as the user gave it, a URL, or `<stdin>`.
    pub(crate) name: String,
    /// The file, when it is one.
    pub(crate) path: Option<PathBuf>,
    /// The text without a byte order mark.
    pub(crate) text: String,
    pub(crate) format: Format,
    lines: OnceLock<Lines>,
}

impl Source {
    /// A text with a name for messages, which is no document of the run.
    pub(crate) fn new(name: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
        Self { name: name.to_owned(), path: None, text, format: Format::Yaml, lines: OnceLock::new() }
    }

    /// The offsets of the lines; computed on first use, since most texts are never pointed into.
    pub(crate) fn lines(&self) -> &Lines {
        self.lines.get_or_init(|| Lines::new(&self.text))
    }
}

/// All texts of a run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    list: Vec<Source>,
    /// Files that were looked for and are not there.
    missing: Vec<PathBuf>,
}

impl Sources {
    pub(crate) fn add(&mut self, name: String, path: Option<PathBuf>, text: String) -> SourceId {
        // A reader of JSON may ignore the mark (RFC 8259, section 8.1), and YAML knows it (YAML 1.2.2, section 5.2).
        let text = match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        };
        // The text decides and not the ending of the file: JSON is read by the stricter parser also from `openapi.yaml`
        // or standard input. A flow mapping of YAML that is no JSON is rare enough to be an error.
        let format = if text.trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml };
        let id = SourceId(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        self.list.push(Source { name, path, text, format, lines: OnceLock::new() });
        id
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.list.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    pub(crate) fn get(&self, id: SourceId) -> &Source {
        &self.list[id.0 as usize]
    }

    /// The document that the user named: the first text of a run.
    pub(crate) fn root(&self) -> &Source {
        &self.list[0]
    }

    pub(crate) fn add_missing(&mut self, path: PathBuf) {
        self.missing.push(path);
    }

    /// The files that were read.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.list.iter().filter_map(|source| source.path.as_ref())
    }

    /// The files that were read, with their texts.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&PathBuf, &str)> {
        self.list.iter().filter_map(|source| Some((source.path.as_ref()?, source.text.as_str())))
    }

    /// The files that were looked for and are not there.
    pub(crate) fn missing(&self) -> &[PathBuf] {
        &self.missing
    }

    /// Finds what the user wrote for each of the nodes. Costs one walk of each text, which is why positions are looked
    /// up for what is printed and not kept for everything.
    pub(crate) fn places(&self, wanted: &[(Origin, SpanTarget)]) -> Vec<Place> {
        let mut places: Vec<Option<Place>> = vec![None; wanted.len()];
        for (number, source) in self.list.iter().enumerate() {
            let here: Vec<usize> =
                (0..wanted.len()).filter(|&slot| wanted[slot].0.source.0 as usize == number).collect();
            if here.is_empty() {
                continue;
            }
            let targets: Vec<(u32, SpanTarget)> =
                here.iter().map(|&slot| (wanted[slot].0.index, wanted[slot].1)).collect();
            let source_places = match source.format {
                Format::Json => json_places::find(&source.text, &targets),
                Format::Yaml => yaml_places::find(&source.text, &targets),
            };
            for (slot, place) in here.into_iter().zip(source_places) {
                places[slot] = Some(place);
            }
        }
        places.into_iter().map(Option::unwrap_or_default).collect()
    }
}
