//! Finds nodes in a JSON text again.
//!
//! The text need not be well-formed: findings are also about what was read before the spot at which reading stopped. So
//! each step of the scanner takes at least one byte, and open collections are a list, not frames of the stack. Up to
//! the first fault it counts nodes as the reader does.

use crate::collections::HashMap;
use std::ops::Range;

use super::node::SpanTarget;
use super::place::Place;
use super::pointer::Pointer;

/// The places of nodes, given by their number in document order. Nodes that do not exist give an empty place.
pub(super) fn find(text: &str, targets: &[(u32, SpanTarget)]) -> Vec<Place> {
    places(text, targets, true)
}

/// The texts of scalars, given by their number.
pub(super) fn texts<'a>(text: &'a str, scalars: &[u32]) -> Vec<&'a str> {
    let targets: Vec<(u32, SpanTarget)> = scalars.iter().map(|index| (*index, SpanTarget::Value)).collect();
    places(text, &targets, false).into_iter().map(|place| text.get(place.span).unwrap_or_default()).collect()
}

fn places(text: &str, targets: &[(u32, SpanTarget)], has_pointers: bool) -> Vec<Place> {
    let mut wanted: HashMap<u32, Vec<usize>> = HashMap::default();
    for (slot, (index, _)) in targets.iter().enumerate() {
        wanted.entry(*index).or_default().push(slot);
    }
    let places = vec![Place::default(); targets.len()];
    let mut scanner =
        Scanner { text, at: 0, next: 0, open: Vec::new(), unfinished: 0, wanted, targets, has_pointers, places };
    scanner.run();
    scanner.places
}

/// A sign between members or items, or between a key and its value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Comma,
    Colon,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    next: u32,
    open: Vec<Collection>,
    /// The number of places that wait for the end of their collection.
    unfinished: usize,
    wanted: HashMap<u32, Vec<usize>>,
    targets: &'a [(u32, SpanTarget)],
    /// Pointers cost more than places.
    has_pointers: bool,
    places: Vec<Place>,
}

/// An object or array whose end has not come yet.
struct Collection {
    entries: Entries,
    /// The places that end where the collection ends.
    slots: Vec<usize>,
}

enum Entries {
    /// The number of items that have begun.
    Items(usize),
    /// The bytes of the last key, and whether its colon was read, so that a string is its value.
    Members { key: Range<usize>, colon: bool },
}

