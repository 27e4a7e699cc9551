//! Texts that are changed at random: each is read or refused at a place within it, and what is read has all its places.

use crate::collections::HashMap;
use std::time::{Duration, Instant};

use super::node::{Node, SpanTarget, Value};
use super::place::floor_boundary;
use super::pointer::Pointer;
use super::source::{Format, Sources};
use super::{read, yaml_places};
use crate::diagnostic::Diagnostics;

/// Texts that are read. `CALLSMITH_TEXTS` sets another number.
const TEXTS: usize = 3_000;

const SEEDS: &[&str] = &[
    "openapi: 3.0.3\ninfo: {title: a, version: 1.10}\npaths:\n  /a:\n    get:\n      parameters: [\n        {name: b, in: query}\n      ]\n      responses:\n        200: {description: \"c\n        d\"}\n",
    "a: &a {b: 1, c: [2, 3]}\nd: *a\ne: {<<: *a, f: ~}\n\"<<\": [x, 'y', \"z\\u00e9\"]\n? g\n: |\n  text\n  more\nh: >-\n  folded\n  text\n",
    "%YAML 1.2\n---\n- !!str 5\n- !Foo {a: b}\n- 0x1F\n- - 1\n  - 2\n-\n- .inf\n...\n",
    "a: 'it''s'\r\nb:\r\n- c # note\r\n- d: e\r\n  f: \"g\\\r\n    h\"\r\n\u{fc}\u{4e16}: \u{1f600}\n",
    "{a: [b, {c: d}, e: f], \"g\": 'h', i, j: , ? k : l}",
];

const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  ",
    "\t",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "?",
    ", ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "|\n",
    ">+\n",
    "#",
    " # c\n",
    "&a ",
    "*a",
    "*a ",
    "&b",
    "*b",
    "!",
    "!!int ",
    "!!str",
    "!t!x ",
    "<<: ",
    "<<",
    "---\n",
    "...\n",
    "%TAG ! x\n",
    "~",
    "null",
    "1e3",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "\u{e9}",
    "\u{1f600}",
    "\\",
    "\r",
    "\r\n",
    "\0",
    "\u{7f}",
    "@",
    "`",
    "a: b\n",
    "a: ",
    "b",
];

/// Numbers that look random, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn boundary(&mut self, text: &str) -> usize {
        floor_boundary(text, self.below(text.len() + 1))
    }
}

fn mutated(random: &mut Random) -> String {
    let mut text = SEEDS[random.below(SEEDS.len())].to_owned();
    for _ in 0..=random.below(6) {
        let (one, other) = (random.boundary(&text), random.boundary(&text));
        let (start, end) = (one.min(other), one.max(other));
        let end = floor_boundary(&text, end.min(start + 40)).max(start);
        match random.below(5) {
            0 => text.replace_range(start..end, ""),
            1 => {
                let copy = text[start..end].to_owned();
                text.insert_str(other, &copy);
            }
            2 => text.truncate(end),
            _ => text.insert_str(one, PIECES[random.below(PIECES.len())]),
        }
    }
    text
}

/// The pointers of all nodes, by number.
fn pointers(node: &Node, pointer: &Pointer, all: &mut HashMap<u32, String>) {
    all.insert(node.origin.index, pointer.to_string());
    match &node.value {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| pointers(item, &pointer.child(index.to_string()), all));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| pointers(member, &pointer.child(key.as_str()), all));
        }
        _ => {}
    }
}

/// Reads a text, and looks all its nodes up.
fn check(text: &str) {
    let mut sources = Sources::default();
    let id = sources.add("a".to_owned(), None, text.to_owned());
    let source = sources.get(id);
    let mut diagnostics = Diagnostics::default();
    let node = read(&sources, id, &mut diagnostics);
    for report in diagnostics.reports(&sources) {
        assert!(report.location.is_some(), "{text:?}: {report:?}");
    }
    let Some(node) = node.filter(|_| source.format == Format::Yaml) else { return };
    let mut expected = HashMap::default();
    pointers(&node, &Pointer::root(), &mut expected);
    let targets: Vec<(u32, SpanTarget)> = expected.keys().map(|index| (*index, SpanTarget::Key)).collect();
    // An alias has one place for all that it stands for.
    let is_alike = !source.text.contains('*') && !source.text.contains("<<");
    for (place, (index, _)) in yaml_places::find(&source.text, &targets).into_iter().zip(&targets) {
        assert!(source.text.get(place.span.clone()).is_some(), "{text:?}: {place:?}");
        // A text without a value is null.
        if is_alike && !place.pointer.is_empty() {
            assert_eq!(place.pointer, expected[index], "{text:?}");
        }
        assert!(!place.pointer.is_empty() || expected.len() == 1, "{text:?}: {index} has no place");
    }
}

#[test]
fn mutated_texts_are_read_or_refused_at_a_place() {
    let texts = std::env::var("CALLSMITH_TEXTS").ok().and_then(|number| number.parse().ok()).unwrap_or(TEXTS);
    let mut random = Random(0x5eed_ca11_0517);
    for _ in 0..texts {
        let text = mutated(&mut random);
        let begin = Instant::now();
        check(&text);
        assert!(begin.elapsed() < Duration::from_secs(5), "{text:?} took {:?}", begin.elapsed());
    }
}
