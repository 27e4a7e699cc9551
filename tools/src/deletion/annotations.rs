//! The documented list of what a client does not have to know: `docs/annotations.md`.

use std::collections::HashSet;

use super::specification::Kind;

/// The list, and the extensions that shape a client.
#[derive(Debug)]
pub struct Annotations {
    listed: HashSet<(String, String)>,
    extensions: HashSet<String>,
}

impl Annotations {
    /// Reads the list of this repository.
    #[must_use]
    pub fn documented() -> Self {
        Self::read(include_str!("../../../docs/annotations.md"))
    }

    /// Reads a list: the rows of its tables, whose first cell is a keyword in backticks. Those of the table below the
    /// headline `Extensions` are extensions that shape a client, the others annotations with the objects they stand in.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut annotations = Self { listed: HashSet::new(), extensions: HashSet::new() };
        let mut in_extensions = false;
        for line in text.lines() {
            if let Some(title) = line.strip_prefix("## ") {
                in_extensions = title.trim() == "Extensions";
            }
            let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
            let [keywords, objects, ..] = cells[..] else { continue };
            let keywords = keywords.split(',').filter_map(|word| word.trim().strip_prefix('`')?.strip_suffix('`'));
            for keyword in keywords {
                if in_extensions {
                    annotations.extensions.insert(keyword.to_owned());
                    continue;
                }
                let objects = objects.split(',').map(|object| object.trim().to_owned());
                annotations.listed.extend(objects.map(|object| (keyword.to_owned(), object)));
            }
        }
        annotations
    }

    /// Returns `true` if a keyword has to have an effect where it stands. An extension has to only where it is listed.
    #[must_use]
    pub fn counts(&self, kind: Kind, variant: &str, keyword: &str) -> bool {
        let names = |word: &str, object: &str| self.listed.contains(&(word.to_owned(), object.to_owned()));
        let is_listed = |object: &str| names("*", object) || names(keyword, object);
        if is_listed(kind.name()) || is_listed(&format!("{} ({variant})", kind.name())) {
            return false;
        }
        !keyword.starts_with("x-") || self.extensions.contains(keyword)
    }
}

#[cfg(test)]
mod tests {
    use super::{Annotations, Kind};

    #[test]
    fn tables_are_read() {
        let list = "# T\n\n| keyword | where | why |\n|---|---|---|\n| `license`, `contact` | Info | text |\n\
                    | `name` | Security Scheme (http) | x |\n| `*` | Link | y |\n\n## Extensions\n\n| key | what |\n|---|---|\n| `x-nullable` | null |\n";
        let list = Annotations::read(list);
        assert!(!list.counts(Kind::Info, "", "license"));
        assert!(!list.counts(Kind::Info, "", "contact"));
        assert!(list.counts(Kind::Tag, "", "license"));
        assert!(!list.counts(Kind::SecurityScheme, "http", "name"));
        assert!(list.counts(Kind::SecurityScheme, "apiKey", "name"));
        assert!(!list.counts(Kind::Link, "", "operationId"));
        assert!(list.counts(Kind::Schema, "string", "x-nullable"));
        assert!(!list.counts(Kind::Schema, "string", "x-other"));
    }
}
