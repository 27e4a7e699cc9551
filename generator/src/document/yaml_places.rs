//! Finds nodes in a YAML text again: walks its events once and counts as the reader does.
//!
//! The text need not be well-formed: findings are also about what was read before the spot at which reading stopped. The
//! events end there. An alias costs the same whatever it stands for.

use crate::collections::HashMap;
use std::collections::BTreeMap;
use std::ops::Range;

use granit_parser::Event;

use super::node::SpanTarget;
use super::place::Place;
use super::pointer::Pointer;
use super::yaml_events::Events;

/// The places of nodes, given by their number in document order. Nodes that do not exist give an empty place.
pub(super) fn find(text: &str, targets: &[(u32, SpanTarget)]) -> Vec<Place> {
    let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (slot, (index, _)) in targets.iter().enumerate() {
        wanted.entry(*index).or_default().push(slot);
    }
    let places = vec![Place::default(); targets.len()];
    let mut walk = YamlWalk { text, targets, wanted, places, next: 0, open: Vec::new(), anchors: HashMap::default() };
    for (event, range) in Events::new(text).map_while(Result::ok) {
        walk.event(&event, range);
        if walk.wanted.is_empty() {
            break;
        }
    }
    walk.places
}

// The walk repeats the numbering of the reader in `yaml_tree.rs`. Each value counts one, keys count none, and an alias
// counts as many as its anchor. Both read the same events, so a text that can be read has all its places.
struct YamlWalk<'a> {
    text: &'a str,
    targets: &'a [(u32, SpanTarget)],
    wanted: BTreeMap<u32, Vec<usize>>,
    places: Vec<Place>,
    next: u32,
    open: Vec<Collection>,
    anchors: HashMap<usize, Anchored>,
}

/// The value of an anchor.
struct Anchored {
    nodes: u32,
    /// The text of a scalar, for an alias that is a key.
    text: Option<String>,
}

/// A collection whose end has not come yet.
struct Collection {
    anchor: usize,
    first: u32,
    entries: Entries,
}

enum Entries {
    Items(usize),
    /// The key that was read, with its place; none where a key comes next.
    Members(Option<(String, Range<usize>)>),
}

impl YamlWalk<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let range = self.on_one_line(range);
                if *anchor != 0 {
                    self.anchors.insert(*anchor, Anchored { nodes: 1, text: Some(text.clone().into_owned()) });
                }
                if !self.key(text, &range) {
                    self.nodes(1, &range, false);
                    self.ended();
                }
            }
            Event::Alias(anchor) => {
                let range = self.on_one_line(range);
                let (nodes, text) = match self.anchors.get(anchor) {
                    Some(Anchored { nodes, text }) => (*nodes, text.clone().unwrap_or_default()),
                    None => (1, String::new()),
                };
                if !self.key(&text, &range) {
                    // The nodes of the anchor count as often as they are used; all of them stand here.
                    self.nodes(nodes, &range, false);
                    self.ended();
                }
            }
            Event::SequenceStart(_, anchor, _) => self.begin(*anchor, range, Entries::Items(0)),
            Event::MappingStart(_, anchor, _) => self.begin(*anchor, range, Entries::Members(None)),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(Collection { anchor, first, .. }) = self.open.pop() {
                    if anchor != 0 {
                        self.anchors.insert(anchor, Anchored { nodes: self.next - first, text: None });
                    }
                    self.ended();
                }
            }
            _ => {}
        }
    }

    /// Takes a scalar as the next key, where a key is due.
    fn key(&mut self, text: &str, range: &Range<usize>) -> bool {
        match self.open.last_mut().map(|collection| &mut collection.entries) {
            Some(Entries::Members(key @ None)) => {
                *key = Some((text.to_owned(), range.clone()));
                true
            }
            _ => false,
        }
    }

    fn begin(&mut self, anchor: usize, range: Range<usize>, entries: Entries) {
        let first = self.next;
        let start = range.start;
        self.nodes(1, &(start..self.end_of_line(start)), true);
        self.open.push(Collection { anchor, first, entries });
    }

    /// An entry of the collection around is complete.
    fn ended(&mut self) {
        match self.open.last_mut().map(|collection| &mut collection.entries) {
            Some(Entries::Items(count)) => *count += 1,
            Some(Entries::Members(key)) => *key = None,
            None => {}
        }
    }

    /// Counts nodes that all stand in one place. A collection that begins below its key is shown by the key: what it
    /// lacks is not to be found on its first line.
    fn nodes(&mut self, count: u32, range: &Range<usize>, collection: bool) {
        let first = self.next;
        self.next = self.next.saturating_add(count);
        let here: Vec<u32> = self.wanted.range(first..self.next).map(|(index, _)| *index).collect();
        let slots: Vec<usize> = here.iter().filter_map(|index| self.wanted.remove(index)).flatten().collect();
        for slot in slots {
            let key = match self.open.last().map(|collection| &collection.entries) {
                Some(Entries::Members(Some((_, key)))) => Some(key.clone()),
                _ => None,
            };
            let span = match (self.targets[slot].1, key) {
                (SpanTarget::Key, Some(key)) => key,
                (SpanTarget::Value, Some(key)) if collection && is_below(self.text, key.end..range.start) => key,
                _ => range.clone(),
            };
            self.places[slot] = Place { pointer: self.pointer().to_string(), span };
        }
    }

    fn pointer(&self) -> Pointer {
        let mut pointer = Pointer::root();
        for collection in &self.open {
            match &collection.entries {
                Entries::Items(count) => pointer.push(count.to_string()),
                Entries::Members(Some((key, _))) => pointer.push(key.as_str()),
                Entries::Members(None) => {}
            }
        }
        pointer
    }

    /// A stretch of text, cut at the end of its first line.
    fn on_one_line(&self, range: Range<usize>) -> Range<usize> {
        range.start..range.end.min(self.end_of_line(range.start)).max(range.start)
    }

    fn end_of_line(&self, start: usize) -> usize {
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        start + line.trim_end().len()
    }
}