impl Scanner<'_> {
    /// Reads token by token until all places are complete, or the text ends.
    fn run(&mut self) {
        while !self.wanted.is_empty() || self.unfinished > 0 {
            let Some(byte) = self.text.as_bytes().get(self.at).copied() else { break };
            match byte {
                b',' => self.separate(Separator::Comma),
                b':' => self.separate(Separator::Colon),
                b']' | b'}' => {
                    self.at += 1;
                    self.close();
                }
                b'"' if self.is_key_due() => {
                    let start = self.at;
                    self.string();
                    self.key(start..self.at);
                }
                byte if byte.is_ascii_whitespace() => self.at += 1,
                byte => self.value(byte),
            }
        }
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn separate(&mut self, separator: Separator) {
        self.at += 1;
        if let Some(Entries::Members { colon, .. }) = self.entries() {
            *colon = separator == Separator::Colon;
        }
    }

    fn entries(&mut self) -> Option<&mut Entries> {
        self.open.last_mut().map(|collection| &mut collection.entries)
    }

    fn is_key_due(&mut self) -> bool {
        matches!(self.entries(), Some(Entries::Members { colon: false, .. }))
    }

    fn key(&mut self, range: Range<usize>) {
        if let Some(Entries::Members { key, .. }) = self.entries() {
            *key = range;
        }
    }

    /// Reads a scalar, or the bracket that opens a collection.
    fn value(&mut self, first: u8) {
        let slots = self.begin();
        let at = self.at;
        let entries = match first {
            b'{' => Entries::Members { key: at..at, colon: false },
            b'[' => Entries::Items(0),
            b'"' => {
                self.string();
                return self.end(slots);
            }
            _ => {
                self.word();
                return self.end(slots);
            }
        };
        self.at += 1;
        self.unfinished += slots.len();
        self.open.push(Collection { entries, slots });
    }

    /// Counts the node that begins here, and gives the places that end where it ends.
    fn begin(&mut self) -> Vec<usize> {
        let (index, start) = (self.next, self.at);
        self.next = self.next.saturating_add(1);
        let key = match self.entries() {
            Some(Entries::Items(count)) => {
                *count += 1;
                None
            }
            Some(Entries::Members { key, colon }) => {
                *colon = false;
                Some(key.clone())
            }
            None => None,
        };
        let mut slots = self.wanted.remove(&index).unwrap_or_default();
        // A pointer is built only for a node that is asked for. The text of a deep node is as long as the path to it.
        let pointer = if slots.is_empty() || !self.has_pointers { String::new() } else { self.pointer().to_string() };
        slots.retain(|&slot| {
            let by_key = match (self.targets[slot].1, &key) {
                (SpanTarget::Key, Some(key)) => Some(key.clone()),
                // A collection that begins below its key is shown by the key, as in YAML.
                (SpanTarget::Value, Some(key)) if self.is_below(key.end, start) => Some(key.clone()),
                _ => None,
            };
            let ends_with_value = by_key.is_none();
            self.places[slot] = Place { pointer: pointer.clone(), span: by_key.unwrap_or(start..start) };
            ends_with_value
        });
        slots
    }

    /// The innermost collection ends here.
    fn close(&mut self) {
        if let Some(collection) = self.open.pop() {
            self.unfinished -= collection.slots.len();
            self.end(collection.slots);
        }
    }

    /// The value of these places ends here. Objects and arrays are shown by their first line.
    fn end(&mut self, slots: Vec<usize>) {
        for slot in slots {
            let span = &mut self.places[slot].span;
            let length = self.text[span.start..self.at].find('\n').unwrap_or(self.at - span.start);
            span.end = span.start + length;
        }
    }

    fn pointer(&self) -> Pointer {
        let mut pointer = Pointer::root();
        for collection in &self.open {
            match &collection.entries {
                Entries::Items(begun) => pointer.push(begun.saturating_sub(1).to_string()),
                Entries::Members { key, .. } => {
                    pointer.push(serde_json::from_str::<String>(&self.text[key.clone()]).unwrap_or_default());
                }
            }
        }
        pointer
    }

    /// Returns `true` if a line break stands between a key and the collection that follows.
    fn is_below(&self, key: usize, start: usize) -> bool {
        let between = self.text.get(key..=start).unwrap_or_default();
        between.ends_with(['{', '[']) && between.contains('\n')
    }

    // No escape is decoded here: only the end of the string matters, and keys are decoded when a pointer needs them.
    /// Takes a string with its quotes, or all that is left.
    fn string(&mut self) {
        let bytes = self.text.as_bytes();
        self.at += 1;
        while let Some(byte) = bytes.get(self.at).filter(|byte| **byte != b'"') {
            self.at += if *byte == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(bytes.len());
    }

    /// Takes a byte, and all up to the next sign of JSON.
    fn word(&mut self) {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b",:[]{}\"".contains(byte);
        let rest = &self.text.as_bytes()[self.at + 1..];
        self.at += 1 + rest.iter().position(ends).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::{SpanTarget, find};

    #[test]
    fn values_and_keys_are_found_by_number() {
        let text = r#"{"a": [1, {"b/c": "x\"y"}], "d": null}"#;
        // 0 root, 1 a, 2 `1`, 3 the inner object, 4 b/c, 5 d
        let places =
            find(text, &[(4, SpanTarget::Value), (4, SpanTarget::Key), (5, SpanTarget::Value), (2, SpanTarget::Value)]);
        assert_eq!(&text[places[0].span.clone()], r#""x\"y""#);
        assert_eq!(&text[places[1].span.clone()], r#""b/c""#);
        assert_eq!(&text[places[2].span.clone()], "null");
        assert_eq!(&text[places[3].span.clone()], "1");
        assert_eq!(places[0].pointer, "#/a/1/b~1c");
        assert_eq!(places[3].pointer, "#/a/0");
    }
}
