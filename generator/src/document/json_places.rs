//! Finds nodes in a JSON text again.
//!
//! The text has been read before, so it is well-formed; the scanner only has to count.

use std::collections::HashMap;
use std::ops::Range;

use super::node::Part;
use super::place::Place;
use super::pointer::Pointer;

/// The places of nodes, given by their number in document order. Nodes that do not exist give an empty place.
pub(super) fn find(text: &str, targets: &[(u32, Part)]) -> Vec<Place> {
    let mut wanted: HashMap<u32, Vec<usize>> = HashMap::new();
    for (slot, (index, _)) in targets.iter().enumerate() {
        wanted.entry(*index).or_default().push(slot);
    }
    let mut scanner = Scanner {
        text,
        at: 0,
        next: 0,
        pointer: Pointer::root(),
        wanted,
        targets,
        found: vec![Place::default(); targets.len()],
    };
    scanner.value(None);
    scanner.found
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    next: u32,
    pointer: Pointer,
    wanted: HashMap<u32, Vec<usize>>,
    targets: &'a [(u32, Part)],
    found: Vec<Place>,
}

impl Scanner<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn value(&mut self, key: Option<Range<usize>>) {
        self.skip_space();
        let index = self.next;
        self.next = self.next.saturating_add(1);
        let start = self.at;
        match self.peek() {
            b'{' => self.members(),
            b'[' => self.items(),
            b'"' => self.string(),
            _ => self.word(),
        }
        let Some(slots) = self.wanted.remove(&index) else {
            return;
        };
        for slot in slots {
            let span = match (self.targets[slot].1, &key) {
                (Part::Key, Some(key)) => key.clone(),
                // A collection that begins below its key is shown by the key, as in YAML.
                (Part::Value, Some(key)) if self.is_below(key.end, start) => key.clone(),
                _ => start..self.end_of_line(start, self.at),
            };
            self.found[slot] = Place { pointer: self.pointer.to_string(), span };
        }
    }

    /// Objects and arrays are shown by their first line.
    fn end_of_line(&self, start: usize, end: usize) -> usize {
        self.text[start..end].find('\n').map_or(end, |length| start + length)
    }

    /// Whether a line break stands between a key and the collection that follows.
    fn is_below(&self, key: usize, start: usize) -> bool {
        let between = self.text.get(key..=start).unwrap_or_default();
        between.ends_with(['{', '[']) && between.contains('\n')
    }

    fn members(&mut self) {
        self.at += 1;
        loop {
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b'"' => {
                    let start = self.at;
                    self.string();
                    let key = start..self.at;
                    self.skip_space();
                    self.at += 1; // the colon
                    let name = serde_json::from_str::<String>(&self.text[key.clone()]).unwrap_or_default();
                    self.pointer.push(name);
                    self.value(Some(key));
                    self.pointer.pop();
                }
                _ => break,
            }
        }
        self.at += 1;
    }

    fn items(&mut self) {
        self.at += 1;
        let mut number = 0usize;
        loop {
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b']' | 0 => break,
                _ => {
                    self.pointer.push(number.to_string());
                    self.value(None);
                    self.pointer.pop();
                    number += 1;
                }
            }
        }
        self.at += 1;
    }

    fn string(&mut self) {
        self.at += 1;
        while !matches!(self.peek(), b'"' | 0) {
            self.at += if self.peek() == b'\\' { 2 } else { 1 };
        }
        self.at = (self.at + 1).min(self.text.len());
    }

    fn word(&mut self) {
        while !matches!(self.peek(), b',' | b']' | b'}' | 0) && !self.peek().is_ascii_whitespace() {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, find};

    #[test]
    fn values_and_keys_are_found_by_number() {
        let text = r#"{"a": [1, {"b/c": "x\"y"}], "d": null}"#;
        // 0 root, 1 a, 2 `1`, 3 the inner object, 4 b/c, 5 d
        let places = find(text, &[(4, Part::Value), (4, Part::Key), (5, Part::Value), (2, Part::Value)]);
        assert_eq!(&text[places[0].span.clone()], r#""x\"y""#);
        assert_eq!(&text[places[1].span.clone()], r#""b/c""#);
        assert_eq!(&text[places[2].span.clone()], "null");
        assert_eq!(&text[places[3].span.clone()], "1");
        assert_eq!(places[0].pointer, "#/a/1/b~1c");
        assert_eq!(places[3].pointer, "#/a/0");
    }
}
