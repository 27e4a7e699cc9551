//! Changing one value of a JSON text and leaving the rest of it as it is written.

use serde_core::de::IgnoredAny;

use super::EncodeFailure;
use super::walk::{JsonWalk, string};
use crate::codec::pointer::tokens;

// The text is changed at one place. Reading and writing the whole would round numbers and reorder what the caller
// wrote, and would need the type.
/// The text with another value at a pointer (RFC 6901). What is absent or `null` on the way there becomes an object.
pub(crate) fn replaced(json: &[u8], pointer: &str, value: &str) -> Result<String, EncodeFailure> {
    let json = json.trim_ascii();
    // No body yet is the same as `null`: objects are made on the way to the pointer.
    let json = if json.is_empty() { b"null" } else { json };
    serde_json::from_slice::<IgnoredAny>(json).map_err(EncodeFailure::new)?;
    let text = std::str::from_utf8(json).map_err(EncodeFailure::new)?;
    within(text, &tokens(pointer), value)
        .ok_or_else(|| EncodeFailure::new(format!("it has no place for a value at `{pointer}`")))
}

fn within(text: &str, tokens: &[String], value: &str) -> Option<String> {
    let Some((token, rest)) = tokens.split_first() else { return Some(value.to_owned()) };
    let mut walk = JsonWalk::new(text);
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
        let member = walk.value()?;
        if string(key)? == token.as_str() {
            members.push(format!("{key}:{}", within(member, rest, value)?))
        } else {
            members.push(format!("{key}:{member}"))
        }
        is_there |= string(key)? == token.as_str();
    }
    if !is_there {
        let key = serde_json::to_string(token).ok()?;
        members.push(format!("{key}:{}", within("null", rest, value)?));
    }
    Some(format!("{{{}}}", members.join(",")))
}

#[cfg(test)]
mod tests {
    use crate::codec::json::replaced;

    fn edited(json: &str, pointer: &str) -> Result<String, String> {
        replaced(json.as_bytes(), pointer, "7").map_err(|failure| failure.to_string())
    }

    #[test]
    fn the_rest_stays_as_it_is_written() {
        let json = r#" {"big": 123456789012345678901234567890, "a": {"x": [1, 2.50], "b": 1}, "z": "\u0041"} "#;
        let rest = r#"{"big":123456789012345678901234567890,"a":{"x":[1, 2.50],"b":7},"z":"\u0041"}"#;
        assert_eq!(edited(json, "/a/b").as_deref(), Ok(rest));
        assert_eq!(edited(r#"[{"a": 1}, {"a": 2}]"#, "/1/a").as_deref(), Ok(r#"[{"a": 1},{"a":7}]"#));
        assert_eq!(edited(r#"{"\u0061/~": 1}"#, "/a~1~0").as_deref(), Ok(r#"{"\u0061/~":7}"#));
        assert_eq!(edited("[1]", "").as_deref(), Ok("7"));
    }

    #[test]
    fn what_is_not_there_is_added() {
        for json in ["{}", "null", "", r#"{"a": null}"#] {
            assert_eq!(edited(json, "/a/b").as_deref(), Ok(r#"{"a":{"b":7}}"#), "{json}");
        }
        assert_eq!(edited(r#"{"a": {"c": 1}}"#, "/a/b").as_deref(), Ok(r#"{"a":{"c":1,"b":7}}"#));
    }

    #[test]
    fn what_has_no_place_for_it_is_an_error() {
        for (json, pointer) in [(r#"{"a": 1}"#, "/a/b"), ("[]", "/0"), ("[1]", "/x"), ("true", "/a"), (r#""a""#, "/a")]
        {
            assert_eq!(edited(json, pointer), Err(format!("it has no place for a value at `{pointer}`")), "{json}");
        }
        assert!(edited("{", "/a").is_err());
        assert!(edited("{} {}", "/a").is_err());
    }
}
