//! JSON Pointers (RFC 6901).

use std::fmt;

/// A JSON Pointer: the path of keys and indices from the root of a document to a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Pointer {
    tokens: Vec<String>,
}

impl Pointer {
    pub(crate) fn root() -> Self {
        Self::default()
    }

    /// Reads a pointer, with or without the `#` of a URI fragment; a fragment may be percent-encoded (RFC 6901,
    /// section 6). `None` when the text is neither empty nor begins with `/`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (text, fragment) = match text.strip_prefix('#') {
            Some(rest) => (rest, true),
            None => (text, false),
        };
        if text.is_empty() {
            return Some(Self::root());
        }
        let tokens = text.strip_prefix('/')?.split('/').map(|token| {
            let token = if fragment { percent_decode(token) } else { token.to_owned() };
            token.replace("~1", "/").replace("~0", "~")
        });
        Some(Self { tokens: tokens.collect() })
    }

    pub(crate) fn child(&self, token: impl Into<String>) -> Self {
        let mut tokens = self.tokens.clone();
        tokens.push(token.into());
        Self { tokens }
    }

    pub(crate) fn push(&mut self, token: impl Into<String>) {
        self.tokens.push(token.into());
    }

    pub(crate) fn pop(&mut self) {
        self.tokens.pop();
    }

    pub(crate) fn tokens(&self) -> &[String] {
        &self.tokens
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#")?;
        for token in &self.tokens {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

fn percent_decode(token: &str) -> String {
    let mut bytes = Vec::with_capacity(token.len());
    let mut rest = token.as_bytes();
    while let [first, tail @ ..] = rest {
        let decoded = match (first, tail) {
            (b'%', [high, low, ..]) => hex(*high).zip(hex(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        bytes.push(decoded.unwrap_or(*first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| token.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::Pointer;

    #[test]
    fn escapes_survive_both_ways() {
        let pointer = Pointer::parse("#/paths/~1pets~1%7Bid%7D/a~0b").unwrap();
        assert_eq!(pointer.tokens(), ["paths", "/pets/{id}", "a~b"]);
        assert_eq!(pointer.to_string(), "#/paths/~1pets~1{id}/a~0b");
    }

    #[test]
    fn text_without_a_slash_is_no_pointer() {
        assert_eq!(Pointer::parse("#Pet"), None);
        assert_eq!(Pointer::parse("#"), Some(Pointer::root()));
    }

    #[test]
    fn broken_percent_encoding_stays_as_it_is() {
        assert_eq!(Pointer::parse("#/a%2").unwrap().tokens(), ["a%2"]);
        assert_eq!(Pointer::parse("#/%zz%41").unwrap().tokens(), ["%zzA"]);
    }
}
