//! Finds nodes in a YAML text again: walks its events once and counts as the reader does.
//!
//! The text need not be well-formed: findings are also about what was read before the spot at which reading stopped. So
//! the walk ends with the last place that is looked for, at a fault, and at a depth that the reader does not reach; an
//! alias costs the same whatever it stands for.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::node::Part;
use super::place::{Lines, Place};
use super::pointer::Pointer;

use crate::limits;

/// The places of nodes, given by their number in document order. Nodes that do not exist give an empty place.
pub(super) fn find(text: &str, lines: &Lines, targets: &[(u32, Part)]) -> Vec<Place> {
    let mut wanted: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (slot, (index, _)) in targets.iter().enumerate() {
        wanted.entry(*index).or_default().push(slot);
    }
    let found = vec![Place::default(); targets.len()];
    let mut walk = Walk { text, lines, targets, wanted, found, next: 0, open: Vec::new(), anchors: HashMap::new() };
    for event in Parser::new_from_str(text) {
        // Where the text is not well-formed, or the two readers disagree, later nodes have no place.
        let Ok((event, span)) = event else { break };
        walk.event(&event, span);
        if walk.wanted.is_empty() || walk.open.len() > limits::JSON_DEPTH {
            break;
        }
    }
    walk.found
}

struct Walk<'a> {
    text: &'a str,
    lines: &'a Lines,
    targets: &'a [(u32, Part)],
    wanted: BTreeMap<u32, Vec<usize>>,
    found: Vec<Place>,
    next: u32,
    open: Vec<Collection>,
    /// How many nodes an anchor stands for.
    anchors: HashMap<usize, u32>,
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

impl Walk<'_> {
    fn event(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Scalar(text, _, anchor, _) => {
                let range = self.range(span);
                if !self.key(text, &range) {
                    let first = self.next;
                    self.nodes(1, &range, false);
                    self.anchors.insert(*anchor, self.next - first);
                    self.ended();
                }
            }
            Event::Alias(anchor) => {
                let range = self.range(span);
                if !self.key("*", &range) {
                    // What the alias stands for counts as often as it is used; all of it stands here.
                    self.nodes(self.anchors.get(anchor).copied().unwrap_or(1), &range, false);
                    self.ended();
                }
            }
            Event::SequenceStart(anchor, _) => self.begin(*anchor, span, Entries::Items(0)),
            Event::MappingStart(anchor, _) => self.begin(*anchor, span, Entries::Members(None)),
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(collection) = self.open.pop() {
                    self.anchors.insert(collection.anchor, self.next - collection.first);
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

    fn begin(&mut self, anchor: usize, span: Span, entries: Entries) {
        let first = self.next;
        let start = self.range(span).start;
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
                (Part::Key, Some(key)) => key,
                (Part::Value, Some(key)) if collection && is_below(self.text, key.end..range.start) => key,
                _ => range.clone(),
            };
            self.found[slot] = Place { pointer: self.pointer().to_string(), span };
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

    /// The bytes of a span, cut at the end of its first line.
    fn range(&self, span: Span) -> Range<usize> {
        let at = |marker: saphyr_parser::Marker| self.lines.offset(self.text, marker.line(), marker.col());
        let start = at(span.start);
        let end = at(span.end).clamp(start, self.end_of_line(start).max(start));
        start..end
    }

    fn end_of_line(&self, start: usize) -> usize {
        let line = self.text[start..].split('\n').next().unwrap_or_default();
        start + line.trim_end().len()
    }
}

/// Whether a stretch of text reaches over the end of a line.
fn is_below(text: &str, between: Range<usize>) -> bool {
    text.get(between).is_some_and(|between| between.contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::{Lines, Part, find};
    use crate::document::Position;

    fn positions(text: &str, targets: &[(u32, Part)]) -> Vec<(usize, usize, String)> {
        let places = find(text, &Lines::of(text), targets);
        let found = places.into_iter().map(|place| {
            let Position { line, column } = Lines::of(text).position(text, place.span.start);
            (line, column, place.pointer)
        });
        found.collect()
    }

    #[test]
    fn values_and_keys_are_found_by_number() {
        let text = "openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: fine}\n";
        // 0 root, 1 openapi, 2 paths, 3 /a, 4 get, 5 responses, 6 200, 7 description
        let found = positions(text, &[(7, Part::Value), (6, Part::Key), (1, Part::Value), (3, Part::Key)]);
        assert_eq!(found[0], (6, 28, "#/paths/~1a/get/responses/200/description".to_owned()));
        assert_eq!(found[1], (6, 9, "#/paths/~1a/get/responses/200".to_owned()));
        assert_eq!(found[2], (1, 10, "#/openapi".to_owned()));
        assert_eq!(found[3], (3, 3, "#/paths/~1a".to_owned()));
    }

    #[test]
    fn collections_below_their_key_are_shown_by_it() {
        let text = "a:\n  b: 1\nc: {d: 2}\ne:\n- f: 3\n";
        // 0 root, 1 a, 2 b, 3 c, 4 d, 5 e, 6 the item, 7 f
        let found = positions(text, &[(1, Part::Value), (3, Part::Value), (5, Part::Value), (6, Part::Value)]);
        assert_eq!(found[0], (1, 1, "#/a".to_owned()));
        assert_eq!(found[1], (3, 4, "#/c".to_owned()));
        assert_eq!(found[2], (4, 1, "#/e".to_owned()));
        assert_eq!(found[3], (5, 3, "#/e/0".to_owned()));
    }

    #[test]
    fn aliases_count_what_they_stand_for() {
        let text = "a: &x {b: 1, c: [2, 3]}\nd: *x\ne: ü\nf: 5\n";
        // 0 root, 1 a, 2 b, 3 c, 4 `2`, 5 `3`, 6-10 d, 11 e, 12 f
        let found = positions(text, &[(5, Part::Value), (8, Part::Value), (12, Part::Value)]);
        assert_eq!(found[0], (1, 21, "#/a/c/1".to_owned()));
        assert_eq!(found[1], (2, 4, "#/d".to_owned()));
        assert_eq!(found[2], (4, 4, "#/f".to_owned()));
    }
}
