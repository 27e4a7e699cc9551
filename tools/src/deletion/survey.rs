//! All pairs of a list of documents, with a few trials each.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path as FilePath, PathBuf};

use serde_json::Value;

use super::annotations::Annotations;
use super::instances::{Pair, Path, instances};
use super::trial::{Effect, Outcome, is_unused, pointer, without};
use crate::yaml;

/// The outcome of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The strongest effect that a deletion had.
    pub effect: Effect,
    /// The number of deletions that were tried.
    pub trials: usize,
    /// The document and the pointer of the last trial.
    pub place: (PathBuf, String),
}

/// The extent of the survey.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Deletions of a pair before it is called unexplained.
    pub trials: usize,
    /// Places that are noted: more than are tried, since some documents cannot be generated.
    pub places: usize,
    /// Places of one document.
    pub places_of_one: usize,
}

/// The pairs of documents and where they stand.
#[derive(Debug)]
pub struct Survey {
    limits: Limits,
    annotations: Annotations,
    places: BTreeMap<Pair, Vec<(usize, Path)>>,
    /// The number of times each annotation was met.
    pub annotated: BTreeMap<Pair, usize>,
    documents: Vec<PathBuf>,
    /// The results of the documents as they are, by number.
    outcomes: HashMap<usize, Outcome>,
}

impl Survey {
    /// An empty one.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let annotations = Annotations::documented();
        let (places, annotated) = (BTreeMap::new(), BTreeMap::new());
        Self { limits, annotations, places, annotated, documents: Vec::new(), outcomes: HashMap::new() }
    }

    /// Takes a document in; those that cost least first. Texts that are no document have no pairs.
    pub fn add(&mut self, path: &FilePath) {
        let Some(document) = read(path) else { return };
        let collected_instances = instances(&document, &self.annotations, self.limits.places_of_one);
        for (pair, count) in collected_instances.annotations {
            *self.annotated.entry(pair).or_default() += count;
        }
        let number = self.documents.len();
        for (pair, paths) in collected_instances.places {
            let places = self.places.entry(pair).or_default();
            let room = self.limits.places.saturating_sub(places.len());
            places.extend(paths.into_iter().take(room).map(|path| (number, path)));
        }
        self.documents.push(path.to_owned());
    }

    /// The pairs that were met.
    pub fn pairs(&self) -> impl Iterator<Item = &Pair> {
        self.places.keys()
    }

    /// Deletes instances of a pair until one has an effect; `None` where no document with it gives a client.
    pub fn test(&mut self, pair: &Pair) -> Option<Finding> {
        let places = self.places.get(pair)?.clone();
        let mut best: Option<Finding> = None;
        for (number, path) in places {
            if best.as_ref().is_some_and(|best| best.effect < Effect::Within || best.trials >= self.limits.trials) {
                break;
            }
            let Some(effect) = self.try_one(number, &path) else { continue };
            let trials = best.as_ref().map_or(0, |best| best.trials) + 1;
            let strongest = best.as_ref().map_or(effect, |best| best.effect.min(effect));
            best = Some(Finding { effect: strongest, trials, place: (self.documents[number].clone(), pointer(&path)) });
        }
        best
    }

    fn try_one(&mut self, number: usize, path: &Path) -> Option<Effect> {
        let document = read(&self.documents[number])?;
        let outcome = self.outcomes.entry(number).or_insert_with(|| Outcome::new(&document));
        if !outcome.generated {
            return None;
        }
        let deleted = Outcome::new(&without(&document, path)?);
        let effect = outcome.effect(&deleted, path);
        let idle = effect == Effect::None && is_unused(&document, path);
        Some(if idle { Effect::Within } else { effect })
    }
}

/// A document in JSON or YAML.
fn read(path: &FilePath) -> Option<Value> {
    let text = std::fs::read_to_string(path).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value: Option<Value> =
        if text.trim_start().starts_with('{') { serde_json::from_str(text).ok() } else { yaml::read(text) };
    value.filter(|document| document.get("swagger").is_some() || document.get("openapi").is_some())
}
