//! Links of the guide to files that are no pages of it: fixtures, examples and the README.
//!
//! In the repository they lead to these files. The book has none of them, so there they lead to the address of the repository, and are plain text until
//! it has one.

use serde_json::Value;

/// The beginning of the target of a link that leads out of the guide.
const OUTSIDE: &str = "](../";

/// Replaces the links of all chapters in the JSON that mdBook hands to a preprocessor. `repository` is empty where there is no address.
pub fn replace_in_book(book: &mut Value, repository: &str) {
    match book {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(text) if name == "content" => *text = replaced(text, repository),
                    value => replace_in_book(value, repository),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| replace_in_book(item, repository)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// The text of a chapter with its links out of the guide replaced.
fn replaced(text: &str, repository: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut is_code = false;
    for line in text.split_inclusive('\n') {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        if is_fence || is_code {
            replaced.push_str(line)
        } else {
            replaced.push_str(&replaced_in_line(line, repository))
        }
    }
    replaced
}

fn replaced_in_line(line: &str, repository: &str) -> String {
    let mut replaced = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(OUTSIDE)
        && let Some((path, behind)) = after.split_once(')')
        && let Some((before, name)) = before.rsplit_once('[')
    {
        replaced.push_str(before);
        match repository {
            "" => replaced.push_str(name),
            repository => {
                let repository = repository.trim_end_matches('/');
                replaced.push_str(&format!("[{name}]({repository}/blob/HEAD/{path})"));
            }
        }
        rest = behind;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn links_out_of_the_guide_lead_to_the_repository() {
        let text = "See [`a.yaml`](../fixtures/a.yaml), [b](b.md) and [c](../c).\n```text\n[d](../d)\n```\n";
        let mut book = json!({"items": [{"Chapter": {"name": "A", "content": text, "sub_items": []}}]});
        let content = |book: &Value| book["items"][0]["Chapter"]["content"].as_str().map(str::to_owned);
        let mut of_no_address = book.clone();
        replace_in_book(&mut book, "https://host.example/project/");
        let expected = "See [`a.yaml`](https://host.example/project/blob/HEAD/fixtures/a.yaml), [b](b.md) and \
                        [c](https://host.example/project/blob/HEAD/c).\n```text\n[d](../d)\n```\n";
        assert_eq!(content(&book).as_deref(), Some(expected));
        replace_in_book(&mut of_no_address, "");
        assert_eq!(
            content(&of_no_address).as_deref(),
            Some("See `a.yaml`, [b](b.md) and c.\n```text\n[d](../d)\n```\n")
        );
    }
}
