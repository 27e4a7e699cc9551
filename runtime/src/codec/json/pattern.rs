//! Patterns of texts without a crate for them: characters, classes, groups, alternatives, repetitions and anchors.
//!
//! A part of a pattern leads from some places of a text to others. Places are a set, so no text takes longer than its length times that of the
//! pattern for each level of its groups, and there is a bound for all of it.

use std::mem;

/// How many characters are compared for one text. Beyond it is not known whether the text matches.
const MOST: usize = 1_000_000;

/// How many groups may be within each other.
const DEEPEST: usize = 16;

/// `true` if a pattern matches somewhere in a text; `None` where it has parts of other kinds, or costs too much.
pub(super) fn matches(pattern: &str, text: &str) -> Option<bool> {
    let pattern: Vec<char> = pattern.chars().collect();
    let text: Vec<char> = text.chars().collect();
    let mut matcher = Matcher { text: &text, left: MOST };
    let everywhere = vec![true; text.len() + 1];
    let ends = matcher.alternatives(&pattern, &everywhere, 0)?;
    Some(ends.contains(&true))
}

/// The places of a text between its characters that belong to a set.
type Places = Vec<bool>;

struct Matcher<'a> {
    text: &'a [char],
    /// How many characters may still be compared.
    left: usize,
}

impl Matcher<'_> {
    /// Where one of several alternatives leads to.
    fn alternatives(&mut self, pattern: &[char], from: &Places, depth: usize) -> Option<Places> {
        let mut all = vec![false; from.len()];
        let mut rest = pattern;
        loop {
            let (ends, after) = self.sequence(rest, from, depth)?;
            add(&mut all, &ends);
            match after.split_first() {
                Some(('|', others)) => rest = others,
                Some(_) => return None,
                None => return Some(all),
            }
        }
    }

    /// Where parts that follow each other lead to, and the pattern behind them.
    fn sequence<'p>(&mut self, pattern: &'p [char], from: &Places, depth: usize) -> Option<(Places, &'p [char])> {
        let (mut places, mut rest) = (from.clone(), pattern);
        while rest.first().is_some_and(|sign| *sign != '|') {
            let length = part_length(rest)?;
            let (part, after) = rest.split_at(length);
            let (least, most, after) = repetition(after)?;
            places = self.repeated(part, least, most, places, depth)?;
            rest = after;
        }
        Some((places, rest))
    }

    fn repeated(
        &mut self,
        part: &[char],
        least: usize,
        most: Option<usize>,
        from: Places,
        depth: usize,
    ) -> Option<Places> {
        let mut last = from;
        for _ in 0..least {
            let next = self.once(part, &last, depth)?;
            if mem::replace(&mut last, next) == last {
                break;
            }
        }
        let mut all = last.clone();
        let mut count = least;
        while most.is_none_or(|most| count < most) && last.contains(&true) {
            let next = self.once(part, &last, depth)?;
            // Who was there before with fewer repetitions gets no further with more.
            last = next.iter().zip(&all).map(|(next, known)| *next && !known).collect();
            add(&mut all, &last);
            count += 1;
        }
        Some(all)
    }

    fn once(&mut self, part: &[char], from: &Places, depth: usize) -> Option<Places> {
        self.left = self.left.checked_sub(from.len())?;
        let end = self.text.len();
        match part {
            ['^'] => Some(from.iter().enumerate().map(|(place, is_in)| *is_in && place == 0).collect()),
            ['$'] => Some(from.iter().enumerate().map(|(place, is_in)| *is_in && place == end).collect()),
            ['(', inner @ .., ')'] if depth < DEEPEST => {
                let inner = inner.strip_prefix(&['?', ':']).unwrap_or(inner);
                if inner.first() == Some(&'?') { None } else { self.alternatives(inner, from, depth + 1) }
            }
            ['(', ..] => None,
            _ => {
                let mut to = vec![false; from.len()];
                for (place, character) in self.text.iter().enumerate().filter(|(place, _)| from[*place]) {
                    to[place + 1] = is_in(part, *character)?;
                }
                // A class that cannot be read is one for all texts.
                is_in(part, ' ')?;
                Some(to)
            }
        }
    }
}

