//! Uniqueness.

use crate::collections::{HashMap, HashSet};

/// A scope in which names are unique.
#[derive(Clone, Debug, Default)]
pub(super) struct Scope {
    taken: HashSet<String>,
    /// The number that a name gets when it is wished for again: each collision costs the same, however many there are.
    next: HashMap<String, usize>,
}

impl Scope {
    /// A scope with names that cannot be given.
    pub(super) fn new<'a>(reserved: impl IntoIterator<Item = &'a str>) -> Self {
        Self { taken: reserved.into_iter().map(str::to_owned).collect(), next: HashMap::default() }
    }

    /// Grants a name, with a number where it is taken.
    pub(super) fn take(&mut self, wish: &str) -> String {
        if self.taken.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        // `Pet1` and `2` would read as `Pet12`.
        let separator = if wish.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        let number = self.next.entry(wish.to_owned()).or_insert(2);
        loop {
            let name = format!("{wish}{separator}{number}");
            *number += 1;
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }

    /// Grants the first of some names that is free, or the last with a number.
    pub(super) fn take_first(&mut self, wishes: &[&str]) -> String {
        let free = wishes.iter().find(|wish| !self.taken.contains(**wish));
        self.take(free.or(wishes.last()).copied().unwrap_or_default())
    }

    /// Grants names for a list of wishes, in their order.
    pub(super) fn grant(&mut self, wishes: impl IntoIterator<Item = String>) -> Vec<String> {
        wishes.into_iter().map(|wish| self.take(&wish)).collect()
    }

    /// Grants names for a list of wishes with the texts that they were made of. A text that is a name already stays as
    /// it is; then the text that sorts first is granted its wish.
    pub(super) fn grant_texts(&mut self, wishes: Vec<(&str, String)>) -> Vec<String> {
        self.grant_sorted(wishes.into_iter().map(|(text, wish)| ((text != wish, text), wish)).collect())
    }

    /// Grants names for a list of wishes with the keys that decide who comes first.
    pub(super) fn grant_sorted<K: Ord>(&mut self, wishes: Vec<(K, String)>) -> Vec<String> {
        let mut order: Vec<usize> = (0..wishes.len()).collect();
        order.sort_by(|a, b| wishes[*a].0.cmp(&wishes[*b].0));
        let mut names = vec![String::new(); wishes.len()];
        for index in order {
            names[index] = self.take(&wishes[index].1);
        }
        names
    }
}

#[cfg(test)]
mod tests {
    use super::Scope;

    #[test]
    fn collisions_get_numbers_by_key_and_not_by_place() {
        let wishes = |keys: [&'static str; 3]| keys.map(|key| (key, "Foo".to_owned())).to_vec();
        assert_eq!(Scope::default().grant_sorted(wishes(["b", "a", "c"])), ["Foo2", "Foo", "Foo3"]);
        assert_eq!(Scope::default().grant_sorted(wishes(["c", "b", "a"])), ["Foo3", "Foo2", "Foo"]);
    }

    #[test]
    fn a_number_never_runs_into_a_digit() {
        let mut scope = Scope::new(["V2"]);
        assert_eq!(scope.take("V2"), "V2_2");
        assert_eq!(scope.take("V22"), "V22");
    }

    #[test]
    fn a_number_is_not_given_twice() {
        let mut scope = Scope::new(["a", "a3"]);
        assert_eq!([(); 3].map(|()| scope.take("a")), ["a2", "a4", "a5"]);
        assert_eq!(scope.take("a2"), "a2_2");
    }

    #[test]
    fn what_is_a_name_already_stays_as_it_is() {
        let wishes = ["ID", "Id", "id"].map(|text| (text, "id".to_owned())).to_vec();
        assert_eq!(Scope::default().grant_texts(wishes), ["id2", "id3", "id"]);
    }
}
