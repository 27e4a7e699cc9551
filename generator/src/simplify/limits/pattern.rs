//! Regular expressions: from the dialect of JSON Schema (ECMA-262) to that of the crate `regex`.

use crate::collections::HashMap;
use std::iter::Peekable;
use std::str::Chars;

use crate::config::Limit;
use crate::limits;

/// A pattern that the client does not check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unchecked {
    /// It has no counterpart in the crate `regex`, for this reason.
    Untranslatable(String),
    /// As many large patterns as the limit allows stand before it.
    TooMany(usize),
}

impl Unchecked {
    pub(super) fn reason(&self) -> String {
        match self {
            Self::Untranslatable(reason) => reason.clone(),
            Self::TooMany(most) => format!("the document has more than {most} large patterns"),
        }
    }

    pub(super) fn help(&self) -> String {
        match self {
            Self::Untranslatable(_) => {
                "write it in the syntax of the crate `regex`: no look-around, no backreferences, no class that is open or empty"
                    .to_owned()
            }
            Self::TooMany(_) => Limit::LargePatterns.help(),
        }
    }
}

impl From<String> for Unchecked {
    fn from(reason: String) -> Self {
        Self::Untranslatable(reason)
    }
}

/// Translates the patterns of a document. Large ones take long to compile, so there is a bound for all of them.
pub(super) struct Translator {
    patterns: HashMap<String, Result<String, Unchecked>>,
    large: usize,
    most: usize,
}

impl Translator {
    pub(super) fn new(most: usize) -> Self {
        Self { patterns: HashMap::default(), large: 0, most }
    }

    /// A pattern that means the same to the crate `regex`, or why there is none.
    pub(super) fn translated(&mut self, pattern: &str) -> Result<String, Unchecked> {
        if let Some(cached) = self.patterns.get(pattern) {
            return cached.clone();
        }
        let translated = translated(pattern).map_err(Unchecked::from);
        let translated = translated.and_then(|translated| self.compiled(&translated).map(|()| translated));
        self.patterns.insert(pattern.to_owned(), translated.clone());
        translated
    }

    /// Looks whether a pattern compiles. What it costs follows from the size that it may have.
    fn compiled(&mut self, pattern: &str) -> Result<(), Unchecked> {
        let of_size = |size: usize| regex::RegexBuilder::new(pattern).size_limit(size).build();
        let full = || match regex::Regex::new(pattern) {
            // A limit on the size of what it compiles to is part of the crate.
            Err(regex::Error::CompiledTooBig(_)) => Err("it is too large".to_owned().into()),
            Err(error) => Err(reason(&error.to_string()).into()),
            Ok(_) => Ok(()),
        };
        // Compiling is tried with small bounds first: a large pattern takes seconds and megabytes, at generation and
        // again in each client.
        for (size, weight) in [(limits::PATTERN_SIZE, 1), (limits::LARGE_PATTERN_SIZE, 9)] {
            match of_size(size) {
                Err(regex::Error::CompiledTooBig(_)) => {}
                Err(error) => return Err(reason(&error.to_string()).into()),
                Ok(_) => return Ok(()),
            }
            if self.large + weight > self.most {
                return Err(Unchecked::TooMany(self.most));
            }
            self.large += weight;
        }
        full()
    }
}

/// A pattern in the words of the crate `regex`, or why there is none.
fn translated(pattern: &str) -> Result<String, String> {
    if pattern.len() > limits::PATTERN_BYTES {
        return Err(format!("it is longer than {} bytes", limits::PATTERN_BYTES));
    }
    let mut writer = Writer { chars: pattern.chars().peekable(), out: String::new() };
    writer.pattern()?;
    Ok(writer.out)
}

/// The last line of a message of several, which says what is wrong.
fn reason(message: &str) -> String {
    let last = message.trim().lines().last().unwrap_or_default().trim();
    last.strip_prefix("error: ").unwrap_or(last).trim_end_matches('.').to_owned()
}

/// The part of a pattern around an escape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Surroundings {
    Class,
    Pattern,
}

struct Writer<'a> {
    chars: Peekable<Chars<'a>>,
    out: String,
}

