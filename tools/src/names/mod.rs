//! Names of generated items: how good they are, and whether they stay.

pub mod versions;

use std::collections::BTreeSet;

/// A name and how bad it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The name.
    pub name: String,
    /// The higher, the worse: for each letter beyond 30 one, for a digit at its end that the document does not have 40, for a word that
    /// it repeats 10.
    pub score: usize,
    /// `true` if a number was put behind it.
    pub is_numbered: bool,
}

/// Judges names of types by the text of their document, the worst first.
#[must_use]
pub fn judged(names: &BTreeSet<String>, document: &str) -> Vec<Judged> {
    let letters: String = document.to_lowercase();
    let words_of_name: BTreeSet<String> = words_with_numbers(&letters);
    let mut judged: Vec<Judged> = names
        .iter()
        .map(|name| {
            let words = words(name);
            let is_numbered = is_numbered(name, &words_of_name);
            let distinct: BTreeSet<&String> = words.iter().collect();
            let repeated = words.len() - distinct.len();
            let score = name.chars().count().saturating_sub(30) + 40 * usize::from(is_numbered) + 10 * repeated;
            Judged { name: name.clone(), score, is_numbered }
        })
        .collect();
    judged.sort_by(|one, other| (other.score, &one.name).cmp(&(one.score, &other.name)));
    judged
}

/// The words of a document that end in digits, and the words that stand before digits, in small letters.
fn words_with_numbers(text: &str) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    let is_part = |c: char| c.is_ascii_alphanumeric();
    // A number behind a number is a part of it: `2_5` ends in `5`, behind a `2`.
    let mut before = String::new();
    for word in text.split(|c: char| !is_part(c)).filter(|word| !word.is_empty()) {
        let digits = word.len() - word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 0 {
            let (stem, number) = word.split_at(word.len() - digits);
            let stem = if stem.is_empty() { before.as_str() } else { stem };
            // Names of the document have words of their own, of which the last is enough.
            let start = stem.len().saturating_sub(2);
            words.insert(format!("{}{number}", stem.get(start..).unwrap_or(stem)));
        }
        if digits < word.len() {
            before.clear();
        }
        before.push_str(word);
    }
    words
}

fn is_numbered(name: &str, words_of_name: &BTreeSet<String>) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[stem.len()..];
    let stem = stem.trim_end_matches('_').to_lowercase();
    let start = stem.len().saturating_sub(2);
    !number.is_empty() && !words_of_name.contains(&format!("{}{number}", stem.get(start..).unwrap_or(&stem)))
}

/// The words of a name in the form that types have.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for c in name.chars() {
        match words.last_mut() {
            Some(word) if !c.is_uppercase() => word.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::judged;

    #[test]
    fn numbers_repetition_and_length_are_bad() {
        let names = ["Pet", "Pet2", "PetVoe2_5", "OAuth2", "PetPet", "AVeryLongNameOfATypeThatNobodyReads"];
        let names = names.map(str::to_owned).into_iter().collect();
        let judged = judged(&names, "a document of pets with OAuth2, and Pet_VOE_2_5");
        let shown: Vec<(&str, usize, bool)> =
            judged.iter().map(|name| (name.name.as_str(), name.score, name.is_numbered)).collect();
        assert_eq!(
            shown,
            [
                ("Pet2", 40, true),
                ("AVeryLongNameOfATypeThatNobodyReads", 15, false),
                ("PetPet", 10, false),
                ("OAuth2", 0, false),
                ("Pet", 0, false),
                ("PetVoe2_5", 0, false),
            ]
        );
    }
}
