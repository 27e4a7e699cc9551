//! Writes a tree as JSON or YAML and tells on which line each value stands.

use std::collections::HashMap;

use super::tree::{Path, Tree};

/// The format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// JSON with a line for each member and item.
    Json,
    /// YAML in block style.
    Yaml,
}

/// A text, and the line of each value: that of its key, or of its dash in a list.
pub struct Written {
    /// The text.
    pub text: String,
    lines: HashMap<Path, usize>,
    /// `true` for YAML in block style.
    is_block: bool,
}

impl Written {
    /// The line of the value at a path, from 1.
    ///
    /// # Panics
    /// If the tree has no such value.
    #[must_use]
    pub fn line(&self, path: &[usize]) -> usize {
        self.lines[path]
    }

    /// Returns `true` if the value at a path begins on a line, or its key stands there. In YAML a map or list begins below its key.
    #[must_use]
    pub fn begins_on(&self, path: &[usize], line: usize) -> bool {
        let first = [path, &[0]].concat();
        self.lines[path] == line || self.is_block && self.lines.get(&first) == Some(&line)
    }
}

/// Writes a tree.
#[must_use]
pub fn write(tree: &Tree, format: Format) -> Written {
    let mut writer = Writer { text: String::new(), line: 1, lines: HashMap::new(), path: Vec::new() };
    match format {
        Format::Json => writer.json(tree, 0),
        Format::Yaml => writer.yaml(tree, 0, true),
    }
    writer.text.push('\n');
    Written { text: writer.text, lines: writer.lines, is_block: format == Format::Yaml }
}

struct Writer {
    text: String,
    line: usize,
    lines: HashMap<Path, usize>,
    path: Path,
}

impl Writer {
    fn break_line(&mut self, depth: usize) {
        self.text.push('\n');
        self.line += 1;
        self.text.extend(std::iter::repeat_n("  ", depth));
    }

    fn mark(&mut self) {
        self.lines.insert(self.path.clone(), self.line);
    }

    fn scalar(&mut self, tree: &Tree) {
        match tree {
            Tree::Word(word) => self.text.push_str(word),
            Tree::Text(text) => self.text.push_str(&quoted(text)),
            Tree::List(_) => self.text.push_str("[]"),
            Tree::Object(_) => self.text.push_str("{}"),
        }
    }

    fn json(&mut self, tree: &Tree, depth: usize) {
        self.mark();
        if is_flat(tree) {
            return self.scalar(tree);
        }
        let (open, close) = if matches!(tree, Tree::List(_)) { ('[', ']') } else { ('{', '}') };
        self.text.push(open);
        for (step, (key, value)) in entries(tree).enumerate() {
            if step > 0 {
                self.text.push(',');
            }
            self.break_line(depth + 1);
            if let Some(key) = key {
                self.text.push_str(&quoted(key));
                self.text.push_str(": ");
            }
            self.path.push(step);
            self.json(value, depth + 1);
            self.path.pop();
        }
        self.break_line(depth);
        self.text.push(close);
    }

    /// `fresh` where the line holds nothing but the indent and dashes, so that the first entry can stand on it.
    fn yaml(&mut self, tree: &Tree, depth: usize, fresh: bool) {
        self.mark();
        if is_flat(tree) {
            if !fresh {
                self.text.push(' ');
            }
            return self.scalar(tree);
        }
        for (step, (key, value)) in entries(tree).enumerate() {
            if step > 0 || !fresh {
                self.break_line(depth);
            }
            self.path.push(step);
            match key {
                Some(key) => {
                    self.text.push_str(&yaml_key(key));
                    self.text.push(':');
                    self.yaml(value, depth + 1, false);
                }
                None => {
                    self.text.push_str("- ");
                    self.yaml(value, depth + 1, true);
                }
            }
            self.path.pop();
        }
    }
}

fn is_flat(tree: &Tree) -> bool {
    match tree {
        Tree::Word(_) | Tree::Text(_) => true,
        Tree::List(items) => items.is_empty(),
        Tree::Object(members) => members.is_empty(),
    }
}

fn entries(tree: &Tree) -> Box<dyn Iterator<Item = (Option<&str>, &Tree)> + '_> {
    match tree {
        Tree::List(items) => Box::new(items.iter().map(|item| (None, item))),
        other => Box::new(other.members().iter().map(|(key, value)| (Some(key.as_str()), value))),
    }
}

/// A JSON string, which YAML reads too. Characters that YAML would have escaped are.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string has a JSON form");
    let special =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    if !json.contains(special) {
        return json;
    }
    let escape = |c: char| if special(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() };
    json.chars().map(escape).collect()
}

/// A plain word where that is one, and none of those that YAML takes for something else.
fn yaml_key(key: &str) -> String {
    let plain = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
        && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(&key.to_ascii_lowercase().as_str());
    if plain { key.to_owned() } else { quoted(key) }
}