/// `true` if a stretch of text reaches over the end of a line.
fn is_below(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::{SpanTarget, find};
    use crate::document::Position;
    use crate::document::place::Lines;

    fn positions(text: &str, targets: &[(u32, SpanTarget)]) -> Vec<(usize, usize, String)> {
        let places = find(text, targets);
        let spans = places.into_iter().map(|place| {
            let Position { line, column } = Lines::new(text).position(text, place.span.start);
            (line, column, place.pointer)
        });
        spans.collect()
    }

    #[test]
    fn values_and_keys_are_found_by_number() {
        let text = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: fine}\n";
        // 0 root, 1 openapi, 2 paths, 3 /a, 4 get, 5 responses, 6 200, 7 description
        let spans = positions(
            text,
            &[(7, SpanTarget::Value), (6, SpanTarget::Key), (1, SpanTarget::Value), (3, SpanTarget::Key)],
        );
        assert_eq!(spans[0], (6, 28, "#/paths/~1a/get/responses/200/description".to_owned()));
        assert_eq!(spans[1], (6, 9, "#/paths/~1a/get/responses/200".to_owned()));
        assert_eq!(spans[2], (1, 10, "#/openapi".to_owned()));
        assert_eq!(spans[3], (3, 3, "#/paths/~1a".to_owned()));
    }

    #[test]
    fn collections_below_their_key_are_shown_by_it() {
        let text = "a:\n  b: 1\nc: {d: 2}\ne:\n- f: 3\n";
        // 0 root, 1 a, 2 b, 3 c, 4 d, 5 e, 6 the item, 7 f
        let spans = positions(
            text,
            &[(1, SpanTarget::Value), (3, SpanTarget::Value), (5, SpanTarget::Value), (6, SpanTarget::Value)],
        );
        assert_eq!(spans[0], (1, 1, "#/a".to_owned()));
        assert_eq!(spans[1], (3, 4, "#/c".to_owned()));
        assert_eq!(spans[2], (4, 1, "#/e".to_owned()));
        assert_eq!(spans[3], (5, 3, "#/e/0".to_owned()));
    }

    #[test]
    fn aliases_count_what_they_stand_for() {
        let text = "a: &x {b: 1, c: [2, 3]}\nd: *x\ne: ü\nf: 5\n";
        // 0 root, 1 a, 2 b, 3 c, 4 `2`, 5 `3`, 6-10 d, 11 e, 12 f
        let spans = positions(text, &[(5, SpanTarget::Value), (8, SpanTarget::Value), (12, SpanTarget::Value)]);
        assert_eq!(spans[0], (1, 21, "#/a/c/1".to_owned()));
        assert_eq!(spans[1], (2, 4, "#/d".to_owned()));
        assert_eq!(spans[2], (4, 4, "#/f".to_owned()));
    }
}
