//! Changes of a tree.

use fastrand::Rng;
use serde_json::{Map, Value, json};

use super::words;

/// Trees do not grow beyond so many nodes by copies of themselves.
const LARGEST: usize = 20_000;

/// Changes a document at one to six places.
pub fn change(document: &mut Value, rng: &mut Rng) {
    for _ in 0..rng.usize(1..7) {
        change_once(document, rng);
    }
}

fn change_once(document: &mut Value, rng: &mut Rng) {
    let mut places = Vec::new();
    collect(document, String::new(), &mut places);
    if places.len() > LARGEST {
        return;
    }
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
            let own = node.clone();
            *node = words::schema(rng, &[own, reference, copy]);
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

    use super::{break_text, change, swap};

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
    fn nodes_are_exchanged() {
        let mut document = json!({ "a": { "b": 1 }, "c": [2] });
        swap(&mut document, "/a/b", "/c");
        assert_eq!(document, json!({ "a": { "b": [2] }, "c": 1 }));
        swap(&mut document, "/a", "/a/b");
        assert_eq!(document, json!({ "a": { "b": [2] }, "c": 1 }));
    }
}