impl Writer<'_> {
    fn pattern(&mut self) -> Result<(), String> {
        while let Some(sign) = self.chars.next() {
            match sign {
                '\\' => self.escape(Surroundings::Pattern),
                '[' => self.class()?,
                // All but the ends of lines (ECMA-262, "CharacterClassEscape").
                '.' => self.out.push_str("[^\\n\\r\\u{2028}\\u{2029}]"),
                other => self.out.push(other),
            }
        }
        Ok(())
    }

    /// A class, in which `[`, `&&`, `--` and `~~` mean nothing in ECMA-262.
    fn class(&mut self) -> Result<(), String> {
        self.out.push('[');
        if self.chars.next_if_eq(&'^').is_some() {
            self.out.push('^');
        }
        // In ECMA-262 `[]` matches nothing and `[^]` everything. To the crate `regex` the bracket is a member of the
        // class.
        if self.chars.peek() == Some(&']') {
            return Err("it has a class without characters".to_owned());
        }
        let mut last = None;
        while let Some(sign) = self.chars.next() {
            match sign {
                ']' => {
                    self.out.push(']');
                    return Ok(());
                }
                '\\' => self.escape(Surroundings::Class),
                '[' => self.out.push_str("\\["),
                '&' | '-' | '~' if last == Some(sign) => {
                    self.out.push('\\');
                    self.out.push(sign);
                }
                other => self.out.push(other),
            }
            last = Some(sign);
        }
        Err("a class is not closed".to_owned())
    }

    /// The class or character behind a backslash. Digits and words are those of ASCII in ECMA-262.
    fn escape(&mut self, surroundings: Surroundings) {
        let in_class = surroundings == Surroundings::Class;
        let Some(sign) = self.chars.next() else { return self.out.push('\\') };
        let class = |within: &str| if in_class { within.to_owned() } else { format!("[{within}]") };
        match sign {
            // The crate `regex` means all of Unicode by `\d`, `\w` and `\b`, and ECMA-262 means ASCII. Untranslated
            // they would accept what the service refuses.
            'd' => self.out += &class("0-9"),
            'D' => self.out += "[^0-9]",
            'w' => self.out += &class("A-Za-z0-9_"),
            'W' => self.out += "[^A-Za-z0-9_]",
            // The byte order mark is white space in ECMA-262, and has no such property in Unicode.
            's' => self.out += &class("\\s\\u{feff}"),
            'S' => self.out += "[^\\s\\u{feff}]",
            // Within a class it is a backspace (ECMA-262, "ClassEscape"), and elsewhere the boundary of a word.
            'b' if in_class => self.out += "\\x08",
            'b' => self.out += "(?-u:\\b)",
            // A sign that means nothing stands for itself.
            other if other == '/' || !other.is_ascii() => self.out.push(other),
            other => {
                self.out.push('\\');
                self.out.push(other);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Translator, Unchecked};

    fn matches(pattern: &str, text: &str) -> bool {
        regex::Regex::new(&Translator::new(100).translated(pattern).expect("it can be said"))
            .expect("it compiles")
            .is_match(text)
    }

    #[test]
    fn what_is_written_means_the_same() {
        for (pattern, text, expected) in [
            ("^\\d+$", "12", true),
            ("^\\d+$", "\u{661}", false),
            ("^[\\d.]+$", "1.5", true),
            ("^\\w+$", "\u{e9}", false),
            ("^[^\\w]$", "\u{e9}", true),
            ("^a.b$", "a\rb", false),
            ("^[[a]+$", "[a", true),
            ("^[a&&b]+$", "&", true),
            ("^[+--]+$", ",", true),
            ("a\\/b", "a/b", true),
            ("^\\u00e9$", "\u{e9}", true),
            ("\\bcat\\b", "\u{e9}cat", true),
            ("b", "abc", true),
            ("^[\\w\\-]{2,3}$", "a-", true),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }

    #[test]
    fn what_cannot_be_said_is_told() {
        for (pattern, reason) in [
            ("^(?!x).*$", "look-around, including look-ahead and look-behind, is not supported"),
            ("(a)\\1", "backreferences are not supported"),
            ("[", "a class is not closed"),
            ("[]", "it has a class without characters"),
            ("(", "unclosed group"),
            ("(?:a{1000}){1000}", "it is too large"),
        ] {
            assert_eq!(Translator::new(100).translated(pattern), Err(reason.to_owned().into()), "{pattern}");
        }
    }

    #[test]
    fn large_patterns_have_a_bound_together() {
        let mut translator = Translator::new(2);
        let large = |number: usize| format!("^[\\p{{L}}\\p{{N}}]{{1,{number}}}$");
        assert!(translator.translated(&large(9)).is_ok() && translator.translated(&large(9)).is_ok());
        assert!(translator.translated(&large(10)).is_ok());
        let unchecked = translator.translated(&large(11)).expect_err("the third one is too many");
        assert_eq!(unchecked, Unchecked::TooMany(2));
        assert_eq!(unchecked.reason(), "the document has more than 2 large patterns");
        assert!(unchecked.help().starts_with("`--limit large-patterns=NUMBER`"), "{}", unchecked.help());
        assert!(translator.translated("^a{1,9}$").is_ok());
    }
}
