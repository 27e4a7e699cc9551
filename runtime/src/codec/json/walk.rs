//! Walking a JSON text without reading it. The texts are known to be valid; of others the walk ends somewhere, and nothing else.

use std::borrow::Cow;

// Walks over a value without reading it: numbers are not converted and strings not unescaped, since most of what is
// passed decides nothing.
/// A place in a JSON text.
pub(super) struct JsonWalk<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    /// The greatest depth of arrays and objects in the text that was walked over.
    deepest: usize,
}

impl<'a> JsonWalk<'a> {
    /// The beginning of a value.
    pub(super) fn new(text: &'a str) -> Self {
        let mut walk = Self { text, at: 0, depth: 0, deepest: 0 };
        walk.skip_space();
        walk
    }

    /// Enters an array or object; the sign with which it begins says which.
    pub(super) fn enter(&mut self, open: u8) -> bool {
        let is_there = self.take(open);
        if is_there {
            self.depth += 1;
            self.deepest = self.deepest.max(self.depth);
        }
        is_there
    }

    /// The next key of the object that was entered, in quotation marks.
    pub(super) fn key(&mut self) -> Option<&'a str> {
        if self.peek() != Some(b'"') {
            return None;
        }
        let start = self.at;
        self.skip_string();
        let key = self.since(start);
        self.skip_space();
        self.take(b':');
        Some(key)
    }

    /// The next value of the array or object that was entered, and the comma after it.
    pub(super) fn value(&mut self) -> Option<&'a str> {
        let start = self.at;
        match self.peek()? {
            b'"' => self.skip_string(),
            b'{' | b'[' => self.skip_nested(),
            b']' | b'}' => return None,
            _ => self.skip_scalar(),
        }
        let value = self.since(start);
        self.skip_space();
        self.take(b',');
        Some(value)
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Goes beyond a sign and the space after it.
    fn take(&mut self, sign: u8) -> bool {
        let is_there = self.peek() == Some(sign);
        if is_there {
            self.at += 1;
            self.skip_space();
        }
        is_there
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_scalar(&mut self) {
        while !matches!(self.peek(), None | Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn skip_string(&mut self) {
        self.at = string_end(self.text.as_bytes(), self.at);
    }

    fn skip_nested(&mut self) {
        let (bytes, outside) = (self.text.as_bytes(), self.depth);
        let (mut at, mut depth, mut deepest) = (self.at, outside, self.deepest);
        while let Some(sign) = bytes.get(at) {
            match sign {
                b'"' => {
                    at = string_end(bytes, at);
                    continue;
                }
                b'{' | b'[' => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            at += 1;
            if depth <= outside {
                break;
            }
        }
        (self.at, self.deepest) = (at, deepest);
    }
}

/// The end of the string whose quotation mark is at `start`. Compares eight bytes at once.
pub(super) fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let word = u64::from_le_bytes(*eight);
            let matches = zeros(word ^ repeated(b'"')) | zeros(word ^ repeated(b'\\'));
            if matches != 0 {
                at += matches.trailing_zeros() as usize / 8;
                break;
            }
            at += 8;
        }
        match bytes.get(at) {
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

const fn repeated(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte that is zero. Bytes above the lowest of them may be marked too.
const fn zeros(word: u64) -> u64 {
    word.wrapping_sub(repeated(1)) & !word & repeated(0x80)
}

/// `true` if arrays and objects nest deeper than a limit in a JSON text. Its length, and how many of them begin, mostly tell.
pub(super) fn is_deeper(text: &str, limit: usize) -> bool {
    text.len() > 2 * limit && begins(text.as_bytes()) > limit && depth(text) > limit
}

/// An upper bound for the number of arrays and objects that begin; those in strings count too. In bytes, since the
/// compiler adds many of those at once.
fn begins(bytes: &[u8]) -> usize {
    // `[` and `{` differ in the bit 0x20 alone.
    let of_chunk = |chunk: &[u8]| chunk.iter().map(|sign| u8::from(sign | 0x20 == b'{')).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|chunk| usize::from(of_chunk(chunk))).sum()
}

/// The depth of arrays and objects in a JSON text.
fn depth(text: &str) -> usize {
    let mut walk = JsonWalk::new(text);
    walk.value();
    walk.deepest
}

/// The content of a JSON string, without a copy if it has no escapes.
pub(super) fn string(text: &str) -> Option<Cow<'_, str>> {
    let inner = text.trim_ascii().strip_prefix('"')?.strip_suffix('"')?;
    if inner.contains('\\') { serde_json::from_str(text).ok().map(Cow::Owned) } else { Some(Cow::Borrowed(inner)) }
}

#[cfg(test)]
mod tests {
    use super::{JsonWalk, begins, depth, is_deeper, string};

    #[test]
    fn brackets_in_strings_do_not_count() {
        assert_eq!(depth(r#"[{"a]}\"[": "[["}, []]"#), 2);
        assert_eq!(depth("3"), 0);
        assert_eq!(depth(&"[".repeat(1000)), 1000);
        let wide = format!("[{}[]]", "[],".repeat(1000));
        assert!(!is_deeper(&wide, 2) && is_deeper(&wide, 1));
        assert_eq!((begins(wide.as_bytes()), begins("[{".repeat(1000).as_bytes())), (1002, 2000));
    }

    #[test]
    fn strings_end_where_they_end() {
        for length in 0..40 {
            for tail in ["", "\\\"", "\\\\", "\\\\\\\"", "é\\n"] {
                let text = format!(r#"["{}{tail}", 1]"#, "x".repeat(length));
                let mut walk = JsonWalk::new(&text);
                assert!(walk.enter(b'['));
                let first = walk.value().expect("there is a string");
                assert_eq!(first, &text[1..text.len() - 4]);
                assert_eq!((walk.value(), walk.value()), (Some("1"), None));
            }
        }
    }

    #[test]
    fn entries_of_any_layout() {
        for text in ["{\"a\":{\"b\":[1]},\"c\":-1.5e3}", " {\n \"a\" : {\"b\":[1]} ,\t\"c\" : -1.5e3 \r\n} "] {
            let mut walk = JsonWalk::new(text);
            assert!(walk.enter(b'{'));
            assert_eq!((walk.key(), walk.value()), (Some("\"a\""), Some("{\"b\":[1]}")));
            assert_eq!((walk.key(), walk.value()), (Some("\"c\""), Some("-1.5e3")));
            assert_eq!((walk.key(), walk.value()), (None, None));
            assert_eq!(walk.deepest, 3);
        }
    }

    #[test]
    fn texts_that_are_not_json_come_to_an_end() {
        for text in
            ["", "{", "{\"", "{\"a", "{\"a\\", "{\"a\":", "[1,", "[\"\\", "}", "[}", "{\"a\":é", "[,", "{,\"a\"}"]
        {
            let mut walk = JsonWalk::new(text);
            if walk.enter(b'{') {
                while walk.key().is_some() {
                    walk.value();
                }
            } else if walk.enter(b'[') {
                while walk.value().is_some_and(|value| !value.is_empty()) {}
            }
            depth(text);
            string(text);
        }
    }

    #[test]
    fn strings_say_what_they_say() {
        assert_eq!(string(r#""plain é""#).as_deref(), Some("plain é"));
        assert_eq!(string(r#" "a\nb" "#).as_deref(), Some("a\nb"));
        assert_eq!(string("3"), None);
        assert_eq!(string("\""), None);
    }
}
