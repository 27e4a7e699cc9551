//! Changing one value of a JSON text and leaving the rest of it as it is written.

use serde_core::de::IgnoredAny;

use super::EncodeFailure;
use super::walk::{Walk, string};
use crate::codec::pointer::tokens;

/// The text with another value at a pointer (RFC 6901). What is absent or `null` on the way there becomes an object.
pub(crate) fn replaced(json: &[u8], pointer: &str, value: &str) -> Result<String, EncodeFailure> {
    let json = json.trim_ascii();
    let json = if json.is_empty() { b"null" } else { json };
    serde_json::from_slice::<IgnoredAny>(json).map_err(EncodeFailure::new)?;
    let text = std::str::from_utf8(json).map_err(EncodeFailure::new)?;
    within(text, &tokens(pointer), value)
        .ok_or_else(|| EncodeFailure::new(format!("it has no place for a value at `{pointer}`")))
}

fn within(text: &str, tokens: &[String], value: &str) -> Option<String> {
    let Some((token, rest)) = tokens.split_first() else { return Some(value.to_owned()) };
    let mut walk = Walk::new(text);
    if walk.enter(b'[') {
        let mut items: Vec<&str> = std::iter::from_fn(|| walk.value()).collect();
        let at: usize = token.parse().ok()?;
        let item = within(items.get(at)?, rest, value)?;
        items[at] = &item;
        return Some(format!("[{}]", items.join(",")));
    }
    let is_object = walk.enter(b'{');
    if !is_object && text != "null" {
        return None;
    }
    let mut members = Vec::new();
    let mut is_there = false;
    while let (true, Some(key)) = (is_object, walk.key()) {
        let own = walk.value()?;
        match string(key)? == token.as_str() {
            true => members.push(format!("{key}:{}", within(own, rest, value)?)),
            false => members.push(format!("{key}:{own}")),
        }
        is_there |= string(key)? == token.as_str();
    }
    if !is_there {
        let key = serde_json::to_string(token).ok()?;
        members.push(format!("{key}:{}", within("null", rest, value)?));
    }
    Some(format!("{{{}}}", members.join(",")))
}