fn add(all: &mut Places, others: &Places) {
    all.iter_mut().zip(others).for_each(|(known, other)| *known |= other);
}

/// The length of the part with which a pattern begins: a group, a class or a character.
fn part_length(pattern: &[char]) -> Option<usize> {
    match pattern.first()? {
        '\\' => escape(pattern).map(|(_, length)| length),
        '[' => class_length(pattern),
        '(' => {
            let (mut at, mut depth) = (0, 0_usize);
            loop {
                match pattern.get(at)? {
                    '(' => depth += 1,
                    ')' => depth -= 1,
                    '[' => at += class_length(&pattern[at..])? - 1,
                    '\\' => at += 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
        '*' | '+' | '?' | '{' | ')' => None,
        _ => Some(1),
    }
}

fn class_length(pattern: &[char]) -> Option<usize> {
    let mut at = 1;
    loop {
        match pattern.get(at)? {
            ']' => return Some(at + 1),
            '\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// How often a part may stand there, and the pattern behind that.
fn repetition(pattern: &[char]) -> Option<(usize, Option<usize>, &[char])> {
    let (least, most, rest) = match pattern {
        ['*', rest @ ..] => (0, None, rest),
        ['+', rest @ ..] => (1, None, rest),
        ['?', rest @ ..] => (0, Some(1), rest),
        ['{', rest @ ..] => {
            let end = rest.iter().position(|sign| *sign == '}')?;
            let text: String = rest[..end].iter().collect();
            let (least, most) = match text.split_once(',') {
                None => (text.parse().ok()?, Some(text.parse().ok()?)),
                Some((least, "")) => (least.parse().ok()?, None),
                Some((least, most)) => (least.parse().ok()?, Some(most.parse().ok()?)),
            };
            (least, most, &rest[end + 1..])
        }
        rest => return Some((1, Some(1), rest)),
    };
    // The shortest match is one of those that there are.
    Some((least, most, rest.strip_prefix(&['?']).unwrap_or(rest)))
}

/// What a backslash and the signs behind it stand for, and how long they are.
fn escape(pattern: &[char]) -> Option<(Escape, usize)> {
    let sign = *pattern.get(1)?;
    let character = |sign| Some((Escape::Character(sign), 2));
    match sign {
        'd' | 'D' | 'w' | 'W' | 's' | 'S' => Some((Escape::Class(sign), 2)),
        'n' => character('\n'),
        'r' => character('\r'),
        't' => character('\t'),
        'f' => character('\u{c}'),
        'v' => character('\u{b}'),
        'u' | 'x' => {
            let digits = match pattern.get(2)? {
                '{' => pattern.iter().position(|sign| *sign == '}')?.checked_sub(3)?,
                _ if sign == 'u' => 4,
                _ => 2,
            };
            let is_open = pattern.get(2) == Some(&'{');
            let start = if is_open { 3 } else { 2 };
            let text: String = pattern.get(start..start + digits)?.iter().collect();
            let code = u32::from_str_radix(&text, 16).ok().and_then(char::from_u32)?;
            Some((Escape::Character(code), start + digits + usize::from(is_open)))
        }
        sign if sign.is_ascii_alphanumeric() => None,
        sign => character(sign),
    }
}

enum Escape {
    Character(char),
    Class(char),
}

/// `true` if a class, an escape or a character stands for a character of a text.
fn is_in(part: &[char], character: char) -> Option<bool> {
    match part {
        ['.'] => Some(!matches!(character, '\n' | '\r' | '\u{2028}' | '\u{2029}')),
        ['[', '^', members @ .., ']'] => is_member(members, character).map(|is_member| !is_member),
        ['[', members @ .., ']'] => is_member(members, character),
        ['\\', ..] => match escape(part)?.0 {
            Escape::Character(own) => Some(own == character),
            Escape::Class(class) => Some(is_of_class(class, character)),
        },
        [own] => Some(*own == character),
        _ => None,
    }
}

fn is_member(mut members: &[char], character: char) -> Option<bool> {
    let mut is_member = false;
    while let Some(first) = members.first() {
        let next = |members: &[char]| match members.first()? {
            '\\' if members.get(1) == Some(&'b') => Some((Escape::Character('\u{8}'), 2)),
            '\\' => escape(members),
            sign => Some((Escape::Character(*sign), 1)),
        };
        // A class within a class is of another dialect.
        if *first == '[' && members.get(1) == Some(&':') {
            return None;
        }
        let (from, length) = next(members)?;
        members = &members[length..];
        match from {
            Escape::Class(class) => is_member |= is_of_class(class, character),
            Escape::Character(from) if members.len() > 1 && members[0] == '-' => {
                let (Escape::Character(to), length) = next(&members[1..])? else { return None };
                members = &members[1 + length..];
                is_member |= (from..=to).contains(&character);
            }
            Escape::Character(own) => is_member |= own == character,
        }
    }
    Some(is_member)
}

/// `true` if a character is of a class that has a letter: digits and words are those of ASCII.
fn is_of_class(class: char, character: char) -> bool {
    match class {
        'd' => character.is_ascii_digit(),
        'w' => character.is_ascii_alphanumeric() || character == '_',
        's' => character.is_whitespace() || character == '\u{feff}',
        other => !is_of_class(other.to_ascii_lowercase(), character),
    }
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn texts_match_as_in_ecma_262() {
        for (pattern, text, expected) in [
            ("^a-", "a-1", true),
            ("^a-", "b-a-1", false),
            ("a-", "b-a-1", true),
            ("^[0-9]{4}$", "2024", true),
            ("^[0-9]{4}$", "20245", false),
            ("^\\d{2,}$", "1", false),
            ("^\\d{2,}$", "123", true),
            ("^(cat|dog)s?$", "dogs", true),
            ("^(cat|dog)s?$", "cow", false),
            ("^cat|dog$", "hotdog", true),
            ("^cat|dog$", "dogs", false),
            ("^(?:[a-z]+-)*[a-z]+$", "a-b-c", true),
            ("^(?:[a-z]+-)*[a-z]+$", "a-b-", false),
            ("^[^/]+$", "a/b", false),
            ("^[\\w.-]+@[\\w-]+\\.\\w{2,}$", "a.b@c-d.ef", true),
            ("^[\\w.-]+@[\\w-]+\\.\\w{2,}$", "a.b@c-d.e", false),
            ("^a.b$", "a\nb", false),
            ("^a.*?b$", "axxb", true),
            ("^\\u00e9\\x41\\u{1F600}$", "\u{e9}A\u{1f600}", true),
            ("^[+--]+$", ",", true),
            ("^[a\\]]+$", "a]", true),
            ("^$", "", true),
            ("^$", "a", false),
            ("", "anything", true),
            ("^(a*)*$", "aaab", false),
            ("^(a|aa){2}$", "aaa", true),
            ("^(a?){3}$", "aa", true),
            ("^#[0-9A-Fa-f]{6}$", "#12aBfF", true),
        ] {
            assert_eq!(matches(pattern, text), Some(expected), "{pattern} {text}");
        }
    }

    #[test]
    fn other_patterns_are_not_known() {
        for pattern in [
            "(?=a)b",
            "(?<x>a)",
            "\\bcat",
            "(a)\\1",
            "\\p{L}",
            "[",
            "(",
            "a)",
            "*a",
            "a{",
            "a{x}",
            "\\",
            "[\\",
            "[z",
            "[[:alpha:]]",
            "\\ud800",
        ] {
            assert_eq!(matches(pattern, "cat"), None, "{pattern}");
        }
    }

    #[test]
    fn no_pattern_takes_long() {
        let text = "a".repeat(2_000);
        assert_eq!(matches("^(((a*)*)*)*b$", &text), None);
        assert_eq!(matches("^(a?){1000000}$", "aaa"), Some(true));
        assert_eq!(matches(&"(".repeat(1_000), "a"), None);
        assert_eq!(matches(&format!("{}a{}", "(".repeat(40), ")".repeat(40)), "a"), None);
    }
}
