//! Names of generated items: how good they are, and whether they stay.

pub mod versions;

use std::collections::{BTreeMap, BTreeSet};

use callsmith::Inspection;

/// A name and how bad it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The name.
    pub name: String,
    /// The higher, the worse: for each letter beyond 30 one, for a digit at its end that the document does not have 40, for a word that
    /// it repeats 10. Length and repetition do not count where the document names the type.
    pub score: usize,
    /// `true` if a number was put behind it.
    pub is_numbered: bool,
}

/// Names and those of them that have a number which the document does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The names.
    pub all: usize,
    /// Those with a number.
    pub numbered: usize,
}

impl Count {
    /// The share of names with a number, in percent.
    #[must_use]
    pub fn share(self) -> f64 {
        100.0 * self.numbered as f64 / self.all.max(1) as f64
    }
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        self.numbered += other.numbered;
    }
}

/// The names of the types of a client, each with `true` where the document gives it.
#[must_use]
pub fn of_types(client: &Inspection) -> BTreeMap<String, bool> {
    let mut names = BTreeMap::new();
    for ty in &client.types {
        let parent = ty.pointer.rsplit_once('/').map(|(parent, _)| parent);
        let is_given = matches!(parent, Some("#/components/schemas" | "#/definitions"));
        *names.entry(last(&ty.rust).to_owned()).or_default() |= is_given;
    }
    names
}

/// Judges names of types by the text of their document, the worst first.
#[must_use]
pub fn judged(names: &BTreeMap<String, bool>, document: &str) -> Vec<Judged> {
    let words_of_document: BTreeSet<String> = words_with_numbers(&document.to_lowercase());
    let mut judged: Vec<Judged> = names
        .iter()
        .map(|(name, is_given)| {
            let words = words(name);
            let is_numbered = is_numbered(name, &words_of_document);
            let distinct: BTreeSet<&String> = words.iter().collect();
            let form = name.chars().count().saturating_sub(30) + 10 * (words.len() - distinct.len());
            let score = 40 * usize::from(is_numbered) + if *is_given { 0 } else { form };
            Judged { name: name.clone(), score, is_numbered }
        })
        .collect();
    judged.sort_by(|one, other| (other.score, &one.name).cmp(&(one.score, &other.name)));
    judged
}

/// Counts methods, arguments, setters, fields and values. The number of such a name is one of the document where the name on the wire has it.
#[must_use]
pub fn of_parts(client: &Inspection) -> Count {
    let mut count = Count::default();
    let mut add = |name: &str, wire: &str| {
        let number = &name[name.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        count += Count { all: 1, numbered: usize::from(!number.is_empty() && !wire.contains(number)) };
    };
    for operation in &client.operations {
        add(last(&operation.rust), &format!("{} {}", operation.id, operation.path));
        for parameter in &operation.parameters {
            parameter.argument.iter().chain(&parameter.setter).for_each(|name| add(name, &parameter.name));
        }
    }
    for ty in &client.types {
        ty.fields.iter().for_each(|field| add(&field.rust, field.name.as_deref().unwrap_or_default()));
        ty.values.iter().for_each(|value| add(&value.variant, &value.value));
    }
    count
}

/// The last name of a path.
fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or_default()
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

fn is_numbered(name: &str, words_of_document: &BTreeSet<String>) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &name[stem.len()..];
    let stem = stem.trim_end_matches('_');
    // Texts may have a sign in front of the last word: `folder_v2`.
    let last = stem.rfind(char::is_uppercase).map_or(stem, |at| &stem[at..]);
    let is_known = |stem: &str| {
        let stem = stem.to_lowercase();
        let start = stem.len().saturating_sub(2);
        words_of_document.contains(&format!("{}{number}", stem.get(start..).unwrap_or(&stem)))
    };
    !number.is_empty() && !is_known(stem) && !is_known(last)
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
        let names = ["Pet", "Pet2", "PetVoe2_5", "OAuth2", "PetPet", "PetV3", "AVeryLongNameOfATypeThatNobodyReads"];
        let names = names.map(|name| (name.to_owned(), false)).into_iter().chain([("PetOfPet".to_owned(), true)]);
        let judged = judged(&names.collect(), "a document of pets with OAuth2, pet_v3, and Pet_VOE_2_5");
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
                ("PetOfPet", 0, false),
                ("PetV3", 0, false),
                ("PetVoe2_5", 0, false),
            ]
        );
    }
}
