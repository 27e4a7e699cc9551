//! Excerpts of error messages of programs and services.

use crate::codec::Escaped;

/// The number of characters from the start and from the end that go into an error.
const LENGTH: usize = 300;

/// One line of a text, with marks that reorder it escaped and without words that look like a JSON Web Token.
pub(crate) fn excerpt(text: &str) -> String {
    let shown = |word| if str::contains(word, "eyJ") { "[redacted]" } else { word };
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).map(shown).collect();
    let line: Vec<char> = words.join(" ").chars().collect();
    if line.len() <= 2 * LENGTH {
        return Escaped(&String::from_iter(line)).to_string();
    }
    let (start, end) = (&line[..LENGTH], &line[line.len() - LENGTH..]);
    format!("{} ... {}", Escaped(&String::from_iter(start)), Escaped(&String::from_iter(end)))
}

#[cfg(test)]
#[path = "../../../tests/unit/net/auth/excerpt.rs"]
mod tests;
