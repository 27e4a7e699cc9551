//! Changes of a tree.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::words;

/// Trees of more nodes are not changed: aliases of YAML make millions of a few lines.
const MAX_NODES: usize = 20_000;
/// A tree grows by copies of itself to at most so many times its nodes, and some for small ones.
const GROWTH: usize = 2;
const SOME: usize = 1_000;

/// Returns `true` for a document that is changed in a time, and to a text, in keeping with its own.
#[must_use]
pub fn is_changeable(document: &Value) -> bool {
    nodes(document) <= MAX_NODES
}

/// Changes a document at one to six places.
pub fn change(document: &mut Value, rng: &mut Rng) {
    let limit = (nodes(document) * GROWTH + SOME).min(MAX_NODES);
    for _ in 0..rng.usize(1..7) {
        let before = document.clone();
        change_once(document, rng);
        if nodes(document) > limit {
            *document = before;
        }
    }
}

/// The number of nodes of a tree.
fn nodes(node: &Value) -> usize {
    let inner: usize = match node {
        Value::Object(members) => members.values().map(nodes).sum(),
        Value::Array(items) => items.iter().map(nodes).sum(),
        _ => 0,
    };
    inner + 1
}

fn change_once(document: &mut Value, rng: &mut Rng) {
    let mut places = Vec::new();
    collect(document, String::new(), &mut places);
    let place = places[rng.usize(..places.len())].clone();
    let other = places[rng.usize(..places.len())].clone();
    let copy = document.pointer(&other).cloned().unwrap_or_default();
    let reference = json!({ "$ref": format!("#{other}") });
    let Some(node) = document.pointer_mut(&place) else { return };
    match rng.u8(..14) {
        0 => *node = words::value(rng, &[copy, reference]),
        1 => *node = copy,
        2 => *node = reference,
        3 => {
            let original = node.clone();
            *node = words::schema(rng, &[original, reference, copy]);
        }
        4 => swap(document, &place, &other),
        _ => match node {
            Value::Object(members) => change_members(members, &copy, &reference, rng),
            Value::Array(items) => change_items(items, copy, rng),
            _ => *node = words::value(rng, &[copy, reference]),
        },
    }
}

fn change_members(members: &mut Map<String, Value>, copy: &Value, reference: &Value, rng: &mut Rng) {
    let keys: Vec<String> = members.keys().cloned().collect();
    let key = if keys.is_empty() { None } else { Some(keys[rng.usize(..keys.len())].clone()) };
    match (rng.u8(..6), key) {
        (0, Some(key)) => {
            members.shift_remove(&key);
        }
        (1, Some(key)) => {
            let value = members.get(&key).cloned().unwrap_or_default();
            members.insert(words::key(rng), value);
        }
        (2, Some(key)) => {
            let value = members.shift_remove(&key).unwrap_or_default();
            members.insert(words::name(rng), value);
        }
        (3, _) => {
            members.insert(words::key(rng), reference.clone());
        }
        _ => {
            let value = words::value(rng, &[copy.clone(), reference.clone()]);
            members.insert(words::key(rng), value);
        }
    }
}

fn change_items(items: &mut Vec<Value>, copy: Value, rng: &mut Rng) {
    let at = rng.usize(..=items.len());
    match (rng.u8(..4), items.get(at).cloned()) {
        (0, Some(_)) => {
            items.remove(at);
        }
        (1, Some(item)) => items.insert(at, item),
        (2, _) => items.insert(at, words::value(rng, &[copy])),
        _ => items.insert(at, copy),
    }
}

/// Exchanges two nodes, unless one is within the other.
fn swap(document: &mut Value, one: &str, other: &str) {
    let is_within = |inner: &str, outer: &str| inner.starts_with(outer);
    if is_within(one, other) || is_within(other, one) {
        return;
    }
    let first = document.pointer_mut(one).map(Value::take);
    let second = document.pointer_mut(other).map(Value::take);
    if let (Some(first), Some(second)) = (first, second) {
        for (place, value) in [(one, second), (other, first)] {
            if let Some(node) = document.pointer_mut(place) {
                *node = value;
            }
        }
    }
}

fn collect(node: &Value, pointer: String, places: &mut Vec<String>) {
    let step = |key: &str| format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"));
    match node {
        Value::Object(members) => members.iter().for_each(|(key, member)| collect(member, step(key), places)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, item)| collect(item, step(&index.to_string()), places));
        }
        _ => {}
    }
    places.push(pointer);
}

/// Changes a text: what is no document at all has findings too.
pub fn break_text(text: &str, rng: &mut Rng) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return String::new();
    }
    for _ in 0..rng.usize(1..4) {
        let at = rng.usize(..chars.len());
        let signs =
            ['{', '}', '[', ']', ':', ',', '"', '\'', '\n', ' ', '&', '*', '|', '>', '-', '\t', '\\', '#', '!', '0'];
        let length = rng.usize(1..40).min(chars.len() - at);
        match rng.u8(..4) {
            0 if length < chars.len() => {
                chars.drain(at..at + length);
            }
            1 => {
                let copied: Vec<char> = chars[at..at + length].to_vec();
                chars.splice(at..at, copied);
            }
            _ => chars[at] = signs[rng.usize(..signs.len())],
        }
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use fastrand::Rng;
    use serde_json::json;

    use super::{break_text, change, is_changeable, nodes, swap};

    #[test]
    fn a_seed_decides_the_change() {
        let document = json!({ "a": [1, 2, { "b": "c" }], "d": {} });
        let changed = |seed| {
            let mut changed = document.clone();
            change(&mut changed, &mut Rng::with_seed(seed));
            changed
        };
        assert_eq!(changed(7), changed(7));
        assert!((0..20).filter(|seed| changed(*seed) != document).count() > 15);
        assert_eq!(break_text("abc", &mut Rng::with_seed(1)), break_text("abc", &mut Rng::with_seed(1)));
    }

    #[test]
    fn a_document_grows_in_keeping_with_itself() {
        let document = json!({ "a": vec![json!({ "b": [1, 2, 3] }); 400] });
        let most = (0..300).map(|seed| {
            let mut changed = document.clone();
            change(&mut changed, &mut Rng::with_seed(seed));
            nodes(&changed)
        });
        let most = most.max().unwrap_or_default();
        assert!((3_000..=5_004).contains(&most), "{most} nodes of {}", nodes(&document));
        assert!(is_changeable(&document) && !is_changeable(&json!(vec![1; 30_000])));
    }

    #[test]
    fn nodes_are_exchanged() {
        let mut document = json!({ "a": { "b": 1 }, "c": [2] });
        swap(&mut document, "/a/b", "/c");
        assert_eq!(document, json!({ "a": { "b": [2] }, "c": 1 }));
        swap(&mut document, "/a", "/a/b");
        assert_eq!(document, json!({ "a": { "b": [2] }, "c": 1 }));
    }
}
